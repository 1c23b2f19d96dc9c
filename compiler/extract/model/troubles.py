"""What of a model's answer was not used, and why: collected beside the reading, never dropped."""

from __future__ import annotations

from typing import NamedTuple

from compiler.diagnostics import diagnose
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic


class Trouble(NamedTuple):
    """One thing in an answer that was not used: a code of ours, what it was, and why."""

    code: str
    what: str
    reason: str
    start: int = -1
    end: int = -1


def diagnosed(trouble: Trouble, document: PolicyDocument, item: str) -> Diagnostic:
    """The trouble as a diagnostic: which item, which words."""
    span: SourceSpan | None = None
    if 0 <= trouble.start < trouble.end:
        span = document.span(trouble.start, trouble.end)
    return diagnose(
        trouble.code,
        span,
        file=document.source_name,
        item=short(item) or "全文",
        quote=short(trouble.what) or "（空）",
        reason=trouble.reason,
    )


def short(words: str, most: int = 60) -> str:
    """Words of a model on one line of a message: a model may write megabytes."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[:most] + "…"
