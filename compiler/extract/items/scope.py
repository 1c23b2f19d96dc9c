"""Who may apply, as a 服务对象 block says it: kinds of recipients as alternatives.

「A、B、C等创新主体」 are alternatives; what stands before their common 的 holds for all of them.
「A及B。其中，A是指…；B是指…」 names each alternative once, by its definition; 「…参照执行」 adds
one more. What is no list of recipients is left to the grammar of conditions.
"""

from __future__ import annotations

import re

from compiler.extract.conditions.kinds import NEW_TRADE, paid_last, with_last
from compiler.extract.conditions.places import short_place
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, single
from compiler.extract.items.kinds_merged import merged
from compiler.extract.items.outline import Outline
from compiler.extract.items.scope_places import DOES_THERE, PLACED, place_of_all, placed_here
from compiler.extract.language.pieces import INLINE
from rules.document import Clause, ClauseKind

#: 奖补对象, 申报主体: the name a text gives to whoever may apply.
FOR_WHOM = (
    r"(?:服务|适用|支持|扶持|补贴|补助|补偿|奖励|激励|资助|申[报请领]|享受|奖补|贴息|救助|受益|保障|优惠|政策)"
    r"(?:对象|主体)"
)
_FIELD = re.compile(rf"{FOR_WHOM}$")
_WHOLE_NAME = re.compile(rf"{FOR_WHOM}(?:[和与及、]范围)?")
#: Nouns that name a kind of body or person that can apply.
_KIND = (
    r"(?:企业|公司|总部|机构|单位|团队|平台|银行|组织|学校|院校|高校|院所|研究院|研究所|协会|商会|学会"
    r"|联盟|基金会|基金|合作社|家庭农场|农户|个体工商户|商户|典当行|事务所|医院|中心|基地|园区"
    r"|主体|分行|支行|法人|个人|自然人|事业单位|社团|团体|机关)"
)
_DEFINED = re.compile(
    r"(?:其中[,:]?)?(?P<term>[^,;。:]{2,16}?)(?:,)?(?:是指|系指|指的是|指)(?P<body>.+)"
)
_AS_WELL = re.compile(r"(?P<who>[^。;]{4,60}?),?(?:可)?参照(?:[^。;]{0,16})?执行")
#: 等创新主体: the common name of those listed before it.
_AND_SUCH = re.compile(rf"等(?:各类)?[^,;。、等]{{0,8}}{_KIND}?$")
_TITLE = re.compile(
    r"高新技术企业|专精特新|小巨人|独角兽|瞪羚|单项冠军|龙头企业|链主|科技型中小企业|创新型中小企业"
    r"|规模以上|国家级|省级|市级|区级"
)
#: 云江市石材加工示范园区: whoever was named so.
_NAMED = re.compile(r"[^,;。的()]{4,30}(?:示范|试点)(?:企业|园区|基地|平台|单位|项目|区|机构|园)")
_TRADE = re.compile(
    rf"(?P<trade>[^,;。、的]{{2,14}}?(?:产业|(?<![企行就创事毕作专失从])业))(?:领域|类)?的?"
    rf"(?:相关|重点|骨干)?(?:{_KIND}|$)"
)
#: 「采石领域重点企业」, 「从事采石、石雕领域的单位」: a trade whose name does not end in 业.
_IN_FIELD = re.compile(
    rf"(?:属于|从事|主营)?(?P<field>[^,;。的()]{{2,20}}?(?:领域|行业))(?:内)?的?"
    rf"(?:相关|重点|骨干|各类)*(?:{_KIND}|$)"
)
#: 「石材业和石雕业高精尖企业」: trades, and what sort of their enterprises.
_SORT = re.compile(
    r"(?P<trades>[^,;。的()]{2,24}(?<![企行就创事毕作专失从])业)(?!企业)(?P<sort>[^,;。的()]{2,6}企业)"
)
_ALL = re.compile(
    r"(?:全[市区省国县](?:范围)?(?:内)?(?:的)?)?(?:各类|相关|所有)?(?:企业|市场主体|经营主体|用人单位)?"
)
_JOINER = re.compile(r"、|,?(?:以及|及其|或者|及|和(?!信息)|或)|与")
#: 「…的企业，以及来本县创作的工作室」: a kind with a description of its own.
_SELF_SAID = re.compile(
    r"(?:其他|其它)?(?:[已曾]?经|在|来|从事?|由|被|获|具有|具备|持有|符合|属于|参[与加]|承担|利用|实施|开展|与|为)"
    r"[^()、]{2,40}的(?=[^、的]{2,16}$)"
)


