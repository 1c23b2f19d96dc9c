"""What must become true of which facts for one literal to hold: the alternatives, as needs.

This is arithmetic only: thresholds turned round into what a year must still bring, titles that
would have to be granted. Whether anybody can or may bring it about is ``matcher.plan_options``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from matcher.conditions import figure_of
from matcher.facts import Fact, NoneOf, Tag, TagSet, absolute, operand_name
from matcher.figures import Figure, Inquiry, value_of
from matcher.gap import right_side, wanted_op
from matcher.interval import Interval, point
from matcher.labels import label_of
from matcher.plan_model import Why
from matcher.plan_needs import Bound, Key, Need, Pick, Titles
from matcher.plan_tree import Literal
from matcher.truth import Truth
from rules.condition import (
    Comparator,
    Compare,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Unparsed,
    Value,
    Within,
)
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
)
from rules.vocabulary import Kind

Needs = tuple[tuple[Key, Need], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a literal cannot be brought about."""

    why: Why
    reason: str


class NoWayError(Exception):
    """A literal that no fact can bring about."""

    def __init__(self, why: Why, reason: str) -> None:
        self.refused = Refused(why, reason)
        super().__init__(reason)


def _closed_to_all(literal: Literal) -> Refused | None:
    """What no fact can bring about."""
    match literal.leaf:
        case Judged():
            return Refused("never", "主管部门已经认定，以主管部门的决定为准")
        case Unparsed():
            return Refused("unread", "原文尚未转换为可判断的条件")
        case _:
            return None


def needs_of(literal: Literal, inquiry: Inquiry) -> Iterator[Needs | Refused]:
    """The alternatives that make a literal hold: what facts must become, or why not that one."""
    refused = _closed_to_all(literal)
    if refused is not None:
        raise NoWayError(refused.why, refused.reason)
    leaf, holds = literal.leaf, literal.want is Truth.TRUE
    match leaf:
        case Is():
            key = _key(leaf.attribute, leaf.period, inquiry)
            yield ((key, Pick(leaf.expected if holds else not leaf.expected)),)
        case OneOf():
            yield from _one_of(leaf, holds, inquiry)
        case Has():
            yield from _has(leaf, holds, inquiry)
        case Within():
            yield from _within(leaf, holds, inquiry)
        case Compare():
            yield from _compare(leaf, literal.want, inquiry)
        case Judged() | Unparsed():
            return
        case _:
            assert_never(leaf)


def _key(attribute: str, period: Period, inquiry: Inquiry) -> Key:
    """Where the fact stands, or would stand if it were given."""
    found = inquiry.find(attribute, period)
    if found is not None:
        return attribute, found.period
    known = inquiry.vocabulary.get(attribute)
    if known is not None and period == NOW:
        period = known.period
    return attribute, absolute(period, inquiry.on)


def _one_of(leaf: OneOf, holds: bool, inquiry: Inquiry) -> Iterator[Needs]:
    key = _key(leaf.attribute, leaf.period, inquiry)
    known = inquiry.vocabulary.get(leaf.attribute)
    tagged = known is not None and known.kind is Kind.TAGS
    if not holds:
        none = Titles(lacks=leaf.values) if tagged else Pick(NoneOf(options=leaf.values))
        yield ((key, none),)
        return
    for value in leaf.values:
        yield ((key, Titles((Tag(name=value),)) if tagged else Pick(value)),)


def _has(leaf: Has, holds: bool, inquiry: Inquiry) -> Iterator[Needs | Refused]:
    exactly = inquiry.facts.at(leaf.attribute, absolute(leaf.period, inquiry.on))
    fact = exactly or inquiry.find(leaf.attribute, NOW)
    key = (leaf.attribute, "now" if fact is None else fact.period)
    if fact is not None and not isinstance(fact.value, TagSet):  # one level or kind at a time
        if not holds:
            yield ((key, Pick(NoneOf(options=leaf.values))),)
            return
        yield from (((key, Pick(value)),) for value in leaf.values)
        return
    if not holds:
        yield ((key, Titles(lacks=leaf.values)),)
        return
    window = None if exactly is not None else leaf.period.window(inquiry.on)
    granted = None
    if window is not None and leaf.period.code != "ever":
        granted = min(inquiry.on, window[1])
    for name in leaf.values:
        earlier = _earlier(name, leaf.attribute, fact, inquiry)
        if leaf.first and earlier and all(tag.first is not None for tag in earlier):
            yield Refused("never", "以前取得过，不会再是首次")
        elif granted is not None and any(_stands(tag, inquiry.on) for tag in earlier):
            yield Refused("never", "已经取得，在有效期内不会重复认定")
        else:
            first = True if leaf.first else None
            yield ((key, Titles((Tag(name=name, first=first, granted_on=granted),))),)


