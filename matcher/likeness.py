"""When two predicates are one: equal keys decide alike for every applicant on the day.

Where the text stands and why a word was read as inclusive do not matter; a period counts by the
days it means. Two leaves with equal keys have the same truth, the same fact text and the same
missing facts, whatever the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from operator import itemgetter
from types import NoneType
from typing import Any, NamedTuple

from matcher.facts import absolute
from rules.condition import Comparator, Judged, Leaf, OneOf, Unparsed
from rules.document import Frozen
from rules.period import Period

_WORDING = frozenset({"source", "authority"})
# where one of them may stand, no value of another type in it can equal it
_PLAIN = frozenset({str, NoneType, Decimal, Comparator})


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


def likeness(value: Any, on: date) -> Hashable:
    """The key of any part of a rule on a day, its wording left out."""
    kind: Any = type(value)
    if kind in _PLAIN:
        plain: Hashable = value
        return plain
    if (shape := _shape(kind)) is not None:
        parts = [kind, *shape.fields(value.__dict__)]
        for place in shape.places:
            if type(parts[place]) not in _PLAIN:
                parts[place] = likeness(parts[place], on)
        return tuple(parts)
    if kind is Period:
        return _code_key(value.code, on)
    if kind is tuple:
        return tuple([likeness(item, on) for item in value])
    return (kind, value)  # True is not 1


class _Shape(NamedTuple):
    """What counts of a model, and which parts of its key may have parts of their own."""

    fields: Callable[[Any], tuple[Any, ...]]
    places: tuple[int, ...]


@cache
def _shape(kind: Any) -> _Shape | None:
    """The shape of a model; None for anything else."""
    if not (isinstance(kind, type) and issubclass(kind, Frozen)):
        return None
    names = [name for name in kind.model_fields if name not in _WORDING and name != "kind"]
    given = [kind.model_fields[name].annotation for name in names]
    places = tuple(place for place, type_ in enumerate(given, start=1) if type_ not in _PLAIN)
    if len(names) > 1:
        return _Shape(itemgetter(*names), places)
    return _Shape(lambda of: tuple(of[name] for name in names), places)


def period_key(period: Period, on: date) -> Hashable:
    """The days a period means; 2025 as a year is not the same days written as two dates."""
    return _code_key(period.code, on)


@lru_cache(maxsize=4096)
def _code_key(code: str, on: date) -> Hashable:
    # by the code, which is hashed sooner than the period
    period = Period(code)
    return (absolute(period, on), period.years(on))
