"""The leaf grammar: a stretch of condition text into proposed tags.

Reads folded text, gives ``DraftTag``s with absolute offsets. Each pattern consumes the characters it
explains; what is left over and says something becomes a proposed yes-or-no attribute named as written
when ``residual`` is asked for, so that no requirement is lost.

Longer than most files because the order of the patterns *is* the grammar, and reads best in one place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compiler.extract import words as w
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Quote
from compiler.extract.lexicon import Lexicon
from compiler.normalise import MARK, NUMBER, QUANTITY


@dataclass
class Fragment:
    """A piece of folded text being consumed pattern by pattern."""

    view: str
    text: str
    start: int
    end: int
    taken: list[tuple[int, int]] = field(default_factory=list)
    tags: list[tuple[int, DraftNode]] = field(default_factory=list)
    asides: list[tuple[int, int]] = field(default_factory=list)
    names: frozenset[str] = frozenset()

    def knows(self, name: str) -> bool:
        """Whether the vocabulary has this name, apart from a subject or verb before it."""
        return any(name[i:] in self.names for i in range(min(4, len(name) - 1)))

    def free(self, start: int, end: int) -> bool:
        return all(end <= a or start >= b for a, b in self.taken)

    def take(self, start: int, end: int) -> None:
        self.taken.append((start, end))

    def add(self, node: DraftNode, start: int, end: int) -> None:
        self.tags.append((start, node))
        self.take(start, end)

    def quote(self, start: int, end: int) -> Quote:
        """The quote of ``[start, end)`` without surrounding spaces, modals and punctuation."""
        while start < end and self.view[start] in " ,;:。、(\n\t":
            start += 1
        while end > start and self.view[end - 1] in " ,;:。、的\n\t":
            end -= 1
        return Quote(text=self.text[start:end], start=start)

    def gaps(self) -> list[tuple[int, int]]:
        """The stretches nothing has consumed yet, in order."""
        found, position = [], self.start
        for a, b in sorted(self.taken):
            if a > position:
                found.append((position, a))
            position = max(position, b)
        if position < self.end:
            found.append((position, self.end))
        return found

    def search(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Matches inside the free stretches; a match never reaches across a consumed one."""
        return [m for a, b in self.gaps() for m in pattern.finditer(self.view, a, b)]


def read_conditions(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, *, residual: bool
) -> DraftGroup | None:
    """All conditions stated in ``[start, end)``, joined as the text joins them; None when there are none."""
    if listed := _inline_list(text, view, start, end, lexicon, residual):
        return listed
    nodes: list[DraftNode] = []
    for piece_start, piece_end, joins_previous in split(view, start, end):
        found = _read_piece(text, view, piece_start, piece_end, lexicon, residual)
        if not found:
            continue
        if joins_previous and nodes:
            nodes[-1] = _joined("any", [nodes[-1], _one(found)])
        else:
            nodes.extend(found)
    return DraftGroup(join="all", of=tuple(_named(nodes))) if nodes else None


INLINE = re.compile(r"(?:(?<=[:;,。])|(?<=[^\d]))\((?:\d|[一二三四五六七八九])\)|(?<=[:;,。])[①-⑨]|(?<=[:;])\d[.、](?!\d)")


def _inline_list(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, residual: bool
) -> DraftGroup | None:
    """条件之一：（1）…；（2）… inside one sentence: the marks separate the children."""
    marks = [m for m in INLINE.finditer(view, start, end)]
    marks = [m for m in marks if m.start() > start + 1]
    if len(marks) < 2:
        return None
    head = view[start : marks[0].start()]
    edges = [m.end() for m in marks]
    stops = [m.start() for m in marks[1:]] + [end]
    children: list[DraftNode] = []
    for a, b in zip(edges, stops, strict=True):
        found = read_conditions(text, view, a, b, lexicon, residual=residual)
        if found:
            children.append(found.of[0] if len(found.of) == 1 else found)
    stop = marks[0].start()
    if intro := re.search(r"(?:并|且|同时|应当?|须|需)*(?:同时)?(?:符合|具备|满足)?(?:以下|下列|如下)[^,;。]{0,10}(?:条件|要求|情形)?[^,;。]{0,8}:?\s*$", head):
        stop = start + intro.start()
    before = read_conditions(text, view, start, stop, lexicon, residual=residual) if stop > start else None
    nodes = list(before.of) if before else []
    if re.search(r"之一|任一|任意一", head):
        nodes.append(DraftGroup(join="any", of=tuple(children)))
    else:
        for child in children:
            nodes.extend(child.of if isinstance(child, DraftGroup) and child.join == "all" else [child])
    return DraftGroup(join="all", of=tuple(nodes)) if nodes else None


def _named(nodes: list[DraftNode]) -> list[DraftNode]:
    """产值1亿元以上、不足5亿元, 且同比增长20%: a nameless comparison is about what was named before it."""
    last: DraftTag | None = None
    context = ""
    result: list[DraftNode] = []
    for node in nodes:
        if isinstance(node, DraftTag) and node.shape == "compare":
            if node.period:
                context = node.period
            elif context:
                node = node.model_copy(update={"context": context})
            nameless = not node.name or (last is not None and node.name in ("", "同比"))
            if nameless and last is not None and (
                node.measure != "value" or _unit(node.value) == _unit(last.value)
            ):
                update = {"name": last.name, "period": node.period or last.period}
                if node.measure == "value":
                    update["measure"] = last.measure
                node = node.model_copy(update=update)
            if node.name:
                last = node
        result.append(node)
    return result


def _unit(value: str) -> str:
    bare = re.sub(rf"^{NUMBER}(?:万|亿)?", "", value)
    return "元" if bare.endswith("元") or bare in ("", "万", "亿") else bare


