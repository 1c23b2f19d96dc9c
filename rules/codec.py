"""The one reader and writer of rule files, YAML or JSON.

Laws, held by tests: ``load(dump(x)) == x``; ``dump(load(t)) == t`` for a canonical text.
Canonical: ``kind`` first and always written, own fields before inherited ones, ``source`` last,
values equal to their default left out, a span on one line and without ``document`` when that is
the rule set's own document.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from datetime import date, datetime
from enum import Enum
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from rules.document import SourceSpan
from rules.errors import InputRejected
from rules.file_problems import data_problems, problem, schema_problems
from rules.period import Period
from rules.quantity import AnyQuantity
from rules.rule import RULE_FORMAT, Rule, RuleSet
from rules.soundness import check_kinds, check_spans
from rules.strict import read_strict
from rules.vocabulary import Vocabulary, standard_vocabulary

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
        raise InputRejected([problem("RF112", "这不是规则文件", strict, (), file, hint)])
    wrong = list(data_problems(strict, file, vocabulary or standard_vocabulary()))
    data = strict.data
    try:
        ruleset = RuleSet.model_validate(_with_documents(data, _own_document(data)))
    except ValidationError as error:
        wrong.extend(schema_problems(error, strict, file, already=wrong))
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
