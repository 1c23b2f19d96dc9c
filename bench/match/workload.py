"""A seeded workload in the neutral format: subsidy-shaped rules and enterprises, all made up.

    python -m bench.match.workload --items 409 --rows 100000 --seed 7

writes ``rules_409.json`` and ``enterprises_100000.parquet`` into ``$BENCH_DATA``. Enterprises come
in blocks of 10 000 with a seed each, so that a smaller set is the beginning of a larger one.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

BLOCK = 10_000
YEARLY = {"turnover": 8e6, "payroll": 1.2e6, "research": 4e5, "levy": 2e5, "workers": 25.0}
SUMS = {"capital": 4e6, "machines": 9e5, "interest": 8e4, "granted": 2e5, "gain": 6e5}
COUNTS = {"inventions": 3.0, "designs": 6.0, "trainees": 2.0, "area": 500.0}
FLAGS = {"independent": 0.9, "listed_as_dishonest": 0.03, "accident": 0.03, "catalogued": 0.4}
CHOICES = {"borough": 12, "trade": 60, "size": 4, "credit": 5}
LABELS = {"honours": 40, "permits": 24, "got_before": 80}
RATES = (50, 100, 333, 500, 1000, 2000, 5000)


def data_folder() -> Path:
    """Where workloads are kept: ``$BENCH_DATA``, else ``bench_data`` here."""
    return Path(os.environ.get("BENCH_DATA", "bench_data"))


def make_rules(items: int, seed: int) -> dict[str, Any]:
    """A rule set; a longer one of the same seed begins with the shorter one."""
    return {
        "format": "neutral-rules/1",
        "seed": seed,
        "attributes": list(_attributes()),
        "items": [_Item(random.Random(f"{seed}/item/{n}"), n).whole() for n in range(items)],
    }


def make_rows(block: int, seed: int, count: int = BLOCK) -> dict[str, list[Any]]:
    """The columns of one block of enterprises; a null is a fact nobody has."""
    draw = random.Random(f"{seed}/block/{block}")
    columns: dict[str, list[Any]] = {given["name"]: [] for given in _attributes()}
    for _ in range(count):
        size, silent = draw.gauss(0, 1), draw.choice((0.3, 1.0, 2.0))
        row = dict(_enterprise(draw, size))
        for name, column in columns.items():
            column.append(None if draw.random() < _hidden(name) * silent else row[name])
    start = block * BLOCK
    return {"id": list(range(start, start + count)), **columns}


def _attributes() -> Iterator[dict[str, Any]]:
    for name in YEARLY:
        yield {"name": f"{name}_y0", "type": "int"}
        yield {"name": f"{name}_y1", "type": "int"}
    for name in (*SUMS, *COUNTS):
        yield {"name": name, "type": "int"}
    for name in FLAGS:
        yield {"name": name, "type": "bool"}
    for kind, sizes in (("cat", CHOICES), ("tags", LABELS)):
        for name in sizes:
            yield {"name": name, "type": kind, "vocab": _vocab(name)}


def _vocab(name: str) -> list[str]:
    return [f"{name}-{n:03}" for n in range((CHOICES | LABELS)[name])]


def _hidden(name: str) -> float:
    return 0.02 + 0.01 * (sum(map(ord, name)) % 25)


def _enterprise(draw: random.Random, size: float) -> Iterator[tuple[str, Any]]:
    def about(middle: float, nothing: float) -> int:
        if draw.random() < nothing:
            return 0
        return round(middle * math.exp(1.5 * (0.8 * size + 0.6 * draw.gauss(0, 1))))

    for name, middle in YEARLY.items():
        last = about(middle, 0.1)
        yield f"{name}_y1", last
        # some grow by a whole number of percent, so that thresholds are met exactly
        grown = last * draw.choice((100, 105, 110, 120, 130)) // 100
        yield f"{name}_y0", grown if draw.random() < 0.1 else round(last * draw.uniform(0.6, 1.6))
    for name, middle in (SUMS | COUNTS).items():
        value = about(middle, 0.35)
        yield name, -value if name == "gain" and draw.random() < 0.3 else value
    for name, often in FLAGS.items():
        yield name, draw.random() < often
    for name in CHOICES:
        yield name, _common(draw, _vocab(name))
    for name in LABELS:
        held = {_common(draw, _vocab(name)) for _ in range(min(4, int(draw.expovariate(1.2))))}
        yield name, sorted(held)


def _common(draw: random.Random, values: list[str]) -> str:
    """One of the values, the first ones most often."""
    return values[min(len(values) - 1, int(len(values) * draw.random() ** 2))]


class _Item:
    def __init__(self, draw: random.Random, number: int) -> None:
        self.draw, self.number = draw, number

    def whole(self) -> dict[str, Any]:
        draw = self.draw
        trees = [self.leaf() for _ in range(draw.randint(3, 7))]
        shape = draw.random()
        if shape < 0.3:
            trees = [*trees[2:], {"any": trees[:2]}]
        elif shape < 0.45:
            trees = [trees[0], {"at_least": 2, "of": trees[1:]}] if len(trees) > 3 else trees
        elif shape < 0.6:
            trees = [*trees[1:], {"not": trees[0]}]
        unless = [
            {"attr": name, "op": "eq", "value": True}
            for name in ("listed_as_dishonest", "accident")
            if draw.random() < 0.5
        ]
        if draw.random() < 0.2:
            given = _common(draw, _vocab("got_before"))
            unless.append({"attr": "got_before", "op": "has_any", "value": [given]})
        return {
            "id": f"N{self.number:05}",
            "when": trees[0] if len(trees) == 1 else {"all": trees},
            "unless": unless,
            "amount": self.amount(),
        }

    def leaf(self) -> dict[str, Any]:
        draw = self.draw
        kind = draw.random()
        if kind < 0.45:
            name = draw.choice([*(f"{year}_y0" for year in YEARLY), *SUMS, *COUNTS])
            op = draw.choice(("ge", "ge", "ge", "gt", "le", "lt", "between", "eq"))
            value = self.threshold(name)
            if op == "between":
                return {"attr": name, "op": op, "value": [value, value * draw.randint(2, 9)]}
            return {"attr": name, "op": op, "value": 0 if op == "eq" else value}
        if kind < 0.6:
            name, bp = draw.choice(list(YEARLY)), draw.choice((0, 500, 1000, 2000, 3000))
            op = draw.choice(("ge", "ge", "gt"))
            return {"growth": [f"{name}_y0", f"{name}_y1"], "op": op, "bp": bp}
        if kind < 0.7:
            return {"attr": draw.choice(list(FLAGS)), "op": "eq", "value": draw.random() < 0.9}
        if kind < 0.88:
            name = draw.choice(list(CHOICES))
            some = self.some(_vocab(name))
            if len(some) == 1:
                return {"attr": name, "op": "eq", "value": some[0]}
            return {"attr": name, "op": "in", "value": some}
        name = draw.choice(list(LABELS))
        return {"attr": name, "op": "has_any", "value": self.some(_vocab(name))[:4]}

    def some(self, values: list[str]) -> list[str]:
        draw = random.Random(f"{values[0]}/{int(self.draw.expovariate(0.08))}")
        most = max(1, min(8, len(values) // 2))
        return sorted({_common(draw, values) for _ in range(draw.randint(1, most))})

    def threshold(self, name: str) -> int:
        middle = (YEARLY | SUMS | COUNTS)[name.removesuffix("_y0")]
        rough = middle * math.exp(self.draw.gauss(-0.4, 1.1))
        step = 10 ** max(0, math.floor(math.log10(max(rough, 1))))
        return max(1, round(rough / step)) * step

    def amount(self) -> dict[str, Any]:
        draw = self.draw
        sums = ["turnover_y0", "research_y0", "levy_y0", "machines", "interest", "gain"]
        kinds: tuple[Callable[[], dict[str, Any]], ...] = (
            lambda: {"kind": "fixed", "yuan": draw.choice((5, 10, 30, 100)) * 10_000},
            lambda: self.tiers(draw.choice([*sums, "workers_y0"])),
            lambda: {
                "kind": "rate",
                "attr": draw.choice(sums),
                "bp": draw.choice(RATES),
                "cap": draw.choice((20, 100, 500)) * 10_000,
            },
            lambda: {
                "kind": "per_unit",
                "attr": draw.choice(list(COUNTS)),
                "yuan": draw.choice((300, 2000, 10_000)),
                "cap": draw.choice((5, 50, 200)) * 10_000,
            },
        )
        inner = draw.choice(kinds)()
        if draw.random() < 0.1:
            return {"kind": "top_up", "target": inner, "less": "granted"}
        return inner

    def tiers(self, name: str) -> dict[str, Any]:
        lows = sorted({self.threshold(name) for _ in range(self.draw.randint(2, 4))})
        step = self.draw.choice((5, 20)) * 10_000
        tiers = [[low, step * (n + 1)] for n, low in enumerate(lows)]
        return {"kind": "tiered", "attr": name, "tiers": tiers}


def _write(items: int, rows: int, seed: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    document = json.dumps(make_rules(items, seed), separators=(",", ":"))
    (folder / f"rules_{items}.json").write_text(document, encoding="utf-8")
    kinds = {"int": pa.int64(), "bool": pa.bool_(), "cat": pa.string()}
    fields = [("id", pa.int64())]
    fields += [(a["name"], kinds.get(a["type"], pa.list_(pa.string()))) for a in _attributes()]
    schema = pa.schema(fields)
    with pq.ParquetWriter(folder / f"enterprises_{rows}.parquet", schema) as out:
        for block in range(-(-rows // BLOCK)):
            columns = make_rows(block, seed, min(BLOCK, rows - block * BLOCK))
            out.write_table(pa.table(columns, schema=schema))


def _main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--items", type=int, default=409)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    _write(given.items, given.rows, given.seed)


if __name__ == "__main__":
    _main()
