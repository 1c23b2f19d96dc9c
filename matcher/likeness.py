"""When two predicates are one: equal keys decide alike for every applicant on the day.

Where the text stands and why a word was read as inclusive do not matter; a period counts by the
days it means. Two leaves with equal keys have the same truth, the same fact text and the same
missing facts, whatever the facts.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from functools import cache, lru_cache

from matcher.facts import absolute
from rules.condition import Judged, Leaf, OneOf, Unparsed
from rules.document import Frozen
from rules.period import Period

_WORDING = frozenset({"source", "authority"})


def leaf_key(leaf: Leaf, on: date) -> Hashable:
    """The key of a leaf on a day."""
    match leaf:
        case Judged():
            return (Judged, leaf.gate)
        case Unparsed():
            return (Unparsed,)  # unknown whatever it says
        case OneOf():
            return (OneOf, leaf.attribute, tuple(sorted(leaf.values)), period_key(leaf.period, on))
        case _:
            return likeness(leaf, on)


def likeness(value: object, on: date) -> Hashable:
    """The key of any part of a rule on a day, its wording left out."""
    if isinstance(value, Period):
        return period_key(value, on)
    if isinstance(value, tuple):
        return tuple([likeness(item, on) for item in value])
    if isinstance(value, Frozen):
        kind = type(value)
        return (kind, *[likeness(getattr(value, name), on) for name in _fields(kind)])
    return (type(value), value)  # True is not 1


@cache
def _fields(kind: type[Frozen]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if name not in _WORDING and name != "kind")


@lru_cache(maxsize=4096)
def period_key(period: Period, on: date) -> Hashable:
    """The days a period means; 2025 as a year is not the same days written as two dates."""
    return (absolute(period, on), period.years(on))
