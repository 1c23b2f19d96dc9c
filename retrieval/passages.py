"""Passages: the pieces of a document that a search can return."""

from __future__ import annotations

from collections.abc import Iterator

from rules.document import Clause, ClauseKind, DocumentMeta, Frozen, SourceSpan
from rules.draft import Draft


class Passage(Frozen):
    """One clause as it is indexed: its span, where it stands and which policy it belongs to.

    ``place`` is how an official cites it; ``rules`` are the items read from it.
    """

    document: str
    title: str
    issuer: str = ""
    number: str = ""
    phone: str = ""
    place: str = ""
    context: str = ""
    span: SourceSpan
    rules: tuple[str, ...] = ()


def passages_of(draft: Draft) -> tuple[Passage, ...]:
    """The passages of a compiled document, in text order; headings are context, not passages."""
    return tuple(_passages(draft))


def _passages(draft: Draft) -> Iterator[Passage]:
    document = draft.document
    for start, end, place, context in _pieces(draft):
        text = document.text[start:end]
        stripped = text.strip()
        if not stripped:
            continue
        first = start + text.index(stripped)
        meta = _meta_at(draft, first)
        yield Passage(
            document=document.id,
            title=meta.title or document.meta.title or document.source_name,
            issuer=meta.issuer or document.meta.issuer,
            number=meta.number or document.meta.number,
            phone=meta.phone or document.meta.phone,
            place=place,
            context=context,
            span=document.span(first, first + len(stripped)),
            rules=tuple(
                rule.id
                for rule in draft.ruleset.rules
                if rule.source.start < first + len(stripped) and first < rule.source.end
            ),
        )


def _pieces(draft: Draft) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, citation and heading words of each piece; lines where nothing was segmented."""
    if not draft.clauses:
        position = 0
        for line in draft.document.text.splitlines(keepends=True):
            yield position, position + len(line), "", ""
            position += len(line)
        return
    by_index = {clause.index: clause for clause in draft.clauses}
    for clause in draft.clauses:
        if clause.kind in (ClauseKind.HEADING, ClauseKind.PART) and not _says_something(
            draft, clause
        ):
            continue
        yield clause.start, clause.end, clause.place, " ".join(_headings(clause, by_index))


def _says_something(draft: Draft, clause: Clause) -> bool:
    """Whether a heading carries a sentence of its own (第三条 …。)."""
    return "。" in draft.document.text[clause.start : clause.end]


def _headings(clause: Clause, by_index: dict[int, Clause]) -> list[str]:
    names: list[str] = []
    parent = clause.parent
    while parent is not None and parent in by_index:
        above = by_index[parent]
        if above.heading:
            names.append(above.heading)
        parent = above.parent
    return names[::-1]


def _meta_at(draft: Draft, position: int) -> DocumentMeta:
    for part in draft.parts:
        if part.start <= position < part.end:
            return part.meta
    return draft.document.meta
