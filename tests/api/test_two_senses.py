"""A text with two senses at the officials' desk: one question, one click, two people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import Settings, create_app
from compiler import compile_document
from rules.review import Step
from tests.api.test_review_pages import post, sign_in, token_of

TEXT = (
    "云江市促进会展业发展若干措施\n"
    "第一条 企业举办展会的，每场展会按场地租金的30%给予补助，每年最高80万元。\n"
    "第二条 本措施自2026年1月1日起施行。\n"
)
QUESTION = "「每年最高80万元」是同一企业一年合计的上限，还是每个项目的上限？"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(
        "compiler.confined.compile_confined",
        lambda data, name, vocabulary, **_: compile_document(data, name, vocabulary),
    )
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/site.db", search_folder=tmp_path / "search"
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


def uploaded(client: TestClient) -> str:
    sign_in(client, "张三")
    token = token_of(client.get("/review/upload").text)
    file = {"file": ("会展措施.txt", TEXT.encode(), "text/plain")}
    page = client.post("/review/upload", data={"token": token}, files=file)
    assert page.status_code == 200, page.text
    return str(page.url).rpartition("/")[2].partition("?")[0]


def key_of(client: TestClient, document: str) -> str:
    page = client.get(f"/review/{document}").text
    return page.partition('name="part" value="')[2].partition('"')[0]


def scope(client: TestClient, document: str) -> list[str]:
    (rule,) = client.get(f"/api/documents/{document}").json()["ruleset"]["rules"]
    return [cap["per"] for cap in rule["award"]["caps"]]


def test_the_page_asks_one_question_and_shows_both_senses(desk: TestClient) -> None:
    document = uploaded(desk)
    page = desk.get(f"/review/{document}").text
    opened = page[page.index('id="open"') :]
    card = opened[opened.index("<article") :].partition("</article>")[0]
    assert '<b class="differs">' in card  # what only one of them says is marked
    first = re.sub(r"</?b[^>]*>", "", card)
    assert "可作两种理解" in first
    assert QUESTION in first
    assert "单个企业每年最高不超过80万元" in first
    assert "单个项目最高不超过80万元" in first
    assert page.count(f"<strong>{QUESTION}</strong>") == 1
    assert '<span class="badge badge-maybe">可作两种理解</span>' in page  # at the award itself
    assert "读法不同" not in page


def test_it_cannot_be_approved_before_somebody_has_chosen(desk: TestClient) -> None:
    document = uploaded(desk)
    post(desk, document, "submit")
    sign_in(desk, "李四")
    refused = post(desk, document, "approve")
    assert refused.status_code == 409
    assert "待裁定" in refused.text


@pytest.mark.parametrize(
    ("side", "per", "said"),
    [("first", "enterprise_year", "第一种理解"), ("second", "project", "第二种理解")],
)
def test_a_click_takes_one_of_them_and_is_recorded(
    desk: TestClient, side: str, per: str, said: str
) -> None:
    document = uploaded(desk)
    assert scope(desk, document) == ["enterprise_year"]
    key = key_of(desk, document)
    taken = post(desk, document, "rulings", kind="take_reading", part=key, side=side)
    assert taken.status_code == 200, taken.text
    assert scope(desk, document) == [per]
    page = desk.get(f"/review/{document}").text
    assert f"张三：采用一种读法：{said}" in page
    assert QUESTION not in page[page.index('id="open"') : page.index('id="ledger"')]
    store = desk.app.state.site.store  # type: ignore[attr-defined]
    assert [e.actor for e in store.events(document) if e.action == Step.RULE] == ["张三"]