def split(view: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Pieces between , ; 。 outside brackets, each with whether 或 joins it to the one before."""
    pieces: list[tuple[int, int, bool]] = []
    depth, last = 0, start
    for position in range(start, end):
        character = view[position]
        if character in "([《":
            depth += 1
        elif character in ")]》":
            depth = max(0, depth - 1)
        elif character in ",;。!?\n" and depth == 0 and not _inside_number(view, position):
            pieces.append((last, position, False))
            last = position + 1
    pieces.append((last, end, False))
    result = []
    for a, b, _ in pieces:
        stripped = view[a:b].lstrip()
        a = b - len(stripped)
        joined = re.match(r"(?:或者|或(?!有))", stripped)
        if joined:
            a += joined.end()
        if a < b:
            result.append((a, b, bool(joined)))
    return result


def _inside_number(view: str, position: int) -> bool:
    return (
        view[position] == ","
        and position > 0
        and view[position - 1].isdigit()
        and bool(re.match(r"\d{3}(?!\d)", view[position + 1 : position + 5]))
    )


def _read_piece(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, residual: bool
) -> list[DraftNode]:
    marker = re.match(
        r"\s*(?:第[一二三四五六七八九十百\d]+条|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)[、.]?|\d{1,2}[.、](?!\d)|[①-⑳]|答:(?:可以|有|能|是的)?[,。]?(?:但)?)\s*",
        view[start:end],
    )
    if marker:
        start += marker.end()
    if parts := _alternatives(view, start, end):
        sides = [_read_simple(text, view, a, b, lexicon, False) for a, b in parts]
        if residual and not all(sides) and all(b - a >= 6 for a, b in parts):
            sides = [_read_simple(text, view, a, b, lexicon, True) for a, b in parts]
        if all(sides):
            _share_comparison(sides)
            return [_joined("any", [_one(side) for side in sides if side])]
    nodes: list[DraftNode] = []
    for a, b in _conjuncts(view, start, end):
        nodes.extend(_read_simple(text, view, a, b, lexicon, residual) or [])
    return nodes


def _alternatives(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sides of a 或 that each hold a comparison or a whole predicate of their own."""
    cuts = [
        m.span()
        for m in re.compile(r"或者|或(?!以上|以下)").finditer(view, start, end)
        if _depth(view, start, m.start()) == 0
    ]
    if not cuts:
        return []
    edges = [start, *[e for c in cuts for e in c], end]
    sides = list(zip(edges[::2], edges[1::2], strict=True))
    predicate = re.compile(rf"{QUANTITY}|(?:认定|获得|取得|入选|评定|列入|具有|注册|纳入)[^,;。]{{2,}}")
    return sides if all(predicate.search(view, a, b) for a, b in sides) else []


def _conjuncts(view: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [
        m.span()
        for m in re.compile(r"并且|而且|同时|且(?=[^,]{3})|并(?=[^购列轨排网联存案入累连]{1}[^,]{3})|、(?=(?:已|未|无|没有|具有|具备|不属|能够|依法|拥有|签订|取得|办理)[^、]{3})|以及(?=未|无|不|具)").finditer(view, start, end)
        if _depth(view, start, m.start()) == 0 and m.start() > start
    ]
    edges = [start, *[e for c in cuts for e in c], end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 2]


def _depth(view: str, start: int, position: int) -> int:
    piece = view[start:position]
    return sum(piece.count(c) for c in "([《") - sum(piece.count(c) for c in ")]》")


def _read_simple(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, residual: bool
) -> list[DraftNode] | None:
    fragment = Fragment(view=view, text=text, start=start, end=end, names=lexicon.names)
    _choice(fragment, lexicon)
    _mask_asides(fragment)
    _track_record(fragment)
    _regions(fragment)
    _legal_person(fragment)
    _dates(fragment)
    _ranges(fragment)
    _comparisons(fragment)
    _signs(fragment)
    _statistics(fragment)
    _levelled(fragment, lexicon)
    _certificates(fragment)
    _persons(fragment, lexicon)
    _titles(fragment, lexicon)
    _ratings(fragment)
    _judged(fragment)
    _entities(fragment)
    _education(fragment)
    if residual:
        _residual(fragment)
    nodes = [node for _, node in sorted(fragment.tags, key=lambda pair: pair[0])]
    return _merged(text, view, nodes) or None


_JOINER = re.compile(r"[\s\"']*(?:统计|称号|认定|资格|名录库|的)*(?:[、,]|或者|或|和|及|以及)+(?:新)?(?:经|被)?(?:认定|获评|评定|纳入)?(?:为|的)?(?:从事)?[\s\"']*")


def _merged(text: str, view: str, nodes: list[DraftNode]) -> list[DraftNode]:
    """限额以上批发企业、限额以上零售企业或规模以上服务业企业: alternatives of one thing are one tag."""
    result: list[DraftNode] = []
    for node in nodes:
        last = result[-1] if result else None
        if (
            isinstance(node, DraftTag)
            and isinstance(last, DraftTag)
            and node.shape == last.shape
            and node.shape in ("has", "one_of")
            and node.name == last.name
            and (not node.period or node.period == last.period)
            and (not node.first or last.first)
            and last.quote.end <= node.quote.start
            and _JOINER.fullmatch(view[last.quote.end : node.quote.start])
        ):
            quote = text[last.quote.start : node.quote.end]
            result[-1] = last.model_copy(
                update={
                    "values": (*last.values, *(v for v in node.values if v not in last.values)),
                    "quote": Quote(text=quote, start=last.quote.start),
                }
            )
        else:
            result.append(node)
    return result


def _choice(fragment: Fragment, lexicon: Lexicon) -> None:
    """A phrase that is nothing but options of one choice: 小学, 初中 → 就读学段."""
    bare = re.compile(r"\s*(?:对|属于|为)?(?P<list>[^,;。\d]{2,24}?)(?:学生|学段|阶段)?的?\s*$").match(
        fragment.view, fragment.start, fragment.end
    )
    if not bare:
        return
    words = re.split(r"、|和|或者|或|及", bare["list"])
    labels = {lexicon.enums.get(word, "") for word in words}
    if len(labels) == 1 and (label := labels.pop()):
        tag = DraftTag(
            shape="one_of", name=label, values=tuple(words), quote=fragment.quote(fragment.start, fragment.end)
        )
        fragment.add(tag, fragment.start, fragment.end)


def _mask_asides(fragment: Fragment) -> None:
    """Bracketed remarks say what a word means; they are not conditions, unless they mark a number."""
    for match in re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)").finditer(
        fragment.view, fragment.start, fragment.end
    ):
        inner = match.group()
        if re.fullmatch(MARK, inner) or re.match(rf"\((?:含|不含)?{NUMBER}", inner):
            continue
        if len(inner) > 4 and not fragment.view[match.end() : match.end() + 1] == "企":
            fragment.take(*match.span())
            fragment.asides.append(match.span())


def period_before(fragment: Fragment, start: int, end: int) -> re.Match[str] | None:
    """The last words of time inside ``[start, end)``."""
    found = None
    for match in w.PERIOD.finditer(fragment.view, start, end):
        found = match
    return found


def _track_record(fragment: Fragment) -> None:
    view = fragment.view
    negation = re.compile(w.NEGATION).search(view, fragment.start, fragment.end)
    anchor = negation.start() if negation else fragment.start
    head = period_before(fragment, fragment.start, fragment.end)
    found = []
    for pattern, name in w.TRACK_RECORD:
        for match in re.compile(pattern).finditer(view, anchor, fragment.end):
            if match.group() and fragment.free(*match.span()):
                found.append((match, name))
                fragment.take(*match.span())
    if not found:
        return
    if not negation and not re.search(
        r"被|列入|纳入|存在|发生|受到|有|骗取|弄虚|拖欠|欠|提供虚假|处于|正在|行为|记录", view[fragment.start : fragment.end]
    ):
        return
    found.sort(key=lambda pair: pair[0].start())
    end = max(m.end() for m, _ in found)
    tail = re.compile(r"(?:的)?(?:不良)?(?:行为|记录|情形|情况|事故|名单|名录|事件)?").match(view, end, fragment.end)
    if tail:
        end = tail.end()
    start = head.start() if head and head.start() < end else min(anchor, found[0][0].start())
    for match, name in found:
        tag = DraftTag(
            shape="is", name=name, period=head.group() if head else "",
            negated=negation is not None, quote=fragment.quote(start, end),
        )  # fmt: skip
        fragment.tags.append((match.start(), tag))
    fragment.take(start, end)
    for verb in re.compile(
        r"(?:未|没有|无|不存在|不得)?(?:曾)?(?:被)?(?:发生过?|出现过?|列入|纳入|受到过?|存在|产生|造成|认定为|因|有关部门|市场监管部门|依法)+"
    ).finditer(view, fragment.start, fragment.end):
        if fragment.free(*verb.span()):
            fragment.take(*verb.span())


