"""What the store gives back."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from rules.document import Frozen, SourceSpan
from rules.draft import Draft
from rules.errors import PolicyCalcError
from rules.review import Block, ReviewState
from rules.rule import Rule
from rules.ruling import Ruling
from rules.vocabulary import Attribute


class NoSuchRecord(PolicyCalcError):  # noqa: N818
    """The store holds nothing under this id; the message is Chinese."""


class DocumentSummary(Frozen):
    """One line of the list of documents; ``open_blocks`` counts what awaits a ruling."""

    id: str
    source_name: str
    media_type: str
    title: str
    created: datetime
    revision: int
    state: ReviewState
    author: str
    last_editor: str
    approver: str
    rules: int
    open_blocks: int


class RulingRecord(Frozen):
    """A ruling with who made it, when, and on which revision."""

    ruling: Ruling
    actor: str
    at: datetime
    revision: int


class DraftRecord(Frozen):
    """A document's newest revision: the draft as people left it, and what is still open."""

    draft: Draft
    revision: int
    state: ReviewState
    author: str
    last_editor: str
    approver: str
    rulings: tuple[RulingRecord, ...]
    blocks: tuple[Block, ...]


class Saved(Frozen):
    """What saving a compiled document did.

    ``recompiled``: nobody had worked on the old draft, the new one took its place. ``kept``:
    people had, so their work stands and the new draft was not stored.
    """

    document_id: str
    outcome: Literal["created", "unchanged", "recompiled", "kept"]


class PublishedRule(Frozen):
    """One published version of a rule; ``attributes`` are those it asks beyond the vocabulary."""

    rule: Rule
    version: int
    hash: str
    attributes: tuple[Attribute, ...]
    document_id: str
    author: str
    approver: str
    published_at: datetime
    retired_at: datetime | None = None


class Publication(Frozen):
    """What publishing did, by rule id.

    ``still_retired`` are unchanged rules somebody had retired: publishing does not bring them back,
    only a changed version does. ``withdrawn`` were live and are no longer in the document.
    """

    document_id: str
    created: tuple[PublishedRule, ...] = ()
    unchanged: tuple[str, ...] = ()
    still_retired: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


class Imported(Frozen):
    """What an import added; ``unchanged`` versions were here already."""

    documents: tuple[str, ...]
    versions: tuple[tuple[str, int], ...]
    retired: tuple[tuple[str, int], ...]
    unchanged: int


JobState = Literal["waiting", "running", "done", "failed", "cut"]
Wanted = Literal["model", "both", "plain"]


class ModelJob(Frozen):
    """The last thing a model was asked to do for a document; ``said`` is its outcome in Chinese.

    ``spent`` is JSON of whoever counts. ``cut``: the process that did it is gone.
    """

    document_id: str
    wanted: Wanted
    state: JobState
    actor: str
    owner: str
    asked: datetime
    beat: datetime
    spent: str
    said: str

    @property
    def active(self) -> bool:
        """Whether somebody is at it."""
        return self.state in ("waiting", "running")


class PlainWords(Frozen):
    """A rule in a model's words, sentence by sentence beside the quote it explains.

    ``rule`` is the hash of the rule it was written for: of another rule it says nothing.
    ``left_out`` sentences did not hold against their quotes.
    """

    rule_id: str
    rule: str
    sentences: tuple[tuple[SourceSpan, str], ...]
    left_out: int
    model: str
    written: datetime
