"""What people have attained, on several scales: 博士、正高级职称或者高级技师 are alternatives."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag

SCALES = ("学历", "职称", "职业技能等级", "人才层次")
_OR = re.compile(r"[\s,]*(?:或者?|/)(?:是|为|相当于)?\s*")
_LISTED = re.compile(r"\s*、\s*")
#: 具有硕士学位、中级职称: what one has of both; 硕士、中级职称 are two sorts of people.
_HOLDS = re.compile(r"(?:具有|具备|取得|获得|持有|拥有)")


def either_attained(view: str, nodes: list[DraftNode]) -> list[DraftNode]:
    """Neighbours on different scales, listed as sorts of people or with 或: one is asked."""
    result: list[DraftNode] = []
    for node in nodes:
        last = result[-1] if result else None
        if last is not None and _alternative(view, last, node):
            sides = last.of if isinstance(last, DraftGroup) else (last,)
            result[-1] = DraftGroup(join="any", of=(*sides, node))
        else:
            result.append(node)
    return result


def _alternative(view: str, last: DraftNode, node: DraftNode) -> bool:
    sides = last.of if isinstance(last, DraftGroup) and last.join == "any" else (last,)
    first, before = sides[0], sides[-1]
    if not (isinstance(first, DraftTag) and isinstance(before, DraftTag)):
        return False
    if not (_of_scale(before) and isinstance(node, DraftTag) and _of_scale(node)):
        return False
    start, end = before.quote.end, node.quote.start
    if _OR.fullmatch(view, start, end):
        return True
    held = _HOLDS.match(view, first.quote.start)
    return _LISTED.fullmatch(view, start, end) is not None and not held


def _of_scale(tag: DraftTag) -> bool:
    return tag.name in SCALES and not tag.negated
