"""Condition text into proposed tags, joined as the text joins them.

Reads folded text, gives ``DraftTag``s with absolute offsets. A piece is cut out by ``pieces`` and
read by ``patterns``; here pieces become groups, and nameless comparisons get the name they speak
of.
"""

from __future__ import annotations

import re

from compiler.extract.conditions.attainments import either_attained
from compiler.extract.conditions.by_class import by_class
from compiler.extract.conditions.either_name import either_kind
from compiler.extract.conditions.excepted import EXCEPTED, denied
from compiler.extract.conditions.fields_below import fields_below
from compiler.extract.conditions.nameless import named_before
from compiler.extract.conditions.patterns import read_piece
from compiler.extract.conditions.people_rows import (
    across_commas,
    before_cost,
    people_in_a_row,
    read_people,
    read_row,
)
from compiler.extract.conditions.relaxed import (
    bounds_in_brackets,
    class_or_all,
    own_bound,
    relaxed,
)
from compiler.extract.conditions.stray_limits import states_limit
from compiler.extract.conditions.titles_in_a_row import in_a_row, with_common_place
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Quote
from compiler.extract.items.subjects import read_subject, subject_end
from compiler.extract.language.deeds import asks_nobody, deed_with_case, stretches
from compiler.extract.language.joins import KINDS_BELOW
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.pieces import INLINE, alternatives, conjuncts, split
from compiler.extract.language.words import PERIOD
from compiler.fold import fold


def read_conditions(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, *, residual: bool
) -> DraftGroup | None:
    """All conditions in ``[start, end)``, joined as the text joins them; None without any."""
    if listed := _inline_list(text, view, start, end, lexicon, residual):
        return listed
    if remarks := bounds_in_brackets(view, start, end):
        return _with_own_bounds(text, view, (start, end), remarks, lexicon, residual=residual)

    def read(span: tuple[int, int], known: list[DraftNode]) -> list[DraftNode]:
        found = read_conditions(text, view, *span, lexicon, residual=residual)
        return named_before([*known, *found.of])[len(known) :] if found else []

    if classes := by_class(view, start, end, read):
        return DraftGroup(join="all", of=(classes,))
    return _read_pieces(text, view, start, end, lexicon, residual=residual)


def _read_pieces(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, *, residual: bool
) -> DraftGroup | None:
    """The conditions of a stretch, piece by piece between its marks."""
    pieces: list[list[DraftNode]] = []
    spoken = ""
    read_to = start
    silent = [s for s in stretches(view, start, end) if residual and deed_with_case(view, *s)]
    for piece_start, piece_end, joins_previous in across_commas(view, split(view, start, end)):
        if piece_start < read_to or any(a <= piece_start < b for a, b in silent):
            continue
        if time := _ONLY_TIME.fullmatch(view, piece_start, piece_end):
            spoken = time["time"] or ""
            continue
        if asks_nobody(view, piece_start, piece_end):
            continue
        if pieces and (bound := own_bound(view, piece_start, end, pieces[-1][-1])):
            sides = [read_conditions(text, view, *s, lexicon, residual=False) for s in bound]
            if either := class_or_all(pieces[-1][-1], *sides):
                pieces[-1][-1:] = either
                read_to = bound[1][1]
                continue
        span = (piece_start, piece_end)
        if (whole := _of_a_kind(text, view, span, lexicon, residual=residual)) is not None:
            pieces.extend([node] for node in whole)
            continue
        found = _read_joined(text, view, piece_start, piece_end, lexicon, residual)
        found = [_at(node, spoken) for node in found]
        spoken = ""
        if not found:
            continue
        if joins_previous and pieces:
            # 注册地、纳税地均在本区,或…: all that stands before the comma is the other side
            pieces[-1] = _either_side(text, view, pieces[-1], found)
        elif pieces and (choice := _one_choice(text, view, pieces[-1][-1], found)):
            pieces[-1][-1:] = choice
        else:
            pieces.append(found)
    stated = [node for piece in relaxed(view, pieces) for node in piece]
    nodes = either_attained(view, in_a_row(text, view, named_before(_since_then(stated))))
    return DraftGroup(join="all", of=tuple(nodes)) if nodes else None


