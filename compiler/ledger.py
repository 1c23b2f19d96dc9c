"""Ledger: every sentence of the document with what became of it; nothing is left out."""

from __future__ import annotations

from compiler.diagnostics import diagnose
from compiler.extract.items.outline import PolicyReading
from compiler.extract.items.sentences import sentences, states_sum
from compiler.fold import fold
from compiler.segment import Segmented
from rules.document import LedgerEntry, SentenceKind, SourceSpan
from rules.errors import Diagnostic

_BOUND = (SentenceKind.CONDITION, SentenceKind.AMOUNT, SentenceKind.EXCLUSION)

#: What was taken for a time, a procedure or a word's meaning may still grant a sum.
_ASIDE = (SentenceKind.WINDOW, SentenceKind.PROCEDURE, SentenceKind.DEFINITION)


def build_ledger(
    segmented: Segmented, readings: list[tuple[PolicyReading, list[str]]]
) -> tuple[tuple[LedgerEntry, ...], tuple[Diagnostic, ...]]:
    """The ledger, and a diagnostic for each sentence that looks like a rule but became none.

    ``readings`` pairs each policy's reading with the rule ids of its items, in item order.
    """
    document = segmented.document
    entries: list[LedgerEntry] = []
    diagnostics: list[Diagnostic] = []
    covered: set[int] = set()
    for reading, ids in readings:
        for sentence in reading.sentences:
            span = _trim(segmented, sentence.start, sentence.end)
            if span is None:
                continue
            covered.add(sentence.clause)
            rules = tuple(dict.fromkeys(ids[i] for i in sentence.items if i < len(ids)))
            kind, reason = sentence.kind, sentence.reason
            if kind in _ASIDE and not rules and states_sum(fold(span.quote)):
                kind = SentenceKind.AMOUNT
            if kind in _BOUND and not rules:
                kind, reason, code = _unbound(kind, bool(ids))
                if code:
                    diagnostics.append(
                        diagnose(code, span, file=document.source_name, quote=span.quote[:60])
                    )
            elif kind is SentenceKind.NOT_MODELLED:
                reason, code = _left_over(span.quote)
                diagnostics.append(
                    diagnose(code, span, file=document.source_name, quote=span.quote[:60])
                )
            entries.append(LedgerEntry(span=span, kind=kind, reason=reason, rules=rules))
    view = fold(document.text)
    for clause in segmented.clauses:
        if clause.index in covered:
            continue
        for start, end in sentences(view, clause.start, clause.end):
            if span := _trim(segmented, start, end):
                entries.append(LedgerEntry(span=span, kind=SentenceKind.HEADING))
    entries.sort(key=lambda entry: entry.span.start)
    return tuple(entries), tuple(diagnostics)


def _left_over(quote: str) -> tuple[str, str]:
    """Why a sentence that no rule can hold waits for a person, and the code that says so."""
    if states_sum(fold(quote)):
        return "写有资助金额，但没有形成事项", "PC204"
    return "放宽条件或规定例外，没有写成规则", "PC205"


def _unbound(kind: SentenceKind, has_items: bool) -> tuple[SentenceKind, str, str]:
    if not has_items:
        return SentenceKind.BACKGROUND, "本政策没有形成补贴事项", ""
    if kind is SentenceKind.AMOUNT:
        return SentenceKind.NOT_MODELLED, "像是资助金额，但没有形成事项", "PC204"
    return SentenceKind.NOT_MODELLED, "像是条件，但没有归到任何事项", "PC203"


def _trim(segmented: Segmented, start: int, end: int) -> SourceSpan | None:
    text = segmented.document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return segmented.document.span(start, end) if start < end else None
