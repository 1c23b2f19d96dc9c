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
    (
        "对矿山修复合格的机构，根据考核结果对其予以补助。",
        "in kind 根据考核结果对其予以补助",
    ),
    (
        "经核准的仓库开发企业建设的石料仓储项目，给予固定资产投资支持。",
        "in kind 给予固定资产投资支持",
    ),
    (
        "对年加工荒料5万吨以上的企业，按加工量的一定比例给予奖励。",
        "in kind 按加工量的一定比例给予奖励",
    ),
    (
        "持有石匠证的人员可申领“匠心卡”，凭卡享受就医服务。",
        "in kind 可申领“匠心卡”，凭卡享受就医服务",
    ),
    ("对进口的石材样品，可免予提供检验证书。", "in kind 可免予提供检验证书"),
    (
        "设备齐全的单位，经市石材局查验，认定为石雕实训点，发给牌匾。",
        "in kind 认定为石雕实训点，发给牌匾",
    ),
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


def test_a_grant_without_a_figure_beside_one_with_a_figure_is_an_alternative(
    draft_of: Callable[..., Draft], worth_of: Callable[..., str]
) -> None:
    text = (
        "第一条 对建成石材展厅的企业给予贴息支持；对获评石材名企的企业，给予20万元奖励。"
        "\n第二条 本措施由市石材局解释。"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.kind == "cases"
    assert [worth_of(case.award) for case in rule.award.cases] == ["in kind 给予贴息支持", "20万元"]


def test_a_list_that_only_says_how_it_is_paid_holds_items_of_their_own(
    draft_of: Callable[..., Draft], worth_of: Callable[..., str]
) -> None:
    text = (
        "一、石材奖励\n采取后补助方式：\n1.对建成展厅的企业，给予不超过30万元支持。"
        "\n2.对开办石雕学校的机构，给予不超过50万元支持。"
    )
    rules = draft_of(text).ruleset.rules
    assert [worth_of(r.award) for r in rules] == ["30万元 ceiling", "50万元 ceiling"]


def test_what_follows_an_exclusion_is_still_read(draft_of: Callable[..., Draft]) -> None:
    text = (
        "第一条 对获评石材名企的，追加奖励20万元，已获省级奖励的企业不予奖励；"
        "对通过绿色矿山验收的，追加奖励30万元。"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.kind == "cases"
    assert len(rule.award.cases) == 2


def test_the_end_of_a_procedure_recognises(draft_of: Callable[..., Draft]) -> None:
    text = (
        "石雕名坊认定及支持办法\n申报条件\n从业满5年的石雕企业。\n支持内容\n"
        "对名坊给予一次性奖励10万元。\n办理流程\n市石材局组织评审。公示无异议的企业确定为石雕名坊。"
    )
    kinds = {rule.award.kind for rule in draft_of(text, head="").ruleset.rules}
    assert kinds == {"fixed", "in_kind"}


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
