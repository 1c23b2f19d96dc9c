"""Of what a limit holds: of the same as the one before it, of the grants of all levels together."""

from __future__ import annotations

import re

from compiler.extract.awards.counted_limits import find_count_limits
from compiler.extract.awards.netted import TOGETHER
from compiler.extract.drafts import DraftCap, Quote

#: 「单个项目最高150万元，且不得超过自筹资金的50%」: the second limit is of the same.
_JOINED = re.compile(
    r"(?:以内|为限)?[,、]?(?:且|并且?|同时|但)"
    r"(?:均|总额|总金额|金额|最高|额度|补助|补贴|资助|奖励|支持|贴息|资金)*"
)


def scoped_alike(text: str, view: str, caps: list[DraftCap]) -> list[DraftCap]:
    """The limits, one that names no scope and goes on with the one before it with its scope."""
    caps = [_told_before(text, view, _of_all_payers(text, view, cap)) for cap in caps]
    before = {c.quote.end: c for c in caps}
    for position, cap in enumerate(caps):
        if re.search(r"[单每同该累]|年", cap.scope):
            continue
        said = max(view.rfind(mark, 0, cap.quote.start) for mark in "。\n") + 1
        for limit in find_count_limits(view, said, cap.quote.start) if not cap.base else ():
            if cap.quote.start - limit.end <= 2 and re.match("[单每同一]", limit.scope):
                caps[position] = cap.model_copy(update={"scope": limit.scope})
        for end, first in before.items():
            if (
                first is not cap
                and end < cap.quote.start + 3
                and _JOINED.fullmatch(view, end, _words_of(cap))
            ):
                caps[position] = cap.model_copy(update={"scope": first.scope})
    return caps


#: 「投资单个企业的奖励最高…」, 「一家银行的年度补偿总额，不得超过…」: whose limit stands before it.
_BEFORE = re.compile(
    r"(?:(?:投资|服务|担保|引进|孵化|培育|推荐|帮扶)(?:于)?"
    r"|(?<=[,;。:\n])(?=[^,;。:]*(?:单|每|同一|一家|年度|累计))[^,;。:\d]{2,20}(?:总额|总和|合计|金额|额度|资金),)$"
)


def _told_before(text: str, view: str, cap: DraftCap) -> DraftCap:
    """The limit with the words before it that say of what it is."""
    at = cap.quote.start
    told = _BEFORE.search(view[max(0, at - 30) : at])
    if told is None or (told.group().endswith(",") and cap.scope):
        return cap
    start = at - len(told.group())
    quote = Quote(text=text[start : cap.quote.end], start=start)
    return cap.model_copy(update={"scope": told.group().rstrip(",") + cap.scope, "quote": quote})


def _of_all_payers(text: str, view: str, cap: DraftCap) -> DraftCap:
    """连同上级补贴累计不高于保费的80%: grants limited together stand before the limit."""
    if not cap.base:
        return cap
    start = max(view.rfind(mark, 0, cap.quote.start) for mark in ",;。:\n") + 1
    if cap.quote.start - start > 20 or not TOGETHER.search(view, start, _words_of(cap)):
        return cap
    while view[start] == " ":
        start += 1
    whole = Quote(text=text[start : cap.quote.end], start=start)
    return cap.model_copy(
        update={"scope": view[start : cap.quote.start] + cap.scope, "quote": whole}
    )


def _words_of(cap: DraftCap) -> int:
    """Where the words that limit begin: 不超过, 不高于."""
    found = re.search(r"不得?超过|不得?高于|以不超过|最高", cap.quote.text)
    return cap.quote.start + (found.start() if found else 0)
