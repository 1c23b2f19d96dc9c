"""Figures: what the facts say about an operand, as an interval of one dimension."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, assert_never

from matcher.decision import MissingFact
from matcher.facts import (
    QUANTITIES,
    Between,
    Fact,
    Facts,
    FactValue,
    absolute,
    operand_name,
)
from matcher.interval import ANYTHING, Interval, added, compare, largest, point, smallest
from matcher.labels import NOT_GIVEN, fact_text, missing_fact_for, range_text, ratio_text
from matcher.truth import Truth
from rules.condition import Comparator, Growth, Increment, OverYears, Share, Value
from rules.period import NOW, Period, add_months
from rules.quantity import AnyQuantity, Count, DateValue, Duration, magnitude, plain
from rules.vocabulary import Kind, Vocabulary

YearlyOperand = Value | Growth | Increment | Share | OverYears
_ADDITIVE = (Kind.MONEY, Kind.COUNT)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question: these facts, on this day. Inside a record, periods do not matter."""

    facts: Facts
    on: date
    vocabulary: Vocabulary
    in_record: bool = False

    def find(self, attribute: str, period: Period) -> Fact | None:
        """The fact meant by this attribute and period."""
        if self.in_record:
            return self.facts.at(attribute, "now")
        return self.facts.find(attribute, period, self.on, self.vocabulary)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as far as it is known.

    ``dimension`` is the quantity kind (``count:件``, ``months``, ``days``), ``elapsed`` for time
    since a date (``interval`` in months, ``days`` in days), ``tally`` for a number of records,
    ``none`` for the sum over no records, or ``unknown``. ``missing`` names the facts that would
    narrow it.
    """

    dimension: str
    interval: Interval
    text: str
    missing: tuple[MissingFact, ...] = ()
    days: Interval | None = None

    @property
    def known(self) -> bool:
        """Whether anything at all is known."""
        return self.dimension != "unknown"


def missing_fact(attribute: str, period: Period, inquiry: Inquiry) -> MissingFact:
    """The fact to ask for."""
    known = inquiry.vocabulary.get(attribute)
    if known is not None and period == NOW:
        period = known.period
    return missing_fact_for(attribute, absolute(period, inquiry.on), inquiry.vocabulary)


def unknown(text: str, *missing: MissingFact) -> Figure:
    """A figure of which nothing is known."""
    return Figure("unknown", ANYTHING, text, missing)


def dimension_of(value: AnyQuantity) -> str:
    """The dimension a quantity is measured in."""
    match value:
        case Count():
            return f"count:{value.unit}"
        case Duration():
            return "days" if value.unit == "day" else "months"
        case _:
            return value.kind


def exact(value: AnyQuantity) -> Figure:
    """The figure of a quantity that is fully known."""
    return Figure(dimension_of(value), point(magnitude(value)), str(value))


def figure(operand: YearlyOperand, inquiry: Inquiry) -> Figure:
    """What the facts say about an operand; a figure given directly beats one computed."""
    if not isinstance(operand, Value):
        given = inquiry.find(operand_name(operand), operand.period)
        if given is not None:
            return _of_value(given.value, inquiry)
    match operand:
        case Value():
            return value_of(operand.attribute, operand.period, inquiry)
        case Growth():
            return _growth(operand, inquiry)
        case Increment():
            now, before = _two_years(operand, inquiry)
            missing = now.missing + before.missing
            text = pair_text(now.text, before.text)
            if not now.known or now.dimension != before.dimension:
                return unknown(text, *missing)
            return Figure(now.dimension, now.interval - before.interval, text)
        case Share():
            return _share(operand, inquiry)
        case OverYears():
            return _over_years(operand, inquiry)
        case _:
            assert_never(operand)


def value_of(attribute: str, period: Period, inquiry: Inquiry) -> Figure:
    """One attribute at one period; derived from its date where it has one; summed over years."""
    fact = inquiry.find(attribute, period)
    if fact is not None:
        return _of_value(fact.value, inquiry)
    known = inquiry.vocabulary.get(attribute)
    if known is not None and known.since:
        since = inquiry.find(known.since, NOW)
        if since is not None:
            return _elapsed(since.value, inquiry.on, whole_years=known.whole_years)
    years = period.years(inquiry.on)
    if len(years) > 1 and known is not None and known.kind in _ADDITIVE:
        parts = [value_of(attribute, Period(str(year)), inquiry) for year in years]
        return _combined(parts, "sum")
    return unknown(NOT_GIVEN, missing_fact(attribute, period, inquiry))


def each_year(operand: OverYears, inquiry: Inquiry) -> tuple[Figure, ...]:
    """The figure of each year in turn; empty when the period is not a matter of full years."""
    single: list[Figure] = []
    for year in operand.period.years(inquiry.on):
        period = Period(str(year))
        if operand.of == "growth":
            item = figure(Growth(attribute=operand.attribute, period=period), inquiry)
        else:
            item = value_of(operand.attribute, period, inquiry)
        single.append(replace(item, text=f"{year}年{item.text}"))
    return tuple(single)


def relate(left: Figure, op: Comparator, right: Figure) -> tuple[Truth, str]:
    """Compare two figures; unlike dimensions are undecided, and the text says so."""
    if not (left.known and right.known):
        return Truth.UNKNOWN, ""
    pair = aligned(left, right)
    if pair is None:
        return Truth.UNKNOWN, "（计量单位不同，无法比较）"
    return compare(pair[0], op, pair[1]), ""


def aligned(left: Figure, right: Figure) -> tuple[Interval, Interval] | None:
    """Both as intervals of one dimension, or None where they have none in common."""
    kinds = (left.dimension, right.dimension)
    if "none" in kinds:  # the sum over no records at all: zero of whatever it is compared with
        return left.interval, right.interval
    if "tally" in kinds and all(
        kind in ("tally", "headcount") or kind.startswith("count:") for kind in kinds
    ):
        return left.interval, right.interval
    if kinds == ("elapsed", "elapsed") and left.days is not None and right.days is not None:
        return left.days, right.days
    if kinds[0] == kinds[1]:
        return left.interval, right.interval
    if set(kinds) == {"elapsed", "months"}:
        return left.interval, right.interval
    if set(kinds) <= {"elapsed", "months", "days"}:
        return _in_days(left), _in_days(right)
    return None


def measured(found: Figure, scale: Iterable[AnyQuantity]) -> Interval | None:
    """The figure in the one unit of all these quantities, or None where they have none in common.

    A scale that begins in 日 and goes on in 年 has no such unit.
    """
    result, units = found.interval, set()
    for mark in scale:
        pair = aligned(found, exact(mark))
        if pair is None:
            return None
        result = pair[0]
        units.add(dimension_of(mark))
    return result if len(units) <= 1 else None


def _in_days(item: Figure) -> Interval:
    if item.days is not None:
        return item.days
    if item.dimension == "days":
        return item.interval
    low, high = item.interval.low, item.interval.high
    return Interval(
        None if low is None else min(low * 28, low * 31),
        None if high is None else max(high * 28, high * 31),
    )


def _of_value(value: FactValue, inquiry: Inquiry) -> Figure:
    if isinstance(value, Between):
        low = None if value.low is None else magnitude(value.low)
        high = None if value.high is None else magnitude(value.high)
        interval = Interval(low, high, value.low_included, value.high_included)
        return Figure(dimension_of(value.sample), interval, range_text(value))
    if isinstance(value, QUANTITIES):
        return exact(value)
    return unknown(fact_text(value) + "（不是数量）")


def _elapsed(since: FactValue, on: date, *, whole_years: bool) -> Figure:
    if isinstance(since, DateValue):
        first = last = since.day
        text = f"{since.day.isoformat()}起"
    elif isinstance(since, Between) and isinstance(since.sample, DateValue):
        text = range_text(since)
        first, last = _day_range(since)
    else:
        return unknown(fact_text(since))
    long = ANYTHING if first == date.min else _time_since(first, on, whole_years=whole_years)
    short = ANYTHING if last == date.max else _time_since(last, on, whole_years=whole_years)
    months = Interval(short.low, long.high, short.low_in, long.high_in)
    days = Interval(
        None if last == date.max else Decimal((on - last).days),
        None if first == date.min else Decimal((on - first).days),
    )
    if whole_years and months.point is not None:
        text = f"{text}，{plain(months.point / 12)}周岁"
    return Figure("elapsed", months, text, days=days)


def _day_range(value: Between) -> tuple[date, date]:
    first, last = date.min, date.max
    if isinstance(value.low, DateValue):
        first = value.low.day
        if not value.low_included and first < date.max:
            first = date.fromordinal(first.toordinal() + 1)
    if isinstance(value.high, DateValue):
        last = value.high.day
        if not value.high_included and last > date.min:
            last = date.fromordinal(last.toordinal() - 1)
    return first, last


def _time_since(start: date, on: date, *, whole_years: bool) -> Interval:
    """Months since a day.

    A month or year is full on the same-numbered day (民法典 第二百零一条、第二百零二条); a year of
    age on the day after the birthday, and only completed years count.
    """
    if whole_years:
        years = on.year - start.year
        if add_months(start, years * 12) >= on:
            years -= 1
        return point(Decimal(years * 12))
    months = (on.year - start.year) * 12 + on.month - start.month
    if add_months(start, months) > on:
        months -= 1
    if add_months(start, months) == on:
        return point(Decimal(months))
    return Interval(Decimal(months), Decimal(months + 1), low_in=False, high_in=False)


def _two_years(operand: Growth | Increment, inquiry: Inquiry) -> tuple[Figure, Figure]:
    attribute, years = operand.attribute, operand.period.years(inquiry.on)
    if len(years) != 1:
        wanted = missing_fact(operand_name(operand), operand.period, inquiry)
        return unknown(NOT_GIVEN, wanted), unknown(NOT_GIVEN)
    return (
        value_of(attribute, Period(str(years[0])), inquiry),
        value_of(attribute, Period(str(years[0] - 1)), inquiry),
    )


def pair_text(now: str, before: str) -> str:
    """Two years side by side."""
    return f"本期{now}，上期{before}"


def growth_text(ratio: str) -> str:
    """What stands behind the two years."""
    return f"，增速{ratio}"


NO_GROWTH = "（上期不为正数，无法计算增速）"


def _growth(operand: Growth, inquiry: Inquiry) -> Figure:
    now, before = _two_years(operand, inquiry)
    text = pair_text(now.text, before.text)
    if not now.known or now.dimension != before.dimension:
        return unknown(text, *now.missing, *before.missing)
    if not before.interval.positive:
        return unknown(f"{text}{NO_GROWTH}")
    growth = now.interval.divided(before.interval) - point(Decimal(1))
    return Figure("ratio", growth, f"{text}{growth_text(ratio_text(growth))}")


def _share(operand: Share, inquiry: Inquiry) -> Figure:
    years = operand.period.years(inquiry.on)
    periods = [Period(str(year)) for year in years] or [operand.period]
    parts = [value_of(operand.part, period, inquiry) for period in periods]
    wholes = [value_of(operand.whole, period, inquiry) for period in periods]
    part, whole = _combined(parts, "sum"), _combined(wholes, "sum")
    text = f"{part.text}占{whole.text}"
    missing = part.missing + whole.missing
    if missing or part.dimension != whole.dimension or not part.known:
        return unknown(text, *missing)
    if not whole.interval.positive:
        return unknown(f"{text}（分母不为正数，无法计算占比）")
    share = part.interval.divided(whole.interval)
    return Figure("ratio", share, f"{text}，占比{ratio_text(share)}")


def _over_years(operand: OverYears, inquiry: Inquiry) -> Figure:
    single = each_year(operand, inquiry)
    if not single or operand.aggregate == "each":
        return unknown(NOT_GIVEN, missing_fact(operand_name(operand), operand.period, inquiry))
    return _combined(single, operand.aggregate)


def _combined(parts: Iterable[Figure], aggregate: Literal["sum", "mean", "max", "min"]) -> Figure:
    listed = list(parts)
    if len(listed) == 1:
        return listed[0]
    text = "、".join(part.text for part in listed)
    missing = tuple(fact for part in listed for fact in part.missing)
    dimensions = {part.dimension for part in listed if part.known}
    if len(dimensions) != 1:
        return unknown(text, *missing)
    # an unknown year is an unbounded one: a sum is then open, a maximum still has its lower end
    intervals = [part.interval for part in listed]
    match aggregate:
        case "max":
            result = largest(intervals)
        case "min":
            result = smallest(intervals)
        case "sum":
            result = added(intervals)
        case "mean":
            count = Decimal(len(intervals))
            result = added(intervals).monotone(lambda number: number / count)
        case _:
            assert_never(aggregate)
    return Figure(dimensions.pop(), result, text, missing)
