"""Fact values from their written form: 2000万元, [1000万元,2000万元), 是, {has: […]}."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from matcher.fact_names import Named, example
from matcher.facts import (
    Between,
    Fact,
    FactValue,
    NoneOf,
    RecordFact,
    RecordList,
    Tag,
    TagSet,
)
from rules.errors import QuantityMismatch
from rules.quantity import AnyQuantity, Count, DateValue, Headcount, quantity
from rules.vocabulary import Kind, Vocabulary

YES = ("是", "有", "true", "yes")
NO = ("否", "无", "没有", "false", "no")
NOT_KNOWN = ("未知", "不清楚", "不知道", "不详", "unknown", "")
_NOTHING = ("无", "没有", "均无", "都没有")
_RANGE = re.compile(
    r"([\[(（［【]?)([^,，~～\[\]()（）]*?)(?:\.\.|[,，~～])([^,，\[\]()（）]*)([\])）］】]?)"
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")  # 2,000万元
_KINDS = {
    "money": Kind.MONEY, "ratio": Kind.RATIO, "headcount": Kind.HEADCOUNT, "area": Kind.AREA,
    "duration": Kind.DURATION, "count": Kind.COUNT, "date": Kind.DATE,
}  # fmt: skip


class FactValueError(Exception):
    """A value that cannot be used: diagnostic code, Chinese message, hint."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


def is_unknown(raw: object) -> bool:
    """Whether the value says that it is not known."""
    return raw is None or (isinstance(raw, str) and raw.strip().lower() in NOT_KNOWN)


def read_value(raw: object, named: Named, vocabulary: Vocabulary) -> FactValue:
    """A value of the kind the attribute has; raises ``FactValueError``."""
    match named.kind:
        case Kind.BOOL:
            return _bool(raw, named)
        case Kind.TAGS:
            return _tags(raw, named)
        case Kind.RECORDS:
            return _records(raw, named, vocabulary)
        case Kind.ENUM | Kind.REGION:
            return _choice(raw, named)
        case _:
            return _number(raw, named)


def _wrong(
    raw: object, named: Named, hint: str = "请按示例的写法填写，不清楚的可写「未知」"
) -> FactValueError:
    shown = "、".join(map(str, raw)) if isinstance(raw, list) else str(raw)
    return FactValueError(
        "MF104",
        f"「{named.label}」应为{example(named.kind, named.unit)}，收到的是「{shown}」",
        hint,
    )


def _bool(raw: object, named: Named) -> bool:
    if isinstance(raw, bool):
        return raw
    word = raw.strip().lower() if isinstance(raw, str) else ""
    if word in YES:
        return True
    if word in NO:
        return False
    raise _wrong(raw, named)


def _choice(raw: object, named: Named) -> FactValue:
    if isinstance(raw, Mapping) and set(raw) in ({"none_of"}, {"都不是"}):
        listed = next(iter(raw.values()))
        if isinstance(listed, list) and listed and all(isinstance(item, str) for item in listed):
            return NoneOf(options=tuple(listed))
    if not isinstance(raw, str) or not raw.strip():
        raise _wrong(raw, named)
    choice = raw.strip()
    if named.options and choice not in named.options:
        options = "、".join(named.options)
        raise FactValueError(
            "MF107", f"「{named.label}」没有「{choice}」这个选项", f"可选：{options}"
        )
    return choice


def _number(raw: object, named: Named) -> FactValue:
    if isinstance(raw, bool | list | Mapping):
        raise _wrong(raw, named)
    if isinstance(raw, date):
        raw = raw.isoformat()[:10]
    if isinstance(raw, int | float | Decimal):
        return _bare(raw, named)
    text = _THOUSANDS.sub("", re.sub(r"\s", "", str(raw)).translate(_HALF_WIDTH))
    match = _RANGE.fullmatch(text)
    if match is not None:
        return _between(text, match, named)
    return _quantity(text, named)


def _bare(raw: int | float | Decimal, named: Named) -> FactValue:
    if isinstance(raw, int) and named.kind is Kind.HEADCOUNT:
        return _quantity(f"{raw}人", named)
    if isinstance(raw, int) and named.kind is Kind.COUNT:
        return _quantity(f"{raw}{named.unit}", named)
    raise FactValueError(
        "MF105",
        f"「{named.label}」只写了数字 {raw}，没有单位",
        f"请连同单位一起写成文字：{example(named.kind, named.unit)}",
    )


def _quantity(text: str, named: Named) -> AnyQuantity:
    try:
        value = quantity(text)
    except ValueError as problem:
        raise _wrong(text[:60], named, str(problem)) from problem
    if named.kind is Kind.COUNT and isinstance(value, Count) and value.unit != named.unit:
        raise FactValueError(
            "MF104",
            f"「{named.label}」的单位应为「{named.unit}」，收到的是「{text}」",
            f"请写成 {Count(number=value.number, unit=named.unit)}",
        )
    if named.kind is Kind.COUNT and isinstance(value, Headcount) and named.unit in ("人", "名"):
        return Count(number=value.people, unit=named.unit)
    if _KINDS[value.kind] is not named.kind:
        raise _wrong(text, named)
    return value


