"""The stacking grammar: 就高不重复, 限一次, 年度上限, 总额控制, 叠加; scope words as written."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftStacking, Quote
from compiler.extract.items.stacking_scope import scope_of
from compiler.extract.language.amounts import MONEY
from compiler.extract.language.deeds import deed_of, deed_with_case, stretches
from compiler.extract.language.pieces import split

#: 已获得市级资金资助的项目，不再给予资助: support of others shuts out that of this policy.
PAID_BY_OTHERS = (
    r"(?:(?:已|曾)(?:经)?(?:享受|获得|取得|领取|由|通过|入住|得到|对)|(?:享受|获得|取得|领取)过)[^,;。]{0,30}?"
    r"(?:资金|政策|补贴|补助|奖励|资助|扶持|支持|津贴|护理费|待遇|贴息|保险|公寓)[^,;。]{0,8},?(?:除[^,;。]{1,12}外,)?[^,;。]{0,12}?"
    r"不(?:再|得|重复|能|予(?=重复|再|另行|适用|列入|纳入))(?:重复|再次?|另行)?(?:(?:给予|予以|适用|列入|纳入)[^,;。]{0,8}?)?(?:支持|补助|补贴|资助|奖励|发放|申[报请领]|享受|扶持|政策)"
)
#: （已领取市级复检补贴的除外）: the same, said in a word; it speaks of no more than its own clause.
_PAID_OTHERWISE = (
    r"(?:已|曾)(?:经)?(?:享受|获得|取得|领取|得到)(?:过|了)?[^,;。()]{1,30}?"
    r"(?:资金|政策|补贴|补助|奖励|资助|扶持|支持|津贴|待遇|贴息)[^,;。()]{0,6}?的?(?:除外|不在此列)"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "cumulative",
        re.compile(
            r"(?:(?<!不)可(?:以)?|(?<!不)允许|不同[^,;。]{1,10})(?:同时|叠加|累加)(?:享受|配套|支持|申[报请])?"
            r"|(?<![不得能可予许])叠加(?:享受|配套|支持|给予)"
        ),
    ),
    (
        "highest_of",
        re.compile(
            r"就高|从高|择高|从优|择优不重复|按照?(?:最高|就高)(?!不超过|[^,;。]{0,4}\d)[^,;。]{0,10}(?:标准|档次|等级|额度|级别|奖项)?"
            r"|只按最高|(?:标准|金额|额度|级别|档次)较高的?(?:一方|一项|一个)|按(?:照)?较高(?:的)?(?:标准|档次|等级|额度|一[项档])|最高(?:的)?(?:一项|档)[^,;。]{0,6}(?:奖励|享受|支持)"
        ),
    ),
    (
        "annual_cap",
        re.compile(
            r"(?:每年|年度|全年|每一年度|当年)[^,;。]{0,24}"
            r"(?:总额|合计|累计|总和|资助|扶持|奖励|支持)[^,;。]{0,14}?"
            rf"(?:不超过|最高|不得超过|上限)[^,;。\d]{{0,6}}(?P<value>{MONEY})"
        ),
    ),
    (
        "budget",
        re.compile(
            r"总额控制|总量控制|匡定总额|,不足(?:时|部分)?,?按|(?:安排|预算|额度)不足|按(?:照)?同?一?比例(?:核减|折减|折算|兑付)|预算(?:总额|规模|额度)?(?:控制|范围内|内)"
            r"|(?:超出|超过)[^,;。]{0,8}预算|资金(?:不足|用完)"
        ),
    ),
    (
        "once_only",
        re.compile(
            r"(?:只|仅|限|最多)(?:能|可以?|限)?(?:[由因][^,;。]{1,8}?)?"
            r"(?:申[报请领]|享受|资助|支持|奖励|领取?|补贴|给予|发放?|获得|配套支持|配套)[^,;。]{0,6}"
            r"(?:一次|1次|1个)"
            r"|(?:一次|1次)为限|只能享受一次|仅可申请一次|只奖励一次|不(?:再)?重复奖励|只享受一次"
        ),
    ),
    (
        "exclusive_with",
        re.compile(
            r"不(?:得|能|可以?|予)与[^,;。]{2,24}(?:重复|同时|叠加)"
            r"|不(?:得|能|可以?)(?:以|就|用|将|凭|因)[^,;。]{1,10}(?:重复|多头)(?:申[报请领]|享受|领取)|不(?:得|能|可以?|予|再|允许)?(?:重复|同时|叠加)"
            r"(?:享受|申[报请]|资助|支持|奖励|补贴|领取|安排|发放)?"
            r"|不再重复|不(?:可以?|能|得)?兼(?:得|享)"
            rf"|{PAID_BY_OTHERS}|{_PAID_OTHERWISE}"
            r"|(?:只能?|由[^,;。]{2,10}|自主|可以?|应当?)(?:自主|择优)?选择?(?:其一|其中一[项种]|一[项样种])"
        ),
    ),
)


_UP_TO_THEM = re.compile(
    r"(?:鼓励|倡导|引导|支持)(?:各|有条件|[^,;。]{0,8}(?:乡镇|街道|[镇区县市]|地方|部门|社会力量|社会资本|金融机构))"
)


def read_stacking(text: str, view: str, start: int, end: int) -> list[DraftStacking]:
    """The stacking rules stated in a sentence, each clause of it at most once."""
    found: list[DraftStacking] = []
    taken: list[tuple[int, int, str]] = []
    for shape, pattern in _PATTERNS:
        for match in pattern.finditer(view, start, end):
            ends = ",;。()\n" if match.group().endswith(("除外", "不在此列")) else ";。\n"
            a, b = _clause(view, start, end, match.start(), match.end(), ends=ends)
            if _UP_TO_THEM.search(view, a, match.start()):
                continue  # 鼓励有条件的乡镇安排资金叠加支持: nothing is promised by this policy
            around = [t for t in taken if match.start() < t[1] and match.end() > t[0]]
            if any({shape, t[2]} != _SAID_TOGETHER for t in around):
                continue
            if around:
                a, b = _clause(view, start, end, match.start(), match.end(), ends=",;。\n")
                found = [_shorter(text, view, f, start, end) for f in found]
            if shape == "once_only" and re.search(
                r"每(?:一)?(?:个)?(?:自然)?年", view[a : match.end()]
            ):
                continue  # once a year is not once for ever
            if shape == "annual_cap" and not re.search(
                r"本(?:办法|措施|政策|细则|规定|实施)|所有|合计|总和|各[项类]|(?:获得|享受|取得|领取|得到)的?[^,;。]{0,16}(?:总额|累计)",
                view[a:b],
            ):
                continue
            taken.append((a, b, shape))
            scope = scope_of(view, a, b, shape)
            words = text[scope[0] : scope[1]] if scope else ""
            found.append(
                DraftStacking(
                    shape=shape,
                    scope=words,
                    pro_rata="比例" in view[a : min(end, b + 24)],
                    value=match["value"] if shape == "annual_cap" else "",
                    quote=_quote(text, view, a, b),
                )
            )
    return found or _told_limits(text, view, start, end)


def _told_limits(text: str, view: str, start: int, end: int) -> list[DraftStacking]:
    """只有一家可申请, 只能由一家单位申报: limits in words of their own, told and never checked."""
    found = []
    for a, b in _limits(view, start, end):
        if _BY_YEAR.search(view, a, b):
            continue
        a += _marker(view, a, b)
        scope = scope_of(view, a, b, "once_only")
        words = text[scope[0] : scope[1]] if scope else ""
        found.append(DraftStacking(shape="once_only", scope=words, quote=_quote(text, view, a, b)))
    return found


def _limits(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches that only limit, and the clauses that do beside others that ask."""
    found: list[tuple[int, int]] = []
    for a, b in stretches(view, start, end):
        if deed_with_case(view, a, b) == "limit":
            found.append((a, b))
        else:
            found += [(c, d) for c, d, _ in split(view, a, b) if deed_of(view[c:d]) == "limit"]
    return found


