"""Look-ups: papers that answer several questions at once. Data in ``look_ups.yaml``."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

from rules.document import Frozen

_COMPUTED = re.compile(r"[a-z_]+\(|[()/]")


class LookUp(Frozen):
    """One paper or register, and the attributes whose values stand in it."""

    id: str
    label: str
    attributes: tuple[str, ...]


@cache
def look_ups() -> tuple[LookUp, ...]:
    """All look-ups shipped with the project (``rules/look_ups.yaml``)."""
    text = resources.files("rules").joinpath("look_ups.yaml").read_text(encoding="utf-8")
    return tuple(LookUp.model_validate(entry) for entry in yaml.safe_load(text)["look_ups"])


def look_up_of(attribute: str) -> LookUp | None:
    """The paper an attribute is read from, or None.

    A computed name such as ``growth(revenue)`` is read where its attribute is.
    """
    for part in filter(None, _COMPUTED.split(attribute)):
        if (found := _by_attribute().get(part)) is not None:
            return found
    return None


@cache
def _by_attribute() -> dict[str, LookUp]:
    return {attribute: each for each in look_ups() for attribute in each.attributes}
