"""Walking and rewriting frozen values: rules are trees, and every walk is the same walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from rules.document import Frozen


def nodes(value: object) -> Iterator[Frozen]:
    """Every frozen value inside ``value``, itself included, outermost first."""
    if isinstance(value, Frozen):
        yield value
        for name in type(value).model_fields:
            yield from nodes(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from nodes(item)


_F = TypeVar("_F", bound=Frozen)


def rewrite(value: _F, change: Callable[[Frozen], Frozen]) -> _F:
    """``value`` with ``change`` applied to every node, innermost first; equal parts are kept."""

    def walk(item: Any) -> Any:
        if isinstance(item, Frozen):
            update = {}
            for name in type(item).model_fields:
                before = getattr(item, name)
                after = walk(before)
                if after is not before:
                    update[name] = after
            return change(item.model_copy(update=update) if update else item)
        if isinstance(item, tuple):
            walked = tuple(walk(child) for child in item)
            same = all(a is b for a, b in zip(walked, item, strict=True))
            return item if same else walked
        return item

    result: _F = walk(value)
    return result
