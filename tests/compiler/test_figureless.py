"""Benefits without a figure: what is an item of its own, and what only announces or plans."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

GRANTED = [
    ("对完成矿山复绿的企业给予资金支持。", "in kind 给予资金支持"),
    ("鼓励企业开展复绿，对通过验收的项目给予补助。", "in kind 给予补助"),
    (
        "对采购绿色石材的企业，按照采购额的一定比例给予奖励。",
        "in kind 按照采购额的一定比例给予奖励",
    ),
    ("支持企业建设石材实验室，并给予资金资助。", "in kind 给予资金资助"),
    ("对完成矿山复绿的企业给予奖励。单个企业最高不超过80万元。", "fixed"),
]


@pytest.mark.parametrize(("sentence", "expected"), GRANTED)
def test_a_named_benefit_is_an_item(
    sentence: str, expected: str, draft_of: Callable[..., Draft], worth_of: Callable[..., str]
) -> None:
    (rule,) = draft_of(f"第一条 {sentence}\n第二条 本措施由市石材局解释。").ruleset.rules
    if expected == "fixed":
        assert worth_of(rule.award) == "80万元 ceiling"
    else:
        assert worth_of(rule.award) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "鼓励各区对完成矿山复绿的企业给予奖励。",
        "探索对完成矿山复绿的企业给予奖励。",
        "研究制定矿山复绿补贴办法，对企业给予补贴。",
        "支持企业开展矿山复绿，推动石材产业发展。",
        "已获得补贴的企业不再给予补贴。",
    ],
)
def test_a_plan_or_a_slogan_is_no_item(sentence: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(f"第一条 {sentence}\n第二条 对采矿企业，给予一次性奖励10万元。")
    assert len(draft.ruleset.rules) == 1


def test_an_announcement_belongs_to_the_figures_after_it(draft_of: Callable[..., Draft]) -> None:
    text = (
        "第一条 支持企业投保环境责任险，给予企业保费补贴。"
        "按照实际保费的60%给予补贴，每家企业每年不超过50万元。"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.kind == "rate"


def test_two_grants_of_one_article_are_two_items(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    text = "第一条 对完成矿山复绿的企业给予资金补助。对建成石材仓库的企业，给予一次性奖励10万元。"
    first, second = draft_of(text).ruleset.rules
    assert first.award.kind == "in_kind"
    assert second.award.kind == "fixed"
    assert any("矿山复绿" in c for c in parts_of(first))
    assert not any("矿山复绿" in c for c in parts_of(second))
