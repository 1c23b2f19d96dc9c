"""The leaves of every rule in reading order, and which of them are decisive."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.graph import Occurrence
from matcher.index.levels import Levels, States
from rules.condition import Judged

Numbers = NDArray[np.intp]
_UNKNOWN = np.int8(1)


class Occurrences:
    """All leaves of all rules, one after the other.

    ``leaf`` is the place of each one's state. Those of rule ``i`` are ``start[i]`` to
    ``start[i + 1]``.
    """

    def __init__(
        self, traces: Sequence[tuple[Occurrence, ...]], levels: Levels, place: Sequence[int]
    ) -> None:
        listed = [occurrence for trace in traces for occurrence in trace]
        counts = np.array([len(trace) for trace in traces], dtype=np.intp)
        self.start: Numbers = np.concatenate(([0], np.cumsum(counts))).astype(np.intp)
        self.end: Numbers = self.start[1:]
        self.leaf: Numbers = np.array([place[o.node] for o in listed], dtype=np.intp)
        self.judged: NDArray[np.bool_] = np.array(
            [isinstance(o.leaf, Judged) for o in listed], dtype=bool
        )
        depth = max((len(o.literals) for o in listed), default=1)
        around = np.empty((depth, len(listed)), dtype=np.intp)
        for number, occurrence in enumerate(listed):
            path = [levels.literal(node, negated=sign) for node, sign in occurrence.literals]
            around[:, number] = path[-1:] * (depth - len(path) + 1) + path[:-1]
        self._around = around
        self.rule: Numbers = np.repeat(np.arange(len(traces)), counts)
        self.with_judgment: Numbers = np.unique(self.rule[self.judged]).astype(np.intp)

    def all_decisive(self, roots: States, states: States) -> Numbers:
        """The decisive ones of all rules, in reading order."""
        wanted = roots.take(self.rule)
        numbers: Numbers = (states.take(self._around[0]) == wanted).nonzero()[0]
        for around in self._around[1:]:
            numbers = numbers[states.take(around.take(numbers)) == wanted.take(numbers)]
        return numbers

    def of(self, rules: Numbers) -> tuple[Numbers, Numbers]:
        """The numbers of the leaves of these rules, and of each the place of its rule in them."""
        first, counts = self.start[rules], self.start[rules + 1] - self.start[rules]
        ends = np.cumsum(counts)
        which = np.repeat(np.arange(len(rules)), counts)
        total = int(ends[-1]) if len(ends) else 0
        return np.arange(total) + (first - ends + counts)[which], which

    def decisive(self, rules: Numbers, roots: States, states: States) -> tuple[Numbers, Numbers]:
        """Those of them that make the rules' roots what they are, in reading order.

        ``roots`` are the states of these rules, ``states`` those of all literals.
        """
        numbers, which = self.of(rules)
        wanted = roots[which]
        for around in self._around:
            kept = states[around[numbers]] == wanted
            numbers, which, wanted = numbers[kept], which[kept], wanted[kept]
        return numbers, which

    def open(self, rules: NDArray[np.bool_], states: States) -> Numbers:
        """The decisive ones of these rules, all of them unknown, in reading order."""
        unknown = states.take(self.leaf) == _UNKNOWN
        numbers: Numbers = (unknown & rules.take(self.rule)).nonzero()[0]
        for around in self._around[1:]:  # the leaf itself comes first
            kept = states.take(around.take(numbers)) == _UNKNOWN
            numbers = numbers[kept]
        return numbers