def _earlier(name: str, attribute: str, fact: Fact | None, inquiry: Inquiry) -> list[Tag]:
    """The grants so far that are the title or imply it."""
    if fact is None or not isinstance(fact.value, TagSet):
        return []
    known = inquiry.vocabulary.get(attribute)
    return [
        tag
        for tag in fact.value.has
        if name == tag.name or (known is not None and name in known.implied_by(tag.name))
    ]


def _stands(tag: Tag, on: date) -> bool:
    """Whether a grant of a known time is still in force."""
    dated = tag.granted_on is not None or tag.granted_year is not None
    return dated and (tag.valid_to is None or on <= tag.valid_to)


def _within(leaf: Within, holds: bool, inquiry: Inquiry) -> Iterator[Needs]:
    window = leaf.period.window(inquiry.on)
    if window is None:
        raise NoWayError("missing", "条件没有写明具体期间")
    start, end = window
    key = _key(leaf.attribute, NOW, inquiry)
    like = DateValue(day=inquiry.on)
    low = None if start == date.min else Decimal(start.toordinal())
    high = None if end == date.max else Decimal(end.toordinal())
    if holds:
        yield ((key, Bound(Interval(low, high), like)),)
        return
    if low is not None:
        yield ((key, Bound(Interval(None, low, high_in=False), like)),)
    if high is not None:
        yield ((key, Bound(Interval(high, None, low_in=False), like)),)


def _compare(leaf: Compare, want: Truth, inquiry: Inquiry) -> Iterator[Needs]:
    operand = leaf.operand
    op = wanted_op(leaf.op, want)
    if isinstance(operand, Records):
        raise NoWayError("missing", "明细要逐条核对，请对照原文")
    right = right_side(leaf, inquiry)
    bounds = tuple(_bounds(op, right))
    like = leaf.value if leaf.value is not None else _sample(right)
    if not bounds or like is None:
        wanted = "、".join(dict.fromkeys(fact.label for fact in right.missing)) or "对照的数字"
        raise NoWayError("missing", f"先要知道{wanted}")
    for bound in bounds:
        if isinstance(operand, OverYears) and operand.aggregate == "each":
            yield from _each(operand, bound, like, inquiry, every=want is Truth.TRUE)
        else:
            yield (_operand(operand, bound, like, inquiry),)


def _bounds(op: Comparator, right: Figure) -> Iterator[Interval]:
    """The intervals in which the left side satisfies the comparison whatever the right one is."""
    low, high = right.interval.low, right.interval.high
    if not right.known:
        return
    match op:
        case Comparator.GE if high is not None:
            yield Interval(low=high)
        case Comparator.GT if high is not None:
            yield Interval(low=high, low_in=not right.interval.high_in)
        case Comparator.LE if low is not None:
            yield Interval(high=low)
        case Comparator.LT if low is not None:
            yield Interval(high=low, high_in=not right.interval.low_in)
        case Comparator.EQ if right.interval.point is not None:
            yield point(right.interval.point)
        case Comparator.NE if high is not None and low is not None:
            yield Interval(low=high, low_in=not right.interval.high_in)
            yield Interval(high=low, high_in=not right.interval.low_in)
        case _:
            return


def _each(
    operand: OverYears, bound: Interval, like: AnyQuantity, inquiry: Inquiry, *, every: bool
) -> Iterator[Needs]:
    """In every year; or, where it must not hold in every year, in any of them."""
    years = [Period(str(year)) for year in operand.period.years(inquiry.on)]
    if not years or inquiry.find(operand_name(operand), operand.period) is not None:
        yield (_direct(operand, bound, like, inquiry),)
        return
    attribute = operand.attribute
    single: list[tuple[Key, Need]] = []
    for year in years:
        inner: Operand = Value(attribute=attribute, period=year)
        if operand.of == "growth":
            inner = Growth(attribute=attribute, period=year)
        if not every or not _inside(figure_of(inner, inquiry), bound):
            single.append(_operand(inner, bound, like, inquiry))
    if every:
        yield tuple(single)
    else:
        yield from ((need,) for need in single)


def _inside(found: Figure, bound: Interval) -> bool:
    return found.known and found.interval.intersect(bound) == found.interval


def _operand(
    operand: Operand, bound: Interval, like: AnyQuantity, inquiry: Inquiry
) -> tuple[Key, Need]:
    """Which fact must lie where, for the operand to lie in ``bound``."""
    if not isinstance(operand, Value | Records):
        given = inquiry.find(operand_name(operand), operand.period)
        if given is not None:
            return _direct(operand, bound, like, inquiry)
    match operand:
        case Value():
            return _value(operand, bound, like, inquiry)
        case Growth() | Increment():
            return _change(operand, bound, like, inquiry)
        case Share():
            wanted = len(operand.period.years(inquiry.on))
            whole = value_of(operand.whole, operand.period, inquiry)
            sample, total = _sample(whole), whole.interval.point
            if wanted > 1 or sample is None or total is None or total <= 0:
                return _direct(operand, bound, like, inquiry)
            key = _key(operand.part, operand.period, inquiry)
            return key, Bound(_moved(bound, total, Decimal(0)), sample)
        case OverYears():
            return _over_years(operand, bound, like, inquiry)
        case Records():
            raise NoWayError("missing", "明细要逐条核对，请对照原文")
        case _:
            assert_never(operand)


