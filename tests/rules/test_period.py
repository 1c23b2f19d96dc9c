"""Periods relative to the day of the question; both ends are included."""

from __future__ import annotations

from datetime import date

import pytest

from rules.period import Period, add_months

ON = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("annual", date(2025, 1, 1), date(2025, 12, 31)),
        ("Y", date(2026, 1, 1), date(2026, 12, 31)),
        ("Y-2", date(2024, 1, 1), date(2024, 12, 31)),
        ("Y-3..Y-1", date(2023, 1, 1), date(2025, 12, 31)),
        ("R36M", date(2023, 3, 15), ON),
        ("R14D", date(2026, 3, 1), ON),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2021-01-01..", date(2021, 1, 1), date.max),
        ("..2024-12-31", date.min, date(2024, 12, 31)),
        ("ever", date.min, ON),
    ],
)
def test_window(code: str, first: date, last: date) -> None:
    assert Period(code).window(ON) == (first, last)


@pytest.mark.parametrize("code", ["now", "each_year"])
def test_words_without_a_window(code: str) -> None:
    assert Period(code).window(ON) is None


def test_years_are_full_years_oldest_first() -> None:
    assert Period("Y-3..Y-1").years(ON) == (2023, 2024, 2025)
    assert Period("2024Q1").years(ON) == ()


REFUSED = ["", "..", "去年", "Y+1", "R3", "R36Y", "2024Q5", "2024-13-01..", "..2023-02-29"]
REFUSED += ["0000", "R99999999M", "Y-99999", "2024-02-02..2024-02-01", "2024-01-01", "now "]


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_not_a_period_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="期间"):
        Period(code)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 3, 15), -36, date(2021, 3, 15)),
    ],
)
def test_months_end_on_the_last_day_where_there_is_no_same_day(
    day: date, months: int, result: date
) -> None:
    assert add_months(day, months) == result
