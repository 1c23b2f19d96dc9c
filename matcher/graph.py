"""One graph for a whole rule set: every distinct predicate and every distinct combination once.

A hash-consed Kleene graph for one day. Leaves that decide alike (``matcher.likeness``) are one
node, and so are combinations with the same children. Both fast paths stand on it: the index for
one applicant, the columnar plan for many.

    node 0 … len(leaves)-1    the leaves: node ``i`` is the predicate ``leaves[i]``
    the nodes after them      all, any, at least k, not; children before parents

``roots[i]`` is exactly the truth ``evaluate`` computes for rule ``i``: its ``when`` and the entry
its award demands, and none of ``unless``. Whether the rule is in force on the day is not in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from matcher.entry import entry_condition
from matcher.likeness import leaf_key, likeness
from rules.benefit import Award, Cases, nested_awards
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
from rules.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class LeafNode:
    """A predicate; ``leaf`` is its place in ``Graph.leaves``, the same as its node number."""

    leaf: int


@dataclass(frozen=True, slots=True)
class AllNode:
    """Every child holds; at least two different children, ascending, none an ``AllNode``."""

    of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AnyNode:
    """Some child holds; at least two different children, ascending, none an ``AnyNode``."""

    of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AtLeastNode:
    """At least ``k`` children hold, 2 ≤ k and k ≠ number of children.

    Ascending; a child may stand twice and then counts twice. A ``k`` above the number of children
    never holds.
    """

    k: int
    of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotNode:
    """The child does not hold; the child is not a ``NotNode``."""

    of: int


Node = LeafNode | AllNode | AnyNode | AtLeastNode | NotNode


@dataclass(frozen=True, slots=True)
class SharedAward:
    """An award that pays the same for the same facts, whichever of its rules names it.

    ``award`` is the first one met; the wording of the others may differ. ``person``: the rule's
    subject is a person (a cap a person is then a cap on the whole). ``cases`` has the nodes of the
    conditions of every ``Cases`` inside it, in the order of ``nested_awards``.
    """

    award: Award
    person: bool
    cases: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of a rule set on one day; rules are numbered as they were given."""

    on: date
    leaves: tuple[Leaf, ...]
    nodes: tuple[Node, ...]
    roots: tuple[int, ...]  # of each rule
    awards: tuple[SharedAward, ...]
    award_of: tuple[int, ...]  # of each rule, its place in ``awards``


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A leaf where it stands in a rule.

    ``literals`` are the combinations around it, outermost first, and last the leaf itself: each a
    node and whether it counts negated there. The leaf is decisive exactly when all of them have the
    truth of the rule's root. Combinations that flattening took into their parent are left out: they
    have that truth whenever what is in them has it.
    """

    leaf: Leaf
    exclusion: bool
    literals: tuple[tuple[int, bool], ...]

    @property
    def node(self) -> int:
        """The leaf's node."""
        return self.literals[-1][0]


def build_graph(rules: Iterable[Rule], on: date) -> Graph:
    """The graph of these rules on this day; equal input gives an equal graph."""
    return _built(_parts(tuple(rules)), on)[0]


def traced_graph(
    rules: Iterable[Rule], on: date
) -> tuple[Graph, tuple[tuple[Occurrence, ...], ...]]:
    """The graph, and for each rule its leaves in the order in which reasons name them."""
    parts = _parts(tuple(rules))
    graph, numbers, builder = _built(parts, on)
    traces = []
    for part in parts:
        when, unless = part.when, part.unless
        found = [o for c in when for o in builder.trace(c, False, numbers)]
        found += [o for c in unless for o in builder.trace(c, True, numbers)]
        traces.append(tuple(found))
    return graph, tuple(traces)


@dataclass(frozen=True, slots=True)
class _Part:
    """A rule taken apart; the builder knows conditions by identity, so this outlives it."""

    rule: Rule
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    cases: tuple[tuple[Condition, ...], ...]


def _parts(rules: tuple[Rule, ...]) -> list[_Part]:
    return [_Part(rule, _held(rule), rule.unless, _case_conditions(rule.award)) for rule in rules]


def _built(parts: list[_Part], on: date) -> tuple[Graph, dict[int, int], _Builder]:
    builder = _Builder(on)
    for part in parts:
        for condition in (*part.when, *part.unless, *(c for group in part.cases for c in group)):
            builder.intern_leaves(condition)
    roots: list[int] = []
    awards: dict[Hashable, int] = {}
    shared: list[SharedAward] = []
    award_of: list[int] = []
    for part in parts:
        held = [builder.node(condition) for condition in part.when]
        refused = [builder.negated(builder.node(condition)) for condition in part.unless]
        roots.append(builder.every([*held, *refused]))
        person = part.rule.subject is Subject.PERSON
        key = (person, likeness(part.rule.award, on))
        if key not in awards:
            awards[key] = len(shared)
            groups = tuple(tuple(builder.node(c) for c in group) for group in part.cases)
            shared.append(SharedAward(part.rule.award, person, groups))
        award_of.append(awards[key])
    nodes: tuple[Node, ...] = (*(LeafNode(i) for i in range(len(builder.leaves))), *builder.inner)
    whole = Graph(on, tuple(builder.leaves), nodes, tuple(roots), tuple(shared), tuple(award_of))
    return (*_pruned(whole), builder)


