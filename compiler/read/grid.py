"""Table rows with merged cells laid out again."""

from __future__ import annotations

from typing import NamedTuple


class Cell(NamedTuple):
    """A cell's text and how many rows and columns it spans."""

    text: str
    rows: int = 1
    columns: int = 1


def spread(table: list[list[Cell]]) -> list[list[str]]:
    """The cell texts of each row: a cell merged downwards is repeated in every row it spans, a
    cell merged sideways stands once."""
    out: list[list[str]] = []
    hanging: dict[int, tuple[Cell, int]] = {}  # column → the cell above and the rows it still spans
    for cells in table:
        line: list[str] = []
        column = 0
        waiting = list(cells)
        below: dict[int, tuple[Cell, int]] = {}
        while waiting or any(at >= column for at in hanging):
            if column in hanging:
                cell, left = hanging.pop(column)
                if left > 1:
                    below[column] = (cell, left - 1)
            elif waiting:
                cell = waiting.pop(0)
                if cell.rows > 1:
                    below[column] = (cell, cell.rows - 1)
            else:
                column += 1
                continue
            line.append(cell.text)
            column += cell.columns
        hanging = below
        out.append(line)
    return out
