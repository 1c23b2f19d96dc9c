"""What leaves rest on for one applicant: the facts in words, and those that are missing.

Many leaves rest on one basis: an operand that they compare, or the one fact of a group. Groups come
first, then operands, by their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matcher.decision import MissingFact
from matcher.index.groups import Row, Single
from matcher.index.occurrences import Numbers
from matcher.index.thresholds import Reading
from matcher.labels import NOT_GIVEN, fact_text

if TYPE_CHECKING:
    from matcher.index.build import Index


class Bases:
    """The bases of all leaves of an index, each put into words when it is first needed."""

    def __init__(
        self, index: Index, reading: Reading, rows: Sequence[Row], remarks: Mapping[int, str]
    ) -> None:
        self._index, self._reading, self._rows, self._remarks = index, reading, rows, remarks
        self._texts = [""] * index.bases_count
        self._told: NDArray[np.bool_] = np.zeros(index.bases_count, dtype=bool)
        remarked = {index.thresholds.operand_of[leaf] for leaf in remarks}
        # of these each leaf states a fact of its own
        self._differing = [len(rows) + operand for operand in remarked]
        self._differing += [group for group, row in enumerate(rows) if row.outcomes]
        self.codes = self._codes()
        self._code_list: list[int] = self.codes.tolist()

    def _codes(self) -> Numbers:
        """Of each leaf the answer given, where it says the same to everybody: see ``Row``."""
        index, reading = self._index, self._reading
        codes = [row.code for row in self._rows] + [-1] * len(reading.reads)
        for operand in reading.unread:
            codes[len(self._rows) + operand] = 0
        of_leaves: Numbers = np.array(codes, dtype=np.intp).take(index.basis_of)
        first = len(index.thresholds.nodes)
        for (group, own), row in zip(index.groups, self._rows, strict=True):
            if isinstance(group, Single):
                of_leaves[first : first + len(own)] = 0
                of_leaves[[first + leaf for leaf in row.fresh]] = -1
            first += len(own)
        return of_leaves

    def facts(self, leaves: Numbers) -> list[str]:
        """The facts that leaves rest on, as reasons state them."""
        bases, texts = self._index.basis_of.take(leaves), self._texts
        wanted = np.zeros_like(self._told)
        wanted[bases] = True
        for basis in (wanted & ~self._told).nonzero()[0].tolist():
            texts[basis] = self._text(basis)
            self._told[basis] = True
        told = [texts[basis] for basis in bases.tolist()]
        if self._differing:
            for place in np.isin(bases, self._differing).nonzero()[0].tolist():
                told[place] = self._own(int(leaves[place]))
        return told

    def missing(self, leaf: int) -> tuple[MissingFact, ...]:
        """What would settle an unknown leaf."""
        if self._code_list[leaf] == 0:
            return self._index.unread[leaf]
        thresholds = self._index.thresholds
        if leaf < len(thresholds.nodes):
            return self._reading.missing(thresholds.operand_of[leaf])
        group, number = self._index.group_of[leaf - len(thresholds.nodes)]
        return self._rows[group].missing(number)

    def _text(self, basis: int) -> str:
        """The fact of a basis, as leaves state it that have none of their own."""
        if basis >= len(self._rows):
            return self._reading.text(basis - len(self._rows))
        value = self._rows[basis].value
        return NOT_GIVEN if value is None else fact_text(value)

    def _own(self, leaf: int) -> str:
        """The fact of a leaf that has its own."""
        thresholds = self._index.thresholds
        if leaf < len(thresholds.nodes):
            text = self._reading.text(thresholds.operand_of[leaf])
            return text + self._remarks.get(leaf, "")
        group, number = self._index.group_of[leaf - len(thresholds.nodes)]
        return self._rows[group].outcomes[number].fact
