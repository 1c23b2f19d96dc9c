"""Sums that rise with a count: 3人以内的部分每人2000元，从第4人起每人3000元."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.counting import counted_in
from compiler.extract.awards.empty import empty_phrase
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.conditions.kinds import paid_last, with_last
from compiler.extract.drafts import (
    DraftAward,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.language.amounts import LABEL, MONEY, UNIT_PAID
from compiler.extract.language.lexicon import Lexicon
from compiler.normalise import MARK, NUMBER, number

_U = UNIT_PAID
_N = rf"{NUMBER}(?:万|千(?!瓦))?"
_EACH = (
    rf"(?:再|均|可|按(?:照)?|给予|予以|奖励|补贴|补助|资助|支持|发放|标准|的|,)*每(?:增加|多)?[1一]?(?P<unit>{_U})(?:每(?P<time>月|年))?"
    rf"(?:再|均|可|按(?:照)?|给予|予以|奖励|补贴|补助|资助|支持|发放|增加|标准|为|一次性)*(?P<sum>{MONEY})"
    r"(?:的?标准|给予|予以|一次性|奖励|补贴|补助|资助|支持|发放)*"
)
_EDGE = rf"(?P<n>{NUMBER})(?P<u>{_U})?"
#: 前10人, 3人以内的部分, 不超过5人的部分, 第1至3人.
_LOW = re.compile(
    r"(?P<lead>[^,;。:\[\]]{0,24}?)"
    rf"(?:(?:前|首|头)(?P<first>{_N})(?P<fu>{_U})|(?P<all>[自从]第[1一]{_U}起)|(?:第?[1一]{_U}?(?:至|到|-)第?|不超过|未超过|在)?"
    rf"(?P<n>{_N})(?P<u>{_U})(?:{MARK})?(?:及?以内|及?以下|之内|内)?(?:{MARK})?)(?P<part>的?部分)?的?,?"
    + _EACH
)
#: 从第4人起, 超过5人的部分, 4人以上每增加1人, 超出部分.
_HIGH = re.compile(
    r"[^,;。]{0,12}?"
    rf"(?:(?P<from>从?第(?P<nth>{_N})(?P<nu>{_U})?(?:起|开始|及以上|以上|及以后|以后)(?:的?部分)?)"
    rf"|(?P<over>超(?:过|出)(?:(?P<edge>{_N})(?P<eu>{_U}))?(?:以上)?(?:的?部分|的,超(?:过|出)的?部分))"
    rf"|(?P<above>(?P<least>{_N}){_U}(?:及?以上|以外)(?P<rest>的?部分)?))的?,?" + _EACH
)


#: 「，就其较前一年度的净增箱量给予奖励，其中」: the sums are still to come.
_ANNOUNCED = re.compile(
    r",(?:就|按(?:照)?|对|根据)?其?[^,;。\d]{0,24}?(?:给予|予以)[^,;。\d]{0,6}"
    r"(?:奖励|补助|补贴|资助|支持)[,:](?:其中,?)?$"
)


def read_heads(
    text: str, view: str, benefits: list[Benefit], lexicon: Lexicon, own: list[DraftNode]
) -> DraftAward | None:
    """A sum for each of the first so many, another for each above them; both are paid."""
    start, end = benefits[0].start, max(b.end for b in benefits)
    for low in _LOW.finditer(view, start, end):
        high = re.compile(r"[,;]\s*(?:其中,?)?").match(view, low.end())
        found = _HIGH.match(view, high.end(), end) if high else None
        if found is not None and (edge := _edge(low, found)) is not None:
            return _sum(text, view, (low, found), edge, benefits, lexicon, own)
    return None


def _count(written: str | None) -> Decimal | None:
    """A count as written: 3, 三, 5万."""
    bare = (written or "").removesuffix("万").removesuffix("千")
    found = number(bare) if bare else None
    if found is None or written is None:
        return None
    return found * (10_000 if written.endswith("万") else 1_000 if written.endswith("千") else 1)


def _edge(low: re.Match[str], high: re.Match[str]) -> str | None:
    """How many the first sum is paid for; None when the two do not meet as slices do."""
    if low["all"]:  # 自第1个起每箱…；超过200个的部分
        return high["edge"] + high["eu"] if high["over"] and high["edge"] else None
    first = _count(low["first"] or low["n"])
    if first is None:
        return None
    sliced = bool(low["part"] or low["first"])
    if high["from"]:
        start = _count(high["nth"])
        met = start is not None and start - 1 == first
    elif high["over"]:
        met = high["edge"] is None or _count(high["edge"]) == first
    else:
        least = _count(high["least"])
        steps = re.search(r"每(?:增加|多)", high.group()) is not None
        met = (bool(high["rest"]) and least == first) or (
            least is not None and (sliced or steps) and least - 1 == first
        )
    return (low["first"] or low["n"]) + (low["fu"] or low["u"]) if met else None


def _sum(
    text: str,
    view: str,
    found: tuple[re.Match[str], re.Match[str]],
    edge: str,
    benefits: list[Benefit],
    lexicon: Lexicon,
    own: list[DraftNode],
) -> DraftAward:
    low, high = found
    start, end = benefits[0].start, max(b.end for b in benefits)
    lead = re.sub(r"^.*的|^(?:按(?:照)?|其中|对|在)|(?:在|为|的|达到?)$", "", low["lead"])
    label = re.match(LABEL, view[start : low.start("lead")])
    who = start + (label.end() if label else 0)
    said = low.start("lead")
    if announced := _ANNOUNCED.search(view, who, said):
        said = announced.start()  # 就其净增箱量给予奖励，其中净增量5000标准箱以内的部分
    stated = read_conditions(text, view, who, said, lexicon, residual=True)
    asked_of = [n for n in (stated.of if stated else ()) if not empty_phrase(n)]
    if (last := paid_last(text, view, who, said)) is not None:
        asked_of = with_last(asked_of, last)
    own.extend(n for n in asked_of if n not in own)
    unit = low["unit"]
    holder = benefits[0].award.model_copy(update={"shape": "per_unit", "base": f"{unit}|"})
    named = counted_in(view, Benefit(start, low.start(), end, holder, adds=False))
    base = named.base if named.base != f"{unit}|" or not lead else f"{unit}|{lead}"
    name = base.partition("|")[2].removeprefix("~") or lead
    period = named.period
    if not name and (asked := _asked_in(stated, edge)):
        # 发运20个以上的，自第1个起每箱…；超过200个的部分: what the condition counts
        name, period = asked.name, asked.period
        base = f"{re.sub(NUMBER, '', edge)}|{name}"
    per = {"月": "month", "年": "year"}.get(low["time"] or "", "")
    quotes = [Quote(text=text[m.start() : m.end()], start=m.start()) for m in found]
    common = {"shape": "per_unit", "base": base, "per": per, "period": period}
    first = DraftAward(value=low["sum"], at_most=edge, quote=quotes[0], **common)
    more = DraftAward(value=high["sum"], above=edge, quote=quotes[1], **common)
    mark = high.span("from") if high["from"] else high.span()
    over = DraftTag(
        shape="compare",
        name=name,
        period=period,
        prefix="超过",
        value=edge,
        quote=Quote(text=text[mark[0] : mark[1]], start=mark[0]),
    )
    caps = tuple(c for b in benefits for c in b.award.caps)
    parts = (
        DraftPart(when=DraftGroup(join="all", of=()), award=first),
        DraftPart(when=DraftGroup(join="all", of=(over,)), award=more),
    )
    quote = Quote(text=text[low.start() : end], start=low.start())
    lasting = next((b.award.lasting for b in benefits if b.award.lasting), "")
    return DraftAward(
        shape="cases", choose="sum", parts=parts, caps=caps, lasting=lasting, quote=quote
    )


def _asked_in(stated: DraftGroup | None, edge: str) -> DraftTag | None:
    """The figure the conditions ask for in the unit of the edge."""
    unit = re.sub(_N, "", edge)
    return next(
        (
            n
            for n in (stated.of if stated else ())
            if isinstance(n, DraftTag) and n.shape == "compare" and n.value.endswith(unit)
        ),
        None,
    )
