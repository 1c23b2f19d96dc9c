"""W2: every cell of a registry, state and fen, by every engine.

    python -m bench.match.w2 --items 409 --rows 100000 1000000 [--engines policycalc,polars]

Engines take turns chunk by chunk in one process, their answers are first found equal, and loading
is timed apart. Peak memory is of a process of its own for each. With several sizes of registry
the exponents of growth are printed. ``--json`` for programs.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from bench.match.engines import ENGINES
from bench.match.tables import arrays_of, chunks, load_rules


def measure(items: int, rows: int, names: Sequence[str], repeat: int) -> list[dict[str, Any]]:
    """Seconds of each engine; raises when two engines do not agree on a cell."""
    document = load_rules(items)
    engines = [engine(document) for engine in ENGINES if engine.name in names]
    loads: dict[str, float] = {e.name: 0.0 for e in engines}
    runs: dict[str, list[float]] = {e.name: [0.0] * repeat for e in engines}
    cells = 0
    for number, table in enumerate(chunks(rows)):
        loaded, first = [], None
        for engine in engines:
            begun = time.perf_counter()
            loaded.append(engine.load(table))
            loads[engine.name] += time.perf_counter() - begun
        arrays = arrays_of(table, document["attributes"])
        for engine, own in zip(engines, loaded, strict=True):
            found = list(engine.answers(engine.run(own), arrays))  # also the warming up
            if first is None:
                first, cells = found, cells + len(found) * table.num_rows
            agree(engines[0].name, first, engine.name, found, number)
        del first, found, arrays
        for turn in range(repeat):
            for engine, own in zip(engines, loaded, strict=True):
                begun = time.perf_counter()
                kept = engine.run(own)
                runs[engine.name][turn] += time.perf_counter() - begun
                del kept
    return [
        {
            "engine": e.name, "items": items, "rows": rows, "cells": cells,
            "load_s": loads[e.name], "run_s": median(runs[e.name]), "runs_s": runs[e.name],
        }
        for e in engines
    ]  # fmt: skip


def agree(one: str, first: Any, other: str, found: Any, chunk: int) -> None:
    """Every state and every fen."""
    for item, (ours, theirs) in enumerate(zip(first, found, strict=True)):
        for what, a, b in zip(("state", "fen"), ours, theirs, strict=True):
            if not np.array_equal(a, b):
                raise AssertionError(f"{one} and {other}: {what} of item {item}, chunk {chunk}")


def peak(items: int, rows: int, name: str) -> float:
    """The most memory (MB) that one engine alone ever held, loading chunk by chunk included."""
    call = [sys.executable, "-m", "bench.match.w2", "--items", str(items), "--rows", str(rows)]
    ran = subprocess.run([*call, "--alone", name], check=True, capture_output=True, text=True)
    return float(ran.stdout)


def alone(items: int, rows: int, name: str) -> float:
    """Run one engine in this process; its peak so far."""
    (make,) = (engine for engine in ENGINES if engine.name == name)
    engine = make(load_rules(items))
    for table in chunks(rows):
        loaded = engine.load(table)
        kept = engine.run(loaded)
        del kept, loaded, table
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=409)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--engines", default="policycalc,polars,numpy,duckdb")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    parser.add_argument("--no-memory", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.alone:
        sys.stdout.write(f"{alone(given.items, given.rows[0], given.alone)}\n")
        return
    sizes: list[list[dict[str, Any]]] = []
    for rows in given.rows:
        found = measure(given.items, rows, given.engines.split(","), given.repeat)
        for row in found:
            name = str(row["engine"])
            row["peak_mb"] = None if given.no_memory else peak(given.items, rows, name)
        sizes.append(found)
        if not given.json:
            sys.stdout.write(table(found))
    if given.json:
        sys.stdout.write(json.dumps([row for found in sizes for row in found], indent=2) + "\n")
        return
    for small, large in pairwise(sizes):
        sys.stdout.write(growth(small, large))


def table(found: list[dict[str, Any]]) -> str:
    """One size of registry, every engine."""
    ours, first = found[0]["run_s"], found[0]
    lines = [f"W2 {first['rows']} x {first['items']}, {first['cells']} cells agreed"]
    lines.append("engine | run s | times ours | load s | peak MB")
    for row in found:
        memory = "-" if row["peak_mb"] is None else f"{row['peak_mb']:.0f}"
        lines.append(
            f"{row['engine']} | {row['run_s']:.3f} | {row['run_s'] / ours:.1f}"
            f" | {row['load_s']:.2f} | {memory}"
        )
    return "\n".join(lines) + "\n"


def growth(small: list[dict[str, Any]], large: list[dict[str, Any]]) -> str:
    """By which power of the number of subjects time and memory grow from one size to the next."""
    lines = []
    for before, after in zip(small, large, strict=True):
        times = math.log(after["rows"] / before["rows"])
        power = math.log(after["run_s"] / before["run_s"]) / times
        line = f"{after['engine']}: {before['rows']} → {after['rows']} rows, time {power:.2f}"
        if after["peak_mb"] is not None:
            line += f", memory {math.log(after['peak_mb'] / before['peak_mb']) / times:.2f}"
        lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    _main()
