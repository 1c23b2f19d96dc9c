"""Periods: when a fact must hold, relative to the day of the question.

A period is a short code, the same in files, facts and APIs:

    now            as of the application day                     (states: 注册地, 资质)
    annual         a year the text does not name                 (年营业收入; read as Y-1)
    Y  Y-1  Y-2    calendar year of the application day, the year before, …
    Y-3..Y-1       each or all of several full calendar years    (近三年, 连续两年)
    R36M  R90D     rolling window ending on, and including, the application day
    2023  2023Q1  2023H1                                         pinned by the text
    2023-01-01..2023-12-31   2021-01-01..   ..2024-12-31         both ends included
    ever           at any time up to the application day
    each_year      every year while the benefit runs             (每年服务不少于50人次)
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_YEAR = re.compile(r"Y(?:-(\d+))?")
_SPAN = re.compile(r"(Y(?:-\d+)?)\.\.(Y(?:-\d+)?)")
_ROLLING = re.compile(r"R(\d+)([MD])")
_PINNED = re.compile(r"(\d{4})(?:Q([1-4])|H([12]))?")
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?")
_ANY_DAY = date(2024, 6, 30)  # to try a period on; any day of our time would do
_WORDS = ("now", "annual", "ever", "each_year")


@dataclass(frozen=True, slots=True)
class Period:
    """A validated period code; equal codes are equal periods."""

    code: str

    def __post_init__(self) -> None:
        if self.code in _WORDS:
            return
        patterns = (_YEAR, _SPAN, _ROLLING, _PINNED, _DATES)
        if self.code == ".." or not any(p.fullmatch(self.code) for p in patterns):
            raise ValueError(
                f"无法识别的期间「{self.code}」，应为 now、Y、Y-1、Y-3..Y-1、R36M、2023、2023Q1 或"
                " 2023-01-01..2023-12-31"
            )
        try:
            window = self.window(_ANY_DAY)
        except (ValueError, OverflowError):
            raise ValueError(f"期间「{self.code}」里有不存在的日期或年份") from None
        if window is not None and window[0] > window[1]:
            raise ValueError(f"期间「{self.code}」的起止颠倒了")

    def __str__(self) -> str:
        return self.code

    def years(self, on: date) -> tuple[int, ...]:
        """The full calendar years meant, oldest first; empty when it is not a matter of years."""
        if self.code == "annual":
            return (on.year - 1,)
        if match := _YEAR.fullmatch(self.code):
            return (on.year - int(match[1] or 0),)
        if match := _SPAN.fullmatch(self.code):
            first, last = (Period(part).years(on)[0] for part in match.groups())
            return tuple(range(min(first, last), max(first, last) + 1))
        if (match := _PINNED.fullmatch(self.code)) and not (match[2] or match[3]):
            return (int(match[1]),)
        return ()

    def window(self, on: date) -> tuple[date, date] | None:
        """First and last day, both included; None for ``now`` and ``each_year``."""
        if years := self.years(on):
            return date(years[0], 1, 1), date(years[-1], 12, 31)
        if self.code == "ever":
            return date.min, on
        if match := _ROLLING.fullmatch(self.code):
            number = int(match[1])
            if match[2] == "D":
                return on - timedelta(days=number), on
            return add_months(on, -number), on
        if match := _PINNED.fullmatch(self.code):
            year = int(match[1])
            first = (int(match[2]) - 1) * 3 + 1 if match[2] else (int(match[3]) - 1) * 6 + 1
            last = first + (2 if match[2] else 5)
            return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
        if match := _DATES.fullmatch(self.code):
            start = date.fromisoformat(match[1]) if match[1] else date.min
            end = date.fromisoformat(match[2]) if match[2] else date.max
            return start, end
        return None


def add_months(day: date, months: int) -> date:
    """The same-numbered day ``months`` later; the month's last day where there is none.

    民法典 第二百零二条: 到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日。
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _from_any(value: Any) -> Any:
    return Period(value) if isinstance(value, str) else value


def _schema() -> dict[str, Any]:
    return {"type": "string", "examples": ["now", "Y-1", "Y-3..Y-1", "R36M", "2023"]}


PeriodField = Annotated[
    Period,
    BeforeValidator(_from_any),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(_schema()),
]
NOW = Period("now")
