"""A bound for all and an easier one for a class: 裁员率不高于5.5%，30人以下的企业不高于20%."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag

_BODY = r"(?:企业|单位|机构|主体|人员|家庭)"
#: 「参保人数30人以下的企业上年度裁员率不高于20%」: a class, and its own bound behind it.
_OF_CLASS = re.compile(rf"[^,;。\d]{{0,8}}{_BODY}[^,;。\d]*|的?(?={_BODY})")


def relaxed(view: str, pieces: list[list[DraftNode]]) -> list[list[DraftNode]]:
    """The pieces; a bound of one class is an alternative to the bound of all before it."""
    result: list[list[DraftNode]] = []
    for piece in pieces:
        last = result[-1] if result else []
        if len(piece) == 2 and last and _own_bound(view, last[-1], piece):
            own = re.sub(rf"^{_BODY}", "", getattr(piece[1], "name", ""))
            both = DraftGroup(join="all", of=(piece[0], piece[1].model_copy(update={"name": own})))
            last[-1] = DraftGroup(join="any", of=(last[-1], both))
        else:
            result.append(list(piece))
    return result


def _own_bound(view: str, general: DraftNode, piece: list[DraftNode]) -> bool:
    tags = [n for n in (general, *piece) if isinstance(n, DraftTag) and n.shape == "compare"]
    if len(tags) < 3:
        return False
    a, size, own = tags
    between = _OF_CLASS.match(view, size.quote.end, max(own.quote.start, size.quote.end))
    begins = re.compile(_BODY).match(view, own.quote.start) is not None
    told = between is not None and between.end() == own.quote.start
    return (told or begins) and (
        (a.name, a.prefix) == (re.sub(rf"^{_BODY}", "", own.name), own.prefix)
        and a.value != own.value != size.value
    )