def _pruned(graph: Graph) -> tuple[Graph, dict[int, int]]:
    """Without the combinations that flattening left behind; the new numbers by the old ones."""
    used = set(range(len(graph.leaves))) | set(graph.roots)
    used.update(node for award in graph.awards for group in award.cases for node in group)
    for number in range(len(graph.nodes) - 1, -1, -1):
        if number in used:
            used.update(children(graph.nodes[number]))
    numbers = {old: new for new, old in enumerate(sorted(used))}
    pruned = replace(
        graph,
        nodes=tuple(_renumbered(graph.nodes[old], numbers) for old in numbers),
        roots=tuple(numbers[root] for root in graph.roots),
        awards=tuple(
            replace(a, cases=tuple(tuple(numbers[n] for n in group) for group in a.cases))
            for a in graph.awards
        ),
    )
    return pruned, numbers


def children(node: Node) -> tuple[int, ...]:
    """The nodes a node is made of; none for a leaf."""
    match node:
        case LeafNode():
            return ()
        case NotNode():
            return (node.of,)
        case AllNode() | AnyNode() | AtLeastNode():
            return node.of
        case _:
            assert_never(node)


def _renumbered(node: Node, numbers: dict[int, int]) -> Node:
    match node:
        case LeafNode():
            return node
        case NotNode():
            return NotNode(numbers[node.of])
        case AllNode():
            return AllNode(tuple(numbers[child] for child in node.of))
        case AnyNode():
            return AnyNode(tuple(numbers[child] for child in node.of))
        case AtLeastNode():
            return AtLeastNode(node.k, tuple(numbers[child] for child in node.of))
        case _:
            assert_never(node)


def _held(rule: Rule) -> tuple[Condition, ...]:
    entry = entry_condition(rule.award)
    return (rule.when,) if entry is None else (rule.when, entry)


def _case_conditions(award: Award) -> tuple[tuple[Condition, ...], ...]:
    return tuple(
        tuple(case.when for case in inner.cases)
        for inner in nested_awards(award)
        if isinstance(inner, Cases)
    )


@dataclass
class _Builder:
    on: date
    leaves: list[Leaf] = field(default_factory=list)
    inner: list[Node] = field(default_factory=list)
    _leaf_of: dict[Hashable, int] = field(default_factory=dict)
    _number_of: dict[int, int] = field(default_factory=dict)  # by identity: a key costs a walk
    _node_of: dict[Node, int] = field(default_factory=dict)

    def intern_leaves(self, condition: Condition) -> None:
        """Give every leaf of the condition its number."""
        match condition:
            case AllOf() | AnyOf() | AtLeast():
                for child in condition.of:
                    self.intern_leaves(child)
            case Not():
                self.intern_leaves(condition.of)
            case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
                if id(condition) in self._number_of:
                    return
                key = leaf_key(condition, self.on)
                number = self._leaf_of.setdefault(key, len(self.leaves))
                if number == len(self.leaves):
                    self.leaves.append(condition)
                self._number_of[id(condition)] = number
            case _:
                assert_never(condition)

    def node(self, condition: Condition) -> int:
        """The node of a condition whose leaves are numbered."""
        number = self._number_of.get(id(condition))
        if number is None:
            number = self._number_of[id(condition)] = self._combined(condition)
        return number

    def trace(
        self, condition: Condition, exclusion: bool, numbers: dict[int, int]
    ) -> Iterator[Occurrence]:
        """The leaves of a condition from left to right, nodes by their new numbers."""

        def walk(
            item: Condition, negated: bool, around: tuple[tuple[int, bool], ...]
        ) -> Iterator[Occurrence]:
            match item:
                case Not():
                    yield from walk(item.of, not negated, around)
                case AllOf() | AnyOf() | AtLeast():
                    number = numbers.get(self.node(item))
                    inner = around if number is None else (*around, (number, negated))
                    for child in item.of:
                        yield from walk(child, negated, inner)
                case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
                    literal = (numbers[self.node(item)], negated)
                    yield Occurrence(item, exclusion, (*around, literal))
                case _:
                    assert_never(item)

        return walk(condition, exclusion, ())

    def _combined(self, condition: Condition) -> int:
        match condition:
            case AllOf():
                return self.every([self.node(child) for child in condition.of])
            case AnyOf():
                return self._some([self.node(child) for child in condition.of])
            case AtLeast():
                return self._at_least(condition.k, [self.node(child) for child in condition.of])
            case Not():
                return self.negated(self.node(condition.of))
            case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
                raise AssertionError("leaves are numbered before combinations")
            case _:
                assert_never(condition)

    def every(self, children: list[int]) -> int:
        """All of them, nested ones flattened."""
        flat: set[int] = set()
        for child in children:
            node = self._inner(child)
            flat.update(node.of if isinstance(node, AllNode) else (child,))
        return flat.pop() if len(flat) == 1 else self._interned(AllNode(tuple(sorted(flat))))

    def negated(self, child: int) -> int:
        """Not the child; twice not is the child itself."""
        node = self._inner(child)
        return node.of if isinstance(node, NotNode) else self._interned(NotNode(child))

    def _some(self, children: list[int]) -> int:
        flat: set[int] = set()
        for child in children:
            node = self._inner(child)
            flat.update(node.of if isinstance(node, AnyNode) else (child,))
        return flat.pop() if len(flat) == 1 else self._interned(AnyNode(tuple(sorted(flat))))

    def _at_least(self, k: int, children: list[int]) -> int:
        if k == 1:
            return self._some(children)
        if k == len(children):
            return self.every(children)
        return self._interned(AtLeastNode(k, tuple(sorted(children))))

    def _inner(self, number: int) -> Node | None:
        place = number - len(self.leaves)
        return self.inner[place] if place >= 0 else None

    def _interned(self, node: Node) -> int:
        found = self._node_of.get(node)
        if found is None:
            found = self._node_of[node] = len(self.leaves) + len(self.inner)
            self.inner.append(node)
        return found
