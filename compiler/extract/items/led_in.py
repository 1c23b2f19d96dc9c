"""What the sentences in front of a grant ask of whoever is paid by it.

「支持企业租用共享实验室。对符合条件的企业，按租金的30%…」 encourages in one sentence and pays in
the next; 「对投保的企业给予补贴。上年度…的，补助60%」 says first whom it pays and then how much.
"""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.empty import empty_phrase
from compiler.extract.conditions.kinds import paid_last, with_last
from compiler.extract.drafts import DraftNode, DraftTag
from compiler.extract.items.encouraged import is_encouraged, read_encouraged
from compiler.extract.items.limited_classes import Unit
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.items.units import BY_RESULT
from rules.document import SentenceKind

#: A sentence between the two that neither pays nor names anybody: 采用后补助方式。
_PASSED_OVER = re.compile(
    r"\W*(?:采[取用][^,;。]{2,16}(?:方式|形式)[^,;。]{0,12}|(?:主要|重点)?支持方向(?:为|包括)?[^。]*|具体[^。]{0,16}如下[^。]*)。?\s*"
)


def lead_in(outline: Outline, owners: dict[int, list[Unit]]) -> None:
    """Put what a leading sentence asks before every grant of its paragraph that it leads to."""
    for found in owners.values():
        granting = {sentence.start for sentence, benefits in found if benefits}
        for sentence, benefits in found:
            if not benefits or _names_itself(outline, sentence):
                continue
            lead = _leading(outline, sentence, granting)
            if lead is None:
                continue
            if asked := _asked(outline, lead, sentence, benefits):
                intros = outline.intros.setdefault(sentence.start, [])
                intros.extend(node for node in asked if node not in intros)
                outline.leads.setdefault(lead.start, lead)
                outline.rows.setdefault(sentence.start, []).append(lead)


def _names_itself(outline: Outline, sentence: Sentence) -> bool:
    """Whether a sentence encourages by itself, so that none before it leads to it."""
    return is_encouraged(outline.view, outline.told_from(sentence), sentence.end)


def _leading(outline: Outline, sentence: Sentence, granting: set[int]) -> Sentence | None:
    """The sentence of the same paragraph that leads to a grant; other grants may stand between."""
    before = [s for s in outline.by_clause[sentence.clause] if s.start < sentence.start]
    for earlier in reversed(before):
        if earlier.start in outline.announced:
            return earlier
        start = outline.told_from(earlier)
        if earlier.start in granting:
            if is_encouraged(outline.view, start, earlier.end):
                return None  # it led to its own grant alone
            continue
        if is_encouraged(outline.view, start, earlier.end):
            free = earlier.kind in (SentenceKind.BACKGROUND, SentenceKind.CONDITION)
            return earlier if free else None
        if not _PASSED_OVER.fullmatch(outline.said(earlier)):
            return None
    return None


#: 对符合条件的项目, 对总投资1亿元以上的项目, or nobody: what is paid is what was encouraged.
_REFERS_BACK = re.compile(
    r"\W*(?:第[^,;。\s]{1,5}条)?\W*(?:其中,?)?(?:经[^,;。]{2,16},)?(?:对于?|给予?|向)?(?:符合(?:上述|以上|相关|规定)?(?:条件|要求)的?|上述|相关|有关|该类?|此类|获支持的?|入选的?)*"
    r"(?:企业|单位|机构|项目|主体|申[报请]人|个人|人员|平台|团队|园区|者)?,?(?:可|将|均)*"
)
_OF_A_THING = re.compile(
    r"[^;。]*的[^,;。的]{0,10}(?:项目|工程|产品|设备|活动|课题|方案|成果|品种|场景|设施|生产线|车间),?(?:可|将|均|于[^,;。]{2,12}后?)*"
)


def _asked(
    outline: Outline, lead: Sentence, sentence: Sentence, granted: list[Benefit]
) -> list[DraftNode]:
    """What a leading sentence asks: whom it encourages to do what, or whom it pays.

    What it encourages to do is asked unless the grant names by itself who is paid for what.
    """
    view = outline.view
    start = outline.told_from(lead)
    benefits = outline.announced.get(lead.start, ())
    stop = benefits[0].cut if benefits else lead.end
    paid = view[granted[0].start : granted[0].cut]
    by_itself = not (_REFERS_BACK.fullmatch(paid) or _OF_A_THING.fullmatch(paid))
    if is_encouraged(view, start, stop):
        by_result = BY_RESULT.match(view, sentence.start, sentence.end) is not None
        done = not by_result and (bool(benefits) or not by_itself)
        asked = read_encouraged(outline.text, view, start, stop, outline.lexicon, done=done)[0]
        return _not_others(asked, paid) if by_itself and not benefits else asked
    if not benefits or (by_itself and re.match(r"\W*其中", outline.said(sentence))):
        return []  # the classes told apart behind 其中 say whom each pays
    found = outline.conditions(benefits[0].start, stop)
    nodes = [n for n in (found.of if found else ()) if not empty_phrase(n)]
    last = paid_last(outline.text, view, benefits[0].start, stop)
    return with_last(nodes, last) if isinstance(last, DraftTag) else nodes


#: 「对获得贷款的企业」: the grant names the kind of body it pays.
_BODY_PAID = re.compile(
    r"\W*(?:对于?|凡|向)[^;。]*?的[^,;。的]{0,8}(?P<body>企业|公司|机构|银行|个人|单位|协会|园区|平台|院校|合作社)(?=,|$)"
)


def _not_others(asked: list[DraftNode], paid: str) -> list[DraftNode]:
    """What a lead asks without the kind of body it encourages, where another kind is paid."""
    named = _BODY_PAID.match(paid)
    if named is None:
        return asked
    return [
        n
        for n in asked
        if not (
            isinstance(n, DraftTag)
            and n.name == "主体类型"
            and not any(v.endswith(named["body"]) for v in n.values)
        )
    ]
