"""Periods, operands and conditions in plain Chinese; see ``rules.wording`` for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import assert_never

from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Authority,
    Comparator,
    Compare,
    Condition,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    Not,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Unparsed,
    Value,
    Within,
)
from rules.period import Period
from rules.quantity import AnyQuantity, Area, Count, DateValue, Duration, Headcount, plain
from rules.vocabulary import Kind, Vocabulary

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMERALS = "零一二三四五六七八九十"
_WORDS = {
    "now": "申请时",
    "annual": "全年",
    "ever": "截至申请日的任何时候",
    "each_year": "每年",
    "Y": "当年",
    "Y-1": "上年度",
    "Y-2": "前年度",
}
_AMOUNT_WORDS = {
    Comparator.GE: "不低于",
    Comparator.GT: "高于",
    Comparator.LE: "不超过",
    Comparator.LT: "低于",
    Comparator.EQ: "等于",
    Comparator.NE: "不等于",
}
_NUMBER_WORDS = {
    **_AMOUNT_WORDS,
    Comparator.GE: "不少于",
    Comparator.GT: "超过",
    Comparator.LT: "少于",
}
_DATE_WORDS = {
    Comparator.GE: "不早于",
    Comparator.GT: "晚于",
    Comparator.LE: "不晚于",
    Comparator.LT: "早于",
    Comparator.EQ: "为",
    Comparator.NE: "不为",
}
_AGGREGATES = {
    "each": "每年的",
    "sum": "合计",
    "mean": "年平均",
    "max": "最高一年",
    "min": "最低一年",
}


def describe_period(period: Period) -> str:
    """A period in words; both ends of dates are included and said to be."""
    code = period.code
    if code in _WORDS:
        return _WORDS[code]
    if match := re.fullmatch(r"Y-(\d+)", code):
        return f"申请年度之前第{match[1]}个年度"
    if match := re.fullmatch(r"Y(?:-(\d+))?\.\.Y(?:-(\d+))?", code):
        return _span_of_years(int(match[1] or 0), int(match[2] or 0))
    if match := re.fullmatch(r"R(\d+)([MD])", code):
        return f"申请日前{match[1]}{'个月' if match[2] == 'M' else '日'}内"
    if match := re.fullmatch(r"(\d{4})(?:Q([1-4])|H([12]))?", code):
        if match[2]:
            return f"{match[1]}年第{_NUMERALS[int(match[2])]}季度"
        if match[3]:
            return f"{match[1]}年{'上' if match[3] == '1' else '下'}半年"
        return f"{match[1]}年度"
    start, _, end = code.partition("..")
    if start and end:
        return f"{_day(start)}至{_day(end)}（含起止日）"
    return f"{_day(start)}及以后（含当日）" if start else f"{_day(end)}及以前（含当日）"


def describe_operand(operand: Operand, vocabulary: Vocabulary) -> str:
    """What is measured: 上年度营业收入, 上年度研发费用占营业收入的比例."""
    match operand:
        case Value():
            return _when(operand.period) + _label(operand.attribute, vocabulary)
        case Growth():
            name = _label(operand.attribute, vocabulary)
            return f"{_when(operand.period)}{name}比前一年度的增长率"
        case Increment():
            name = _label(operand.attribute, vocabulary)
            return f"{_when(operand.period)}{name}比前一年度的增加额"
        case Share():
            part, whole = _label(operand.part, vocabulary), _label(operand.whole, vocabulary)
            return f"{_when(operand.period)}{part}占{whole}的比例"
        case OverYears():
            name = _label(operand.attribute, vocabulary)
            if operand.of == "growth":
                name += "增长率"
            years, how = describe_period(operand.period), _AGGREGATES[operand.aggregate]
            return f"{years}{how}{name}" if operand.aggregate == "each" else f"{years}{name}{how}"
        case Records():
            return _records(operand, vocabulary)
        case _:
            assert_never(operand)


def describe_condition(condition: Condition, vocabulary: Vocabulary) -> str:
    """One condition tree as one sentence without a full stop; groups are numbered."""
    return word_condition(condition, vocabulary, 0)


def describe_authority(authority: Authority) -> str:
    """Why a bound was read as including its number or not."""
    match authority:
        case Authority.DEFINITION:
            return "按本文件对“以上”“以下”等的定义"
        case Authority.MARK:
            return "按数字旁的“（含）”或“（不含）”"
        case Authority.CIVIL_CODE:
            return "按《民法典》第一千二百五十九条"
        case Authority.PLAIN:
            return "按字面意思，没有歧义"
        case Authority.CONVENTION:
            return "按通常读法，原文没有写明，请核对"
        case _:
            assert_never(authority)


def describe_bound(op: Comparator, value: AnyQuantity, *, ages: bool = False) -> str:
    """不低于2000万元（含2000万元）: a comparison word, the number, and whether it is included."""
    shown = describe_quantity(value, ages=ages)
    included = {
        Comparator.GE: "含",
        Comparator.LE: "含",
        Comparator.GT: "不含",
        Comparator.LT: "不含",
    }
    if isinstance(value, DateValue):
        mark = f"（{included[op]}当日）" if op in included else ""
        return f"{_DATE_WORDS[op]}{shown}{mark}"
    numbers = isinstance(value, Headcount | Count | Area | Duration)
    mark = f"（{included[op]}{shown}）" if op in included else ""
    return f"{(_NUMBER_WORDS if numbers else _AMOUNT_WORDS)[op]}{shown}{mark}"


def describe_quantity(value: AnyQuantity, *, ages: bool = False) -> str:
    """A quantity as one reads it; ``ages`` writes years as 周岁."""
    if isinstance(value, DateValue):
        return _day(value.day.isoformat())
    if ages and isinstance(value, Duration) and value.unit == "year":
        return f"{plain(value.value)}周岁"
    return str(value)


def numbered(items: Iterable[str], level: int = 0) -> str:
    """Items as one numbered run: （1）…；（2）…, on inner levels ①…；②…."""
    parts = []
    for index, item in enumerate(items):
        circled = level > 0 and index < len(_CIRCLED)
        parts.append((_CIRCLED[index] if circled else f"（{index + 1}）") + item)
    return "；".join(parts)


def word_condition(condition: Condition, vocabulary: Vocabulary, level: int) -> str:
    """A condition inside ``level`` numbered lists: groups below the top stand in brackets."""
    match condition:
        case Compare():
            return _compare(condition, vocabulary)
        case Is():
            answer = "是" if condition.expected else "否"
            name = _label(condition.attribute, vocabulary)
            return f"{_when(condition.period)}「{name}」为“{answer}”"
        case OneOf():
            return _one_of(condition, vocabulary)
        case Has():
            return _has(condition, vocabulary)
        case Within():
            name = _label(condition.attribute, vocabulary)
            return f"{name}在{describe_period(condition.period)}"
        case AllOf():
            return _group("同时满足", condition.of, vocabulary, level)
        case AnyOf():
            return _group("满足以下任一项", condition.of, vocabulary, level)
        case AtLeast():
            return _group(f"至少满足以下{condition.k}项", condition.of, vocabulary, level)
        case Not():
            return f"不属于以下情形：{word_condition(condition.of, vocabulary, level)}"
        case Judged():
            return f"由{condition.body or '主管部门'}判断：{condition.gate}（系统不作判断）"
        case Unparsed():
            return f"尚未转换的条件：“{condition.source.quote}”（{condition.reason}）"
        case _:
            assert_never(condition)


def _group(head: str, children: tuple[Condition, ...], vocabulary: Vocabulary, level: int) -> str:
    body = numbered((word_condition(child, vocabulary, level + 1) for child in children), level)
    return f"{head}：{body}" if level == 0 else f"〔{head}：{body}〕"


def _compare(condition: Compare, vocabulary: Vocabulary) -> str:
    operand = condition.operand
    left = describe_operand(operand, vocabulary)
    attribute = vocabulary.get(operand.attribute) if isinstance(operand, Value) else None
    if condition.value is not None:
        ages = attribute is not None and attribute.whole_years
        return left + describe_bound(condition.op, condition.value, ages=ages)
    if condition.other is None:
        raise AssertionError("a Compare has exactly one right side")
    is_date = attribute is not None and attribute.kind is Kind.DATE
    word = (_DATE_WORDS if is_date else _AMOUNT_WORDS)[condition.op]
    share = f"的{condition.times}" if condition.times is not None else ""
    return f"{left}{word}{describe_operand(condition.other, vocabulary)}{share}"


def _one_of(condition: OneOf, vocabulary: Vocabulary) -> str:
    attribute = vocabulary.get(condition.attribute)
    name = _when(condition.period) + _label(condition.attribute, vocabulary)
    values = _either(condition.values)
    if attribute is not None and attribute.kind is Kind.REGION:
        return f"{name}在{values}"
    return f"{name}为{values}"


def _has(condition: Has, vocabulary: Vocabulary) -> str:
    name = _label(condition.attribute, vocabulary)
    values = _either(condition.values)
    if condition.first:
        when = describe_period(condition.period)
        return (
            f"「{name}」首次取得{values}，且申请时有效"
            if condition.period.code == "now"
            else f"「{name}」于{when}首次取得{values}"
        )
    if condition.period.code == "now":
        return f"申请时「{name}」包括{values}"
    return f"「{name}」于{describe_period(condition.period)}取得{values}"


def _records(operand: Records, vocabulary: Vocabulary) -> str:
    name = _label(operand.attribute, vocabulary)
    if operand.where is not None:
        name += f"中符合〔{word_condition(operand.where, vocabulary, 1)}〕的记录"
    field = _label(operand.field, vocabulary) if operand.field else ""
    match operand.aggregate:
        case "count":
            return f"{name}的数量"
        case "sum":
            return f"{name}的{field}合计"
        case "max":
            return f"{name}的{field}最大值"
        case "exists":
            return f"是否有{name}"
        case _:
            assert_never(operand.aggregate)


def _label(attribute_id: str, vocabulary: Vocabulary) -> str:
    attribute = vocabulary.get(attribute_id)
    return attribute.label if attribute else attribute_id.removeprefix("?")


def _when(period: Period) -> str:
    return "" if period.code == "now" else describe_period(period)


def _either(values: tuple[str, ...]) -> str:
    return values[0] if len(values) == 1 else f"{'、'.join(values[:-1])}或{values[-1]}"


def _span_of_years(first: int, last: int) -> str:
    older, newer = max(first, last), min(first, last)
    count = older - newer + 1
    shown = "两" if count == 2 else _NUMERALS[count] if count < len(_NUMERALS) else str(count)
    if newer == 1:
        return f"最近{shown}个完整年度"
    if newer == 0:
        return f"含当年在内的最近{shown}个年度"
    return f"申请年度之前第{older}至第{newer}个年度"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"