def _change(
    operand: Growth | Increment, bound: Interval, like: AnyQuantity, inquiry: Inquiry
) -> tuple[Key, Need]:
    """What the year must bring, given the year before."""
    years = operand.period.years(inquiry.on)
    if len(years) != 1:
        return _direct(operand, bound, like, inquiry)
    before = value_of(operand.attribute, Period(str(years[0] - 1)), inquiry)
    base, sample = before.interval.point, _sample(before)
    growing = isinstance(operand, Growth)
    if base is None or sample is None or (growing and base <= 0):
        return _direct(operand, bound, like, inquiry)
    grown = _moved(bound, base if growing else Decimal(1), base)
    return (operand.attribute, str(years[0])), Bound(grown, sample)


def _moved(bound: Interval, factor: Decimal, offset: Decimal) -> Interval:
    """The image of a bound under ``x * factor + offset``, factor above zero."""
    return bound.monotone(lambda number: number * factor + offset)


def _value(
    operand: Value, bound: Interval, like: AnyQuantity, inquiry: Inquiry
) -> tuple[Key, Need]:
    known = inquiry.vocabulary.get(operand.attribute)
    direct = inquiry.find(operand.attribute, operand.period)
    years = operand.period.years(inquiry.on)
    if direct is None and known is not None and known.since:
        since = inquiry.find(known.since, NOW)
        if since is not None and isinstance(since.value, DateValue):
            return _key(operand.attribute, operand.period, inquiry), Bound(bound, like)
    if direct is None and len(years) > 1 and known is not None and known.kind in (
        Kind.MONEY, Kind.COUNT,
    ):  # fmt: skip
        return _last_year(operand.attribute, years, bound, like, inquiry, operand)
    return _key(operand.attribute, operand.period, inquiry), Bound(bound, like)


def _over_years(
    operand: OverYears, bound: Interval, like: AnyQuantity, inquiry: Inquiry
) -> tuple[Key, Need]:
    years = operand.period.years(inquiry.on)
    if operand.of == "growth" or not years:
        return _direct(operand, bound, like, inquiry)
    match operand.aggregate:
        case "sum":
            return _last_year(operand.attribute, years, bound, like, inquiry, operand)
        case "mean":
            total = _moved(bound, Decimal(len(years)), Decimal(0))
            return _last_year(operand.attribute, years, total, like, inquiry, operand)
        case "max" if bound.high is None:
            return (operand.attribute, str(years[-1])), Bound(bound, like)
        case _:
            return _direct(operand, bound, like, inquiry)


def _last_year(
    attribute: str, years: tuple[int, ...], total: Interval, like: AnyQuantity, inquiry: Inquiry,
    operand: Value | OverYears,
) -> tuple[Key, Need]:  # fmt: skip
    """What the last year must bring for the sum of all years to lie in ``total``."""
    rest = Decimal(0)
    for year in years[:-1]:
        number = value_of(attribute, Period(str(year)), inquiry).interval.point
        if number is None:
            return _direct(operand, total, like, inquiry)
        rest += number
    return (attribute, str(years[-1])), Bound(_moved(total, Decimal(1), -rest), like)


def _direct(
    operand: Operand, bound: Interval, like: AnyQuantity, inquiry: Inquiry
) -> tuple[Key, Need]:
    """The computed figure itself as a fact."""
    if isinstance(operand, Records):
        raise NoWayError("missing", "明细要逐条核对，请对照原文")
    name = operand_name(operand)
    if isinstance(operand, OverYears) and operand.aggregate == "mean":
        raise NoWayError(
            "missing", f"先要知道各年的{label_of(operand.attribute, inquiry.vocabulary)}"
        )
    return (name, absolute(operand.period, inquiry.on)), Bound(bound, like)


def _sample(found: Figure) -> AnyQuantity | None:
    """Something of the same kind and unit as a figure."""
    zero = Decimal(0)
    samples: dict[str, AnyQuantity] = {
        "money": Money(yuan=zero),
        "ratio": Ratio(fraction=zero),
        "headcount": Headcount(people=zero),
        "area": Area(square_metres=zero),
        "months": Duration(value=zero, unit="month"),
        "days": Duration(value=zero, unit="day"),
    }
    kind, _, unit = found.dimension.partition(":")
    return Count(number=zero, unit=unit) if kind == "count" else samples.get(kind)
