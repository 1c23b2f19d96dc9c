"""The answer: which items can be had together, what they come to, and why not the others."""

from __future__ import annotations

from datetime import date
from typing import Literal

from matcher.bundle_limits import Clause
from matcher.certificate import Certificate
from rules.document import Frozen
from rules.quantity import MoneyField

Why = Literal[
    "conflict",  # shut out by an item that was chosen
    "cap",  # a ceiling is used up: it would add nothing
    "received",  # paid already
    "undecided",  # facts or a body's decision are missing, so nothing is certain
    "nothing_certain",  # eligible, but the amount may be as low as nothing
    "unknown_amount",  # cannot be compared with what it is in conflict with
    "closed",  # applications are not taken any more
]


class Chosen(Frozen):
    """One item of a choice. ``amount`` is what it pays, less than ``full`` where a ceiling cuts.

    ``cut_by`` is the clause of that ceiling; ``note`` says what the item still waits for.
    """

    rule_id: str
    title: str
    amount: MoneyField
    full: MoneyField
    cut_by: Clause | None = None
    note: str = ""


class Beside(Frozen):
    """An item that nothing shuts out and that is not counted: in kind, or of unknown amount."""

    rule_id: str
    title: str
    text: str


class LeftOut(Frozen):
    """An item that is not in the choice and why; ``against`` are the chosen ones in its way."""

    rule_id: str
    title: str
    why: Why
    text: str
    against: tuple[str, ...] = ()
    clause: Clause | None = None


class CapLine(Frozen):
    """What a yearly ceiling does: ``asked`` is what its items would come to without it.

    Not ``sure``: whether it reaches these items is open.
    """

    clause: Clause
    sure: bool
    rules: tuple[str, ...]
    limit: MoneyField
    received: MoneyField
    asked: MoneyField
    paid: MoneyField
    cut: MoneyField


class Selection(Frozen):
    """The best choice under some limits, with its proof."""

    total: MoneyField
    items: tuple[Chosen, ...]
    beside: tuple[Beside, ...]
    left_out: tuple[LeftOut, ...]
    caps: tuple[CapLine, ...]
    certificate: Certificate


class Plan(Frozen):
    """The same items twice: keeping every open clause, and as if none of them applied.

    The true total lies between the two.
    """

    keeping: Selection
    ignoring: Selection


class OpenClause(Frozen):
    """A stacking rule whose words do not say whether it reaches these items."""

    clause: Clause
    why: str
    rules: tuple[str, ...]


class Premise(Frozen):
    """What the totals take for granted."""

    text: str
    clause: Clause | None = None


class Bundle(Frozen):
    """``certain``: the least that items pay which surely qualify. ``possible``: the most of all.

    ``possible_is_bound`` is false where an item of unknown amount may add to it. ``ineligible`` are
    the items that were decided and are out of the question.
    """

    on: date
    certain: Plan
    possible: Plan
    possible_is_bound: bool
    open: tuple[OpenClause, ...]
    premises: tuple[Premise, ...]
    ineligible: tuple[str, ...]
