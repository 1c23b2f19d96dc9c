"""Order and reasons of recommendations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from matcher.facts_input import read_facts
from matcher.recommend import Signal, recommend
from rules.rule import Rule
from rules.vocabulary import Vocabulary

ON = date(2026, 5, 20)
LEGAL = {"kind": "is", "attribute": "legal_person"}
VIOLATION = {"kind": "is", "attribute": "violation", "period": "R36M"}
SOURCE = {"document": "d", "start": 0, "end": 2, "quote": "原文"}


def fixed(amount: str, **more: str) -> dict[str, Any]:
    return {"kind": "fixed", "amount": amount, **more}


def closing(day: str) -> list[dict[str, Any]]:
    return [{"end": f"{day}T18:00", "source": SOURCE}]


def test_order_and_sentences(vocabulary: Vocabulary, make_rule: Callable[..., Rule]) -> None:
    rules = [
        make_rule(LEGAL, fixed("1万元"), id="small", windows=closing("2026-06-20")),
        make_rule(LEGAL, fixed("1万元"), id="small-soon", windows=closing("2026-05-21")),
        make_rule(LEGAL, fixed("1000元", per="month", lasting="36个月"), id="monthly"),
        make_rule(LEGAL, fixed("9万元"), id="big"),
        make_rule(VIOLATION, fixed("90万元"), id="open"),
        make_rule({"kind": "not", "of": LEGAL}, fixed("900万元"), id="failed"),
        make_rule({**LEGAL, "expected": False}, fixed("900万元"), id="failed-too"),
        make_rule(
            {"kind": "all", "of": [LEGAL, {"kind": "judged", "gate": "专家评审"}]},
            fixed("5万元"),
            id="gated",
        ),
    ]
    facts = read_facts({"legal_person": "是"}, vocabulary=vocabulary, on=ON)
    found = recommend(rules, facts, ON, vocabulary)
    assert [item.rule_id for item in found] == [
        "big",
        "gated",
        "monthly",
        "small-soon",
        "small",
        "open",
        "failed",
        "failed-too",
    ]
    reasons = {item.rule_id: item.reason for item in found}
    assert reasons["big"] == "条件均符合，可得9万元。"
    assert reasons["small-soon"] == "条件均符合，可得1万元，申报还剩1天。"
    assert reasons["gated"] == "已知条件均符合，尚待专家评审，最高5万元。"
    assert reasons["open"] == "还缺重大违法信息，最高可得90万元。"
    assert reasons["failed"].startswith("不符合：")
    assert recommend(list(reversed(rules)), facts, ON, vocabulary) == found


def test_a_signal_moves_an_item_among_its_equals_and_says_why(
    vocabulary: Vocabulary, make_rule: Callable[..., Rule]
) -> None:
    rules = [
        make_rule(LEGAL, fixed("9万元"), id="big"),
        make_rule(LEGAL, fixed("1万元"), id="small"),
        make_rule({**LEGAL, "expected": False}, fixed("5万元"), id="failed"),
    ]
    facts = read_facts({"legal_person": "是"}, vocabulary=vocabulary, on=ON)
    signals = [
        Signal(rule_id="small", weight=5, why="同行多数已申请"),
        Signal(rule_id="failed", weight=100, why="本月办理最多"),
    ]
    found = recommend(rules, facts, ON, vocabulary, signals)
    assert [item.rule_id for item in found] == ["small", "big", "failed"]
    assert found[0].reason == "条件均符合，可得1万元。（同行多数已申请）"


def test_of_equals_the_one_that_asks_less_comes_first(
    vocabulary: Vocabulary, make_rule: Callable[..., Rule]
) -> None:
    both = {"kind": "all", "of": [LEGAL, VIOLATION]}
    rules = [make_rule(both, fixed("1万元"), id="a"), make_rule(LEGAL, fixed("1万元"), id="b")]
    found = recommend(rules, read_facts({}, vocabulary=vocabulary, on=ON), ON, vocabulary)
    assert [item.rule_id for item in found] == ["b", "a"]
