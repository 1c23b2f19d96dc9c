"""What an answer would settle: every open item, after every answer, in chances and money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import assert_never

from matcher.chance import all_hold, one_holds, so_many_hold
from matcher.conditions import judge
from matcher.facts import Fact
from matcher.figures import Inquiry
from matcher.graph import AllNode, AnyNode, AtLeastNode, Graph, LeafNode, Node, NotNode
from matcher.truth import Truth, at_least, conjunction, disjunction, negation
from rules.condition import Judged
from rules.rule import Rule

# An item the applicant will hardly get is worth settling too: one question less to come.
_UNLIKELY = 0.2
_PROGRESS = 0.3  # closing one of an item's last two leaves is worth so much of settling it
_TRUE_SHARE = {Truth.TRUE: 1.0, Truth.FALSE: 0.0, Truth.UNKNOWN: 0.5}

# Each possible answer to one question: the options picked and the fact they state.
Answers = tuple[tuple[tuple[str, ...], Fact], ...]


@dataclass
class Tally:
    """What one question is worth, as it is added up."""

    score: float = 0.0
    exact: bool = True
    money: float = 0.0
    items: list[str] = field(default_factory=list)
    settles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A rule that some answer can change; ``amount_only`` when its verdict stands already."""

    rule: Rule
    root: int
    keys: tuple[str, ...]
    money: float
    amount_only: bool


@dataclass(frozen=True, slots=True)
class State:
    """What the facts so far make of every node, and the keys that every leaf asks for."""

    truths: tuple[Truth, ...]
    asked: tuple[tuple[str, ...], ...]

    @staticmethod
    def of(graph: Graph, inquiry: Inquiry, asked: tuple[tuple[str, ...], ...]) -> State:
        outcomes = [judge(leaf, inquiry) for leaf in graph.leaves]
        truths = [outcome.truth for outcome in outcomes]
        for node in graph.nodes[len(outcomes) :]:
            truths.append(_combined(node, truths.__getitem__))
        return State(tuple(truths), asked)

    def open_keys(self, graph: Graph, root: int) -> tuple[str, ...]:
        """The questions of the leaves that leave this node open, in the order of the leaves."""
        found: dict[int, None] = {}
        pending = [root]
        while pending:
            number = pending.pop()
            if self.truths[number] is not Truth.UNKNOWN:
                continue
            node = graph.nodes[number]
            match node:
                case LeafNode():
                    found[number] = None
                case NotNode(of=child):
                    pending.append(child)
                case AllNode(of=children) | AnyNode(of=children) | AtLeastNode(of=children):
                    pending.extend(children)
                case _:
                    assert_never(node)
        return tuple(dict.fromkeys(key for leaf in sorted(found) for key in self.asked[leaf]))


def _combined(node: Node, truth_of: Callable[[int], Truth]) -> Truth:
    match node:
        case AllNode(of=children):
            return conjunction(truth_of(child) for child in children)
        case AnyNode(of=children):
            return disjunction(truth_of(child) for child in children)
        case AtLeastNode(k=k, of=children):
            return at_least(k, [truth_of(child) for child in children])
        case NotNode(of=child):
            return negation(truth_of(child))
        case LeafNode():
            raise AssertionError("leaves stand before every combination")
        case _:
            assert_never(node)


class Scores:
    """What each answer does to each open item, computed once a step."""

    def __init__(
        self,
        graph: Graph,
        state: State,
        inquiry: Inquiry,
        answers: Callable[[str], Answers],
        shares: Callable[[str], tuple[float, ...]],
    ) -> None:
        self.graph, self.state, self.inquiry = graph, state, inquiry
        self._answers, self._shares_of = answers, shares
        self._on: dict[str, list[int]] = {}
        for number, keys in enumerate(state.asked):
            if state.truths[number] is Truth.UNKNOWN:
                for key in keys:
                    self._on.setdefault(key, []).append(number)
        self._shares: dict[str, tuple[float, ...]] = {}
        self._closed: dict[str, list[dict[int, Truth]]] = {}
        self._chances: dict[int, float] = {}

    def add(self, item: OpenItem, key: str, tally: Tally) -> None:
        """Add what this question is worth to one item."""
        settled = 0.0
        if not item.amount_only:
            shares = self.shares(key)
            for share, after in zip(shares, self.after(key), strict=True):
                if self._truth(item.root, after) is not Truth.UNKNOWN:
                    settled += share
        if settled:
            tally.settles.append(item.rule.id)
        part = settled + (1.0 - settled) * _PROGRESS / len(item.keys)
        chance = 1.0 if item.amount_only else self.chance(item.root)
        tally.items.append(item.rule.id)
        tally.exact = tally.exact and item.amount_only
        tally.money += item.money * chance * part
        # The root: one item of ten million is not worth a thousand of ten thousand.
        tally.score += sqrt(item.money) * (chance + _UNLIKELY) * part

    def shares(self, key: str) -> tuple[float, ...]:
        """The chance of each answer to the question."""
        if key not in self._shares:
            self._shares[key] = self._shares_of(key)
        return self._shares[key]

    def after(self, key: str) -> list[dict[int, Truth]]:
        """For each answer the leaves it closes; nodes above them are added as they are needed."""
        if key not in self._closed:
            leaves = self._on.get(key, [])
            self._closed[key] = [self._closes(leaves, fact) for _, fact in self._answers(key)]
        return self._closed[key]

    def _closes(self, numbers: list[int], fact: Fact) -> dict[int, Truth]:
        told = replace(self.inquiry, facts=self.inquiry.facts.with_facts(fact))
        return {number: judge(self.graph.leaves[number], told).truth for number in numbers}

    def _truth(self, number: int, after: dict[int, Truth]) -> Truth:
        """A node's truth once these leaves are closed; a body's judgment is taken as given."""
        known = self.state.truths[number]
        if known is not Truth.UNKNOWN:
            return known
        if number not in after:
            node = self.graph.nodes[number]
            if isinstance(node, LeafNode):
                leaf = self.graph.leaves[node.leaf]
                after[number] = Truth.TRUE if isinstance(leaf, Judged) else Truth.UNKNOWN
            else:
                after[number] = _combined(node, lambda child: self._truth(child, after))
        return after[number]

    def chance(self, number: int) -> float:
        """How likely a node holds, were its open leaves independent."""
        known = self.state.truths[number]
        if known is not Truth.UNKNOWN:
            return 1.0 if known is Truth.TRUE else 0.0
        if number not in self._chances:
            self._chances[number] = self._chance(number)
        return self._chances[number]

    def _chance(self, number: int) -> float:
        node = self.graph.nodes[number]
        match node:
            case LeafNode():
                return self._leaf_chance(number)
            case AllNode(of=children):
                return all_hold(self.chance(child) for child in children)
            case AnyNode(of=children):
                return one_holds(self.chance(child) for child in children)
            case AtLeastNode(k=k, of=children):
                return so_many_hold(k, [self.chance(child) for child in children])
            case NotNode(of=child):
                return 1.0 - self.chance(child)
            case _:
                assert_never(node)

    def _leaf_chance(self, number: int) -> float:
        for key in self.state.asked[number]:
            if shares := self.shares(key):
                closed = [after.get(number, Truth.UNKNOWN) for after in self.after(key)]
                return sum(s * _TRUE_SHARE[t] for s, t in zip(shares, closed, strict=True))
        return 0.5
