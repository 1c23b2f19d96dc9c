"""Interval arithmetic gives away nothing: an end is reached, or approached where it is open."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import product

import pytest

from matcher.interval import (
    ANYTHING,
    NOT_NEGATIVE,
    ZERO,
    Interval,
    compare,
    hull,
    largest,
    point,
    smallest,
)
from matcher.truth import Truth
from rules.condition import Comparator

D = Decimal
FAR = D(3)  # stands for without bound: samples end at 5, and a sum of two loses less than 2
STEPS = [D(n) / 4 for n in range(-20, 21)]


def _inside(interval: Interval, number: Decimal) -> bool:
    above = interval.low is None or number > interval.low
    below = interval.high is None or number < interval.high
    return (above or (interval.low_in and number == interval.low)) and (
        below or (interval.high_in and number == interval.high)
    )


def _every() -> list[Interval]:
    ends = (None, D(-1), ZERO, D(1))
    found = []
    for low, high, low_in, high_in in product(ends, ends, (True, False), (True, False)):
        one = Interval(low, high, low_in, high_in)
        pointless_flag = (low is None and not low_in) or (high is None and not high_in)
        if not pointless_flag and any(_inside(one, number) for number in STEPS):
            found.append(one)
    return found


EVERY = _every()
MEMBERS = {one: [number for number in STEPS if _inside(one, number)] for one in EVERY}
PAIRS = list(product(EVERY, EVERY))


def _tight(found: Interval, results: list[Decimal], case: object) -> None:
    """The ends of ``found`` are those of ``results``: met when included, else just missed."""
    least, most = min(results), max(results)
    if found.low is None:
        assert least <= -FAR, case
    else:
        assert least == found.low if found.low_in else ZERO < least - found.low <= D("0.5"), case
    if found.high is None:
        assert most >= FAR, case
    else:
        assert most == found.high if found.high_in else ZERO < found.high - most <= D("0.5"), case


TWO: dict[str, tuple[Callable[[Interval, Interval], Interval], Callable[..., list[Decimal]]]] = {
    "sum": (lambda a, b: a + b, lambda x, y: [x + y]),
    "difference": (lambda a, b: a - b, lambda x, y: [x - y]),
    "largest": (lambda a, b: largest((a, b)), lambda x, y: [max(x, y)]),
    "smallest": (lambda a, b: smallest((a, b)), lambda x, y: [min(x, y)]),
    "hull": (lambda a, b: hull((a, b)), lambda x, y: [x, y]),
}


@pytest.mark.parametrize("name", TWO)
def test_two_intervals_give_exactly_the_ends_of_their_results(name: str) -> None:
    made, of = TWO[name]
    for left, right in PAIRS:
        results = [r for x, y in product(MEMBERS[left], MEMBERS[right]) for r in of(x, y)]
        _tight(made(left, right), results, (name, left, right))


def test_one_interval_gives_exactly_the_ends_of_its_results() -> None:
    for one, members in MEMBERS.items():
        _tight(-one, [-x for x in members], one)
        _tight(one.not_negative(), [max(x, ZERO) for x in members], one)
        _tight(one.scaled(D(1)), members, one)
        assert one.scaled(D(2)).high == (None if one.high is None else one.high * 2)
        assert one.scaled(ZERO) == point(ZERO)
        assert one.positive == all(x > 0 for x in members)
        assert one.point == (members[0] if len(members) == 1 else None)


def test_an_intersection_holds_what_both_hold() -> None:
    for left, right in PAIRS:
        both = left.intersect(right)
        assert [x for x in STEPS if _inside(both, x)] == [
            x for x in MEMBERS[left] if x in MEMBERS[right]
        ]
        assert both.empty is not any(_inside(both, x) for x in STEPS)


_PYTHON: dict[Comparator, Callable[[Decimal, Decimal], bool]] = {
    Comparator.GE: lambda x, y: x >= y,
    Comparator.GT: lambda x, y: x > y,
    Comparator.LE: lambda x, y: x <= y,
    Comparator.LT: lambda x, y: x < y,
    Comparator.EQ: lambda x, y: x == y,
    Comparator.NE: lambda x, y: x != y,
}


@pytest.mark.parametrize("op", list(Comparator))
def test_a_comparison_is_decided_exactly_when_all_members_agree(op: Comparator) -> None:
    for left, right in PAIRS:
        seen = {_PYTHON[op](x, y) for x, y in product(MEMBERS[left], MEMBERS[right])}
        expected = Truth.UNKNOWN if len(seen) == 2 else Truth(str(seen.pop()).lower())
        assert compare(left, op, right) is expected, (left, right)


def _of(low: str, high: str, marks: str = "[]") -> Interval:
    ends = [D(end) if end else None for end in (low, high)]
    return Interval(ends[0], ends[1], marks[0] == "[", marks[1] == "]")


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (_of("6", "6"), _of("3", "3"), _of("2", "2")),
        (_of("6", "9"), _of("3", "3"), _of("2", "3")),
        (_of("6", "9", "()"), _of("3", "3"), _of("2", "3", "()")),
        (_of("6", "9", "()"), _of("1", "3"), _of("2", "9")),  # widened to included
        (_of("-6", "-3"), _of("1", "3"), _of("-6", "-1")),
        (_of("-6", "6"), _of("2", "3"), _of("-3", "3")),
        (_of("0", "6"), _of("2", "3"), _of("0", "3")),
        (_of("-6", "0"), _of("2", "3"), _of("-3", "0")),
        (_of("6", ""), _of("2", "3"), _of("2", "")),
        (_of("", "6"), _of("2", "3"), _of("", "3")),
        (_of("6", "9"), _of("2", ""), _of("0", "4.5")),
        (_of("6", "9"), _of("0", "3", "(]"), _of("2", "")),
        (_of("0", "0"), _of("0", "3", "(]"), _of("0", "0")),
        (_of("0.5", "0.75"), _of("2", "4"), _of("0.125", "0.375")),
        (_of("6", "9"), _of("0", "3"), ANYTHING),
        (_of("6", "9"), _of("", "3"), ANYTHING),
        (_of("6", "9"), _of("-3", "-1"), ANYTHING),
    ],
)
def test_quotients(part: Interval, whole: Interval, expected: Interval) -> None:
    assert part.divided(whole) == expected


@pytest.mark.parametrize(
    ("counted", "steps"),
    [
        (_of("2.5", "2.5"), _of("1", "1")),
        (_of("4", "6"), _of("2", "3")),
        (_of("4", "6", "[)"), _of("2", "2")),
        (_of("4", "5", "[)"), _of("2", "2")),
        (_of("4", "6", "(]"), _of("2", "3")),
        (_of("", "6"), _of("", "3")),
        (_of("5", ""), _of("2", "")),
        (_of("-1", "1"), _of("-1", "0")),
    ],
)
def test_whole_steps_of_two(counted: Interval, steps: Interval) -> None:
    assert counted.whole_steps(D(2)) == steps


def test_an_end_without_bound_is_marked_in_one_way() -> None:
    """Equal intervals are equal values: nothing is included or left out at no end."""
    assert hull((_of("", "1"), _of("0", "2"))) == _of("", "2")
    assert hull((_of("0", "2"), _of("1", "", "(]"))) == _of("0", "")
    assert largest((_of("", "1"), _of("", "2"))) == _of("", "2")
    assert smallest((_of("1", ""), _of("2", ""))) == _of("1", "")
    assert largest((_of("1", ""), _of("2", "3"))) == _of("2", "")


def test_rounding_to_fen_reaches_both_ends() -> None:
    assert _of("1.004", "1.005", "()").to_fen() == _of("1.00", "1.01")
    assert _of("1.004", "", "(]").to_fen() == _of("1.00", "")


def test_the_named_intervals() -> None:
    assert _of("", "") == ANYTHING
    assert _of("0", "") == NOT_NEGATIVE