_PLACE_PROPERTY = (
    r"(?:(?:企业|公司|工商|商事|商事主体|法定|主要)?(?:登记)?(?:注册|登记)(?:登记|注册)?(?:地址|地|住所|关系)?(?:所在地)?"
    r"|税[务收](?:登记|征管|户管|缴纳)?(?:关系|登记)?(?:地|所在地|归属地)?|纳税(?:登记|关系)?(?:地|所在地)?|统计(?:关系|登记|隶属关系)?(?:地|所在地)?"
    r"|(?:实际|主要|生产)?(?:经营|办公|运营)(?:地址|地点|场所|地|所在地)+|项目(?:实施|建设|所在|落地)(?:地点|地)?)"
)
_PLACE_LIST = re.compile(
    rf"(?P<list>{_PLACE_PROPERTY}(?:(?:、|及|和|与|以及){_PLACE_PROPERTY})*)(?:均|都|应|须|需)*(?:在|位于|属于?|为|隶属于?|落在|设在|归属)(?P<region>{w.REGION}){w.REGION_TAIL}"
)
_DO_IN_PLACE = re.compile(
    rf"(?:在|于)(?P<region>{w.REGION}){w.REGION_TAIL}(?:已|新|依法|合法|按规定|办理|进行|完成|取得|的)*"
    rf"(?P<acts>(?:工商|商事|法定|税务)?(?:登记注册|注册登记|注册成立|注册|登记|设立|成立|纳税|纳统|缴税|统计|经营|实施|建设)(?:手续)?"
    rf"(?:(?:、|并|且|和|及|以及|,)?(?:依法|合法|按规定|正常|实际|办理)*(?:工商|商事|税务)?(?:登记注册|注册登记|注册|登记|设立|成立|纳税|纳统|缴税|统计|经营)(?:手续)?)*)(?:的)?"
)
_DONE_IN = re.compile(
    rf"(?P<acts>(?:登记注册|注册登记|注册|登记|设立|落户|实际经营))(?:在|于)(?P<region>{w.REGION}){w.REGION_TAIL}"
)
_PLACE_FIRST = re.compile(
    rf"(?P<region>本市|本区|本县|本省|我市|我区|我县|本辖区|[一-鿿]{{2,4}}[市区县])(?:行政区域|辖区)?(?:内)?(?:的)?(?:依法)?(?P<acts>登记注册|注册登记|注册|登记|设立)(?:的|成立的)?(?=[一-鿿])"
)
_HOUSEHOLD = re.compile(
    rf"(?:具有|拥有|持有|属于|为|是)?(?P<region>{w.REGION})(?:城镇|农村|常住|居民)*(?P<what>户籍|户口|学籍)(?:居民|人员|人口|的)?|(?:户籍|户口)(?:地|所在地)?(?:在|为|属)(?P<region2>{w.REGION}){w.REGION_TAIL}"
)
_LIVING = re.compile(
    rf"(?:在|常住|居住(?:在|于)?)(?P<region>{w.REGION}){w.REGION_TAIL}(?P<act>实际居住|经常居住|居住|常住|就业|工作|创业|就读)?(?![一二三四五六七八九十\d满])"
)
_ACTS = (
    (r"注册|登记|设立|成立|落户", "注册地"),
    (r"实施|建设|项目", "项目实施地"),
    (r"纳税|缴税|税", "税务关系所在地"),
    (r"纳统|统计", "统计关系所在地"),
    (r"经营|办公|运营", "实际经营地"),
    (r"项目", "项目实施地"),
)


def _act_names(acts: str) -> list[str]:
    names = []
    for piece in re.split(r"、|并|且|和|及|与|,|以及", acts):
        for pattern, name in _ACTS:
            if re.search(pattern, piece):
                if name not in names:
                    names.append(name)
                break
    return names


def _regions(fragment: Fragment) -> None:
    for pattern, group in ((_PLACE_LIST, "list"), (_DO_IN_PLACE, "acts"), (_DONE_IN, "acts"), (_PLACE_FIRST, "acts")):
        for match in fragment.search(pattern):
            quote = fragment.quote(match.start(), match.end())
            quote = Quote(text=quote.text.removesuffix("的"), start=quote.start)
            for name in _act_names(match[group]):
                tag = DraftTag(shape="one_of", name=name, values=(match["region"],), quote=quote)
                fragment.tags.append((match.start(), tag))
            fragment.take(*match.span())
    for match in fragment.search(_HOUSEHOLD):
        region = match["region"] or match["region2"]
        tag = DraftTag(
            shape="one_of", name="就读学校所在地" if match["what"] == "学籍" else "户籍所在地",
            values=(region,), quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())
    for match in fragment.search(_LIVING):
        act = match["act"] or ""
        name = "就业所在地" if act in ("就业", "工作") else "就读学校所在地" if act == "就读" else "居住地"
        if not act and not match.group().startswith(("居住", "常住")):
            continue
        if act == "创业":
            continue
        tag = DraftTag(
            shape="one_of", name=name, values=(match["region"],), quote=fragment.quote(*match.span())
        )
        fragment.add(tag, *match.span())


_LEGAL = re.compile(
    r"(?:依法)?(?:具有|具备|拥有|为|是|属)?(?:独立的?(?:企业)?法人(?:资格|地位|单位|企业|机构)?|(?:企业|事业)?法人资格)"
)


def _legal_person(fragment: Fragment) -> None:
    for match in fragment.search(_LEGAL):
        tag = DraftTag(shape="is", name="独立法人资格", quote=fragment.quote(*match.span()))
        fragment.add(tag, *match.span())


_DATE_WINDOW = re.compile(
    rf"(?:在|于|自)?(?P<a>{w.DATE})(?:\(含\)|\(含当日\)|\(含当日[^()]*\))?(?P<mode>(?:\(含\))?(?:至|到|-|~|—)(?P<b>(?:{w.DATE})|\d{{1,2}}月\d{{1,2}}日)(?:期间|之间|内|止)?|之?后|以后|以来|起至今|起|之?前|以前)(?:\(含\))?(?P<verb>[^,;。的]{{0,14}}?(?:注册|登记|成立|设立|迁入|落户|引进|竣工|完工|投产|开业|开工|备案|验收|获得|取得|认定|签订|签约|购置|发生|纳统|纳入|出生|毕业|建成|投入使用|完成|开展|举办|上市|分娩|生育)[^,;。的]{{0,8}})?"
)
_DATE_NAMES = (
    (r"注册|登记|成立|设立", "成立日期"),
    (r"迁入|落户|引进", "落户日期"),
    (r"竣工|完工|验收|投产|建成|投入使用", "项目完工日期"),
    (r"开业", "开业日期"),
    (r"开工|备案", "项目开工日期"),
    (r"出生", "出生日期"),
    (r"毕业", "毕业日期"),
)


