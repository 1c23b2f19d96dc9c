"""Payments: an award as a small program over integers, for the rows that are due something.

The program says what ``matcher.award`` says, in fen. Rounding to fen is left to the end of each
number: it never changes order, so that caps, floors and the least of several may come after it.
``None`` for an award whose amount only ``evaluate`` can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, lcm
from typing import assert_never

from matcher import kernel
from matcher.figures import dimension_of, unknown
from matcher.interval import Interval, point
from matcher.predicates import Figure, Reader
from matcher.tiers import band_at, tier_amount
from rules.benefit import (
    Award,
    Band,
    Cap,
    Cases,
    Fixed,
    InKind,
    LesserOf,
    PerUnit,
    Rate,
    Tiers,
    TopUp,
)
from rules.condition import Operand
from rules.quantity import AnyQuantity, Money, magnitude

INF = int(kernel.INF)
LARGEST = 2**55  # fen of one amount; sums of several stay far below INF
MOST_CASES = 32
HALF = Fraction(1, 2)
_CHOOSE = {"highest": kernel.HIGHEST, "first": kernel.FIRST, "sum": kernel.ADDED}


class _NotHereError(Exception):
    """The program cannot say what ``evaluate`` would."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Fen on one stretch of a number: ``times * floor(slope * value + offset)``, at most cap."""

    slope: Fraction
    offset: Fraction
    cap: int = INF
    times: int = 1


