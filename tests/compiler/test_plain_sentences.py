"""Sentences as most measures have them: levels meant, short cases, shares up to a unit price."""

from __future__ import annotations

import pytest

from compiler import compile_document
from rules.benefit import Cases, LesserOf, PerUnit, Rate
from rules.condition import Has, leaves

HEAD = "青屏区人民政府关于印发若干措施的通知\n"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("获得市级以上科技进步奖一等奖、二等奖的单位，分别给予20万元、10万元奖励。", 3),
        ("对获得省级以上创新创业大赛金奖、银奖的企业，分别奖励30万元、15万元。", 2),
    ],
)
def test_levels_that_are_meant_are_not_those_listed(text: str, first: int) -> None:
    made = compile_document((HEAD + text).encode(), "x.txt")
    (rule,) = made.ruleset.rules
    assert isinstance(rule.award, Cases)
    leaf = rule.award.cases[0].when
    assert isinstance(leaf, Has)
    assert len(leaf.values) == first


@pytest.mark.parametrize(
    "text",
    [
        "对民办养老机构给予建设补贴，自建的每张床位1万元，租赁的每张床位5000元。",
        "对新建停车场的企业，地面的每个泊位奖励500元，地下的每个泊位奖励1000元。",
        "对改造公厕的单位，原址的每座补助3万元，移址的每座补助5万元。",
    ],
)
def test_a_case_of_two_characters_in_front_of_its_sum(text: str) -> None:
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert isinstance(rule.award, Cases)
    assert rule.award.choose == "highest"
    named = [leaf.source.quote for case in rule.award.cases for leaf in leaves(case.when)]
    assert [len(quote) for quote in named] == [2, 2]


def test_a_degree_behind_the_preposition_is_whom_the_sum_is_for() -> None:
    text = (
        "对新就业的本科及以上学历毕业生，按博士每人每年3万元、硕士每人每年1.5万元、"
        "本科每人每年8000元的标准给予生活补贴。"
    )
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert isinstance(rule.award, Cases)
    nodes = [leaf for case in rule.award.cases for leaf in leaves(case.when)]
    values = [leaf.values for leaf in nodes if leaf.kind == "one_of"]
    assert ("博士",) in values
    assert ("硕士",) in values


@pytest.mark.parametrize(
    ("text", "rate", "each"),
    [
        ("对租用厂房的企业，按厂房租金的40%给予补贴，最高每平方米每年120元。", "40%", "120元"),
        ("对租用办公用房的，按房租的50%给予补贴，补贴单价不超过每平方米每月60元。", "50%", "60元"),
        ("对装修店面的，按装修费用的30%给予补助，最高不超过每平方米500元。", "30%", "500元"),
    ],
)
def test_a_share_up_to_so_much_for_each_unit(text: str, rate: str, each: str) -> None:
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert isinstance(rule.award, LesserOf)
    share, unit = rule.award.of
    assert isinstance(share, Rate)
    assert isinstance(unit, PerUnit)
    assert (str(share.rate), str(unit.amount)) == (rate, each)


def test_costs_listed_before_the_verb_are_what_the_share_is_of() -> None:
    text = "对展位费、特装费、人员费等给予不超过50%的补贴，单个企业每年补贴不超过30万元。"
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert isinstance(rule.award, Rate)
    assert "展位费" in str(rule.award.base)
