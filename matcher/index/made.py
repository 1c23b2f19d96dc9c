"""Models of parts that are valid already: checking them again takes most of the time."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

from rules.document import Frozen
from rules.quantity import Money

_F = TypeVar("_F", bound=Frozen)
_NEW = object.__new__
# the places of a model, written without asking it: the model is frozen, and asking takes longer
_FIELDS = BaseModel.__dict__["__dict__"].__set__
_SET = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_EXTRA = BaseModel.__dict__["__pydantic_extra__"].__set__
_PRIVATE = BaseModel.__dict__["__pydantic_private__"].__set__
# what was given of each; models are frozen, so they may share the set. A sum's kind never is.
_NAMES: dict[type[Frozen], set[str]] = {Money: {"yuan"}}


def made(model_type: type[_F], /, **fields: Any) -> _F:
    """A model with all of its fields given, in their order."""
    return made_of(model_type, fields)


def made_of(model_type: type[_F], fields: dict[str, Any]) -> _F:
    """The same of a dictionary, which the model keeps."""
    model = _NEW(model_type)
    names = _NAMES.get(model_type)
    if names is None:
        names = _NAMES[model_type] = set(fields)
    _FIELDS(model, fields)
    _SET(model, names)
    _EXTRA(model, None)
    _PRIVATE(model, None)
    return model
