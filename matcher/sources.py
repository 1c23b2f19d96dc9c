"""Sources: the figures that predicates and amounts read, as the kernel takes them.

A figure that is no plain number is a sum of stored numbers, each a whole number of times, or one
such sum over another. Both are exact: a term that could overflow is marked by its ``limit``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, lcm
from typing import assert_never

import numpy as np

from matcher import kernel
from matcher.columns import Column
from matcher.kernel import Array
from matcher.predicates import Figure, Number, Quotient, Steps, Terms, Total

Places = Mapping[str, Column]  # the columns by their address


@dataclass
class SourceList:
    """Figures as they are met, each with its number, and the columns of codes and sets.

    ``scales`` says for a quotient what its cuts are multiplied with to be whole numbers.
    """

    places: Places
    scales: dict[Figure, int] = field(default_factory=dict)
    figures: dict[Figure, int] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)

    def figure(self, figure: Figure) -> int:
        """The number of a figure."""
        return self.figures.setdefault(figure, len(self.figures))

    def unit(self, figure: Figure) -> Fraction:
        """What a stored number of the figure is worth."""
        match figure:
            case Number():
                return Fraction(1, 10 ** self.places[figure.address].scale)
            case Total():
                return Fraction(1, _common(figure.terms, self.places))
            case Quotient():
                return Fraction(1, 2 * self.scales[figure])
            case _:
                assert_never(figure)

    def cuts(self, leaf: Steps) -> list[int]:
        """The cuts of a predicate in stored numbers of its figure."""
        match leaf.figure:
            case Number():
                return [int(cut) for cut in leaf.cuts]
            case Total():
                value = Fraction(leaf.cuts[0]) / self.unit(leaf.figure)
                return [ceil(value), floor(value) + 1]
            case Quotient():
                # a quotient is stored twice, and one more where something is left over
                value = Fraction(leaf.cuts[0]) * self.scales[leaf.figure]
                return [2 * int(value), 2 * int(value) + 1]
            case _:
                assert_never(leaf.figure)

    def packed(self) -> kernel.Sources:
        """Figures first, then the columns of codes and sets."""
        kinds: list[int] = []
        places: list[int] = []
        terms: list[tuple[int, int, int, int]] = []
        column: list[int] = []
        factor: list[int] = []
        limit: list[int] = []

        def add(listed: Terms, times: int) -> None:
            for address, each in listed:
                found = self.places[address]
                whole = int(each / 10**found.scale * times)
                column.append(found.place)
                factor.append(whole)
                limit.append(2**60 // (max(1, abs(whole)) * len(listed)))

        for figure in self.figures:
            first = middle = len(column)
            place = -1
            match figure:
                case Number():
                    kinds.append(kernel.NUMBER)
                    place = self.places[figure.address].place
                    column.append(place)
                    factor.append(1)
                    limit.append(2**62)
                    middle = len(column)
                case Total():
                    kinds.append(kernel.SUM)
                    add(figure.terms, _common(figure.terms, self.places))
                    middle = len(column)
                case Quotient():
                    kinds.append(kernel.RATIO)
                    common = _common((*figure.above, *figure.below), self.places)
                    add(figure.above, common * self.scales.get(figure, 1))
                    middle = len(column)
                    add(figure.below, common)
                case _:
                    assert_never(figure)
            places.append(place)
            terms.append((first, middle, middle, len(column)))
        for address in self.listed:
            found = self.places[address]
            kinds.append(kernel.SETS if found.shape == "set" else kernel.CODES)
            places.append(found.place)
            terms.append((0, 0, 0, 0))
        return kernel.Sources(
            kind=_ints(kinds),
            place=_ints(places),
            terms=np.array(terms, np.int64).reshape(-1, 4),
            column=_ints(column),
            factor=_ints(factor),
            limit=_ints(limit),
        )


def whole_scale(leaves: Iterable[Steps]) -> int:
    """What the cuts of quotients must be multiplied with to be whole numbers."""
    return lcm(*(Fraction(cut).denominator for leaf in leaves for cut in leaf.cuts))


def _common(terms: Terms, places: Places) -> int:
    """What to multiply with so that every term counts a whole number of times."""
    each = [factor / 10 ** places[address].scale for address, factor in terms]
    return lcm(*(factor.denominator for factor in each))


def _ints(numbers: Sequence[int]) -> Array:
    return np.array(numbers, np.int64)
