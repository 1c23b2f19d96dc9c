"""The one reader and writer of rule files, YAML or JSON.

Laws, held by tests: ``load(dump(x)) == x``; ``dump(load(t)) == t`` for a canonical text.
Canonical: ``kind`` first and always written, own fields before inherited ones, ``source`` last,
values equal to their default left out, a span on one line and without ``document`` when that is
the rule set's own document.
"""

from __future__ import annotations

import difflib
import hashlib
import inspect
import json
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rules.benefit import Band, Cap, Case
from rules.document import DocumentMeta, SourceSpan
from rules.errors import Diagnostic, InputRejected, Severity
from rules.period import Period
from rules.quantity import AnyQuantity
from rules.rule import (
    RULE_FORMAT,
    DocumentRef,
    Note,
    Rule,
    RuleSet,
    Validity,
    Window,
)
from rules.soundness import check_kinds, check_spans
from rules.strict import DataPath, StrictData, read_strict, written_path
from rules.unions import KINDED
from rules.vocabulary import Attribute, Vocabulary, standard_vocabulary

__all__ = [
    "check_kinds",
    "check_spans",
    "content_hash",
    "dump_fragment",
    "dump_json",
    "dump_ruleset",
    "load_json",
    "load_ruleset",
    "rule_schema",
]

_ALWAYS = ("kind", "format")
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


class _OneLine(dict[str, Any]):
    """A mapping the YAML writer puts on one line."""


# YAML takes each of these for a line break and folds it away unless it is escaped
_FOLDED = frozenset("\n\r\t\x85\u2028\u2029")


class _Dumper(yaml.SafeDumper):
    """Block style, list items indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


_Dumper.add_representer(
    _OneLine,
    lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True),
)


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _FOLDED.intersection(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text_node)


def dump_ruleset(ruleset: RuleSet) -> str:
    """The canonical YAML text of a rule set; the same rule set gives the same bytes."""
    return _yaml(_plain(ruleset, ruleset.document.id))


def dump_fragment(part: BaseModel) -> str:
    """One condition, award or other part of a rule as it stands in a file; for docs and diffs."""
    return _yaml(_plain(part, ""))


def _yaml(plain: Any) -> str:
    return yaml.dump(
        plain,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1_000_000,
    )


def dump_json(ruleset: RuleSet) -> str:
    """The same content as ``dump_ruleset``, as indented JSON."""
    return json.dumps(_plain(ruleset, ruleset.document.id), ensure_ascii=False, indent=2) + "\n"


def load_ruleset(text: str, *, file: str, vocabulary: Vocabulary | None = None) -> RuleSet:
    """Read a rule file, YAML or JSON; ``file`` is only named in messages.

    Attributes are looked up in ``vocabulary`` (the standard one when None) and in the file's own.
    Raises ``InputRejected`` with every problem found, each with its line or path (RF1xx). Kinds
    and spans are not checked here: see ``check_kinds`` and ``check_spans``.
    """
    strict = read_strict(text, file=file)
    if not isinstance(strict.data, dict) or not {"document", "rules"} & set(strict.data):
        hint = "规则文件的最外层应有 format、document 和 rules，样例见 docs/rule-format.md"
        raise InputRejected([_wrong("RF112", "这不是规则文件", strict, (), file, hint)])
    wrong = list(_data_problems(strict, file, vocabulary or standard_vocabulary()))
    data = strict.data
    try:
        ruleset = RuleSet.model_validate(_with_documents(data, _own_document(data)))
    except ValidationError as error:
        wrong.extend(_schema_problems(error, strict, file, already=wrong))
        raise InputRejected(wrong) from None
    if wrong:
        raise InputRejected(wrong)
    return ruleset


def load_json(text: str, *, file: str, vocabulary: Vocabulary | None = None) -> RuleSet:
    """``load_ruleset`` under the name that goes with ``dump_json``."""
    return load_ruleset(text, file=file, vocabulary=vocabulary)


def content_hash(rule: Rule) -> str:
    """SHA-256 (hex) over everything a rule says, its spans included, and nothing else."""
    plain = _plain(rule, None)
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def rule_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file; ``kind`` is required wherever it exists."""
    schema = RuleSet.model_json_schema()
    for model in schema["$defs"].values():
        if "kind" in model.get("properties", {}) and model["properties"]["kind"].get("const"):
            model["required"] = ["kind", *model.get("required", [])]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": RULE_FORMAT,
        **schema,
    }


def _plain(value: Any, own_document: str | None) -> Any:
    """A value as text, numbers, lists and mappings, in canonical order."""
    match value:
        case SourceSpan():
            return _plain_span(value, own_document)
        case _ if isinstance(value, AnyQuantity | Period):
            return str(value)
        case BaseModel():
            return _plain_model(value, own_document)
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return [_plain(item, own_document) for item in value]
        case None | bool() | int() | str():
            return value
        case _:
            raise TypeError(f"a rule cannot hold a {type(value).__name__}")


def _plain_span(span: SourceSpan, own_document: str | None) -> dict[str, Any]:
    plain = _OneLine(start=span.start, end=span.end, quote=span.quote)
    return plain if span.document == own_document else _OneLine(document=span.document, **plain)


def _plain_model(model: BaseModel, own_document: str | None) -> dict[str, Any]:
    fields = type(model).model_fields
    own = inspect.get_annotations(type(model))
    tag = None if "kind" not in fields or fields["kind"].is_required() else "kind"
    order = sorted(fields, key=lambda name: (name != tag, name == "source", name not in own))
    plain: dict[str, Any] = {}
    for name in order:
        value = getattr(model, name)
        default = fields[name].get_default(call_default_factory=True)
        if name in _ALWAYS or fields[name].is_required() or value != default:
            plain[name] = _plain(value, own_document)
    return plain


def _own_document(data: dict[str, Any]) -> str | None:
    document = data.get("document")
    found = document.get("id") if isinstance(document, dict) else None
    return found if isinstance(found, str) else None


def _with_documents(data: Any, own: str | None) -> Any:
    """The data with the rule set's document id put into every span that names none."""
    if own is None:
        return data
    if isinstance(data, list):
        return [_with_documents(item, own) for item in data]
    if not isinstance(data, dict):
        return data
    if "quote" in data and "document" not in data:
        return {"document": own, **data}
    return {key: _with_documents(value, own) for key, value in data.items()}


def _wrong(
    code: str, message: str, strict: StrictData, path: DataPath, file: str, hint: str = ""
) -> Diagnostic:
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


def _data_problems(strict: StrictData, file: str, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
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
            yield _wrong(
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
            yield _wrong(
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
        yield _wrong(
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


def _schema_problems(
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
            yield _wrong(code, message, strict, path, file, hint)


def _data_path(data: Any, loc: tuple[str | int, ...]) -> DataPath:
    """``loc`` without the union tags pydantic puts between the steps."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(data, dict) and isinstance(step, str):
            if step in data:
                data = data[step]
            elif data.get("kind") == step:
                continue
            else:
                data = None
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
    "model_type": "应为一组「名称: 内容」，数量要带单位写成文字，如 2000万元、30%、20人",
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
