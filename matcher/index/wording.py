"""What decisions say that does not depend on the applicant: texts, sources, windows and notes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.amount import Computed
from matcher.award import compute
from matcher.decision import AwardAmount, DecisionNote, Verdict, WindowState
from matcher.evaluate import (
    Role,
    in_force,
    notes_of,
    reported_amount,
    window_state,
)
from matcher.figures import Inquiry
from matcher.graph import Occurrence
from matcher.index.occurrences import Numbers
from matcher.index.operands import Given, reads
from matcher.index.sums import PlainSum, plain_sum
from matcher.index.thresholds import Operands, Reading
from rules.benefit import Award, Fixed
from rules.condition import Judged
from rules.document import SourceSpan
from rules.quantity import Money
from rules.rule import Rule
from rules.vocabulary import Subject
from rules.wording import describe_condition

_NOTHING = Money(yuan=Decimal(0))


class Frames(NamedTuple):
    """The rules' share of their decisions, by columns.

    ``repeats``: two reasons of a rule may turn out the same; ``gates``: a body judges.
    """

    rule_id: list[str]
    rule_title: list[str]
    window: list[WindowState]
    in_force: list[bool]
    notes: list[tuple[DecisionNote, ...]]
    repeats: NDArray[np.bool_]
    gates: NDArray[np.bool_]


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
        _, high, said, steps = found
        if verdict is Verdict.ELIGIBLE or not high.yuan:
            return AwardAmount("exact", said, high, high, steps=steps)
        return AwardAmount("range", f"{_NOTHING}至{said}", _NOTHING, high, steps=steps)

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
        self._rules, self._inquiry = rules, blank
        self._occurrences = [occurrence for trace in traces for occurrence in trace]
        # role, text and source of each leaf where it stands, and which of them are made
        self._said = np.full((3, len(self._occurrences)), None, dtype=object)
        self._made = np.zeros(len(self._occurrences), dtype=bool)
        self._first = [0, *accumulate(map(len, traces))]
        # id, title, window, validity and notes of each rule, and which of them are made
        self._framed = np.full((5, len(rules)), None, dtype=object)
        self._repeats, self._gates, self._begun = np.zeros((3, len(rules)), dtype=bool)
        # one for each rule: every step of a computation cites the rule's own text
        self.awards = [AwardWording(r.award, r.subject, operands, blank) for r in rules]

    def frames(self, rules: Numbers) -> Frames:
        """The frames of these rules."""
        for number in rules[~self._begun.take(rules)].tolist():
            self._frame(number)
        ids, titles, windows, valid, notes = (told.take(rules).tolist() for told in self._framed)
        repeats, gates = self._repeats.take(rules), self._gates.take(rules)
        return Frames(ids, titles, windows, valid, notes, repeats, gates)

    def said(self, places: Numbers) -> tuple[list[Role], list[str], list[SourceSpan]]:
        """Roles, texts and sources of leaves by their places among those of all rules."""
        fresh = places[~self._made.take(places)]
        for place in fresh.tolist():
            self._state(place)
        roles, texts, sources = (told.take(places).tolist() for told in self._said)
        return roles, texts, sources

    def _state(self, place: int) -> None:
        occurrence = self._occurrences[place]
        leaf = occurrence.leaf
        role: Role = "exclusion" if occurrence.exclusion else "condition"
        text = describe_condition(leaf, self._inquiry.vocabulary)
        roles, texts, sources = self._said
        roles[place], texts[place] = "gate" if isinstance(leaf, Judged) else role, text
        sources[place] = leaf.source
        self._made[place] = True

    def _frame(self, number: int) -> None:
        rule, on = self._rules[number], self._inquiry.on
        stated = list(zip(*self.said(np.arange(*self._first[number : number + 2])), strict=True))
        self._repeats[number] = len(set(stated)) < len(stated)
        self._gates[number] = any(role == "gate" for role, _, _ in stated)
        told = (
            rule.id,
            rule.title,
            window_state(rule.windows, on),
            in_force(rule, on),
            notes_of(rule),
        )
        for column, value in zip(self._framed, told, strict=True):
            column[number] = value
        self._begun[number] = True
