"""What the rules contribute to decisions whoever asks: titles, windows, validity and notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from matcher.decision import DecisionNote, WindowState
from matcher.evaluate import in_force, notes_of, window_state
from matcher.figures import Inquiry
from matcher.graph import Occurrence
from matcher.index.occurrences import Numbers, Occurrences
from matcher.index.paid import AwardWording
from matcher.index.reasons import Reasons
from matcher.index.thresholds import Operands
from rules.rule import Rule


class Frames(NamedTuple):
    """The rules' share of their decisions, by columns.

    ``repeats``: rules of which two reasons may turn out the same; ``gates``: a body judges.
    """

    rule_id: list[str]
    rule_title: list[str]
    window: list[WindowState]
    in_force: list[bool]
    notes: list[tuple[DecisionNote, ...]]
    gates: list[bool]
    repeats: list[int]


class Wordings:
    """What decisions on all rules say, each part made when it is first needed."""

    def __init__(
        self,
        rules: Sequence[Rule],
        traces: Sequence[tuple[Occurrence, ...]],
        places: Occurrences,
        answers: Sequence[int],
        operands: Operands,
        blank: Inquiry,
    ) -> None:
        self._rules, self._on = rules, blank.on
        listed = [(found.leaf, found.exclusion) for trace in traces for found in trace]
        self.reasons = Reasons(listed, places, answers, blank.vocabulary)
        self._first = [0, *accumulate(map(len, traces))]
        # id, title, window, validity, notes and gates of each rule, and which of them are made
        self._framed = np.full((6, len(rules)), None, dtype=object)
        self._repeats, self._begun = np.zeros((2, len(rules)), dtype=bool)
        self._whole: Frames | None = None
        self._windows: dict[WindowState, WindowState] = {}  # like ones are one object
        # one for each rule: every step of a computation cites the rule's own text
        self.awards = [AwardWording(r.award, r.subject, operands, blank) for r in rules]

    def frames(self, rules: Numbers) -> Frames:
        """The frames of these rules."""
        if len(rules) == len(self._rules) and self._whole is not None:
            return self._whole
        for number in rules[~self._begun.take(rules)].tolist():
            self._frame(number)
        ids, titles, windows, valid, notes, gates = (
            told.take(rules).tolist() for told in self._framed
        )
        repeats: list[int] = self._repeats.take(rules).nonzero()[0].tolist()
        found = Frames(ids, titles, windows, valid, notes, gates, repeats)
        if len(rules) == len(self._rules):
            self._whole = found
        return found

    def _frame(self, number: int) -> None:
        rule, on = self._rules[number], self._on
        own = np.arange(*self._first[number : number + 2])
        window = window_state(rule.windows, on)
        stated = list(zip(*self.reasons.said(own), strict=True))
        told = (
            rule.id,
            rule.title,
            self._windows.setdefault(window, window),
            in_force(rule, on),
            notes_of(rule),
            any(role == "gate" for role, _, _ in stated),
        )
        for column, value in zip(self._framed, told, strict=True):
            column[number] = value
        self._repeats[number] = len(set(stated)) < len(stated)
        self._begun[number] = True
