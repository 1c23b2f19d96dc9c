"""Reciprocal rank fusion: lists whose scores do not compare become one order.

BM25 and cosine are on different scales, ranks are not. An entry scores 1 / (60 + rank) in every
list that holds it; what several lists found comes before what one list found first.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

#: How little the first ranks weigh against the next ones; the usual constant of the method.
K = 60


class _Id(Hashable, Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


_T = TypeVar("_T", bound=_Id)


class Fused(NamedTuple):
    """An id with its fused score and its rank, from 1, in each list (None where it is not in)."""

    id: Any
    score: float
    ranks: tuple[int | None, ...]


def fuse(lists: Iterable[Sequence[_T]], k: int = K) -> tuple[Fused, ...]:
    """Every id of the lists, best first; ties by id. An id counts where a list has it first."""
    places = [_places(ids) for ids in lists]
    known = sorted({id_ for of_one in places for id_ in of_one})
    fused = []
    for id_ in known:
        ranks = tuple(of_one.get(id_) for of_one in places)
        fused.append(Fused(id_, sum(1 / (k + rank) for rank in ranks if rank), ranks))
    return tuple(sorted(fused, key=lambda f: -f.score))  # stable: equal scores stay by id


def _places(ids: Sequence[_T]) -> dict[_T, int]:
    places: dict[_T, int] = {}
    for rank, id_ in enumerate(ids, start=1):
        places.setdefault(id_, rank)
    return places
