"""Evaluate one rule: verdict, amount, every decisive reason, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Context, localcontext
from typing import Literal, assert_never

from matcher.amount import Computed, amount_of
from matcher.award import compute
from matcher.conditions import LeafOutcome, Outcome, decisive, judge
from matcher.decision import (
    AwardAmount,
    Decision,
    DecisionNote,
    Gate,
    MissingFact,
    Reason,
    Verdict,
    WindowState,
)
from matcher.entry import entry_condition
from matcher.facts import Facts
from matcher.figures import Inquiry
from matcher.interval import ZERO, hull, point
from matcher.truth import Truth, conjunction, negation
from rules.condition import AllOf, Judged
from rules.rule import Rule, Window
from rules.vocabulary import Vocabulary
from rules.wording import describe_condition, describe_stacking

PRECISION = 50  # digits: no sum of money or quotient in a policy needs more


def evaluate(rule: Rule, facts: Facts, on: date, vocabulary: Vocabulary) -> Decision:
    """Decide one rule for one applicant on one day.

    ELIGIBLE with open ``gates`` when all that a machine can decide holds and only the judgment of
    a body is open. A missing fact is never a no: the verdict is then UNKNOWN and names it. Who
    reaches no band or case of the award is INELIGIBLE.
    """
    with localcontext(Context(prec=PRECISION)):
        return _evaluate(rule, Inquiry(facts, on, vocabulary))


def _evaluate(rule: Rule, inquiry: Inquiry) -> Decision:
    entry = entry_condition(rule.award)
    when = judge(rule.when if entry is None else AllOf(of=(rule.when, entry)), inquiry)
    exclusions = tuple(judge(condition, inquiry) for condition in rule.unless)
    valid = in_force(rule, inquiry.on)
    verdict_truth = conjunction(
        (when.truth, *(negation(exclusion.truth) for exclusion in exclusions))
    )
    leaves = list(_leaves(verdict_truth, when, exclusions))
    machine_open = [leaf for _, leaf in leaves if not isinstance(leaf.leaf, Judged)]
    if not valid or verdict_truth is Truth.FALSE:
        verdict = Verdict.INELIGIBLE
    elif verdict_truth is Truth.TRUE or not machine_open:
        verdict = Verdict.ELIGIBLE
    else:
        verdict = Verdict.UNKNOWN
    if verdict is Verdict.ELIGIBLE:
        leaves += _satisfied(verdict_truth, when, exclusions)
    stated = (_reason(role, leaf, inquiry) for role, leaf in leaves)
    reasons = tuple(dict.fromkeys(stated))  # an award may repeat a condition of the rule
    if not valid:
        reasons = (validity_reason(rule), *(reasons if verdict_truth is Truth.FALSE else ()))
    computed = compute(rule.award, inquiry, rule.subject)
    open_gates = _gates(leaves, verdict)
    missing = _missing(verdict, leaves, computed)
    return Decision(
        rule_id=rule.id,
        rule_title=rule.title,
        on=inquiry.on,
        verdict=verdict,
        amount=reported_amount(verdict, computed, gated=bool(open_gates)),
        reasons=reasons,
        missing=missing,
        gates=_unique_gates(
            (*open_gates, *(computed.gates if verdict is not Verdict.INELIGIBLE else ()))
        ),
        notes=notes_of(rule),
        window=window_state(rule.windows, inquiry.on),
        in_force=valid,
    )


Role = Literal["condition", "exclusion", "validity", "gate"]


def _leaves(
    overall: Truth, when: Outcome, exclusions: tuple[Outcome, ...]
) -> Iterator[tuple[Role, LeafOutcome]]:
    """The leaves that force the overall truth."""
    if when.truth is overall:
        for leaf in decisive(when):
            yield _role("condition", leaf), leaf
    for exclusion in exclusions:
        if negation(exclusion.truth) is overall:
            for leaf in decisive(exclusion):
                yield _role("exclusion", leaf), leaf


def _satisfied(
    overall: Truth, when: Outcome, exclusions: tuple[Outcome, ...]
) -> list[tuple[Role, LeafOutcome]]:
    """For an ELIGIBLE that awaits gates: the leaves that hold already."""
    if overall is Truth.TRUE:
        return []
    held = [("condition", leaf) for leaf in _holding(when, Truth.TRUE)]
    held += [
        ("exclusion", leaf) for outcome in exclusions for leaf in _holding(outcome, Truth.FALSE)
    ]
    return [(_role(role, leaf), leaf) for role, leaf in held]


def _holding(outcome: Outcome, wanted: Truth) -> Iterator[LeafOutcome]:
    if outcome.truth is wanted:
        yield from decisive(outcome)
    elif outcome.truth is Truth.UNKNOWN:
        turned = negation(wanted) if outcome.condition.kind == "not" else wanted
        for child in outcome.children:
            yield from _holding(child, turned)


def _role(role: str, leaf: LeafOutcome) -> Role:
    if isinstance(leaf.leaf, Judged):
        return "gate"
    return "exclusion" if role == "exclusion" else "condition"


def _reason(role: Role, leaf: LeafOutcome, inquiry: Inquiry) -> Reason:
    return Reason(
        role=role,
        truth=leaf.truth,
        text=describe_condition(leaf.leaf, inquiry.vocabulary),
        fact=leaf.fact,
        source=leaf.leaf.source,
    )


def in_force(rule: Rule, on: date) -> bool:
    """Whether the day lies in the rule's validity."""
    begun = rule.validity.start is None or rule.validity.start <= on
    return begun and (rule.validity.end is None or on <= rule.validity.end)


