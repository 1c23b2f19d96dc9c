"""Compound awards: parallel lists (分别), alternatives by class, sums that add up, ladders."""

from __future__ import annotations

import re

from compiler.extract.awards import Benefit
from compiler.extract.conditions import Fragment, _name_before, read_conditions
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.lexicon import Lexicon
from compiler.normalise import MARK, PREFIX, QUANTITY, SUFFIX

_QUANTITY_LIST = re.compile(
    rf"(?P<prefix>{PREFIX})?(?P<list>(?:(?:{QUANTITY}|\d+(?:\.\d+)?)(?:{MARK})?(?:以上)?(?:、|,|和|及|或))+{QUANTITY})(?P<mark>{MARK})?(?P<suffix>{SUFFIX})?"
)


def compound(
    text: str,
    view: str,
    benefits: list[Benefit],
    lexicon: Lexicon,
    own: list[DraftNode],
    limits: tuple[DraftCap, ...],
) -> DraftAward | None:
    """One award for all the benefit segments of an item.

    Conditions that hold for the whole item are appended to ``own``; those that tell alternatives apart
    go into the parts of the award.
    """
    ladder = [b for b in benefits if b.award.shape == "top_up"]
    plain = [b for b in benefits if b.award.shape != "top_up"] or benefits
    readings = [_parts(text, view, b, lexicon, first=i == 0) for i, b in enumerate(plain)]
    if not readings:
        return None
    quote = Quote(
        text=text[plain[0].award.quote.start : max(b.end for b in benefits)],
        start=plain[0].award.quote.start,
    )
    if len(plain) == 1:
        common, parts = readings[0]
        own.extend(common)
        award = plain[0].award if not parts else _cases(parts, quote, "highest")
    else:
        award = _alternatives(plain, readings, own, text, quote)
    if limits:
        award = award.model_copy(update={"caps": (*award.caps, *limits)})
    if ladder and ladder[0] not in plain:
        whole = Quote(text=text[quote.start : ladder[-1].end], start=quote.start)
        holder = DraftPart(when=DraftGroup(join="all", of=()), award=award)
        award = DraftAward(shape="top_up", base=ladder[0].award.base, parts=(holder,), quote=whole)
    return award


def _alternatives(
    plain: list[Benefit],
    readings: list[tuple[list[DraftNode], list[DraftPart]]],
    own: list[DraftNode],
    text: str,
    quote: Quote,
) -> DraftAward:
    adds = any(b.adds for b in plain[1:])
    first_common = readings[0][0]
    parts: list[DraftPart] = []
    shared: list[DraftNode] = []
    for benefit, (common, inner) in zip(plain, readings, strict=True):
        if inner:
            parts.extend(inner)
            shared.extend(n for n in common if n not in shared)
            continue
        when = common or (first_common if benefit is plain[0] else [])
        parts.append(DraftPart(when=DraftGroup(join="all", of=tuple(when)), award=benefit.award))
    if adds:
        own.extend(n for n in first_common if n not in own)
        own.extend(n for n in shared if n not in own)
        return _cases(parts, quote, "sum")
    inherited = _inherit_names(parts)
    common_nodes = _common_to_all(inherited)
    own.extend(n for n in [*shared, *common_nodes] if n not in own)
    unconditional = [p for p in inherited if not p.when.of]
    if unconditional and len(unconditional) == len(inherited):
        return _cases(inherited, quote, "sum")
    return _cases(inherited, quote, "highest")


def _common_to_all(parts: list[DraftPart]) -> list[DraftNode]:
    """Tags stated only in the first alternative that tell nothing apart: 规模以上工业企业 in a ladder."""
    if len(parts) < 2 or not parts[0].when.of:
        return []
    shapes = [{_gist(n) for n in p.when.of} for p in parts]
    if not all(shapes[1:]):
        return []
    others = set.union(*shapes[1:])
    numeric = any(isinstance(n, DraftTag) and n.shape == "compare" for n in parts[0].when.of)
    extra = []
    for node in parts[0].when.of:
        if (
            numeric
            and isinstance(node, DraftTag)
            and node.shape in ("has", "one_of", "judged", "is")
            and _gist(node) not in others
            and all(all(isinstance(n, DraftTag) and n.shape == "compare" for n in p.when.of) for p in parts[1:])
        ):
            extra.append(node)
    if extra:
        first = parts[0]
        rest = tuple(n for n in first.when.of if n not in extra)
        parts[0] = first.model_copy(update={"when": DraftGroup(join="all", of=rest)})
    return list(extra)