def _dates(fragment: Fragment) -> None:
    for match in fragment.search(_DATE_WINDOW):
        verb = match["verb"] or ""
        rest = fragment.view[match.end() : fragment.end]
        name = next((n for p, n in _DATE_NAMES if re.search(p, verb or rest[:16])), "")
        if not name:
            continue  # a window of something else: it stays the period of what follows
        period = match["a"] + match["mode"]
        known = bool(verb) and not re.search(r"(?:在|于)" + w.REGION, verb)
        end = match.end() if known else match.start("verb") if verb else match.end()
        tag = DraftTag(
            shape="within", name=name, period=period, quote=fragment.quote(match.start(), match.end())
        )
        fragment.tags.append((match.start(), tag))
        fragment.take(match.start(), end)


def _borrow_unit(first: str, second: str) -> str:
    """3至5年: the first number takes the second's unit; 1000至3000万元 its scale too."""
    if re.fullmatch(QUANTITY, first):
        if re.search(r"[万亿]$", first) and second.endswith("元"):
            return first + "元"
        return first
    unit = re.sub(rf"^{NUMBER}", "", second)
    return first + unit


def _ranges(fragment: Fragment) -> None:
    for match in fragment.search(w.RANGE):
        if not (match["s1"] or match["m1"] or match["sep"] in ("至", "到", "-", "~") or match["p1"] in ("在", "介于")):
            continue
        if match["sep"] in ("、", ",", "和", "与") and not (match["s1"] and match["s2"]) and not match["p2"]:
            continue
        low, high = _borrow_unit(match["q1"], match["q2"]), match["q2"]
        if _kind_of_unit(low) != _kind_of_unit(high):
            continue
        name_start, name, period, measure, each = _name_before(fragment, match.start())
        prefix = match["p1"] if match["p1"] not in (None, "在", "为", "介于") else ""
        end = _after_name(fragment, match.end()) if not name else match.end()
        if not name:
            name = fragment.view[match.end() : end]
        quote = fragment.quote(name_start, end)
        for value, mark, pre, suf in (
            (low, match["m1"] or match["m1b"] or "", prefix, "" if prefix else match["s1"] or "~以上"),
            (high, match["m2"] or match["m3"] or "", match["p2"] or "", "" if match["p2"] else (match["s2"] or "~以下").replace("之间", "~以下")),
        ):
            tag = DraftTag(
                shape="compare", name=name, period=period, prefix=pre, value=value, mark=mark, suffix=suf,
                measure=measure, each_year=each, quote=quote,
            )  # fmt: skip
            fragment.tags.append((match.start(), tag))
        fragment.take(name_start, end)


def _kind_of_unit(text: str) -> str:
    return re.sub(rf"^{NUMBER}(?:万|亿)?", "", text)[-2:]


def _comparisons(fragment: Fragment) -> None:
    view = fragment.view
    spans = [m.span() for a, b in fragment.gaps() for m in w.PERIOD.finditer(view, a, b)]
    for match in fragment.search(w.COMPARISON):
        if any(a < match.end("q1") and match.start("q1") < b for a, b in spans):
            continue  # the number belongs to words of time: 申报之日前24个月内
        if not fragment.free(*match.span()):
            continue
        prefix, suffix = match["prefix"] or "", match["s1"] or ""
        mark = match["m1"] or match["m2"] or ""
        start, end = match.start(), match.end()
        if inner := re.match(rf"\((?:含|不含){NUMBER}[^()]{{0,4}}\)", view[end : end + 14]):
            mark, end = inner.group(), end + inner.end()  # 超过50人(含50人)
        if not prefix and not suffix:
            if not mark:
                continue
            suffix = "以上" if not mark.startswith("(不") else "以上"
        if suffix == "内" and not re.search(r"年|月|日|天", match["q1"]):
            suffix = ""
            if not prefix:
                continue
        if re.match(r"前\s*$", view[max(fragment.start, start - 2) : start]):
            continue
        name_start, name, period, measure, each = _name_before(fragment, start)
        after_end = end
        if not name or re.fullmatch(rf"(?:{w.MODAL}|{w.HOLD}|{w.SUBJECT}|\s)*", name):
            tail = re.match(r"(?:的)?", view[end : end + 1])
            after_end = _after_name(fragment, end + (tail.end() if tail else 0))
            after = view[end:after_end].lstrip("的")
            if after and measure != "growth" and not match["q1"].endswith(("周岁", "岁")):
                name = after
            else:
                after_end = end
        if not name and match["q1"].endswith(("周岁", "岁")):
            name = "年龄"
        tag = DraftTag(
            shape="compare", name=name, period=period, prefix=prefix, value=match["q1"], mark=mark, suffix=suffix,
            measure=measure, each_year=each, quote=fragment.quote(name_start, after_end),
        )  # fmt: skip
        fragment.add(tag, name_start, after_end)
        _twin_names(fragment, tag, name_start)


def _signs(fragment: Fragment) -> None:
    """Comparisons without a number of their own: 正增长, 为0元, 不超过实际展位费50%."""
    for match in fragment.search(w.OF_OTHER):
        start, name, period, measure, each = _name_before(fragment, match.start())
        tag = DraftTag(
            shape="compare", name=name, period=period, prefix=match["prefix"], suffix=match["suffix"] or "",
            value=match["ratio"], other=match["other"], each_year=each, quote=fragment.quote(start, match.end()),
        )  # fmt: skip
        fragment.add(tag, start, match.end())
    for match in fragment.search(w.THAN_AVERAGE):
        start, name, period, measure, each = _name_before(fragment, match.start())
        times = match["times"] or "1"
        tag = DraftTag(
            shape="compare", name=name, period=period, prefix=match["prefix"], value=f"{times}倍", other=match["other"],
            measure=measure, quote=fragment.quote(start, match.end()),
        )  # fmt: skip
        fragment.add(tag, start, match.end())
    for match in fragment.search(w.POSITIVE_GROWTH):
        start, name, period, _, each = _name_before(fragment, match.start())
        tag = DraftTag(
            shape="compare", name=re.sub(r"(?:实现|保持|同比|增长率?|增速)+$", "", name), period=period, prefix=">", value="0%",
            measure="growth", each_year=each, quote=fragment.quote(start, match.end()),
        )  # fmt: skip
        fragment.add(tag, start, match.end())
    for match in fragment.search(w.ZERO):
        start, name, period, measure, each = _name_before(fragment, match.start())
        if name:
            value = "0元" if match["q"] == "零" else match["q"]
            tag = DraftTag(
                shape="compare", name=name, period=period, prefix="为", value=value,
                quote=fragment.quote(start, match.end()),
            )  # fmt: skip
            fragment.add(tag, start, match.end())


