"""The JSON shapes of plans: what would have to change for an item, and what may not."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from api.shapes import AmountOut, Day, QuoteOut, Shape
from matcher.fact_values import written
from matcher.plan_model import Assumption, Move, Obstacle, Plan, PlanResult
from matcher.plan_words import in_short
from rules.rule import Rule


class PlanIn(Shape):
    """One applicant and one item."""

    rule: str = Field(max_length=200, description="条目编号")
    facts: dict[str, Any] = Field(default_factory=dict, description="同 /api/match")
    on: Day | None = Field(default=None, description="测算日期，默认今天")


class MoveOut(Shape):
    """One change. ``act`` is done, ``wait`` waited for, ``check`` only to be checked."""

    kind: str
    attribute: str
    label: str
    period: str
    was: str
    to: str
    value: Any = Field(description="改变后的值，可以直接放进 facts；只等时间的为 null")
    gap: str
    text: str
    by: date = Field(description="最迟哪一天要做到")
    months: int = Field(description="通常要几个月，估计数")
    cost: str | None = Field(description="这项情况就是支出时，最多要多花多少")
    source: QuoteOut

    @staticmethod
    def of(move: Move, document: str) -> MoveOut:
        """The move as sent."""
        return MoveOut(
            kind=move.kind,
            attribute=move.attribute,
            label=move.label,
            period=move.period,
            was=move.was,
            to=move.to,
            value=None if move.fact is None else written(move.fact.value),
            gap=move.gap,
            text=move.text,
            by=move.by,
            months=move.months,
            cost=None if move.cost is None else str(move.cost),
            source=QuoteOut.of(move.source, document),
        )


class AssumptionOut(Shape):
    """A fact nobody has given that the plan rests on."""

    attribute: str
    period: str
    text: str
    keep: bool = Field(description="true 表示现在符合，到时仍须符合")
    source: QuoteOut

    @staticmethod
    def of(item: Assumption, document: str) -> AssumptionOut:
        """The assumption as sent."""
        return AssumptionOut(
            attribute=item.attribute,
            period=item.period,
            text=item.text,
            keep=item.keep,
            source=QuoteOut.of(item.source, document),
        )


class OnePlanOut(Shape):
    """One way, verified by evaluating the item with it."""

    text: str
    moves: list[MoveOut]
    assumes: list[AssumptionOut]
    gates: list[str]
    on: date = Field(description="最早哪一天符合")
    gain: AmountOut
    cost: str

    @staticmethod
    def of(plan: Plan, document: str) -> OnePlanOut:
        """The plan as sent."""
        return OnePlanOut(
            text=in_short(plan),
            moves=[MoveOut.of(move, document) for move in plan.moves],
            assumes=[AssumptionOut.of(item, document) for item in plan.assumes],
            gates=[gate.gate for gate in plan.gates],
            on=plan.on,
            gain=AmountOut.of(plan.gain, document),
            cost=str(plan.cost),
        )


class ObstacleOut(Shape):
    """A condition nobody can, or may, bring about, and why."""

    why: str
    text: str
    fact: str
    reason: str
    gap: str
    source: QuoteOut

    @staticmethod
    def of(item: Obstacle, document: str) -> ObstacleOut:
        """The obstacle as sent."""
        return ObstacleOut(
            why=item.why,
            text=item.text,
            fact=item.fact,
            reason=item.reason,
            gap=item.gap,
            source=QuoteOut.of(item.source, document),
        )


class PlanOut(Shape):
    """Plans, the best first; or what stands in the way. Neither where none is needed."""

    rule_id: str
    rule_title: str
    on: date
    verdict: str
    plans: list[OnePlanOut]
    refusal: list[ObstacleOut]
    exhausted: bool = Field(description="false 表示没有全部试过，也许还有别的办法")

    @staticmethod
    def of(result: PlanResult, rule: Rule) -> PlanOut:
        """The result as sent."""
        return PlanOut(
            rule_id=result.rule_id,
            rule_title=result.rule_title,
            on=result.on,
            verdict=result.verdict.value,
            plans=[OnePlanOut.of(item, rule.document) for item in result.plans],
            refusal=[ObstacleOut.of(item, rule.document) for item in result.refusal],
            exhausted=result.exhausted,
        )