@dataclass
class Payments:
    """Programs of many awards; figures become sources by ``source``."""

    reader: Reader
    source: Callable[[Figure], tuple[int, Fraction]]  # its number, and the value of a stored one
    case: Callable[[int], int]  # the place of a node among the bitmaps of cases
    code: list[tuple[int, int, int, int]] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    pieces: list[tuple[int, ...]] = field(default_factory=list)
    _person: bool = False
    _cases: Iterator[tuple[int, ...]] = field(default_factory=lambda: iter(()))

    def add(
        self, award: Award, cases: tuple[tuple[int, ...], ...], *, person: bool
    ) -> list[tuple[int, int, int, int]]:
        """The instructions of an award; empty when only ``evaluate`` can tell its amount."""
        self.code, self._person, self._cases = [], person, iter(cases)
        try:
            self._award(award)
        except _NotHereError:
            return []
        return self.code if _height(self.code) <= kernel.DEPTH else []

    def _emit(self, op: int, a: int = 0, b: int = 0, c: int = 0) -> None:
        if not all(abs(number) <= INF for number in (a, b, c)):
            raise _NotHereError
        self.code.append((op, a, b, c))

    def _award(self, award: Award) -> None:
        self._raw(award)
        if isinstance(award, InKind):
            return
        if award.floor is not None:
            self._emit(kernel.FLOOR, _fen(award.floor))
        for cap in award.caps:
            self._cap(cap, award)
        if award.ceiling:
            self._emit(kernel.CEILING, 0 if award.floor is None else _fen(award.floor))

    def _raw(self, award: Award) -> None:
        match award:
            case Fixed():
                self._constant(_fen(award.amount), _fen(award.amount))
            case Rate():
                self._rate(award.base, Fraction(award.rate.fraction))
            case PerUnit():
                self._per_unit(award)
            case Tiers():
                self._tiers(award)
            case Cases():
                self._alternatives(award)
            case LesserOf():
                for number, inner in enumerate(award.of):
                    self._award(inner)
                    if number:
                        self._emit(kernel.LEAST)
            case TopUp():
                self._award(award.target)
                self._rate(award.received, Fraction(1), whole_fen=True)
                self._emit(kernel.LESS)
            case InKind():
                self._constant(0, INF)
            case _:
                assert_never(award)

    def _constant(self, low: int, high: int) -> None:
        if low > LARGEST or LARGEST < high != INF:
            raise _NotHereError
        self._emit(kernel.CONST, low, high)

    def _rate(self, base: Operand, rate: Fraction, *, whole_fen: bool = False) -> None:
        """A rate of a base in yuan that is never below 0; open when it is not known."""
        found = self.reader.number(base)
        if found is None or rate < 0:
            raise _NotHereError
        figure, dimension = found
        null = (0, INF if rate else 0)
        if figure is None:
            self._constant(*null)
            return
        if dimension != "money":
            raise _NotHereError
        if whole_fen and (100 * self.source(figure)[1]).denominator != 1:
            raise _NotHereError  # a difference of less than a fen
        zero = Fraction(0)

        def at(value: Fraction) -> Piece:
            return Piece(100 * rate if value >= 0 else zero, HALF)

        self._piecewise(figure, [zero], at, null)

    def _per_unit(self, award: PerUnit) -> None:
        each = Fraction(award.amount.yuan)
        for cap in award.caps:
            if cap.per == "person" and not self._person and cap.amount is not None:
                each = min(each, Fraction(cap.amount.yuan))
        found = self.reader.number(award.quantity)
        if found is None or each < 0:
            raise _NotHereError
        figure, dimension = found
        most = None if award.at_most is None else self._number(award.at_most, dimension)
        first = Fraction(0) if award.from_ is None else self._number(award.from_, dimension)
        step = None if award.step is None else self._number(award.step, dimension)
        null = (0, INF if each else 0)
        limit = None if step is not None else award.at_most
        if each and limit is not None and _countable(dimension_of(limit)):
            null = (0, floor(100 * each * Fraction(magnitude(limit)) + HALF))
        if figure is None:
            self._constant(*null)
            return
        fen = 100 * each
        if (step is None and not _countable(dimension)) or (step is not None and step <= 0):
            raise _NotHereError
        if (step is not None and fen.denominator != 1) or (most is not None and most < 0):
            raise _NotHereError

        def at(value: Fraction) -> Piece:
            if value < first:
                return Piece(Fraction(0), HALF)
            if most is not None and value - first >= most:
                units = most if step is None else Fraction(floor(most / step))
                return Piece(Fraction(0), fen * units + HALF)
            if step is None:
                return Piece(fen, HALF - fen * first)
            return Piece(1 / step, -first / step, times=int(fen))

        edges = [first] if most is None else [first, first + most]
        self._piecewise(figure, edges, at, null)

    def _number(self, quantity: AnyQuantity, dimension: str) -> Fraction:
        if dimension not in ("", dimension_of(quantity)) or dimension in ("months", "days", "date"):
            raise _NotHereError
        return Fraction(magnitude(quantity))

    def _tiers(self, award: Tiers) -> None:
        found = self.reader.number(award.operand)
        if found is None:
            raise _NotHereError
        figure, dimension = found
        ends = [end for band in award.bands for end in (band.lower, band.upper) if end is not None]
        edges = [self._number(end, dimension) for end in ends]
        if award.base is not None:
            self._tiers_of(award, award.base, figure, edges)
            return
        open_ended, _ = tier_amount(award, unknown(""), None, "")
        null = _ends(open_ended)
        if figure is None:
            self._constant(*null)
            return
        if dimension != "money" and any(band.rate is not None for band in award.bands):
            raise _NotHereError
        if award.machine == "slice":
            edges += [Fraction(0), *_cap_edges(award)]
            self._piecewise(figure, edges, lambda value: _sliced(award, value), null)
        else:
            edges.append(Fraction(0))
            self._piecewise(figure, edges, lambda value: _banded(award, value), null)

    def _tiers_of(
        self, award: Tiers, base: Operand, figure: Figure | None, edges: list[Fraction]
    ) -> None:
        """Graded by one figure, paid on another."""
        found = self.reader.number(base)
        if found is None or figure is None or found[0] is None or award.machine == "slice":
            raise _NotHereError
        paid, dimension = found
        if dimension != "money" or paid is None:
            raise _NotHereError
        self._piecewise(figure, edges, lambda value: _banded(award, value, of=True), None, paid)

    def _piecewise(
        self,
        figure: Figure,
        edges: list[Fraction],
        at: Callable[[Fraction], Piece],
        null: tuple[int, int] | None,
        paid: Figure | None = None,
    ) -> None:
        """An amount that is one line between two edges; ``paid`` is what the line runs over."""
        source, unit = self.source(figure)
        stored = [edge / unit for edge in edges]
        cuts = sorted({cut for edge in stored for cut in (ceil(edge), floor(edge) + 1)})
        if not all(abs(cut) < INF for cut in cuts):
            raise _NotHereError
        from_ = len(self.points)
        low, high = null or (0, INF)
        base, base_unit = (source, unit) if paid is None else self.source(paid)
        header = len(self.pieces)
        listed = [at((cuts[0] - 1) * unit), *(at(cut * unit) for cut in cuts)]
        packed = [_packed(piece, base_unit) for piece in listed]
        self._constant_fits(low, high)
        # where the line goes on as before there is no cut
        kept = [n for n in range(len(cuts)) if packed[n + 1] != packed[n]]
        cuts, packed = [cuts[n] for n in kept], [packed[0], *(packed[n + 1] for n in kept)]
        self.points += cuts
        self.pieces.append((from_, len(self.points), low, high, 0, 0))
        self.pieces += packed
        if paid is None:
            self._emit(kernel.PIECES, source, source, header)
        else:
            self._emit(kernel.SPLIT, base, source, header)

    def _constant_fits(self, low: int, high: int) -> None:
        if not 0 <= low <= LARGEST or LARGEST < high != INF:
            raise _NotHereError

    def _alternatives(self, award: Cases) -> None:
        nodes = next(self._cases)
        if len(nodes) > MOST_CASES:
            raise _NotHereError
        self._emit(kernel.OPEN_CASES)
        choose = _CHOOSE[award.choose]
        for case, node in zip(award.cases, nodes, strict=True):
            if isinstance(case.award, InKind):
                raise _NotHereError
            self._award(case.award)
            self._emit(kernel.CASE, choose, self.case(node))
        self._emit(kernel.CLOSE_CASES, choose)

    def _cap(self, cap: Cap, award: Award) -> None:
        if cap.per == "person" and not self._person:
            if not (isinstance(award, PerUnit) and cap.of is None):
                self._emit(kernel.CEILING, 0)
            return
        if cap.amount is not None:
            self._constant(_fen(cap.amount), _fen(cap.amount))
            self._emit(kernel.LEAST)
        of = cap.of
        if of is None and cap.rate is not None:
            of = award.base if isinstance(award, Rate | Tiers) else None
            if of is None:
                self._emit(kernel.CEILING, 0)
                return
        if of is not None:
            self._rate(of, Fraction(1 if cap.rate is None else cap.rate.fraction))
            self._emit(kernel.LEAST)


