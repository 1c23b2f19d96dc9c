"""Comparisons of one operand with given quantities: all of them by one binary search.

The distinct thresholds of an operand are cut points on a line. A number lies at position ``2i``
when it is between the cuts ``i-1`` and ``i``, at ``2i+1`` when it is cut ``i``; each comparison
holds on a range of positions, or off it. What is not one number is related leaf by leaf.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.conditions import figure_of
from matcher.decision import MissingFact
from matcher.figures import Figure, Inquiry, dimension_of, exact, relate
from matcher.index.groups import STATE
from matcher.index.operands import (
    NOTHING,
    Given,
    Read,
    Reader,
    operand_key,
    reader,
    reads,
)
from rules.condition import Comparator, Compare, Leaf, Operand, OverYears
from rules.quantity import AnyQuantity, magnitude

_HIGHEST = 2**31 - 1


class Operands:
    """The distinct operands of a rule set."""

    def __init__(self, blank: Inquiry) -> None:
        self._blank = blank
        self._numbers: dict[Hashable, int] = {}
        self._operands: list[Operand] = []
        self.readers: list[Reader] = []
        self._addresses: list[frozenset[str]] = []
        self._unread: list[Figure] = []

    def number(self, operand: Operand) -> int:
        """The operand's number, new or old."""
        key = operand_key(operand, self._blank)
        number = self._numbers.setdefault(key, len(self._operands))
        if number == len(self._operands):
            self._operands.append(operand)
            self.readers.append(reader(operand, self._blank))
            addresses, unread = reads(lambda inquiry: figure_of(operand, inquiry), self._blank)
            self._addresses.append(addresses)
            self._unread.append(unread)
        return number

    def find(self, operand: Operand) -> int | None:
        """The operand's number, or None when nothing has numbered it."""
        return self._numbers.get(operand_key(operand, self._blank))

    def unread(self) -> list[tuple[MissingFact, ...]]:
        """What each operand asks for while nothing is given."""
        return [figure.missing for figure in self._unread]

    def read(self, inquiry: Inquiry) -> Reading:
        """All operands for one applicant."""
        return Reading(self, inquiry)

    def is_unread(self, number: int, given: Given) -> bool:
        """Whether nothing is given that an operand could come from."""
        return given.keys().isdisjoint(self._addresses[number])

    def figure(self, number: int, given: Given, inquiry: Inquiry) -> Figure:
        """The whole figure, with its text and what is missing."""
        if self.is_unread(number, given):
            return self._unread[number]
        return figure_of(self._operands[number], inquiry)


class Reading:
    """What the facts of one applicant say about every operand."""

    def __init__(self, operands: Operands, inquiry: Inquiry) -> None:
        self._operands, self._inquiry = operands, inquiry
        self._given: Given = inquiry.facts.by_key
        self._figures: dict[int, Figure] = {}
        self._texts: dict[int, str] = {}
        self._missing: dict[int, tuple[MissingFact, ...]] = {}
        self.computed = 0  # operands that only figure_of could read
        given = self._given
        self.reads = reads = [each.read(given) for each in operands.readers]
        # the operands that something may still be missing of
        self.open = [number for number, read in enumerate(reads) if read[1] is None]
        for number in self.open:
            if reads[number][2]:
                reads[number] = self._resolved(number)

    @cached_property
    def unread(self) -> frozenset[int]:
        """The operands for which nothing is given."""
        given, operands = self._given, self._operands
        return frozenset(number for number in self.open if operands.is_unread(number, given))

    def figure(self, number: int) -> Figure:
        """The whole figure of an operand."""
        known = self._figures.get(number)
        if known is None:
            known = self._operands.figure(number, self._given, self._inquiry)
            self._figures[number] = known
        return known

    def text(self, number: int) -> str:
        """The text of an operand's figure."""
        known = self._texts.get(number)
        if known is None:
            quick = self._operands.readers[number].text(self._given, self.reads[number])
            known = self._texts[number] = self.figure(number).text if quick is None else quick
        return known

    def missing(self, number: int) -> tuple[MissingFact, ...]:
        """What would make an operand known."""
        known = self._missing.get(number)
        if known is None:
            quick = self._operands.readers[number].missing(self._given)
            known = self._missing[number] = self.figure(number).missing if quick is None else quick
        return known

    def _resolved(self, number: int) -> Read:
        figure = self.figure(number)
        if not figure.known:
            return NOTHING
        self.computed += 1
        interval = figure.interval
        if figure.days is None and interval.low_in and interval.high_in:
            point = interval.point
            if point is not None:
                return figure.dimension, point, False
        return self.reads[number]


