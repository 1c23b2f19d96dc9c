"""Other engines on the neutral workload, each fed in the way that suits it best.

States are 0 false, 1 unknown, 2 true, so that all is a minimum and any a maximum. Every engine is
given the rule set once and then one enterprise after another; amounts are asked of eligible items
only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.match import reference

Tree = Mapping[str, Any]
Row = Mapping[str, Any]
Cells = list[tuple[int, int]]  # state (1, 0, -1) and fen, -1 for none
_DIGIT = {"0": 0, "1": 1, "2": 2}
_STATE = {0: 0, 1: -1, 2: 1}
_CHUNK = 500  # items in one expression of zen


@dataclass(frozen=True)
class Peer:
    """An engine ready with a rule set. ``explained`` also gives the state of every leaf."""

    name: str
    ready: Callable[[Row], Any]  # an enterprise as the engine takes it; not timed
    decide: Callable[[Any], Cells]
    explained: Callable[[Any], tuple[Cells, list[Any]]]


def item_leaves(item: Tree) -> list[Tree]:
    """The leaves of an item in reading order."""
    return [leaf for tree in (item["when"], *item["unless"]) for leaf in _leaves(tree)]


def tree_walk(document: Mapping[str, Any]) -> Peer:
    """The meaning of the format in plain Python, walked for every item."""
    items = document["items"]

    def decide(row: Row) -> Cells:
        return [reference.decide(item, row) for item in items]

    def explained(row: Row) -> tuple[Cells, list[Any]]:
        leaves = [[reference.state(leaf, row) for leaf in item_leaves(i)] for i in items]
        return decide(row), leaves

    return Peer("plain Python tree walk", lambda row: row, decide, explained)


def json_logic(document: Mapping[str, Any]) -> Peer:
    """datalogic-py: JSON-logic in Rust, all rules over one parsed enterprise in one call."""
    import datalogic_py

    engine = datalogic_py.Engine()
    session = engine.session()
    items = document["items"]
    states = [engine.compile(_logic_item(item)) for item in items]
    amounts = [engine.compile(_logic_amount(item["amount"])) for item in items]
    leaves = [engine.compile([_logic(leaf) for leaf in item_leaves(item)]) for item in items]

    def ready(row: Row) -> Any:
        return datalogic_py.DataHandle(json.dumps(dict(row)))

    def decide(handle: Any) -> Cells:
        # answers are JSON texts, one an item; there is no need to parse what is one digit
        found = [_DIGIT[text] for text in session.evaluate_many(states, handle)]
        due = [number for number, state in enumerate(found) if state == 2]
        texts = session.evaluate_many([amounts[number] for number in due], handle)
        paid = {n: json.loads(text) for n, text in zip(due, texts, strict=True)}
        return _cells(found, paid)

    def explained(handle: Any) -> tuple[Cells, list[Any]]:
        return decide(handle), session.evaluate_many(leaves, handle)

    return Peer("Rust JSON-logic (datalogic-py)", ready, decide, explained)


def zen(document: Mapping[str, Any]) -> Peer:
    """zen-engine: compiled expressions, hundreds of items in each."""
    import zen as zen_engine

    items = document["items"]

    def compiled(texts: Sequence[str]) -> list[Any]:
        chunks = [texts[at : at + _CHUNK] for at in range(0, len(texts), _CHUNK)]
        return [zen_engine.compile_expression(f"[{', '.join(chunk)}]") for chunk in chunks]

    states = compiled([_zen_item(item) for item in items])
    amounts = [zen_engine.compile_expression(_zen_amount(item["amount"])) for item in items]
    leaves = compiled([f"[{', '.join(map(_zen, item_leaves(item)))}]" for item in items])

    def decide(row: Row) -> Cells:
        found = [state for chunk in states for state in chunk.evaluate(row)]
        paid = {n: amounts[n].evaluate(row) for n, state in enumerate(found) if state == 2}
        return _cells(found, paid)

    def explained(row: Row) -> tuple[Cells, list[Any]]:
        return decide(row), [states for chunk in leaves for states in chunk.evaluate(row)]

    return Peer("zen-engine, expressions", dict, decide, explained)


def _cells(states: Sequence[Any], paid: Mapping[int, Any]) -> Cells:
    return [
        (_STATE[int(state)], -1 if paid.get(number) is None else int(paid[number]))
        for number, state in enumerate(states)
    ]


def _leaves(tree: Tree) -> Iterator[Tree]:
    if "attr" in tree or "growth" in tree:
        yield tree
        return
    for key in ("all", "any", "of"):
        for child in tree.get(key, ()):
            yield from _leaves(child)
    if "not" in tree:
        yield from _leaves(tree["not"])


# ---- JSON-logic

_OPS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<", "eq": "==="}


def _var(name: str) -> Any:
    return {"var": name}


def _absent(name: str) -> Any:
    return {"===": [_var(name), None]}


def _if(test: Any, yes: Any, no: Any) -> Any:
    return {"if": [test, yes, no]}


def _logic_item(item: Tree) -> Any:
    parts = [_logic(item["when"]), *({"-": [2, _logic(tree)]} for tree in item["unless"])]
    return parts[0] if len(parts) == 1 else {"min": parts}


def _logic(tree: Tree) -> Any:
    if "all" in tree:
        return {"min": [_logic(child) for child in tree["all"]]}
    if "any" in tree:
        return {"max": [_logic(child) for child in tree["any"]]}
    if "not" in tree:
        return {"-": [2, _logic(tree["not"])]}
    if "at_least" in tree:
        k, of = tree["at_least"], [_logic(child) for child in tree["of"]]
        sure = {"+": [_if({"===": [child, 2]}, 1, 0) for child in of]}
        possible = {"+": [_if({">": [child, 0]}, 1, 0) for child in of]}
        return _if({">=": [sure, k]}, 2, _if({">=": [possible, k]}, 1, 0))
    if "growth" in tree:
        now, before = tree["growth"]
        unknown = {"or": [_absent(now), _absent(before), {"<=": [_var(before), 0]}]}
        sides = [{"*": [_var(now), 10_000]}, {"*": [_var(before), 10_000 + tree["bp"]]}]
        return _if(unknown, 1, _if({_OPS[tree["op"]]: sides}, 2, 0))
    name, op, value = tree["attr"], tree["op"], tree["value"]
    if op == "in":
        test: Any = {"in": [_var(name), value]}
    elif op == "has_any":
        test = {"or": [{"in": [tag, _var(name)]} for tag in value]}
    elif op == "between":
        test = {"and": [{">=": [_var(name), value[0]]}, {"<=": [_var(name), value[1]]}]}
    else:
        test = {_OPS[op]: [_var(name), value]}
    return _if(_absent(name), 1, _if(test, 2, 0))


def _logic_amount(amount: Tree) -> Any:
    kind = amount["kind"]
    if kind == "fixed":
        return amount["yuan"] * 100
    if kind == "top_up":
        target, less = _logic_amount(amount["target"]), amount["less"]
        due = {"max": [0, {"-": [target, {"*": [_var(less), 100]}]}]}
        gone = {"or": [_absent(name) for name in (*_inputs(amount["target"]), less)]}
        return _if(gone, None, due)
    name = amount["attr"]
    base = {"max": [_var(name), 0]}
    if kind == "tiered":
        found: Any = 0
        for low, yuan in amount["tiers"]:
            found = _if({">=": [_var(name), low]}, yuan * 100, found)
    elif kind == "rate":
        fen = {"floor": [{"/": [{"+": [{"*": [base, amount["bp"]]}, 50]}, 100]}]}
        found = {"min": [fen, amount["cap"] * 100]}
    else:
        found = {"min": [{"*": [base, amount["yuan"] * 100]}, amount["cap"] * 100]}
    return _if(_absent(name), None, found)


def _inputs(amount: Tree) -> list[str]:
    return [amount["attr"]] if "attr" in amount else []


# ---- zen expressions


def _zen_item(item: Tree) -> str:
    parts = [_zen(item["when"]), *(f"2 - {_zen(tree)}" for tree in item["unless"])]
    return f"min([{', '.join(parts)}])"


def _zen(tree: Tree) -> str:
    if "all" in tree:
        return f"min([{', '.join(map(_zen, tree['all']))}])"
    if "any" in tree:
        return f"max([{', '.join(map(_zen, tree['any']))}])"
    if "not" in tree:
        return f"(2 - {_zen(tree['not'])})"
    if "at_least" in tree:
        of, k = f"[{', '.join(map(_zen, tree['of']))}]", tree["at_least"]
        return f"(count({of}, # == 2) >= {k} ? 2 : (count({of}, # > 0) >= {k} ? 1 : 0))"
    if "growth" in tree:
        now, before = tree["growth"]
        sides = f"{now} * 10000 {_ZEN[tree['op']]} {before} * {10_000 + tree['bp']}"
        unknown = f"{now} == null or {before} == null or {before} <= 0"
        return f"({unknown} ? 1 : ({sides} ? 2 : 0))"
    name, op, value = tree["attr"], tree["op"], tree["value"]
    if op == "in":
        test = f"{name} in {_quoted(value)}"
    elif op == "has_any":
        test = f"some({_quoted(value)}, # in {name})"
    elif op == "between":
        test = f"{name} >= {value[0]} and {name} <= {value[1]}"
    else:
        shown = str(value).lower() if isinstance(value, bool) else value
        shown = f"'{shown}'" if isinstance(value, str) else shown
        test = f"{name} {_ZEN[op]} {shown}"
    return f"({name} == null ? 1 : ({test} ? 2 : 0))"


_ZEN = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<", "eq": "=="}


def _quoted(values: Sequence[str]) -> str:
    return "[" + ", ".join(f"'{value}'" for value in values) + "]"


def _zen_amount(amount: Tree) -> str:
    kind = amount["kind"]
    if kind == "fixed":
        return str(amount["yuan"] * 100)
    if kind == "top_up":
        less, names = amount["less"], [*_inputs(amount["target"]), amount["less"]]
        gone = " or ".join(f"{name} == null" for name in names)
        return f"({gone} ? null : max([0, {_zen_amount(amount['target'])} - {less} * 100]))"
    name = amount["attr"]
    base = f"max([{name}, 0])"
    if kind == "tiered":
        found = "0"
        for low, yuan in amount["tiers"]:
            found = f"({name} >= {low} ? {yuan * 100} : {found})"
    elif kind == "rate":
        fen = f"floor(({base} * {amount['bp']} + 50) / 100)"
        found = f"min([{fen}, {amount['cap'] * 100}])"
    else:
        found = f"min([{base} * {amount['yuan'] * 100}, {amount['cap'] * 100}])"
    return f"({name} == null ? null : {found})"
