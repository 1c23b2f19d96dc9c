"""Plans: what would have to change for one rule to hold, by when, at what cost, for what gain."""

from __future__ import annotations

from datetime import date
from typing import Literal

from matcher.decision import AwardAmount, Gate, Verdict, WindowState
from matcher.facts import Fact
from rules.document import Frozen, SourceSpan
from rules.quantity import MoneyField

Why = Literal["never", "must_not", "closed", "later", "wait", "missing", "unread", "conflict"]


class Move(Frozen):
    """One change. ``fact`` states it; None where only time passes.

    ``act``: the applicant does it. ``wait``: time does. ``check``: nobody has classified how this
    fact changes, so it is no proposal: the applicant checks whether it can be reached. ``text`` is
    the move in Chinese, ``was`` and ``to`` its two ends, ``gap`` how far it is. ``months`` is the
    usual lead time. ``cost`` only where the fact itself is money spent: the most it can be.
    """

    kind: Literal["act", "wait", "check"]
    attribute: str
    label: str
    period: str
    was: str
    to: str
    gap: str = ""
    text: str
    by: date
    months: int = 0
    cost: MoneyField | None = None
    fact: Fact | None = None
    source: SourceSpan


class Assumption(Frozen):
    """A fact nobody has given that the plan rests on; ``keep``: it holds today and must go on."""

    attribute: str
    period: str
    text: str
    keep: bool = False
    fact: Fact
    source: SourceSpan


class Plan(Frozen):
    """A verified set of moves: with them the rule holds on the day ``on``, the first such day.

    ``cost`` is the sum of the costs of moves that are spending; ``gates`` stay for a body to judge;
    ``window`` is the state of the application window on that day.
    """

    moves: tuple[Move, ...]
    assumes: tuple[Assumption, ...] = ()
    gates: tuple[Gate, ...] = ()
    on: date
    gain: AwardAmount
    cost: MoneyField
    window: WindowState


class Obstacle(Frozen):
    """A condition that does not hold and that the plan may not or cannot change, and why."""

    why: Why
    text: str
    fact: str
    reason: str
    gap: str = ""
    source: SourceSpan


class PlanResult(Frozen):
    """Plans for one rule, the best first and at most three; or what stands in the way.

    ``verdict`` is today's: only an INELIGIBLE is planned for. ``exhausted`` is False when the
    search was cut off, so that something smaller may exist (or, without plans, anything at all).
    """

    rule_id: str
    rule_title: str
    on: date
    verdict: Verdict
    plans: tuple[Plan, ...] = ()
    refusal: tuple[Obstacle, ...] = ()
    exhausted: bool = True
