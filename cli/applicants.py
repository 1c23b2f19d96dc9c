"""Whose facts a command works on: a facts file of one applicant, or a table with one a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cli.files import decoded, read_bytes
from cli.problems import rejected
from cli.tables.formats import table_of
from matcher import Facts, read_facts
from matcher.contradictions import contradictions
from matcher.table import narrow
from matcher.table_input import SubjectFacts, SubjectTable, read_table
from matcher.table_problems import table_problem, table_rejected
from rules.errors import InputRejected
from rules.vocabulary import Vocabulary


def read_applicants(
    file: Path,
    on: date,
    vocabulary: Vocabulary,
    *,
    sheet: str | None = None,
    ignore: Sequence[str] = (),
) -> Facts | SubjectTable:
    """The facts of a JSON or YAML file, or all subjects of a table; raises ``InputRejected``."""
    data = read_bytes(file)
    table = table_of(data, str(file), sheet)
    if table is not None:
        return read_table(table, vocabulary=vocabulary, on=on, ignore=ignore)
    if sheet is not None or ignore:
        raise rejected("CLI105", "--sheet 和 --ignore 只用于表格文件", file=str(file))
    facts = read_facts(decoded(data, file), vocabulary=vocabulary, on=on, file=str(file))
    found = [
        table_problem("MF175", file=str(file), found="、".join(each.keys), unit=each.told)
        for each in contradictions(facts, vocabulary, on)
    ]
    if found:
        raise InputRejected(found)
    return facts


def read_applicant(file: Path, on: date, vocabulary: Vocabulary) -> Facts:
    """The facts of the one applicant in a file; a table with more is refused."""
    found = read_applicants(file, on, vocabulary)
    if isinstance(found, Facts):
        return found
    if len(found.subjects) > 1:
        raise table_rejected(
            "MF176",
            file=str(file),
            found=str(len(found.subjects)),
            other="请用 policycalc match 测算全部对象，或只留一行",
        )
    return found.subjects[0].facts


def chosen(table: SubjectTable, wanted: Sequence[str], file: Path) -> tuple[SubjectFacts, ...]:
    """The subjects with these numbers or names, in this order; all when none is named."""
    if not wanted:
        return table.subjects
    return tuple(_one(table, name, file) for name in dict.fromkeys(wanted))


def _one(table: SubjectTable, name: str, file: Path) -> SubjectFacts:
    sought = narrow(name).upper()
    found = [s for s in table.subjects if s.id.upper() == sought] or [
        s for s in table.subjects if name.strip() in s.names
    ]
    if len(found) > 1:
        raise table_rejected("MF178", file=str(file), found=name)
    if not found:
        near = "、".join(s.told for s in table.subjects[:10])
        more = f" 等 {len(table.subjects)} 个" if len(table.subjects) > 10 else ""
        raise table_rejected("MF177", file=str(file), found=name, near=near + more)
    return found[0]
