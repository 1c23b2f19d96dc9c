"""Conditions that name the benefits they are asked for: 申请租房补贴、购房补贴的，应当….

The benefits are named by what their own clauses are called, not by a number. Words that name none
of the items, or all of them, leave nobody out.
"""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftItem
from compiler.extract.items.outline import Outline, PolicyReading
from compiler.fold import fold
from rules.document import Clause

_GIVEN = r"(?:补贴|补助|奖励|资助|奖补|津贴|贴息|救助|待遇|补偿)"
_APPLIED_FOR = re.compile(
    rf"申[请报领](?P<list>[^,;。:的\d]{{2,40}}?{_GIVEN})(?:支持|扶持|专项)*(?:资金|经费|款)?"
    # 申请风险补偿的,银行等机构需建立台账: whoever it is that must
    r"(?:的[^,;。:]{0,8}(?:,[^,;。:应须需]{2,14})?)?,?(?:还|均|同时|且)?(?:应当?|须|需|必须)"
)
_JOINT = re.compile(r"、|以及|和|及|或者?|与")
_SHORTEST = 4  # characters that tell one benefit from another


def asked_for_benefit(
    outline: Outline, start: int, end: int, item: DraftItem, reading: PolicyReading
) -> bool:
    """Whether the words of ``[start, end)`` speak of an item, by the name of what it gives."""
    applied = _APPLIED_FOR.search(outline.view, start, end)
    if applied is None:
        return True
    names = _names(applied)
    meant = [other for other in reading.items if _called(outline, other, names)]
    return not meant or _called(outline, item, names)


def names_benefits(outline: Outline, clause: Clause) -> bool:
    """Whether a clause opens with the benefits that it asks something for."""
    applied = _APPLIED_FOR.search(outline.view, clause.start, clause.end)
    return applied is not None and bool(_names(applied))


#: 「申请购房补贴的，不适用…」: for what somebody applies, before what follows from it.
_APPLYING = re.compile(
    rf"申[报请领](?P<list>(?![^,;。:的]*(?:第|本|前|上述))[^,;。:的\d]{{2,40}}?{_GIVEN})的[^,;。:]{{0,8}},?\s*$"
)


def benefits_named(outline: Outline, start: int, end: int) -> list[str]:
    """The benefits that ``[start, end)`` ends by naming: 申请租房补贴、购房补贴的."""
    applied = _APPLYING.search(outline.view, start, end)
    return _names(applied) if applied else []


def is_called(outline: Outline, item: DraftItem, names: list[str]) -> bool:
    """Whether an item goes by one of the names."""
    return _called(outline, item, names)


def _names(applied: re.Match[str]) -> list[str]:
    return [name for name in _JOINT.split(applied["list"]) if len(name) >= _SHORTEST]


def _called(outline: Outline, item: DraftItem, names: list[str]) -> bool:
    title = fold(item.title) + " " + fold(outline.every[item.clause].heading)
    return any(name in title for name in names)
