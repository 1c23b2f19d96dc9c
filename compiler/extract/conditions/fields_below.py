"""Fields named behind a colon in one sentence: 「须符合以下领域之一：智能制造、绿色低碳。」."""

from __future__ import annotations

import re

from compiler.extract.conditions.leftovers import meaning
from compiler.extract.drafts import DraftTag, Quote

_BELOW = re.compile(
    r"[^:;。]*?(?P<says>(?:符合|属于|围绕|聚焦|面向|涉及|针对|为|限于)(?:以下|下列|如下)[^,;。:]{0,8}?"
    r"(?P<sort>领域|行业|产业|方向|范围|类型|类别|技术|产品|主题|场景|内容)(?:之一|任一)?(?:[^,;。:]{0,4}))"
    r":(?P<list>[^;。:]{4,})[;。]?\s*"
)
_NO_MORE = re.compile(r"(?:符合|属于|为|限于)(?:以下|下列|如下)")
_TRADES = ("领域", "行业", "产业")
_NAMES = re.compile(r"[^,;。、的\d]{2,14}(?:(?:、|和|及|以及|或者?)[^,;。、的\d]{2,14})+(?:等)?")


def fields_below(text: str, view: str, start: int, end: int) -> DraftTag | None:
    """The fields of one sentence: trades by their names, else the requirement as written."""
    match = _BELOW.match(view, start, end)
    if match is None:
        return None
    a, b = match.span("list")
    while b > a and view[b - 1] in " ,;。":
        b -= 1
    if match["sort"] in _TRADES and _NAMES.fullmatch(view, a, b):
        names = re.split(r"、|和|及|以及|或者?", view[a:b].removesuffix("等"))
        quote = Quote(text=text[a:b], start=a)
        return DraftTag(shape="one_of", name="所属行业", values=tuple(names), quote=quote)
    # 属于下列类型之一：A says no more than A; 围绕以下方向：A is what is to be done
    bare = _NO_MORE.match(view, match.start("says"), b)
    first, last = meaning(view, a if bare else match.start("says"), b)
    quote = Quote(text=text[first:last], start=first)
    return DraftTag(shape="is", name=view[first:last], quote=quote)
