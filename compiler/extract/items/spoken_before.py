"""What a granting sentence only points to: whom 对上述项目 speaks of, parts without shares."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.empty import empty_phrase
from compiler.extract.drafts import DraftNode, DraftTag
from compiler.extract.items.outline import Outline, PolicyReading, Sentence
from rules.document import SentenceKind

#: 对上述项目, 对该类企业: whoever was named right before.
_REFERS = re.compile(
    r"(?:对于?|凡)?(?:上述|前述|以上|该类|此类|这类|该等)(?:符合条件的)?"
    r"(?P<noun>[一-鿿]{0,6}?(?:项目|企业|机构|单位|产品|人员|园区|平台|载体|基地|主体|组织|团队|活动))"
)
_NAMES = re.compile(
    r"\W*(?:第[^,;。\s]{1,6}条\s*|[\d一二三四五六七八九十]+[.、])?\W*(?:重点|优先|大力|积极|鼓励|引导)*(?:支持|鼓励|引导|扶持|发展|引进|面向|聚焦)(?P<what>[^。;]{4,}?)[。;\s]*"
)


def _named_before(outline: Outline, sentence: Sentence, start: int, end: int) -> list[DraftNode]:
    """What the nearest sentence before asks of those that ``[start, end)`` only points to."""
    refers = _REFERS.search(outline.view, start, end)
    if refers is None:
        return []
    beside = outline.by_clause.get(sentence.clause, [])
    for earlier in reversed([s for s in beside if s.start < sentence.start]):
        if earlier.kind is SentenceKind.AMOUNT:
            return []
        first = max(outline.told_from(earlier), _after_heading(outline, earlier))
        named = _NAMES.fullmatch(outline.view, first, earlier.end)
        if named is None or not named["what"].endswith(refers["noun"][-2:]):
            continue
        return _asked(outline, *named.span("what"))
    return []


def _after_heading(outline: Outline, sentence: Sentence) -> int:
    """Where a sentence begins behind the number and the name of its clause."""
    heading = outline.every[sentence.clause].heading
    place = outline.said(sentence).find(heading) if heading else -1
    return sentence.start + place + len(heading) if place >= 0 else sentence.start


def _asked(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """The recipients as the patterns know them, or all of the words as one requirement."""
    found = outline.conditions(start, end, residual=False)
    known = [n for n in (found.of if found else ()) if not empty_phrase(n)]
    said = outline.view[start:end]
    if known and re.fullmatch(r"[^,;。、]{0,24}", said):
        return known
    quote = outline.quote(start, end)
    return [DraftTag(shape="is", name=outline.view[quote.start : quote.end], quote=quote)]


#: 分3年给予: in how many parts it is paid, without their shares.
_SPREAD = re.compile(
    r"分[两二三四五\d]个?(?:年度?|期)(?:,|给予|予以|安排|支付|落实|发放|兑现|拨付|补助|奖励)"
)


def note_besides(
    outline: Outline, reading: PolicyReading, sentence: Sentence, benefits: list[Benefit]
) -> None:
    """Whom a granting sentence only points to, and that it pays in parts it does not name."""
    if benefits:
        named = _named_before(outline, sentence, benefits[0].start, benefits[0].cut)
        outline.intros.setdefault(sentence.start, []).extend(named)
    if _SPREAD.search(outline.said(sentence)) and not any(b.award.instalments for b in benefits):
        reading.notes.append(("PC507", sentence.start, sentence.end))
