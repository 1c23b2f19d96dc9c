"""Taking one of two readings of a place: what that does to the rules of the draft."""

from __future__ import annotations

from collections.abc import Sequence

from rules.condition import AllOf, Condition, leaves
from rules.consensus import PartConsensus, Side, Swap
from rules.document import Frozen
from rules.errors import InputRejected
from rules.refusal import rejected
from rules.rule import Rule, RuleSet
from rules.tree import rewrite
from rules.vocabulary import Vocabulary, standard_vocabulary


def told_parts(consensus: Sequence[PartConsensus], key: str) -> tuple[PartConsensus, ...]:
    """The places told of under one key; raises InputRejected when there is none."""
    found = tuple(part for part in consensus if key and part.told == key)
    if not found:
        raise rejected("E-RULING-BLOCK", "草稿里没有这处两种读法的对照", "请刷新审核页")
    return found


def can_take(
    rules: RuleSet,
    parts: Sequence[PartConsensus],
    side: Side,
    vocabulary: Vocabulary | None = None,
) -> bool:
    """Whether the reading can be taken by a ruling alone, as the rules now stand."""
    try:
        take_reading(rules, parts, side, vocabulary)
    except InputRejected:
        return False
    return True


def take_reading(
    rules: RuleSet,
    parts: Sequence[PartConsensus],
    side: Side,
    vocabulary: Vocabulary | None = None,
) -> RuleSet:
    """The rules with the reading of ``side`` in every one of ``parts``.

    Raises InputRejected where only an edit can do that: the two group their conditions unlike, or
    somebody has changed the place since.
    """
    known = vocabulary or standard_vocabulary()
    for part in parts:
        rules = _taken(rules, part, side, known)
    return rules


def _taken(rules: RuleSet, part: PartConsensus, side: Side, known: Vocabulary) -> RuleSet:
    rule = next((r for r in rules.rules if r.id == part.rule), None)
    swap = part.swap
    if side == part.standing:
        if rule is None or (swap is not None and not _stands(rule, swap)):
            raise _changed()
        return rules
    if swap is None:
        raise rejected(
            "E-RULING-READING", "这一处两种读法的分组不同，不能一键采用", "请对照原文改写这一条"
        )
    if swap.drop:
        return rules.model_copy(update={"rules": tuple(r for r in rules.rules if r is not rule)})
    if rule is None:
        raise _changed()
    if not _stands(rule, swap):
        if _holds(rule, swap):
            return rules  # it came in with another leaf of its group
        raise _changed()
    changed = _swapped(rule, swap)
    have = {a.id for a in rules.attributes}
    new = tuple(a for a in swap.attributes if a.id not in have and known.get(a.id) is None)
    return rules.model_copy(
        update={
            "attributes": (*rules.attributes, *new),
            "rules": tuple(changed if r is rule else r for r in rules.rules),
        }
    )


def _changed() -> InputRejected:
    return rejected(
        "E-RULING-READING", "这一处已被改写或删去，规则里不再是对照时的读法", "请直接改写这一条"
    )


def _stands(rule: Rule, swap: Swap) -> bool:
    """Whether all that goes out is still in the rule, word for word."""
    if swap.leaf is not None:
        conditions = (rule.when, *rule.unless)
        return any(leaf == swap.leaf[0] for c in conditions for leaf in leaves(c))
    if swap.award is not None:
        return swap.award[0] == rule.award
    return _has(rule, swap.when_out, swap.unless_out)


def _holds(rule: Rule, swap: Swap) -> bool:
    """Whether all that comes in is in the rule already."""
    if swap.leaf is not None or not (swap.when_into or swap.unless_into):
        return False
    return _has(rule, swap.when_into, swap.unless_into)


def _has(rule: Rule, when: Sequence[Condition], unless: Sequence[Condition]) -> bool:
    own = _asked(rule)
    return all(c in own for c in when) and all(c in rule.unless for c in unless)


def _asked(rule: Rule) -> tuple[Condition, ...]:
    return rule.when.of if isinstance(rule.when, AllOf) else (rule.when,)


def _swapped(rule: Rule, swap: Swap) -> Rule:
    if swap.leaf is not None:
        out, into = swap.leaf

        def change(node: Frozen) -> Frozen:
            return into if node == out else node

        return rule.model_copy(
            update={
                "when": rewrite(rule.when, change),
                "unless": tuple(rewrite(c, change) for c in rule.unless),
            }
        )
    if swap.award is not None:
        return rule.model_copy(update={"award": swap.award[1]})
    when = _replaced(_asked(rule), swap.when_out, swap.when_into)
    if not when:
        if swap.gate is None:
            raise rejected(
                "E-RULING-READING", "这是条目唯一的条件，不能一键删去", "请改写条目，或删去条目"
            )
        when = (swap.gate,)
    return rule.model_copy(
        update={
            "when": when[0] if len(when) == 1 else AllOf(of=when),
            "unless": _replaced(rule.unless, swap.unless_out, swap.unless_into),
        }
    )


def _replaced(
    own: Sequence[Condition], out: Sequence[Condition], into: Sequence[Condition]
) -> tuple[Condition, ...]:
    """What comes in stands where the first that goes stood; at the end where none goes."""
    at = next((n for n, c in enumerate(own) if c in out), len(own))
    kept = [c for c in own if c not in out]
    before = sum(1 for c in own[:at] if c not in out)
    return (*kept[:before], *(c for c in into if c not in kept), *kept[before:])
