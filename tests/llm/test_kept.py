"""Kept replies: the same bytes, readable, never another request's; replay says what is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm import Failed, Message, ModelError, Replay, Reply, Request, ask_for
from llm.cache import Remembering
from llm.kept import read_reply, reply_key, reply_path, write_reply
from llm.transport import Endpoint
from tests.llm.stub import KEY, Stub, refuses, says
from tests.llm.test_misbehaviours import HONEST, REQUEST

REPLY = Reply(text="第一行\n第二行\n", finish="stop", model="m", method="text")


def test_the_same_reply_is_the_same_bytes_and_readable(tmp_path: Path) -> None:
    first = write_reply(tmp_path, REQUEST, REPLY, model="m", stamp="p").read_bytes()
    second = write_reply(tmp_path, REQUEST, REPLY, model="m", stamp="p").read_bytes()
    assert first == second
    assert list(tmp_path.rglob("*.tmp")) == []
    content = json.loads(first)
    assert content["reply"]["text"] == ["第一行", "第二行", ""]
    assert "上年度营业收入" in first.decode()
    assert read_reply(tmp_path, REQUEST, model="m", stamp="p") == REPLY.model_copy(
        update={"remembered": True}
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("kept")
    reply = REPLY.model_copy(update={"text": text})
    write_reply(folder, REQUEST, reply, model="m", stamp="p")
    kept = read_reply(folder, REQUEST, model="m", stamp="p")
    assert kept is not None
    assert kept.text == text


@pytest.mark.parametrize(
    "change",
    [
        {"task": "other"},
        {"prompt_version": "2"},
        {"messages": (Message(role="user", content="另一句"),)},
        {"wire": None},
        {"temperature": "0.7"},
        {"max_tokens": 1},
        {"sample": 1},
    ],
)
def test_whatever_can_change_a_reply_changes_its_key(change: dict[str, object]) -> None:
    other = REQUEST.model_copy(update=change)
    assert reply_key(other, "m", "p") != reply_key(REQUEST, "m", "p")
    assert reply_key(REQUEST, "m2", "p") != reply_key(REQUEST, "m", "p")
    assert reply_key(REQUEST, "m", "p2") != reply_key(REQUEST, "m", "p")


def test_a_wire_property_may_be_called_text_or_content(tmp_path: Path) -> None:
    wire = {"type": "object", "properties": {"text": {"type": "string"}, "content": {}}}
    request = REQUEST.model_copy(update={"wire": wire})
    write_reply(tmp_path, request, REPLY, model="m", stamp="p")
    assert read_reply(tmp_path, request, model="m", stamp="p") is not None


def test_a_damaged_or_swapped_file_is_said(tmp_path: Path) -> None:
    path = write_reply(tmp_path, REQUEST, REPLY, model="m", stamp="p")
    other = REQUEST.model_copy(update={"sample": 5})
    elsewhere = reply_path(tmp_path, reply_key(other, "m", "p"))
    elsewhere.parent.mkdir(parents=True, exist_ok=True)
    elsewhere.write_bytes(path.read_bytes())
    with pytest.raises(ModelError, match="另一个请求"):
        read_reply(tmp_path, other, model="m", stamp="p")
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="读不了"):
        read_reply(tmp_path, REQUEST, model="m", stamp="p")


def test_replay_answers_from_its_folder_and_names_what_is_missing(tmp_path: Path) -> None:
    replay = Replay(tmp_path)
    outcome = ask_for(replay, REQUEST)
    assert isinstance(outcome, Failed)
    assert outcome.kind == "not_recorded"
    assert "draft_tags" in outcome.detail
    assert replay.missing == [REQUEST]
    written = replay.record(REQUEST, REPLY.model_copy(update={"text": HONEST}), note="手工")
    assert written.relative_to(tmp_path).as_posix() in outcome.detail
    again = Replay(tmp_path)
    assert ask_for(again, REQUEST).replies[0].text == HONEST
    assert again.missing == []
    with pytest.raises(ModelError, match="向量"):
        again.embed(["甲"])


def test_what_was_asked_is_not_asked_again(stub: Stub, tmp_path: Path) -> None:
    stub.always(says(HONEST))
    endpoint = Endpoint(stub.settings())
    told: list[Request] = []
    client = Remembering(endpoint, tmp_path, lambda request, _: told.append(request))
    first, second = client.complete(REQUEST), client.complete(REQUEST)
    assert (first.remembered, second.remembered) == (False, True)
    assert first.hash == second.hash
    assert len(stub.asked) == 1
    assert told == [REQUEST]
    client.complete(REQUEST.model_copy(update={"sample": 1}))
    assert len(stub.asked) == 2
    for path in tmp_path.rglob("*.json"):
        assert KEY not in path.read_text(encoding="utf-8")
    endpoint.close()


def test_refusals_are_not_remembered_and_damage_is_asked_anew(stub: Stub, tmp_path: Path) -> None:
    stub.next(refuses(), says(HONEST))
    stub.always(says(HONEST))
    endpoint = Endpoint(stub.settings())
    client = Remembering(endpoint, tmp_path)
    assert client.complete(REQUEST).finish == "refused"
    assert client.complete(REQUEST).finish == "stop"
    (path,) = tmp_path.rglob("*.json")
    good = path.read_bytes()
    path.write_text("damaged", encoding="utf-8")
    assert not client.complete(REQUEST).remembered
    assert path.read_bytes() == good
    endpoint.close()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(ModelError, match="写不进去"):
        write_reply(blocked, REQUEST, REPLY, model="m", stamp="p")
