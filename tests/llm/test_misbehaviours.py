"""What comes of every misbehaviour at the door: a retry, a repair or a failure with a name.

The real HTTP path is used: our transport, LangChain, the OpenAI client, a socket. Run with ``-s``
to see the table of misbehaviours and outcomes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from llm import Answered, Failed, Message, Outcome, Request, ask_for, tally
from llm.transport import Endpoint
from tests.llm.misbehaviours import MISBEHAVIOURS
from tests.llm.stub import KEY, Stub

WIRE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"quote": {"type": "string"}, "kind": {"enum": ["条件", "金额"]}},
                "required": ["quote", "kind"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["items"],
    "additionalProperties": False,
}
WIRE["properties"]["items"]["items"]["properties"]["kind"]["type"] = "string"
HONEST = json.dumps(
    {"items": [{"quote": "上年度营业收入不低于2000万元", "kind": "条件"}]}, ensure_ascii=False
)
REQUEST = Request(
    task="draft_tags",
    prompt_version="1",
    messages=(
        Message(role="system", content="找出条件。"),
        Message(role="user", content="上年度营业收入不低于2000万元的企业，奖励10万元。"),
    ),
    wire=WIRE,
)
#: What must come of it: "answered", "repaired", or the name of the failure.
EXPECTED = {
    "500 once": "answered",
    "500 always": "server_error",
    "503 page": "server_error",
    "429 once": "answered",
    "429 always": "busy",
    "429 for hours": "busy",
    "no credit": "no_credit",
    "slow once": "answered",
    "drips": "timeout",
    "cut before": "answered",
    "cut within": "answered",
    "cut always": "unreachable",
    "401": "unauthorised",
    "404 model": "no_model",
    "400 always": "rejected",
    "too long": "too_long",
    "html page": "not_an_answer",
    "no json body": "not_an_answer",
    "no choices": "not_an_answer",
    "null choices": "not_an_answer",
    "error as 200": "server_error",
    "no json_schema": "answered",
    "only text": "answered",
    "ignored schema": "no_json",
    "ignored once": "repaired",
    "wrong schema": "wrong_shape",
    "wrong once": "repaired",
    "cut reply": "cut",
    "cut, not told": "broken_json",
    "fenced": "answered",
    "fenced in prose": "answered",
    "prose around": "answered",
    "think text": "answered",
    "think, no end": "only_thought",
    "thinks beside": "empty",
    "empty": "empty",
    "empty once": "repaired",
    "refusal": "refused",
    "content filter": "refused",
    "refused as 400": "refused",
    "tool to None": "tool_unread",
    "tool cut": "cut",
    "invalid JSON": "broken_json",
    "key twice": "broken_json",
    "NaN": "broken_json",
    "two objects": "several",
    "deep nesting": "broken_json",
    "surrogates": "wrong_shape",
    "a thousand items": "wrong_shape",
}
SLOW = {"slow once", "drips"}
TABLE: dict[str, str] = {}


@pytest.fixture(scope="module", autouse=True)
def _table() -> Iterator[None]:
    """Print what came of each, once all have run."""
    yield
    print("\n\n| 表现 | 结果 | 请求 | 记下的 |\n|---|---|---|---|")
    for name, row in TABLE.items():
        print(f"| {MISBEHAVIOURS[name].label} | {row} |")


def outcome_of(outcome: Outcome) -> str:
    match outcome:
        case Answered():
            return "repaired" if outcome.repaired else "answered"
        case Failed():
            return outcome.kind


def test_every_misbehaviour_has_an_expectation() -> None:
    assert list(EXPECTED) == list(MISBEHAVIOURS)


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_a_misbehaviour_ends_as_a_retry_a_repair_or_a_named_failure(name: str, stub: Stub) -> None:
    *first, last = MISBEHAVIOURS[name].around(HONEST)
    stub.next(*first)
    stub.always(last)
    endpoint = Endpoint(stub.settings(seconds=1 if name in SLOW else 30))
    outcome = ask_for(endpoint, REQUEST)
    endpoint.close()
    counts = tally([outcome])
    noted = [key for key in counts if key not in ("answered", "repaired", "replies")]
    TABLE[name] = f"{outcome_of(outcome)} | {len(stub.asked)} | {'、'.join(noted)}"
    assert outcome_of(outcome) == EXPECTED[name]
    assert KEY not in repr(outcome) + str(outcome)
    match outcome:
        case Answered():
            assert outcome.data == json.loads(HONEST)
            assert outcome.reply in outcome.replies
        case Failed():
            line = outcome.diagnostic(place="第一条").line()
            assert line.startswith(f"[{outcome.code}] 提醒 第一条：")
            assert "{" not in line.replace(outcome.detail, "")
    assert len(stub.asked) <= 9  # two tries of three requests, a ladder of four at most
