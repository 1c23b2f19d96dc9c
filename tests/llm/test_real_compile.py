"""A real server whose answers are worthless: nothing ungrounded survives, the grammar is unharmed.

Run by ``make test-llm``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler import compile_document
from compiler.extract.extractor import Extraction, Reading
from llm import Session
from llm.settings import ModelSettings
from llm.transport import Endpoint
from rules.document import SourceSpan
from rules.draft import Draft
from rules.tree import nodes

pytestmark = pytest.mark.real_model
TEXT = """青屏区高企奖励办法
第一条 对国家高新技术企业，给予一次性奖励10万元。
"""


@pytest.fixture
def settings(real_url: str, tmp_path: Path) -> ModelSettings:
    return ModelSettings(
        model="gemma-gguf", base_url=real_url, folder=tmp_path, seconds=300, retries=0
    )


def grounded(draft: Draft) -> None:
    spans = [node for node in nodes(draft.ruleset) if isinstance(node, SourceSpan)]
    assert all(draft.document.holds(span) for span in spans)


@pytest.mark.parametrize("reading", [Reading.BOTH, Reading.MODEL])
def test_a_model_that_knows_nothing_does_no_harm(settings: ModelSettings, reading: Reading) -> None:
    alone = compile_document(TEXT.encode(), "办法.txt")
    endpoint = Endpoint(settings)
    session = Session(endpoint)
    draft = compile_document(
        TEXT.encode(), "办法.txt", extraction=Extraction(reading, session.client, workers=1)
    )
    endpoint.close()
    print(f"\n{reading}: {session.meter.spent.line()}")
    for diagnostic in draft.diagnostics:
        print(f"  [{diagnostic.code}] {diagnostic.message}")
    assert session.meter.spent.calls
    grounded(draft)
    told = {diagnostic.code for diagnostic in draft.diagnostics}
    assert told & {"PC201", "PC701", "PC702", "PC703", "PC704"}  # what was no use is said
    if reading is Reading.BOTH:
        kept = {rule.id: rule for rule in draft.ruleset.rules}
        assert all(kept[rule.id] == rule for rule in alone.ruleset.rules)
