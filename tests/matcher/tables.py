"""Files of facts made in a test: CSV text, Excel sheets, Parquet tables, and facts as a table."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from matcher.fact_values import written
from matcher.table_input import SubjectFacts


def excel(*rows: Sequence[object], edit: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of one sheet 企业; ``edit`` may change it before it is saved."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "企业"
    for row in rows:
        book.active.append(list(row))
    if edit is not None:
        edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def with_result(data: bytes, cell: str, result: str, *, as_text: bool = False) -> bytes:
    """The workbook as if it had computed the formula of a cell."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = content.decode()
                formula = rf'<c r="{cell}"([^>]*)>(<f>[^<]*</f>)<v(?: ?/>|></v>)'
                kind = ' t="str"' if as_text else ""
                computed = rf'<c r="{cell}"\g<1>{kind}>\g<2><v>{result}</v>'
                text, count = re.subn(formula, computed, text)
                assert count == 1
                content = text.encode()
            new.writestr(name, content)
    return changed.getvalue()


def parquet(**columns: Any) -> bytes:
    """A Parquet file of these columns."""
    import pyarrow as pa
    from pyarrow import parquet as files

    saved = io.BytesIO()
    files.write_table(pa.table(columns), saved)
    return saved.getvalue()


def as_csv(
    subjects: Sequence[SubjectFacts], separator: str = ",", encoding: str = "utf-8"
) -> bytes:
    """The facts of subjects as a table: addresses above, written values below."""
    addresses = list(dict.fromkeys(f.key for s in subjects for f in s.facts.facts))
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=separator)
    rows.writerow(
        ["编号", *(a if "@" in a or a.startswith("gate:") else f"{a}@now" for a in addresses)]
    )
    for subject in subjects:
        rows.writerow([subject.id, *(_cell(subject, address) for address in addresses)])
    return text.getvalue().encode(encoding)


def _cell(subject: SubjectFacts, address: str) -> str:
    fact = subject.facts.by_key.get(address)
    if fact is None:
        return ""
    value = written(fact.value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
