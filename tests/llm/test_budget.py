"""A budget for each document: counted, told while it runs, never overrun by threads."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from llm import Failed, ModelError, Reply, Request, Usage, Vectors, ask_for
from llm.budget import Budget, Event, Metered, estimated_tokens
from tests.llm.test_misbehaviours import HONEST, REQUEST


class Says:
    """A client that always says the same."""

    def __init__(self, usage: Usage, error: ModelError | None = None) -> None:
        self.usage, self.error, self.calls = usage, error, 0

    def complete(self, request: Request) -> Reply:
        self.calls += 1
        time.sleep(0.002)  # so that threads meet here
        if self.error:
            raise self.error
        return Reply(text=HONEST, finish="stop", model="m", method="text", usage=self.usage)

    def embed(self, texts: Sequence[str]) -> Vectors:
        return Vectors(model="m", rows=tuple((1.0,) for _ in texts))

    def stamp(self, task: str) -> tuple[str, str]:
        return "m", "p"


TOLD = Usage(prompt_tokens=1000, completion_tokens=500)
PRICED = Budget(price_in=Decimal(2), price_out=Decimal(8))


def test_tokens_and_cost_are_counted_and_told() -> None:
    events: list[Event] = []
    meter = Metered(Says(TOLD), PRICED, events.append)
    meter.complete(REQUEST)
    meter.complete(REQUEST)
    assert meter.spent.tokens == 3000
    assert meter.spent.cost == Decimal("0.012")
    assert [event.what for event in events] == ["asking", "answered"] * 2
    assert events[-1].spent == meter.spent
    assert meter.spent.line() == "调用 2 次，3 000 token，0.01 元"


def test_a_server_that_tells_nothing_is_estimated() -> None:
    meter = Metered(Says(Usage()), PRICED)
    meter.complete(REQUEST)
    assert meter.spent.estimated == 1
    assert meter.spent.prompt_tokens == estimated_tokens(REQUEST) > 20
    assert "约 " in meter.spent.line()


@pytest.mark.parametrize(
    ("budget", "calls"),
    [
        (Budget(calls=3), 3),
        (Budget(tokens=3010), 2),
        (PRICED.model_copy(update={"cost": Decimal("0.013")}), 3),
    ],
)
def test_the_call_that_would_leave_the_budget_is_not_made(budget: Budget, calls: int) -> None:
    client = Says(TOLD)
    meter = Metered(client, budget)
    for _ in range(calls):
        meter.complete(REQUEST)
    outcome = ask_for(meter, REQUEST)
    assert isinstance(outcome, Failed)
    assert (outcome.kind, outcome.lasting) == ("budget", True)
    assert client.calls == calls


def test_threads_share_one_budget() -> None:
    client = Says(TOLD)
    meter = Metered(client, Budget(calls=5))

    def ask(_: int) -> bool:
        try:
            meter.complete(REQUEST)
        except ModelError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        answered = sum(pool.map(ask, range(40)))
    assert answered == client.calls == 5


def test_failures_count_as_calls_and_are_told() -> None:
    events: list[Event] = []
    meter = Metered(Says(TOLD, ModelError("LM119", "500")), Budget(calls=2), events.append)
    assert [ask_for(meter, REQUEST).kind for _ in range(3)] == [  # type: ignore[union-attr]
        "server_error",
        "server_error",
        "budget",
    ]
    assert [e.trouble for e in events if e.what == "failed"] == ["server_error"] * 2
    assert meter.spent.line() == "调用 0 次，失败 2 次，0 token"


def test_remembered_replies_cost_nothing() -> None:
    events: list[Event] = []
    meter = Metered(Says(TOLD), PRICED, events.append)
    reply = meter.complete(REQUEST)
    meter.remembered(REQUEST, reply)
    assert meter.spent.remembered == 1
    assert meter.spent.cost == Decimal("0.006")
    assert events[-1].what == "remembered"
    assert meter.embed(["甲"]).rows == ((1.0,),)
    assert meter.stamp("any") == ("m", "p")
