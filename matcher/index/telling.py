"""Whole decisions with their Chinese reasons, many at once, from what an index has found.

Texts and quotes are those of the rules and facts are put into words once each, so that what is left
for a rule is to bring its parts together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.decision import AwardAmount, Decision, MissingFact, Reason, Verdict
from matcher.evaluate import evaluate
from matcher.figures import Inquiry
from matcher.index.bases import Bases
from matcher.index.groups import FALSE, TRUTH
from matcher.index.levels import States
from matcher.index.made import made, maker
from matcher.index.occurrences import Numbers
from matcher.index.thresholds import Reading
from matcher.truth import Truth

if TYPE_CHECKING:
    from matcher.index.build import Index

VERDICTS = (Verdict.INELIGIBLE, Verdict.UNKNOWN, Verdict.ELIGIBLE)
"""The verdicts by their codes: as the states, false to true."""
_TRUTHS = np.array(TRUTH, dtype=object)
_DECISION = maker(Decision)


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
        leaves = places.leaf.take(decisive)
        roles, texts, sources = wordings.said(decisive)
        truths = _TRUTHS.take(self.states.take(leaves)).tolist()
        reasons = made(Reason, roles, truths, texts, self.bases.facts(leaves), sources)
        first = np.searchsorted(decisive, places.start.take(rules)).tolist()
        last = np.searchsorted(decisive, places.start.take(rules + 1)).tolist()
        listed = leaves.tolist()
        verdicts = self.verdicts.take(rules).tolist()
        return tuple(
            self._decision(rule, VERDICTS[verdict], reasons[start:end], listed[start:end])
            for rule, verdict, start, end in zip(rules.tolist(), verdicts, first, last, strict=True)
        )

    def _decision(
        self, rule: int, verdict: Verdict, reasons: tuple[Reason, ...], leaves: list[int]
    ) -> Decision:
        index = self.index
        frame = index.wordings.frame(rule)
        if frame.repeats:
            reasons = tuple(dict.fromkeys(reasons))
        fields = frame.fields.copy()
        fields["reasons"] = reasons
        if not index.valid_list[rule]:
            refused = self.truths[rule] == FALSE
            fields["reasons"] = (frame.validity, *(reasons if refused else ()))
            return _DECISION(fields)
        if verdict is Verdict.INELIGIBLE:
            return _DECISION(fields)
        if frame.gates and any(r.role == "gate" and r.truth is Truth.UNKNOWN for r in reasons):
            return self._evaluated(rule)
        paid = self._paid(rule, verdict)
        if paid is None:
            return self._evaluated(rule)
        fields["verdict"] = verdict
        fields["amount"], waits = paid
        if verdict is Verdict.UNKNOWN:
            waits = (*(fact for leaf in leaves for fact in self.bases.missing(leaf)), *waits)
        fields["missing"] = _once(waits)
        return _DECISION(fields)

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


def _once(facts: tuple[MissingFact, ...]) -> tuple[MissingFact, ...]:
    """Each address once, as it is first asked for."""
    if not facts:
        return ()
    wanted: dict[str, MissingFact] = {}
    for fact in facts:
        wanted.setdefault(fact.key, fact)
    return tuple(wanted.values())
