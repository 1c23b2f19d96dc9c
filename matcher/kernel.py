"""The compiled interpreter of a columnar plan: it knows bits, integers and tables, and no rule.

It is long because what is compiled together stands together.

It is compiled once for every plan and kept on disk. A truth is two bitmaps, *certain* and
*possible*: true is both, false neither, unknown only possible. 64 subjects are one word.

``decide`` turns columns into bitmaps, word by word: each row of a source becomes a small code, the
code picks a word with the truths of up to 64 predicates, and a transposition turns 64 such words
into 64 bits of each predicate. ``pay`` runs the program of one award over its eligible rows.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numba as nb
import numpy as np
from llvmlite import ir
from numba.extending import intrinsic

Array = np.ndarray[Any, Any]

BLOCK = 8  # words worked on at a time: the registers of a block stay in the cache
LANES = 64 * BLOCK
FEW = 6  # points and predicates up to which no table is looked up
TILE = 32  # words whose amounts are computed for all rules before the next
ROWS = 64 * TILE
DEPTH = 12  # amounts on the stack of ``pay``
INF = np.int64(2**62)  # an amount without upper bound; every real one is smaller
ASK = np.int64(-(2**63))  # the kernel cannot tell this cell
OPEN = np.int64(-1)  # no upper bound, or nothing that is money
ALL = np.uint64(0xFFFFFFFFFFFFFFFF)

ONE = np.uint64(1)

NUMBER, SUM, RATIO, CODES, SETS = range(5)  # kinds of source
EVERY, SOME, NOT, AT_LEAST = range(4)  # kinds of node
CONST, PIECES, SPLIT, LEAST, FLOOR, CEILING, LESS, OPEN_CASES, CASE, CLOSE_CASES = range(10)
HIGHEST, FIRST, ADDED = range(3)  # how cases are chosen


class Data(NamedTuple):
    """One chunk: numbers, codes (0: not known) and sets of codes of its rows."""

    rows: int
    numbers: Array  # int64 [column, row]
    known: Array  # uint64 [column, word], of numbers
    odd: Array  # uint64 [column, word], of numbers: a value that is no single number
    codes: Array  # int32 [column, row]
    known_codes: Array  # uint64 [column, word]
    odd_codes: Array  # uint64 [column, word]
    starts: Array  # int64 [column, row + 1], into items
    items: Array  # int32
    owners: Array  # int32, the row of each item
    given: Array  # uint64 [column, word], of sets
    odd_sets: Array  # uint64 [column, word]


class Sources(NamedTuple):
    """What predicates and amounts read, one row a source: ``kind``, its place, its terms."""

    kind: Array
    place: Array  # column of a NUMBER, CODES, SETS
    terms: Array  # [source, 4]: above from, to; below from, to
    column: Array  # of each term
    factor: Array
    limit: Array  # greatest size of a term that cannot overflow


class Tables(NamedTuple):
    """Predicates of the sources: cut points, and the truths each code stands for."""

    source: Array
    cuts: Array  # [table, 2] into points
    points: Array
    first: Array  # first word of code 0 in certain and possible
    slot: Array  # of the first predicate
    size: Array  # how many predicates
    certain: Array
    possible: Array
    plain: Array  # whether nothing but a missing value makes a predicate unknown


class Nodes(NamedTuple):
    """The combinations, in the order of evaluation."""

    slots: int
    kind: Array
    slot: Array
    children: Array  # [node, 2] into child
    child: Array
    least: Array
    yes: Array  # slots that are constant
    maybe: Array
    open_slot: Array  # of a node above a judgment: where its machine-open bits stand, else -1
    child_open: Array  # the same of each child; -1: all unknown; -2: a judgment, never
    opens: int


class Programs(NamedTuple):
    """Amounts: one instruction a row, ``[op, a, b, c]``; those of a rule stand together."""

    start: Array  # [rule + 1], into code
    code: Array
    points: Array
    pieces: Array  # [piece, 6]: times, slope, offset, divisor, cap, size that cannot overflow


@nb.njit(cache=True)
def _transposed(rows: Array, count: int) -> None:
    """Bit ``j`` of 64 words becomes word ``j``, for the first ``count`` bits."""
    width = 64
    while width >= 2 * count and width > 1:
        width >>= 1
        shift = np.uint64(width)
        for i in range(width):
            rows[i] = rows[i] | (rows[i + width] << shift)
    # what was row i + k * width stands at bit k * width of word i
    masks = (
        np.uint64(0x5555555555555555),
        np.uint64(0x3333333333333333),
        np.uint64(0x0F0F0F0F0F0F0F0F),
        np.uint64(0x00FF00FF00FF00FF),
        np.uint64(0x0000FFFF0000FFFF),
        np.uint64(0x00000000FFFFFFFF),
    )
    for step in range(5, -1, -1):
        half = 1 << step
        if half >= width:
            continue
        shift, mask = np.uint64(half), masks[step]
        for base in range(0, width, 2 * half):
            for i in range(base, base + half):
                swap = ((rows[i] >> shift) ^ rows[i + half]) & mask
                rows[i] ^= swap << shift
                rows[i + half] ^= swap


@nb.njit(cache=True)
def summed(
    numbers: Array, known: Array, odd: Array, column: Array, factor: Array, limit: Array,
    begin: int, end: int, start: int, width: int, total: Array, given: Array, strange: Array,
) -> None:  # fmt: skip
    """Add up terms over the words of a block; ``given`` and ``strange`` are narrowed, widened."""
    for term in range(begin, end):
        place, times, most = column[term], factor[term], limit[term]
        for b in range(width):
            word = start + b
            given[b] &= known[place, word]
            beyond = odd[place, word]
            values = numbers[place, 64 * word : 64 * word + 64]
            sums = total[64 * b : 64 * b + 64]
            least, greatest = np.int64(0), np.int64(0)
            for i in range(64):
                least, greatest = min(least, values[i]), max(greatest, values[i])
            if greatest <= most and least >= -most:
                for i in range(64):
                    sums[i] += values[i] * times
            else:
                for i in range(64):
                    if -most <= values[i] <= most:
                        sums[i] += values[i] * times
                    else:
                        beyond |= ONE << np.uint64(i)
            strange[b] |= beyond


@nb.njit(cache=True, error_model="numpy")
def divided(above: Array, below: Array, given: Array, width: int) -> None:
    """Twice the whole part, one more for a rest: order and equality with whole numbers are kept.

    Not known where ``below`` is not positive.
    """
    for b in range(width):
        lost = np.uint64(0)
        for i in range(64):
            lane = 64 * b + i
            by = below[lane]
            if by <= 0:
                lost |= ONE << np.uint64(i)
                by = np.int64(1)
            number = above[lane]
            size = np.uint64(abs(number))
            whole = np.int64(size // np.uint64(by))
            rest = np.int64(np.int64(size) != whole * by)
            # downwards also below zero
            above[lane] = 2 * whole + rest if number >= 0 else -2 * whole - rest
        given[b] &= ~lost


@nb.njit(cache=True)
def _bucketed(values: Array, points: Array, low: int, high: int, codes: Array) -> None:
    """1 and how many of the sorted points are not above each value."""
    if high - low <= 40:
        for i in range(values.size):
            codes[i] = 1
        for at in range(low, high):
            cut = points[at]
            for i in range(values.size):
                codes[i] += np.int64(values[i] >= cut)
        return
    for i in range(values.size):
        value, begin, size = values[i], low, high - low
        while size > 0:
            half = size >> 1
            if points[begin + half] <= value:
                begin += half + 1
                size -= half + 1
            else:
                size = half
        codes[i] = 1 + begin - low


@nb.njit(cache=True)
def passed(values: Array, cut: int) -> Any:
    """Which of 64 values are not below a point."""
    word = np.uint64(0)
    for i in range(64):
        word |= np.uint64(values[i] >= cut) << np.uint64(i)
    return word


@nb.njit(cache=True)
def _cut(
    values: Array, points: Array, low: int, high: int, truths: Array, first: int, size: int,
    registers: Array, slot: int, given: Array, width: int, reached: Array,
) -> None:  # fmt: skip
    """Predicates over few points: the stretches as bitmaps, put together without a table."""
    stretches = high - low + 1
    for b in range(width):
        here = values[64 * b : 64 * b + 64]
        reached[0] = given[b]
        for at in range(low, high):
            over = passed(here, points[at])
            reached[at - low] &= ~over
            reached[at - low + 1] = over & given[b]
        for j in range(size):
            word = np.uint64(0)
            for stretch in range(stretches):
                if (truths[first + 1 + stretch] >> np.uint64(j)) & ONE:
                    word |= reached[stretch]
            registers[slot + j, b] = word


@nb.njit(cache=True)
def _blanked(codes: Array, given: Array, width: int) -> None:
    """Code 0 where nothing is known."""
    for b in range(width):
        if given[b] != ALL:
            for i in range(64):
                codes[64 * b + i] *= np.int64((given[b] >> np.uint64(i)) & ONE)


@nb.njit(cache=True)
def _looked_up(
    codes: Array, truths: Array, first: int, groups: int, group: int, size: int,
    registers: Array, slot: int, width: int, bits: Array,
) -> None:  # fmt: skip
    """The truths of up to 64 predicates for every row of a block."""
    at = first + group
    for b in range(width):
        if groups == 1:
            for i in range(64):
                bits[i] = truths[at + codes[64 * b + i]]
        else:
            for i in range(64):
                bits[i] = truths[at + codes[64 * b + i] * groups]
        _transposed(bits, size)
        for j in range(size):
            registers[slot + j, b] = bits[j]


@nb.njit(cache=True)
def _gathered(
    starts: Array, items: Array, owners: Array, truths: Array, first: int, groups: int,
    group: int, size: int, registers: Array, slot: int, start: int, width: int, bits: Array,
) -> None:  # fmt: skip
    """The same over sets: what any of the titles makes true."""
    at = first + group
    empty = truths[at]  # code 0 is the empty set
    for b in range(width):
        row = 64 * (start + b)
        for i in range(64):
            bits[i] = empty
        for item in range(starts[row], starts[row + 64]):
            bits[owners[item] & 63] |= truths[at + items[item] * groups]
        _transposed(bits, size)
        for j in range(size):
            registers[slot + j, b] = bits[j]


@nb.njit(cache=True)
def _named(
    codes: Array, truths: Array, first: int, size: int, registers: Array, slot: int, width: int
) -> None:
    """One or two predicates over codes, bit by bit."""
    for j in range(size):
        shift = np.uint64(j)
        for b in range(width):
            word = np.uint64(0)
            for i in range(64):
                word |= ((truths[first + codes[64 * b + i]] >> shift) & ONE) << np.uint64(i)
            registers[slot + j, b] = word


@nb.njit(cache=True)
def _opened(yes: Array, maybe: Array, slot: int, size: int, given: Array, width: int) -> None:
    """What is not known is possible."""
    for j in range(slot, slot + size):
        for b in range(width):
            maybe[j, b] = yes[j, b] | ~given[b]


@nb.njit(cache=True, error_model="numpy", nogil=True)
def decide(  # noqa: C901 - one compiled loop; what can be told apart stands above it
    data: Any,
    sources: Any,
    tables: Any,
    nodes: Any,
    roots: Array,
    begin: int,
    end: int,
    certain: Array,
    possible: Array,
    opened: Array,
    strange: Array,
) -> None:
    """Fill the bitmaps of the roots for the words ``begin`` to ``end``.

    ``opened`` takes the machine-open bits of the nodes that have them, ``strange`` the rows of a
    table that the kernel cannot tell. ``roots`` are slots.
    """
    yes = np.zeros((nodes.slots, BLOCK), np.uint64)
    maybe = np.zeros((nodes.slots, BLOCK), np.uint64)
    left_open = np.zeros((max(nodes.opens, 1), BLOCK), np.uint64)
    codes = np.zeros(LANES, np.int64)
    above = np.zeros(LANES, np.int64)
    below = np.zeros(LANES, np.int64)
    given = np.zeros(BLOCK, np.uint64)
    odd = np.zeros(BLOCK, np.uint64)
    bits = np.zeros(64, np.uint64)
    most = 1
    for node in range(nodes.least.size):
        most = max(most, nodes.least[node])
    reached = np.zeros((most + 1, BLOCK), np.uint64)
    stretches = np.zeros(FEW + 1, np.uint64)
    for i in range(nodes.yes.size):
        for b in range(BLOCK):
            yes[nodes.yes[i], b] = ALL
    for i in range(nodes.maybe.size):
        for b in range(BLOCK):
            maybe[nodes.maybe[i], b] = ALL
    for start in range(begin, end, BLOCK):
        width = min(BLOCK, end - start)
        for table in range(tables.source.size):
            source = tables.source[table]
            kind, place = sources.kind[source], sources.place[source]
            count, slot, first = tables.size[table], tables.slot[table], tables.first[table]
            low, high = tables.cuts[table, 0], tables.cuts[table, 1]
            groups = (count + 63) >> 6
            for b in range(width):
                if kind == NUMBER:
                    odd[b] = data.odd[place, start + b]
                    given[b] = data.known[place, start + b] & ~odd[b]
                elif kind == CODES:
                    odd[b] = data.odd_codes[place, start + b]
                    given[b] = data.known_codes[place, start + b]
                elif kind == SETS:
                    odd[b] = data.odd_sets[place, start + b]
                    given[b] = data.given[place, start + b]
                else:
                    odd[b], given[b] = np.uint64(0), ALL
            lanes = 64 * width
            few = high - low <= FEW and count <= FEW and tables.plain[table]
            if kind == NUMBER:
                values = data.numbers[place, 64 * start : 64 * start + lanes]
                if few:
                    _cut(
                        values, tables.points, low, high, tables.certain, first, count, yes, slot,
                        given, width, stretches,
                    )  # fmt: skip
                    _opened(yes, maybe, slot, count, given, width)
                    strange[table, start : start + width] = odd[:width]
                    continue
                _bucketed(values, tables.points, low, high, codes)
                _blanked(codes, given, width)
            elif kind == CODES:
                listed = data.codes[place, 64 * start : 64 * start + lanes]
                if count <= 2 and tables.plain[table]:
                    _named(listed, tables.certain, first, count, yes, slot, width)
                    _opened(yes, maybe, slot, count, given, width)
                    strange[table, start : start + width] = odd[:width]
                    continue
                for i in range(lanes):
                    codes[i] = listed[i]
            elif kind != SETS:
                above[:] = 0
                terms = sources.terms[source]
                summed(
                    data.numbers, data.known, data.odd, sources.column, sources.factor,
                    sources.limit, terms[0], terms[1], start, width, above, given, odd,
                )  # fmt: skip
                if kind == RATIO:
                    below[:] = 0
                    summed(
                        data.numbers, data.known, data.odd, sources.column, sources.factor,
                        sources.limit, terms[2], terms[3], start, width, below, given, odd,
                    )  # fmt: skip
                    divided(above, below, given, width)
                for b in range(width):
                    given[b] &= ~odd[b]
                if few:
                    _cut(
                        above, tables.points, low, high, tables.certain, first, count, yes, slot,
                        given, width, stretches,
                    )  # fmt: skip
                    _opened(yes, maybe, slot, count, given, width)
                    strange[table, start : start + width] = odd[:width]
                    continue
                _bucketed(above[:lanes], tables.points, low, high, codes)
                _blanked(codes, given, width)
            for b in range(width):
                strange[table, start + b] = odd[b]
            for group in range(groups):
                size = min(64, count - 64 * group)
                here = slot + 64 * group
                if kind == SETS:
                    starts = data.starts[place]
                    _gathered(
                        starts, data.items, data.owners, tables.certain, first, groups, group, size,
                        yes, here, start, width, bits,
                    )  # fmt: skip
                    if not tables.plain[table]:
                        _gathered(
                            starts, data.items, data.owners, tables.possible, first, groups,
                            group, size, maybe, here, start, width, bits,
                        )  # fmt: skip
                    for j in range(size):
                        for b in range(width):
                            if tables.plain[table]:
                                maybe[here + j, b] = yes[here + j, b]
                            yes[here + j, b] &= given[b]
                            maybe[here + j, b] |= ~given[b]
                    continue
                _looked_up(
                    codes, tables.certain, first, groups, group, size, yes, here, width, bits
                )
                if tables.plain[table]:
                    _opened(yes, maybe, here, size, given, width)
                else:
                    _looked_up(
                        codes, tables.possible, first, groups, group, size, maybe, here, width,
                        bits,
                    )  # fmt: skip
        for node in range(nodes.kind.size):
            kind, slot = nodes.kind[node], nodes.slot[node]
            first, last = nodes.children[node, 0], nodes.children[node, 1]
            child = nodes.child[first]
            if kind == NOT:
                for b in range(BLOCK):
                    yes[slot, b] = ~maybe[child, b]
                    maybe[slot, b] = ~yes[child, b]
            elif kind == AT_LEAST:
                for turn in range(2):
                    held = yes if turn == 0 else maybe
                    reached[:] = np.uint64(0)
                    reached[0, :] = ALL
                    least = nodes.least[node]
                    for at in range(first, last):
                        child = nodes.child[at]
                        for k in range(least, 0, -1):
                            for b in range(BLOCK):
                                reached[k, b] |= reached[k - 1, b] & held[child, b]
                    for b in range(BLOCK):
                        held[slot, b] = reached[least, b]
            else:
                for b in range(BLOCK):
                    yes[slot, b] = yes[child, b]
                    maybe[slot, b] = maybe[child, b]
                for at in range(first + 1, last):
                    child = nodes.child[at]
                    if kind == EVERY:
                        for b in range(BLOCK):
                            yes[slot, b] &= yes[child, b]
                            maybe[slot, b] &= maybe[child, b]
                    else:
                        for b in range(BLOCK):
                            yes[slot, b] |= yes[child, b]
                            maybe[slot, b] |= maybe[child, b]
            where = nodes.open_slot[node]
            if where >= 0:
                for b in range(BLOCK):
                    left_open[where, b] = np.uint64(0)
                for at in range(first, last):
                    child, inner = nodes.child[at], nodes.child_open[at]
                    if inner == -1:
                        for b in range(BLOCK):
                            left_open[where, b] |= maybe[child, b] & ~yes[child, b]
                    elif inner >= 0:
                        for b in range(BLOCK):
                            left_open[where, b] |= left_open[inner, b]
                for b in range(BLOCK):
                    left_open[where, b] &= maybe[slot, b] & ~yes[slot, b]
        for b in range(width):
            for i in range(roots.size):
                certain[i, start + b] = yes[roots[i], b]
                possible[i, start + b] = maybe[roots[i], b]
            for i in range(nodes.opens):
                opened[i, start + b] = left_open[i, b]


@intrinsic
def lowest(_typing: Any, _bits: Any) -> Any:
    """The place of the lowest bit that is set; not asked of none."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return nb.types.uint64(nb.types.uint64), generate


