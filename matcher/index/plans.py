"""What an award comes to from one whole number, where it is as plain as that.

A plain award is a fixed sum, a rate or a sum a unit of one number, steps of fixed sums, or the
top-up to one of these, with caps that are sums. ``compute`` works out all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matcher.amount import Computed
from matcher.award import compute
from matcher.figures import Inquiry, dimension_of
from matcher.graph import SharedAward
from matcher.index.operands import reads
from matcher.index.thresholds import Operands
from matcher.interval import fen, point
from matcher.tiers import band_amount, band_at
from rules.benefit import Award, Fixed, InKind, PerUnit, Rate, Tiers, TopUp
from rules.condition import Operand
from rules.quantity import magnitude
from rules.vocabulary import Subject

OPEN = 2**62  # no upper bound; whole fen below it are exact
LARGEST = 2**60
UNITS = "units"  # whatever is counted by the piece


class NotPlainError(Exception):
    """An award that only ``compute`` can work out."""


@dataclass(frozen=True, slots=True)
class Linear:
    """``x * num / den``, rounded half up to a fen."""

    input: int
    num: int
    den: int


@dataclass(frozen=True, slots=True)
class Steps:
    """A fixed sum by the position of x among the cuts: between two of them, or at one."""

    input: int
    cuts: tuple[int, ...]
    sums: tuple[int, ...]  # of the 2 * len(cuts) + 1 positions


@dataclass(frozen=True, slots=True)
class Less:
    """``max(0, target - x)``, the target being another plan."""

    target: int
    input: int


@dataclass(frozen=True, slots=True)
class Always:
    """What no fact changes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One award. ``how`` None: by ``compute``, unless none of ``addresses`` is given.

    ``blank`` is what it comes to without facts.
    """

    award: Award
    subject: Subject
    how: Linear | Steps | Less | Always | None
    blank: Computed
    addresses: frozenset[str]
    floor: int
    cap: int


class Planner:
    """Gathers the plans of awards and the whole numbers they need."""

    def __init__(self, awards: Sequence[SharedAward], operands: Operands, blank: Inquiry) -> None:
        self._operands, self._inquiry = operands, blank
        self._count = len(awards)
        self._targets: list[Plan] = []  # of top-ups; they are numbered after the awards
        self._inputs: dict[tuple[int, str], int] = {}
        own = [
            self._planned(item.award, Subject.PERSON if item.person else Subject.ENTERPRISE)
            for item in awards
        ]
        self.plans = own + self._targets
        self.inputs = list(self._inputs)  # operand and dimension of each

    def _planned(self, award: Award, subject: Subject) -> Plan:
        addresses, blank = reads(lambda inquiry: compute(award, inquiry, subject), self._inquiry)
        try:
            floor = 0 if award.floor is None else _whole_fen(award.floor.yuan)
            how, cap = self._how(award, subject)
        except NotPlainError:
            return Plan(award, subject, None, blank, addresses, 0, OPEN)
        return Plan(award, subject, how if fits(blank) else None, blank, addresses, floor, cap)

    def _how(self, award: Award, subject: Subject) -> tuple[Linear | Steps | Less | Always, int]:
        cap, rate, unit = _limited(award, subject)
        match award:
            case Fixed() | InKind():
                return Always(), cap
            case Rate() if rate is not None:
                return self._linear(award.base, "money", rate), cap
            case PerUnit() if unit is not None and not (award.step or award.from_ or award.at_most):
                return self._linear(award.quantity, UNITS, unit * 100), cap
            case Tiers():
                return self._steps(award), cap
            case TopUp():
                target = self._planned(award.target, subject)
                plain = target.how is not None and not isinstance(target.how, Less)
                if not plain or target.blank.interval is None:
                    raise NotPlainError
                self._targets.append(target)
                number = self._count + len(self._targets) - 1
                return Less(number, self._input(award.received, "money")), cap
            case _:
                raise NotPlainError

    def _linear(self, operand: Operand, dimension: str, factor: Decimal) -> Linear:
        num, den = factor.as_integer_ratio()
        if num < 0 or num * 2 >= LARGEST or den >= LARGEST:
            raise NotPlainError
        return Linear(self._input(operand, dimension), num, den)

    def _steps(self, award: Tiers) -> Steps:
        if award.machine != "step" or award.base is not None:
            raise NotPlainError
        ends = [end for band in award.bands for end in (band.lower, band.upper) if end is not None]
        dimensions = {dimension_of(end) for end in ends}
        if len(dimensions) != 1 or any(band.amount is None for band in award.bands):
            raise NotPlainError
        dimension = dimensions.pop()
        cuts = sorted({magnitude(end) for end in ends})
        whole = tuple(_scaled(dimension, cut) for cut in cuts)
        places = [cuts[0] - 1]
        for cut, after in zip(cuts, [*cuts[1:], cuts[-1] + 2], strict=True):
            places += [cut, (cut + after) / 2]
        sums = []
        for place in map(point, places):
            # what tier_amount gives for one number in the measure of the bands
            paid = band_amount(band_at(award, place), place, pays_money=True).point
            if paid is None:
                raise NotPlainError
            sums.append(_whole_fen(paid))
        return Steps(self._input(award.operand, dimension), whole, tuple(sums))

    def _input(self, operand: Operand, dimension: str) -> int:
        key = (self._operands.number(operand), dimension)
        return self._inputs.setdefault(key, len(self._inputs))


def _limited(award: Award, subject: Subject) -> tuple[int, Decimal | None, Decimal | None]:
    """The least cap in fen; the rate, and the sum a unit, with the caps that lower them."""
    cap = OPEN
    rate = award.rate.fraction if isinstance(award, Rate) else None
    unit = award.amount.yuan if isinstance(award, PerUnit) else None
    for limit in award.caps:
        if limit.of is not None:
            raise NotPlainError
        if limit.per == "person" and subject is not Subject.PERSON:
            if unit is None:
                raise NotPlainError
            unit = unit if limit.amount is None else min(unit, limit.amount.yuan)
            continue
        if limit.amount is not None:
            cap = min(cap, _whole_fen(limit.amount.yuan))
        if limit.rate is not None:
            if rate is None:
                raise NotPlainError
            rate = min(rate, limit.rate.fraction)
    return cap, rate, unit


def whole_number(wanted: str, dimension: str, number: Decimal) -> int | None:
    """A whole number of fen or pieces, or None where it is not exact or measured otherwise."""
    if wanted == UNITS:
        pieces = dimension in ("headcount", "tally", "area") or dimension.startswith("count:")
        if not pieces:
            return None
    elif dimension != wanted:
        return None
    scaled = number * 100 if dimension == "money" else number
    whole = int(scaled)
    return whole if whole == scaled else None


def _scaled(dimension: str, number: Decimal) -> int:
    whole = whole_number(dimension, dimension, number)
    if whole is None or abs(whole) >= LARGEST:
        raise NotPlainError
    return whole


def _whole_fen(yuan: Decimal) -> int:
    """A limit rounded as the amount will be: rounding rises with the number, so it may be first."""
    whole = int(fen(yuan) * 100)
    if not 0 <= whole < LARGEST:
        raise NotPlainError
    return whole


def fits(computed: Computed) -> bool:
    low, high = ends(computed)
    return 0 <= low < LARGEST and (0 <= high < LARGEST or high == OPEN)


def ends(computed: Computed) -> tuple[int, int]:
    interval = computed.interval
    if interval is None:
        return 0, 0
    low = 0 if interval.low is None else int(interval.low * 100)
    return low, OPEN if interval.high is None else int(interval.high * 100)
