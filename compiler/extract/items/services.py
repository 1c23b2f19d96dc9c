"""Items that pay no sum: a service or title in a block of its own, or a whole recognition."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import (
    DraftAward,
    DraftGroup,
    DraftItem,
    DraftNode,
)
from compiler.extract.items.outline import Outline, PolicyReading, Sentence, owner_of
from compiler.extract.items.requirements import around_item
from compiler.extract.language.amounts import LABEL
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
        if _WISH.match(outline.view, quote.start, quote.end):
            owners[owner.index] = []  # it grants nothing, and what it asks it asks of nobody else
            continue
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
    served = _served(outline)
    if served is None and (told := _confirmed(outline)):
        add_confirmed(outline, reading, told)
        return
    if served is None and any(r is Role.AWARD for r in outline.roles.values()):
        return  # its block of benefits only names aims
    if served is not None:
        sentence, begin, cut, end = served
        anchor, quote = sentence, outline.quote(cut, end)
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
    r"|(?:给予|予以)[^,;。]{0,8}(?:认定|授牌|挂牌|备案)[^,。;]*?(?=后?[,。;]|后\S|$)"
    r"|(?:认定|评定|授予|命名)为[^。;]{4,}|(?:颁发|授予)[^。;]{2,})"
)


#: 「申请设立典当行，应当经市金融监管局批准」: what is offered is what is asked for.
_LICENSED = re.compile(
    r"申请(?P<serves>(?:设立|开办|从事|经营|举办|变更|取得)[^,;。]{2,30}?)的?,(?:应当?|须|需|必须)"
    r"[^,;。]{0,20}?(?:批准|许可|核准|同意|备案)"
)


def _served(outline: Outline) -> tuple[Sentence, int, int, int] | None:
    """The sentence of a 服务内容 block that says what is offered, and from where to where it does.

    Where none says so in words of granting, the first sentence of the block that is no slogan is
    what is offered.
    """
    first: tuple[Sentence, int, int, int] | None = None
    for sentence in outline.sentences:
        if outline.roles[sentence.clause] is not Role.AWARD:
            continue
        own = outline.said(sentence)
        label = re.match(rf"\s*(?:(?:服务|支持|政策)内容\s*:?)?{LABEL}", own)
        begin = sentence.start + (label.end() if label else 0)
        if asked_for := _LICENSED.search(own):
            a, b = (sentence.start + i for i in asked_for.span("serves"))
            return sentence, a, a, b
        if match := _SERVES.search(own):
            cut = max(begin, sentence.start + match.start("serves"))
            return sentence, begin, cut, sentence.start + match.end("serves")
        told = sentence.kind is not SentenceKind.HEADING and begin < sentence.end
        if first is None and told and not _WISH.match(outline.view, begin, sentence.end):
            first = (sentence, begin, begin, sentence.end)
    return first


#: 「精准定位主导产业，强化质量品牌建设」, 「鼓励银行创新产品」: nobody is offered anything.
_WISH = re.compile(
    r"\W*(?:精准|着力|大力|积极|进一步|持续|不断|充分|切实|全面)*"
    r"(?:鼓励|引导|推动|推进|加快|加强|促进|提升|强化|完善|优化|深化|发挥|围绕|聚焦|坚持|定位|探索|规范)"
)
#: 「…，形成示范基地名单，公示无异议后发布」, 「无异议的单位确定为正式试点单位并公开发布」.
_CONFIRMS = re.compile(
    r"(?P<what>形成[^,;。]{2,40}名单|(?<!拟)(?:确定|认定|评定|命名|确认)为[^,;。\"]{0,4}[^,;。]{2,36}"
    r"|授予[^,;。]{2,30}(?:称号|牌匾))(?=[,;。]|$)"
)
_RECOGNISES = re.compile(r"认定|评定|遴选|命名|创建|试点|培育|发展管理")


def _confirmed(outline: Outline) -> tuple[Sentence, int, int] | None:
    """The sentence of a procedure that recognises whoever passed it, and where it says as what."""
    for sentence in outline.sentences:
        if sentence.kind is not SentenceKind.PROCEDURE:
            continue
        for match in _CONFIRMS.finditer(outline.view, sentence.start, sentence.end):
            return sentence, *match.span("what")
    return None


def add_confirmed(
    outline: Outline, reading: PolicyReading, told: tuple[Sentence, int, int] | None = None
) -> None:
    """The recognition that a policy's procedure ends with, beside what it pays."""
    name = outline.part.meta.title
    told = told or _confirmed(outline)
    known = any(i.award.shape == "in_kind" and "认定" in i.award.value for i in reading.items)
    if told is None or known or not _RECOGNISES.search(name):
        return
    sentence, start, end = told
    quote = outline.quote(start, end)
    reading.items.append(
        DraftItem(
            title=name,
            clause=outline.clauses[0].index,
            own=DraftGroup(join="all", of=()),
            inherited=DraftGroup(join="all", of=()),
            award=DraftAward(shape="in_kind", value=quote.text, quote=quote),
            quote=quote,
        )
    )
    sentence.items.append(len(reading.items) - 1)
