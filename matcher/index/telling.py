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
from matcher.index.groups import FALSE, TRUTH
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
_VERDICTS, _TRUTHS = np.array(VERDICTS, dtype=object), np.array(TRUTH, dtype=object)
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
        places = self.index.occurrences
        frames = self.index.wordings.frames(rules)
        leaves = places.leaf.take(decisive)
        first = np.searchsorted(decisive, places.start.take(rules)).tolist()
        last = np.searchsorted(decisive, places.start.take(rules + 1)).tolist()
        every = self._stated(decisive, leaves)
        reasons = list(map(every.__getitem__, map(slice, first, last)))
        self._finish(reasons, rules, frames)
        codes = self.verdicts.take(rules)
        verdicts = _VERDICTS.take(codes).tolist()
        amounts, missing = [_NO_AMOUNT] * len(rules), [_NOTHING_MISSING] * len(rules)
        evaluated: dict[int, Decision] = {}
        listed = leaves.tolist()
        for number in codes.nonzero()[0].tolist():
            rule, verdict = int(rules[number]), verdicts[number]
            gated = frames.gates[number] and any(map(_open_gate, reasons[number]))
            paid = None if gated else self._paid(rule, verdict)
            if paid is None:
                evaluated[number] = self._evaluated(rule)
                continue
            amounts[number], waits = paid
            if verdict is Verdict.UNKNOWN:
                own = listed[first[number] : last[number]]
                waits = (*(fact for leaf in own for fact in self.bases.missing(leaf)), *waits)
            missing[number] = _once(waits)
        found = made(
            Decision,
            rule_id=frames.rule_id,
            rule_title=frames.rule_title,
            on=repeat(self.inquiry.on, len(rules)),
            verdict=verdicts,
            amount=amounts,
            window=frames.window,
            in_force=frames.in_force,
            reasons=reasons,
            missing=missing,
            gates=repeat((), len(rules)),
            notes=frames.notes,
        )
        if not evaluated:
            return found
        return tuple(evaluated.get(number, decision) for number, decision in enumerate(found))

    def _stated(self, decisive: Numbers, leaves: Numbers) -> tuple[Reason, ...]:
        """Decisive leaves, one after the other, as reasons."""
        roles, texts, sources = self.index.wordings.said(decisive)
        return made(
            Reason,
            role=roles,
            truth=_TRUTHS.take(self.states.take(leaves)).tolist(),
            text=texts,
            fact=self.bases.facts(leaves),
            source=sources,
        )

    def _finish(self, reasons: list[tuple[Reason, ...]], rules: Numbers, frames: Frames) -> None:
        """What few rules need: no reason twice, and that the rule is not in force comes first."""
        for number in frames.repeats.nonzero()[0].tolist():
            reasons[number] = tuple(dict.fromkeys(reasons[number]))
        for number in (~self.index.valid.take(rules)).nonzero()[0].tolist():
            refused = self.truths[rules[number]] == FALSE
            ended = validity_reason(self.index.rules[rules[number]])
            reasons[number] = (ended, *(reasons[number] if refused else ()))

    def _paid(
        self, rule: int, verdict: Verdict
    ) -> tuple[AwardAmount, tuple[MissingFact, ...]] | None:
        """The amount in the rule's own words and what it waits for; None where a gate is open."""
        wording = self.index.wordings.awards[rule]
        quick = wording.quick(verdict, self.reading)
        if quick is not None:
            return quick, ()
        computed = wording.computed(self.inquiry.facts.by_key, self.inquiry)
        if computed.gates:
            return None
        return wording.reported(verdict, computed), computed.missing

    def _evaluated(self, rule: int) -> Decision:
        inquiry = self.inquiry
        return evaluate(self.index.rules[rule], inquiry.facts, inquiry.on, inquiry.vocabulary)


def _open_gate(reason: Reason) -> bool:
    return reason.role == "gate" and reason.truth is Truth.UNKNOWN


def _once(facts: tuple[MissingFact, ...]) -> tuple[MissingFact, ...]:
    """Each address once, as it is first asked for."""
    if not facts:
        return ()
    wanted: dict[str, MissingFact] = {}
    for fact in facts:
        wanted.setdefault(fact.key, fact)
    return tuple(wanted.values())
