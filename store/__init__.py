"""Keeps documents, drafts, rulings, published rule versions and the log of who did what.

Every change is one transaction with one event in an append-only, hash-chained log; what is
published never changes, a correction is a new version. Only ``rules`` is imported here.
"""

from store.engine import StoreBusy
from store.events import Event
from store.records import (
    DocumentSummary,
    DraftRecord,
    Imported,
    ModelJob,
    NoSuchRecord,
    PlainWords,
    Publication,
    PublishedRule,
    RulingRecord,
    Saved,
)
from store.repository import Store, open_store

__all__ = [
    "DocumentSummary",
    "DraftRecord",
    "Event",
    "Imported",
    "ModelJob",
    "NoSuchRecord",
    "PlainWords",
    "Publication",
    "PublishedRule",
    "RulingRecord",
    "Saved",
    "Store",
    "StoreBusy",
    "open_store",
]
