"""Every member of the closed unions by its ``kind``; the unions stay the only list of members."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from rules.benefit import Award
from rules.condition import Condition, Operand
from rules.stacking import Stacking


def union_members(union: Any) -> tuple[type[BaseModel], ...]:
    """The classes of a discriminated union such as ``Condition``, in the order written there."""
    return get_args(get_args(union)[0])


def kind_of(model: type[BaseModel]) -> str:
    """The ``kind`` a class is written with in a file."""
    return str(model.model_fields["kind"].default)


KINDED: dict[str, type[BaseModel]] = {
    kind_of(model): model
    for union in (Condition, Operand, Award, Stacking)
    for model in union_members(union)
}
