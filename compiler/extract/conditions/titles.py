"""Titles somebody was awarded: those the vocabulary knows, and whatever 认定为 and 获得 govern."""

from __future__ import annotations

import re

from compiler.extract.conditions.title_names import (
    IN_CATALOGUE,
    OTHER_NOUN,
    beside,
    led_by,
    levels_before,
    on_each_level,
)
from compiler.extract.drafts import DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.affixes import GRADE, whole_names
from compiler.extract.language.fragment import Fragment, own_period, period_before, period_start
from compiler.normalise import QUANTITY

_AWARDED = re.compile(
    r"(?P<first>首次|新|初次|重新|再次|复审)?(?:通过)?(?:被|获|经)?(?P<by>[^,;。、\"对给予]{0,14}?)"
    r"(?P<verb>认定(?!登记|机构|标准|管理|办法)|评定|评为|授予|获评|获批|入选|入围|列入|遴选|授牌|命名|荣获|上榜|获得|取得|通过)"
    r"(?:认定|评定|评审)?(?P<as>为|成为|的|过)?"
    # 获得某某协会认定的…: the body that awards is no title
    r"(?:由|经)?(?:[^,;。、的\"]{2,24}?(?:认定|评定|评审|评选|颁发|核发|授予|发布|公布|命名)的)?"
    r"(?P<title>(?:[^,;。、的给按]"
    r"|、(?=[^,;。]{0,20}(?:级|企业|中心|平台|基地|园区|名单|榜|称号|认定|资质)))*?"
    r"[^,;。、的给按]*?"
    r"(?:企业|中心|平台|基地|园区|实验室|工作站|工作室|孵化器|空间|加速器|称号|认定|资质(?!认证)|资格"
    r"|证书|名单|榜单|名录|目录|(?:试点|示范)(?![一-鿿]{0,4}(?:企业|中心|平台|基地|园|车间|工厂|机构|单位"
    r"|项目|社|户|区|街|村|店|点))|项目|产品(?!认证)|集群|机构|工厂|车间|品牌|商标|认证|奖(?![励补金])"
    r"|许可证|饭店|酒店|民宿|景区|街区|乡村|示范社|示范户|家庭农场|\d强|百强|标识|标志))"
    # 取得全国中小企业股份转让系统…: the noun must end here
    r"(?=$|[^一-鿿]|[的并且和或及与等后认称资证名给按予以在上中均已经成从作应须需享申首项]|可(?![信靠视控再追]))"
)
_MORE_TITLES = re.compile(
    r"(?:、|或者|或|和|及)(?P<title>[^,;。、的给按\d\s]{2,20}?"
    r"(?:企业|中心|平台|基地|园区|实验室|工作站|工作室|孵化器|空间|称号|认定|资质|证书|名单"
    r"|榜单|试点|示范|项目|产品|机构|工厂|车间|品牌|认证|奖|饭店|酒店|民宿|景区|街区|乡村"
    r"|示范社|家庭农场))"
)


#: 有机产品认证或者食品安全管理体系认证: what stands behind one that is known is of its kind.
_MORE_PAPERS = re.compile(
    r"(?:认证|认可|标识)?(?:、|或者|或|和|及)"
    r"(?P<title>[^,;。、的或和及\d\s]{2,14}?(?P<kind>认证|认可|标识))"
)
#: 科技型中小企业上年度向区级平台购买服务: the time is that of the verb behind it.
_OF_VERB = re.compile(
    r"(?:内|度|均|都|,)*(?!认定|评定|获评|获批|入选|入围|评为|授予|通过|取得|获得|新|首次|期|有效|的|及|和|、)[一-鿿]"
)
#: 向区级中试平台购买服务, 入驻市级以上园区, 与科技型中小企业签订合同.
_OF_PARTNER = re.compile(
    r"(?:(?<![面趋])向|与|同|入驻(?!的)|接入|对接|登录|使用|利用|委托|依托|租用|租赁|面向)(?:本市|本区|本省|全市|全区|其他|各类|经认定的)?$"
)
_NOUN = r"(?:企业|中心|平台|基地|园区|实验室|工作站|孵化器|工厂|车间|机构|集群|园)"
#: 「经国家或市级认定的甲中心、乙中心」: each of them on each level.
_BY_LEVELS = re.compile(
    r"经(?P<levels>(?:国家|省|市|区|县)级?(?:(?:、|和|或|及)(?:国家|省|市|区|县)级?)+)"
    r"(?:有关部门|主管部门|部门)?(?:认定|评定|批准|备案|授牌)的"
    rf"(?P<titles>[^,;。、的和或及]{{2,16}}{_NOUN}(?:(?:、|和|或者|或|及)[^,;。、的和或及]{{2,16}}{_NOUN})*)"
    r"(?=$|[,;。的])"
)
_PAPER = (
    r"(?:许可证|注册证书?|合格证书?|资质证书|资格证书|登记证书|备案证书"
    r"|[特甲乙丙一二三四]级[^,;。、的或]{0,8}资质)"
)
_PAPER_NAME = rf"(?!相应|相关|有关|一定|所需|必要|本|国家规定|其)[^,;。、的或\d]{{0,16}}?{_PAPER}"
#: 「具有人力资源服务许可证」, 「取得甲注册证或乙注册证」.
_HOLDS = re.compile(
    r"(?P<first>首次|初次|(?<![创更革重全高最])新)?"
    r"(?:具有|持有|取得|获得|获批|获颁|获准|具备|拥有|获(?![批颁准评]))"
    r"(?:有效的?)?(?:[^,;。、的]{2,14}(?:颁发|核发|签发)的)?"
    rf"(?P<titles>《?{_PAPER_NAME}》?(?:(?:、|或者|或)《?{_PAPER_NAME}》?)*)(?=$|[,;。的且并])"
)