@nb.njit(cache=True)
def _rows_of(words: Array, begin: int, end: int, rows: Array) -> int:
    """The rows of the bits that are set; how many."""
    count = 0
    for word in range(begin, end):
        bits, base = words[word], 64 * word
        while bits:
            rows[count] = base + np.int64(lowest(bits))  # type: ignore[call-arg]
            count += 1
            bits &= bits - ONE
    return count


@nb.njit(cache=True)
def _read(
    numbers: Array, known: Array, odd: Array, column: Array, factor: Array, limit: Array,
    begin: int, end: int, rows: Array, count: int, values: Array, states: Array,
) -> None:  # fmt: skip
    """The sum of terms for each row, with its state: 0 not known, 1 known, 2 not to be told."""
    for i in range(count):
        values[i], states[i] = 0, 1
    for term in range(begin, end):
        place, times, most = column[term], factor[term], limit[term]
        value, there, strange = numbers[place], known[place], odd[place]
        for i in range(count):
            row = rows[i]
            word, bit = row >> 6, np.uint64(row & 63)
            number = value[row]
            # a value that could overflow counts as one that is no single number
            beyond = ((strange[word] >> bit) & ONE) | np.uint64(number > most or number < -most)
            given = np.int64((there[word] >> bit) & ~beyond & ONE)
            values[i] += number * times * given
            states[i] = (states[i] & (given | 2)) | np.int64(beyond) << 1
    for i in range(count):
        if states[i] > 2:
            states[i] = 2