def _twin_names(fragment: Fragment, tag: DraftTag, start: int) -> None:
    """营业收入或产值10亿元以上: the same comparison for either name."""
    names = re.split(r"或者|或|/", tag.name)
    if len(names) != 2 or not all(fragment.knows(n) for n in names):
        if match := re.fullmatch(r"(.{2,10})\((.{2,8})\)", tag.name):
            names = list(match.groups())
        else:
            return
    fragment.tags.pop()
    twins = tuple(tag.model_copy(update={"name": name}) for name in names)
    fragment.tags.append((start, DraftGroup(join="any", of=twins)))


_NAME_STOP = re.compile(r"[,;:。!?|]|(?:应当?|须|需要?|必须)(?:同时)?(?:具备|符合|满足)?|(?<![或])且|其中")


def _name_before(
    fragment: Fragment, position: int
) -> tuple[int, str, str, str, bool]:
    """Start, name, period words, measure and each-year mark of the phrase before a number."""
    view = fragment.view
    solid = [s for s in fragment.taken if s not in fragment.asides]
    left = max([fragment.start, *[b for _, b in solid if b <= position]])
    for stop in _NAME_STOP.finditer(view, left, position):
        left = stop.end()
    start = left
    while start < position and view[start] in " 、的,":
        start += 1
    raw = re.sub(r"\((?![^()]*\d)[^()]*\)", "", view[start:position])
    if modal := re.match(rf"(?:对于?|凡|鼓励|支持|{w.MODAL}|{w.SUBJECT}(?=的|应|须|需|上|近|年|当|为|在|20|营|研|实|人|累|缴|注|经|成))+", raw):
        keep = modal.end()
        if raw[keep:].strip():
            start += keep
            raw = raw[keep:]
    period = ""
    if found := w.PERIOD.search(raw):
        period = found.group()
        raw = raw[: found.start()] + raw[found.end() :]
    each = bool(re.search(r"每年均|(?<![人户平年月日])均(?!价|产|值|收|营|衡)|各年|每年", period + raw))
    name = re.sub(r"^(?:每年均|每年度?|均|都|的|累计|合计|总计|实现|达成|为|在(?![孵职校读园册岗建学库])|、|,|内|其(?!他)|中(?=的|,)|及|和(?!信)|与|且|并(?!购|网)|以来|来(?=[^自])|度|已)+", "", raw)
    name = re.sub(r"^(?:拥有|具有|具备|配备|配有|建有)(?=.{2})", "", name)
    name = re.sub(r"(?:每年均|每年度?|均|都|应当?|须|需|的|为|在|约|各|放宽[到至]|提高[到至]|总数|合计|总计|累计|达到?|不|已|总体|原则上|一般|连续|首次)+$", "", name)
    measure = "value"
    if growth := w.GROWTH_WORDS.search(name):
        measure, name = "growth", name[: growth.start()].rstrip("的")
    elif increment := w.INCREMENT_WORDS.search(name):
        bare = name[: increment.start()].rstrip("的")
        if not bare.endswith("新") and (bare or re.search(r"增量|增加|净增", increment.group())):
            measure, name = "increment", bare
    elif w.SHARE_NAME.fullmatch(name):
        measure = "share"
    return start, name.strip(), period, measure, each


def _after_name(fragment: Fragment, position: int) -> int:
    """Where the noun phrase after a number ends: 拥有20人以上【专职研发人员】."""
    view = fragment.view
    match = re.compile(
        r"[^,;:。!?()|\s\d]{2,30}?等[^,;。、的]{2,14}(?=$|[,;。])|[^,;:。、!?()|\s]{1,24}?(?=$|[,;:。、!?()|\s]|的(?:企业|单位|机构|人员|项目|人|$|[,;])|且|并|或|给予|按|等)"
    ).match(view, position, fragment.end)
    if not match or re.match(r"(?:给予|按|的(?:企业|单位|$)|企业|单位|且|并|或)", match.group()):
        return position
    end = match.end()
    return end if fragment.free(position, end) else position


_STATISTICS = re.compile(
    r"(?P<first>首次|新增?|当年|由规(?:模)?(?:以)?下转为)?(?P<verb>(?:被)?(?:纳入|列入|升为|升规为?|进入|入库|达到|成为|转为|新纳统|纳统)?)(?:[一-鿿]{0,6}统计局?)?(?:国家|我区|本区|我市|本市)?"
    r"(?P<scale>规模以上|规上|限额以上|限上|资质以上|资质等级以上|四上)(?P<kinds>(?:先进|高新技术|数字经济|战略性新兴)?[一-鿿、和或及()]{0,24}?)"
    r"(?P<tail>(?:企业|单位|法人)?(?:的)?(?:统计(?:范围|库|名录库|调查库|报表|联网直报平台|联网直报)?|名录库|联网直报平台|在库|库|范围|企业|单位|法人(?:企业)?)+|(?=[,;。]|$))"
)


def _statistics(fragment: Fragment) -> None:
    for match in fragment.search(_STATISTICS):
        scale = {"规上": "规模以上", "限上": "限额以上", "资质等级以上": "资质以上", "四上": "四上"}.get(
            match["scale"], match["scale"]
        )
        kinds = re.sub(r"(?:企业|单位|统计|法人|的|类)+$", "", match["kinds"])
        kinds = re.sub(r"\([^()]*\)?", "", kinds)
        names = [k for k in re.split(r"、|和(?!信|社|技|相|商)|或者|或|及", kinds) if k] or [""]
        values = tuple(f"{scale}{k}企业" for k in names)
        head = period_before(fragment, fragment.start, match.start())
        start = match.start()
        period = ""
        if head and re.fullmatch(r"(?:在|于|内|期间|被|由|首次|新|度|,|\s)*", fragment.view[head.end() : start]):
            start, period = head.start(), head.group()
        first = bool(match["first"]) and match["first"] != "当年"
        if re.search(r"首次|新(?:增|纳)", fragment.view[max(fragment.start, start - 6) : match.start()]):
            first = True
        if match["first"] == "当年":
            period = "当年"
        tag = DraftTag(
            shape="has", name="规上限上统计类别", values=values, first=first, period=period,
            quote=fragment.quote(start, match.end()),
        )  # fmt: skip
        fragment.add(tag, start, match.end())


