"""Vectors kept on disk, so that no text is ever embedded twice by one embedder.

A vector's name is the hash of its text; every embedder has a folder of its own. Each write is a new
file put in place by one rename, never a change of an old one, so that several processes can add.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from retrieval.embed import Embedder

if TYPE_CHECKING:
    from retrieval.embed import Matrix

#: Texts embedded before what there is is written down: an interruption loses no more than this.
BATCH = 64
#: More files than this become one.
_MANY = 32


class Embedded(NamedTuple):
    """The vectors of some texts, in their order; how many of them were made now."""

    rows: Matrix
    made: int


class VectorCache:
    """The vectors one embedder has made; ``folder`` None keeps them in memory only."""

    def __init__(self, folder: Path | None, embedder: Embedder) -> None:
        self._embedder = embedder
        self._folder = folder / text_hash(embedder.id)[:16] if folder else None
        self._known: dict[str, Matrix] = {}
        self._read()

    def embed(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Embedded:
        """The vectors of the texts; only those never seen are embedded. ``progress`` hears how many
        of how many are done."""
        import numpy as np

        names = [text_hash(text) for text in texts]
        wanted = {name: text for name, text in zip(names, texts, strict=True)}
        missing = [(name, text) for name, text in wanted.items() if name not in self._known]
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            rows = self._embedder.embed_documents([text for _, text in batch])
            new = {name: row for (name, _), row in zip(batch, rows, strict=True)}
            self._known.update(new)
            self._write(new)
            if progress is not None:
                progress(min(start + BATCH, len(missing)), len(missing))
        if not names:
            return Embedded(np.zeros((0, self._embedder.dimension), dtype=np.float32), 0)
        return Embedded(np.stack([self._known[name] for name in names]), len(missing))

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.npz")) if self._folder else []

    def _read(self) -> None:
        import numpy as np

        for file in self._files():
            try:
                with file.open("rb") as stream, np.load(stream, allow_pickle=False) as held:
                    names, rows = held["names"], held["rows"]
            except (OSError, ValueError, KeyError, BadZipFile):
                continue  # a file half written by a crash, or merged away meanwhile: made again
            if rows.ndim == 2 and rows.shape == (len(names), self._embedder.dimension):
                self._known.update(zip(names.tolist(), rows, strict=True))

    def _write(self, new: dict[str, Matrix]) -> None:
        if self._folder is None:
            return
        merged = self._files() if len(self._files()) >= _MANY else []
        self._put(self._known if merged else new)
        for file in merged:
            file.unlink(missing_ok=True)

    def _put(self, vectors: dict[str, Matrix]) -> None:
        import numpy as np

        assert self._folder is not None
        self._folder.mkdir(parents=True, exist_ok=True)
        names = sorted(vectors)
        handle, made = tempfile.mkstemp(dir=self._folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, names=np.array(names), rows=np.stack([vectors[n] for n in names]))
        Path(made).replace(self._folder / f"{text_hash(' '.join(names))[:24]}.npz")


def text_hash(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
