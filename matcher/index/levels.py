"""The combinations of a graph, level by level: every node once, from the leaves up.

States are 0 false, 1 unknown, 2 true; all is the least, not is 2 minus, any is not all not. Every
node has its state twice, plain and negated, so that a negation costs nothing where it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

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
_MANY = 300  # from here nodes with equally many children are worth a block of their own
_TRUE = np.int8(2)
_SURE = 2**32
_COUNTS = np.array([0, 1, _SURE + 1], dtype=np.int64)  # of each state


@dataclass(frozen=True, slots=True)
class _Block:
    """Nodes of one level, in consecutive places; the least of the children unless it has ``k``.

    ``children`` are literals; with ``width`` they are a table of that many rows, else the children
    of the nodes one after the other, those of node ``i`` from ``starts[i]``. Of "any" they are the
    negated ones, and what stands in its place is its negation.
    """

    first: int
    last: int
    children: _Numbers
    starts: _Numbers
    width: int
    k: NDArray[np.int64] | None


class Levels:
    """How the leaves' states become those of every node."""

    def __init__(self, graph: Graph, leaf_place: Sequence[int]) -> None:
        self._graph = graph
        levels = _level_of(graph)
        inner = [n for n in range(len(graph.leaves), len(graph.nodes)) if levels[n] >= 0]
        inner = [n for n in inner if not isinstance(graph.nodes[n], NotNode)]
        widths = _widths(graph, levels, inner)
        inner.sort(key=lambda n: (_sort(graph, levels, widths, n), n))
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
            found = self._graph.nodes[node]
        if isinstance(found, AnyNode):
            negated = not negated
        return self._place[node] + (self.size if negated else 0)

    def states(self, compared: States, others: States) -> States:
        """The states of all literals from those of the leaves: the comparisons, then the others."""
        size, count = self.size, self._leaves
        states = np.empty(2 * size, dtype=np.int8)
        states[: len(compared)] = compared
        states[len(compared) : count] = others
        np.subtract(_TRUE, states[:count], out=states[size : size + count])
        for block in self._blocks:
            result = _reduced(block, states.take(block.children))
            states[block.first : block.last] = result
            np.subtract(_TRUE, result, out=states[size + block.first : size + block.last])
        return states

    def _block(self, nodes: list[int], width: int) -> _Block:
        literals = []
        for number in nodes:
            node = self._graph.nodes[number]
            some = isinstance(node, AnyNode)
            literals.append([self.literal(c, negated=some) for c in children(node)])
        first = self._place[nodes[0]]
        flat = np.array([literal for row in literals for literal in row], dtype=np.intp)
        counts = np.array([len(row) for row in literals], dtype=np.intp)
        ks = [n.k for i in nodes if isinstance(n := self._graph.nodes[i], AtLeastNode)]
        if width:
            flat = np.ascontiguousarray(flat.reshape(-1, width).T)
        starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)
        k = np.array(ks, dtype=np.int64) if ks else None
        return _Block(first, first + len(nodes), flat, starts, width, k)


def _reduced(block: _Block, states: States) -> States:
    result: States
    if block.k is not None:
        # how many are possible, and above _SURE how many are certain
        each = _COUNTS.take(states)
        counts = np.add.reduce(each, axis=0) if block.width else np.add.reduceat(each, block.starts)
        possible = (counts & (_SURE - 1)) >= block.k
        certain = counts >= block.k * _SURE
        result = possible.view(np.int8) + certain.view(np.int8)
    elif block.width:
        result = np.minimum.reduce(states, axis=0)
    else:
        result = np.minimum.reduceat(states, block.starts)
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


_Sort = tuple[int, bool, int]  # level, whether counting is needed, width


def _sort(graph: Graph, levels: list[int], widths: dict[int, int], node: int) -> _Sort:
    return levels[node], isinstance(graph.nodes[node], AtLeastNode), widths[node]


def _widths(graph: Graph, levels: list[int], nodes: list[int]) -> dict[int, int]:
    """The number of children where many nodes of a level have as many; else 0."""
    counts: dict[_Sort, int] = {}
    kinds: dict[int, _Sort] = {}
    for number in nodes:
        node = graph.nodes[number]
        kinds[number] = (levels[number], isinstance(node, AtLeastNode), len(children(node)))
        counts[kinds[number]] = counts.get(kinds[number], 0) + 1
    return {n: kind[2] if counts[kind] >= _MANY else 0 for n, kind in kinds.items()}
