"""What the servers of a model family support, as data in ``profiles.yaml``."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib import resources
from typing import Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import Field

from llm.client import Method
from llm.errors import ModelError
from rules.document import Frozen


class Profile(Frozen):
    """One family. ``methods`` are those worth trying, best first."""

    name: str
    label: str
    methods: tuple[Method, ...]
    hosts: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    extra: dict[str, Any] = Field(default_factory=dict)
    temperature: bool = True
    tokens_field: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    tool_choice: Literal["named", "required", "auto"] = "named"
    embedding_batch: int = 64

    @property
    def stamp(self) -> str:
        """Name and what changes a reply; part of the key under which replies are kept.

        Not the methods: how a server was held to the form is no other question.
        """
        plain = json.dumps([self.extra, self.temperature], sort_keys=True)
        return f"{self.name}:{hashlib.sha256(plain.encode()).hexdigest()[:8]}"


@cache
def profiles() -> dict[str, Profile]:
    """All families by name, in the order in which they are tried."""
    text = resources.files("llm").joinpath("profiles.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return {name: Profile(name=name, **entry) for name, entry in data.items()}


def profile_for(base_url: str, model: str, chosen: str = "") -> Profile:
    """The family of an endpoint: as chosen, else by its host, else by the model's name."""
    known = profiles()
    if chosen:
        if chosen not in known:
            raise ModelError("LM103", chosen[:40])
        return known[chosen]
    parts = urlsplit(base_url.lower())
    host = f"{parts.hostname or ''}:{parts.port or ''}"
    name = model.lower()
    by_name = [p for p in known.values() if any(_fits(mark, name) for mark in p.models)]
    by_host = [p for p in known.values() if any(mark in host for mark in p.hosts)]
    # a family of OpenAI's own is told by the model first: both live at one host
    for found in (*(p for p in by_name if p.name == "openai-reasoning"), *by_host, *by_name):
        return found
    return known["other"]


def _fits(mark: str, name: str) -> bool:
    return re.search(mark, name) is not None
