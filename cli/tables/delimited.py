"""CSV: UTF-8 or GB18030, separated by comma, semicolon or tab, as the header shows."""

from __future__ import annotations

import csv
import io

from matcher.table import Cell, Row, Table
from matcher.table_problems import table_rejected

_SEPARATORS = {",": "英文逗号", ";": "英文分号", "\t": "制表符"}
_WIDE = {"，": "全角逗号「，」", "；": "全角分号「；」", "|": "竖线「|」", "、": "顿号「、」"}


def read_delimited(data: bytes, file: str) -> Table:
    """The cells as text, each row with the number a spreadsheet gives it."""
    text = _text(data, file)
    lines = text.lstrip("\r\n\ufeff").split("\n", 1)[0] if text.strip() else ""
    records = _records(text, _separator(lines, file), file)
    while records and not any(cell.strip() for cell in records[-1]):
        records.pop()
    header, *rows = ([Cell(cell) for cell in record] for record in records or [[]])
    return Table(
        tuple(header),
        tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=2)),
        file,
        strict_width=True,
    )


def _text(data: bytes, file: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise table_rejected("MF137", file=file, found="是 UTF-16")
    if b"\x00" in data:
        raise table_rejected("MF130", file=file, name=".csv", found="二进制数据，不是文本")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise table_rejected("MF137", file=file, found="既不是 UTF-8，也不是 GB18030")


def _separator(header: str, file: str) -> str:
    counts = {sign: len(next(csv.reader([header], delimiter=sign), [])) - 1 for sign in _SEPARATORS}
    used = [sign for sign, count in counts.items() if count > 0]
    if len(used) == 1:
        return used[0]
    if used:
        told = "表头里既有" + "，又有".join(_SEPARATORS[sign] for sign in used)
        raise table_rejected("MF136", file=file, place="第1行", found=told)
    wide = [name for sign, name in _WIDE.items() if sign in header]
    if wide:
        raise table_rejected("MF136", file=file, place="第1行", found=f"表头里只有{wide[0]}")
    return ","  # a single column


def _records(text: str, separator: str, file: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[list[str]] = []
    started = 1
    try:
        for record in reader:
            records.append(record)
            started = reader.line_num + 1
    except csv.Error:
        raise table_rejected("MF135", file=file, found=str(started)) from None
    return records
