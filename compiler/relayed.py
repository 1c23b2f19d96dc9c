"""A model's reading of a stranger's text: the text stays in a confined child, the door outside.

The child reads, asks and judges the answers without network, files and secrets; its questions come
out as lines and go through the client of the process that started it, which knows the address, the
key and the budget, and parses nothing of the text or of the answers. A line is one JSON object:

    out  {"ask": 3, "request": {...}}      in  {"answer": 3, "reply": {...}}
    out  {"done": {...}}                   in  {"answer": 3, "code": "LM116", "detail": "..."}
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any, Literal

from compiler.confined import KEPT, end_of
from compiler.extract.extractor import Reading
from compiler.extract.model.plain import PlainRule
from llm import Client, ModelError, Request
from rules.draft import Draft
from rules.errors import PolicyCalcError
from rules.vocabulary import Vocabulary, standard_vocabulary

LOG = logging.getLogger("policycalc.compiler")
#: Questions under way at once; more of them are no work of ours.
MOST_AT_ONCE = 64

End = Literal["slow", "stopped", "broken"]


class RelayEnded(PolicyCalcError):  # noqa: N818
    """The child ended without a result; ``why`` says how."""

    def __init__(self, why: End) -> None:
        self.why: End = why
        super().__init__(why)


@dataclass
class Relay:
    """One child and the client it may ask. ``stop`` ends it from another thread.

    It may use the processor for ``seconds`` and ``megabytes`` of memory, and take ``minutes``.
    """

    client: Client
    workers: int
    seconds: int = 360
    megabytes: int = 2048
    minutes: float = 30
    _child: subprocess.Popen[bytes] | None = None
    _why: End = "broken"
    _at_once: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, draft: Draft, vocabulary: Vocabulary, reading: Reading) -> Draft:
        """The draft of the same text, read by the model; raises RelayEnded."""
        done = self._run({"what": "read", "reading": reading.value}, draft, vocabulary)
        return Draft.model_validate(done["draft"])

    def explain(self, draft: Draft, vocabulary: Vocabulary) -> dict[str, PlainRule]:
        """Every rule of the draft in plain words, by its id; raises RelayEnded."""
        done = self._run({"what": "explain"}, draft, vocabulary)
        return {name: PlainRule.model_validate(one) for name, one in done["rules"].items()}

    def stop(self) -> None:
        """End the child; whoever waits for it gets RelayEnded."""
        self._end("stopped")

    def _end(self, why: End) -> None:
        with self._lock:
            self._why = why
            if self._child is not None:
                self._child.kill()

    def _run(self, task: dict[str, Any], draft: Draft, vocabulary: Vocabulary) -> dict[str, Any]:
        known = standard_vocabulary()
        task |= {
            "draft": draft.model_dump(mode="json", by_alias=True),
            "attributes": [
                a.model_dump(mode="json") for a in vocabulary.attributes if known.get(a.id) is None
            ],
            "workers": self.workers,
            "seconds": self.seconds,
            "megabytes": self.megabytes,
        }
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        clock = threading.Timer(self.minutes * 60, self._end, ("slow",))
        clock.daemon = True
        with self._lock:
            if self._why == "stopped":
                raise RelayEnded("stopped")
            child = self._child = subprocess.Popen(
                [sys.executable, "-B", "-m", "compiler.relayed_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
            )
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        last = _LastWords(child.stderr)
        clock.start()
        try:
            done = self._served(child.stdin, child.stdout, task)
        finally:
            clock.cancel()
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError, ValueError):
                    pipe.close()
        if done is not None:
            return done
        if self._why == "broken":
            LOG.error("model reading ended with %s: %s", child.returncode, last.said())
        raise RelayEnded(self._why)

    def _served(
        self, into: IO[bytes], out: IO[bytes], task: dict[str, Any]
    ) -> dict[str, Any] | None:
        """What the child came to, its questions answered meanwhile; None when it just ended."""
        self._say(into, task)
        for line in out:
            try:
                message = json.loads(line)
                if "done" in message:
                    done: dict[str, Any] = message["done"]
                    return done
                request = Request.model_validate(message["request"])
                number = int(message["ask"])
            except (ValueError, KeyError, TypeError):
                return None
            with self._lock:
                self._at_once += 1
                if self._at_once > MOST_AT_ONCE:
                    return None
            threading.Thread(target=self._answer, args=(into, number, request), daemon=True).start()
        return None

    def _answer(self, into: IO[bytes], number: int, request: Request) -> None:
        try:
            reply = self.client.complete(request)
            answer: dict[str, Any] = {"reply": reply.model_dump(mode="json")}
        except ModelError as error:
            answer = {"code": error.code, "detail": error.detail}
        except Exception:
            LOG.exception("a question of a model reading could not be asked")
            answer = {"code": "LM115", "detail": "程序内部出错，详情见日志"}
        with self._lock:
            self._at_once -= 1
        self._say(into, {"answer": number, **answer})

    def _say(self, into: IO[bytes], message: dict[str, Any]) -> None:
        with self._lock:
            try:
                into.write(json.dumps(message).encode() + b"\n")
                into.flush()
            except (OSError, ValueError):  # the child is gone, which its output will show
                return


class _LastWords:
    """The end of what a child says on its standard error, read while it runs."""

    def __init__(self, out: IO[bytes]) -> None:
        self._said = b""
        self._thread = threading.Thread(target=self._listen, args=(out,), daemon=True)
        self._thread.start()

    def _listen(self, out: IO[bytes]) -> None:
        with out:
            for line in out:
                self._said = (self._said + line)[-4000:]

    def said(self) -> str:
        """The last words, on as few lines as they came."""
        self._thread.join(timeout=2)
        return end_of(self._said)
