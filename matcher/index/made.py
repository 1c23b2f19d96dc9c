"""Values of parts that are valid already: checking them again takes most of the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from rules.document import Frozen
from rules.quantity import Money

_F = TypeVar("_F", bound=Frozen)
_N = TypeVar("_N", bound=NamedTuple)
# the places of a model, written without asking it: the model is frozen, and asking takes longer
_NEW = object.__new__
_FIELDS, _SET, _EXTRA, _PRIVATE = (
    BaseModel.__dict__[name].__set__
    for name in (
        "__dict__",
        "__pydantic_fields_set__",
        "__pydantic_extra__",
        "__pydantic_private__",
    )
)


def maker(model_type: type[_F]) -> Callable[[dict[str, Any]], _F]:
    """What makes such models from all of their fields in their order; it keeps the dictionary."""
    # models are frozen, so they may share what was given; a sum's kind never is
    given = {"yuan"} if model_type is Money else set(model_type.model_fields)

    def make(fields: dict[str, Any]) -> _F:
        model = _NEW(model_type)
        _FIELDS(model, fields)
        _SET(model, given)
        _EXTRA(model, None)
        _PRIVATE(model, None)
        return model

    return make


def made(kind: type[_N], **columns: Iterable[Any]) -> tuple[_N, ...]:
    """Many named tuples at once from the columns of all their fields, without a call for each."""
    new: Callable[..., _N] = tuple.__new__
    ordered = [columns[name] for name in kind._fields]
    return tuple(map(new, repeat(kind), zip(*ordered, strict=True)))
