"""How facts can change: by acting, by waiting, never, or not honestly. Data in ``changes.yaml``."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from typing import Self

import yaml
from pydantic import Field, model_validator

from rules.document import Frozen


class Way(StrEnum):
    """What it takes to change a fact."""

    ACT = "act"  # the applicant can, lawfully and in substance
    WAIT = "wait"  # time does, and only in one direction
    NEVER = "never"  # nobody can
    MUST_NOT = "must_not"  # to change it for the money would be a sham


class Change(Frozen):
    """How the named attributes can change.

    ``verb`` is how an act is proposed; ``months`` its usual lead time. ``spends``: the fact itself
    is money spent, so it costs what it is raised by. ``reason`` says why it cannot be changed.
    """

    way: Way
    verb: str = ""
    months: int = Field(default=0, ge=0)
    spends: bool = False
    reason: str = ""
    attributes: tuple[str, ...]

    @model_validator(mode="after")
    def _worded(self) -> Self:
        if not (self.verb if self.way is Way.ACT else self.reason):
            raise ValueError(f"{self.attributes[0]} 等属性缺少 verb（可办的）或 reason（不可办的）")
        return self


class Unclassified(Frozen):
    """Attributes that are left to the applicant's own check on purpose, and why."""

    why: str
    attributes: tuple[str, ...]


class Changes(Frozen):
    """All of ``changes.yaml``; an attribute stands in it once."""

    changes: tuple[Change, ...]
    unclassified: tuple[Unclassified, ...]

    @cached_property
    def _by_attribute(self) -> dict[str, Change]:
        return {a: change for change in self.changes for a in change.attributes}

    def of(self, attribute: str) -> Change | None:
        """How an attribute changes; None where nobody has classified it (proposed ones too)."""
        return self._by_attribute.get(attribute)

    @model_validator(mode="after")
    def _once(self) -> Self:
        seen: set[str] = set()
        groups: list[Change | Unclassified] = [*self.changes, *self.unclassified]
        for group in groups:
            for attribute in group.attributes:
                if attribute in seen:
                    raise ValueError(f"属性 {attribute} 写了两次")
                seen.add(attribute)
        return self


@cache
def standard_changes() -> Changes:
    """What is shipped with the project (``rules/changes.yaml``)."""
    text = resources.files("rules").joinpath("changes.yaml").read_text(encoding="utf-8")
    return Changes.model_validate(yaml.safe_load(text))
