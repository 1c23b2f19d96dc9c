"""Compound awards: one award for all the benefit segments of an item."""

from __future__ import annotations

import re
from dataclasses import replace

from compiler.extract.alternatives import cases_of, choose_between
from compiler.extract.amounts import MONEY, RATIO
from compiler.extract.awards import Benefit, read_benefit
from compiler.extract.conditions import read_conditions
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.lexicon import Lexicon
from compiler.extract.parallel import read_parts
from compiler.extract.slices import read_slices

#: 低于标准的按实际发生额: the smaller of the two is paid.
_ACTUAL = re.compile(
    r"(?:(?P<base>[^,;。]{2,20}?)(?:低于|不足|少于|未达到)(?:上述|该|补贴|补助|资助|救助|规定)*"
    rf"(?:标准|{MONEY})(?:的)?,?按(?:照)?(?:其)?(?P<actual>实际[^,;。]{{0,14}}?)(?:给予|予以)?"
    r"(?:补贴|发放|计算|补助|奖励|支付|资助|报销|核定))"
)


def compound(
    text: str,
    view: str,
    benefits: list[Benefit],
    lexicon: Lexicon,
    own: list[DraftNode],
    limits: tuple[DraftCap, ...],
    around: list[DraftNode],
    *,
    actual: bool = True,
) -> DraftAward | None:
    """One award for all the benefit segments of an item.

    Conditions that hold for the whole item are appended to ``own``; those that tell alternatives
    apart go into the parts of the award. ``around`` are the conditions stated in the item's other
    blocks; an alternative listed there and told apart only by its amount here moves into the parts.
    """
    if not benefits:
        return None
    benefits = [part for b in benefits for part in _apart(text, view, b, lexicon)]
    if len(benefits) <= 3 and (award := read_slices(text, view, benefits, lexicon, own)):
        return award.model_copy(update={"caps": (*award.caps, *limits)})
    last = max(b.end for b in benefits)
    stop = view.find("。", last)
    lesser = _ACTUAL.search(view, benefits[0].start, stop if 0 <= stop < last + 80 else last)
    if lesser and actual:
        benefits = [
            b for b in benefits if b.end <= lesser.start() or b.award.quote.start < lesser.start()
        ]
        return _lesser(text, view, benefits, lexicon, own, limits, around, lesser)
    ladder = [b for b in benefits if b.award.shape == "top_up"]
    plain = [b for b in benefits if b.award.shape != "top_up"] or benefits
    readings = [read_parts(text, view, b, lexicon, around) for b in plain]
    quote = Quote(
        text=text[plain[0].award.quote.start : max(b.end for b in benefits)],
        start=plain[0].award.quote.start,
    )
    if len(plain) == 1:
        common, parts, only = readings[0]
        own.extend(common)
        award = cases_of(parts, quote, "highest") if parts else only
    else:
        award = choose_between(plain, readings, own, quote)
    if limits:
        award = award.model_copy(update={"caps": (*award.caps, *limits)})
    if ladder and ladder[0] not in plain:
        whole = Quote(text=text[quote.start : ladder[-1].end], start=quote.start)
        holder = DraftPart(when=DraftGroup(join="all", of=()), award=award)
        award = DraftAward(shape="top_up", base=ladder[0].award.base, parts=(holder,), quote=whole)
    return award


#: 「,超过5000万元的给予10万元」, 「,省级基地奖励20万元」: another case with a figure of its own.
_ANOTHER = re.compile(
    r",(?:其中,?)?(?P<who>(?!低于|不足|少于|不到|单个|每个|每家|累计|最高|同一)[^,;。]{2,30}?)(?:的,?)?"
    r"(?P<verb>(?:再|均|可|则|分别|一次性|最高)*(?:给予|予以|奖励|补助|补贴|资助|按(?:照)?))"
    rf"(?=[^,;。]{{0,24}}?(?:{MONEY}|{RATIO}))"
)
#: 一等奖, A级: a class by rank.
_RANKED = re.compile(r"[一-鿿]{1,8}奖|[A-Ea-e一二三四五甲乙丙特]+(?:级|类|档|等次?)")


def _apart(text: str, view: str, benefit: Benefit, lexicon: Lexicon) -> list[Benefit]:
    """A segment that goes on with other cases after commas, cut into one benefit a case."""
    if benefit.award.shape not in ("fixed", "rate") or len(benefit.values or benefit.rates) > 1:
        return [benefit]
    for match in _ANOTHER.finditer(view, benefit.award.quote.start, benefit.end):
        who = match["who"]
        if "部分" in who or "标准" in who or re.search(rf"{MONEY}[^,;。]*{MONEY}", who):
            continue
        found = read_conditions(text, view, *match.span("who"), lexicon, residual=False)
        told = found is not None and any(
            isinstance(n, DraftTag) and n.shape in ("compare", "has", "one_of") for n in found.of
        )
        if not told and not _RANKED.fullmatch(who):
            continue
        before = read_benefit(text, view, benefit.start, match.start(), benefit.cut)
        after = read_benefit(text, view, match.start() + 1, benefit.end, match.start("verb"))
        if before and after:
            return [before, *_apart(text, view, after, lexicon)]
    return [benefit]


def _lesser(
    text: str,
    view: str,
    benefits: list[Benefit],
    lexicon: Lexicon,
    own: list[DraftNode],
    limits: tuple[DraftCap, ...],
    around: list[DraftNode],
    match: re.Match[str],
) -> DraftAward | None:
    """The sum that is stated, or the actual cost when that is less."""
    main = compound(
        text,
        view,
        [_before(b, match.start()) for b in benefits],
        lexicon,
        own,
        limits,
        around,
        actual=False,
    )
    if main is None:
        return None
    quote = Quote(text=text[match.start() : match.end()], start=match.start())
    actual = DraftAward(shape="rate", value="100%", base=match["base"], per=main.per, quote=quote)
    nothing = DraftGroup(join="all", of=())
    whole = Quote(text=text[main.quote.start : match.end()], start=main.quote.start)
    return DraftAward(
        shape="lesser_of",
        parts=(DraftPart(when=nothing, award=main), DraftPart(when=nothing, award=actual)),
        per=main.per,
        lasting=main.lasting,
        instalments=main.instalments,
        quote=whole,
    )


def _before(benefit: Benefit, position: int) -> Benefit:
    """The benefit without what is said from ``position`` on."""
    quote = benefit.award.quote
    if quote.end <= position:
        return benefit
    kept = quote.text[: position - quote.start].rstrip("，；,; ")
    award = benefit.award.model_copy(update={"quote": Quote(text=kept, start=quote.start)})
    return replace(benefit, award=award, end=quote.start + len(kept))
