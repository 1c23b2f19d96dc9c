"""Tags, choices, regions, dates, ages and records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.decision import Decision, Verdict

Decide = Callable[..., Decision]
YES, NO, OPEN = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNKNOWN


def has(*names: str, **more: Any) -> dict[str, Any]:
    return {"kind": "has", "attribute": "titles", "values": list(names), **more}


@pytest.mark.parametrize(
    ("fact", "verdict"),
    [
        (["甲"], YES),
        (["乙"], OPEN),
        ({"has": ["乙"], "complete": True}, NO),
        ({"has": ["乙"], "lacks": ["甲"]}, NO),
        ("无", NO),
        ("未知", OPEN),
        ([{"name": "甲", "valid_to": "2026-05-20"}], YES),
        ([{"name": "甲", "valid_to": "2026-05-19"}], NO),
        ([{"name": "甲", "granted_on": "2026-05-21"}], NO),
    ],
)
def test_tags_now(decide: Decide, fact: object, verdict: Verdict) -> None:
    assert decide(has("甲"), {"titles": fact}).verdict is verdict


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        ({"granted_on": "2025-12-31"}, YES),
        ({"granted_on": "2026-01-01"}, NO),
        ({"granted_year": 2025}, YES),
        ({"granted_year": 2024}, NO),
        ({}, OPEN),
    ],
)
def test_tags_granted_in_a_year(decide: Decide, record: dict[str, Any], verdict: Verdict) -> None:
    facts = {"titles": [{"name": "甲", **record}]}
    assert decide(has("甲", period="Y-1"), facts).verdict is verdict


def test_tags_stated_for_the_year_itself(decide: Decide) -> None:
    assert decide(has("甲", period="Y-1"), {"titles@2025": ["甲"]}).verdict is YES
    assert decide(has("甲", period="Y-1"), {"titles@2025": "无"}).verdict is NO


def test_first_grant_must_be_said(decide: Decide) -> None:
    first = has("甲", "乙", first=True)
    assert decide(first, {"titles": [{"name": "甲", "first": True}]}).verdict is YES
    unsaid = decide(first, {"titles": ["甲"]})
    assert unsaid.verdict is OPEN
    assert "首次" in unsaid.missing[0].question
    assert (
        decide(first, {"titles": {"has": [{"名称": "甲", "首次": "否"}], "lacks": ["乙"]}}).verdict
        is NO
    )


def test_choices_and_regions(decide: Decide) -> None:
    kind = {"kind": "one_of", "attribute": "entity_type", "values": ["企业"]}
    assert decide(kind, {"entity_type": "企业"}).verdict is YES
    assert decide(kind, {"entity_type": "个人"}).verdict is NO
    assert decide(kind, {"entity_type": {"none_of": ["企业"]}}).verdict is NO
    assert decide(kind, {"entity_type": {"none_of": ["个人"]}}).verdict is OPEN
    place = {"kind": "one_of", "attribute": "region", "values": ["广州市"]}
    assert decide(place, {"region": "广州市天河区"}).verdict is YES
    assert decide(place, {"region": "深圳市"}).verdict is NO
    assert decide(place, {"region": "广东省"}).verdict is OPEN
    assert decide(place, {"region": {"none_of": ["广东省"]}}).verdict is NO


def within(period: str) -> dict[str, Any]:
    return {"kind": "within", "attribute": "established_on", "period": period}


NARROW, BROAD = "制造业", "工业"


@pytest.mark.parametrize(
    ("asked", "fact", "verdict"),
    [
        (BROAD, NARROW, YES),
        (NARROW, BROAD, OPEN),
        (BROAD, "教育", NO),
        (NARROW, {"none_of": [BROAD]}, NO),
        (BROAD, {"none_of": [NARROW]}, OPEN),
    ],
)
def test_a_choice_is_also_what_it_implies(
    decide: Decide, asked: str, fact: object, verdict: Verdict
) -> None:
    leaf = {"kind": "one_of", "attribute": "industry", "values": [asked]}
    assert decide(leaf, {"industry": fact}).verdict is verdict


@pytest.mark.parametrize(
    ("leaf", "fact", "verdict"),
    [
        (has("丙"), {"has": ["丙企业"], "complete": True}, YES),
        (has("丙企业"), {"has": ["丙"], "complete": True}, YES),
        (has("省级甲"), {"has": ["甲"], "complete": True}, OPEN),
        (has("省级甲"), {"lacks": ["甲"]}, NO),
        (has("甲"), {"lacks": ["省级甲"]}, OPEN),
        (has("甲"), ["省级甲"], YES),
        (has("丙", period="Y-1"), [{"name": "丙企业", "granted_on": "2025-05-01"}], YES),
        (has("甲", period="Y-1"), [{"name": "省级甲", "granted_on": "2025-05-01"}], OPEN),
        (has("甲", first=True), [{"name": "省级甲", "first": True}], OPEN),
    ],
)
def test_a_title_is_also_what_it_implies(
    decide: Decide, leaf: dict[str, Any], fact: object, verdict: Verdict
) -> None:
    assert decide(leaf, {"titles": fact}).verdict is verdict


def test_dates_include_both_ends(decide: Decide) -> None:
    after = within("2021-01-01..")
    assert decide(after, {"established_on": "2020-12-31"}).verdict is NO
    assert decide(after, {"established_on": "2021-01-01"}).verdict is YES
    assert decide(after, {"established_on": "[2021-01-01,2022-01-01)"}).verdict is YES
    assert decide(after, {"established_on": "[,2021-01-01)"}).verdict is NO
    assert decide(after, {"established_on": "[,2021-01-01]"}).verdict is OPEN
    rolling = within("R24M")
    assert decide(rolling, {"established_on": "2024-05-20"}).verdict is YES
    assert decide(rolling, {"established_on": "2024-05-19"}).verdict is NO
    assert decide(rolling, {"established_on": "2026-05-21"}).verdict is NO


def duration(attribute: str, op: str, value: str) -> dict[str, Any]:
    operand = {"kind": "value", "attribute": attribute}
    return {"kind": "compare", "operand": operand, "op": op, "value": value}


@pytest.mark.parametrize(
    ("since", "op", "value", "on", "verdict"),
    [
        # 满一年 from the same-numbered day on
        ("2025-05-20", ">=", "1年", "2026-05-20", YES),
        ("2025-05-21", ">=", "1年", "2026-05-20", NO),
        ("2025-05-20", "<=", "1年", "2026-05-20", YES),
        ("2025-05-19", "<=", "1年", "2026-05-20", NO),
        ("2025-05-20", "<", "1年", "2026-05-20", NO),
        ("2025-05-20", ">", "12个月", "2026-05-20", NO),
        ("2025-05-19", ">", "12个月", "2026-05-20", YES),
        # no same-numbered day: the last day of the month
        ("2024-02-29", ">=", "1年", "2025-02-27", NO),
        ("2024-02-29", ">=", "1年", "2025-02-28", YES),
        ("2025-08-31", ">=", "6个月", "2026-02-28", YES),
        ("2025-08-31", ">=", "6个月", "2026-02-27", NO),
        # days are counted as days
        ("2026-05-10", ">=", "10日", "2026-05-20", YES),
        ("2026-05-11", ">=", "10日", "2026-05-20", NO),
    ],
)
def test_time_since_a_date(
    decide: Decide, since: str, op: str, value: str, on: str, verdict: Verdict
) -> None:
    when = duration("years_established", op, value)
    decision = decide(when, {"established_on": since}, on=date.fromisoformat(on))
    assert decision.verdict is verdict


@pytest.mark.parametrize(
    ("born", "op", "value", "verdict"),
    [
        ("2010-05-19", ">=", "16年", YES),  # the day after the birthday
        ("2010-05-20", ">=", "16年", NO),  # the birthday itself
        ("1980-05-21", "<=", "45年", YES),  # 45, nearly 46
        ("1980-05-20", "<=", "45年", YES),  # 46th birthday: still 45
        ("1980-05-19", "<=", "45年", NO),
        ("2008-05-20", "<", "18年", YES),
        ("2008-05-19", "<", "18年", NO),
    ],
)
def test_ages_are_completed_years(
    decide: Decide, born: str, op: str, value: str, verdict: Verdict
) -> None:
    assert decide(duration("age", op, value), {"birth_date": born}).verdict is verdict


def test_ages_on_a_leap_day(decide: Decide) -> None:
    adult = duration("age", ">=", "18年")
    facts = {"birth_date": "2008-02-29"}
    assert decide(adult, facts, on=date(2026, 2, 28)).verdict is NO
    assert decide(adult, facts, on=date(2026, 3, 1)).verdict is YES


def test_a_duration_can_be_given_or_lie_between_dates(decide: Decide) -> None:
    when = duration("years_established", ">=", "3年")
    assert decide(when, {"成立时长": "3年"}).verdict is YES
    assert decide(when, {"established_on": "[2020-01-01,2023-05-20]"}).verdict is YES
    assert decide(when, {"established_on": "[2020-01-01,2023-05-21]"}).verdict is OPEN
    assert decide(when, {"established_on": "[2023-05-21,]"}).verdict is NO
    assert [fact.attribute for fact in decide(when, {}).missing] == ["years_established"]


HIRED = {
    "kind": "records",
    "attribute": "hires",
    "aggregate": "count",
    "where": {
        "kind": "all",
        "of": [
            duration("contract", ">=", "1年"),
            {"kind": "is", "attribute": "graduate"},
        ],
    },
}
PEOPLE = [
    {"contract": "3年", "graduate": True, "wage": "6000元"},
    {"合同期限": "1年", "graduate": "是", "wage": "5000元"},
    {"contract": "6个月", "graduate": True, "wage": "9000元"},
]


def count(value: str, op: str = ">=", **more: Any) -> dict[str, Any]:
    return {"kind": "compare", "operand": {**HIRED, **more}, "op": op, "value": value}


def test_records_are_counted(decide: Decide) -> None:
    assert decide(count("2人"), {"hires": PEOPLE}).verdict is YES
    assert decide(count("3人"), {"hires": PEOPLE}).verdict is NO
    doubtful = [*PEOPLE, {"contract": "2年"}]
    assert decide(count("3人"), {"hires": doubtful}).verdict is OPEN
    assert decide(count("4人"), {"hires": doubtful}).verdict is NO
    assert decide(count("3人"), {"hires": {"records": PEOPLE, "complete": False}}).verdict is OPEN
    assert decide(count("1人"), {}).verdict is OPEN
    assert decide(count("1人"), {"hires": "无"}).verdict is NO


def test_records_sum_max_exists(decide: Decide) -> None:
    total = {"aggregate": "sum", "field": "wage"}
    assert decide(count("11000元", **total), {"hires": PEOPLE}).verdict is YES
    assert decide(count("11001元", **total), {"hires": PEOPLE}).verdict is NO
    doubtful = [*PEOPLE, {"contract": "2年", "wage": "1000元"}]
    assert decide(count("11001元", **total), {"hires": doubtful}).verdict is OPEN
    assert decide(count("12001元", **total), {"hires": doubtful}).verdict is NO
    most = {"aggregate": "max", "field": "wage"}
    assert decide(count("6000元", **most), {"hires": PEOPLE}).verdict is YES
    assert decide(count("6001元", **most), {"hires": PEOPLE}).verdict is NO
    assert decide(count("1元", **total), {"hires": "无"}).verdict is NO
    assert decide(count("1人", aggregate="exists"), {"hires": PEOPLE}).verdict is YES
    assert decide(count("1人", aggregate="exists"), {"hires": PEOPLE[2:]}).verdict is NO


def test_pay_per_record(decide: Decide) -> None:
    legal = {"kind": "is", "attribute": "legal_person"}
    award = {"kind": "per_unit", "amount": "2000元", "quantity": HIRED}
    facts: dict[str, object] = {"legal_person": True, "hires": PEOPLE}
    assert decide(legal, facts, award).amount.text == "4000元"
    facts["hires"] = [*PEOPLE, {"contract": "2年"}]
    assert decide(legal, facts, award).amount.text == "4000元至6000元"


def test_reasons_and_questions_are_plain_chinese(decide: Decide) -> None:
    tag = {"name": "甲", "first": False, "granted_year": 2024, "valid_to": "2027-01-01"}
    reason = decide(has("甲", first=True), {"titles": [tag]}).reasons[0]
    assert reason.fact == "有甲（非首次，2024年认定，有效期至2027-01-01）"
    asked = {
        "是否符合：重大违法？": {"kind": "is", "attribute": "violation"},
        "资质：有哪些？": {"kind": "has", "attribute": "titles", "values": ["甲"]},
        "注册地：在哪里？": {"kind": "one_of", "attribute": "region", "values": ["广州市"]},
        "主体类型：属于哪一项？": {
            "kind": "one_of",
            "attribute": "entity_type",
            "values": ["企业"],
        },
        "成立日期是哪一天？": within("2021-01-01.."),
        "社保月数是多少？": duration("insured", ">=", "1个月"),
    }
    rolling = {
        "kind": "over_years",
        "attribute": "revenue",
        "period": "R12M",
        "aggregate": "sum",
    }
    last = {"kind": "compare", "operand": rolling, "op": ">=", "value": "1元"}
    assert [decide(when, {}).missing[0].question for when in asked.values()] == list(asked)
    window = decide(last, {}).missing[0]
    assert window.question == "（2025-05-20至2026-05-20）营业收入累计是多少？"
    assert window.key == "sum(revenue)@2025-05-20..2026-05-20"
