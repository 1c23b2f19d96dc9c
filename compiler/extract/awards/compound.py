"""Compound awards: one award for all the benefit segments of an item."""

from __future__ import annotations

import re
from dataclasses import replace

from compiler.extract.awards.alternatives import cases_of, choose_between
from compiler.extract.awards.apart import cut_apart
from compiler.extract.awards.as_written import told_in_words
from compiler.extract.awards.awards import Benefit, read_benefit
from compiler.extract.awards.beyond import read_beyond
from compiler.extract.awards.by_level import chosen_by_level, named_in_full
from compiler.extract.awards.class_limits import limited_by_class
from compiler.extract.awards.classes import with_classes, with_stages
from compiler.extract.awards.for_all import for_all
from compiler.extract.awards.heads import read_heads
from compiler.extract.awards.kinds_of_things import counted_each
from compiler.extract.awards.leading import Reading, led_by_first
from compiler.extract.awards.levels_of_paper import levels_of_paper
from compiler.extract.awards.limits import find_caps, per_of_scope
from compiler.extract.awards.others import none_of_those_before
from compiler.extract.awards.parallel import read_parts
from compiler.extract.awards.reduced import reduced_award
from compiler.extract.awards.slices import read_slices
from compiler.extract.awards.staged import in_stages, tells_stages
from compiler.extract.awards.year_by_year import read_years
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.language.amounts import MONEY, POINTS, RATIO
from compiler.extract.language.lexicon import Lexicon
from compiler.fold import fold

