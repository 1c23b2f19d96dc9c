"""How far somebody has come: stages of a listing, stages of a project, graded choices as named."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment, own_period, period_start
from compiler.fold import fold

_BOARD = r"(?:(?:全国)?(?:中小企业)?股[份转][转份]?(?:让)?系统|[\"']?新三板[\"']?)(?:\([^()]*\))?"
_REGIONAL = (
    r"(?:区域性?(?:场外)?股权(?:交易)?(?:市场|中心)|[\"']?新?四板[\"']?(?:市场)?"
    r"|(?:(?!对|在|于|的)[一-鿿]){2,5}股权(?:交易|托管)+(?:中心|市场|所))"
)
_MARKET = r"(?:主要|知名|主流)?(?:证券)?(?:交易所|证交所|资本市场|市场)?(?:\([^()]*\))?"
_ISSUED = r"(?:首次公开发行(?:股票)?(?:并)?)?"
_HOW = r"(?:首次公开发行股票并|首次公开发行|成功|直接|首发|正式|实现|IPO|A股|H股|主板、?)*上市"
_ABROAD = r"(?:境外|海外|国外|香港|港交所|联交所|纳斯达克|纽交所|、|或者?|及|和)+"
_HOME = r"(?:境内|国内|沪深北?|沪|深|上海|深圳|上交所|深交所|、|或者?|及|和|A股)+(?:两市|两地)?"
_OFFICE = r"(?:[一-鿿]{0,8}?(?:证监局|监管局|证监会))"
_COUNCIL = r"(?:[^,;。、]{0,14}?(?:发审委|上市委(?:员会)?|审核委员会|证监会|交易所))"
_FILED = (
    r"(?:首发|首次公开发行|上市|发行上市|IPO)(?:股票)?(?:(?:并)?上市)?"
    r"(?:申[请报]|发行)?(?:材料|文件)?"
)
#: Wordings of a stage -> the options of the vocabulary; the particular before the general.
_LISTING: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), tuple(options.split("|")))
    for pattern, options in (
        (
            r"(?:启动并|启动)?(?:完成|实施)?(?:企业)?(?:股份制?改造|股份制改制|股改)(?:并[^,;。]{2,16}变更登记)?(?:完成)?"
            r"|(?:由有限责任公司)?整体(?:变更|改制)(?:设立)?[为成]?股份(?:有限)?公司",
            "完成股份制改造",
        ),
        (
            rf"(?:通过|完成|取得|获得)(?:{_OFFICE}的?)?(?:上市)?辅导(?:期)?(?:备案)?验收(?:合格|文件|报告|函)*"
            r"|上市辅导(?:期)?(?:通过)?验收|辅导(?:期)?(?:备案)?验收(?:通过|合格|报告)?",
            "通过上市辅导验收",
        ),
        (
            rf"(?:[在向经]{_OFFICE})?(?:完成|进行|取得|办理|获得?)?(?:{_OFFICE}的?)?(?:上市)?辅导(?:期)?"
            r"(?:备案|登记)(?:登记|受理|确认)*(?:手续)?",
            "上市辅导备案",
        ),
        (
            rf"{_FILED}(?:(?:并)?(?:获得?|被|经|已获|得到|通过)?[^,;。、]{{0,14}}?(?:正式)?受理)",
            "上市申请获受理",
        ),
        (
            rf"{_FILED}(?:获|经|通过)?{_COUNCIL}?(?:(?:审核|审议)?(?:通过|过会)|通过(?:审核|审议))"
            rf"|通过{_COUNCIL}(?:审核|审议)",
            "上市申请过会",
        ),
        (
            rf"(?:在|进入|转入|调入)?(?:{_BOARD})(?:的)?创新层(?:成功)?(?:挂牌)?"
            r"|(?:在|进入|转入|调入|升入)创新层(?:挂牌)?",
            "新三板创新层挂牌",
        ),
        (
            rf"(?:在|进入)?(?:{_BOARD})(?:的)?基础层(?:成功)?(?:挂牌)?|在基础层挂牌",
            "新三板基础层挂牌",
        ),
        (rf"(?:在)?{_BOARD}(?:成功)?挂牌", "新三板挂牌"),
        (rf"(?:在)?{_REGIONAL}[^,;。、的\d]{{0,8}}?挂牌", "区域性股权市场挂牌"),
        (rf"{_ISSUED}(?:在)?境内外{_MARKET}{_HOW}", "境内上市|境外上市"),
        (rf"{_ISSUED}(?:在)?(?:北京证券交易所|北交所){_HOW}", "北交所上市"),
        (rf"{_ISSUED}(?:在)?(?:{_HOME})?{_MARKET}科创板{_HOW}", "科创板上市"),
        (rf"{_ISSUED}(?:在)?(?:{_HOME})?{_MARKET}创业板{_HOW}", "创业板上市"),
        (r"(?:在)?(?:沪深)?主板(?:成功)?上市", "主板上市"),
        (rf"{_ISSUED}(?:在)?{_ABROAD}{_MARKET}{_HOW}", "境外上市"),
        (rf"{_ISSUED}(?:在)?{_HOME}{_MARKET}{_HOW}", "境内上市"),
        (r"(?:完成|实现)(?:境内)?(?:首发)?(?:股票)?上市(?=$|[,;。、的])", "境内上市"),
    )
)
#: 拟在科创板上市, 上市后备企业: not there yet, or somebody else's.
_NOT_YET = re.compile(r"(?:拟|计划|有意|推动|培育|支持|鼓励|未|非)[^,;。、]{0,6}$")
_FIRST = re.compile(r"(?:首次|成功|新)$")


def listing_stages(fragment: Fragment) -> None:
    """通过上市辅导验收, 在境外证券交易所上市, 在新三板基础层挂牌: the stage in any wording."""
    if not re.search(
        "上市|挂牌|股改|股份|辅导|过会|受理|审核|[创基][新础]层",
        fragment.view[fragment.start : fragment.end],
    ):
        return
    for pattern, options in _LISTING:
        for match in fragment.search(pattern):
            if early := _NOT_YET.search(fragment.view, fragment.start, match.start()):
                if early.group().startswith("拟") and fragment.free(early.start(), match.end()):
                    quote = fragment.quote(early.start(), match.end())
                    planned = DraftTag(shape="is", name=fold(quote.text), quote=quote)
                    fragment.add(planned, early.start(), match.end())
                continue
            if re.match(
                r"(?:后备|公司|企业|辅导|资源|培育|奖励|补贴|资助|费用|申报|时间|日期|首日|辅)",
                fragment.view[match.end() :][:2],
            ):
                continue
            start = period_start(fragment, match.start())
            tag = DraftTag(
                shape="has",
                name="上市挂牌阶段",
                values=options,
                period=own_period(fragment, match.start()) if start < match.start() else "",
                quote=fragment.quote(start, match.end()),
            )
            fragment.add(tag, start, match.end())


_PROJECT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:项目)?(?:{pattern})(?=$|[,;。、且并的])"), option)
    for pattern, option in (
        (r"已?(?:经)?(?:通过|完成)(?:竣工)?验收|已(?:经)?(?:竣工)?验收(?:合格)?", "已验收"),
        (r"已(?:经)?竣工", "已竣工"),
        (r"已(?:经)?完工", "已完工"),
        (r"已(?:经)?(?:建成)?投产", "已投产"),
        (r"已(?:经)?(?:正式)?(?:开工|动工)(?:建设)?", "已开工"),
        (r"已(?:经)?并网(?:发电)?", "已并网"),
        (r"已(?:经)?(?:建成)?(?:正式)?投入(?:使用|运营)", "已投入运营"),
    )
)


def project_stages(fragment: Fragment) -> None:
    """项目已通过验收, 已建成投产: how far the project has come, where no day is named."""
    for pattern, option in _PROJECT:
        for match in fragment.search(pattern):
            tag = DraftTag(
                shape="has",
                name="项目进度",
                values=(option,),
                quote=fragment.quote(*match.span()),
            )
            fragment.add(tag, *match.span())


def named_choices(fragment: Fragment) -> None:
    """认证等级为五级: the name of a choice with one of its options behind it."""
    for label, pattern in fragment.lexicon.choices:
        for match in fragment.search(pattern):
            values = [v for v in re.split(r"、|和|或者?|及", match["list"]) if v]
            start = period_start(fragment, match.start())
            tag = DraftTag(
                shape="one_of",
                name=label,
                values=tuple(values),
                period=own_period(fragment, match.start()) if start < match.start() else "",
                quote=fragment.quote(start, match.end()),
            )
            fragment.add(tag, start, match.end())
