"""How far a title reaches: 省重点龙头企业 is more than 龙头企业, 高企认定材料 is none."""

from __future__ import annotations

import re

from compiler.extract.language.affixes import whole_names
from compiler.extract.language.fragment import Fragment

#: 高企认定材料, 独角兽集聚区, 首台套综合险: a noun that goes on behind a title is another.
OTHER_NOUN = re.compile(
    r"(?:认定|评定|评审|申[报请]|培育|后备|资源|备案|入库|创建|复核|复审)*"
    r"(?:库|材料|资料|申请书|工作|管理办法|协会|商会|联盟|集聚区|聚集区|集聚地|产业园|创新中心"
    r"|研究院|学院|博物馆|一条街|综合险|保险|保费|责任险|质量险|贷款|贷|债|信用贷|服务机构|服务平台|服务商|孵化|路演|大赛|榜单?评选)"
)
#: 列入首台套装备、新材料首批次产品推广目录: things of one list, and no titles.
IN_CATALOGUE = re.compile(r"(?:、[^,;。的、]{2,16})+(?:目录|清单)(?=$|[,;。的内中])")
#: Titles of a kind of body: which of them it is stands in the words before the kind.
_KIND = re.compile(r"[\"']?(?:龙头|链主|领军|骨干|总部|老字号)")
#: Where the name of such a title begins: behind what is done with it, and whose it is.
_BEFORE = re.compile(
    r"(?:(?:认定|评定|评选|评审|命名|遴选|确认|确定|授予|称|列入|纳入|入选|进入|成|升级|晋升|培育|打造)为?"
    r"|获[评得批]?|取得|评为|作为|成为|属于|符合条件|各类|各级|各|类|家|户|个|名|新增|新|首次|支持|鼓励|引导|推动|促进|发挥|依托|围绕|联合|带动|吸引|引进|引入|招引|面向|对接"
    r"|服务于?|通过|参与|入驻|投资|建设|发展|做大|做强|壮大|加快|加强|重点支持|优先|向|给|对于?|由|与|和|及|或|以及|等|在|的|为|是|以|凡|其|该|被|经|将|把|让|至|到|从|按"
    r"|[本我全各][省市区县旗镇州盟]|辖?[区市县省境]内|在[京沪津渝]|企业|单位|机构|公司|主体|国内|我国|全国|国家级|省级|市级|区级|县级|自治区级)"
)
_WORDS = re.compile(r"[一-鿿]{1,12}$")


_HEADS = (
    r"(?:产品|食品|之乡|企业|中心|平台|基地|园区|称号|认证|标识|标志|商标|品牌|奖|工厂|车间"
    r"|示范[村社户区点店]|老字号|街区|民宿|农场|名录|证书|许可证)"
)
_JOINED = r"(?:、|或者|或|以及|和|及)"
#: 获得地理标志农产品、【绿色食品】认证: what stands in one list with a title is one too.
_BESIDE = re.compile(
    r"(?:获得|取得|获评|荣获|通过|获批|入选|列入|(?:认定|评定|评选|命名|授予|评)为)(?:过|了)?"
    rf"(?P<names>(?:[^,;。、的或和及与\d\s()]{{1,12}}{_HEADS}{_JOINED})+)$"
)


def beside(fragment: Fragment, start: int) -> tuple[int, tuple[str, ...]]:
    """Where the list begins whose last member is a known title, and its members before that."""
    lead = fragment.view[fragment.start : start]
    listed = _BESIDE.search(lead)
    if listed is None:
        return start, ()
    begin = fragment.start + listed.start("names")
    if not fragment.free(begin, start):
        return start, ()
    names = [n for n in re.split(_JOINED, listed["names"]) if n]
    return begin, tuple(names)


#: 入选《全球工业观察》灯塔工厂: whose list it is belongs to the name of the title.
_OF_LIST = re.compile(r"(?:入选|入围|上榜|登上|跻身|进入|评为|荣获)(?P<list>《[^《》]{2,20}》)$")


def led_by(fragment: Fragment, match: re.Match[str]) -> str:
    """The words a title of a kind of body begins with: 【产业链】龙头企业, 【外贸】总部企业."""
    if listed := _OF_LIST.search(fragment.view, fragment.start, match.start()):
        return listed["list"]
    if not _KIND.match(match.group()) or match.group()[0] in "\"'":
        return ""
    start = max([fragment.start, *[b for _, b in fragment.taken if b <= match.start()]])
    words = _WORDS.search(fragment.view, start, match.start())
    if words is None:
        return ""
    begin = words.start()
    for stop in _BEFORE.finditer(fragment.view, words.start(), match.start()):
        begin = stop.end()
    if begin > fragment.start and fragment.view[begin - 1] in "和及或、与":
        return ""  # 装备和软件总部企业: a list of trades, of which one would be left
    led = fragment.view[begin : match.start()]
    return led if len(led) >= 2 else ""


#: 「区、市、省政府质量奖」: the levels before a title whose own is the last of them.
_LEVELS_BEFORE = re.compile(r"(?:(?:国家|省|市|区|县)级?(?:、|和|或者?|及))+$")
_OWN_LEVEL = re.compile(r"(?:国家|省|市|区|县)级?")


def levels_before(fragment: Fragment, start: int, value: str) -> tuple[int, tuple[str, ...]] | None:
    """Where a list of levels before a title begins, and the title on each of them."""
    listed = _LEVELS_BEFORE.search(fragment.view, fragment.start, start)
    own = _OWN_LEVEL.match(value)
    if listed is None or own is None or not fragment.free(*listed.span()):
        return None
    more = [n for n in re.split(r"、|和|或者?|及", listed.group()) if n]
    tail = "级" if own.group().endswith("级") else ""
    levels = [n.removesuffix("级") + tail for n in more]
    rest = value[own.end() :]
    return listed.start(), (*(level + rest for level in levels), value)


def on_each_level(names: list[str]) -> list[str]:
    """国家、省、市各级孵化器: the title on each of the levels named before it."""
    levels = len(names) > 1 and all(_OWN_LEVEL.fullmatch(name) for name in names[:-1])
    return whole_names(names) if levels else names
