"""Sentences as most measures have them: levels meant, short cases, shares up to a unit price."""

from __future__ import annotations

import pytest

from compiler import compile_document
from rules.benefit import Cases, LesserOf, PerUnit, Rate
from rules.condition import Comparator, Compare, Has, Value, leaves

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


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("对银行机构按制造业贷款余额的万分之五给予奖励，单家最高50万元。", "0.05%"),
        ("对保险机构按承保金额的千分之二给予补助。", "0.2%"),
    ],
)
def test_parts_of_a_thousand_and_of_ten_thousand(text: str, rate: str) -> None:
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert isinstance(rule.award, Rate)
    assert str(rule.award.rate) == rate


@pytest.mark.parametrize(
    "text",
    [
        "企业招用毕业年度毕业生的，按每人1500元发放扩岗补助，政策执行至2025年12月31日。",
        "对新开首店的企业，按10万元的标准给予补助，本条有效期至2026年6月30日。",
    ],
)
def test_a_sum_beside_how_long_it_is_in_force_is_granted(text: str) -> None:
    assert len(compile_document((HEAD + text).encode(), "x.txt").ruleset.rules) == 1


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "对获批省级博士后工作站的，给予30万元资助；每招收1名博士后，给予单位10万元经费。",
            "10万元",
        ),
        ("对新建院士工作站的企业，给予50万元资助，每引进1名院士再给予20万元。", "20万元"),
        ("对设立大师工作室的单位给予10万元补助；每培养1名高级技师，奖励5000元。", "5000元"),
    ],
)
def test_what_is_counted_is_paid_besides(text: str, counted: str) -> None:
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert rule.subject.value == "enterprise"
    assert isinstance(rule.award, Cases)
    assert rule.award.choose == "sum"
    each = rule.award.cases[1].award
    assert isinstance(each, PerUnit)
    assert str(each.amount) == counted


@pytest.mark.parametrize(
    ("said", "name", "bound"),
    [
        ("产值超10亿元的企业", "output_value", "10亿元"),
        ("上年度营业收入超5000万元的企业", "revenue", "5000万元"),
    ],
)
def test_more_than_in_one_character(said: str, name: str, bound: str) -> None:
    text = f"对{said}，奖励50万元。"
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    leaf = rule.when
    assert isinstance(leaf, Compare)
    assert isinstance(leaf.operand, Value)
    assert (leaf.operand.attribute, leaf.op, str(leaf.value)) == (name, Comparator.GT, bound)


def test_the_verb_is_no_part_of_the_list_it_puts_one_on() -> None:
    text = "对首次入选中国企业500强、中国民营企业500强的企业，分别奖励200万元、150万元。"
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert isinstance(rule.award, Cases)
    values = [leaf.values for case in rule.award.cases for leaf in leaves(case.when)]
    assert values == [("中国企业500强",), ("中国民营企业500强",)]


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("对获得授权的发明专利，国内每件奖励3000元，国外每件奖励2万元。", ["国内", "国外"]),
        ("对新建大棚的农户，连栋每亩补贴8000元，单栋每亩补贴3000元。", ["连栋", "单栋"]),
    ],
)
def test_classes_of_two_characters_without_a_particle(text: str, classes: list[str]) -> None:
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert isinstance(rule.award, Cases)
    told = [leaf.source.quote for case in rule.award.cases for leaf in leaves(case.when)]
    assert [quote for quote in told if quote in classes] == classes


@pytest.mark.parametrize(
    "favour",
    ["优先推荐申报上级项目", "优先安排用地指标", "同等条件下优先列入采购目录"],
)
def test_what_else_the_office_does_is_not_asked(favour: str) -> None:
    text = f"对获评市级标杆的企业，{favour}，给予10万元奖励。"
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert "优先" not in "".join(leaf.source.quote for leaf in leaves(rule.when))


def test_how_many_years_a_subsidy_is_paid_stands_alone() -> None:
    text = "对引进的高层次人才，按其年薪的10%给予补贴，每人每年最高10万元，补贴3年。"
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    assert (rule.award.per, str(rule.award.lasting)) == ("year", "3年")
