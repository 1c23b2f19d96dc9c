"""Kinds of things with a sum behind a stroke each: 直流桩550元/千瓦、交流桩100元/千瓦."""

from __future__ import annotations

import re

from compiler.extract.language.amounts import STROKE

_A_CLASS = (
    r"(?!单|每|同一|累计|合计|年度|最高|不|给予|一次性|再|另|并|均|可|其中|按|奖补上限|上限)"
    r"[^,;。、:\d每]{2,20}?(?:给予|补贴|补助|奖励|奖补)*"
)
_REMARK = r"(?:\([^()]*\))?"
_LIST = re.compile(rf"{_A_CLASS}{STROKE}{_REMARK}[、,;]{_A_CLASS}{STROKE}")
#: What leads to the first of them: 按, 标准为, 给予奖补,.
_LEAD = re.compile(r"(?:按(?:照)?|标准(?:分别)?为|标准:|给予(?:奖补|补[贴助]|奖励),)$")
_NEXT = re.compile(rf"[、,]{_A_CLASS}{STROKE}")
_BEHIND = re.compile(rf"{STROKE}{_REMARK}$")


def stroke_cut(view: str, last: int, position: int, end: int) -> int | None:
    """Where a new kind begins at ``position``, after a cut at ``last``; None where none does."""
    if position - last > 2 and _LEAD.search(view[max(last, position - 6) : position]):
        return position if _LIST.match(view, position, end) else None
    if view[position] not in "、,":
        return None
    behind = _BEHIND.search(view[max(last, position - 24) : position])
    return position + 1 if behind and _NEXT.match(view, position, end) else None
