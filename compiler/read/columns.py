"""Pages set in two columns or more: their lines in the order in which people read them.

A gutter is a stripe that many rows in a row leave free, with running text on both sides: lines that
mostly reach the edge of their column. Cells of a table do not; they stay side by side.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from compiler.read.paragraphs import CELL_GAP, PageLine

_FEWEST = 6  # rows with text on both sides that make columns
_WIDEST_CELL = 10.0  # ems: anything narrower is a table's column
_REACHES = 2.5  # ems short of the edge of its column a full line may end


class _Row(NamedTuple):
    """The pieces on one baseline, from the left."""

    pieces: tuple[PageLine, ...]

    @property
    def y(self) -> float:
        return self.pieces[0].y

    def crosses(self, x: float) -> bool:
        near = 0.2 * max(self.pieces[0].size, 1.0)
        return any(p.left < x - near and p.right > x + near for p in self.pieces)

    def beside(self, x: float) -> bool:
        """Whether something stands on either side of the stripe at ``x``."""
        return self.pieces[0].right <= x + 1 and self.pieces[-1].left >= x - 1


class _Columns(NamedTuple):
    """Rows ``[first, last)`` of a page that a gutter at ``x`` divides."""

    first: int
    last: int
    x: float


def in_reading_order(lines: list[PageLine]) -> list[PageLine]:
    """The lines of one page, columns one after the other; a page without columns as it is.

    The right column is moved to where the left one stands, so that a paragraph that goes on at the
    head of the next column is seen to do so.
    """
    if len(lines) < _FEWEST:
        return lines
    rows = _rows([piece for line in lines for piece in pieces(line)])
    found = _columns(rows)
    if found is None:
        return lines
    inside = rows[found.first : found.last]
    left = [_side([p for p in row.pieces if p.right <= found.x + 1]) for row in inside]
    right = [_side([p for p in row.pieces if p.left >= found.x - 1]) for row in inside]
    one, other = [p for p in left if p], [p for p in right if p]
    shift = min(p.left for p in other) - min(p.left for p in one)
    moved = [p._replace(left=p.left - shift, right=p.right - shift, narrow=True) for p in other]
    top, bottom = inside[0].y, inside[-1].y
    near = 0.4 * max(lines[0].size, 1.0)
    return [
        *[line for line in lines if line.y > top + near],
        *[p._replace(narrow=True) for p in one],
        *in_reading_order(moved),
        *[line for line in lines if line.y < bottom - near],
    ]


def pieces(line: PageLine) -> list[PageLine]:
    """A line cut at its wide gaps."""
    if not line.gaps:
        return [line]
    lefts = [line.left, *(end for _, end in line.gaps)]
    rights = [*(start for start, _ in line.gaps), line.right]
    texts = line.text.split(CELL_GAP)
    if len(texts) != len(lefts):
        return [line]
    return [
        line._replace(text=text, left=left, right=right, gaps=())
        for text, left, right in zip(texts, lefts, rights, strict=True)
    ]


def _rows(found: list[PageLine]) -> list[_Row]:
    rows: list[list[PageLine]] = []
    for piece in sorted(found, key=lambda p: (-p.y, p.left)):
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * max(piece.size, 1.0):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_Row(tuple(sorted(row, key=lambda p: p.left))) for row in rows]


def _columns(rows: list[_Row]) -> _Columns | None:
    double = [row for row in rows if len(row.pieces) > 1]
    if len(double) < _FEWEST:
        return None
    size = max(double[0].pieces[0].size, 1.0)
    stripes = Counter(
        round((a.right + b.left) / 2 / size) for row in double for a, b in pairwise(row.pieces)
    )
    best: _Columns | None = None
    for stripe, _ in stripes.most_common(6):
        found = _longest(rows, stripe * size)
        if (
            found
            and _is_running_text(rows[found.first : found.last], found.x)
            and (best is None or found.last - found.first > best.last - best.first)
        ):
            best = found
    return best


def _longest(rows: list[_Row], x: float) -> _Columns | None:
    """The longest run of rows that leave the stripe free, cut to where both sides have text."""
    best: tuple[int, int] | None = None
    start = 0
    for index in range(len(rows) + 1):
        if index < len(rows) and not rows[index].crosses(x):
            continue
        run = [n for n in range(start, index) if rows[n].beside(x)]
        if len(run) >= _FEWEST and (best is None or len(run) > best[1] - best[0]):
            first, last = run[0], run[-1] + 1
            while last < index and rows[last].pieces[0].narrow is rows[first].pieces[0].narrow:
                if not _close_below(rows[last - 1], rows[last]):
                    break
                last += 1  # the longer column goes on alone
            best = (first, last)
        start = index + 1
    return _Columns(best[0], best[1], x) if best else None


def _close_below(above: _Row, row: _Row) -> bool:
    return above.y - row.y < 2.5 * max(row.pieces[0].size, 1.0)


def _is_running_text(rows: list[_Row], x: float) -> bool:
    """Whether the lines on both sides are wide, alone on their side, and mostly full."""
    for side in (
        [[p for p in row.pieces if p.right <= x + 1] for row in rows],
        [[p for p in row.pieces if p.left >= x - 1] for row in rows],
    ):
        filled = [row for row in side if row]
        if len(filled) < 3 or sum(len(row) > 1 for row in filled) * 5 > len(filled):
            return False
        size = max(filled[0][0].size, 1.0)
        rights = sorted(row[-1].right for row in filled)
        edge = rights[int(len(rights) * 0.9) - 1 if len(rights) > 9 else -1]
        if edge - min(row[0].left for row in filled) < _WIDEST_CELL * size:
            return False
        if sum(right >= edge - _REACHES * size for right in rights) * 2 < len(rights):
            return False
    return True


def _side(found: list[PageLine]) -> PageLine | None:
    """What stands on one side of a row, as one line."""
    if not found:
        return None
    gaps = tuple((a.right, b.left) for a, b in pairwise(found))
    text = CELL_GAP.join(p.text for p in found)
    return found[0]._replace(text=text, right=found[-1].right, gaps=gaps)
