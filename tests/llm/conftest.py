"""A stub server for each test; no proxy and no settings of the person who runs the tests.

``test_real_*.py`` need the small model of ``make test-llm``; without it they are not collected.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.llm.stub import Stub

REAL = os.environ.get("POLICYCALC_TEST_LLM", "")
collect_ignore_glob = [] if REAL else ["test_real_*.py"]


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        ours = name.startswith(("POLICYCALC_MODEL", "POLICYCALC_EMBEDDING", "OPENAI_"))
        if ours or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANGSMITH_TRACING", "false")


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running


@pytest.fixture(scope="session")
def real_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real llama.cpp server with a model that knows nothing."""
    script = Path(__file__).parent / "real_server.py"
    weights = Path(REAL).resolve().parents[1] / "weights"
    log = tmp_path_factory.mktemp("real") / "server.log"
    with log.open("w", encoding="utf-8") as said:
        running = subprocess.Popen(
            [REAL, str(script), str(weights)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
        assert running.stdin is not None
        assert running.stdout is not None
        line = running.stdout.readline()
        assert line, log.read_text(encoding="utf-8")[-2000:]
        yield json.loads(line)["address"] + "/v1"
        running.stdin.close()
        running.stdout.close()
        running.terminate()
        running.wait(60)
