"""The JSON shapes of a recommendation."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.shapes import DecisionOut, MatchIn, Shape


class SignalIn(Shape):
    """What the portal knows about an item: why it deserves a look before its equals."""

    rule: str = Field(description="条目编号")
    weight: int = Field(ge=-100, le=100, description="只在结论相同的条目之间起作用，大的在前")
    why: str = Field(min_length=1, max_length=60, description="显示给申请人的一句理由")


class RecommendIn(MatchIn):
    """What is known of an applicant, and signals from outside."""

    signals: list[SignalIn] = Field(default=[], description="使用情况等外部信号，写明理由")


class RecommendationOut(Shape):
    """One item with the sentence shown for it."""

    reason: str
    decision: DecisionOut


class RecommendOut(Shape):
    """Items ordered by verdict, amount and deadline."""

    on: date
    items: list[RecommendationOut]
