"""Kinds of bodies in one list, each as written: 种植水稻的【农户、家庭农场和农业企业】.

A list says who applies where it ends a description, or opens what somebody does. One kind the
vocabulary lacks is no less a kind than those beside it: none of them may be lost.
"""

from __future__ import annotations

import re

from compiler.extract.conditions.kinds import NEW_TRADE
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, node_quotes
from compiler.extract.language.doers import DOES
from compiler.extract.language.fragment import Fragment

#: Nouns that end the name of a legal person, a household or a shop, and of no title.
_NOUN = (
    r"(?:企业|公司|机构|单位|农场|合作社|供销社|旅行社|服务社|联社|村集体|经济组织|社会组织|行业组织|协会|商会|学会|联盟|联合会|基金会"
    r"|院校|高校|学校|学院|院所|研究院|研究所|事务所|医院|诊所|药店|卫生院|卫生室|幼儿园|托育园|养老院|敬老院|福利院"
    r"|酒店|饭店|宾馆|民宿|景区|场馆|博物馆|美术馆|书店|影院|剧院|剧场|商场|超市|门店|餐厅|车队|船队|剧团|院团|团体|银行|典当行"
    r"|个体工商户|(?<=[殖植养种蜂禽畜粮果菜茶烟棉药渔牧场农商大业])户|[牧渔林茶果猪牛羊鸡]场|养殖场|种植场|加工厂|作坊|中心|基地|平台|园区|实验室|孵化器|工作室|工作站)"
)
#: Of these some are bodies, and others are what a body was named or has built.
_OR_TITLE = re.compile(r".*(?:中心|基地|平台|园区|实验室|孵化器|工作室|工作站)")
_NAMED_OR_BUILT = re.compile(
    r"认定|获|评|入选|命名|授予|备案|建[设成立]|新建|设立|搭建|打造|级|运营|管理"
)
_MEMBER = (
    r"(?![本我全][省市区县]|[省市区县]内|(?<=[本我全])[省市区县])(?:(?!给予|予以|应当|可以|申[报请])[^,;。、的()\d\s为与向在被以将把由从到经获对和及或]){0,10}?"
    rf"{_NOUN}(?=$|[,;。、的和及或()等]|{DOES})"
)
_JOIN = r"(?:、|和|以及|及|或者|或)"
_ROW = re.compile(rf"(?P<row>{_MEMBER}(?:{_JOIN}{_MEMBER})+)")
#: What may stand behind the list: its common name, a remark, or what they do.
_BEHIND = re.compile(
    r"(?:等)?(?:各类|有关|相关)?(?:经营主体|市场主体|主体|单位|机构|社会组织|组织)?(?:\([^()]*\))?的?[,;。\s]*$"
    rf"|(?:等)?(?:各类|有关|相关)?(?:经营主体|市场主体|主体|单位|机构|组织)?{DOES}"
)
#: The list opens the piece, or ends a description of those it lists.
_BEFORE = re.compile(
    r"(?:^[\W\d一二三四五六七八九十]*|[的:])(?:对于?|凡|支持|鼓励|引导|各类|符合条件的?|(?:本|全|我)[省市区县](?:内|范围内)?的?)*$"
)
#: 「服务本区的医院、学校」: with whom something is done, not who applies.
_DEALS_WITH = re.compile(
    r"(?:与|同|联合|会同|面向|对接|服务于?|带动|联结|帮助|孵化|引进|引入|招引|委托|向|为|给)[^,;。的]{2,16}的$"
)
#: Known by a title, a size, an owner or a trade: the patterns of those read it.
_SPECIAL = re.compile(
    r"级|国家|重点|认定|授牌|挂牌|高新|龙头|专精|独角兽|瞪羚|冠军|老字号|示范|试点|总部|上市|骨干|规模以上|规上|限额以上|限上|小微|中小|大型|中型"
    r"|小型|微型|民营|国有|外资|外商|(?<!村)集体(?!经济)|科技型|创新型|领军|链主|入[库围]|在孵|(?<![农渔牧林])业(?=企业)"
)
_ANYBODY = re.compile(r"(?:有关|相关|各类|申报|用人|项目)*(?:企业|机构|单位|公司|社会组织)")


def kinds_in_a_row(fragment: Fragment) -> None:
    """Each member of a list of bodies is a kind of those who apply."""
    for match in fragment.search(_ROW):
        before = fragment.view[fragment.start : match.start()]
        if not _BEFORE.search(before) or _DEALS_WITH.search(before):
            continue
        if not _BEHIND.match(fragment.view, match.end(), fragment.end):
            continue
        members = _members(fragment, *match.span("row"))
        names = [fragment.view[a:b] for a, b in members]
        if all(_ANYBODY.fullmatch(name) for name in names):
            continue
        special = any(_SPECIAL.search(name) for name in names)
        if any(_OR_TITLE.fullmatch(name) for name in names) and (
            special or _NAMED_OR_BUILT.search(before)
        ):
            continue
        fragment.rows.append(match.span("row"))
        if not special:
            members = [match.span("row")]
        for a, b in members:
            kinds = tuple(fragment.view[x:y] for x, y in _members(fragment, a, b))
            if not _SPECIAL.search(kinds[0]) or len(kinds) > 1:
                quote = fragment.quote(a, b)
                trades = [NEW_TRADE.fullmatch(kind) for kind in kinds]
                name = "所属行业" if all(trades) else "主体类型"  # 花卉企业和园艺企业: trades
                if all(trades):
                    kinds = tuple(kind.removesuffix("企业") for kind in kinds)
                tag = DraftTag(shape="one_of", name=name, values=kinds, quote=quote)
                fragment.add(tag, a, b)
        return


def any_of_row(fragment: Fragment, nodes: list[DraftNode]) -> list[DraftNode]:
    """Whoever is one of a list applies, by his kind, his title, his size or his trade."""
    for start, end in fragment.rows:
        inside = [
            n for n in nodes if all(start <= q.start and q.end <= end for q in node_quotes(n))
        ]
        if len(inside) < 2:
            continue
        sides = [
            side
            for n in inside
            for side in (n.of if isinstance(n, DraftGroup) and n.join == "any" else (n,))
        ]
        at = nodes.index(inside[0])
        rest = [n for n in nodes if n not in inside]
        nodes = [*rest[:at], DraftGroup(join="any", of=tuple(_as_one(sides))), *rest[at:]]
    return nodes


def _as_one(sides: list[DraftNode]) -> list[DraftNode]:
    """社会组织或个体工商户 beside a size: the kinds of bodies stay one leaf."""
    result: list[DraftNode] = []
    for side in sides:
        last = result[-1] if result else None
        if (
            isinstance(last, DraftTag)
            and isinstance(side, DraftTag)
            and last.shape == side.shape == "one_of"
            and last.name == side.name == "主体类型"
        ):
            values = (*last.values, *(v for v in side.values if v not in last.values))
            result[-1] = last.model_copy(update={"values": values})
        else:
            result.append(side)
    return result


def _members(fragment: Fragment, start: int, end: int) -> list[tuple[int, int]]:
    joints = [m.span() for m in re.compile(_JOIN).finditer(fragment.view, start, end)]
    edges = [start, *(edge for joint in joints for edge in joint), end]
    return list(zip(edges[::2], edges[1::2], strict=True))
