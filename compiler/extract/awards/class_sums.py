"""「一等奖20万元，二等奖15万元」, 「二级最高8万元、三级最高15万元」: each class has its sum."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.conditions.titles import attribute_of
from compiler.extract.drafts import DraftAward, DraftGroup, DraftPart, DraftTag, Quote
from compiler.extract.language.amounts import GRANT, MONEY

_SUM = re.compile(
    rf"(?:^|[,、;])(?P<name>[一-鿿\"']{{2,12}}?)(?P<soft>最高(?:不超过)?|不超过|至多)?(?P<sum>{MONEY})"
    r"(?=[,、;]|$|的?(?:标准)?(?:分别)?(?:给[予与]|予以)?(?:一次性)?(?:奖励|补助|补贴|资助|奖金|支持|配套)+(?:资金)?(?:[,、;]|$))"
)
_NO_CLASS = re.compile(rf"{GRANT}|分别|每|单[个家项]|最高|不超过|按|累计|总额|上限|期限")
_GIVEN = re.compile(
    r"(?:分别)?(?:给予|予以|奖励|发放)(?=[^,;。、\d]{0,8}[奖级类档星])"
    r"|(?:分别)?按照?(?=[^,;。、\d]{0,8}[奖级类档星](?:最高|不超过)?\d)"
)


def sums_of_classes(text: str, view: str, benefit: Benefit) -> list[DraftPart]:
    """The alternatives of a list of classes, each named before its sum; none otherwise."""
    start, end = benefit.award.quote.start, benefit.end
    if given := _GIVEN.match(view, start, end):
        start = given.end()
    found = list(_SUM.finditer(view[start:end]))
    if len(found) < 2 or found[0].start() != 0:
        return []
    if _NO_CLASS.search("".join(m["name"] for m in found)):
        return []
    parts = []
    for match in found:
        a, b = start + match.start("name"), start + match.end("sum")
        name = Quote(text=text[a : start + match.end("name")], start=a)
        award = DraftAward(
            shape="fixed",
            value=match["sum"],
            soft=match["soft"] is not None,
            quote=Quote(text=text[a:b], start=a),
        )
        label = "获奖情况" if "奖" in name.text else attribute_of((name.text,), set())
        tag = DraftTag(shape="has", name=label, values=(match["name"],), quote=name)
        parts.append(DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award))
    return parts
