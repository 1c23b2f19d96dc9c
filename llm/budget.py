"""What one document may spend on a model, counted call by call, told while it runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal

from llm.cache import Stamped
from llm.client import Reply, Request, Vectors
from llm.errors import ModelError
from llm.settings import ModelSettings
from rules.document import Frozen

_MILLION = Decimal(1_000_000)


class Budget(Frozen):
    """The most one document may use; prices are yuan for a million tokens."""

    calls: int = 300
    tokens: int = 1_000_000
    cost: Decimal | None = None
    price_in: Decimal | None = None
    price_out: Decimal | None = None

    @classmethod
    def of(cls, settings: ModelSettings) -> Budget:
        """As the settings say."""
        return cls(
            calls=settings.calls,
            tokens=settings.tokens,
            cost=settings.cost,
            price_in=settings.price_in,
            price_out=settings.price_out,
        )


class Spent(Frozen):
    """What was used. ``estimated`` counts the calls whose tokens the server did not tell."""

    calls: int = 0
    failed: int = 0
    remembered: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated: int = 0
    cost: Decimal | None = None

    @property
    def tokens(self) -> int:
        """Both kinds together."""
        return self.prompt_tokens + self.completion_tokens

    def line(self) -> str:
        """One Chinese line for a terminal."""
        parts = [f"调用 {self.calls} 次"]
        if self.remembered:
            parts.append(f"另有 {self.remembered} 次用了存下的回答")
        if self.failed:
            parts.append(f"失败 {self.failed} 次")
        about = "约 " if self.estimated else ""
        parts.append(f"{about}{self.tokens:,} token".replace(",", " "))
        if self.cost is not None:
            parts.append(f"{about}{self.cost:.2f} 元")
        return "，".join(parts)


class Event(Frozen):
    """One step, for whoever shows progress."""

    what: Literal["asking", "answered", "remembered", "failed"]
    task: str
    spent: Spent
    trouble: str = ""  # the short name, where it failed


Progress = Callable[[Event], None]


class Metered:
    """A client with a budget. One for each document; safe between threads."""

    def __init__(self, client: Stamped, budget: Budget, progress: Progress | None = None) -> None:
        self._client = client
        self._budget = budget
        self._progress = progress
        self._spent = Spent(cost=Decimal(0) if _priced(budget) else None)
        self._reserved = 0  # tokens of the calls under way
        self._under_way = 0
        self._lock = threading.Lock()

    @property
    def spent(self) -> Spent:
        """What was used until now."""
        with self._lock:
            return self._spent

    def complete(self, request: Request) -> Reply:
        """One reply within the budget; ModelError LM121 when the next call would leave it."""
        likely = estimated_tokens(request)
        self._reserve(likely)
        try:
            self._tell("asking", request.task)
            reply = self._client.complete(request)
        except ModelError as error:
            with self._lock:
                self._release(likely)
                self._spent = self._spent.model_copy(update={"failed": self._spent.failed + 1})
            self._tell("failed", request.task, error.kind)
            raise
        with self._lock:
            self._release(likely)
            self._spent = _after(self._spent, request, reply, self._budget)
        self._tell("answered", request.task)
        return reply

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As the client does; embeddings are not part of the budget."""
        return self._client.embed(texts)

    def stamp(self, task: str) -> tuple[str, str]:
        """As the client says."""
        return self._client.stamp(task)

    def remembered(self, request: Request, reply: Reply) -> None:
        """Count a reply that cost nothing; given to ``Remembering`` as ``told``."""
        with self._lock:
            count = self._spent.remembered + 1
            self._spent = self._spent.model_copy(update={"remembered": count})
        self._tell("remembered", request.task)

    def _reserve(self, likely: int) -> None:
        """Set the tokens of a call aside before it leaves, so that threads share one budget."""
        budget = self._budget
        with self._lock:
            spent = self._spent
            made = spent.calls + spent.failed + self._under_way
            if made >= budget.calls:
                raise ModelError("LM121", f"已调用 {made} 次")
            if spent.tokens + self._reserved + likely > budget.tokens:
                raise ModelError(
                    "LM121", f"已用 {spent.tokens} token，下一次约需 {likely}，上限 {budget.tokens}"
                )
            if budget.cost is not None and spent.cost is not None and spent.cost >= budget.cost:
                raise ModelError("LM121", f"已花 {spent.cost:.2f} 元")
            self._reserved += likely
            self._under_way += 1

    def _release(self, likely: int) -> None:
        self._reserved -= likely
        self._under_way -= 1

    def _tell(
        self,
        what: Literal["asking", "answered", "remembered", "failed"],
        task: str,
        trouble: str = "",
    ) -> None:
        if self._progress is not None:
            self._progress(Event(what=what, task=task, spent=self.spent, trouble=trouble))


def estimated_tokens(request: Request) -> int:
    """A cautious guess: one token for a Chinese character, one for three others."""
    text = "".join(message.content for message in request.messages)
    return _guess(text)


def _after(spent: Spent, request: Request, reply: Reply, budget: Budget) -> Spent:
    usage = reply.usage
    told = usage.prompt_tokens > 0
    read = usage.prompt_tokens if told else estimated_tokens(request)
    written = usage.completion_tokens if told else _guess(reply.text)
    cost = spent.cost
    if cost is not None and budget.price_in is not None and budget.price_out is not None:
        cost += (read * budget.price_in + written * budget.price_out) / _MILLION
    return spent.model_copy(
        update={
            "calls": spent.calls + 1,
            "prompt_tokens": spent.prompt_tokens + read,
            "completion_tokens": spent.completion_tokens + written,
            "estimated": spent.estimated + (not told),
            "cost": cost,
        }
    )


def _guess(text: str) -> int:
    plain = sum(character.isascii() for character in text)
    return len(text) - plain + -(-plain // 3)


def _priced(budget: Budget) -> bool:
    return budget.price_in is not None and budget.price_out is not None
