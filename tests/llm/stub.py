"""An OpenAI-compatible server of our own on loopback that can be told to misbehave.

    with Stub() as stub:
        stub.always(says('{"items": []}'))             # what it answers when nothing else is queued
        stub.next(fails(500), says_json({"items": []}))  # then in this order, one a request
        endpoint = Endpoint(stub.settings())
        ...
        stub.asked                                      # every request that came, as ``Asked``

A behaviour is a function ``(Asked) -> Answer``; write one where the answer must follow from what
was asked (``asked.text`` is everything the messages say, ``asked.wire`` the schema that was sent):

    stub.always(lambda asked: says_json({"quote": asked.text[-9:]})(asked))

The ready ones: ``says`` (content), ``says_json``, ``calls_tool`` (arguments as text),
``answers_in_kind`` (JSON by the method that was asked for), ``refuses``, ``thinks_only``,
``fails`` (a status, with a message and headers), ``busy`` (429 with Retry-After), ``page`` (HTML),
``raw`` (any bytes), ``hangs``, ``drips``, ``cuts`` (closes in the middle), ``knows_only`` (400 for
other methods), ``vectors``. ``MISBEHAVIOURS`` in ``tests.llm.misbehaviours`` lists them by name for
a given honest answer. Pauses between retries are short because errors carry ``retry-after-ms``.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from llm.client import Method
from llm.settings import ModelSettings

KEY = "sk-stub-0123456789abcdef"
QUICK = {"retry-after-ms": "1"}


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All that the messages say."""
        return "\n".join(str(m.get("content", "")) for m in self.body.get("messages", ()))

    @property
    def method(self) -> Method:
        """The structured-output method that was asked for."""
        if "tools" in self.body:
            return "tool"
        kind = self.body.get("response_format", {}).get("type", "text")
        return kind if kind in ("json_schema", "json_object") else "text"

    @property
    def wire(self) -> dict[str, Any] | None:
        """The schema that was sent beside the messages."""
        if "tools" in self.body:
            return dict(self.body["tools"][0]["function"]["parameters"])
        named = self.body.get("response_format", {}).get("json_schema")
        return dict(named["schema"]) if named else None


