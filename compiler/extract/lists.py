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
from compiler.extract.shared_words import shared_words
from compiler.extract.words import PERIOD
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
    names = shared_words(list(node.values)) if node.shape == "has" else list(node.values)
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
            r"(?:对|被|获[得取评]?|取得|实现|通过|经|的|新?(?:获评|认定|评定|评)为"
            r"|新(?=[获评认取])|首次|达到)+",
            view[a:b],
        )
        a += lead.end() if lead and lead.end() < b - a else 0
        while b > a and view[b - 1] in " 的":
            b -= 1
        if b - a < 2:
            return []
        quotes.append(Quote(text=text[a:b], start=a))
    return quotes


#: 「主导制定国际标准、国家标准」: what is done with each of the things listed.
_DOES = re.compile(
    r"(?P<act>[^,;。、]{0,24}(?:制定|修订|起草|编制|发布|开展|举办|承办|主办|承担|参与|参加|参评|主持|牵头|主导|完成"
    r"|建设|新建|建成|设立|开设|开通|引进|引入|实施|研发|研制|购置|投保|出版|发表|拍摄|制作|播出)"
    r"(?:并(?:发布|实施|完成|投入使用|通过验收))?(?:了|的)?)(?P<what>[^,;。、]{2,})"
)
_TITLED = re.compile(r"获[得评批奖取]?|认定|评定|评为|取得|入选|入围|授予|命名|通过|列入|纳入|荣")


def named_apart(view: str, start: int, nouns: list[Quote]) -> list[DraftTag]:
    """A leaf for each noun of a list: a title that is held, or what is done with each of them."""
    names = [view[n.start : n.end] for n in nouns]
    lead = re.split(r"[,;。]", view[start : nouns[0].start])[-1]
    time = PERIOD.match(names[0]) or PERIOD.search(lead)
    period = time.group() if time else ""
    first = names[0].removeprefix(period).lstrip("内,的")
    done = _DOES.fullmatch(first)
    if done and not _TITLED.search(lead + done["act"]):
        act = re.sub(r"^(?:对|在|且|并)+", "", done["act"])
        whole = shared_words([done["what"], *names[1:]])
        return [
            DraftTag(shape="is", name=act + name, period=period, quote=quote)
            for name, quote in zip(whole, nouns, strict=True)
        ]
    return [
        DraftTag(
            shape="has",
            name="资质认定",
            values=(name,),
            first="首次" in lead,
            period=period,
            quote=quote,
        )
        for name, quote in zip(shared_words([first, *names[1:]]), nouns, strict=True)
    ]


def overlaps(node: DraftNode, span: tuple[int, int]) -> bool:
    """Whether a node quotes any of the characters of a span."""
    if isinstance(node, DraftTag):
        return node.quote.start < span[1] and node.quote.end > span[0]
    return any(overlaps(child, span) for child in node.of)
