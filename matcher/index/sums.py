"""Exact sums of plain awards with the lines that explain them, without the general evaluator.

For what applicants mostly get: a fixed sum, a rate or a sum a unit of a known number, a step of
fixed sums, a top-up of these, lowered by caps. Whatever else an award has (a floor, 最高, several
payments) or whatever is not one known number is left to ``compute``.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, assert_never

from matcher.award import SCOPE_WORD
from matcher.decision import Step
from matcher.figures import Figure, Inquiry, dimension_of
from matcher.index.made import maker
from matcher.index.thresholds import Operands, Reading
from matcher.interval import ZERO, fen, point
from matcher.tiers import tier_amount
from rules.benefit import Award, Fixed, PerUnit, Rate, Tiers, TopUp
from rules.document import SourceSpan
from rules.quantity import Money, magnitude, plain, yuan_text
from rules.wording import describe_operand

_MONEY = maker(Money)
_PIECES = ("headcount", "tally", "area")


class Sum(NamedTuple):
    """An amount before it is rounded; rounded to fen, as a sum of money and in words; its steps."""

    exact: Decimal
    money: Money
    text: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Fixed:
    sum: Sum


@dataclass(frozen=True, slots=True)
class _Times:
    """A number times a rate (of money) or times a sum (for each piece)."""

    operand: int
    name: str
    factor: Decimal
    shown: str
    pieces: bool
    source: SourceSpan


@dataclass(frozen=True, slots=True)
class _Steps:
    operand: int
    name: str
    dimension: str
    cuts: tuple[Decimal, ...]
    paid: tuple[tuple[Sum, Step], ...]  # of each position, its text without name and figure


@dataclass(frozen=True, slots=True)
class _Less:
    target: PlainSum
    operand: int
    name: str
    source: SourceSpan


@dataclass(frozen=True, slots=True)
class PlainSum:
    """How a plain award is worked out; ``caps`` in their order, each as what it leaves."""

    how: _Fixed | _Times | _Steps | _Less
    caps: tuple[Sum, ...]

    def of(self, reading: Reading) -> Sum | None:
        """The sum and its steps, or None where a number is not simply known."""
        found = self._raw(reading)
        if found is None:
            return None
        for cap in self.caps:
            if found.exact > cap.exact:
                found = Sum(cap.exact, cap.money, cap.text, found.steps + cap.steps)
        return found

    def _raw(self, reading: Reading) -> Sum | None:
        how = self.how
        match how:
            case _Fixed():
                return how.sum
            case _Times():
                return _times(how, reading)
            case _Steps():
                dimension, number, _ = reading.reads[how.operand]
                if number is None or dimension != how.dimension:
                    return None
                place = bisect_left(how.cuts, number)
                at = place < len(how.cuts) and how.cuts[place] == number
                paid, rest = how.paid[2 * place + at]
                text = f"{how.name}{reading.text(how.operand)}{rest.text}"
                steps = (Step(text, paid.money, paid.money, rest.source),)
                return Sum(paid.exact, paid.money, paid.text, steps)
            case _Less():
                target = how.target.of(reading)
                dimension, number, _ = reading.reads[how.operand]
                if target is None or number is None or dimension != "money":
                    return None
                amount = max(target.money.yuan - max(number, ZERO), ZERO)
                money, said = _rounded(amount)
                text = f"减去{how.name}{reading.text(how.operand)}，补足差额{said}"
                return Sum(
                    amount, money, said, (*target.steps, Step(text, money, money, how.source))
                )
            case _:
                assert_never(how)


def plain_sum(award: Award, operands: Operands, blank: Inquiry) -> PlainSum | None:
    """The short way to an award's sum, or None where there is none."""
    often = award.per != "once" or award.lasting is not None or award.instalments
    if often or award.ceiling or award.floor is not None:
        return None
    caps: list[Sum] = []
    for cap in award.caps:
        if cap.amount is None or cap.of is not None or cap.rate is not None or cap.per == "person":
            return None
        text = f"{SCOPE_WORD[cap.per]}不超过{cap.amount}"
        caps.append(_sum(cap.amount.yuan, text, cap.source))
    how = _how(award, operands, blank)
    return None if how is None else PlainSum(how, tuple(caps))


def _how(
    award: Award, operands: Operands, blank: Inquiry
) -> _Fixed | _Times | _Steps | _Less | None:
    vocabulary = blank.vocabulary
    match award:
        case Fixed():
            return _Fixed(_sum(award.amount.yuan, f"定额{award.amount}", award.source))
        case Rate():
            name, number = describe_operand(award.base, vocabulary), operands.find(award.base)
            if number is None:
                return None
            rate = award.rate
            return _Times(number, name, rate.fraction, str(rate), False, award.source)
        case PerUnit() if not (award.step or award.from_ or award.at_most):
            name = describe_operand(award.quantity, vocabulary)
            number = operands.find(award.quantity)
            if number is None:
                return None
            unit = award.amount
            return _Times(number, name, unit.yuan, str(unit), True, award.source)
        case Tiers():
            return _steps(award, operands, describe_operand(award.operand, vocabulary))
        case TopUp():
            target = plain_sum(award.target, operands, blank)
            name = describe_operand(award.received, vocabulary)
            received = operands.find(award.received)
            if target is None or received is None:
                return None
            return _Less(target, received, name, award.source)
        case _:
            return None


def _steps(award: Tiers, operands: Operands, name: str) -> _Steps | None:
    ends = [end for band in award.bands for end in (band.lower, band.upper) if end is not None]
    dimensions = {dimension_of(end) for end in ends}
    fixed = all(band.amount is not None for band in award.bands)
    number = operands.find(award.operand)
    if award.machine != "step" or award.base is not None or len(dimensions) != 1 or not fixed:
        return None
    if number is None:
        return None
    dimension = dimensions.pop()
    cuts = tuple(sorted({magnitude(end) for end in ends}))
    places = [cuts[0] - 1]
    for cut, after in zip(cuts, [*cuts[1:], cuts[-1] + 2], strict=True):
        places += [cut, (cut + after) / 2]
    paid: list[tuple[Sum, Step]] = []
    for place in places:
        interval, (told,) = tier_amount(award, Figure(dimension, point(place), ""), None, "")
        if interval.point is None:
            return None
        paid.append((Sum(interval.point, *_rounded(interval.point), ()), told))
    return _Steps(number, name, dimension, cuts, tuple(paid))


def _times(how: _Times, reading: Reading) -> Sum | None:
    dimension, number, _ = reading.reads[how.operand]
    if number is None:
        return None
    base = max(number, ZERO)
    text = f"{how.name}{reading.text(how.operand)}"
    if how.pieces:
        if dimension not in _PIECES and not dimension.startswith("count:"):
            return None
        text = f"{text}，计{plain(base)}"
    elif dimension != "money":
        return None
    amount = base * how.factor
    money, said = _rounded(amount)
    text = f"{text} × {how.shown} = {said}"
    return Sum(amount, money, said, (Step(text, money, money, how.source),))


def _rounded(yuan: Decimal) -> tuple[Money, str]:
    """An amount to the fen, as a sum of money and in words."""
    rounded = fen(yuan)
    return _MONEY({"kind": "money", "yuan": rounded}), yuan_text(rounded)


def _sum(yuan: Decimal, text: str, source: SourceSpan) -> Sum:
    money, said = _rounded(yuan)
    return Sum(yuan, money, said, (Step(text, money, money, source),))
