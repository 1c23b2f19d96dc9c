"""The nearest vectors: exactly, by a product with all of them. Right for a city's policies.

Some hundred thousand rows take milliseconds this way, the answer is the same every time, and there
is nothing to keep in step. ``retrieval/chroma.py`` is for more than that and must agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from retrieval.embed import Matrix


class Near(NamedTuple):
    """A row and its cosine to what was asked."""

    position: int
    similarity: float


class VectorIndex(Protocol):
    """Rows that can be asked for the nearest ones."""

    def nearest(
        self, query: Matrix, k: int, among: Sequence[int] | None = None
    ) -> tuple[Near, ...]:
        """The ``k`` nearest rows (of some positions), nearest first, equal ones by position."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class ExactIndex:
    """All rows in memory."""

    def __init__(self, rows: Matrix) -> None:
        self.rows = rows

    def nearest(
        self, query: Matrix, k: int, among: Sequence[int] | None = None
    ) -> tuple[Near, ...]:
        """The nearest by cosine, rows and query being of length 1."""
        positions = range(len(self.rows)) if among is None else among
        rows = self.rows if among is None else self.rows[list(among)]
        return ranked(rows, positions, query, k)

    def close(self) -> None:
        """Nothing is held."""


def ranked(rows: Matrix, positions: Sequence[int], query: Matrix, k: int) -> tuple[Near, ...]:
    """Rows standing at positions, nearest first. Each row is summed on its own, so that its figure
    does not depend on which others it is asked with."""
    import numpy as np

    similar = np.einsum("ij,j->i", rows, query)
    order = np.lexsort((np.asarray(positions), -similar))[: max(k, 0)]
    return tuple(Near(positions[i], float(similar[i])) for i in order.tolist())
