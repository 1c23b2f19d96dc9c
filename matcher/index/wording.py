"""What decisions say that does not depend on the applicant: texts, sources, windows and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import Any

from matcher.amount import Computed
from matcher.award import compute
from matcher.decision import AwardAmount, Reason, Verdict
from matcher.evaluate import (
    Role,
    in_force,
    notes_of,
    reported_amount,
    validity_reason,
    window_state,
)
from matcher.figures import Inquiry
from matcher.graph import Occurrence
from matcher.index.groups import TRUTH
from matcher.index.made import maker
from matcher.index.operands import Given, reads
from matcher.index.sums import PlainSum, plain_sum
from matcher.index.thresholds import Operands, Reading
from matcher.labels import NOT_GIVEN
from rules.benefit import Award, Fixed
from rules.condition import Judged
from rules.document import SourceSpan
from rules.quantity import Money
from rules.rule import Rule
from rules.vocabulary import Subject
from rules.wording import describe_condition

_NOTHING = Money(yuan=Decimal(0))
_NO_AMOUNT = AwardAmount(kind="none", text="无")
_COMMON = frozenset({NOT_GIVEN, "是", "否"})  # what leaves rest on for many applicants
_AMOUNT, _MONEY, _REASON = maker(AwardAmount), maker(Money), maker(Reason)


class Stated:
    """One leaf of a rule as reasons state it."""

    def __init__(self, role: Role, text: str, source: SourceSpan) -> None:
        self.role, self.text, self.source = role, text, source
        self._fields: tuple[dict[str, Any], ...] = tuple(
            {"role": role, "truth": truth, "text": text, "fact": "", "source": source}
            for truth in TRUTH
        )
        self._kept: dict[tuple[int, str], Reason] = {}

    def reason(self, state: int, fact: str) -> Reason:
        """The leaf with its state and the fact used."""
        if fact in _COMMON:
            known = self._kept.get((state, fact))
            if known is not None:
                return known
        fields = self._fields[state].copy()
        fields["fact"] = fact
        reason = _REASON(fields)
        if fact in _COMMON:
            self._kept[state, fact] = reason
        return reason


@dataclass(frozen=True, slots=True)
class Frame:
    """A rule's share of its decisions. ``repeats``: two of its reasons may turn out the same.

    ``fields`` are those of a decision that refuses, but for its reasons.
    """

    fields: dict[str, Any]
    repeats: bool
    gates: bool
    validity: Reason


class AwardWording:
    """An award in its own words, computed once where no fact it reads is given."""

    def __init__(self, award: Award, subject: Subject, operands: Operands, blank: Inquiry) -> None:
        self._operands = operands
        self._award, self._subject = award, subject
        self._inquiry = blank
        self._reported: dict[Verdict, AwardAmount] = {}

    @cached_property
    def _plain(self) -> PlainSum | None:
        if isinstance(self._award, Fixed):
            return None  # the same for everybody, so it is kept whole
        return plain_sum(self._award, self._operands, self._inquiry)

    @cached_property
    def _unread(self) -> tuple[frozenset[str], Computed]:
        return reads(lambda i: compute(self._award, i, self._subject), self._inquiry)

    def quick(self, verdict: Verdict, reading: Reading) -> AwardAmount | None:
        """The reported amount where the sum is plain and known; it then waits for nothing."""
        found = None if self._plain is None else self._plain.of(reading)
        if found is None:
            return None
        total, steps = found
        high = _MONEY({"kind": "money", "yuan": total})
        if verdict is Verdict.ELIGIBLE or not total:
            low, kind, text = high, "exact", str(high)
        else:
            low, kind, text = _NOTHING, "range", f"{_NOTHING}至{high}"
        return _AMOUNT(
            {
                "kind": kind,
                "low": low,
                "high": high,
                "per": "once",
                "lasting": None,
                "in_kind": (),
                "text": text,
                "steps": steps,
                "total": "",
                "total_high": None,
            }
        )

    def computed(self, given: Given, inquiry: Inquiry) -> Computed:
        """The amount with its lines."""
        addresses, blank = self._unread
        if given.keys().isdisjoint(addresses):
            return blank
        return compute(self._award, inquiry, self._subject)

    def reported(self, verdict: Verdict, computed: Computed) -> AwardAmount:
        """The amount as it is reported when no judgment of a body is open."""
        if computed is not self._unread[1]:
            return reported_amount(verdict, computed, gated=False)
        known = self._reported.get(verdict)
        if known is None:
            known = self._reported[verdict] = reported_amount(verdict, computed, gated=False)
        return known


class Wordings:
    """What decisions on all rules say, each part made when it is first needed."""

    def __init__(
        self,
        rules: Sequence[Rule],
        traces: Sequence[tuple[Occurrence, ...]],
        operands: Operands,
        blank: Inquiry,
    ) -> None:
        self._rules, self._traces, self._inquiry = rules, traces, blank
        self._occurrences = [occurrence for trace in traces for occurrence in trace]
        self.stated: list[Stated | None] = [None] * len(self._occurrences)
        self._first = [0, *accumulate(map(len, traces))]
        self._frames: dict[int, Frame] = {}
        # one for each rule: every step of a computation cites the rule's own text
        self._awards = [AwardWording(r.award, r.subject, operands, blank) for r in rules]

    def frame(self, number: int) -> Frame:
        """The frame of a rule."""
        frame = self._frames.get(number)
        if frame is None:
            frame = self._frames[number] = self._made(number, self._rules[number])
        return frame

    def award(self, number: int) -> AwardWording:
        """The award of a rule."""
        return self._awards[number]

    def state(self, place: int) -> Stated:
        """A leaf by its place among those of all rules."""
        said = self.stated[place]
        if said is None:
            occurrence = self._occurrences[place]
            leaf = occurrence.leaf
            role: Role = "exclusion" if occurrence.exclusion else "condition"
            text = describe_condition(leaf, self._inquiry.vocabulary)
            said = Stated("gate" if isinstance(leaf, Judged) else role, text, leaf.source)
            self.stated[place] = said
        return said

    def _made(self, number: int, rule: Rule) -> Frame:
        places = range(self._first[number], self._first[number + 1])
        stated = [self.state(place) for place in places]
        fields = {
            "rule_id": rule.id,
            "rule_title": rule.title,
            "on": self._inquiry.on,
            "verdict": Verdict.INELIGIBLE,
            "amount": _NO_AMOUNT,
            "reasons": (),
            "missing": (),
            "gates": (),
            "notes": notes_of(rule),
            "window": window_state(rule.windows, self._inquiry.on),
            "in_force": in_force(rule, self._inquiry.on),
        }
        return Frame(
            fields=fields,
            repeats=len({(s.role, s.text, s.source) for s in stated}) < len(stated),
            gates=any(s.role == "gate" for s in stated),
            validity=validity_reason(rule),
        )