_MARKS = str.maketrans("", "", "《》")

#: 「取得测绘甲级、乙级资质」, 「获得AAA级、AA级信用评价」: grades of one paper.
_GRADES = re.compile(
    r"(?:具有|持有|取得|获得|获评|具备|拥有|获)(?:有效的?)?"
    rf"(?P<titles>[^,;。、的或\d]{{0,16}}?{GRADE}(?:(?:、|或者|或|和|及){GRADE})+"
    r"[^,;。、的或\d]{0,12}?(?:资质|资格|证书|认证|信用评价|信用等级|评价|等级))(?=$|[,;。的且并])"
)

#: The levels of autonomous regions and prefectures; 区级 inside 自治区级 is none of them.
OF_AUTONOMY = r"(?:自治区|自治州|盟市?|旗县|旗(?=级))"
_LEVEL = re.compile(rf"(?:{OF_AUTONOMY}|国家|省|市|(?<!自治)区|县)级$")


#: 「通过马德里体系注册境外商标」: by what means something is done; nothing was passed.
_BY_MEANS = re.compile(
    r"[^,;。]{2,16}?(?:注册|登记|销售|购[买置]|采购|收购|并购|引进|招引|举办|开展|建设|取得|获得|申[请报]|出口|进口|转让|受让|发行"
    r"|投放|推广|租[用赁]|融资|募集)(?=[^,;。证认]{2,})"
)
#: Words that name no title by themselves: 重新认定的企业, 取得证书.
_NO_TITLE = (
    "企业", "机构", "单位", "项目", "平台", "产品", "资格", "资质", "认定", "认证", "证书", "称号",
    "名单", "重新", "再次", "首次",
)  # fmt: skip


def _of_one_kind(
    fragment: Fragment, values: tuple[str, ...], end: int
) -> tuple[tuple[str, ...], int]:
    while other := _MORE_PAPERS.match(fragment.view, end, fragment.end):
        if not values[-1].endswith(other["kind"]):
            break
        values, end = (*values, other["title"]), other.end()
    return values, end


