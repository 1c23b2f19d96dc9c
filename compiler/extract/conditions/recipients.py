"""Who may apply: kinds of entity, sizes, owners, trades, education."""

from __future__ import annotations

import re
from itertools import pairwise

from compiler.extract.drafts import DraftGroup, DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment


def choice(fragment: Fragment) -> None:
    """A phrase that is nothing but options of one choice: 小学, 初中 → 就读学段."""
    bare = re.compile(
        r"\s*(?:对|属于|为)?(?P<list>[^,;。\d]{2,24}?)(?:学生|学段|阶段)?的?\s*$"
    ).match(fragment.view, fragment.start, fragment.end)
    if not bare:
        return
    words = re.split(r"、|和|或者|或|及", bare["list"])
    if words == ["企业"]:
        return
    labels = {fragment.lexicon.enums.get(word, "") for word in words}
    if len(labels) == 1 and (label := labels.pop()):
        tag = DraftTag(
            shape="one_of",
            name=label,
            values=tuple(words),
            quote=fragment.quote(fragment.start, fragment.end),
        )
        fragment.add(tag, fragment.start, fragment.end)


#: 普惠性民办幼儿园: what says which of a kind belongs to the name.
_KIND = (
    r"(?:公办|民办|公建民营|普惠性|非营利性|营利性|公益性|社区|农村|乡镇)?(?:企事业单位|"
    + "|".join(w.ENTITY_TYPES)
    + ")(?!应届|毕业|在校|学生|学历|教师|全日制|本科|大专|硕士|博士|研究生|[^,;。、的]{1,6}毕业生"
    + r"|(?:\([^()]*\)|\s+)(?:全日制|本科|大专|硕士|博士|研究生))"
)
_ENTITY = re.compile(rf"{_KIND}(?:(?:、|和|或者|或|及|以及|\(|\)|等)+{_KIND})*")
#: 在本市幼儿园就读: where somebody is, not what kind of entity applies.
_WHERE = re.compile(
    r"(?:(?:在|于|入住|就读|任职|进入|到)(?:(?!登记|注册|成立|设立)[^,;。的]){0,8}|所[创开兴]?办的?|名下的?)$"
)
_TRADE = r"[^的,;:。、\d\s()对且]{1,12}?(?<![企行就创事毕作专失从])业"
_INDUSTRY = re.compile(
    rf"(?:从事|主营)(?P<done>{_TRADE}(?:(?:、|和(?!信)|或者|或|及){_TRADE})*)(?:经营|活动)?(?:的)?"
    r"(?=$|[,;。且]|企业|单位)"
    rf"|(?:属于)?(?P<names>{_TRADE}(?:(?:、|和(?!信)|或者|或|及){_TRADE})*)(?:领域|行业|类)?(?:的)?"
    r"(?:企业|单位)"
)
_SIZE = re.compile(
    r"(?<!全国)(?P<size>(?:[大中小微]型(?:企业)?(?:、|和|及|或者?|以及))+[大中小微]|大中小微|中小微|中小|小微|小型微型|大中型|大型|中型|小型|微型)型?"
    r"(?:民营|工业|科技)?企业(?!股份|集合|私募|债|票据|公共|服务|特色|发展|划型|主管|融资|信用|园|产业园|孵化|创业园|基地|集聚区|名录|贷款)"
)
_SIZE_NAME = r"(?:大中小微|中小微|中小|小微|大型|中型|小型|微型|小型微型)型?(?:企业)?"
#: 「符合《中小企业划型标准规定》的小型企业或微型企业划型标准」: the sizes, not the document's name.
_SIZE_BY = re.compile(
    rf"(?:符合|属于)(?:《[^《》]{{4,40}}》(?:\([^()]*\))?|国家(?:有关)?中小企业划型标准(?:规定)?)?(?:规定|确定|要求)?的?(?P<sizes>{_SIZE_NAME}"
    rf"(?:(?:、|或者|或|和|及){_SIZE_NAME})*)(?:(?:划型|划分)(?:标准|规定)(?:的企业)?|(?=$|[,;。的]))"
)
_SIZES = {"大": "大型", "中": "中型", "小": "小型", "微": "微型"}


