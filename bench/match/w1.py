"""One enterprise before many items: this project against other engines, turn by turn.

    python -m bench.match.w1 --items 409 4090 --rows 10000

Reads ``rules_{items}.json`` and ``enterprises_{rows}.parquet`` from ``$BENCH_DATA``. Every engine
first has to give the answers of the reference. Then all take turns on the same enterprises in one
process, so that a slow moment of the machine meets them all; each sees many enterprises before it
sees one again. Times are of the processor, because others may use the machine.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from time import perf_counter, process_time
from typing import Any

from bench.match import peers, reference
from bench.match.neutral import ON, Neutral, read_neutral
from bench.match.openfisca import openfisca
from bench.match.workload import data_folder
from matcher.evaluate import evaluate
from matcher.facts import Facts
from matcher.index import Answers, Index
from rules.rule import Rule

OURS = "matcher.index"
DECIDE, EXPLAINED, CHINESE = "verdict, amount", "and missing facts, leaf states", "full Chinese"
_SLOW_PEERS_UP_TO = 4_090
_OPENFISCA_UP_TO, _FEW_ROUNDS = 409, 3
_IN_A_ROW = 6
_CHECKED = 20  # enterprises


@dataclass
class Timed:
    """What one engine does for one enterprise, and how long it took, by what is asked of it."""

    name: str
    ready: Callable[[Mapping[str, Any]], Any]
    tasks: dict[str, Callable[[Any], Any]]
    rounds: int = sys.maxsize  # who is a hundred times slower takes part in a few only
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def run(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Every task for a few enterprises in a row, as a server would be busy with them."""
        for task, work in self.tasks.items():
            first, *rest = [self.ready(row) for row in rows]
            work(first)  # whose turn it is finds the caches full of another's data
            for given in rest:
                begun = process_time()
                work(given)
                self.seconds.setdefault(task, []).append(process_time() - begun)

    def median(self, task: str) -> float | None:
        """The median in milliseconds."""
        taken = self.seconds.get(task)
        return statistics.median(taken) * 1000 if taken else None


def ours(neutral: Neutral, index: Index) -> Timed:
    """The index: arrays of verdicts and amounts; missing facts, leaf states; whole decisions."""

    def decided(facts: Facts) -> Answers:
        answers = index.decide(facts)
        _ = answers.kinds
        return answers

    def explained(facts: Facts) -> tuple[Any, Any]:
        answers = decided(facts)
        return answers.waiting, answers.all_leaf_states()

    return Timed(
        OURS,
        neutral.facts,
        {
            DECIDE: decided,
            EXPLAINED: explained,
            CHINESE: lambda facts: index.decide(facts).decisions(),
        },
    )


def check_ours(
    document: Mapping[str, Any], neutral: Neutral, index: Index, row: Mapping[str, Any]
) -> None:
    """The index against the reference; raises ``SystemExit`` at the first unlike cell."""
    answers = index.decide(neutral.facts(row))
    states, starts = answers.all_leaf_states()
    waiting = answers.waiting
    asked: dict[int, set[str]] = {}
    for rule, fact in zip(waiting.rules.tolist(), waiting.facts.tolist(), strict=True):
        asked.setdefault(rule, set()).add(waiting.keys[fact])
    for number, item in enumerate(document["items"]):
        expected = reference.decide(item, row)
        state = (0, -1, 1)[int(answers.verdicts[number])]
        kind, low, high = answers.amount(number)
        inputs = neutral.inputs[number]
        known = state == 1 and kind == "exact" and all(row[name] is not None for name in inputs)
        found = (state, -1 if not known or low is None else low)
        if found != expected or (known and low != high):
            raise SystemExit(f"item {number}: {found} instead of {expected}")
        missing = {fact.key for fact in answers.missing(number)}
        if missing != asked.get(number, set()):
            raise SystemExit(f"item {number}: missing facts differ")
        told = [(0, -1, 1)[s] for s in states[starts[number] : starts[number + 1]].tolist()]
        leaves = peers.item_leaves(item)
        if all(leaf.get("op") != "between" for leaf in leaves):  # we write it as two leaves
            theirs = [reference.state(leaf, row) for leaf in leaves]
            if told[: len(theirs)] != theirs and not _entry(told, theirs):
                raise SystemExit(f"item {number}: leaf states differ")


def _entry(told: list[int], theirs: list[int]) -> bool:
    """Whether ours are theirs with those of the award's own entry somewhere between."""
    rest = iter(told)
    return all(state in rest for state in theirs)


def check_peer(document: Mapping[str, Any], peer: peers.Peer, row: Mapping[str, Any]) -> None:
    """A peer against the reference; raises ``SystemExit`` at the first unlike cell."""
    found, leaves = peer.explained(peer.ready(row))
    for number, item in enumerate(document["items"]):
        if found[number] != reference.decide(item, row):
            raise SystemExit(f"{peer.name}, item {number}: {found[number]}")
        theirs = [reference.state(leaf, row) for leaf in peers.item_leaves(item)]
        listed = leaves[number]
        listed = json.loads(listed) if isinstance(listed, str) else listed
        told = [int(state) for state in listed]
        if peer.name != "plain Python tree walk":
            told = [(0, -1, 1)[state] for state in told]
        if told != theirs:
            raise SystemExit(f"{peer.name}, item {number}: leaf states differ")