_AWARDED = re.compile(
    r"(?P<first>首次|新|初次|重新|再次|复审)?(?:通过)?(?:被|获|经)?(?P<by>[^,;。、\"对给予]{0,14}?)(?P<verb>认定|评定|评为|授予|获评|获批|入选|入围|列入|遴选|授牌|命名|荣获|上榜|获得|取得|通过)(?:认定|评定|评审)?(?P<as>为|成为|的|过)?"
    r"(?P<title>(?:[^,;。、的给按]|、(?=[^,;。]{0,20}(?:级|企业|中心|平台|基地|园区|名单|榜|称号|认定|资质)))*?[^,;。、的给按]*?(?:企业|中心|平台|基地|园区|实验室|工作站|工作室|孵化器|空间|加速器|称号|认定|资质|资格|证书|名单|榜单|名录|目录|试点|示范|项目|产品|集群|机构|工厂|车间|品牌|商标|认证|奖|许可证|饭店|酒店|民宿|景区|街区|乡村|示范社|示范户|家庭农场|\d强|百强))"
)
_MORE_TITLES = re.compile(
    r"(?:、|或者|或|和|及)(?P<title>[^,;。、的给按\d\s]{2,20}?(?:企业|中心|平台|基地|园区|实验室|工作站|工作室|孵化器|空间|称号|认定|资质|证书|名单|榜单|试点|示范|项目|产品|机构|工厂|车间|品牌|认证|奖|饭店|酒店|民宿|景区|街区|乡村|示范社|家庭农场))"
)
_LEVELLED = re.compile(
    r"(?P<levels>(?:(?:国家|省部?|市|区|县)级?(?:、|和|或|及|或者))+(?:国家|省部?|市|区|县)级|(?:国家|省部|省|市|区|县)级|国家)(?P<title>[^,;。、的\d\s()给予按和及或且对]{2,24}(?:企业|中心|平台|基地|园区|实验室|工作站|工作室|孵化器|空间|加速器|称号|工厂|车间|机构|集群|项目|载体|商标|品牌|街区|景区|民宿))(?:的|称号|认定)?"
)
_LEVEL_UP = re.compile(r"(?P<level>国家|省|市|区)级?(?:及)?以上(?:的)?(?P<title>[^,;。、的\d\s()给予和及或且]{2,20}(?:企业|中心|平台|基地|园区|实验室|工作站|孵化器|空间|奖励|奖项|称号|奖|机构|载体|名牌|项目))")
_PROJECT = re.compile(
    r"(?P<role>(?:牵头|参与|主持)(?:承担)?)?(?P<levels>(?:(?:国家|省部?|市|区)级?(?:、|和|或者|或|及))*(?:国家|省部|省|市|区)级?)(?:重点|重大)?(?:科技计划|科技|研发|科研)(?:计划)?项目"
)
_RANKED = re.compile(r"(?:入选|入围|列入|上榜|进入|位列|名列|荣登)(?:过|的)?(?P<name>[^,;。、对]{2,20}?(?:榜单?|\d{2,3}强(?:企业)?|百强))")


def _own_period(fragment: Fragment, position: int) -> str:
    head = period_before(fragment, fragment.start, position)
    return head.group() if head and fragment.free(*head.span()) else ""


def _period_start(fragment: Fragment, position: int) -> int:
    head = period_before(fragment, fragment.start, position)
    return head.start() if head and fragment.free(head.start(), position) else position


_ORDER = ("国家", "省", "市", "区", "县")


def _levelled(fragment: Fragment, lexicon: Lexicon) -> None:
    """Titles with their level: 省级以上X, 国家级、省级X, 国家级科技计划项目, N强榜单."""
    for match in fragment.search(_PROJECT):
        levels = tuple(re.sub(r"[级部]", "", x) + "级" for x in re.split(r"、|和|或者|或|及", match["levels"]) if x)
        quote = fragment.quote(*match.span())
        if match["role"]:
            role = "参与" if "参" in match["role"] else "牵头"
            lead = Quote(text=quote.text[: len(match["role"])], start=quote.start)
            fragment.tags.append((match.start(), DraftTag(shape="one_of", name="项目承担角色", values=(role,), quote=lead)))
            quote = Quote(text=quote.text[len(match["role"]) :], start=quote.start + len(match["role"]))
        tag = DraftTag(shape="one_of", name="项目立项级别", values=levels, quote=quote)
        fragment.add(tag, *match.span())
    for match in fragment.search(_RANKED):
        tag = DraftTag(
            shape="has", name="入选榜单", values=(match["name"],), period=_own_period(fragment, match.start()),
            quote=fragment.quote(_period_start(fragment, match.start()), match.end()),
        )  # fmt: skip
        fragment.add(tag, _period_start(fragment, match.start()), match.end())
    for match in fragment.search(_LEVEL_UP):
        levels = _ORDER[: _ORDER.index(match["level"]) + 1]
        values = tuple(f"{level}级{match['title']}" for level in levels)
        _title_tag(fragment, lexicon, match.start(), match.end(), values)
    for match in fragment.search(_LEVELLED):
        levels = [re.sub(r"[级部]", "", x) for x in re.split(r"、|和|或者|或|及", match["levels"])]
        if len(levels) == 1 and lexicon.canonical(match.group().rstrip("的")):
            continue
        if re.search(r"政府|财政|人社|有关|主管|相关|资助|奖励|扶持|资金|补助|局|委员会|部门|第三方|重点(?:发展|产业)", match["title"]):
            continue
        values = tuple(f"{level}级{match['title']}" for level in levels if level)
        if len(values) == 1 and "级" not in match["levels"]:
            values = (match["levels"] + match["title"],)
        _title_tag(fragment, lexicon, match.start(), match.end(), values)


def _titles(fragment: Fragment, lexicon: Lexicon) -> None:
    """Titles the vocabulary knows, then whatever 认定为, 获得 and their like govern."""
    known = fragment.search(lexicon.titles)
    position = 0
    while position < len(known):
        group = [known[position]]
        while position + 1 < len(known) and re.fullmatch(
            r"(?:称号|认定|认证|资格)?(?:、|或者|或|和|及|以及)(?:新|经)?(?:认定)?(?:的|为)?(?:国家级|省级|市级|国家|省|市)?",
            fragment.view[known[position].end() : known[position + 1].start()],
        ):
            position += 1
            group.append(known[position])
        values = tuple(_certified(fragment, m, lexicon) for m in group)
        _title_tag(fragment, lexicon, group[0].start(), group[-1].end(), values)
        position += 1
    for match in fragment.search(_AWARDED):
        title = re.sub(r"(?:称号|认定|资格|荣誉|名单)$", "", match["title"])
        title = re.sub(r"^(?:的|为|了|过|国家|省|市|区)(?=.{4})", "", title) if not re.match("国家|省|市|区", title) else title
        if len(title.strip('"')) < 2 or re.search(QUANTITY, title) or re.search(r"下[表列]|上述|以上|所列", title):
            continue
        pieces = [p for p in re.split(r"、|或者|或", title) if p]
        end = match.end()
        while more := _MORE_TITLES.match(fragment.view, end, fragment.end):
            pieces.append(more["title"])
            end = more.end()
        values = tuple(pieces) if all(len(p) >= 3 for p in pieces) else (title,)
        _title_tag(fragment, lexicon, match.start(), end, values, first="首次" in match.group() or match["first"] == "新")


def _certified(fragment: Fragment, match: re.Match[str], lexicon: Lexicon) -> str:
    """The title as the vocabulary spells it; 绿色食品认证 keeps its last word."""
    name = lexicon.canonical(match.group()) or match.group()
    return name + "认证" if fragment.view.startswith("认证", match.end()) else name


