"""Quantities: one written form each, exact, and never mixed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import QuantityMismatch
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
    quantity,
)

NUMBERS = st.decimals(-(10**11), 10**11, places=4)
QUANTITIES = st.one_of(
    st.builds(Money, yuan=NUMBERS),
    st.builds(Ratio, fraction=st.decimals(-100, 100, places=6)),
    st.builds(Headcount, people=NUMBERS),
    st.builds(Area, square_metres=NUMBERS),
    st.builds(Duration, value=NUMBERS, unit=st.sampled_from(["year", "month", "day"])),
    st.builds(Count, number=NUMBERS, unit=st.sampled_from(["件", "家", "人次", "千瓦时", "亩"])),
    st.builds(DateValue, day=st.dates(date(1000, 1, 1))),
)


@given(QUANTITIES)
def test_written_form_reads_back(value: AnyQuantity) -> None:
    assert quantity(str(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2000万元", Money(yuan=Decimal(20_000_000))),
        ("1.5亿元", Money(yuan=Decimal(150_000_000))),
        ("-3元", Money(yuan=Decimal(-3))),
        ("30%", Ratio(fraction=Decimal("0.3"))),
        ("3‰", Ratio(fraction=Decimal("0.003"))),
        ("20名", Headcount(people=Decimal(20))),
        ("500㎡", Area(square_metres=Decimal(500))),
        ("60周岁", Duration(value=Decimal(60), unit="year")),
        ("6个月", Duration(value=Decimal(6), unit="month")),
        ("90天", Duration(value=Decimal(90), unit="day")),
        ("50人次", Count(number=Decimal(50), unit="人次")),
        ("2024-02-29", DateValue(day=date(2024, 2, 29))),
        ("2万平方米", Area(square_metres=Decimal(20_000))),
        ("1.5万人", Headcount(people=Decimal(15_000))),
    ],
)
def test_what_is_read(text: str, value: AnyQuantity) -> None:
    assert quantity(text) == value


@pytest.mark.parametrize(
    "text", ["", "10", "10.5", "万元", "2024-02-30", "1.2.3元", "1e5元", "+3元"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"数量|日期"):
        quantity(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal(20_000_000), "2000万元"),
        (Decimal(150_000_000), "1.5亿元"),
        (Decimal("9999.5"), "9999.5元"),
        (Decimal("12345.67"), "12345.67元"),
        (Decimal(0), "0元"),
        (Decimal(-20_000), "-2万元"),
    ],
)
def test_money_is_shown_in_the_largest_unit_that_stays_readable(value: Decimal, shown: str) -> None:
    assert str(Money(yuan=value)) == shown


@given(NUMBERS, NUMBERS)
def test_order_agrees_with_numbers(a: Decimal, b: Decimal) -> None:
    assert order(Money(yuan=a), Money(yuan=b)) == (a > b) - (a < b)


@pytest.mark.parametrize(
    ("left", "right"),
    [("1元", "1%"), ("1人", "1件"), ("1件", "1家"), ("1年", "1元"), ("2024-01-01", "1年")],
)
def test_unlike_quantities_do_not_compare(left: str, right: str) -> None:
    with pytest.raises(QuantityMismatch):
        order(quantity(left), quantity(right))


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        ("1年", "12个月", 0),
        ("13个月", "1年", 1),
        ("20日", "1个月", -1),
        ("32日", "1个月", 1),
        ("30日", "1个月", None),  # it depends on the month
        ("90日", "90天", 0),
    ],
)
def test_durations_compare_where_the_calendar_allows(
    left: str, right: str, result: int | None
) -> None:
    assert order(quantity(left), quantity(right)) == result