def measure(items: int, rows: list[dict[str, Any]], rounds: int) -> list[Timed]:
    """Check and time every engine that is installed on one rule set."""
    document = json.loads((data_folder() / f"rules_{items}.json").read_text(encoding="utf-8"))
    neutral = read_neutral(document)
    begun = perf_counter()
    index = Index.build(neutral.rules, ON, neutral.vocabulary)
    print(f"{items} items: index built in {perf_counter() - begun:.2f} s", file=sys.stderr)
    timed = [ours(neutral, index)]
    checked = rows[: 3 if items > _SLOW_PEERS_UP_TO else _CHECKED]
    for row in checked:
        check_ours(document, neutral, index, row)
    makers = [(peers.json_logic, rounds), (peers.tree_walk, rounds)]
    makers += [(peers.zen, rounds)] if items <= _SLOW_PEERS_UP_TO else []
    makers += [(openfisca, _FEW_ROUNDS)] if items <= _OPENFISCA_UP_TO else []
    for maker, turns in makers:
        try:
            peer = maker(document)
        except ImportError as missing:
            print(f"not installed: {missing.name}", file=sys.stderr)
            continue
        for row in checked:
            check_peer(document, peer, row)
        tasks = {DECIDE: peer.decide, EXPLAINED: peer.explained}
        timed.append(Timed(peer.name, peer.ready, tasks, turns))
    for turn in range(rounds):
        first = turn * _IN_A_ROW % len(rows)
        for engine in timed:
            if turn < engine.rounds:
                engine.run(rows[first : first + _IN_A_ROW])
    return timed


def table(items: int, timed: list[Timed]) -> str:
    """Medians in milliseconds, and how many times ours each peer takes."""
    lines = [
        f"| {items} items | {DECIDE} | × | {EXPLAINED} | × | {CHINESE} |",
        "|---|" + "---|" * 5,
    ]
    for engine in timed:
        cells = [engine.name]
        for task in (DECIDE, EXPLAINED):
            mine, own = engine.median(task), timed[0].median(task)
            cells += [_ms(mine), "" if not mine or not own else f"{mine / own:.1f}"]
        lines.append(f"| {' | '.join([*cells, _ms(engine.median(CHINESE))])} |")
    return "\n".join(lines)


def _ms(value: float | None) -> str:
    return "" if value is None else f"{value:.2f} ms"


def growth(results: Mapping[int, list[Timed]]) -> str:
    """By which power of the number of items each time grows, from one size to the next."""
    sizes, lines = sorted(results), []
    for small, large in pairwise(sizes):
        for engine in results[large]:
            before = next((e for e in results[small] if e.name == engine.name), None)
            low, high = before and before.median(DECIDE), engine.median(DECIDE)
            if low and high:
                power = math.log(high / low) / math.log(large / small)
                lines.append(f"{engine.name}: {small} → {large} items, exponent {power:.2f}")
    return "\n".join(lines)


def constructs(rounds: int) -> str:
    """What richer constructs cost: 400 rules of one construct each, index against evaluate."""
    from bench.match.richer import VOCABULARY, enterprise, rule_sets

    lines = ["| 400 rules of | decide | full Chinese | evaluate | slow leaves, operands, awards |"]
    lines.append("|---|" + "---|" * 4)
    for name, rules in rule_sets(400):
        index = Index.build(rules, ON, VOCABULARY)
        facts = enterprise()
        answers = index.decide(facts)
        expected = tuple(_evaluated(rules, facts, ON))
        if answers.decisions() != expected:
            raise SystemExit(f"{name}: the index does not say what evaluate says")
        decide = Timed(name, lambda _: enterprise(), {
            DECIDE: lambda f, i=index: i.decide(f).kinds,
            CHINESE: lambda f, i=index: i.decide(f).decisions(),
            "evaluate": lambda f, r=rules: list(_evaluated(r, f, ON)),
        })  # fmt: skip
        for _ in range(max(3, rounds // 4)):
            decide.run([{}] * 3)
        slow = "、".join(str(answers.slow[k]) for k in ("leaves", "operands", "awards"))
        times = " | ".join(_ms(decide.median(t)) for t in (DECIDE, CHINESE, "evaluate"))
        lines.append(f"| {name} | {times} | {slow} |")
    return "\n".join(lines)


def _evaluated(rules: tuple[Rule, ...], facts: Facts, on: date) -> Any:
    from bench.match.richer import VOCABULARY

    return (evaluate(rule, facts, on, VOCABULARY) for rule in rules)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--items", type=int, nargs="+", default=[409])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--enterprises", type=int, default=360, help="how many take part")
    parser.add_argument("--rounds", type=int, default=60)
    given = parser.parse_args()
    from pyarrow import parquet

    source = parquet.ParquetFile(data_folder() / f"enterprises_{given.rows}.parquet")
    rows = source.read_row_group(0).slice(0, given.enterprises).to_pylist()
    results: dict[int, list[Timed]] = {}
    for items in given.items:
        rounds = given.rounds if items <= _SLOW_PEERS_UP_TO else max(5, given.rounds // 6)
        results[items] = measure(items, rows, rounds)
        print(table(items, results[items]), end="\n\n")
    print(growth(results), end="\n\n")
    print(constructs(given.rounds))


if __name__ == "__main__":
    main()
