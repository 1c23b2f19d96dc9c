"""Ruled tables: cells from the lines drawn around them, on a PDF page or in a picture of one.

The lines are the only sure sign of which words belong to one cell when a cell holds several printed
lines, and of cells that span rows and columns. Each table becomes fixed lines, one a row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from compiler.read.canonical import join_wrapped, tidy
from compiler.read.cards import CARD_FIELDS, starts_field
from compiler.read.columns import pieces
from compiler.read.grid import Cell, row_lines, spread
from compiler.read.paragraphs import CELL_GAP, MARK, PageLine

_NEAR = 4.0  # points two ends or two parallel lines may lie apart and still meet
_MOST = 4000  # lines of one page; more is a drawing


class Rule(NamedTuple):
    """A drawn line, upright or level: its place across, and the two ends along it."""

    upright: bool
    at: float
    start: float
    end: float


class Table(NamedTuple):
    """The places of the lines of one table, and for each field the cell it belongs to."""

    xs: list[float]
    ys: list[float]
    cells: dict[tuple[int, int], int]

    def field(self, line: PageLine) -> tuple[int, int] | None:
        """The field the middle of a printed line lies in: column, and row from below."""
        x, y = (line.left + line.right) / 2, line.y + 0.3 * line.size
        column, row = bisect_left(self.xs, x) - 1, bisect_left(self.ys, y) - 1
        within = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return (column, row) if within else None


def with_tables(
    lines: list[PageLine], tables: list[Table], words: Callable[[], list[PageLine]]
) -> list[PageLine]:
    """The lines of one page, those in a ruled table as its rows.

    ``words`` gives the same lines once more, in pieces no longer than a cell is wide.
    """
    for table in tables:
        lines = _set_in(lines, table, words)
    return lines


def tables_among(rules: list[Rule]) -> list[Table]:
    """The tables that the lines drawn on one page make, from the top down."""
    return list(_tables(rules))


def _tables(rules: list[Rule]) -> Iterator[Table]:
    if not 4 <= len(rules) <= _MOST:
        return
    for group in _touching(_merged(rules)):
        xs = _places(r.at for r in group if r.upright)
        ys = _places(r.at for r in group if not r.upright)
        if len(xs) >= 3 and len(ys) >= 3:  # two columns and two rows at least
            cells = _cells(xs, ys, group)
            if len(set(cells.values())) > 3:
                yield Table(xs, ys, cells)


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules drawn piece by piece (one side of each cell) as long ones."""
    out: list[Rule] = []
    places: dict[bool, list[float]] = {
        kind: _places(r.at for r in rules if r.upright is kind) for kind in (False, True)
    }
    placed = sorted(r._replace(at=_nearest(places[r.upright], r.at)) for r in rules)
    for rule in placed:
        last = out[-1] if out else None
        if (
            last is not None
            and (last.upright, last.at) == (rule.upright, rule.at)
            and rule.start <= last.end + _NEAR
        ):
            out[-1] = last._replace(end=max(last.end, rule.end))
        else:
            out.append(rule)
    return out


def _places(found: Iterable[float]) -> list[float]:
    """Places that lie apart; those nearer than a line's width are one."""
    out: list[float] = []
    for place in sorted(found):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out