@nb.njit(cache=True, error_model="numpy")
def _lined(
    points: Array, pieces: Array, header: int, graded: Array, states: Array, paid: Array,
    paid_states: Array, split: bool, count: int, low: Array, high: Array, ask: Array,
) -> None:  # fmt: skip
    """The amount of each row by the line of the stretch it is on."""
    from_, to = pieces[header, 0], pieces[header, 1]
    for i in range(count):
        if states[i] != 1:
            if states[i] == 0 and not split:
                low[i], high[i] = pieces[header, 2], pieces[header, 3]
            else:
                low[i], high[i], ask[i] = 0, 0, True
            continue
        value = graded[i]
        piece = header + 1
        for at in range(from_, to):
            if points[at] > value:
                break
            piece += 1
        slope, offset, cap = pieces[piece, 1], pieces[piece, 2], pieces[piece, 4]
        if split:
            value = max(paid[i], np.int64(0))
            if paid_states[i] != 1:
                ask[i] = ask[i] or paid_states[i] == 2
                low[i] = np.int64(0) if slope != 0 else min(offset, cap)
                high[i] = cap if slope != 0 else low[i]
                continue
        fen = offset
        if slope != 0:
            if value > pieces[piece, 5] or value < -pieces[piece, 5]:
                ask[i], fen = True, np.int64(0)
            else:
                # never negative: an amount is not
                size = np.uint64(slope * value + offset)
                fen = np.int64(size // np.uint64(pieces[piece, 3])) * pieces[piece, 0]
        fen = min(fen, cap)
        low[i], high[i] = fen, fen


@nb.njit(cache=True)
def _cased(
    choose: int, sure: Array, perhaps: Array, rows: Array, count: int, low: Array, high: Array,
    more_low: Array, more_high: Array, begun: Array, settled: Array,
) -> None:  # fmt: skip
    """One more case: its amount where its condition holds or may hold."""
    for i in range(count):
        row = rows[i]
        word, bit = row >> 6, np.uint64(row & 63)
        if settled[i] or not (perhaps[word] >> bit) & ONE:
            continue
        holds = (sure[word] >> bit) & ONE != 0
        least, most = more_low[i], more_high[i]
        if not holds and choose != FIRST:
            least = min(least, np.int64(0))
        if choose == ADDED:
            endless = high[i] == INF or most == INF
            low[i] += least
            high[i] = INF if endless else high[i] + most
        elif not begun[i]:
            low[i], high[i] = least, most
        elif choose == HIGHEST:
            low[i], high[i] = max(low[i], least), max(high[i], most)
        else:
            low[i], high[i] = min(low[i], least), max(high[i], most)
        if choose == FIRST:
            settled[i] = holds
        begun[i] = True


@nb.njit(cache=True, error_model="numpy", nogil=True)
def pay(  # noqa: C901 - one compiled loop; what can be told apart stands above it
    data: Any,
    sources: Any,
    programs: Any,
    rules: Array,
    eligible: Array,
    gated: Array,
    has_gate: Array,
    sure: Array,
    perhaps: Array,
    offsets: Array,
    out: Array,
) -> None:
    """The fen of every eligible row of these rules, in order.

    0 and more: exactly so much. ``OPEN``: no upper bound. -2 - n: at most n. ``ASK``: not here.
    ``sure`` and ``perhaps`` are the bitmaps of the conditions that cases name; a rule without a
    program is all ``ASK``.
    """
    rows = np.zeros(ROWS, np.int64)
    values = np.zeros(ROWS, np.int64)
    states = np.zeros(ROWS, np.int64)
    paid = np.zeros(ROWS, np.int64)
    paid_states = np.zeros(ROWS, np.int64)
    low = np.zeros((DEPTH, ROWS), np.int64)
    high = np.zeros((DEPTH, ROWS), np.int64)
    ask = np.zeros(ROWS, np.bool_)
    begun = np.zeros((DEPTH, ROWS), np.bool_)
    settled = np.zeros((DEPTH, ROWS), np.bool_)
    code = programs.code
    written = offsets.copy()
    for rule in rules:
        begin, end = programs.start[rule], programs.start[rule + 1]
        if begin == end:
            out[offsets[rule] : offsets[rule + 1]] = ASK
        elif end == begin + 1 and code[begin, 0] == CONST and not has_gate[rule]:
            exact = code[begin, 1] == code[begin, 2]
            out[offsets[rule] : offsets[rule + 1]] = code[begin, 1] if exact else OPEN
        else:
            written[rule] = -1 - offsets[rule]
    # tile by tile, so that the columns of a tile are still near when the next rule reads them
    for first in range(0, eligible.shape[1], TILE):
        last = min(first + TILE, eligible.shape[1])
        for rule in rules:
            if written[rule] >= 0:
                continue
            begin, end = programs.start[rule], programs.start[rule + 1]
            count = _rows_of(eligible[rule], first, last, rows)
            if count == 0:
                continue
            ask[:count] = False
            top = -1
            for at in range(begin, end):
                op, a, b, c = code[at, 0], code[at, 1], code[at, 2], code[at, 3]
                if op == CONST:
                    top += 1
                    low[top, :count] = a
                    high[top, :count] = b
                elif op in (PIECES, SPLIT):  # a: paid on, b: graded by, c: the header piece
                    top += 1
                    terms = sources.terms[b]
                    _read(
                        data.numbers, data.known, data.odd, sources.column, sources.factor,
                        sources.limit, terms[0], terms[1], rows, count, values, states,
                    )  # fmt: skip
                    if op == SPLIT:
                        terms = sources.terms[a]
                        _read(
                            data.numbers, data.known, data.odd, sources.column, sources.factor,
                            sources.limit, terms[0], terms[1], rows, count, paid, paid_states,
                        )  # fmt: skip
                    _lined(
                        programs.points, programs.pieces, c, values, states, paid, paid_states,
                        op == SPLIT, count, low[top], high[top], ask,
                    )  # fmt: skip
                elif op == LEAST:
                    top -= 1
                    for i in range(count):
                        low[top, i] = min(low[top, i], low[top + 1, i])
                        high[top, i] = min(high[top, i], high[top + 1, i])
                elif op == FLOOR:
                    for i in range(count):
                        low[top, i] = max(low[top, i], a)
                        high[top, i] = max(high[top, i], a)
                elif op == CEILING:  # a body decides, at least a
                    for i in range(count):
                        if a <= high[top, i]:
                            low[top, i] = min(low[top, i], a)
                elif op == LESS:
                    top -= 1
                    for i in range(count):
                        least = low[top, i] - high[top + 1, i]
                        most = high[top, i] - low[top + 1, i]
                        if high[top, i] == INF:
                            most = INF
                        low[top, i] = max(least, np.int64(0))
                        high[top, i] = max(most, np.int64(0))
                elif op == OPEN_CASES:
                    top += 1
                    low[top, :count] = 0
                    high[top, :count] = 0
                    begun[top, :count] = False
                    settled[top, :count] = False
                elif op == CASE:  # a: how cases are chosen, b: the condition
                    top -= 1
                    _cased(
                        a, sure[b], perhaps[b], rows, count, low[top], high[top], low[top + 1],
                        high[top + 1], begun[top], settled[top],
                    )  # fmt: skip
                else:  # CLOSE_CASES; a: how cases are chosen
                    for i in range(count):
                        if a == FIRST and begun[top, i] and not settled[top, i]:
                            low[top, i] = min(low[top, i], np.int64(0))
                            high[top, i] = max(high[top, i], np.int64(0))
            if has_gate[rule]:
                for i in range(count):
                    row = rows[i]
                    if (gated[rule, row >> 6] >> np.uint64(row & 63)) & ONE:
                        low[0, i] = min(low[0, i], np.int64(0))
            place = -1 - written[rule]
            due = out[place : place + count]
            for i in range(count):
                least, most = low[0, i], high[0, i]
                fen = most if least == most else -2 - most
                fen = OPEN if most >= INF else fen
                due[i] = ASK if ask[i] else fen
            written[rule] -= count
