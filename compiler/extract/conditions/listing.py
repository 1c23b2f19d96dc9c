"""Where somebody is listed or quoted: 在新三板挂牌, 在A股或境外证券交易所上市, 上市公司."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment, own_period, period_start

#: A place to be listed at, and the stages that being listed there means.
_VENUES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"境内外(?:主要)?(?:证券交易所|资本市场)?|国内外资本市场", ("境内上市", "境外上市")),
    (
        r"(?:全国股转系统|全国中小企业股份转让系统|新三板)(?:\([^()]*\))?基础层",
        ("新三板基础层挂牌",),
    ),
    (
        r"(?:全国股转系统|全国中小企业股份转让系统|新三板)(?:\([^()]*\))?创新层",
        ("新三板创新层挂牌",),
    ),
    (r"新三板|全国中小企业股份转让系统|全国股转系统", ("新三板挂牌",)),
    (r"(?:上海证券交易所|上交所)?科创板", ("科创板上市",)),
    (r"(?:深圳证券交易所|深交所)?创业板", ("创业板上市",)),
    (r"北京证券交易所|北交所", ("北交所上市",)),
    (r"(?:沪深|深沪|A股|上交所|深交所)?主板", ("主板上市",)),
    (
        r"(?:境外|海外|国际)(?:主要|主流)?(?:证券交易所|资本市场|交易所)?|香港(?:联合交易所|联交所)?|港交所|港股"
        r"|纳斯达克|纽约?交所",
        ("境外上市",),
    ),
    (
        r"A股|沪深(?:北)?(?:两市|交易所|证券交易所)?|境内(?:主要)?(?:证券交易所|资本市场|交易所)?|国内(?:证券交易所|资本市场)?"
        r"|上海(?:证券交易所|[、和或及]深圳证券交易所)|深圳证券交易所|上交所|深交所",
        ("境内上市",),
    ),
    (
        r"(?:[一-鿿]{2,6})?(?:区域性股权(?:交易)?(?:市场|中心)|股权交易中心|四板)",
        ("区域性股权市场挂牌",),
    ),
)
_VENUE = "|".join(pattern for pattern, _ in _VENUES)
_JOINT = r"(?:、|或者|或|和|及|以及|/|等)"
_LISTED = re.compile(
    rf"(?:获准|成功|首次(?!公开))?(?:首次公开发行(?:股票)?并)?(?:在|于|到|赴)?(?P<places>(?:{_VENUE})(?:\([^()]*\))?(?:市场|板块)?"
    rf"(?:{_JOINT}(?:在|于|到|赴)?(?:{_VENUE})(?:\([^()]*\))?(?:市场|板块)?)*)"
    r"(?:首次公开发行(?:股票)?(?:并|且)?|实现|成功|首发|完成|直接|申请|\(IPO\)|IPO)*"
    r"(?P<how>上市|挂牌)(?!辅导|培育|后备|申[报请]|审核|受理|材料|板块|服务|融资额|费用|前|计划)"
    r"(?:交易|融资|展示)?(?:成功)?"
)
#: 「上市公司」 as the applicant: listed at home or abroad.
_COMPANY = re.compile(
    r"(?<![拟非未外控])(?:(?:已|成功|新增?)?上市(?:公司|企业)(?=$|[,;。的、和或及])"
    # 上市(IPO)、新三板挂牌、四板挂牌成功的企业
    r"|(?:(?<=[,、])|(?<![一-鿿]))(?:成功|首次)?上市(?:\(IPO\)(?:成功)?|(?=(?:、|和|或者?|及)[^,;。、]{0,10}挂牌)))"
)


_BOARD = r"(?:全国股转系统|全国中小企业股份转让系统|新三板)(?:\([^()]*\))?"
#: 「在新三板挂牌并进入创新层」, 「创新层挂牌企业」: the layer is the stage.
_LAYER = re.compile(
    rf"(?:(?:在|于|到)?{_BOARD}(?:成功|首次)*(?:挂牌)?(?:并|且|后)*,?)?"
    r"(?:(?:首次|新|直接|成功|挂牌)*(?<!调整)(?<!晋级)(?<!晋升)(?:进入|升入|调入|转入|进层|入选|升至|调至|转至|至|为|到)"
    r"(?P<into>基础层|创新层)(?:挂牌)?|(?P<held>基础层|创新层)(?:挂牌)?(?=企业|公司))"
)


def listing(fragment: Fragment) -> None:
    """在科创板、创业板上市, 新三板挂牌企业, 上市公司: stages of a listing, alternatives as one."""
    for match in fragment.search(_LAYER, over_asides=True):
        _add(fragment, match, (f"新三板{match['into'] or match['held']}挂牌",))
    for match in fragment.search(_LISTED, over_asides=True):
        before = fragment.view[max(fragment.start, match.start() - 3) : match.start()]
        if re.search(r"[拟未非]$|后备|计划", before):
            continue
        values = _stages(match["places"], match["how"])
        if values:
            _add(fragment, match, values)
    for match in fragment.search(_COMPANY, over_asides=True):
        if re.search(r"(?:与|由|向|属|其|的)$", fragment.view[fragment.start : match.start()]):
            continue
        _add(fragment, match, ("境内上市", "境外上市"))


def _stages(places: str, how: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in re.finditer(_VENUE, places):
        stages = next(s for p, s in _VENUES if re.fullmatch(p, match.group()))
        found.extend(s for s in stages if s.endswith(how) and s not in found)
    return tuple(found)


def _add(fragment: Fragment, match: re.Match[str], values: tuple[str, ...]) -> None:
    start = period_start(fragment, match.start())
    tag = DraftTag(
        shape="has",
        name="上市挂牌阶段",
        values=values,
        first="首次" in fragment.view[max(fragment.start, match.start() - 3) : match.end()]
        and "首次公开" not in match.group(),
        period=own_period(fragment, match.start()),
        quote=fragment.quote(start, match.end()),
    )
    fragment.add(tag, start, match.end())
