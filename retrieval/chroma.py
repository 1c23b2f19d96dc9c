"""The nearest vectors by Chroma, embedded: for more clauses than fit a product in memory.

Chroma proposes candidates, their cosines are computed here: so that the order is that of the exact
index. Its server is never started and never spoken to; vectors are always supplied, and every call
says that there is no embedding function, without which Chroma would attach one that downloads.
One process writes, into a folder nobody reads yet; a finished folder is only read.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.vectors import Near, ranked

if TYPE_CHECKING:
    from retrieval.embed import Matrix

#: Candidates asked for each wanted one: an approximate search can miss the nearest among few.
_MARGIN = 4
_LEAST = 64
_CONFIGURATION = {
    "hnsw": {"space": "ip", "ef_construction": 400, "ef_search": 400, "max_neighbors": 48}
}


def write_chroma(folder: Path, name: str, rows: Matrix) -> None:
    """Write the rows into a new collection. ``name`` is a hash: names of Chroma are ASCII."""
    with _client(folder) as client:
        collection = client.create_collection(
            name, embedding_function=None, configuration=_CONFIGURATION
        )
        batch = client.get_max_batch_size()
        for start in range(0, len(rows), batch):
            stop = min(start + batch, len(rows))
            ids = [_id(position) for position in range(start, stop)]
            collection.add(ids=ids, embeddings=rows[start:stop])


class ChromaIndex:
    """A collection that was written before, opened for reading."""

    def __init__(self, folder: Path, name: str) -> None:
        self._context = _client(folder)
        self._client = self._context.__enter__()
        try:
            self._collection = self._client.get_collection(name, embedding_function=None)
            self._count = int(self._collection.count())
        except BaseException:
            self.close()
            raise

    def nearest(
        self, query: Matrix, k: int, among: Sequence[int] | None = None
    ) -> tuple[Near, ...]:
        """The nearest of those Chroma proposes."""
        import numpy as np

        room = self._count if among is None else len(among)
        wanted = min(max(_LEAST, k * _MARGIN), room)
        if not wanted or k < 1:
            return ()
        found = self._collection.query(
            query_embeddings=query[None, :],
            n_results=wanted,
            ids=None if among is None else [_id(position) for position in among],
            include=["embeddings"],
        )
        positions = [int(id_) for id_ in found["ids"][0]]
        return ranked(np.asarray(found["embeddings"][0], dtype=np.float32), positions, query, k)

    def close(self) -> None:
        """Let go of the folder."""
        self._context.__exit__(None, None, None)


def _id(position: int) -> str:
    return f"{position:09d}"


@contextmanager
def _client(folder: Path) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependencies warn about each other
        import chromadb
        from chromadb.config import Settings

        client: Any = chromadb.PersistentClient(
            str(folder), settings=Settings(anonymized_telemetry=False)
        )
    try:
        yield client
    finally:
        client.close()
