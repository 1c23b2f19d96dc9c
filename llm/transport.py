"""An OpenAI-compatible endpoint through LangChain: requests out, raw replies in.

LangChain and the client inside it carry the request, its retries (which honour Retry-After) and
its timeouts; nothing is stacked on top. Everything about the *content* stays with us: parameters go
out as ``extra_body``, bytes come back through the tap (see ``llm.answer`` for why).
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from llm.answer import is_content_refusal, is_too_long, read_answer, said_in_error
from llm.client import Method, Reply, Request, Vectors
from llm.errors import ModelError
from llm.judge import Fault, judge
from llm.ladder import Ladder
from llm.profiles import Profile, profile_for
from llm.sending import Habits, adapted, body_of, messages_of
from llm.settings import ModelSettings, check_settings
from llm.tap import Tap
from llm.vectors import read_vectors

#: Longest pause for a connection itself; the answer has the time of the settings.
CONNECT_SECONDS = 10.0


class Endpoint:
    """One server as ``llm.Client``; remembers which methods each of its models keeps."""

    def __init__(
        self,
        settings: ModelSettings,
        profile: Profile | None = None,
        methods: Mapping[str, tuple[Method, ...]] | None = None,
    ) -> None:
        """``methods`` are those measured for each model; without, those of the family."""
        check_settings(settings)
        self._measured = dict(methods or {})
        self.settings = settings
        self._given = profile
        self._tap = Tap(float(settings.seconds))
        self._slots = threading.BoundedSemaphore(settings.concurrency)
        self._lock = threading.RLock()
        self._models: dict[str, Any] = {}
        self._ladders: dict[str, Ladder] = {}
        self._habits: dict[str, Habits] = {}
        self._http: Any = None

    def complete(self, request: Request) -> Reply:
        """One reply by the best method the server takes; ModelError when nothing came."""
        model = self.settings.model_for(request.task)
        if request.wire is None:
            return self._sent(request, model, "text")
        ladder = self.ladder(model)
        refused: list[tuple[Method, ModelError]] = []
        for method in ladder.rungs():
            try:
                reply = self._sent(request, model, method)
            except ModelError as error:
                if error.kind != "rejected":
                    raise
                refused.append((method, error))
                continue
            for refused_method, _ in refused:
                ladder.refused(refused_method)
            if reply.finish == "stop":
                kept = not isinstance(judge(reply, request.wire), Fault)
                ladder.seen(method, kept=kept)
            return reply
        raise refused[0][1]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, asked for in batches the server takes."""
        model = self.settings.embedding_model
        if not model:
            raise ModelError("LM141")
        rows: list[tuple[float, ...]] = []
        size = self.profile(model).embedding_batch
        for start in range(0, len(texts), size):
            batch = list(texts[start : start + size])
            body = self._exchange(partial(self._embedded, model, batch))
            rows.extend(read_vectors(body, len(batch)))
        if len({len(row) for row in rows}) > 1:
            raise ModelError("LM142", "各批向量的长度不同")
        return Vectors(model=model, rows=tuple(rows))

    def profile(self, model: str) -> Profile:
        """The family of a model at this endpoint."""
        return self._given or profile_for(self.settings.base_url, model, self.settings.profile)

    def stamp(self, task: str) -> tuple[str, str]:
        """Model and profile of a task, as they are part of the key of a kept reply."""
        model = self.settings.model_for(task)
        return model, self.profile(model).stamp

    def ladder(self, model: str) -> Ladder:
        """What is known about the methods of a model."""
        with self._lock:
            methods = self._measured.get(model) or self.profile(model).methods
            return self._ladders.setdefault(model, Ladder(methods))

    def counts(self) -> dict[str, int]:
        """Requests, statuses and kept or missed forms since the start; sorted."""
        with self._lock:
            ladders = list(self._ladders.values())
        found = dict(self._tap.counts())
        for ladder in ladders:
            for name, count in ladder.counts().items():
                found[name] = found.get(name, 0) + count
        return dict(sorted(found.items()))

    def close(self) -> None:
        """Give the connections back."""
        with self._lock:
            if self._http is not None:
                self._http.close()
            self._http = None
            self._models.clear()

    def send(self, request: Request, method: Method) -> Reply:
        """One reply by exactly this method, whatever the ladder knows; for probing."""
        return self._sent(request, self.settings.model_for(request.task), method)

    # -- one exchange ----------------------------------------------------------------------

    def _sent(self, request: Request, model: str, method: Method) -> Reply:
        profile = self.profile(model)
        while True:
            habits = self._habits.get(model, Habits.of(profile))
            extra = body_of(request, method, profile, habits)
            messages = messages_of(request, method)
            try:
                body = self._exchange(partial(self._invoked, model, messages, extra))
            except _Refusal as refusal:
                return Reply(text=refusal.said, finish="refused", model=model, method=method)
            except ModelError as error:
                changed = adapted(habits, error.detail) if error.kind == "rejected" else None
                if changed is None:
                    raise
                self._habits[model] = changed
                continue
            try:
                return read_answer(body, method=method, model=model)
            except ModelError as error:
                code, detail = error.code, self._safe(error.detail)
            raise ModelError(code, detail)

    def _exchange(self, call: Callable[[], Any]) -> bytes:
        """The raw body that ``call`` brings; what LangChain makes of it is not used."""
        import langchain_openai  # noqa: F401 - before the clock of a slot starts; costs seconds
        from langsmith import tracing_context

        error: Exception | None = None
        with self._slots, tracing_context(enabled=False):
            self._tap.forget()
            try:
                call()
            except Exception as problem:  # whatever the libraries raise, it gets one of our names
                error = self._named(problem)
            finally:
                self._tap.rest()
        # raised here, so that no traceback leads to objects that hold the key
        if error is not None:
            raise error
        return self._tap.body

    def _named(self, problem: Exception) -> Exception | None:
        import openai

        body = self._tap.body
        place = self.settings.place
        if isinstance(problem, openai.APIStatusError):
            return self._refused(problem.status_code, body)
        if isinstance(problem, openai.APITimeoutError) or self._tap.late:
            return ModelError("LM117", f"{self.settings.seconds} 秒")
        if isinstance(problem, openai.APIConnectionError):
            return ModelError("LM116", place)
        if self._tap.status == 200 and body:
            return None  # the answer is here; a library stumbled over how it is written
        return ModelError("LM115", self._safe(f"{type(problem).__name__}: {problem}"))

    def _refused(self, status: int, body: bytes) -> Exception:
        said = self._safe(said_in_error(body))
        match status:
            case 401 | 403:
                return ModelError("LM111", said)
            case 404:
                return ModelError("LM112", said)
            case 402:
                return ModelError("LM120", said)
            case 429 if b"insufficient_quota" in body:
                return ModelError("LM120", said)
            case 429:
                return ModelError("LM118", said)
            case 408 | 504:
                return ModelError("LM117", f"网关的时限（{status}）")
            case _ if status >= 500:
                return ModelError("LM119", f"{status} {said}")
        if status == 413 or is_too_long(body):
            return ModelError("LM114", said)
        if is_content_refusal(body):
            return _Refusal(said)
        return ModelError("LM113", said)

    def _safe(self, said: str) -> str:
        """A server's words without our key, on one line, not too long."""
        key = self.settings.api_key.get_secret_value()
        if key:
            said = said.replace(key, "***")
        return " ".join(said.split())[:200]

    # -- what LangChain builds -------------------------------------------------------------

    def _chat(self, model: str) -> Any:
        from langchain_openai import ChatOpenAI

        with self._lock:
            if model not in self._models:
                # Every parameter that LangChain would take from the environment is said here.
                self._models[model] = ChatOpenAI(
                    model=model, use_responses_api=False, cache=False, **self._connection()
                )
            return self._models[model]

    def _invoked(self, model: str, messages: list[tuple[str, str]], extra: dict[str, Any]) -> None:
        self._chat(model).invoke(messages, extra_body=extra)

    def _embedded(self, model: str, texts: list[str]) -> None:
        self._embedder(model).embed_documents(texts)

    def _embedder(self, model: str) -> Any:
        from langchain_openai import OpenAIEmbeddings

        key = f"embedding {model}"
        with self._lock:
            if key not in self._models:
                self._models[key] = OpenAIEmbeddings(
                    model=model,
                    check_embedding_ctx_length=False,  # it would fetch a tokeniser
                    chunk_size=2048,
                    model_kwargs={"encoding_format": "float"},
                    **self._connection(),
                )
            return self._models[key]

    def _connection(self) -> dict[str, Any]:
        import openai
        from pydantic import SecretStr

        seconds = float(self.settings.seconds)
        timeout = openai.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))
        if self._http is None:
            self._http = openai.DefaultHttpxClient(
                timeout=timeout, limits=_one_each(), event_hooks=self._tap.hooks
            )
        # a server without keys still gets a header, because the client insists on one
        key = self.settings.api_key.get_secret_value() or "none"
        return {
            "base_url": self.settings.base_url,
            "api_key": SecretStr(key),
            "timeout": timeout,
            "max_retries": self.settings.retries,
            "http_client": self._http,
            "openai_proxy": "",  # the HTTP client itself heeds the usual proxy variables
        }


def _one_each() -> Any:
    """Limits of a client that makes a connection for each exchange, so that each can be cut."""
    return importlib.import_module("httpx").Limits(max_keepalive_connections=0)


class _Refusal(Exception):  # noqa: N818
    """The server refused the content of a request; that is a reply, not a fault."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__("refused")
