"""Lists beside parallel amounts: as many thresholds, values or nouns as there are amounts."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import (
    DraftAward,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.language import words as w
from compiler.extract.language.act_places import places_of_act
from compiler.extract.language.affixes import GRADE, at_every_level, whole_names
from compiler.extract.language.fragment import Fragment
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.naming import name_before
from compiler.extract.language.things import THING
from compiler.normalise import MARK, PREFIX, QUANTITY, SUFFIX
from compiler.written import stands

_QUANTITY_LIST = re.compile(
    rf"(?P<prefix>{PREFIX})?"
    rf"(?P<list>(?:(?:{QUANTITY}|\d+(?:\.\d+)?)(?:{MARK})?(?:[及或]?以上)?(?:、|,|和|及(?!以上)|或(?!以上)))+{QUANTITY})"
    rf"(?P<mark>{MARK})?(?P<suffix>{SUFFIX})?"
)
_THRESHOLD = re.compile(
    rf"({QUANTITY}|\d+(?:\.\d+)?)(?:{MARK})?(?:[及或]?以上)?(?=、|,|和|及|或|$)"
)


def threshold_list(
    text: str, view: str, benefit: Benefit, lexicon: Lexicon, count: int
) -> tuple[tuple[int, int], list[DraftTag]] | None:
    """Thresholds that share a name and a comparison word: 达到1亿元、5亿元; with their span."""
    for match in _QUANTITY_LIST.finditer(view, benefit.start, benefit.cut):
        spans = list(_THRESHOLD.finditer(match["list"]))
        if len(spans) != count or not (match["prefix"] or match["suffix"]):
            continue
        fragment = Fragment(view, text, benefit.start, benefit.cut, lexicon)
        start, name, period, measure, each = name_before(fragment, match.start())
        if by := re.match(r"按照?|根据|依据", name):
            start, name = start + by.end(), name[by.end() :]  # 按照床位数不少于100张、50张
        if place := stands(name, view[start : match.start()]):
            name = text[start + place[0] : start + place[1]]  # a remark inside is of all of them
        opened = view.rfind("(", start, match.start())
        if opened >= 0 and view.find(")", opened, match.start()) < 0:
            # 博士、硕士（年龄分别不超过40、35周岁）: the list stands in a remark of its own
            start, name = opened + 1, re.sub(r"分别$", "", view[opened + 1 : match.start()])
        unit = re.sub(r"^[\d.,]+", "", spans[-1][1])
        tags = []
        for position, item in enumerate(spans):
            value = item[1] if re.search(r"[^\d.,]", item[1]) else item[1] + unit
            a = match.start("list") + item.start()
            b = a + len(item[1])
            a = start if position == 0 else a
            tags.append(
                DraftTag(
                    shape="compare",
                    name=name,
                    period=period,
                    measure=measure,
                    each_year=each,
                    prefix=match["prefix"] or "",
                    suffix=match["suffix"] or "",
                    mark=match["mark"] or "",
                    value=value,
                    quote=Quote(text=text[a:b], start=a),
                )
            )
        return (start, match.end()), tags
    return None


def parts_of(tags: list[DraftTag], awards: list[DraftAward]) -> list[DraftPart]:
    """Each tag with the award at its place."""
    return [
        DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award)
        for tag, award in zip(tags, awards, strict=True)
    ]


def split_tag(text: str, view: str, node: DraftTag, awards: list[DraftAward]) -> list[DraftPart]:
    """One alternative a value of a tag, each quoting its own words."""
    parts = []
    cursor = node.quote.start
    names = whole_names(list(node.values)) if node.shape == "has" else list(node.values)
    for value, name, award in zip(node.values, names, awards, strict=True):
        piece = re.search(_words_of(node, value), view[cursor : node.quote.end])
        quote = node.quote
        if piece:
            a = cursor + piece.start()
            b = a + 1
            if node.name == "上市挂牌阶段":  # 在境内证券交易所上市: its words are not the value's
                a = cursor + (1 if view[cursor] in "、,和及或" else 0)
            while b < node.quote.end and view[b] not in "、,和及或":
                b += 1
            quote = Quote(text=text[a:b], start=a)
            cursor = b
        tag = node.model_copy(update={"values": (name,), "quote": quote})
        parts.append(DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award))
    return parts


def _words_of(node: DraftTag, value: str) -> str:
    """What finds a value of a tag in its quote; a stage is said in words of its own."""
    return r"[^、,和及或]" if node.name == "上市挂牌阶段" else re.escape(value[:2])


#: 主导制定国际标准: something that is done, no title that is held.
_DONE = re.compile(
    r"主导|参与|牵头|主持|承担|承接|制[定订]|修订|起草|完成|开展|举办|承办|主办|研制|生产|实施|销售|发布|购[买置]|投资|设立|开设|新建"
    r"|建设|提供|推广|应用|签订|生育|收购|并购|租[用赁]|参[加展]"
)
_ACT = re.compile(
    rf"[^,;。、]{{0,24}}(?:{_DONE.pattern})(?:并(?:发布|实施|完成|投入使用))?(?:了|的)?"
)
_ACTS = re.compile(rf".*?(?:{_DONE.pattern})|.{{0,6}}?(?:通过|获|取得|在|经|成功|上市|挂牌)")
#: 在创新创业大赛中荣获金奖, 参加技能大赛获得一、二等奖: the contest belongs to the prize.
_CONTEST = re.compile(
    r"(?:对于?|凡)?(?:企业|单位|选手|团队|个人|人员)?(?:在|参加)(?P<name>[^,;。、]{2,24}?)(?:中|上)?(?:荣获|获得|获|取得|夺得)"
)
#: 对企业首次获得, 上年度被认定为: who and how, before the first name of a list.
_LEAD = re.compile(
    r"(?:对于?|凡|向|[一-鿿]{2,8}[:：])?"
    r"(?:(?:申[报请]|相关|符合条件的?)?(?:企业|单位|机构|项目|主体|团队|个人|人员|选手|产品|园区|载体|基地)"
    rf"(?=上一?年|当年|本年|年度|首|新|荣|获|被|取得|考取|通过|入选|列入|升|晋|创|{_DONE.pattern}))?"
    r"(?:上一?年度?|当年度?|本年度?|年度内?|近[一二两三]年内?|(?:自|于|在)?"
    rf"{w.DATE}(?:以后|之后|后|以来|起)|\d{{4}}年度?(?!\d))?"
    r"(?P<how>(?:成功|首次|初次|当年|新(?=[获评认取入引列纳])|被|经|由[^,;。、]{2,10}?|荣获|获[得取评批]?|取得|考取|实现|通过|评[为定]为?|认定为?|的"
    r"|入选|列入|纳入|列为|升级为|晋升为?|晋级为?|达到|授予|创建|创成|建成|引进的?|引进|培育|授牌|命名为?|成为|属于|为|复核为?)*)"
)
#: 二等奖的项目第一完成单位, 提名奖获奖单位, 国家标准并发布实施: what stands behind the last name.
_BEHIND = re.compile(
    r"的[^,;。、]*$|(?:获奖|获评|入选)?(?:分别|依次)$|(?:获奖|获评|入选)(?:单位|企业|者|人员?|项目|作品|个人)$"
)
#: 改建仓库被认定为三星级: what somebody did is no part of the first name.
_NAMED_AS = re.compile(
    r"[^,;。、]{2,}(?:被|获|经)[^,;。、]{0,10}?(?:认定|评定|核定|命名|评|确定)为"
)
#: The noun the grades before it are of; just anybody is no such noun.
_GRADED = re.compile(r"的(?!企业$|单位$|机构$|项目$|个人$|人员$)(?P<noun>[^,;。、的()\d]{2,10})$")
_AND_THEN = re.compile(r"(?:并|且)[^,;。、]{2,12}$")


_AWARDED = re.compile(r"获|认定|评|取得|入选|列入|纳入|授|命名|通过|荣")


def _behind_naming(view: str, start: int, end: int) -> tuple[int, int]:
    """The first name of a list without what was done before it was given."""
    by = _NAMED_AS.match(view, start, end)
    return (by.end(), end) if by else (start, end)


def _graded_nouns(names: list[str], noun: str) -> list[str]:
    """新评定为四星、三星的旅游饭店: grades alone are those of the noun behind them."""
    graded = noun and all(re.fullmatch(GRADE, n) for n in names)
    return [n + noun for n in names] if graded else names


def _without_behind(view: str, first: int, last: int) -> tuple[int, int, str]:
    """A list without what stands behind its last name, and the noun the names are grades of."""
    noun = ""
    while behind := _BEHIND.search(view[first:last]):
        if behind.start() < 2:
            break
        noun = noun or (graded["noun"] if (graded := _GRADED.match(behind.group())) else "")
        last = first + behind.start()
    return first, last, noun


#: 生育二孩、三孩的: children are no titles.
_CHILDREN = re.compile(r"(?:[一二三四多]孩|子女|婴幼儿|孩子)(?:家庭)?$")
#: 设一等奖3名、二等奖5名: how many of each there are is no part of its name.
_HOW_MANY = re.compile(r"^设立?(?=[特一二三四五六金银铜优])|(?<=奖)\d+[名个项家]$")


def named_list(text: str, view: str, start: int, end: int, count: int) -> list[DraftTag]:
    """The last list of ``count`` names before the benefit, each as a title or something done."""
    separator = r"(?:、|和|及|或|以及)"
    pattern = re.compile(
        rf"[^,;:。、]{{1,40}}?(?:{separator}[^,;:。、和及]{{1,30}}){{{count - 1}}}"
        r"(?=[,;。]|的|$|等)"
    )
    best = None
    for match in pattern.finditer(view, start, end):
        best = match
    if best is None:
        return []
    first, last, noun = _without_behind(view, *best.span())
    then = _AND_THEN.search(view[first:last])
    tail = then.group() if then and _DONE.search(view[first:last]) else ""
    last -= len(tail)
    cuts = [m.span() for m in re.finditer(separator, view[first:last])]
    edges = [0, *[e for c in cuts for e in c], last - first]
    pieces = [(first + a, first + b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    if len(pieces) != count:
        return []
    if graded := _grade_of(text, view, pieces):
        return graded
    if where := places_of_act(text, view, pieces):
        return where
    pieces[0] = _behind_naming(view, *pieces[0])
    contest = _CONTEST.match(view, *pieces[0])
    lead = contest or _LEAD.match(view, *pieces[0])
    if lead and lead.end() < pieces[0][1]:
        pieces[0] = (lead.end(), pieces[0][1])
    how = view[first : pieces[0][0]]
    written = [_HOW_MANY.sub("", view[a:b].strip()) for a, b in pieces]
    names = [n + tail for n in whole_names(written)]
    names = _graded_nouns(names, noun)
    if act := _ACT.match(names[0]):
        names = [names[0], *(n if _ACTS.match(n) else act.group() + n for n in names[1:])]
    if any(len(n) < 2 or re.match(r"\d{3}|[\d.]+[%万元]|每|分别|单[个家]", n) for n in names):
        return []
    if contest and all(n.endswith("奖") for n in names):
        names = [contest["name"] + n for n in names]
    time = w.PERIOD.search(how)
    things = all(THING.search(n) and not re.search(GRADE, n) for n in names)
    things = things or all(_CHILDREN.search(n) for n in names)
    done = _DONE.search(names[0]) is not None or things
    shape = {"shape": "is"} if done else {"shape": "has", "name": "资质认定"}
    if not done and all(n.endswith("奖") for n in names):
        shape["name"] = "获奖情况"
    things = things and not _AWARDED.search(how)
    begin = time.start() + first if time else pieces[0][0]
    whole = done and not things
    spans = [(begin, last + len(tail))] * count if whole else [(begin, pieces[0][1]), *pieces[1:]]
    return [
        DraftTag(
            name=n if done or things else shape["name"],
            shape="is" if done or things else "has",
            values=() if done or things else at_every_level(n),
            first=not done and re.search("首次|初次|新(?=[获评认入取列纳])", how) is not None,
            period=time.group() if time else "",
            quote=Quote(text=text[a:b], start=a),
        )
        for n, (a, b) in zip(names, spans, strict=True)
    ]


#: 认证等级为五级、四级、三级: what the grades are of is named.
_GRADE_OF = re.compile(
    r"(?:[^,;。、]{0,12}(?:企业|单位|机构|平台|园区|项目|产品))?(?P<name>[^,;。、]{0,8}?(?:等级|级别|评级|档次|星级))(?:为|是|达到|达)(?=.)"
)
#: 完成股改、通过辅导验收、获受理、成功上市: stages of one way to the market.
_STAGES = (
    (re.compile(r"股份?制?改(?:造|制)"), "完成股份制改造"),
    (re.compile(r"辅导[^,;。、]{0,4}(?:验收|通过)"), "通过上市辅导验收"),
    (re.compile(r"辅导"), "上市辅导备案"),
    (re.compile(r"过会|审核通过|同意注册"), "上市申请过会"),
    (re.compile(r"受理"), "上市申请获受理"),
    (re.compile(r"境外[^,;。、]*上市"), "境外上市"),
    (re.compile(r"(?:境内|A股|沪深)[^,;。、]*上市|(?:成功|实现)上市"), "境内上市"),
    (re.compile(r"创新层"), "新三板创新层挂牌"),
    (re.compile(r"基础层"), "新三板基础层挂牌"),
)


def staged(name: str) -> str:
    """The stage of a listing that words speak of; empty when they speak of anything else."""
    return next((stage for pattern, stage in _STAGES if pattern.search(name)), "")


def _grade_of(text: str, view: str, pieces: list[tuple[int, int]]) -> list[DraftTag]:
    """Grades of what their first words name, or stages on the way to the stock market."""
    quotes = [Quote(text=text[a:b], start=a) for a, b in pieces]
    if named := _GRADE_OF.match(view, *pieces[0]):
        values = [view[named.end() : pieces[0][1]], *(view[a:b] for a, b in pieces[1:])]
        shape = {"shape": "one_of", "name": named["name"]}
        return [
            DraftTag(values=(v,), quote=q, **shape) for v, q in zip(values, quotes, strict=True)
        ]
    stages = [staged(view[a:b]) for a, b in pieces]
    if all(stages) and len(set(stages)) == len(stages):
        return [
            DraftTag(shape="has", name="上市挂牌阶段", values=(stage,), quote=quote)
            for stage, quote in zip(stages, quotes, strict=True)
        ]
    return []


def overlaps(node: DraftNode, span: tuple[int, int]) -> bool:
    """Whether a node quotes any of the characters of a span."""
    if isinstance(node, DraftTag):
        return node.quote.start < span[1] and node.quote.end > span[0]
    return any(overlaps(child, span) for child in node.of)
