"""What the application holds: settings, the store, and a snapshot of everything published.

The snapshot is immutable and rebuilt when the set of published rules changes; a request works with
one snapshot from beginning to end, and others go on with the old one while a new one is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from api.model_desk import ModelDesk
from api.problems import not_found
from api.searching import Searching
from api.settings import Settings
from matcher.ask import Interview
from matcher.index import IndexHolder
from retrieval import ClauseIndex, Tokeniser, build_index, passages_of
from rules.document import DocumentMeta
from rules.draft import Draft
from rules.rule import Rule
from rules.vocabulary import Subject, Vocabulary, standard_vocabulary
from store import Store
from store.records import PublishedRule


@dataclass(frozen=True)
class PolicyRow:
    """A published document as lists show it. ``state_tone`` picks the badge."""

    id: str
    source_name: str
    meta: DocumentMeta
    items: int
    state: str
    state_tone: str

    @property
    def title(self) -> str:
        return self.meta.title or self.source_name


@dataclass(frozen=True)
class Catalogue:
    """Everything published at one moment, with the vocabulary it needs and its search index."""

    published: tuple[PublishedRule, ...]
    drafts: dict[str, Draft]

    @cached_property
    def indexes(self) -> IndexHolder:
        """The rules made ready for deciding, by day."""
        return IndexHolder(self.rules, self.vocabulary)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The live rules, ordered by id."""
        return tuple(p.rule for p in self.published)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The standard vocabulary and what the published rules brought beyond it."""
        known = standard_vocabulary()
        for item in self.published:
            known = known.extended(item.attributes)
        return known

    @cached_property
    def index(self) -> ClauseIndex:
        """The clauses of the published documents."""
        passages = tuple(p for _, draft in sorted(self.drafts.items()) for p in passages_of(draft))
        return build_index(passages, Tokeniser(self.vocabulary))

    @cached_property
    def interviews(self) -> dict[tuple[Subject | None, date], Interview]:
        """What has been built of interviews; nothing but time depends on what is in here."""
        return {}

    @cached_property
    def by_id(self) -> dict[str, PublishedRule]:
        """The live rules by id."""
        return {p.rule.id: p for p in self.published}

    def rule(self, rule_id: str) -> PublishedRule:
        """The live rule with this id; 404 when there is none."""
        found = self.by_id.get(rule_id)
        if found is None:
            raise not_found("补贴条目", rule_id)
        return found

    def draft(self, document_id: str) -> Draft:
        """The published document with this id; 404 when there is none."""
        found = self.drafts.get(document_id)
        if found is None:
            raise not_found("政策", document_id)
        return found

    def rules_of(self, document_id: str) -> tuple[Rule, ...]:
        """The live rules of one document, in text order."""
        mine = [p.rule for p in self.published if p.document_id == document_id]
        return tuple(sorted(mine, key=lambda rule: (rule.source.start, rule.id)))

    def rows(self, on: date) -> tuple[PolicyRow, ...]:
        """The published documents, newest first."""
        rows = [self.row(document_id, on) for document_id in self.drafts]
        return tuple(
            sorted(
                rows,
                key=lambda r: (-(r.meta.published.toordinal() if r.meta.published else 0), r.id),
            )
        )

    def row(self, document_id: str, on: date) -> PolicyRow:
        """One published document and whether it is in force on a day."""
        draft = self.draft(document_id)
        meta = draft.document.meta
        rules = self.rules_of(document_id)
        state, tone = _validity(meta, rules, on)
        return PolicyRow(
            id=document_id,
            source_name=draft.document.source_name,
            meta=meta,
            items=len(rules),
            state=state,
            state_tone=tone,
        )


class Site:
    """One running application: its settings, its store and the current snapshot."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings = settings
        self.store = store
        self.searching = Searching(settings.search_folder, settings.search_vectors)
        self.models = ModelDesk(settings, store, lambda: self.catalogue().vocabulary)
        self._lock = Lock()  # held by whoever makes a snapshot
        # the head of the event log and the snapshot that goes with it: only ever replaced together
        self._current = ("", Catalogue((), {}))

    def close(self) -> None:
        """Stop what runs in the background and let go of the database."""
        self.models.close()
        self.store.close()

    def catalogue(self) -> Catalogue:
        """The snapshot of what is published now.

        Every change moves the head of the event log; only one that touches the published rules
        makes a new snapshot, so that reviewing does not rebuild the search index. The first reader
        to see a change makes it; until it is ready all others are answered from the old one.
        """
        head = self.store.head()
        seen, catalogue = self._current
        if head == seen or not self._lock.acquire(blocking=not seen):
            return catalogue
        try:
            seen, catalogue = self._current
            if head != seen:
                catalogue = self._following(catalogue)
                self._current = (head, catalogue)
        finally:
            self._lock.release()
        return catalogue

    def _following(self, old: Catalogue) -> Catalogue:
        published = tuple(sorted(self.store.published_rules(), key=lambda p: p.rule.id))
        if _identity(published) == _identity(old.published):
            return old
        ids = sorted({p.document_id for p in published})
        new = Catalogue(published, {i: self.store.get_draft(i).draft for i in ids})
        new.indexes.prepare(old.indexes.days)
        return new


def _identity(published: tuple[PublishedRule, ...]) -> tuple[tuple[str, int, str], ...]:
    return tuple((p.rule.id, p.version, p.hash) for p in published)


def _validity(meta: DocumentMeta, rules: tuple[Rule, ...], on: date) -> tuple[str, str]:
    """In words, from the document's own dates or else from those of all its rules."""
    starts = [meta.effective] if meta.effective else [r.validity.start for r in rules]
    ends = [meta.expires] if meta.expires else [r.validity.end for r in rules]
    known_ends = [end for end in ends if end]
    if known_ends and len(known_ends) == len(ends) and max(known_ends) < on:
        return "已失效", "bad"
    known_starts = [start for start in starts if start]
    if known_starts and len(known_starts) == len(starts) and min(known_starts) > on:
        return "尚未施行", "maybe"
    if known_ends:
        return "有效", "good"
    return "有效（未写明失效日期）", "good"


def site_of(request: Request) -> Site:
    """The application's site."""
    site: Site = request.app.state.site
    return site


def catalogue_of(request: Request) -> Catalogue:
    """The snapshot this request works with."""
    return site_of(request).catalogue()


TheSite = Annotated[Site, Depends(site_of)]
TheCatalogue = Annotated[Catalogue, Depends(catalogue_of)]