def _countable(dimension: str) -> bool:
    return dimension in ("headcount", "area") or dimension.startswith("count:")


def _height(code: list[tuple[int, int, int, int]]) -> int:
    """How many amounts stand on the stack at most."""
    grows = {kernel.CONST, kernel.PIECES, kernel.SPLIT, kernel.OPEN_CASES}
    falls = {kernel.LEAST, kernel.LESS, kernel.CASE}
    height = most = 0
    for op, *_ in code:
        height += (op in grows) - (op in falls)
        most = max(most, height)
    return most


def _fen(money: Money) -> int:
    return floor(100 * Fraction(money.yuan) + HALF)


def _ends(interval: Interval) -> tuple[int, int]:
    rounded = interval.to_fen()
    low = int((rounded.low or Decimal(0)) * 100)
    return low, INF if rounded.high is None else int(rounded.high * 100)


def _packed(piece: Piece, unit: Fraction) -> tuple[int, ...]:
    """times, slope, offset, divisor, cap and the size up to which nothing overflows."""
    if piece.slope == 0:
        fen = piece.times * floor(piece.offset)
        if not 0 <= fen <= LARGEST:
            raise _NotHereError
        return 1, 0, fen, 1, piece.cap, INF
    slope = piece.slope * unit
    divisor = lcm(slope.denominator, piece.offset.denominator)
    rise, start = int(slope * divisor), int(piece.offset * divisor)
    # both the product and the fen stay small enough to be added up
    most = LARGEST * divisor // max(piece.times, 1)
    size = (min(2**61, most) - abs(start)) // abs(rise)
    if size <= 0 or divisor > 2**61 or piece.times > LARGEST:
        raise _NotHereError
    return piece.times, rise, start, divisor, piece.cap, min(size, INF)


def _banded(award: Tiers, value: Fraction, *, of: bool = False) -> Piece:
    """The line of a step or slab at a value of the graded figure."""
    band = band_at(award, point(_decimal(value)))
    if band is None:
        return Piece(Fraction(0), HALF)
    cap = INF if band.cap is None else _fen(band.cap)
    if band.amount is not None:
        fen: Fraction = min(100 * Fraction(band.amount.yuan), Fraction(cap))
        return Piece(Fraction(0), fen + HALF)
    if band.rate is None:
        raise _NotHereError
    if value < 0 and not of:
        return Piece(Fraction(0), HALF)
    return Piece(100 * Fraction(band.rate.fraction), HALF, cap=cap)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _lower(band: Band) -> Fraction:
    return Fraction(0) if band.lower is None else Fraction(magnitude(band.lower))


def _upper(band: Band) -> Fraction | None:
    return None if band.upper is None else Fraction(magnitude(band.upper))


def _cap_edges(award: Tiers) -> list[Fraction]:
    """Where a slice reaches its own cap."""
    return [
        _lower(band) + Fraction(band.cap.yuan) / Fraction(band.rate.fraction)
        for band in award.bands
        if band.cap is not None and band.rate is not None and band.rate.fraction > 0
    ]


def _sliced(award: Tiers, value: Fraction) -> Piece:
    """The line of all slices together at a value."""
    slope, offset = Fraction(0), HALF
    for band in award.bands:
        lower, upper = _lower(band), _upper(band)
        cap = None if band.cap is None else 100 * Fraction(band.cap.yuan)
        if band.rate is None:
            whole = Fraction(0) if band.amount is None else 100 * Fraction(band.amount.yuan)
            included = band.lower_included and band.lower is not None
            reached = value >= lower if included else value > lower
            whole = whole if reached else Fraction(0)
            offset += whole if cap is None else min(whole, cap)
            continue
        rate = 100 * Fraction(band.rate.fraction)
        part = max(Fraction(0), (value if upper is None else min(value, upper)) - lower)
        if cap is not None and rate * part >= cap:
            offset += cap
        elif part > 0 and (upper is None or value < upper):
            slope += rate
            offset -= rate * lower
        else:
            offset += rate * part
    return Piece(slope, offset)
