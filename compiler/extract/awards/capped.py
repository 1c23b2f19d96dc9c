"""One formula with a limit for each class: 国家级平台最高3000万元，省级平台最高500万元."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.leading import Reading
from compiler.extract.awards.others import none_of_those_before
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import DraftCap, DraftGroup, DraftNode, DraftPart, DraftTag, Quote
from compiler.extract.language.amounts import MONEY
from compiler.extract.language.lexicon import Lexicon
from compiler.fold import fold

#: What a limit says of everybody: 单个企业, 每家, 累计, 补助金额.
_OF_ALL = re.compile(
    r"(?:其中|且|并|但|同时|原则上|一般)*(?:(?:单|每|同一?|一|该|各)[个家户项名位笔年]?.*"
    r"|(?:累计|合计|总|年度|全年|当年|补[贴助]|奖励|资助|支持|扶持|贴息|配套|金额|资金|额度|期限|比例|最|不|上限).*)?"
)
#: The words between a class and its limit.
_LIMITS = re.compile(
    r"(?:的)?(?:,)?(?:[单每同][个家户项笔场一人名生台套件](?:企业|项目|单位|机构|产品|平台|园区|主体)?|对应|每年|每学[年期]|每月|合计|年度|累计|单个|总额|补[贴助]|奖励|资助|支持|扶持|贴息|配套|金额|资金|额度|上限|限额|一般|原则上|均|可)*"
    r"(?:最高|不超过|不得超过|不高于|上限|限额|至多|最多|封顶)"
)


def by_capped_class(
    text: str, view: str, benefit: Benefit, lexicon: Lexicon, around: list[DraftNode]
) -> list[DraftPart]:
    """The alternatives that limits of several classes make of one formula; none otherwise."""
    limits: list[tuple[DraftNode, list[DraftCap]]] = []
    of_all: list[DraftCap] = []
    for cap in sorted(benefit.award.caps, key=lambda c: c.quote.start):
        if (tag := _class_before(text, view, benefit, cap, lexicon)) is not None:
            limits.append((tag, [cap]))
        elif limits:
            limits[-1][1].append(cap)
        else:
            of_all.append(cap)
    if len(limits) < 2 or of_all:
        return []
    if len({len(caps) for _, caps in limits}) > 1:
        # …，省级平台最高500万元，每家企业每年最高5000万元: what is said once is of them all
        fewest = min(len(caps) for _, caps in limits)
        if any(len(caps) > fewest for _, caps in limits[:-1]):
            return []
        of_all = limits[-1][1][fewest:]
        limits[-1] = (limits[-1][0], limits[-1][1][:fewest])
    titles = [t for t, _ in limits if isinstance(t, DraftTag) and t.shape == "has"]
    values = {v for tag in titles for v in tag.values}
    period, first = "", False
    for node in list(around):
        if isinstance(node, DraftTag) and node.shape == "has" and set(node.values) <= values:
            period, first = node.period, node.first
            around.remove(node)
    named = [tag for tag, _ in limits]
    limits = [(_opposite(tag, named), caps) for tag, caps in limits]
    classes: list[Reading] = [
        (
            [_timed(tag, period, first=first)],
            [],
            benefit.award.model_copy(update={"caps": (*_own_scopes(caps), *of_all)}),
        )
        for tag, caps in limits
    ]
    return [
        DraftPart(when=DraftGroup(join="all", of=tuple(when)), award=award)
        for when, _, award in none_of_those_before(classes)
    ]


def beside_classes(nodes: list[DraftNode], split: list[DraftPart]) -> list[DraftNode]:
    """What is asked of all beside the classes: a condition that only lists them is none."""
    classes = [n for part in split for n in part.when.of if isinstance(n, DraftTag)]
    values = {v for n in classes for v in n.values}
    return [
        n
        for n in nodes
        if not (
            isinstance(n, DraftTag)
            and not n.negated
            and n.shape in ("has", "one_of")
            and (set(n.values) <= values or any(n.name == c.name for c in classes))
        )
    ]


def _opposite(tag: DraftNode, named: list[DraftNode]) -> DraftNode:
    """非纺织类企业 beside 纺织类企业: whoever is none of those."""
    if not isinstance(tag, DraftTag) or not tag.quote.text.startswith("非"):
        return tag
    told = tag.quote.text.removeprefix("非")
    other = next(
        (n for n in named if isinstance(n, DraftTag) and n is not tag and n.quote.text == told),
        None,
    )
    return other.model_copy(update={"negated": True, "quote": tag.quote}) if other else tag


def _class_before(
    text: str, view: str, benefit: Benefit, cap: DraftCap, lexicon: Lexicon
) -> DraftNode | None:
    """The class that a limit names before itself; None for a limit of everybody."""
    begin = max(view.rfind(c, benefit.cut, cap.quote.end) for c in ",;。") + 1
    listed = re.compile(rf"{MONEY}、").search(view, max(begin, benefit.cut), cap.quote.end)
    begin = max(listed.end() if listed else begin, benefit.cut)
    begin = _past(view, begin, cap.quote.end)
    limit = _LIMITS.search(view, begin, cap.quote.end)
    if limit is None or cap.base or not cap.value:
        return None
    stop = limit.start()
    words = view[begin:stop].strip(" ,的")
    if len(words) < 2 or _OF_ALL.fullmatch(words):
        # 「针对整车企业，每家奖励金额最高…」: the class stands before a comma of its own
        apart = _APART.search(view, benefit.cut, begin)
        if apart is None or benefit.cut >= apart.start("who"):
            return None
        begin, stop = apart.span("who")
    found = read_conditions(text, view, begin, stop, lexicon, residual=True)
    nodes = found.of if found else ()
    if not nodes:
        name = text[begin:stop].strip(" ，,的")
        quote = Quote(text=name, start=begin + text[begin:stop].find(name))
        return DraftTag(shape="is", name=fold(name), quote=quote)
    return nodes[0] if len(nodes) == 1 else DraftGroup(join="all", of=tuple(nodes))


#: 「；对整车企业，」 right before a limit.
_APART = re.compile(
    r"(?:[;。]|[,、](?=其中|针?对|属于|[^,;。、\d%]{2,24}的,))\s*(?:其中,?)?(?:针?对于?|属于)?(?P<who>(?!单|每|同一|年度|累计|合计|最高|按|给予)[^,;。、\d%]{2,24}?)的?,\s*(?:对应)?$"
)


def _past(view: str, begin: int, end: int) -> int:
    """Behind the words that only lead to a class."""
    said = re.compile(r"\s*(?:其中,?|针?对于?|属于|以及|和|及)*").match(view, begin, end)
    return said.end() if said else begin


def _timed(node: DraftNode, period: str, *, first: bool) -> DraftNode:
    if not isinstance(node, DraftTag) or node.shape != "has":
        return node
    return node.model_copy(update={"period": node.period or period, "first": first or node.first})


def _own_scopes(caps: list[DraftCap]) -> list[DraftCap]:
    """The limits without the class before them; of several each keeps whose payments it limits."""
    if len(caps) > 1:
        return caps
    scope = re.search(r"每[人名生户台套件][^,;。]*$|累计|每年|年度|全年", caps[0].scope)
    return [caps[0].model_copy(update={"scope": scope.group() if scope else ""})]
