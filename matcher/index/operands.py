"""What facts say about each distinct operand, read once for all leaves and awards that use it.

A number that is plainly given, and the growth or increase of two such numbers, is taken as it
stands. Everything else (ranges, dates, records, sums over years) goes through ``figure_of``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import Field

from matcher.decision import MissingFact
from matcher.facts import QUANTITIES, Fact, Facts, absolute, fact_key, operand_name
from matcher.figures import (
    NO_GROWTH,
    Inquiry,
    dimension_of,
    growth_text,
    pair_text,
    value_of,
)
from matcher.interval import ZERO
from matcher.labels import percent_text
from matcher.likeness import likeness
from rules.condition import Growth, Increment, Operand, Value
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
    magnitude,
)
from rules.vocabulary import Kind

Given = Mapping[str, Fact]
_T = TypeVar("_T")
_ONE = Decimal(1)
_ADDITIVE = (Kind.MONEY, Kind.COUNT)


Read = tuple[str, Decimal | None, bool]
"""What one operand came to: dimension, number, ranged.

A number in a dimension when it is one number, as its figure would say; neither when nothing is
known. A ranged one is known in part or measured otherwise: its figure says how. A bare tuple,
because one is made for every operand and applicant.
"""
NOTHING: Read = ("", None, False)
RANGED: Read = ("", None, True)


@dataclass(frozen=True, slots=True)
class _Plain:
    """One attribute at one period; ``otherwise`` are the facts it might also be derived from."""

    keys: tuple[str, ...]
    otherwise: tuple[str, ...]
    wanted: tuple[MissingFact, ...]
    unread: str  # its text while nothing is given

    def text(self, given: Given, read: Read = NOTHING) -> str | None:
        """Its text, or None where only its figure can say; ``read`` is what it came to."""
        del read
        fact = found(self.keys, given)
        if fact is None:
            return self.unread if found(self.otherwise, given) is None else None
        return str(fact.value) if type(fact.value) in _READS else None

    def missing(self, given: Given) -> tuple[MissingFact, ...] | None:
        """What would make it known; None where only its figure can say."""
        fact = found(self.keys, given)
        if fact is None:
            return self.wanted if found(self.otherwise, given) is None else None
        return () if isinstance(fact.value, QUANTITIES) else None

    def read(self, given: Given) -> Read:
        # this runs for every attribute of every applicant, so nothing else is called
        for key in self.keys:
            fact = given.get(key)
            if fact is not None:
                read = _READS.get(type(fact.value))
                return RANGED if read is None else read(fact.value)
        return NOTHING if found(self.otherwise, given) is None else RANGED


@dataclass(frozen=True, slots=True)
class _TwoYears:
    """Growth or increase between two years, unless it is given itself (``direct``)."""

    direct: tuple[str, ...]
    now: _Plain
    before: _Plain
    growth: bool

    def text(self, given: Given, read: Read) -> str | None:
        """Its text, or None where only its figure can say."""
        now, before = self.now.text(given), self.before.text(given)
        if now is None or before is None or not given.keys().isdisjoint(self.direct):
            return None
        text = pair_text(now, before)
        if not self.growth:
            return text
        number = read[1]
        if number is not None:
            return f"{text}{growth_text(percent_text(number))}"
        (dimension, now_, _), (kind, before_, _) = self.now.read(given), self.before.read(given)
        known = now_ is not None and before_ is not None and dimension == kind
        return text + NO_GROWTH if known else text

    def missing(self, given: Given) -> tuple[MissingFact, ...] | None:
        """What would make it known; None where only its figure can say."""
        if not given.keys().isdisjoint(self.direct):
            return None
        now, before = self.now.missing(given), self.before.missing(given)
        return None if now is None or before is None else now + before

    def read(self, given: Given) -> Read:
        for key in self.direct:
            if key in given:
                return RANGED
        dimension, now, now_ranged = self.now.read(given)
        kind, before, before_ranged = self.before.read(given)
        if now_ranged or before_ranged:
            return RANGED
        if now is None or before is None or dimension != kind:
            return NOTHING
        if not self.growth:
            return dimension, now - before, False
        if before <= 0:
            return NOTHING
        ratio = now / before if now else ZERO
        return "ratio", ratio - _ONE, False


@dataclass(frozen=True, slots=True)
class _Other:
    """An operand that only ``figure_of`` reads."""

    def text(self, given: Given, read: Read) -> str | None:
        """Only its figure can say."""
        del given, read
        return None

    def missing(self, given: Given) -> tuple[MissingFact, ...] | None:
        """Only its figure can say."""
        del given
        return None

    def read(self, given: Given) -> Read:
        del given
        return RANGED


Reader = _Plain | _TwoYears | _Other


def reader(operand: Operand, blank: Inquiry) -> Reader:
    """How an operand is read on the day of ``blank`` (an inquiry without facts)."""
    match operand:
        case Value():
            return _plain(operand.attribute, operand.period, blank)
        case Growth() | Increment():
            years = operand.period.years(blank.on)
            if len(years) != 1:
                return _Other()
            return _TwoYears(
                lookup_keys(operand_name(operand), operand.period, blank),
                _plain(operand.attribute, Period(str(years[0])), blank),
                _plain(operand.attribute, Period(str(years[0] - 1)), blank),
                isinstance(operand, Growth),
            )
        case _:
            return _Other()


def _plain(attribute: str, period: Period, blank: Inquiry) -> _Plain:
    otherwise: list[str] = []
    known = blank.vocabulary.get(attribute)
    if known is not None and known.since:
        otherwise += lookup_keys(known.since, NOW, blank)
    years = period.years(blank.on)
    if len(years) > 1 and known is not None and known.kind in _ADDITIVE:
        for year in years:
            otherwise += lookup_keys(attribute, Period(str(year)), blank)
    unread = value_of(attribute, period, blank)
    keys = lookup_keys(attribute, period, blank)
    return _Plain(keys, tuple(otherwise), unread.missing, unread.text)


def lookup_keys(attribute: str, period: Period, blank: Inquiry) -> tuple[str, ...]:
    """The addresses at which ``Facts.find`` looks, in its order."""
    keys = [fact_key(attribute, absolute(period, blank.on))]
    known = blank.vocabulary.get(attribute)
    if known is not None and period == NOW:
        keys.append(fact_key(attribute, absolute(known.period, blank.on)))
    return tuple(dict.fromkeys(keys))


def found(keys: tuple[str, ...], given: Given) -> Fact | None:
    """The first fact there is."""
    for key in keys:
        fact = given.get(key)
        if fact is not None:
            return fact
    return None


class _Recorder(Facts):
    """No facts at all, and a note of every one that was looked for."""

    seen: set[str] = Field(default_factory=set)

    def at(self, attribute: str, period: str) -> Fact | None:
        self.seen.add(fact_key(attribute, period))
        return None


def reads(decide: Callable[[Inquiry], _T], blank: Inquiry) -> tuple[frozenset[str], _T]:
    """The addresses a decision looks at, and what it comes to when nothing is there.

    With nothing found every fallback is tried, so no other facts make it look anywhere else: while
    none of these addresses is given the result is this one.
    """
    recorder = _Recorder()
    result = decide(replace(blank, facts=recorder))
    return frozenset(recorder.seen), result


def operand_key(operand: Operand, blank: Inquiry) -> Hashable:
    """Equal for operands that are read alike."""
    return likeness(operand, blank.on)


def _measured(value: AnyQuantity) -> Read:
    return dimension_of(value), magnitude(value), False


# by type: an isinstance that says no to a model costs as much as all the rest
_READS: Mapping[type, Callable[[Any], Read]] = {
    Money: lambda value: ("money", value.yuan, False),
    Headcount: lambda value: ("headcount", value.people, False),
    Count: lambda value: (f"count:{value.unit}", value.number, False),
    **dict.fromkeys((Ratio, Area, Duration, DateValue), _measured),
}
