"""Kleene's strong three-valued logic: unknown is neither yes nor no."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """Whether a condition holds, as far as the facts tell."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


def truth(value: bool) -> Truth:
    """The truth value of a plain boolean."""
    return Truth.TRUE if value else Truth.FALSE


def negation(value: Truth) -> Truth:
    """Not; unknown stays unknown."""
    match value:
        case Truth.TRUE:
            return Truth.FALSE
        case Truth.FALSE:
            return Truth.TRUE
        case Truth.UNKNOWN:
            return Truth.UNKNOWN


def conjunction(values: Iterable[Truth]) -> Truth:
    """And: false if any is false, else unknown if any is unknown; true when empty."""
    seen = set(values)
    if Truth.FALSE in seen:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.TRUE


def disjunction(values: Iterable[Truth]) -> Truth:
    """Or: true if any is true, else unknown if any is unknown; false when empty."""
    seen = set(values)
    if Truth.TRUE in seen:
        return Truth.TRUE
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.FALSE


def at_least(k: int, values: Iterable[Truth]) -> Truth:
    """At least ``k`` hold: decided as soon as no outcome of the unknown ones could change it."""
    listed = list(values)
    certain = listed.count(Truth.TRUE)
    if certain >= k:
        return Truth.TRUE
    return Truth.UNKNOWN if certain + listed.count(Truth.UNKNOWN) >= k else Truth.FALSE
