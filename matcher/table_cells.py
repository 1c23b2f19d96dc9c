"""The value of one cell under a column whose fact and unit are known.

Blank is unknown. A number without a unit, a word that could mean none or unknown, a percentage that
could be a fraction: each is refused with what to write instead.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

import yaml

from matcher.fact_names import example
from matcher.fact_values import NO, YES, FactValueError, is_unknown, read_value
from matcher.facts import FactValue, NoneOf, RecordList, Tag, TagSet
from matcher.table import Cell, narrow
from matcher.table_header import FactColumn
from matcher.table_problems import texts
from matcher.table_units import NUMERIC, is_unit, measured, units_of, units_told, usual_unit
from rules.quantity import AnyQuantity, DateValue, Ratio, plain
from rules.vocabulary import Kind, Vocabulary

_DASHES = ("-", "--", "—", "——", "–", "/", "\\", "n/a", "na", "#n/a", "null", "none")
_NOTHING = ("无", "没有", "暂无", "均无", "都没有")
_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_NUMBER = re.compile(rf"(-?(?:{_GROUPED}|\d+(?:\.\d+)?))\s*(\D*|m2)")
_SCIENCE = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d+\D*")
_MISGROUPED = re.compile(r"-?[\d,]*\d,[\d,]*(?:\.\d+)?\D*")
_SPAN = re.compile(r"\d[\d.,]*\s*\D{0,3}\s*(?:-|—|–|至|到|~|～)\s*\d[\d.,]*\s*\D*")
_RANGE = re.compile(r"[\[(（［【].*[\])）］】]", re.S)
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))(?:\s+0?0:00(?::00)?)?"  # a day as Excel exports it
)
_PART = re.compile(r"[;；、\n|]")
_NOT_NEGATIVE = (Kind.HEADCOUNT, Kind.AREA, Kind.DURATION, Kind.COUNT)


class CellError(Exception):
    """A cell that cannot be used: a code of ``TABLE_PROBLEMS`` with its details filled in."""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.message, self.hint = texts(code, **details)
        super().__init__(self.message)


def read_cell(cell: Cell, column: FactColumn, vocabulary: Vocabulary) -> FactValue | None:
    """The value, None for unknown; raises ``CellError`` or ``FactValueError``."""
    named = column.named
    if cell.flaw is not None:
        raise CellError(
            cell.flaw.code,
            found=cell.flaw.found,
            unit=cell.flaw.detail,
            example=example(named.kind, named.unit),
        )
    if cell.blank or is_unknown(cell.value):
        return None
    text = narrow(cell.text)
    options = () if column.gate else (*named.options, *column.tags)
    clear = named.kind in (Kind.BOOL, Kind.TAGS, Kind.RECORDS) and text in _NOTHING
    if (text.lower() in _DASHES or text in _NOTHING) and not clear and text not in options:
        raise _none_or_unknown(cell, column)
    match named.kind:
        case Kind.BOOL:
            return _yes_or_no(cell, column)
        case Kind.TAGS | Kind.RECORDS:
            return _listed(cell, column, vocabulary)
        case Kind.ENUM | Kind.REGION:
            return _choice(cell, column, vocabulary)
        case Kind.DATE:
            return _date(cell, column)
        case _:
            return _number(cell, column, vocabulary)


def _none_or_unknown(cell: Cell, column: FactColumn) -> CellError:
    """「无」 and dashes: which way to write that there is none, where there is one."""
    match column.named.kind:
        case Kind.BOOL:
            none = "否"
        case Kind.TAGS | Kind.RECORDS:
            none = "无"
        case kind if kind in NUMERIC:
            unit = column.unit or usual_unit(column.named)
            none = f"0{unit if unit not in ('1', '小数') else '%'}"
        case kind:
            told = example(kind, column.named.unit)
            return CellError("MF167", found=cell.text, example=told)
    return CellError("MF153", found=cell.text, none=none)


def _wrong(cell: Cell, column: FactColumn) -> CellError:
    return CellError(
        "MF150", found=cell.text, example=example(column.named.kind, column.named.unit)
    )


def _yes_or_no(cell: Cell, column: FactColumn) -> bool:
    if isinstance(cell.value, bool):
        return cell.value
    word = narrow(cell.text).lower() if isinstance(cell.value, str) else ""
    if column.gate and word in ("通过", "未通过", "不通过"):
        return word == "通过"
    if word in YES:
        return True
    if word in (*NO, *_NOTHING):
        return False
    raise _wrong(cell, column)


def _listed(cell: Cell, column: FactColumn, vocabulary: Vocabulary) -> FactValue:
    """Titles or records: names between 、 or ；, 无, or the written form of a facts file."""
    if isinstance(cell.value, tuple) and column.named.kind is Kind.TAGS:
        return TagSet(has=tuple(Tag(name=name) for name in cell.value), complete=True)
    if not isinstance(cell.value, str):
        raise _wrong(cell, column)
    text = cell.value.strip()
    if text in _NOTHING:
        return TagSet(complete=True) if column.named.kind is Kind.TAGS else RecordList()
    if text[0] in "{[":
        return read_value(_structure(cell, column), column.named, vocabulary)
    if column.named.kind is Kind.RECORDS:
        raise _wrong(cell, column)
    names = [text] if text in column.tags else [part.strip() for part in _PART.split(text)]
    for name in names:
        if name.lower() in _DASHES or name in _NOTHING:
            raise _none_or_unknown(cell, column)
    return TagSet(has=tuple(Tag(name=name) for name in dict.fromkeys(names) if name))


def _structure(cell: Cell, column: FactColumn) -> object:
    try:
        if _repeats(yaml.compose(str(cell.value), Loader=yaml.SafeLoader)):
            raise _wrong(cell, column)
        return yaml.safe_load(str(cell.value))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as problem:
        raise _wrong(cell, column) from problem


def _repeats(node: yaml.Node | None) -> bool:
    """Whether a key stands twice, so that YAML would keep only one of its values."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        parts = [value for _, value in node.value]
        return len({str(key) for key in keys}) < len(keys) or any(map(_repeats, parts))
    return isinstance(node, yaml.SequenceNode) and any(map(_repeats, node.value))


