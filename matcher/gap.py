"""How far a number is from what a condition asks: 还差200万元, 还差3件, 超出10人."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal

from matcher.conditions import figure_of
from matcher.figures import Figure, Inquiry, aligned, exact
from matcher.interval import Interval
from matcher.truth import Truth
from rules.condition import Comparator, Compare, Leaf
from rules.quantity import Area, Money, plain

_OPPOSITE = {
    Comparator.GE: Comparator.LT, Comparator.LT: Comparator.GE, Comparator.GT: Comparator.LE,
    Comparator.LE: Comparator.GT, Comparator.EQ: Comparator.NE, Comparator.NE: Comparator.EQ,
}  # fmt: skip


def wanted_op(op: Comparator, want: Truth) -> Comparator:
    """The comparison that must hold for the leaf to have the wanted truth."""
    return op if want is Truth.TRUE else _OPPOSITE[op]


def right_side(leaf: Compare, inquiry: Inquiry) -> Figure:
    """What a comparison compares with."""
    if leaf.value is not None:
        return exact(leaf.value)
    if leaf.other is None:
        raise AssertionError("a comparison has a right side")
    right = figure_of(leaf.other, inquiry)
    if leaf.times is None:
        return right
    scaled = right.interval.scaled(leaf.times.fraction)
    return Figure(right.dimension, scaled, f"{right.text}的{leaf.times}", right.missing)


def gap(leaf: Leaf, want: Truth, inquiry: Inquiry) -> str:
    """The distance in Chinese; empty where it is no matter of numbers or not known."""
    if not isinstance(leaf, Compare):
        return ""
    left, right = figure_of(leaf.operand, inquiry), right_side(leaf, inquiry)
    pair = aligned(left, right) if left.known and right.known else None
    if pair is None or left.dimension in ("elapsed", "date") or right.dimension == "elapsed":
        return ""
    have, need = pair
    match wanted_op(leaf.op, want):
        case Comparator.GE:
            return _short("还差", need.high, have, left, right)
        case Comparator.GT:
            return _short("还差超过", need.high, have, left, right)
        case Comparator.LE:
            return _short("超出", _minus(need.low), -have, left, right)
        case Comparator.LT:
            return _short("至少超出", _minus(need.low), -have, left, right)
        case Comparator.EQ | Comparator.NE:
            return ""


def _minus(number: Decimal | None) -> Decimal | None:
    return None if number is None else -number


def _short(words: str, need: Decimal | None, have: Interval, left: Figure, right: Figure) -> str:
    if need is None or have.high is None or have.high > need:
        return ""
    if have.high == need:
        strict = words in ("还差超过", "至少超出") and have.point is not None
        return "正好等于这个数，不符合" if strict else ""
    text = _amount(need - have.high, left.dimension, right.dimension)
    if not text:
        return ""
    if have.point is None:  # of a range only the nearest end is known: it may be further
        words = f"至少{words.removeprefix('至少').removesuffix('超过')}"
    return f"{words}{text}"


def _amount(number: Decimal, dimension: str, other: str) -> str:
    name = other if dimension in ("tally", "none") else dimension
    match name.partition(":"):
        case ("money", _, _):
            return str(Money(yuan=number.quantize(Decimal("0.01"), ROUND_UP)))
        case ("ratio", _, _):
            points = (number * 100).quantize(Decimal("0.01"), ROUND_UP)
            return f"{plain(points)}个百分点"
        case ("headcount", _, _):
            return f"{plain(number)}人"
        case ("area", _, _):
            return str(Area(square_metres=number))
        case ("months", _, _):
            return f"{plain(number)}个月"
        case ("days", _, _):
            return f"{plain(number)}日"
        case ("count", _, unit):
            return f"{plain(number)}{unit}"
        case _:
            return ""
