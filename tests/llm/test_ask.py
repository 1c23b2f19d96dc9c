"""Two calls at most; the model sees its own words and errors; the better object is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from llm import Answered, Failed, ModelError, Reply, Request, Vectors, ask_for, tally
from llm.client import Finish
from tests.llm.test_misbehaviours import HONEST, REQUEST

TEXT = REQUEST.messages[-1].content


class Script:
    """A client that says these things in turn and remembers what it was asked."""

    def __init__(self, *said: str | ModelError | Reply) -> None:
        self._said = list(said)
        self.asked: list[Request] = []

    def complete(self, request: Request) -> Reply:
        self.asked.append(request)
        said = self._said.pop(0)
        if isinstance(said, ModelError):
            raise said
        return said if isinstance(said, Reply) else reply(said)

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError("nobody asks this client for vectors")


def reply(text: str, finish: Finish = "stop") -> Reply:
    return Reply(text=text, finish=finish, model="m", method="text")


def item(*quotes: str) -> str:
    items = [{"quote": quote, "kind": "条件"} for quote in quotes]
    return json.dumps({"items": items}, ensure_ascii=False)


def quotes_stand_in_the_text(data: dict[str, Any]) -> list[str]:
    missing = [i["quote"] for i in data["items"] if i["quote"] not in TEXT]
    return [f"引文「{quote}」不在原文中" for quote in missing]


def test_a_good_reply_is_asked_for_once() -> None:
    client = Script(HONEST)
    outcome = ask_for(client, REQUEST, quotes_stand_in_the_text)
    assert isinstance(outcome, Answered)
    assert outcome.data == json.loads(HONEST)
    assert (outcome.repaired, outcome.complaints, len(client.asked)) == (False, (), 1)


def test_the_repair_shows_the_model_its_words_and_errors() -> None:
    client = Script('{"items": "一条"}', HONEST)
    outcome = ask_for(client, REQUEST)
    assert isinstance(outcome, Answered)
    assert outcome.repaired
    assert outcome.first_fault == "wrong_shape"
    *before, own, asked = client.asked[1].messages
    assert tuple(before) == REQUEST.messages
    assert (own.role, own.content) == ("assistant", '{"items": "一条"}')
    assert "items：应为数组，实为「一条」" in asked.content
    assert '"additionalProperties"' in asked.content
    assert client.asked[1].hash != client.asked[0].hash


def test_a_check_is_shown_and_what_stays_wrong_is_carried() -> None:
    client = Script(item("编造的话", "另一句假话"), item("编造的话", "奖励10万元"))
    outcome = ask_for(client, REQUEST, quotes_stand_in_the_text)
    assert "引文「编造的话」不在原文中" in client.asked[1].messages[-1].content
    assert isinstance(outcome, Answered)
    assert outcome.repaired
    assert outcome.complaints == ("引文「编造的话」不在原文中",)
    assert outcome.first_fault is None
    assert tally([outcome])["complaints"] == 1


def test_a_repair_that_made_it_worse_is_not_taken() -> None:
    first = item("奖励10万元", "编造的话")
    for worse in (item("甲", "乙", "丙"), "不会。", ModelError("LM117", "2 秒")):
        outcome = ask_for(Script(first, worse), REQUEST, quotes_stand_in_the_text)
        assert isinstance(outcome, Answered)
        assert outcome.data == json.loads(first)
        assert not outcome.repaired
        assert outcome.complaints == ("引文「编造的话」不在原文中",)


@pytest.mark.parametrize(
    ("said", "kind"),
    [(reply(HONEST[:20], "cut"), "cut"), (reply("不行", "refused"), "refused")],
)
def test_what_cannot_be_mended_is_not_asked_again(said: Reply, kind: str) -> None:
    client = Script(said)
    outcome = ask_for(client, REQUEST)
    assert isinstance(outcome, Failed)
    assert outcome.kind == kind
    assert outcome.replies == (said,)


def test_a_whole_object_at_the_limit_is_taken_and_noticed() -> None:
    outcome = ask_for(Script(reply(HONEST, "cut")), REQUEST)
    assert isinstance(outcome, Answered)
    assert outcome.noticed == ("too_long_but_whole",)


def test_an_object_closed_for_the_model_at_the_limit_is_cut() -> None:
    outcome = ask_for(Script(reply('{"items": [{"quote": "上年度"}]}', "cut")), REQUEST)
    assert isinstance(outcome, Failed)
    assert outcome.kind == "cut"


@pytest.mark.parametrize(
    ("code", "lasting"), [("LM111", True), ("LM117", False), ("LM118", False), ("LM121", True)]
)
def test_the_connection_ends_it_by_name(code: str, lasting: bool) -> None:
    outcome = ask_for(Script(ModelError(code, "细节")), REQUEST)
    assert isinstance(outcome, Failed)
    assert (outcome.code, outcome.lasting, outcome.replies) == (code, lasting, ())
    assert "细节" in outcome.diagnostic().message


def test_a_failure_keeps_every_reply_for_the_audit() -> None:
    outcome = ask_for(Script("甲", "乙"), REQUEST)
    assert isinstance(outcome, Failed)
    assert [one.text for one in outcome.replies] == ["甲", "乙"]
    assert tally([outcome, outcome]) == {"failed:no_json": 2, "replies": 4}


def test_a_very_long_reply_is_shown_to_the_model_only_in_part() -> None:
    client = Script("长" * 100_000, HONEST)
    ask_for(client, REQUEST)
    assert len(client.asked[1].messages[-2].content) < 13_000


def test_a_request_without_a_schema_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="wire"):
        ask_for(Script(HONEST), REQUEST.model_copy(update={"wire": None}))
