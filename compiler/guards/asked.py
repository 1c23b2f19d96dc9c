"""What a rule asks, leaf by leaf, with whether it asks that it be so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.fold import fold
from rules.benefit import nested_awards
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Has,
    Is,
    Leaf,
    Not,
    OneOf,
    Within,
    operand_attributes,
)
from rules.rule import Rule

PROPOSED = "?"


class Asked(NamedTuple):
    """One leaf of a rule; ``shuts_out`` where it must not hold."""

    leaf: Leaf
    shuts_out: bool


def asked(rule: Rule) -> Iterator[Asked]:
    """Every leaf of a rule: of its condition, its exclusions and the cases of its award."""
    yield from _leaves(rule.when, False)
    for condition in rule.unless:
        yield from _leaves(condition, True)
    for award in nested_awards(rule.award):
        if award.kind == "cases":
            for case in award.cases:
                yield from _leaves(case.when, False)


def _leaves(condition: Condition, shuts_out: bool) -> Iterator[Asked]:
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            for child in condition.of:
                yield from _leaves(child, shuts_out)
        case Not():
            yield from _leaves(condition.of, not shuts_out)
        case Is():
            yield Asked(condition, shuts_out is condition.expected)
        case _:
            yield Asked(condition, shuts_out)


def labels(leaf: Leaf) -> list[str]:
    """The names of facts a leaf asks for that no vocabulary knows, folded."""
    if isinstance(leaf, Compare):
        operands = (leaf.operand, leaf.other)
        names = [a for o in operands if o is not None for a, _ in operand_attributes(o)]
    elif isinstance(leaf, Is | OneOf | Has | Within):
        names = [leaf.attribute]
    else:
        names = []
    return [fold(n.removeprefix(PROPOSED)) for n in names if n.startswith(PROPOSED)]
