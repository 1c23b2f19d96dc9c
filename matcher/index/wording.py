"""What decisions say that does not depend on the applicant: texts, sources, windows and notes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from matcher.amount import Computed
from matcher.award import compute
from matcher.decision import AwardAmount, DecisionNote, Reason, Verdict, WindowState
from matcher.evaluate import Role, notes_of, reported_amount, validity_reason, window_state
from matcher.figures import Inquiry
from matcher.graph import Occurrence
from matcher.index.operands import Given, reads
from matcher.likeness import likeness
from rules.benefit import Award, Cases, nested_awards
from rules.condition import Judged, leaves
from rules.document import SourceSpan
from rules.rule import Rule
from rules.vocabulary import Subject
from rules.wording import describe_condition


@dataclass(frozen=True, slots=True)
class Stated:
    """One leaf of a rule as reasons state it."""

    role: Role
    text: str
    source: SourceSpan


@dataclass(frozen=True, slots=True)
class Frame:
    """A rule's share of its decisions. ``repeats``: two of its reasons may turn out the same."""

    stated: tuple[Stated, ...]
    repeats: bool
    validity: Reason
    notes: tuple[DecisionNote, ...]
    window: WindowState


class AwardWording:
    """An award in its own words, computed once where no fact it reads is given."""

    def __init__(self, award: Award, subject: Subject, blank: Inquiry) -> None:
        self._award, self._subject = award, subject
        self._addresses, self._blank = reads(lambda i: compute(award, i, subject), blank)
        self._reported: dict[Verdict, AwardAmount] = {}

    def computed(self, given: Given, inquiry: Inquiry) -> Computed:
        """The amount with its lines."""
        if self._addresses.isdisjoint(given):
            return self._blank
        return compute(self._award, inquiry, self._subject)

    def reported(self, verdict: Verdict, computed: Computed) -> AwardAmount:
        """The amount as it is reported when no judgment of a body is open."""
        if computed is not self._blank:
            return reported_amount(verdict, computed, gated=False)
        known = self._reported.get(verdict)
        if known is None:
            known = self._reported[verdict] = reported_amount(verdict, computed, gated=False)
        return known


class Wordings:
    """The frames of all rules, each made when it is first needed."""

    def __init__(
        self,
        rules: Sequence[Rule],
        traces: Sequence[tuple[Occurrence, ...]],
        blank: Inquiry,
    ) -> None:
        self._rules, self._traces, self._inquiry = rules, traces, blank
        self._frames: dict[int, Frame] = {}
        self._awards: dict[Hashable, AwardWording] = {}
        self._award_of: dict[int, AwardWording] = {}

    def frame(self, number: int) -> Frame:
        """The frame of a rule."""
        frame = self._frames.get(number)
        if frame is None:
            frame = self._frames[number] = self._made(self._rules[number], self._traces[number])
        return frame

    def award(self, number: int) -> AwardWording:
        """The award of a rule, shared by rules that grant the same in the same words."""
        wording = self._award_of.get(number)
        if wording is None:
            rule = self._rules[number]
            person = rule.subject is Subject.PERSON
            # a gate is cited with its place, so an award with one is nobody else's
            key: Hashable = number if _gated(rule.award) else (person, likeness(rule.award, None))
            wording = self._awards.get(key)
            if wording is None:
                wording = AwardWording(rule.award, rule.subject, self._inquiry)
                self._awards[key] = wording
            self._award_of[number] = wording
        return wording

    def _made(self, rule: Rule, trace: tuple[Occurrence, ...]) -> Frame:
        stated = []
        for occurrence in trace:
            leaf = occurrence.leaf
            role: Role = "exclusion" if occurrence.exclusion else "condition"
            text = describe_condition(leaf, self._inquiry.vocabulary)
            stated.append(Stated("gate" if isinstance(leaf, Judged) else role, text, leaf.source))
        return Frame(
            stated=tuple(stated),
            repeats=len({(s.role, s.text, s.source) for s in stated}) < len(stated),
            validity=validity_reason(rule),
            notes=notes_of(rule),
            window=window_state(rule.windows, self._inquiry.on),
        )


def _gated(award: Award) -> bool:
    return any(
        isinstance(leaf, Judged)
        for inner in nested_awards(award)
        if isinstance(inner, Cases)
        for case in inner.cases
        for leaf in leaves(case.when)
    )
