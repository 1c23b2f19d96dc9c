"""A limit of a sum where conditions are read, which no award took up."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag, Quote
from compiler.extract.language.amounts import MONEY

#: 同一家酒店奖励上限为10万元: a limit among conditions.
_LIMIT = re.compile(
    r"\s*(?:同一|单个|每个?|单家|累计|年度|全年)[^,;。]{0,16}?(?:奖励|补贴|补助|资助|奖补|贴息|扶持|支持)(?:资金|金额|总额|额度)?"
    rf"(?:上限|最高|封顶|限额|不超过|不得超过)[^,;。\d]{{0,4}}{MONEY}\s*"
)


def states_limit(text: str, view: str, start: int, end: int) -> DraftTag | None:
    """A limit that stands where conditions are read: it waits for a person, it asks nothing."""
    if _LIMIT.fullmatch(view, start, end) is None:
        return None
    lead = len(view[start:end]) - len(view[start:end].lstrip())
    quote = Quote(text=text[start + lead : end].rstrip(), start=start + lead)
    return DraftTag(shape="unparsed", name="像是金额的限额，没有归到哪一笔金额", quote=quote)
