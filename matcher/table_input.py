"""Facts of one or many subjects from a table: a header, then one subject a row.

Every problem of every cell is collected; a table with any problem gives no facts at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.contradictions import contradictions
from matcher.fact_values import FactValueError
from matcher.facts import Fact, Facts
from matcher.table import Row, Table, heading, letters, narrow
from matcher.table_cells import CellError, read_cell
from matcher.table_header import Columns, FactColumn, read_header
from matcher.table_problems import table_problem
from rules.errors import Diagnostic, InputRejected, Severity
from rules.vocabulary import Vocabulary

_TOTALS = re.compile(r"(?:合计|总计|小计|共计|平均|注|说明|备注|填表人|制表人|审核人)(?:[:：].*)?")
_SIDEWAYS = [[name, value] for name in ("指标", "项目", "情况") for value in ("值", "数值", "内容")]
_LOST = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")  # a number of 18 digits as a spreadsheet spoils it


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """One row: the subject's number or name, its other names, its facts, and where it stands."""

    id: str
    facts: Facts
    names: tuple[str, ...] = ()
    row: int = 0

    @property
    def told(self) -> str:
        """The subject for people."""
        return f"{self.id}（{'，'.join(self.names)}）" if self.names else self.id


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """How one column was read, so that nobody has to guess: title, address, unit."""

    column: str
    title: str
    address: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SubjectTable:
    """All subjects of a table, how its columns were read, and the columns left out on request."""

    subjects: tuple[SubjectFacts, ...]
    columns: tuple[ReadColumn, ...]
    ignored: tuple[str, ...] = ()


def read_table(
    table: Table, *, vocabulary: Vocabulary, on: date, ignore: Sequence[str] = ()
) -> SubjectTable:
    """The facts of every row. Raises ``InputRejected`` with every problem found (codes MF1xx).

    ``ignore`` names columns by title that hold no facts; they are listed in the answer.
    """
    rows = [row for row in table.rows if not row.blank]
    if not any(not cell.blank for cell in table.header):
        told = "第一行是空的，应为列名" if rows else "文件里什么也没有"
        raise InputRejected([table_problem("MF138", file=table.file, found=told)])
    if not rows:
        told = "只有表头，没有一行数据"
        raise InputRejected([table_problem("MF138", file=table.file, found=told)])
    if len(table.header) > 1 and [heading(cell.text) for cell in table.header[:2]] in _SIDEWAYS:
        told = "表格是竖着写的，一行一个指标；应一列一个指标"
        raise InputRejected([table_problem("MF138", file=table.file, found=told)])
    columns, problems = read_header(table, vocabulary, on, ignore)
    titles = [cell.text for cell in table.header if not cell.blank]
    if len(titles) == 1 and [problem.code for problem in problems][:1] == ["MF141"]:
        told = f"第一行只有「{titles[0]}」，像是标题，应为列名"
        raise InputRejected([table_problem("MF138", file=table.file, found=told)])
    problems += [
        table_problem(each.flaw.code, file=table.file, place=each.place, found=each.flaw.found)
        for each in table.flaws
        if each.column not in columns.ignored
    ]
    if columns.subject is None and len(rows) > 1:
        problems.append(table_problem("MF146", file=table.file, found=str(len(rows))))
    reader = _Reader(table, columns, vocabulary, on)
    subjects = [reader.subject(row) for row in rows]
    problems += [*reader.problems, *_repeated(subjects, table, columns)]
    if problems:
        raise InputRejected(problems)
    return SubjectTable(
        tuple(subjects),
        tuple(ReadColumn(letters(c.place), c.title, c.address, c.unit) for c in columns.facts),
        tuple(table.header[place].text for place in columns.ignored),
    )


