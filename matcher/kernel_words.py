"""Compiled loops over single predicates and one rule, word by word: what a changed rule needs.

A truth is two bitmaps, as in ``matcher.kernel``. ``first`` and ``null`` are truths as two bits,
certain and possible; ``turns`` says which of the two a cut turns over.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from matcher.kernel import (
    ALL,
    AT_LEAST,
    BLOCK,
    EVERY,
    INF,
    LANES,
    NOT,
    ONE,
    OPEN,
    Array,
    divided,
    lowest,
    passed,
    summed,
)

# instructions of ``joined`` besides NOT and AT_LEAST; those with LEAF take a leaf in, too
LEAF, CONSTANT, EVERY_LEAF, SOME_LEAF = range(8, 12)
WIDE = 256  # words worked on at a time
NONE = np.uint64(0)


@nb.njit(cache=True)
def _spread(bit: int) -> Any:
    return ALL if bit else NONE


@nb.njit(cache=True)
def _put(into: Array, other: Array) -> None:
    for b in range(other.size):
        into[b] = other[b]


@nb.njit(cache=True)
def _every(into: Array, other: Array) -> None:
    for b in range(other.size):
        into[b] &= other[b]


@nb.njit(cache=True)
def _some(into: Array, other: Array) -> None:
    for b in range(other.size):
        into[b] |= other[b]


@nb.njit(cache=True, nogil=True)
def leveled(
    values: Array, known: Array, cuts: Array, turns: Array, first: int, null: int,
    certain: Array, possible: Array,
) -> None:  # fmt: skip
    """A predicate of a number as it stands."""
    for word in range(certain.size):
        here = values[64 * word : 64 * word + 64]
        sure, perhaps = _spread(first & 1), _spread(first & 2)
        for at in range(cuts.size):
            reached = passed(here, cuts[at])
            if turns[at] & 1:
                sure ^= reached
            if turns[at] & 2:
                perhaps ^= reached
        given = known[word]
        certain[word] = (sure & given) | (_spread(null & 1) & ~given)
        possible[word] = (perhaps & given) | (_spread(null & 2) & ~given)


@nb.njit(cache=True)
def _over(above: Array, below: Array, cut: int) -> Any:
    """Which of 64 quotients are not below a cut; see ``divided`` for how cuts are stored."""
    whole, more = cut >> 1, cut & 1
    word = NONE
    for i in range(64):
        word |= np.uint64(above[i] >= whole * below[i] + more) << np.uint64(i)
    return word


@nb.njit(cache=True, nogil=True)
def measured(
    numbers: Array, known: Array, odd: Array, column: Array, factor: Array, limit: Array,
    middle: int, cuts: Array, turns: Array, first: int, null: int, certain: Array, possible: Array,
) -> int:  # fmt: skip
    """A predicate of a sum, or of one sum over another; 1 when all of it could be told."""
    above, below = np.zeros(LANES, np.int64), np.zeros(LANES, np.int64)
    given, strange = np.zeros(BLOCK, np.uint64), np.zeros(BLOCK, np.uint64)
    ratio = middle < column.size
    greatest_cut = np.int64(1)
    for at in range(cuts.size):
        greatest_cut = max(greatest_cut, abs(cuts[at]))
    told = 1
    for start in range(0, certain.size, BLOCK):
        width = min(BLOCK, certain.size - start)
        above[:], below[:] = 0, 0
        given[:], strange[:] = ALL, NONE
        summed(
            numbers, known, odd, column, factor, limit, 0, middle, start, width, above, given,
            strange,
        )  # fmt: skip
        times = False
        if ratio:
            summed(
                numbers, known, odd, column, factor, limit, middle, column.size, start, width,
                below, given, strange,
            )  # fmt: skip
            greatest = np.int64(1)
            for i in range(64 * width):
                greatest = max(greatest, below[i])
            # a product instead of a division wherever it cannot overflow
            times = bool(greatest <= 2**61 // greatest_cut)
            if times:
                for b in range(width):
                    given[b] &= passed(below[64 * b : 64 * b + 64], 1)
            else:
                divided(above, below, given, width)
        for b in range(width):
            if strange[b] != NONE:
                told = 0
            sums, bases = above[64 * b : 64 * b + 64], below[64 * b : 64 * b + 64]
            sure, perhaps = _spread(first & 1), _spread(first & 2)
            for at in range(cuts.size):
                reached = _over(sums, bases, cuts[at]) if times else passed(sums, cuts[at])
                if turns[at] & 1:
                    sure ^= reached
                if turns[at] & 2:
                    perhaps ^= reached
            certain[start + b] = (sure & given[b]) | (_spread(null & 1) & ~given[b])
            possible[start + b] = (perhaps & given[b]) | (_spread(null & 2) & ~given[b])
    return told


@nb.njit(cache=True, nogil=True)
def compared(
    above: Array, below: Array, known: Array, known_below: Array, factor: int, wholes: Array,
    mores: Array, turns: Array, first: int, null: int, certain: Array, possible: Array,
) -> None:  # fmt: skip
    """A predicate of one column over another, no product of which can overflow."""
    for word in range(certain.size):
        here, bases = above[64 * word : 64 * word + 64], below[64 * word : 64 * word + 64]
        given = known[word] & known_below[word] & passed(bases, 1)
        sure, perhaps = _spread(first & 1), _spread(first & 2)
        for at in range(wholes.size):
            whole, more, reached = wholes[at], mores[at], NONE
            for i in range(64):
                over = here[i] * factor >= bases[i] * whole + more
                reached |= np.uint64(over) << np.uint64(i)
            if turns[at] & 1:
                sure ^= reached
            if turns[at] & 2:
                perhaps ^= reached
        certain[word] = (sure & given) | (_spread(null & 1) & ~given)
        possible[word] = (perhaps & given) | (_spread(null & 2) & ~given)


@nb.njit(cache=True, nogil=True)
def mark_codes(codes: Array, marks: Array) -> None:
    """Of each code the rows that have it."""
    for row in range(codes.size):
        marks[codes[row], row >> 6] |= ONE << np.uint64(row & 63)


@nb.njit(cache=True, nogil=True)
def mark_titles(starts: Array, items: Array, owners: Array, given: Array, marks: Array) -> None:
    """Of each title the rows that have it; row 0 is who gives no set."""
    for item in range(starts[0], starts[starts.size - 1]):
        row = owners[item]
        marks[items[item], row >> 6] |= ONE << np.uint64(row & 63)
    for code in range(1, marks.shape[0]):
        _every(marks[code], given)
    for word in range(given.size):
        marks[0, word] = ~given[word]


@nb.njit(cache=True, nogil=True)
def marked(marks: Array, sure: Array, unsure: Array, certain: Array, possible: Array) -> None:
    """A predicate that holds for some codes and may hold for some others."""
    certain[:] = NONE
    for code in sure:
        _some(certain, marks[code])
    _put(possible, certain)
    for code in unsure:
        _some(possible, marks[code])


@nb.njit(cache=True, nogil=True)
def named(codes: Array, truths: Array, certain: Array, possible: Array) -> None:
    """A predicate of a flag or a choice by what each code makes of it."""
    for word in range(certain.size):
        sure, perhaps = NONE, NONE
        for i in range(64):
            truth = np.uint64(truths[codes[64 * word + i]])
            sure |= (truth & ONE) << np.uint64(i)
            perhaps |= (truth >> ONE) << np.uint64(i)
        certain[word], possible[word] = sure, perhaps


@nb.njit(cache=True, nogil=True)
def titled(
    starts: Array, items: Array, owners: Array, truths: Array, given: Array, certain: Array,
    possible: Array,
) -> None:  # fmt: skip
    """A predicate of a set: what the empty set or any of the titles makes true."""
    for word in range(certain.size):
        sure, perhaps = _spread(truths[0] & 1), _spread(truths[0] & 2)
        for item in range(starts[64 * word], starts[64 * word + 64]):
            truth, place = np.uint64(truths[items[item]]), np.uint64(owners[item] & 63)
            sure |= (truth & ONE) << place
            perhaps |= (truth >> ONE) << place
        certain[word] = sure & given[word]
        possible[word] = perhaps | ~given[word]


@nb.njit(cache=True)
def _at_least(held: Array, first: int, count: int, least: int, width: int) -> None:
    """At least so many of the bitmaps from the first on; the answer takes the first one's place."""
    reached = np.zeros((least + 1, width), np.uint64)
    reached[0, :] = ALL
    for at in range(first, first + count):
        for k in range(least, 0, -1):
            for b in range(width):
                reached[k, b] |= reached[k - 1, b] & held[at, b]
    held[first, :width] = reached[least]


