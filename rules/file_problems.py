"""What is wrong with the data of a rule file, in Chinese, each with its place (RF105-RF112)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rules.benefit import Band, Cap, Case
from rules.document import DocumentMeta, SourceSpan
from rules.errors import Diagnostic, Severity
from rules.rule import DocumentRef, Note, Rule, RuleSet, Validity, Window
from rules.strict import DataPath, StrictData, written_path
from rules.unions import KINDED
from rules.vocabulary import Attribute, Vocabulary

_MODELS_BY_KEY: dict[str, type[BaseModel]] = {
    "source": SourceSpan,
    "caps": Cap,
    "bands": Band,
    "cases": Case,
    "rules": Rule,
    "attributes": Attribute,
    "document": DocumentRef,
    "meta": DocumentMeta,
    "policy": DocumentMeta,
    "validity": Validity,
    "windows": Window,
    "obligations": Note,
    "materials": Note,
}
_ATTRIBUTE_KEYS = ("attribute", "part", "whole")


def problem(
    code: str, message: str, strict: StrictData, path: DataPath, file: str, hint: str = ""
) -> Diagnostic:
    """An error at ``path`` of the file's data, with its line where known."""
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        message=message,
        hint=hint,
        file=file,
        place=_place(strict, path),
    )


def _place(strict: StrictData, path: DataPath) -> str:
    """第12行，规则「xx」的 when.of[2].op: the nearest line known, and the path inside the rule."""
    line = next(
        (strict.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in strict.lines),
        None,
    )
    shown = written_path(path)
    if len(path) >= 2 and path[0] == "rules" and isinstance(path[1], int):
        rules = strict.data["rules"]
        rule = rules[path[1]] if isinstance(rules, list) and path[1] < len(rules) else None
        name = rule.get("id") if isinstance(rule, dict) else None
        head = f"规则「{name}」" if isinstance(name, str) else f"第{path[1] + 1}条规则"
        shown = f"{head}的 {written_path(path[2:])}" if path[2:] else head
    return "，".join(part for part in (f"第{line}行" if line else "", shown) if part)


