"""W3: one rule has changed; its column of answers again, and no other.

    python -m bench.match.w3 --items 409 --rows 100000 --changed 20

For each of the first items in turn: what an engine does from the changed item to its answers over
the loaded registry. Ours includes making the plan of that item anew. Every engine does it twice:
from the facts, and with the predicates of the whole rule set kept as it keeps them best (bitmaps,
columns, arrays), so that only the new threshold is to be worked out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

import numpy as np

from bench.match.engines import NumPy, Ours, Polars
from bench.match.neutral import ON
from bench.match.peers import item_leaves
from bench.match.tables import chunks as chunks_of
from bench.match.tables import load_rules
from matcher.columnar import Plan
from rules.rule import Rule

_KEPT = ", predicates kept"
_ASKED = "reg_capital"


@dataclass
class Registry:
    """The engines with the whole rule set, their chunks, and what they keep of the predicates."""

    ours: Ours
    polars: Polars
    chunks: dict[str, list[Any]]
    kept: dict[str, list[Any]]


def load(items: int, rows: int) -> Registry:
    """Everything there is before a rule changes."""
    document = load_rules(items)
    ours, polars, numpy = Ours(document), Polars(document), NumPy(document)
    chunks: dict[str, list[Any]] = {"ours": [], "polars": [], "numpy": []}
    kept: dict[str, list[Any]] = {"ours": [], "polars": [], "numpy": []}
    leaves = {_key(leaf): leaf for item in document["items"] for leaf in item_leaves(item)}
    for table in chunks_of(rows):
        for engine, name in ((ours, "ours"), (polars, "polars"), (numpy, "numpy")):
            chunks[name].append(engine.load(table))
        kept["ours"].append(ours.plan.decide(chunks["ours"][-1], keep=True).truths)
        kept["polars"].append(chunks["polars"][-1].with_columns(polars.made))
        numpy.arrays = chunks["numpy"][-1]
        kept["numpy"].append({key: numpy.leaf(leaf) for key, leaf in leaves.items()})
    return Registry(ours, polars, chunks, kept)


def measure(items: int, rows: int, changed: int) -> dict[str, list[float]]:
    """Seconds of each changed item for each engine; their answers are compared."""
    document, registry = load_rules(items), load(items, rows)
    taken: dict[str, list[float]] = {}
    for item in range(changed):
        one = {**document, "items": [_changed(document["items"][item])]}
        told = {}
        rule = registry.ours.neutral.rebuilt(one["items"][0])
        for name, again in _again(registry, one, rule).items():
            again()  # once to warm up
            begun = time.perf_counter()
            told[name] = tuple(again())
            taken.setdefault(name, []).append(time.perf_counter() - begun)
        if len(set(told.values())) != 1:
            raise AssertionError(f"item {item}: {told}")
    return taken


def _again(
    registry: Registry, document: dict[str, Any], rule: Rule
) -> dict[str, Callable[[], list[int]]]:
    """For each engine: from the changed rule, as it takes rules, to eligible and unknown rows."""

    def ours(*, borrows: bool) -> list[int]:
        neutral, known = registry.ours.neutral, registry.ours.plan
        plan = Plan([rule], ON, neutral.vocabulary, known.columns, earlier=known, borrows=borrows)
        kept = registry.kept["ours"] if borrows else [None] * len(registry.chunks["ours"])
        told = zip(registry.chunks["ours"], kept, strict=True)
        found = [plan.decide(chunk, truths=truths) for chunk, truths in told]
        unknown = [int(np.bitwise_count(d.unknown).sum()) for d in found]
        return [sum(d.fen.size for d in found), sum(unknown)]

    def polars(*, borrows: bool) -> list[int]:
        engine = Polars(document, registry.polars.leaf_names if borrows else None)
        frames = registry.kept["polars"] if borrows else registry.chunks["polars"]
        states = [engine.run(frame)[0]["i0"] for frame in frames]
        return [sum(int(s.sum()) for s in states), sum(s.null_count() for s in states)]

    def numpy(*, borrows: bool) -> list[int]:
        engine = NumPy(document)
        kept = registry.kept["numpy"] if borrows else [None] * len(registry.chunks["numpy"])
        told = zip(registry.chunks["numpy"], kept, strict=True)
        found = [engine.run(arrays, known)[0] for arrays, known in told]
        return [
            sum(int(yes.sum()) for yes, _, _ in found),
            sum(int((maybe & ~yes).sum()) for yes, maybe, _ in found),
        ]

    engines: dict[str, Callable[..., list[int]]] = {
        "policycalc": ours, "polars": polars, "numpy": numpy,
    }  # fmt: skip
    plain = {name: partial(engine, borrows=False) for name, engine in engines.items()}
    kept = {f"{name}{_KEPT}": partial(engine, borrows=True) for name, engine in engines.items()}
    return plain | kept


def _key(leaf: Any) -> str:
    return json.dumps(leaf, sort_keys=True)


def _changed(item: dict[str, Any]) -> dict[str, Any]:
    """The same item with a combination more and a threshold that no other item has."""
    more = {"not": {"all": [item["when"], *item["unless"]]}} if item["unless"] else item["when"]
    new = {"attr": _ASKED, "op": "ge", "value": 1_234_567}
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
    sys.stdout.write(f"W3 {given.rows} rows, {given.changed} items changed one by one, agreed\n")
    sys.stdout.write("engine | ms | times ours\n")
    for name, seconds in taken.items():
        ours = median(taken["policycalc" + _KEPT * name.endswith(_KEPT)])
        sys.stdout.write(f"{name} | {1000 * median(seconds):.1f} | {median(seconds) / ours:.1f}\n")


if __name__ == "__main__":
    _main()
