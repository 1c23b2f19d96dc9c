"""Parquet: the rows of a registry as ``policycalc batch`` reads them, for single subjects."""

from __future__ import annotations

import io
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from matcher.table import Cell, CellValue, Flaw, PlacedFlaw, Row, Table
from matcher.table_problems import table_rejected
from rules.errors import MissingExtra


def read_parquet(data: bytes, file: str) -> Table:
    """The cells with their exact values; a list is a complete list, a float is refused."""
    if find_spec("pyarrow") is None:
        raise MissingExtra("batch", "读 Parquet 文件")
    import pyarrow as pa
    from pyarrow import parquet

    try:
        found = parquet.read_table(io.BytesIO(data))
        columns = [_cells(column) for column in found.columns]
    except (pa.ArrowException, OSError, ValueError):
        raise table_rejected("MF139", file=file) from None
    flaws = tuple(
        PlacedFlaw(f"「{name}」列", flaw, place)
        for place, (name, column) in enumerate(zip(found.column_names, found.columns, strict=True))
        if (flaw := _flaw(column.type)) is not None
    )
    rows = zip(*columns, strict=True) if columns else ()
    return Table(
        tuple(Cell(name) for name in found.column_names),
        tuple(Row(number, cells) for number, cells in enumerate(rows, start=2)),
        file,
        lettered=False,
        flaws=flaws,
    )


def _flaw(kind: Any) -> Flaw | None:
    import pyarrow.types as types

    inner = kind.value_type if types.is_dictionary(kind) or _is_list(kind) else kind
    inner = inner.value_type if types.is_dictionary(inner) else inner
    text = types.is_string(inner) or types.is_large_string(inner)
    if _is_list(kind) or types.is_dictionary(kind):
        good = text
    else:
        good = text or any(
            check(kind)
            for check in (
                types.is_boolean, types.is_integer, types.is_decimal, types.is_date,
                types.is_timestamp, types.is_null,
            )
        )  # fmt: skip
    return None if good else Flaw("MF166", str(kind))


def _is_list(kind: Any) -> bool:
    import pyarrow.types as types

    return bool(types.is_list(kind) or types.is_large_list(kind))


def _cells(column: Any) -> list[Cell]:
    if _flaw(column.type) is not None:
        return [Cell()] * len(column)  # the whole column is reported
    return [_cell(value) for value in column.to_pylist()]


def _cell(value: Any) -> Cell:
    found: CellValue = value
    if isinstance(value, list):
        if any(item is None or not item.strip() for item in value):
            return Cell(flaw=Flaw("MF150", "、".join(item or "（空）" for item in value)))
        found = tuple(value)
    elif isinstance(value, datetime):
        if value.tzinfo is not None or value.time() != value.min.time():
            return Cell(flaw=Flaw("MF150", str(value)))
        found = value.date()
    return Cell(found)
