"""Parts: single predicates of a plan, each by itself, and the bitmaps they come to over a chunk."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from matcher import kernel_words
from matcher.columns import LARGEST, Chunk, Column, Names
from matcher.kernel import Array
from matcher.marks import marks_of
from matcher.predicates import Figure, Listed, Number, Quotient, Steps, Total
from matcher.sources import Places, SourceList, whole_scale
from matcher.truth import Truth
from matcher.truth_tables import Spellings

BITS = {Truth.FALSE: 0, Truth.UNKNOWN: 2, Truth.TRUE: 3}
"""Truths as two bits: certain, and possible."""


@dataclass(slots=True)
class Part(ABC):
    """One predicate. ``row`` is where the truths that a plan keeps have it, ``reads`` its columns.

    ``fill`` writes the two bitmaps of a chunk none of whose columns that are read has odd values;
    it says whether all cells could be told.
    """

    row: int | None
    reads: tuple[str, ...]

    @abstractmethod
    def fill(self, chunk: Chunk, certain: Array, possible: Array) -> bool:
        """Its bitmaps."""


@dataclass(slots=True)
class _Turns:
    """A truth along a number: before the first cut, and what each cut turns over."""

    cuts: Array
    turns: Array
    first: int
    null: int


@dataclass(slots=True)
class _Level(Part):
    column: Column
    by: _Turns

    def fill(self, chunk: Chunk, certain: Array, possible: Array) -> bool:
        data, place, by = chunk.data, self.column.place, self.by
        kernel_words.leveled(
            data.numbers[place], data.known[place], by.cuts, by.turns, by.first, by.null,
            certain, possible,
        )  # fmt: skip
        return True


@dataclass(slots=True)
class _Compared(Part):
    """One column over another; ``otherwise`` where a product of some chunk could overflow."""

    above: int
    below: int
    factor: int
    wholes: Array
    mores: Array
    by: _Turns
    otherwise: _Measure

    def fill(self, chunk: Chunk, certain: Array, possible: Array) -> bool:
        data, by = chunk.data, self.by
        times = max(1, int(np.abs(self.wholes).max(initial=0)))
        reach = chunk.magnitude(self.above) * self.factor, chunk.magnitude(self.below) * times
        if max(reach) >= LARGEST:
            return self.otherwise.fill(chunk, certain, possible)
        kernel_words.compared(
            data.numbers[self.above], data.numbers[self.below],
            data.known[self.above], data.known[self.below],
            self.factor, self.wholes, self.mores, by.turns, by.first, by.null,
            certain, possible,
        )  # fmt: skip
        return True


@dataclass(slots=True)
class _Measure(Part):
    terms: tuple[Array, Array, Array]  # column, factor and limit of each
    middle: int
    by: _Turns

    def fill(self, chunk: Chunk, certain: Array, possible: Array) -> bool:
        data, by = chunk.data, self.by
        told = kernel_words.measured(
            data.numbers, data.known, data.odd, *self.terms, self.middle,
            by.cuts, by.turns, by.first, by.null, certain, possible,
        )  # fmt: skip
        return bool(told)


class _Codes(NamedTuple):
    """What each code is to a predicate; ``sure`` and ``unsure`` name those of a chunk's marks."""

    names: Names
    truths: Array
    sure: Array
    unsure: Array


@dataclass(slots=True)
class _Names(Part):
    leaf: Listed
    column: Column
    spellings: Spellings
    _codes: _Codes | None = None

    def fill(self, chunk: Chunk, certain: Array, possible: Array) -> bool:
        data, place, in_set = chunk.data, self.column.place, self.column.shape == "set"
        codes = self._coded(chunk.names)
        marks = marks_of(chunk, self.column)
        plain = not (in_set and codes.truths[0])  # nothing holds of the empty set
        if plain and marks is not None and len(marks) == codes.truths.size:
            kernel_words.marked(marks, codes.sure, codes.unsure, certain, possible)
        elif in_set:
            kernel_words.titled(
                data.starts[place], data.items, data.owners, codes.truths, data.given[place],
                certain, possible,
            )  # fmt: skip
        else:
            kernel_words.named(data.codes[place], codes.truths, certain, possible)
        return True

    def _coded(self, names: Names) -> _Codes:
        found = self._codes
        count = 3 if self.column.shape == "flag" else 1 + len(names.codes(self.column.address))
        if found is None or found.names is not names or found.truths.size != count:
            told = self.spellings.truths(self.leaf, self.column, names)
            truths = np.array([BITS[truth] for truth in told], np.uint8)
            sure, unsure = np.flatnonzero(truths == 3), np.flatnonzero(truths == 2)
            if self.column.shape == "set":
                unsure = np.append(unsure[unsure > 0], 0)  # there 0 is who gives no set
            found = self._codes = _Codes(names, truths, sure, unsure)
        return found


def make_part(leaf: Steps | Listed, row: int | None, places: Places, spellings: Spellings) -> Part:
    """The part of a predicate over these columns."""
    match leaf:
        case Listed():
            return _Names(row, (leaf.address,), leaf, places[leaf.address], spellings)
        case Steps(figure=Number() as figure):
            column = places[figure.address]
            return _Level(row, (figure.address,), column, _turns(leaf, [int(c) for c in leaf.cuts]))
        case Steps(figure=figure):
            sources = SourceList(places)
            if isinstance(figure, Quotient):
                sources.scales[figure] = whole_scale([leaf])
            sources.figure(figure)
            packed = sources.packed()
            terms = (packed.column, packed.factor, packed.limit)
            middle = int(packed.terms[0, 1])
            by = _turns(leaf, sources.cuts(leaf))
            measure = _Measure(row, _reads(figure), terms, middle, by)
            if packed.column.size == 2 and middle == 1:
                return _compared(measure)
            return measure


def _compared(measure: _Measure) -> Part:
    """One term over another, both of them multiplied by what makes them whole."""
    (above, below), (factor, under), _ = (part.tolist() for part in measure.terms)
    cuts = measure.by.cuts  # twice the whole part, one more for a rest: see ``divided``
    if factor <= 0 or under <= 0 or int(np.abs(cuts).max(initial=0)) * under >= LARGEST:
        return measure
    wholes, mores = (cuts >> 1) * under, cuts & 1
    row, reads = measure.row, measure.reads
    return _Compared(row, reads, above, below, factor, wholes, mores, measure.by, measure)


def _reads(figure: Figure) -> tuple[str, ...]:
    match figure:
        case Number():
            return (figure.address,)
        case Total():
            return tuple(address for address, _ in figure.terms)
        case Quotient():
            return tuple(address for address, _ in (*figure.above, *figure.below))


def _turns(leaf: Steps, cuts: Sequence[int]) -> _Turns:
    bits = [BITS[truth] for truth in leaf.truths]
    turns = [bits[n] ^ bits[n + 1] for n in range(len(cuts))]
    kept = [n for n, turn in enumerate(turns) if turn]
    # of two cuts at one place the first stretch is empty; turning twice says the same
    return _Turns(
        np.array([cuts[n] for n in kept], np.int64),
        np.array([turns[n] for n in kept], np.uint8),
        bits[0],
        BITS[leaf.null],
    )
