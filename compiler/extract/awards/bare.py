"""Sums that a block of standards states without a verb: 1800元/人/月; 国家级100万元，省级50万元."""

from __future__ import annotations

import re

from compiler.extract.language.amounts import LABEL, MONEY, RATIO

_FIGURE = rf"(?:{MONEY}|{RATIO})"
#: 每人每月, 最高, 按每亩: what stands before a sum and names no class.
_MEASURE = (
    r"(?:一次性|最高(?:不超过)?|不超过|按(?:照)?|标准|为|给予|每(?:个)?[^,;。、\d每]{1,4}?(?=每|最高|不超过|\d)"
    r"|约|金额|统一|各|定额|定期|人均|月|年)*"
)
#: 研发费用的10%: what a rate is of.
_BASE = (
    r"(?:按(?:照)?)?[^,;。、\d%‰]{2,30}?(?:费用?|额|金|息|款|支出|投入|成本|价格?|投资|税|资|值)的?"
)
#: 80-89周岁, 90周岁（含）以上老年人: an age is a class, whatever its figures.
AGED = (
    r"(?:年龄|年?满)?\d{1,3}(?:\([^()]*\))?(?:周?岁)?(?:\([^()]*\))?(?:(?:以上)?(?:至|到|-|~|不满|不足)"
    r"\d{1,3}(?:\([^()]*\))?)?周?岁(?:\([^()]*\))?(?:及?以[上下])?(?:\([^()]*\))?[^,;。、\d%‰:每]{0,10}?,?"
)
_CLASS = rf"(?:{AGED}|[^,;。、\d%‰:]{{2,16}}?:?)"
#: What may stand behind a sum: its unit, and a word that grants it.
_ENDS = (
    r"(?:[/·][^,;。、()/·]{1,8})*(?:的?(?:标准|比例))?(?:[^,;。、()\d]{0,4}(?:补贴|奖励|补助|资助|支持"
    r"|给予|贴息|返还|发放|发给|核定|计算|奖补))?(?:\([^()]*\))?\s*(?=[,;。、和]|$)"
)
_BARE = re.compile(
    rf"\s*(?:(?P<class>{_CLASS}))??(?P<sum>(?:{_MEASURE}{_FIGURE}|{_BASE}(?:最高|不超过)?{RATIO})"
    rf"{_ENDS})"
)
#: What a sum may be said of that is no subsidy: budgets, thresholds, fees.
_OTHER = re.compile(
    r"预算|总(?:额|规模|盘子)|安排|筹集|注册资本|营业收入|产值|罚|收费|收取|缴纳|以上|以下|达到|不[低少]于|超过"
)
_LIMIT = re.compile(r"[^,;。]{0,12}?(?:最高|不超过|上限|封顶|累计|合计|以内)")


def bare_segments(view: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """The stretches of a text that each are a sum, its class before it, and where the sum begins.

    Empty when the text is no such list: each stretch begins with a sum or a class and its sum.
    """
    if label := re.match(LABEL, view[start:end]):
        start += label.end()
    first = _bare(view, start, end)
    if first is None:
        return []
    found = [(start, first)]
    for joint in re.finditer(r"[,;、。]\s*", view[start:end]):
        after = start + joint.end()
        if _LIMIT.match(view, after, end) or not re.search(_FIGURE, view[found[-1][0] : after]):
            continue
        if (begin := _bare(view, after, end)) is not None:
            found.append((after, begin))
    stops = [a - 1 for a, _ in found[1:]] + [end]
    return [(a, stop, begin) for (a, begin), stop in zip(found, stops, strict=True)]


def _bare(view: str, start: int, end: int) -> int | None:
    match = _BARE.match(view, start, end)
    if match is None:
        return None
    named = re.sub(AGED, "", match["class"] or "")
    said = named + view[match.start("sum") : match.end() - 1]
    if _OTHER.search(said):
        return None
    return match.start("sum")
