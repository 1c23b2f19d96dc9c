"""A number or a day of a visitor's question as facts files write it."""

from __future__ import annotations

import calendar
import re

from compiler.normalise import SUFFIXES
from rules.quantity import AnyQuantity, Duration
from rules.quantity import quantity as read_written
from rules.vocabulary import Kind

_INCLUDED = ("至少", "不低于", "不少于", "不超过", "至多", "最多")


def day_value(written: str) -> str | None:
    """A written day, month or year as facts files write it; None when there is no such date."""
    parts = [int(n) for n in re.findall(r"\d+", written)]
    year, month, day = (*parts, 0, 0)[:3]
    if year < 1000 or (len(parts) > 1 and not 1 <= month <= 12):
        return None
    if len(parts) == 1:  # a year: any day of it
        return f"[{year:04d}-01-01,{year:04d}-12-31]"
    last = calendar.monthrange(year, month)[1]
    if len(parts) == 2:  # a month: any day of it
        return f"[{year:04d}-{month:02d}-01,{year:04d}-{month:02d}-{last:02d}]"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= last else None


def writable(quantity: AnyQuantity) -> bool:
    """Whether facts files can hold the quantity: they refuse numbers of absurd length."""
    try:
        read_written(str(quantity))
    except ValueError:
        return False
    return True


def of_the_calendar(view: str, match: re.Match[str], quantity: AnyQuantity) -> bool:
    """2023年, 2023年12月 name a time, they are no length of one; nothing lasts a thousand years."""
    if not isinstance(quantity, Duration):
        return False
    month = re.fullmatch(r"\d+月", match["q"]) and view[: match.start("q")].endswith("年")
    return bool(month) or (quantity.unit == "year" and quantity.value >= 1000)


def kind_of(quantity: AnyQuantity) -> Kind:
    return {
        "money": Kind.MONEY,
        "ratio": Kind.RATIO,
        "headcount": Kind.HEADCOUNT,
        "area": Kind.AREA,
        "duration": Kind.DURATION,
        "count": Kind.COUNT,
        "date": Kind.DATE,
    }[quantity.kind]


def as_written(match: re.Match[str], quantity: AnyQuantity) -> str:
    """The value as facts files write it; 超过, 不到, 以上 make an interval, never a guess."""
    tail = (match["tail"] or "").removeprefix("及")
    if tail in ("多", "余") or re.search("多|余", match["q"]):
        return f"({quantity},)"
    if match["more"]:
        return f"[{quantity},)" if match["more"] in _INCLUDED else f"({quantity},)"
    if match["less"]:
        return f"(,{quantity}]" if match["less"] in _INCLUDED else f"(,{quantity})"
    if tail in SUFFIXES and tail:
        return f"[{quantity},)" if tail == "以上" else f"(,{quantity}]"
    return str(quantity)
