"""Replies remembered: no second call for the same request; tests answer from a folder alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from llm.client import Client, Reply, Request, Vectors
from llm.errors import ModelError
from llm.kept import read_reply, reply_key, write_reply


class Stamped(Client, Protocol):
    """A client that can say under which model and profile its replies are kept."""

    def stamp(self, task: str) -> tuple[str, str]:
        """Model and profile stamp of a task."""
        ...


class Remembering:
    """A client that keeps every whole reply in ``folder`` and gives it again when asked again.

    Refusals and empty replies are not kept: another day they may be answered.
    """

    def __init__(
        self, client: Stamped, folder: Path, told: Callable[[Request, Reply], None] | None = None
    ) -> None:
        self._client = client
        self._folder = folder
        self._told = told

    def complete(self, request: Request) -> Reply:
        """The kept reply, else a new one."""
        model, stamp = self._client.stamp(request.task)
        try:
            kept = read_reply(self._folder, request, model=model, stamp=stamp)
        except ModelError:
            kept = None  # a damaged file is asked for again and written anew
        if kept is not None:
            if self._told is not None:
                self._told(request, kept)
            return kept
        reply = self._client.complete(request)
        if reply.finish in ("stop", "cut"):
            write_reply(self._folder, request, reply, model=model, stamp=stamp)
        return reply

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As the client does; indexes keep vectors themselves."""
        return self._client.embed(texts)

    def stamp(self, task: str) -> tuple[str, str]:
        """As the client says."""
        return self._client.stamp(task)


class Replay:
    """A client that only answers from a folder and says exactly what is missing.

    ``missing`` lists what was asked for in vain; ``record`` puts an answer there for next time.
    """

    def __init__(self, folder: Path, *, model: str = "recorded", stamp: str = "replay") -> None:
        self._folder = folder
        self._model = model
        self._stamp = stamp
        self.missing: list[Request] = []

    def complete(self, request: Request) -> Reply:
        """The recorded reply; ModelError LM131 when there is none."""
        reply = read_reply(self._folder, request, model=self._model, stamp=self._stamp)
        if reply is None:
            self.missing.append(request)
            key = reply_key(request, self._model, self._stamp)
            raise ModelError(
                "LM131",
                f"任务 {request.task}（提示词版本 {request.prompt_version}），"
                f"模型 {self._model}，应在 {key[:2]}/{key}.json",
            )
        return reply

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors are not recorded: ModelError LM131."""
        raise ModelError("LM131", f"{len(texts)} 段文字的向量")

    def stamp(self, task: str) -> tuple[str, str]:
        """Model and profile under which replies are looked for, whatever the task."""
        return self._model, self._stamp

    def record(self, request: Request, reply: Reply, note: str = "") -> Path:
        """Put a reply into the folder, as an answer for next time."""
        return write_reply(
            self._folder, request, reply, model=self._model, stamp=self._stamp, note=note
        )
