"""A stub server for each test; no proxy and no settings of the person who runs the tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.llm.stub import Stub


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
