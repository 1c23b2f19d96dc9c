"""Sums of plain awards with the lines that explain them, without the general evaluator.

For what applicants mostly get: a fixed sum, a rate or a sum a unit of a known number, a step of
fixed sums, a top-up of these, lowered by caps. Whatever else an award has (a floor, 最高, several
payments) or whatever is not one known number is left to ``compute``; only a top-up of which the
target or the grant is not known at all is taken together here.

One enterprise before four hundred items has some fifty of these sums written out, so that each has
all it needs at hand but the number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from matcher.amount import Computed
from matcher.award import SCOPE_WORD, compute
from matcher.decision import MissingFact, Step
from matcher.figures import Figure, Inquiry, dimension_of
from matcher.index.made import maker
from matcher.index.thresholds import Operands, Reading
from matcher.interval import ZERO, fen, point
from matcher.tiers import tier_amount
from rules.benefit import Award, Fixed, PerUnit, Rate, Tiers, TopUp
from rules.document import SourceSpan
from rules.quantity import Money, magnitude, plain, yuan_text
from rules.vocabulary import Subject
from rules.wording import describe_operand

_MONEY = maker(Money)
_NEW: Callable[..., Any] = tuple.__new__  # past the named arguments, which take longer
_PIECES = ("headcount", "tally", "area")

Sum = tuple[Decimal, Money, str, tuple[Step, ...]]
"""An amount before it is rounded; rounded to fen, as a sum of money and in words; its steps."""


class Span(NamedTuple):
    """An amount between two ends, exact and in fen; the upper one in words; what it waits for."""

    least: Decimal
    most: Decimal
    low: Money
    high: Money
    said: str
    steps: tuple[Step, ...]
    missing: tuple[MissingFact, ...]


@dataclass(frozen=True, slots=True)
class _Fixed:
    sum: Sum

    def known(self, reading: Reading) -> Sum | None:
        del reading
        return self.sum


@dataclass(frozen=True, slots=True)
class _Share:
    """A rate of a sum of money."""

    operand: int
    name: str
    factor: Decimal
    times: str
    source: SourceSpan

    def known(self, reading: Reading) -> Sum | None:
        dimension, number, _ = reading.reads[self.operand]
        if number is None or dimension != "money":
            return None
        amount = (number if number >= ZERO else ZERO) * self.factor
        money, said = _rounded(amount)
        text = f"{self.name}{reading.text(self.operand)}{self.times}{said}"
        return amount, money, said, (_NEW(Step, (text, money, money, self.source)),)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A sum for each of what is counted."""

    operand: int
    name: str
    factor: Decimal
    times: str
    source: SourceSpan

    def known(self, reading: Reading) -> Sum | None:
        dimension, number, _ = reading.reads[self.operand]
        if number is None:
            return None
        if dimension not in _PIECES and not dimension.startswith("count:"):
            return None
        pieces = number if number >= ZERO else ZERO
        amount = pieces * self.factor
        money, said = _rounded(amount)
        text = f"{self.name}{reading.text(self.operand)}，计{plain(pieces)}{self.times}{said}"
        return amount, money, said, (_NEW(Step, (text, money, money, self.source)),)


@dataclass(frozen=True, slots=True)
class _Steps:
    """A fixed sum by the band a number lies in."""

    operand: int
    name: str
    dimension: str
    cuts: tuple[Decimal, ...]
    # of each position between the cuts and at one: the sum and its line without name and figure
    paid: tuple[tuple[Decimal, Money, str, str, SourceSpan | None], ...]

    def known(self, reading: Reading) -> Sum | None:
        dimension, number, _ = reading.reads[self.operand]
        if number is None or dimension != self.dimension:
            return None
        cuts = self.cuts
        place = bisect_left(cuts, number)
        at = place < len(cuts) and cuts[place] == number
        exact, money, said, rest, source = self.paid[2 * place + at]
        text = f"{self.name}{reading.text(self.operand)}{rest}"
        return exact, money, said, (_NEW(Step, (text, money, money, source)),)


