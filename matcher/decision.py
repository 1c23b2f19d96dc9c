"""Decisions: the whole answer to one rule, one set of facts and one day.

What is made anew for every applicant and rule is a named tuple: a model takes several times as long
to make, and one applicant before four hundred rules has a thousand reasons. Pydantic's
``TypeAdapter(Decision)`` writes and reads decisions with their names.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from matcher.named import named
from matcher.truth import Truth
from rules.benefit import PerUnitOfTime
from rules.document import Frozen, SourceSpan
from rules.quantity import DurationField, MoneyField


class Verdict(StrEnum):
    """符合, 不符合, or not decidable from what is known."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNKNOWN = "unknown"


class MissingFact(Frozen):
    """A fact nobody has given that could settle the question.

    ``attribute`` is its id, or a computed name such as ``growth(revenue)``; ``period`` is absolute;
    ``key`` is the address to give it under.
    """

    attribute: str
    label: str
    period: str
    question: str
    key: str


class Gate(Frozen):
    """A decision that belongs to a body (评审, 择优). Give it as the fact ``gate:<gate>``."""

    gate: str
    body: str
    source: SourceSpan


@named
class Reason(NamedTuple):
    """One decisive condition: what it says, whether it holds, the fact used, where it stands.

    For the role ``exclusion`` a true ``truth`` speaks against the applicant.
    """

    role: Literal["condition", "exclusion", "validity", "gate"]
    truth: Truth
    text: str
    fact: str
    source: SourceSpan


@named
class Step(NamedTuple):
    """One line of a computation: what is done in Chinese, the yuan it gives, the clause it is from.

    ``low`` and ``high`` are the amount after this step, None where the step fixes none (``high``
    alone None: unbounded). ``source`` None: the law of arithmetic, not the text.
    """

    text: str
    low: MoneyField | None = None
    high: MoneyField | None = None
    source: SourceSpan | None = None


AmountKind = Literal["exact", "upper_bound", "range", "in_kind", "unknown", "none"]


@named
class AwardAmount(NamedTuple):
    """What the applicant gets, per payment.

    ``exact``: ``low`` is ``high``. ``upper_bound``: a body decides, at most ``high``. ``range``:
    facts are missing. ``unknown``: not even a bound is known. ``high`` None is unbounded. ``text``
    is the answer in a few Chinese words, ``steps`` the computation, ``total`` and ``total_high``
    the most that all payments over ``lasting`` come to.
    """

    kind: AmountKind
    text: str
    low: MoneyField | None = None
    high: MoneyField | None = None
    per: PerUnitOfTime = "once"
    lasting: DurationField | None = None
    in_kind: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    total: str = ""
    total_high: MoneyField | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The computation as sentences."""
        return tuple(step.text for step in self.steps)


class WindowState(Frozen):
    """Whether applications are taken on the day; ``days_left`` until it closes or opens."""

    state: Literal["open", "closed", "upcoming", "unstated"]
    start: date | None = None
    end: date | None = None
    days_left: int | None = None
    text: str = ""


class DecisionNote(Frozen):
    """A stacking rule or duty the applicant must know; not part of the verdict."""

    kind: Literal["stacking", "obligation"]
    text: str
    source: SourceSpan


@named
class Decision(NamedTuple):
    """The answer. ``reasons`` are all decisive conditions; ``missing`` is empty when decided.

    An ELIGIBLE with ``gates`` is subject to those decisions; its amount is then an upper bound.
    """

    rule_id: str
    rule_title: str
    on: date
    verdict: Verdict
    amount: AwardAmount
    window: WindowState
    in_force: bool
    reasons: tuple[Reason, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    gates: tuple[Gate, ...] = ()
    notes: tuple[DecisionNote, ...] = ()
