"""Amending notices at the desk: which texts one may change, and the draft of the changed text."""

from __future__ import annotations

from dataclasses import dataclass

from api.problems import Problem
from api.site import Site
from compiler.amend import amend_draft, read_instructions
from rules.diff import ItemDiff, compare_rulesets
from rules.draft import Amendment
from rules.errors import InputRejected
from store import DocumentSummary, DraftRecord, NoSuchRecord, Saved


@dataclass(frozen=True, slots=True)
class Notice:
    """What a review page offers for a notice: how many orders it gives, and to which texts."""

    orders: int
    texts: tuple[DocumentSummary, ...]  # those it names first


@dataclass(frozen=True, slots=True)
class History:
    """How an amended text came about, as its review page shows it."""

    amendment: Amendment
    base_title: str
    notice_title: str
    items: tuple[ItemDiff, ...]


def notice_of(site: Site, record: DraftRecord) -> Notice | None:
    """The notice a document is; None for a text that orders no changes of another."""
    if record.draft.amends is not None:
        return None
    orders = sum(order.kind is not None for order in read_instructions(record.draft.document))
    others = [d for d in site.store.list_documents() if d.id != record.draft.document.id]
    if not orders or not others:
        return None
    text = record.draft.document.text
    named = sorted(others, key=lambda d: not any(f"《{name}》" in text for name in _names(d.title)))
    return Notice(orders, tuple(named))


def _names(title: str) -> tuple[str, ...]:
    """A document's own title and the one inside 《》 of a notice that issues it."""
    inner = title.rpartition("《")[2].partition("》")[0]
    return tuple(name for name in (title, inner) if name)


def history_of(site: Site, record: DraftRecord) -> History | None:
    """Where an amended text comes from and what became of its items; None for any other text."""
    amendment = record.draft.amends
    if amendment is None:
        return None
    base = site.store.get_draft(amendment.base).draft
    titles = {d.id: d.title for d in site.store.list_documents()}
    vocabulary = site.catalogue().vocabulary
    return History(
        amendment=amendment,
        base_title=titles.get(amendment.base, amendment.base),
        notice_title=titles.get(amendment.notice, amendment.notice),
        items=compare_rulesets(base.ruleset, record.draft.ruleset, vocabulary),
    )


def amend(site: Site, notice_id: str, base_id: str, actor: str) -> Saved:
    """Keep ``base`` as ``notice`` makes it read, as a draft of its own.

    Raises InputRejected when the notice changes nothing of it, Problem when there is no such text.
    """
    try:
        base = site.store.get_draft(base_id).draft
    except NoSuchRecord:
        raise Problem(422, "no-base", "请选择被修改的文件。") from None
    notice = site.store.get_draft(notice_id).draft.document
    done = amend_draft(base, notice, site.catalogue().vocabulary)
    if not done.changes:
        raise InputRejected(done.diagnostics)
    return site.store.save_document(done.draft.document.text.encode(), done.draft, actor)
