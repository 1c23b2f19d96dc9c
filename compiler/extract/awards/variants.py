"""What a later sentence changes for some: another limit, another sum, another term.

「研发费用增长20%以上的，每年最高奖励金额提高至150万元」 and 「其中，缴费满5年的，最长18个月」
grant nothing by themselves; the award before them becomes alternatives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from compiler.extract.awards.alternatives import cases_of
from compiler.extract.awards.named_once import inherit_names
from compiler.extract.awards.sums_listed import spread
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.language.amounts import MONEY, MONEY_LIST, RATIO
from compiler.extract.language.lexicon import Lexicon
from compiler.normalise import NUMBER, read_quantity
from rules.quantity import Money

_RAISED = re.compile(
    r"\s*(?:其中[,:]?)?(?:对)?(?P<who>[^;。]{3,80}?的(?:[^,;。的\d]{0,8}(?:企业|单位|机构|基地|平台|园区|人员))?),?(?:依次|分别)?(?P<scope>(?:单个|每个|每家|单家|每年|年度|同一|每户|其)?"
    r"[^,;。\d的]{0,12}?(?:奖励|补贴|补助|资助|支持|贴息|金额|资金|限额|额度|上限|标准|最高)"
    r"[^,;。\d的]{0,8}?)?(?:可)?(?:再)?(?:均|分别|依次)?(?:提高|上调|放宽|增加|调整)(?:至|到|为)"
    r"(?:最高|不超过|每[人名户亩件个]|每?[月年])*"
    rf"(?P<value>{MONEY_LIST}|{MONEY}|[^,;。\d]{{0,16}}?(?P<rate>{RATIO}))(?:/[月年])?(?:\([^()]*\))?"
    rf"(?:,[^,;。\d]{{0,8}}(?:期限|时间)[^,;。]{{2,16}})?[,;。\s]*$"
)
#: 「其中使用轮椅的家庭，每户最高1万元」 beside 每户最高6000元 for all.
_LIMITED = re.compile(
    r"\s*其中[,:]?(?:对)?(?P<who>(?:(?!按|给予|予以|全额|补[贴助]|奖[励补]|资助|减免|贴息)[^;。\d]){3,60}?)(?:的)?,?(?P<scope>(?:[每单同][一个]?[^,;。\d]{1,6}?|年度|每年|累计)?)"
    rf"(?:最高|最多)(?:不超过|补贴|补助|奖励|支持|资助)?(?P<value>{MONEY})[,;。\s]*$"
)
_TERMED = re.compile(
    r"\s*(?:其中[,:]?)?(?:对)?(?P<who>[^;。]{2,80}?)的?,(?:[^,;。\d]{0,6}(?:期限|时间|年限))?"
    rf"(?:最长|为|不超过|延长至|延长到)+(?P<term>{NUMBER}(?:个月|年))[,;。\s]*$"
)


@dataclass(frozen=True, slots=True)
class Variant:
    """Whom it holds for and what it puts in place of the award's own limit, sum or term."""

    when: DraftGroup
    what: Literal["cap", "value", "term"]
    value: str
    scope: str
    quote: Quote


def read_variants(text: str, view: str, start: int, end: int, lexicon: Lexicon) -> list[Variant]:
    """The variants of one sentence; empty when one of its parts says anything else."""
    found: list[Variant] = []
    for piece in re.finditer(r"[^;。\n]+", view[start:end]):
        a, b = start + piece.start(), start + piece.end()
        limited = _LIMITED.match(view[a:b])
        match = _RAISED.match(view[a:b]) or _TERMED.match(view[a:b]) or limited
        if match is None or (
            match.groupdict().get("rate") and "其中" not in view[max(0, a - 4) : a + 4]
        ):
            return []  # ；…的，比例提高到40% stands by itself as an alternative
        who = (a + match.start("who"), a + match.end("who"))
        when = read_conditions(text, view, *who, lexicon, residual=True)
        if when is None or not when.of:
            return []
        lead = len(view[a:b]) - len(view[a:b].lstrip())
        quote = Quote(text=text[a + lead : b], start=a + lead)
        if "term" in match.groupdict():
            found.append(Variant(when, "term", match["term"], "", quote))
            continue
        what: Literal["cap", "value"] = (
            "cap"
            if match is limited or re.search(r"最高|上限|限额|额度", match["scope"] or "")
            else "value"
        )
        value = match.groupdict().get("rate") or match["value"]
        found.append(Variant(when, what, value, match["scope"] or "", quote))
    kinds = {v.what for v in found}
    return found if len(kinds) == 1 and ("term" not in kinds or len(found) > 1) else []


