"""A predicate of one column over another is found alike by both of its loops."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.columns import LARGEST, Builder, Chunk, Names
from matcher.parts import Part, _Compared, make_part
from matcher.predicates import Quotient, Steps
from matcher.truth import Truth
from matcher.truth_tables import Spellings

TRUTHS = st.sampled_from(Truth)
SMALL = st.integers(-40, 40)
NUMBERS = SMALL | st.integers(-(10**12), 10**12) | st.integers(1 - LARGEST, LARGEST - 1)
ROWS = st.lists(st.tuples(st.none() | NUMBERS, st.none() | NUMBERS), min_size=1, max_size=150)
SMALL_ROWS = st.lists(st.tuples(st.none() | SMALL, st.none() | SMALL), min_size=1, max_size=150)


def chunk_of(rows: list[tuple[int | None, int | None]]) -> Chunk:
    builder = Builder(len(rows))
    for number, name in enumerate(("revenue", "assets")):
        values = np.array([row[number] or 0 for row in rows], np.int64)
        known = np.array([row[number] is not None for row in rows])
        builder.number((name, "2025"), "money", 2 * number, values, known)
    return Chunk(tuple(builder.columns), Names(), builder.data())


def share(cut: Fraction, truths: tuple[Truth, Truth, Truth], null: Truth, chunk: Chunk) -> Part:
    above, below = (((column.address, Fraction(1)),) for column in chunk.columns)
    leaf = Steps(Quotient(above, below), (cut, cut), truths, null)
    places = {column.address: column for column in chunk.columns}
    return make_part(leaf, None, places, Spellings())


@given(
    ROWS | SMALL_ROWS,
    st.fractions(-3, 3, max_denominator=30),
    st.tuples(TRUTHS, TRUTHS, TRUTHS),
    TRUTHS,
)
def test_a_quotient_is_compared_as_it_is_measured(
    rows: list[tuple[int | None, int | None]],
    cut: Fraction,
    truths: tuple[Truth, Truth, Truth],
    null: Truth,
) -> None:
    chunk = chunk_of(rows)
    part = share(cut, truths, null, chunk)
    assert isinstance(part, _Compared)
    found, measured = (np.zeros((2, chunk.words), np.uint64) for _ in range(2))
    told = part.fill(chunk, found[0], found[1])
    assert told == part.otherwise.fill(chunk, measured[0], measured[1])
    if told:
        assert np.array_equal(found, measured)
