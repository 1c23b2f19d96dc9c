"""Changed rules: one rule anew over a registry whose other rules a plan knows.

``Changes`` is made once for a plan. A changed rule is read once from top to bottom: predicates and
awards that the plan knows are taken over, only new ones are compiled. Deciding needs the bitmaps of
its predicates alone: those that the plan kept, or made from the columns one by one. A rule with
something that stands only in a whole plan (judgments of bodies, awards by cases, what ``evaluate``
must be asked) gets a plan of its own.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, assert_never

import numpy as np

from matcher import kernel, kernel_words
from matcher.columnar import Decided, Plan, Truths
from matcher.columns import Chunk
from matcher.due import Payment, known_payment, new_payment
from matcher.evaluate import in_force
from matcher.kernel import Array
from matcher.likeness import leaf_key, likeness
from matcher.parts import BITS, Part, make_part
from matcher.predicates import Beyond, Fixed, Joined, Predicate
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Has,
    Is,
    Judged,
    Leaf,
    Not,
    OneOf,
    Unparsed,
    Within,
)
from rules.rule import Rule
from rules.vocabulary import Subject

_NOTHING = np.zeros((1, 0), np.uint64)


class _ElsewhereError(Exception):
    """Something of the rule stands only in a whole plan."""


@dataclass(frozen=True, slots=True)
class _Joint:
    """Predicates that make one leaf: the years of a span."""

    kind: int
    of: tuple[_Compiled, ...]


_Compiled = Part | int | _Joint | None  # an int is a constant truth in bits, None is beyond


_NEW: Any = object()  # no key leads to it


class Changes:
    """A plan made ready for rules that change."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._places = {column.address: column for column in plan.columns}
        self._leaves = {key: self._compiled(predicate) for key, predicate in plan.known.items()}
        self._payments: dict[Hashable, Payment | None] = {}
        for number, rule in enumerate(plan.rules):
            key = self._award_key(rule)
            if key not in self._payments:
                self._payments[key] = known_payment(self.plan, number)

    def rule(self, rule: Rule) -> Changed:
        """A rule as it stands now; it need not have been in the plan."""
        try:
            return Changed(self.plan, rule, _Reading(self, rule).form())
        except _ElsewhereError:
            return Changed(self.plan, rule, None)

    def leaf(self, leaf: Leaf) -> _Compiled:
        """A leaf, compiled."""
        found = self._leaves.get(leaf_key(leaf, self.plan.on), _NEW)
        return self._compiled(self.plan.reader.predicate(leaf)) if found is _NEW else found

    def payment(self, rule: Rule) -> Payment | None:
        """The award of a rule; None when it needs more than the rows that are due."""
        found = self._payments.get(self._award_key(rule), _NEW)
        return new_payment(self.plan, rule) if found is _NEW else found

    def _compiled(self, predicate: Predicate) -> _Compiled:
        match predicate:
            case Fixed():
                return BITS[predicate.truth]
            case Beyond():
                return None
            case Joined():
                kind = kernel.EVERY if predicate.how == "all" else kernel.SOME
                return _Joint(kind, tuple(self._compiled(part) for part in predicate.of))
            case _:
                row = self.plan.row_of(predicate)
                return make_part(predicate, row, self._places, self.plan.spellings)

    def _award_key(self, rule: Rule) -> Hashable:
        return rule.subject is Subject.PERSON, likeness(rule.award, self.plan.on)


@dataclass(frozen=True, slots=True)
class _Form:
    """A rule as instructions over its parts."""

    code: Array
    depth: int
    parts: tuple[Part, ...]
    payment: Payment


