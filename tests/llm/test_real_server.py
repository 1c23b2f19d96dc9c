"""A real server and a model that knows nothing: whatever it says has a name, and nothing crashes.

Run by ``make test-llm``; the answers are worthless by design, so no answer is expected here.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import yaml
from typer.testing import CliRunner

from cli.main import app
from llm import Answered, Failed, Session, ask_for, tally
from llm.client import Method
from llm.judge import judge
from llm.settings import ModelSettings
from llm.transport import Endpoint
from llm.wire import wire_errors
from tests.llm.test_misbehaviours import REQUEST, WIRE

pytestmark = pytest.mark.real_model
SHORT = REQUEST.model_copy(update={"max_tokens": 60})


@pytest.fixture
def settings(real_url: str, tmp_path: Path) -> ModelSettings:
    return ModelSettings(
        model="gemma-gguf",
        base_url=real_url,
        embedding_model="gemma-gguf",
        folder=tmp_path,
        seconds=300,
        retries=0,
    )


@pytest.mark.parametrize("method", get_args(Method))
def test_every_method_brings_words_that_are_judged(settings: ModelSettings, method: Method) -> None:
    endpoint = Endpoint(settings)
    reply = endpoint.send(SHORT, method)
    found = judge(reply, WIRE)
    print(f"\n{method}: {reply.finish}, {reply.usage}, {found!r}\n  {reply.text!r}")
    assert reply.finish in ("stop", "cut", "empty")
    assert reply.usage.completion_tokens > 0
    endpoint.close()


def test_asking_ends_by_name_and_the_second_time_costs_nothing(settings: ModelSettings) -> None:
    endpoint = Endpoint(settings)
    session = Session(endpoint)
    first = ask_for(session.client, SHORT)
    spent = session.meter.spent
    again = ask_for(session.client, SHORT)
    print(f"\n{tally([first])} {spent.line()}\n{endpoint.counts()}")
    match first:
        case Answered():
            assert wire_errors(first.data, WIRE) == ()
        case Failed():
            assert first.diagnostic().message
    assert type(again) is type(first)
    if not any(reply.finish in ("empty", "refused") for reply in first.replies):
        assert session.meter.spent.calls == spent.calls
    endpoint.close()


def test_embeddings_come_one_a_text(settings: ModelSettings) -> None:
    endpoint = Endpoint(settings)
    rows = endpoint.embed([f"第{number}条" for number in range(20)]).rows
    assert len(rows) == 20
    assert len({len(row) for row in rows}) == 1
    endpoint.close()


def test_check_llm_says_what_it_found(
    settings: ModelSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", settings.base_url)
    monkeypatch.setenv("POLICYCALC_MODEL", settings.model)
    monkeypatch.setenv("POLICYCALC_MODEL_FOLDER", str(tmp_path))
    result = CliRunner().invoke(app, ["check", "llm"])
    print("\n" + result.stdout)
    assert "结论：" in result.stdout
    assert "写到长度上限：如实说明被截断" in result.stdout
    path = tmp_path / "profile.yaml"
    assert path.exists() == (result.exit_code == 0)
    if path.exists():
        kept = yaml.safe_load(path.read_text(encoding="utf-8"))["endpoints"]
        assert [entry["model"] for entry in kept] == [settings.model]
