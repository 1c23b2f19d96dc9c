"""The best legal combination of items for one applicant on one day, within one year.

Two plans. *Certain*: only items that surely qualify, at the least they pay. *Possible*: also items
that wait for facts or a body's decision, at the most they can pay. Each is computed twice, keeping
the clauses whose reach is open and ignoring them, so that the truth lies between.

The search sees whole fen and ids (``matcher.bundle_model``); this module turns rules into that and
its choice back into items with reasons. What an applicant may choose is which items to apply for,
so of a group of which the highest is paid he may also apply for a smaller one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.bundle_amounts import Worth, money, worth_of
from matcher.bundle_limits import Bar, Clause, Limit, Limits, limits_of
from matcher.bundle_model import Candidate, Ceiling, Conflict, Problem
from matcher.bundle_result import (
    Beside,
    Bundle,
    CapLine,
    Chosen,
    LeftOut,
    OpenClause,
    Plan,
    Premise,
    Selection,
)
from matcher.bundle_search import solve
from matcher.decision import Decision, Verdict
from matcher.receipts import Receipts
from rules.rule import Rule

_NOT_SAID = "没有给出已领取记录，按今年和以往都没有领过计算"
_A_YEAR = "合计按一年计：按月、按季、按年发放的，有把握的只计一期，可能的计一年内最多各期"


@dataclass(frozen=True)
class _Item:
    """An item that is not out of the question."""

    rule: Rule
    decision: Decision
    worth: Worth | None

    @property
    def settled(self) -> bool:
        """Whether it surely qualifies."""
        return self.decision.verdict is Verdict.ELIGIBLE and not self.decision.gates

    @property
    def waits_for(self) -> str:
        """What its verdict or amount still waits for."""
        gates = "、".join(gate.gate for gate in self.decision.gates)
        if self.decision.verdict is Verdict.UNKNOWN:
            names = list(dict.fromkeys(fact.label for fact in self.decision.missing))
            more = f"等{len(names)}项情况" if len(names) > 2 else ""
            return f"还缺{'、'.join(names[:2])}{more}" if names else "有条件要由人工核对"
        return f"尚待{gates}" if gates else ""


def bundle(
    decided: Iterable[tuple[Rule, Decision]], on: date, receipts: Receipts | None = None
) -> Bundle:
    """Which of the decided items to take, and why not the others.

    Rule ids must be unique. Raises MissingExtra when more items depend on each other than can be
    enumerated and the extra ``optimise`` is not installed.
    """
    pairs = sorted(decided, key=lambda pair: pair[0].id)
    everything = [
        _Item(rule, decision, worth_of(decision.amount, rule)) for rule, decision in pairs
    ]
    items = [item for item in everything if item.decision.verdict is not Verdict.INELIGIBLE]
    limits = limits_of([item.rule for item in items], receipts, on)
    surely = [limit for limit in limits.limits if limit.sure]
    barred = [bar for bar in limits.bars if bar.sure]
    plans = []
    for certain in (True, False):
        keeping = _select(items, limits.limits, limits.bars, certain=certain)
        open_ones = len(surely) < len(limits.limits) or len(barred) < len(limits.bars)
        ignoring = _select(items, surely, barred, certain=certain) if open_ones else keeping
        plans.append(Plan(keeping=keeping, ignoring=ignoring))
    return Bundle(
        on=on,
        certain=plans[0],
        possible=plans[1],
        possible_is_bound=all(item.worth is None or item.worth.high is not None for item in items),
        open=_open(limits, items),
        premises=_premises(limits, items, receipts),
        ineligible=tuple(
            item.rule.id for item in everything if item.decision.verdict is Verdict.INELIGIBLE
        ),
    )


def _select(
    items: Sequence[_Item], limits: Sequence[Limit], bars: Sequence[Bar], *, certain: bool
) -> Selection:
    barred = {bar.rule: bar for bar in reversed(bars)}
    limits = sorted(limits, key=lambda limit: not limit.sure)  # reasons name a sure clause first
    titles = {item.rule.id: item.rule.title for item in items}
    values: dict[str, int] = {}
    waiting: list[_Item] = []  # nothing to add up: in kind, or nobody knows how much
    left: list[LeftOut] = []
    for item in items:
        out = _out_of_hand(item, barred, certain=certain)
        if out is not None:
            left.append(out)
            continue
        worth = item.worth
        value = None if worth is None else worth.low if certain else worth.high
        if value:
            values[item.rule.id] = value
        elif certain and worth is not None and worth.high != 0:
            text = f"符合条件，但金额最低可能为零：{item.decision.amount.text}"
            left.append(_left(item, "nothing_certain", text))
        else:
            waiting.append(item)
    problem, clauses = _problem(values, limits)
    certificate = solve(problem)
    paid = {payment.id: payment.amount for payment in certificate.payments}
    beside: list[Beside] = []
    taken = set(paid)
    for item in waiting:
        blocked = _conflicts(item.rule.id, taken, limits)
        if blocked:
            limit, against = blocked
            unknown = item.worth is not None
            why = "unknown_amount" if unknown else "conflict"
            text = _conflict_text(limit, against, titles, unknown=unknown)
            left.append(_left(item, why, text, against=against, clause=limit.clause))
            continue
        taken.add(item.rule.id)
        beside.append(
            Beside(rule_id=item.rule.id, title=item.rule.title, text=item.decision.amount.text)
        )
    left += _not_chosen(items, values, paid, limits, titles)
    by_id = {item.rule.id: item for item in items}
    chosen = [
        Chosen(
            rule_id=rule_id,
            title=titles[rule_id],
            amount=money(amount),
            full=money(values[rule_id]),
            cut_by=_cutter(rule_id, values, paid, limits) if amount < values[rule_id] else None,
            note=by_id[rule_id].waits_for,
        )
        for rule_id, amount in paid.items()
    ]
    chosen.sort(key=lambda item: (-item.amount.yuan, item.rule_id))
    return Selection(
        total=money(certificate.total),
        items=tuple(chosen),
        beside=tuple(beside),
        left_out=tuple(sorted(left, key=lambda item: item.rule_id)),
        caps=_cap_lines(problem, clauses, values, paid, left),
        certificate=certificate,
    )


def _out_of_hand(item: _Item, barred: dict[str, Bar], *, certain: bool) -> LeftOut | None:
    """Items that no choice can take."""
    bar = barred.get(item.rule.id)
    if bar is not None:
        return _left(item, "received", bar.text, clause=bar.clause)
    if item.decision.window.state == "closed":
        return _left(item, "closed", "本期申报已经截止")
    if certain and not item.settled:
        return _left(item, "undecided", item.waits_for)
    return None


def _left(
    item: _Item,
    why: str,
    text: str,
    *,
    against: tuple[str, ...] = (),
    clause: Clause | None = None,
) -> LeftOut:
    return LeftOut.model_validate(
        {
            "rule_id": item.rule.id,
            "title": item.rule.title,
            "why": why,
            "text": text,
            "against": against,
            "clause": clause,
        }
    )


def _problem(values: dict[str, int], limits: Sequence[Limit]) -> tuple[Problem, dict[str, Limit]]:
    """The limits among the items that count; the same limit said twice stands once."""
    conflicts: dict[frozenset[tuple[str, ...]], Conflict] = {}
    ceilings: dict[tuple[tuple[str, ...], int], Ceiling] = {}
    clauses: dict[str, Limit] = {}
    for limit in limits:
        sides = tuple(
            kept for side in limit.sides if (kept := tuple(i for i in side if i in values))
        )
        if len(sides) > 1 and frozenset(sides) not in conflicts:
            name = f"k{len(conflicts) + 1:04}"
            conflicts[frozenset(sides)] = Conflict(id=name, sides=sides)
        members = tuple(i for i in limit.members if i in values)
        if members and (members, limit.amount) not in ceilings:
            name = f"c{len(ceilings) + 1:04}"
            ceilings[members, limit.amount] = Ceiling(id=name, members=members, limit=limit.amount)
            clauses[name] = limit
    return (
        Problem(
            candidates=tuple(Candidate(id=i, value=v) for i, v in sorted(values.items())),
            conflicts=tuple(conflicts.values()),
            ceilings=tuple(ceilings.values()),
        ),
        clauses,
    )


def _conflicts(
    rule_id: str, taken: set[str], limits: Sequence[Limit]
) -> tuple[Limit, tuple[str, ...]] | None:
    """The first limit that shuts the item out, and the items in its way."""
    for limit in limits:
        own = next((side for side in limit.sides if rule_id in side), None)
        if own is None:
            continue
        against = {i for side in limit.sides if side is not own for i in side} & taken
        if against:
            return limit, tuple(sorted(against))
    return None


def _conflict_text(
    limit: Limit, against: tuple[str, ...], titles: dict[str, str], *, unknown: bool = False
) -> str:
    named = "".join(f"「{titles[i]}」" for i in against[:3])
    more = f"等{len(against)}项" if len(against) > 3 else ""
    doubt = "" if limit.sure else "（这条是否适用还要核对）"
    result = "它的金额还不能确定，没有参加比较" if unknown else "选它合计不会更多"
    return f"与已选的{named}{more}不能同时享受{doubt}，{result}"


def _not_chosen(
    items: Sequence[_Item],
    values: dict[str, int],
    paid: dict[str, int],
    limits: Sequence[Limit],
    titles: dict[str, str],
) -> list[LeftOut]:
    found = []
    for item in items:
        rule_id = item.rule.id
        if rule_id not in values or rule_id in paid:
            continue
        blocked = _conflicts(rule_id, set(paid), limits)
        if blocked:
            limit, against = blocked
            text = _conflict_text(limit, against, titles)
            found.append(_left(item, "conflict", text, against=against, clause=limit.clause))
            continue
        cap = _cutter(rule_id, values, paid, limits)
        text = "年度上限已经用完，再申请也不会增加"
        found.append(_left(item, "cap", text, clause=cap))
    return found


def _cutter(
    rule_id: str, values: dict[str, int], paid: dict[str, int], limits: Sequence[Limit]
) -> Clause | None:
    """The clause of a used-up ceiling over the item."""
    for limit in limits:
        if rule_id in limit.members:
            used = sum(paid.get(i, 0) for i in limit.members if i in values)
            if used >= limit.amount:
                return limit.clause
    return None


def _cap_lines(
    problem: Problem,
    clauses: dict[str, Limit],
    values: dict[str, int],
    paid: dict[str, int],
    left: Sequence[LeftOut],
) -> tuple[CapLine, ...]:
    held_back = {item.rule_id for item in left if item.why == "cap"}
    lines = []
    for ceiling in problem.ceilings:
        limit = clauses[ceiling.id]
        asked = sum(values[i] for i in ceiling.members if i in paid or i in held_back)
        got = sum(paid.get(i, 0) for i in ceiling.members)
        lines.append(
            CapLine(
                clause=limit.clause,
                sure=limit.sure,
                rules=ceiling.members,
                limit=money(limit.whole),
                received=money(limit.received),
                asked=money(asked),
                paid=money(got),
                cut=money(asked - got),
            )
        )
    return tuple(lines)


def _open(limits: Limits, items: Sequence[_Item]) -> tuple[OpenClause, ...]:
    """The open clauses that speak of at least two items here, or bar one."""
    here = {item.rule.id for item in items}
    found = {}
    for question in limits.questions:
        rules = tuple(i for i in question.items if i in here)
        found[question.clause, question.why] = OpenClause(
            clause=question.clause, why=question.why, rules=rules
        )
    return tuple(found.values())


def _premises(
    limits: Limits, items: Sequence[_Item], receipts: Receipts | None
) -> tuple[Premise, ...]:
    found = []
    if receipts is None and items:
        found.append(Premise(text=_NOT_SAID))
    if any(item.worth is not None and item.worth.recurring for item in items):
        found.append(Premise(text=_A_YEAR))
    found += [Premise(text=c.text, clause=c.clause) for c in limits.conditions]
    return tuple(found)