#: 「与高校、科研院所签订协议」: who somebody deals with, not who applies.
_DEALS_WITH = re.compile(
    r"(?:与|同|联合|会同|面向|对接|服务|引进|引入|依托|委托|聘请|帮助|吸引|孵化|吸纳|向|为|由)"
    r"(?:在|本市|本区|其他|其它|相关|各类|国内外|知名|有关|省内外|境内外)*$"
)
#: 「…等工作经历」, 「…合作」: kinds of bodies inside what is asked.
_INSIDE = re.compile(
    r"等?(?:的)?(?:工作|任职|从业|就职|就业|合作|共建|背景|经历|资源|专家|渠道|联合体)"
)


def _beside_the_point(fragment: Fragment, start: int, end: int) -> bool:
    """Whether kinds of bodies are named as partners, clients or former employers."""
    after = fragment.view[end : fragment.end].strip(" ,;。")
    if _INSIDE.match(after):
        return True
    before = fragment.view[fragment.start : start]
    return len(after.removeprefix("等").strip("的")) >= 2 and bool(_DEALS_WITH.search(before))


_SIZED = re.compile(r"(?P<size>大中小微|中小微|中小|小微|小型微型|大中型|大型|中型|小型|微型)型?$")


def _sized_or_kind(fragment: Fragment, sized: re.Match[str], kinds: list[str], end: int) -> None:
    quote = fragment.quote(sized.start(), end)
    sizes = tuple(_SIZES[c] for c in sized["size"] if c in _SIZES)
    size = DraftTag(shape="one_of", name="企业规模", values=sizes, quote=quote)
    if not kinds:
        fragment.add(size, sized.start(), end)
        return
    kind = DraftTag(shape="one_of", name="主体类型", values=tuple(kinds), quote=quote)
    fragment.add(DraftGroup(join="any", of=(size, kind)), sized.start(), end)


#: 「符合国家中小企业划型标准的」 only says who tells the sizes apart.
_BY_SCALE = re.compile(
    r"(?:符合|按照?|依据|根据)(?:(?:国家|现行|有关|关于|规定的?)|《[^《》]{4,40}》)*(?:大?中小微?(?:型)?企业)?(?:划型|划分)"
    r"(?:标准|规定)+(?:认定|确定|划分)?的?,?(?=[^,;。]{0,6}?[大中小微]+型?企业)"
)
_SERVED = re.compile(
    r"(?:为|向|给|面向|服务于?)(?:本[省市区县]|[^,;。、的\d]{2,4}[省市区县])?(?:的|内)*$"
)
_DONE_FOR = re.compile(
    r"(?:、[^,;。、]{2,10}|和[^,;。、]{2,10})*等?(?:提供|发放|开展|办理|融资|放贷|贷款|授信|投放|减免|减收|降低|购买|出具)"
)


def _sizes(fragment: Fragment) -> None:
    """小微企业, but not those something is done for."""
    for match in fragment.search(_BY_SCALE):
        fragment.take(*match.span())
    for match in fragment.search(_SIZE):
        if _SERVED.search(fragment.view, fragment.start, match.start()) and _DONE_FOR.match(
            fragment.view, match.end(), fragment.end
        ):
            continue  # 为小微企业提供担保: for whom something is done
        sizes = tuple(_SIZES[c] for c in match["size"] if c in _SIZES)
        tag = DraftTag(
            shape="one_of", name="企业规模", values=sizes, quote=fragment.quote(*match.span())
        )
        fragment.add(tag, *match.span())


#: 「由改造单位或者节能服务公司申报」: who is to apply.
_APPLIES = re.compile(
    r"(?<![一-鿿])(?:应当?|须|需|统一|可)*由(?P<who>[^,;。、的\d()]{2,14}?(?:(?:、|和|或者?|及)[^,;。、的\d()]{2,14}?)*)"
    r"(?:作为(?:申[报请])?主体(?:进行)?)?(?:统一|负责|自行)?(?:申[报请领]|提出申[请报]|作为申[报请]主体)\s*$"
)
_NO_KIND = re.compile(
    r"(?:申[报请领]|所在|项目|牵头|承担|建设|实施|符合|各|本|相关|有关|法定|其中|一方|双方|街道|镇|区|县|市|部门|企业$|单位$|个人$).*"
)


