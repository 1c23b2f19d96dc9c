"""Conditions that differ by sex: 女性不超过55周岁、男性不超过60周岁."""

from __future__ import annotations

import re

from rules.condition import AllOf, AnyOf, Condition, OneOf


def sex_of(name: str) -> tuple[str, str]:
    """女职工年龄 is the age, of women; an empty second part where no sex is named."""
    match = re.search(r"(女|男)(?:性|职工|生)?(?:年龄)?$", name)
    return ("年龄", match[1]) if match else (name, "")


def join_sexes(found: list[Condition]) -> list[Condition]:
    """女性不超过55周岁、男性不超过60周岁: one person is one of the two."""
    result: list[Condition] = []
    for condition in found:
        if (
            _is_sexed(condition)
            and result
            and (
                _is_sexed(result[-1])
                or (isinstance(result[-1], AnyOf) and _is_sexed(result[-1].of[0]))
            )
        ):
            previous = result.pop()
            children = previous.of if isinstance(previous, AnyOf) else (previous,)
            result.append(AnyOf(of=(*children, condition)))
        else:
            result.append(condition)
    return result


def _is_sexed(condition: Condition) -> bool:
    return (
        isinstance(condition, AllOf)
        and isinstance(condition.of[0], OneOf)
        and condition.of[0].attribute == "gender"
    )