def with_variants(
    award: DraftAward, variants: list[Variant], stated: list[DraftNode]
) -> DraftAward | None:
    """The award as alternatives; None when it has nothing that the variants could replace.

    ``stated`` are the item's own conditions: 缴费满5年 is short for 参加失业保险累计缴费 there.
    """
    nothing = DraftGroup(join="all", of=())
    if award.shape == "cases" and award.choose == "sum":
        return None
    award, base = _opened(award, variants[0]) if award.shape == "cases" else (award, ())
    base = base or (DraftPart(when=nothing, award=award),)
    parts = [] if variants[0].what == "term" else list(base)
    for variant in variants:
        values = spread(variant.value) if "、" in variant.value else (variant.value,) * len(base)
        if len(values) != len(base):
            return None
        when = tuple(_in_full(n, stated) for n in variant.when.of)
        for part, value in zip(base, values, strict=True):
            changed = _changed(part.award, replace(variant, value=value))
            if changed is None:
                return None
            group = DraftGroup(join="all", of=(*part.when.of, *when))
            parts.append(DraftPart(when=group, award=changed))
    if len(parts) == 2 and _lowers(award, variants[0]):
        varied = cases_of(inherit_names(parts[::-1]), award.quote, "first")
    else:
        varied = cases_of(inherit_names(parts), award.quote, "highest")
    if award.shape != "cases":
        return varied
    kept = {"caps": award.caps, "lasting": award.lasting, "per": award.per}
    return varied.model_copy(update=kept)


def _lowers(award: DraftAward, variant: Variant) -> bool:
    """Whether the limit of some is less than that of all: whoever it is of is looked at first."""
    sums = [read_quantity(c.value) for c in award.caps if not c.base]
    own = read_quantity(variant.value) if variant.what == "cap" else None
    return (
        bool(sums)
        and isinstance(own, Money)
        and (isinstance(sums[-1], Money) and own.yuan < sums[-1].yuan)
    )


def _opened(award: DraftAward, variant: Variant) -> tuple[DraftAward, tuple[DraftPart, ...]]:
    """The alternatives of an award, each with the limit of them all that the variant raises."""
    sums = [c for c in award.caps if not c.base]
    if variant.what != "cap" or not sums:
        return award, award.parts
    moved = sums[-1]
    parts = tuple(
        p.model_copy(update={"award": p.award.model_copy(update={"caps": (*p.award.caps, moved)})})
        for p in award.parts
    )
    return award.model_copy(update={"caps": tuple(c for c in award.caps if c is not moved)}), parts


def _in_full(node: DraftNode, stated: list[DraftNode]) -> DraftNode:
    if not isinstance(node, DraftTag) or node.shape != "compare" or len(node.name) < 2:
        return node
    for other in stated:
        if (
            isinstance(other, DraftTag)
            and other.shape == "compare"
            and other.measure == node.measure
            and len(other.name) > len(node.name)
            and other.name.endswith(node.name)
        ):
            return node.model_copy(update={"name": other.name})
    return node


def _changed(award: DraftAward, variant: Variant) -> DraftAward | None:
    if variant.what == "term":
        return award.model_copy(update={"lasting": variant.value})
    if variant.what == "value":
        share = re.fullmatch(RATIO, variant.value) is not None
        simple = award.shape in (("rate",) if share else ("fixed", "per_unit")) and not award.parts
        return award.model_copy(update={"value": variant.value}) if simple else None
    sums = [c for c in award.caps if not c.base]
    if not sums:
        soft = award.shape == "fixed" and award.soft
        return award.model_copy(update={"value": variant.value}) if soft else None
    cap = DraftCap(value=variant.value, scope=variant.scope or sums[-1].scope, quote=variant.quote)
    return award.model_copy(update={"caps": tuple(cap if c is sums[-1] else c for c in award.caps)})