def _title_tag(
    fragment: Fragment, lexicon: Lexicon, start: int, end: int, values: tuple[str, ...], *, first: bool = False
) -> None:
    if not fragment.free(start, end):
        return
    view = fragment.view
    lead = view[fragment.start : start]
    verb = re.search(
        r"(?P<first>首次|新|初次)?(?:被|获|经|通过)*(?:[^,;。对]{0,12}?)(?:认定|评定|评为|授予|获评|获批|获得|取得|入选|列入|遴选|成为|属于|为|是|通过|备案)+(?:认定|评审|备案)?(?:为|成为|的)*$",
        lead,
    )
    first = first or bool(re.search(r"首次|(?:^|[^创更革])新(?:认定|获|入选|评|取得|增)|初次", lead))
    after = re.compile(
        r"(?:\"|')?(?:的)?(?:称号|认定|资格|荣誉称号|荣誉|资质|证书|名单)*(?:证书)?(?:后|之日起|且在有效期内|并在有效期内|\(有效期内\))?"
    ).match(view, end, fragment.end)
    if after:
        first = first or "首次" in view[end : after.end() + 4]
        end = after.end()
    begin = start
    period = ""
    if verb and verb.end() - verb.start() <= 24:
        begin = fragment.start + verb.start()
    head = period_before(fragment, fragment.start, start)
    if head and fragment.free(*head.span()):
        period = head.group()
        begin = min(begin, head.start())
    else:
        follow = w.PERIOD.match(view, end, fragment.end)
        if follow:
            period, end = follow.group(), follow.end()
    if not fragment.free(begin, start):
        begin = max([start if not fragment.free(begin, start) else begin, *[]])
    names = {lexicon.attribute_of(v) for v in values}
    name = names.pop() if len(names) == 1 else "资质认定"
    if all(re.search(r"(?:\d强|百强|榜单?)$", v) for v in values):
        name = "入选榜单"
    elif all(re.search(r"奖$|奖次|奖励$|名次", v) for v in values):
        name = "获奖情况"
    tag = DraftTag(
        shape="has", name=name, values=tuple(v.strip('"') if v.count('"') == 1 else v for v in values),
        first=first, period=period, quote=fragment.quote(begin, end),
    )  # fmt: skip
    fragment.add(tag, begin, end)


def _persons(fragment: Fragment, lexicon: Lexicon) -> None:
    for name, pattern in lexicon.tags:
        found = fragment.search(pattern)
        position = 0
        while position < len(found):
            group = [found[position]]
            while position + 1 < len(found) and re.fullmatch(
                r"\(?[^,;。()]{0,12}\)?(?:、|或者|或|和|及|以及)(?:本市|本省|本区|登记|符合条件的)?",
                fragment.view[found[position].end() : found[position + 1].start()],
            ):
                position += 1
                group.append(found[position])
            values = tuple(dict.fromkeys(lexicon.canonical(m.group()) or m.group() for m in group))
            start = _period_start(fragment, group[0].start()) if name != "人员类别" else group[0].start()
            tag = DraftTag(
                shape="has", name=name, values=values, quote=fragment.quote(start, group[-1].end()),
                period=_own_period(fragment, group[0].start()) if start < group[0].start() else "",
            )  # fmt: skip
            fragment.add(tag, start, group[-1].end())
            position += 1


_CERTIFICATE = re.compile(
    rf"(?:持有?|办理|取得|领取)(?:有效的?)?(?:{w.REGION})?(?:有效的?)?(?P<name>(?:第二代)?残疾人?证|居住证)"
)
_GRADE = re.compile(
    r"残疾(?:等级|程度)(?:评定)?(?:为|达到|在)?(?P<a>[一二三四](?:级)?(?:(?:、|和|或|至)[一二三四]级?)*级)|(?P<b>[一二三四](?:级)?(?:(?:、|和|或|至)[一二三四]级?)*级)(?:重度)?残疾"
)
_DISABILITY = re.compile(r"(?:视力|听力|言语|肢体|智力|精神|多重)残疾人?(?:(?:、|和|或|及)(?:视力|听力|言语|肢体|智力|精神|多重)残疾人?)*")


def _certificates(fragment: Fragment) -> None:
    """残疾人证, 居住证, 残疾等级一级、二级, 智力残疾."""
    for match in fragment.search(_CERTIFICATE):
        if re.search(r"父母|监护人|配偶|子女", fragment.view[fragment.start : match.start()]):
            continue
        name = "居住证" if "居住" in match["name"] else "残疾人证"
        fragment.add(DraftTag(shape="is", name=name, quote=fragment.quote(*match.span())), *match.span())
    for match in fragment.search(_GRADE):
        written = match["a"] or match["b"]
        grades = re.findall("[一二三四]", written)
        if "至" in written and len(grades) == 2:
            order = "一二三四"
            grades = list(order[order.index(grades[0]) : order.index(grades[1]) + 1])
        tag = DraftTag(
            shape="one_of", name="残疾等级", values=tuple(f"{g}级" for g in grades),
            quote=fragment.quote(*match.span()),
        )  # fmt: skip
        fragment.add(tag, *match.span())
    for match in fragment.search(_DISABILITY):
        kinds = tuple(dict.fromkeys(re.findall(r"(?:视力|听力|言语|肢体|智力|精神|多重)残疾", match.group())))
        tag = DraftTag(shape="one_of", name="残疾类别", values=kinds, quote=fragment.quote(*match.span()))
        fragment.add(tag, *match.span())


_RATING = re.compile(
    r"(?:绩效|综合|年度)*(?:考核|评价|评估|考评|评级)(?:评价)?(?:结果|等次|等级)?(?:为|达到|获得|被评为|获评)(?P<grade>优秀|良好|合格|优|良|[A-E]级?)(?P<up>及以上|以上|(?:、|或|或者)(?:良好|合格))?"
)
_GRADES = ("优秀", "良好", "合格")


def _ratings(fragment: Fragment) -> None:
    for match in fragment.search(_RATING):
        values: tuple[str, ...] = (match["grade"],)
        if match["up"] and match["grade"] in _GRADES:
            last = match["up"].lstrip("、或者") if "以上" not in match["up"] else match["grade"]
            values = _GRADES[: _GRADES.index(last) + 1]
        tag = DraftTag(
            shape="one_of", name="评级结果", values=values, quote=fragment.quote(*match.span())
        )
        fragment.add(tag, *match.span())


def _judged(fragment: Fragment) -> None:
    for match in fragment.search(w.JUDGED):
        tag = DraftTag(
            shape="judged", name=match.group().strip(), quote=fragment.quote(*match.span())
        )
        fragment.add(tag, *match.span())


