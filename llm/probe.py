"""What an endpoint can do, found out by a few tiny prompts.

Each structured-output method once; then, by the best one, whether a choice outside the schema is
kept out and whether a reply cut at the limit is told as such; embeddings where a model is set.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, get_args

from llm.client import Message, Method, Reply, Request, Usage
from llm.errors import Kind, ModelError
from llm.judge import Fault, judge
from llm.measured import Measured
from llm.transport import Endpoint
from llm.unwrap import Unwrapped

_SENTENCE = "上年度营业收入不低于2000万元的企业，给予一次性奖励10万元。"
_KINDS = ["条件", "金额", "期限"]
WIRE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "quote": {"type": "string", "description": "原文中的一段，逐字照抄"},
        "kind": {"type": "string", "enum": _KINDS},
    },
    "required": ["quote", "kind"],
    "additionalProperties": False,
}
_TASK = "从政策原文中摘出申请条件，给出原文（quote）和类别（kind：条件、金额、期限之一）。"
_OUTSIDE = _TASK + "类别请写成「其他事项」。"
_LONG = "请把下面的句子照抄五十遍：" + _SENTENCE


class Tried(NamedTuple):
    """One method: whether the form was kept, or what was in the way."""

    method: Method
    trouble: Kind | None = None
    detail: str = ""

    @property
    def kept(self) -> bool:
        """Whether a reply by this method kept the schema."""
        return self.trouble is None


class Probed(NamedTuple):
    """All that was found out. None where it could not be tried."""

    tried: tuple[Tried, ...]
    keeps_choices: bool | None
    tells_cuts: bool | None
    thinks_aloud: bool
    quotes_exactly: bool | None
    embedding_length: int
    embedding_trouble: ModelError | None
    usage: Usage

    @property
    def methods(self) -> tuple[Method, ...]:
        """The methods whose replies kept the form, best first."""
        return tuple(one.method for one in self.tried if one.kept)


class _Asking:
    """The prompts sent so far: their tokens, and whether any reply thought aloud."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.read = self.written = 0
        self.thought = False

    def ask(self, text: str, method: Method, most: int = 120) -> Reply:
        """One reply."""
        request = Request(
            task="check",
            prompt_version="1",
            messages=(
                Message(role="system", content=text),
                Message(role="user", content=_SENTENCE),
            ),
            wire=WIRE,
            max_tokens=most,
        )
        reply = self._endpoint.send(request, method)
        self.read += reply.usage.prompt_tokens
        self.written += reply.usage.completion_tokens
        return reply

    def judged(self, reply: Reply) -> Unwrapped | Fault:
        """The reply against the schema."""
        found = judge(reply, WIRE)
        self.thought |= "thought" in found.noticed
        return found


def probe(endpoint: Endpoint) -> Probed:
    """What the configured model keeps; ModelError when it cannot be reached at all."""
    asking = _Asking(endpoint)
    family = endpoint.profile(endpoint.settings.model_for("check"))
    others = (method for method in get_args(Method) if method not in family.methods)
    tried: list[Tried] = []
    exact: list[bool] = []
    for method in (*family.methods, *others):
        if [one.trouble for one in tried[:2]] == ["timeout", "timeout"]:
            tried.append(Tried(method, "timeout", "前两种都超时，没有再试"))
            continue
        one, quote = _try(asking, method)
        tried.append(one)
        if one.kept:
            exact.append(bool(quote) and quote in _SENTENCE)
    best = next((one.method for one in tried if one.kept), None)
    length, trouble = _vectors(endpoint)
    return Probed(
        tried=tuple(tried),
        keeps_choices=_keeps_choices(asking, best),
        tells_cuts=_tells_cuts(asking),
        thinks_aloud=asking.thought,
        quotes_exactly=all(exact) if exact else None,
        embedding_length=length,
        embedding_trouble=trouble,
        usage=Usage(prompt_tokens=asking.read, completion_tokens=asking.written),
    )


def measured(endpoint: Endpoint, found: Probed, day: date) -> Measured:
    """The findings as they are kept."""
    settings = endpoint.settings
    model = settings.model_for("check")
    return Measured(
        place=settings.place,
        model=model,
        family=endpoint.profile(model).name,
        day=day.isoformat(),
        methods=found.methods,
        keeps_choices=found.keeps_choices,
        tells_cuts=found.tells_cuts,
        thinks_aloud=found.thinks_aloud,
        embedding_model=settings.embedding_model if found.embedding_length else "",
        embedding_length=found.embedding_length,
    )


def _try(asking: _Asking, method: Method) -> tuple[Tried, str]:
    try:
        reply = asking.ask(_TASK, method)
    except ModelError as error:
        if error.lasting:
            raise
        return Tried(method, error.kind, error.detail), ""
    found = asking.judged(reply)
    if isinstance(found, Fault):
        return Tried(method, found.kind, found.detail), ""
    return Tried(method), str(found.data["quote"])


def _keeps_choices(asking: _Asking, method: Method | None) -> bool | None:
    """Whether a value outside the choices is kept out; None when the reply shows neither."""
    if method is None:
        return None
    try:
        found = asking.judged(asking.ask(_OUTSIDE, method))
    except ModelError:
        return None
    if isinstance(found, Unwrapped):
        return True
    return False if found.kind == "wrong_shape" else None


def _tells_cuts(asking: _Asking) -> bool | None:
    try:
        reply = asking.ask(_LONG, "text", most=16)
    except ModelError:
        return None
    return reply.finish == "cut"


def _vectors(endpoint: Endpoint) -> tuple[int, ModelError | None]:
    if not endpoint.settings.embedding_model:
        return 0, None
    try:
        rows = endpoint.embed(["营业收入", "研发费用"]).rows
    except ModelError as error:
        return 0, error
    return len(rows[0]), None
