"""Order and reasons of recommendations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from matcher.facts_input import read_facts
from matcher.recommend import recommend
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
