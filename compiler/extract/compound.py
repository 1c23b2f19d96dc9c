"""Compound awards: parallel lists (分别), alternatives by class, sums that add up, ladders."""

from __future__ import annotations

import re
from dataclasses import replace

from compiler.extract.awards import GRANT, LABEL, MONEY, RATIO, Benefit
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
    around: list[DraftNode],
    *,
    actual: bool = True,
) -> DraftAward | None:
    """One award for all the benefit segments of an item.

    Conditions that hold for the whole item are appended to ``own``; those that tell alternatives apart
    go into the parts of the award. ``around`` are the conditions stated in the item's other blocks; an
    alternative listed there and told apart only by its amount here moves into the parts.
    """
    if not benefits:
        return None
    if len(benefits) <= 3 and (award := _slices(text, view, benefits, lexicon, own)):
        return award.model_copy(update={"caps": (*award.caps, *limits)})
    last = max(b.end for b in benefits)
    stop = view.find("。", last)
    lesser = _ACTUAL.search(view, benefits[0].start, stop if 0 <= stop < last + 80 else last)
    if lesser and actual:
        benefits = [b for b in benefits if b.end <= lesser.start() or b.award.quote.start < lesser.start()]
        return _lesser(text, view, benefits, lexicon, own, limits, around, lesser)
    ladder = [b for b in benefits if b.award.shape == "top_up"]
    plain = [b for b in benefits if b.award.shape != "top_up"] or benefits
    readings = [_parts(text, view, b, lexicon, around) for b in plain]
    if not plain:
        return None
    quote = Quote(
        text=text[plain[0].award.quote.start : max(b.end for b in benefits)],
        start=plain[0].award.quote.start,
    )
    if len(plain) == 1:
        common, parts, single = readings[0]
        own.extend(common)
        award = single if not parts else _cases(parts, quote, "highest")
    else:
        award = _alternatives(plain, readings, own, text, quote)
    if limits:
        award = award.model_copy(update={"caps": (*award.caps, *limits)})
    if ladder and ladder[0] not in plain:
        whole = Quote(text=text[quote.start : ladder[-1].end], start=quote.start)
        holder = DraftPart(when=DraftGroup(join="all", of=()), award=award)
        award = DraftAward(shape="top_up", base=ladder[0].award.base, parts=(holder,), quote=whole)
    return award


#: 低于标准的按实际发生额: the smaller of the two is paid.
_ACTUAL = re.compile(
    rf"(?:(?P<base>[^,;。]{{2,20}}?)(?:低于|不足|少于|未达到)(?:上述|该|补贴|补助|资助|救助|规定)*(?:标准|{MONEY})(?:的)?,?按(?:照)?(?:其)?(?P<actual>实际[^,;。]{{0,14}}?)(?:给予|予以)?(?:补贴|发放|计算|补助|奖励|支付|资助|报销|核定))"
)


def _lesser(
    text: str,
    view: str,
    benefits: list[Benefit],
    lexicon: Lexicon,
    own: list[DraftNode],
    limits: tuple[DraftCap, ...],
    around: list[DraftNode],
    match: re.Match[str],
) -> DraftAward | None:
    main = compound(text, view, [_before(b, match.start()) for b in benefits], lexicon, own, limits, around, actual=False)
    if main is None:
        return None
    quote = Quote(text=text[match.start() : match.end()], start=match.start())
    actual = DraftAward(shape="rate", value="100%", base=match["base"], per=main.per, quote=quote)
    nothing = DraftGroup(join="all", of=())
    whole = Quote(text=text[main.quote.start : match.end()], start=main.quote.start)
    return DraftAward(
        shape="lesser_of", parts=(DraftPart(when=nothing, award=main), DraftPart(when=nothing, award=actual)),
        per=main.per, lasting=main.lasting, instalments=main.instalments, quote=whole,
    )  # fmt: skip


def _before(benefit: Benefit, position: int) -> Benefit:
    """The benefit without what is said from ``position`` on."""
    quote = benefit.award.quote
    if quote.end <= position:
        return benefit
    kept = quote.text[: position - quote.start].rstrip("，；,; ")
    award = benefit.award.model_copy(update={"quote": Quote(text=kept, start=quote.start)})
    return replace(benefit, award=award, end=quote.start + len(kept))


