"""What is asked of a model and what comes back: plain data, the raw text always kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Literal, Protocol

from rules.document import Frozen

#: How a server was held to the wished form; the ladder goes down this list.
Method = Literal["json_schema", "tool", "json_object", "text"]

#: Why a reply ended, in our words. ``cut`` is the token limit, ``empty`` no content at all.
Finish = Literal["stop", "cut", "refused", "empty"]


class Message(Frozen):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Request(Frozen):
    """One task for a model. ``hash`` names it for the cache, the replay and the audit."""

    task: str  # a file of prompts/, such as ``draft_tags``
    prompt_version: str
    messages: tuple[Message, ...]
    wire: dict[str, Any] | None = None  # the JSON Schema the reply must keep, by the wire rules
    temperature: str = "0"  # text, so that a hash never depends on how a float is printed
    max_tokens: int = 4096
    sample: int = 0  # which of k samples; another sample is another request

    @property
    def hash(self) -> str:
        """SHA-256 over everything that can change the reply, the model aside."""
        plain = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()


class Usage(Frozen):
    """Tokens as the server counted them; 0 where it said nothing."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class Reply(Frozen):
    """What a model said, word for word, before anybody looked at it."""

    text: str
    finish: Finish
    model: str
    method: Method
    usage: Usage = Usage()
    remembered: bool = False  # from the cache: no call was made

    @property
    def hash(self) -> str:
        """SHA-256 of the raw text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Vectors(Frozen):
    """Embeddings of some texts, in their order, with the model that made them."""

    model: str
    rows: tuple[tuple[float, ...], ...]


class Client(Protocol):
    """A model, whoever serves it. Raises ``llm.errors`` for what is wrong with the connection."""

    def complete(self, request: Request) -> Reply:
        """One reply; never judged, never repaired here."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector a text."""
        ...