def _applies(fragment: Fragment) -> None:
    for match in fragment.search(_APPLIES):
        names = [n for n in re.split(r"、|和|或者|或|及", match["who"]) if n]
        if any(_NO_KIND.match(n) for n in names):
            continue
        quote = fragment.quote(*match.span("who"))
        tag = DraftTag(shape="one_of", name="主体类型", values=tuple(names), quote=quote)
        fragment.add(tag, *match.span())


def entities(fragment: Fragment) -> None:
    """主体类型, 企业规模 and 所属行业 as named; 企业 alone says nothing."""
    _applies(fragment)
    for match in fragment.search(_ENTITY):
        names = [
            name
            for kind in re.findall(_KIND, match.group())
            for name in (("企业", "事业单位") if kind == "企事业单位" else (kind,))
        ]
        if (
            names == ["企业"]
            or _WHERE.search(fragment.view, fragment.start, match.start())
            or _beside_the_point(fragment, *match.span())
        ):
            continue
        start = match.start()
        if names[0] == "企业" and (sized := _SIZED.search(fragment.view, fragment.start, start)):
            # 小微企业、个体工商户: of that size, or of that kind
            _sized_or_kind(fragment, sized, names[1:], match.end())
            continue
        if names[0] == "企业" and (
            kind := re.search(
                r"(?:农业|涉农|文化|旅游|民营|国有|外资|科技|工业|商贸)$",
                fragment.view[fragment.start : start],
            )
        ):
            start -= len(kind.group())
            names[0] = kind.group() + "企业"
        tag = DraftTag(
            shape="one_of",
            name="主体类型",
            values=tuple(names),
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())
    for match in fragment.search(_SIZE_BY, over_asides=True):
        named = (_SIZES[c] for c in re.sub("型", "", match["sizes"]) if c in _SIZES)
        sizes = tuple(dict.fromkeys(named))
        tag = DraftTag(
            shape="one_of", name="企业规模", values=sizes, quote=fragment.quote(*match.span())
        )
        fragment.add(tag, *match.span())
    _sizes(fragment)
    for match in fragment.search(_FIELDS):
        names = _trades_of(fragment, match["fields"])
        if any(n.endswith("业") for n in names):
            tag = DraftTag(
                shape="one_of",
                name="所属行业",
                values=tuple(names),
                quote=fragment.quote(*match.span()),
            )
            fragment.add(tag, *match.span())
    for match in fragment.search(_ENGAGED):
        names = _trades_of(fragment, match["names"])
        if not any(re.search(r"研发|生产|制造$|销售|开发$|推广|应用$", n) for n in names):
            tag = DraftTag(
                shape="one_of",
                name="所属行业",
                values=tuple(names),
                quote=fragment.quote(*match.span()),
            )
            fragment.add(tag, *match.span())
    _sizes_or_kinds(fragment)
    for match in fragment.search(_INDUSTRY):
        names = [
            n for n in re.split(r"、|或者|或|和(?!信)|及", match["done"] or match["names"]) if n
        ]
        names = [n if n.endswith("业") else n + "业" for n in names]
        tag = DraftTag(
            shape="one_of",
            name="所属行业",
            values=tuple(names),
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())


#: 制造业、软件业和外贸领域的小微企业: trades, one of which need not end in 业.
_FIELDS = re.compile(
    r"(?:对于?|凡|支持|鼓励|从事|属于)*(?P<fields>[^,;。的、\d]{2,10}(?:(?:、|和(?!信)|以及|及|或者?)[^,;。的、\d]{2,10}?)+)"
    r"(?:等)?(?:领域|行业)(?=的|$|[,;。]|企业|单位)"
)


def _trades_of(fragment: Fragment, listed: str) -> list[str]:
    """The trades of a list; 和 inside the name of one (互联网和相关服务业) parts nothing."""
    found: list[str] = []
    for name in re.split(r"、|或者|或|及", listed):
        whole = name in fragment.lexicon.enums or f"{name}业" in fragment.lexicon.enums
        found.extend([name] if whole else re.split("和(?!信)", name))
    return [n for n in found if n]