class _Reader:
    def __init__(self, table: Table, columns: Columns, vocabulary: Vocabulary, on: date) -> None:
        self._table, self._columns = table, columns
        self._vocabulary, self._on = vocabulary, on
        self.problems: list[Diagnostic] = []

    def subject(self, row: Row) -> SubjectFacts:
        """The subject of a row; what is wrong with it is added to ``problems``."""
        self._width(row)
        facts = [fact for column in self._columns.facts if (fact := self._fact(row, column))]
        found = Facts(facts=tuple(facts))
        self._contradictions(row, found)
        names = tuple(name for place in self._columns.names if (name := self._name(row, place)))
        return SubjectFacts(self._id(row), found, names, row.number)

    def _fact(self, row: Row, column: FactColumn) -> Fact | None:
        try:
            value = read_cell(row.at(column.place), column, self._vocabulary)
        except (CellError, FactValueError) as error:
            self.problems.append(
                Diagnostic(
                    code=error.code,
                    severity=Severity.ERROR,
                    message=error.message,
                    hint=error.hint,
                    file=self._table.file,
                    place=self._table.place(row.number, column.place),
                )
            )
            return None
        if value is None:
            return None
        return Fact(attribute=column.named.attribute, period=column.period, value=value)

    def _name(self, row: Row, place: int) -> str:
        cell = row.at(place)
        if cell.flaw is not None:
            told = {"found": cell.flaw.found, "unit": cell.flaw.detail}
            title = self._table.header[place].text
            self._add(cell.flaw.code, self._table.place(row.number, place), example=title, **told)
        return cell.text

    def _id(self, row: Row) -> str:
        place = self._columns.subject
        if place is None:
            return self._table.row_place(row.number)
        cell, title = row.at(place), self._table.header[place].text
        where = self._table.place(row.number, place)
        if cell.flaw is not None:
            self._add(
                cell.flaw.code, where, found=cell.flaw.found, unit=cell.flaw.detail, example=title
            )
        elif cell.blank:
            self._add("MF170", where, found=title)
        elif _TOTALS.fullmatch(narrow(cell.text)):
            self._add("MF173", where, found=cell.text)
        elif _LOST.fullmatch(narrow(cell.text)):
            self._add("MF159", where, found=cell.text)
        return narrow(cell.text)

    def _width(self, row: Row) -> None:
        wide = len(self._table.header)
        if len(row.cells) == wide or not self._table.strict_width:
            extra = [n for n in range(wide, len(row.cells)) if not row.cells[n].blank]
            for n in extra:
                self._add("MF140", self._table.place(row.number, n), found=row.cells[n].text)
            return
        where = self._table.row_place(row.number)
        self._add("MF174", where, found=str(len(row.cells)), other=str(wide))

    def _contradictions(self, row: Row, facts: Facts) -> None:
        titles = {column.address: column for column in self._columns.facts}
        for found in contradictions(facts, self._vocabulary, self._on):
            told = "、".join(
                f"「{titles[key].title}」{row.at(titles[key].place).text}" for key in found.keys
            )
            where = self._table.row_place(row.number)
            self._add("MF175", where, found=told, unit=found.told)

    def _add(self, code: str, place: str, **details: str) -> None:
        self.problems.append(table_problem(code, file=self._table.file, place=place, **details))


def _repeated(subjects: Sequence[SubjectFacts], table: Table, columns: Columns) -> list[Diagnostic]:
    """Subjects that stand in two rows, and whether the rows agree."""
    if columns.subject is None:
        return []
    first: dict[str, SubjectFacts] = {}
    problems: list[Diagnostic] = []
    for subject in subjects:
        key = re.sub(r"\s", "", subject.id).upper()
        other = first.setdefault(key, subject) if key else subject
        if other is subject:
            continue
        details = {"found": subject.id, "other": table.row_place(other.row)}
        place = table.place(subject.row, columns.subject)
        differing = _differing(subject, other, columns)
        code = "MF172" if differing else "MF171"
        problems.append(
            table_problem(code, file=table.file, place=place, unit=differing, **details)
        )
    return problems


def _differing(one: SubjectFacts, other: SubjectFacts, columns: Columns) -> str:
    titles = [
        column.title
        for column in columns.facts
        if one.facts.by_key.get(column.address) != other.facts.by_key.get(column.address)
    ]
    if one.names != other.names:
        titles.insert(0, "名称")
    return "、".join(f"「{title}」" for title in titles)
