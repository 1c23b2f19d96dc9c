"""Whoever runs, builds or holds what the sentence speaks of: no recipient of a kind of its own.

「新开通国际航线的，对航线运营企业给予…」, 「评选一批应用场景，对入选场景的建设单位给予…」
"""

from __future__ import annotations

import re

from compiler.extract.language.fragment import Fragment

_ROLE = re.compile(
    r"(?:^|(?<=[,;。]))\s*(?:对于?|给予|由|向)?(?:(?:入选|获评|获批|获奖|上述|该|符合条件的?|每[个家]|单个)*)"
    r"(?P<thing>[^,;。、的对\d]{2,10}?)的?"
    r"(?:运营|经营|建设|举办|承办|主办|开发|投资|制作|实施|使用|申报|完成|承担|牵头|管理|所有|权属)+"
    r"(?:企业|单位|机构|主体|公司|方|者|人)(?=$|[,;。:按给予]|的$)"
)


def part_in(view: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of ``[start, end)`` for the part somebody has in a thing named before."""
    match = _ROLE.match(view, start, end)
    if match is None:
        return None
    first = max(view.rfind(mark, 0, start) for mark in "。\n") + 1
    return match.span() if match["thing"][-2:] in view[first:start] else None


def roles(fragment: Fragment) -> None:
    """Take the words for a part in a thing the sentence has named already."""
    if span := part_in(fragment.view, fragment.start, fragment.end):
        fragment.take(*span)
