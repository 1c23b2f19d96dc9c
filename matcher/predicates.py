"""Predicates: what the truth of a leaf looks like over the columns at hand.

The truths themselves come from ``judge``: it is asked once for every stretch of a number between
two cut points, for every choice and for every title, and its answers fill a table. What is argued
here and not asked is only where a truth can change, and that a set is as good as its best title.
A leaf for which that cannot be argued is ``Beyond``: its cells go to ``evaluate``. Every kind of
leaf stands here beside the others, because what is argued of one is what the others lean on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, Literal, assert_never

from pydantic import PrivateAttr

from matcher.columns import Column
from matcher.conditions import figure_of, judge
from matcher.facts import Fact, Facts, FactValue, TagSet, absolute, operand_name
from matcher.figures import Inquiry, dimension_of
from matcher.truth import Truth
from rules.condition import (
    Comparator,
    Compare,
    Growth,
    Has,
    Increment,
    Leaf,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Value,
    Within,
)
from rules.period import NOW, Period
from rules.quantity import AnyQuantity, DateValue, magnitude
from rules.vocabulary import Vocabulary

Terms = tuple[tuple[str, Fraction], ...]  # addresses of numbers and what each counts


@dataclass(frozen=True, slots=True)
class Number:
    """A column of numbers as it stands."""

    address: str


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of columns, each times a factor."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Quotient:
    """One sum over another; not known where the lower one is 0 or less."""

    above: Terms
    below: Terms


Figure = Number | Total | Quotient


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same for everybody: nobody's facts say anything about it."""

    truth: Truth


@dataclass(frozen=True, slots=True)
class Steps:
    """Truths of a figure: before the first cut, from each cut on. Not known: unknown."""

    figure: Figure
    cuts: tuple[Fraction | int, ...]
    truths: tuple[Truth, ...]
    null: Truth


@dataclass(frozen=True, slots=True)
class Listed:
    """Truths of a yes-or-no, a choice or a set, by what ``judge`` says of each value."""

    address: str
    truth_of: Callable[[FactValue | None], Truth]


@dataclass(frozen=True, slots=True)
class Joined:
    """All or some of several predicates: the years of a span."""

    how: Literal["all", "any"]
    of: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Beyond:
    """Nothing can be argued."""


Predicate = Fixed | Steps | Listed | Joined | Beyond

_YES, _NO = Truth.TRUE, Truth.FALSE
_ORDER: dict[Comparator, tuple[Truth, Truth, Truth]] = {  # below the value, at it, above it
    Comparator.GE: (_NO, _YES, _YES),
    Comparator.GT: (_NO, _NO, _YES),
    Comparator.LE: (_YES, _YES, _NO),
    Comparator.LT: (_YES, _NO, _NO),
    Comparator.EQ: (_NO, _YES, _NO),
    Comparator.NE: (_YES, _NO, _YES),
}


class Spy(Facts):
    """No facts at all, and a note of every address that was asked for."""

    _asked: list[tuple[str, str]] = PrivateAttr(default_factory=list)

    def at(self, attribute: str, period: str) -> Fact | None:
        """Nothing is known here."""
        self._asked.append((attribute, period))
        return None

    @property
    def asked(self) -> frozenset[tuple[str, str]]:
        """Attribute and absolute period of every question."""
        return frozenset(self._asked)


