"""The stacking grammar: 就高不重复, 限一次, 年度上限, 总额控制, 叠加; scope words as written."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftStacking, Quote
from compiler.extract.language.amounts import MONEY

_SCOPE = re.compile(
    r"(同一(?:家)?"
    r"(?:企业|单位|项目|事项|主体|人|申请人|家庭|产品|建设内容|投资项目|类别|年度|情形|资质"
    r"|级别|法定代表人|[^,;。的]{1,6})"
    r"(?:(?:、|或|和)(?:同一)?(?:企业|单位|项目|事项|主体|年度|类别|类型|级别|内容|情形))*"
    r"|单个企业|每家企业|每个企业|每名[^,;。]{1,6}|每人|同类(?:型)?(?:政策|项目|补贴|资助)?"
    r"|同级(?:别|财政)?|各项补贴)"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "cumulative",
        re.compile(
            r"(?:可(?:以)?|允许|不同[^,;。]{1,10})(?:同时|叠加|累加)(?:享受|配套|支持|申[报请])?"
            r"|叠加(?:享受|配套|支持|给予)"
        ),
    ),
    (
        "highest_of",
        re.compile(
            r"就高|从高|从优|择优不重复|按(?:最高|就高)(?!不超过|[^,;。]{0,4}\d)[^,;。]{0,10}(?:标准|档次|等级|额度)?"
            r"|只按最高|(?:选择|择)(?:其一|一)|最高(?:的)?(?:一项|档)[^,;。]{0,6}(?:奖励|享受|支持)"
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
            r"总额控制|总量控制|预算(?:总额|规模|额度)?(?:控制|范围内|内)"
            r"|(?:超出|超过)[^,;。]{0,8}预算|资金(?:不足|用完)"
        ),
    ),
    (
        "once_only",
        re.compile(
            r"(?:只|仅|限|最多)(?:能|可以?|限)?(?:由[^,;。]{1,8}?)?"
            r"(?:申[报请]|享受|资助|支持|奖励|领取|补贴|给予|配套支持|配套)[^,;。]{0,6}"
            r"(?:一次|1次|1个)"
            r"|(?:一次|1次)为限|只能享受一次|仅可申请一次|只奖励一次|不(?:再)?重复奖励|只享受一次"
        ),
    ),
    (
        "exclusive_with",
        re.compile(
            r"不(?:得|能|可|予|再)?(?:重复|同时|叠加)"
            r"(?:享受|申[报请]|资助|支持|奖励|补贴|领取|安排|发放)?"
            r"|不再重复"
            r"|(?:已|曾)(?:享受|获得)[^,;。]{2,30}(?:不(?:再|得|予))"
        ),
    ),
)


def read_stacking(text: str, view: str, start: int, end: int) -> list[DraftStacking]:
    """The stacking rules stated in a sentence, each clause of it at most once."""
    found: list[DraftStacking] = []
    taken: list[tuple[int, int]] = []
    for shape, pattern in _PATTERNS:
        for match in pattern.finditer(view, start, end):
            if any(match.start() < b and match.end() > a for a, b in taken):
                continue
            a, b = _clause(view, start, end, match.start(), match.end())
            if shape == "annual_cap" and not re.search(
                r"本(?:办法|措施|政策|细则|规定|实施)|所有|合计|总和|各[项类]|(?:获得|享受|取得|领取|得到)的?[^,;。]{0,16}(?:总额|累计)",
                view[a:b],
            ):
                continue
            taken.append((a, b))
            scope = _SCOPE.search(view, a, b)
            words = text[scope.start() : scope.end()] if scope else ""
            found.append(
                DraftStacking(
                    shape=shape,
                    scope=words,
                    pro_rata="比例" in view[a : min(end, b + 24)],
                    value=match["value"] if shape == "annual_cap" else "",
                    quote=_quote(text, view, a, b),
                )
            )
            break
    return found


def _clause(view: str, start: int, end: int, a: int, b: int) -> tuple[int, int]:
    """The whole stretch between ; and 。 around a match."""
    while a > start and view[a - 1] not in ";。\n":
        a -= 1
    while b < end and view[b] not in ";。\n":
        b += 1
    marker = re.match(
        r"\s*(?:第[一二三四五六七八九十百\d]+条|[一二三四五六七八九十]{1,3}、"
        r"|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])\s*",
        view[a:b],
    )
    return (a + marker.end() if marker else a), b


def _quote(text: str, view: str, a: int, b: int) -> Quote:
    while a < b and view[a] in " ,;:。":
        a += 1
    return Quote(text=text[a:b].rstrip(" ,;:。，；：\n"), start=a)
