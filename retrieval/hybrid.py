"""Search: three ranked lists of clauses, fused. What each list found is shown with the hit.

By words (BM25), by meaning (cosine), and by name (文号, title, place). Filters choose clauses
before anything is ranked, so that a list is as long as it can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from retrieval.embed import NoEmbedder
from retrieval.fuse import fuse
from retrieval.index import WITHOUT, SearchIndex
from retrieval.lexical import ranking
from retrieval.named import beside_names, named_passages
from retrieval.passages import Passage
from rules.document import Frozen

#: How far down each list counts: what two lists have far down must not beat what one has first.
DEPTH = 50
#: A clause that shares less than this of what is asked, by weight, is not in the list by words.
SHARED = 0.2


class Mode(StrEnum):
    """Which lists are asked."""

    LEXICAL = "lexical"
    VECTOR = "vector"
    HYBRID = "hybrid"


class Filters(Frozen):
    """Which clauses may be found; empty allows all.

    ``document`` is the beginning of an id or part of a title, ``department`` part of a name. On
    ``on`` a policy that does not say when it begins or ends counts as in force.
    """

    document: str = ""
    department: str = ""
    on: date | None = None

    def allow(self, passage: Passage) -> bool:
        """Whether the clause may be found."""
        named = passage.document.startswith(self.document) or self.document in passage.title
        department = not self.department or any(self.department in d for d in passage.departments)
        return named and department and (self.on is None or in_force(passage, self.on))


class FoundClause(Frozen):
    """A clause with its rank, from 1, in each list that has it; ``score`` orders one search."""

    passage: Passage
    score: float
    by_words: int | None = None
    by_meaning: int | None = None
    by_name: int | None = None


class Found(Frozen):
    """What a search found, best first; ``reduced`` says in Chinese what could not be asked."""

    hits: tuple[FoundClause, ...]
    reduced: str = ""


def find(
    index: SearchIndex,
    query: str,
    k: int = 10,
    mode: Mode = Mode.HYBRID,
    filters: Filters | None = None,
) -> Found:
    """The ``k`` best clauses for a question. The same index and question give the same bytes."""
    passages = index.clauses.passages
    among = _allowed(passages, filters)
    # a number or title is for the list by name: the line that bears it answers nothing
    rest = beside_names(query)
    asks = rest if index.clauses.tokeniser.content_words(rest) else query
    words = [i for i in ranking(index.clauses, asks, SHARED) if among is None or i in among]
    lists: list[Sequence[int]] = [(), (), ()]
    if mode is not Mode.VECTOR:
        lists[0] = words[:DEPTH]
        names = named_passages(passages, query, words)
        lists[2] = [i for i in names if among is None or i in among][:DEPTH]
    reduced = ""
    if mode is not Mode.LEXICAL:
        if index.vectors is None or index.embedder is None:
            reduced = index.reduced
        else:
            try:
                asked = index.embedder.embed_query(asks)
            except NoEmbedder as error:  # the endpoint may have gone since the index was made
                reduced = f"{error}；{WITHOUT}"
            else:
                chosen = sorted(among) if among is not None else None
                near = index.vectors.nearest(asked, DEPTH, chosen)
                lists[1] = [found.position for found in near]
    hits = tuple(
        FoundClause(
            passage=passages[found.id],
            score=round(found.score, 6),
            by_words=found.ranks[0],
            by_meaning=found.ranks[1],
            by_name=found.ranks[2],
        )
        for found in fuse(lists)[:k]
    )
    return Found(hits=hits, reduced=reduced)


def in_force(passage: Passage, on: date) -> bool:
    """Whether the policy is in force that day, as far as it says."""
    begun = passage.valid_from is None or passage.valid_from <= on
    return begun and (passage.valid_until is None or on <= passage.valid_until)


def _allowed(passages: Sequence[Passage], filters: Filters | None) -> frozenset[int] | None:
    if filters is None or filters == Filters():
        return None
    return frozenset(i for i, passage in enumerate(passages) if filters.allow(passage))
