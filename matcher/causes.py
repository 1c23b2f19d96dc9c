"""Causes: the smallest sets of leaves that by themselves make a condition what it is.

For a failed "all" every failed child is a cause of its own; for a failed "any" one cause names a
failed leaf of every child; "at least k of n" fails by any n-k+1 failed children. What holds is the
mirror image. A set is a cause when those leaves alone, all others unknown, force the same truth,
and no smaller part of it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import assert_never

from matcher.conditions import Outcome
from matcher.truth import Truth
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Has,
    Is,
    Judged,
    Not,
    OneOf,
    Unparsed,
    Within,
)

Leaves = tuple[Outcome, ...]
# Sets kept at each node: beyond this a person reads no more of them; the smallest are kept.
LIMIT = 200


def causes(outcome: Outcome) -> tuple[Leaves, ...]:
    """The causes of a truth that is known, the smallest first; none for one that is not.

    At most ``LIMIT``; ``Outcome`` leaves in the order of the text.
    """
    if outcome.truth is Truth.UNKNOWN:
        return ()
    return _smallest(_causes(outcome))


def _causes(outcome: Outcome) -> tuple[Leaves, ...]:
    condition = outcome.condition
    alike = [child for child in outcome.children if child.truth is outcome.truth]
    match condition:
        case AllOf():
            return _each(alike) if outcome.truth is Truth.FALSE else _together(alike)
        case AnyOf():
            return _each(alike) if outcome.truth is Truth.TRUE else _together(alike)
        case AtLeast():
            so_many = condition.k
            if outcome.truth is Truth.FALSE:
                so_many = len(outcome.children) - condition.k + 1
            groups = (_together(group) for group in combinations(alike, max(so_many, 0)))
            return _smallest(cause for group in groups for cause in group)
        case Not():
            return _causes(outcome.children[0])
        case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            return ((outcome,),)
        case _:
            assert_never(condition)


def _each(children: Sequence[Outcome]) -> tuple[Leaves, ...]:
    return _smallest(cause for child in children for cause in _causes(child))


def _together(children: Sequence[Outcome]) -> tuple[Leaves, ...]:
    found: tuple[Leaves, ...] = ((),)
    for child in children:
        pairs = product(found, _causes(child))
        found = _smallest(_joined(left, right) for left, right in pairs)
    return found


def _joined(left: Leaves, right: Leaves) -> Leaves:
    return (*left, *(leaf for leaf in right if not any(leaf is each for each in left)))


def _smallest(found: Iterable[Leaves]) -> tuple[Leaves, ...]:
    """Without those that contain another one; the same leaf may stand in several branches."""
    kept: list[tuple[frozenset[int], Leaves]] = []
    for cause in sorted(found, key=len):
        ids = frozenset(id(leaf.condition) for leaf in cause)
        if not any(smaller <= ids for smaller, _ in kept):
            kept.append((ids, cause))
        if len(kept) == LIMIT:
            break
    return tuple(cause for _, cause in kept)
