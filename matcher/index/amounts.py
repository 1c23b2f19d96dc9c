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


class AwardPlans:
    """The distinct awards of a rule set, worked out for one applicant at a time."""

    def __init__(self, awards: Sequence[SharedAward], operands: Operands, blank: Inquiry) -> None:
        planner = Planner(awards, operands, blank)
        self._plans, self._keys = planner.plans, planner.inputs
        self._freeze()

    def _freeze(self) -> None:
        plans = self._plans
        self._blank = _Columns.of([plan.blank for plan in plans])
        self._floor = np.array([plan.floor for plan in plans], dtype=np.int64)
        self._cap = np.array([plan.cap for plan in plans], dtype=np.int64)
        self._ceiling = np.array([plan.award.ceiling for plan in plans], dtype=bool)
        self._other = [n for n, plan in enumerate(plans) if plan.how is None]
        linear = [(n, p.how) for n, p in enumerate(plans) if isinstance(p.how, Linear)]
        self._linear_plans = _ints([n for n, _ in linear])
        self._linear_in = _ints([how.input for _, how in linear])
        self._num = np.array([2 * how.num for _, how in linear], dtype=np.int64)
        self._den = np.array([how.den for _, how in linear], dtype=np.int64)
        self._most = [LARGEST] * len(self._keys)  # what an input may be without overflowing
        for _, how in linear:
            most = LARGEST // max(2 * how.num, 1)
            self._most[how.input] = min(self._most[how.input], most)
        steps = [(n, p.how) for n, p in enumerate(plans) if isinstance(p.how, Steps)]
        self._steps_plans = _ints([n for n, _ in steps])
        self._steps_in = _ints([how.input for _, how in steps])
        self._cut_in = _ints([how.input for _, how in steps for _ in how.cuts])
        self._cuts = np.array([c for _, how in steps for c in how.cuts], dtype=np.int64)
        self._cut_starts = _starts([len(how.cuts) for _, how in steps])
        self._sums = np.array([s for _, how in steps for s in how.sums], dtype=np.int64)
        self._sum_starts = _starts([len(how.sums) for _, how in steps])
        # what each award asks for while it is unknown: its input, or its target's and its own
        self.asks = np.array([self._asked(plan) for plan in plans], dtype=np.intp).reshape(-1, 2)
        self.asks_never = np.array([not self._asking(plan) for plan in plans], dtype=bool)
        self.by_compute = np.array([plan.how is None for plan in plans], dtype=bool)
        less = [(n, p.how) for n, p in enumerate(plans) if isinstance(p.how, Less)]
        self._less_plans = _ints([n for n, _ in less])
        self._is_less = np.array([isinstance(p.how, Less) for p in plans], dtype=bool)
        self._less_in = _ints([how.input for _, how in less])
        self._target = _ints([how.target for _, how in less])

    def _asked(self, plan: Plan) -> tuple[int, int]:
        match plan.how:
            case Linear() | Steps():
                return plan.how.input, -1
            case Less():
                return self._asked(self._plans[plan.how.target])[0], plan.how.input
            case _:
                return -1, -1

    def _asking(self, plan: Plan) -> bool:
        """Whether the plan's own first input matters to it at all (a rate of 0% asks nothing)."""
        if isinstance(plan.how, Less):
            plan = self._plans[plan.how.target]
        return bool(plan.blank.uncertain)

    def input_missing(self, number: int, reading: Reading) -> tuple[MissingFact, ...]:
        """What would make an input known."""
        return reading.missing(self._keys[number][0])

    def asked(self, plan: _Ints, amounts: Amounts) -> tuple[Flags, Flags]:
        """Of these plans, which wait for their first and which for their second input."""
        inputs, less = self.asks[plan], self._is_less[plan]
        unknown = np.append(~amounts.has, False)  # -1 is no input
        due = amounts.undecided[plan] | ~less
        first = unknown[inputs[:, 0]] & due & ~self.asks_never[plan]
        return first, unknown[inputs[:, 1]] & due

    def read(self, reading: Reading, inquiry: Inquiry) -> Amounts:
        """All amounts that whole numbers give; the others are open."""
        values = [0] * len(self._keys)
        known = [False] * len(self._keys)
        unfit = [False] * len(self._keys)
        for number, (operand, dimension) in enumerate(self._keys):
            kind, value, ranged = reading.reads[operand]
            if value is None:
                unfit[number] = ranged
                continue
            whole = whole_number(dimension, kind, value)
            if whole is None or abs(whole) > self._most[number]:
                unfit[number] = True
            else:
                values[number], known[number] = whole, True
        x, has, bad = (
            np.array(values, dtype=np.int64),
            np.array(known, dtype=bool),
            np.array(unfit, dtype=bool),
        )
        return self._filled(x, has, bad, reading, inquiry)

    def _filled(
        self, x: Fen, has: Flags, bad: Flags, reading: Reading, inquiry: Inquiry
    ) -> Amounts:
        blank = self._blank
        columns = _Columns(
            blank.low.copy(),
            blank.high.copy(),
            blank.uncertain.copy(),
            blank.discretion.copy(),
            blank.money,
            blank.in_kind,
        )
        open_ = np.zeros(len(self._plans), dtype=bool)
        given = inquiry.facts.by_key
        for number in self._other:
            plan = self._plans[number]
            open_[number] = not (fits(plan.blank) and given.keys().isdisjoint(plan.addresses))
        if len(self._linear_plans):
            raw = (np.maximum(x[self._linear_in], 0) * self._num + self._den) // (2 * self._den)
            self._put(columns, self._linear_plans, raw, has[self._linear_in])
            open_[self._linear_plans] = bad[self._linear_in]
        if len(self._steps_plans):
            at = x[self._cut_in]
            passed = (at >= self._cuts).astype(np.int64) + (at > self._cuts)
            place = np.add.reduceat(passed, self._cut_starts) + self._sum_starts
            self._put(columns, self._steps_plans, self._sums[place], has[self._steps_in])
            open_[self._steps_plans] = bad[self._steps_in]
        undecided = np.zeros(len(self._plans), dtype=bool)
        if len(self._less_plans):
            undecided[self._less_plans] = self._less_than_target(columns, x, has)
            open_[self._less_plans] = bad[self._less_in] | open_[self._target]
        return Amounts(columns, open_, undecided, has, self, reading, inquiry)

    def _put(self, columns: _Columns, plans: _Ints, raw: Fen, known: Flags) -> None:
        """The exact sums of those plans whose number is known, within floor, caps and ceiling."""
        chosen = plans[known]
        amount = np.minimum(np.maximum(raw[known], self._floor[chosen]), self._cap[chosen])
        columns.high[chosen] = amount
        lowest = np.minimum(self._floor[chosen], amount)
        columns.low[chosen] = np.where(self._ceiling[chosen], lowest, amount)
        columns.uncertain[chosen] = False

    def _less_than_target(self, columns: _Columns, x: Fen, has: Flags) -> Flags:
        got, known = np.maximum(x[self._less_in], 0), has[self._less_in]
        goal_low, goal_high = columns.low[self._target], columns.high[self._target]
        low = np.where(known, np.maximum(goal_low - got, 0), 0)
        high = np.where(known, np.maximum(goal_high - got, 0), goal_high)
        high[goal_high >= OPEN] = OPEN
        undecided: Flags = low != high
        chosen = self._less_plans
        floor, cap = self._floor[chosen], self._cap[chosen]
        low_, high_ = (np.minimum(np.maximum(end, floor), cap) for end in (low, high))
        # 最高: anything from the floor on, unless the caps lie below the floor
        lowered = np.where(floor > high_, low_, np.minimum(low_, floor))
        columns.low[chosen] = np.where(self._ceiling[chosen], lowered, low_)
        columns.high[chosen] = high_
        columns.uncertain[chosen] = columns.uncertain[self._target] | (undecided & ~known)
        columns.discretion[chosen] = columns.discretion[self._target] | self._ceiling[chosen]
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
                if not amounts.undecided[number]:
                    return ()
                found = self.missing(how.target, amounts)
                if has[how.input]:
                    return found
                return found + reading.missing(self._keys[how.input][0])


