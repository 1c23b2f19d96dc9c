"""Which facts each rule waits for: all pairs of a rule and a fact at once.

A leaf or an award that is open waits through a *thing*: an operand, the one fact of a group of
leaves, or itself. A table has the facts each thing asks for; only what depends on the applicant is
filled in anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.decision import MissingFact
from matcher.index.groups import Group, Row, Single
from matcher.index.thresholds import Operands, Reading

Numbers = NDArray[np.intp]


class Waiting(NamedTuple):
    """Pairs of a rule and a fact it waits for, each pair once.

    Ordered by rule; ``facts`` are numbers of ``keys``, the addresses to give the facts under.
    """

    rules: Numbers
    facts: Numbers
    keys: tuple[str, ...]


class Asks(NamedTuple):
    """The facts that things ask for, a few to each (a column); the last number is no fact."""

    facts: Numbers
    keys: tuple[str, ...]


class Things:
    """What leaves and awards wait through; operands come first, by their numbers."""

    def __init__(
        self,
        operands: Operands,
        operand_of: Sequence[int],
        listed: Sequence[tuple[Group, list[int]]],
    ) -> None:
        self._keys: dict[str, int] = {}
        # an operand asks for nothing unless it is found open
        unread = [self._numbers(missing) for missing in operands.unread()]
        asks: list[tuple[int, ...]] = [()] * len(unread)
        of_leaf = list(operand_of)
        shared: dict[tuple[int, ...], int] = {}
        self._single: list[tuple[int, int]] = []  # groups of single leaves, the first one's thing
        for number, (group, _) in enumerate(listed):
            asked = [self._numbers(wanted) for wanted in group.wanted]
            if isinstance(group, Single):
                self._single.append((number, len(asks)))
                of_leaf += range(len(asks), len(asks) + len(asked))
                asks += asked
                continue
            for keys in asked:
                place = shared.setdefault(keys, len(asks))
                if place == len(asks):
                    asks.append(keys)
                of_leaf.append(place)
        self.none = len(asks)  # the thing that asks for nothing
        self.of_leaf: Numbers = np.array(of_leaf, dtype=np.intp)
        self._asks = [*asks, ()]
        self._listed = tuple(self._keys)
        self._width = max(map(len, unread + asks), default=0)
        self._table = _table(self._asks, self._width, len(self._keys))

    def _numbers(self, missing: Iterable[MissingFact]) -> tuple[int, ...]:
        return tuple(self._keys.setdefault(fact.key, len(self._keys)) for fact in missing)

    def asks(self, reading: Reading, rows: Sequence[Row]) -> Asks:
        """What every thing that is open asks of this applicant."""
        told = {operand: reading.missing(operand) for operand in reading.open}
        for group, first in self._single:
            told |= {first + leaf: rows[group].missing(leaf) for leaf in rows[group].fresh}
        keys = self._keys.copy()
        numbered = {
            thing: [keys.setdefault(fact.key, len(keys)) for fact in missing]
            for thing, missing in told.items()
        }
        if len(keys) > len(self._keys) or max(map(len, numbered.values()), default=0) > self._width:
            # facts that nothing asks for while nothing is given
            asks = [numbered.get(thing, row) for thing, row in enumerate(self._asks)]
            width = max(map(len, asks))
            return Asks(_table(asks, width, len(keys)), tuple(keys))
        table = self._table.copy()
        told_things = list(numbered)
        table[:, told_things] = len(keys)
        things = [thing for thing, row in numbered.items() for _ in row]
        places = [place for row in numbered.values() for place in range(len(row))]
        table[places, things] = [number for row in numbered.values() for number in row]
        return Asks(table, self._listed)


def _table(asks: Sequence[Sequence[int]], width: int, none: int) -> Numbers:
    """The facts of each thing in a column, filled up with no fact."""
    rows = [[*row, *[none] * (width - len(row))] for row in asks]
    return np.array(rows, dtype=np.intp).reshape(len(asks), width).T.copy()


class Pairs:
    """Gathers the pairs, by the places of the rules that are not refused."""

    def __init__(self, count: int, asks: Asks) -> None:
        self._asks, self._width = asks, len(asks.keys) + 1
        self._marked = np.zeros(count * self._width, dtype=bool)
        self._more: list[tuple[int, str]] = []

    def add(self, places: Numbers, things: Numbers) -> None:
        """Each rule waits for what its thing asks for."""
        first = places * self._width
        for facts in self._asks.facts:
            self._marked[first + facts.take(things)] = True

    def told(self, place: int, missing: Iterable[MissingFact]) -> None:
        """One rule waits for these."""
        self._more += [(place, fact.key) for fact in missing]

    def waiting(self, rules: Numbers) -> Waiting:
        """All pairs, of the rules at these places."""
        keys, marked = self._asks.keys, self._marked.reshape(-1, self._width)
        marked[:, -1] = False
        if self._more:
            numbers = {key: number for number, key in enumerate(keys)}
            keys += tuple(k for k in dict.fromkeys(k for _, k in self._more) if k not in numbers)
            numbers |= {key: number for number, key in enumerate(keys)}
            wider = np.zeros((len(marked), len(keys)), dtype=bool)
            wider[:, : self._width - 1] = marked[:, :-1]
            for place, key in self._more:
                wider[place, numbers[key]] = True
            marked = wider
        places, facts = np.divmod(marked.ravel().nonzero()[0], marked.shape[1])
        return Waiting(rules.take(places), facts, keys)
