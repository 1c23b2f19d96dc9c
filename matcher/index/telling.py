"""Whole decisions with their Chinese reasons, many at once, from what an index has found.

Texts and quotes are those of the rules and facts are put into words once each, so that what is left
for a rule is to bring its parts together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from matcher.decision import AwardAmount, Decision, MissingFact, Reason, Verdict
from matcher.evaluate import evaluate, validity_reason
from matcher.figures import Inquiry
from matcher.index.bases import Bases
from matcher.index.groups import FALSE, TRUE
from matcher.index.levels import States
from matcher.index.made import made
from matcher.index.occurrences import Numbers
from matcher.index.thresholds import Reading
from matcher.index.wording import Frames
from matcher.truth import Truth

if TYPE_CHECKING:
    from matcher.index.build import Index

VERDICTS = (Verdict.INELIGIBLE, Verdict.UNKNOWN, Verdict.ELIGIBLE)
"""The verdicts by their codes: as the states, false to true."""
_VERDICTS = np.array(VERDICTS, dtype=object)
_NO_AMOUNT = AwardAmount(kind="none", text="无")
_NOTHING_MISSING: tuple[MissingFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """What has been found for one applicant, and the decisions it makes."""

    index: Index
    inquiry: Inquiry
    reading: Reading
    bases: Bases
    states: States
    truths: States
    verdicts: States

    def decisions(self, rules: Numbers, decisive: Numbers) -> tuple[Decision, ...]:
        """The decisions on these rules; ``decisive`` are all their decisive leaves, in order."""
        places, wordings = self.index.occurrences, self.index.wordings
        frames = wordings.frames(rules)
        last: list[int] = np.searchsorted(decisive, places.end.take(rules)).tolist()
        first = [0, *last][:-1]
        bases, leaves = self.bases, places.leaf.take(decisive).tolist()
        every = wordings.reasons.stated(decisive, bases.codes, self.states, bases.facts)
        reasons = [every[begin:end] for begin, end in zip(first, last, strict=True)]
        self._finish(reasons, rules, frames)
        found = self.verdicts.take(rules)
        codes: list[int] = found.tolist()
        amounts, missing = [_NO_AMOUNT] * len(rules), [_NOTHING_MISSING] * len(rules)
        evaluated: dict[int, Decision] = {}
        numbers: list[int] = rules.tolist()
        for number in (found != FALSE).nonzero()[0].tolist():
            rule, due = numbers[number], codes[number] == TRUE
            gated = frames.gates[number] and any(map(_open_gate, reasons[number]))
            wording = wordings.awards[rule]
            paid = None if gated else wording.paid(due, self.reading, self.inquiry)
            if paid is None:
                evaluated[number] = self._evaluated(rule)
                continue
            amounts[number], waits = paid
            if not due:
                for leaf in reversed(leaves[first[number] : last[number]]):
                    waits = bases.missing(leaf) + waits
            missing[number] = _once(waits)
        decisions = made(
            Decision,
            rule_id=frames.rule_id,
            rule_title=frames.rule_title,
            on=repeat(self.inquiry.on, len(rules)),
            verdict=_VERDICTS.take(found).tolist(),
            amount=amounts,
            window=frames.window,
            in_force=frames.in_force,
            reasons=reasons,
            missing=missing,
            gates=repeat((), len(rules)),
            notes=frames.notes,
        )
        if not evaluated:
            return decisions
        return tuple(evaluated.get(number, told) for number, told in enumerate(decisions))

    def _finish(self, reasons: list[tuple[Reason, ...]], rules: Numbers, frames: Frames) -> None:
        """What few rules need: no reason twice, and that the rule is not in force comes first."""
        for number in frames.repeats:
            reasons[number] = tuple(dict.fromkeys(reasons[number]))
        for number in (~self.index.valid.take(rules)).nonzero()[0].tolist():
            refused = self.truths[rules[number]] == FALSE
            ended = validity_reason(self.index.rules[rules[number]])
            reasons[number] = (ended, *(reasons[number] if refused else ()))

    def _evaluated(self, rule: int) -> Decision:
        inquiry = self.inquiry
        return evaluate(self.index.rules[rule], inquiry.facts, inquiry.on, inquiry.vocabulary)


def _open_gate(reason: Reason) -> bool:
    return reason.role == "gate" and reason.truth is Truth.UNKNOWN


def _once(facts: tuple[MissingFact, ...]) -> tuple[MissingFact, ...]:
    """Each address once, as it is first asked for."""
    if len(facts) < 2:
        return facts
    wanted: dict[str, MissingFact] = {}
    for fact in facts:
        wanted.setdefault(fact.key, fact)
    return tuple(wanted.values())
