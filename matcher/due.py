"""Payment: the program of one award, run over the eligible of a chunk.

A sum for all, and a line over one number with a cap, are what most awards are: they have loops of
their own. Whatever else a program says is run by ``matcher.kernel``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matcher import kernel, kernel_words
from matcher.columnar import Plan
from matcher.columns import Chunk
from matcher.entry import entry_condition
from matcher.kernel import ASK, INF, Array, Programs, Sources
from matcher.payments import Payments
from matcher.sources import SourceList
from rules.benefit import Award, Cases, nested_awards
from rules.condition import Condition
from rules.rule import Rule
from rules.vocabulary import Subject

_NO_BITS = np.zeros((1, 0), np.uint64)
_FIRST = np.zeros(1, np.int64)
_NO_GATE = np.zeros(1, np.bool_)


@dataclass(frozen=True, slots=True)
class _Line:
    """Lines over one column of numbers: their header piece, and the most that is paid."""

    place: int
    header: int
    most: int


@dataclass(frozen=True, slots=True)
class Payment:
    """An award without cases; ``entry`` must hold for it to pay at all."""

    sources: Sources
    programs: Programs
    entry: Condition | None
    sum_for_all: int | None
    line: _Line | None

    def pay(self, chunk: Chunk, eligible: Array, fen: Array) -> bool:
        """The fen of the eligible, as ``Decided`` has them; whether all could be told."""
        if self.sum_for_all is not None:
            fen.fill(self.sum_for_all)
            return True
        data, line = chunk.data, self.line
        if line is not None and line.place not in chunk.odd_places:
            told = kernel_words.lined(
                eligible[0], data.numbers[line.place], data.known[line.place],
                self.programs.points, self.programs.pieces, line.header, line.most, fen,
            )  # fmt: skip
            return bool(told)
        offsets = np.array([0, fen.size], np.int64)
        kernel.pay(
            data, self.sources, self.programs, _FIRST, eligible, eligible, _NO_GATE,
            _NO_BITS, _NO_BITS, offsets, fen,
        )  # fmt: skip
        return int(fen.min()) != ASK


def known_payment(plan: Plan, number: int) -> Payment | None:
    """The award of a rule of a plan; None when it pays by cases or only ``evaluate`` can tell."""
    award = plan.rules[number].award
    start = plan.programs.start[number : number + 2]
    if start[0] == start[1] or _by_cases(award):
        return None
    return _made(plan.sources, plan.programs._replace(start=start), award)


def new_payment(plan: Plan, rule: Rule) -> Payment | None:
    """The same of an award that no rule of the plan has."""
    if _by_cases(rule.award):
        return None
    sources = SourceList({column.address: column for column in plan.columns})
    payments = Payments(
        reader=plan.reader,
        source=lambda figure: (sources.figure(figure), sources.unit(figure)),
        case=lambda _: 0,
    )
    program = payments.add(rule.award, (), person=rule.subject is Subject.PERSON)
    if not program:
        return None
    programs = Programs(
        start=np.array([0, len(program)], np.int64),
        code=np.array(program, np.int64).reshape(-1, 4),
        points=np.array(payments.points, np.int64),
        pieces=np.array(payments.pieces, np.int64).reshape(-1, 6),
    )
    return _made(sources.packed(), programs, rule.award)


def _made(sources: Sources, programs: Programs, award: Award) -> Payment:
    begin, end = programs.start
    code = [tuple(line) for line in programs.code[begin:end].tolist()]
    sum_for_all, line = None, None
    match code:
        case [(kernel.CONST, low, high, _)] if low == high:
            sum_for_all = low
        case [(kernel.PIECES, _, source, header)]:
            line = _line(sources, source, header, int(INF))
        case [(kernel.PIECES, _, source, header), (kernel.CONST, most, same, _), (least, *_)]:
            if least == kernel.LEAST and most == same:
                line = _line(sources, source, header, most)
        case _:
            pass
    return Payment(sources, programs, entry_condition(award), sum_for_all, line)


def _line(sources: Sources, source: int, header: int, most: int) -> _Line | None:
    if sources.kind[source] != kernel.NUMBER:
        return None
    return _Line(int(sources.place[source]), header, most)


def _by_cases(award: Award) -> bool:
    return any(isinstance(inner, Cases) for inner in nested_awards(award))
