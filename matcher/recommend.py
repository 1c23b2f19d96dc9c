"""Recommend: published items in the order worth looking at, each with one sentence why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import assert_never

from pydantic import Field

from matcher.decision import AwardAmount, Decision, Reason, Verdict, WindowState
from matcher.evaluate import evaluate
from matcher.facts import Facts
from rules.document import Frozen
from rules.rule import Rule
from rules.vocabulary import Vocabulary

_RANK = {Verdict.ELIGIBLE: 0, Verdict.UNKNOWN: 1, Verdict.INELIGIBLE: 2}


class Signal(Frozen):
    """What somebody outside knows about an item: why it deserves a look before its equals.

    A signal moves an item only among those of the same verdict: the larger ``weight`` first, 0 for
    an item without one. ``why`` is shown, a short Chinese clause.
    """

    rule_id: str
    weight: int = Field(ge=-100, le=100)
    why: str = Field(min_length=1, max_length=60)


class Recommendation(Frozen):
    """One item with its decision and the sentence shown for it."""

    rule_id: str
    title: str
    decision: Decision
    reason: str


def recommend(
    rules: Iterable[Rule],
    facts: Facts,
    on: date,
    vocabulary: Vocabulary,
    signals: Iterable[Signal] = (),
) -> tuple[Recommendation, ...]:
    """All items by verdict, signals, the most they can bring, deadline, effort; ties by rule id."""
    return ranked((evaluate(rule, facts, on, vocabulary) for rule in rules), signals)


def ranked(
    decisions: Iterable[Decision], signals: Iterable[Signal] = ()
) -> tuple[Recommendation, ...]:
    """Decisions in the order of ``recommend``; of several signals for an item the weights add."""
    given: dict[str, list[Signal]] = {}
    for signal in signals:
        given.setdefault(signal.rule_id, []).append(signal)
    weights = {rule_id: sum(s.weight for s in each) for rule_id, each in given.items()}
    ordered = sorted(decisions, key=lambda d: _order(d, weights.get(d.rule_id, 0)))
    return tuple(
        Recommendation(
            rule_id=decision.rule_id,
            title=decision.rule_title,
            decision=decision,
            reason=_with_signals(reason_sentence(decision), given.get(decision.rule_id, ())),
        )
        for decision in ordered
    )


def _with_signals(sentence: str, signals: Iterable[Signal]) -> str:
    why = "；".join(signal.why for signal in signals)
    return f"{sentence}（{why}）" if why else sentence


def reason_sentence(decision: Decision) -> str:
    """Why this item stands where it does, in one Chinese sentence."""
    match decision.verdict:
        case Verdict.ELIGIBLE:
            gates = "、".join(gate.gate for gate in decision.gates)
            head = f"已知条件均符合，尚待{gates}" if gates else "条件均符合"
            return f"{head}，{_benefit(decision.amount)}{_deadline(decision.window)}。"
        case Verdict.UNKNOWN:
            head = _open_question(decision)
            return f"{head}，{_benefit(decision.amount)}{_deadline(decision.window)}。"
        case Verdict.INELIGIBLE:
            failed = [reason for reason in decision.reasons if reason.role != "gate"]
            failed = failed or list(decision.reasons)
            more = f"，另有{len(failed) - 1}项" if len(failed) > 1 else ""
            return f"不符合：{_failure(failed[0])}{more}。"
        case _:
            assert_never(decision.verdict)


def _failure(reason: Reason) -> str:
    role = "属于不予支持的情形，" if reason.role == "exclusion" else ""
    return f"{role}{reason.text}（{reason.fact}）"


def _open_question(decision: Decision) -> str:
    if not decision.missing:
        return "有条件无法由系统判断，需要人工核对"
    names = [fact.label for fact in decision.missing]
    shown = "、".join(dict.fromkeys(names[:2]))
    more = f"等{len(names)}项" if len(names) > 2 else ""
    return f"还缺{shown}{more}信息"


def _benefit(amount: AwardAmount) -> str:
    match amount.kind:
        case "exact":
            return f"可得{amount.text}" + (f"（{amount.total}）" if amount.total else "")
        case "upper_bound":
            return f"{amount.text}"
        case "range":
            return f"最高可得{amount.high}" if amount.high else f"可得{amount.text}"
        case "in_kind":
            return f"可获{amount.text}"
        case "unknown" | "none":
            return "金额暂不能确定"
        case _:
            assert_never(amount.kind)


def _deadline(window: WindowState) -> str:
    match window.state:
        case "open" if window.days_left is not None:
            return f"，申报还剩{window.days_left}天" if window.days_left else "，今天截止申报"
        case "open":
            return "，正在受理"
        case "upcoming":
            return f"，{window.days_left}天后开始申报"
        case "closed":
            return "，本期申报已截止"
        case "unstated":
            return ""
        case _:
            assert_never(window.state)


def _order(decision: Decision, weight: int) -> tuple[int, int, bool, Decimal, int, int, int, str]:
    window = decision.window
    rank = {"open": 0, "upcoming": 1, "unstated": 2, "closed": 3}[window.state]
    far = window.days_left if window.days_left is not None else date.max.toordinal()
    most = decision.amount.total_high or decision.amount.high
    value = Decimal(0) if most is None else most.yuan
    effort = len(decision.missing) + len(decision.gates)
    verdict = _RANK[decision.verdict]
    return verdict, -weight, most is None, -value, rank, far, effort, decision.rule_id
