"""Levels of a certificate that are said where the sums are, and its name before them.

「对通过甲评估的企业，按照二级8万元、三级15万元给予奖励」: 甲评估二级, 甲评估三级 are what is held.
"""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.by_level import Reading
from compiler.extract.drafts import DraftNode, DraftPart, DraftTag, Quote, node_quotes
from compiler.extract.language.affixes import GRADE
from compiler.extract.language.lists import overlaps

_PAPER = r"(?:评估|评定|测评|评测|评价|贯标|认证|评级|定级|考评|认可|备案|等级)(?:认证|评定|认定)?"
#: 首次通过能力成熟度评估: what was passed, on whatever level.
_PASSED = re.compile(
    rf"(?:首次|新)?(?:通过|获得?|取得|完成|达到)(?P<what>[^,;。的]{{2,30}}?{_PAPER})"
)
_SHORT = re.compile(r"[(（][A-Za-z][\w+/-]{1,15}[)）]")
_LEVEL = rf"(?:{GRADE}|L?\d级|[A-E]级|[一二三四五六]星级?|[初中高]级)"
_ALONE = re.compile(_LEVEL)
#: 「，四级」, 「；对达到五级的企业」: a segment that tells nothing but its level.
_AT_END = re.compile(
    rf"(?:^|[,;:。、的])\s*(?:其中,?|对于?|凡|达到|通过|获得?|取得|评[定为]+|认定为)*"
    rf"(?P<level>{_LEVEL})(?:认证|评定|认定|标准|水平|的|企业|单位)*,?$"
)


def levels_of_paper(
    text: str, view: str, plain: list[Benefit], readings: list[Reading]
) -> list[Reading]:
    """The readings with each bare level as the certificate that was passed, on that level."""
    told = [_in_one(text, reading) for reading in readings]
    return _one_by_one(text, view, plain, told)


def _in_one(text: str, reading: Reading) -> Reading:
    """A list of levels in one segment."""
    common, parts, award = reading
    papers = [n for n in common if _paper(n)]
    tags = [p.when.of[0] for p in parts if len(p.when.of) == 1]
    levels = [_level_of(t) for t in tags]
    if len(papers) != 1 or len(parts) < 2 or len(tags) < len(parts):
        return reading
    if not all(levels) or len(set(levels)) < len(levels) or _of_itself(text, papers[0], tags):
        return reading
    named: list[DraftPart] = []
    for part, tag, level in zip(parts, tags, levels, strict=True):
        quote = tag.quote if isinstance(tag, DraftTag) else award.quote
        held = _held(text, papers[0], level, quote)
        named.append(part.model_copy(update={"when": part.when.model_copy(update={"of": (held,)})}))
    return [n for n in common if n is not papers[0]], named, award


def _one_by_one(
    text: str, view: str, plain: list[Benefit], readings: list[Reading]
) -> list[Reading]:
    """A segment for each level, of which the first names the certificate."""
    found = [_AT_END.search(view[b.start : b.cut].rstrip(" ")) for b in plain]
    run = next((i for i, m in enumerate(found) if m is None), len(found))
    levels = [m["level"] for m in found if m]
    if run < 2 or len(levels) > run or len(set(levels)) < run:
        return readings
    if any(parts for _, parts, _ in readings):
        return readings
    spans = [
        (b.start + m.start("level"), b.start + m.end("level"))
        for b, m in zip(plain[:run], found, strict=False)
        if m
    ]
    papers = [
        n
        for n in readings[0][0]
        if isinstance(n, DraftTag) and _paper(n) and n.quote.start < spans[0][0]
    ]
    if len(papers) != 1:
        return readings
    told: list[Reading] = []
    for (common, _, award), span, level in zip(readings, spans, levels, strict=False):
        quote = Quote(text=text[slice(*span)], start=span[0])
        rest = [n for n in common if n is not papers[0] and not overlaps(n, span)]
        told.append(([*rest, _held(text, papers[0], level, quote)], [], award))
    return [*told, *readings[run:]]


def _held(text: str, paper: DraftNode, level: str, quote: Quote) -> DraftTag:
    assert isinstance(paper, DraftTag)
    passed = _PASSED.fullmatch(paper.name) if paper.shape == "is" else None
    name = passed["what"] if passed else paper.values[0]
    short = _SHORT.match(text, paper.quote.end)
    newly = paper.name.startswith(("首次", "新")) if passed else paper.first
    return DraftTag(
        shape="has",
        name="资质认定",
        values=(name + (short.group() if short else "") + level,),
        period=paper.period,
        first=newly,
        quote=quote,
    )


def _paper(node: DraftNode) -> bool:
    """Whether a condition asks for one certificate and says nothing of its level."""
    if not isinstance(node, DraftTag) or node.negated:
        return False
    if node.shape == "is":
        return _PASSED.fullmatch(node.name) is not None
    one = node.shape == "has" and len(node.values) == 1
    return one and re.search(f"{_PAPER}$", node.values[0]) is not None


def _of_itself(text: str, paper: DraftNode, tags: list[DraftNode]) -> bool:
    """认证等级为五级、四级: the text speaks of the level by itself."""
    last = max(q.end for q in node_quotes(paper))
    first = min(q.end for t in tags for q in node_quotes(t))
    return re.search(r"(?:等级|级别|档次)[为是达]", text[last:first]) is not None


def _level_of(node: DraftNode) -> str:
    """The level a class is called by, and nothing else; empty for any other class."""
    if not isinstance(node, DraftTag) or node.negated or node.shape not in ("is", "has", "one_of"):
        return ""
    name = node.name if node.shape == "is" else node.values[0] if len(node.values) == 1 else ""
    return name if _ALONE.fullmatch(name) else ""
