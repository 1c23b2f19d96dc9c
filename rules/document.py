"""Canonical documents and the character spans everything else is tied to."""

from __future__ import annotations

import hashlib
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Frozen(BaseModel):
    """Base of every value that crosses a module border: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", revalidate_instances="never")


class SourceSpan(Frozen):
    """A half-open character range ``[start, end)`` of one document's canonical text.

    ``document`` is the document id; ``quote`` is ``document.text[start:end]``, always.
    """

    document: str = ""
    start: int
    end: int
    quote: str

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"引文位置 {self.start}–{self.end} 为空或前后颠倒，应满足 0 ≤ start < end"
            )
        if len(self.quote) != self.end - self.start:
            raise ValueError(
                f"引文有 {len(self.quote)} 个字，位置 {self.start}–{self.end} 却有"
                f" {self.end - self.start} 个字"
            )
        return self


class DocumentMeta(Frozen):
    """What a document (or one card of a guide) says about itself; empty when it does not say."""

    title: str = ""
    issuer: str = ""
    number: str = ""
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    phone: str = ""


class Dropped(Frozen):
    """Text removed while reading (page numbers, menus, repeated headers): counted, never lost."""

    reason: str
    text: str
    count: int = 1


class PolicyDocument(Frozen):
    """The canonical text of one uploaded file; every span refers to ``text``.

    ``id`` is derived from the text alone, so the same bytes always give the same id. Lines of
    ``text`` are paragraphs; a table row is one line whose cells are joined by `` | ``.
    """

    id: str
    source_name: str
    media_type: str
    text: str
    meta: DocumentMeta = DocumentMeta()
    dropped: tuple[Dropped, ...] = ()

    @staticmethod
    def make(
        text: str,
        *,
        source_name: str,
        media_type: str,
        meta: DocumentMeta | None = None,
        dropped: tuple[Dropped, ...] = (),
    ) -> PolicyDocument:
        """Build a document whose id is the hash of its canonical text."""
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        return PolicyDocument(
            id=digest,
            source_name=source_name,
            media_type=media_type,
            text=text,
            meta=meta or DocumentMeta(),
            dropped=dropped,
        )

    def span(self, start: int, end: int) -> SourceSpan:
        """The span ``[start, end)`` with its quote taken from the text."""
        return SourceSpan(document=self.id, start=start, end=end, quote=self.text[start:end])

    def holds(self, span: SourceSpan) -> bool:
        """Whether the span's quote is exactly what stands at its place in this text."""
        return (
            span.document in ("", self.id)
            and span.end <= len(self.text)
            and self.text[span.start : span.end] == span.quote
        )


class ClauseKind(StrEnum):
    """What sort of piece a clause is."""

    PART = "part"  # one policy in a file that holds several (a card of a guide)
    FIELD = "field"  # a named block of a card: 条件要求, 服务内容
    HEADING = "heading"  # a numbered or unnumbered heading without a sentence of its own
    NUMBERED = "numbered"  # 第X条, 一、, （一）, 1., ①
    PARAGRAPH = "paragraph"  # an unnumbered 款
    ROW = "row"  # a table row


class Clause(Frozen):
    """A numbered piece of a document with its heading path.

    ``start``/``end`` cover the clause's own text (its marker included, its children excluded);
    ``subtree_end`` is where its last descendant ends. ``level`` grows inwards.
    """

    index: int
    parent: int | None
    level: int
    kind: ClauseKind
    marker: str = ""
    heading: str = ""
    start: int
    end: int
    subtree_end: int
    path: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The heading path as an official would cite it."""
        return "".join(self.path)


class PolicyPart(Frozen):
    """One policy inside a document: its header fields and the text range ``[start, end)``."""

    meta: DocumentMeta
    start: int
    end: int


class SentenceKind(StrEnum):
    """Where a sentence ended up in the ledger."""

    HEADING = "heading"
    CONDITION = "condition"
    AMOUNT = "amount"
    EXCLUSION = "exclusion"
    STACKING = "stacking"
    WINDOW = "window"
    PROCEDURE = "procedure"
    OBLIGATION = "obligation"
    DEFINITION = "definition"
    BACKGROUND = "background"
    NOT_MODELLED = "not_modelled"


class LedgerEntry(Frozen):
    """One sentence of a document and what became of it.

    ``rules`` are the ids of the rules that rest on it; ``reason`` is Chinese and never empty when
    ``kind`` is ``not_modelled``. The entries of a document cover all its visible characters, in
    order, without overlap.
    """

    span: SourceSpan
    kind: SentenceKind
    reason: str = ""
    rules: tuple[str, ...] = ()
