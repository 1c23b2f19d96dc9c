"""Table rows with merged cells laid out again, and their lines of text.

Inside a cell paragraphs are kept apart by a line end until the row is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compiler.read.canonical import row


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


#: The longest name of a block in the left column of a card.
_NAME = 12
#: What begins a paragraph of a list, or ends a sentence: running text, no entry of a data table.
_SAID = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|[①-⑳])|[。；;]$", re.MULTILINE
)
_LONG = 20


def row_lines(table: list[list[str]]) -> Iterator[str]:
    """The lines of a table: one a row, its cells apart.

    In a card, a table of two columns with the name of a block on the left, the paragraphs of the
    block stand below its name, one a line, so that their numbering stays at the start of a line;
    a name that spans several rows stands once.
    """
    named = ""
    for cells in table:
        if not any(cells):
            continue
        name, body = (cells[0], cells[1]) if len(cells) == 2 else ("", "")
        block = bool(name) and "\n" not in name and len(name) <= _NAME and _is_said(body)
        if block and name == named:
            yield from body.split("\n")
        elif block and "\n" in body:
            yield row([name, ""])
            yield from body.split("\n")
        else:
            yield row([cell.replace("\n", " ") for cell in cells])
        named = name if block else ""


def _is_said(body: str) -> bool:
    """Whether a cell holds running text: a sentence, a list, or one long paragraph."""
    return _SAID.search(body) is not None or max(map(len, body.split("\n"))) > _LONG
