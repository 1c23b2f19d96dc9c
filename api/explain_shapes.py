"""The JSON shapes of an explanation."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from api.shapes import Day, DecisionOut, ReasonOut, Shape
from matcher.explain import Explanation
from rules.rule import Rule


class ExplainIn(Shape):
    """One item and what is known of an applicant."""

    rule: str = Field(description="条目编号")
    facts: dict[str, Any] = Field(description="情况，写法同 /api/match")
    on: Day | None = Field(default=None, description="测算日期，默认今天")


class ExplainOut(Shape):
    """Why the item decides as it does; the computation stands in ``decision.amount.steps``."""

    on: date
    sentences: list[str]
    causes: list[list[ReasonOut]] = Field(
        description="每个原因单独就足以得出这个结论，里面的各条缺一不可"
    )
    cut: bool = Field(description="true 表示原因太多，只列出最短的一部分")
    decision: DecisionOut

    @staticmethod
    def of(found: Explanation, rule: Rule) -> ExplainOut:
        """The explanation as sent."""
        return ExplainOut(
            on=found.decision.on,
            sentences=list(found.sentences),
            causes=[
                [ReasonOut.of(reason, rule.document) for reason in cause.reasons]
                for cause in found.causes
            ],
            cut=found.cut,
            decision=DecisionOut.of(found.decision, rule),
        )