_ENTITY = re.compile(
    "(?:"
    + "|".join(w.ENTITY_TYPES)
    + ")(?:(?:、|和|或者|或|及|以及|\\(|\\)|等)+(?:"
    + "|".join(w.ENTITY_TYPES)
    + "))*"
)
_TRADE = r"[^的,;:。、\d\s()对且]{1,12}?(?<![企行就创事毕作专失从])业"
_INDUSTRY = re.compile(
    rf"(?:从事|主营)(?P<done>{_TRADE}(?:(?:、|和(?!信)|或者|或|及){_TRADE})*)(?:经营|活动)?(?:的)?(?=$|[,;。且]|企业|单位)"
    rf"|(?:属于)?(?P<names>{_TRADE}(?:(?:、|和(?!信)|或者|或|及){_TRADE})*)(?:领域|行业|类)?(?:的)?(?:企业|单位)"
)
_SIZE = re.compile(r"(?<!全国)(?P<size>大中小微|中小微|中小|小微|小型微型|大中型|大型|中型|小型|微型)型?(?:民营|工业|科技)?企业(?!股份|公共|服务|特色|发展|划型|主管|融资|信用)")
_SIZES = {"大": "大型", "中": "中型", "小": "小型", "微": "微型"}


def _entities(fragment: Fragment) -> None:
    for match in fragment.search(_ENTITY):
        names = re.findall("|".join(w.ENTITY_TYPES), match.group())
        if names == ["企业"]:
            continue
        start = match.start()
        if names[0] == "企业" and (kind := re.search(r"(?:农业|涉农|文化|旅游|小微|民营|国有|外资|科技|工业|商贸)$", fragment.view[fragment.start : start])):
            start -= len(kind.group())
            names[0] = kind.group() + "企业"
        tag = DraftTag(
            shape="one_of", name="主体类型", values=tuple(names), quote=fragment.quote(start, match.end())
        )
        fragment.add(tag, start, match.end())
    for match in fragment.search(_SIZE):
        sizes = tuple(_SIZES[c] for c in match["size"] if c in _SIZES)
        tag = DraftTag(shape="one_of", name="企业规模", values=sizes, quote=fragment.quote(*match.span()))
        fragment.add(tag, *match.span())
    for match in fragment.search(_INDUSTRY):
        names = [n for n in re.split(r"、|或者|或|和(?!信)|及", match["done"] or match["names"]) if n]
        names = [n if n.endswith("业") else n + "业" for n in names]
        tag = DraftTag(
            shape="one_of", name="所属行业", values=tuple(names), quote=fragment.quote(*match.span())
        )
        fragment.add(tag, *match.span())


_EDUCATION = re.compile(
    r"(?:具有|取得|获得)?(?:全日制|普通)*(?P<level>初中|高中|中专|大专|专科|大学专科|本科|大学本科|硕士(?:研究生)?|博士(?:研究生)?|研究生)(?P<up>及以上|以上|及其以上)?(?:学历|学位)(?:学位)?"
)
_EDUCATION_ORDER = ("初中及以下", "高中", "中专", "大专", "本科", "硕士", "博士")


def _education(fragment: Fragment) -> None:
    for match in fragment.search(_EDUCATION):
        level = {"专科": "大专", "大学专科": "大专", "大学本科": "本科", "研究生": "硕士"}.get(
            match["level"], match["level"].removesuffix("研究生")
        )
        if level not in _EDUCATION_ORDER:
            continue
        index = _EDUCATION_ORDER.index(level)
        values = _EDUCATION_ORDER[index:] if match["up"] else (level,)
        tag = DraftTag(
            shape="one_of", name="学历", values=values, quote=fragment.quote(*match.span())
        )
        fragment.add(tag, *match.span())


def _residual(fragment: Fragment) -> None:
    """What no pattern explained, if it says something, is a requirement named as written."""
    gaps = fragment.gaps()
    explained = bool(fragment.tags)
    for a, b in gaps:
        start, end = _meaning(fragment.view, a, b)
        label = fragment.view[start:end]
        if len(label) < (5 if explained else 3) or w.STOP_FRAGMENT.match(label) or w.REMARK.search(label):
            continue
        period = ""
        if head := w.PERIOD.match(label):
            rest = label[head.end() :].lstrip(",的内、")
            if len(rest) >= 4:
                period, label = head.group(), rest
        if explained and len(label) < 8 and not re.search(
            r"(?:未|无|不|已|应|具有|具备|拥有|取得|完成|实现|开展|签订|缴纳|承担|设立|建立|建有|提供|符合|办理|通过|获得|使用|用于|购买|租用|承诺|从事|参加|参与|举办|推广|投入|属于|纳入|列入|配备|在|与)",
            label,
        ):
            continue
        if w.PERIOD.fullmatch(label):
            continue
        tag = DraftTag(shape="is", name=label, period=period, quote=fragment.quote(start, end))
        fragment.add(tag, start, end)


def _meaning(view: str, start: int, end: int) -> tuple[int, int]:
    """Trim connecting words off both ends of a leftover."""
    lead = re.compile(
        rf"(?:[\s,;:、。]|本(?:办法|措施|政策|细则|规定|通知|指南|条|项|实施细则|实施办法)(?:的)?(?:主要)?(?:适用于|面向|所称|项下)?|(?:扶持|支持|资助|奖励|补贴|补助|服务|申[报请]|救助|适用|受益|享受|贴息)(?:对象|主体|范围|单位)(?:应当?|为|是|包括|指)+|适用于|对于|对|凡|{w.SUBJECT}(?=应|须|需|的|具|在|未|无|已|为|依|按)|应当|应该|应|须|需要|需|必须|要求|并且|并(?!购|网)|且|同时|以及|及|其中|和(?!信)|的(?=[一-鿿]))+"
    ).match(view, start, end)
    if lead:
        start = lead.end()
    while end > start and view[end - 1] in " ,;:、。的":
        end -= 1
    if modal := re.search(r"(?:应当?|须|需|必须|要求)$", view[start:end]):
        end = start + modal.start()
    tail = re.search(r"(?:的)?(?:企业|单位|机构|项目|人员|个人|等)?$", view[start:end])
    if tail and tail.group().startswith("的"):
        end = start + tail.start()
    return start, end


def _one(nodes: list[DraftNode]) -> DraftNode:
    return nodes[0] if len(nodes) == 1 else DraftGroup(join="all", of=tuple(nodes))


def _joined(join: str, nodes: list[DraftNode]) -> DraftGroup:
    flat: list[DraftNode] = []
    for node in nodes:
        if isinstance(node, DraftGroup) and node.join == join:
            flat.extend(node.of)
        else:
            flat.append(node)
    if join == "any" and all(isinstance(n, DraftTag) and n.shape == "has" and not n.period for n in flat):
        tags = [n for n in flat if isinstance(n, DraftTag)]
        if len({(n.name, n.first) for n in tags}) == 1 and len({n.quote.text for n in tags}) == 1:
            values = tuple(dict.fromkeys(v for n in tags for v in n.values))
            return DraftGroup(join="all", of=(tags[0].model_copy(update={"values": values}),))
    return DraftGroup(join="any" if join == "any" else "all", of=tuple(flat))


def _share_comparison(sides: list[list[DraftNode] | None]) -> None:
    """利润增长20%或8%以上 style ellipsis is left to the reviewer; nothing is guessed here."""
