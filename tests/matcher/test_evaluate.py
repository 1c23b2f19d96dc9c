"""Verdicts, reasons, gates, validity and windows of whole rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from matcher.decision import Decision, Verdict
from matcher.truth import Truth

Decide = Callable[..., Decision]
REVENUE = {"kind": "value", "attribute": "revenue", "period": "Y-1"}
LEGAL = {"kind": "is", "attribute": "legal_person"}
GATE = {"kind": "judged", "gate": "专家评审", "body": "区科技局"}
YES, NO, OPEN = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNKNOWN


def at_least(threshold: str, operand: Any = REVENUE, op: str = ">=") -> dict[str, Any]:
    return {"kind": "compare", "operand": operand, "op": op, "value": threshold}


@pytest.mark.parametrize(
    ("op", "below", "equal", "above"),
    [
        (">=", NO, YES, YES),  # 以上
        (">", NO, NO, YES),  # 超过
        ("<=", YES, YES, NO),  # 以下
        ("<", YES, NO, NO),  # 不足
        ("==", NO, YES, NO),
        ("!=", YES, NO, YES),
    ],
)
def test_boundaries(
    decide: Decide, op: str, below: Verdict, equal: Verdict, above: Verdict
) -> None:
    when = at_least("2000万元", op=op)
    given = ("19999999.99元", "2000万元", "20000000.01元")
    got = [decide(when, {"revenue@Y-1": value}).verdict for value in given]
    assert got == [below, equal, above]


@pytest.mark.parametrize(
    ("fact", "verdict"),
    [
        ("[2000万元,3000万元)", YES),
        ("[1000万元,2000万元)", NO),
        ("[1000万元,2000万元]", OPEN),
        ("[1999万元,]", OPEN),
        ("(2000万元,]", YES),
        ("[,2000万元)", NO),
    ],
)
def test_an_interval_decides_only_when_all_of_it_agrees(
    decide: Decide, fact: str, verdict: Verdict
) -> None:
    assert decide(at_least("2000万元"), {"revenue@Y-1": fact}).verdict is verdict


def test_a_missing_fact_is_neither_no_nor_zero(decide: Decide) -> None:
    for op in (">=", ">", "<=", "<", "==", "!="):
        decision = decide(at_least("0元", op=op), {})
        assert decision.verdict is OPEN
        assert [fact.key for fact in decision.missing] == ["revenue@2025"]
        assert decision.amount.kind == "range"
        assert (str(decision.amount.low), str(decision.amount.high)) == ("0元", "10万元")


def test_every_failed_condition_is_named(decide: Decide) -> None:
    when = {"kind": "all", "of": [LEGAL, at_least("2000万元"), at_least("1亿元")]}
    decision = decide(when, {"legal_person": "否", "revenue": "2000万元"})
    assert decision.verdict is NO
    assert [(reason.truth, reason.fact) for reason in decision.reasons] == [
        (Truth.FALSE, "否"),
        (Truth.FALSE, "2000万元"),
    ]
    assert decision.missing == ()
    assert decision.amount.kind == "none"


def test_false_beats_unknown_and_alternatives_settle(decide: Decide) -> None:
    both = {"kind": "all", "of": [LEGAL, at_least("2000万元")]}
    either = {"kind": "any", "of": [LEGAL, at_least("2000万元")]}
    assert decide(both, {"legal_person": False}).verdict is NO
    assert decide(either, {"legal_person": True}).verdict is YES
    assert decide(either, {"legal_person": False}).verdict is OPEN
    two = {"kind": "at_least", "k": 2, "of": [LEGAL, at_least("1元"), at_least("2000万元")]}
    assert decide(two, {"revenue": "3000万元"}).verdict is YES
    assert decide(two, {"revenue": "1000万元"}).verdict is OPEN
    assert decide({"kind": "not", "of": LEGAL}, {"legal_person": False}).verdict is YES


def test_exclusions_turn_the_verdict_and_say_so(decide: Decide) -> None:
    unless = [{"kind": "is", "attribute": "violation", "period": "R36M"}]
    hit = decide(LEGAL, {"legal_person": True, "violation@R36M": True}, unless=unless)
    assert hit.verdict is NO
    assert [(reason.role, reason.truth) for reason in hit.reasons] == [("exclusion", Truth.TRUE)]
    clear = decide(LEGAL, {"legal_person": True, "violation@R36M": False}, unless=unless)
    assert clear.verdict is YES
    assert decide(LEGAL, {"legal_person": True}, unless=unless).verdict is OPEN
    never = decide(LEGAL, {"legal_person": True, "violation@ever": False}, unless=unless)
    assert never.verdict is YES
    once = decide(LEGAL, {"legal_person": True, "violation@ever": True}, unless=unless)
    assert once.verdict is OPEN


def test_open_gates_leave_an_upper_bound(decide: Decide) -> None:
    when = {"kind": "all", "of": [LEGAL, GATE]}
    decision = decide(when, {"legal_person": True})
    assert decision.verdict is YES
    assert [gate.gate for gate in decision.gates] == ["专家评审"]
    assert decision.amount.kind == "upper_bound"
    assert decision.amount.text == "最高10万元"
    assert {reason.role for reason in decision.reasons} == {"gate", "condition"}
    passed = decide(when, {"legal_person": True, "gate:专家评审": "通过"})
    assert (passed.verdict, passed.gates, passed.amount.kind) == (YES, (), "exact")
    failed = decide(when, {"legal_person": True, "gate:专家评审": "否"})
    assert failed.verdict is NO
    assert decide(when, {}).verdict is OPEN
    assert decide(when, {"legal_person": False}).verdict is NO


def test_gates_are_favourable_under_negation_too(decide: Decide) -> None:
    assert decide(LEGAL, {"legal_person": True}, unless=[GATE]).verdict is YES
    negated = {"kind": "all", "of": [LEGAL, {"kind": "not", "of": GATE}]}
    assert decide(negated, {"legal_person": True}).verdict is YES
    assert decide(LEGAL, {"legal_person": True, "gate:专家评审": True}, unless=[GATE]).verdict is NO


def test_a_gate_never_covers_for_a_blank_fact(decide: Decide) -> None:
    either = {"kind": "any", "of": [GATE, LEGAL]}
    assert decide(either, {}).verdict is OPEN
    assert decide(either, {"legal_person": False}).verdict is YES
    assert decide(either, {"legal_person": True}).gates == ()


def test_unparsed_is_always_unknown(decide: Decide) -> None:
    odd = {"kind": "unparsed", "reason": "没有读懂"}
    assert decide({"kind": "all", "of": [LEGAL, odd]}, {"legal_person": True}).verdict is OPEN
    assert decide({"kind": "not", "of": odd}, {}).verdict is OPEN
    assert decide({"kind": "all", "of": [LEGAL, odd]}, {"legal_person": False}).verdict is NO


def test_validity_includes_both_days(decide: Decide) -> None:
    validity = {"start": "2026-01-01", "end": "2026-12-31"}
    for day, verdict in (
        (date(2025, 12, 31), NO),
        (date(2026, 1, 1), YES),
        (date(2026, 12, 31), YES),
        (date(2027, 1, 1), NO),
    ):
        decision = decide(LEGAL, {"legal_person": True}, on=day, validity=validity)
        assert decision.verdict is verdict
        assert decision.in_force is (verdict is YES)
        if verdict is NO:
            assert [reason.role for reason in decision.reasons] == ["validity"]


def test_windows(decide: Decide) -> None:
    source = {"document": "d", "start": 0, "end": 2, "quote": "原文"}

    def state(*windows: dict[str, Any]) -> tuple[str, int | None]:
        listed = [{**window, "source": source} for window in windows]
        window = decide(LEGAL, {}, windows=listed).window
        return window.state, window.days_left

    first = {"start": "2026-01-01T00:00", "end": "2026-05-20T18:00"}
    later = {"start": "2026-06-01T00:00", "end": "2026-06-30T18:00"}
    assert state() == ("unstated", None)
    assert state({"text": "全年受理"}) == ("unstated", None)
    assert state(first, later) == ("open", 0)
    assert state(later) == ("upcoming", 12)
    assert state({"end": "2026-05-19T23:59"}) == ("closed", None)


def test_what_stacks_and_what_is_owed_is_told_to_everybody(decide: Decide) -> None:
    source = {"document": "d", "start": 0, "end": 2, "quote": "原文"}
    more = {
        "stacking": [{"kind": "highest_of", "scope": "同一项目", "source": source}],
        "obligations": [{"text": "承诺五年内不迁出本市", "source": source}],
    }
    told = [decide(LEGAL, facts, **more) for facts in ({}, {"legal_person": False})]
    assert [decision.verdict for decision in told] == [OPEN, NO]
    for decision in told:
        assert [note.kind for note in decision.notes] == ["stacking", "obligation"]
        assert "同一项目" in decision.notes[0].text
        assert decision.notes[1].text == "承诺五年内不迁出本市"
        assert all(note.source.quote == "原文" for note in decision.notes)


def test_growth_needs_a_positive_base(decide: Decide) -> None:
    when = at_least("10%", {"kind": "growth", "attribute": "revenue", "period": "Y-1"})
    assert decide(when, {"revenue@2025": "110元", "revenue@2024": "100元"}).verdict is YES
    assert decide(when, {"revenue@2025": "109.99元", "revenue@2024": "100元"}).verdict is NO
    for base in ("0元", "-5元", "[0元,100元]", "未知"):
        assert decide(when, {"revenue@2025": "110元", "revenue@2024": base}).verdict is OPEN
    assert decide(when, {"营业收入增速（上年度）": "12%"}).verdict is YES
    range_base = {"revenue@2025": "[120元,130元]", "revenue@2024": "[90元,100元]"}
    assert decide(when, range_base).verdict is YES


def test_share_and_increment(decide: Decide) -> None:
    share = {"kind": "share", "part": "rd_expense", "whole": "revenue", "period": "Y-3..Y-1"}
    when = at_least("3%", share)
    years = {2023: "100元", 2024: "200元", 2025: "300元"}
    assert decide(when, {"revenue": years, "rd_expense": {2023: "0元", 2024: "0元", 2025: "18元"}}
                  ).verdict is YES  # fmt: skip
    assert (
        decide(when, {"revenue": years, "rd_expense": {2023: "0元", 2024: "17元"}}).verdict is OPEN
    )
    zero = {2023: "0元", 2024: "0元", 2025: "0元"}
    assert decide(when, {"revenue": zero, "rd_expense": years}).verdict is OPEN
    step = at_least("50元", {"kind": "increment", "attribute": "revenue", "period": "Y-1"})
    assert decide(step, {"revenue@2025": "150元", "revenue@2024": "100元"}).verdict is YES
    assert decide(step, {"revenue@2025": "10元", "revenue@2024": "-40元"}).verdict is YES


def test_over_years(decide: Decide) -> None:
    def over(aggregate: str, **more: str) -> dict[str, Any]:
        operand = {"kind": "over_years", "attribute": "revenue", "period": "Y-3..Y-1"}
        return {**operand, "aggregate": aggregate, **more}

    facts: dict[str, object] = {"revenue": {2023: "100元", 2024: "110元", 2025: "130元"}}
    some: dict[str, object] = {"revenue": {2023: "100元", 2025: "130元"}}
    low: dict[str, object] = {"revenue": {2023: "99元", 2025: "130元"}}
    assert decide(at_least("100元", over("each")), facts).verdict is YES
    assert decide(at_least("100元", over("each")), some).verdict is OPEN
    assert decide(at_least("100元", over("each")), low).verdict is NO
    assert decide(at_least("340元", over("sum")), facts).verdict is YES
    assert decide(at_least("341元", over("sum")), facts).verdict is NO
    assert decide(at_least("113元", over("mean")), facts).verdict is YES
    assert decide(at_least("114元", over("mean")), facts).verdict is NO
    assert decide(at_least("130元", over("max")), some).verdict is YES
    assert decide(at_least("131元", over("max")), some).verdict is OPEN
    assert decide(at_least("100元", over("min")), low).verdict is NO
    growth = at_least("10%", {**over("each", of="growth"), "period": "Y-2..Y-1"})
    assert decide(growth, facts).verdict is YES
    assert decide(growth, some).verdict is OPEN


def test_days_against_months(decide: Decide) -> None:
    insured = {"kind": "value", "attribute": "insured"}
    assert decide(at_least("6个月", insured), {"insured": "190日"}).verdict is YES
    assert decide(at_least("6个月", insured), {"insured": "180日"}).verdict is OPEN
    assert decide(at_least("6个月", insured), {"insured": "100日"}).verdict is NO
    assert decide(at_least("6个月", insured), {"insured": "0.5年"}).verdict is YES


def test_comparison_with_another_figure(decide: Decide) -> None:
    when = {
        "kind": "compare",
        "operand": {"kind": "value", "attribute": "upper_grant"},
        "op": "<=",
        "other": {"kind": "value", "attribute": "revenue", "period": "annual"},
        "times": "50%",
    }
    assert decide(when, {"upper_grant": "50元", "revenue": "100元"}).verdict is YES
    assert decide(when, {"upper_grant": "50.01元", "revenue": "100元"}).verdict is NO
    missing = decide(when, {"upper_grant": "50元"}).missing
    assert [fact.key for fact in missing] == ["revenue@2025"]


def test_unlike_units_are_undecided_and_said(decide: Decide) -> None:
    when = at_least("5家", {"kind": "value", "attribute": "patents"})
    decision = decide(when, {"patents": "9件"})
    assert decision.verdict is OPEN
    assert "单位不同" in decision.reasons[0].fact


def test_a_decision_replays_to_the_byte(decide: Decide) -> None:
    when = {"kind": "all", "of": [LEGAL, at_least("2000万元"), GATE]}
    facts: dict[str, object] = {"legal_person": True, "revenue": "[1000万元,3000万元)"}
    first, second = decide(when, facts), decide(when, dict(reversed(facts.items())))
    written = TypeAdapter(Decision)
    assert written.dump_json(first) == written.dump_json(second)
    assert written.validate_json(written.dump_json(first)) == first
    plain = written.dump_python(first, mode="json")  # with its names
    assert plain["reasons"][0]["source"]["quote"] == first.reasons[0].source.quote
    assert plain["amount"]["steps"][0]["text"] == first.amount.steps[0].text
    assert plain["amount"]["high"] == str(first.amount.high)
    with pytest.raises(ValidationError):
        written.validate_python({**plain, "more": 1})
