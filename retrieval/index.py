"""A search index: clauses found by words, by meaning, and by what a question names.

The words part is made anew each time, which takes a second; the vectors are kept on disk. Without
an embedder, or while vectors are still being made, search goes on by words and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.cache import VectorCache
from retrieval.embed import Embedder, NoEmbedder
from retrieval.generations import (
    Kept,
    StaleIndex,
    open_vectors,
    stamp_of,
    write_generation,
)
from retrieval.lexical import ClauseIndex, build_index
from retrieval.passages import Passage
from retrieval.tokenise import Tokeniser
from retrieval.vectors import ExactIndex, VectorIndex

_VECTORS = "vectors"
WITHOUT = "这次只按字词检索，不按意思相近检索"


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What a search asks. ``reduced`` says in Chinese what is missing; empty when nothing is.

    ``made`` clauses were embedded for it, the vectors of all others were there.
    """

    clauses: ClauseIndex
    vectors: VectorIndex | None = None
    embedder: Embedder | None = None
    reduced: str = ""
    made: int = 0


def words_only(clauses: ClauseIndex, why: str = "") -> SearchIndex:
    """An index without vectors."""
    return SearchIndex(clauses, reduced=f"{why}；{WITHOUT}" if why else WITHOUT)


def open_index(
    clauses: ClauseIndex, embedder: Embedder, folder: Path, kept: Kept = Kept.AUTO
) -> SearchIndex:
    """The index as it stands on disk; raises StaleIndex when that is of another corpus or embedder,
    NoEmbedder when the embedder does not work."""
    vectors = open_vectors(folder, stamp_of(clauses.passages, embedder, kept))
    return SearchIndex(clauses, vectors, embedder)


def update_index(
    clauses: ClauseIndex,
    embedder: Embedder,
    folder: Path | None,
    kept: Kept = Kept.AUTO,
    progress: Callable[[int, int], None] | None = None,
    vectors: Path | None = None,
) -> SearchIndex:
    """The index, made where it does not stand on disk yet; only clauses never seen are embedded.

    Without a folder everything stays in memory. ``vectors`` is where vectors are kept, which
    several indexes can share. Raises NoEmbedder.
    """
    if folder is not None:
        try:
            return open_index(clauses, embedder, folder, kept)
        except StaleIndex:
            pass  # made below; what stands there stays in use until the new one is whole
    cache = VectorCache(vectors or (folder / _VECTORS if folder else None), embedder)
    embedded = cache.embed([worded(passage) for passage in clauses.passages], progress)
    if folder is None:
        return SearchIndex(clauses, ExactIndex(embedded.rows), embedder, made=embedded.made)
    write_generation(folder, stamp_of(clauses.passages, embedder, kept), embedded.rows)
    opened = open_index(clauses, embedder, folder, kept)
    return SearchIndex(clauses, opened.vectors, embedder, made=embedded.made)


def build_search(
    passages: Sequence[Passage],
    tokeniser: Tokeniser,
    embedder: Embedder | None,
    folder: Path | None = None,
    kept: Kept = Kept.AUTO,
    progress: Callable[[int, int], None] | None = None,
) -> SearchIndex:
    """The index of some clauses; by words only, saying why, where no vectors are to be had."""
    clauses = build_index(tuple(passages), tokeniser)
    if embedder is None:
        return words_only(clauses, "没有用向量模型")
    try:
        return update_index(clauses, embedder, folder, kept, progress)
    except NoEmbedder as error:
        return words_only(clauses, str(error))


def worded(passage: Passage) -> str:
    """The text a clause is embedded as: what it is about, then what it says."""
    return "\n".join(part for part in (passage.title, passage.context, passage.span.quote) if part)
