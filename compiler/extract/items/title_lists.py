"""Conditions of a title belong to the item that awards it, not to those that pay its holders."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftItem, DraftNode, DraftTag
from compiler.extract.items.outline import Outline, PolicyReading
from compiler.fold import fold
from rules.document import Clause

#: 「申请认定市级创意园区的，应当具备下列条件：」: what a list of conditions leads to.
_TO_BE_NAMED = re.compile(
    r"(?:申[报请]|参[与加评])?(?:认定|评定|评选|命名|备案|创建|确认)(?:为)?(?P<title>[^,;。:]{2,30}?)"
    r"(?:的[^,;。:]{0,10})?,?(?:应当?|须|需|必须)"
)
_NAMED = r"(?:认定|评定|评选|命名|确定|确认|备案|授予|公布|评)(?:[^,;。:]{0,6}?为)?[^,;。:]{0,12}?"


def asked_for_title(
    outline: Outline, block: Clause, item: DraftItem, reading: PolicyReading
) -> bool:
    """Conditions of a title belong to the item that awards it, when there is one.

    Items of other articles that pay its holders ask for the title alone.
    """
    named = _TO_BE_NAMED.search(outline.view, block.start, block.end)
    if named is None:
        applied = _APPLIED_TITLE.search(outline.view, block.start, block.end)
        if applied and (recognised := [i for i in reading.items if _recognises(i)]):
            return any(_same(i, item) for i in recognised)
        return not _pays_holders(outline, block, item)
    title = re.sub(r"^(?:国家|省|市|区|县)级|(?:称号|资格)$", "", named["title"])
    awards = re.compile(_NAMED + re.escape(title))
    giving = [i for i in reading.items if awards.search(_own_words(outline, i))]
    return not giving or any(_same(i, item) for i in giving)


#: 「申报示范园区，应当符合以下条件」: a title by its last words, without 认定 before it.
_APPLIED_TITLE = re.compile(
    r"申[报请](?P<title>[^,;。:]{0,20}?(?:示范|试点|特色|标杆|重点)[^,;。:的]{0,6}?(?:园区|基地|企业|单位|机构|平台|中心|街区|集群|项目|工厂|车间|商圈|小镇|社区|村镇?|学校|医院|景区|实验室|空间|孵化器|载体|品牌))"
    r"的?,?(?:应当?|须|需|必须)"
)


def leads_to_title(outline: Outline, clause: Clause) -> bool:
    """Whether a list opens with the title it leads to: 「申报示范园区，应当符合以下条件：」."""
    return _APPLIED_TITLE.search(outline.view, clause.start, clause.end) is not None


def _pays_holders(outline: Outline, block: Clause, item: DraftItem) -> bool:
    """Whether an item pays those who hold, or stand in, what a list of conditions leads to."""
    applied = _APPLIED_TITLE.search(outline.view, block.start, block.end)
    if applied is None:
        return False
    clause = outline.every[item.clause]
    said = outline.view[clause.start : clause.end]
    return applied["title"][-4:] in said and not re.search(r"认定|评定|命名|授予", said)


def _same(one: DraftItem, other: DraftItem) -> bool:
    """Whether two drafts are of one item, one of them without the words its text declares."""
    return (one.clause, one.quote) == (other.clause, other.quote)


_RECOGNISES = re.compile(
    r"认定|评定|命名|授予|授牌|授(?:予)?牌匾|确[定认]为|列入[^,;。]{0,12}名单|形成[^,;。]{0,24}名单|公布[^,;。]{0,10}名单"
)


def _recognises(item: DraftItem) -> bool:
    """Whether what an item gives is a title, and no money."""
    return (
        item.award.shape == "in_kind"
        and _RECOGNISES.search(fold(item.award.quote.text)) is not None
    )


def without_own_title(item: DraftItem, nodes: list[DraftNode], name: str) -> list[DraftNode]:
    """What an item asks without the title it gives: nobody has it who applies for it.

    ``name`` is what the item, and the policy it stands in, are called.
    """
    if not _recognises(item):
        return nodes
    return [
        n
        for n in nodes
        if not (
            isinstance(n, DraftTag)
            and n.shape == "has"
            and not n.negated
            and any(
                re.search(re.escape(fold(v)) + r"的?(?:认定|评定|评选|申报|创建|命名)", name)
                for v in n.values
            )
        )
    ]


def _own_words(outline: Outline, item: DraftItem) -> str:
    """What an item's clause says up to the end of its award, without the block that asks."""
    quote = item.quote
    return outline.view[quote.start : quote.end]
