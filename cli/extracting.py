"""Which extractors read a file named on the command line, and what the model cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from cli.problems import rejected
from compiler.extract.extractor import GRAMMAR_ONLY, Extraction, Reading
from compiler.extract.model.worksheet import Worksheet
from llm import ModelError, Replay, open_endpoint
from llm.budget import Budget, Metered, Spent
from llm.door import Session


@dataclass(frozen=True)
class Wanted:
    """What was asked for: who reads, from which recorded replies, where open questions go."""

    reading: Reading = Reading.GRAMMAR
    replies: Path | None = None
    requests: Path | None = None
    samples: int = 1


@dataclass
class Reader:
    """The extraction of one file, and afterwards what it cost."""

    extraction: Extraction
    spent: Callable[[], Spent | None] = lambda: None
    worksheet: Worksheet | None = None

    def cost_line(self, characters: int) -> str:
        """Calls and tokens, also for a thousand characters of policy; empty without a model."""
        spent = self.spent()
        if spent is None or not characters:
            return ""
        each = (Decimal(spent.tokens) * 1000 / characters).quantize(Decimal(1))
        return f"模型：{spent.line()}；每千字政策约 {each} token"


def reader_of(wanted: Wanted) -> Reader:
    """A client for one file, as wanted; without a usable model the grammar reads alone."""
    if wanted.requests is not None:
        sheet = Worksheet(wanted.requests)
        return Reader(Extraction(wanted.reading, sheet, wanted.samples, workers=1), worksheet=sheet)
    if wanted.reading is Reading.GRAMMAR:
        return Reader(GRAMMAR_ONLY)
    if wanted.replies is not None:
        if not wanted.replies.is_dir():
            raise rejected("CLI204", str(wanted.replies))
        meter = Metered(Replay(wanted.replies), Budget(calls=100_000, tokens=10**12))
        return Reader(Extraction(wanted.reading, meter, wanted.samples), lambda: meter.spent)
    try:
        endpoint = open_endpoint()
    except ModelError as error:
        return Reader(Extraction(wanted.reading, None, why_off=str(error)))
    if endpoint is None:
        why = "没有设置 POLICYCALC_MODEL"
        return Reader(Extraction(wanted.reading, None, why_off=why))
    session = Session(endpoint)
    workers = endpoint.settings.concurrency
    extraction = Extraction(wanted.reading, session.client, wanted.samples, workers)
    return Reader(extraction, lambda: session.meter.spent)
