"""A small vocabulary and short builders, so that matcher tests do not depend on shipped data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.decision import Decision
from matcher.evaluate import evaluate
from matcher.facts_input import read_facts
from rules.rule import Rule
from rules.vocabulary import Vocabulary

ON = date(2026, 5, 20)
SPAN = {"document": "d", "start": 0, "end": 2, "quote": "原文"}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    flow = {"kind": "money", "period": "annual"}
    return Vocabulary.model_validate(
        {
            "attributes": [
                {"id": "revenue", "label": "营业收入", "synonyms": ["年营收"], **flow},
                {"id": "rd_expense", "label": "研发费用", **flow},
                {"id": "upper_grant", "label": "上级资助", "kind": "money"},
                {"id": "received", "label": "已获资助", "kind": "money"},
                {"id": "employees", "label": "员工人数", "kind": "headcount"},
                {"id": "patents", "label": "发明专利", "kind": "count", "unit": "件"},
                {"id": "floor_area", "label": "租赁面积", "kind": "area"},
                {"id": "legal_person", "label": "独立法人资格", "kind": "bool"},
                {"id": "violation", "label": "重大违法", "kind": "bool"},
                {
                    "id": "entity_type",
                    "label": "主体类型",
                    "kind": "enum",
                    "options": ["企业", "个人"],
                },
                {
                    "id": "industry",
                    "label": "行业",
                    "kind": "enum",
                    "open": True,
                    "options": ["工业"],
                    "implies": [{"value": "制造业", "also": ["工业"]}],
                },
                {"id": "region", "label": "注册地", "kind": "region"},
                {
                    "id": "titles",
                    "label": "资质",
                    "kind": "tags",
                    "implies": [
                        {"value": "省级甲", "also": ["甲"]},
                        {"value": "丙", "also": ["丙企业"]},
                        {"value": "丙企业", "also": ["丙"]},
                    ],
                },
                {"id": "established_on", "label": "成立日期", "kind": "date"},
                {
                    "id": "years_established",
                    "label": "成立时长",
                    "kind": "duration",
                    "unit": "年",
                    "since": "established_on",
                },
                {"id": "birth_date", "label": "出生日期", "kind": "date"},
                {
                    "id": "age",
                    "label": "年龄",
                    "kind": "duration",
                    "unit": "年",
                    "since": "birth_date",
                    "whole_years": True,
                },
                {"id": "insured", "label": "社保月数", "kind": "duration", "unit": "月"},
                {"id": "hires", "label": "新招用人员", "kind": "records"},
                {"id": "contract", "label": "合同期限", "kind": "duration"},
                {"id": "?mentoring", "label": "导师服务人次", "kind": "count", "unit": "人次"},
            ]
        }
    )


def _spanned(node: Any) -> Any:
    """Fill in the span that every leaf, award, band and cap must carry."""
    if isinstance(node, list):
        return [_spanned(item) for item in node]
    if not isinstance(node, dict):
        return node
    filled = {key: _spanned(item) for key, item in node.items()}
    operand = node.get("kind") in (
        "value", "growth", "increment", "share", "over_years", "records",
    )  # fmt: skip
    if not operand and "when" not in node and "document" not in node:
        filled.setdefault("source", SPAN)
    return filled


@pytest.fixture(scope="session")
def make_rule() -> Callable[..., Rule]:
    def build(when: Any, award: Any | None = None, **more: Any) -> Rule:
        return Rule.model_validate(
            {
                "id": "r1",
                "title": "测试补贴",
                "document": "d",
                "when": _spanned(when),
                "award": _spanned(award or {"kind": "fixed", "amount": "10万元"}),
                "unless": _spanned(more.pop("unless", [])),
                "source": SPAN,
                **more,
            }
        )

    return build


@pytest.fixture(scope="session")
def decide(vocabulary: Vocabulary, make_rule: Callable[..., Rule]) -> Callable[..., Decision]:
    def run(
        when: Any, facts: dict[str, object], award: Any | None = None, on: date = ON, **more: Any
    ) -> Decision:
        read = read_facts(facts, vocabulary=vocabulary, on=on)
        return evaluate(make_rule(when, award, **more), read, on, vocabulary)

    return run
