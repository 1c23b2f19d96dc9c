"""Needs: what a fact must become. Needs of several conditions on one fact merge into the strongest.

A need is applied as a fact: a number as the nearest value inside its bounds (in steps of 0.01 yuan,
whole people and whole things), an assumption as the whole range, because nothing more is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal, assert_never

from matcher.facts import Between, Fact, FactValue, NoneOf, Tag, TagSet
from matcher.interval import Interval
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

Mode = Literal["act", "check", "assume"]
Key = tuple[str, str]  # attribute and absolute period


@dataclass(frozen=True, slots=True)
class Bound:
    """A number inside an interval; ``like`` gives its kind and unit."""

    interval: Interval
    like: AnyQuantity


@dataclass(frozen=True, slots=True)
class Pick:
    """A yes, a no, a choice, or a choice outside some options."""

    value: bool | str | NoneOf


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles to hold and titles not to hold."""

    has: tuple[Tag, ...] = ()
    lacks: tuple[str, ...] = ()


Need = Bound | Pick | Titles


@dataclass(frozen=True, slots=True)
class Setting:
    """A need on one fact, with what makes it: the literal that asked last, and the lead time."""

    need: Need
    mode: Mode
    literal: int
    ready: date = date.min

    @property
    def moves(self) -> int:
        """How many changes it is: each title is one of its own, an assumption is none."""
        if self.mode == "assume":
            return 0
        return max(1, len(self.need.has)) if isinstance(self.need, Titles) else 1

    def smaller(self) -> tuple[Setting, ...]:
        """The setting without one of its titles, for each of several."""
        need = self.need
        if not isinstance(need, Titles) or len(need.has) < 2:
            return ()
        return tuple(
            replace(self, need=replace(need, has=tuple(t for t in need.has if t is not left)))
            for left in need.has
        )


def merged(first: Setting, second: Setting) -> Setting | None:
    """Both needs at once, or None when they contradict; a move outweighs an assumption."""
    need = _both(first.need, second.need)
    if need is None:
        return None
    strength: tuple[Mode, ...] = ("assume", "act", "check")
    mode = max(first.mode, second.mode, key=strength.index)
    if need == first.need == second.need:
        literal = min(first.literal, second.literal)
    else:  # who asks for more is who made the need what it is
        literal = first.literal if need == first.need else second.literal
    return Setting(need, mode, literal, max(first.ready, second.ready))


def _both(first: Need, second: Need) -> Need | None:
    match first, second:
        case Bound(), Bound():
            if _dimension(first.like) != _dimension(second.like):
                return None
            both = first.interval.intersect(second.interval)
            return None if both.empty else replace(second, interval=both)
        case Pick(value=NoneOf() as one), Pick(value=NoneOf() as other):
            return Pick(NoneOf(options=tuple(sorted({*one.options, *other.options}))))
        case Pick(value=NoneOf() as none), Pick(value=str() as choice):
            return None if choice in none.options else second
        case Pick(value=str() as choice), Pick(value=NoneOf() as none):
            return None if choice in none.options else first
        case Pick(), Pick():
            return first if first.value == second.value else None
        case Titles(), Titles():
            has = {tag.name: tag for tag in first.has}
            for tag in second.has:
                before = has.get(tag.name)
                granted = {t.granted_on for t in (before, tag) if t is not None and t.granted_on}
                if len(granted) > 1:
                    return None
                firsts = tag.first or (before.first if before is not None else None)
                day = granted.pop() if granted else None
                has[tag.name] = Tag(name=tag.name, first=firsts, granted_on=day)
            lacks = {*first.lacks, *second.lacks}
            if lacks & set(has):
                return None
            return Titles(tuple(has[n] for n in sorted(has)), tuple(sorted(lacks)))
        case _:
            return None


