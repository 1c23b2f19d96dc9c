"""Columns from Arrow: how a registry's table is read, and what of it is refused.

A column is named as a fact is in a facts file (``营业收入@2025``, 上年度营业收入, ``revenue@Y-1``),
numbers with their unit behind: ``revenue@2025[万元]``. A unit is left out only where the attribute
has no other (人, 平方米, 件). Null means not known; an empty list means that there is none.

    金额 比率 人数 面积 时长 计数    integers or decimals          日期    date
    是/否                            boolean                       单选 地区   text or dictionary
    标签                             list of text, complete        认定    ``gate:<name>``, boolean

Floating-point numbers are refused: they are no money.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from matcher.columns import LARGEST, Builder, Chunk, Names
from matcher.conditions import GATE
from matcher.fact_names import nearest, resolve
from matcher.facts import absolute, fact_key
from matcher.kernel import Array
from rules.errors import Diagnostic, InputRejected, Severity
from rules.vocabulary import Kind, Vocabulary

SUBJECT = "id"  # the column that names the subjects
_EPOCH = date(1970, 1, 1).toordinal()
_NAMED = re.compile(r"(.+?)(?:[\[［]([^\[\]［］]+)[\]］])?")
# dimension, and the stored value of one as a factor and a power of ten below
_UNITS: dict[Kind, dict[str, tuple[str, int, int]]] = {
    Kind.MONEY: {
        "元": ("money", 1, 0), "分": ("money", 1, 2), "万元": ("money", 10_000, 0),
        "亿元": ("money", 100_000_000, 0),
    },
    Kind.RATIO: {"%": ("ratio", 1, 2), "‰": ("ratio", 1, 3), "1": ("ratio", 1, 0)},
    Kind.HEADCOUNT: {"人": ("headcount", 1, 0), "名": ("headcount", 1, 0)},
    Kind.AREA: {"平方米": ("area", 1, 0)},
    Kind.DURATION: {
        "年": ("months", 12, 0), "个月": ("months", 1, 0), "月": ("months", 1, 0),
        "日": ("days", 1, 0), "天": ("days", 1, 0),
    },
}  # fmt: skip
_ALONE = (Kind.HEADCOUNT, Kind.AREA, Kind.COUNT)


@dataclass(frozen=True, slots=True)
class Field:
    """How one Arrow column is read."""

    name: str
    attribute: str
    period: str
    kind: Kind
    dimension: str = ""
    factor: int = 1
    digits: int = 0
    options: tuple[str, ...] = ()  # of a closed choice


def read_schema(
    schema: Any, *, vocabulary: Vocabulary, on: date, subject: str = SUBJECT, file: str = ""
) -> tuple[Field, ...]:
    """The fields of a table; raises ``InputRejected`` with every column that cannot be used."""
    fields: dict[str, Field] = {}
    problems: list[Diagnostic] = []
    for column in schema:
        if column.name == subject:
            continue
        try:
            found = _field(column, vocabulary, on)
            address = fact_key(found.attribute, found.period)
            if address in fields:
                other = fields[address].name
                raise _RefusedError(f"与「{other}」说的是同一指标同一期间", "请只保留一列")
            fields[address] = found
        except _RefusedError as problem:
            problems.append(_problem(column.name, problem, file))
    if subject not in schema.names:
        refused = _RefusedError("没有对象编号这一列", f"请加上「{subject}」列，或指明哪一列是编号")
        problems.append(_problem(subject, refused, file))
    if problems:
        raise InputRejected(problems)
    return tuple(fields.values())


def read_chunk(table: Any, fields: Iterable[Field], names: Names, *, file: str = "") -> Chunk:
    """The rows of an Arrow table or batch; raises ``InputRejected`` for a value out of range."""
    builder = Builder(table.num_rows)
    problems: list[Diagnostic] = []
    for field in fields:
        try:
            _add(builder, field, _whole(table.column(field.name)), names)
        except _RefusedError as problem:
            problems.append(_problem(field.name, problem, file))
    if problems:
        raise InputRejected(problems)
    return Chunk(tuple(builder.columns), names, builder.data())


class _RefusedError(Exception):
    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


def _problem(column: str, problem: _RefusedError, file: str) -> Diagnostic:
    return Diagnostic(
        code="MF110",
        severity=Severity.ERROR,
        message=f"「{column}」这一列不能使用：{problem.message}",
        hint=problem.hint,
        file=file,
        place=column,
    )


def _field(column: Any, vocabulary: Vocabulary, on: date) -> Field:
    match = _NAMED.fullmatch(column.name)
    if match is None:
        raise _RefusedError("没有列名", "列名应为指标，如 营业收入@2025[元]")
    key, unit = match.groups()
    if key.startswith(GATE):
        _expect(pa.types.is_boolean(column.type), column, "布尔值")
        return Field(column.name, key, "now", Kind.BOOL)
    try:
        named = resolve(key, vocabulary)
        period = absolute(named.period or named.default, on) if named else ""
    except (ValueError, OverflowError) as problem:
        raise _RefusedError("期间无法识别", "期间写成 @2025、@Y-1 或 @now") from problem
    if named is None:
        near = "、".join(nearest(key, vocabulary))
        hint = f"相近的有：{near}" if near else "请改用词表里的指标"
        raise _RefusedError("没有这个指标", f"{hint}；不需要的列请先去掉")
    _check_type(column, named.kind)
    at = (column.name, named.attribute, period, named.kind)
    if named.kind in (Kind.BOOL, Kind.ENUM, Kind.REGION, Kind.TAGS):
        options = named.options if named.kind is Kind.ENUM else ()
        return Field(*at, options=options)
    if named.kind is Kind.DATE:
        return Field(*at, dimension="date")
    if named.kind is Kind.COUNT:
        if unit not in (None, named.unit):
            raise _RefusedError(f"单位应为「{named.unit}」", f"列名写成 {key}[{named.unit}]")
        return Field(*at, dimension=f"count:{named.unit}")
    units = _UNITS[named.kind]
    if unit is None and named.kind in _ALONE:
        unit = next(iter(units))
    if unit not in units:
        choices = "、".join(f"{key}[{choice}]" for choice in units)
        raise _RefusedError("没有写明单位，或单位不对", f"列名写成 {choices} 之一")
    dimension, factor, digits = units[unit]
    return Field(*at, dimension=dimension, factor=factor, digits=digits)


def _check_type(column: Any, kind: Kind) -> None:
    found, types = column.type, pa.types
    text = types.is_string(found) or types.is_large_string(found)
    match kind:
        case Kind.BOOL:
            _expect(types.is_boolean(found), column, "布尔值")
        case Kind.ENUM | Kind.REGION:
            coded = types.is_dictionary(found) and _is_text(found.value_type)
            _expect(text or coded, column, "文字")
        case Kind.TAGS:
            listed = types.is_list(found) or types.is_large_list(found)
            _expect(listed and _is_text(found.value_type), column, "文字的列表")
        case Kind.DATE:
            _expect(types.is_date32(found), column, "日期（date32）")
        case Kind.RECORDS:
            raise _RefusedError("逐条记录不能写成一列", "请改用情况文件逐个测算")
        case _:
            exact = types.is_integer(found) or types.is_decimal128(found)
            _expect(exact, column, "整数或 decimal128，浮点数不精确")


def _is_text(kind: Any) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _expect(right: bool, column: Any, wanted: str) -> None:
    if not right:
        raise _RefusedError(f"类型是 {column.type}", f"应为{wanted}")


def _whole(column: Any) -> Any:
    if isinstance(column, pa.ChunkedArray):
        return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    return column


def _add(builder: Builder, field: Field, array: Any, names: Names) -> None:
    key = (field.attribute, field.period)
    known = _known(array)
    match field.kind:
        case Kind.BOOL:
            codes = np.asarray(pc.fill_null(array, False)).astype(np.int32) + 1
            builder.coded(key, "flag", np.where(known, codes, 0))
        case Kind.ENUM | Kind.REGION:
            builder.coded(key, "name", _codes(array, names, fact_key(*key), field.options))
        case Kind.TAGS:
            starts, items = _sets(array, names, fact_key(*key))
            builder.listed(key, starts, items, known)
        case Kind.DATE:
            days = np.asarray(pc.fill_null(array.cast(pa.int32()), 0)).astype(np.int64) + _EPOCH
            _in_range(days[known], 1, date.max.toordinal())
            builder.number(key, "date", 0, days, known)
        case _:
            values, scale = _integers(array, field)
            builder.number(key, field.dimension, scale, values, known)


def _known(array: Any) -> Array:
    if not array.null_count:
        return np.ones(len(array), bool)
    return np.asarray(array.is_valid())


def _integers(array: Any, field: Field) -> tuple[Array, int]:
    """Stored numbers (0 where null) and their digits after the point."""
    digits = field.digits
    if pa.types.is_decimal128(array.type):
        digits += array.type.scale
        halves = np.frombuffer(array.buffers()[1], np.int64).reshape(-1, 2)
        halves = halves[array.offset : array.offset + len(array)]
        values = halves[:, 0]
        known = _known(array)
        if not np.array_equal((values >> 63)[known], halves[:, 1][known]):
            raise _RefusedError("有超出范围的数", "数字最多 18 位")
        values = np.where(known, values, 0)
    else:
        if pa.types.is_uint64(array.type) and pc.max(array).as_py() is not None:
            _in_range(np.array([pc.max(array).as_py()], object), 0, LARGEST)
        filled = array if not array.null_count else pc.fill_null(array, 0)
        values = np.asarray(filled.cast(pa.int64()))
    _in_range(values, -LARGEST // field.factor, LARGEST // field.factor)
    if digits < 0:
        raise _RefusedError("小数位数为负", "请改用小数位数不为负的类型")
    return values * field.factor if field.factor != 1 else values, digits


def _in_range(values: Array, low: int, high: int) -> None:
    if values.size and (int(values.min()) < low or int(values.max()) > high):
        raise _RefusedError("有超出范围的数", "请核对单位；数字最多 18 位，日期在公元1年至9999年")


def _codes(array: Any, names: Names, address: str, options: tuple[str, ...] = ()) -> Array:
    """The code of each text, 0 for null."""
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    spelled = array.dictionary.to_pylist()
    strange = [name for name in spelled if options and name is not None and name not in options]
    if strange:
        raise _RefusedError(f"没有「{strange[0]}」这个选项", f"可选：{'、'.join(options)}")
    # one more for null at the end, where an index of -1 finds it
    codes = np.array([*(_code(names, address, name) for name in spelled), 0], np.int32)
    indices = np.asarray(pc.fill_null(array.indices.cast(pa.int32()), -1))
    found: Array = codes[indices]
    return found


def _code(names: Names, address: str, name: str | None) -> int:
    if name is None:
        return 0
    if not name.strip():
        raise _RefusedError("有空白的文字", "不清楚的请留空（null）")
    return names.code(address, name.strip())


def _sets(array: Any, names: Names, address: str) -> tuple[Array, Array]:
    offsets = np.asarray(array.offsets).astype(np.int64)
    flat = array.values.slice(int(offsets[0]), int(offsets[-1] - offsets[0]))
    if flat.null_count:
        raise _RefusedError("列表里有空值", "列表里只写取得的名称；整行不清楚的请整行留空")
    if array.null_count:  # a null may stand over items that do not count
        lengths = np.diff(offsets)
        keep = np.repeat(_known(array), lengths)
        flat = flat.filter(pa.array(keep))
        lengths = np.where(_known(array), lengths, 0)
        offsets = np.concatenate(([0], np.cumsum(lengths)))
    return offsets - offsets[0], _codes(flat, names, address)
