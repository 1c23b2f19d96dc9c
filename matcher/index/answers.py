"""Answers: every rule of an index for one applicant.

Verdicts, amounts and leaf states are there at once, as arrays or one by one. Whole decisions, with
their Chinese reasons, are made when asked for and are equal to those of ``evaluate``.
"""

from __future__ import annotations

from collections import Counter
from decimal import Context, localcontext
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.amount import Computed
from matcher.decision import AwardAmount, Decision, MissingFact, Verdict
from matcher.evaluate import PRECISION, reported_amount
from matcher.facts import Facts
from matcher.figures import Inquiry
from matcher.index.amounts import DISCRETION, Amounts, marks_of
from matcher.index.bases import Bases
from matcher.index.groups import FALSE, TRUE, TRUTH, UNKNOWN
from matcher.index.occurrences import Numbers
from matcher.index.plans import OPEN, ends, fits
from matcher.index.telling import VERDICTS, Telling
from matcher.index.waiting import Pairs, Waiting
from matcher.truth import Truth

if TYPE_CHECKING:
    from matcher.index.build import Index

KINDS = ("none", "in_kind", "exact", "upper_bound", "range", "unknown")
"""The kinds of amount by their codes; see ``AwardAmount``."""
_NONE, _IN_KIND, _EXACT, _UPPER, _RANGE, _UNKNOWN = range(6)


def _kind(marks: int) -> int:
    """The kind of an amount: marks of its plan, then uncertain, endless, low > 0, low = high."""
    money, in_kind, discretion, uncertain, endless, above, one = (
        bool(marks >> bit & 1) for bit in range(7)
    )
    if not money:
        return _IN_KIND if in_kind else _NONE
    if one:
        return _EXACT
    if endless:
        return _RANGE if above else _UNKNOWN
    return _UPPER if discretion and not uncertain else _RANGE


_KIND = np.array([_kind(marks) for marks in range(128)], dtype=np.int8)


class Amount(NamedTuple):
    """An amount without its words. ``low`` and ``high`` in fen; None where there is no such end."""

    kind: str
    low: int | None
    high: int | None


