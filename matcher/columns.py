"""Columns: the facts of many subjects, one array a fact address, as the kernel reads them.

A number is an integer over a power of ten (money in fen is yuan over 10²), a yes-or-no or a choice
a small code with 0 for *not known*, a set of titles a run of codes. What is not known is a bit.
A value of any other form (a range, a title with its dates, 以上都不是) makes its row *odd* there:
the kernel leaves what depends on it to ``evaluate``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

import numpy as np

from matcher.facts import QUANTITIES, Fact, Facts, FactValue, Tag, TagSet, fact_key
from matcher.figures import dimension_of
from matcher.kernel import Array, Data
from rules.quantity import (
    AnyQuantity,
    Area,
    Count,
    DateValue,
    Duration,
    Headcount,
    Money,
    Ratio,
    magnitude,
)

Shape = Literal["number", "flag", "name", "set"]
LARGEST = 2**60  # a stored number is below it, so that a sum of two fits
FINEST = 6  # digits after the point that a stored number may have


@dataclass(frozen=True, slots=True)
class Column:
    """Where the facts of one address stand. ``dimension`` and ``scale`` are of a number."""

    attribute: str
    period: str
    shape: Shape
    place: int
    dimension: str = ""
    scale: int = 0

    @property
    def address(self) -> str:
        """``revenue@2025``."""
        return fact_key(self.attribute, self.period)

    def value(self, stored: int) -> FactValue:
        """The quantity of a stored number."""
        return quantity_of(self.dimension, Decimal(stored).scaleb(-self.scale))


@dataclass(frozen=True)
class Names:
    """The choices and titles met so far, by address; a code is a place in the list, plus 1."""

    of: dict[str, dict[str, int]] = field(default_factory=dict)

    def codes(self, address: str) -> dict[str, int]:
        """Name to code; new names are added by ``code``."""
        return self.of.setdefault(address, {})

    def code(self, address: str, name: str) -> int:
        """The code of a name, a new one for a new name."""
        known = self.codes(address)
        return known.setdefault(name, len(known) + 1)


@dataclass(frozen=True)
class Chunk:
    """Some subjects: their columns, and the facts of one of them for what the kernel leaves."""

    columns: tuple[Column, ...]
    names: Names
    data: Data
    subjects: Sequence[Facts] = ()
    marks: dict[str, Array] = field(default_factory=dict, compare=False, repr=False)
    magnitudes: dict[int, int] = field(default_factory=dict, compare=False, repr=False)

    def magnitude(self, place: int) -> int:
        """No stored number of a column of numbers is greater, whatever its sign; found once."""
        if place not in self.magnitudes:
            values = self.data.numbers[place]
            self.magnitudes[place] = max(int(values.max(initial=0)), -int(values.min(initial=0)))
        return self.magnitudes[place]

    def facts(self, row: int) -> Facts:
        """What is known of a subject: as it was given, else read back from the columns."""
        return self.subjects[row] if self.subjects else stored_facts(self, row)

    @property
    def rows(self) -> int:
        """How many subjects."""
        return int(self.data.rows)

    @property
    def words(self) -> int:
        """How many words of 64 subjects."""
        return -(-self.rows // 64)

    @cached_property
    def last(self) -> np.uint64:
        """The bits of the last word that stand for a subject."""
        return np.uint64((1 << (self.rows - 64 * (self.words - 1))) - 1)

    @cached_property
    def odd(self) -> frozenset[str]:
        """The addresses at which some subject has a value that the columns cannot hold."""
        data = self.data
        of_shape = {"number": data.odd, "flag": data.odd_codes, "name": data.odd_codes}
        marked = ((c.address, of_shape.get(c.shape, data.odd_sets)[c.place]) for c in self.columns)
        return frozenset(address for address, words in marked if words.any())

    @cached_property
    def odd_places(self) -> frozenset[int]:
        """The places of the columns of numbers among them."""
        found = (c.place for c in self.columns if c.shape == "number" and c.address in self.odd)
        return frozenset(found)


def words_of(bits: Array, words: int) -> Array:
    """Booleans packed into words of 64, the first one lowest."""
    packed = np.zeros(words * 8, np.uint8)
    found = np.packbits(bits, bitorder="little")
    packed[: found.size] = found
    return packed.view(np.uint64)


def bits_of(words: Array, rows: int) -> Array:
    """The booleans packed into words."""
    return np.unpackbits(words.view(np.uint8), bitorder="little")[:rows].astype(np.bool_)


def quantity_of(dimension: str, number: Decimal) -> AnyQuantity:
    """The quantity of a dimension; the inverse of ``magnitude``."""
    kind, _, unit = dimension.partition(":")
    match kind:
        case "money":
            return Money(yuan=number)
        case "ratio":
            return Ratio(fraction=number)
        case "headcount":
            return Headcount(people=number)
        case "area":
            return Area(square_metres=number)
        case "count":
            return Count(number=number, unit=unit)
        case "date":
            return DateValue(day=date.fromordinal(int(number)))
        case "months":
            return Duration(value=number, unit="month")
        case "days":
            return Duration(value=number, unit="day")
    raise AssertionError(f"no quantity of {dimension}")


@dataclass
class Builder:
    """Puts the arrays of a chunk together."""

    rows: int
    columns: list[Column] = field(default_factory=list)
    numbers: list[tuple[Array, Array, Array]] = field(default_factory=list)
    codes: list[tuple[Array, Array]] = field(default_factory=list)
    sets: list[tuple[Array, Array, Array, Array]] = field(default_factory=list)

    @property
    def words(self) -> int:
        return -(-self.rows // 64)

    def _column(self, key: tuple[str, str], shape: Shape, place: int, **more: Any) -> None:
        self.columns.append(Column(*key, shape=shape, place=place, **more))

    def number(
        self, key: tuple[str, str], dimension: str, scale: int, values: Array, known: Array,
        odd: Array | None = None,
    ) -> None:  # fmt: skip
        """``values`` are stored numbers, ``known`` and ``odd`` booleans."""
        self._column(key, "number", len(self.numbers), dimension=dimension, scale=scale)
        padded = np.zeros(self.words * 64, np.int64)
        padded[: self.rows] = values
        self.numbers.append((padded, words_of(known, self.words), self._odd(odd)))

    def coded(
        self, key: tuple[str, str], shape: Shape, codes: Array, odd: Array | None = None
    ) -> None:
        """``codes`` are 0 where nothing is known; 1 no and 2 yes for a flag."""
        self._column(key, shape, len(self.codes))
        padded = np.zeros(self.words * 64, np.int32)
        padded[: self.rows] = codes
        self.codes.append((padded, self._odd(odd)))

    def listed(
        self, key: tuple[str, str], starts: Array, items: Array, given: Array,
        odd: Array | None = None,
    ) -> None:  # fmt: skip
        """``items[starts[row]:starts[row + 1]]`` are the codes of a row."""
        self._column(key, "set", len(self.sets))
        padded = np.full(self.words * 64 + 1, starts[-1], np.int64)
        padded[: self.rows + 1] = starts
        self.sets.append((padded, items, words_of(given, self.words), self._odd(odd)))

    def _odd(self, odd: Array | None) -> Array:
        return np.zeros(self.words, np.uint64) if odd is None else words_of(odd, self.words)

    def data(self) -> Data:
        """The arrays as the kernel takes them."""
        words, items, owners, starts, at = self.words, [], [], [], 0
        for first, listed, _, _ in self.sets:
            starts.append(first + at)
            items.append(listed.astype(np.int32))
            owners.append(np.repeat(np.arange(first.size - 1, dtype=np.int32), np.diff(first)))
            at += listed.size
        return Data(
            rows=self.rows,
            numbers=_stacked([n[0] for n in self.numbers], np.int64, words * 64),
            known=_stacked([n[1] for n in self.numbers], np.uint64, words),
            odd=_stacked([n[2] for n in self.numbers], np.uint64, words),
            codes=_stacked([c[0] for c in self.codes], np.int32, words * 64),
            known_codes=_stacked(
                [words_of(c[0] != 0, words) for c in self.codes], np.uint64, words
            ),
            odd_codes=_stacked([c[1] for c in self.codes], np.uint64, words),
            starts=_stacked(starts, np.int64, words * 64 + 1),
            items=np.concatenate(items) if items else np.zeros(0, np.int32),
            owners=np.concatenate(owners) if owners else np.zeros(0, np.int32),
            given=_stacked([s[2] for s in self.sets], np.uint64, words),
            odd_sets=_stacked([s[3] for s in self.sets], np.uint64, words),
        )


def _stacked(rows: list[Array], kind: Any, width: int) -> Array:
    return np.stack(rows) if rows else np.zeros((0, width), kind)


def chunk_of_facts(subjects: Sequence[Facts], names: Names | None = None) -> Chunk:
    """The columns of subjects whose facts are at hand; every value that does not fit is odd."""
    names = names if names is not None else Names()
    builder = Builder(len(subjects))
    given: dict[tuple[str, str], list[FactValue | None]] = {}
    for row, facts in enumerate(subjects):
        for fact in facts.facts:
            values = given.setdefault((fact.attribute, fact.period), [None] * len(subjects))
            values[row] = fact.value
    for key, values in sorted(given.items()):
        _add(builder, key, values, names)
    return Chunk(tuple(builder.columns), names, builder.data(), subjects)


def _add(
    builder: Builder, key: tuple[str, str], values: list[FactValue | None], names: Names
) -> None:
    present = [value for value in values if value is not None]
    address = fact_key(*key)
    if any(isinstance(value, bool) for value in present):
        codes = [int(value) + 1 if isinstance(value, bool) else 0 for value in values]
        builder.coded(key, "flag", np.array(codes), _odd(values, codes))
    elif any(isinstance(value, QUANTITIES) for value in present):
        _add_numbers(builder, key, values)
    elif any(isinstance(value, str) for value in present):
        codes = [names.code(address, v) if isinstance(v, str) else 0 for v in values]
        builder.coded(key, "name", np.array(codes), _odd(values, codes))
    else:
        listed = [_plain_set(value) for value in values]
        held = [[names.code(address, name) for name in item or ()] for item in listed]
        starts = np.cumsum([0, *(len(item) for item in held)]).astype(np.int64)
        items = np.array([code for item in held for code in item], np.int32)
        known = np.array([item is not None for item in listed])
        builder.listed(key, starts, items, known, _odd(values, known))


def _add_numbers(builder: Builder, key: tuple[str, str], values: list[FactValue | None]) -> None:
    numbers = [(value if isinstance(value, QUANTITIES) else None) for value in values]
    dimension = next(dimension_of(value) for value in numbers if value is not None)
    plain = [
        magnitude(v).normalize() if v is not None and dimension_of(v) == dimension else None
        for v in numbers
    ]
    digits = [-int(n.as_tuple().exponent) for n in plain if n is not None]
    scale = max([0, *(d for d in digits if d <= FINEST)])
    stored = [None if n is None else n.scaleb(scale) for n in plain]
    fits = [n is not None and n == n.to_integral_value() and abs(n) < LARGEST for n in stored]
    kept = [int(n) if n is not None and ok else 0 for n, ok in zip(stored, fits, strict=True)]
    known = np.array(fits)
    builder.number(key, dimension, scale, np.array(kept, np.int64), known, _odd(values, fits))


def _odd(values: list[FactValue | None], kept: Iterable[Any]) -> Array:
    return np.array([v is not None and not k for v, k in zip(values, kept, strict=True)])


def _plain_set(value: FactValue | None) -> list[str] | None:
    """The names of a complete set of titles of which nothing more is said."""
    if not isinstance(value, TagSet) or not value.complete or value.lacks:
        return None
    names = [tag.name for tag in value.has]
    plain = all(tag == Tag(name=tag.name) for tag in value.has)
    return names if plain and len(set(names)) == len(names) else None


def stored_facts(chunk: Chunk, row: int) -> Facts:
    """The facts of a row, read back from the columns."""
    found = []
    for column in chunk.columns:
        value = _stored(chunk, column, row)
        if value is not None:
            found.append(Fact(attribute=column.attribute, period=column.period, value=value))
    return Facts(facts=tuple(found))


def _stored(chunk: Chunk, column: Column, row: int) -> FactValue | None:
    data, place = chunk.data, column.place
    word, bit = row >> 6, row & 63

    def marked(words: Array) -> bool:
        return bool(int(words[place, word]) >> bit & 1)

    match column.shape:
        case "number":
            known = marked(data.known)
            return column.value(int(data.numbers[place, row])) if known else None
        case "flag":
            code = int(data.codes[place, row])
            return code == 2 if code else None
        case "name":
            code = int(data.codes[place, row])
            return _spelled(chunk.names.codes(column.address))[code - 1] if code else None
        case "set":
            if not marked(data.given):
                return None
            spelled = _spelled(chunk.names.codes(column.address))
            codes = data.items[data.starts[place, row] : data.starts[place, row + 1]]
            has = tuple(Tag(name=spelled[code - 1]) for code in codes)
            return TagSet(has=has, complete=True)


def _spelled(codes: Mapping[str, int]) -> list[str]:
    return list(codes)
