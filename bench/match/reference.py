"""What the neutral format means, cell by cell: slow, plain, and written for reading only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

YES, NO, UNKNOWN = 1, 0, -1
Tree = Mapping[str, Any]
Row = Mapping[str, Any]


def decide(item: Tree, row: Row) -> tuple[int, int]:
    """State and fen of one item for one enterprise; -1 for no amount."""
    found = _every([state(item["when"], row), *(_turned(state(t, row)) for t in item["unless"])])
    if found != YES:
        return found, -1
    fen = _fen(item["amount"], row)
    return found, -1 if fen is None else fen


def _every(states: list[int]) -> int:
    if NO in states:
        return NO
    return UNKNOWN if UNKNOWN in states else YES


def _turned(state: int) -> int:
    return {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[state]


def state(tree: Tree, row: Row) -> int:
    """The state of a tree or leaf."""
    if "all" in tree:
        return _every([state(child, row) for child in tree["all"]])
    if "any" in tree:
        return _turned(_every([_turned(state(child, row)) for child in tree["any"]]))
    if "not" in tree:
        return _turned(state(tree["not"], row))
    if "at_least" in tree:
        states = [state(child, row) for child in tree["of"]]
        if states.count(YES) >= tree["at_least"]:
            return YES
        return NO if len(states) - states.count(NO) < tree["at_least"] else UNKNOWN
    held = _growth(tree, row) if "growth" in tree else _holds(tree, row)
    return UNKNOWN if held is None else int(held)


def _growth(leaf: Tree, row: Row) -> bool | None:
    this, last = (row[name] for name in leaf["growth"])
    if this is None or last is None or last <= 0:
        return None
    left, right = this * 10_000, last * (10_000 + leaf["bp"])
    return left > right if leaf["op"] == "gt" else left >= right


def _holds(leaf: Tree, row: Row) -> bool | None:
    given, wanted = row[leaf["attr"]], leaf["value"]
    if given is None:
        return None
    match leaf["op"]:
        case "ge":
            return given >= wanted
        case "gt":
            return given > wanted
        case "le":
            return given <= wanted
        case "lt":
            return given < wanted
        case "eq":
            return given == wanted
        case "in":
            return given in wanted
        case "between":
            return wanted[0] <= given <= wanted[1]
        case "has_any":
            return not set(wanted).isdisjoint(given)
    raise ValueError(leaf["op"])


def _fen(amount: Tree, row: Row) -> int | None:
    if amount["kind"] == "fixed":
        return int(amount["yuan"]) * 100
    if amount["kind"] == "top_up":
        target, received = _fen(amount["target"], row), row[amount["less"]]
        missing = target is None or received is None
        return None if missing else max(0, target - received * 100)
    base = row[amount["attr"]]
    if base is None:
        return None
    match amount["kind"]:
        case "tiered":
            reached = [yuan for low, yuan in amount["tiers"] if base >= low]
            return reached[-1] * 100 if reached else 0
        case "rate":
            return min((max(base, 0) * amount["bp"] + 50) // 100, amount["cap"] * 100)
        case "per_unit":
            return min(max(base, 0) * amount["yuan"], amount["cap"]) * 100
    raise ValueError(amount["kind"])
