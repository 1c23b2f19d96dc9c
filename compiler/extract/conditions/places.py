"""Where somebody is registered, pays taxes, works or lives: 注册地在本区, 本市户籍, 在本市就业."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftTag, Quote
from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment
from rules.region import place_names

_PLACE_PROPERTY = (
    r"(?:(?:企业|公司|工商|商事|商事主体|法定|主要)?(?:登记)?(?:注册|登记)(?:登记|注册)?(?:地址|地"
    r"|住所|关系)?(?:所在地)?"
    r"|税[务收](?:登记|征管|户管|缴纳)?(?:关系|登记)?(?:地|所在地|归属地)?"
    r"|纳税(?:登记|关系)?(?:地|所在地)?|统计(?:关系|登记|隶属关系)?(?:地|所在地)?"
    r"|(?:实际|主要|生产)*(?:经营|办公|运营)(?:地址|地点|场所|地|所在地)+"
    r"|(?:企业|公司|法定|主要)?住所(?:地|所在地)?"
    r"|(?:就读|毕业|所在)?(?:学校|院校)(?:所在地)?"
    r"|(?:社保|社会保险|参保)(?:缴纳|关系|缴费)?(?:地|关系|所在地)"
    r"|项目(?:实施|建设|所在|落地)(?:地点|地)?|实施(?:地点|地)|工商(?:关系|(?=、|和|与|及)))"
)
_ACT = (
    r"(?:登记注册|注册登记|注册成立|注册|登记|设立|成立|纳税|缴纳税[款收]|纳统|缴税|统计"
    r"|(?:从事|开展)(?:生产经营|经营|生产)(?:活动)?|生产经营|经营(?:活动)?)"
)
#: 在本市范围内(含合作区,下同)登记注册
_REMARK = r"(?:\([^()]*\))?"
_PLACE_LIST = re.compile(
    rf"(?<!户[籍口])(?P<list>{_PLACE_PROPERTY}(?:(?:、|及|和|与|以及){_PLACE_PROPERTY})*)(?:均|都|应|须|需)*"
    rf"(?:在|位于|属于?|为|隶属于?|落在|设在|归属)(?P<region>{w.REGION}){w.REGION_TAIL}"
)
_DO_IN_PLACE = re.compile(
    rf"(?:在|(?<![用投])于)(?P<region>{w.REGION}){w.REGION_TAIL}{_REMARK}"
    r"(?:已|新|依法|合法|按规定|办理|进行|完成|取得|的|实际|正常)*"
    # 办理工商、税务登记: registered with either
    r"(?P<acts>(?:(?:工商|商事)(?:、|和|及|与)(?=(?:税务|纳税|统计)登记))?"
    rf"(?:工商|商事|法定|税务)?(?:{_ACT}|实施|建设)(?:手续)?(?![一-鿿]{{0,4}}[额\d]|时间|年限|期限)"
    # 在本区登记注册、依法纳税: what behind a joint is done by law is done anywhere
    r"(?:(?!(?:、|并|且|和|及|以及|,)依法(?:纳税|缴税|缴纳税))"
    r"(?:、|并|且|和|及|以及|,)?(?:已|依法|合法|按规定|正常|实际|办理)*(?:工商|商事|税务)?"
    rf"{_ACT}(?:手续)?(?!时间|年限|期限))*)(?:的)?"
)
#: 「在本区…、纳入本区统计」: whose statistics somebody is counted in.
_COUNTED_IN = re.compile(
    rf"(?:依法|并|且|、)*(?P<acts>纳入|进入|录入)(?:国家)?(?:统计局)?(?P<region>{w.REGION}){w.REGION_TAIL}"
    r"(?:的)?统计(?:范围|体系|库|名录库|核算|口径|部门)?(?!学|规上|规模)"
)
_DONE_IN = re.compile(
    rf"(?<!户[籍口])(?P<acts>(?:登记注册|注册登记|注册|登记|设立|落户|实际经营))(?:在|于)(?P<region>{w.REGION})"
    rf"{w.REGION_TAIL}"
)
#: 「在云江注册」: a place by its short name, told by nothing but what is done there.
_BY_SHORT_NAME = re.compile(
    r"(?:在|于)(?P<region>(?![本我全该其各同])(?![^,;。]{0,2}(?:[上外内下中]|境|部门|民政|工商|税务|[当异属本]地|车管|系统|平台|园区|协会|中心|机构|证监|商标))"
    rf"{w.PLACE_LETTER}{{2,3}})(?P<acts>(?:依法|合法)?(?:登记注册|注册登记|注册成立|注册|纳税|缴税|落户)(?:、|并|且|和|及)?(?:依法)?(?:纳税|缴税|纳统|统计)?)"
    r"(?=$|[,;。、的并且和及入])"
)
#: 「在本市行政区域内具有独立法人资格」: a legal person is one where it is registered.
_SEATED = re.compile(
    rf"(?:在|于)(?P<region>{w.REGION})(?:行政区域|行政区划|辖区|范围|境)内(?=(?:的)?(?:依法)?(?:具有|具备|拥有)?"
    r"独立(?:企业|事业)?法人)"
)
_PLACE_FIRST = re.compile(
    r"(?P<region>本市|本区|本县|本省|我市|我区|我县|本辖区|(?![对在为于向凡由以将从与和及])(?:(?![的在])[一-鿿]){2,4}[市区县])(?:行政区域|辖区)?"
    r"(?:内)?(?:的)?(?:依法)?(?P<acts>登记注册|注册登记|注册|登记|设立)(?:的|成立的)?(?=[一-鿿])"
)
#: 「纳入本区统计」, 「产值纳入我市统计范围」.
_COUNTED_IN = re.compile(
    rf"(?:(?:产值|营业收入|销售额|营收|主营业务收入|数据)(?:已|须|应)?)?(?:依法)?(?:纳入|列入)(?P<region>{w.REGION})"
    r"(?P<acts>统计)(?:部门|局)?(?:的)?(?:联网直报|核算)?(?:范围|平台)?(?=$|[,;。、的且并和])"
)
#: 本市户籍80周岁以上老年人: the figure behind the household is an age.
_AGED = r"\d{0,2}\s*(?:\(不?含\))?\s*(?:周?岁|[-至到~]\s*\d)"
_HOUSEHOLD = re.compile(
    rf"(?P<not>不(?:具有|属于|是)|未取得|没有|非)?(?:具有|拥有|持有|属于|为|是)?"
    rf"(?P<region>{w.REGION})(?:城镇|农村|常住|居民)*"
    # 本市户籍员工占比 is a figure of the employer's, not where somebody's household is
    rf"(?P<what>户籍|户口|学籍)(?![^,;。、]{{0,10}}(?:占|比例|人数|不[少低]于|\d(?!{_AGED})))(?:居民|人员|人口|的)?"
    rf"|(?:户籍|户口)(?:地|所在地)?(?:登记|落户?|迁入)?(?P<not2>不)?(?:在|为|属|于|到|至)(?P<region2>{w.REGION}){w.REGION_TAIL}"
)
_LIVING = re.compile(
    rf"(?:在|常住|居住(?:在|于)?)(?P<region>{w.REGION}){w.REGION_TAIL}"
    r"(?P<act>(?:长期|实际|经常|稳定)?(?:居住|常住|生活)|就业|工作|创业|就读)?(?![一二三四五六七八九十\d满])"
)
#: 父母一方具有本市户籍: a fact of somebody else, named as written.
OF_OTHERS = re.compile(r"(?:父母|父亲|母亲|监护人|配偶|子女)[^,;。]{0,8}$")
_ACTS = (
    # 税务登记 is about taxes: what is registered is asked before the registering.
    (r"学校|院校", "就读学校所在地"),
    (r"社保|社会保险|参保", "就业所在地"),
    (r"实施|建设|项目", "项目实施地"),
    (r"税", "税务关系所在地"),
    (r"纳统|统计|纳入|进入|录入", "统计关系所在地"),
    (r"经营|办公|运营|生产", "实际经营地"),
    (r"注册|登记|设立|成立|落户|住所|工商", "注册地"),
)


_BOTH = re.compile(r"(?:依法)?(?:登记注册|注册登记|注册|登记)(?:依法)?(?:纳税|缴税)")


def _act_names(acts: str) -> list[str]:
    names: list[str] = []
    for piece in re.split(r"、|并|且|和|及|与|,|以及", acts):
        if _BOTH.fullmatch(piece):
            names.extend(("注册地", "税务关系所在地"))  # 注册纳税: done both
        elif found := [name for pattern, name in _ACTS if re.search(pattern, piece)]:
            names.append(found[0])
    return list(dict.fromkeys(names))


#: 「青屏石材产业示范区(以下简称石材示范区)」: the name the text goes on with.
_SHORT = re.compile(r"\(以下(?:统一)?(?:简称|称)[:为]?[\"']?(?P<name>[一-鿿]{2,12})[\"']?\)")


def short_place(said: str, region: str) -> str:
    """The abbreviation that the text introduces beside a place, or the place as written."""
    short = _SHORT.search(said)
    return short["name"] if short else region


_ROLE = (
    r"[^,;。、的或和\d]{0,6}?(?:(?:起草|承担|建设|实施|运营|完成|牵头|申[报请领]|承办|主办|组织|投资|管理|经营|承建|编制|研制|用人"
    r"|参保|受益|获奖|改造|购买|购置|租赁)(?:单位|主体|企业|机构|人|方)|权利?人|持有人|所有人|负责人|申请人|法人单位)"
)
#: 「专利权人或者标准起草单位注册地址在本区」: in what part whoever applies is there, no condition.
_IN_ROLE = re.compile(rf"{_ROLE}(?:(?:、|或者|或|和|及){_ROLE})*(?:的)?$")


def _subject(fragment: Fragment, start: int) -> None:
    """Take the words right before a place that only name the part of whoever applies."""
    left = max([fragment.start, *[b for _, b in fragment.taken if b <= start]])
    if named := _IN_ROLE.match(fragment.view[left:start]):
        fragment.take(left, left + named.end())


def _told_elsewhere(fragment: Fragment, region: str) -> str:
    """在松湖区注册、纳入本区统计: 本区 is the one named in the same words."""
    if region[:1] not in "本我" or len(region) != 2:
        return region
    named = re.search(
        rf"在((?![本我])[一-鿿]{{2,6}}{region[1]})(?:登记|注册|依法|设立)",
        fragment.view[max(0, fragment.start - 40) : fragment.end],
    )
    return named[1] if named else region


_BODY = (
    r"(?:企业|公司|机构|单位|法人|个体工商户|合作社|高校|高等院校|院校|院所|研究院|医院|学校|协会|商会|联盟|团队|银行|平台|园区|载体"
    r"|组织|主体|农户|大户|商户|合作联社|农场|旅行社|酒店|景区|基地)"
)
#: 「本市企业」, 「区内检测机构」, 「在京单位」: a body said by its place is registered there.
_BODY_OF = re.compile(
    r"(?P<lead>\s*(?:对于?|凡|支持|鼓励|引导|推动|由)*(?:符合条件的)?)"
    r"(?P<place>(?P<own>本市|本区|本县|本省|我市|我区|我县|我省|区内|市内|县内|省内)"
    r"|在(?P<city>[京沪津渝])|(?P<named>(?!(?:对|全|各|其|某)[市区县])[一-鿿]{2,4}[市区县]))"
    r"(?P<within>(?:行政区域|行政区划|辖区|区域)?(?:范围)?内?)的?(?=(?P<done>(?:(?:经|依法)[^,;。、的\d()]{1,8}的)?))(?P=done)(?:各类|有关|相关)?(?!户籍|户口|居民|考生|学生)(?P<kind>[^,;。、的\d()]{0,10}?)"
    rf"(?P<body>{_BODY})(?!股份|债|[一-鿿]{{0,6}}(?:基地|名录|名单|清单|中心|联合会|集群|占比|数量|数))"
)
_CITIES = {"京": "北京市", "沪": "上海市", "津": "天津市", "渝": "重庆市"}


def _bodies_of(fragment: Fragment) -> None:
    """本市企业 as those who apply: at the start of what is said, or as what it ends with."""
    at = [fragment.start]
    behind = fragment.view.rfind("的", fragment.start, fragment.end)
    if behind > fragment.start:
        at.append(behind + 1)
    for position in at:
        match = _BODY_OF.match(fragment.view, position, fragment.end)
        if match is None or (position != fragment.start and match.end() < fragment.end - 1):
            continue
        named = match["named"]
        if named and (
            named not in place_names()
            or fragment.lexicon.titles.search(fragment.view, match.start("kind"), match.end())
            or re.search("[\"']", match["kind"])
        ):
            continue  # 云江市"专精特新"中小企业: the place is part of a title
        own = match["own"] or ""
        place = f"本{own[0]}" if own.endswith("内") else own
        place = place or _CITIES.get(match["city"] or "", "") or named
        start = match.start("place")
        anybody = ("企业", "公司", "机构", "单位", "主体", "法人")
        plain = match["body"] in anybody and not match["kind"]
        end = match.end() if plain else match.end("within")
        tag = DraftTag(
            shape="one_of", name="注册地", values=(place,), quote=fragment.quote(start, end)
        )
        if fragment.free(start, end):
            fragment.add(tag, start, end)


#: 「本市行政区域范围内建成的加氢站」: where somebody is, or where what is paid for stands.
_WITHIN = re.compile(
    rf"\s*(?:对于?|凡)?(?P<place>(?:在)?(?P<region>{w.REGION})(?:行政区域|行政区划|辖区)(?:范围)?内)"
    r"(?:的)?(?!依法|登记|注册|设立|成立|纳税|从事|经营|生产|统计|(?:长期|实际|经常|正常|稳定)*(?:居住|常住|生活|就业|工作|创业|就读))(?=[^,;。]{4,})"
)
_STANDS = re.compile(
    r"的[^,;。的]{0,14}(?:项目|工程|设施|站|桩|厂房|楼宇|房屋|建筑|公寓|小区|园|路|桥|管网|车辆|船舶|活动|展会|赛事|演出)\s*$"
)


def _within(fragment: Fragment) -> None:
    match = _WITHIN.match(fragment.view, fragment.start, fragment.end)
    if match is None or not fragment.residual or not fragment.free(*match.span("place")):
        return
    stands = _STANDS.search(fragment.view, match.end(), fragment.end)
    tag = DraftTag(
        shape="one_of",
        name="项目实施地" if stands else "注册地",
        values=(match["region"],),
        quote=fragment.quote(*match.span("place")),
    )
    fragment.add(tag, *match.span("place"))


_OF_A_THING = re.compile(
    r"(?:车辆?|船舶?|设备|产品|商标|专利|商品|药品|货物|器械|证书|房屋|房产|商品房|住房|场地|资产|飞机|航空器|作品|品种|商铺|门店|合同|牌照)(?:均|应当?|须|需|已|在|未|没有|尚)*$"
)


#: 「未在本区登记的，不予支持」: who is elsewhere, and not who is here.
_DENIED = re.compile(r"(?:尚|仍)?(?:未曾?|没有|并非|不)(?:依法|按规定|实际)?$")


def regions(fragment: Fragment) -> None:
    """Places of registration, taxes and statistics; then household; then living and work."""
    _bodies_of(fragment)
    for pattern, group in (
        (_PLACE_LIST, "list"),
        (_DO_IN_PLACE, "acts"),
        (_DONE_IN, "acts"),
        (_BY_SHORT_NAME, "acts"),
        (_COUNTED_IN, "acts"),
        (_PLACE_FIRST, "acts"),
        (_COUNTED_IN, "acts"),
    ):
        for match in fragment.search(pattern, over_asides=True):
            if _OF_A_THING.search(fragment.view, fragment.start, match.start()):
                continue  # 车辆在本县登记: the car is, whoever owns it
            denied = _DENIED.search(fragment.view, fragment.start, match.start())
            start = denied.start() if denied else match.start()
            quote = fragment.quote(start, match.end())
            quote = Quote(text=quote.text.removesuffix("的"), start=quote.start)
            place = short_place(match.group(), _told_elsewhere(fragment, match["region"]))
            tags = [
                DraftTag(
                    shape="one_of", name=name, values=(place,), negated=bool(denied), quote=quote
                )
                for name in _act_names(match[group])
            ]
            if denied and len(tags) > 1:  # 未在本区注册并纳税: one of the two is missing
                fragment.tags.append((start, DraftGroup(join="any", of=tuple(tags))))
            else:
                fragment.tags.extend((start, tag) for tag in tags)
            fragment.take(start, match.end())
            _subject(fragment, match.start())
    _within(fragment)
    for match in fragment.search(_SEATED):
        tag = DraftTag(
            shape="one_of",
            name="注册地",
            values=(match["region"],),
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())
    for match in fragment.search(_HOUSEHOLD):
        if OF_OTHERS.search(fragment.view, fragment.start, match.start()):
            continue
        region = match["region"] or match["region2"]
        tag = DraftTag(
            shape="one_of",
            name="就读学校所在地" if match["what"] == "学籍" else "户籍所在地",
            values=(region,),
            negated=bool(match["not"] or match["not2"]),
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())
    for match in fragment.search(_LIVING):
        if OF_OTHERS.search(fragment.view, fragment.start, match.start()):
            continue
        act = match["act"] or ""
        name = (
            "就业所在地"
            if act in ("就业", "工作")
            else "就读学校所在地"
            if act == "就读"
            else "居住地"
        )
        if not act and not match.group().startswith(("居住", "常住")):
            continue
        if act == "创业":
            continue
        tag = DraftTag(
            shape="one_of",
            name=name,
            values=(match["region"],),
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())