@dataclass(frozen=True)
class Reader:
    """Reads leaves against the columns there are, on one day."""

    columns: dict[tuple[str, str], Column]
    on: date
    vocabulary: Vocabulary
    _values: dict[tuple[str, Period], Column | None] = field(default_factory=dict, compare=False)

    def predicate(self, leaf: Leaf) -> Predicate:
        """What the truth of the leaf looks like over these columns."""
        return self._plain(leaf) or self.judged(leaf)

    def _plain(self, leaf: Leaf) -> Steps | None:
        """A number as it stands against a value of its kind: nothing but their order decides."""
        if not isinstance(leaf, Compare) or leaf.value is None or leaf.other is not None:
            return None
        operand = leaf.operand
        if not isinstance(operand, Value) or leaf.times is not None:
            return None
        asked = operand.attribute, operand.period
        if asked not in self._values:
            self._values[asked] = self._column_of(operand)
        column = self._values[asked]
        if (
            column is None
            or column.dimension in ("date", "")
            or (dimension_of(leaf.value) != column.dimension)
        ):
            return None
        figure = Number(column.address)
        cuts = _around(Fraction(magnitude(leaf.value)) * 10**column.scale)
        below, equal, above = _ORDER[leaf.op]
        truths = (below, equal, above) if len(cuts) == 2 else (below, above)
        return Steps(figure, tuple(cuts), truths, Truth.UNKNOWN)

    def judged(self, leaf: Leaf) -> Predicate:
        """The same by asking ``judge`` wherever it can be asked."""
        spy = Spy()
        unknown = self._judged(leaf, spy)
        # with no fact found every address is asked that could be asked: see ``Facts.find``
        present = [self.columns[key] for key in sorted(spy.asked) if key in self.columns]
        if not present:
            return Fixed(unknown)
        if len(present) == 1:
            return self._of_one(leaf, present[0], unknown)
        return self._of_several(leaf, present)

    def number(self, operand: Operand) -> tuple[Figure | None, str] | None:
        """The figure of an operand with its dimension; None inside when nothing can be known.

        None when it is not a plain number or sum.
        """
        match operand:
            case Value():
                if not self._present(operand):
                    return None, ""
                column = self._column_of(operand)
                return None if column is None else (Number(column.address), column.dimension)
            case Increment():
                return self._sum(operand, [(0, Fraction(1)), (-1, Fraction(-1))])
            case OverYears(of="value", aggregate="sum" | "mean"):
                count = len(operand.period.years(self.on))
                each = Fraction(1, count if operand.aggregate == "mean" and count else 1)
                return self._sum(operand, [(-back, each) for back in range(count)])
            case Growth() | Share() | OverYears() | Records():
                return None
            case _:
                assert_never(operand)

    def _column_of(self, operand: Value) -> Column | None:
        """The column of numbers that is all there is to ask about a value."""
        present = self._present(operand)
        if len(present) != 1:
            return None
        (column,) = present
        if column.shape != "number" or column.attribute != operand.attribute:
            return None
        # else one year of several
        return column if column.period in self._own_periods(operand) else None

    def _sum(
        self, operand: Increment | OverYears, parts: list[tuple[int, Fraction]]
    ) -> tuple[Figure | None, str] | None:
        years = operand.period.years(self.on)
        if not years or (isinstance(operand, Increment) and len(years) != 1):
            return None
        wanted = [(operand.attribute, str(years[-1] + back), factor) for back, factor in parts]
        terms: list[tuple[str, Fraction]] = []
        dimensions = set()
        for attribute, year, factor in wanted:
            column = self.columns.get((attribute, year))
            if column is None:
                return (None, "") if not self._present(operand) else None
            if column.shape != "number":
                return None
            terms.append((column.address, factor))
            dimensions.add(column.dimension)
        if len(self._present(operand)) != len(terms) or len(dimensions) != 1:
            return None
        return Total(tuple(terms)), dimensions.pop()

    def _own_periods(self, operand: Value) -> set[str]:
        periods = {absolute(operand.period, self.on)}
        known = self.vocabulary.get(operand.attribute)
        if operand.period == NOW and known is not None:
            periods.add(absolute(known.period, self.on))
        return periods

    def _present(self, operand: Operand) -> list[Column]:
        return [self.columns[key] for key in sorted(self._asked(operand)) if key in self.columns]

    def _asked(self, operand: Operand) -> frozenset[tuple[str, str]]:
        spy = Spy()
        figure_of(operand, Inquiry(spy, self.on, self.vocabulary))
        return spy.asked

    def _judged(self, leaf: Leaf, facts: Facts) -> Truth:
        return judge(leaf, Inquiry(facts, self.on, self.vocabulary)).truth

    def _judge_with(self, leaf: Leaf, column: Column, value: FactValue | None) -> Truth:
        if value is None:
            return self._judged(leaf, Facts())
        fact = Fact(attribute=column.attribute, period=column.period, value=value)
        return self._judged(leaf, Facts(facts=(fact,)))

    def _of_one(self, leaf: Leaf, column: Column, unknown: Truth) -> Predicate:
        def truth_of(value: FactValue | None) -> Truth:
            return self._judge_with(leaf, column, value)

        match column.shape:
            case "flag" | "name":
                return Listed(column.address, truth_of)
            case "set":
                # plain titles of a complete list: whichever speaks loudest decides
                empty = truth_of(TagSet(complete=True))
                if unknown is Truth.UNKNOWN and (
                    empty is Truth.FALSE or not isinstance(leaf, Has | OneOf)
                ):
                    return Listed(column.address, truth_of)
                return Beyond()
            case "number":
                if isinstance(leaf, Compare) and not _reads_as_given(leaf, column):
                    same = isinstance(leaf.operand, Share) or leaf.other is not None
                    return Beyond() if same else Fixed(unknown)  # the other part is not given
                cuts = self._cuts(leaf, column)
                if cuts is None:
                    return Beyond()
                places = _representatives(cuts)
                truths = tuple(truth_of(column.value(place)) for place in places)
                return Steps(Number(column.address), tuple(cuts), truths, unknown)
            case _:
                assert_never(column.shape)

    def _cuts(self, leaf: Leaf, column: Column) -> list[int] | None:
        """Where the truth may change, in stored numbers; None when that cannot be told."""
        if isinstance(leaf, Within):
            window = leaf.period.window(self.on)
            if column.dimension != "date" or window is None:
                return None
            return _days([window[0].toordinal(), window[1].toordinal() + 1])
        if not isinstance(leaf, Compare) or leaf.value is None or leaf.times is not None:
            return None
        if isinstance(leaf.operand, Records):
            return None
        if dimension_of(leaf.value) == column.dimension:
            cuts = _around(Fraction(magnitude(leaf.value)) * 10**column.scale)
            return _days(cuts) if column.dimension == "date" else cuts
        known = self.vocabulary.get(getattr(leaf.operand, "attribute", ""))
        derived = known is not None and known.since == column.attribute
        if column.dimension == "date" and derived and isinstance(leaf.operand, Value):
            return self._elapsed(leaf, column)
        return None

    def _elapsed(self, leaf: Compare, column: Column) -> list[int]:
        """Days on which time since then passes the value: each comparison turns once."""
        cuts: set[int] = set()
        last = date.max.toordinal()
        for op in (Comparator.GE, Comparator.GT):
            asked = leaf.model_copy(update={"op": op})
            for wanted in ((Truth.TRUE,), (Truth.TRUE, Truth.UNKNOWN)):
                low, high = 1, last + 1  # the first day on which it no longer holds
                while low < high:
                    middle = (low + high) // 2
                    if self._judge_with(asked, column, _day(middle)) in wanted:
                        low = middle + 1
                    else:
                        high = middle
                cuts.add(low)
        return _days(sorted(cuts))

    def _of_several(self, leaf: Leaf, present: list[Column]) -> Predicate:
        if not isinstance(leaf, Compare) or any(c.shape != "number" for c in present):
            return Beyond()
        operand = leaf.operand
        if leaf.other is not None:
            return self._of_two(leaf, leaf.other, present)
        if leaf.value is None:
            return Beyond()
        match operand:
            case Growth() | Share():
                return self._quotient(leaf, operand, leaf.value, present)
            case OverYears(aggregate="each" | "max" | "min"):
                return self._each(leaf, operand)
            case Increment() | OverYears():
                found = self.number(operand)
                if found is None or not isinstance(found[0], Total):
                    return Beyond()
                if found[1] != dimension_of(leaf.value):
                    return Beyond()
                return _compared(found[0], leaf.op, Fraction(magnitude(leaf.value)))
            case Value() | Records():
                return Beyond()
            case _:
                assert_never(operand)

    def _of_two(self, leaf: Compare, other: Operand, present: list[Column]) -> Predicate:
        left, right = self.number(leaf.operand), self.number(other)
        if left is None or right is None or left[0] is None or right[0] is None:
            return Beyond()
        if left[1] != right[1] or left[1] in ("months", "days", "date"):
            return Beyond()
        times = Fraction(1 if leaf.times is None else leaf.times.fraction)
        if times <= 0:
            return Beyond()
        mine, theirs = _terms(left[0]), _terms(right[0])
        if len({address for address, _ in (*mine, *theirs)}) != len(present):
            return Beyond()
        figure = Total((*mine, *((address, -factor * times) for address, factor in theirs)))
        return _compared(figure, leaf.op, Fraction(0))

    def _quotient(
        self, leaf: Compare, operand: Growth | Share, value: AnyQuantity, present: list[Column]
    ) -> Predicate:
        years = operand.period.years(self.on)
        if isinstance(operand, Growth):
            if len(years) != 1:
                return Beyond()
            above = [(operand.attribute, str(years[0]))]
            below = [(operand.attribute, str(years[0] - 1))]
        else:
            if not years:
                return Beyond()
            above = [(operand.part, str(year)) for year in years]
            below = [(operand.whole, str(year)) for year in years]
        found = [self.columns.get(key) for key in (*above, *below)]
        columns = [column for column in found if column is not None]
        if len(columns) != len(found) or {c.address for c in columns} != {
            c.address for c in present
        }:
            return Beyond()
        if len({column.dimension for column in columns}) != 1 or dimension_of(value) != "ratio":
            return Beyond()
        base = 1 if isinstance(operand, Growth) else 0
        figure = Quotient(
            tuple((c.address, Fraction(1)) for c in columns[: len(above)]),
            tuple((c.address, Fraction(1)) for c in columns[len(above) :]),
        )
        return _compared(figure, leaf.op, Fraction(magnitude(value)) + base)

    def _each(self, leaf: Compare, operand: OverYears) -> Predicate:
        """Every year by itself: 连续三年 all of them; the highest reaches it when one does."""
        name = operand_name(operand)
        if (name, absolute(operand.period, self.on)) in self.columns:
            return Beyond()
        rising = leaf.op in (Comparator.GE, Comparator.GT)
        if operand.aggregate != "each" and leaf.op in (Comparator.EQ, Comparator.NE):
            return Beyond()
        kind = Growth if operand.of == "growth" else Value
        parts = tuple(
            self.predicate(
                leaf.model_copy(
                    update={"operand": kind(attribute=operand.attribute, period=Period(str(year)))}
                )
            )
            for year in operand.period.years(self.on)
        )
        if not parts or any(isinstance(part, Beyond) for part in parts):
            return Beyond()
        one_is_enough = operand.aggregate != "each" and rising == (operand.aggregate == "max")
        return Joined("any" if one_is_enough else "all", parts)


