"""Leaves that ask nothing new: a case says again what its item asks, or the other way round."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from compiler.repeated import conjuncts, meaning
from compiler.scoring.match import PlacedLeaf, conditions, placed_leaves
from rules.benefit import Award, Cases, LesserOf, TopUp
from rules.condition import AnyOf, Comparator, Compare, Condition, Has, OneOf, leaves
from rules.errors import QuantityMismatch
from rules.quantity import order
from rules.rule import Rule

_UP = (Comparator.GE, Comparator.GT)
_DOWN = (Comparator.LE, Comparator.LT)


def open_leaves(rule: Rule, found: Collection[int]) -> list[PlacedLeaf]:
    """The leaves of a rule that are not right, save what the right ones (``found``) say already.

    What a case repeats of the item's ``when`` is asked there; a conjunct of ``when`` that every
    case implies is asked of whoever is paid at all. Each leaf is left out for one that is right.
    """
    said = frozenset(_said(rule, frozenset(found)))
    return [
        leaf for leaf in placed_leaves(rule) if leaf.number not in found and leaf.number not in said
    ]


def _said(rule: Rule, found: frozenset[int]) -> Iterator[int]:
    places: dict[int, list[int]] = {}
    number = 0
    told = []
    for role, condition in conditions(rule):
        for conjunct in conjuncts(condition):
            own = list(range(number, number := number + sum(1 for _ in leaves(conjunct))))
            places.setdefault(id(conjunct), own)
            told.append((role, conjunct, own))

    def right(conjunct: Condition) -> bool:
        return found.issuperset(places[id(conjunct)])

    asked = frozenset(meaning(c) for role, c, own in told if role == "when" and right(c))
    for role, conjunct, own in told:
        if (role == "case" and meaning(conjunct) in asked) or (
            role == "when" and asked_to_be_paid(rule.award, conjunct, right)
        ):
            yield from own


def asked_to_be_paid(
    award: Award, condition: Condition, counts: Callable[[Condition], bool] = lambda _: True
) -> bool:
    """Whether nobody reaches a case of ``award`` for whom ``condition`` does not hold.

    Only conjuncts of cases are looked at that ``counts`` holds for.
    """
    match award:
        case Cases():
            return all(
                _held(condition, [c for c in conjuncts(case.when) if counts(c)])
                or asked_to_be_paid(case.award, condition, counts)
                for case in award.cases
            )
        case TopUp():
            return asked_to_be_paid(award.target, condition, counts)
        case LesserOf():
            return any(asked_to_be_paid(one, condition, counts) for one in award.of)
        case _:
            return False


def _held(condition: Condition, asked: list[Condition]) -> bool:
    if isinstance(condition, AnyOf):
        return any(all(_held(c, asked) for c in conjuncts(one)) for one in condition.of)
    return any(_implies(c, condition) for c in asked)


def _implies(one: Condition, other: Condition) -> bool:
    match one, other:
        case Has(), Has():
            return set(one.values) <= set(other.values) and _but_values(one) == _but_values(other)
        case OneOf(), OneOf():
            return set(one.values) <= set(other.values) and _but_values(one) == _but_values(other)
        case Compare(), Compare() if one.operand == other.operand:
            return _tighter(one, other)
        case _:
            return meaning(one) == meaning(other)


def _but_values(leaf: Has | OneOf) -> str:
    return meaning(leaf.model_copy(update={"values": ()}))


def _tighter(one: Compare, other: Compare) -> bool:
    try:
        found = None if not one.value or not other.value else order(one.value, other.value)
    except QuantityMismatch:  # 20件 against 20人次
        found = None
    for ways, sign in ((_UP, 1), (_DOWN, -1)):
        if found is not None and one.op in ways and other.op in ways:
            loose = other.op is ways[0] or one.op is ways[1]
            return found * sign > 0 or (found == 0 and loose)
    return meaning(one) == meaning(other)
