"""Excel (.xlsx): values as they are stored, and a flaw wherever people may see something else."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from matcher.table import Cell, Flaw, PlacedFlaw, Row, Table, letters
from matcher.table_problems import table_rejected
from rules.quantity import plain

_DIGITS = 15  # what a spreadsheet keeps of a number
# 万 or 亿 as a part of the format, a comma that divides by a thousand, money that is not renminbi
_DISGUISE = re.compile(
    r'[万亿千百兆]|[0#?],+(?=[;."\s_)]|$)|\[\$(?![¥￥-])|(?<!\[)\$|[€£₩]|USD|HKD|EUR'
)


def read_excel(data: bytes, file: str, sheet: str | None = None) -> Table:
    """The one sheet that has content, or the one asked for; raises ``InputRejected``."""
    book, results = _load(data, file, formulas=True), _load(data, file, formulas=False)
    name = _chosen(book, file, sheet)
    written, computed = book[name], results[name]
    filled = _filled(written)
    width = max((column for _, column in filled), default=0)
    rows = {
        number: tuple(
            _cell(filled[place], computed[filled[place].coordinate]) if place in filled else Cell()
            for place in ((number, column) for column in range(1, width + 1))
        )
        for number in sorted({row for row, _ in filled})
    }
    several = len(book.worksheets) > 1
    title = name if several else ""
    return Table(
        _without_blank_end(rows.pop(1, ())),
        tuple(Row(number, cells) for number, cells in rows.items()),
        file,
        title,
        flaws=tuple(_flaws(written, filled, f"{title}!" if title else "")),
    )


def _load(data: bytes, file: str, *, formulas: bool) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-down lists and styles, which carry no value
            return load_workbook(io.BytesIO(data), data_only=not formulas)
    except Exception as problem:  # whatever zip, XML and openpyxl meet in a damaged file
        raise table_rejected("MF132", file=file) from problem


def _chosen(book: Any, file: str, sheet: str | None) -> str:
    names = [each.title for each in book.worksheets]
    if sheet is not None:
        if sheet not in names:
            raise table_rejected("MF134", file=file, name=sheet, found="、".join(names))
        return sheet
    filled = [each for each in book.worksheets if _filled(each)]
    if len(filled) > 1:
        told = "、".join(
            f"「{each.title}」" + ("（隐藏）" if each.sheet_state != "visible" else "")
            for each in filled
        )
        raise table_rejected("MF133", file=file, found=told)
    if not filled:
        raise table_rejected("MF138", file=file, found="文件里什么也没有")
    if filled[0].sheet_state != "visible":
        raise table_rejected("MF149", file=file, found=f"工作表「{filled[0].title}」")
    return str(filled[0].title)


def _filled(sheet: Any) -> dict[tuple[int, int], Any]:
    """The cells with content by row and column.

    Only they are looked at: a sheet whose last row was once formatted has a million rows.
    """
    return {place: cell for place, cell in sheet._cells.items() if cell.value is not None}


def _flaws(sheet: Any, filled: dict[tuple[int, int], Any], before: str) -> Iterator[PlacedFlaw]:
    last_row = max((row for row, _ in filled), default=0)
    last_column = max((column for _, column in filled), default=0)
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= last_row and merged.min_col <= last_column:
            yield PlacedFlaw(f"{before}{merged.coord}", Flaw("MF148", merged.coord))
    for number in sorted({row for row, _ in filled}):
        if sheet.row_dimensions[number].hidden:
            yield PlacedFlaw(f"{before}第{number}行", Flaw("MF149", f"第{number}行"))
    hidden = [
        range(each.min or 0, (each.max or 0) + 1)
        for each in sheet.column_dimensions.values()
        if each.hidden
    ]
    for column in sorted({column for _, column in filled}):
        if any(column in each for each in hidden):
            told = f"{letters(column - 1)}列"
            yield PlacedFlaw(f"{before}{told}", Flaw("MF149", told), column - 1)


def _without_blank_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    end = max((n for n, cell in enumerate(cells, start=1) if not cell.blank), default=0)
    return cells[:end]


def _cell(written: Any, computed: Any) -> Cell:
    """The cell by its formula and by its result; a result that is an empty text is blank."""
    value = computed.value
    if written.data_type == "f" and value is None and computed.data_type != "str":
        formula = getattr(written.value, "text", None) or str(written.value)
        return Cell(flaw=Flaw("MF157", formula))
    if computed.data_type == "e":
        return Cell(flaw=Flaw("MF158", str(value)))
    if value is None or isinstance(value, str):
        return Cell(value)
    if isinstance(value, bool):
        return Cell(value, "TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return _number(value, computed.number_format)
    return _day(value, computed.number_format)


def _number(value: int | float, form: str) -> Cell:
    number = Decimal(repr(value))
    told = plain(number)
    if len(number.normalize().as_tuple().digits) > _DIGITS or abs(number) >= 10**_DIGITS:
        return Cell(flaw=Flaw("MF159", told))
    if _DISGUISE.search(form):
        return Cell(flaw=Flaw("MF161", told, form))
    if "%" in form:
        return Cell(number, f"{plain(number * 100)}%", percent=True)
    return Cell(int(number) if number == number.to_integral() else number, told)


def _day(value: Any, form: str) -> Cell:
    shown = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", form).lower()
    if isinstance(value, date) and "d" not in shown:  # 2025年1月 as typed: the day is Excel's own
        told = f"{value.year}年{value.month}月" if "m" in shown else f"{value.year}年"
        return Cell(flaw=Flaw("MF155", told))
    if isinstance(value, datetime) and value.time() == value.min.time():
        return Cell(value.date(), value.date().isoformat())
    if isinstance(value, date) and not isinstance(value, datetime):
        return Cell(value, value.isoformat())
    return Cell(flaw=Flaw("MF150", str(value)))  # a time of day, a span of time
