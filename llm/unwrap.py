"""From the raw text of a reply to the one JSON object in it, or the name of what is in its way.

What stood around the object (thinking, a code fence, prose) is taken off and noticed, never
guessed at: two different objects are a failure, half an object is a failure.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Literal, NamedTuple, NoReturn

from llm.errors import Kind

#: What was taken off, or seen in passing; counted, never hidden.
Noticed = Literal["thought", "fenced", "prose", "twice", "too_long_but_whole"]

_LEADING_THOUGHT = re.compile(
    r"\A(?:\s*<(think|thinking|thought|reasoning)>.*?</\1>\s*)+", re.S | re.I
)
_OPEN_THOUGHT = re.compile(r"<(think|thinking|thought|reasoning)>", re.I)
_CLOSED_THOUGHT = re.compile(r"</(?:think|thinking|thought|reasoning)>", re.I)
_FENCE = re.compile(r"```[ \t]*(?:json[c5]?|JSON)?[ \t]*\n(.*?)\n?[ \t]*```", re.S)


class Unwrapped(NamedTuple):
    """The object of a reply and what stood around it."""

    data: dict[str, Any]
    noticed: tuple[Noticed, ...] = ()


class NotJson(NamedTuple):
    """No single object could be read; ``detail`` is Chinese and may be empty."""

    kind: Kind
    detail: str = ""
    noticed: tuple[Noticed, ...] = ()


class _Broken(Exception):  # noqa: N818
    """Not JSON as we read it; the message is Chinese."""


def unwrap(text: str) -> Unwrapped | NotJson:
    """The one JSON object in a raw reply."""
    # First as it is: a quote inside the object may itself hold a fence or a tag.
    text = text.strip().removeprefix("\ufeff").strip()
    whole = _read(text)
    if isinstance(whole, dict):
        return Unwrapped(whole)
    noticed: list[Noticed] = []
    said = _without_thought(text).strip()
    if said != text:
        noticed.append("thought")
    if not said:
        return NotJson("only_thought" if noticed else "empty", "", tuple(noticed))
    found = _read(said)
    if isinstance(found, dict):
        return Unwrapped(found, tuple(noticed))
    return _dug_out(said, noticed)


def _dug_out(said: str, noticed: list[Noticed]) -> Unwrapped | NotJson:
    """The object inside fences or prose."""
    blocks = _FENCE.findall(said)
    objects: list[dict[str, Any]] = []
    for block in blocks:
        found = _read(block.strip())
        if isinstance(found, dict):
            objects.append(found)
    if objects:
        noticed.append("fenced")
        if _FENCE.sub("", said).strip():
            noticed.append("prose")
    else:
        objects = _objects_in(said)
        if objects:
            noticed.append("prose")
    if not objects:
        return _named(said, noticed)
    if len(objects) > 1:
        if any(other != objects[0] for other in objects[1:]):
            return NotJson("several", "", tuple(noticed))
        noticed.append("twice")
    return Unwrapped(objects[0], tuple(noticed))


def _named(said: str, noticed: list[Noticed]) -> NotJson:
    """Why nothing could be read."""
    start = said.find("{")
    if start < 0:
        return NotJson("no_json", "", tuple(noticed))
    try:
        _load(said[start:])
    except _Broken as broken:
        return NotJson("broken_json", str(broken), tuple(noticed))
    return NotJson("no_json", "", tuple(noticed))  # pragma: no cover - an object would be found


def _without_thought(text: str) -> str:
    """What follows the thinking. Tags inside an object belong to a quote, not to us."""
    said = _LEADING_THOUGHT.sub("", text)
    if said.startswith(("{", "```")):
        return said
    closed = _CLOSED_THOUGHT.search(said)
    if closed and not _inside_an_object(said, closed.start()):
        # the opening tag stood in the server's template, or behind a remark
        return _LEADING_THOUGHT.sub("", said[closed.end() :].lstrip())
    return "" if _OPEN_THOUGHT.search(said.partition("{")[0]) else said


def _inside_an_object(text: str, at: int) -> bool:
    """Whether the first object of a text begins before a place and ends behind it."""
    start = text.find("{")
    if not 0 <= start < at:
        return False
    try:
        _, end = _decoder().raw_decode(text, start)
    except (ValueError, RecursionError, _Broken):
        return False
    return end > at


def _objects_in(text: str) -> list[dict[str, Any]]:
    """The outermost objects that stand in prose; a broken one hides what lies inside it."""
    decoder = _decoder()
    found: list[dict[str, Any]] = []
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError, _Broken):
            return []
        if isinstance(value, dict):
            found.append(value)
        at = text.find("{", end)
    return found


def _read(text: str) -> object:
    try:
        return _load(text)
    except _Broken:
        return None


def _load(text: str) -> object:
    try:
        return _decoder().decode(text)
    except json.JSONDecodeError as broken:
        unfinished = broken.pos >= len(text.rstrip())
        raise _Broken(
            "写到一半就断了" if unfinished else f"第 {broken.lineno} 行第 {broken.colno} 字处"
        ) from None
    except RecursionError:
        raise _Broken("嵌套太深") from None
    except ValueError as broken:  # a whole number of thousands of digits
        raise _Broken("数字太长") from broken


def _decoder() -> json.JSONDecoder:
    # not strict: a line break inside a string is against the standard, but means only one thing
    return json.JSONDecoder(
        object_pairs_hook=_pairs, parse_float=Decimal, parse_constant=_no_constant, strict=False
    )


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        again = next(name for name in names if names.count(name) > 1)
        raise _Broken(f"「{again[:40]}」写了两次")
    return found


def _no_constant(word: str) -> NoReturn:
    raise _Broken(f"{word} 不是 JSON")