#: 每年限报一项, 24个月内不能再次申领: not once for ever.
_BY_YEAR = re.compile(
    r"每(?:一)?(?:个)?(?:自然)?年|年度|当年|同年|\d(?:个月|年)内|[一二三四五六]年内"
)


#: 「…按就高不重复原则执行，且不得与市级同类补贴重复享受」: two clauses.
_AND_ALSO = re.compile(r",(?:且|并|并且|同时)(?=不(?:得|能|可|再)|可(?:以)?(?:同时|叠加))")


#: 「同一级别只资助一次，不同级别可以叠加享受」.
_SAID_TOGETHER = {"once_only", "cumulative"}


def _shorter(text: str, view: str, draft: DraftStacking, start: int, end: int) -> DraftStacking:
    """A clause that turned out to be one of two between commas."""
    if draft.shape not in _SAID_TOGETHER:
        return draft
    for _, pattern in (p for p in _PATTERNS if p[0] == draft.shape):
        match = pattern.search(view, max(start, draft.quote.start), end)
        if match:
            a, b = _clause(view, start, end, match.start(), match.end(), ends=",;。\n")
            return draft.model_copy(update={"quote": _quote(text, view, a, b)})
    return draft


def _clause(
    view: str, start: int, end: int, a: int, b: int, ends: str = ";。\n"
) -> tuple[int, int]:
    """The whole stretch between ; and 。 around a match."""
    while a > start and view[a - 1] not in ends and not _AND_ALSO.match(view, a - 1):
        a -= 1
    while b < end and view[b] not in ends and not _AND_ALSO.match(view, b):
        b += 1
    return a + _marker(view, a, b), b


def _marker(view: str, a: int, b: int) -> int:
    """How long the number is that a clause begins with."""
    marker = re.match(
        r"\s*(?:第[一二三四五六七八九十百\d]+条(?![和与及或、至所中]|规定|补[贴助]|奖|资助|支持|政策|扶持)|[一二三四五六七八九十]{1,3}、"
        r"|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])\s*",
        view[a:b],
    )
    return marker.end() if marker else 0


def _quote(text: str, view: str, a: int, b: int) -> Quote:
    while a < b and view[a] in " ,;:。":
        a += 1
    return Quote(text=text[a:b].rstrip(" ,;:。，；：\n"), start=a)
