"""What decisions say that does not depend on the applicant: texts, sources, windows and notes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from matcher.amount import Computed
from matcher.award import compute
from matcher.decision import AwardAmount, DecisionNote, Reason, Verdict, WindowState
from matcher.evaluate import Role, notes_of, reported_amount, validity_reason, window_state
from matcher.figures import Inquiry
from matcher.graph import Occurrence
from matcher.index.groups import TRUTH
from matcher.index.made import made
from matcher.index.operands import Given, reads
from matcher.index.sums import plain_sum
from matcher.index.thresholds import Operands, Reading
from matcher.likeness import likeness
from rules.benefit import Award, Cases, nested_awards
from rules.condition import Judged, leaves
from rules.document import SourceSpan
from rules.quantity import Money
from rules.rule import Rule
from rules.vocabulary import Subject
from rules.wording import describe_condition

_REASONS = 32_768
_NOTHING = Money(yuan=Decimal(0))


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """One leaf of a rule as reasons state it; hashed by identity."""

    role: Role
    text: str
    source: SourceSpan


@lru_cache(maxsize=_REASONS)
def reason(said: Stated, state: int, fact: str) -> Reason:
    """A leaf with its state and the fact used; applicants have many facts in common."""
    return made(
        Reason, role=said.role, truth=TRUTH[state], text=said.text, fact=fact, source=said.source
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """A rule's share of its decisions. ``repeats``: two of its reasons may turn out the same."""

    stated: tuple[Stated, ...]
    repeats: bool
    gates: bool
    validity: Reason
    notes: tuple[DecisionNote, ...]
    window: WindowState


class AwardWording:
    """An award in its own words, computed once where no fact it reads is given."""

    def __init__(self, award: Award, subject: Subject, operands: Operands, blank: Inquiry) -> None:
        self._plain = plain_sum(award, operands, blank)
        self._award, self._subject = award, subject
        self._inquiry = blank
        self._reported: dict[Verdict, AwardAmount] = {}

    @cached_property
    def _unread(self) -> tuple[frozenset[str], Computed]:
        return reads(lambda i: compute(self._award, i, self._subject), self._inquiry)

    def quick(self, verdict: Verdict, reading: Reading) -> AwardAmount | None:
        """The reported amount where the sum is plain and known; it then waits for nothing."""
        found = None if self._plain is None else self._plain.of(reading)
        if found is None:
            return None
        total, lines = found
        high = Money(yuan=total)
        if verdict is Verdict.ELIGIBLE or not total:
            low, kind, text = high, "exact", str(high)
        else:
            low, kind, text = _NOTHING, "range", f"{_NOTHING}至{high}"
        return made(
            AwardAmount,
            kind=kind,
            low=low,
            high=high,
            per="once",
            lasting=None,
            in_kind=(),
            text=text,
            lines=lines,
            total="",
            total_high=None,
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
    """The frames of all rules, each made when it is first needed."""

    def __init__(
        self,
        rules: Sequence[Rule],
        traces: Sequence[tuple[Occurrence, ...]],
        operands: Operands,
        blank: Inquiry,
    ) -> None:
        self._rules, self._traces, self._inquiry = rules, traces, blank
        self._frames: dict[int, Frame] = {}
        # all at once, because they number operands: a reading has to know them all
        self._awards = self._worded(operands)

    def frame(self, number: int) -> Frame:
        """The frame of a rule."""
        frame = self._frames.get(number)
        if frame is None:
            frame = self._frames[number] = self._made(self._rules[number], self._traces[number])
        return frame

    def award(self, number: int) -> AwardWording:
        """The award of a rule, shared by rules that grant the same in the same words."""
        return self._awards[number]

    def _worded(self, operands: Operands) -> list[AwardWording]:
        shared: dict[Hashable, AwardWording] = {}
        worded: list[AwardWording] = []
        for number, rule in enumerate(self._rules):
            person = rule.subject is Subject.PERSON
            # a gate is cited with its place, so an award with one is nobody else's
            key: Hashable = number if _gated(rule.award) else (person, likeness(rule.award, None))
            if key not in shared:
                shared[key] = AwardWording(rule.award, rule.subject, operands, self._inquiry)
            worded.append(shared[key])
        return worded

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
            gates=any(s.role == "gate" for s in stated),
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
