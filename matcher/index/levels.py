"""The combinations of a graph, level by level: every node once, from the leaves up.

States are 0 false, 1 unknown, 2 true; all is the least, any the greatest, not is 2 minus. Every
node has its state twice, plain and negated, so that a negation costs nothing where it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

import numpy as np
from numpy.typing import NDArray

from matcher.graph import (
    AllNode,
    AnyNode,
    AtLeastNode,
    Graph,
    LeafNode,
    NotNode,
    children,
)

States = NDArray[np.int8]
_Numbers = NDArray[np.intp]
_MANY = 2_000  # from here nodes with equally many children are worth a block of their own


@dataclass(frozen=True, slots=True)
class _Block:
    """Nodes of one level and kind, in consecutive places.

    ``children`` are literals; with ``width`` they are a table of that many rows, else the children
    of the nodes one after the other, those of node ``i`` from ``starts[i]``.
    """

    kind: Literal["all", "any", "at_least"]
    first: int
    last: int
    children: _Numbers
    starts: _Numbers
    width: int
    k: NDArray[np.int64]


class Levels:
    """How the leaves' states become those of every node."""

    def __init__(self, graph: Graph, leaf_place: Sequence[int]) -> None:
        self._graph = graph
        levels = _level_of(graph)
        inner = [n for n in range(len(graph.leaves), len(graph.nodes)) if levels[n] >= 0]
        inner = [n for n in inner if not isinstance(graph.nodes[n], NotNode)]
        widths = _widths(graph, levels, inner)
        inner.sort(key=lambda n: (levels[n], graph.nodes[n].__class__.__name__, widths[n], n))
        self.size = len(graph.leaves) + len(inner)
        self._place = dict(zip(range(len(graph.leaves)), leaf_place, strict=True))
        self._place |= {n: len(graph.leaves) + i for i, n in enumerate(inner)}
        self._leaves = len(graph.leaves)
        self._blocks: list[_Block] = []
        start = 0
        for end in range(1, len(inner) + 1):
            if end == len(inner) or _sort(graph, levels, widths, inner[end]) != _sort(
                graph, levels, widths, inner[start]
            ):
                self._blocks.append(self._block(inner[start:end], widths[inner[start]]))
                start = end

    def literal(self, node: int, *, negated: bool = False) -> int:
        """Where the state of a node, or of its negation, stands."""
        found = self._graph.nodes[node]
        if isinstance(found, NotNode):
            node, negated = found.of, not negated
        return self._place[node] + (self.size if negated else 0)

    def states(self, leaves: States) -> States:
        """The states of all literals from those of the leaves."""
        size, count = self.size, self._leaves
        states = np.empty(2 * size, dtype=np.int8)
        states[:count] = leaves
        np.subtract(2, leaves, out=states[size : size + count], casting="unsafe")
        for block in self._blocks:
            result = _reduced(block, states.take(block.children))
            states[block.first : block.last] = result
            np.subtract(
                2, result, out=states[size + block.first : size + block.last], casting="unsafe"
            )
        return states

    def _block(self, nodes: list[int], width: int) -> _Block:
        literals = [[self.literal(c) for c in children(self._graph.nodes[n])] for n in nodes]
        first = self._place[nodes[0]]
        flat = np.array([literal for row in literals for literal in row], dtype=np.intp)
        counts = np.array([len(row) for row in literals], dtype=np.intp)
        node = self._graph.nodes[nodes[0]]
        ks = [n.k for i in nodes if isinstance(n := self._graph.nodes[i], AtLeastNode)]
        kind: Literal["all", "any", "at_least"] = "at_least"
        if isinstance(node, AllNode | AnyNode):
            kind = "all" if isinstance(node, AllNode) else "any"
        if width:
            flat = np.ascontiguousarray(flat.reshape(-1, width).T)
        starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)
        k = np.array(ks, dtype=np.int64)
        return _Block(kind, first, first + len(nodes), flat, starts, width, k)


def _reduced(block: _Block, states: States) -> States:
    match block.kind:
        case "all":
            return _over(np.minimum, block, states)
        case "any":
            return _over(np.maximum, block, states)
        case "at_least":
            sure = np.add.reduceat((states == 2).astype(np.int32), block.starts)
            possible = np.add.reduceat((states > 0).astype(np.int32), block.starts)
            result = (possible >= block.k).astype(np.int8)
            return np.where(sure >= block.k, np.int8(2), result)
        case _:
            assert_never(block.kind)


def _over(pick: np.ufunc, block: _Block, states: States) -> States:
    result: States = (
        pick.reduce(states, axis=0) if block.width else pick.reduceat(states, block.starts)
    )
    return result


def _level_of(graph: Graph) -> list[int]:
    levels: list[int] = []
    for node in graph.nodes:
        match node:
            case LeafNode():
                levels.append(0)
            case NotNode():
                levels.append(levels[node.of])
            case AllNode() | AnyNode() | AtLeastNode():
                levels.append(1 + max(levels[child] for child in node.of))
            case _:
                assert_never(node)
    return levels


_Sort = tuple[int, str, int]


def _sort(graph: Graph, levels: list[int], widths: dict[int, int], node: int) -> _Sort:
    return levels[node], type(graph.nodes[node]).__name__, widths[node]


def _widths(graph: Graph, levels: list[int], nodes: list[int]) -> dict[int, int]:
    """The number of children where many nodes of a level and kind have as many; else 0."""
    counts: dict[_Sort, int] = {}
    kinds: dict[int, _Sort] = {}
    for number in nodes:
        node = graph.nodes[number]
        kinds[number] = (levels[number], type(node).__name__, len(children(node)))
        counts[kinds[number]] = counts.get(kinds[number], 0) + 1
    return {
        n: kind[2] if counts[kind] >= _MANY and kind[1] != "AtLeastNode" else 0
        for n, kind in kinds.items()
    }