@dataclass(frozen=True, slots=True)
class _Less:
    """What a grant leaves of a target; ``blank`` is the target while its number is not known."""

    target: PlainSum
    blank: Computed
    operand: int
    name: str
    source: SourceSpan

    def known(self, reading: Reading) -> Sum | None:
        found = self.span(reading)
        if found is None or found.least != found.most:
            return None
        return found.most, found.high, found.said, found.steps

    def span(self, reading: Reading) -> Span | None:
        """The difference where each of the two is one number or not known at all."""
        dimension, number, ranged = reading.reads[self.operand]
        if ranged or (number is not None and dimension != "money"):
            return None
        goal = self._goal(reading)
        if goal is None:
            return None
        least, most, steps, missing = goal
        name = f"{self.name}{reading.text(self.operand)}"
        if number is None:
            least, name = ZERO, f"{self.name}（{reading.text(self.operand)}）"
            missing += reading.missing(self.operand)
        elif number > ZERO:
            least, most = max(least - number, ZERO), max(most - number, ZERO)
        high, said = _rounded(most)
        low, between = high, said
        if least != most:
            low, at_least = _rounded(least)
            between = f"{at_least}至{said}"
        line = _NEW(Step, (f"减去{name}，补足差额{between}", low, high, self.source))
        return Span(least, most, low, high, said, (*steps, line), missing)

    def _goal(
        self, reading: Reading
    ) -> tuple[Decimal, Decimal, tuple[Step, ...], tuple[MissingFact, ...]] | None:
        known = self.target.known(reading)
        if known is not None:
            return known[1].yuan, known[1].yuan, known[3], ()
        blank = self.blank
        if self.target.operand not in reading.unread or blank.interval is None:
            return None
        least, most = blank.interval.low, blank.interval.high
        if least is None or most is None:
            return None
        return least, most, blank.steps, blank.missing


_How = _Fixed | _Share | _Pieces | _Steps | _Less
_Cap = tuple[Decimal, Money, str, Step]  # what it leaves, as of a sum, and its line


@dataclass(frozen=True, slots=True)
class PlainSum:
    """How a plain award is worked out, within caps in their order."""

    how: _How
    caps: tuple[_Cap, ...]

    def known(self, reading: Reading) -> Sum | None:
        """The sum and its steps, or None where a number is not simply known."""
        found = self.how.known(reading)
        if found is not None:
            for exact, money, said, line in self.caps:
                if found[0] > exact:
                    found = (exact, money, said, (*found[3], line))
        return found

    def span(self, reading: Reading) -> Span | None:
        """From where to where a sum lies of which a number is not known; None if not so plain."""
        how = self.how
        found = how.span(reading) if isinstance(how, _Less) else None
        if found is None or found.least == found.most:
            return None
        for exact, money, said, line in self.caps:
            if found.least >= exact:
                return None
            if found.most > exact:
                steps = (*found.steps, line._replace(low=found.low))
                found = found._replace(most=exact, high=money, said=said, steps=steps)
        return found

    @property
    def operand(self) -> int | None:
        """The one operand it is reckoned from; none of a fixed sum and of a difference."""
        return None if isinstance(self.how, _Fixed | _Less) else self.how.operand


def plain_sum(
    award: Award, subject: Subject, operands: Operands, blank: Inquiry
) -> PlainSum | None:
    """The short way to an award's sum, or None where there is none."""
    often = award.per != "once" or award.lasting is not None or award.instalments
    if often or award.ceiling or award.floor is not None:
        return None
    caps: list[_Cap] = []
    for cap in award.caps:
        if cap.amount is None or cap.of is not None or cap.rate is not None or cap.per == "person":
            return None
        money, said = _rounded(cap.amount.yuan)
        text = f"{SCOPE_WORD[cap.per]}不超过{cap.amount}"
        caps.append((cap.amount.yuan, money, said, Step(text, money, money, cap.source)))
    how = _how(award, subject, operands, blank)
    return None if how is None else PlainSum(how, tuple(caps))


def _how(award: Award, subject: Subject, operands: Operands, blank: Inquiry) -> _How | None:
    vocabulary = blank.vocabulary
    match award:
        case Fixed():
            yuan = award.amount.yuan
            money, said = _rounded(yuan)
            line = Step(f"定额{award.amount}", money, money, award.source)
            return _Fixed((yuan, money, said, (line,)))
        case Rate():
            number, name = operands.find(award.base), describe_operand(award.base, vocabulary)
            if number is None:
                return None
            rate = award.rate
            return _Share(number, name, rate.fraction, f" × {rate} = ", award.source)
        case PerUnit() if not (award.step or award.from_ or award.at_most):
            number = operands.find(award.quantity)
            name = describe_operand(award.quantity, vocabulary)
            if number is None:
                return None
            unit = award.amount
            return _Pieces(number, name, unit.yuan, f" × {unit} = ", award.source)
        case Tiers():
            return _steps(award, operands, describe_operand(award.operand, vocabulary))
        case TopUp():
            target = plain_sum(award.target, subject, operands, blank)
            name = describe_operand(award.received, vocabulary)
            received = operands.find(award.received)
            if target is None or received is None:
                return None
            unread = compute(award.target, blank, subject)
            return _Less(target, unread, received, name, award.source)
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
    paid = []
    for place in places:
        interval, (told,) = tier_amount(award, Figure(dimension, point(place), ""), None, "")
        if interval.point is None:
            return None
        paid.append((interval.point, *_rounded(interval.point), told.text, told.source))
    return _Steps(number, name, dimension, cuts, tuple(paid))


def _rounded(yuan: Decimal) -> tuple[Money, str]:
    """An amount to the fen, as a sum of money and in words."""
    rounded = fen(yuan)
    return _MONEY({"kind": "money", "yuan": rounded}), yuan_text(rounded)
