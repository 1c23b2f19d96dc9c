"""「根据上年度实缴保费给予补助，首年投保的补助比例为60%」: the base is said before the shares."""

from __future__ import annotations

import re
from dataclasses import replace

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.formula import bare_base
from compiler.extract.drafts import DraftAward

_COST = (
    r"(?:费用?|支出|投入|成本|租金|利息|保费|保险金|投资额?|金额|总额"
    r"|损失|价款?|货款|价格|贡献|销售额|交易额|营业额|增量)"
)
_ANNOUNCED = re.compile(
    rf"(?:^|[,;:。的])(?P<announced>(?:可)?(?:根据|按照?|依据|以|对|就)(?:其|企业)?(?P<base>[^,;。:对\d%]{{0,30}}?{_COST})"
    r"(?:为基数|为基础|为依据|的一定比例|按(?:一定|不同|以下|下列)?比例|分档|分类|分别|部分)*,?"
    r"(?:给予|予以)(?:一定|适当|相应|资金|财政|经费|一定比例的?|不同比例的?)*"
    r"(?:补贴|补助|奖励|资助|补偿|贴息|返还|报销|支持|配套)?)\s*[,:]?\s*$"
)


#: 「个人自付部分，按照以下标准给予救助：」 over a list of shares.
_OVER_LIST = re.compile(
    rf"(?:^|[,;:。的后])(?P<base>[^,;。:的后\d%]{{2,20}}?(?:{_COST}|[付负担]部分)),?(?:可|均|分别|分类|分档)*按照?"
    r"(?:以下|下列|如下|下述)[^,;。:\d]{0,12}?(?:标准|比例|办法|方式|档次)[^,;。\d]{0,10}:\s*$"
)


_MARK = re.compile(r"^\s*(?:第[^,;。\s]{1,5}条|\(?[一二三四五六七八九十\d]{1,3}[).、])\s*")


def base_over_list(said: str) -> str:
    """What the shares of the list below a sentence are of; empty when it does not say."""
    match = _OVER_LIST.search(_MARK.sub("", said))
    return bare_base(match["base"]) if match else ""


def announced_base(said: str) -> tuple[str, int]:
    """What the shares behind an announcement are of, and where it begins; empty without a cost."""
    match = _ANNOUNCED.search(said)
    return (bare_base(match["base"]), match.start("announced")) if match else ("", len(said))


def with_base(benefit: Benefit, announced: str) -> Benefit:
    """A share that names nothing it is of is of what was announced."""
    return replace(benefit, award=_of(benefit.award, announced)) if announced else benefit


def _of(award: DraftAward, base: str) -> DraftAward:
    if award.shape == "rate" and not award.base:
        return award.model_copy(update={"base": base})
    parts = tuple(p.model_copy(update={"award": _of(p.award, base)}) for p in award.parts)
    return award.model_copy(update={"parts": parts})