def _with_own_bounds(
    text: str,
    view: str,
    span: tuple[int, int],
    remarks: list[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]],
    lexicon: Lexicon,
    *,
    residual: bool,
) -> DraftGroup | None:
    """不低于500万元（小微企业不低于100万元）: what is asked of all, or of a class its own bound.

    A bound that cannot be read so is left out of the rule, where its figure is missed and told.
    """
    bare = view
    for (a, b), _, _ in remarks:
        bare = bare[:a] + " " * (b - a) + bare[b:]
    found = read_conditions(text, bare, *span, lexicon, residual=residual)
    nodes = list(found.of) if found else []
    for (a, _), who, own in remarks:
        before = [
            n
            for n in nodes
            if isinstance(n, DraftTag) and n.shape == "compare" and n.quote.end <= a
        ]
        sort = read_conditions(text, view, *who, lexicon, residual=True)
        bound = read_conditions(text, view, *own, lexicon, residual=False)
        if before and (either := class_or_all(before[-1], sort, bound, certain=True)):
            at = nodes.index(before[-1])
            nodes[at : at + 1] = either
    return DraftGroup(join="all", of=tuple(nodes)) if nodes else None


def _of_a_kind(
    text: str, view: str, span: tuple[int, int], lexicon: Lexicon, *, residual: bool
) -> list[DraftNode] | None:
    """What a piece says as a whole: whom it takes out again, or a limit; None for any other."""
    if out := EXCEPTED.fullmatch(view, *span):
        who = read_conditions(text, view, *out.span("who"), lexicon, residual=residual)
        return [denied(node) for node in (who.of if who else ())]
    limit = states_limit(text, view, *span)
    return [limit] if limit else None


def _either_side(
    text: str, view: str, left: list[DraftNode], right: list[DraftNode]
) -> list[DraftNode]:
    """注册地、纳税地均在本区,或…: all that stands before the comma is the other side."""
    if placed := with_common_place(text, view, left, right):
        return placed
    if len(left) == len(right) == 1 and len(row := in_a_row(text, view, [*left, *right])) == 1:
        return row
    return [_one_list(text, left, right) or _joined("any", [_one(left), _one(right)])]


#: 截至上年度末, 近三年, 截至申报之日: nothing but a time, which the words after it speak of.
_ONLY_TIME = re.compile(
    r"\s*(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\))?\s*"
    r"(?:对于?|凡)?(?:个人|城乡|本[省市区县])*(?:消费者|企业|单位|申请人|购车人|购房人|居民|家庭)?"
    rf"(?:截[至止]|在|至|于)?(?:(?P<time>{PERIOD.pattern})(?:末|底|内|间|期间|以来)?(?:止|为止)?"
    r"|(?:申[报请](?:之)?[日时]|申[报请]截止日|目前|现在))\s*"
)


def _at(node: DraftNode, time: str) -> DraftNode:
    """The node at the time stated before it, unless it names its own."""
    if not time or not isinstance(node, DraftTag) or node.period:
        return node
    if node.shape in ("compare", "is", "has"):
        return node.model_copy(update={"period": time})
    return node


#: Lists somebody is on now, whenever other things happened or did not.
_STATES = re.compile(r"名单|名录|被执行人|黑名单|列入|信用记录")


def _since_then(nodes: list[DraftNode]) -> list[DraftNode]:
    """近三年未发生事故，未受到处罚: the time stated first holds for what else did not happen."""
    time = ""
    result: list[DraftNode] = []
    for node in nodes:
        if isinstance(node, DraftTag) and node.shape == "is":
            denied = node.negated or re.match(r"未|没有|无(?!偿|需|障)", node.name)
            if node.period and denied:
                time = node.period
            elif (
                denied
                and time
                and _HAPPENS.search(fold(node.quote.text))
                and not (_STATES.search(fold(node.quote.text)))
            ):
                node = node.model_copy(update={"period": time})
        result.append(node)
    return result