@dataclass(frozen=True, slots=True)
class _Columns:
    """``Computed`` of every plan, as columns."""

    low: Fen
    high: Fen
    uncertain: Flags
    discretion: Flags
    money: Flags
    in_kind: Flags

    @staticmethod
    def of(computed: Sequence[Computed]) -> _Columns:
        lows, highs = zip(*map(_clamped, computed), strict=True) if computed else ((), ())
        return _Columns(
            np.array(lows, dtype=np.int64),
            np.array(highs, dtype=np.int64),
            np.array([item.uncertain for item in computed], dtype=bool),
            np.array([item.discretion for item in computed], dtype=bool),
            np.array([item.interval is not None for item in computed], dtype=bool),
            np.array([bool(item.in_kind) for item in computed], dtype=bool),
        )


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of every plan for one applicant, in fen.

    ``open_``: only ``compute`` can tell. ``undecided``: a top-up whose difference is not known.
    ``has``: the inputs that are known.
    """

    columns: _Columns
    open_: Flags
    undecided: Flags
    has: Flags
    plans: AwardPlans
    reading: Reading
    inquiry: Inquiry


def _clamped(computed: Computed) -> tuple[int, int]:
    return ends(computed) if fits(computed) else (0, OPEN)


def _ints(numbers: Sequence[int]) -> _Ints:
    return np.array(numbers, dtype=np.intp)


def _starts(counts: Sequence[int]) -> _Ints:
    return _ints([0, *accumulate(counts)][:-1]) if counts else _ints([])