def titles(fragment: Fragment) -> None:
    """Titles the vocabulary knows, then whatever 认定为, 获得 and their like govern."""
    known = [
        m
        for m in fragment.search(fragment.lexicon.titles)
        if not OTHER_NOUN.match(fragment.view, m.end(), fragment.end)
        and not IN_CATALOGUE.match(fragment.view, m.end(), fragment.end)
    ]
    position = 0
    while position < len(known):
        group = [known[position]]
        while position + 1 < len(known) and re.fullmatch(
            r"(?:称号|认定|认证|资格)?(?:、|或者|或|和|及|以及)(?:新|经)?(?:认定)?(?:的|为)?"
            r"(?:国家级|省级|市级|国家|省|市)?",
            fragment.view[known[position].end() : known[position + 1].start()],
        ):
            position += 1
            group.append(known[position])
        values = tuple(_certified(fragment, m) for m in group)
        level = _LEVEL.search(fragment.view, fragment.start, group[0].start())
        own = _place_before(fragment, group[0]) or led_by(fragment, group[0])
        own = own or _grade_before(fragment, group[0])
        start = group[0].start() - len(own)
        if level and fragment.free(*level.span()):
            start = level.start()
        if len(group) == 1 and (on_each := levels_before(fragment, start, values[0])):
            start, values = on_each
        values, end = _of_one_kind(fragment, values, group[-1].end())
        start, others = beside(fragment, start)
        values = (*others, *values)
        title_tag(fragment, start, end, values)
        position += 1
    for match in fragment.search(_BY_LEVELS):
        levels = [n.removesuffix("级") + "级" for n in re.split(r"、|和|或|及", match["levels"])]
        names = [n for n in re.split(r"、|和|或者|或|及", match["titles"]) if n]
        values = tuple(f"{level}{name}" for name in names for level in levels)
        title_tag(fragment, *match.span(), values)
    for match in fragment.search(_GRADES):
        names = [n for n in re.split(r"、|或者|或|和|及", match["titles"]) if n]
        title_tag(fragment, *match.span(), tuple(names))
    for match in fragment.search(_HOLDS):
        # 取得《建筑业企业资质证书》: the marks set the name off, and are no part of it
        names = [n for n in re.split(r"、|或者|或", match["titles"].translate(_MARKS)) if n]
        title_tag(fragment, *match.span(), tuple(names), first=match["first"] is not None)
    for match in fragment.search(_AWARDED):
        title = re.sub(r"(?:称号|认定|资格|荣誉|名单)$", "", match["title"])
        # 通过市局认定为"石安贷"合作机构: the title stands behind the last of the verbs
        title = re.sub(r"^[^,;。、\"]{0,16}?(?:认定|评定|命名|授予|评)为", "", title)
        title = (
            re.sub(r"^(?:的|为|了|过|国家|省|市|区)(?=.{4})", "", title)
            if not re.match("国家|省|市|区", title)
            else title
        )
        if (
            len(title.strip('"')) < 2
            or title in _NO_TITLE
            or re.search(QUANTITY, title)
            or re.search(r"下[表列]|上述|以上|所列", title)
            or (match["verb"] == "通过" and _BY_MEANS.match(title))
        ):
            continue
        end = match.end()
        if title.count("(") > title.count(")") and fragment.view.startswith(")", end):
            title, end = title + ")", end + 1  # 研学营地(基地): the bracket closes behind the noun
        pieces = [p for p in re.split(r"、|或者|或", title) if p]
        while more := _MORE_TITLES.match(fragment.view, end, fragment.end):
            pieces.append(more["title"])
            end = more.end()
        pieces = on_each_level(pieces)
        values = tuple(pieces) if all(len(p) >= 3 for p in pieces) else (title,)
        told = w.PERIOD.match(fragment.view, match.start(), match.end("by"))
        title_tag(
            fragment,
            told.end() if told else match.start(),  # 上年度新取得: the time is no part of the verb
            end,
            values,
            first="首次" in match.group() or match["first"] == "新" or _newly(match["by"]),
        )


def _newly(before: str) -> bool:
    """企业新【获得】: the words before the verb end in 新, as no 创新 does."""
    return re.search(r"(?<![创更革高最])新$", before) is not None


#: 中关村高新技术企业, 北京市"专精特新"中小企业: a title of a place, not the national one.
_OF_PLACE = re.compile(
    r"(?:^|[^一-鿿]|[的和及或与为得取是属被定对于向由在评入])(?P<place>(?:(?!国家|省级|市级|区级|认定|获|评|取得|符合"
    r"|属于|首次|新|经|通过|对|支持|鼓励|企业|入库|纳入|进入|入围|发布|公布|有效|成为|注册|入选|拥有|列入|[为是在本全该各和及或与以的])[一-鿿]){1,5}"
    r"[村园港山湾城省市区县])[\"']?$"
)


def _place_before(fragment: Fragment, match: re.Match[str]) -> str:
    """The place whose own title this is; 云江市高新技术企业 is a national one held in 云江市."""
    if re.match(r"[\"']?国家", match.group()):
        return ""
    start = max([fragment.start, *[b for _, b in fragment.taken if b <= match.start()]])
    own = _OF_PLACE.search(fragment.view[start : match.start()])
    national = "高新技术企业" in match.group() or "科技型中小企业" in match.group()
    if own is None or (national and own["place"][-1] in "省市区县"):
        return ""
    return fragment.view[start + own.start("place") : match.start()]


