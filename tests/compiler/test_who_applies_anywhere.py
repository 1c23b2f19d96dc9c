"""Who may apply, wherever a text says it; cases in brackets; classes with bounds of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.scoring.lines import award_line, condition_line
from rules.draft import Draft
from rules.rule import Rule

Rules = Callable[[str], tuple[Rule, ...]]


@pytest.fixture
def rules_of(draft_of: Callable[..., Draft]) -> Rules:
    """The rules of a text."""

    def rules(text: str) -> tuple[Rule, ...]:
        return draft_of(text).ruleset.rules

    return rules


ASKED_OF_ALL = [
    (
        "第一条 本办法适用于在望川县注册并从事竹编加工的企业（以下统称竹编企业），"
        "以及来望川县开展创作的外地工作室。\n第二条 年营业收入200万元以上的，给予3万元奖励。",
        "((registered_region in [望川县] & ?从事竹编加工) | ?来望川县开展创作的外地工作室)",
    ),
    (
        "第一条 本办法奖补对象为注册在望川县的茶叶企业、茶叶合作社。\n"
        "第二条 年营业收入200万元以上的，给予3万元奖励。",
        "registered_region in [望川县] & entity_type in [茶叶企业,茶叶合作社]",
    ),
    (
        "一、支持对象：在望川县登记的果品企业、果品合作社，以及在望川县从事果品经营的个体工商户。\n"
        "二、年营业收入200万元以上的，给予3万元奖励。",
        "(registered_region in [望川县] & entity_type in [果品企业,果品合作社])",
    ),
]


@pytest.mark.parametrize(("text", "asked"), ASKED_OF_ALL)
def test_whoever_applies_is_asked_for_wherever_the_text_says_it(
    text: str, asked: str, rules_of: Rules
) -> None:
    (rule,) = rules_of(text)
    read = condition_line(rule.when)
    assert asked in read
    assert "revenue@annual >= 200万元" in read


NARROWED = [
    (
        "获得“云纹奖”的，给予60万元奖励；获得“省云纹奖”的，给予10万元奖励"
        "（其中，原创作品给予20万元奖励）。",
        "(awards_won has [省云纹奖] & ?原创作品) → fixed 20万元",
    ),
    (
        "对晋升为甲级资质的勘察企业，给予20万元奖补；晋升为综合资质的监理企业，"
        "给予15万元奖补（其中，行业甲级给予18万元奖补）。",
        "?行业甲级) → fixed 18万元",
    ),
    (
        "获得“金穗奖”的，给予8万元奖励；获得“银穗奖”的，给予5万元奖励，其中新选手给予6万元奖励。",
        "(awards_won has [银穗奖] & ?新选手) → fixed 6万元",
    ),
]


@pytest.mark.parametrize(("sentence", "case"), NARROWED)
def test_a_case_behind_of_these_asks_what_it_narrows(
    sentence: str, case: str, rules_of: Rules
) -> None:
    (rule,) = rules_of(f"第一条 {sentence}")
    assert case in award_line(rule.award)


BEARS = [
    "以上补助由市、县两级财政各承担50%。",
    "所需资金由省、市财政按现行体制分担。",
    "奖励资金从县级产业发展专项资金中列支。",
]


@pytest.mark.parametrize("sentence", BEARS)
def test_who_bears_the_money_asks_nothing(sentence: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(f"第一条 对年营业收入300万元以上的企业，给予3万元奖励。{sentence}")
    (rule,) = draft.ruleset.rules
    assert condition_line(rule.when) == "revenue@annual >= 300万元"
    assert not draft.errors


def test_each_class_has_its_own_bound(rules_of: Rules) -> None:
    (rule,) = rules_of(
        "第一条 对年零售额增长的零售企业，给予5万元奖励。其中，年零售额3000万元以上的，"
        "增速需达6%以上；年零售额1000万元以上3000万元以下的，增速需达12%以上。"
    )
    read = condition_line(rule.when)
    assert "(retail_sales@annual >= 3000万元 & growth(retail_sales)@annual >= 6%) | " in read
    assert "growth(retail_sales)@annual >= 12%)" in read


NEWLY = [
    ("对新纳统的规上服务业企业", "statistics_category has first [规模以上服务业企业]"),
    ("对首次入库的规模以上文旅企业", "statistics_category has first [规模以上文旅企业]"),
    (
        "对首次纳入统计的限额以上商贸企业或个体工商户",
        "(statistics_category has first [限额以上商贸企业] | entity_type in [个体工商户])",
    ),
]


@pytest.mark.parametrize(("who", "asked"), NEWLY)
def test_newly_counted_is_said_before_the_class(who: str, asked: str, rules_of: Rules) -> None:
    (rule,) = rules_of(f"第一条 {who}，给予2万元奖励。")
    assert condition_line(rule.when) == asked


OPENED = [
    ("如展位面积达到40平方米以上的", "exhibition_area >= 40平方米"),
    ("若年销售额增速达8%以上的", "growth(sales_value)@annual >= 8%"),
    ("根据海关统计数据，出口额达到300万元以上的", "export_value@annual >= 300万元"),
]


@pytest.mark.parametrize(("case", "asked"), OPENED)
def test_words_that_open_a_case_are_no_name(case: str, asked: str, rules_of: Rules) -> None:
    (rule,) = rules_of(f"第一条 对参加国家级展会的企业，{case}，给予2万元奖励。")
    assert asked in condition_line(rule.when)
    assert "?根据" not in condition_line(rule.when)


PAID_BESIDES = ["每亩叠加补助50元", "每亩额外奖补50元", "每亩另行补贴50元"]


@pytest.mark.parametrize("paid", PAID_BESIDES)
def test_what_is_paid_besides_counts_the_unit_alone(paid: str, rules_of: Rules) -> None:
    (rule,) = rules_of(f"第一条 种植油菜20亩以上的，{paid}。")
    assert "× ?种植油菜" in award_line(rule.award)
