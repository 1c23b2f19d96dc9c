"""Sound interval arithmetic on decimals: what is known of a number when not all of it is.

An end of ``None`` is unbounded. Every operation returns an interval that contains every result the
operands allow; where an inclusion flag cannot be told it is widened to included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from matcher.truth import Truth, negation
from rules.condition import Comparator

ZERO = Decimal(0)
_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between ``low`` and ``high``; an end may be open (not included) or unbounded."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = True
    high_in: bool = True

    @property
    def point(self) -> Decimal | None:
        """The number, when there is only one."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def empty(self) -> bool:
        """Whether no number is inside."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (
            self.low == self.high and not (self.low_in and self.high_in)
        )

    @property
    def positive(self) -> bool:
        """Whether every number inside is above zero."""
        return self.low is not None and (self.low > 0 or (self.low == 0 and not self.low_in))

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_in and other.low_in,
            self.high_in and other.high_in,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_in,
            self.low_in,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def intersect(self, other: Interval) -> Interval:
        """The numbers inside both; may be empty."""
        low, low_in = _tighter(self.low, self.low_in, other.low, other.low_in, max)
        high, high_in = _tighter(self.high, self.high_in, other.high, other.high_in, min)
        return Interval(low, high, low_in, high_in)

    def scaled(self, factor: Decimal) -> Interval:
        """Times a number that is not negative."""
        if factor == 0:
            return point(ZERO)
        return self.monotone(lambda number: number * factor)

    def monotone(self, step: Callable[[Decimal], Decimal]) -> Interval:
        """The image under a rising function."""
        return Interval(
            None if self.low is None else step(self.low),
            None if self.high is None else step(self.high),
            self.low_in,
            self.high_in,
        )

    def not_negative(self) -> Interval:
        """Each number below zero becomes zero (a loss earns nothing)."""
        return largest((self, point(ZERO)))

    def whole_steps(self, step: Decimal) -> Interval:
        """How many whole steps fit; the ends of the result are included."""

        def floor(number: Decimal) -> Decimal:
            return (number / step).to_integral_value(rounding=ROUND_FLOOR)

        high = None if self.high is None else floor(self.high)
        if high is not None and not self.high_in and self.high is not None:
            high = high - 1 if high * step == self.high else high
        return Interval(None if self.low is None else floor(self.low), high)

    def divided(self, whole: Interval) -> Interval:
        """Quotient by an interval of positive numbers; unbounded when ``whole`` is not positive."""
        if not whole.positive or whole.low is None:
            return ANYTHING
        low = _quotient(self.low, whole.high if (self.low or ZERO) >= 0 else whole.low)
        high = _quotient(self.high, whole.low if (self.high or ZERO) >= 0 else whole.high)
        exact = whole.point is not None
        return Interval(low, high, self.low_in or not exact, self.high_in or not exact)

    def to_fen(self) -> Interval:
        """Both ends rounded half-up to 0.01 yuan; included, because rounding may reach the end."""
        rounded = self.monotone(fen)
        return Interval(rounded.low, rounded.high)


def _tighter(
    a: Decimal | None,
    a_in: bool,
    b: Decimal | None,
    b_in: bool,
    pick: Callable[[Decimal, Decimal], Decimal],
) -> tuple[Decimal | None, bool]:
    if a is None:
        return b, b_in
    if b is None:
        return a, a_in
    if a == b:
        return a, a_in and b_in
    return (a, a_in) if pick(a, b) == a else (b, b_in)


def _quotient(number: Decimal | None, by: Decimal | None) -> Decimal | None:
    if number is None:
        return None
    if number == 0:
        return ZERO
    if by is None:  # a number over something without bound comes as near to zero as you like
        return ZERO
    return None if by == 0 else number / by


ANYTHING = Interval()
NOT_NEGATIVE = Interval(low=ZERO)


def fen(number: Decimal) -> Decimal:
    """Rounded to 0.01 yuan, half up (四舍五入到分)."""
    return number.quantize(_FEN, ROUND_HALF_UP)  # naming the argument would double the time


def point(number: Decimal) -> Interval:
    """The interval of one number."""
    return Interval(number, number)


def added(intervals: Iterable[Interval]) -> Interval:
    """The sum of one number from each; 0 of none."""
    return sum(intervals, start=point(ZERO))


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval around all of them; at least one is needed."""
    first, *rest = intervals
    low, low_in, high, high_in = first.low, first.low_in, first.high, first.high_in
    for item in rest:
        if low is None or item.low is None:
            low, low_in = None, True
        elif item.low <= low:
            low_in = item.low_in or (item.low == low and low_in)
            low = item.low
        if high is None or item.high is None:
            high, high_in = None, True
        elif item.high >= high:
            high_in = item.high_in or (item.high == high and high_in)
            high = item.high
    return Interval(low, high, low_in, high_in)


def smallest(intervals: Iterable[Interval]) -> Interval:
    """The least of one number from each."""
    return -largest([-item for item in intervals])


def largest(intervals: Iterable[Interval]) -> Interval:
    """The greatest of one number from each."""
    listed = list(intervals)
    low: Decimal | None = None
    low_in = True
    for item in listed:
        if item.low is not None and (low is None or item.low > low):
            low, low_in = item.low, item.low_in
        elif item.low is not None and item.low == low:
            # the greater of x > 5 and y >= 5 is above 5 whatever y is
            low_in = low_in and item.low_in
    if any(item.high is None for item in listed):
        return Interval(low, None, low_in)
    high = max(item.high for item in listed if item.high is not None)
    high_in = any(item.high == high and item.high_in for item in listed)
    return Interval(low, high, low_in, high_in)


def compare(left: Interval, op: Comparator, right: Interval) -> Truth:
    """Whether the comparison holds for all pairs (true), for none (false), or it depends."""
    match op:
        case Comparator.GE:
            return negation(_below(left, right))
        case Comparator.LT:
            return _below(left, right)
        case Comparator.GT:
            return _below(right, left)
        case Comparator.LE:
            return negation(_below(right, left))
        case Comparator.EQ:
            return _equal(left, right)
        case Comparator.NE:
            return negation(_equal(left, right))


def _below(left: Interval, right: Interval) -> Truth:
    if left.high is not None and right.low is not None:
        touching = left.high == right.low and not (left.high_in and right.low_in)
        if left.high < right.low or touching:
            return Truth.TRUE
    if left.low is not None and right.high is not None and left.low >= right.high:
        return Truth.FALSE
    return Truth.UNKNOWN


def _equal(left: Interval, right: Interval) -> Truth:
    if left.intersect(right).empty:
        return Truth.FALSE
    if left.point is not None and left.point == right.point:
        return Truth.TRUE
    return Truth.UNKNOWN