def _choice(cell: Cell, column: FactColumn, vocabulary: Vocabulary) -> FactValue:
    if not isinstance(cell.value, str):
        raise _wrong(cell, column)
    text = cell.value.strip()
    if text.startswith("{"):
        found = read_value(_structure(cell, column), column.named, vocabulary)
        if isinstance(found, NoneOf):
            return found
    parts = [part.strip() for part in _PART.split(text)]
    if len(parts) > 1 and text not in column.tags:
        raise CellError("MF165", found=cell.text, example=parts[0] or parts[1])
    return read_value(text, column.named, vocabulary)


def _date(cell: Cell, column: FactColumn) -> DateValue:
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return DateValue(day=value)
    if isinstance(value, bool | Decimal | tuple):
        raise _wrong(cell, column)
    text = narrow(cell.text)
    match = _DAY.fullmatch(text)
    if match is None:
        raise (
            CellError("MF155", found=cell.text) if re.search(r"\d", text) else _wrong(cell, column)
        )
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return DateValue(day=date(year, month, day))
    except ValueError:
        raise CellError("MF156", found=cell.text) from None


def _number(cell: Cell, column: FactColumn, vocabulary: Vocabulary) -> FactValue:
    value, named = cell.value, column.named
    if isinstance(value, date):
        raise CellError("MF164", found=cell.text, example=example(named.kind, named.unit))
    if isinstance(value, bool | tuple) or value is None:
        raise _wrong(cell, column)
    if isinstance(value, str):
        return _written(cell, column, vocabulary)
    number = Decimal(value)
    if not cell.percent:
        return _sized(number, "", cell, column)
    if named.kind is not Kind.RATIO:
        raise _unlike(cell, column, "%")
    return Ratio(fraction=number)


def _written(cell: Cell, column: FactColumn, vocabulary: Vocabulary) -> FactValue:
    text = narrow(cell.text)
    if _RANGE.fullmatch(text) and not re.fullmatch(r"\([^,，~～.]*[\d.,]*\)", text):
        return read_value(text, column.named, vocabulary)
    if _SCIENCE.fullmatch(text):
        raise CellError("MF159", found=cell.text)
    match = _NUMBER.fullmatch(text)
    if match is not None:
        number = Decimal(match[1].replace(",", ""))
        return _sized(number, match[2].strip(), cell, column)
    if _MISGROUPED.fullmatch(text):
        raise CellError("MF162", found=cell.text)
    if _SPAN.fullmatch(text):
        unit = column.unit or usual_unit(column.named)
        raise CellError("MF163", found=cell.text, low=f"1000{unit}", high=f"2000{unit}")
    raise _wrong(cell, column)


def _sized(number: Decimal, said: str, cell: Cell, column: FactColumn) -> AnyQuantity:
    """A number with the unit of the cell, else of the column, else the only one there is."""
    named = column.named
    unit = said or column.unit
    if said and said not in units_of(named):
        raise _unlike(cell, column, said) if is_unit(said) else _wrong(cell, column)
    if not unit and named.kind in (Kind.HEADCOUNT, Kind.COUNT) and number == number.to_integral():
        unit = usual_unit(named)
    if not unit:
        raise CellError(
            "MF151",
            found=cell.text,
            example=example(named.kind, named.unit),
            title=column.title,
            unit=usual_unit(named),
        )
    if not said and unit in ("%", "‰") and number and abs(number) <= 1:
        raise CellError(
            "MF154",
            found=cell.text,
            unit=unit,
            low=f"{plain(number)}{unit}",
            high=f"{plain(number * 100)}%",
        )
    if number < 0 and named.kind in _NOT_NEGATIVE:
        raise CellError("MF160", found=cell.text, label=named.label)
    try:
        return measured(number, unit, named)
    except ValueError as problem:
        raise FactValueError(
            "MF104", f"写的是「{cell.text[:40]}」，{problem}", "请核对数字和单位"
        ) from problem


def _unlike(cell: Cell, column: FactColumn, unit: str) -> CellError:
    named = column.named
    return CellError(
        "MF152", found=cell.text, unit=unit, label=named.label, units=units_told(named)
    )
