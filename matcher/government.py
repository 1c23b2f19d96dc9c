"""Which level of government grants something, and in which place: read from who issued it."""

from __future__ import annotations

import re
from functools import cache

from rules.region import contains, place_names
from rules.rule import Rule


@cache
def related(place: str, own: str) -> bool | None:
    """Whether one place lies in the other; None when the table of places cannot tell."""
    inside = (contains(place, own), contains(own, place))
    return True if True in inside else False if inside == (False, False) else None


def level_of(item: Rule) -> tuple[str, str]:
    """The level of government an item comes from and its place; empty when nothing tells."""
    return _first_place((item.policy.issuer, item.department, item.policy.title))


@cache
def _first_place(about: tuple[str, ...]) -> tuple[str, str]:
    return next((found for text in about if (found := _place(text))[0]), ("", ""))


@cache
def _place(text: str) -> tuple[str, str]:
    inside = [name for name in place_names() if name in text]
    if inside:
        narrowest = next(
            (n for n in inside if not any(m != n and contains(n, m) for m in inside)), inside[-1]
        )
        return level_name(narrowest), narrowest
    if re.search(r"国务院|国家|财政部|工业和信息化部|科技部|商务部", text):
        return "national", ""
    return "", ""


def level_name(place: str) -> str:
    """The level of a place by the last character of its name."""
    for suffix, level in (("省", "province"), ("自治区", "province"), ("市", "city")):
        if place.endswith(suffix):
            return level
    return "district" if place.endswith(("区", "县", "旗")) else ""
