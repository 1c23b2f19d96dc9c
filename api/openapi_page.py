"""The OpenAPI description as rows for our own page: FastAPI's loads scripts from a CDN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_WHERE = {"query": "网址参数", "path": "路径", "header": "请求头"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A parameter, or a field of a request body."""

    name: str
    where: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    summary: str
    parameters: tuple[Entry, ...]
    body: tuple[Entry, ...]


def operation_groups(openapi: dict[str, Any]) -> list[tuple[str, list[Operation]]]:
    """The operations by tag, in the order they were declared."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["其他"])[0]
            groups.setdefault(tag, []).append(
                Operation(
                    method=method.upper(),
                    path=path,
                    summary=operation.get("summary", ""),
                    parameters=tuple(
                        Entry(
                            name=p["name"],
                            where=_WHERE[p["in"]],
                            required=p.get("required", False),
                            description=p.get("description", ""),
                        )
                        for p in operation.get("parameters", ())
                    ),
                    body=_body(openapi, operation),
                )
            )
    return list(groups.items())


def _body(openapi: dict[str, Any], operation: dict[str, Any]) -> tuple[Entry, ...]:
    content = operation.get("requestBody", {}).get("content", {})
    entries: list[Entry] = []
    for media in content.values():
        schema = _resolved(openapi, media.get("schema", {}))
        required = schema.get("required", ())
        for name, field in schema.get("properties", {}).items():
            entries.append(Entry(name, "正文", name in required, field.get("description", "")))
    return tuple(entries)


def _resolved(openapi: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").removeprefix("#/components/schemas/")
    found: dict[str, Any] = openapi["components"]["schemas"][name] if name else schema
    return found
