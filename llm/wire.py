"""The part of JSON Schema that every server accepts, and whether a reply keeps to it.

``wire_problems`` judges a schema when it is written (a test of ``prompts/`` calls it): what one
server refuses or ignores in silence is not in the subset. ``wire_errors`` judges a reply, always,
because servers that promise a schema may still ignore it; its Chinese lines are read by people and
shown to the model when it is asked to repair.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: Strict servers refuse more than this; replies this deep are not read reliably either.
MOST_PROPERTIES, MOST_DEPTH, MOST_CHOICES = 100, 5, 60
#: No piece of a policy has this many things in it; a reply that says so is running away.
MOST_ITEMS = 500
#: A model is not helped by more lines than this.
MOST_ERRORS = 20

_KEYWORDS = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items"},
    "string": {"enum", "const"},
    "integer": {"enum", "const"},
    "boolean": {"const"},
    "null": set[str](),
}
_ANYWHERE = {"type", "description", "title"}
_NAMES = {
    "object": "对象",
    "array": "数组",
    "string": "字符串",
    "integer": "整数",
    "boolean": "true 或 false",
    "null": "null",
}


def wire_problems(schema: dict[str, Any]) -> tuple[str, ...]:
    """What in a schema some server would refuse or ignore; empty when every server can keep it."""
    found = list(_problems(schema, "$", 1))
    if schema.get("type") != "object":
        found.insert(0, "$: the root must be an object")
    count = sum(len(s.get("properties", ())) for s in _schemas(schema))
    if count > MOST_PROPERTIES:
        found.append(f"$: {count} properties, at most {MOST_PROPERTIES}")
    return tuple(found)


def wire_errors(data: object, schema: dict[str, Any]) -> tuple[str, ...]:
    """Where ``data`` breaks a schema of the subset, in Chinese, the first places only."""
    found: list[str] = []
    for error in _errors(data, schema, ""):
        if len(found) == MOST_ERRORS:
            found.append("（还有更多，未列出）")
            break
        found.append(error)
    return tuple(found)


# -- judging a schema --------------------------------------------------------------------------


def _schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for below in (*schema.get("properties", {}).values(), *schema.get("anyOf", ())):
        yield from _schemas(below)
    if isinstance(schema.get("items"), dict):
        yield from _schemas(schema["items"])


def _problems(schema: Any, place: str, depth: int) -> Iterator[str]:
    if not isinstance(schema, dict):
        yield f"{place}: not a schema"
        return
    if "anyOf" in schema:
        yield from _union_problems(schema, place, depth)
        return
    kinds = _kinds(schema)
    if not kinds or not set(kinds) <= set(_KEYWORDS):
        yield f"{place}: type must be one of {', '.join(_KEYWORDS)} (numbers are strings)"
        return
    allowed = _ANYWHERE.union(*(_KEYWORDS[kind] for kind in kinds))
    for keyword in sorted(set(schema) - allowed):
        yield f"{place}: keyword {keyword!r} is not in the subset"
    if len(schema.get("enum", ())) > MOST_CHOICES:
        yield f"{place}: more than {MOST_CHOICES} choices"
    if "object" in kinds:
        yield from _object_problems(schema, place, depth)
    if "array" in kinds:
        yield from _problems(schema.get("items"), f"{place}[]", depth)


def _object_problems(schema: dict[str, Any], place: str, depth: int) -> Iterator[str]:
    if depth > MOST_DEPTH:
        yield f"{place}: objects lie more than {MOST_DEPTH} deep"
        return
    properties = schema.get("properties")
    if not isinstance(properties, dict) or not properties:
        yield f"{place}: an object must name its properties"
        return
    if schema.get("additionalProperties") is not False:
        yield f"{place}: additionalProperties must be false"
    if set(schema.get("required", ())) != set(properties):
        yield f"{place}: every property must be required (optional is a union with null)"
    for name, below in properties.items():
        yield from _problems(below, f"{place}.{name}", depth + 1)


def _union_problems(schema: dict[str, Any], place: str, depth: int) -> Iterator[str]:
    if place == "$":
        yield "$: no union at the root"
    for keyword in sorted(set(schema) - {"anyOf", "description", "title"}):
        yield f"{place}: keyword {keyword!r} beside anyOf is not in the subset"
    members = schema["anyOf"]
    for number, member in enumerate(members):
        yield from _problems(member, f"{place}|{number}", depth)
    objects = [m for m in members if isinstance(m, dict) and "object" in _kinds(m)]
    if len(objects) > 1 and any(not _label(m) for m in objects):
        yield f"{place}: objects of a union need a literal 'kind'"


def _kinds(schema: dict[str, Any]) -> list[str]:
    kind = schema.get("type")
    return [kind] if isinstance(kind, str) else list(kind or ())


def _label(schema: dict[str, Any]) -> str:
    """The literal ``kind`` of an object in a union."""
    kind = schema.get("properties", {}).get("kind", {})
    values = kind.get("enum", [kind["const"]] if "const" in kind else [])
    return str(values[0]) if len(values) == 1 else ""


# -- judging a reply ---------------------------------------------------------------------------


def _errors(data: object, schema: dict[str, Any], place: str) -> Iterator[str]:
    if "anyOf" in schema:
        yield from _union_errors(data, schema["anyOf"], place)
        return
    kinds = _kinds(schema)
    if not any(_is(data, kind) for kind in kinds):
        yield f"{place or '整体'}：应为{'或'.join(_NAMES[k] for k in kinds)}，实为{_shown(data)}"
        return
    if "const" in schema and data != schema["const"]:
        yield f"{place}：应为「{schema['const']}」，实为{_shown(data)}"
    if "enum" in schema and data not in schema["enum"]:
        choices = "、".join(str(choice) for choice in schema["enum"])
        yield f"{place}：应为其中之一（{choices}），实为{_shown(data)}"
    if isinstance(data, dict):
        yield from _object_errors(data, schema, place)
    if isinstance(data, list):
        if len(data) > MOST_ITEMS:
            yield f"{place}：有 {len(data)} 项，最多 {MOST_ITEMS} 项"
            return
        for number, item in enumerate(data):
            yield from _errors(item, schema["items"], f"{place}[{number}]")


def _object_errors(data: dict[str, Any], schema: dict[str, Any], place: str) -> Iterator[str]:
    properties: dict[str, Any] = schema["properties"]
    for name, below in properties.items():
        where = f"{place}.{name}" if place else name
        if name in data:
            yield from _errors(data[name], below, where)
        else:
            yield f"{where}：缺少这一项"
    for name in data:
        if name not in properties:
            yield f"{place or '整体'}：多出「{name[:40]}」，约定里没有这一项"


def _union_errors(data: object, members: list[dict[str, Any]], place: str) -> Iterator[str]:
    tried = [tuple(_errors(data, member, place)) for member in members]
    if not all(tried):
        return
    if isinstance(data, dict):
        for member, errors in zip(members, tried, strict=True):
            if _label(member) and _label(member) == data.get("kind"):
                yield from errors
                return
        labels = "、".join(filter(None, map(_label, members)))
        if labels:
            yield f"{place}.kind：应为其中之一（{labels}），实为{_shown(data.get('kind'))}"
            return
    # the member that the data comes nearest to says it best
    yield from min(tried, key=len)


def _is(data: object, kind: str) -> bool:
    match kind:
        case "object":
            return isinstance(data, dict)
        case "array":
            return isinstance(data, list)
        case "string":
            return isinstance(data, str)
        case "integer":
            return isinstance(data, int) and not isinstance(data, bool)
        case "boolean":
            return isinstance(data, bool)
        case _:
            return data is None


def _shown(data: object) -> str:
    match data:
        case None:
            return "null"
        case bool():
            return "true" if data else "false"
        case str():
            return f"「{data[:30]}{'…' if len(data) > 30 else ''}」"
        case list():
            return "数组"
        case dict():
            return "对象"
        case _:
            return f"数字 {str(data)[:30]}"
