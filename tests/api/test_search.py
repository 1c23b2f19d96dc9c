"""Searching the published clauses: the site answers while vectors are made, and says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from api import Settings, create_app
from api.searching import Searching
from retrieval import ClauseIndex, NoEmbedder, Tokeniser, build_index
from tests.api.conftest import TestClient
from tests.retrieval.hashing import HashingEmbedder

PATIENCE = 30.0


class Waiting(HashingEmbedder):
    """Embeds only when it is let."""

    gate = threading.Event()

    def embed_documents(self, texts: Sequence[str]) -> Any:
        assert self.gate.wait(PATIENCE)
        return super().embed_documents(texts)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """With vectors, which other tests of pages do without."""
    return settings.model_copy(update={"search_vectors": "auto"})


@pytest.fixture
def site(client: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    Waiting.gate = threading.Event()
    monkeypatch.setattr("api.searching.configured_embedder", Waiting)
    yield client
    Waiting.gate.set()


def whole(client: Any, query: str) -> Any:
    """The answer once it is no longer reduced."""
    Waiting.gate.set()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = client.get("/api/search", params={"q": query}).json()
        if not found["reduced"]:
            return found
        time.sleep(0.05)
    raise AssertionError(found["reduced"])


def test_the_site_answers_while_vectors_are_made_and_says_so(site: Any) -> None:
    found = site.get("/api/search", params={"q": "租金补贴"}).json()
    assert "正在后台计算" in found["reduced"]
    assert "租金补贴" in found["hits"][0]["source"]["quote"]
    assert found["hits"][0]["by_meaning"] is None
    page = site.get("/search", params={"q": "租金补贴"}).text
    assert "正在后台计算" in page
    later = whole(site, "租金补贴")
    assert later["hits"][0]["by_meaning"] is not None
    assert "正在后台计算" not in site.get("/search", params={"q": "租金补贴"}).text


def test_the_next_start_reads_what_was_made(
    site: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = whole(site, "租金补贴")

    class Never(HashingEmbedder):
        def embed_documents(self, texts: Sequence[str]) -> Any:
            raise AssertionError("nothing has changed")

    monkeypatch.setattr("api.searching.configured_embedder", Never)
    with TestClient(create_app(settings)) as client:
        assert client.get("/api/search", params={"q": "租金补贴"}).json() == expected


def test_filters_and_modes_come_through(site: Any) -> None:
    asked = {"q": "补贴", "mode": "lexical", "document": "软件企业"}
    hits = site.get("/api/search", params=asked).json()["hits"]
    assert {hit["title"] for hit in hits} == {"青屏区支持软件企业发展若干措施"}
    other = {"q": "补贴", "document": "就业"}
    assert site.get("/api/search", params=other).json()["hits"] == []
    assert site.get("/api/search", params={"q": "补贴", "department": "林业"}).json()["hits"] == []
    assert site.get("/api/search", params={"q": "补贴", "mode": "magic"}).status_code == 422
    assert len(site.get("/api/search", params={"q": "补贴", "k": 1}).json()["hits"]) == 1


def test_the_page_shows_clause_place_and_lists(site: Any) -> None:
    page = site.get("/search", params={"q": "租金补贴"}).text
    assert "按实际租金的50%给予租金补贴" in page
    assert "字词第1" in page
    assert "/policies/" in page
    nothing = site.get("/search", params={"q": "养老院床位"}).text
    assert "没有找到与「养老院床位」有关的条款" in nothing
    assert "找到它的" not in site.get("/search").text


def test_an_embedder_that_breaks_leaves_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(HashingEmbedder):
        def embed_documents(self, texts: Sequence[str]) -> Any:
            raise NoEmbedder("向量服务没有给出结果")

    monkeypatch.setattr("api.searching.configured_embedder", Broken)
    searching = Searching(tmp_path, "auto")
    clauses = some_clauses()
    until = time.monotonic() + PATIENCE
    while "后台" in searching.index(clauses).reduced and time.monotonic() < until:
        time.sleep(0.02)
    assert "向量服务没有给出结果" in searching.index(clauses).reduced


def test_turned_off_nothing_is_made(tmp_path: Path) -> None:
    searching = Searching(tmp_path, "off")
    assert "不按意思检索" in searching.index(some_clauses()).reduced
    assert list(tmp_path.iterdir()) == []


def some_clauses() -> ClauseIndex:
    from retrieval import passages_of
    from rules.vocabulary import standard_vocabulary
    from tests.retrieval.test_search import RENT, draft_of

    return build_index(passages_of(draft_of(*RENT)), Tokeniser(standard_vocabulary()))


def test_the_question_box_finds_by_meaning_too_and_says_which_way(site: Any) -> None:
    question = {"question": "租金补贴的比例是多少", "on": "2026-05-20"}
    early = site.post("/api/ask", json=question).json()
    assert "正在后台计算" in early["searched"]
    assert "正在后台计算" in site.get("/ask", params={"q": question["question"]}).text
    whole(site, "租金补贴")
    body = site.post("/api/ask", json=question).json()
    assert body["searched"] == "按字词、意思、文号和标题检索"
    shown = [c["source"]["quote"] for c in body["clauses"]]
    assert any("按实际租金的50%" in quote for quote in shown)
    assert len(shown) == len(set(shown)) <= 6
    fitting = {c["source"]["quote"] for c in early["clauses"]}
    assert fitting <= set(shown)  # what fits by words is never pushed out by what is only near
    nothing = site.post("/api/ask", json={"question": "明天会下雨吗"}).json()
    assert nothing["nothing"]
    assert nothing["clauses"] == []


def test_a_search_says_who_found_a_clause_inside_its_card(site: Any) -> None:
    page = site.get("/search", params={"q": "租金补贴"}).text
    cards = page.split("<article")[1:]
    assert cards
    assert all("找到它的" in card.partition("</article>")[0] for card in cards)
    assert "只找这一天有效的" in page.partition("</form>")[0]
