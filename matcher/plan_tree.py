"""A rule as one tree without negations: literals, and "at least k of" over them.

A literal is a leaf and the truth it must have. Literals are numbered in an order of their own, so
that the order in which a rule lists its conditions changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from matcher.entry import entry_condition
from matcher.truth import Truth
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Has,
    Is,
    Judged,
    Leaf,
    Not,
    OneOf,
    Unparsed,
    Within,
)
from rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Literal:
    """A leaf that must hold (``want`` TRUE) or must not (FALSE)."""

    leaf: Leaf
    want: Truth


@dataclass(frozen=True, slots=True)
class Some:
    """At least ``k`` of the children: all of them, or any one, among others."""

    k: int
    of: tuple[Tree, ...]


Tree = int | Some  # a literal by its number


@dataclass(frozen=True, slots=True)
class Goal:
    """What a rule demands: the tree over the literals."""

    tree: Tree
    literals: tuple[Literal, ...]


def goal_of(rule: Rule) -> Goal:
    """What must hold for the rule: its conditions, the entry of its award, no exclusion."""
    entry = entry_condition(rule.award)
    parts = [(rule.when, Truth.TRUE), *((condition, Truth.FALSE) for condition in rule.unless)]
    if entry is not None:
        parts.append((entry, Truth.TRUE))
    found = {_key(item): item for part, want in parts for item in _literals(part, want)}
    numbers = {key: number for number, key in enumerate(sorted(found))}
    tree = Some(len(parts), tuple(_tree(part, want, numbers) for part, want in parts))
    return Goal(tree, tuple(found[key] for key in numbers))


def _key(literal: Literal) -> tuple[int, int, str, str]:
    source = literal.leaf.source
    return source.start, source.end, literal.leaf.model_dump_json(), literal.want.value


def _literals(condition: Condition, want: Truth) -> Iterator[Literal]:
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            for child in condition.of:
                yield from _literals(child, want)
        case Not():
            yield from _literals(condition.of, _other(want))
        case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            yield Literal(condition, want)
        case _:
            assert_never(condition)


def _tree(condition: Condition, want: Truth, numbers: dict[tuple[int, int, str, str], int]) -> Tree:
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            children = tuple(_tree(child, want, numbers) for child in condition.of)
            needed = len(children)
            if isinstance(condition, AnyOf):
                needed = 1
            elif isinstance(condition, AtLeast):
                needed = condition.k
            # not (at least k of n) is: at least n - k + 1 do not hold
            return Some(needed if want is Truth.TRUE else len(children) - needed + 1, children)
        case Not():
            return _tree(condition.of, _other(want), numbers)
        case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            return numbers[_key(Literal(condition, want))]
        case _:
            assert_never(condition)


def _other(want: Truth) -> Truth:
    return Truth.FALSE if want is Truth.TRUE else Truth.TRUE
