"""Explain: why a decision is what it is, as data and as Chinese sentences.

``causes`` of a no: each one alone is enough for it, and none holds more than it needs; all of them
must be mended to turn the no. The computation stands line by line with the clause of each line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from matcher.causes import LIMIT, causes
from matcher.conditions import Outcome, judge
from matcher.decision import Decision, Reason, Step, Verdict
from matcher.entry import whole_condition
from matcher.evaluate import Role, evaluate
from matcher.facts import Facts
from matcher.figures import Inquiry
from matcher.truth import Truth
from rules.condition import AllOf, AnyOf, AtLeast, Judged, Not, leaves
from rules.document import Frozen
from rules.rule import Rule
from rules.vocabulary import Vocabulary
from rules.wording import describe_condition


class Cause(Frozen):
    """Conditions that together, and none of them to spare, make the verdict what it is."""

    reasons: tuple[Reason, ...]


class Explanation(Frozen):
    """A decision with its causes, its computation and both in sentences.

    ``causes`` is empty for a verdict that is open. ``cut``: there are more causes than are listed.
    """

    decision: Decision
    causes: tuple[Cause, ...] = ()
    cut: bool = False
    sentences: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The computation of the amount."""
        return self.decision.amount.steps


def explain(rule: Rule, facts: Facts, on: date, vocabulary: Vocabulary) -> Explanation:
    """Why this rule decides as it does for these facts on this day."""
    decision = evaluate(rule, facts, on, vocabulary)
    inquiry = Inquiry(facts, on, vocabulary)
    validity = tuple(reason for reason in decision.reasons if reason.role == "validity")
    outcome = judge(whole_condition(rule), inquiry)
    refusing = {id(leaf) for condition in rule.unless for leaf in leaves(condition)}
    found = tuple(
        Cause(reasons=tuple(_reason(leaf, refusing, vocabulary) for leaf in cause))
        for cause in causes(outcome)
        if (outcome.truth is Truth.FALSE) == (decision.verdict is Verdict.INELIGIBLE)
    )
    found = (*(Cause(reasons=(reason,)) for reason in validity), *found)
    return Explanation(
        decision=decision,
        causes=found,
        cut=len(found) - len(validity) >= LIMIT,
        sentences=tuple(_sentences(decision, found)),
    )


def _reason(leaf: Outcome, refusing: set[int], vocabulary: Vocabulary) -> Reason:
    condition = leaf.condition
    if isinstance(condition, AllOf | AnyOf | AtLeast | Not):
        raise AssertionError("a cause is made of leaves")
    role: Role = "exclusion" if id(condition) in refusing else "condition"
    return Reason(
        role="gate" if isinstance(condition, Judged) else role,
        truth=leaf.truth,
        text=describe_condition(condition, vocabulary),
        fact=leaf.fact,
        source=condition.source,
    )


def _sentences(decision: Decision, found: tuple[Cause, ...]) -> Iterator[str]:
    """The explanation as a person would give it, each sentence complete in itself."""
    match decision.verdict:
        case Verdict.INELIGIBLE:
            yield from _refused(found)
        case Verdict.UNKNOWN:
            names = "、".join(dict.fromkeys(missing.label for missing in decision.missing))
            yield f"还不能确定：缺少{names}。" if names else "还不能确定：有条件需要人工核对。"
        case Verdict.ELIGIBLE:
            gates = "、".join(gate.gate for gate in decision.gates)
            yield f"已知条件均符合，尚待{gates}。" if gates else "符合：各项条件均已满足。"
        case _:
            assert_never(decision.verdict)
    if decision.verdict is not Verdict.INELIGIBLE:
        for number, step in enumerate(decision.amount.steps, start=1):
            clause = f"（原文：「{step.source.quote}」）" if step.source is not None else ""
            yield f"计算第{number}步：{step.text}{clause}。"
        total = f"（{decision.amount.total}）" if decision.amount.total else ""
        yield f"金额：{decision.amount.text}{total}。"


def _refused(found: tuple[Cause, ...]) -> Iterator[str]:
    if len(found) > 1:
        yield f"不符合，有{len(found)}个原因，每一个都足以导致不符合，要全部解决才会符合："
    for number, cause in enumerate(found, start=1):
        lead = f"{number}．" if len(found) > 1 else "不符合："
        parts = [_fault(reason) for reason in cause.reasons]
        if len(parts) > 1:
            yield f"{lead}以下{len(parts)}项有一项成立就可以，但都不成立：{'；'.join(parts)}。"
        else:
            yield f"{lead}{''.join(parts)}。"


def _fault(reason: Reason) -> str:
    fact = f"（{reason.fact}）" if reason.fact else ""
    lead = "属于不予支持的情形：" if reason.role == "exclusion" else ""
    return f"{lead}{reason.text}{fact}，原文：「{reason.source.quote}」"