def value_for(setting: Setting, known: FactValue | None) -> FactValue | None:
    """The value that meets a need with least change to what is known; None when none does."""
    match setting.need:
        case Bound(interval=interval, like=like):
            if setting.mode == "assume":
                return _range(interval, like)
            return _nearest(interval, like, known)
        case Pick(value=value):
            return value
        case Titles() as titles:
            return _with_titles(titles, known)
        case _:
            assert_never(setting.need)


def _range(interval: Interval, like: AnyQuantity) -> FactValue | None:
    if interval.point is not None:
        return quantity_like(like, interval.point)
    return Between(
        low=None if interval.low is None else quantity_like(like, interval.low),
        low_included=interval.low_in,
        high=None if interval.high is None else quantity_like(like, interval.high),
        high_included=interval.high_in,
    )


def _nearest(interval: Interval, like: AnyQuantity, known: FactValue | None) -> FactValue | None:
    step = _step(like)
    low = high = None
    if interval.low is not None:
        low = (interval.low / step).to_integral_value(ROUND_CEILING) * step
        if low == interval.low and not interval.low_in:
            low += step
    if interval.high is not None:
        high = (interval.high / step).to_integral_value(ROUND_FLOOR) * step
        if high == interval.high and not interval.high_in:
            high -= step
    if low is not None and high is not None and low > high:
        return None
    inside = low if low is not None else high
    if inside is None:
        return None
    now = known_interval(known)
    # coming down from above, the nearest value is the upper end
    if now is not None and high is not None and now.low is not None and now.low > high:
        inside = high
    return quantity_like(like, inside)


def known_interval(known: FactValue | None) -> Interval | None:
    """What is known of a number, or None when it is no number."""
    if isinstance(known, Between):
        return Interval(
            None if known.low is None else magnitude(known.low),
            None if known.high is None else magnitude(known.high),
            known.low_included,
            known.high_included,
        )
    if isinstance(known, AnyQuantity):
        return Interval(magnitude(known), magnitude(known))
    return None


def quantity_like(like: AnyQuantity, number: Decimal) -> AnyQuantity:
    """A quantity of the same kind and unit with another magnitude."""
    match like:
        case Money():
            return Money(yuan=number)
        case Ratio():
            return Ratio(fraction=number)
        case Headcount():
            return Headcount(people=number)
        case Area():
            return Area(square_metres=number)
        case Count():
            return Count(number=number, unit=like.unit)
        case DateValue():
            return DateValue(day=date.fromordinal(int(number)))
        case Duration(unit="day"):
            return Duration(value=number, unit="day")
        case Duration(unit="year") if number % 12 == 0:
            return Duration(value=number / 12, unit="year")
        case Duration():
            return Duration(value=number, unit="month")
        case _:
            assert_never(like)


def _step(like: AnyQuantity) -> Decimal:
    match like:
        case Money() | Area():
            return Decimal("0.01")
        case Ratio():
            return Decimal("0.0001")
        case Headcount() | Count() | DateValue() | Duration():
            return Decimal(1)
        case _:
            assert_never(like)


def _dimension(value: AnyQuantity) -> tuple[str, str]:
    if isinstance(value, Count):
        return value.kind, value.unit
    if isinstance(value, Duration):
        return value.kind, "day" if value.unit == "day" else "month"
    return value.kind, ""


def _with_titles(titles: Titles, known: FactValue | None) -> TagSet | None:
    before = known if isinstance(known, TagSet) else TagSet()
    gained = {tag.name for tag in titles.has}
    if any(tag.name in titles.lacks for tag in before.has):
        return None
    # an earlier grant that has ended stays in the list beside the new one
    return TagSet(
        has=before.has + titles.has,
        lacks=tuple(dict.fromkeys(n for n in (*before.lacks, *titles.lacks) if n not in gained)),
        complete=before.complete,
    )


def fact_for(key: Key, setting: Setting, known: Fact | None) -> Fact | None:
    """The fact that states a setting; None when the need cannot be met."""
    value = value_for(setting, None if known is None else known.value)
    return None if value is None else Fact(attribute=key[0], period=key[1], value=value)
