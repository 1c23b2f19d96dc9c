"""What people have attained, on several scales: 博士、正高级职称或者高级技师 are alternatives."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag

SCALES = ("学历", "职称", "职业技能等级", "人才层次")
_OR = re.compile(r"[\s,]*(?:或者?|/)(?:是|为|相当于)?\s*")
_LISTED = re.compile(r"\s*(?:、|,?以及)\s*(?:(?:经|由)[^,;。、的]{1,20}的)?")
#: 具有硕士学位、中级职称: what one has of both; 硕士、中级职称 are two sorts of people.
_HOLDS = re.compile(r"(?:具有|具备|取得|获得|持有|拥有)")

#: …学位的研发人员不少于5人, …职称的人员占比不低于50%: how many such people a body has.
_COUNTED = re.compile(
    r"(?:(?:、|或者?|和|及)[^,;。]{0,12}?)?的?[^,;。、的]{0,8}?"
    r"(?:人员|人才|人数|职工|员工|教师|专家|人)(?:总数|数量|数|人数)?"
    r"(?:占[^,;。]{0,20}?|不少于|不低于|达到?|超过|至少|在)[^,;。]{0,8}?\d"
)


def is_counted(view: str, at: int) -> bool:
    """Whether what was attained up to ``at`` says which of a body's people are counted."""
    return _COUNTED.match(view, at) is not None


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
