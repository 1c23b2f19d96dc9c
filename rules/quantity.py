"""Quantities that refuse to mix.

Money is Decimal yuan, a ratio is a Decimal fraction, durations are calendar units. Each has one
written form (``2000万元``, ``30%``, ``20人``, ``500平方米``, ``3年``, ``15件``, ``2024-01-01``)
used in every file and API, so that an official can read it and no float ever appears.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from rules.document import Frozen
from rules.errors import QuantityMismatch

WAN = Decimal(10_000)
YI = Decimal(100_000_000)


class Money(Frozen):
    """An amount of renminbi in yuan; exact, may be negative (a loss)."""

    kind: Literal["money"] = "money"
    yuan: Decimal

    def __str__(self) -> str:
        return yuan_text(self.yuan)


class Ratio(Frozen):
    """A share as a fraction: 30% is ``Decimal('0.3')``."""

    kind: Literal["ratio"] = "ratio"
    fraction: Decimal

    def __str__(self) -> str:
        return f"{plain(self.fraction * 100)}%"


class Headcount(Frozen):
    """A number of people (人, 名)."""

    kind: Literal["headcount"] = "headcount"
    people: Decimal

    def __str__(self) -> str:
        return f"{plain(self.people)}人"


class Area(Frozen):
    """A floor or land area in square metres."""

    kind: Literal["area"] = "area"
    square_metres: Decimal

    def __str__(self) -> str:
        return f"{plain(self.square_metres)}平方米"


class Duration(Frozen):
    """A span of calendar time.

    Years and months compare exactly (1年 = 12个月); days only with days, or where the possible
    length of a month leaves no doubt.
    """

    kind: Literal["duration"] = "duration"
    value: Decimal
    unit: Literal["year", "month", "day"]

    def __str__(self) -> str:
        return f"{plain(self.value)}{ {'year': '年', 'month': '个月', 'day': '日'}[self.unit] }"

    @property
    def months(self) -> Decimal | None:
        """Length in months, or None for a length in days."""
        if self.unit == "day":
            return None
        return self.value * 12 if self.unit == "year" else self.value

    def days_between(self) -> tuple[Decimal, Decimal]:
        """Least and greatest number of days this can be."""
        if self.unit == "day":
            return self.value, self.value
        months = self.months or Decimal(0)
        return months * Decimal("28"), months * Decimal("31")


class Count(Frozen):
    """A number of things, with the unit as written (件, 家, 项, 次, 分, 千瓦时)."""

    kind: Literal["count"] = "count"
    number: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{plain(self.number)}{self.unit}"


class DateValue(Frozen):
    """A calendar day."""

    kind: Literal["date"] = "date"
    day: date

    def __str__(self) -> str:
        return self.day.isoformat()


AnyQuantity = Money | Ratio | Headcount | Area | Duration | Count | DateValue


@lru_cache(maxsize=8192)  # the same sums of the rules are written again and again
def yuan_text(yuan: Decimal) -> str:
    """A sum of money as it is written: 2000万元."""
    whole = int(yuan)
    if whole == yuan:  # mostly; integers are many times faster than decimals
        for scale, unit in ((10**8, "亿元"), (10**4, "万元")):
            if abs(whole) >= scale and whole % (scale // 100) == 0:
                sign, (units, part) = "-" * (whole < 0), divmod(abs(whole), scale)
                rest = f".{100 * part // scale:02}".rstrip("0").rstrip(".")
                return f"{sign}{units}{rest}{unit}"
        return f"{whole}元"
    # fen are no hundredth of a ten thousand
    return f"{plain(yuan)}元"


def plain(number: Decimal) -> str:
    """A decimal without exponent or trailing zeros."""
    written = str(number)
    if written.isdigit():  # mostly, and in a third of the time
        return written
    text = format(number.normalize(), "f")
    return "0" if text in ("-0", "") else text


# 15 digits of 亿元 stay well inside the 28 digits in which Decimal arithmetic is exact
_TOO_LARGE = r"-?\d{16}"
_LONGEST = 60
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_FORMS: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), lambda m: DateValue(day=date(*map(int, m.groups())))),
    (re.compile(_NUMBER + "亿元"), lambda m: Money(yuan=Decimal(m[1]) * YI)),
    (re.compile(_NUMBER + "万元"), lambda m: Money(yuan=Decimal(m[1]) * WAN)),
    (re.compile(_NUMBER + "元"), lambda m: Money(yuan=Decimal(m[1]))),
    (re.compile(_NUMBER + "%"), lambda m: Ratio(fraction=Decimal(m[1]) / 100)),
    (re.compile(_NUMBER + "‰"), lambda m: Ratio(fraction=Decimal(m[1]) / 1000)),
    (re.compile(_NUMBER + "[人名]"), lambda m: Headcount(people=Decimal(m[1]))),
    (re.compile(_NUMBER + "万[人名]"), lambda m: Headcount(people=Decimal(m[1]) * WAN)),
    (re.compile(_NUMBER + "(?:平方米|㎡)"), lambda m: Area(square_metres=Decimal(m[1]))),
    (
        re.compile(_NUMBER + "万(?:平方米|㎡)"),
        lambda m: Area(square_metres=Decimal(m[1]) * WAN),
    ),
    (re.compile(_NUMBER + "年"), lambda m: Duration(value=Decimal(m[1]), unit="year")),
    (re.compile(_NUMBER + "周岁"), lambda m: Duration(value=Decimal(m[1]), unit="year")),
    (re.compile(_NUMBER + "个月"), lambda m: Duration(value=Decimal(m[1]), unit="month")),
    (re.compile(_NUMBER + "[日天]"), lambda m: Duration(value=Decimal(m[1]), unit="day")),
    (
        re.compile(_NUMBER + r"([^\d\s.+\-][^\d\s]{0,11})"),
        lambda m: Count(number=Decimal(m[1]), unit=m[2]),
    ),
)


def quantity(text: str) -> AnyQuantity:
    """Read the one written form of a quantity; raises ``ValueError`` for anything else.

    This is the file format, not Chinese prose: prose is read by ``compiler.normalise``.
    """
    cleaned = text.strip()
    if len(cleaned) > _LONGEST or re.match(_TOO_LARGE, cleaned):
        raise ValueError(f"数量「{text[:_LONGEST]}」的数字过长，整数部分最多 15 位")
    for pattern, build in _FORMS:
        match = pattern.fullmatch(cleaned)
        if match:
            try:
                result: AnyQuantity = build(match)
            except ValueError:
                raise ValueError(f"「{text}」不是存在的日期") from None
            return result
    raise ValueError(
        f"无法识别的数量「{text}」，应写成 2000万元、30%、20人、500平方米、3年、15件 或 2024-01-01"
    )


def _from_any(value: Any) -> Any:
    if isinstance(value, AnyQuantity):
        return value
    if isinstance(value, str):
        return quantity(value)
    raise ValueError("数量要带单位写成文字，如 2000万元、30%、20人、3年、15件")


def _typed(kind: type[Frozen], name: str, example: str) -> Any:
    def from_any(value: Any) -> Any:
        found = _from_any(value)
        if not isinstance(found, kind):
            raise ValueError(f"这里应为{name}，如 {example}，而不是「{found}」")
        return found

    return Annotated[
        kind,
        BeforeValidator(from_any),
        PlainSerializer(str, return_type=str),
        WithJsonSchema({"type": "string", "examples": [example]}),
    ]


Quantity = Annotated[
    AnyQuantity,
    Field(union_mode="left_to_right"),
    BeforeValidator(_from_any),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["2000万元", "30%", "20人", "2024-01-01"]}),
]
MoneyField = _typed(Money, "金额", "2000万元")
RatioField = _typed(Ratio, "比率", "30%")
DurationField = _typed(Duration, "时长", "3年")


def order(left: AnyQuantity, right: AnyQuantity) -> int | None:
    """-1, 0 or 1 as ``left`` is below, equal to or above ``right``.

    None when the calendar leaves it open (30日 against 1个月). Raises ``QuantityMismatch`` for
    unlike kinds or unlike units of count.
    """
    match left, right:
        case Duration(), Duration():
            return _order_durations(left, right)
        case Count(), Count() if left.unit != right.unit:
            raise QuantityMismatch(f"不能比较「{left}」与「{right}」：单位不同")
        case _ if type(left) is not type(right):
            raise QuantityMismatch(f"不能比较「{left}」与「{right}」：量的种类不同")
        case _:
            a, b = magnitude(left), magnitude(right)
            return (a > b) - (a < b)


def magnitude(value: AnyQuantity) -> Decimal:
    """The bare number inside a quantity, in its own unit; for ordering and arithmetic only."""
    match value:
        case Money():
            return value.yuan
        case Ratio():
            return value.fraction
        case Headcount():
            return value.people
        case Area():
            return value.square_metres
        case Count():
            return value.number
        case DateValue():
            return Decimal(value.day.toordinal())
        case Duration():
            return value.months if value.months is not None else value.value


def _order_durations(left: Duration, right: Duration) -> int | None:
    a, b = left.months, right.months
    if a is None and b is None:
        a, b = left.value, right.value
    if a is not None and b is not None:
        return (a > b) - (a < b)
    (low_a, high_a), (low_b, high_b) = left.days_between(), right.days_between()
    if high_a < low_b:
        return -1
    return 1 if low_a > high_b else None