def _gist(node: DraftNode) -> str:
    return f"{node.shape}:{node.name}" if isinstance(node, DraftTag) else node.join


def _inherit_names(parts: list[DraftPart]) -> list[DraftPart]:
    """1亿元以上的，奖励…: a later alternative without a name compares what the first one named."""
    model: DraftTag | None = None
    result = []
    for part in parts:
        nodes: list[DraftNode] = []
        for node in part.when.of:
            if isinstance(node, DraftTag) and node.shape == "compare":
                if node.name and model is None:
                    model = node
                elif not node.name and model is not None:
                    update = {"name": model.name, "measure": model.measure if node.measure == "value" else node.measure}
                    if not node.period:
                        update["period"] = model.period
                    node = node.model_copy(update=update)
                elif node.name and model and not node.period and _related(node.name, model.name):
                    node = node.model_copy(update={"period": model.period})
            nodes.append(node)
        result.append(part.model_copy(update={"when": DraftGroup(join="all", of=tuple(nodes))}))
    return result


def _related(name: str, other: str) -> bool:
    return name == other or name in other or other in name


def _cases(parts: list[DraftPart], quote: Quote, choose: str) -> DraftAward:
    return DraftAward(shape="cases", parts=tuple(parts), choose=choose, quote=quote)  # type: ignore[arg-type]


def _parts(
    text: str, view: str, benefit: Benefit, lexicon: Lexicon, *, first: bool
) -> tuple[list[DraftNode], list[DraftPart]]:
    """Conditions of one segment, and its parallel alternatives if it lists several."""
    who_start, who_end = benefit.start, benefit.cut
    amounts = benefit.values or benefit.rates or benefit.cap_values
    found = read_conditions(text, view, who_start, who_end, lexicon, residual=True)
    nodes: list[DraftNode] = list(found.of) if found else []
    nodes = [n for n in nodes if not _empty_phrase(n)]
    if len(amounts) < 2:
        return nodes, []
    count = len(amounts)
    awards = [_nth(benefit, i) for i in range(count)]
    if ladder := _threshold_list(text, view, benefit, count):
        span, tags = ladder
        keep = [n for n in nodes if not _overlaps(n, span)]
        return keep, [
            DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award)
            for tag, award in zip(tags, awards, strict=True)
        ]
    for node in nodes:
        if isinstance(node, DraftTag) and node.shape in ("has", "one_of") and len(node.values) == count:
            keep = [n for n in nodes if n is not node]
            return keep, _split_tag(text, view, node, awards)
    listed = [n for n in nodes if isinstance(n, DraftTag) and n.shape == "has" and len(n.values) == 1]
    if len(listed) == count:
        keep = [n for n in nodes if n not in listed]
        return keep, [
            DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award)
            for tag, award in zip(listed, awards, strict=True)
        ]
    if pieces := _noun_list(text, view, who_start, who_end, count):
        first_start, last_end = pieces[0].start, pieces[-1].end
        keep = [n for n in nodes if not _overlaps(n, (first_start, last_end))]
        return keep, [
            DraftPart(
                when=DraftGroup(join="all", of=(DraftTag(shape="has", name="资质认定", values=(p.text,), quote=p),)),
                award=award,
            )
            for p, award in zip(pieces, awards, strict=True)
        ]  # fmt: skip
    note = DraftTag(
        shape="unparsed", name=f"并列金额有{count}个，未能与前文的{count}种情形一一对应",
        quote=Quote(text=text[who_start : benefit.end].strip(), start=who_start + _lead(text, who_start, benefit.end)),
    )  # fmt: skip
    return [*nodes, note], []


