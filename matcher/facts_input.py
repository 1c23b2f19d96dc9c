"""Read a facts file or mapping. All problems are collected; nothing is guessed or skipped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from matcher.conditions import GATE
from matcher.fact_names import nearest, period_of, resolve
from matcher.fact_values import FactValueError, is_unknown, read_value, written
from matcher.facts import Fact, Facts, absolute
from rules.errors import Diagnostic, InputRejected, Severity
from rules.period import Period
from rules.vocabulary import Vocabulary

_WRAPPER = {"值": "value", "来源": "said_by", "提供日期": "said_on"}


def read_facts(
    text_or_mapping: str | Mapping[str, object],
    *,
    vocabulary: Vocabulary,
    on: date,
    file: str = "",
) -> Facts:
    """Facts from JSON or YAML text, or from a mapping of keys to written values.

    Keys are ids, labels or synonyms, with a period as ``@Y-1``, （上年度） or 上年度 in front;
    without one the attribute's default period is meant. Relative periods are fixed with ``on``.
    A value is a written quantity (2000万元), a range ([1000万元,2000万元)), 是/否, a name, a list
    of names, or 未知/null, which gives no fact. ``{value, said_by, said_on}`` adds the source;
    ``{2023: …, 2024: …}`` gives several years. Raises ``InputRejected`` with every
    problem found (codes MF1xx).
    """
    given = text_or_mapping
    if isinstance(given, str):
        given = _parse(given, file)
    problems: list[Diagnostic] = []
    facts: dict[str, Fact] = {}
    for key, raw in given.items():
        try:
            for fact in _facts_of(str(key), raw, vocabulary, on):
                if fact.key in facts:
                    raise FactValueError(
                        "MF108", f"「{key}」与前面的条目说的是同一指标同一期间", "请只保留一条"
                    )
                facts[fact.key] = fact
        except FactValueError as problem:
            problems.append(_problem(problem.code, problem.message, problem.hint, file, str(key)))
    if problems:
        raise InputRejected(problems)
    return Facts(facts=tuple(facts.values()))


def write_facts(facts: Facts) -> dict[str, object]:
    """The facts as a mapping that ``read_facts`` reads back to the same facts."""
    result: dict[str, object] = {}
    for fact in facts.facts:
        value = written(fact.value)
        if fact.said_by or fact.said_on:
            said_on = fact.said_on.isoformat() if fact.said_on else None
            value = {"value": value, "said_by": fact.said_by, "said_on": said_on}
        period = fact.period
        result[
            f"{fact.attribute}@{period}" if not fact.attribute.startswith(GATE) else fact.key
        ] = value
    return result


def _facts_of(key: str, raw: object, vocabulary: Vocabulary, on: date) -> list[Fact]:
    if key.startswith((GATE, "gate：")):
        return _gate(key[len(GATE) :].strip(), raw)
    try:
        named = resolve(key, vocabulary)
    except ValueError as problem:
        raise FactValueError(
            "MF102", f"「{key}」中的期间无法识别：{problem}", "如 revenue@Y-1、营业收入（2025年）"
        ) from problem
    if named is None:
        close = nearest(key, vocabulary)
        hint = f"最接近的指标：{'、'.join(close)}" if close else "可用的指标见词表"
        raise FactValueError("MF103", f"没有名为「{key}」的指标", hint)
    value, said_by, said_on = _unwrapped(raw)
    if is_unknown(value):
        return []
    if isinstance(value, Mapping) and value and named.period is None:
        by_period = _by_period(value)
        if by_period:
            return [
                fact
                for period, part in by_period
                for fact in _facts_of(f"{named.attribute}@{period}", part, vocabulary, on)
            ]
    try:
        period = absolute(named.period or named.default, on)
    except (ValueError, OverflowError) as problem:  # R99999M, year 0000: outside the calendar
        raise FactValueError(
            "MF102", f"「{key}」中的期间超出了日历范围", "请核对年份或月数"
        ) from problem
    return [
        Fact(
            attribute=named.attribute,
            period=period,
            value=read_value(value, named, vocabulary),
            said_by=said_by,
            said_on=said_on,
        )
    ]


def _gate(gate: str, raw: object) -> list[Fact]:
    value, said_by, said_on = _unwrapped(raw)
    if is_unknown(value):
        return []
    words = {"是": True, "通过": True, "否": False, "未通过": False, "不通过": False}
    answer = words.get(value) if isinstance(value, str) else value
    if not isinstance(answer, bool) or not gate:
        raise FactValueError("MF104", f"认定结果「{GATE}{gate}」应为 是 或 否，收到的是「{value}」")
    return [
        Fact(
            attribute=f"{GATE}{gate}", period="now", value=answer, said_by=said_by, said_on=said_on
        )
    ]


def _unwrapped(raw: object) -> tuple[object, str, date | None]:
    if not isinstance(raw, Mapping):
        return raw, "", None
    fields: dict[str, Any] = {_WRAPPER.get(str(key), str(key)): item for key, item in raw.items()}
    if "value" not in fields or set(fields) - {"value", "said_by", "said_on"}:
        return raw, "", None
    said_on = fields.get("said_on")
    if isinstance(said_on, str) and said_on:
        try:
            said_on = date.fromisoformat(said_on)
        except ValueError as problem:
            raise FactValueError("MF104", f"提供日期「{said_on}」应写成 2026-01-31") from problem
    return fields["value"], str(fields.get("said_by") or ""), said_on or None


def _by_period(value: Mapping[Any, object]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, part in value.items():
        period = period_of(str(key))
        if period is None:
            try:
                period = Period(str(key))
            except ValueError:
                return []
        found.append((period.code, part))
    return found


def _parse(text: str, file: str) -> Mapping[str, object]:
    cleaned = text.lstrip("\ufeff")
    if not cleaned.strip():
        raise InputRejected(
            [_problem("MF101", "事实文件是空的", "至少写一条，如 上年度营业收入: 2000万元", file)]
        )
    repeated: list[str] = []
    try:
        loaded = (_json if cleaned.lstrip()[0] in "{[" else _yaml)(cleaned, repeated)
    except (ValueError, yaml.YAMLError, RecursionError) as problem:
        raise InputRejected([_problem("MF101", *_syntax(problem), file)]) from problem
    if not isinstance(loaded, Mapping):
        raise InputRejected(
            [_problem("MF101", "事实应是「指标: 值」的对照表", "如 上年度营业收入: 2000万元", file)]
        )
    if repeated:
        raise InputRejected(
            [
                _problem("MF108", f"「{key}」写了两次", "请只保留一条", file, key)
                for key in dict.fromkeys(repeated)
            ]
        )
    return loaded


def _json(text: str, repeated: list[str]) -> object:
    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in items:
            if key in found:
                repeated.append(key)
            found[key] = value
        return found

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_float=Decimal)
    except json.JSONDecodeError:
        return _yaml(text, repeated)  # YAML's flow style also begins with a brace


def _yaml(text: str, repeated: list[str]) -> object:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                repeated.append(key.value)
            seen.add(key.value)
    return yaml.safe_load(text)


def _syntax(problem: Exception) -> tuple[str, str]:
    mark = getattr(problem, "problem_mark", None)
    where = f"第{mark.line + 1}行第{mark.column + 1}列附近" if mark is not None else "文件"
    return f"{where}不是有效的 JSON 或 YAML", "请检查引号、括号、冒号和缩进，冒号后要有空格"


def _problem(code: str, message: str, hint: str, file: str, place: str = "") -> Diagnostic:
    return Diagnostic(
        code=code, severity=Severity.ERROR, message=message, hint=hint, file=file, place=place
    )
