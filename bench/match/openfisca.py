"""OpenFisca-core on the neutral workload: every fact, distinct leaf, item and amount a variable.

States are 0 false, 1 unknown, 2 true, as in the other peers. What is not known has a variable of
its own, because OpenFisca knows no missing value. Its integers are made 64 bits wide: with the 32
they have by default, sums of money overflow and the answers are wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from bench.match.peers import Cells, Peer, Row, Tree, item_leaves

Formula = Callable[[Any, Any], Any]


def openfisca(document: Mapping[str, Any]) -> Peer:
    """The rules as a tax and benefit system; a new simulation for every enterprise."""
    from openfisca_core import periods
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.variables import config

    config.VALUE_TYPES[int]["dtype"] = np.int64
    system, leaf_names = _system(document)
    always, year = periods.period("ETERNITY"), periods.period("2026")
    numbers = range(len(document["items"]))
    leaves = [[leaf_names[_key(x)] for x in item_leaves(item)] for item in document["items"]]

    def ready(row: Row) -> Any:
        simulation = SimulationBuilder.build_default_simulation(system, count=1)
        for name, value in _inputs(document["attributes"], row):
            simulation.set_input(name, always, np.array([value]))
        return simulation

    def decide(simulation: Any) -> Cells:
        found: Cells = []
        for number in numbers:
            state = int(simulation.calculate(f"item_{number}", year)[0])
            due = int(simulation.calculate(f"fen_{number}", year)[0]) if state == 2 else -1
            found.append(({0: 0, 1: -1, 2: 1}[state], due))
        return found

    def explained(simulation: Any) -> tuple[Cells, list[Any]]:
        cells = decide(simulation)
        told = {n: int(simulation.calculate(n, year)[0]) for n in leaf_names.values()}
        return cells, [[told[name] for name in names] for names in leaves]

    return Peer("OpenFisca-core", ready, decide, explained)


def _system(document: Mapping[str, Any]) -> tuple[Any, dict[str, str]]:
    from openfisca_core.entities import Entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    entity = Entity("enterprise", "enterprises", "an enterprise", "")
    system = TaxBenefitSystem([entity])
    vocab = {a["name"]: a.get("vocab", []) for a in document["attributes"]}

    def add(name: str, formula: Formula | None = None) -> None:
        fields: dict[str, Any] = {"value_type": int, "entity": entity, "label": name}
        fields["definition_period"] = DateUnit.ETERNITY
        if formula is not None:  # which it wants to belong to a period
            fields |= {"definition_period": DateUnit.YEAR, "formula": formula}
        system.add_variable(type(name, (Variable,), fields))

    for name, words in vocab.items():
        add(f"{name}_known")
        for part in [name, *(f"{name}_{n}" for n in range(len(words)))]:
            add(part)
    names: dict[str, str] = {}
    for item in document["items"]:
        for leaf in item_leaves(item):
            if _key(leaf) not in names:
                names[_key(leaf)] = f"leaf_{len(names)}"
                add(names[_key(leaf)], _leaf(leaf, vocab))
    for number, item in enumerate(document["items"]):
        add(f"item_{number}", _item(item, names))
        add(f"fen_{number}", _fen(item["amount"]))
    return system, names


def _inputs(attributes: Sequence[Mapping[str, Any]], row: Row) -> Iterator[tuple[str, int]]:
    for attribute in attributes:
        name, value = attribute["name"], row[attribute["name"]]
        yield f"{name}_known", int(value is not None)
        if value is None:
            continue
        if attribute["type"] == "tags":
            for place, word in enumerate(attribute["vocab"]):
                yield f"{name}_{place}", int(word in value)
        elif attribute["type"] == "cat":
            yield name, attribute["vocab"].index(value)
        else:
            yield name, int(value)


def _key(tree: Tree) -> str:
    return json.dumps(tree, sort_keys=True)


def _item(item: Tree, names: Mapping[str, str]) -> Formula:
    return _tree({"all": [item["when"], *({"not": tree} for tree in item["unless"])]}, names)


def _tree(tree: Tree, names: Mapping[str, str]) -> Formula:
    if "not" in tree:
        inner = _tree(tree["not"], names)
        return lambda entity, period: 2 - inner(entity, period)
    for word, reduce in (("all", np.minimum.reduce), ("any", np.maximum.reduce)):
        if word in tree:
            return _reduced(reduce, [_tree(child, names) for child in tree[word]])
    if "at_least" in tree:
        children, least = [_tree(child, names) for child in tree["of"]], tree["at_least"]

        def counted(entity: Any, period: Any) -> Any:
            states = np.array([child(entity, period) for child in children])
            sure, possible = (states == 2).sum(0) >= least, (states > 0).sum(0) >= least
            return sure.astype(np.int64) + possible

        return counted
    name = names[_key(tree)]
    return lambda entity, period: entity(name, period)


def _reduced(reduce: Callable[[Any], Any], parts: list[Formula]) -> Formula:
    # OpenFisca counts a formula's parameters, so that nothing may be bound as a default
    return lambda entity, period: reduce([part(entity, period) for part in parts])


def _leaf(leaf: Tree, vocab: Mapping[str, list[str]]) -> Formula:
    if "growth" in leaf:
        this, last = leaf["growth"]

        def growth(entity: Any, period: Any) -> Any:
            now, before = entity(this, period), entity(last, period)
            left, right = now * 10_000, before * (10_000 + leaf["bp"])
            held = left > right if leaf["op"] == "gt" else left >= right
            known = entity(f"{this}_known", period) * entity(f"{last}_known", period)
            return np.where((known == 1) & (before > 0), 2 * held, 1)

        return growth
    name, words = leaf["attr"], vocab[leaf["attr"]]
    test = _test(leaf, words)

    def formula(entity: Any, period: Any) -> Any:
        return np.where(entity(f"{name}_known", period) == 1, 2 * test(entity, period), 1)

    return formula


def _test(leaf: Tree, words: list[str]) -> Formula:
    name, wanted = leaf["attr"], leaf["value"]
    match leaf["op"]:
        case "ge":
            return lambda entity, period: entity(name, period) >= wanted
        case "gt":
            return lambda entity, period: entity(name, period) > wanted
        case "le":
            return lambda entity, period: entity(name, period) <= wanted
        case "lt":
            return lambda entity, period: entity(name, period) < wanted
        case "eq":
            value = words.index(wanted) if words else int(wanted)
            return lambda entity, period: entity(name, period) == value
        case "between":
            low, high = wanted
            return lambda entity, period: (
                (entity(name, period) >= low) & (entity(name, period) <= high)
            )
        case "in":
            codes = [words.index(word) for word in wanted]
            return lambda entity, period: np.isin(entity(name, period), codes)
        case "has_any":
            parts = [f"{name}_{words.index(word)}" for word in wanted]
            return lambda entity, period: np.logical_or.reduce([entity(p, period) for p in parts])
    raise ValueError(leaf["op"])


def _fen(amount: Tree) -> Formula:
    """Fen, -1 where an input is missing."""
    kind = amount["kind"]
    if kind == "fixed":
        return lambda entity, period: np.full(entity.count, amount["yuan"] * 100)
    if kind == "top_up":
        target, less = _fen(amount["target"]), amount["less"]

        def top_up(entity: Any, period: Any) -> Any:
            whole = target(entity, period)
            left = np.maximum(whole - entity(less, period) * 100, 0)
            return np.where((whole >= 0) & (entity(f"{less}_known", period) == 1), left, -1)

        return top_up
    name = amount["attr"]

    def formula(entity: Any, period: Any) -> Any:
        value = entity(name, period)
        base = np.maximum(value, 0)
        if kind == "tiered":
            lows = [low for low, _ in amount["tiers"]]
            sums = np.array([0, *(yuan * 100 for _, yuan in amount["tiers"])])
            due = sums[np.searchsorted(lows, value, side="right")]
        elif kind == "rate":
            due = np.minimum((base * amount["bp"] + 50) // 100, amount["cap"] * 100)
        else:
            due = np.minimum(base * amount["yuan"], amount["cap"]) * 100
        return np.where(entity(f"{name}_known", period) == 1, due, -1)

    return formula