@dataclass(slots=True)
class _Reading:
    """One walk over a rule."""

    changes: Changes
    rule: Rule
    code: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    height: int = 0  # results that wait
    depth: int = 0  # the most that ever wait

    def form(self) -> _Form:
        rule = self.rule
        payment = self.changes.payment(rule)
        if payment is None:
            raise _ElsewhereError
        self._condition(rule.when)
        for refused in rule.unless:
            self._condition(refused)
            self._emit(kernel.NOT, 1)
        if payment.entry is not None:
            self._condition(payment.entry)
        self._emit(kernel.EVERY, self.height)
        code = np.array(self.code, np.int64)
        return _Form(code, self.depth, tuple(self.parts), payment)

    def _condition(self, condition: Condition) -> None:
        match condition:
            case Compare() | Is() | OneOf() | Has() | Within() | Unparsed():
                self._leaf(self.changes.leaf(condition), kernel_words.LEAF)
            case AllOf():
                self._series(condition.of, kernel.EVERY, kernel_words.EVERY_LEAF)
            case AnyOf():
                self._series(condition.of, kernel.SOME, kernel_words.SOME_LEAF)
            case AtLeast():
                for child in condition.of:
                    self._condition(child)
                self._emit(kernel.AT_LEAST, len(condition.of), condition.k)
            case Not():
                self._condition(condition.of)
                self._emit(kernel.NOT, 1)
            case Judged():
                raise _ElsewhereError
            case _:
                assert_never(condition)

    def _series(self, of: tuple[Condition, ...], kind: int, with_leaf: int) -> None:
        """All or some: each is taken into the ones before it."""
        for number, child in enumerate(of):
            if number and not isinstance(child, AllOf | AnyOf | AtLeast | Not | Judged):
                self._leaf(self.changes.leaf(child), with_leaf)
                continue
            self._condition(child)
            if number:
                self._emit(kind, 2)

    def _leaf(self, leaf: _Compiled, how: int) -> None:
        """A leaf that is put on top, or taken into what is there."""
        if isinstance(leaf, Part):
            number = self.numbers.get(id(leaf))
            if number is None:
                number = self.numbers[id(leaf)] = len(self.parts)
                self.parts.append(leaf)
            self._emit(how, number)
            return
        if leaf is None:
            raise _ElsewhereError
        if isinstance(leaf, int):
            self._emit(kernel_words.CONSTANT, leaf)
        else:
            for part in leaf.of:
                self._leaf(part, kernel_words.LEAF)
            self._emit(leaf.kind, len(leaf.of))
        if how != kernel_words.LEAF:
            self._emit(kernel.EVERY if how == kernel_words.EVERY_LEAF else kernel.SOME, 2)

    def _emit(self, kind: int, count: int, least: int = 0) -> None:
        self.code += (kind, count, least)
        if kind in (kernel_words.LEAF, kernel_words.CONSTANT):
            self.height += 1
            self.depth = max(self.depth, self.height)
        elif kind < kernel_words.LEAF:
            self.height -= count - 1


@dataclass(frozen=True)
class Changed:
    """The plan of one rule; ``decide`` may be called for any number of chunks."""

    plan: Plan
    rule: Rule
    form: _Form | None

    def decide(
        self, chunk: Chunk, truths: Truths | None = None, into: Array | None = None
    ) -> Decided:
        """Every cell of the rule, numbered 0; with the ``truths`` that the plan kept, sooner.

        ``into`` is memory for the fen, as for ``Plan.decide``.
        """
        plan = self.plan
        if chunk.columns is not plan.columns and chunk.columns != plan.columns:
            raise ValueError("a chunk of other columns than the plan was made for")
        if truths is not None and (truths.chunk is not chunk or truths.by is not plan):
            raise ValueError("truths of another chunk or another plan")
        words = chunk.words
        verdicts = np.zeros((2, 1, words), np.uint64)
        valid = in_force(self.rule, plan.on)
        if valid and not (self.form and self._judged(self.form, chunk, truths, verdicts)):
            return self._whole.decide(chunk)
        return self._paid(chunk, verdicts[0], verdicts[1], into)

    @cached_property
    def _whole(self) -> Plan:
        """For what cannot be told here."""
        plan = self.plan
        return Plan([self.rule], plan.on, plan.vocabulary, plan.columns, earlier=plan)

    def _judged(self, form: _Form, chunk: Chunk, truths: Truths | None, verdicts: Array) -> bool:
        """Whether all cells could be told."""
        rows: list[int] = []
        own: list[Part] = []
        for part in form.parts:
            if truths is None or part.row is None:
                own.append(part)
                rows.append(-len(own))
                if not chunk.odd.isdisjoint(part.reads):
                    return False
            elif part.row in truths.untold:
                return False
            else:
                rows.append(part.row)
        made = np.empty((2, len(own), chunk.words), np.uint64)
        for number, part in enumerate(own):
            if not part.fill(chunk, made[0, number], made[1, number]):
                return False
        kernel_words.joined(
            form.code, form.depth, np.array(rows, np.int64),
            _NOTHING if truths is None else truths.certain,
            _NOTHING if truths is None else truths.possible,
            made[0], made[1], chunk.last, verdicts[0, 0], verdicts[1, 0],
        )  # fmt: skip
        return True

    def _paid(self, chunk: Chunk, eligible: Array, unknown: Array, into: Array | None) -> Decided:
        due = int(np.bitwise_count(eligible[0]).sum(dtype=np.int64))
        fen = into[:due] if into is not None and into.size >= due else np.empty(due, np.int64)
        if due:
            assert self.form is not None, "who is eligible was found so by the form"
            if not self.form.payment.pay(chunk, eligible, fen):
                return self._whole.decide(chunk)
        offsets = np.array([0, due], np.int64)
        return Decided(chunk.rows, eligible, unknown, offsets, fen, chunk.rows, 0)
