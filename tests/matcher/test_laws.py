"""Laws over random rules: more knowledge never flips a decision, ranges are sound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.decision import Decision, Verdict
from matcher.evaluate import evaluate
from matcher.facts_input import read_facts
from rules.rule import Rule
from rules.vocabulary import Vocabulary

ON = date(2026, 5, 20)
Make = Callable[..., Rule]

_OPERANDS: tuple[dict[str, Any], ...] = (
    {"kind": "value", "attribute": "revenue", "period": "Y-1"},
    {"kind": "value", "attribute": "rd_expense", "period": "Y-1"},
    {"kind": "increment", "attribute": "revenue", "period": "Y-1"},
    {
        "kind": "over_years",
        "attribute": "revenue",
        "period": "Y-2..Y-1",
        "aggregate": "each",
    },
    {"kind": "over_years", "attribute": "revenue", "period": "Y-2..Y-1", "aggregate": "sum"},
)
_RATIOS: tuple[dict[str, Any], ...] = (
    {"kind": "growth", "attribute": "revenue", "period": "Y-1"},
    {"kind": "share", "part": "rd_expense", "whole": "revenue", "period": "Y-1"},
)
_OPS = st.sampled_from([">=", ">", "<=", "<", "==", "!="])
_yuan = st.integers(-2, 8)

_money = st.builds(
    lambda operand, op, value: {
        "kind": "compare", "operand": operand, "op": op, "value": f"{value}元",
    },
    st.sampled_from(_OPERANDS), _OPS, _yuan,
)  # fmt: skip
_ratio = st.builds(
    lambda operand, op, value: {
        "kind": "compare", "operand": operand, "op": op, "value": f"{value}%",
    },
    st.sampled_from(_RATIOS), _OPS, st.integers(-100, 300),
)  # fmt: skip
_is = st.builds(
    lambda yes: {"kind": "is", "attribute": "legal_person", "expected": yes}, st.booleans()
)
_has = st.builds(
    lambda name, first: {"kind": "has", "attribute": "titles", "values": [name], "first": first},
    st.sampled_from(["甲", "乙"]),
    st.booleans(),
)
_leaf = st.one_of(_money, _ratio, _is, _has)
conditions = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(lambda of: {"kind": "all", "of": of}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda of: {"kind": "any", "of": of}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(
            lambda of: {"kind": "at_least", "k": min(2, len(of)), "of": of},
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda of: {"kind": "not", "of": of}, inner),
    ),
    max_leaves=6,
)

_BANDS = [
    {"upper": "2元", "rate": "50%"},
    {"lower": "2元", "upper": "5元", "upper_included": True, "rate": "20%"},
    {"lower": "6元", "rate": "10%", "cap": "1元"},
]
_simple = st.one_of(
    st.builds(lambda v: {"kind": "fixed", "amount": f"{v}元"}, st.integers(0, 9)),
    st.builds(
        lambda base, cap: {
            "kind": "rate", "rate": "30%", "base": base, "caps": [{"amount": f"{cap}元"}],
        },
        st.sampled_from(_OPERANDS[:3]), st.integers(0, 3),
    ),
    st.builds(
        lambda base, step: {
            "kind": "per_unit", "amount": "3元", "quantity": base, "step": f"{step}元",
        },
        st.sampled_from(_OPERANDS[:3]), st.integers(1, 3),
    ),
    st.builds(
        lambda machine, operand: {
            "kind": "tiers", "machine": machine, "operand": operand, "bands": _BANDS,
        },
        st.sampled_from(["step", "slab", "slice"]), st.sampled_from(_OPERANDS[:3]),
    ),
)  # fmt: skip
awards = st.one_of(
    _simple,
    st.builds(
        lambda choose, cases: {
            "kind": "cases",
            "choose": choose,
            "cases": [{"when": when, "award": award} for when, award in cases],
        },
        st.sampled_from(["highest", "first", "sum"]),
        st.lists(st.tuples(conditions, _simple), min_size=1, max_size=3),
    ),
    st.builds(
        lambda of: {"kind": "lesser_of", "of": of}, st.lists(_simple, min_size=2, max_size=3)
    ),
    st.builds(
        lambda target: {
            "kind": "top_up", "target": target, "received": _OPERANDS[1],
        },
        _simple,
    ),
)  # fmt: skip

complete = st.fixed_dictionaries(
    {
        "revenue@2024": _yuan,
        "revenue@2025": _yuan,
        "rd_expense@2025": _yuan,
        "legal_person": st.booleans(),
        "titles": st.sampled_from(["无", "甲首", "甲", "甲乙"]),
    }
)
_TITLES: dict[str, object] = {
    "无": "无",
    "甲首": {"has": [{"name": "甲", "first": True}], "complete": True},
    "甲": {"has": [{"name": "甲", "first": False}], "complete": True},
    "甲乙": {
        "has": [{"name": "甲", "first": False}, {"name": "乙", "first": True}],
        "complete": True,
    },
}


def exactly(world: dict[str, Any]) -> dict[str, object]:
    """The facts of a world, all known."""
    facts: dict[str, object] = {}
    for key, value in world.items():
        facts[key] = f"{value}元" if isinstance(value, int) and key != "legal_person" else value
    facts["titles"] = _TITLES[world["titles"]]
    return facts


def blurred(world: dict[str, Any], how: dict[str, int]) -> dict[str, object]:
    """The same world, less of it known: a fact left out (1) or only a range around it (2, 3, 4)."""
    facts = exactly(world)
    for key, blur in how.items():
        value = world[key]
        if blur == 1:
            facts[key] = None
        elif blur > 1 and isinstance(value, int) and key != "legal_person":
            facts[key] = {
                2: f"[{value}元,{value + 2}元)",
                3: f"({value - 1}元,{value}元]",
                4: f"[,{value + 1}元)",
            }[blur]
    return facts


blurs = st.fixed_dictionaries(
    {key: st.integers(0, 4) for key in ("revenue@2024", "revenue@2025", "rd_expense@2025")}
    | {key: st.integers(0, 1) for key in ("legal_person", "titles")}
)


def _within(exact: Decision, vague: Decision) -> bool:
    low, high = vague.amount.low, vague.amount.high
    if vague.amount.kind == "none" or exact.amount.kind == "none":
        return True
    assert low is not None
    assert exact.amount.low is not None
    assert exact.amount.high is not None
    return low.yuan <= exact.amount.low.yuan and (
        high is None or exact.amount.high.yuan <= high.yuan
    )


@settings(max_examples=250, deadline=None)
@given(when=conditions, unless=conditions, award=awards, world=complete, how=blurs)
def test_more_knowledge_never_flips_a_decision_nor_leaves_the_range(
    vocabulary: Vocabulary,
    make_rule: Make,
    when: dict[str, Any],
    unless: dict[str, Any],
    award: dict[str, Any],
    world: dict[str, Any],
    how: dict[str, int],
) -> None:
    rule = make_rule(when, award, unless=[unless])

    def decide(facts: dict[str, object]) -> Decision:
        return evaluate(rule, read_facts(facts, vocabulary=vocabulary, on=ON), ON, vocabulary)

    exact, vague = decide(exactly(world)), decide(blurred(world, how))
    if vague.verdict is not Verdict.UNKNOWN:
        assert exact.verdict is vague.verdict
    assert _within(exact, vague)
    if vague.verdict is Verdict.UNKNOWN:
        assert vague.reasons
    if exact.verdict is Verdict.ELIGIBLE:
        assert exact.amount.kind in ("exact", "range", "unknown")


@settings(max_examples=60, deadline=None)
@given(when=conditions, unless=conditions, award=awards)
def test_blank_facts_never_decide_a_condition_that_reads_facts(
    vocabulary: Vocabulary,
    make_rule: Make,
    when: dict[str, Any],
    unless: dict[str, Any],
    award: dict[str, Any],
) -> None:
    rule = make_rule(when, award, unless=[unless])
    blank = read_facts({}, vocabulary=vocabulary, on=ON)
    decision = evaluate(rule, blank, ON, vocabulary)
    assert decision.verdict is Verdict.UNKNOWN
    assert decision.missing
