"""Lists behind a colon in one sentence: 「符合以下条件之一的企业给予奖励：1.…；2.…。」."""

from __future__ import annotations

import re
from itertools import pairwise

from compiler.extract.drafts import DraftNode, single
from compiler.extract.items.outline import Outline
from compiler.extract.language.amounts import GRANT, MONEY, RATIO

#: The mark of a member: 1. ① (一) 一是.
_MARK = re.compile(
    r"\s*(?:\d{1,2}[.、](?!\d)|[①-⑳]|\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九]是)\s*"
)
_ASKED = re.compile(
    r"(?:符合|满足|具备|达到)[^,;。:]{0,4}?(?:以下|下列|如下)[^,;。:]{0,14}?(?:条件|要求|标准|情形)[^;。:]*:(?=\s*\S)"
)


def members(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """The members of a list in ``[start, end)``, cut at ; and 。, without their marks."""
    stops = [m.start() for m in re.finditer("[;。]", outline.view[start:end])]
    edges = [start - 1, *(start + at for at in stops), end]
    found = []
    for a, b in pairwise(edges):
        mark = _MARK.match(outline.view, a + 1, b)
        if group := outline.conditions(mark.end() if mark else a + 1, b):
            found.append(single(group))
    return found


def asked_behind(outline: Outline, start: int, end: int) -> int | None:
    """Where the conditions begin that a benefit sentence lists behind its colon."""
    match = _ASKED.search(outline.view, start, end)
    if match is None:
        return None
    behind = outline.view[match.end() : end]
    granted = re.search(
        rf"{GRANT}[^,;。]{{0,16}}(?:{MONEY}|{RATIO})", outline.view[start : match.end()]
    )
    if not granted or re.search(rf"{GRANT}[^,;。]{{0,12}}(?:{MONEY}|{RATIO})", behind):
        return None
    return match.end() if ";" in behind or _MARK.match(behind) else None
