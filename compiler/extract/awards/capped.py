"""One formula with a limit for each class: 国家级平台最高3000万元，省级平台最高500万元."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import DraftCap, DraftGroup, DraftNode, DraftPart, DraftTag
from compiler.extract.language.amounts import MONEY
from compiler.extract.language.lexicon import Lexicon

#: What a limit says of everybody: 单个企业, 每家, 累计, 补助金额.
_OF_ALL = re.compile(
    r"(?:其中|且|并|但|同时|原则上|一般)*(?:(?:单|每|同一?|一|该|各)[个家户项名位笔年]?.*"
    r"|(?:累计|合计|总|年度|全年|当年|补[贴助]|奖励|资助|支持|扶持|贴息|配套|金额|资金|额度|期限|比例|最|不|上限).*)?"
)
#: The words between a class and its limit.
_LIMITS = re.compile(
    r"(?:的)?(?:,)?(?:每年|每月|年度|累计|单个|总额|补[贴助]|奖励|资助|支持|扶持|贴息|配套|金额|资金|额度|上限|限额|一般|原则上|均|可)*"
    r"(?:最高|不超过|不得超过|不高于|上限|限额|至多|最多|封顶)"
)


def by_capped_class(
    text: str, view: str, benefit: Benefit, lexicon: Lexicon, around: list[DraftNode]
) -> list[DraftPart]:
    """The alternatives that limits of several classes make of one formula; none otherwise."""
    limits: list[tuple[DraftNode, DraftCap]] = []
    of_all: list[DraftCap] = []
    for cap in benefit.award.caps:
        if (tag := _class_before(text, view, benefit, cap, lexicon)) is not None:
            limits.append((tag, cap))
        else:
            of_all.append(cap)
    if len(limits) < 2 or (of_all and of_all[0].quote.start < limits[0][1].quote.start):
        return []
    titles = [t for t, _ in limits if isinstance(t, DraftTag) and t.shape == "has"]
    values = {v for tag in titles for v in tag.values}
    period, first = "", False
    for node in list(around):
        if isinstance(node, DraftTag) and node.shape == "has" and set(node.values) <= values:
            period, first = node.period, node.first
            around.remove(node)
    return [
        DraftPart(
            when=DraftGroup(join="all", of=(_timed(tag, period, first=first),)),
            award=benefit.award.model_copy(
                update={"caps": (_own_scope(cap), *of_all), "quote": benefit.award.quote}
            ),
        )
        for tag, cap in limits
    ]


def _class_before(
    text: str, view: str, benefit: Benefit, cap: DraftCap, lexicon: Lexicon
) -> DraftNode | None:
    """The class that a limit names before itself; None for a limit of everybody."""
    begin = max(view.rfind(c, benefit.cut, cap.quote.end) for c in ",;。") + 1
    listed = re.compile(rf"{MONEY}、").search(view, max(begin, benefit.cut), cap.quote.end)
    begin = max(listed.end() if listed else begin, benefit.cut)
    said = re.compile(r"(?:其中|对于?|属于|以及|和|及)*").match(view, begin, cap.quote.end)
    begin = said.end() if said else begin
    limit = _LIMITS.search(view, begin, cap.quote.end)
    if limit is None or cap.base or not cap.value:
        return None
    words = view[begin : limit.start()].strip(" ,的")
    if len(words) < 2 or _OF_ALL.fullmatch(words):
        return None
    found = read_conditions(text, view, begin, limit.start(), lexicon, residual=True)
    nodes = found.of if found else ()
    return nodes[0] if len(nodes) == 1 else None


def _timed(node: DraftNode, period: str, *, first: bool) -> DraftNode:
    if not isinstance(node, DraftTag) or node.shape != "has":
        return node
    return node.model_copy(update={"period": node.period or period, "first": first or node.first})


def _own_scope(cap: DraftCap) -> DraftCap:
    """The limit without the class before it; what it says of time stays."""
    time = re.search(r"累计|每年|年度|全年", cap.scope)
    return cap.model_copy(update={"scope": time.group() if time else ""})
