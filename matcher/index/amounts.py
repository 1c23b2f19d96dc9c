"""Amounts of all distinct awards at once, in whole fen, where whole fen are exact.

Fixed sums, rates and sums a unit of one plain number, steps of fixed sums, and top-ups of these:
tables of integers and one pass of numpy. Every other award, and every award whose number is only
known in part or is not a whole number, is left to ``compute``, when a rule needs it.

The interval of an award whose number is not known at all does not depend on the facts; it is what
``compute`` says of no facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from matcher.amount import Computed
from matcher.award import compute
from matcher.decision import MissingFact
from matcher.figures import Inquiry
from matcher.graph import SharedAward
from matcher.index.plans import (
    LARGEST,
    OPEN,
    Always,
    Less,
    Linear,
    Plan,
    Planner,
    Steps,
    ends,
    fits,
    whole_number,
)
from matcher.index.thresholds import Operands, Reading

Fen = NDArray[np.int64]
Flags = NDArray[np.bool_]
_Ints = NDArray[np.intp]
MONEY, IN_KIND, DISCRETION = 1, 2, 4  # marks of a plan


class AwardPlans:
    """The distinct awards of a rule set, worked out for one applicant at a time.

    Plans stand in the order of how they are worked out; ``place`` is where each award went.
    """

    def __init__(self, awards: Sequence[SharedAward], operands: Operands, blank: Inquiry) -> None:
        planner = Planner(awards, operands, blank)
        order = sorted(range(len(planner.plans)), key=lambda n: _order(planner.plans[n]))
        self.place = [0] * len(order)
        for place, number in enumerate(order):
            self.place[number] = place
        self._plans, self._keys = [planner.plans[number] for number in order], planner.inputs
        self.operand_of = _ints([operand for operand, _ in self._keys])
        self._freeze()
        self._freeze_asks()

    def _freeze(self) -> None:
        plans = self._plans
        blank = [plan.blank for plan in plans]
        self._low = np.array([_clamped(b)[0] for b in blank], dtype=np.int64)
        self._high = np.array([_clamped(b)[1] for b in blank], dtype=np.int64)
        self._uncertain = np.array([b.uncertain for b in blank], dtype=bool)
        self._floor = np.array([plan.floor for plan in plans], dtype=np.int64)
        self._cap = np.array([plan.cap for plan in plans], dtype=np.int64)
        self._ceiling = np.array([plan.award.ceiling for plan in plans], dtype=bool)
        self._other = [n for n, plan in enumerate(plans) if plan.how is None]
        hows = [plan.how for plan in plans]
        linear = [how for how in hows if isinstance(how, Linear)]
        steps = [how for how in hows if isinstance(how, Steps)]
        less = [how for how in hows if isinstance(how, Less)]
        first = len(plans) - len(linear) - len(steps) - len(less)
        self._graded = slice(first, len(plans) - len(less))  # linear ones first
        self._less = slice(self._graded.stop, len(plans))
        graded: tuple[Linear | Steps, ...] = (*linear, *steps)
        self._graded_in = _ints([how.input for how in graded])
        self._any_ceiling = bool(self._ceiling.any())
        self._num = np.array([2 * how.num for how in linear], dtype=np.int64)
        self._den = np.array([how.den for how in linear], dtype=np.int64)
        self._twice = 2 * self._den
        self._most = [LARGEST] * len(self._keys)  # what an input may be without overflowing
        for how in linear:
            most = LARGEST // max(2 * how.num, 1)
            self._most[how.input] = min(self._most[how.input], most)
        self._cut_in = _ints([how.input for how in steps for _ in how.cuts])
        self._cuts = np.array([c for how in steps for c in how.cuts], dtype=np.int64)
        self._cut_starts = _starts([len(how.cuts) for how in steps])
        self._sums = np.array([s for how in steps for s in how.sums], dtype=np.int64)
        self._sum_starts = _starts([len(how.sums) for how in steps])
        self._less_in = _ints([how.input for how in less])
        self._target = _ints([self.place[how.target] for how in less])
        self.marks = np.array([marks_of(b) for b in blank], dtype=np.uint8)

    def _freeze_asks(self) -> None:
        # what each award asks for while it is unknown: its input, or its target's and its own
        asked = [self._asked(plan) for plan in self._plans]
        self._asks = np.array(asked, dtype=np.intp).reshape(-1, 2).T.copy()
        self._inputs = _ints([*range(len(self._keys)), -1])  # the last is none
        self.by_compute = np.array([plan.how is None for plan in self._plans], dtype=bool)

    def _asked(self, plan: Plan) -> tuple[int, int]:
        how = plan.how
        match how:
            case Linear() | Steps():
                # a rate of 0% asks nothing
                return how.input if plan.blank.uncertain else -1, -1
            case Less():
                return self._asked(self._plans[self.place[how.target]])[0], how.input
            case _:
                return -1, -1

    def asked(self, plans: _Ints, amounts: Amounts) -> _Ints:
        """Of each of these plans the two inputs it waits for; -1 for none."""
        open_ = self._inputs.copy()
        open_[:-1][amounts.has] = -1
        wanted: _Ints = open_.take(self._asks)
        wanted[:, self._less][:, ~amounts.undecided] = -1
        return wanted.take(plans, axis=1)

    def read(self, reading: Reading, inquiry: Inquiry) -> Amounts:
        """All amounts that whole numbers give; the others are open."""
        values = [0] * len(self._keys)
        known = [False] * len(self._keys)
        unfit = [False] * len(self._keys)
        reads, most = reading.reads, self._most
        for number, (operand, dimension) in enumerate(self._keys):
            kind, value, ranged = reads[operand]
            if value is None:
                unfit[number] = ranged
                continue
            whole = whole_number(dimension, kind, value)
            if whole is None or not -most[number] <= whole <= most[number]:
                unfit[number] = True
            else:
                values[number], known[number] = whole, True
        x, has = np.array(values, dtype=np.int64), np.array(known, dtype=bool)
        bad = np.array(unfit, dtype=bool) if True in unfit else None
        return self._filled(x, has, bad, reading, inquiry)

    def _filled(
        self, x: Fen, has: Flags, bad: Flags | None, reading: Reading, inquiry: Inquiry
    ) -> Amounts:
        low, high, uncertain = self._low.copy(), self._high.copy(), self._uncertain.copy()
        open_ = np.zeros(len(self._plans), dtype=bool)
        given = inquiry.facts.by_key
        for number in self._other:
            plan = self._plans[number]
            open_[number] = not (fits(plan.blank) and given.keys().isdisjoint(plan.addresses))
        columns = _Columns(low, high, uncertain)
        self._put(columns, x, has.take(self._graded_in))
        undecided = self._less_than_target(columns, x, has)
        if bad is not None:
            open_[self._graded] = bad.take(self._graded_in)
            open_[self._less] = bad.take(self._less_in) | open_.take(self._target)
        elif self._other:
            open_[self._less] = open_.take(self._target)
        some_open = bad is not None or bool(self._other)
        return Amounts(columns, open_, some_open, undecided, has, reading, inquiry)

    def _put(self, columns: _Columns, x: Fen, known: Flags) -> None:
        """The exact sums of the plans whose number is known, within floor, caps and ceiling."""
        plans, linear = self._graded, len(self._num)
        amount = np.empty(len(known), dtype=np.int64)
        if linear:
            raw = np.maximum(x, 0).take(self._graded_in[:linear]) * self._num + self._den
            np.floor_divide(raw, self._twice, out=amount[:linear])
        if len(self._cut_starts):
            at = x.take(self._cut_in)
            passed = (at >= self._cuts).view(np.int8) + (at > self._cuts).view(np.int8)
            place = np.add.reduceat(passed, self._cut_starts, dtype=np.intp)
            place += self._sum_starts
            amount[linear:] = self._sums.take(place)
        np.maximum(amount, self._floor[plans], out=amount)
        np.minimum(amount, self._cap[plans], out=amount)
        np.copyto(columns.high[plans], amount, where=known)
        np.copyto(columns.low[plans], amount, where=known)
        if self._any_ceiling:
            lowest = np.minimum(self._floor[plans], amount)
            np.copyto(columns.low[plans], lowest, where=known & self._ceiling[plans])
        columns.uncertain[plans] &= ~known

    def _less_than_target(self, columns: _Columns, x: Fen, has: Flags) -> Flags:
        """Fill the top-ups; which of them have a difference that is not known."""
        known, plans = has.take(self._less_in), self._less
        got = np.maximum(x.take(self._less_in), 0)  # 0 where it is not known
        goal_low, goal_high = columns.low.take(self._target), columns.high.take(self._target)
        low = np.maximum(goal_low - got, 0) * known
        high = np.maximum(goal_high - got, 0)
        high[goal_high >= OPEN] = OPEN
        undecided: Flags = low != high
        floor, cap = self._floor[plans], self._cap[plans]
        low, high = (np.minimum(np.maximum(end, floor), cap) for end in (low, high))
        if self._any_ceiling:
            # 最高: anything from the floor on, unless the caps lie below the floor
            lowered = np.where(floor > high, low, np.minimum(low, floor))
            low = np.where(self._ceiling[plans], lowered, low)
        columns.low[plans], columns.high[plans] = low, high
        columns.uncertain[plans] = columns.uncertain.take(self._target) | (undecided & ~known)
        return undecided

    def computed(self, number: int, inquiry: Inquiry) -> Computed:
        """One award by ``compute``."""
        plan = self._plans[number]
        return compute(plan.award, inquiry, plan.subject)

    def missing(self, number: int, amounts: Amounts) -> tuple[MissingFact, ...]:
        """What the amount of a plan that is not open waits for."""
        plan, has, reading = self._plans[number], amounts.has, amounts.reading
        how = plan.how
        match how:
            case None | Always():
                return plan.blank.missing
            case Linear() | Steps():
                if has[how.input] or not plan.blank.uncertain:
                    return ()
                return reading.missing(self._keys[how.input][0])
            case Less():
                if not amounts.undecided[number - self._less.start]:
                    return ()
                found = self.missing(self.place[how.target], amounts)
                if has[how.input]:
                    return found
                return found + reading.missing(self._keys[how.input][0])


@dataclass(frozen=True, slots=True)
class _Columns:
    """What is reckoned of every plan, in fen; ``uncertain``: facts are missing."""

    low: Fen
    high: Fen
    uncertain: Flags


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of every plan for one applicant, in fen.

    ``open_``: only ``compute`` can tell; not looked at unless ``some_open``. ``undecided``: the
    top-ups whose difference is not known.
    ``has``: the inputs that are known.
    """

    columns: _Columns
    open_: Flags
    some_open: bool
    undecided: Flags
    has: Flags
    reading: Reading
    inquiry: Inquiry


def _order(plan: Plan) -> int:
    match plan.how:
        case None | Always():
            return 0
        case Linear():
            return 1
        case Steps():
            return 2
        case Less():
            return 3
        case _:
            assert_never(plan.how)


def marks_of(computed: Computed) -> int:
    """Whether it is money, something in kind, or a matter of discretion, as flags."""
    money, in_kind = computed.interval is not None, bool(computed.in_kind)
    return MONEY * money | IN_KIND * in_kind | DISCRETION * computed.discretion


def _clamped(computed: Computed) -> tuple[int, int]:
    return ends(computed) if fits(computed) else (0, OPEN)


def _ints(numbers: Sequence[int]) -> _Ints:
    return np.array(numbers, dtype=np.intp)


def _starts(counts: Sequence[int]) -> _Ints:
    return _ints([0, *accumulate(counts)][:-1]) if counts else _ints([])
