"""Truth tables: what every code of a column makes of the predicates that read it.

A number is coded by the stretch between two cuts it lies on, a choice or a title by its name; code
0 is nothing known, or no title. Tables of names grow with the names that are met.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.columns import Column, Names
from matcher.facts import Tag, TagSet
from matcher.kernel import Array, Tables
from matcher.predicates import Listed, Steps
from matcher.truth import Truth


@dataclass(frozen=True)
class Table:
    """One source with its predicates: ``leaves`` are the slots' predicates in order."""

    source: int  # of figures from 0 on, of codes and sets from -1 down
    slot: int
    leaves: list[Steps | Listed]
    column: Column | None  # of codes and sets
    cuts: list[list[int]] = field(default_factory=list)  # of each leaf, in stored numbers


@dataclass
class Spellings:
    """What ``judge`` said of each name, kept: names are many and asking is slow."""

    _known: dict[Listed, dict[str | None, Truth]] = field(default_factory=dict)

    def truths(self, leaf: Listed, column: Column, names: Names) -> list[Truth]:
        """The truths of a flag, a choice or a title by code."""
        if column.shape == "flag":
            return [leaf.truth_of(value) for value in (None, False, True)]
        known = self._known.setdefault(leaf, {})
        spelled = (None, *names.codes(column.address))
        for name in spelled:
            if name not in known:
                known[name] = _truth(leaf, column, name)
        return [known[name] for name in spelled]


class TruthTables:
    """The tables of a plan, packed for the kernel."""

    def __init__(self, tables: Sequence[Table], figures: int, spellings: Spellings) -> None:
        self._tables, self._figures, self._spellings = tables, figures, spellings
        self._packed: tuple[Names, tuple[int, ...], Tables] | None = None

    def packed(self, names: Names) -> Tables:
        """The truths of every code."""
        sizes = tuple(
            len(names.codes(table.column.address)) if table.column is not None else 0
            for table in self._tables
        )
        packed = self._packed
        if packed is None or packed[0] is not names or packed[1] != sizes:
            packed = self._packed = names, sizes, self._pack(names)
        return packed[2]

    def _pack(self, names: Names) -> Tables:
        points: list[int] = []
        cuts, firsts = [], []
        certain: list[Array] = []
        possible: list[Array] = []
        plain: list[bool] = []
        first = 0
        for table in self._tables:
            begin = len(points)
            if table.column is None:
                own = sorted({cut for cuts_of in table.cuts for cut in cuts_of})
                points += own
                truths = _stepped(table, own)
            else:
                truths = self._spelled(table, table.column, names)
            cuts.append((begin, len(points)))
            firsts.append(first)
            certain.append(_bits([[t is Truth.TRUE for t in row] for row in truths]))
            possible.append(_bits([[t is not Truth.FALSE for t in row] for row in truths]))
            in_set = table.column is not None and table.column.shape == "set"
            plain.append(_plain(truths, whole=in_set))
            first += certain[-1].size
        # figures are numbered before codes and sets, however many were met first
        given = [table.source for table in self._tables]
        sources = [source if source >= 0 else self._figures - 1 - source for source in given]
        return Tables(
            source=np.array(sources, np.int64),
            cuts=np.array(cuts, np.int64).reshape(-1, 2),
            points=np.array(points, np.int64),
            first=np.array(firsts, np.int64),
            slot=np.array([table.slot for table in self._tables], np.int64),
            size=np.array([len(table.leaves) for table in self._tables], np.int64),
            certain=np.concatenate(certain) if certain else np.zeros(0, np.uint64),
            possible=np.concatenate(possible) if possible else np.zeros(0, np.uint64),
            plain=np.array(plain, bool),
        )

    def _spelled(self, table: Table, column: Column, names: Names) -> list[list[Truth]]:
        leaves = [leaf for leaf in table.leaves if isinstance(leaf, Listed)]
        columns = [self._spellings.truths(leaf, column, names) for leaf in leaves]
        return [list(row) for row in zip(*columns, strict=True)]


def _truth(leaf: Listed, column: Column, name: str | None) -> Truth:
    """What ``judge`` says of one choice, or of a complete set of one title or of none."""
    if column.shape == "name":
        return leaf.truth_of(name)
    has = () if name is None else (Tag(name=name),)
    return leaf.truth_of(TagSet(has=has, complete=True))


def _stepped(table: Table, points: list[int]) -> list[list[Truth]]:
    """Truths by code: 0 not known, then one code a stretch between the points of all leaves."""
    leaves = [leaf for leaf in table.leaves if isinstance(leaf, Steps)]
    rows = [[leaf.null for leaf in leaves]]
    starts: list[int | None] = [None, *points]
    for start in starts:
        rows.append(
            [
                leaf.truths[0 if start is None else bisect_right(cuts, start)]
                for leaf, cuts in zip(leaves, table.cuts, strict=True)
            ]
        )
    return rows


def _plain(truths: list[list[Truth]], *, whole: bool) -> bool:
    """Whether nothing but a missing value is unknown; in a set code 0 is no missing value."""
    missing = Truth.FALSE if whole else Truth.UNKNOWN
    known = [truth for row in truths[1:] for truth in row]
    return Truth.UNKNOWN not in known and all(truth is missing for truth in truths[0])


def _bits(rows: list[list[bool]]) -> Array:
    """One run of words a row, its booleans packed."""
    width = -(-len(rows[0]) // 64) * 64
    padded = np.zeros((len(rows), width), bool)
    padded[:, : len(rows[0])] = rows
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64).reshape(-1)