#: 低于标准的按实际发生额: the smaller of the two is paid.
ACTUAL = re.compile(
    r"(?:(?P<base>[^,;。()]{2,20}?)(?:低于|不足|少于|未达到)(?:上述|该|补贴|补助|资助|救助|规定|表列|前述|此)*"
    rf"(?:标准|{MONEY}|{RATIO}|{POINTS})(?:的)?,?(?:按(?:照)?(?:其)?(?P<actual>实际[^,;。]{{0,14}}?)(?:给予|予以)?"
    r"(?:补贴|发放|计算|补助|奖励|支付|资助|报销|核定|贴息)"
    r"|按实(?:际)?(?:给予|予以)?(?:补贴|发放|计算|补助|奖励|支付|资助|报销|核定)|(?:按(?:照)?实际[^,;。]{0,10}?)?据实(?:给予|予以)?(?:补贴|发放|计算|补助|奖励|支付|资助|报销|核定|结算)))"
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
    limits = (*(c for b in benefits for c in b.of_all), *limits)
    if len(benefits) > 1 and _only_limits(view, benefits[0]):
        first, *benefits = benefits
        own.extend(read_parts(text, view, first, lexicon, around)[0])
        limits = (*find_caps(text, view, first.start, first.end), *limits)
    if stages := in_stages(benefits):
        common = read_parts(text, view, benefits[0], lexicon, around)[0]
        own.extend(n for n in common if not tells_stages(n))
        paid = compound(text, view, stages, lexicon, own, limits, around)
        return paid and paid.model_copy(update={"choose": "sum"})
    return _of_segments(text, view, benefits, lexicon, own, limits, around, actual=actual)


def _of_segments(
    text: str,
    view: str,
    benefits: list[Benefit],
    lexicon: Lexicon,
    own: list[DraftNode],
    limits: tuple[DraftCap, ...],
    around: list[DraftNode],
    *,
    actual: bool,
) -> DraftAward | None:
    """The award of segments none of which only announces the others."""
    if by_year := read_years(text, view, benefits, lexicon, own, around):
        return by_year.model_copy(update={"caps": (*by_year.caps, *limits)})
    benefits = [part for b in benefits for part in cut_apart(text, view, b, lexicon)]
    sliced, besides = _besides_slices(view, benefits)
    if len(sliced) <= 3 and (
        award := read_heads(text, view, sliced, lexicon, own)
        or read_slices(text, view, sliced, lexicon, own)
        or read_beyond(text, view, sliced, lexicon, own)
    ):
        award = _with_besides(text, view, award, besides, lexicon, around)
        return award.model_copy(update={"caps": (*award.caps, *limits)})
    if len(benefits) == 1 and (lower := _computed(text, view, benefits[0], lexicon, own, around)):
        return lower.model_copy(update={"caps": (*lower.caps, *limits)})
    last = max(b.end for b in benefits)
    stop = view.find("。", last)
    lesser = ACTUAL.search(view, benefits[0].start, stop if 0 <= stop < last + 80 else last)
    if lesser and actual:
        benefits = [
            b for b in benefits if b.end <= lesser.start() or b.award.quote.start < lesser.start()
        ]
        return _lesser(text, view, benefits, lexicon, own, limits, around, lesser)
    ladder = [b for b in benefits if b.award.shape == "top_up" and not b.award.value]
    plain = [b for b in benefits if b not in ladder] or benefits
    readings = [_judged(text, view, b, read_parts(text, view, b, lexicon, around)) for b in plain]
    readings = none_of_those_before(readings)
    if by_class := limited_by_class(text, plain, readings, own):
        return by_class.model_copy(update={"caps": (*by_class.caps, *limits)})
    readings = chosen_by_level(text, view, plain, readings, around, own)
    readings = levels_of_paper(text, view, plain, readings)
    readings = with_classes(for_all(text, view, plain, readings, own))
    readings = with_stages(led_by_first(view, plain, readings, own))
    readings = told_in_words(text, view, plain, readings)
    plain = _counted_besides(plain, readings)
    quote = Quote(
        text=text[plain[0].award.quote.start : max(b.end for b in benefits)],
        start=plain[0].award.quote.start,
    )
    if len(plain) == 1:
        common, parts, only = readings[0]
        parts = named_in_full(view, plain[0], parts, around, own)
        own.extend(common)
        kinds = counted_each(parts, [*own, *around], limits)
        joined = cases_of(kinds or parts, quote, "sum" if kinds else "highest") if parts else only
        award = _with_caps_of_all(joined) if parts else only
    else:
        reduced = reduced_award(plain, readings, own, quote)
        award = reduced or choose_between(plain, readings, own, quote, around, limits)
    if limits and award.shape == "in_kind":
        award, limits = _up_to(award, limits)
    if limits:
        award = award.model_copy(update={"caps": (*award.caps, *limits)})
    if ladder and ladder[0] not in plain:
        whole = Quote(text=text[quote.start : ladder[-1].end], start=quote.start)
        holder = DraftPart(when=DraftGroup(join="all", of=()), award=award)
        award = DraftAward(shape="top_up", base=ladder[0].award.base, parts=(holder,), quote=whole)
    return award


def _counted_besides(plain: list[Benefit], readings: list[Reading]) -> list[Benefit]:
    """「给予30万元；每招收1名博士后给予10万元」: what is counted is paid besides the first sum."""
    first = readings[0][2]
    if first.shape == "per_unit" or not (readings[0][0] or readings[0][1]):
        return plain
    return [
        replace(b, adds=True)
        if i and not nodes and not parts and award.shape == "per_unit" and _counts(award)
        else b
        for i, (b, (nodes, parts, award)) in enumerate(zip(plain, readings, strict=True))
    ]


def _counts(award: DraftAward) -> bool:
    return re.match("每", fold(award.quote.text)) is not None and bool(award.base)


#: 按以下标准给予一次性奖励，单个项目最高200万元：the sums are listed below.
_BELOW = re.compile(r"(?:以下|下列|如下|下述)[^,;。:]{0,4}(?:标准|方式|规定|情形)")


def _only_limits(view: str, benefit: Benefit) -> bool:
    """Whether a segment points to the sums below and only limits them."""
    award = benefit.award
    limited = award.shape == "fixed" and award.soft and not benefit.values
    return limited and _BELOW.search(view, benefit.start, benefit.end) is not None


#: 其中1000万元以内的部分按3%, 第4人起每人: one of several slices.
_OF_SLICES = re.compile(r"部分|第[^,;。]{1,4}起")


def _besides_slices(view: str, benefits: list[Benefit]) -> tuple[list[Benefit], list[Benefit]]:
    """The benefits that may be slices of one figure, and what is paid besides at their end."""
    count = len(benefits)
    while count > 1 and benefits[count - 1].adds:
        last = benefits[count - 1]
        if _OF_SLICES.search(view, last.start, last.end):
            break
        count -= 1
    return benefits[:count], benefits[count:]


def _with_besides(
    text: str,
    view: str,
    award: DraftAward,
    besides: list[Benefit],
    lexicon: Lexicon,
    around: list[DraftNode],
) -> DraftAward:
    """「…分段补助。研发费用增长30%以上的，再增加20万元」: the slices, and a sum on top of them."""
    if not besides:
        return award
    parts = [DraftPart(when=DraftGroup(join="all", of=()), award=award)]
    for benefit in besides:
        common, inner, single = read_parts(text, view, benefit, lexicon, around)
        added = cases_of(inner, single.quote, "highest") if inner else single
        parts.append(DraftPart(when=DraftGroup(join="all", of=tuple(common)), award=added))
    quote = Quote(
        text=text[award.quote.start : max(b.end for b in besides)], start=award.quote.start
    )
    return cases_of(parts, quote, "sum")


#: 「，并根据服务绩效给予最高100万元奖励」: a body's decision makes it due.
_BY_RESULTS = re.compile(
    r"[,;]?(?:并|再|另)*(?P<gate>(?:根据|视|依据|按照?|结合)[^,;。\d]{0,20}?"
    r"(?:绩效|效果|成效|考核|评价|评估|贡献|成绩|表现|评审)[^,;。\d]{0,6})[,\s]*"
)


def _judged(text: str, view: str, benefit: Benefit, reading: Reading) -> Reading:
    """The reading of a segment whose only condition is how somebody judges the results."""
    match = _BY_RESULTS.fullmatch(view, benefit.start, benefit.cut)
    if match is None or reading[1]:
        return reading
    quote = Quote(text=text[match.start("gate") : match.end("gate")], start=match.start("gate"))
    return [DraftTag(shape="judged", name=quote.text, quote=quote)], [], reading[2]


def _with_caps_of_all(award: DraftAward) -> DraftAward:
    """分别给予每平方米60元、30元，单个项目最高200万元: a limit stated once is that of them all."""
    shared = [c for c in award.parts[0].award.caps if all(c in p.award.caps for p in award.parts)]
    if not shared or len(award.parts) < 2:
        return award
    parts = tuple(
        p.model_copy(
            update={
                "award": p.award.model_copy(
                    update={"caps": tuple(c for c in p.award.caps if c not in shared)}
                )
            }
        )
        for p in award.parts
    )
    return award.model_copy(update={"parts": parts, "caps": (*shared, *award.caps)})


def _up_to(
    award: DraftAward, limits: tuple[DraftCap, ...]
) -> tuple[DraftAward, tuple[DraftCap, ...]]:
    """「给予奖励。单个企业最高100万元。」: a grant without a figure pays up to its first limit."""
    main = next((c for c in limits if c.value and not c.base), None)
    if main is None:
        return award, ()
    per = "" if "年度" in main.scope else per_of_scope(main.scope)
    update = {"shape": "fixed", "value": main.value, "soft": True, "per": per}
    return award.model_copy(update=update), tuple(c for c in limits if c is not main)


#: 「，且不高于按减免面积每平方米200元计算的金额」: the lower of two formulas is paid.
_COMPUTED = re.compile(
    r"[,;](?:且|但|并)?(?:最高)?(?:均)?(?:不高于|不超过|不得超过|不得高于)"
    rf"(?P<formula>按(?:照)?[^,;。]*?(?:{MONEY}|{RATIO})[^,;。]*?)(?:的?标准)?(?:计算|核算|测算|核定)"
    r"(?:的|得出的|所得的?)?[^,;。\d]{0,8}?(?=[,;。]|\s*$)"
)


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
    return None if main is None else or_actual(text, main, match)


def or_actual(text: str, main: DraftAward, match: re.Match[str]) -> DraftAward:
    """An award, or the actual cost that ``match`` (of ``ACTUAL``) names when that is less."""
    quote = Quote(text=text[match.start() : match.end()], start=match.start())
    times = {part.award.per for part in main.parts}
    per = main.per or (times.pop() if len(times) == 1 else "")
    base = (
        "实际费用" if re.fullmatch(r"(?:实际)?(?:金额|费用|支出)", match["base"]) else match["base"]
    )
    if base.endswith("利率"):
        base = "贷款利息"  # 实际利率低于2.5%的按实际利率贴息: all the interest is paid
    if per == "month" and base.endswith("租金") and "月" not in base:
        base = "每月租金"  # what is paid by the month is held against the rent of a month
    actual = DraftAward(
        shape="rate", value="100%", base=base, per=per, lasting=main.lasting, quote=quote
    )
    nothing = DraftGroup(join="all", of=())
    whole = Quote(text=text[main.quote.start : match.end()], start=main.quote.start)
    return DraftAward(
        shape="lesser_of",
        parts=(DraftPart(when=nothing, award=main), DraftPart(when=nothing, award=actual)),
        per=per,
        lasting=main.lasting,
        instalments=main.instalments,
        quote=whole,
    )


def _computed(
    text: str,
    view: str,
    benefit: Benefit,
    lexicon: Lexicon,
    own: list[DraftNode],
    around: list[DraftNode],
) -> DraftAward | None:
    """按租金的50%，且不高于按面积每平方米200元计算的金额: the lower of the two is paid."""
    match = _COMPUTED.search(view, benefit.award.quote.start, benefit.end)
    if match is None:
        return None
    gone = view[: match.start()] + " " * len(match.group()) + view[match.end() :]
    main = read_benefit(text, gone, benefit.start, benefit.end, benefit.cut)
    other = read_benefit(text, view, *match.span("formula"), match.start("formula"))
    if main is None or other is None:
        return None
    common, parts, award = read_parts(text, gone, main, lexicon, around)
    if parts:
        return None
    own.extend(common)
    nothing = DraftGroup(join="all", of=())
    first = award.model_copy(update={"caps": (), "lasting": "", "per": "", "instalments": ()})
    second = other.award.model_copy(update={"per": ""})
    return DraftAward(
        shape="lesser_of",
        parts=(DraftPart(when=nothing, award=first), DraftPart(when=nothing, award=second)),
        per=award.per,
        lasting=award.lasting,
        caps=award.caps,
        instalments=award.instalments,
        quote=benefit.award.quote,
    )


def _before(benefit: Benefit, position: int) -> Benefit:
    """The benefit without what is said from ``position`` on."""
    quote = benefit.award.quote
    if quote.end <= position:
        return benefit
    kept = quote.text[: position - quote.start].rstrip("，；,; ")
    award = benefit.award.model_copy(update={"quote": Quote(text=kept, start=quote.start)})
    return replace(benefit, award=award, end=quote.start + len(kept))