@dataclass(frozen=True, slots=True)
class _Line:
    """One operand's cut points in one dimension, and the leaves on it."""

    operand: int
    dimension: str
    cuts: tuple[Decimal, ...]
    leaves: range  # places among all comparisons
    ops: tuple[Comparator, ...]
    rights: tuple[Figure, ...]


class Thresholds:
    """Every comparison of an operand with a quantity, in one array."""

    def __init__(self, leaves: Sequence[tuple[int, Compare]], operands: Operands) -> None:
        self._operands = operands
        by_line: dict[tuple[int, str], list[tuple[int, Compare, AnyQuantity]]] = {}
        for node, leaf in leaves:
            if leaf.value is not None:
                line = (operands.number(leaf.operand), dimension_of(leaf.value))
                by_line.setdefault(line, []).append((node, leaf, leaf.value))
        self.nodes: list[int] = []  # of the graph, in the order of the states
        self.operand_of: list[int] = []
        self._lines: list[_Line] = []
        bounds: list[tuple[int, int, int, bool]] = []
        for (operand, dimension), members in by_line.items():
            cuts = tuple(sorted({magnitude(value) for _, _, value in members}))
            first = len(self.nodes)
            for node, leaf, value in members:
                cut = bisect_left(cuts, magnitude(value))
                bounds.append((len(self._lines), *_range(leaf.op, cut)))
                self.nodes.append(node)
                self.operand_of.append(operand)
            self._lines.append(
                _Line(
                    operand,
                    dimension,
                    cuts,
                    range(first, len(self.nodes)),
                    tuple(leaf.op for _, leaf, _ in members),
                    tuple(exact(value) for _, _, value in members),
                )
            )
        self._looked_up = [(x, x.operand, x.dimension, x.cuts) for x in self._lines]
        table = np.array(bounds, dtype=np.int32).reshape(-1, 4)
        self._line = table[:, 0].astype(np.intp)
        self._low = table[:, 1].copy()
        self._span = (table[:, 2] - table[:, 1]).view(np.uint32)
        self._off = table[:, 3].astype(np.int8)

    def states(self, reading: Reading) -> tuple[NDArray[np.int8], dict[int, str]]:
        """The state of every comparison, and remarks on those that could not be compared."""
        positions: list[int] = []
        single: list[_Line] = []
        reads = reading.reads
        for line, operand, wanted, cuts in self._looked_up:
            dimension, value, ranged = reads[operand]
            if value is not None and dimension == wanted:
                cut = bisect_left(cuts, value)
                positions.append(2 * cut + (cut < len(cuts) and cuts[cut] == value))
            else:
                positions.append(-1)
                if value is not None or ranged:
                    single.append(line)
        place = np.array(positions, dtype=np.int32).take(self._line)
        # what lies below the lowest position is, without its sign, above every span
        inside = (place - self._low).view(np.uint32) <= self._span
        states = inside.view(np.int8) ^ self._off
        states += states
        states[place < 0] = 1
        remarks: dict[int, str] = {}
        for line in single:
            figure = reading.figure(line.operand)
            for leaf, op, right in zip(line.leaves, line.ops, line.rights, strict=True):
                value_, remark = relate(figure, op, right)
                states[leaf] = STATE[value_]
                if remark:
                    remarks[leaf] = remark
        return states, remarks


def is_threshold(leaf: Leaf) -> bool:
    """Whether a leaf compares one figure with a given quantity."""
    if not isinstance(leaf, Compare) or leaf.value is None:
        return False
    return not (isinstance(leaf.operand, OverYears) and leaf.operand.aggregate == "each")


def _range(op: Comparator, cut: int) -> tuple[int, int, bool]:
    """The positions from and to which the comparison with a cut holds, or (True) does not."""
    at = 2 * cut + 1
    match op:
        case Comparator.GE:
            return at, _HIGHEST, False
        case Comparator.GT:
            return at + 1, _HIGHEST, False
        case Comparator.LT:
            return at, _HIGHEST, True
        case Comparator.LE:
            return at + 1, _HIGHEST, True
        case Comparator.EQ:
            return at, at, False
        case Comparator.NE:
            return at, at, True
