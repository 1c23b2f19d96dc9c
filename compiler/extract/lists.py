"""Lists beside parallel amounts: as many thresholds, values or nouns as there are amounts."""

from __future__ import annotations

import re

from compiler.extract.awards import Benefit
from compiler.extract.drafts import (
    DraftAward,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.fragment import Fragment
from compiler.extract.lexicon import Lexicon
from compiler.extract.naming import name_before
from compiler.normalise import MARK, PREFIX, QUANTITY, SUFFIX

_QUANTITY_LIST = re.compile(
    rf"(?P<prefix>{PREFIX})?"
    rf"(?P<list>(?:(?:{QUANTITY}|\d+(?:\.\d+)?)(?:{MARK})?(?:以上)?(?:、|,|和|及|或))+{QUANTITY})"
    rf"(?P<mark>{MARK})?(?P<suffix>{SUFFIX})?"
)
_THRESHOLD = re.compile(rf"({QUANTITY}|\d+(?:\.\d+)?)(?:{MARK})?(?:以上)?(?=、|,|和|及|或|$)")


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
    names = shared_noun(list(node.values)) if node.shape == "has" else list(node.values)
    for value, name, award in zip(node.values, names, awards, strict=True):
        piece = re.search(re.escape(value[:2]), view[cursor : node.quote.end])
        quote = node.quote
        if piece:
            a = cursor + piece.start()
            b = a + 1
            while b < node.quote.end and view[b] not in "、,和及或":
                b += 1
            quote = Quote(text=text[a:b], start=a)
            cursor = b
        tag = node.model_copy(update={"values": (name,), "quote": quote})
        parts.append(DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award))
    return parts


def noun_list(text: str, view: str, start: int, end: int, count: int) -> list[Quote]:
    """The last list of ``count`` nouns before the benefit: 「小升规」「规改股」「股上市」."""
    separator = r"(?:、|和|及|或|以及)"
    pattern = re.compile(
        rf"[^,;。、]{{1,30}}?(?:{separator}[^,;。、和及]{{2,30}}){{{count - 1}}}(?=[,;。]|的|$|等)"
    )
    best = None
    for match in pattern.finditer(view, start, end):
        best = match
    if best is None:
        return []
    cuts = [m.span() for m in re.finditer(separator, best.group())]
    edges = [0, *[e for c in cuts for e in c], len(best.group())]
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    if len(pieces) != count:
        return []
    quotes = []
    for a, b in pieces:
        a, b = best.start() + a, best.start() + b
        lead = re.match(
            r"(?:对|被|获[得取评]?|取得|实现|通过|经|的|认定为|评为|评定为|首次|达到)+", view[a:b]
        )
        a += lead.end() if lead and lead.end() < b - a else 0
        while b > a and view[b - 1] in " 的":
            b -= 1
        if b - a < 2:
            return []
        quotes.append(Quote(text=text[a:b], start=a))
    return quotes


_LEVEL = re.compile(r"(?:国家|世界|国际|全国|部|省|市|区|县)级?")


def shared_noun(names: list[str]) -> list[str]:
    """国家级、省级、市级科技奖项: levels before a noun that only the last one names."""
    names = [re.sub(r"的(?:企业|单位|机构|项目|人员|个人)$", "", n) for n in names]
    last = _LEVEL.match(names[-1])
    if last and last.end() < len(names[-1]) and all(_LEVEL.fullmatch(n) for n in names[:-1]):
        names = [*(n + names[-1][last.end() :] for n in names[:-1]), names[-1]]
    return names


def overlaps(node: DraftNode, span: tuple[int, int]) -> bool:
    """Whether a node quotes any of the characters of a span."""
    if isinstance(node, DraftTag):
        return node.quote.start < span[1] and node.quote.end > span[0]
    return any(overlaps(child, span) for child in node.of)