_SLICE = re.compile(
    rf"(?P<who>[^,;。:]{{0,20}}?(?:{PREFIX})?{QUANTITY}(?:{MARK})?(?:{SUFFIX})?(?:{MARK})?(?:(?:、|,|至|-|且|并)?(?:{PREFIX})?(?:{QUANTITY})?(?:{MARK})?(?:{SUFFIX})?(?:{MARK})?))的?部分,?(?:再)?(?:按(?:照)?|给予|以)[^,;。%‰]{{0,16}}?(?P<rate>{RATIO})"
)
_SLICED = re.compile(r"按(?:照)?(?P<name>[^,;。]{2,24}?)(?:分段|分档|超额累进|累进)")


def _slices(
    text: str, view: str, benefits: list[Benefit], lexicon: Lexicon, own: list[DraftNode]
) -> DraftAward | None:
    """超额累进: 5000万元以下的部分按1%，超过5000万元的部分按1.2% — each rate on its own slice."""
    start, end = benefits[0].start, max(b.end for b in benefits)
    matches = list(_SLICE.finditer(view, start, end))
    if len(matches) < 2:
        return None
    intro = _SLICED.search(view, start, matches[0].start("who") + 1)
    named = read_conditions(text, view, start, intro.start() if intro else matches[0].start(), lexicon, residual=True)
    own.extend(n for n in (named.of if named else ()) if not empty_phrase(n))
    parts = []
    for match in matches:
        found = read_conditions(text, view, match.start("who"), match.end("who"), lexicon, residual=False)
        tags = tuple(n for n in found.of if isinstance(n, DraftTag) and n.shape == "compare") if found else ()
        if not tags:
            return None
        if intro:
            tags = tuple(_rename(text, view, t, intro) for t in tags)
        quote = Quote(text=text[match.start() : match.end()], start=match.start())
        award = DraftAward(shape="rate", value=match["rate"], base="部分", quote=quote)
        parts.append(DraftPart(when=DraftGroup(join="all", of=tags), award=award))
    caps = tuple(c for b in benefits for c in b.award.caps)
    begin = intro.start() if intro else matches[0].start()
    quote = Quote(text=text[begin:end], start=begin)
    return DraftAward(shape="cases", parts=tuple(_inherit_names(parts)), caps=caps, slice=True, quote=quote)


def _rename(text: str, view: str, tag: DraftTag, intro: re.Match[str]) -> DraftTag:
    fragment = Fragment(view=view, text=text, start=intro.start("name"), end=intro.end("name"))
    _, name, period, measure, _ = _name_before(fragment, intro.end("name"))
    return tag.model_copy(update={"name": name, "period": period, "measure": measure})


def _alternatives(
    plain: list[Benefit],
    readings: list[tuple[list[DraftNode], list[DraftPart], DraftAward]],
    own: list[DraftNode],
    text: str,
    quote: Quote,
) -> DraftAward:
    adds = any(b.adds for b in plain[1:])
    first_common = readings[0][0]
    parts: list[DraftPart] = []
    shared: list[DraftNode] = []
    for benefit, (common, inner, single) in zip(plain, readings, strict=True):
        if inner:
            parts.extend(inner)
            shared.extend(n for n in common if n not in shared)
            continue
        when = common or (first_common if benefit is plain[0] else [])
        parts.append(DraftPart(when=DraftGroup(join="all", of=tuple(when)), award=single))
    if adds:
        own.extend(n for n in first_common if n not in own)
        own.extend(n for n in shared if n not in own)
        return _cases(parts, quote, "sum")
    inherited = _same_base(_inherit_names(parts))
    common_nodes = [*_shared_by_all(inherited), *_common_to_all(inherited)]
    own.extend(n for n in [*shared, *common_nodes] if n not in own)
    unconditional = [p for p in inherited if not p.when.of]
    if unconditional and len(unconditional) == len(inherited):
        return _cases(inherited, quote, "sum")
    return _cases(inherited, quote, "highest")


