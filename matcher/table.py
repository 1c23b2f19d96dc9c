"""A table of cells with their places, as a reader of CSV, Excel or Parquet hands it over.

The first row is the header. A reader changes no value: what it cannot take at face value (a formula
without a result, a merged cell, a floating-point number) it marks with a flaw, and whoever uses the
cell must say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

CellValue = None | str | bool | int | Decimal | date | tuple[str, ...]
_WIDTH = str.maketrans({**{chr(c + 0xFEE0): chr(c) for c in range(0x21, 0x7F)}, "−": "-"})
_LETTERS = {code: to for code, to in _WIDTH.items() if str(to).isalnum() or str(to) in "%/&@"}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a value cannot be taken at face value: a code of ``table_problems`` and its details."""

    code: str
    found: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PlacedFlaw:
    """A flaw of several cells at once; of a whole column where ``column`` is given."""

    place: str
    flaw: Flaw
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value, how it looks to people, and whether it is shown as a percentage.

    A tuple is a complete list, which only Parquet has.
    """

    value: CellValue = None
    shown: str = ""
    percent: bool = False
    flaw: Flaw | None = None

    @property
    def blank(self) -> bool:
        """Nothing is written here, so that the value is unknown."""
        empty = self.value is None or (isinstance(self.value, str) and not self.value.strip())
        return empty and self.flaw is None

    @property
    def text(self) -> str:
        """What stands here, for messages."""
        if isinstance(self.value, tuple):
            return "、".join(self.value)
        return self.shown or ("" if self.value is None else str(self.value).strip())


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the header with the number people see beside it."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell of a column; blank behind the last one."""
        return self.cells[column] if column < len(self.cells) else Cell()

    @property
    def blank(self) -> bool:
        """A row without any content."""
        return all(cell.blank for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Header and rows. ``strict_width``: a row must have as many cells as the header (CSV)."""

    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    file: str = ""
    sheet: str = ""
    lettered: bool = True
    strict_width: bool = False
    flaws: tuple[PlacedFlaw, ...] = ()

    def place(self, row: int, column: int) -> str:
        """``Sheet1!C7「营业收入（万元）」``; without letters 第7条「营业收入（万元）」."""
        title = heading(self.header[column].text)[:40] if column < len(self.header) else ""
        named = f"「{title}」" if title and row != 1 else ""
        if not self.lettered:
            return f"第{row - 1}条{named}" if row != 1 else f"「{title}」列"
        sheet = f"{self.sheet}!" if self.sheet else ""
        return f"{sheet}{letters(column)}{row}{named}"

    def row_place(self, row: int) -> str:
        """The place of a whole row."""
        sheet = f"{self.sheet}!" if self.sheet else ""
        return f"{sheet}第{row}行" if self.lettered else f"第{row - 1}条"


def letters(column: int) -> str:
    """The letters of a column as spreadsheets write them: 0 is A, 26 is AA."""
    found, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        found = chr(ord("A") + digit) + found
    return found


def narrow(text: str) -> str:
    """Full-width digits, letters and signs as the usual ones; spaces at both ends removed."""
    return text.translate(_WIDTH).strip()


def heading(text: str) -> str:
    """A column title without what only lays it out: spaces, line breaks, the star of a must.

    Brackets stay as they are, since the labels of the vocabulary have them.
    """
    return re.sub(r"[\s\u3000\u200b*＊]+", "", text.translate(_LETTERS))
