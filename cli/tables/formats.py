"""Which reader a facts file needs: the content decides, and the extension must agree."""

from __future__ import annotations

from pathlib import PurePath

from cli.tables.delimited import read_delimited
from matcher.table import Table
from matcher.table_problems import table_rejected

_EXCEL, _OLD, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_SUFFIXES = {
    ".xls": "Excel", ".xlsx": "Excel", ".xlsm": "Excel", ".parquet": "Parquet",
    ".csv": "文本", ".tsv": "文本", ".json": "文本", ".yaml": "文本", ".yml": "文本",
}  # fmt: skip


def table_of(data: bytes, file: str, sheet: str | None = None) -> Table | None:
    """The table in a file, or None when it is no table (JSON, YAML). Raises ``InputRejected``."""
    suffix = PurePath(file).suffix.lower()
    if data.startswith(_OLD):
        raise table_rejected("MF131", file=file, found="旧版 Excel（.xls）或加了密码的文件")
    if _OPEN_DOCUMENT in data[:120]:
        raise table_rejected("MF131", file=file, found=" OpenDocument 文件（.ods）")
    found = _format(data)
    named = _SUFFIXES.get(suffix, found)
    if named != found:
        what = "文本" if found == "文本" else f" {found} 文件"
        raise table_rejected("MF130", file=file, name=suffix, found=what)
    if found == "Excel":
        from cli.tables.excel import read_excel

        return read_excel(data, file, sheet)
    if found == "Parquet":
        from cli.tables.parquet import read_parquet

        return read_parquet(data, file)
    return read_delimited(data, file) if suffix in (".csv", ".tsv") else None


def _format(data: bytes) -> str:
    if data.startswith(_EXCEL):
        return "Excel"
    return "Parquet" if data.startswith(_PARQUET) else "文本"
