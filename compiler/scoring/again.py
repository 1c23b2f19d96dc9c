"""Leaves that a case of an award repeats of the item's own conditions: they ask nothing new."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.repeated import asked_by, conjuncts, meaning
from compiler.scoring.match import PlacedLeaf, conditions, placed_leaves
from rules.condition import leaves
from rules.rule import Rule


def new_leaves(rule: Rule) -> list[PlacedLeaf]:
    """The leaves of a rule, without what its cases only say again."""
    again = frozenset(_again(rule))
    return [leaf for leaf in placed_leaves(rule) if leaf.number not in again]


def _again(rule: Rule) -> Iterator[int]:
    asked = asked_by([rule.when])
    number = 0
    for role, condition in conditions(rule):
        for conjunct in conjuncts(condition):
            known = role == "case" and meaning(conjunct) in asked
            for _ in leaves(conjunct):
                if known:
                    yield number
                number += 1
