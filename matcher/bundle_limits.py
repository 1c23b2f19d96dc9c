"""Stacking rules as limits on a choice: what shuts out what, what is capped, what is barred.

Every limit keeps the clause it comes from. ``sure`` limits follow from the words; the others hold
only if a body says that the clause reaches those items (see ``matcher.scope``).

- 就高不重复, 不得重复享受: of the items of its own policy at most one, and none of them with what
  other policies grant. Two items of other policies it cannot govern. Amounts are compared after
  all caps, as 就高 asks.
- 只能享受一次: barred once it has been received.
- 年度合计不超过: a ceiling, less what was received in the same calendar year.
- 可以叠加: takes the named pairs out of the general exclusions of its own policy.
- 总额控制: how short the budget will be is unknown; said as a premise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, assert_never

from matcher.receipts import Receipts
from matcher.scope import Reach, clause_key, read_scope
from rules.document import Frozen, SourceSpan
from rules.rule import Rule
from rules.stacking import (
    AnnualCap,
    Budget,
    Cumulative,
    ExclusiveWith,
    HighestOf,
    OnceOnly,
    Stacking,
)
from rules.wording import describe_stacking

Key = tuple[str, str, str, int, int]
Pair = frozenset[str]


class Clause(Frozen):
    """A stacking rule as it stands in a policy; ``rules`` are the items that carry it."""

    kind: str
    text: str
    document: str
    policy: str
    rules: tuple[str, ...]
    source: SourceSpan


@dataclass(frozen=True)
class Limit:
    """At most one of ``sides`` is used, or the members together come to at most ``amount``.

    ``amount`` is what is left of ``whole`` after ``received``.
    """

    clause: Clause
    sure: bool
    sides: tuple[tuple[str, ...], ...] = ()
    members: tuple[str, ...] = ()
    amount: int = 0
    whole: int = 0
    received: int = 0


@dataclass(frozen=True)
class Bar:
    """An item that may not be had, because of what was received."""

    rule: str
    clause: Clause
    sure: bool
    text: str


@dataclass(frozen=True)
class Question:
    """A clause whose words do not tell whether it reaches these items."""

    clause: Clause
    why: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Condition:
    """What the answer takes for granted, and the clause that makes it matter."""

    kind: Literal["elsewhere", "once", "cap", "budget"]
    clause: Clause
    text: str


@dataclass
class Limits:
    """All that the stacking rules of some items come to."""

    limits: list[Limit] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)


@dataclass(frozen=True)
class _Said:
    """One clause with every item that carries it and whom it reaches from there."""

    stacking: Stacking
    clause: Clause
    reaches: dict[str, Reach]


def limits_of(items: Sequence[Rule], receipts: Receipts | None, on: date) -> Limits:
    """The limits among ``items``; ``receipts`` None when nobody said what was received."""
    said = _clauses(items)
    result = Limits()
    allowed: dict[tuple[str, str], tuple[set[Pair], set[Pair]]] = {}
    for one in said:
        if isinstance(one.stacking, Cumulative):
            policy = (one.clause.document, one.clause.policy)
            surely, perhaps = allowed.setdefault(policy, (set(), set()))
            for carrier, reach in one.reaches.items():
                surely |= {frozenset((carrier, other)) for other in reach.sure}
                perhaps |= {frozenset((carrier, other)) for other in reach.perhaps}
    for one in said:
        surely, perhaps = allowed.get((one.clause.document, one.clause.policy), (set(), set()))
        match one.stacking:
            case HighestOf() | ExclusiveWith():
                own = [
                    i.id for i in items if _policy(i) == (one.clause.document, one.clause.policy)
                ]
                _exclusive(one, own, surely, perhaps, receipts, result)
            case OnceOnly():
                _once(one, receipts, result)
            case AnnualCap():
                _annual(one, one.stacking, receipts, on, result)
            case Budget():
                text = "年度预算够用（不够时会核减或停止，核减多少事先不知道）"
                result.conditions.append(Condition("budget", one.clause, text))
            case Cumulative():
                _allowance(one, said, result)
            case _:
                assert_never(one.stacking)
    return result


def _allowance(one: _Said, said: Sequence[_Said], result: Limits) -> None:
    """Whom 可以叠加 speaks of matters only where its policy excludes something."""
    where = (one.clause.document, one.clause.policy)
    if not any(
        isinstance(other.stacking, HighestOf | ExclusiveWith)
        and (other.clause.document, other.clause.policy) == where
        for other in said
    ):
        return
    for carrier, reach in one.reaches.items():
        if reach.perhaps:
            result.questions.append(Question(one.clause, reach.why, (carrier, *reach.perhaps)))


def _policy(item: Rule) -> tuple[str, str]:
    return item.document, item.policy.title


def _clauses(items: Sequence[Rule]) -> list[_Said]:
    """Every clause once, in the order of the texts."""
    found: dict[Key, list[tuple[Rule, Stacking]]] = {}
    for item in items:
        for stacking in item.stacking:
            found.setdefault(clause_key(stacking, item), []).append((item, stacking))
    said = []
    for key in sorted(found):
        carried = {rule.id: (rule, stacking) for rule, stacking in found[key]}
        rule, stacking = carried[min(carried)]
        clause = Clause(
            kind=stacking.kind,
            text=describe_stacking(stacking),
            document=rule.document,
            policy=rule.policy.title,
            rules=tuple(sorted(carried)),
            source=stacking.source,
        )
        reaches = {i: read_scope(s, r, items) for i, (r, s) in sorted(carried.items())}
        said.append(_Said(stacking, clause, reaches))
    return said


def _exclusive(
    said: _Said,
    policy: Collection[str],
    surely: set[Pair],
    perhaps: set[Pair],
    receipts: Receipts | None,
    result: Limits,
) -> None:
    own = frozenset(policy)
    everyone = {i for r in said.reaches.values() for i in (*r.sure, *r.perhaps)}
    for phrase in sorted({r.elsewhere for r in said.reaches.values() if r.elsewhere}):
        text = f"没有另外享受「{phrase}」（包括本系统没有收录的）"
        result.conditions.append(Condition("elsewhere", said.clause, text))
        _received_elsewhere(said, phrase, receipts, result)
    for sure in (True, False):
        pairs = {
            carrier: (reach.sure if sure else reach.perhaps)
            for carrier, reach in said.reaches.items()
        }
        pairs = {carrier: reached for carrier, reached in pairs.items() if reached}
        if not pairs:
            continue
        among = any(said.reaches[carrier].among for carrier in pairs)
        for sides in _sides(pairs, own, among=among):
            # allowed for certain: no limit. Allowed perhaps: a limit that only perhaps holds
            for kept, firm in _without(sides, surely, perhaps):
                result.limits.append(Limit(said.clause, sure and firm, sides=kept))
        if receipts is not None:
            _received_already(said, pairs, surely, receipts, result, sure=sure)
    whys = [r.why for r in said.reaches.values() if r.perhaps]
    if whys:
        items = tuple(sorted(everyone | set(said.reaches)))
        result.questions.append(Question(said.clause, whys[0], items))


def _sides(
    pairs: dict[str, tuple[str, ...]], own: frozenset[str], *, among: bool
) -> list[tuple[tuple[str, ...], ...]]:
    """A clause governs the support of its own policy: what other policies grant stays together."""
    groups: dict[frozenset[str], list[str]] = {}
    for carrier, reached in pairs.items():
        whole = frozenset(reached) | ({carrier} if among else frozenset())
        groups.setdefault(whole, []).append(carrier)
    found: list[tuple[tuple[str, ...], ...]] = []
    for whole, carriers in groups.items():
        alone = tuple((item,) for item in sorted(whole & own)) if among else ()
        sides = (*alone, tuple(sorted(whole - own if among else whole)))
        sides = sides if among else (tuple(sorted(carriers)), *sides)
        found.append(tuple(side for side in sides if side))
    return found


def _without(
    sides: tuple[tuple[str, ...], ...], surely: set[Pair], perhaps: set[Pair]
) -> Iterable[tuple[tuple[tuple[str, ...], ...], bool]]:
    """The sides less the pairs that may add up; whole when none of them may."""
    free = surely | perhaps
    members = {item for side in sides for item in side}
    if not any(pair <= members for pair in free):
        return [(sides, True)]
    found: list[tuple[tuple[tuple[str, ...], ...], bool]] = []
    for number, side in enumerate(sides):
        later = [item for other in sides[number + 1 :] for item in other]
        for item in side:
            for firm in (True, False):
                against = tuple(
                    other
                    for other in later
                    if (pair := frozenset((item, other))) not in surely
                    and (pair not in perhaps) is firm
                )
                if against:
                    found.append((((item,), against), firm))
    return found


def _received_already(
    said: _Said,
    pairs: dict[str, tuple[str, ...]],
    surely: set[Pair],
    receipts: Receipts,
    result: Limits,
    *,
    sure: bool,
) -> None:
    """Items shut out by what was received; whether 就高 then pays the difference is not said."""
    against: dict[str, set[str]] = {}
    for carrier, reached in pairs.items():
        for other in reached:
            against.setdefault(carrier, set()).add(other)
            if said.reaches[carrier].among or isinstance(said.stacking, HighestOf):
                against.setdefault(other, set()).add(carrier)
    for item, others in sorted(against.items()):
        had = [o for o in sorted(others) if receipts.ever(o)]
        had = [o for o in had if frozenset((item, o)) not in surely]
        if had:
            firm = sure and isinstance(said.stacking, ExclusiveWith)
            result.bars.append(Bar(item, said.clause, firm, f"已经领取过 {had[0]}"))
            if not firm and sure:
                why = "已经领取过其中一项，原文没有写明能否就高补足差额"
                result.questions.append(Question(said.clause, why, (item, *had)))


def _received_elsewhere(
    said: _Said, phrase: str, receipts: Receipts | None, result: Limits
) -> None:
    for receipt in receipts.received if receipts else ():
        if receipt.name and (receipt.name in phrase or phrase in receipt.name):
            for carrier, reach in said.reaches.items():
                firm = isinstance(said.stacking, ExclusiveWith) and not reach.why
                text = f"已经领取过「{receipt.name}」"
                result.bars.append(Bar(carrier, said.clause, firm, text))


def _once(said: _Said, receipts: Receipts | None, result: Limits) -> None:
    if receipts is None:
        text = "以前没有享受过（只能享受一次）"
        result.conditions.append(Condition("once", said.clause, text))
        return
    for carrier, reach in said.reaches.items():
        if receipts.ever(carrier):
            result.bars.append(Bar(carrier, said.clause, not reach.why, "只能享受一次，已经领取过"))
            if reach.why:
                why = "已经领取过一次，这次是否算同一次要由主管部门认定"
                result.questions.append(Question(said.clause, why, (carrier,)))


def _annual(
    said: _Said, cap: AnnualCap, receipts: Receipts | None, on: date, result: Limits
) -> None:
    limit = int(cap.amount.yuan * 100)
    groups: dict[tuple[frozenset[str], bool], str] = {}
    for carrier, reach in said.reaches.items():
        groups[frozenset({carrier, *reach.sure}), True] = carrier
        if reach.perhaps:
            groups[frozenset({carrier, *reach.sure, *reach.perhaps}), False] = carrier
    for (members, sure), carrier in groups.items():
        received = receipts.in_year(members, on) if receipts else 0
        result.limits.append(
            Limit(
                said.clause,
                sure,
                members=tuple(sorted(members)),
                amount=max(0, limit - received),
                whole=limit,
                received=received,
            )
        )
        if not sure:
            why = said.reaches[carrier].why
            result.questions.append(Question(said.clause, why, tuple(sorted(members))))
    if receipts is None:
        text = "今年还没有领过其中任何一项（领过的要从年度上限里扣除）"
        result.conditions.append(Condition("cap", said.clause, text))
