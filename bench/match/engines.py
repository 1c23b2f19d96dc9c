"""The engines of a batch, each written well: ours, Polars, NumPy, DuckDB.

An engine is made from the rules (``compile``), takes a chunk in its own form (``load``) and answers
(``run``): for every item the state of every row, and the fen of those that are eligible.
``answers`` turns what ``run`` gave into arrays for the check and is never timed. All stand in one
file so that what is timed of each can be compared by eye.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from bench.match.neutral import ON, amount_inputs, read_neutral
from bench.match.tables import Arrays, arrays_of, masks

Tree = Mapping[str, Any]
Answers = Iterator[tuple[Any, Any]]  # of each item: states, fen


def leaves(tree: Tree) -> Iterator[Tree]:
    """The leaves of a tree."""
    if "attr" in tree or "growth" in tree:
        yield tree
    for child in (*tree.get("all", ()), *tree.get("any", ()), *tree.get("of", ())):
        yield from leaves(child)
    if "not" in tree:
        yield from leaves(tree["not"])


class Ours:
    """The columnar plan."""

    name = "policycalc"

    def __init__(self, document: dict[str, Any]) -> None:
        from matcher.columns import Names

        self.neutral, self.names, self.plan = read_neutral(document), Names(), None
        self.memory = np.zeros(0, np.int64)

    def load(self, table: Any) -> Any:
        from matcher.columnar import Plan
        from matcher.columns_arrow import read_chunk, read_schema

        names = ["id", *(self.neutral.places[n].column for n in table.column_names[1:])]
        table = table.rename_columns(names)
        vocabulary = self.neutral.vocabulary
        fields = read_schema(table.schema, vocabulary=vocabulary, on=ON)
        chunk = read_chunk(table, fields, self.names)
        if self.plan is None:
            self.plan = Plan(self.neutral.rules, ON, vocabulary, chunk.columns)
        return chunk

    def run(self, chunk: Any) -> Any:
        decided = self.plan.decide(chunk, into=self.memory)
        if decided.fen.size > self.memory.size:
            self.memory = np.zeros(decided.fen.size * 5 // 4, np.int64)
        return decided

    def answers(self, decided: Any, arrays: Arrays) -> Answers:
        for item, inputs in enumerate(self.neutral.inputs):
            yield self.answer(decided, item, inputs, arrays)

    def answer(self, decided: Any, item: int, inputs: Any, arrays: Arrays) -> tuple[Any, Any]:
        """States and fen of one item."""
        from matcher.columns import bits_of

        assert decided.asked == 0, "every cell of this workload is the kernel's"
        eligible = bits_of(decided.eligible[item], decided.rows)
        states = eligible - bits_of(decided.unknown[item], decided.rows).astype(np.int8)
        fen = np.maximum(decided.amounts(item), -1)
        # the format knows no amount where an input is missing, even one that cannot matter
        for name in inputs:
            fen = np.where(arrays[name][1][eligible], fen, -1)
        return states, fen


class NumPy:
    """Every distinct leaf once, two booleans a state, amounts of the eligible only."""

    name = "numpy"

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.vocab = {a["name"]: a.get("vocab", []) for a in document["attributes"]}

    def load(self, table: Any) -> Any:
        return arrays_of(table, self.document["attributes"])

    def run(self, arrays: Arrays, known: Mapping[str, Any] | None = None) -> Any:
        """``known``: leaves that were worked out before."""
        self.arrays: Arrays = arrays
        self.known: dict[str, Any] = dict(known or {})
        found = []
        for item in self.document["items"]:
            yes, maybe = self.tree(item["when"])
            for tree in item["unless"]:
                sure, perhaps = self.tree(tree)
                yes, maybe = yes & ~perhaps, maybe & ~sure
            rows = np.flatnonzero(yes)
            found.append((yes, maybe, self.fen(item["amount"], rows)))
        self.known = {}
        return found

    def answers(self, found: Any, arrays: Arrays) -> Answers:
        for yes, maybe, fen in found:
            yield yes.astype(np.int8) - (maybe & ~yes).astype(np.int8), fen

    def tree(self, tree: Tree) -> Any:
        if "all" in tree:
            parts = [self.tree(child) for child in tree["all"]]
            return np.logical_and.reduce([p[0] for p in parts]), np.logical_and.reduce(
                [p[1] for p in parts]
            )
        if "any" in tree:
            parts = [self.tree(child) for child in tree["any"]]
            return np.logical_or.reduce([p[0] for p in parts]), np.logical_or.reduce(
                [p[1] for p in parts]
            )
        if "not" in tree:
            yes, maybe = self.tree(tree["not"])
            return ~maybe, ~yes
        if "at_least" in tree:
            parts = [self.tree(child) for child in tree["of"]]
            sure = np.add.reduce([p[0].astype(np.int8) for p in parts])
            perhaps = np.add.reduce([p[1].astype(np.int8) for p in parts])
            return sure >= tree["at_least"], perhaps >= tree["at_least"]
        key = json.dumps(tree, sort_keys=True)
        if key not in self.known:
            self.known[key] = self.leaf(tree)
        return self.known[key]

    def leaf(self, leaf: Tree) -> Any:
        if "growth" in leaf:
            (this, valid), (last, also) = (self.arrays[name] for name in leaf["growth"])
            left, right = this * 10_000, last * (10_000 + leaf["bp"])
            held, valid = left > right if leaf["op"] == "gt" else left >= right, valid & also
            valid = valid & (last > 0)
        else:
            values, valid = self.arrays[leaf["attr"]]
            held = self.held(values, leaf["op"], leaf["value"], self.vocab[leaf["attr"]])
        return held & valid, held | ~valid

    def held(self, values: Any, op: str, wanted: Any, vocab: list[str]) -> Any:
        match op:
            case "ge":
                return values >= wanted
            case "gt":
                return values > wanted
            case "le":
                return values <= wanted
            case "lt":
                return values < wanted
            case "between":
                return (values >= wanted[0]) & (values <= wanted[1])
            case "eq":
                return values == (vocab.index(wanted) if vocab else wanted)
            case "in":
                return np.isin(values, [vocab.index(name) for name in wanted])
        words = masks(vocab, wanted)
        parts = [word & mask != 0 for word, mask in zip(values, words, strict=True) if mask]
        return np.logical_or.reduce(parts)

    def fen(self, amount: Tree, rows: Any) -> Any:
        """Fen of these rows, -1 where an input is missing."""
        if amount["kind"] == "fixed":
            return np.full(rows.size, amount["yuan"] * 100, np.int64)
        if amount["kind"] == "top_up":
            target = self.fen(amount["target"], rows)
            values, valid = self.arrays[amount["less"]]
            left = np.maximum(target - values[rows] * 100, 0)
            return np.where((target >= 0) & valid[rows], left, -1)
        values, valid = self.arrays[amount["attr"]]
        taken = values[rows]
        match amount["kind"]:
            case "tiered":
                lows = np.array([low for low, _ in amount["tiers"]])
                sums = np.array([0, *(yuan * 100 for _, yuan in amount["tiers"])], np.int64)
                fen = sums[np.searchsorted(lows, taken, side="right")]
            case "rate":
                whole = (np.maximum(taken, 0) * amount["bp"] + 50) // 100
                fen = np.minimum(whole, amount["cap"] * 100)
            case _:
                fen = np.minimum(np.maximum(taken, 0) * amount["yuan"], amount["cap"]) * 100
        return np.where(valid[rows], fen, -1)


class Polars:
    """Distinct leaves as columns, items over them in one lazy query, amounts of the eligible."""

    name = "polars"

    def __init__(self, document: dict[str, Any], columns: Mapping[str, str] | None = None) -> None:
        """``columns``: of leaves that were worked out before, in every frame."""
        import polars as pl

        self.pl, self.document = pl, document
        self.vocab = {a["name"]: a.get("vocab", []) for a in document["attributes"]}
        self.leaf_names: dict[str, str] = dict(columns or {})
        exprs = [self.item(number, item) for number, item in enumerate(document["items"])]
        listed = [json.loads(key) for key in self.leaf_names if key not in (columns or {})]
        made = [self.leaf(leaf).alias(self.leaf_names[_key(leaf)]) for leaf in listed]
        self.made, self.states = made, exprs

    def load(self, table: Any) -> Any:
        arrays = arrays_of(table, self.document["attributes"])
        columns = {}
        for name, (values, valid) in arrays.items():
            for number, part in enumerate(values if isinstance(values, list) else [values]):
                series = self.pl.Series(part)
                columns[f"{name}.{number}"] = series.set(self.pl.Series(~valid), None)
        return self.pl.DataFrame(columns).rechunk()

    def run(self, frame: Any) -> Any:
        states = frame.lazy().with_columns(self.made).select(self.states).collect()
        found = []
        for number, item in enumerate(self.document["items"]):
            rows = states[f"i{number}"].arg_true()
            found.append(self.fen(item["amount"], frame, rows))
        return states, found

    def answers(self, found: Any, arrays: Arrays) -> Answers:
        states, fen = found
        for number, due in enumerate(fen):
            state = states[f"i{number}"].cast(self.pl.Int8).fill_null(-1).to_numpy()
            if isinstance(due, int):
                due = np.full(int((state == 1).sum()), due, np.int64)
            else:
                due = due.fill_null(-1).to_numpy()
            yield state, due

    def item(self, number: int, item: Tree) -> Any:
        held = [self.tree(item["when"]), *(~self.tree(tree) for tree in item["unless"])]
        return self.pl.all_horizontal(held).alias(f"i{number}")

    def tree(self, tree: Tree) -> Any:
        pl = self.pl
        if "all" in tree:
            return pl.all_horizontal([self.tree(child) for child in tree["all"]])
        if "any" in tree:
            return pl.any_horizontal([self.tree(child) for child in tree["any"]])
        if "not" in tree:
            return ~self.tree(tree["not"])
        if "at_least" in tree:
            parts = [self.tree(child) for child in tree["of"]]
            least = tree["at_least"]
            sure = pl.sum_horizontal([p.fill_null(False).cast(pl.Int8) for p in parts])
            perhaps = pl.sum_horizontal([p.fill_null(True).cast(pl.Int8) for p in parts])
            return pl.when(sure >= least).then(True).when(perhaps < least).then(False)
        return pl.col(self.leaf_names.setdefault(_key(tree), f"l{len(self.leaf_names)}"))

    def leaf(self, leaf: Tree) -> Any:
        pl = self.pl
        if "growth" in leaf:
            this, last = (pl.col(f"{name}.0") for name in leaf["growth"])
            left, right = this * 10_000, last * (10_000 + leaf["bp"])
            held = left > right if leaf["op"] == "gt" else left >= right
            return pl.when(last > 0).then(held)
        name, wanted, vocab = leaf["attr"], leaf["value"], self.vocab[leaf["attr"]]
        column = pl.col(f"{name}.0")
        match leaf["op"]:
            case "ge":
                return column >= wanted
            case "gt":
                return column > wanted
            case "le":
                return column <= wanted
            case "lt":
                return column < wanted
            case "between":
                return column.is_between(*wanted)
            case "eq":
                return column == (vocab.index(wanted) if vocab else wanted)
            case "in":
                return column.is_in([vocab.index(value) for value in wanted])
        words = enumerate(masks(vocab, wanted))
        return pl.any_horizontal([pl.col(f"{name}.{n}") & mask != 0 for n, mask in words if mask])

    def fen(self, amount: Tree, frame: Any, rows: Any) -> Any:
        """A sum for all, or a series for these rows with null where an input is missing."""
        pl = self.pl
        if amount["kind"] == "fixed":
            return amount["yuan"] * 100
        if amount["kind"] == "top_up":
            target = self.fen(amount["target"], frame, rows)
            return (target - frame[f"{amount['less']}.0"].gather(rows) * 100).clip(lower_bound=0)
        taken = frame[f"{amount['attr']}.0"].gather(rows)
        match amount["kind"]:
            case "tiered":
                lows = [low for low, _ in amount["tiers"]]
                sums = pl.Series([0, *(yuan * 100 for _, yuan in amount["tiers"])])
                place = np.searchsorted(lows, taken.fill_null(0).to_numpy(), side="right")
                return sums.gather(place).set(taken.is_null(), None)
            case "rate":
                whole = (taken.clip(lower_bound=0) * amount["bp"] + 50) // 100
                return whole.clip(upper_bound=amount["cap"] * 100)
        return (taken.clip(lower_bound=0) * amount["yuan"]).clip(upper_bound=amount["cap"]) * 100


class DuckDB:
    """One query: distinct leaves in an inner select, states and amounts around it."""

    name = "duckdb"

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.vocab = {a["name"]: a.get("vocab", []) for a in document["attributes"]}
        self.leaf_names: dict[str, str] = {}
        items = document["items"]
        states = [self.item(item) for item in items]
        made = [f"{self.leaf(json.loads(k))} as {name}" for k, name in self.leaf_names.items()]
        inner = f"select *, {', '.join(made)} from chunk"
        told = [f"{sql} as i{n}" for n, sql in enumerate(states)]
        middle = f"select *, {', '.join(told)} from ({inner})"
        fen = [
            f"case when i{n} then {self.fen(item['amount'])} end as a{n}"
            for n, item in enumerate(items)
        ]
        kept = ", ".join(f"i{n}" for n in range(len(items)))
        self.query = f"select {kept}, {', '.join(fen)} from ({middle})"

    def load(self, table: Any) -> Any:
        import pyarrow as pa

        columns: dict[str, Any] = {}
        for name, (values, valid) in arrays_of(table, self.document["attributes"]).items():
            for number, part in enumerate(values if isinstance(values, list) else [values]):
                columns[f"{name}_{number}"] = pa.array(part, mask=~valid)
        return pa.table(columns)

    def run(self, chunk: Any) -> Any:
        import duckdb

        with duckdb.connect() as connection:
            connection.register("chunk", chunk)
            return connection.sql(self.query).to_arrow_table()

    def answers(self, found: Any, arrays: Arrays) -> Answers:
        for number in range(len(self.document["items"])):
            state = np.asarray(found[f"i{number}"].cast("int8").fill_null(-1))
            yield state, np.asarray(found[f"a{number}"].fill_null(-1))[state == 1]

    def item(self, item: Tree) -> str:
        parts = [self.tree(item["when"]), *(f"not {self.tree(tree)}" for tree in item["unless"])]
        return f"({' and '.join(parts)})"

    def tree(self, tree: Tree) -> str:
        for key, word in (("all", " and "), ("any", " or ")):
            if key in tree:
                return f"({word.join(self.tree(child) for child in tree[key])})"
        if "not" in tree:
            return f"(not {self.tree(tree['not'])})"
        if "at_least" in tree:
            parts = [self.tree(child) for child in tree["of"]]
            sure = " + ".join(f"coalesce({p}, false)::int" for p in parts)
            perhaps = " + ".join(f"coalesce({p}, true)::int" for p in parts)
            least = tree["at_least"]
            return (
                f"(case when {sure} >= {least} then true when {perhaps} < {least} then false end)"
            )
        return self.leaf_names.setdefault(_key(tree), f"l{len(self.leaf_names)}")

    def leaf(self, leaf: Tree) -> str:
        if "growth" in leaf:
            this, last = (f"{name}_0" for name in leaf["growth"])
            sign = ">" if leaf["op"] == "gt" else ">="
            held = f"{this} * 10000 {sign} {last} * {10_000 + leaf['bp']}"
            return f"case when {last} > 0 then {held} end"
        name, wanted, vocab = leaf["attr"], leaf["value"], self.vocab[leaf["attr"]]
        signs = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<", "eq": "="}
        if leaf["op"] == "between":
            return f"{name}_0 between {wanted[0]} and {wanted[1]}"
        if leaf["op"] == "in":
            return f"{name}_0 in ({', '.join(str(vocab.index(value)) for value in wanted)})"
        if leaf["op"] in signs:
            return f"{name}_0 {signs[leaf['op']]} {vocab.index(wanted) if vocab else wanted}"
        words = enumerate(masks(vocab, wanted))
        return f"({' or '.join(f'({name}_{n} & {mask}) != 0' for n, mask in words if mask)})"

    def fen(self, amount: Tree) -> str:
        """The fen as an expression; the checks keep null inputs null, which ``least`` does not."""
        if amount["kind"] == "fixed":
            return f"{amount['yuan'] * 100}::bigint"
        if amount["kind"] == "top_up":
            less = f"{amount['less']}_0"
            target = self.fen(amount["target"])
            given = " and ".join(f"{name}_0 is not null" for name in amount_inputs(amount))
            return f"case when {given} then greatest(0, {target} - {less} * 100) end"
        base = f"{amount['attr']}_0"
        match amount["kind"]:
            case "tiered":
                steps = [f"when {base} >= {low} then {yuan * 100}" for low, yuan in amount["tiers"]]
                fen = f"(case {' '.join(reversed(steps))} else 0 end)"
            case "rate":
                whole = f"(greatest({base}, 0) * {amount['bp']} + 50) // 100"
                fen = f"least({whole}, {amount['cap'] * 100})"
            case _:
                fen = f"least(greatest({base}, 0) * {amount['yuan']}, {amount['cap']}) * 100"
        return f"(case when {base} is not null then {fen}::bigint end)"


def _key(leaf: Tree) -> str:
    return json.dumps(leaf, sort_keys=True)


ENGINES: tuple[Callable[[dict[str, Any]], Any], ...] = (Ours, Polars, NumPy, DuckDB)
