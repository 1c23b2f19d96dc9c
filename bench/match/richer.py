"""Rules of one richer construct each, and an enterprise that meets some of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.match.neutral import ON
from matcher.facts import Facts
from matcher.facts_input import read_facts
from rules.rule import Rule
from rules.vocabulary import Vocabulary

_SPAN = {"document": "neutral", "start": 0, "end": 2, "quote": "原文"}
_FLOW = {"kind": "money", "period": "annual"}
VOCABULARY = Vocabulary.model_validate(
    {
        "attributes": [
            {"id": "revenue", "label": "营业收入", **_FLOW},
            {"id": "research", "label": "研发费用", **_FLOW},
            {"id": "received", "label": "已获资助", "kind": "money"},
            {"id": "founded", "label": "成立日期", "kind": "date"},
            {"id": "hires", "label": "新招用人员", "kind": "records"},
            {"id": "contract", "label": "合同期限", "kind": "duration"},
        ]
    }
)
_REVENUE = {"kind": "value", "attribute": "revenue", "period": "Y-1"}
_RECEIVED = {"kind": "value", "attribute": "received"}
_FIXED: dict[str, Any] = {"kind": "fixed", "amount": "10万元"}
_Make = Callable[[int], tuple[dict[str, Any], dict[str, Any]]]


def enterprise() -> Facts:
    """An enterprise of which everything is known."""
    people = [{"contract": f"{months}个月"} for months in (6, 12, 18, 24, 36) * 4]
    given: dict[str, object] = {
        "revenue@2025": "3000万元",
        "revenue@2024": "2500万元",
        "revenue@2023": "2000万元",
        "research@2025": "180万元",
        "received": "6万元",
        "founded": "2023-03-01",
        "hires": {"records": people, "complete": True},
    }
    return read_facts(given, vocabulary=VOCABULARY, on=ON)


def rule_sets(count: int) -> list[tuple[str, tuple[Rule, ...]]]:
    """For each construct, ``count`` rules that differ in a number."""
    kinds: list[tuple[str, _Make]] = [
        ("a plain threshold", lambda n: (_at_least(_REVENUE, f"{n}万元"), _FIXED)),
        ("growth", lambda n: (_at_least(_growth(), f"{n}%"), _FIXED)),
        ("a share", lambda n: (_at_least(_share(), f"{n}%"), _FIXED)),
        ("a sum over three years", lambda n: (_at_least(_three_years(), f"{n}万元"), _FIXED)),
        ("a date in a period", lambda n: (_within(n), _FIXED)),
        ("records counted", lambda n: (_at_least(_counted(n), "3人"), _FIXED)),
        ("a top-up", lambda n: (_at_least(_REVENUE, "1万元"), _top_up(n))),
        ("a tiered rate", lambda n: (_at_least(_REVENUE, "1万元"), _slab(n))),
    ]
    return [(name, tuple(_rule(n, *make(n)) for n in range(1, count + 1))) for name, make in kinds]


def _at_least(operand: dict[str, Any], value: str) -> dict[str, Any]:
    return {"kind": "compare", "operand": operand, "op": ">=", "value": value}


def _growth() -> dict[str, Any]:
    return {"kind": "growth", "attribute": "revenue", "period": "Y-1"}


def _share() -> dict[str, Any]:
    return {"kind": "share", "part": "research", "whole": "revenue", "period": "Y-1"}


def _three_years() -> dict[str, Any]:
    return {
        "kind": "over_years", "attribute": "revenue", "period": "Y-3..Y-1", "aggregate": "sum",
    }  # fmt: skip


def _within(number: int) -> dict[str, Any]:
    return {"kind": "within", "attribute": "founded", "period": f"R{number}M"}


def _counted(number: int) -> dict[str, Any]:
    contract = {"kind": "value", "attribute": "contract"}
    where = _at_least(contract, f"{number % 40}个月")
    return {"kind": "records", "attribute": "hires", "aggregate": "count", "where": where}


def _top_up(number: int) -> dict[str, Any]:
    target = {**_FIXED, "amount": f"{number}万元"}
    return {"kind": "top_up", "target": target, "received": _RECEIVED}


def _slab(number: int) -> dict[str, Any]:
    bands = [
        {"upper": f"{number}万元", "rate": "1%"},
        {"lower": f"{number}万元", "rate": "2%", "cap": "50万元"},
    ]
    return {"kind": "tiers", "machine": "slab", "operand": _REVENUE, "bands": bands}


def _rule(number: int, when: dict[str, Any], award: dict[str, Any]) -> Rule:
    return Rule.model_validate(
        {
            "id": f"r{number}",
            "title": f"补贴{number}",
            "document": "neutral",
            "when": _spanned(when),
            "award": _spanned(award),
            "source": _SPAN,
        }
    )


def _spanned(node: Any) -> Any:
    if isinstance(node, list):
        return [_spanned(item) for item in node]
    if not isinstance(node, dict):
        return node
    filled = {key: _spanned(item) for key, item in node.items()}
    operands = ("value", "growth", "share", "over_years", "records")
    if node.get("kind") not in operands:
        filled["source"] = _SPAN
    return filled
