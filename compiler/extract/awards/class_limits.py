"""「甲类机构，贴息总额不超过80万元；乙类，不超过40万元」: a limit for each class of one formula."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.leading import Reading
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.fold import fold

#: Words that limit and grant nothing: 补助总额不超过, 奖补上限, 贴息额度最高.
LIMITS = re.compile(
    r"(?:其)?(?:年度|累计)?(?:补助|补贴|奖补|奖励|贴息|资助|支持|扶持|配套)(?:资金)?(?:总?金?额度?|上限|限额|最高限额)"
    r"(?:原则上)?(?:均|分别)?(?:不超过|不得超过|不高于|最高|上限|为|封顶)?"
)


def limited_by_class(
    text: str, plain: Sequence[Benefit], readings: Sequence[Reading], own: list[DraftNode]
) -> DraftAward | None:
    """One formula with a limit for each class that a later sentence names; None without any."""
    if len(plain) < 2 or plain[0].award.shape not in ("rate", "per_unit") or readings[0][1]:
        return None
    common, _, formula = readings[0]
    parts: list[DraftPart] = []
    for benefit, (told, inner, award) in zip(plain[1:], readings[1:], strict=True):
        who, quote = told or _as_written(text, benefit), award.quote
        says = award.shape == "fixed" and award.soft and not award.caps and not inner
        if not (says and who and LIMITS.match(fold(quote.text))):
            return None
        cap = DraftCap(value=award.value, quote=quote)
        limited = formula.model_copy(update={"caps": (*formula.caps, cap)})
        parts.append(DraftPart(when=DraftGroup(join="all", of=tuple(who)), award=limited))
    own.extend(common)
    start = formula.quote.start
    quote = Quote(text=text[start : plain[-1].end], start=start)
    return DraftAward(shape="cases", parts=tuple(parts), quote=quote)


def _as_written(text: str, benefit: Benefit) -> list[DraftNode]:
    """The class in its own words, where no pattern knows it: 市级及以下企业."""
    said = text[benefit.start : benefit.cut]
    name = said.strip(" ，,；;。的")
    quote = Quote(text=name, start=benefit.start + said.find(name))
    return [DraftTag(shape="is", name=fold(name), quote=quote)] if len(name) > 2 else []