def _shared_by_all(parts: list[DraftPart]) -> list[DraftNode]:
    """Conditions every alternative repeats word for word hold for the item; taken out of the parts."""
    if len(parts) < 2:
        return []
    meanings = [{_meaning(n) for n in p.when.of} for p in parts]
    shared = set.intersection(*meanings)
    if not shared or any(len(m) == len(shared) for m in meanings):
        return []
    common = [n for n in parts[0].when.of if _meaning(n) in shared]
    for position, part in enumerate(parts):
        rest = tuple(n for n in part.when.of if _meaning(n) not in shared)
        parts[position] = part.model_copy(update={"when": DraftGroup(join="all", of=rest)})
    return common


def _meaning(node: DraftNode) -> str:
    return re.sub(r'"quote":\{[^{}]*\}', "", node.model_dump_json())


def _common_to_all(parts: list[DraftPart]) -> list[DraftNode]:
    """Tags stated only in the first alternative that tell nothing apart: 规模以上工业企业 in a ladder."""
    if len(parts) < 2 or not parts[0].when.of:
        return []
    shapes = [{_gist(n) for n in p.when.of} for p in parts]
    if not all(shapes[1:]):
        return []
    others = set.union(*shapes[1:])
    graded = {_gist(n) for n in parts[0].when.of if isinstance(n, DraftTag) and n.shape == "compare"}
    extra = []
    for node in parts[0].when.of:
        if (
            graded & others
            and isinstance(node, DraftTag)
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
    if not isinstance(node, DraftTag):
        return node.join
    return f"{node.shape}:{node.name}:{node.measure}:{node.period if node.shape != 'compare' else ''}"


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


def _same_base(parts: list[DraftPart]) -> list[DraftPart]:
    """大型企业按实际缴费额的30%返还，中小微企业按60%返还: a later rate without a base has the first one's."""
    model = next((p.award for p in parts if p.award.shape == "rate" and p.award.base), None)
    if model is None:
        return parts
    return [
        p.model_copy(update={"award": p.award.model_copy(update={"base": model.base, "period": model.period})})
        if p.award.shape == "rate" and not p.award.base
        else p
        for p in parts
    ]


def _related(name: str, other: str) -> bool:
    return name == other or name in other or other in name


def _cases(parts: list[DraftPart], quote: Quote, choose: str) -> DraftAward:
    return DraftAward(shape="cases", parts=tuple(parts), choose=choose, quote=quote)  # type: ignore[arg-type]


def _parts(
    text: str, view: str, benefit: Benefit, lexicon: Lexicon, around: list[DraftNode]
) -> tuple[list[DraftNode], list[DraftPart], DraftAward]:
    """Conditions of one segment, its parallel alternatives if it lists several, and its award."""
    who_start, who_end = benefit.start, benefit.cut
    if label := re.match(LABEL, view[who_start:who_end]):
        who_start += label.end()
    if classes := _classes(text, view, benefit):
        return [], classes, benefit.award
    amounts = benefit.values or benefit.rates or benefit.cap_values
    if len(amounts) < 2 and (split := _by_capped_class(text, view, benefit, lexicon, around)):
        return [], split, benefit.award
    found = read_conditions(text, view, who_start, who_end, lexicon, residual=True)
    nodes: list[DraftNode] = list(found.of) if found else []
    nodes = [n for n in nodes if not empty_phrase(n)]
    terms = [n for n in nodes if isinstance(n, DraftTag) and n.shape == "compare" and _TERM.fullmatch(n.name)]
    if terms:  # 支持周期一般不超过3年 says how long it is paid, not who gets it
        nodes = [n for n in nodes if n not in terms]
        if not benefit.award.lasting and terms[0].prefix.startswith(("不", "最", "至")):
            lasting = {"lasting": terms[0].value}
            benefit = replace(benefit, award=benefit.award.model_copy(update=lasting))
    if len(amounts) < 2:
        return nodes, [], benefit.award
    count = len(amounts)
    awards = [_nth(benefit, i) for i in range(count)]
    if ladder := _threshold_list(text, view, benefit, count):
        span, tags = ladder
        keep = [n for n in nodes if not _overlaps(n, span)]
        return keep, [
            DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award)
            for tag, award in zip(tags, awards, strict=True)
        ], benefit.award
    for node in [*nodes, *around]:
        if isinstance(node, DraftTag) and node.shape in ("has", "one_of") and len(node.values) == count:
            keep = [n for n in nodes if n is not node]
            if node in around:
                around.remove(node)
            return keep, _split_tag(text, view, node, awards), benefit.award
    listed = [n for n in nodes if isinstance(n, DraftTag) and n.shape == "has" and len(n.values) == 1]
    if len(listed) == count:
        keep = [n for n in nodes if n not in listed]
        return keep, [
            DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award)
            for tag, award in zip(listed, awards, strict=True)
        ], benefit.award
    if pieces := _noun_list(text, view, who_start, who_end, count):
        first_start, last_end = pieces[0].start, pieces[-1].end
        keep = [n for n in nodes if not _overlaps(n, (first_start, last_end))]
        return keep, [
            DraftPart(
                when=DraftGroup(join="all", of=(DraftTag(shape="has", name="资质认定", values=(p.text,), quote=p),)),
                award=award,
            )
            for p, award in zip(pieces, awards, strict=True)
        ], benefit.award  # fmt: skip
    note = DraftTag(
        shape="unparsed", name=f"并列金额有{count}个，未能与前文的{count}种情形一一对应",
        quote=Quote(text=text[who_start : benefit.end].strip(), start=who_start + _lead(text, who_start, benefit.end)),
    )  # fmt: skip
    return [*nodes, note], [], benefit.award


