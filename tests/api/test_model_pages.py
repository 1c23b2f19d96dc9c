"""A model at the officials' desk, over HTTP: nothing waits for it, its reading lands, one click."""

from __future__ import annotations

import html
import re
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import Settings, create_app
from compiler import compile_document
from rules.review import ReviewState
from store import jobs
from tests.api.test_review_pages import post, sign_in, token_of
from tests.compiler.model.test_consensus import told
from tests.compiler.model.test_over_the_wire import answering
from tests.compiler.model.test_reading import DATA
from tests.llm.stub import Answer, Asked, Behaviour, Stub, fails, hangs, says, says_json

NAME = "促进产业发展若干措施.txt"
CLASH = told("awards", marks=["ceiling"])  # the model reads 最高50万元 where the text says 给予


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in stub.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("POLICYCALC_MODEL_FOLDER", str(tmp_path / "model"))
    monkeypatch.setenv("POLICYCALC_MODEL_RETRIES", "0")
    return Settings(database_url=f"sqlite:///{tmp_path}/site.db", search_folder=tmp_path / "search")


@pytest.fixture(autouse=True)
def _compiled_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The grammar's draft without its child, which has tests of its own; the model's has its."""
    if "both_readings" not in request.node.name:
        monkeypatch.setattr(
            "compiler.confined.compile_confined",
            lambda data, name, vocabulary, **_: compile_document(data, name, vocabulary),
        )


@pytest.fixture
def desk(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


def upload(client: TestClient, reading: str | None = None) -> str:
    """Upload as 张三; the document, whose page is there before any answer of the model."""
    sign_in(client, "张三")
    token = token_of(client.get("/review/upload").text)
    fields = {"token": token, **({"reading": reading} if reading else {})}
    file = {"file": (NAME, DATA, "text/plain")}
    page = client.post("/review/upload", data=fields, files=file)
    assert page.status_code == 200, page.text
    assert "已入库并解析" in page.text
    return str(page.url).rpartition("/")[2].partition("?")[0]


def settled(client: TestClient, document: str) -> dict[str, Any]:
    """The job when it has ended."""
    for _ in range(600):
        job = client.get(f"/api/documents/{document}/model").json()
        if job["state"] not in ("waiting", "running"):
            return dict(job)
        time.sleep(0.1)
    raise AssertionError(job)


def rules(client: TestClient, document: str) -> list[dict[str, Any]]:
    return list(client.get(f"/api/documents/{document}").json()["ruleset"]["rules"])


def events(client: Any, document: str) -> list[tuple[str, str]]:
    return [(e.actor, e.action) for e in client.app.state.site.store.events(document)]


def test_both_readings_land_as_one_draft_with_conflicts_first(desk: TestClient, stub: Stub) -> None:
    stub.always(answering(CLASH))
    document = upload(desk)
    before = rules(desk, document)
    assert before  # the grammar's, at once
    job = settled(desk, document)
    assert job["state"] == "done", job
    assert job["calls"] == len(stub.asked) > 0
    assert job["tokens"] == 120 * job["calls"]
    page = desk.get(f"/review/{document}").text
    assert "由语法和模型（stub-model" in page
    assert rules(desk, document) == before  # the grammar's reading stands until a person has ruled
    opened = page[page.index('id="open"') :]
    first = opened[opened.index("<article") :].partition("</article>")[0]
    assert "读法不同" in first
    assert "采用语法的读法" in first
    assert "采用模型的读法" in first
    assert '<b class="differs">' in first
    assert '<span class="badge badge-good">一致</span>' in page
    assert events(desk, document) == [
        ("张三", "save"),
        ("张三", "ask_model"),
        ("张三", "recompile"),
    ]


def clash_of(client: TestClient, document: str) -> str:
    found = re.search(r'name="part" value="(\w+)"', client.get(f"/review/{document}").text)
    assert found
    return found[1]


@pytest.mark.parametrize("side", ["grammar", "model"])
def test_one_click_takes_a_reading_and_the_review_goes_on(
    desk: TestClient, stub: Stub, side: str
) -> None:
    stub.always(answering(CLASH))
    document = upload(desk, "both")
    settled(desk, document)
    before = rules(desk, document)
    key = clash_of(desk, document)
    sign_in(desk, "李四")
    ruled = post(desk, document, "rulings", kind="take_reading", part=key, side=side)
    assert "已记录裁定" in ruled.text
    assert ("李四", "rule") in events(desk, document)
    after = rules(desk, document)
    assert after[1:] == before[1:]
    text = desk.get(f"/review/{document}").text
    assert f"told-{key}" not in text
    assert f"采用一种读法：{'模型' if side == 'model' else '语法'}" in text
    if side == "model":
        assert after[0]["award"]["ceiling"] is True
        assert after[0]["award"]["source"]["quote"] in DATA.decode()
    else:
        assert after == before
    body = desk.get(f"/api/documents/{document}").json()
    assert not [b for b in body["blocks"] if b["kind"] == "conflict"]
    for block in body["blocks"]:
        post(desk, document, "rulings", block=block["id"], kind="accept_as_is", why="经核对")
    post(desk, document, "submit")
    # who uploaded, and who made the model's reading the rule, have both written it
    for author in ("张三", *(["李四"] if side == "model" else [])):
        sign_in(desk, author)
        assert "必须是两个人" in post(desk, document, "approve").text
    sign_in(desk, "王五")
    post(desk, document, "approve")
    post(desk, document, "publish")
    assert desk.get(f"/api/documents/{document}").json()["state"] == ReviewState.PUBLISHED


def test_a_reading_that_was_never_told_cannot_be_taken(desk: TestClient, stub: Stub) -> None:
    stub.always(answering(CLASH))
    document = upload(desk)
    settled(desk, document)
    before = rules(desk, document)
    refused = post(desk, document, "rulings", kind="take_reading", part="abc", side="model")
    assert refused.status_code == 422
    assert "没有这处两种读法" in refused.text
    assert rules(desk, document) == before


def test_the_grammar_alone_asks_nobody(desk: TestClient, stub: Stub) -> None:
    document = upload(desk, "grammar")
    assert desk.get(f"/api/documents/{document}/model").status_code == 404
    assert stub.asked == []
    page = desk.get(f"/review/{document}").text
    assert "请模型读，两者对照" in page
    assert "stub-model" in page


def test_the_model_alone_becomes_the_draft_when_it_is_there(desk: TestClient, stub: Stub) -> None:
    stub.always(answering())
    document = upload(desk, "model")
    assert settled(desk, document)["state"] == "done"
    page = desk.get(f"/review/{document}").text
    assert "没有与语法提取对照" in page


DEAD: dict[str, tuple[Behaviour, str]] = {
    "nonsense": (says("好的。"), "没有得到可用的回答"),
    "no key": (fails(401, "bad key"), "密钥"),
}


@pytest.mark.parametrize("how", DEAD)
def test_a_dead_model_leaves_the_grammars_draft_and_says_what_is_reduced(
    desk: TestClient, stub: Stub, how: str
) -> None:
    behaviour, said = DEAD[how]
    stub.always(behaviour)
    document = upload(desk)
    before = rules(desk, document)
    job = settled(desk, document)
    assert job["state"] == "failed"
    assert said in job["said"]
    page = desk.get(f"/review/{document}").text
    assert "模型没有读成" in page
    assert "少了模型的第二种读法" in page
    assert "再请模型对照" in page
    assert rules(desk, document) == before
    assert client_state(desk, document) == "draft"


def client_state(client: TestClient, document: str) -> str:
    return str(client.get(f"/api/documents/{document}").json()["state"])


def test_while_a_slow_model_reads_everything_else_goes_on(desk: TestClient, stub: Stub) -> None:
    """The page shows progress, people work, and their work is not overwritten."""
    may_answer = threading.Event()
    honest = answering(CLASH)

    def when_it_may(asked: Asked) -> Answer:
        may_answer.wait(120)
        return honest(asked)

    stub.next(honest)  # the first question, then it hesitates
    stub.always(when_it_may)
    document = upload(desk)
    page = ""
    for _ in range(600):
        page = desk.get(f"/review/{document}").text
        if "调用 1 次，120 token" in page:
            break
        time.sleep(0.1)
    assert "调用 1 次，120 token" in page
    assert "刷新看进度" in page
    assert "一份文件最多 300 次" in page
    again = desk.post(f"/review/{document}/model", data={"token": token_of(page), "wanted": "both"})
    assert again.status_code == 409
    assert "模型正在读这份文件" in again.text
    post(desk, document, "submit")
    assert client_state(desk, document) == "in_review"
    may_answer.set()
    job = settled(desk, document)
    assert "人工结果保留" in job["said"]
    assert client_state(desk, document) == "in_review"
    assert ("张三", "recompile") not in events(desk, document)


def test_without_a_model_the_form_and_the_page_say_what_is_missing(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLICYCALC_MODEL")
    sign_in(desk, "张三")
    form = desk.get("/review/upload").text
    assert "本站没有设置语言模型：只用语法读" in form
    assert 'name="reading"' not in form
    document = upload(desk, "both")
    page = desk.get(f"/review/{document}").text
    assert "本站没有设置语言模型：草稿只由语法提取" in page
    refused = post(desk, document, "model", wanted="both")
    assert refused.status_code == 409
    assert "本站没有设置语言模型" in refused.text


def test_settings_that_do_not_fit_together_are_said_and_stop_nothing(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "ftp://nowhere")
    document = upload(desk, "both")
    assert "语言模型的设置不对" in desk.get(f"/review/{document}").text


def test_a_job_cut_by_a_restart_is_said_and_can_be_started_again(
    settings: Settings, stub: Stub
) -> None:
    stub.always(hangs(60, says("{}")))
    with TestClient(create_app(settings)) as client:
        document = upload(client)
        for _ in range(100):
            if stub.asked:
                break
            time.sleep(0.1)
    asked = len(stub.asked)
    stub.always(answering(CLASH))
    with TestClient(create_app(settings)) as client:
        page = client.get(f"/review/{document}").text
        assert "模型没有读完" in page
        assert client.get(f"/api/documents/{document}/model").json()["state"] == "cut"
        sign_in(client, "李四")
        begun = post(client, document, "model", wanted="both")
        assert "已请模型读" in begun.text
        assert settled(client, document)["state"] == "done"
        body = client.get(f"/api/documents/{document}").json()
        assert (body["author"], body["last_editor"]) == ("张三", "李四")
    assert len(stub.asked) > asked


def test_a_process_that_vanished_is_noticed_by_its_silence(
    settings: Settings, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(create_app(settings)) as client:
        document = upload(client, "grammar")
        store = client.app.state.site.store  # type: ignore[attr-defined]
        store.jobs.begin(document, "both", "张三", "another process", "x")
        assert store.jobs.of(document).state == "waiting"
        monkeypatch.setattr(jobs, "SILENT", timedelta(seconds=-1))
        assert store.jobs.of(document).state == "cut"
        assert "模型没有读完" in client.get(f"/review/{document}").text


def test_few_jobs_at_once(settings: Settings, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.model_desk.MOST_WAITING", 1)
    stub.always(hangs(60, says("{}")))
    with TestClient(create_app(settings)) as client:
        sign_in(client, "张三")
        told: list[str] = []
        for n in range(3):
            data = DATA.replace("若干措施".encode(), f"若干措施{n}".encode())
            token = token_of(client.get("/review/upload").text)
            page = client.post(
                "/review/upload", data={"token": token}, files={"file": (f"{n}.txt", data)}
            )
            told.append(str(page.url).rpartition("/")[2].partition("?")[0])
        states = [
            client.get(f"/api/documents/{document}/model").json().get("state") for document in told
        ]
        assert states[1:] == ["waiting", None]
        refused = post(client, told[2], "model", wanted="both")
        assert "等模型读的文件太多" in refused.text


def explaining(*sentences: dict[str, str]) -> Callable[[Asked], Answer]:
    def answer(asked: Asked) -> Answer:
        if "讲给没有读过公文的人听" not in asked.text:
            return fails(500)(asked)
        mine = [s for s in sentences if s["quote"] in asked.text.rpartition("#原文")[0]]
        return says_json({"sentences": mine})(asked)

    return answer


def test_plain_words_are_marked_checked_and_never_of_another_rule(
    desk: TestClient, stub: Stub
) -> None:
    document = upload(desk, "grammar")
    good = {"quote": "给予一次性奖励50万元", "clause": "", "text": "符合条件就奖励50万元。"}
    lie = {"quote": "给予一次性奖励50万元", "clause": "", "text": "每年奖励50万元，连给三年。"}
    stub.always(explaining(good, lie))
    post(desk, document, "model", wanted="plain")
    job = settled(desk, document)
    assert job["state"] == "done", job
    assert "没有采用" in job["said"]
    page = desk.get(f"/review/{document}").text
    assert "符合条件就奖励50万元。" in page
    assert "连给三年" not in page
    assert "由语言模型撰写" in page
    assert "不参与测算" in page
    before = rules(desk, document)
    for block in desk.get(f"/api/documents/{document}").json()["blocks"]:
        post(desk, document, "rulings", block=block["id"], kind="accept_as_is", why="经核对")
    post(desk, document, "submit")
    sign_in(desk, "李四")
    post(desk, document, "approve")
    post(desk, document, "publish")
    item = desk.get(f"/rules/{before[0]['id']}").text
    assert "符合条件就奖励50万元。" in item
    assert "由语言模型撰写" in item
    refused = post(desk, document, "model", wanted="plain")
    assert "只有草稿和审核中的规则" in refused.text
    dropped = post(desk, document, f"words/{before[0]['id']}/drop")
    assert "已删去这一条的通俗解读" in dropped.text
    assert "由语言模型撰写" not in desk.get(f"/rules/{before[0]['id']}").text
    assert ("李四", "drop_words") in events(desk, document)


def test_an_edited_rule_has_no_plain_words_any_more(desk: TestClient, stub: Stub) -> None:
    document = upload(desk, "grammar")
    quote = {"quote": "给予一次性奖励50万元", "clause": "", "text": "奖励50万元。"}
    stub.always(explaining(quote))
    post(desk, document, "model", wanted="plain")
    settled(desk, document)
    rule = rules(desk, document)[0]["id"]
    page = desk.get(f"/review/{document}?edit={rule}").text
    assert "由语言模型撰写" in page
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert found
    text = html.unescape(found[1]).replace("title: 增长奖励", "title: 增长奖")
    post(desk, document, f"rules/{rule}", yaml=text, why="改名")
    assert "由语言模型撰写" not in desk.get(f"/review/{document}").text