def _between(text: str, match: re.Match[str], named: Named) -> Between:
    left, low, high, right = match.groups()
    try:
        return Between(
            low=_quantity(low, named) if low else None,
            low_included=not low or left not in ("(", "（"),
            high=_quantity(high, named) if high else None,
            # 1000万元..2000万元 without brackets: lower end included, upper not, like a tier
            high_included=bool(high) and right in ("]", "］", "】"),
        )
    except (ValidationError, QuantityMismatch) as problem:
        raise FactValueError(
            "MF106",
            f"「{named.label}」的区间「{text}」两端颠倒、为空或单位不同",
            "写成 [1000万元,2000万元)：方括号含本数，圆括号不含，一端可以空着",
        ) from problem


def _tags(raw: object, named: Named) -> TagSet:
    try:
        if isinstance(raw, str):
            if raw.strip() in _NOTHING:
                return TagSet(complete=True)
            return TagSet(has=(Tag(name=raw.strip()),))
        if isinstance(raw, list):
            if not raw:
                raise FactValueError(
                    "MF104",
                    f"「{named.label}」是空列表，看不出是没有还是没有填",
                    "确实一项也没有请写「无」，不清楚请写「未知」",
                )
            return TagSet(has=tuple(_tag(item, named) for item in raw))
        if isinstance(raw, Mapping):
            return _tag_mapping(raw, named)
    except ValidationError as problem:
        reason = problem.errors()[0]["msg"].removeprefix("Value error, ")
        raise FactValueError("MF104", f"「{named.label}」无法使用：{reason}") from problem
    raise _wrong(raw, named)


def _tag_mapping(raw: Mapping[Any, Any], named: Named) -> TagSet:
    fields = {"有": "has", "没有": "lacks", "无": "lacks", "完整": "complete"}
    given = {fields.get(str(key), str(key)): value for key, value in raw.items()}
    if not given or set(given) - {"has", "lacks", "complete"}:
        raise _wrong(dict(raw), named)
    has, lacks = given.get("has") or [], given.get("lacks") or []
    complete = given.get("complete", False)
    if not isinstance(has, list) or not isinstance(lacks, list) or not isinstance(complete, bool):
        raise _wrong(dict(raw), named)
    if not all(isinstance(item, str) for item in lacks):
        raise _wrong(dict(raw), named)
    return TagSet(
        has=tuple(_tag(item, named) for item in has), lacks=tuple(lacks), complete=complete
    )


_TAG_FIELDS = {
    "名称": "name", "首次": "first", "认定日期": "granted_on", "认定年度": "granted_year",
    "有效期至": "valid_to",
}  # fmt: skip


def _tag(item: object, named: Named) -> Tag:
    if isinstance(item, str) and item.strip():
        return Tag(name=item.strip())
    if not isinstance(item, Mapping):
        raise _wrong(item, named)
    fields: dict[str, Any] = {_TAG_FIELDS.get(str(k), str(k)): v for k, v in item.items()}
    if isinstance(fields.get("first"), str):
        fields["first"] = _bool(fields["first"], named)
    return Tag.model_validate(fields)


def _records(raw: object, named: Named, vocabulary: Vocabulary) -> RecordList:
    complete = True
    if isinstance(raw, Mapping) and set(raw) <= {"records", "complete"} and "records" in raw:
        complete, raw = bool(raw.get("complete", True)), raw["records"]
    if isinstance(raw, str) and raw.strip() in _NOTHING:
        return RecordList()
    if not isinstance(raw, list) or not all(isinstance(item, Mapping) for item in raw):
        raise _wrong(raw, named)
    return RecordList(
        records=tuple(_record(item, named, vocabulary) for item in raw), complete=complete
    )


def _record(item: Mapping[Any, Any], named: Named, vocabulary: Vocabulary) -> RecordFact:
    facts: dict[str, Fact] = {}
    for key, raw in item.items():
        if is_unknown(raw):
            continue
        field = vocabulary.named(str(key)) or vocabulary.named(f"?{key}")
        if field is not None:
            inner = Named(field.id, field.label, field.kind, field.unit, field.period)
            value = read_value(raw, inner, vocabulary)
        else:
            value = _free(raw, str(key), named)
        name = field.id if field is not None else str(key)
        facts[name] = Fact(attribute=name, period="now", value=value)
    return RecordFact(facts=tuple(facts.values()))


def _free(raw: object, key: str, named: Named) -> FactValue:
    """A record field that no vocabulary lists: its kind is told by how it is written."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, date):
        return DateValue(day=date(raw.year, raw.month, raw.day))
    if not isinstance(raw, str):
        raise FactValueError(
            "MF105",
            f"「{named.label}」记录中的「{key}」写成了「{raw}」，看不出是什么量",
            "请连同单位写成文字，如 20人、3年、2000元",
        )
    text = raw.strip()
    if text.lower() in YES or text.lower() in NO:
        return text.lower() in YES
    try:
        return quantity(text)
    except ValueError:
        return text


def written(value: FactValue) -> object:
    """The value in the form ``read_facts`` reads back."""
    match value:
        case bool() | str():
            return value
        case TagSet():
            has: list[object] = [
                tag.name
                if tag == Tag(name=tag.name)
                else tag.model_dump(mode="json", exclude_none=True)
                for tag in value.has
            ]
            return {"has": has, "lacks": list(value.lacks), "complete": value.complete}
        case NoneOf():
            return {"none_of": list(value.options)}
        case RecordList():
            listed = [{f.attribute: written(f.value) for f in r.facts} for r in value.records]
            return {"records": listed, "complete": value.complete}
        case _:
            return str(value)