def _nearest(places: list[float], at: float) -> float:
    index = bisect_left(places, at)
    return min(places[max(0, index - 1) : index + 1], key=lambda place: abs(place - at))


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that meet, in groups."""
    upright = [r for r in rules if r.upright]
    level = sorted((r for r in rules if not r.upright), key=lambda r: r.at)
    heights = [r.at for r in level]
    group = {rule: {rule} for rule in rules}
    for rule in upright:
        low = bisect_left(heights, rule.start - _NEAR)
        for other in level[low:]:
            if other.at > rule.end + _NEAR:
                break
            if other.start - _NEAR <= rule.at <= other.end + _NEAR:
                one, two = group[rule], group[other]
                if one is not two:
                    small, large = sorted((one, two), key=len)
                    large |= small
                    group |= dict.fromkeys(small, large)
    distinct = {id(g): g for g in group.values()}
    return sorted(map(sorted, distinct.values()), key=lambda g: -max(r.end for r in g))


def _cells(xs: list[float], ys: list[float], rules: list[Rule]) -> dict[tuple[int, int], int]:
    """Each field of the grid (column, row from below) with the number of the cell it is part of."""
    upright: dict[int, list[Rule]] = {}
    level: dict[int, list[Rule]] = {}
    for rule in rules:
        places, kept = (xs, upright) if rule.upright else (ys, level)
        kept.setdefault(places.index(_nearest(places, rule.at)), []).append(rule)
    cells: dict[tuple[int, int], int] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (column, row) in cells:
                continue
            number = len(cells)
            waiting = [(column, row)]
            while waiting:
                x, y = waiting.pop()
                if (x, y) in cells:
                    continue
                cells[x, y] = number
                middle_x, middle_y = (xs[x] + xs[x + 1]) / 2, (ys[y] + ys[y + 1]) / 2
                if x + 2 < len(xs) and not _drawn(upright.get(x + 1, []), middle_y):
                    waiting.append((x + 1, y))
                if x and not _drawn(upright.get(x, []), middle_y):
                    waiting.append((x - 1, y))
                if y + 2 < len(ys) and not _drawn(level.get(y + 1, []), middle_x):
                    waiting.append((x, y + 1))
                if y and not _drawn(level.get(y, []), middle_x):
                    waiting.append((x, y - 1))
    return cells


def _drawn(rules: list[Rule], at: float) -> bool:
    return any(rule.start <= at <= rule.end for rule in rules)


def _set_in(
    lines: list[PageLine], table: Table, words: Callable[[], list[PageLine]]
) -> list[PageLine]:
    """The lines with those of one table replaced by its rows, where the table stands."""
    inside = [line for line in lines if any(table.field(p) for p in pieces(line))]
    cards = sum(starts_field(line.text.replace(CELL_GAP, " ")) for line in inside)
    if not inside or cards >= CARD_FIELDS:
        return lines  # a card is read as a card
    held: dict[int, list[PageLine]] = {}
    for word in words():
        if (field := table.field(word)) is not None:
            held.setdefault(table.cells[field], []).append(word)
    if len(held) < 3:
        return lines  # a frame around text, or a drawing
    cells = _rows(table, held)
    if len(table.xs) == 3 and _is_card(cells):
        return lines
    around = [line for line in lines if line not in inside]
    rows = list(row_lines(spread(cells)))
    step = (table.ys[-1] - table.ys[0]) / max(len(rows), 1)
    first = inside[0]
    fixed = [
        first._replace(
            text=text,
            left=table.xs[0],
            right=table.xs[-1],
            y=table.ys[-1] - step * (index + 0.5),
            gaps=(),
            fixed=True,
        )
        for index, text in enumerate(rows)
    ]
    at = next((n for n, line in enumerate(around) if line.y < table.ys[0]), len(around))
    return [*around[:at], *fixed, *around[at:]]


def _is_card(rows: list[list[Cell]]) -> bool:
    """Whether two columns are names of blocks and blocks: a card, or its end on a further page.

    There the first column may be empty: what stands beside goes on from the page before.
    """
    names = [row[0].text.strip() for row in rows if row]
    return all(starts_field(name) for name in names if name)


def _rows(table: Table, held: dict[int, list[PageLine]]) -> list[list[Cell]]:
    fields: dict[int, list[tuple[int, int]]] = {}
    for field, number in table.cells.items():
        fields.setdefault(number, []).append(field)
    rows: list[list[tuple[int, Cell]]] = [[] for _ in range(len(table.ys) - 1)]
    for number, parts in fields.items():
        columns = [x for x, _ in parts]
        heights = [y for _, y in parts]
        top = len(table.ys) - 2 - max(heights)
        cell = Cell(
            _words(held.get(number, [])),
            max(heights) - min(heights) + 1,
            max(columns) - min(columns) + 1,
        )
        rows[top].append((min(columns), cell))
    return [[cell for _, cell in sorted(row, key=lambda c: c[0])] for row in rows]


def _words(found: list[PageLine]) -> str:
    """The text of a cell; what is numbered begins a line of its own."""
    text = ""
    for line in sorted(found, key=lambda p: (-round(p.y), p.left)):
        if text and MARK.match(line.text):
            text += "\n" + tidy(line.text)
        else:
            head, _, last = text.rpartition("\n")
            text = (
                f"{head}\n{join_wrapped(last, line.text)}"
                if head
                else join_wrapped(last, line.text)
            )
    return text