def validity_reason(rule: Rule) -> Reason:
    """The reason of a rule that is not in force."""
    start = rule.validity.start.isoformat() if rule.validity.start else ""
    end = rule.validity.end.isoformat() if rule.validity.end else ""
    text = f"政策有效期：{start or '未写明'}至{end or '未写明'}"
    return Reason(
        role="validity",
        truth=Truth.FALSE,
        text=text,
        fact="查询日不在政策有效期内",
        source=rule.validity.source or rule.source,
    )


def _gates(leaves: Iterable[tuple[Role, LeafOutcome]], verdict: Verdict) -> tuple[Judged, ...]:
    if verdict is Verdict.INELIGIBLE:
        return ()
    return tuple(
        leaf.leaf
        for _, leaf in leaves
        if isinstance(leaf.leaf, Judged) and leaf.truth is Truth.UNKNOWN
    )


def _unique_gates(judged: Iterable[Judged]) -> tuple[Gate, ...]:
    found: dict[str, Gate] = {}
    for item in judged:
        found.setdefault(item.gate, Gate(gate=item.gate, body=item.body, source=item.source))
    return tuple(found.values())


def _missing(
    verdict: Verdict, leaves: Iterable[tuple[Role, LeafOutcome]], computed: Computed
) -> tuple[MissingFact, ...]:
    if verdict is Verdict.INELIGIBLE:
        return ()
    wanted: dict[str, MissingFact] = {}
    for _, leaf in leaves:
        for fact in leaf.missing:
            wanted.setdefault(fact.key, fact)
    for fact in computed.missing:
        wanted.setdefault(fact.key, fact)
    return tuple(wanted.values())


def reported_amount(verdict: Verdict, computed: Computed, *, gated: bool) -> AwardAmount:
    """The amount that goes with a verdict; ``gated``: the judgment of a body is open."""
    match verdict:
        case Verdict.INELIGIBLE:
            return AwardAmount(kind="none", text="无")
        case Verdict.ELIGIBLE if not gated:
            return amount_of(computed)
        case Verdict.ELIGIBLE | Verdict.UNKNOWN:
            interval = computed.interval
            widened = None if interval is None else hull((interval, point(ZERO)))
            return amount_of(
                replace(
                    computed,
                    interval=widened,
                    discretion=computed.discretion or gated,
                    uncertain=computed.uncertain or verdict is Verdict.UNKNOWN,
                )
            )
        case _:
            assert_never(verdict)


def window_state(windows: tuple[Window, ...], on: date) -> WindowState:
    """Whether applications are taken on the day; the last to close of the open windows counts."""
    spans = [
        (w.start.date() if w.start else None, w.end.date() if w.end else None, w.text)
        for w in windows
    ]
    dated = [span for span in spans if span[0] or span[1]]
    if not dated:
        return WindowState(state="unstated", text=spans[0][2] if spans else "")
    current = [s for s in dated if (s[0] is None or s[0] <= on) and (s[1] is None or on <= s[1])]
    if current:
        start, end, text = max(current, key=lambda s: s[1] or date.max)
        left = None if end is None else (end - on).days
        return WindowState(state="open", start=start, end=end, days_left=left, text=text)
    ahead = [s for s in dated if s[0] is not None and s[0] > on]
    if ahead:
        start, end, text = min(ahead, key=lambda s: s[0] or date.max)
        left = None if start is None else (start - on).days
        return WindowState(state="upcoming", start=start, end=end, days_left=left, text=text)
    start, end, text = max(dated, key=lambda s: s[1] or date.min)
    return WindowState(state="closed", start=start, end=end, text=text)


def notes_of(rule: Rule) -> tuple[DecisionNote, ...]:
    """What stacks with what, and duties: the same whoever asks."""
    stacking = tuple(
        DecisionNote(kind="stacking", text=describe_stacking(item), source=item.source)
        for item in rule.stacking
    )
    duties = tuple(
        DecisionNote(kind="obligation", text=note.text, source=note.source)
        for note in rule.obligations
    )
    return stacking + duties