def _lead(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return len(piece) - len(piece.lstrip())


def _empty_phrase(node: DraftNode) -> bool:
    """补贴标准, 按以下标准: names of blocks and set phrases are nobody's condition."""
    return (
        isinstance(node, DraftTag)
        and node.shape == "is"
        and bool(
            re.fullmatch(
                r"(?:采取|采用)[^,;。]{0,12}(?:方式|形式)(?:支持|给予支持)?|.{0,8}(?:标准|方式|金额|额度|资金|办法|政策|如下|以下|下列|情况|原则|补贴|奖励|资助|补助)|(?:鼓励|支持|引导|推动)[^,;。]{2,40}|符合(?:条件|规定|要求)[^,;。]{0,6}|上述[^,;。]{0,10}|经(?:审核|认定)(?:后|通过)?(?:符合条件)?",
                node.name,
            )
        )
    )


def _nth(benefit: Benefit, index: int) -> DraftAward:
    award = benefit.award
    update: dict[str, object] = {}
    if len(benefit.values) > index:
        update["value"] = benefit.values[index]
        if award.shape == "rate":
            update["shape"] = "fixed"
            update["base"] = ""
    if len(benefit.rates) > index:
        update["shape"], update["value"] = "rate", benefit.rates[index]
    if len(benefit.cap_values) > index:
        limit = benefit.cap_values[index]
        if award.shape == "fixed" and not benefit.values:
            update["value"], update["soft"] = limit, True
        else:
            cap = DraftCap(value=limit, scope="", quote=award.quote)
            update["caps"] = (*award.caps, cap)
    return award.model_copy(update=update)


def _threshold_list(
    text: str, view: str, benefit: Benefit, count: int
) -> tuple[tuple[int, int], list[DraftTag]] | None:
    for match in _QUANTITY_LIST.finditer(view, benefit.start, benefit.cut):
        spans = [m for m in re.finditer(rf"({QUANTITY}|\d+(?:\.\d+)?)(?:{MARK})?(?:以上)?(?=、|,|和|及|或|$)", match["list"])]
        if len(spans) != count or not (match["prefix"] or match["suffix"]):
            continue
        fragment = Fragment(view=view, text=text, start=benefit.start, end=benefit.cut)
        start, name, period, measure, each = _name_before(fragment, match.start())
        unit = re.sub(r"^[\d.,]+", "", spans[-1][1])
        tags = []
        for position, item in enumerate(spans):
            value = item[1] if re.search(r"[^\d.,]", item[1]) else item[1] + unit
            a = match.start("list") + item.start()
            b = match.start("list") + item.start() + len(item[1])
            a = start if position == 0 else a
            tags.append(
                DraftTag(
                    shape="compare", name=name, period=period, measure=measure, each_year=each,  # type: ignore[arg-type]
                    prefix=match["prefix"] or "", suffix=match["suffix"] or "", mark=match["mark"] or "", value=value,
                    quote=Quote(text=text[a:b], start=a),
                )  # fmt: skip
            )
        return (start, match.end()), tags
    return None


def _split_tag(text: str, view: str, node: DraftTag, awards: list[DraftAward]) -> list[DraftPart]:
    parts = []
    cursor = node.quote.start
    for value, award in zip(node.values, awards, strict=True):
        piece = re.search(re.escape(value[:2]), view[cursor : node.quote.end])
        quote = node.quote
        if piece:
            a = cursor + piece.start()
            b = a + 1
            while b < node.quote.end and view[b] not in "、,和及或":
                b += 1
            quote = Quote(text=text[a:b], start=a)
            cursor = b
        tag = node.model_copy(update={"values": (value,), "quote": quote})
        parts.append(DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award))
    return parts


def _noun_list(text: str, view: str, start: int, end: int, count: int) -> list[Quote]:
    """The last list of exactly ``count`` nouns before the benefit: 「小升规」「规改股」「股上市」."""
    separator = r"(?:、|和|及|或|以及)"
    pattern = re.compile(rf"[^,;。、]{{1,30}}?(?:{separator}[^,;。、和及]{{2,30}}){{{count - 1}}}(?=[,;。]|的|$|等)")
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
        lead = re.match(r"(?:对|被|获|获得|取得|实现|通过|经|的|认定为|评为|评定为|首次|达到)+", view[a:b])
        a += lead.end() if lead and lead.end() < b - a else 0
        while b > a and view[b - 1] in " 的":
            b -= 1
        if b - a < 2:
            return []
        quotes.append(Quote(text=text[a:b], start=a))
    return quotes


def _overlaps(node: DraftNode, span: tuple[int, int]) -> bool:
    if isinstance(node, DraftTag):
        return node.quote.start < span[1] and node.quote.end > span[0]
    return any(_overlaps(child, span) for child in node.of)
