"""The search index of what is published: ready at once by words, by meaning when it has been made.

Vectors are made in the background, one snapshot at a time; until they are there a search goes on by
words and says how far it is. What was made before is read from disk.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock, Thread

from retrieval import (
    ClauseIndex,
    Embedder,
    Kept,
    NoEmbedder,
    SearchIndex,
    StaleIndex,
    configured_embedder,
    open_index,
    update_index,
    words_only,
)


class Searching:
    """Holds the index that goes with one set of clauses, and the thread that makes the next."""

    def __init__(self, folder: Path, vectors: str) -> None:
        self._folder = folder
        self._vectors = vectors
        self._lock = Lock()
        self._clauses: ClauseIndex | None = None
        self._index: SearchIndex | None = None
        self._progress = (0, 0)

    def index(self, clauses: ClauseIndex) -> SearchIndex:
        """The index of these clauses as far as it is; the first call for them starts its making."""
        with self._lock:
            if self._clauses is not clauses:
                self._clauses, self._progress = clauses, (0, 0)
                self._index = self._ready(clauses)
            if self._index is not None:
                return self._index
            done, of = self._progress
        shown = f"（{done}/{of} 条）" if of else ""
        return words_only(clauses, f"条款的向量正在后台计算{shown}，算完即可按意思相近检索")

    def _ready(self, clauses: ClauseIndex) -> SearchIndex | None:
        """What can be had without computing; None when a thread was started to make it."""
        if self._vectors == "off":
            return words_only(clauses, "本站设置为不按意思检索")
        try:
            embedder = configured_embedder()
            return open_index(clauses, embedder, self._folder, Kept(self._vectors))
        except NoEmbedder as error:
            return words_only(clauses, str(error))
        except StaleIndex:
            Thread(target=self._make, args=(clauses, embedder), daemon=True).start()
            return None

    def _make(self, clauses: ClauseIndex, embedder: Embedder) -> None:
        try:
            made = update_index(clauses, embedder, self._folder, Kept(self._vectors), self._note)
        except (NoEmbedder, OSError) as error:
            made = words_only(clauses, f"条款的向量没有算成：{error}")
        with self._lock:
            if self._clauses is clauses:
                self._index = made

    def _note(self, done: int, of: int) -> None:
        self._progress = (done, of)
