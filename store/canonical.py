"""Canonical JSON and hashes: one spelling for one content."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from rules.document import Frozen


def canonical_json(value: Any) -> str:
    """``value`` as JSON with sorted keys, no spaces and Chinese unescaped."""
    if isinstance(value, Frozen):
        value = value.model_dump(mode="json", by_alias=True)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(data: str | bytes) -> str:
    """The SHA-256 of the bytes, or of the text's UTF-8, in hex."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def stamp(moment: datetime) -> str:
    """A moment as stored: UTC, microseconds, one width."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The moment that ``stamp`` wrote."""
    return datetime.fromisoformat(text)
