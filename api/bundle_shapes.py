"""What the interface receives and returns about combinations of items."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from api.shapes import Day, QuoteOut, Shape
from matcher.bundle_limits import Clause
from matcher.bundle_result import Beside, Bundle, CapLine, Chosen, LeftOut, Plan, Selection
from rules.rule import Rule
from rules.vocabulary import Subject

Rules = Mapping[str, Rule]


class ReceivedIn(Shape):
    """One payment received already."""

    rule: str = Field(default="", description="条目编号；不在本系统里的留空，写 name")
    name: str = Field(default="", description="补贴名称")
    amount: str = Field(description="金额，如 5万元")
    on: date = Field(description="领取日期")


class BundleIn(Shape):
    """What is known of an applicant, and what has been received; left out means nobody said."""

    facts: dict[str, Any] = Field(description="情况，写法与 /api/match 相同")
    on: Day | None = Field(default=None, description="测算日期，默认今天")
    subject: Subject = Field(default=Subject.ENTERPRISE, description="enterprise 或 person")
    received: list[ReceivedIn] | None = Field(
        default=None, description="已领取的补贴；没有领过写 []，不写按“不知道”处理"
    )
    proof: bool = Field(default=False, description="附上最优性证明，供独立核验")


class ClauseOut(Shape):
    """A stacking clause where it stands."""

    kind: str
    text: str
    policy: str
    rules: list[str]
    source: QuoteOut

    @staticmethod
    def of(clause: Clause) -> ClauseOut:
        """The clause as sent."""
        return ClauseOut(
            kind=clause.kind,
            text=clause.text,
            policy=clause.policy,
            rules=list(clause.rules),
            source=QuoteOut.of(clause.source, clause.document),
        )


def _clause(clause: Clause | None) -> ClauseOut | None:
    return None if clause is None else ClauseOut.of(clause)


class ItemOut(Shape):
    """Which item is meant."""

    rule: str
    title: str
    policy: str
    place: str
    url: str


def _item(rule_id: str, rules: Rules) -> dict[str, str]:
    rule = rules[rule_id]
    return {
        "rule": rule_id,
        "title": rule.title,
        "policy": rule.policy.title,
        "place": rule.place,
        "url": f"/rules/{rule_id}",
    }


class ChosenOut(ItemOut):
    """An item of the combination; ``amount`` is less than ``full`` where a cap cuts."""

    amount: str
    full: str
    cut_by: ClauseOut | None
    note: str

    @staticmethod
    def of(item: Chosen, rules: Rules) -> ChosenOut:
        """The item as sent."""
        return ChosenOut(
            **_item(item.rule_id, rules),
            amount=str(item.amount),
            full=str(item.full),
            cut_by=_clause(item.cut_by),
            note=item.note,
        )


class BesideOut(ItemOut):
    """An item that can be had too and is no sum."""

    text: str

    @staticmethod
    def of(item: Beside, rules: Rules) -> BesideOut:
        """The item as sent."""
        return BesideOut(**_item(item.rule_id, rules), text=item.text)


class LeftOutOut(ItemOut):
    """An item that is not chosen, why, and by which clause."""

    why: str
    text: str
    against: list[str]
    clause: ClauseOut | None

    @staticmethod
    def of(item: LeftOut, rules: Rules) -> LeftOutOut:
        """The item as sent."""
        return LeftOutOut(
            **_item(item.rule_id, rules),
            why=item.why,
            text=item.text,
            against=list(item.against),
            clause=_clause(item.clause),
        )


class CapOut(Shape):
    """What a yearly cap does to the combination."""

    clause: ClauseOut
    sure: bool
    rules: list[str]
    limit: str
    received: str
    asked: str
    paid: str
    cut: str

    @staticmethod
    def of(line: CapLine) -> CapOut:
        """The line as sent."""
        return CapOut(
            clause=ClauseOut.of(line.clause),
            sure=line.sure,
            rules=list(line.rules),
            limit=str(line.limit),
            received=str(line.received),
            asked=str(line.asked),
            paid=str(line.paid),
            cut=str(line.cut),
        )


class SelectionOut(Shape):
    """The best combination; ``proved`` when nothing legal pays more."""

    total: str
    proved: bool
    items: list[ChosenOut]
    beside: list[BesideOut]
    left_out: list[LeftOutOut]
    caps: list[CapOut]
    proof: dict[str, Any] | None = Field(
        description="证明：金额以分计，任何人可按 docs/bundle.md 逐项复算"
    )

    @staticmethod
    def of(selection: Selection, rules: Rules, *, proof: bool) -> SelectionOut:
        """The combination as sent."""
        return SelectionOut(
            total=str(selection.total),
            proved=selection.certificate.proved,
            items=[ChosenOut.of(item, rules) for item in selection.items],
            beside=[BesideOut.of(item, rules) for item in selection.beside],
            left_out=[LeftOutOut.of(item, rules) for item in selection.left_out],
            caps=[CapOut.of(line) for line in selection.caps],
            proof=selection.certificate.model_dump(mode="json") if proof else None,
        )


class PlanOut(Shape):
    """Keeping every open clause, and as if none applied; the truth lies between."""

    keeping: SelectionOut
    ignoring: SelectionOut

    @staticmethod
    def of(plan: Plan, rules: Rules, *, proof: bool) -> PlanOut:
        """The plan as sent."""
        return PlanOut(
            keeping=SelectionOut.of(plan.keeping, rules, proof=proof),
            ignoring=SelectionOut.of(plan.ignoring, rules, proof=proof),
        )


class OpenOut(Shape):
    """A clause whose words do not say whether it reaches these items."""

    clause: ClauseOut
    why: str
    rules: list[str]


class PremiseOut(Shape):
    """What the totals take for granted."""

    text: str
    clause: ClauseOut | None


class BundleOut(Shape):
    """``certain``: sure items at the least they pay. ``possible``: all at the most they can pay."""

    on: date
    certain: PlanOut
    possible: PlanOut
    possible_is_bound: bool
    open: list[OpenOut]
    premises: list[PremiseOut]
    ineligible: list[str]

    @staticmethod
    def of(bundle: Bundle, rules: Rules, *, proof: bool = False) -> BundleOut:
        """The answer as sent."""
        return BundleOut(
            on=bundle.on,
            certain=PlanOut.of(bundle.certain, rules, proof=proof),
            possible=PlanOut.of(bundle.possible, rules, proof=proof),
            possible_is_bound=bundle.possible_is_bound,
            open=[
                OpenOut(clause=ClauseOut.of(o.clause), why=o.why, rules=list(o.rules))
                for o in bundle.open
            ],
            premises=[PremiseOut(text=p.text, clause=_clause(p.clause)) for p in bundle.premises],
            ineligible=list(bundle.ineligible),
        )