@nb.njit(cache=True)
def _leaf(kind: int, row: int, kept: Array, own: Array, start: int, end: int, into: Array) -> None:
    """A leaf's bitmap put on top, or taken into what is there."""
    other = kept[row, start:end] if row >= 0 else own[-1 - row, start:end]
    if kind == LEAF:
        _put(into, other)
    elif kind == EVERY_LEAF:
        _every(into, other)
    else:
        _some(into, other)


@nb.njit(cache=True)
def _combined(
    kind: int, count: int, least: int, yes: Array, maybe: Array, first: int, width: int
) -> None:
    """Some bitmaps from the first on become one in its place."""
    if kind == NOT:
        for b in range(width):
            sure = yes[first, b]
            yes[first, b] = ~maybe[first, b]
            maybe[first, b] = ~sure
    elif kind == AT_LEAST:
        _at_least(yes, first, count, least, width)
        _at_least(maybe, first, count, least, width)
    else:
        for other in range(first + 1, first + count):
            if kind == EVERY:
                _every(yes[first, :width], yes[other, :width])
                _every(maybe[first, :width], maybe[other, :width])
            else:
                _some(yes[first, :width], yes[other, :width])
                _some(maybe[first, :width], maybe[other, :width])


@nb.njit(cache=True, nogil=True)
def joined(
    code: Array, depth: int, rows: Array, kept_certain: Array, kept_possible: Array,
    own_certain: Array, own_possible: Array, last: Any, eligible: Array, unknown: Array,
) -> None:  # fmt: skip
    """One condition over the bitmaps of its predicates, into eligible and unknown.

    ``code`` holds three numbers an instruction, children before parents: its kind, how many of the
    last results it joins (of a leaf: its number), and how many must hold; at most ``depth`` results
    wait at a time. ``rows`` are the leaves' rows among the kept bitmaps; -1 - row is one among the
    own. ``last`` masks the last word.
    """
    yes, maybe = np.empty((depth, WIDE), np.uint64), np.empty((depth, WIDE), np.uint64)
    words = eligible.size
    for start in range(0, words, WIDE):
        end = min(start + WIDE, words)
        width = end - start
        top = -1
        for at in range(0, code.size, 3):
            kind, count = code[at], code[at + 1]
            if kind == CONSTANT:
                top += 1
                yes[top, :width] = _spread(count & 1)
                maybe[top, :width] = _spread(count & 2)
            elif kind >= LEAF:
                top += int(kind == LEAF)
                row = rows[count]
                _leaf(kind, row, kept_certain, own_certain, start, end, yes[top])
                _leaf(kind, row, kept_possible, own_possible, start, end, maybe[top])
            else:
                top -= count - 1
                _combined(kind, count, code[at + 2], yes, maybe, top, width)
        for b in range(width):
            eligible[start + b] = yes[0, b]
            unknown[start + b] = maybe[0, b] & ~yes[0, b]
    if words:
        eligible[words - 1] &= last
        unknown[words - 1] &= last


