"""How far somebody has come: stages of a listing, stages of a project, graded choices as named."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.fragment import Fragment, own_period, period_start
from compiler.fold import fold

_BOARD = r"(?:全国中小企业股份转让系统|全国股转系统|股转系统|\"?新三板\"?)(?:\([^()]*\))?"
_ABROAD = r"(?:境外|海外|香港|港交所|联交所|纳斯达克|纽交所|、|或者?|及|和)+"
#: Wordings of a stage -> the option of the vocabulary; the particular before the general.
_LISTING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), option)
    for pattern, option in (
        (
            r"(?:完成|实施)?(?:企业)?(?:股份制?改造|股改)(?:并[^,;。]{2,16}变更登记)?(?:完成)?",
            "完成股份制改造",
        ),
        (
            r"(?:通过|完成)(?:上市)?辅导验收|上市辅导(?:通过)?验收|辅导验收(?:通过|合格)?",
            "通过上市辅导验收",
        ),
        (r"(?:完成|进行|取得)?(?:上市)?辅导(?:备案|登记)(?:受理)?", "上市辅导备案"),
        (
            r"(?:首发|首次公开发行|上市|IPO)(?:股票)?(?:申[请报])?(?:材料)?(?:(?:并)?(?:获得?|被|经|已获)?[^,;。、]{0,14}?受理)",
            "上市申请获受理",
        ),
        (r"(?:首发|上市|IPO)(?:申请)?(?:通过)?(?:审核)?过会", "上市申请过会"),
        (
            rf"(?:在)?{_BOARD}(?:创新层)(?:成功)?挂牌|(?:在|进入)(?:\"?新三板\"?)?创新层(?:挂牌)?",
            "新三板创新层挂牌",
        ),
        (rf"(?:在)?{_BOARD}(?:基础层)(?:成功)?挂牌|在基础层挂牌", "新三板基础层挂牌"),
        (rf"(?:在)?{_BOARD}(?:成功)?挂牌", "新三板挂牌"),
        (
            r"(?:在)?[^,;。、]{0,6}(?:区域性)?股权(?:交易)?(?:市场|中心)[^,;。、]{0,6}挂牌",
            "区域性股权市场挂牌",
        ),
        (r"(?:在)?(?:北京证券交易所|北交所)(?:成功)?(?:首发)?上市", "北交所上市"),
        (r"(?:在)?科创板(?:成功)?上市", "科创板上市"),
        (r"(?:在)?创业板(?:成功)?上市", "创业板上市"),
        (r"(?:在)?(?:沪深)?主板(?:成功)?上市", "主板上市"),
        (
            rf"(?:在)?{_ABROAD}(?:主要|知名)?(?:证券)?(?:交易所|资本市场|市场)?(?:\([^()]*\))?(?:首次公开发行股票并|成功|首发)*上市",
            "境外上市",
        ),
        (
            r"(?:在)?(?:境内|国内|沪深北?|上海、深圳|A股)(?:证券)?(?:交易所|资本市场|市场)?(?:\([^()]*\))?(?:首次公开发行股票并|成功|首发|主板、?)*上市",
            "境内上市",
        ),
        (r"(?:完成|实现)(?:境内)?(?:首发)?(?:股票)?上市(?=$|[,;。、的])", "境内上市"),
    )
)
#: 拟在科创板上市, 上市后备企业: not there yet, or somebody else's.
_NOT_YET = re.compile(r"(?:拟|计划|有意|推动|培育|支持|鼓励|未|非)[^,;。、]{0,6}$")
_FIRST = re.compile(r"(?:首次|成功|新)$")


def listing_stages(fragment: Fragment) -> None:
    """通过上市辅导验收, 在境外证券交易所上市, 在新三板基础层挂牌: the stage in any wording."""
    if not re.search(
        "上市|挂牌|股改|股份制|股份改造|辅导|过会|受理|创新层",
        fragment.view[fragment.start : fragment.end],
    ):
        return
    for pattern, option in _LISTING:
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
                values=(option,),
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
