"""The neutral workload in our terms means what the format says, cell by cell."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bench.match.neutral import ON, read_neutral
from bench.match.reference import decide
from bench.match.workload import make_rows, make_rules
from matcher.evaluate import evaluate


def _rows(block: int, seed: int, count: int) -> list[dict[str, Any]]:
    columns = make_rows(block, seed, count)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _both(document: dict[str, Any], rows: list[dict[str, Any]]) -> Counter[tuple[int, int]]:
    """Every cell by both readings, asserted equal; how often each kind of answer came."""
    neutral = read_neutral(document)
    seen: Counter[tuple[int, int]] = Counter()
    for row in rows:
        facts = neutral.facts(row)
        for number, item in enumerate(document["items"]):
            decision = evaluate(neutral.rules[number], facts, ON, neutral.vocabulary)
            ours = neutral.answer_of(number, decision, row)
            assert ours == decide(item, row), (item, row)
            seen[ours[0], min(ours[1], 1)] += 1
    return seen


def test_our_rules_answer_what_the_format_says() -> None:
    seen = _both(make_rules(60, seed=11), _rows(0, 11, 40))
    # every kind of answer, an eligible without an amount and with an amount of 0 among them
    assert set(seen) == {(0, -1), (-1, -1), (1, -1), (1, 0), (1, 1)}


EDGE: dict[str, Any] = {
    "a_y0": 1100, "a_y1": 1000, "n": 3, "yes": True, "one": "x", "many": [],
}  # fmt: skip
ATTRIBUTES: list[dict[str, Any]] = [
    {"name": "a_y0", "type": "int"},
    {"name": "a_y1", "type": "int"},
    {"name": "n", "type": "int"},
    {"name": "yes", "type": "bool"},
    {"name": "one", "type": "cat", "vocab": ["x", "y"]},
    {"name": "many", "type": "tags", "vocab": ["p", "q"]},
]
HELD = {"attr": "yes", "op": "eq", "value": True}
GROWTH = {"growth": ["a_y0", "a_y1"], "op": "ge", "bp": 1000}
MANY = {"attr": "many", "op": "has_any", "value": ["p"]}
TEN = {"kind": "fixed", "yuan": 10}
RATE = {"kind": "rate", "attr": "a_y0", "bp": 333, "cap": 30}


@pytest.mark.parametrize(
    ("when", "amount", "changes", "expected"),
    [
        (GROWTH, TEN, {}, (1, 1000)),
        ({**GROWTH, "op": "gt"}, TEN, {}, (0, -1)),
        (GROWTH, TEN, {"a_y1": 0}, (-1, -1)),
        (GROWTH, TEN, {"a_y1": -5}, (-1, -1)),
        (MANY, TEN, {}, (0, -1)),
        (MANY, TEN, {"many": None}, (-1, -1)),
        (HELD, {"kind": "tiered", "attr": "n", "tiers": [[3, 7], [4, 9]]}, {}, (1, 700)),
        (HELD, {"kind": "tiered", "attr": "n", "tiers": [[4, 7], [5, 9]]}, {}, (1, 0)),
        (HELD, RATE, {"a_y0": 5}, (1, 17)),  # 16.65 fen
        (HELD, RATE, {"a_y0": 50}, (1, 167)),  # 166.5 fen: half a fen rounds up
        (HELD, RATE, {"a_y0": 901}, (1, 3000)),
        (HELD, RATE, {"a_y0": -901}, (1, 0)),
        (HELD, RATE, {"a_y0": None}, (1, -1)),
        (HELD, {"kind": "per_unit", "attr": "n", "yuan": 7, "cap": 20}, {}, (1, 2000)),
        (HELD, {"kind": "top_up", "target": TEN, "less": "n"}, {}, (1, 700)),
        (HELD, {"kind": "top_up", "target": TEN, "less": "n"}, {"n": 30}, (1, 0)),
        # the format wants every input, also where it could change nothing
        (HELD, {"kind": "top_up", "target": RATE, "less": "n"}, {"n": 99, "a_y0": None}, (1, -1)),
    ],
)
def test_the_corners_of_the_format(
    when: dict[str, Any],
    amount: dict[str, Any],
    changes: dict[str, Any],
    expected: tuple[int, int],
) -> None:
    item = {"id": "E1", "when": when, "unless": [], "amount": amount}
    # the growth makes the two years of ``a`` one attribute in every case
    other = {"id": "E2", "when": GROWTH, "unless": [], "amount": TEN}
    document = {"format": "neutral-rules/1", "attributes": ATTRIBUTES, "items": [item, other]}
    row = EDGE | changes
    _both(document, [row])
    assert decide(item, row) == expected


def test_what_ours_cannot_say_is_refused() -> None:
    backwards = {"growth": ["a_y1", "a_y0"], "op": "ge", "bp": 0}
    item = {"id": "E1", "when": {"all": [GROWTH, backwards]}, "unless": [], "amount": TEN}
    with pytest.raises(ValueError, match="last year in another"):
        read_neutral({"format": "neutral-rules/1", "attributes": ATTRIBUTES, "items": [item]})
    with pytest.raises(ValueError, match="not neutral-rules/1"):
        read_neutral({"format": "other/1", "attributes": [], "items": []})