def _nearest(name: str, known: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """A Chinese hint with the known names closest to ``name``, or empty."""
    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f"是否想写 {'、'.join(close)}？" if close else ""


def data_problems(strict: StrictData, file: str, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """What the types cannot see: repeated rule ids and attributes nobody defined."""
    seen: dict[str, int] = {}
    rules = strict.data.get("rules")
    for index, rule in enumerate(rules if isinstance(rules, list) else ()):
        name = rule.get("id") if isinstance(rule, dict) else None
        if not isinstance(name, str):
            continue
        if name in seen:
            first = strict.lines.get(("rules", seen[name], "id"))
            where = f"第{first}行" if first else f"第{seen[name] + 1}条规则"
            yield problem(
                "RF109",
                f"编号「{name}」已被{where}使用",
                strict,
                ("rules", index, "id"),
                file,
                "每条规则的编号在一个文件内只能出现一次，请改用新的编号",
            )
        seen.setdefault(name, index)
    own = strict.data.get("attributes")
    defined = {
        item["id"]
        for item in (own if isinstance(own, list) else ())
        if isinstance(item, dict) and isinstance(item.get("id"), str)
    }
    for path, name in _attribute_uses(rules, ("rules",)):
        if name in defined or vocabulary.get(name):
            continue
        if name.startswith("?"):
            yield problem(
                "RF111",
                f"提议的指标「{name}」没有在本文件的 attributes 中定义",
                strict,
                path,
                file,
                "请在 attributes 中写明它的 id、label 和 kind（计数还要写 unit）",
            )
            continue
        by_name = vocabulary.named(name)
        hint = f"「{name}」的编号是 {by_name.id}" if by_name else ""
        yield problem(
            "RF108",
            f"没有编号为「{name}」的指标",
            strict,
            path,
            file,
            hint
            or _nearest(name, [*defined, *(a.id for a in vocabulary.attributes)])
            or "编号见 docs/vocabulary.md；新的指标请以 ? 开头并在 attributes 中定义",
        )


def _attribute_uses(data: Any, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    """Attribute ids with their places; not inside ``where``, which names a record's own fields."""
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _attribute_uses(item, (*path, index))
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in _ATTRIBUTE_KEYS and isinstance(value, str):
                yield (*path, key), value
            elif key != "where":
                yield from _attribute_uses(value, (*path, key))


def schema_problems(
    error: ValidationError, strict: StrictData, file: str, *, already: list[Diagnostic]
) -> Iterator[Diagnostic]:
    """The validation errors in Chinese, one for each place."""
    repeated_ids = any(d.code == "RF109" for d in already)
    seen: set[tuple[str, DataPath]] = set()
    for details in error.errors():
        path = _data_path(strict.data, details["loc"])
        if details["type"] == "too_short" and details["input"]:
            continue  # its items are wrong and reported; the list itself is long enough
        if not path and details["type"] == "value_error" and repeated_ids:
            continue
        code, message, hint = _in_chinese(details, strict.data, path)
        if (code, path) not in seen:
            seen.add((code, path))
            yield problem(code, message, strict, path, file, hint)


def _data_path(data: Any, loc: tuple[str | int, ...]) -> DataPath:
    """``loc`` without the union tags pydantic puts between the steps."""
    path: list[str | int] = []
    arrived = True  # a tag stands right after the step that leads to a union member, and only there
    for step in loc:
        if arrived and isinstance(data, dict) and step == data.get("kind") and step in KINDED:
            arrived = False
            continue
        arrived = True
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            break
        path.append(step)
    return tuple(path)


def _in_chinese(details: ErrorDetails, data: Any, path: DataPath) -> tuple[str, str, str]:
    """Code, message and hint for one validation error."""
    context = details.get("ctx", {})
    given = _shown(details["input"])
    match details["type"]:
        case "extra_forbidden":
            name = str(path[-1])
            hint = _nearest(name, _field_names(data, path)) or _known_fields(data, path)
            return "RF105", f"没有「{name}」这一项", hint
        case "missing":
            return "RF106", f"缺少必填项「{path[-1] if path else ''}」", "请补上"
        case "union_tag_not_found":
            return "RF107", "缺少 kind，不知道是哪一种", "请写明 kind，种类见 docs/rule-format.md"
        case "union_tag_invalid":
            kinds = [kind.strip("' ") for kind in str(context["expected_tags"]).split(",")]
            tag = str(context["tag"])
            hint = _nearest(tag, kinds) or f"可以是 {'、'.join(kinds)}"
            return "RF107", f"没有「{tag}」这个种类", hint
        case "enum" | "literal_error":
            choices = str(context["expected"]).replace("'", "").replace(" or ", "、")
            return "RF110", f"{given}不是这里允许的值", f"可以是 {choices.replace(', ', '、')}"
        case "value_error":
            return "RF110", str(context["error"]), ""
        case kind:
            expected = _EXPECTED.get(kind, "这里的内容不符合格式")
            return "RF110", f"{given}不能写在这里：{expected}", "格式见 docs/rule-format.md"


_EXPECTED = {
    "string_type": "应为文字（JSON 中要加引号）",
    "string_pattern_mismatch": "编号只用小写英文字母、数字和 . _ -，并以字母或数字开头",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "date_from_datetime_parsing": "应为日期，如 2024-01-01",
    "date_parsing": "应为日期，如 2024-01-01",
    "date_type": "应为日期，如 2024-01-01",
    "datetime_from_date_parsing": "应为日期和时间，如 2024-01-01T18:00:00",
    "datetime_parsing": "应为日期和时间，如 2024-01-01T18:00:00",
    "datetime_type": "应为日期和时间，如 2024-01-01T18:00:00",
    "tuple_type": "应为列表",
    "too_short": "至少要有一项（组合条件、分档不能为空）",
    "greater_than_equal": "数字太小",
    "model_type": "应为一组「名称: 内容」",
    "model_attributes_type": "应为一组「名称: 内容」",
    "is_instance_of": "应为期间代码，如 now、Y-1、Y-3..Y-1、R36M",
    "dataclass_type": "应为期间代码，如 now、Y-1、Y-3..Y-1、R36M",
    "decimal_parsing": "应为数字",
}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "一组内容"
    if isinstance(value, list):
        return "列表"
    if isinstance(value, bool):
        return "「true」" if value else "「false」"
    return "空值" if value is None else f"「{value}」"


def _field_names(data: Any, path: DataPath) -> tuple[str, ...]:
    """The fields allowed beside the last step of ``path``."""
    for step in path[:-1]:
        data = data[step]
    kind = data.get("kind") if isinstance(data, dict) else None
    model = KINDED.get(kind) if isinstance(kind, str) else None
    if model is None:
        named = [step for step in path[:-1] if isinstance(step, str)]
        model = _MODELS_BY_KEY.get(named[-1]) if named else RuleSet
    return tuple(model.model_fields) if model else ()


def _known_fields(data: Any, path: DataPath) -> str:
    names = _field_names(data, path)
    return f"可以写 {'、'.join(names)}" if names else "请删去"
