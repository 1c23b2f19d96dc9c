"""From the bytes a server answered to a ``Reply``.

LangChain's own message is not used: it parses the arguments of a tool call and forgets how they
were written, and it raises where a reply was cut or is no reply at all. Here the words are kept.
"""

from __future__ import annotations

import json
import re
from typing import Any

from llm.client import Finish, Method, Reply, Usage
from llm.errors import ModelError

_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: Error codes and words by which servers say that the *content* is not to their liking.
_REFUSALS = (
    "data_inspection_failed",
    "content_filter",
    "content_policy",
    "content exists risk",
    "sensitive",
    '"1301"',
    "敏感",
)
_TOO_LONG = (
    "context_length_exceeded",
    "maximum context length",
    "context window",
    "context size",
    "exceed_context",
    "input length",
    "prompt is too long",
    "too many tokens",
)


def read_answer(body: bytes, *, method: Method, model: str) -> Reply:
    """The reply in a response body; ModelError LM115 when it is none."""
    data = _object(body)
    choices = data.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise ModelError("LM115", _preview(body))
    message = choices[0].get("message")
    if not isinstance(message, dict):
        raise ModelError("LM115", _preview(body))
    text = _text(message, method)
    refusal = message.get("refusal")
    if isinstance(refusal, str) and refusal.strip() and not text.strip():
        text = refusal
        finish: Finish = "refused"
    else:
        finish = _finish(choices[0].get("finish_reason"), text)
    return Reply(
        text=_SURROGATE.sub("\ufffd", text),
        finish=finish,
        model=str(data.get("model") or model),
        method=method,
        usage=_usage(data.get("usage")),
    )


def said_in_error(body: bytes) -> str:
    """What a server said when it refused: its message where there is one, else the beginning."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return _preview(body)
    error = data.get("error", data) if isinstance(data, dict) else None
    if isinstance(error, dict):
        said = error.get("message") or error.get("msg") or error.get("detail")
        code = error.get("code")
        if said:
            return f"{said}（{code}）" if code else str(said)
    return str(error) if isinstance(error, str) else _preview(body)


def is_content_refusal(body: bytes) -> bool:
    """Whether a refused request was refused for what it says, not for how it is built."""
    said = body.decode("utf-8", "replace").lower()
    return any(word in said for word in _REFUSALS)


def is_too_long(body: bytes) -> bool:
    """Whether a refused request was longer than the model reads."""
    said = body.decode("utf-8", "replace").lower()
    return any(word in said for word in _TOO_LONG)


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise ModelError("LM115", _preview(body)) from None
    if not isinstance(data, dict):
        raise ModelError("LM115", _preview(body))
    if data.get("error"):
        raise ModelError("LM119", said_in_error(body)[:200])
    return data


def _text(message: dict[str, Any], method: Method) -> str:
    """Word for word: the arguments of our tool call, else the content."""
    calls = message.get("tool_calls")
    if method == "tool" and isinstance(calls, list):
        for call in calls:
            function = call.get("function") if isinstance(call, dict) else None
            arguments = function.get("arguments") if isinstance(function, dict) else None
            if isinstance(arguments, str):
                return arguments
            if isinstance(arguments, dict):  # some servers send it parsed
                return json.dumps(arguments, ensure_ascii=False)
    content = message.get("content")
    if isinstance(content, list):  # pieces, as some gateways write them
        pieces = (p.get("text") for p in content if isinstance(p, dict))
        return "".join(piece for piece in pieces if isinstance(piece, str))
    return content if isinstance(content, str) else ""


def _finish(reason: object, text: str) -> Finish:
    match reason:
        case "length" | "max_tokens":
            return "cut"
        case "content_filter" | "sensitive":
            return "refused"
        case _:
            return "stop" if text.strip() else "empty"


def _usage(usage: object) -> Usage:
    if not isinstance(usage, dict):
        return Usage()
    read, written = usage.get("prompt_tokens"), usage.get("completion_tokens")
    return Usage(prompt_tokens=_count(read), completion_tokens=_count(written))


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _preview(body: bytes) -> str:
    text = " ".join(body[:400].decode("utf-8", "replace").split())
    return f"「{text[:120]}」" if text else "空的回答"
