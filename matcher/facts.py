"""Facts: what is known of an applicant, per attribute and period. What is not here is unknown.

A fact is addressed as ``revenue@2025`` (``fact_key``). Relative periods are fixed to calendar dates
with the day of the question, so that facts stay true when they are read again later.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache
from typing import Self

from pydantic import model_validator

from rules.condition import Growth, Increment, Operand, OverYears, Records, Share, Value
from rules.document import Frozen
from rules.period import NOW, Period
from rules.quantity import (
    AnyQuantity,
    Area,
    Count,
    DateValue,
    Duration,
    Headcount,
    Money,
    Ratio,
    order,
)
from rules.vocabulary import Vocabulary


class Between(Frozen):
    """A quantity known only to lie in a range: an interval ticked on a page, either end open."""

    low: AnyQuantity | None = None
    low_included: bool = True
    high: AnyQuantity | None = None
    high_included: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("区间两端不能都空着")
        if self.low is not None and self.high is not None:
            direction = order(self.low, self.high)
            closed = self.low_included and self.high_included
            if direction == 1 or (direction == 0 and not closed):
                raise ValueError(f"区间是空的：{self}")
        return self

    @property
    def sample(self) -> AnyQuantity:
        """One of the ends; it tells the kind and unit of the range."""
        end = self.low if self.low is not None else self.high
        if end is None:
            raise ValueError("区间两端不能都空着")
        return end

    def holds(self, value: AnyQuantity) -> bool:
        """Whether a quantity of the same kind lies in the range, its ends as they are marked."""
        above = 1 if self.low is None else order(value, self.low)
        below = 1 if self.high is None else order(self.high, value)
        return (above == 1 or (above == 0 and self.low_included)) and (
            below == 1 or (below == 0 and self.high_included)
        )

    def __str__(self) -> str:
        left = f"{'[' if self.low_included else '('}{self.low}" if self.low is not None else "("
        right = f"{self.high}{']' if self.high_included else ')'}" if self.high is not None else ")"
        return f"{left},{right}"


class Tag(Frozen):
    """One title or category held. ``first``: whether it was the first grant ever; None: not said.

    ``granted_year`` serves where only the year is known.
    """

    name: str
    first: bool | None = None
    granted_on: date | None = None
    granted_year: int | None = None
    valid_to: date | None = None


class TagSet(Frozen):
    """Titles granted (``has``) and not granted (``lacks``).

    It speaks of every grant there has been; one that has ended carries ``valid_to``. Only a
    ``complete`` set says that what it does not list was not granted.
    """

    has: tuple[Tag, ...] = ()
    lacks: tuple[str, ...] = ()
    complete: bool = False

    @model_validator(mode="after")
    def _no_contradiction(self) -> Self:
        both = {tag.name for tag in self.has} & set(self.lacks)
        if both:
            raise ValueError(f"同时写在「有」和「没有」里：{'、'.join(sorted(both))}")
        return self


class NoneOf(Frozen):
    """A choice known only to be none of these (以上都不是)."""

    options: tuple[str, ...]


class RecordFact(Frozen):
    """One thing the applicant has (a person hired, a patent): facts addressed by field name."""

    facts: tuple[Fact, ...] = ()

    @cached_property
    def known(self) -> Facts:
        """All that is known of it, to judge it by."""
        return Facts(facts=self.facts)


class RecordList(Frozen):
    """All the things of one sort. Not ``complete``: there may be more than are listed."""

    records: tuple[RecordFact, ...] = ()
    complete: bool = True


FactValue = (
    Money
    | Ratio
    | Headcount
    | Area
    | Duration
    | Count
    | DateValue
    | Between
    | TagSet
    | NoneOf
    | RecordList
    | bool
    | str
)
QUANTITIES = (Money, Ratio, Headcount, Area, Duration, Count, DateValue)


class Fact(Frozen):
    """One known value with who said so and when."""

    attribute: str
    period: str
    value: FactValue
    said_by: str = ""
    said_on: date | None = None

    @property
    def key(self) -> str:
        """The address: ``revenue@2025``, or the bare name for a present state."""
        return fact_key(self.attribute, self.period)


RecordFact.model_rebuild()


class Facts(Frozen):
    """Everything known of one applicant; at most one fact per attribute and period."""

    facts: tuple[Fact, ...] = ()

    @model_validator(mode="after")
    def _unique(self) -> Self:
        if len(self.by_key) != len(self.facts):
            raise ValueError("同一指标同一期间有两个事实")
        return self

    @cached_property
    def by_key(self) -> dict[str, Fact]:
        """The facts by their address."""
        return {fact.key: fact for fact in self.facts}

    def at(self, attribute: str, period: str) -> Fact | None:
        """The fact of this attribute at this absolute period (see ``absolute``), or None."""
        return self.by_key.get(fact_key(attribute, period))

    def find(self, attribute: str, period: Period, on: date, vocabulary: Vocabulary) -> Fact | None:
        """The fact a rule means by this attribute and period on this day, or None.

        A rule that names no period (``now``) means the attribute's own default period.
        """
        found = self.at(attribute, absolute(period, on))
        known = vocabulary.get(attribute)
        if found is None and known is not None and period == NOW:
            found = self.at(attribute, absolute(known.period, on))
        return found

    def with_facts(self, *more: Fact) -> Facts:
        """These facts and ``more``; a new one replaces an old one with the same address."""
        merged = self.by_key | {fact.key: fact for fact in more}
        return Facts(facts=tuple(merged.values()))


@lru_cache(maxsize=4096)  # every leaf of every rule asks, for the same few periods and days
def absolute(period: Period, on: date) -> str:
    """The period fixed to the calendar: ``Y-1`` becomes ``2025``, ``R36M`` the dates it covers."""
    if period.code in ("now", "ever", "each_year"):
        return period.code
    window = period.window(on)
    if window is None:
        return period.code
    start, end = window
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{start.year:04}"
    left = "" if start == date.min else start.isoformat()
    right = "" if end == date.max else end.isoformat()
    return f"{left}..{right}"


def fact_key(attribute: str, period: str) -> str:
    """The address of a fact in files, APIs and links."""
    return attribute if period == "now" else f"{attribute}@{period}"


def operand_name(operand: Operand) -> str:
    """The name under which a computed figure can also be given directly: ``growth(revenue)``."""
    match operand:
        case Value() | Records():
            return operand.attribute
        case Growth():
            return f"growth({operand.attribute})"
        case Increment():
            return f"increment({operand.attribute})"
        case Share():
            return f"share({operand.part}/{operand.whole})"
        case OverYears():
            inner = operand.attribute
            inner = f"growth({inner})" if operand.of == "growth" else inner
            return f"{operand.aggregate}({inner})"