#: 从事会计、律师、资产评估服务的专业服务机构: whatever trades are listed, named as written.
_ENGAGED = re.compile(
    r"(?:主要|专业|专门|依法)?(?:从事|主营)"
    r"(?P<names>(?:(?!活动|工作|经营)[^的,;:。、\d\s()对且年满以]){2,10}"
    r"(?:(?:、|和(?!信)|或者|或|及)(?:(?!活动|工作)[^的,;:。、\d\s()对且年满以]){2,10})+?)"
    r"(?:等)?(?:业务|活动|经营|行业|领域|产业)*的(?=[^,;。的]{0,8}?(?:企业|机构|单位|公司|组织))"
)


def _sizes_or_kinds(fragment: Fragment) -> None:
    """小微企业、个体工商户: a size and a kind of body in one list are alternatives."""
    kinds = [
        (at, tag)
        for at, tag in sorted(fragment.tags, key=lambda pair: pair[0])
        if isinstance(tag, DraftTag) and tag.name in ("主体类型", "企业规模")
    ]
    for one, other in pairwise(kinds):
        between = fragment.view[one[1].quote.end : other[1].quote.start]
        if one[1].name != other[1].name and re.fullmatch(
            r"(?:、|和|或者|或|及|以及|与)+(?:各类|有关)?", between
        ):
            fragment.tags.remove(one)
            fragment.tags.remove(other)
            fragment.tags.append((one[0], DraftGroup(join="any", of=(one[1], other[1]))))
            return


_FIELD_NAME = (
    r"(?:软件|房地产(?:开发)?|餐饮|住宿|批发|零售|建筑|电子商务|跨境电商|外贸|集成电路|人工智能|生物医药"
    r"|新能源|新材料|智能网联汽车|低空经济)"
)
_FIELD_NAMES = (
    rf"(?P<names>{_FIELD_NAME}(?:企业)?(?:(?:、|和|或者|或|及){_FIELD_NAME}(?:企业)?)*)(?:等)?"
)
_FIELD = re.compile(
    rf"(?P<not>(?<![一-鿿])非|不属于)?(?:属于|从事|主营)?{_FIELD_NAMES}"
    r"(?:产业|行业|领域|类|相关)*(?:的)?(?:(?<=企业)|企业|公司|单位)(?=$|[,;。、的和或及)])"
)
_IN_FIELD = re.compile(
    rf"(?P<not>不属于)?(?:属于|从事){_FIELD_NAMES}(?:产业|行业|领域)(?=$|[,;。、的和或及)])"
)


def fields(fragment: Fragment) -> None:
    """软件企业, 属于人工智能领域, 不属于房地产企业: a trade whose name does not end in 业."""
    for pattern in (_FIELD, _IN_FIELD):
        for match in fragment.search(pattern):
            lead = fragment.view[max(fragment.start, match.start() - 1) : match.start()]
            if re.match(r"[一-鿿]", lead) and lead not in "对是为的家和及或":
                continue  # 重点软件企业, 数字经济新能源企业: another name
            names = [
                n.removesuffix("企业").removesuffix("开发")
                for n in re.split(r"、|和|或者|或|及", match["names"])
            ]
            bare = ("软件", "房地产", "餐饮", "住宿", "批发", "零售", "建筑")
            tag = DraftTag(
                shape="one_of",
                name="所属行业",
                values=tuple(n + "业" if n in bare else n for n in names),
                negated=bool(match["not"]),
                quote=fragment.quote(*match.span()),
            )
            fragment.add(tag, *match.span())


_OWNER = re.compile(
    r"(?P<not>非|不属于)?(?P<kinds>(?:国有|集体|民营|外商投资|外资|港澳台资|港澳台商?投资)"
    r"(?:(?:、|和|或|及)(?:国有|集体|民营|外商投资|外资|港澳台资|港澳台商?投资))*)企业"
    r"(?=$|[,;。的、和或及)])"
)


def owners(fragment: Fragment) -> None:
    """民营企业, 外商投资企业: 所有制性质."""
    for match in fragment.search(_OWNER):
        kinds = [
            "港澳台资" if k.startswith("港澳台") else "外资" if k.startswith("外商") else k
            for k in re.split(r"、|和|或|及", match["kinds"])
        ]
        tag = DraftTag(
            shape="one_of",
            name="所有制性质",
            values=tuple(dict.fromkeys(kinds)),
            negated=bool(match["not"]),
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())
