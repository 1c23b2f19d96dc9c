"""Items that pay no sum: a service or title in a block of its own, or a whole recognition."""

from __future__ import annotations

import re

from compiler.extract.amounts import LABEL
from compiler.extract.awards import Benefit
from compiler.extract.drafts import (
    DraftAward,
    DraftGroup,
    DraftItem,
    DraftNode,
)
from compiler.extract.outline import Outline, PolicyReading, Sentence, owner_of
from compiler.extract.requirements import around_item
from compiler.roles import Role, role_of_heading
from rules.document import ClauseKind, SentenceKind


def add_services(
    outline: Outline,
    reading: PolicyReading,
    owners: dict[int, list[tuple[Sentence, list[Benefit]]]],
) -> None:
    """Named items whose 支持方式 block grants a title or a service instead of a sum."""
    for clause in outline.clauses:
        if role_of_heading(clause.heading) is not Role.AWARD or clause.kind is ClauseKind.PART:
            continue
        owner = owner_of(outline, clause)
        beside = {role_of_heading(c.heading) for c in outline.children.get(owner.index, [])}
        if any(owner.start <= outline.every[o].start < owner.subtree_end for o in owners):
            continue
        if owner.index in owners or owner.kind is ClauseKind.PART or Role.CONDITION not in beside:
            continue
        stated = [
            s for s in outline.by_clause.get(clause.index, []) if s.kind is not SentenceKind.HEADING
        ]
        if not stated:
            continue
        label = re.match(LABEL, outline.view[stated[0].start : stated[-1].end])
        start = stated[0].start + (label.end() if label else 0)
        quote = outline.quote(start, stated[-1].end)
        owners[owner.index] = []
        exclusions: list[DraftNode] = []
        own = around_item(outline, owner, {clause.index}, exclusions)
        for sentence in stated:
            sentence.kind = SentenceKind.AMOUNT
            sentence.items.append(len(reading.items))
        reading.items.append(
            DraftItem(
                title=owner.heading or quote.text[:20],
                clause=owner.index,
                own=DraftGroup(join="all", of=tuple(own)),
                inherited=DraftGroup(join="all", of=()),
                exclusions=tuple(exclusions),
                quote=quote,
                award=DraftAward(shape="in_kind", value=quote.text, quote=quote),
            )
        )


def add_recognition(outline: Outline, reading: PolicyReading) -> None:
    """A policy that grants no sum but recognises or serves whoever meets its conditions."""
    blocks = [
        c
        for c in outline.clauses
        if role_of_heading(c.heading) is Role.CONDITION
        and c.kind is not ClauseKind.PART
        and (
            outline.parent(c) is None
            or outline.roles.get(c.parent if c.parent is not None else -1) is not Role.CONDITION
        )
    ]
    if not blocks:
        return
    whole = outline.view[outline.part.start : outline.part.end]
    name = outline.part.meta.title
    asks = any(re.search(r"条件|要求|资格|门槛", c.heading) for c in blocks)
    card = outline.clauses[0].kind is ClauseKind.PART
    recognises = r"认定|评定|授牌|备案|试点|额度|免费|减免|贷款|入户|承租|补贴|津贴|挂牌|纳入"
    if card:  # a card that states conditions is a service; one that only names whom it is for, none
        if not asks and not re.search(recognises, name):
            return
    elif not re.search(recognises, name + whole[:1500]):
        return
    first = outline.clauses[0]
    what = re.search(r"认定|评定|备案|试点|贷款|入户|承租|补贴|津贴", name)
    anchor = next(
        (s for s in outline.sentences if s.kind is SentenceKind.HEADING), outline.sentences[0]
    )
    quote = outline.quote(anchor.start, anchor.end)
    value = name or (what.group() if what else "认定")
    own: tuple[DraftNode, ...] = ()
    if served := _served(outline):
        sentence, begin, cut = served
        anchor, quote = sentence, outline.quote(cut, sentence.end)
        value = quote.text
        asked = outline.conditions(begin, cut) if cut > begin else None
        own = tuple(asked.of) if asked else ()
        if cut > begin or sentence.kind is not SentenceKind.CONDITION:
            sentence.kind = SentenceKind.AMOUNT  # 应当经市局批准 stays a condition
    reading.items.append(
        DraftItem(
            title=name or quote.text,
            clause=first.index,
            own=DraftGroup(join="all", of=own),
            inherited=DraftGroup(join="all", of=()),
            award=DraftAward(shape="in_kind", value=value, quote=quote),
            quote=quote,
        )
    )
    anchor.items.append(0)


#: What a card without sums offers: 可申请办理一次性登记, 经评审通过并给予认定和授牌.
_SERVES = re.compile(
    r"(?:^|[,的并]|企业|单位|机构)(?P<serves>可(?:以)?(?:在|按照?|向|申请|享受|办理|获得)[^。;]{4,}"
    r"|(?:给予|予以)[^,;。]{0,8}(?:认定|授牌|挂牌|备案)[^。;]*"
    r"|(?:认定|评定|授予|命名)为[^。;]{4,}|(?:颁发|授予)[^。;]{2,})"
)


def _served(outline: Outline) -> tuple[Sentence, int, int] | None:
    """The sentence of a 服务内容 block that says what is offered, and where it begins to say so.

    Where none says so in words of granting, the first sentence of the block is what is offered.
    """
    first: tuple[Sentence, int, int] | None = None
    for sentence in outline.sentences:
        if outline.roles[sentence.clause] is not Role.AWARD:
            continue
        own = outline.said(sentence)
        label = re.match(rf"\s*(?:(?:服务|支持|政策)内容\s*:?)?{LABEL}", own)
        begin = sentence.start + (label.end() if label else 0)
        if match := _SERVES.search(own):
            return sentence, begin, max(begin, sentence.start + match.start("serves"))
        if first is None and sentence.kind is not SentenceKind.HEADING and begin < sentence.end:
            first = (sentence, begin, begin)
    return first