_CLASS_SUM = re.compile(rf"(?:^|[,、;])(?P<name>[一-鿿\"']{{2,12}}?)(?P<sum>{MONEY})(?=[,、;]|$)")


def _classes(text: str, view: str, benefit: Benefit) -> list[DraftPart]:
    """一等奖20万元，二等奖15万元，三等奖10万元: each class with its own sum."""
    start, end = benefit.award.quote.start, benefit.end
    found = list(_CLASS_SUM.finditer(view[start:end]))
    if len(found) < 2 or found[0].start() != 0 or re.search(GRANT, "".join(m["name"] for m in found)):
        return []
    parts = []
    for match in found:
        a, b = start + match.start("name"), start + match.end("sum")
        name = Quote(text=text[a : start + match.end("name")], start=a)
        award = DraftAward(shape="fixed", value=match["sum"], quote=Quote(text=text[a:b], start=a))
        label = "获奖情况" if "奖" in name.text else "资质认定"
        tag = DraftTag(shape="has", name=label, values=(match["name"],), quote=name)
        parts.append(DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award))
    return parts


def _by_capped_class(
    text: str, view: str, benefit: Benefit, lexicon: Lexicon, around: list[DraftNode]
) -> list[DraftPart]:
    """国家级平台最高3000万元，省级平台最高500万元: one formula, a limit of its own for each class."""
    limits: list[tuple[DraftTag, DraftCap]] = []
    for cap in benefit.award.caps:
        start = cap.quote.start
        while start > benefit.cut and view[start - 1] not in ",;。":
            start -= 1
        found = read_conditions(text, view, start, cap.quote.end, lexicon, residual=False)
        tags = [n for n in found.of if isinstance(n, DraftTag) and n.shape == "has"] if found else []
        if len(tags) == 1:
            limits.append((tags[0], cap))
    if len(limits) < 2 or len(limits) != len(benefit.award.caps):
        return []
    values = {v for tag, _ in limits for v in tag.values}
    period, first = "", False
    for node in list(around):
        if isinstance(node, DraftTag) and node.shape == "has" and set(node.values) <= values:
            period, first = node.period, node.first
            around.remove(node)
    return [
        DraftPart(
            when=DraftGroup(join="all", of=(tag.model_copy(update={"period": tag.period or period, "first": first}),)),
            award=benefit.award.model_copy(update={"caps": (cap.model_copy(update={"scope": ""}),)}),
        )
        for tag, cap in limits
    ]  # fmt: skip


def _lead(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return len(piece) - len(piece.lstrip())


_TERM = re.compile(r"(?:支持|补贴|补助|贴息|资助|扶持|奖励|建设|实施|享受)?(?:周期|期限|年限|时限)(?:一般|原则上|最长)*(?:给予)?|(?:贷款)?贴息(?:给予)?")


def empty_phrase(node: DraftNode) -> bool:
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