_HAPPENS = re.compile(
    r"(?:发生|受到?过?|出现|产生|因).*(?:事故|事件|处罚|案件|纠纷|投诉)|事故$|处罚$"
)


def _one_list(text: str, left: list[DraftNode], right: list[DraftNode]) -> DraftTag | None:
    """2025年获评国家级、省级绿色工厂，或者国家级、省级示范企业: one list of titles, one time."""
    if len(left) != 1 or len(right) != 1:
        return None
    a, b = left[0], right[0]
    if not (isinstance(a, DraftTag) and isinstance(b, DraftTag)):
        return None
    if a.shape != "has" or b.shape != "has" or a.name != b.name or b.first or b.period:
        return None
    if b.quote.text[:1] in "获被经认评":
        return None
    start, end = a.quote.start, b.quote.end
    values = (*a.values, *(v for v in b.values if v not in a.values))
    return a.model_copy(
        update={"values": values, "quote": Quote(text=text[start:end], start=start)}
    )


def _one_choice(text: str, view: str, last: DraftNode, found: list[DraftNode]) -> list[DraftNode]:
    """由专家评审，择优支持: one decision, said in two pieces."""
    node = found[0]
    if not (isinstance(last, DraftTag) and isinstance(node, DraftTag)):
        return []
    if last.shape != "judged" or node.shape != "judged" or not node.name.startswith("择优"):
        return []
    start, end = last.quote.start, node.quote.end
    if not re.fullmatch(r"(?:通过)?后?[,、]\s*", view[last.quote.end : node.quote.start]):
        return []
    quote = Quote(text=text[start:end], start=start)
    return [last.model_copy(update={"name": view[start:end], "quote": quote}), *found[1:]]


def _inline_list(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, residual: bool
) -> DraftGroup | None:
    """条件之一：（1）…；（2）… inside one sentence: the marks separate the children."""
    marks = [m for m in INLINE.finditer(view, start, end)]
    marks = [m for m in marks if m.start() > start + 1]
    if len(marks) < 2:
        if residual and (named := fields_below(text, view, start, end)):
            return DraftGroup(join="all", of=(named,))
        return _people_below(text, view, start, end, lexicon)
    head = view[start : marks[0].start()]
    edges = [m.end() for m in marks]
    stops = [m.start() for m in marks[1:]] + [end]
    children: list[DraftNode] = []
    for a, b in zip(edges, stops, strict=True):
        found = read_conditions(text, view, a, b, lexicon, residual=residual)
        if found:
            children.append(found.of[0] if len(found.of) == 1 else found)
    stop = marks[0].start()
    if intro := re.search(
        r"(?:并|且|同时|应当?|须|需)*(?:同时)?(?:符合|具备|满足)?(?:以下|下列|如下)[^,;。]{0,10}"
        r"(?:条件|要求|情形)?[^,;。]{0,8}:?\s*$",
        head,
    ):
        stop = start + intro.start()
    before = (
        read_conditions(text, view, start, stop, lexicon, residual=residual)
        if stop > start
        else None
    )
    nodes = list(before.of) if before else []
    if re.search(r"之一|任一|任意一", head) or KINDS_BELOW.search(head):
        nodes.append(DraftGroup(join="any", of=tuple(children)))
    else:
        for child in children:
            nodes.extend(
                child.of if isinstance(child, DraftGroup) and child.join == "all" else [child]
            )
    return DraftGroup(join="all", of=tuple(nodes)) if nodes else None


#: 「下列人员:在校大学生,毕业5年内的高校毕业生,登记失业人员。」: each piece names people.
_PEOPLE = re.compile(
    r"[^,;。]*(?:人员|人口|军人|学生|毕业生|残疾人|对象|家属|农民工|劳动者|青年|妇女|儿童|老年?人|孤儿|家庭|居民|户)"
)


