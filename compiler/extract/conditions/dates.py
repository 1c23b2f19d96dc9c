"""Windows of dates: 2023年1月1日以后成立, 2022年1月至12月期间竣工."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment

_DATE_WINDOW = re.compile(
    rf"(?:在|于|自)?(?P<a>{w.DATE})(?:\(含\)|\(含当日\)|\(含当日[^()]*\))?"
    rf"(?P<mode>(?:\(含\))?(?:至|到|-|~|—)(?P<b>(?:{w.DATE})|\d{{1,2}}月\d{{1,2}}日)(?:期间|之间"
    r"|内|止)?"
    r"|之?后|以后|以来|起至今|起|之?前|以前)(?:\(含\))?(?P<verb>[^,;。的]{0,14}?"
    r"(?:注册|登记(?!失业|求职)|成立|设立|迁入|落户|引进|竣工|完工|投产|开业|开工|备案|验收|获得|取得|认定"
    r"|签订|签约|购置|发生|纳统|纳入|出生|毕业|建成|投入使用|完成|开展|举办|上市|分娩|生育)"
    r"[^,;。的\d]{0,8})?"
)
#: Newly set up here or newly moved here: either day may lie in the window.
_EITHER = "成立日期或者落户日期"
_DATE_NAMES = (
    (r"(?:设立|成立|注册)[^,;。]{0,4}(?:或者?|、|和|及)[^,;。]{0,4}(?:迁入|引进|落户)", _EITHER),
    (r"注册|登记(?!失业|求职)|成立|设立", "成立日期"),
    (r"迁入|落户|引进", "落户日期"),
    (r"竣工|完工|验收|投产|建成|投入使用", "项目完工日期"),
    (r"开业", "开业日期"),
    (r"开工|备案", "项目开工日期"),
    (r"出生", "出生日期"),
    (r"毕业", "毕业日期"),
)


_NOUN = (
    r"(?P<noun>(?!申[报请领]|受理|办理|公示|截止)[^,;。、的在为于自\d()]{2,10}?(?:时间|日期))"
    r"(?:应当?|须|需|均)*(?:在|为|是|于|自|晚于|不早于)*"
)
#: 「引进时间在2025年1月1日以后」: the date is named before its window.
_NAMED = re.compile(
    rf"{_NOUN}(?P<window>{w.DATE}(?:\(含\))?(?:(?:至|到|-|~|—)(?:{w.DATE}|\d{{1,2}}月\d{{1,2}}日)"
    r"(?:期间|之间|内|止)?|(?:之|以)?后|以来|起|(?:之|以)?前)(?:\(含\))?)"
)
_N = r"[一二两三四五六七八九十\d]{1,3}"
_BACK = rf"(?:(?:申[报请领](?:之)?[日时](?:以)?前|近|最近)(?:{_N})个?(?:年|月)(?:以?内|来)?)"
#: 「证书核发日期在申请之日前12个月内」.
_NAMED_BACK = re.compile(rf"{_NOUN}(?P<window>{_BACK})")
#: 「近两年内完成竣工验收」, 「申报之日前12个月内通过验收」: when a project was finished.
_FINISHED_BACK = re.compile(
    rf"(?:项目)?(?:在|于|为)?(?P<window>{_BACK})(?:完成|通过|实现|已)*(?:项目)?"
    r"(?:竣工验收|验收|竣工|完工|建成投产|投产)(?:合格)?(?=$|[,;。、且并的])"
)


_OF_A_PAPER = re.compile("备案|许可|资格|品种|商标|专利|著作|版权|登记证|注册证")
#: 2012年6月30日前注册登记的汽油乘用车; 报废…前登记的: when a thing was registered.
_OF_A_THING = re.compile(
    r"的[^,;。、的]{0,12}?(?:车|车辆|船|船舶|农机|拖拉机|收割机|飞机|房屋|住房|商标|产品|设备)(?:$|[,;。、或和及并])"
)
_GIVES_UP = re.compile(r"(?:报废|淘汰|转让|置换|出售|注销|更新|拆解)[^;。]*$")
_OF_PROJECT = ("项目完工日期", "项目开工日期")
#: What may stand around 竣工 or 开工 and leaves it the day of the project: not 取得省级备案编码.
_BARE = re.compile(
    r"在[^,;。]{2,12}?(?=竣工|完工|投产|建成|开工|投入|备案|验收)|项目|工程|主体|改造|建设|装修|已|均|并|首次|新|正式|完成|通过|实现|全部|依法|实际"
    r"|竣工|完工|验收|投产|建成|投入使用|投用|投入运[营行]|开工|备案|合格|立项|达产|期间|之间|内|、|和|或|且|的|,"
)


def _named_dates(fragment: Fragment) -> None:
    """Dates named in words, with their window or how far back they may lie."""
    for pattern in (_NAMED, _NAMED_BACK, _FINISHED_BACK):
        for match in fragment.search(pattern):
            noun = match.groupdict().get("noun") or "竣工"
            name = next((n for p, n in _DATE_NAMES if re.search(p, noun)), noun)
            quote = fragment.quote(*match.span())
            tag = DraftTag(shape="within", name=name, period=match["window"], quote=quote)
            fragment.add(tag, *match.span())


def _set_up_or_moved(fragment: Fragment, match: re.Match[str], period: str) -> None:
    quote = fragment.quote(*match.span())
    days = tuple(
        DraftTag(shape="within", name=name, period=period, quote=quote)
        for name in ("成立日期", "落户日期")
    )
    fragment.add(DraftGroup(join="any", of=days), *match.span())


def dates(fragment: Fragment) -> None:
    """Windows of dates whose verb or name is a date of the vocabulary."""
    _named_dates(fragment)
    for match in fragment.search(_DATE_WINDOW):
        verb = match["verb"] or ""
        rest = fragment.view[match.end() : fragment.end]
        name = next((n for p, n in _DATE_NAMES if re.search(p, verb or rest[:16])), "")
        if name == "成立日期" and (
            _OF_A_PAPER.search(verb)
            or _OF_A_THING.match(rest)
            or _GIVES_UP.search(fragment.view, fragment.start, match.start())
        ):
            continue  # 完成品种登记备案, 登记的乘用车: a paper or a thing, no day of founding
        if not name or (name in _OF_PROJECT and len(_BARE.sub("", verb)) >= 2):
            continue  # a window of something else: it stays the period of what follows
        period = match["a"] + match["mode"]
        if name == _EITHER:
            _set_up_or_moved(fragment, match, period)
            continue
        known = bool(verb) and not re.search(r"(?:在|于)" + w.REGION, verb)
        end = match.end() if known else match.start("verb") if verb else match.end()
        tag = DraftTag(
            shape="within",
            name=name,
            period=period,
            quote=fragment.quote(match.start(), match.end()),
        )
        fragment.tags.append((match.start(), tag))
        fragment.take(match.start(), end)
