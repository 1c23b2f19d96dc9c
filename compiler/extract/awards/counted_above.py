"""From where units are counted: 就超过3000亩的部分按每亩10元, 从第6人起每人1000元."""

from __future__ import annotations

import re

from compiler.normalise import NUMBER, QUANTITY, number

_ABOVE = re.compile(
    rf"(?:^|[,;:。的])(?P<words>(?:对|就|按(?:照)?|将|其中)?(?:其)?(?:(?:超(?:过|出)|高于|多于|大于)(?P<edge>{QUANTITY})(?:以上)?的?部分"
    rf"|(?P<over>{QUANTITY})(?:以上|以外|之外)的?部分|[自从](?:第)?(?P<nth>{NUMBER})(?P<unit>[一-鿿]{{1,2}})(?:开始|起)(?:计算?)?"
    r"|(?P<rest>超(?:过|出)的?部分)))(?:,|按(?:照)?|均|可|再|给予|予以)*$"
)
#: What somebody must reach before the rest is paid for: 超过1万吨的，超出部分….
_REACHED = re.compile(
    rf"(?:超(?:过|出)|达到?|满|高于|不[少低]于|突破)(?P<edge>{QUANTITY})|(?P<least>{QUANTITY})(?:及?以上)"
)


def counted_above(view: str, start: int, cut: int) -> tuple[str, int]:
    """From where units are counted, and where the words of the benefit begin then."""
    match = _ABOVE.search(view[start:cut])
    if match is None:
        return "", cut
    begin = start + match.start("words")
    if match["nth"]:
        nth = number(match["nth"])
        return (f"{nth - 1:f}{match['unit']}", begin) if nth and nth > 1 else ("", begin)
    if match["rest"]:
        reached = list(_REACHED.finditer(view, start, begin))
        edge = (reached[-1]["edge"] or reached[-1]["least"]) if len(reached) == 1 else ""
        return (edge, begin) if edge else ("", cut)
    return match["edge"] or match["over"], begin