def _terms(figure: Figure) -> Terms:
    match figure:
        case Number():
            return ((figure.address, Fraction(1)),)
        case Total():
            return figure.terms
        case Quotient():
            raise AssertionError("a quotient is no sum")
        case _:
            assert_never(figure)


def _around(number: Fraction) -> list[int]:
    """The whole numbers from which on a number is reached, and is passed."""
    return sorted({ceil(number), floor(number) + 1})


def _representatives(cuts: list[int]) -> Iterator[int]:
    """A whole number of each stretch between the cuts."""
    yield cuts[0] - 1 if cuts else 1
    yield from cuts


def _compared(figure: Figure, op: Comparator, value: Fraction) -> Steps:
    """A figure against a number, cut below and above it."""
    # both cuts stand at the value: reached, and passed
    return Steps(figure, (value, value), _ORDER[op], Truth.UNKNOWN)


def _days(cuts: list[int]) -> list[int]:
    """Those that part the days of the calendar."""
    return [cut for cut in cuts if 1 < cut <= date.max.toordinal()]


def _reads_as_given(leaf: Compare, column: Column) -> bool:
    """Whether the one column there is holds a value of the operand, not a part of it."""
    operand = leaf.operand
    if leaf.other is not None:
        return False
    match operand:
        case Value() | Records():
            return True
        case OverYears(of="value"):
            return True
        case Growth() | Increment() | Share() | OverYears():
            inner = column.attribute == f"growth({getattr(operand, 'attribute', '')})"
            return inner or column.attribute == operand_name(operand)
        case _:
            assert_never(operand)


def _day(ordinal: int) -> Any:
    return DateValue(day=date.fromordinal(ordinal))
