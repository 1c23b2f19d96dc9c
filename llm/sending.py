"""How a request goes on the wire: the body for each method, what to leave out when refused."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NamedTuple

from llm.client import Method, Request
from llm.profiles import Profile

TOOL = "answer"
_THINKING_WORDS = ("think", "reasoning", "chat_template", "思考", "extra")


class Habits(NamedTuple):
    """What an endpoint was found to accept beyond its profile."""

    temperature: bool
    extra: bool
    tokens_field: str
    changed: tuple[str, ...] = ()  # each may change once

    @classmethod
    def of(cls, profile: Profile) -> Habits:
        """As the profile says."""
        return cls(profile.temperature, bool(profile.extra), profile.tokens_field)


def adapted(habits: Habits, said: str) -> Habits | None:
    """The habits after a refusal that names a parameter; None when it names none of ours."""
    low = said.lower()
    done = habits.changed
    if habits.temperature and "temperature" in low and "temperature" not in done:
        return habits._replace(temperature=False, changed=(*done, "temperature"))
    named = "max_tokens" in low or "max_completion_tokens" in low
    if named and "tokens" not in done:
        other = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
        field = other[habits.tokens_field]
        return habits._replace(tokens_field=field, changed=(*done, "tokens"))
    if habits.extra and any(word in low for word in _THINKING_WORDS):
        return habits._replace(extra=False, changed=(*done, "extra"))
    return None


def messages_of(request: Request, method: Method) -> list[tuple[str, str]]:
    """The messages; where the server cannot be given the schema, it stands in the last of them."""
    found: list[tuple[str, str]] = [(m.role, m.content) for m in request.messages]
    if request.wire is None or method in ("json_schema", "tool"):
        return found
    # JSON mode asks for the word, and for an instruction to use it, in the messages
    schema = json.dumps(request.wire, ensure_ascii=False)
    asked = f"只输出一个 JSON 对象，不要解释，不要代码块。须符合以下 JSON Schema：\n{schema}"
    role, content = found[-1]
    return [*found[:-1], (role, f"{content}\n\n{asked}")]


def body_of(request: Request, method: Method, profile: Profile, habits: Habits) -> dict[str, Any]:
    """What goes beside the messages. Sent as it is: LangChain must neither parse nor rename it."""
    body: dict[str, Any] = {habits.tokens_field: request.max_tokens}
    if habits.temperature:
        body["temperature"] = _number(request.temperature)
    if habits.extra:
        body |= profile.extra
    if request.sample:
        body["seed"] = request.sample  # servers that know no seed ignore it
    if request.wire is None:
        return body
    match method:
        case "json_schema":
            named = {"name": TOOL, "strict": True, "schema": request.wire}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        case "json_object":
            body["response_format"] = {"type": "json_object"}
        case "tool":
            body["tools"] = [{"type": "function", "function": _tool(request.wire)}]
            body["tool_choice"] = _choice(profile)
        case "text":
            pass
    return body


def _tool(wire: dict[str, Any]) -> dict[str, Any]:
    return {"name": TOOL, "description": "给出答案", "parameters": wire}


def _choice(profile: Profile) -> Any:
    if profile.tool_choice == "named":
        return {"type": "function", "function": {"name": TOOL}}
    return profile.tool_choice


def _number(text: str) -> int | float:
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)
