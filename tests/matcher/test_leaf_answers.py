"""What each kind of leaf answers: its truth, the fact it shows, and what it still asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from matcher.conditions import Outcome, judge
from matcher.facts_input import read_facts
from matcher.figures import Inquiry
from matcher.truth import Truth
from rules.rule import Rule
from rules.vocabulary import Vocabulary
from tests.matcher.conftest import ON

Judge = Callable[[dict[str, Any], dict[str, object]], Outcome]
YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.fixture(scope="module")
def judged(make_rule: Callable[..., Rule], vocabulary: Vocabulary) -> Judge:
    def run(when: dict[str, Any], facts: dict[str, object]) -> Outcome:
        read = read_facts(facts, vocabulary=vocabulary, on=ON)
        return judge(make_rule(when).when, Inquiry(read, ON, vocabulary))

    return run


def is_(attribute: str = "legal_person", **more: Any) -> dict[str, Any]:
    return {"kind": "is", "attribute": attribute, **more}


def one_of(attribute: str, *values: str) -> dict[str, Any]:
    return {"kind": "one_of", "attribute": attribute, "values": list(values)}


def has(*values: str, attribute: str = "titles", **more: Any) -> dict[str, Any]:
    return {"kind": "has", "attribute": attribute, "values": list(values), **more}


def within(period: str, attribute: str = "established_on") -> dict[str, Any]:
    return {"kind": "within", "attribute": attribute, "period": period}


def compare(operand: dict[str, Any] | str, op: str, value: str, **more: Any) -> dict[str, Any]:
    if isinstance(operand, str):
        attribute, _, period = operand.partition("@")
        operand = {"kind": "value", "attribute": attribute, "period": period or "now"}
    return {"kind": "compare", "operand": operand, "op": op, "value": value, **more}


BEST = {
    "kind": "over_years",
    "attribute": "revenue",
    "period": "Y-2..Y-1",
    "aggregate": "max",
}


@pytest.mark.parametrize(
    ("when", "facts", "truth", "shown", "missing"),
    [
        (is_(), {"legal_person": True}, YES, "是", []),
        (is_(), {"legal_person": False}, NO, "否", []),
        (is_(expected=False), {"legal_person": False}, YES, "否", []),
        (is_(), {}, OPEN, "未提供", ["legal_person"]),
        (is_("violation", period="Y-1"), {"violation@ever": False}, NO, "否", []),
        (
            is_("violation", period="Y-1"),
            {"violation@ever": True},
            OPEN,
            "未提供",
            ["violation@2025"],
        ),
        # a choice
        (one_of("entity_type", "企业"), {"entity_type": "企业"}, YES, "企业", []),
        (one_of("entity_type", "企业"), {"entity_type": "个人"}, NO, "个人", []),
        (one_of("entity_type", "企业"), {}, OPEN, "未提供", ["entity_type"]),
        (one_of("industry", "制造业"), {"industry": "工业"}, OPEN, "工业", ["industry"]),
        (one_of("industry", "制造业"), {"industry": {"none_of": ["工业"]}}, NO, "不属于工业", []),
        (
            one_of("industry", "制造业", "农业"),
            {"industry": {"none_of": ["工业"]}},
            OPEN,
            "不属于工业",
            ["industry"],
        ),
        # a place
        (one_of("region", "广州市"), {"region": "广州市天河区"}, YES, "广州市天河区", []),
        (one_of("region", "广州市"), {"region": "广东省"}, OPEN, "广东省", ["region"]),
        (one_of("region", "上海市", "广州市"), {"region": "广东省"}, OPEN, "广东省", ["region"]),
        (one_of("region", "广州市"), {"region": {"none_of": ["广东省"]}}, NO, "不属于广东省", []),
        (
            one_of("region", "广州市", "上海市"),
            {"region": {"none_of": ["广东省"]}},
            OPEN,
            "不属于广东省",
            ["region"],
        ),
        (
            one_of("region", "广州市", "上海市"),
            {"region": {"none_of": ["广东省", "上海市"]}},
            NO,
            "不属于广东省、上海市",
            [],
        ),
        # a choice asked of titles: whoever holds one now
        (one_of("titles", "甲"), {"titles": ["甲"]}, YES, "有甲", []),
        (one_of("titles", "乙", "甲"), {"titles": ["省级甲"]}, YES, "有省级甲", []),
        (one_of("titles", "甲"), {"titles": ["乙"]}, OPEN, "有乙", ["titles"]),
        (one_of("titles", "甲"), {"titles": "无"}, NO, "一项也没有", []),
        (
            one_of("titles", "甲"),
            {"titles": [{"name": "甲", "valid_to": "2026-05-19"}]},
            NO,
            "有甲（有效期至2026-05-19）",
            [],
        ),
        # a number tells no choice
        (one_of("employees", "企业"), {"employees": "10人"}, OPEN, "10人", ["employees"]),
        # titles
        (has("甲"), {"titles": ["甲"]}, YES, "有甲", []),
        (has("甲"), {"titles": {"lacks": ["甲"]}}, NO, "没有甲", []),
        (has("甲"), {"titles": ["乙"]}, OPEN, "有乙", ["titles"]),
        (has("甲"), {}, OPEN, "未提供", ["titles"]),
        (has("甲", period="Y-1"), {}, OPEN, "未提供", ["titles@2025"]),
        (has("乙", "甲"), {"titles": ["甲"]}, YES, "有甲", []),
        (
            has("甲", first=True),
            {"titles@2025": [{"name": "甲", "first": True}]},
            OPEN,
            "未提供",
            ["titles"],
        ),
        (
            has("甲", period="Y-1", first=True),
            {"titles@2025": [{"name": "甲", "first": True}]},
            YES,
            "有甲（首次）",
            [],
        ),
        (
            has("甲", period="Y-1", first=True),
            {"titles@2025": [{"name": "甲", "first": False}]},
            NO,
            "有甲（非首次）",
            [],
        ),
        (  # granted last year, run out before today
            has("甲"),
            {"titles": [{"name": "甲", "granted_on": "2025-03-01", "valid_to": "2026-03-01"}]},
            NO,
            "有甲（2025-03-01认定，有效期至2026-03-01）",
            [],
        ),
        # titles asked of a choice
        (has("工业", attribute="industry"), {"industry": "制造业"}, YES, "制造业", []),
        (has("农业", "工业", attribute="industry"), {"industry": "制造业"}, YES, "制造业", []),
        (has("农业", attribute="industry"), {"industry": "制造业"}, NO, "制造业", []),
        (
            has("制造业", attribute="industry"),
            {"industry": {"none_of": ["工业"]}},
            NO,
            "不属于工业",
            [],
        ),
        (  # a choice does not say whether it was the first grant
            has("制造业", attribute="industry", first=True),
            {"industry": "制造业"},
            OPEN,
            "制造业",
            ["industry"],
        ),
        (  # nor in which year it was made
            has("制造业", attribute="industry", period="Y-1"),
            {"industry": "制造业"},
            OPEN,
            "制造业",
            ["industry@2025"],
        ),
        (has("甲", attribute="employees"), {"employees": "10人"}, OPEN, "10人", ["employees"]),
        # days
        (within("2021-01-01.."), {"established_on": "2021-01-01"}, YES, "2021-01-01", []),
        (within("..2021-01-01"), {"established_on": "2021-01-02"}, NO, "2021-01-02", []),
        (within("2021-01-01.."), {}, OPEN, "未提供", ["established_on"]),
        (
            within("2021-01-01.."),
            {"established_on": "[,2021-01-01]"},
            OPEN,
            "2021-01-01及以前",
            ["established_on"],
        ),
        (
            within("2020-01-01..2021-12-31"),
            {"established_on": "[2020-01-01,2021-12-31]"},
            YES,
            "2020-01-01及以后、2021-12-31及以前",
            [],
        ),
        (  # no window follows from 现在
            within("now"),
            {"established_on": "2021-01-01"},
            OPEN,
            "未提供",
            ["established_on"],
        ),
        (  # a length of time is no day, nor are two
            within("2021-01-01..", "years_established"),
            {"years_established": "3年"},
            OPEN,
            "3年",
            ["years_established"],
        ),
        (
            within("2021-01-01..", "years_established"),
            {"years_established": "[1年,3年]"},
            OPEN,
            "1年以上（含）、3年以下（含）",
            ["years_established"],
        ),
        # numbers
        (compare("employees", ">=", "20人"), {"employees": "20人"}, YES, "20人", []),
        (compare("employees", ">=", "20人"), {}, OPEN, "未提供", ["employees"]),
        (
            compare("employees", ">=", "20人"),
            {"employees": "[10人,20人]"},
            OPEN,
            "10人以上（含）、20人以下（含）",
            [],
        ),
        (  # the year that is not known can only raise the greatest
            compare(BEST, ">=", "130元"),
            {"revenue": {2025: "130元"}},
            YES,
            "2024年未提供、2025年130元",
            [],
        ),
        (
            compare(BEST, ">=", "131元"),
            {"revenue": {2025: "130元"}},
            OPEN,
            "2024年未提供、2025年130元",
            ["revenue@2024"],
        ),
        (
            compare("patents", ">=", "5家"),
            {"patents": "9件"},
            OPEN,
            "9件（计量单位不同，无法比较）",
            [],
        ),
        (
            {"kind": "judged", "gate": "专家评审"},
            {},
            OPEN,
            "有待主管部门认定",
            [],
        ),
        ({"kind": "judged", "gate": "专家评审"}, {"gate:专家评审": "通过"}, YES, "是", []),
        ({"kind": "judged", "gate": "专家评审"}, {"gate:专家评审": "未通过"}, NO, "否", []),
        ({"kind": "unparsed", "reason": "没有读懂"}, {}, OPEN, "原文尚未转换为可判断的条件", []),
    ],
)
def test_a_leaf_says_what_it_knows_and_asks_only_while_it_is_open(
    judged: Judge,
    when: dict[str, Any],
    facts: dict[str, object],
    truth: Truth,
    shown: str,
    missing: list[str],
) -> None:
    outcome = judged(when, facts)
    assert (outcome.truth, outcome.fact) == (truth, shown)
    assert [fact.key for fact in outcome.missing] == missing
    assert outcome.condition.kind == when["kind"]


@pytest.mark.parametrize(
    ("when", "facts", "question"),
    [
        (has("甲", "乙", first=True), {"titles": ["甲"]}, "甲、乙：是否取得，是否首次认定？"),
        (
            has("甲", period="Y-1"),
            {"titles": ["甲"]},
            "甲：是否取得，认定日期和有效期？",
        ),
        (has("甲", period="Y-1"), {}, "（2025年）资质：有哪些？"),
    ],
)
def test_a_title_left_open_asks_for_what_would_settle_it(
    judged: Judge, when: dict[str, Any], facts: dict[str, object], question: str
) -> None:
    assert [fact.question for fact in judged(when, facts).missing] == [question]


OTHER = {"other": {"kind": "value", "attribute": "revenue", "period": "Y-1"}, "value": None}


@pytest.mark.parametrize(
    ("facts", "truth", "shown", "missing"),
    [
        ({"upper_grant": "50元", "revenue@Y-1": "100元"}, YES, "50元；对照100元的50%", []),
        ({"upper_grant": "51元", "revenue@Y-1": "100元"}, NO, "51元；对照100元的50%", []),
        ({"revenue@Y-1": "100元"}, OPEN, "未提供；对照100元的50%", ["upper_grant"]),
        ({}, OPEN, "未提供；对照未提供的50%", ["upper_grant", "revenue@2025"]),
    ],
)
def test_a_comparison_with_a_share_of_another_figure_shows_both(
    judged: Judge, facts: dict[str, object], truth: Truth, shown: str, missing: list[str]
) -> None:
    when = {**compare("upper_grant", "<=", "1元"), **OTHER, "times": "50%"}
    outcome = judged(when, facts)
    assert (outcome.truth, outcome.fact) == (truth, shown)
    assert [fact.key for fact in outcome.missing] == missing


def each(of: str = "value", period: str = "Y-2..Y-1") -> dict[str, Any]:
    over = {"kind": "over_years", "attribute": "revenue", "period": period}
    return {**over, "aggregate": "each", "of": of}


@pytest.mark.parametrize(
    ("when", "facts", "truth", "shown", "missing"),
    [
        (
            compare(each(), ">=", "100元"),
            {"revenue": {2024: "99元", 2025: "130元"}},
            NO,
            "2024年99元、2025年130元",
            [],
        ),
        (
            compare(each(), ">=", "100元"),
            {"revenue": {2025: "130元"}},
            OPEN,
            "2024年未提供、2025年130元",
            ["revenue@2024"],
        ),
        (  # the answer to every year at once beats the single years
            compare(each(), ">=", "100元"),
            {"revenue": {2025: "1元"}, "each(revenue)@Y-2..Y-1": "100元"},
            YES,
            "100元",
            [],
        ),
        (
            compare(each("growth"), ">=", "10%"),
            {"revenue": {2023: "100元", 2024: "110元", 2025: "220元"}},
            YES,
            "2024年本期110元，上期100元，增速10%、2025年本期220元，上期110元，增速100%",
            [],
        ),
        (  # 每一年 cannot be taken apart when no full years are meant
            compare(each(period="R12M"), ">=", "100元"),
            {},
            OPEN,
            "未提供",
            ["each(revenue)@2025-05-20..2026-05-20"],
        ),
    ],
)
def test_what_must_hold_in_each_year_is_shown_year_by_year(
    judged: Judge,
    when: dict[str, Any],
    facts: dict[str, object],
    truth: Truth,
    shown: str,
    missing: list[str],
) -> None:
    outcome = judged(when, facts)
    assert (outcome.truth, outcome.fact) == (truth, shown)
    assert [fact.key for fact in outcome.missing] == missing


def test_a_group_keeps_its_children_in_order(judged: Judge) -> None:
    parts = [is_(), one_of("entity_type", "企业"), has("甲")]
    facts: dict[str, object] = {"legal_person": True, "entity_type": "个人"}
    for kind, truth in (("all", NO), ("any", YES), ("at_least", OPEN)):
        more = {"k": 2} if kind == "at_least" else {}
        outcome = judged({"kind": kind, "of": parts, **more}, facts)
        assert outcome.truth is truth
        assert outcome.condition.kind == kind
        assert [child.truth for child in outcome.children] == [YES, NO, OPEN]
    turned = judged({"kind": "not", "of": is_()}, facts)
    assert (turned.condition.kind, turned.truth) == ("not", NO)
    assert [child.truth for child in turned.children] == [YES]
