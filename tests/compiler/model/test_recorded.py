"""Every question the prompts of today ask about a text with recorded replies has its recording.

A changed prompt, outline or context asks other questions; then the folder is to be written anew
(``policycalc compile 文件 --extractor model --record-requests 文件夹``, docs/extractors.md).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from compiler import compile_document
from compiler.extract.extractor import Extraction, Reading
from llm import Replay

ROOT = Path(__file__).resolve().parents[3]
RECORDED = sorted(path.parent.name for path in ROOT.glob("golden_rules/*/replies"))


def test_there_are_recordings_of_at_least_ten_texts() -> None:
    assert len(RECORDED) >= 10


@pytest.mark.parametrize("slug", RECORDED)
def test_no_question_is_without_its_recording(slug: str) -> None:
    (source,) = (ROOT / "policy_texts" / slug).glob("source.*")
    replay = Replay(ROOT / "golden_rules" / slug / "replies")
    wanted = Extraction(Reading.MODEL, replay, workers=1)
    draft = compile_document(source.read_bytes(), source.name, extraction=wanted)
    missing = Counter(f"{request.task} {request.prompt_version}" for request in replay.missing)
    assert not missing
    assert draft.replies
