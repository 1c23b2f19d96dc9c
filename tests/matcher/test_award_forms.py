"""Forms of an award that pay the same: one to the scorer, and what assembly says once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.repeated import asked_by, conjuncts, said_once
from compiler.scoring.again import asked_to_be_paid, open_leaves
from compiler.scoring.canonical import canonical
from matcher.decision import Decision, Verdict
from matcher.evaluate import evaluate
from matcher.facts_input import read_facts
from rules.benefit import Cases
from rules.rule import Rule
from rules.vocabulary import Vocabulary
from tests.matcher.generated import Maker

ON = date(2026, 5, 20)
Make = Callable[..., Rule]
_PACES: tuple[dict[str, str], ...] = (
    {},
    {"per": "month"},
    {"per": "year", "lasting": "3年"},
    {"per": "month", "lasting": "18个月"},
    {"lasting": "2年"},
)
_CAPS = (
    {"amount": "40元"},
    {"amount": "9元", "per": "enterprise_year"},
    {"amount": "30.005元"},
    {"amount": "1元", "per": "person"},
    {"rate": "20%"},
)


def _paced(award: dict[str, Any], maker: Maker) -> dict[str, Any]:
    """The award with months, years and limits, often the same in every part."""
    pick = maker.draw.choice
    pace, caps = pick(_PACES), [pick(_CAPS) for _ in range(maker.draw.randint(0, 2))]

    def part(inner: dict[str, Any]) -> dict[str, Any]:
        alike = {**inner, **pace, "caps": [*inner.get("caps", []), *caps]}
        return alike if maker.draw.random() < 0.9 else _paced(inner, maker)

    award = {**award, **(pick(_PACES) if maker.draw.random() < 0.4 else {})}
    match award["kind"]:
        case "cases":
            cases = [{**case, "award": part(case["award"])} for case in award["cases"]]
            return {**award, "cases": cases}
        case "lesser_of":
            return {**award, "of": [part(inner) for inner in award["of"]]}
        case "top_up":
            return {**award, "target": part(award["target"])}
        case "in_kind":
            return {**award, "what": pick(("可申领英才卡", "优先入住", "可以参加评选"))}
        case _:
            return award


def _paid(decision: Decision) -> tuple[object, ...]:
    amount = decision.amount
    named = tuple(text.removeprefix("可以").removeprefix("可") for text in amount.in_kind)
    return (
        decision.verdict,
        amount.kind,
        amount.low,
        amount.high,
        amount.per,
        amount.lasting,
        amount.total_high,
        named,
    )


@settings(max_examples=500, deadline=None)
@given(seed=st.integers(0, 10**9), missing=st.sampled_from([0.0, 0.3, 0.8]))
def test_the_form_that_stands_for_an_award_pays_the_same(
    vocabulary: Vocabulary, make_rule: Make, seed: int, missing: float
) -> None:
    maker = Maker(seed)
    award = _paced(maker.award(2), maker)
    rule = make_rule(maker.condition(1), award)
    other = rule.model_copy(update={"award": canonical(rule.award)})
    facts = read_facts(maker.subject(missing=missing, odd=0.1), vocabulary=vocabulary, on=ON)
    first, second = (evaluate(r, facts, ON, vocabulary) for r in (rule, other))
    assert _paid(first) == _paid(second)


@settings(max_examples=500, deadline=None)
@given(seed=st.integers(0, 10**9), missing=st.sampled_from([0.0, 0.3, 0.8]))
def test_what_is_asked_of_everybody_need_not_be_asked_by_a_case(
    vocabulary: Vocabulary, make_rule: Make, seed: int, missing: float
) -> None:
    maker = Maker(seed)
    general = [maker.condition(1) for _ in range(maker.draw.randint(1, 3))]

    def when() -> dict[str, Any]:
        again = maker.draw.sample(general, maker.draw.randint(1, len(general)))
        own = [maker.condition(1)] if maker.draw.random() < 0.7 else []
        inside = [child for whole in general for child in whole.get("of", ())]
        own += [c for c in inside if isinstance(c, dict) and maker.draw.random() < 0.3]
        return {"kind": "all", "of": [*again, *own]}

    cases = [{"when": when(), "award": maker.award(1)} for _ in range(maker.draw.randint(1, 3))]
    choose = maker.draw.choice(("highest", "first", "sum"))
    award = {"kind": "cases", "choose": choose, "cases": cases}
    rule = make_rule({"kind": "all", "of": general}, award)
    other = rule.model_copy(update={"award": said_once(rule.award, asked_by([rule.when]))})
    facts = read_facts(maker.subject(missing=missing, odd=0.1), vocabulary=vocabulary, on=ON)
    first, second = (evaluate(r, facts, ON, vocabulary) for r in (rule, other))
    if second.verdict is Verdict.ELIGIBLE and second.gates:
        # a body's judgment asked twice hides that nothing else is open
        assert first.verdict is not Verdict.INELIGIBLE
    else:
        assert first.verdict is second.verdict
    if first.verdict is Verdict.ELIGIBLE and not first.gates:
        assert _paid(first) == _paid(second)


def _tightened(maker: Maker, leaf: dict[str, Any]) -> dict[str, Any]:
    """A leaf that holds for nobody for whom ``leaf`` does not."""
    pick = maker.draw.choice
    if leaf["kind"] == "compare":
        values = {">=": ("100元", "120元"), ">": ("100.01元", "300元")}
        op = pick((">=", ">")) if leaf["op"] == ">=" else ">"
        return {
            **leaf,
            "op": op,
            "value": pick(values[op]) if op == ">=" else pick(("100元", "1万元")),
        }
    return {**leaf, "values": maker.draw.sample(leaf["values"], 1)}


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 10**9), missing=st.sampled_from([0.0, 0.3, 0.8]))
def test_what_every_case_implies_need_not_be_asked_of_everybody(
    vocabulary: Vocabulary, make_rule: Make, seed: int, missing: float
) -> None:
    maker = Maker(seed)
    pick = maker.draw.choice
    revenue = {"kind": "value", "attribute": "revenue", "period": "Y-1"}
    leaf = pick(
        (
            {"kind": "compare", "operand": revenue, "op": pick((">=", ">")), "value": "100元"},
            {"kind": "has", "attribute": "titles", "values": ["甲", "乙", "丙"]},
            {"kind": "one_of", "attribute": "industry", "values": ["工业", "农业"]},
        )
    )
    cases = [
        {
            "when": {"kind": "all", "of": [_tightened(maker, leaf), maker.condition(1)]},
            "award": maker.award(1),
        }
        for _ in range(maker.draw.randint(1, 3))
    ]
    award = {"kind": "cases", "choose": pick(("highest", "first", "sum")), "cases": cases}
    general = maker.condition(1)
    told = make_rule({"kind": "all", "of": [leaf, general]}, award)
    bare = make_rule(general, award)
    assert asked_to_be_paid(told.award, next(conjuncts(told.when)))
    facts = read_facts(maker.subject(missing=missing, odd=0.1), vocabulary=vocabulary, on=ON)
    first, second = (evaluate(r, facts, ON, vocabulary) for r in (told, bare))
    assert _paid(first) == _paid(second)


@pytest.mark.parametrize(
    ("op", "value", "implied"),
    [(">=", "2元", True), (">=", "3元", True), (">", "2元", True), (">=", "1元", False),
     (">", "1元", False), ("<=", "3元", False), ("==", "3元", False)],
)  # fmt: skip
def test_a_threshold_follows_only_from_one_at_least_as_high(
    make_rule: Make, op: str, value: str, implied: bool
) -> None:
    revenue = {"kind": "value", "attribute": "revenue", "period": "Y-1"}
    asked = {"kind": "compare", "operand": revenue, "op": ">=", "value": "2元"}
    case = {"when": {**asked, "op": op, "value": value}, "award": _FIXED}
    rule = make_rule(asked, {"kind": "cases", "cases": [case]})
    assert asked_to_be_paid(rule.award, rule.when) is implied
    other = {"when": _IS, "award": _FIXED}
    assert not asked_to_be_paid(
        make_rule(asked, {"kind": "cases", "cases": [case, other]}).award, rule.when
    )


def test_a_leaf_is_only_left_out_for_one_that_is_right(make_rule: Make) -> None:
    again = make_rule(_IS, {"kind": "cases", "cases": [{"when": _IS, "award": _FIXED}]})
    for found, open_ones in (((), [0, 1]), ((0,), []), ((1,), []), ((0, 1), [])):
        assert [leaf.number for leaf in open_leaves(again, found)] == open_ones


_HAS = {"kind": "has", "attribute": "titles", "values": ["甲"]}
_IS = {"kind": "is", "attribute": "legal_person"}
_FIXED = {"kind": "fixed", "amount": "10万元"}


@pytest.mark.parametrize(
    ("case", "left"),
    [
        ({"kind": "all", "of": [_IS, _HAS]}, "has"),
        ({"kind": "all", "of": [_HAS, _HAS]}, "all"),
        (_IS, "is"),  # nothing else tells who gets it
        ({"kind": "any", "of": [_IS, _HAS]}, "any"),  # no conjunct: it asks less
        ({"kind": "not", "of": _IS}, "not"),
    ],
)
def test_a_case_keeps_what_only_it_asks(make_rule: Make, case: dict[str, Any], left: str) -> None:
    rule = make_rule(_IS, {"kind": "cases", "cases": [{"when": case, "award": _FIXED}]})
    award = said_once(rule.award, asked_by([rule.when]))
    assert isinstance(award, Cases)
    assert award.cases[0].when.kind == left


def _canonical(make_rule: Make, award: dict[str, Any]) -> object:
    return canonical(make_rule(_IS, award).award)


def _cases(*awards: dict[str, Any], **more: Any) -> dict[str, Any]:
    cases = [
        {"when": when, "award": award} for when, award in zip((_IS, _HAS), awards, strict=True)
    ]
    return {"kind": "cases", "cases": cases, **more}


def test_a_pace_stands_above_the_parts_or_in_each(make_rule: Make) -> None:
    monthly = {**_FIXED, "per": "month"}
    above = _canonical(make_rule, _cases(_FIXED, _FIXED, per="month", lasting="1年"))
    assert _canonical(make_rule, _cases(monthly, monthly, per="month", lasting="1年")) == above
    each = {**monthly, "lasting": "1年"}
    assert _canonical(make_rule, _cases(each, each)) == above
    assert _canonical(make_rule, _cases(each, _FIXED)) != above
    # how long says nothing of how often
    assert _canonical(make_rule, _cases(_FIXED, _FIXED, lasting="1年")) != above


def test_a_limit_of_every_alternative_limits_them_together_but_not_addends(
    make_rule: Make,
) -> None:
    capped = {**_FIXED, "caps": [{"amount": "5万元"}]}
    assert _canonical(make_rule, _cases(capped, capped)) == _canonical(
        make_rule, _cases(_FIXED, _FIXED, caps=[{"amount": "5万元"}])
    )
    assert _canonical(make_rule, _cases(capped, _FIXED)) != _canonical(
        make_rule, _cases(_FIXED, _FIXED, caps=[{"amount": "5万元"}])
    )
    assert _canonical(make_rule, _cases(capped, capped, choose="sum")) != _canonical(
        make_rule, _cases(_FIXED, _FIXED, choose="sum", caps=[{"amount": "5万元"}])
    )
