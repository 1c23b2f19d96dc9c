"""Uploading: a file becomes a draft, an unusable one a Chinese message; nothing is half kept."""

from __future__ import annotations

import re
from typing import Any

import pytest

ACTOR = {"X-Actor": "%E5%BC%A0%E4%B8%89"}
TEXT = (
    "青屏区稳岗奖励办法\n"
    "第一条 对上年度营业收入2000万元以上的企业，给予一次性奖励10万元。\n"
    "第二条 本办法自2026年1月1日起施行。\n"
)


def sign_in(client: Any) -> str:
    page = client.get("/review").text
    token = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert token
    client.post("/review/sign-in", data={"token": token[1], "name": "张三"})
    return token[1]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_becomes_a_draft_with_cited_rules(client: Any, encoding: str) -> None:
    file = {"file": ("稳岗奖励.txt", TEXT.encode(encoding), "text/plain")}
    saved = client.post("/api/documents", files=file, headers=ACTOR)
    assert saved.status_code == 201, saved.text
    assert saved.json()["outcome"] == "created"
    draft = client.get(f"/api/documents/{saved.json()['document']}").json()
    assert [rule["award"]["kind"] for rule in draft["ruleset"]["rules"]] == ["fixed"]
    assert draft["ledger"]
    again = client.post("/api/documents", files=file, headers=ACTOR)
    assert again.json()["outcome"] == "unchanged"


def test_the_page_leads_to_the_review(client: Any) -> None:
    token = sign_in(client)
    file = {"file": ("稳岗奖励.txt", TEXT.encode(), "text/plain")}
    page = client.post("/review/upload", data={"token": token}, files=file)
    assert page.status_code == 200
    assert "已入库并解析" in page.text
    assert 'data-label="条件"' in page.text
    assert 'data-label="金额"' in page.text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.txt", b""),
        ("坏.pdf", b"%PDF-1.7 broken"),
        ("坏.docx", b"PK\x03\x04 broken"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64),
    ],
)
def test_an_unusable_file_is_refused_in_chinese(client: Any, name: str, data: bytes) -> None:
    before = client.get("/api/documents").json()
    answer = client.post("/api/documents", files={"file": (name, data)}, headers=ACTOR)
    assert answer.status_code == 422, answer.text
    listed = answer.json()["diagnostics"]
    assert listed
    assert all(re.search(r"[\u4e00-\u9fff]", d["message"]) for d in listed)
    token = sign_in(client)
    page = client.post("/review/upload", data={"token": token}, files={"file": (name, data)})
    assert page.status_code == 422
    assert "没有入库" in page.text
    assert listed[0]["message"] in page.text.replace("&#34;", '"').replace("&#39;", "'")
    assert client.get("/api/documents").json() == before


def test_no_file_chosen(client: Any) -> None:
    token = sign_in(client)
    page = client.post("/review/upload", data={"token": token})
    assert page.status_code == 422
    assert "没有选择文件" in page.text


def test_the_upload_page_needs_a_name_first(client: Any) -> None:
    response = client.get("/review/upload", follow_redirects=False)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/review")
