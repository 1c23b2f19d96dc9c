"""Kinds of recipients listed with commas: whoever is one of them; and who newly counts as large."""

from __future__ import annotations

import pytest

from compiler import compile_document
from rules.condition import AnyOf, Has
from rules.rule import Rule

HEAD = "青屏区工业和信息化局关于印发若干措施的通知\n"


def rules_of(text: str) -> tuple[Rule, ...]:
    return compile_document((HEAD + text).encode(), "x.txt").ruleset.rules


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "对各级数字化车间、智能工厂，智能仓储示范项目，上云或5G应用以及自动化三级以上企业，给予最高30万元资助。",
            3,
        ),
        ("对绿色工厂、绿色园区，节水型企业，以及通过清洁生产审核的企业，给予最高10万元奖励。", 3),
        (
            "年产值1亿元以上的制造业企业，年营业收入5000万元以上的服务业企业，以及年销售额2亿元以上的批发业企业，给予每家10万元奖励。",
            3,
        ),
        ("对毕业三年内的大学生创办的企业，以及退役军人创办的企业，一次性奖励3万元。", 2),
    ],
)
def test_kinds_listed_with_commas_are_alternatives(text: str, count: int) -> None:
    (rule,) = rules_of(text)
    assert isinstance(rule.when, AnyOf)
    assert len(rule.when.of) == count


@pytest.mark.parametrize(
    "text",
    [
        "申报企业应在本区注册，具有独立法人资格，建有省级以上实验室以及工程研究中心，给予5万元奖励。",
        "对在本区注册的企业，近三年无重大违法记录，且纳入统计的，给予2万元奖励。",
    ],
)
def test_what_one_recipient_has_is_asked_together(text: str) -> None:
    (rule,) = rules_of(text)
    assert not isinstance(rule.when, AnyOf)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("首次升级达规的工业企业", "规模以上工业企业"),
        ("年度新增上规入统的服务业企业", "规模以上服务业企业"),
        ("首次升限入统的商贸企业", "限额以上商贸企业"),
        ("当年小升规的企业", "规模以上企业"),
    ],
)
def test_whoever_grew_large_is_newly_in_the_statistics(said: str, value: str) -> None:
    (rule,) = rules_of(f"对{said}，一次性奖励3万元。")
    leaf = rule.when
    assert isinstance(leaf, Has)
    assert (leaf.attribute, leaf.values, leaf.first) == ("statistics_category", (value,), True)


def test_an_aim_is_no_trade() -> None:
    (rule,) = rules_of("做强做大数字核心企业，对首次列入省电子信息百强的企业，给予20万元奖励。")
    assert isinstance(rule.when, Has)
    assert rule.when.attribute == "rankings"
