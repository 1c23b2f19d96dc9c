"""W3: one rule has changed; its column of answers again, and no other.

    python -m bench.match.w3 --items 409 --rows 100000 --changed 20

For each of the first items in turn: what an engine does from the changed item to its answers over
the loaded registry. Ours includes making the plan of that item anew.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np

from bench.match.engines import NumPy, Ours, Polars
from bench.match.neutral import ON
from bench.match.tables import chunks, load_rules


def measure(items: int, rows: int, changed: int) -> dict[str, list[float]]:
    """Seconds of each changed item for each engine; their answers are compared."""
    document = load_rules(items)
    whole = {"policycalc": Ours(document), "polars": Polars(document), "numpy": NumPy(document)}
    loaded: dict[str, list[Any]] = {name: [] for name in whole}
    for table in chunks(rows):
        for name, engine in whole.items():
            loaded[name].append(engine.load(table))
    taken: dict[str, list[float]] = {name: [] for name in whole}
    for item in range(changed):
        one = {**document, "items": [_changed(document["items"][item])]}
        told = {}
        for name, again in _again(whole, one).items():
            again(loaded[name])  # once to warm up
            begun = time.perf_counter()
            told[name] = again(loaded[name])
            taken[name].append(time.perf_counter() - begun)
        numbers = {name: tuple(answer) for name, answer in told.items()}
        if len(set(numbers.values())) != 1:
            raise AssertionError(f"item {item}: {numbers}")
    return taken


def _again(
    whole: dict[str, Any], document: dict[str, Any]
) -> dict[str, Callable[[list[Any]], list[int]]]:
    """For each engine: the loaded chunks to eligible and unknown rows, after the change."""

    def ours(chunks: list[Any]) -> list[int]:
        from matcher.columnar import Plan

        # the rule as our own rules are: the pairs of years are those of the whole set
        engine = whole["policycalc"]
        rule = engine.neutral.rebuilt(document["items"][0])
        known = engine.plan
        plan = Plan([rule], ON, engine.neutral.vocabulary, known.columns, earlier=known)
        found = [plan.decide(chunk) for chunk in chunks]
        unknown = [int(np.bitwise_count(d.unknown).sum()) for d in found]
        return [sum(d.fen.size for d in found), sum(unknown)]

    def polars(chunks: list[Any]) -> list[int]:
        engine = Polars(document)
        states = [engine.run(frame)[0]["i0"] for frame in chunks]
        return [sum(int(s.sum()) for s in states), sum(s.null_count() for s in states)]

    def numpy(chunks: list[Any]) -> list[int]:
        engine = NumPy(document)
        found = [engine.run(arrays)[0] for arrays in chunks]
        return [
            sum(int(yes.sum()) for yes, _, _ in found),
            sum(int((maybe & ~yes).sum()) for yes, maybe, _ in found),
        ]

    return {"policycalc": ours, "polars": polars, "numpy": numpy}


def _changed(item: dict[str, Any]) -> dict[str, Any]:
    """The same item with a condition more."""
    more = {"not": {"all": [item["when"], *item["unless"]]}} if item["unless"] else item["when"]
    return {**item, "when": {"all": [item["when"], more]}}


def _main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=409)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--changed", type=int, default=20)
    given = parser.parse_args()
    taken = measure(given.items, given.rows, given.changed)
    ours = median(taken["policycalc"])
    sys.stdout.write(f"W3 {given.rows} rows, {given.changed} items changed one by one, agreed\n")
    sys.stdout.write("engine | ms | times ours\n")
    for name, seconds in taken.items():
        sys.stdout.write(f"{name} | {1000 * median(seconds):.1f} | {median(seconds) / ours:.1f}\n")


if __name__ == "__main__":
    _main()
