"""An embedder without a model: character pairs hashed into a vector. Only for tests.

Texts that share pairs are near each other, so that rankings mean something; it knows no synonyms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.embed import unit_rows


class HashingEmbedder:
    """Deterministic; counts the texts it was given, so that tests can see what was cached."""

    def __init__(self, dimension: int = 64, name: str = "hashing") -> None:
        self.dimension = dimension
        self.id = f"{name}-{dimension}"
        self.embedded: list[str] = []

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        return self._rows(texts)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self._rows([text])[0]
        return row

    def _rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for first, second in pairwise(text):
                digest = hashlib.sha256((first + second).encode()).digest()
                row[int.from_bytes(digest[:4], "big") % self.dimension] += 1 - 2 * (digest[4] & 1)
        return unit_rows(rows)
