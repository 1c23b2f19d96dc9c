"""Sums the index writes out by itself are those of evaluate to the byte, known or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from pydantic import TypeAdapter

from matcher.decision import Decision, Reason
from matcher.evaluate import evaluate
from matcher.facts import Facts
from matcher.facts_input import read_facts
from matcher.index import Index
from rules.rule import Rule
from rules.vocabulary import Vocabulary

ON = date(2026, 5, 20)
WRITTEN = TypeAdapter(Decision)
Make = Callable[..., Rule]
_SUMS = ("-5元", "0元", "3元", "12.345元", "50元", "1000元", "[2元,5元)", "0.01元", "70元")
_BANDS = [
    {"upper": "3元", "amount": "0元"},
    {"lower": "3元", "upper": "50元", "amount": "5元"},
    {"lower": "50元", "amount": "70元"},
]


def _value(attribute: str, period: str = "Y-1") -> dict[str, Any]:
    return {"kind": "value", "attribute": attribute, "period": period}


def _award(random: Random, depth: int = 0) -> dict[str, Any]:
    """A plain award, with caps it may or may not reach; a difference to one, and so on."""
    kinds = ("fixed", "rate", "per_unit", "tiers") + ("top_up",) * 3 * (depth < 2)
    kind = random.choice(kinds)
    caps = [
        {
            "amount": f"{random.choice([0, '0.005', 3, 7, 100, 2000])}元",
            "per": random.choice(["item", "enterprise", "total"]),
        }
        for _ in range(random.choice([0, 0, 1, 2]))
    ]
    own: dict[str, Any] = {"fixed": {"amount": f"{random.choice([0, '0.004', 5, 100])}元"}}
    own["rate"] = {
        "rate": f"{random.choice([0, 3, 10, 33])}%",
        "base": _value(random.choice(["revenue", "rd_expense"])),
    }
    own["per_unit"] = {
        "amount": f"{random.choice([1, '0.333', 10])}元",
        "quantity": _value("employees", "now"),
    }
    own["tiers"] = {"machine": "step", "operand": _value("revenue"), "bands": _BANDS}
    if kind == "top_up":
        received = _value(random.choice(["revenue", "rd_expense"]), random.choice(["Y-1", "Y-2"]))
        own["top_up"] = {"target": _award(random, depth + 1), "received": received}
    return {"kind": kind, "caps": caps, **own[kind]}


def _facts(random: Random, vocabulary: Vocabulary) -> Facts:
    given: dict[str, Any] = {}
    if random.random() < 0.6:
        given["legal_person"] = random.random() < 0.9
    for attribute in ("revenue", "rd_expense"):
        for year in (2025, 2024):
            if random.random() < 0.6:
                given[f"{attribute}@{year}"] = random.choice(_SUMS)
    if random.random() < 0.6:
        given["employees"] = random.choice(["0人", "7人", "13人", "[3人,9人]"])
    return read_facts(given, vocabulary=vocabulary, on=ON)


@pytest.mark.parametrize("batch", range(3))
def test_plain_sums_and_differences_are_those_of_evaluate_to_the_byte(
    vocabulary: Vocabulary, make_rule: Make, batch: int
) -> None:
    random, kinds = Random(batch), Counter[str]()
    entitled = {"kind": "is", "attribute": "legal_person"}
    rules = [make_rule(entitled, _award(random), id=f"r{n}") for n in range(60)]
    index = Index.build(rules, ON, vocabulary)
    for _ in range(25):
        facts = _facts(random, vocabulary)
        for rule, told in zip(rules, index.decide(facts).decisions(), strict=True):
            expected = evaluate(rule, facts, ON, vocabulary)
            assert told == expected
            assert WRITTEN.dump_json(told) == WRITTEN.dump_json(expected)
            kinds[told.amount.kind] += 1
    assert min(kinds[kind] for kind in ("exact", "range", "unknown", "none")) > 20


def _reasons(index: Index, vocabulary: Vocabulary, **given: Any) -> tuple[Reason, ...]:
    facts = read_facts(given, vocabulary=vocabulary, on=ON)
    return index.decide(facts).decisions()[0].reasons


def test_a_reason_that_shows_no_number_is_one_object_for_all_who_answer_alike(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    compared = {"kind": "compare", "operand": _value("revenue"), "op": ">=", "value": "3元"}
    both = {"kind": "all", "of": [{"kind": "is", "attribute": "legal_person"}, compared]}
    index = Index.build([make_rule(both)], ON, vocabulary)
    first = _reasons(index, vocabulary, legal_person=True, **{"revenue@2025": "5元"})
    second = _reasons(index, vocabulary, legal_person=True, **{"revenue@2025": "7元"})
    assert first[0] is second[0]
    assert [reason.fact for reason in (first[1], second[1])] == ["5元", "7元"]
    (refused,) = _reasons(index, vocabulary, legal_person=False, **{"revenue@2025": "7元"})
    assert refused.fact == "否"
    assert refused != first[0]
    (unknown,) = _reasons(index, vocabulary, legal_person=True)
    (again,) = _reasons(index, vocabulary, legal_person=True)
    assert unknown.fact == "未提供"
    assert unknown is again
