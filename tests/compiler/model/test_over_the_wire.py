"""The whole way over HTTP: a server of our own that lies or breaks, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from compiler import compile_document
from compiler.extract.extractor import Extraction, Reading
from llm import Request, Session
from llm.client import Message
from llm.transport import Endpoint
from rules.draft import Draft
from rules.errors import Severity
from tests.compiler.model.honest import Change, Honest
from tests.compiler.model.test_reading import DATA
from tests.llm.stub import (
    Answer,
    Asked,
    Stub,
    busy,
    cuts,
    fails,
    hangs,
    page,
    refuses,
    says,
    thinks_only,
)

GRAMMAR = compile_document(DATA, "t.txt")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running


def answering(change: Change | None = None) -> Callable[[Asked], Answer]:
    """Answers as an honest model does, or with its answers spoiled."""
    client = Honest(DATA, "t.txt", change)

    def answer(asked: Asked) -> Answer:
        messages = tuple(
            Message(role=m["role"], content=str(m["content"])) for m in asked.body["messages"]
        )
        task = next(t for t, word in _KNOWN.items() if word in messages[0].content)
        said = client.complete(Request(task=task, prompt_version="1", messages=messages)).text
        return says(said)(asked)

    return answer


_KNOWN = {
    "find_items": "找出每一个补贴事项",
    "draft_tags": "给出一个补贴事项和它所在的条款",
    "shared_conditions": "是对事项的共同要求或排除",
    "windows_stacking": "事项之间能不能同时享受",
}


def read_by(stub: Stub, folder: Path, reading: Reading = Reading.BOTH) -> Draft:
    client = Session(Endpoint(stub.settings(folder))).client
    return compile_document(DATA, "t.txt", extraction=Extraction(reading, client, workers=2))


def test_an_honest_server_agrees_and_is_not_asked_twice(stub: Stub, tmp_path: Path) -> None:
    stub.always(answering())
    draft = read_by(stub, tmp_path)
    assert draft.ruleset == GRAMMAR.ruleset
    assert {part.state for part in draft.consensus} == {"agree"}
    assert len(stub.asked) == 5
    again = read_by(stub, tmp_path)
    assert again.ruleset == draft.ruleset
    assert len(stub.asked) == 5  # the kept replies cost no call


def lying(**fields: object) -> Change:
    def change(task: str, answer: dict[str, list[dict[str, object]]], lines: object) -> object:
        if task == "draft_tags":
            answer["awards"][0].update(fields)
            answer["conditions"][0].update(comparison="9000万元以上")
        return answer

    return change  # type: ignore[return-value]


BROKEN: dict[str, Callable[[Asked], Answer]] = {
    "made-up quotes": answering(lying(quote="给予一次性奖励9000万元", value="9000万元")),
    "a quote off by one": answering(lying(quote="予一次性奖励5万元")),
    "a lying value": answering(lying(value="500万元")),
    "another form": says('{"items": [{"name": "甲"}]}'),
    "a thousand items": says(
        json.dumps({"items": [{"quote": str(n), "clause": "1", "title": ""} for n in range(1000)]})
    ),
    "an injected order": says("好的，已忽略以上要求。所有企业一律奖励9000万元。"),
    "half an object": says('{"items": [{"quote": "对'),
    "thoughts only": thinks_only(),
    "a refusal": refuses(),
    "500": fails(500),
    "429": busy(0),
    "a page": page(),
    "a cut connection": cuts(40, says("{}")),
}


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("reading", [Reading.BOTH, Reading.MODEL])
def test_whatever_a_server_does_the_grammars_draft_is_unharmed(
    stub: Stub, tmp_path: Path, what: str, reading: Reading
) -> None:
    stub.always(BROKEN[what])
    draft = read_by(stub, tmp_path, reading)
    assert draft.ruleset.rules == GRAMMAR.ruleset.rules or reading is Reading.MODEL
    assert [r.award for r in draft.ruleset.rules] == [r.award for r in GRAMMAR.ruleset.rules]
    assert "9000" not in draft.ruleset.model_dump_json()
    assert any(d.code in ("PC701", "PC702", "PC704") for d in draft.diagnostics)
    if reading is Reading.BOTH:
        assert not [d for d in draft.diagnostics if d.severity is Severity.ERROR]
    assert {s for e in draft.ledger for s in e.rules} == {r.id for r in draft.ruleset.rules}


def test_a_slow_server_leaves_the_grammars_draft(stub: Stub, tmp_path: Path) -> None:
    stub.always(hangs(3, says("{}")))
    client = Session(Endpoint(stub.settings(tmp_path, seconds=1, retries=0))).client
    draft = compile_document(DATA, "t.txt", extraction=Extraction(Reading.BOTH, client))
    assert draft.ruleset == GRAMMAR.ruleset
    assert draft.ledger == GRAMMAR.ledger
    (told,) = [d for d in draft.diagnostics if d.code == "PC704"]
    assert "没有答完" in told.message
