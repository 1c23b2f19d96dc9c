"""Which facts each rule waits for: all pairs of a rule and a fact at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.decision import MissingFact

Numbers = NDArray[np.intp]
Told = Callable[[int], tuple[MissingFact, ...]]


class Waiting(NamedTuple):
    """Pairs of a rule and a fact it waits for, each pair once.

    Ordered by rule; ``facts`` are numbers of ``keys``, the addresses to give the facts under.
    """

    rules: Numbers
    facts: Numbers
    keys: tuple[str, ...]


class Pairs:
    """Gathers the pairs: rules, and things that each ask for a few facts."""

    def __init__(self, rules: int) -> None:
        self._rules = rules
        self._keys: dict[str, int] = {}
        self._parts: list[tuple[Numbers, Numbers]] = []

    def add(self, rules: Numbers, things: Numbers, told: Told) -> None:
        """Each rule waits for what its thing asks for."""
        if not len(rules):
            return
        seen = np.zeros(int(things.max()) + 1, dtype=bool)
        seen[things] = True
        distinct = np.flatnonzero(seen)
        asked = [self._numbers(told(thing)) for thing in distinct.tolist()]
        for place in range(max(map(len, asked))):
            fact_of = np.full(len(seen), -1, dtype=np.intp)
            fact_of[distinct] = [row[place] if place < len(row) else -1 for row in asked]
            facts = fact_of[things]
            given = facts >= 0
            self._parts.append((rules[given], facts[given]))

    def waiting(self) -> Waiting:
        """All pairs."""
        width = len(self._keys)
        marked = np.zeros(self._rules * width, dtype=bool)
        for rules, facts in self._parts:
            marked[rules * width + facts] = True
        rules, facts = np.divmod(np.flatnonzero(marked), max(width, 1))
        return Waiting(rules, facts, tuple(self._keys))

    def _numbers(self, missing: Iterable[MissingFact]) -> list[int]:
        return [self._keys.setdefault(fact.key, len(self._keys)) for fact in missing]
