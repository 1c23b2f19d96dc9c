"""W3: one rule has changed; its column of answers again, and no other.

    python -m bench.match.w3 --items 409 --rows 100000 --changed 20

For each of the first items in turn: what an engine does from the changed item to its verdicts and
amounts over the loaded registry, everything it makes for it included. Every engine does it twice:
from the facts, and with the predicates of the whole rule set kept as it keeps them best (bitmaps,
columns, arrays), so that only the new threshold is to be worked out. Each change is made several
times with another threshold, so that nothing is answered from memory; all engines take turns at it
in one process, and their states and fen are compared cell by cell.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import numpy as np

from bench.match.engines import NumPy, Ours, Polars
from bench.match.neutral import amount_inputs
from bench.match.peers import item_leaves
from bench.match.tables import Arrays, load_rules
from bench.match.tables import chunks as chunks_of
from matcher.changed import Changes
from matcher.marks import mark

OURS, POLARS, NUMPY = "policycalc", "polars", "numpy"
ENGINES = (OURS, POLARS, NUMPY)
_KEPT = ", predicates kept"
_CAPITAL = ("capital", "reg_capital")  # as this workload and one made elsewhere call it
_TURNS = 6  # of each change, the first of which only warms up
Task = Callable[[], list[Any]]
Seconds = list[tuple[float, float]]  # of the clock, of the processor


@dataclass
class Registry:
    """The engines with the whole rule set, their chunks, and what they keep of the predicates."""

    ours: Ours
    polars: Polars
    numpy: NumPy
    changes: Changes | None = None
    chunks: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in ENGINES})
    kept: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in ENGINES})


def load(document: Mapping[str, Any], rows: int) -> Registry:
    """Everything there is before a rule changes."""
    registry = Registry(Ours(document), Polars(document), NumPy(document))
    ours, polars, numpy = registry.ours, registry.polars, registry.numpy
    leaves = {_key(leaf): leaf for item in document["items"] for leaf in item_leaves(item)}
    for table in chunks_of(rows):
        for engine, name in ((ours, OURS), (polars, POLARS), (numpy, NUMPY)):
            registry.chunks[name].append(engine.load(table))
        truths = ours.plan.decide(registry.chunks[OURS][-1], keep=True).truths
        registry.kept[OURS].append(truths)
        mark(registry.chunks[OURS][-1])  # as peers hold titles as words of bits
        registry.kept[POLARS].append(registry.chunks[POLARS][-1].with_columns(polars.made))
        numpy.arrays = registry.chunks[NUMPY][-1]
        registry.kept[NUMPY].append({key: numpy.leaf(leaf) for key, leaf in leaves.items()})
    registry.changes = Changes(ours.plan)
    return registry


def measure(items: int, rows: int, changed: int) -> dict[str, Seconds]:
    """Seconds of each change for each engine; their answers are compared."""
    document = load_rules(items)
    registry = load(document, rows)
    taken: dict[str, Seconds] = {}
    asked = next(a["name"] for a in document["attributes"] if a["name"] in _CAPITAL)
    for item in range(changed):
        for turn in range(_TURNS):
            one = {**document, "items": [_changed(document["items"][item], asked, turn)]}
            tasks = _again(registry, one)
            found: dict[str, list[Any]] = {}
            for name in tasks:
                clock, processor = time.perf_counter(), time.process_time()
                found[name] = tasks[name]()
                spent = time.perf_counter() - clock, time.process_time() - processor
                if turn:
                    taken.setdefault(name, []).append(spent)
            _compare(registry, one, found)
    return taken


def _again(registry: Registry, document: dict[str, Any]) -> dict[str, Task]:
    """For each engine: from the changed rule, as it takes rules, to states and amounts."""
    rule = registry.ours.neutral.rebuilt(document["items"][0])
    chunks, kept = registry.chunks, registry.kept
    assert registry.changes is not None
    changes = registry.changes

    def ours() -> list[Any]:
        changed = changes.rule(rule)
        return [changed.decide(chunk) for chunk in chunks[OURS]]

    def ours_kept() -> list[Any]:
        changed = changes.rule(rule)
        return [changed.decide(*given) for given in zip(chunks[OURS], kept[OURS], strict=True)]

    def polars() -> list[Any]:
        engine = Polars(document)
        return [engine.run(frame) for frame in chunks[POLARS]]

    def polars_kept() -> list[Any]:
        engine = Polars(document, registry.polars.leaf_names)
        return [engine.run(frame) for frame in kept[POLARS]]

    def numpy() -> list[Any]:
        engine = NumPy(document)
        return [engine.run(arrays) for arrays in chunks[NUMPY]]

    def numpy_kept() -> list[Any]:
        engine = NumPy(document)
        return [engine.run(*given) for given in zip(chunks[NUMPY], kept[NUMPY], strict=True)]

    return {
        OURS: ours, POLARS: polars, NUMPY: numpy,
        OURS + _KEPT: ours_kept, POLARS + _KEPT: polars_kept, NUMPY + _KEPT: numpy_kept,
    }  # fmt: skip


def _compare(registry: Registry, document: dict[str, Any], found: dict[str, list[Any]]) -> None:
    """Raises ``AssertionError`` unless all say the same of every cell."""
    inputs = tuple(amount_inputs(document["items"][0]["amount"]))
    polars, numpy = Polars(document), NumPy(document)
    for number, arrays in enumerate(registry.chunks[NUMPY]):

        def told(name: str, of: Any, arrays: Arrays = arrays) -> tuple[Any, Any]:
            if name.startswith(OURS):
                return registry.ours.answer(of, 0, inputs, arrays)
            engine = polars if name.startswith(POLARS) else numpy
            return next(iter(engine.answers(of, arrays)))

        states, fen = told(OURS, found[OURS][number])
        for name in found:
            theirs = told(name, found[name][number])
            if not (np.array_equal(states, theirs[0]) and np.array_equal(fen, theirs[1])):
                raise AssertionError(f"{name} says otherwise: {document['items'][0]}")


def _key(leaf: Any) -> str:
    return json.dumps(leaf, sort_keys=True)


def _changed(item: dict[str, Any], asked: str, turn: int) -> dict[str, Any]:
    """The same item with a combination more and a threshold that no other item has."""
    more = {"not": {"all": [item["when"], *item["unless"]]}} if item["unless"] else item["when"]
    new = {"attr": asked, "op": "ge", "value": 1_234_567 + turn}
    return {**item, "when": {"all": [item["when"], {"any": [more, new]}]}}


def _main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=409)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--changed", type=int, default=20)
    given = parser.parse_args()
    taken = measure(given.items, given.rows, given.changed)
    counted = f"{given.changed} items changed {_TURNS - 1} times each"
    sys.stdout.write(f"W3 {given.rows} rows, {counted}, all cells agreed; medians\n")
    sys.stdout.write("engine | ms | times ours | ms of processors | times ours\n")
    for name, spent in taken.items():
        ours = taken[OURS + _KEPT * name.endswith(_KEPT)]
        cells = [name]
        for which in (0, 1):
            mine, theirs = (median(s[which] for s in of) for of in (ours, spent))
            cells += [f"{1000 * theirs:.2f}", f"{theirs / mine:.1f}"]
        sys.stdout.write(" | ".join(cells) + "\n")


if __name__ == "__main__":
    _main()
