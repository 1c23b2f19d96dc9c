"""Amounts: each award kind against the formula by hand, its caps, and what unknown bases give."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.decision import AwardAmount, Decision, Verdict
from matcher.interval import fen

Decide = Callable[..., Decision]
RD = {"kind": "value", "attribute": "rd_expense", "period": "Y-1"}
LEGAL = {"kind": "is", "attribute": "legal_person"}
VALUE = {"kind": "value", "attribute": "revenue", "period": "Y-1"}


@pytest.fixture(scope="module")
def pay(decide: Decide) -> Callable[..., AwardAmount]:
    def run(
        award: dict[str, Any], facts: dict[str, object] | None = None, **more: Any
    ) -> AwardAmount:
        return decide(LEGAL, {"legal_person": True, **(facts or {})}, award, **more).amount

    return run


Pay = Callable[..., AwardAmount]


def shown(amount: AwardAmount) -> tuple[str, str, str]:
    return amount.kind, str(amount.low), str(amount.high)


def rate(percent: str = "10%", **more: Any) -> dict[str, Any]:
    return {"kind": "rate", "rate": percent, "base": RD, **more}


def test_fixed_and_ceiling(pay: Pay) -> None:
    assert shown(pay({"kind": "fixed", "amount": "10万元"})) == ("exact", "10万元", "10万元")
    top = pay({"kind": "fixed", "amount": "10万元", "ceiling": True})
    assert shown(top) == ("upper_bound", "0元", "10万元")
    assert top.text == "最高10万元"


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("1000万元", ("exact", "100万元", "100万元")),
        ("3000万元", ("exact", "200万元", "200万元")),
        ("-50万元", ("exact", "0元", "0元")),
        ("未知", ("range", "0元", "200万元")),
        ("[500万元,1000万元)", ("range", "50万元", "100万元")),
        ("[2500万元,]", ("exact", "200万元", "200万元")),
        ("333.35元", ("exact", "33.34元", "33.34元")),  # 33.335 rounds half up
    ],
)
def test_rate_with_cap(pay: Pay, base: str, expected: tuple[str, str, str]) -> None:
    amount = pay(rate(caps=[{"amount": "200万元"}]), {"rd_expense@Y-1": base})
    assert shown(amount) == expected


def test_unknown_base_without_cap_is_unknown_and_names_the_fact(decide: Decide) -> None:
    decision = decide(LEGAL, {"legal_person": True}, rate())
    assert decision.amount.kind == "unknown"
    assert decision.amount.high is None
    assert [fact.key for fact in decision.missing] == ["rd_expense@2025"]


def test_every_cap_binds_and_an_unknown_cap_base_leaves_a_range(pay: Pay) -> None:
    share: dict[str, Any] = {"rate": "20%", "of": {"kind": "value", "attribute": "upper_grant"}}
    caps: list[dict[str, Any]] = [{"amount": "30万元"}, share]
    award = {"kind": "fixed", "amount": "50万元", "caps": caps}
    assert shown(pay(award, {"upper_grant": "100万元"})) == ("exact", "20万元", "20万元")
    assert shown(pay(award, {"upper_grant": "500万元"})) == ("exact", "30万元", "30万元")
    assert shown(pay(award)) == ("range", "0元", "30万元")


def test_a_cap_rate_without_a_base_means_the_base_of_the_award(pay: Pay) -> None:
    facts = {"rd_expense@Y-1": "100万元"}
    assert pay(rate("30%", caps=[{"rate": "20%"}]), facts).text == "20万元"
    fixed = {"kind": "fixed", "amount": "50万元", "caps": [{"rate": "20%"}]}
    assert shown(pay(fixed, facts)) == ("upper_bound", "0元", "50万元")


def test_floor_gives_way_to_the_cap(pay: Pay) -> None:
    award = rate(floor="5万元", caps=[{"amount": "20万元"}])
    assert pay(award, {"rd_expense@Y-1": "10万元"}).text == "5万元"
    assert pay(award, {"rd_expense@Y-1": "100万元"}).text == "10万元"
    assert pay({**award, "floor": "30万元"}, {"rd_expense@Y-1": "10万元"}).text == "20万元"


def test_per_unit(pay: Pay) -> None:
    each = {"kind": "per_unit", "amount": "5000元"}
    patents = {**each, "quantity": {"kind": "value", "attribute": "patents"}}
    assert pay(patents, {"patents": "3件"}).text == "1.5万元"
    assert pay({**patents, "from_": "2件"}, {"patents": "3件"}).text == "5000元"
    assert pay({**patents, "at_most": "2件"}, {"patents": "9件"}).text == "1万元"
    assert shown(pay({**patents, "at_most": "2件"})) == ("range", "0元", "1万元")
    assert pay(patents, {"patents": "[2件,4件]"}).text == "1万元至2万元"
    area = {**each, "amount": "20元", "quantity": {"kind": "value", "attribute": "floor_area"}}
    assert pay({**area, "at_most": "1000平方米"}, {"floor_area": "1200.5平方米"}).text == "2万元"


def test_whole_steps_only(pay: Pay) -> None:
    growth = {"kind": "increment", "attribute": "revenue", "period": "Y-1"}
    award: dict[str, Any] = {
        "kind": "per_unit",
        "amount": "10万元",
        "quantity": growth,
        "step": "1000万元",
    }
    award["caps"] = [{"amount": "50万元"}]

    def paid(now: str) -> str:
        return pay(award, {"revenue@2025": now, "revenue@2024": "1亿元"}).text

    assert paid("10999.9999万元") == "0元"
    assert paid("11000万元") == "10万元"
    assert paid("12999万元") == "20万元"
    assert paid("5000万元") == "0元"
    assert paid("3亿元") == "50万元"
    assert paid("[11000万元,12000万元)") == "10万元"


def test_per_year_of_a_duration_counts_years_not_months(pay: Pay) -> None:
    quantity = {"kind": "value", "attribute": "years_established"}
    award = {"kind": "per_unit", "amount": "1万元", "quantity": quantity}
    assert pay(award, {"established_on": "2023-05-21"}).text == "2万元"
    assert pay(award, {"established_on": "2023-05-20"}).text == "3万元"
    assert pay({**award, "step": "1年"}, {"established_on": "2023-05-20"}).text == "3万元"


def bands(*rows: tuple[str | None, str | None, str]) -> list[dict[str, Any]]:
    """Bands with the lower end included and the upper not."""
    return [
        {"lower": low, "upper": high, "rate" if "%" in what else "amount": what}
        for low, high, what in rows
    ]


STEP = {
    "kind": "tiers",
    "machine": "step",
    "operand": VALUE,
    "bands": bands(
        ("1亿元", None, "20万元"), ("5亿元", None, "50万元"), ("10亿元", None, "100万元")
    ),
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9999.99万元", "无"),
        ("1亿元", "20万元"),
        ("49999万元", "20万元"),
        ("5亿元", "50万元"),
        ("100亿元", "100万元"),
        ("[1亿元,5亿元)", "20万元"),
        ("[1亿元,5亿元]", "20万元至50万元"),
        ("[9亿元,]", "50万元至100万元"),
        ("未知", "0元至100万元"),
    ],
)
def test_step_pays_the_highest_step_reached(pay: Pay, value: str, text: str) -> None:
    assert pay(STEP, {"revenue@Y-1": value}).text == text


def test_who_reaches_no_band_is_not_eligible(decide: Decide) -> None:
    award = {**STEP, "bands": bands(("1亿元", "2亿元", "20万元"), ("3亿元", None, "50万元"))}

    def decision(value: str) -> Decision:
        return decide(LEGAL, {"legal_person": True, "revenue@Y-1": value}, award)

    gap = decision("2亿元")
    assert (gap.verdict, gap.amount.kind) == (Verdict.INELIGIBLE, "none")
    assert [reason.fact for reason in gap.reasons] == ["2亿元", "2亿元"]
    assert decision("未知").verdict is Verdict.UNKNOWN
    assert decision("[1亿元,2亿元)").verdict is Verdict.ELIGIBLE
    assert decision("[1亿元,2亿元]").amount.text == "0元至20万元"
    adjoining = {**STEP, "bands": bands(("1亿元", "3亿元", "1元"), ("3亿元", "5亿元", "2元"))}
    facts: dict[str, object] = {"legal_person": True, "revenue@Y-1": "[1亿元,4亿元]"}
    assert decide(LEGAL, facts, adjoining).verdict is Verdict.ELIGIBLE


def test_an_optional_extra_that_fails_is_zero_and_says_so(pay: Pay) -> None:
    extra = {"when": {"kind": "is", "attribute": "violation"}, "award": STEP}
    base = {"when": LEGAL, "award": {"kind": "fixed", "amount": "1万元"}}
    award = {"kind": "cases", "choose": "sum", "cases": [base, {**extra, "when": LEGAL}]}
    amount = pay(award, {"revenue@Y-1": "1元"})
    assert amount.text == "1万元"
    assert any("不在任何一档" in line for line in amount.lines)


def test_band_edges_follow_their_marks(pay: Pay) -> None:
    open_low = [
        {"upper": "1亿元", "upper_included": True, "amount": "1万元"},
        {"lower": "1亿元", "lower_included": False, "amount": "2万元"},
    ]
    both = [
        {"upper": "1亿元", "upper_included": True, "amount": "1万元"},
        {"lower": "1亿元", "amount": "2万元"},
    ]
    at = {"revenue@Y-1": "1亿元"}
    assert pay({**STEP, "bands": open_low}, at).text == "1万元"
    assert pay({**STEP, "bands": both}, at).text == "2万元"


@settings(max_examples=60, deadline=None)
@given(yuan=st.integers(min_value=-100, max_value=4000))
def test_slab_and_slice_match_the_hand_formula(pay: Pay, yuan: int) -> None:
    rows = bands((None, "1000元", "5%"), ("1000元", "2000元", "3%"), ("2000元", None, "1%"))
    tiers = {"kind": "tiers", "operand": VALUE, "bands": rows}
    x = max(Decimal(yuan), Decimal(0))
    percent = Decimal(5 if yuan < 1000 else 3 if yuan < 2000 else 1)
    slab = x * percent / 100
    parts = (
        min(x, Decimal(1000)) * 5
        + max(Decimal(0), min(x, Decimal(2000)) - 1000) * 3
        + max(Decimal(0), x - 2000)
    )
    facts = {"revenue@Y-1": f"{yuan}元"}
    for machine, expected in (("slab", slab), ("slice", parts / 100)):
        amount = pay({**tiers, "machine": machine}, facts)
        assert amount.kind == "exact"
        assert amount.high is not None
        assert amount.high.yuan == fen(expected)


def test_slab_on_another_base_and_band_caps(pay: Pay) -> None:
    rows = bands((None, "1亿元", "10%"), ("1亿元", None, "20%"))
    rows[1]["cap"] = "30万元"
    award = {"kind": "tiers", "machine": "slab", "operand": VALUE, "base": RD, "bands": rows}
    low = {"revenue@Y-1": "5000万元", "rd_expense@Y-1": "100万元"}
    high = {"revenue@Y-1": "2亿元", "rd_expense@Y-1": "1000万元"}
    assert pay(award, low).text == "10万元"
    assert pay(award, high).text == "30万元"
    assert pay(award, {"revenue@Y-1": "2亿元"}).text == "0元至30万元"
    assert pay(award, {"rd_expense@Y-1": "100万元"}).text == "10万元至20万元"


def has(name: str, amount: str, **more: Any) -> dict[str, Any]:
    when = {"kind": "has", "attribute": "titles", "values": [name]}
    return {"when": when, "award": {"kind": "fixed", "amount": amount, **more}}


def test_cases(pay: Pay) -> None:
    levels = [has("国家级", "100万元"), has("省级", "50万元"), has("市级", "20万元")]
    award = {"kind": "cases", "choose": "highest", "cases": levels}
    two = {"titles": {"has": ["省级", "市级"], "lacks": ["国家级"]}}
    some = {"titles": ["省级"]}
    assert pay(award, two).text == "50万元"
    assert pay({**award, "choose": "sum"}, two).text == "70万元"
    assert pay({**award, "choose": "first"}, two).text == "50万元"
    assert pay(award, some).text == "50万元至100万元"
    assert pay({**award, "choose": "sum"}, some).text == "50万元至170万元"
    assert pay({**award, "choose": "first"}, some).text == "50万元至100万元"
    nothing = pay(award, {"titles": "无"})
    assert nothing.text == "无"
    assert pay(award).text == "0元至100万元"


def test_a_higher_exact_case_beats_a_ceiling(pay: Pay) -> None:
    award = {
        "kind": "cases",
        "cases": [has("省级", "50万元"), has("市级", "20万元", ceiling=True)],
    }
    assert pay(award, {"titles": ["省级", "市级"]}).kind == "exact"
    only = {"titles": {"has": ["市级"], "lacks": ["省级"]}}
    assert shown(pay(award, only)) == ("upper_bound", "0元", "20万元")


def test_lesser_of_and_top_up(pay: Pay) -> None:
    lesser = {"kind": "lesser_of", "of": [{"kind": "fixed", "amount": "30万元"}, rate("100%")]}
    assert pay(lesser, {"rd_expense@Y-1": "12万元"}).text == "12万元"
    assert pay(lesser, {"rd_expense@Y-1": "50万元"}).text == "30万元"
    assert pay(lesser).text == "0元至30万元"
    received = {"kind": "value", "attribute": "received"}
    top_up = {
        "kind": "top_up",
        "target": {"kind": "fixed", "amount": "100万元"},
        "received": received,
    }
    assert pay(top_up, {"received": "30万元"}).text == "70万元"
    assert pay(top_up, {"received": "130万元"}).text == "0元"
    assert pay(top_up).text == "0元至100万元"


def test_in_kind(pay: Pay) -> None:
    amount = pay({"kind": "in_kind", "what": "授予示范企业牌匾"})
    assert (amount.kind, amount.high, amount.text) == ("in_kind", None, "授予示范企业牌匾")


def test_monthly_pay_is_reported_not_multiplied(pay: Pay) -> None:
    award = {"kind": "fixed", "amount": "500元", "per": "month", "lasting": "6个月"}
    amount = pay(award)
    assert (amount.text, amount.per) == ("每月500元", "month")
    assert amount.total == "每月500元，最长6个月，合计最多3000元"
    capped = pay({**award, "caps": [{"amount": "2000元", "per": "total"}]})
    assert (capped.text, str(capped.total_high)) == ("每月500元", "2000元")
    yearly = {**award, "amount": "3万元", "lasting": "3年", "per": "year"}
    assert str(pay(yearly).total_high) == "9万元"


def test_several_possible_cases_come_to_no_more_than_the_loosest_of_their_caps(pay: Pay) -> None:
    yearly: dict[str, Any] = {"per": "year", "lasting": "5年"}
    levels = [
        has("国家级", "100万元", **yearly, caps=[{"amount": "150万元", "per": "total"}]),
        has("省级", "50万元", **yearly, caps=[{"amount": "80万元", "per": "total"}]),
    ]
    award = {"kind": "cases", "choose": "highest", "cases": levels}
    assert str(pay(award, {}).total_high) == "150万元"
    assert (
        str(pay(award, {"titles": {"has": ["省级"], "lacks": ["国家级"]}}).total_high) == "80万元"
    )
    uncapped = has("市级", "20万元", **yearly)
    assert str(pay({**award, "cases": [*levels, uncapped]}, {}).total_high) == "500万元"


def test_a_cap_per_person_binds_each_unit_or_leaves_an_upper_bound(pay: Pay) -> None:
    cap = [{"amount": "2000元", "per": "person"}]
    heads = {"kind": "value", "attribute": "employees"}
    each = {"kind": "per_unit", "amount": "3000元", "quantity": heads, "caps": cap}
    assert pay(each, {"employees": "10人"}).text == "2万元"
    total = pay(rate("50%", caps=cap), {"rd_expense@Y-1": "10万元"})
    assert shown(total) == ("upper_bound", "0元", "5万元")
    own = pay(rate("50%", caps=cap), {"rd_expense@Y-1": "10万元"}, subject="person")
    assert own.text == "2000元"


@settings(max_examples=40, deadline=None)
@given(
    base=st.integers(0, 10**9),
    caps=st.lists(st.integers(1, 10**8), min_size=1, max_size=3),
    known=st.booleans(),
)
def test_no_cap_is_ever_forgotten(pay: Pay, base: int, caps: list[int], known: bool) -> None:
    award = rate("37%", caps=[{"amount": f"{cap}元"} for cap in caps])
    amount = pay(award, {"rd_expense@Y-1": f"{base}元" if known else "未知"})
    least = Decimal(min(caps))
    assert amount.high is not None
    assert amount.high.yuan == (fen(min(Decimal(base) * 37 / 100, least)) if known else least)


def test_an_interval_inside_one_band_is_said_to_be_in_it(pay: Pay) -> None:
    amount = pay(STEP, {"revenue@Y-1": "[1亿元,5亿元)"})
    assert amount.text == "20万元"
    assert "尚不能确定" not in "".join(amount.lines)
