"""Pages anybody reads: whole without script, nothing loaded from elsewhere, exact places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import api.web
from api.web.highlight import Mark, lines

STATIC = Path(api.web.__file__).parent / "static"


@pytest.fixture
def document(client: Any) -> str:
    return str(client.get("/api/policies").json()[0]["id"])


def all_pages(client: Any, document: str) -> dict[str, str]:
    draft = next(d["id"] for d in client.get("/api/documents").json() if d["state"] == "draft")
    paths = (
        "/",
        "/policies",
        "/policies?q=租金",
        f"/policies/{document}",
        f"/policies/{document}?from=17&to=22",
        "/rules/qp-rent",
        "/match",
        "/match?subject=person",
        "/match/result?on=2026-05-20",
        "/ask",
        "/data",
        "/docs",
        "/review",
        f"/review/{draft}",
        "/nowhere",
    )
    return {path: client.get(path).text for path in paths}


def test_nothing_is_loaded_from_elsewhere(client: Any, document: str) -> None:
    own = str(client.base_url)
    for path, page in all_pages(client, document).items():
        links = re.findall(r'(?:src|href|action)\s*=\s*["\']([^"\']+)', page)
        assert links, path
        away = [x for x in links if re.match(r"(?:https?:)?//", x) and not x.startswith(own)]
        assert not away, (path, away)
        assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=", page), path
    for file in STATIC.iterdir():
        if file.suffix != ".svg":  # an SVG names its namespace
            assert not re.search(r"https?:|@import|url\(", file.read_text("utf-8")), file


def test_pages_forbid_what_they_do_not_need(client: Any) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_pages_say_their_language_and_have_one_heading(client: Any, document: str) -> None:
    for path, page in all_pages(client, document).items():
        assert '<html lang="zh-CN">' in page, path
        assert len(re.findall(r"<h1[ >]", page)) == 1, path
        for name in re.findall(r'<label for="([^"]+)"', page):
            assert f'id="{name}"' in page, (path, name)


def test_ids_are_unique(client: Any, document: str) -> None:
    for path, page in all_pages(client, document).items():
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), path


def test_the_list_shows_issuer_number_date_items_and_state(client: Any) -> None:
    page = client.get("/policies").text
    for words in ("青屏区工业和信息化局", "青工信规〔2026〕3号", "2026年1月15日", "有效"):
        assert words in page
    assert "云江市就业补助办法" not in page  # not published yet


def test_a_policy_is_found_by_number_and_by_words(client: Any) -> None:
    for words in ("青工信规〔2026〕3号", "租金补贴", "青屏区工业和信息化局"):
        assert "软件企业发展若干措施" in client.get("/policies", params={"q": words}).text
    assert "没有找到" in client.get("/policies", params={"q": "海水淡化"}).text


@pytest.mark.parametrize("query", ["from=5&to=5", "from=9&to=3", "from=0&to=99999"])
def test_a_place_outside_the_text_is_refused(client: Any, document: str, query: str) -> None:
    response = client.get(f"/policies/{document}?{query}")
    assert response.status_code == 422
    assert "位置" in response.text


def test_a_rule_reads_as_sentences_with_links_to_its_clauses(client: Any) -> None:
    page = client.get("/rules/qp-rent").text
    for words in ("青屏区", "2000万元", "国家高新技术企业", "不予支持", "100万元"):
        assert words in page
    assert len(re.findall(r'<span class="quote"><a href="/policies/', page)) >= 5


def test_the_interface_page_lists_every_operation(client: Any) -> None:
    page = client.get("/docs").text
    for path in client.get("/openapi.json").json()["paths"]:
        assert f"<code>{path}</code>" in page


def test_overlapping_marks_keep_the_text_whole() -> None:
    text = "甲乙丙丁\n\n戊己庚辛"
    marks = [
        Mark(0, 3, "condition", ("a",)),
        Mark(2, 8, "amount", ("b",)),
        Mark(2, 3, "cap", ("c",)),
    ]
    cut = lines(text, marks, anchors=[1])
    assert "\n".join("".join(s.text for s in line.segments) for line in cut) == text
    shown = [(s.text, s.roles) for line in cut for s in line.segments]
    assert shown == [
        ("甲", "r-condition"),
        ("乙", "r-condition"),
        ("丙", "r-condition r-amount r-cap"),
        ("丁", "r-amount"),
        ("戊己", "r-amount"),
        ("庚辛", ""),
    ]


@given(
    st.text("甲乙\n", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=6),
    st.lists(st.integers(0, 22), max_size=4),
)
def test_any_marks_keep_the_text_whole(
    text: str, places: list[tuple[int, int]], anchors: list[int]
) -> None:
    marks = [Mark(start, start + size, "condition", ("a",)) for start, size in places]
    cut = lines(text, marks, anchors)
    assert "\n".join("".join(s.text for s in line.segments) for line in cut) == text
    marked = {
        segment.start + offset
        for line in cut
        for segment in line.segments
        if segment.marks
        for offset in range(len(segment.text))
    }
    wanted = {i for m in marks for i in range(m.start, m.end) if i < len(text)}
    assert marked == {i for i in wanted if text[i] != "\n"}