def _certified(fragment: Fragment, match: re.Match[str]) -> str:
    """The title as the vocabulary spells it; 绿色食品认证 keeps its last word."""
    if led := led_by(fragment, match):
        return led + match.group()
    if place := _place_before(fragment, match):
        return fragment.text[match.start() - len(place) : match.end()]
    name = fragment.lexicon.canonical(match.group()) or match.group()
    name = _grade_before(fragment, match) + name
    if fragment.view.startswith("认证", match.end()):
        return name + "认证"
    level = _LEVEL.search(fragment.view, fragment.start, match.start())
    # 省级"专精特新"认定: the level belongs to the title
    return level.group() + name if level else name


def _grade_before(fragment: Fragment, match: re.Match[str]) -> str:
    """The digits and letters a title known without them goes on from: 【5】A级物流企业."""
    start = match.start()
    while start > fragment.start and re.match(r"[0-9A-Za-z]", fragment.view[start - 1]):
        start -= 1
    return fragment.view[start : match.start()]


def whole_marks(title: str) -> str:
    """全国工商联"中国民营企业500强, 《安全生产许可证: a mark whose other half is cut off goes."""
    title = title.replace('"', "") if title.count('"') == 1 else title
    if title.count("(") != title.count(")"):
        title = title.partition("(")[0].replace(")", "") or title
    title = re.sub(r'"([^"]*)"', r"“\1”", title)  # folding made both halves alike
    return re.sub("[《》]", "", title) if title.count("《") != title.count("》") else title


#: 「重点引入独角兽企业」, 「围绕龙头企业攻关」: who is dealt with holds the title, not who applies.
_DEALT_WITH = re.compile(
    r"[\W\d]*(?:应当?|须|需|重点|积极|主动|大力|能|能够)*"
    r"(?:引入|引进|招引|围绕|带动|吸引|培育|孵化|联合|面向|聚焦|对接|服务于?)"
    r"(?!.*(?:认定|评为|获得|入选|属于))"
)
#: 「在市协会公布的…名录内」: the list a title is read off.
_PUBLISHED = re.compile(
    r"(?:在|列入|纳入|进入)[^,;。、]{2,30}?(?:发布|公布|公告)的(?:[一-鿿]{2,6}[省市区县])?$"
)


#: 「2025年通过复核的国家级“小巨人”企业」: the review has its time, the title is held.
_REVIEWED = re.compile(r"(?P<what>(?:通过|经)[^,;。、]{0,6}(?:复核|复审|复评))(?:合格)?的$")


def _add_review(fragment: Fragment, passed: re.Match[str]) -> None:
    start, end = fragment.start + passed.start("what"), fragment.start + passed.end()
    begin = period_start(fragment, start)
    if not fragment.free(begin, end):
        return
    tag = DraftTag(
        shape="is",
        name=passed["what"],
        period=own_period(fragment, start) if begin < start else "",
        quote=fragment.quote(begin, end),
    )
    fragment.add(tag, begin, end)


#: 「龙头企业首次获得省质量奖」: the first time is that of the prize behind it.
_FIRST_BEHIND = re.compile(r"(?:的)?首次(?:认定|评定|通过(?:认定|评审)?|获评|入选)(?=$|[,;。的、])")
#: 「再次通过认定的」, 「重新认定的」, 「通过…复审的」: held before, and won once more.
_AGAIN = re.compile(
    r"(?P<again>(?:再次|再度|重新|第二次|二次|连续)(?:通过|获得?|取得|获评|获批|被|经|入选)*(?:认定|评定|评审|评为|命名)?"
    r"|(?:通过|经)(?:复审|复核|复评|复检|重新认定))(?:合格|后)?(?:为|的)*$"
)
_AGAIN_AT = re.compile(r"(?:再次|再度|重新|第二次)(?:被|经|获|通过|取得|入选|列入|认定|评)")
_AGAIN_BEHIND = re.compile(
    r"(?:\"|的|资质|资格|称号|证书)*(?P<again>(?:再次|重新)?(?:复审|复核|复评|重新认定|再次认定|再认定|续展|续期|换证))(?:合格|通过|认证)?"
    r"(?=$|[,;。的后并且])"
)


_FIRST_TIME = re.compile(
    r"首次|(?:^|[^创更革重全])新(?:认定|获|入[选围]|评|取得|增|[列纳]入|晋)|初次"
)