@dataclass(frozen=True)
class Answer:
    """What to send and how."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    wait: float = 0.0  # before the first byte
    drip: float = 0.0  # between pieces of 16 bytes
    cut: int | None = None  # close the connection after so many bytes


Behaviour = Callable[[Asked], Answer]


class Stub:
    """The server. Use it as a context manager; a new one for each test."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._queue: list[Behaviour] = []
        self._always: Behaviour = says("{}")
        self._lock = threading.Lock()
        self.most_at_once = 0
        self._at_once = 0
        self._stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False  # so that closing waits for every answer
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Stub:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """What OPENAI_BASE_URL is to be."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def always(self, behaviour: Behaviour) -> None:
        """What to do when nothing is queued."""
        self._always = behaviour

    def next(self, *behaviours: Behaviour) -> None:
        """What to do with the coming requests, one each."""
        with self._lock:
            self._queue.extend(behaviours)

    def settings(self, folder: Path | None = None, **more: Any) -> ModelSettings:
        """Settings that point here; two retries, time enough for a busy machine."""
        given: dict[str, Any] = {
            "model": "stub-model",
            "base_url": self.url,
            "api_key": KEY,
            "seconds": 30,
            "retries": 2,
        }
        if folder is not None:
            given["folder"] = folder
        return ModelSettings(**{**given, **more})

    def environment(self) -> dict[str, str]:
        """The same as environment variables, for a command."""
        return {
            "OPENAI_BASE_URL": self.url,
            "OPENAI_API_KEY": KEY,
            "POLICYCALC_MODEL": "stub-model",
            "POLICYCALC_MODEL_SECONDS": "30",
            "NO_PROXY": "127.0.0.1",
        }

    def answer(self, asked: Asked) -> Answer:
        """The answer to one request; called by the handler."""
        with self._lock:
            self.asked.append(asked)
            behaviour = self._queue.pop(0) if self._queue else self._always
        return behaviour(asked)

    def enter(self, step: int) -> None:
        """Count who is inside."""
        with self._lock:
            self._at_once += step
            self.most_at_once = max(self.most_at_once, self._at_once)

    def pause(self, seconds: float) -> None:
        """Sleep, but not longer than the stub lives."""
        self._stopping.wait(seconds)


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length) or b"{}")
            stub.enter(1)
            try:
                answer = stub.answer(Asked(self.path, dict(self.headers.items()), body))
                with suppress(BrokenPipeError, ConnectionResetError):
                    self._send(answer)
            finally:
                stub.enter(-1)

        def _send(self, answer: Answer) -> None:
            stub.pause(answer.wait)
            self.close_connection = True
            if answer.cut == 0:
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Connection", "close")
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            body = answer.body if answer.cut is None else answer.body[: answer.cut]
            if not answer.drip:
                self.wfile.write(body)
                return
            for start in range(0, len(body), 16):
                self.wfile.write(body[start : start + 16])
                self.wfile.flush()
                stub.pause(answer.drip)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler


# -- behaviours --------------------------------------------------------------------------------


def completion(message: dict[str, Any], finish: str | None, usage: bool = True) -> Answer:
    """A chat completion with one message."""
    body: dict[str, Any] = {
        "id": "chatcmpl-stub",
        "object": "chat.completion",
        "created": 1,
        "model": "stub-model",
        "choices": [
            {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
        ],
    }
    if usage:
        body["usage"] = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    return Answer(json.dumps(body).encode())


def says(
    content: str | None, finish: str | None = "stop", usage: bool = True, **more: Any
) -> Behaviour:
    """A message with this content; ``more`` are other fields of the message."""
    return lambda _: completion({"content": content, **more}, finish, usage)


def says_json(data: object, finish: str = "stop") -> Behaviour:
    """A message whose content is this, as JSON."""
    return says(json.dumps(data, ensure_ascii=False), finish)


def calls_tool(arguments: str, finish: str = "tool_calls") -> Behaviour:
    """A call of our tool with these arguments, as they are."""
    call = {
        "id": "call_1",
        "type": "function",
        "function": {"name": "answer", "arguments": arguments},
    }
    return lambda _: completion({"content": None, "tool_calls": [call]}, finish)


def answers_in_kind(data: object) -> Behaviour:
    """As a good server does: the tool when tools were given, content otherwise."""
    text = json.dumps(data, ensure_ascii=False)
    return lambda asked: (calls_tool(text) if asked.method == "tool" else says(text))(asked)


def refuses(why: str = "抱歉，我不能回答这个问题。") -> Behaviour:
    """A refusal in the field that is for it."""
    return says(None, refusal=why)


def thinks_only(thought: str = "先看第一条……") -> Behaviour:
    """Reasoning beside an empty content."""
    return says("", reasoning_content=thought)


def fails(status: int, message: str = "stub error", **headers: str) -> Behaviour:
    """An error as OpenAI writes it. Header names with ``_`` for ``-``."""
    body = json.dumps({"error": {"message": message, "type": "stub", "code": None}}).encode()
    given = {**QUICK, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return lambda _: Answer(body, status, given)


def busy(seconds: float = 1) -> Behaviour:
    """429 that says how long to wait, in the ordinary header."""
    body = json.dumps({"error": {"message": "rate limited", "code": "rate_limit"}}).encode()
    return lambda _: Answer(body, 429, {"retry-after": str(seconds)})


def page(status: int = 200, text: str = "<html><body>502 Bad Gateway</body></html>") -> Behaviour:
    """What a gateway shows to a browser."""
    return lambda _: Answer(text.encode(), status, QUICK, kind="text/html; charset=utf-8")


def raw(body: bytes, kind: str = "application/json") -> Behaviour:
    """Any bytes with status 200."""
    return lambda _: Answer(body, kind=kind)


def hangs(seconds: float, behaviour: Behaviour) -> Behaviour:
    """Nothing for a while, then the behaviour."""
    return lambda asked: replace(behaviour(asked), wait=seconds)


def drips(pause: float, behaviour: Behaviour) -> Behaviour:
    """The behaviour sixteen bytes at a time."""
    return lambda asked: replace(behaviour(asked), drip=pause)


def cuts(after: int, behaviour: Behaviour) -> Behaviour:
    """The behaviour, closed after so many bytes of its body; 0 closes before the status."""
    return lambda asked: replace(behaviour(asked), cut=after)


def knows_only(methods: Iterable[Method], behaviour: Behaviour) -> Behaviour:
    """400 for every other method, as servers do that do not know a parameter."""
    known = frozenset(methods)

    def answer(asked: Asked) -> Answer:
        if asked.method in known:
            return behaviour(asked)
        return fails(400, f"This response_format type {asked.method} is unavailable now")(asked)

    return answer


def vectors(length: int = 3, shuffled: bool = False) -> Behaviour:
    """One vector a text: its number, its length in characters, then zeros."""

    def answer(asked: Asked) -> Answer:
        rows = [
            {"index": at, "object": "embedding", "embedding": [float(at), float(len(text))]}
            for at, text in enumerate(asked.body["input"])
        ]
        for row in rows:
            row["embedding"] += [0.0] * (length - 2)  # type: ignore[operator]
        data = {"object": "list", "data": rows[::-1] if shuffled else rows, "model": "stub"}
        return Answer(json.dumps(data).encode())

    return answer