def names_recipients(clause: Clause) -> bool:
    """Whether a clause is the block that says who may apply."""
    return clause.kind is ClauseKind.FIELD and _FIELD.search(clause.heading) is not None


def heads_recipients(clause: Clause) -> bool:
    """Whether a numbered clause says by its heading alone that it names who may apply."""
    return clause.kind is not ClauseKind.PART and _WHOLE_NAME.fullmatch(clause.heading) is not None


def read_scope(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """The conditions of a 服务对象 text in ``[start, end)``, without its label."""
    whole = outline.view[start:end]
    if len([m for m in INLINE.finditer(outline.view, start, end) if m.start() > start + 1]) > 1:
        return _plain(outline, start, end)  # 下列学生:(1)…;(2)…: a list that marks its members
    stated: list[tuple[int, int]] = []
    defined: dict[str, list[DraftNode]] = {}
    extra: list[DraftNode] = []
    for a, b in _statements(outline.view, start, end):
        piece = outline.view[a:b]
        if also := _AS_WELL.match(piece):
            who = re.sub(r"^(?:其他)?符合[^,;。的]{0,8}条件的", "", also["who"])
            begin = a + also.end("who") - len(who)
            # 注册在全市其他区域的创新主体: where they are is said, not what they are
            if found := outline.conditions(begin, a + also.end("who"), residual=False):
                extra.append(single(found))
        elif (term := _DEFINED.match(piece)) and term["term"] in whole[: a - start]:
            body = _phrase(outline, a + term.start("body"), a + term.end("body"))
            defined[term["term"]] = body
        else:
            stated.append((a, b))
    nodes: list[DraftNode] = []
    for a, b in stated:
        nodes.extend(_by_terms(outline, a, b, defined) if defined else _phrase(outline, a, b))
    if extra and nodes:
        own = single(DraftGroup(join="all", of=tuple(nodes)))
        return [_any([own, *extra])]
    return nodes


#: 「…的各类市场主体，包括：甲企业、乙企业（…）、丙协会」: who they are, then the kinds of them.
_KINDS_NAMED = re.compile(
    r"(?P<who>[^。;]{2,}?)(?:的(?:各类|相关|有关|下列|以下)*(?:市场主体|经营主体|主体|企业|单位|机构)?)?"
    rf",?(?:主要|具体)?(?:包括|涵盖|分为):?(?P<kinds>[^。;:]*?{_KIND}(?:\([^()]*\))?(?:、|和|及|以及|或)"
    r"[^。;:]+?)[。;\s]*$"
)


_ASIDE = re.compile(r"\([^()]*\)\s*$")


def kinds_named(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """What holds for whoever applies, and the kinds of them; empty without kinds."""
    named = _KINDS_NAMED.match(outline.view, start, end)
    if named is None:
        return []
    first, last = named.span("kinds")
    if such := _AND_SUCH.search(outline.view, first, last):
        last = such.start()
    listed = [
        (a, aside.start() if (aside := _ASIDE.search(outline.view, a, b)) else b)
        for a, b in _listed(outline.view, first, last)
    ]
    sides = [node for a, b in listed for node in _one(_member(outline, a, b))]
    common = outline.conditions(*named.span("who"))
    rows = merged(outline.text, sides)
    kinds = [_any(rows)] if len(rows) > 1 else rows
    return [*(common.of if common else ()), *kinds]


def _statements(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between 。 and ; outside brackets."""
    found, last, depth = [], start, 0
    for at in range(start, end):
        depth += (view[at] in "([") - (view[at] in ")]")
        if view[at] in ";。\n" and depth <= 0:
            found.append((last, at))
            last = at + 1
    found.append((last, end))
    return [
        (a + len(view[a:b]) - len(view[a:b].lstrip()), b) for a, b in found if view[a:b].strip()
    ]


def _by_terms(
    outline: Outline, start: int, end: int, defined: dict[str, list[DraftNode]]
) -> list[DraftNode]:
    """「A及B」 where definitions follow: each kind as it is defined, the others as named."""
    sides: list[DraftNode] = []
    for a, b in _listed(outline.view, start, end):
        name = outline.view[a:b].strip()
        found = defined[name] if name in defined else _kind(outline, a, b)
        if name in defined and all(isinstance(n, DraftTag) and n.shape == "is" for n in found):
            found = [*_kind(outline, a, b), *found]
        if found:
            sides.append(single(DraftGroup(join="all", of=tuple(found))))
    if len(sides) < 2:
        return sides
    return [_any(sides)]


def _phrase(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """One noun phrase: what holds for all its recipients, then the recipients."""
    view = outline.view
    while end > start and view[end - 1] in " ,;。":
        end -= 1
    if _LICENSED.fullmatch(view, start, end):
        quote = outline.quote(start, end)
        return [DraftTag(shape="is", name=view[start:end], quote=quote)]
    excluded = _excepted(outline, start, end)
    if bracket := re.search(r"\([^()]*(?:除外|不含|不包括)[^()]*\)$", view[start:end]):
        end = start + bracket.start()
    if about := re.compile(r"[^,;。]{2,30}?(?=[,(]?(?:主要)?(?:包括|涵盖)[^,;。]+)").match(
        view, start, end
    ):
        kinds = _listed_kinds(outline, about.end(), end)
        return [*_phrase(outline, start, about.end()), *kinds, *excluded]
    if len(runs := _described_apart(view, start, end)) > 1:
        return [_any([n for a, b in runs for n in _one(_phrase(outline, a, b))]), *excluded]
    head = _head(view, start, end)
    if such := _AND_SUCH.search(view, head, end):
        end = such.start()
    listed = _listed(view, head, end)
    if len(listed) < 2 or all(_TITLE.search(view, a, b) for a, b in listed):
        return [*_kind(outline, start, end), *excluded]
    place: list[DraftNode] = []
    if head == start and (at := place_of_all(view, listed)):
        place, listed = [placed_here(outline, start, at)], [(at, listed[0][1]), *listed[1:]]
    where = PLACED.match(view, start, head) if head > start else None
    if where and not where["rest"].strip("的"):
        place, start = _kind(outline, start, head), head
    common = outline.conditions(start, head) if head > start else None
    if all(_ANYBODY.fullmatch(outline.view, a, b) for a, b in listed):
        listed = []  # 各类企业和机构: nobody is left out
    sides = [node for a, b in listed for node in _one(_member(outline, a, b))]
    sides = merged(outline.text, sides)
    nodes: list[DraftNode] = [*place, *(common.of if common else ())]
    if sides:
        nodes.append(_any(sides) if len(sides) > 1 else sides[0])
    return [*nodes, *excluded]


def _described_apart(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of a list that each say who they mean: 「在本县注册的A、B，以及来本县创作的C」."""
    runs: list[tuple[int, int]] = []
    for a, b in _listed(view, start, end):
        if runs and not _SELF_SAID.match(view[a:b].strip()):
            runs[-1] = (runs[-1][0], b)
        else:
            runs.append((a, b))
    return runs


_ANYBODY = re.compile(r"\s*(?:各类|有关|相关)*(?:企业|机构|单位|主体|市场主体|法人)\s*")


def _member(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """One kind in a list: beside others 企业 is a kind, alone it would leave nobody out."""
    if outline.view[start:end].strip() in ("企业", "各类企业"):
        quote = outline.quote(start, end)
        return [DraftTag(shape="one_of", name="主体类型", values=("企业",), quote=quote)]
    return _kind(outline, start, end)


#: 「经监管部门批准在本市设立的总部或分支机构」: one licence, whatever it was for.
_LICENSED = re.compile(
    r"(?:依法)?经[^,;。]{2,16}(?:批准|核准|许可|备案)[^,;。]{0,16}(?:设立|成立|组建|从事)[^,;。]{0,20}的[^,;。]{2,16}"
)


def _one(found: list[DraftNode]) -> list[DraftNode]:
    return [single(DraftGroup(join="all", of=tuple(found)))] if found else []


def _any(sides: list[DraftNode]) -> DraftGroup:
    flat: list[DraftNode] = []
    for side in sides:
        flat.extend(side.of if isinstance(side, DraftGroup) and side.join == "any" else [side])
    return DraftGroup(join="any", of=tuple(flat))


def _head(view: str, start: int, end: int) -> int:
    """Where the list of recipients begins: after the last 的 before its first joint."""
    first = _JOINER.search(view, start, end)
    while first and not re.search(rf"{_KIND}$", view[start : first.start()]):
        first = _JOINER.search(view, first.end(), end)
    stop = first.start() if first else end
    at = view.rfind("的", start, stop)
    return at + 1 if at >= 0 else start


def _listed(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The members of a list; 「园区投资建设或运营单位」 is one, as its first half names nobody."""
    found: list[tuple[int, int]] = []
    last = start
    for joint in _JOINER.finditer(view, start, end):
        if view.count("(", start, joint.start()) != view.count(")", start, joint.start()):
            continue
        if re.search(rf"{_KIND}[\"']?(?:\([^()]*\))?$", view[last : joint.start()]):
            found.append((last, joint.start()))
            last = joint.end()
    found.append((last, end))
    return [(a, b) for a, b in found if view[a:b].strip()]


def _kind(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """One kind of recipients: its title, its place and trade, or the kind itself."""
    view = outline.view
    said = view[start:end].strip(" ,;。")
    if not said or _ALL.fullmatch(said):
        return []
    if re.search(r"[,。]", said):
        return _described_thing(outline, start, end)
    if _TITLE.search(said) and not re.search(r"的|认定|获", said):
        return _plain(outline, start, end)
    if _NAMED.fullmatch(said):
        quote = outline.quote(start, end)
        return [DraftTag(shape="has", name="资质认定", values=(quote.text,), quote=quote)]
    placed = PLACED.match(view, start, end)
    if placed and not DOES_THERE.match(placed["rest"]):
        rest = placed.start("rest")
        stop = rest - 1 if view[rest - 1] == "的" else rest
        region = DraftTag(
            shape="one_of",
            name="注册地",
            values=(short_place(view[start:stop], placed["region"]),),
            quote=outline.quote(start, stop),
        )
        kind = view[rest:end]
        short = len(kind) <= 8 and re.search(rf"{_KIND}$", kind) and "示范" not in kind
        if not kind.strip():
            return [region]
        if (placed["done"] and "的" not in kind) or _TRADE.fullmatch(kind) or short:
            return [region, *_kind(outline, rest, end)]
    if trades := _trades(outline, start, end):
        return trades
    described = re.search(_DESCRIBED, said) or (len(said) > 2 and said.endswith("企业"))
    if len(said) <= 16 and re.search(rf"{_KIND}$", said) and not described:
        quote = outline.quote(start, end)
        return [DraftTag(shape="one_of", name="主体类型", values=(said,), quote=quote)]
    return _plain(outline, start, end)


def _trades(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """The trades a phrase names: 石材产业企业, 采石领域重点企业, 石墨企业; empty without any."""
    said = outline.view[start:end].strip(" ,;。")
    if (trade := _TRADE.fullmatch(said)) and not re.search(r"[在从]|属于|开展|符合", said):
        names = _each(trade["trade"])
        if not all(name.endswith("业") for name in names):
            names = (trade["trade"],)
        return [_trade_tag(outline, start, end, names)]
    if field := _IN_FIELD.fullmatch(said):
        noun = field["field"][-2:]
        named = _each(field["field"].removesuffix(noun))
        return [_trade_tag(outline, start, end, tuple(name + noun for name in named))]
    if sort := _SORT.fullmatch(outline.view, start, end):
        stop = sort.end("trades")
        trades = _trade_tag(outline, start, stop, _each(sort["trades"]))
        return [trades, *_plain(outline, stop, end)]
    if new := NEW_TRADE.fullmatch(said):
        return [_trade_tag(outline, start, end, (new["trade"],))]
    return []


def _each(names: str) -> tuple[str, ...]:
    return tuple(name for name in re.split(r"、|和(?!信)|及", names) if name)


def _trade_tag(outline: Outline, start: int, end: int, names: tuple[str, ...]) -> DraftTag:
    return DraftTag(shape="one_of", name="所属行业", values=names, quote=outline.quote(start, end))


#: A phrase that says what a body does or is, and does not merely name its kind.
_DESCRIBED = (
    r"的|在|从事|经|获|认定|符合|具有|具备|属于|首次|新增|新设|拟|重点|[0-9]|领域|以上|项目"
)


def _plain(outline: Outline, start: int, end: int) -> list[DraftNode]:
    found = outline.conditions(start, end)
    return list(found.of) if found else []


def _described_thing(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """「原生产无法继续实施，且被纳入台账的老旧厂房」: what it is, beside what is said of it."""
    nodes = _plain(outline, start, end)
    last = paid_last(outline.text, outline.view, start, end) if len(nodes) > 1 else None
    return with_last(nodes, last) if last is not None and last.shape == "is" else nodes


def _listed_kinds(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """「，包括企业、研发机构」: kinds of bodies; anything else only explains the word before."""
    view = outline.view
    match = re.compile(
        r"[,(]?(?:主要)?(?:包括|涵盖)(?P<list>[^()]+?)(?P<open>等[^,;。]{0,6})?\)?"
    ).fullmatch(view, start, end)
    if not match:
        return []
    listed = [view[a:b].strip() for a, b in _listed(view, *match.span("list"))]
    if match["open"] and "企业" in listed:
        return []  # 包括企业、研发机构等: an open list with every enterprise leaves nobody out
    if not listed or not all(re.search(rf"{_KIND}$", name) and len(name) <= 12 for name in listed):
        return []
    quote = outline.quote(*match.span("list"))
    return [DraftTag(shape="one_of", name="主体类型", values=tuple(listed), quote=quote)]


def _excepted(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """（劳务派遣单位除外）: a kind that may not apply."""
    nodes: list[DraftNode] = []
    for match in re.compile(r"\((?:不含|不包括)?(?P<who>[^()\d]{2,40}?)(?:除外)?\)").finditer(
        outline.view, start, end
    ):
        if not re.search(r"除外\)$|^\((?:不含|不包括)", match.group()):
            continue
        for a, b in _listed(outline.view, *match.span("who")):
            for node in _described_kind(outline, a, b) or _kind(outline, a, b):
                if isinstance(node, DraftTag) and node.shape in ("one_of", "has", "is"):
                    nodes.append(node.model_copy(update={"negated": True}))
    return merged(outline.text, nodes)


#: 「参照公务员法管理的事业单位」: a sort of bodies, which shuts out no other of their kind.
_DESCRIBED_KIND = re.compile(rf"[^,;。、的()]{{4,14}}的(?:{_KIND})")


def _described_kind(outline: Outline, start: int, end: int) -> list[DraftNode]:
    if not _DESCRIBED_KIND.fullmatch(outline.view, start, end):
        return []
    quote = outline.quote(start, end)
    return [DraftTag(shape="one_of", name="主体类型", values=(quote.text,), quote=quote)]