def _again(fragment: Fragment, start: int, end: int) -> DraftTag | None:
    """That a title is won once more, as a fact of its own; whoever wins it first never has."""
    view = fragment.view
    if behind := _AGAIN_BEHIND.match(view, end, fragment.end):
        begin = start
        if verb := re.search(r"(?:通过|经)$", view[fragment.start : start]):
            begin = fragment.start + verb.start()
        name = view[begin : behind.end()]
        return DraftTag(shape="is", name=name, quote=fragment.quote(begin, behind.end()))
    if _AGAIN_AT.match(view, start, end):
        return DraftTag(shape="is", name=view[start:end], quote=fragment.quote(start, end))
    before = _AGAIN.search(view, fragment.start, start)
    if before is None or before["again"] in ("连续", "二次"):
        return None
    quote = fragment.quote(*before.span("again"))
    if re.search(r"认定|评|复|命名", before["again"]):
        return DraftTag(shape="is", name=before["again"], quote=quote)
    whole = fragment.quote(before.start("again"), end)  # 再次获得省质量奖
    return DraftTag(shape="is", name=view[before.start("again") : end], quote=whole)


def attribute_of(values: tuple[str, ...], known: set[str]) -> str:
    """What a title is of: a list, a prize, or the attribute the vocabulary has it under."""
    if all(re.search(r"(?:\d强|百强|榜单?)$", v) for v in values):
        return "入选榜单"
    if all(
        re.search(r"奖$|奖次|奖励$|名次|第[一二三四五六七八]名$|[冠亚季]军$|[金银铜]牌$", v)
        for v in values
    ):
        return "获奖情况"
    return known.pop() if len(known) == 1 else "资质认定"


def title_tag(
    fragment: Fragment,
    start: int,
    end: int,
    values: tuple[str, ...],
    *,
    first: bool = False,
) -> None:
    """Add a title with the verb, the time and the 首次 said around it."""
    if not fragment.free(start, end):
        return
    view = fragment.view
    lead = view[fragment.start : start]
    if _DEALT_WITH.match(lead) or (fragment.residual and _OF_PARTNER.search(lead)):
        return  # the title of somebody else; the whole phrase is one requirement
    passed = _REVIEWED.search(lead)
    if passed:
        _add_review(fragment, passed)
    verb = re.search(
        r"(?P<first>首次|新|初次)?(?:被|获|经|通过)*(?:[^,;。对]{0,12}?)"
        r"(?:认定|评定|评为|授予|获评|获批|获得|取得|入选|列入|遴选|成为|属于|为|是|通过|备案|颁发|核发)+"
        r"(?:认定|评审|备案)?(?:为|成为|的)*$",
        lead,
    )
    again = None if passed else _again(fragment, start, end)
    first = first or re.search(_FIRST_TIME, lead) is not None
    after = re.compile(
        r"(?:\"|'|》)?(?:的)?(?:称号|认定|资格|荣誉称号|荣誉|资质|证书|名单)*(?:证书)?(?:名录库?[内中]?)?"
        r"(?:后|之日起|且在有效期内|并在有效期内|\(有效期内\))?"
    ).match(view, end, fragment.end)
    if after:
        first = first or _FIRST_BEHIND.match(view, after.end(), fragment.end) is not None
        end = after.end()
    begin = start
    period = ""
    if verb and verb.end() - verb.start() <= 24:
        begin = fragment.start + verb.start()
    elif listed := _PUBLISHED.search(lead):
        begin = fragment.start + listed.start()
    head = period_before(fragment, fragment.start, start)
    if head and fragment.free(*head.span()):
        period = head.group()
        begin = min(begin, head.start())
    else:
        follow = w.PERIOD.match(view, end, fragment.end)
        told = follow and fragment.free(*follow.span())
        if follow and told and not _OF_VERB.match(view, follow.end(), fragment.end):
            period, end = follow.group(), follow.end()
    begin = begin if fragment.free(begin, start) else start
    names = {fragment.lexicon.attribute_of(v) for v in values}
    name = attribute_of(values, names)
    tag = DraftTag(
        shape="has",
        name=name,
        values=tuple(whole_names([whole_marks(v) for v in values])),
        first=first and again is None,
        period=period,
        quote=fragment.quote(begin, end),
    )
    for once_more in [again] if again else []:
        begin, end = min(once_more.quote.start, begin), max(end, once_more.quote.end)
        fragment.tags.append((begin, once_more))
    fragment.add(tag, begin, end)
