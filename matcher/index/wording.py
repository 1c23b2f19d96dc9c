"""What decisions say that does not depend on the applicant: texts, sources, windows and notes."""

from __future__ import annotations

from collections.abc import Sequence
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
from matcher.index.sums import PlainSum, plain_sum
from matcher.index.thresholds import Operands, Reading
from rules.benefit import Award
from rules.condition import Judged
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
        self._operands = operands
        self._award, self._subject = award, subject
        self._inquiry = blank
        self._reported: dict[Verdict, AwardAmount] = {}

    @cached_property
    def _plain(self) -> PlainSum | None:
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
            steps=steps,
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
        # one for each rule: every step of a computation cites the rule's own text
        self._awards = [AwardWording(r.award, r.subject, operands, blank) for r in rules]

    def frame(self, number: int) -> Frame:
        """The frame of a rule."""
        frame = self._frames.get(number)
        if frame is None:
            frame = self._frames[number] = self._made(self._rules[number], self._traces[number])
        return frame

    def award(self, number: int) -> AwardWording:
        """The award of a rule."""
        return self._awards[number]

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
