"""Reading YAML and JSON without guessing: what is written is what comes out.

YAML 1.1 turns ``no`` into false, ``2023-01-01`` into a date and ``1.50`` into a float. Here every
plain YAML scalar stays the text it is (only ``null``, ``~`` and nothing are None), and the types
decide what it means. Duplicate keys, anchors, tags and JSON floats are refused with their place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from rules.errors import Diagnostic, InputRejected, Severity

DataPath = tuple[str | int, ...]
_DEEPEST = 60
_TEXT = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"


class StrictData(NamedTuple):
    """Plain data, and the line each part of it starts on (empty for JSON)."""

    data: Any
    lines: Mapping[DataPath, int]


class _TextLoader(yaml.SafeLoader):
    """Resolves no plain scalar except null, and refuses anchors."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(_NULL, pattern) for tag, pattern in resolvers if tag == _NULL]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        if any(tag == _NULL for tag, _ in resolvers)
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(problem="anchor", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


class _Float(NamedTuple):
    """A JSON number with a fraction, kept to be refused with its place."""

    text: str


def read_strict(text: str, *, file: str) -> StrictData:
    """Read YAML, or JSON when the text starts with ``{``; ``InputRejected`` (RF100-RF104)."""
    if not text.strip():
        raise InputRejected(
            [_wrong("RF100", "文件是空的", file, hint="请确认保存了内容，或重新导出规则文件")]
        )
    try:
        if text.lstrip("\ufeff \t\r\n").startswith("{"):
            return _read_json(text.lstrip("\ufeff"), file)
        return _read_yaml(text, file)
    except RecursionError:
        raise InputRejected([_too_deep(file)]) from None


def _wrong(code: str, message: str, file: str, *, place: str = "", hint: str = "") -> Diagnostic:
    return Diagnostic(
        code=code, severity=Severity.ERROR, message=message, file=file, place=place, hint=hint
    )


def _too_deep(file: str, place: str = "") -> Diagnostic:
    return _wrong(
        "RF104",
        f"内容嵌套超过 {_DEEPEST} 层",
        file,
        place=place,
        hint="请把条件拆成几条规则，或检查缩进是否有误",
    )


def _read_yaml(text: str, file: str) -> StrictData:
    try:
        root = _TextLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        raise InputRejected([_yaml_error(error, file)]) from None
    except yaml.YAMLError:
        raise InputRejected(
            [
                _wrong(
                    "RF101",
                    "文件里有 YAML 不允许的控制字符",
                    file,
                    hint="请另存为 UTF-8 纯文本后再试",
                )
            ]
        ) from None
    lines: dict[DataPath, int] = {}
    wrong: list[Diagnostic] = []
    data = _plain(root, (), lines, wrong, file)
    if wrong:
        raise InputRejected(wrong)
    return StrictData(data, lines)


def _yaml_error(error: yaml.MarkedYAMLError, file: str) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    place = f"第{mark.line + 1}行" if mark else ""
    if error.problem == "anchor":
        return _wrong(
            "RF103", "规则文件不使用 & 和 * 引用", file, place=place, hint="请把内容完整写出来"
        )
    column = f"第{mark.column + 1}列附近" if mark else ""
    return _wrong(
        "RF101",
        f"不是合法的 YAML{'，' + column + '无法读下去' if column else ''}",
        file,
        place=place,
        hint="请检查缩进、冒号后的空格和引号是否成对；含有冒号或 # 的文字要加引号",
    )


def _plain(
    node: yaml.Node | None,
    path: DataPath,
    lines: dict[DataPath, int],
    wrong: list[Diagnostic],
    file: str,
) -> Any:
    if node is None:
        return None
    line = node.start_mark.line + 1
    lines[path] = line
    if len(path) > _DEEPEST:
        wrong.append(_too_deep(file, f"第{line}行"))
        return None
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                wrong.append(_wrong("RF101", "键必须是文字", file, place=f"第{key_line}行"))
                continue
            key = str(key_node.value)
            if key in found:
                wrong.append(_duplicate(key, file, f"第{key_line}行"))
            found[key] = _plain(value_node, (*path, key), lines, wrong, file)
            lines[(*path, key)] = key_line
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_plain(n, (*path, i), lines, wrong, file) for i, n in enumerate(node.value)]
    if node.tag == _NULL:
        return None
    if node.tag != _TEXT:
        wrong.append(
            _wrong(
                "RF103",
                f"规则文件不使用类型标签「{node.tag}」",
                file,
                place=f"第{line}行",
                hint="删去以 ! 开头的标签；以 ! 开头的文字要加引号",
            )
        )
    return str(node.value)


def _duplicate(key: str, file: str, place: str) -> Diagnostic:
    return _wrong(
        "RF102",
        f"键「{key}」在同一层写了两次",
        file,
        place=place,
        hint="只保留一个；要表示几个值，请写成列表",
    )


def _read_json(text: str, file: str) -> StrictData:
    wrong: list[Diagnostic] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            if key in found:
                wrong.append(_duplicate(key, file, ""))
            found[key] = value
        return found

    try:
        data = json.loads(text, object_pairs_hook=pairs, parse_float=_Float, parse_constant=_Float)
    except json.JSONDecodeError as error:
        raise InputRejected(
            [
                _wrong(
                    "RF101",
                    f"不是合法的 JSON，第{error.colno}列附近无法读下去",
                    file,
                    place=f"第{error.lineno}行",
                    hint="请检查逗号、引号和括号是否成对",
                )
            ]
        ) from None
    except ValueError:  # an integer of thousands of digits
        raise InputRejected(
            [_wrong("RF101", "JSON 中有过长的数字", file, hint='数量请写成文字，如 "2000万元"')]
        ) from None
    _refuse_floats(data, (), wrong, file)
    if wrong:
        raise InputRejected(wrong)
    return StrictData(data, {})


def _refuse_floats(data: Any, path: DataPath, wrong: list[Diagnostic], file: str) -> None:
    if len(path) > _DEEPEST:
        wrong.append(_too_deep(file))
    elif isinstance(data, _Float):
        wrong.append(
            _wrong(
                "RF103",
                f"不使用小数数字 {data.text}",
                file,
                place=written_path(path),
                hint='数量要带单位写成文字，如 "1.5万元"、"3.5%"，以免丢失精度',
            )
        )
    elif isinstance(data, dict):
        for key, value in data.items():
            _refuse_floats(value, (*path, key), wrong, file)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            _refuse_floats(value, (*path, index), wrong, file)


def written_path(path: DataPath) -> str:
    """A path as one writes it: ``rules[0].when.of[2].op``."""
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step}]"
        else:
            written += f".{step}" if written else step
    return written
