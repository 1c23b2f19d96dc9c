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
from matcher.index.groups import Row
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
        count = index.bases_count
        self._texts: list[str | None] = [None] * count  # None where leaves differ
        self._told: NDArray[np.bool_] = np.zeros(count, dtype=bool)
        operand_of = index.thresholds.operand_of
        self._remarked = {operand_of[leaf] for leaf in remarks}

    def facts(self, leaves: Numbers) -> list[str]:
        """The facts that leaves rest on, as reasons state them."""
        bases, texts = self._index.basis_of.take(leaves), self._texts
        wanted = np.zeros_like(self._told)
        wanted[bases] = True
        for basis in (wanted & ~self._told).nonzero()[0].tolist():
            texts[basis] = self._text(basis)
            self._told[basis] = True
        told = list(map(texts.__getitem__, bases.tolist()))
        return [
            self._own(leaf) if text is None else text
            for leaf, text in zip(leaves.tolist(), told, strict=True)
        ]

    def missing(self, leaf: int) -> tuple[MissingFact, ...]:
        """What would settle an unknown leaf."""
        thresholds = self._index.thresholds
        if leaf < len(thresholds.nodes):
            return self._reading.missing(thresholds.operand_of[leaf])
        group, number = self._index.group_of[leaf - len(thresholds.nodes)]
        return self._rows[group].missing(number)

    def _text(self, basis: int) -> str | None:
        """The fact of a basis, or None where each leaf has its own."""
        if basis >= len(self._rows):
            operand = basis - len(self._rows)
            return None if operand in self._remarked else self._reading.text(operand)
        row = self._rows[basis]
        if row.outcomes:
            return None
        return NOT_GIVEN if row.value is None else fact_text(row.value)

    def _own(self, leaf: int) -> str:
        """The fact of a leaf that has its own."""
        thresholds = self._index.thresholds
        if leaf < len(thresholds.nodes):
            text = self._reading.text(thresholds.operand_of[leaf])
            return text + self._remarks.get(leaf, "")
        group, number = self._index.group_of[leaf - len(thresholds.nodes)]
        return self._rows[group].outcomes[number].fact