class Answers:
    """What an index says of one applicant; rules are numbered as they were given.

    ``truths`` are the states of the rules' conditions, ``verdicts`` the codes of ``VERDICTS``.
    """

    def __init__(self, index: Index, facts: Facts) -> None:
        self._index, self._facts = index, facts
        inquiry = self._inquiry = Inquiry(facts, index.on, index.vocabulary)
        self._reading = index.operands.read(inquiry)
        compared, self._remarks = index.thresholds.states(self._reading)
        given = facts.by_key
        self._rows = [group.row(given, inquiry) for group, _ in index.groups]
        others = np.frombuffer(b"".join([row.states for row in self._rows]), dtype=np.int8)
        self._states = index.levels.states(compared, others)
        self.truths: NDArray[np.int8] = self._states.take(index.roots)
        self.verdicts: NDArray[np.int8] = self.truths * index.valid
        self._gated = self._awaiting_judgment()
        if self._gated:
            self.verdicts[list(self._gated)] = TRUE
        # the rules that are not refused, and their awards
        # (asked of booleans: of small integers nonzero takes ten times as long)
        self._due: NDArray[np.intp] = (self.verdicts != FALSE).nonzero()[0]
        self._plans_due = index.award_of.take(self._due)
        self._awards: dict[int, Computed] = {}

    def verdict(self, rule: int) -> Verdict:
        """The verdict on a rule."""
        return VERDICTS[self.verdicts[rule]]

    def leaf_states(self, rule: int) -> tuple[Truth, ...]:
        """The truth of every leaf of a rule, in reading order; an entry of the award included."""
        places = self._index.occurrences
        leaves = places.leaf[places.start[rule] : places.start[rule + 1]]
        return tuple(TRUTH[state] for state in self._states[leaves])

    def all_leaf_states(self) -> tuple[NDArray[np.int8], NDArray[np.intp]]:
        """The states of the leaves of all rules; those of rule ``i`` begin at the ``i``-th number.

        States are 0 false, 1 unknown, 2 true.
        """
        places = self._index.occurrences
        return self._states[places.leaf], places.start

    def missing(self, rule: int) -> tuple[MissingFact, ...]:
        """What nobody has said and could settle the rule or its amount."""
        if self.verdicts[rule] == FALSE:
            return ()
        wanted: dict[str, MissingFact] = {}
        with localcontext(_context()):
            if self.truths[rule] == UNKNOWN:
                numbers = self._decisive(np.array([rule], dtype=np.intp))
                for leaf in self._index.occurrences.leaf.take(numbers).tolist():
                    for fact in self._bases.missing(leaf):
                        wanted.setdefault(fact.key, fact)
            for fact in self._award_missing(int(self._index.award_of[rule])):
                wanted.setdefault(fact.key, fact)
        return tuple(wanted.values())

    @cached_property
    def waiting(self) -> Waiting:
        """Which facts each rule waits for, all rules at once; ``missing`` by address."""
        with localcontext(_context()):
            return self._waiting()

    def amount(self, rule: int) -> Amount:
        """The amount of a rule, as a decision reports it."""
        columns = self._columns
        if rule in columns.beyond:
            return columns.beyond[rule]
        kind, low, high = columns.kind[rule], int(columns.low[rule]), int(columns.high[rule])
        if kind in (_NONE, _IN_KIND):
            return Amount(KINDS[kind], None, None)
        return Amount(KINDS[kind], low, None if high >= OPEN else high)

    @property
    def kinds(self) -> NDArray[np.int8]:
        """The kinds of all amounts, as codes of ``KINDS``."""
        return self._columns.kind

    @property
    def low(self) -> NDArray[np.int64]:
        """The lower ends in fen; -1 where 64 bits do not hold it and ``amount`` must be asked."""
        return self._columns.low

    @property
    def high(self) -> NDArray[np.int64]:
        """The upper ends in fen, ``OPEN`` where there is none; -1 as for ``low``."""
        return self._columns.high

    @property
    def slow(self) -> Counter[str]:
        """How many distinct leaves, operands and awards had no fast way for these facts."""
        _ = self._columns
        return +Counter(
            leaves=sum(len(row.fresh) for row in self._rows),
            operands=self._reading.computed,
            awards=len(self._awards),
        )

    def decision(self, rule: int) -> Decision:
        """The whole decision on one rule, equal to that of ``evaluate``."""
        rules = np.array([rule], dtype=np.intp)
        with localcontext(_context()):
            return self._telling.decisions(rules, self._decisive(rules))[0]

    def decisions(self) -> tuple[Decision, ...]:
        """The whole decisions on all rules."""
        places = self._index.occurrences
        with localcontext(_context()):
            decisive = places.all_decisive(self.truths, self._states)
            return self._telling.decisions(np.arange(len(self._index.rules)), decisive)

    @cached_property
    def _bases(self) -> Bases:
        return Bases(self._index, self._reading, self._rows, self._remarks)

    @cached_property
    def _telling(self) -> Telling:
        return Telling(
            self._index,
            self._inquiry,
            self._reading,
            self._bases,
            self._states,
            self.truths,
            self.verdicts,
        )

    # ---- verdicts

    def _decisive(self, rules: Numbers) -> Numbers:
        truths = self.truths.take(rules)
        return self._index.occurrences.decisive(rules, truths, self._states)[0]

    def _awaiting_judgment(self) -> frozenset[int]:
        """Rules of which only the judgment of a body is open."""
        places = self._index.occurrences
        asked = places.with_judgment
        if not len(asked):
            return frozenset()
        asked = asked[(self.verdicts[asked] == UNKNOWN)]
        numbers, which = places.decisive(asked, self.truths[asked], self._states)
        decidable = set(which[~places.judged[numbers]].tolist())
        return frozenset(
            rule for number, rule in enumerate(asked.tolist()) if number not in decidable
        )

    def _waiting(self) -> Waiting:
        index, places, due = self._index, self._index.occurrences, self._due
        plans, awards, amounts = self._plans_due, index.awards, self._amounts
        asks = index.things.asks(self._reading, self._rows)
        rank = np.empty(len(index.rules), dtype=np.intp)
        rank[due] = every = np.arange(len(due))
        pairs = Pairs(len(due), asks)
        # a rule that has ended is not open, whatever its condition comes to
        numbers = places.open(self.verdicts == UNKNOWN, self._states)
        leaves = index.things.of_leaf.take(places.leaf.take(numbers))
        inputs = awards.asked(plans, amounts)
        if amounts.some_open:
            other = amounts.open_.take(plans) | awards.by_compute.take(plans)
            inputs[:, other] = -1
            for place in np.flatnonzero(other).tolist():
                pairs.told(place, self._award_missing(int(plans[place])))
        pairs.add(
            np.concatenate((rank.take(places.rule.take(numbers)), every, every)),
            np.concatenate((leaves, index.thing_of_input.take(inputs.ravel()))),
        )
        return pairs.waiting(due)

    # ---- amounts

    @cached_property
    def _amounts(self) -> Amounts:
        return self._index.awards.read(self._reading, self._inquiry)

    def _computed(self, plan: int) -> Computed:
        computed = self._awards.get(plan)
        if computed is None:
            computed = self._awards[plan] = self._index.awards.computed(plan, self._inquiry)
        return computed

    def _award_missing(self, plan: int) -> tuple[MissingFact, ...]:
        if self._amounts.open_[plan]:
            return self._computed(plan).missing
        return self._index.awards.missing(plan, self._amounts)

    @cached_property
    def _columns(self) -> _Columns:
        with localcontext(_context()):
            return self._reported()

    def _reported(self) -> _Columns:
        count, due, plan, gated = len(self._index.rules), self._due, self._plans_due, self._gated
        found = self._amounts.columns
        low, high = found.low.take(plan), found.high.take(plan)
        marks, uncertain = self._index.awards.marks.take(plan), found.uncertain.take(plan)
        beyond: dict[int, Amount] = {}
        others = self._amounts.open_.take(plan).nonzero()[0] if self._amounts.some_open else due[:0]
        for number in others.tolist():
            computed = self._computed(int(plan[number]))
            marks[number] = marks_of(computed)
            uncertain[number] = computed.uncertain
            if fits(computed):
                low[number], high[number] = ends(computed)
            else:
                rule = int(due[number])
                told = reported_amount(self.verdict(rule), computed, gated=rule in gated)
                beyond[rule] = _amount_of(told)
        unknown = self.verdicts.take(due) == UNKNOWN
        low *= ~unknown
        uncertain |= unknown
        if gated:
            gates: NDArray[np.bool_] = np.isin(due, list(gated))
            low *= ~gates
            marks |= gates.view(np.uint8) * np.uint8(DISCRETION)
        marks |= uncertain.view(np.uint8) << 3
        marks |= (high >= OPEN).view(np.uint8) << 4
        marks |= (low > 0).view(np.uint8) << 5
        marks |= (low == high).view(np.uint8) << 6
        columns = _Columns(
            np.zeros(count, dtype=np.int8),
            np.zeros(count, dtype=np.int64),
            np.zeros(count, dtype=np.int64),
            beyond,
        )
        columns.kind[due], columns.low[due], columns.high[due] = _KIND.take(marks), low, high
        for rule, amount in beyond.items():
            columns.kind[rule] = KINDS.index(amount.kind)
            columns.low[rule] = columns.high[rule] = -1
        return columns


class _Columns(NamedTuple):
    """The amounts of all rules; ``beyond`` those that 64 bits do not hold."""

    kind: NDArray[np.int8]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    beyond: dict[int, Amount]


def _amount_of(reported: AwardAmount) -> Amount:
    low = None if reported.low is None else int(reported.low.yuan * 100)
    high = None if reported.high is None else int(reported.high.yuan * 100)
    return Amount(reported.kind, low, high)


def _context() -> Context:
    return Context(prec=PRECISION)
