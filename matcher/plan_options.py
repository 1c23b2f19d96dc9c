"""Options: the ways in which one literal that does not hold could come to hold on one day.

``needs_of`` says which facts would have to become what; ``Judge.permit`` whether anybody can and
may bring that about. What is refused comes back as an obstacle with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from matcher.conditions import figure_of, judge
from matcher.facts import Fact, NoneOf, Tag, TagSet, absolute, operand_name
from matcher.figures import Figure, Inquiry, value_of
from matcher.gap import right_side, wanted_op
from matcher.interval import Interval, point
from matcher.labels import label_of, period_label
from matcher.plan_model import Why
from matcher.plan_needs import Bound, Key, Mode, Need, Pick, Setting, Titles, known_interval
from matcher.plan_tree import Literal
from matcher.truth import Truth
from rules.change import Change, Changes, Way
from rules.condition import (
    Comparator,
    Compare,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    Leaf,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Unparsed,
    Value,
    Within,
)
from rules.period import NOW, Period, add_months
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

_PARTS = re.compile(r"[a-z_]+\(|[()/]")
Needs = tuple[tuple[Key, Need], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a literal cannot be brought about."""

    why: Why
    reason: str


class _NoWayError(Exception):
    def __init__(self, why: Why, reason: str) -> None:
        self.refused = Refused(why, reason)
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Options:
    """Alternatives, each a set of settings; and what was refused."""

    ways: tuple[tuple[tuple[Key, Setting], ...], ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """What may be changed, seen from today for the day ``on``."""

    today: date
    on: date
    changes: Changes

    def options(self, number: int, literal: Literal, inquiry: Inquiry, *, known: bool) -> Options:
        """The ways to make a literal hold.

        ``known``: it is known to fail; otherwise it is only unknown, and can be assumed.
        """
        try:
            alternatives = list(needs_of(literal, inquiry))
        except _NoWayError as no_way:
            return Options((), (no_way.refused,))
        ways: list[tuple[tuple[Key, Setting], ...]] = []
        refused: list[Refused] = []
        for needs in alternatives:
            if isinstance(needs, Refused):
                if known:
                    refused.append(needs)
                continue
            made: list[tuple[Key, Setting]] = []
            for key, need in needs:
                if not known:
                    made.append((key, Setting(need, "assume", number)))
                    continue
                answer = self.permit(key, need, inquiry)
                if isinstance(answer, Refused):
                    refused.append(answer)
                    break
                mode, ready = answer
                made.append((key, Setting(need, mode, number, ready)))
            else:
                ways.append(tuple(made))
        return Options(tuple(ways), tuple(dict.fromkeys(refused)))

    def permit(self, key: Key, need: Need, inquiry: Inquiry) -> tuple[Mode, date] | Refused:
        """Whether a fact can and may become what is needed: how, and from which day."""
        attribute, period = key
        window = Period(period).window(self.today)
        end = None if window is None or period == "ever" else window[1]
        change = self._change(attribute, inquiry)
        if change is not None and change.way is not Way.ACT:
            why: Why = "wait" if change.way is Way.WAIT else "never"
            return Refused("must_not" if change.way is Way.MUST_NOT else why, change.reason)
        if end is not None and end < self.today:
            return Refused("closed", f"{period_label(period)}已经过去，数字和情况不能再改变")
        if period == "ever":
            return Refused("never", "这是以往的情况，改变不了")
        if ".." in period and isinstance(need, Pick):
            return Refused(
                "closed", f"{period_label(period)}已经过去一部分，这段时间里的情况改变不了"
            )
        downward = _downward(need, inquiry.facts.at(*key))
        if downward and (change is not None or not isinstance(need, Bound)):
            return Refused("must_not", downward)
        if change is None:
            return "check", date.min
        ready = add_months(self.today, change.months)
        if ready > self.on or (end is not None and ready > end):
            return Refused("later", f"{change.verb}通常要{change.months}个月，来不及")
        return "act", ready

    def _change(self, attribute: str, inquiry: Inquiry) -> Change | None:
        base = base_attribute(attribute, inquiry)
        return None if base is None else self.changes.of(base)


def base_attribute(name: str, inquiry: Inquiry) -> str | None:
    """The attribute behind a name: of ``growth(revenue)`` revenue, of a share its part."""
    parts: list[str] = _PARTS.split(name)
    for part in filter(None, parts):
        if inquiry.vocabulary.get(part) is not None:
            return part
    return None


def _downward(need: Need, known: Fact | None) -> str:
    """What nobody proposes: to do less, to give up, to turn a yes into a no."""
    match need:
        case Bound(interval=interval):
            now = None if known is None else known_interval(known.value)
            above = now is not None and now.low is not None and interval.high is not None
            if interval.low is None or (
                above and now is not None and (now.low or 0) > (interval.high or 0)
            ):
                return "不应为了符合条件把数字做低"
        case Pick(value=bool() as value):
            if not value:
                return "已经是「是」的情况，不能为了符合条件改成「否」"
        case Pick(value=NoneOf()):
            return "不应为了符合条件改变实际情况"
        case Pick():
            pass
        case Titles(lacks=lacks):
            if lacks:
                return "已经取得的认定或者身份，不应为了符合条件放弃"
        case _:
            assert_never(need)
    return ""


def closed_to_all(literal: Literal) -> Refused | None:
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
    refused = closed_to_all(literal)
    if refused is not None:
        raise _NoWayError(refused.why, refused.reason)
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
        raise _NoWayError("missing", "条件没有写明具体期间")
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
        raise _NoWayError("missing", "明细要逐条核对，请对照原文")
    right = right_side(leaf, inquiry)
    bounds = tuple(_bounds(op, right))
    like = leaf.value if leaf.value is not None else _sample(right)
    if not bounds or like is None:
        wanted = "、".join(dict.fromkeys(fact.label for fact in right.missing)) or "对照的数字"
        raise _NoWayError("missing", f"先要知道{wanted}")
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
            raise _NoWayError("missing", "明细要逐条核对，请对照原文")
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
        raise _NoWayError("missing", "明细要逐条核对，请对照原文")
    name = operand_name(operand)
    if isinstance(operand, OverYears) and operand.aggregate == "mean":
        raise _NoWayError(
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


def truth_of(leaf: Leaf, inquiry: Inquiry) -> Truth:
    """The truth of one leaf."""
    return judge(leaf, inquiry).truth
