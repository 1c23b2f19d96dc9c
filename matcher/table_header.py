"""What each column of a table of facts is: the subject, a fact with its unit, or a mistake.

A title names a fact as a facts file does (id, label or synonym, with or without a period), with the
unit behind: 2025年营业收入（万元）, 上年度营业收入/万元, 营业收入（2025年，万元）,
``revenue@2025[万元]`` as in a registry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.conditions import GATE
from matcher.fact_names import Named, nearest, period_of, resolve
from matcher.facts import absolute, fact_key
from matcher.table import Cell, Table, heading
from matcher.table_problems import table_problem
from matcher.table_units import is_unit, units_of, units_told
from rules.errors import Diagnostic
from rules.period import NOW
from rules.vocabulary import Kind, Vocabulary

# Columns that say who the subject is; the first kind that is there is its number, the rest names.
_SUBJECTS = (
    ("统一社会信用代码", "社会信用代码", "信用代码", "纳税人识别号"),
    ("身份证号", "身份证号码", "公民身份号码", "身份号码"),
    ("编号", "对象编号", "企业编号", "id", "subject"),
    ("企业名称", "单位名称", "公司名称", "名称", "申报单位", "申报单位名称", "企业"),
    ("姓名", "申请人", "申请人姓名"),
)
_BEHIND = re.compile(r"(.+?)[(（\[［【]([^()（）\[\]［］【】]+)[)）\]］】]")
_SLASH = re.compile(r"(.+)[/／]([^/／]+)")
_BEFORE_UNIT = re.compile(r"单位[:：]?")


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of facts: which one, when, and the unit its numbers are in (may be empty)."""

    place: int
    title: str
    named: Named
    period: str
    unit: str = ""
    tags: tuple[str, ...] = ()  # the known titles, of a column of titles

    @property
    def address(self) -> str:
        """``revenue@2025``."""
        return fact_key(self.named.attribute, self.period)

    @property
    def gate(self) -> bool:
        """Whether it holds what an authority found (``gate:专家评审``)."""
        return self.named.attribute.startswith(GATE)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the header says. ``subject`` and ``names`` are places of columns."""

    facts: tuple[FactColumn, ...]
    subject: int | None
    names: tuple[int, ...] = ()
    ignored: tuple[int, ...] = ()


class _HeaderError(Exception):
    def __init__(self, code: str, **details: str) -> None:
        self.code, self.details = code, details
        super().__init__(code)


def read_header(
    table: Table, vocabulary: Vocabulary, on: date, ignore: Sequence[str]
) -> tuple[Columns, list[Diagnostic]]:
    """The columns and every problem of the first row; columns with a problem are left out."""
    problems: list[Diagnostic] = []
    facts: dict[str, FactColumn] = {}
    subjects: dict[int, list[int]] = {}
    ignored: list[int] = []
    wanted = {heading(name) for name in ignore}
    titles = [heading(cell.text) for cell in table.header]
    for name in ignore:
        if heading(name) not in titles:
            near = "、".join(title for title in titles if title)
            problems.append(table_problem("MF147", file=table.file, found=name, near=near))
    for place, title in enumerate(titles):
        try:
            _readable(table.header[place], title)
            if title and title in wanted:
                ignored.append(place)
            elif title and (rank := _rank(title)) is not None:
                subjects.setdefault(rank, []).append(place)
            elif title:
                column = _column(place, title, vocabulary, on)
                _only_one(column, facts, table)
                facts[column.address] = column
            else:
                _untitled(table, place)
        except _HeaderError as error:
            problems.append(
                table_problem(
                    error.code, file=table.file, place=table.place(1, place), **error.details
                )
            )
    problems += _twice(subjects, table, titles)
    found = [place for rank in sorted(subjects) for place in subjects[rank]]
    columns = Columns(
        tuple(facts.values()), found[0] if found else None, tuple(found[1:]), tuple(ignored)
    )
    return columns, problems


def split_title(title: str, vocabulary: Vocabulary) -> tuple[Named | None, str, str]:
    """The fact a title names, its unit, and what in brackets was neither unit nor period."""
    named = _tried(title, vocabulary)
    if named is not None:
        return named, "", ""
    base, unit, strange, period = title, "", "", ""
    while match := _BEHIND.fullmatch(base):
        base, inside = match.groups()
        for part in re.split(r"[,，、;；]", inside):
            word = _BEFORE_UNIT.sub("", part)
            if period_of(word) is not None and not period:
                period = f"（{word}）"
            elif (is_unit(word) or _counted(word, vocabulary)) and not unit:
                unit = word
            else:
                strange = word
        named = _tried(base + period, vocabulary)
        if named is not None:
            return named, unit, strange
    match = _SLASH.fullmatch(title)
    if match and (named := _tried(match[1], vocabulary)):
        return named, match[2], ""
    return _known(base, vocabulary), unit, strange  # raises when the period is what is wrong


def _tried(title: str, vocabulary: Vocabulary) -> Named | None:
    try:
        return _known(title, vocabulary)
    except ValueError:  # revenue@2025[万元]: the unit is not peeled off yet
        return None


def _known(title: str, vocabulary: Vocabulary) -> Named | None:
    wide = title.replace("(", "（").replace(")", "）")  # as the labels have them
    found = resolve(title, vocabulary) if "@" in title or "(" in title else None
    return found or resolve(wide, vocabulary)


def _counted(word: str, vocabulary: Vocabulary) -> bool:
    return any(word in (a.unit, f"万{a.unit}") for a in vocabulary.attributes if a.unit)


def _rank(title: str) -> int | None:
    plain = re.sub(r"[*＊:：]", "", title)
    return next((rank for rank, names in enumerate(_SUBJECTS) if plain in names), None)


def _column(place: int, title: str, vocabulary: Vocabulary, on: date) -> FactColumn:
    if title.startswith((GATE, "gate：")) and title[len(GATE) :]:
        gate = title[len(GATE) :]
        named = Named(f"{GATE}{gate}", gate, Kind.BOOL, "", NOW)
        return FactColumn(place, title, named, "now")
    try:
        named_, unit, strange = split_title(title, vocabulary)
        if named_ is None:
            raise _unknown(title, vocabulary)
        period = absolute(named_.period or named_.default, on)
    except (ValueError, OverflowError) as problem:
        raise _HeaderError("MF142", found=title) from problem
    if strange:
        raise _HeaderError(
            "MF144", found=title, unit=strange, label=named_.label, units=units_told(named_)
        )
    if unit and unit not in units_of(named_):
        raise _HeaderError(
            "MF143", found=title, unit=unit, label=named_.label, units=units_told(named_)
        )
    attribute = vocabulary.get(named_.attribute)
    tags = attribute.options if attribute is not None else ()
    return FactColumn(place, title, named_, period, unit, tags)


def _unknown(title: str, vocabulary: Vocabulary) -> _HeaderError:
    close = nearest(title, vocabulary)
    near = f"最接近的是 {'、'.join(close)}" if close else "可用的指标见词表"
    return _HeaderError("MF141", found=title, near=near)


def _readable(cell: Cell, title: str) -> None:
    if cell.flaw is not None:
        found, example = cell.flaw.found or title, "列名"
        raise _HeaderError(cell.flaw.code, found=found, unit=cell.flaw.detail, example=example)


def _only_one(column: FactColumn, facts: dict[str, FactColumn], table: Table) -> None:
    other = facts.get(column.address)
    if other is not None:
        raise _HeaderError(
            "MF145",
            found=column.title,
            other=table.place(1, other.place) + (f"「{other.title}」" if table.lettered else ""),
            label=f"{column.named.label}，{column.address}",
        )


def _untitled(table: Table, place: int) -> None:
    """An empty title is no harm over an empty column."""
    for row in table.rows:
        if not row.at(place).blank:
            raise _HeaderError("MF140", found=row.at(place).text)


def _twice(subjects: dict[int, list[int]], table: Table, titles: Sequence[str]) -> list[Diagnostic]:
    return [
        table_problem(
            "MF145",
            file=table.file,
            place=table.place(1, place),
            found=titles[place],
            other=f"{table.place(1, places[0])}「{titles[places[0]]}」",
            label="写的是哪个对象",
        )
        for places in subjects.values()
        for place in places[1:]
    ]
