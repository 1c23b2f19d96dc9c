"""What a ruling for the reading that does not stand in the draft has to change in a rule.

The readings are compared leaf by leaf, but conditions are taken whole: a leaf of a group only
changes inside a group of the same shape, and no condition goes out that what comes in does not
cover. Where that cannot be had there is no swap, and a person edits the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compiler.interpreting.interpret import UNSTATED
from compiler.scoring.match import PlacedLeaf, Role
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Judged,
    Not,
    Unparsed,
    leaves,
)
from rules.consensus import State, Swap
from rules.document import Frozen
from rules.rule import Rule
from rules.ruling import used_attributes
from rules.tree import nodes
from rules.vocabulary import Attribute


@dataclass(frozen=True)
class Kin:
    """Two readings of one rule; ``pairs`` are numbers of leaves that speak of the same, the
    grammar's by the model's."""

    grammar: Rule
    model: Rule
    pairs: dict[int, int]
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True)
class _Whole:
    """A condition or exclusion of a rule as it is listed, with the numbers of its leaves."""

    role: Role
    node: Condition
    numbers: frozenset[int]


def says_nothing(node: Condition) -> bool:
    """The gate of a rule whose text names no condition."""
    return isinstance(node, Judged) and node.gate == UNSTATED


def swap_of_leaf(
    state: State, mine: PlacedLeaf | None, theirs: PlacedLeaf | None, kin: Kin
) -> Swap | None:
    """What taking the other reading of a leaf changes; None where only an edit can do it."""
    match state:
        case "agree" | "ambiguous":
            return None
        case "grammar_only":
            # a model's answer that could not be used is no reading to take
            return None if mine is None or theirs is not None else _without(mine, kin)
        case "model_only":
            return None if theirs is None else _again_without(theirs, kin)
        case "conflict":
            return None if theirs is None else _instead(mine, theirs, kin)


def swap_of_award(kin: Kin) -> Swap:
    """What taking the model's award changes."""
    award = kin.model.award
    return Swap(award=(kin.grammar.award, award), attributes=used_attributes(award, kin.attributes))


def _without(mine: PlacedLeaf, kin: Kin) -> Swap | None:
    """The grammar's condition goes, if the model read no part of it."""
    whole = _whole_of(kin.grammar, mine)
    if whole is None or whole.numbers & set(kin.pairs.values()):
        return None
    return _out([whole])


def _again_without(theirs: PlacedLeaf, kin: Kin) -> Swap | None:
    """The model's condition, which was put beside the grammar's, goes again."""
    whole = _whole_of(kin.model, theirs)
    if whole is None:
        return None
    gate = kin.grammar.when if says_nothing(kin.grammar.when) else None
    return _out([whole]).model_copy(update={"gate": gate})


def _instead(mine: PlacedLeaf | None, theirs: PlacedLeaf, kin: Kin) -> Swap | None:
    into = _whole_of(kin.model, theirs)
    if into is None or any(isinstance(leaf, Unparsed) for leaf in leaves(into.node)):
        return None
    own = _whole_of(kin.grammar, mine) if mine is not None else None
    if mine is not None and own is not None and _alike_grouped(own, into):
        leaf = theirs.leaf if mine.negated == theirs.negated else Not(of=theirs.leaf)
        return Swap(leaf=(mine.leaf, leaf), attributes=used_attributes(theirs.leaf, kin.attributes))
    covered = {kin.pairs[n] for n in into.numbers if n in kin.pairs}
    out = [whole for whole in _wholes(kin.grammar) if whole.numbers & covered]
    if not out or any(whole.numbers - covered for whole in out):
        return None
    come = {f"{into.role}_into": (into.node,)}
    update = {**come, "attributes": used_attributes(into.node, kin.attributes)}
    return _out(out).model_copy(update=update)


def _out(wholes: Sequence[_Whole]) -> Swap:
    return Swap(
        when_out=tuple(w.node for w in wholes if w.role == "when"),
        unless_out=tuple(w.node for w in wholes if w.role == "unless"),
    )


def _whole_of(rule: Rule, leaf: PlacedLeaf) -> _Whole | None:
    """The listed condition a leaf stands in; None for a case of the award."""
    return next((w for w in _wholes(rule) if leaf.number in w.numbers), None)


def _wholes(rule: Rule) -> Iterator[_Whole]:
    number = 0
    asked = rule.when.of if isinstance(rule.when, AllOf) else (rule.when,)
    lists: tuple[tuple[Role, Sequence[Condition]], ...] = (("when", asked), ("unless", rule.unless))
    for role, listed in lists:
        for node in listed:
            count = sum(1 for _ in leaves(node))
            yield _Whole(role, node, frozenset(range(number, number + count)))
            number += count


def _alike_grouped(own: _Whole, into: _Whole) -> bool:
    """Whether both are groups of one shape, so that a leaf can change and its group stay."""
    several = own.role == into.role and len(own.numbers) > 1
    return several and _shape(own.node) == _shape(into.node)


def _shape(node: Condition) -> tuple[object, ...]:
    """How the leaves are grouped; the order among siblings does not count."""
    match node:
        case AllOf() | AnyOf() | AtLeast():
            k = node.k if isinstance(node, AtLeast) else 0
            return (node.kind, k, *sorted((_shape(child) for child in node.of), key=repr))
        case Not():
            return ("not", _shape(node.of))
        case _:
            return ("leaf",)


def unread(part: Frozen) -> bool:
    """Whether a piece of it was refused: that is no reading."""
    return any(isinstance(node, Unparsed) for node in nodes(part))