@nb.njit(cache=True, error_model="numpy", nogil=True)
def lined(
    eligible: Array, values: Array, known: Array, points: Array, pieces: Array, header: int,
    most: int, out: Array,
) -> int:  # fmt: skip
    """The fen of the eligible by the lines of one number, at most so much; as ``pay`` has them.

    0 when some row can only be told elsewhere.
    """
    begin, end = pieces[header, 0], pieces[header, 1]
    low, high = min(pieces[header, 2], most), min(pieces[header, 3], most)
    blank = high if low == high else -2 - high
    if high >= INF:
        blank = OPEN
    place = 0
    for word in range(eligible.size):
        bits, there = eligible[word], known[word]
        while bits:
            bit = np.uint64(lowest(bits))  # type: ignore[call-arg]
            bits &= bits - ONE
            if not (there >> bit) & ONE:
                out[place] = blank
                place += 1
                continue
            value = values[64 * word + np.int64(bit)]
            piece = header + 1
            for at in range(begin, end):
                piece += np.int64(points[at] <= value)
            slope, fen = pieces[piece, 1], pieces[piece, 2]
            if slope != 0:
                if value > pieces[piece, 5] or value < -pieces[piece, 5]:
                    return 0
                size = np.uint64(slope * value + fen)
                divisor = np.uint64(pieces[piece, 3])
                fen = np.int64(size if divisor == ONE else size // divisor) * pieces[piece, 0]
            fen = min(fen, pieces[piece, 4], most)
            out[place] = fen if fen < INF else OPEN
            place += 1
    return 1
