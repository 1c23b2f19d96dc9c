"""Interval arithmetic is sound: it holds every result its operands allow, and time runs by law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.decision import Decision, Verdict
from matcher.interval import (
    Interval,
    compare,
    fen,
    hull,
    largest,
    point,
    smallest,
)
from matcher.truth import Truth, truth
from rules.condition import Comparator
from rules.period import add_months

_ends = st.integers(-6, 6)


@st.composite
def member(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval and a number inside it."""
    number = Decimal(draw(st.integers(-12, 12))) / 2
    low = draw(st.one_of(st.none(), st.integers(0, 6)))
    high = draw(st.one_of(st.none(), st.integers(0, 6)))
    low_end = None if low is None else number - Decimal(low) / 2
    high_end = None if high is None else number + Decimal(high) / 2
    return (
        Interval(
            low_end,
            high_end,
            low_in=low == 0 or draw(st.booleans()),
            high_in=high == 0 or draw(st.booleans()),
        ),
        number,
    )


def holds(interval: Interval, number: Decimal) -> bool:
    return not interval.intersect(point(number)).empty


@settings(max_examples=200)
@given(a=member(), b=member(), factor=st.integers(0, 5), step=st.integers(1, 3))
def test_operations_hold_every_result(
    a: tuple[Interval, Decimal], b: tuple[Interval, Decimal], factor: int, step: int
) -> None:
    (left, x), (right, y) = a, b
    assert holds(left + right, x + y)
    assert holds(left - right, x - y)
    assert holds(left.scaled(Decimal(factor)), x * factor)
    assert holds(largest((left, right)), max(x, y))
    assert holds(smallest((left, right)), min(x, y))
    assert holds(hull((left, right)), x)
    assert holds(hull((left, right)), y)
    assert holds(left.not_negative(), max(x, Decimal(0)))
    floor = (x / step).to_integral_value(rounding=ROUND_FLOOR)
    assert holds(left.whole_steps(Decimal(step)), floor)
    assert holds(left.to_fen(), fen(x))
    if right.positive:
        assert holds(left.divided(right), x / y)


_PYTHON: dict[Comparator, Callable[[Decimal, Decimal], bool]] = {
    Comparator.GE: lambda x, y: x >= y,
    Comparator.GT: lambda x, y: x > y,
    Comparator.LE: lambda x, y: x <= y,
    Comparator.LT: lambda x, y: x < y,
    Comparator.EQ: lambda x, y: x == y,
    Comparator.NE: lambda x, y: x != y,
}


@settings(max_examples=300)
@given(a=member(), b=member(), op=st.sampled_from(list(Comparator)))
def test_a_decided_comparison_is_right(
    a: tuple[Interval, Decimal], b: tuple[Interval, Decimal], op: Comparator
) -> None:
    (left, x), (right, y) = a, b
    decided = compare(left, op, right)
    if decided is not Truth.UNKNOWN:
        assert decided is truth(_PYTHON[op](x, y))


@given(x=_ends, y=_ends, op=st.sampled_from(list(Comparator)))
def test_points_are_always_decided(x: int, y: int, op: Comparator) -> None:
    left, right = point(Decimal(x)), point(Decimal(y))
    assert compare(left, op, right) is truth(_PYTHON[op](Decimal(x), Decimal(y)))


@pytest.mark.parametrize(
    ("number", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("1.115", "1.12"), ("2.125", "2.13")],
)
def test_fen_rounds_half_up(number: str, rounded: str) -> None:
    assert fen(Decimal(number)) == Decimal(rounded)


_days = st.dates(date(2015, 1, 1), date(2026, 5, 20))


@settings(max_examples=150, deadline=None)
@given(since=_days, months=st.integers(1, 140), shift=st.integers(-2, 2))
def test_full_months_turn_on_the_same_numbered_day(
    decide: Callable[..., Decision], since: date, months: int, shift: int
) -> None:
    on = add_months(since, months) + timedelta(days=shift)
    when: dict[str, Any] = {
        "kind": "compare",
        "operand": {"kind": "value", "attribute": "years_established"},
        "op": ">=",
        "value": f"{months}个月",
    }
    facts: dict[str, object] = {"established_on": since.isoformat()}
    expected = Verdict.ELIGIBLE if shift >= 0 else Verdict.INELIGIBLE
    assert decide(when, facts, on=on).verdict is expected
    younger = Verdict.ELIGIBLE if shift <= 0 else Verdict.INELIGIBLE
    assert decide({**when, "op": "<="}, facts, on=on).verdict is younger


@settings(max_examples=100, deadline=None)
@given(born=_days, years=st.integers(1, 40), shift=st.integers(-2, 2))
def test_a_year_of_age_turns_on_the_day_after_the_birthday(
    decide: Callable[..., Decision], born: date, years: int, shift: int
) -> None:
    on = add_months(born, years * 12) + timedelta(days=shift)
    when: dict[str, Any] = {
        "kind": "compare",
        "operand": {"kind": "value", "attribute": "age"},
        "op": ">=",
        "value": f"{years}年",
    }
    expected = Verdict.ELIGIBLE if shift >= 1 else Verdict.INELIGIBLE
    assert decide(when, {"birth_date": born.isoformat()}, on=on).verdict is expected
