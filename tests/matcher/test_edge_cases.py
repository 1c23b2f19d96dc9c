"""Edge cases of drafting: one invented text each, its rule, and what the text gives to the fen.

The cases stand in ``edge_cases/*.yaml``. ``quote`` takes the place of ``source`` and must occur in
the text exactly once; an award, band or cap without one cites the whole text. A ``cell`` writes an
amount as ``12.00``, as ``0.00..12.00``, as ``0.00..`` when nothing bounds it, or as ``无``.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from matcher.decision import AwardAmount, Decision
from matcher.evaluate import evaluate
from matcher.facts import Facts
from matcher.facts_input import read_facts
from matcher.index import Index
from rules.codec import check_kinds
from rules.quantity import Money
from rules.rule import Rule, RuleSet
from rules.vocabulary import Attribute, Vocabulary, standard_vocabulary
from tests.matcher.test_columnar import compared

FOLDER = Path(__file__).with_name("edge_cases")
ON = "2026-05-20"
_UNQUOTED = {"value", "growth", "increment", "share", "over_years", "records"}
_JOINING = {"all", "any", "at_least", "not"}


class Edge(NamedTuple):
    """One text with its rule and the applicants put before it."""

    name: str
    text: str
    rule: Rule
    vocabulary: Vocabulary
    cells: list[dict[str, Any]]


def _spanned(node: Any, text: str) -> Any:
    """The rule with every quote turned into the span where the text says it."""
    if isinstance(node, list):
        return [_spanned(item, text) for item in node]
    if not isinstance(node, dict):
        return node
    filled = {key: _spanned(item, text) for key, item in node.items() if key != "quote"}
    bare = node.get("kind") in _UNQUOTED | _JOINING or "when" in node
    if bare and "quote" not in node:
        return filled
    quote = node.get("quote", text)
    assert text.count(quote) == 1, f"{quote!r} stands {text.count(quote)} times in {text!r}"
    start = text.index(quote)
    span = {"document": "d", "start": start, "end": start + len(quote), "quote": quote}
    return {**filled, "source": span}


def _edge(raw: dict[str, Any]) -> Edge:
    text = "".join(raw["text"].split())
    whole = {"document": "d", "start": 0, "end": len(text), "quote": text}
    given = raw["rule"]
    spanned = {
        key: _spanned(value, text) if key in ("when", "award", "unless", "stacking") else value
        for key, value in given.items()
    }
    spanned = {"id": "edge", "title": raw["name"], "document": "d", "source": whole, **spanned}
    vocabulary = standard_vocabulary().extended(
        tuple(Attribute.model_validate({**new, "proposed": True}) for new in raw.get("new", []))
    )
    return Edge(raw["name"], text, Rule.model_validate(spanned), vocabulary, raw["cells"])


@cache
def edges() -> tuple[Edge, ...]:
    """Every edge case of every file."""
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(_edge(raw) for path in files for raw in yaml.safe_load(path.read_text("utf-8")))


def _day(cell: dict[str, Any]) -> date:
    return date.fromisoformat(str(cell.get("day", ON)))


def _facts(edge: Edge, cell: dict[str, Any]) -> Facts:
    return read_facts(cell["facts"], vocabulary=edge.vocabulary, on=_day(cell))


def _decided(edge: Edge, cell: dict[str, Any]) -> Decision:
    return evaluate(edge.rule, _facts(edge, cell), _day(cell), edge.vocabulary)


def _fen(money: Money | None) -> str:
    return "" if money is None else f"{money.yuan:.2f}"


def _written(amount: AwardAmount) -> str:
    if amount.kind == "none":
        return "无"
    low, high = _fen(amount.low), _fen(amount.high)
    return low if low == high else f"{low}..{high}"


CELLS = [
    pytest.param(edge, cell, id=f"{edge.name}-{number}")
    for edge in edges()
    for number, cell in enumerate(edge.cells, 1)
]


@pytest.mark.parametrize(("edge", "cell"), CELLS)
def test_the_text_gives_what_it_says(edge: Edge, cell: dict[str, Any]) -> None:
    decision = _decided(edge, cell)
    found: dict[str, object] = {
        "verdict": decision.verdict.name,
        "amount": _written(decision.amount),
        "total": _fen(decision.amount.total_high),
        "kind": decision.amount.kind,
        "gates": [gate.gate for gate in decision.gates],
        "missing": [fact.key for fact in decision.missing],
    }
    asked = {key: cell[key] for key in found if key in cell}
    assert {"verdict", "amount"} <= asked.keys()
    assert {key: found[key] for key in asked} == asked, cell["why"]


@pytest.mark.parametrize("edge", edges(), ids=lambda edge: edge.name)
def test_rules_mix_no_kinds(edge: Edge) -> None:
    document = {"id": "d", "source_name": "edge"}
    ruleset = RuleSet.model_validate({"document": document, "rules": [edge.rule]})
    assert check_kinds(ruleset, edge.vocabulary) == ()


@pytest.mark.parametrize("edge", edges(), ids=lambda edge: edge.name)
def test_the_index_says_the_same(edge: Edge) -> None:
    for cell in edge.cells:
        index = Index.build([edge.rule], _day(cell), edge.vocabulary)
        found = index.decide(_facts(edge, cell)).decisions()
        assert found == (_decided(edge, cell),), cell["why"]


@pytest.mark.parametrize("edge", edges(), ids=lambda edge: edge.name)
def test_the_columnar_plan_says_the_same(edge: Edge) -> None:
    """On one day: ``compared`` asks both for that of its own module."""
    subjects = [_facts(edge, cell) for cell in edge.cells if _day(cell).isoformat() == ON]
    if subjects:
        compared([edge.rule], subjects, edge.vocabulary)
