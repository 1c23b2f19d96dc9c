"""Models of parts that are valid already: checking them again takes most of the time."""

from __future__ import annotations

from typing import Any, TypeVar

from rules.document import Frozen

_F = TypeVar("_F", bound=Frozen)
_SET = object.__setattr__
_NAMES: dict[type[Frozen], set[str]] = {}  # models are frozen, so they may share the set


def made(model_type: type[_F], /, **fields: Any) -> _F:
    """A model with all of its fields given, in their order."""
    model = model_type.__new__(model_type)
    _SET(model, "__dict__", fields)
    names = _NAMES.get(model_type)
    if names is None:
        names = _NAMES[model_type] = set(fields)
    _SET(model, "__pydantic_fields_set__", names)
    _SET(model, "__pydantic_extra__", None)
    _SET(model, "__pydantic_private__", None)
    return model