def _people_below(
    text: str, view: str, start: int, end: int, lexicon: Lexicon
) -> DraftGroup | None:
    """Kinds of people listed behind a colon, and what is asked of all of them before it."""
    colon = view.find(":", start, end)
    kinds = KINDS_BELOW.search(view, start, colon) if colon > start else None
    pieces = split(view, colon + 1, end) if kinds else []
    if kinds is None or len(pieces) < 2:
        return None
    if not all(_PEOPLE.fullmatch(view[a:b].rstrip(" 。")) for a, b, _ in pieces):
        return None
    sides = [read_piece(text, view, a, b, lexicon, True) for a, b, _ in pieces]
    before = read_conditions(text, view, start, kinds.start(), lexicon, residual=True)
    listed = _joined("any", [_one(side) for side in sides if side])
    return DraftGroup(join="all", of=(*(before.of if before else ()), listed))


def _read_joined(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, residual: bool
) -> list[DraftNode]:
    marker = re.match(
        r"[\s\"']*(?:第[一二三四五六七八九十百\d]+条(?:之[一二三四五六七八九十]+)?|[一二三四五六七八九十]{1,3}[、.]"
        r"|\([一二三四五六七八九十\d]{1,3}\)[、.]?|\d{1,2}[.、](?:(?!\d)|(?=(?:19|20)\d\d年|\d{2,3}周?岁))|[①-⑳]"
        r"|(?:方向|类别|情形)[一二三四五六七八九十\d]{1,2}[:、]"
        r"|答:(?:可以|有|能|是的)?[,。]?(?:但)?)\s*",
        view[start:end],
    )
    if marker:
        start += marker.end()
    end = before_cost(view, start, end)
    if residual and (row := people_in_a_row(view, start, end)):
        return read_row(text, view, row, lexicon)
    if parts := alternatives(view, start, end):
        sides = [read_piece(text, view, a, b, lexicon, False) for a, b in parts]
        if residual and not all(sides) and all(b - a >= 6 for a, b in parts):
            sides = [read_piece(text, view, a, b, lexicon, True) for a, b in parts]
        if all(sides):
            return [_joined("any", [_one(side) for side in sides])]
    nodes: list[DraftNode] = []
    for a, b in conjuncts(view, start, end):
        if residual and (cut := subject_end(view, a, b)):
            nodes.extend(read_subject(text, view, a, cut, lexicon))
            a = cut
        nodes.extend(read_people(text, view, a, b, lexicon, residual=residual))
    return either_kind(view, either_attained(view, nodes))


def _one(nodes: list[DraftNode]) -> DraftNode:
    return nodes[0] if len(nodes) == 1 else DraftGroup(join="all", of=tuple(nodes))


def _joined(join: str, nodes: list[DraftNode]) -> DraftGroup:
    flat: list[DraftNode] = []
    for node in nodes:
        if isinstance(node, DraftGroup) and node.join == join:
            flat.extend(node.of)
        else:
            flat.append(node)
    if join == "any" and all(
        isinstance(n, DraftTag) and n.shape == "has" and not n.period for n in flat
    ):
        tags = [n for n in flat if isinstance(n, DraftTag)]
        if len({(n.name, n.first) for n in tags}) == 1 and len({n.quote.text for n in tags}) == 1:
            values = tuple(dict.fromkeys(v for n in tags for v in n.values))
            return DraftGroup(join="all", of=(tags[0].model_copy(update={"values": values}),))
    if join == "any" and (both := _one_has(flat)):
        return DraftGroup(join="all", of=(both,))
    return DraftGroup(join="any" if join == "any" else "all", of=tuple(flat))


def _one_has(nodes: list[DraftNode]) -> DraftTag | None:
    """获评甲，或者乙: titles of one attribute, whose verb and time the first one says for all."""
    tags = [n for n in nodes if isinstance(n, DraftTag) and n.shape == "has" and not n.negated]
    if len(tags) != len(nodes) or len({t.name for t in tags}) > 1:
        return None
    first, *rest = tags
    if any(t.period or t.first != first.first for t in rest) or not first.period:
        return None
    values = tuple(dict.fromkeys(v for t in tags for v in t.values))
    return first.model_copy(update={"values": values, "quote": first.quote, "name": first.name})
