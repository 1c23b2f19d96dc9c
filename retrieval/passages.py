"""Passages: the pieces of a document that a search can return.

A passage is one clause, or a run of whole sentences of a clause too long to be read at a glance.
Passages do not overlap, never cross a heading, and ``text[start:end]`` is their quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rules.document import Clause, ClauseKind, DocumentMeta, Frozen, SourceSpan
from rules.draft import Draft
from rules.rule import Rule

#: The longest passage, in characters, as far as its sentences allow; near what an embedding holds.
LONGEST = 400
_SENTENCE = re.compile(r"[^。；;!?！？\n]*(?:[。；;!?！？\n]+[”」』）)]*|$)")


class Passage(Frozen):
    """One clause as it is indexed: its span, where it stands and which policy it belongs to.

    ``place`` is how an official cites it, ``context`` the words of the headings above it; ``rules``
    are the items read from it, ``departments`` who issued the policy or handles these items. The
    policy is in force from ``valid_from`` to ``valid_until``, both included; None is not stated.
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
    departments: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None


def passages_of(draft: Draft) -> tuple[Passage, ...]:
    """The passages of a compiled document, in text order; headings are context, not passages."""
    return tuple(_passages(draft))


def _passages(draft: Draft) -> Iterator[Passage]:
    document = draft.document
    for start, end, place, context in _pieces(draft):
        for first, last in _runs(document.text, start, end):
            meta = _meta_at(draft, first)
            ours = [
                r for r in draft.ruleset.rules if r.source.start < last and first < r.source.end
            ]
            begins, ends = _validity(draft, first, meta)
            issuer = meta.issuer or document.meta.issuer
            yield Passage(
                document=document.id,
                title=meta.title or document.meta.title or document.source_name,
                issuer=issuer,
                number=meta.number or document.meta.number,
                phone=meta.phone or document.meta.phone,
                place=place,
                context=context,
                span=document.span(first, last),
                rules=tuple(rule.id for rule in ours),
                departments=_named(issuer, *(rule.department for rule in ours)),
                valid_from=begins,
                valid_until=ends,
            )


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without the blanks around it; in runs of whole sentences where it is too long."""
    first = start
    for sentence in _sentences(text, start, end):
        if sentence - first > LONGEST and first < start:
            yield from _stripped(text, first, start)
            first = start
        start = sentence
    yield from _stripped(text, first, end)


def _sentences(text: str, start: int, end: int) -> Iterator[int]:
    """Where the sentences of a stretch end."""
    for match in _SENTENCE.finditer(text, start, end):
        if match.end() > match.start():
            yield match.end()


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        first = start + words.index(words.strip())
        yield first, first + len(words.strip())


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


def _named(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _validity(draft: Draft, position: int, meta: DocumentMeta) -> tuple[date | None, date | None]:
    """The first and last day of the policy: as it says itself, else as all its rules say."""
    start = meta.effective or draft.document.meta.effective
    end = meta.expires or draft.document.meta.expires
    rules = _rules_at(draft, position)
    starts = [rule.validity.start for rule in rules]
    ends = [rule.validity.end for rule in rules]
    if start is None and rules and all(starts):
        start = min(day for day in starts if day)
    if end is None and rules and all(ends):
        end = max(day for day in ends if day)
    return start, end


def _rules_at(draft: Draft, position: int) -> tuple[Rule, ...]:
    """The rules of the policy a position is in."""
    for part in draft.parts:
        if part.start <= position < part.end:
            within = range(part.start, part.end)
            return tuple(r for r in draft.ruleset.rules if r.source.start in within)
    return draft.ruleset.rules
