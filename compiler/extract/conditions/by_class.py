"""「其中，年销售额5000万元以上的，增速需达5%以上；…」: each class with its own bound.

Whoever applies is of one class, and meets what is asked of that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from compiler.extract.drafts import DraftGroup, DraftNode
from compiler.extract.language import words as w

Span = tuple[int, int]
_OPENS = re.compile(r"[\s,;。]*其中[,:]?\s*")
#: One class and what is asked of it; a share or a sum would be paid, not asked.
_CLASS = re.compile(
    r"\s*(?:对于?)?(?P<who>[^;。]{3,60}?的(?:企业|单位|机构|项目|主体)?),"
    rf"(?P<asks>[^;。,]{{0,16}}?(?:{w.SHALL}|不[低少]于|达到?|超过|为)[^;。]{{2,40}}?)[;。]?\s*"
)


def by_class(
    view: str, start: int, end: int, read: Callable[[Span, list[DraftNode]], list[DraftNode]]
) -> DraftGroup | None:
    """The classes of ``[start, end)`` as alternatives; None where there are none.

    ``read`` reads a stretch, knowing what was read of its class before.
    """
    opens = _OPENS.match(view, start, end)
    if opens is None:
        return None
    parts: list[Span] = []
    last = opens.end()
    for mark in re.compile(";").finditer(view, last, end):
        parts.append((last, mark.start()))
        last = mark.end()
    parts.append((last, end))
    found = [_CLASS.fullmatch(view, a, b) for a, b in parts if view[a:b].strip()]
    if len(found) < 2 or not all(found):
        return None
    sides: list[DraftNode] = []
    for one in found:
        assert one is not None
        who = read(one.span("who"), [])
        asked = read(one.span("asks"), who)
        if not who or not asked:
            return None
        sides.append(DraftGroup(join="all", of=(*who, *asked)))
    return DraftGroup(join="any", of=tuple(sides))
