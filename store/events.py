"""The event log: append-only, hash-chained, readable, verifiable.

``hash = sha256(prev_hash + record)`` where the record is the canonical JSON of seq, at, actor,
action, target and payload. The chain shows any changed, inserted or missing event; that the
newest events were not cut off is shown by comparing ``head`` with one noted elsewhere (a bundle).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select

from rules.document import Frozen
from store.canonical import canonical_json, sha256, stamp
from store.tables import events

GENESIS = "0" * 64


class Event(Frozen):
    """Who did what to which thing, when, with the content (canonical JSON) it concerned."""

    seq: int
    at: str
    actor: str
    action: str
    target: str
    payload: str
    prev_hash: str
    hash: str

    @property
    def detail(self) -> Any:
        """The payload as an object."""
        return json.loads(self.payload)

    def expected_hash(self) -> str:
        """What ``hash`` must be."""
        record = {
            "seq": self.seq,
            "at": self.at,
            "actor": self.actor,
            "action": self.action,
            "target": self.target,
            "payload": self.payload,
        }
        return sha256(self.prev_hash + canonical_json(record))


def append(
    connection: Connection, at: datetime, actor: str, action: str, target: str, payload: Any
) -> Event:
    """Write the next event; the caller's transaction must be the only writer."""
    last = connection.execute(
        select(events.c.seq, events.c.hash).order_by(events.c.seq.desc()).limit(1)
    ).first()
    unsigned = Event(
        seq=last.seq + 1 if last else 1,
        at=stamp(at),
        actor=actor,
        action=action,
        target=target,
        payload=canonical_json(payload),
        prev_hash=last.hash if last else GENESIS,
        hash="",
    )
    event = unsigned.model_copy(update={"hash": unsigned.expected_hash()})
    connection.execute(insert(events).values(event.model_dump()))
    return event


def read(connection: Connection, target: str | None = None) -> tuple[Event, ...]:
    """The events, oldest first; only those of ``target`` when given."""
    query = select(events).order_by(events.c.seq)
    if target is not None:
        query = query.where(events.c.target == target)
    return tuple(_event(row) for row in connection.execute(query).mappings())


def head(connection: Connection) -> str:
    """The hash of the newest event."""
    newest = select(func.max(events.c.seq)).scalar_subquery()
    return connection.scalar(select(events.c.hash).where(events.c.seq == newest)) or GENESIS


def first_broken(chain: Sequence[Event] | Iterable[Event]) -> int | None:
    """The seq of the first event that does not follow from those before it, or None."""
    prev_hash = GENESIS
    for position, event in enumerate(chain, start=1):
        if event.seq != position:
            return position
        if event.prev_hash != prev_hash or event.hash != event.expected_hash():
            return event.seq
        prev_hash = event.hash
    return None


def _event(row: RowMapping) -> Event:
    return Event(**row)
