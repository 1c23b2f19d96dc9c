"""People named in a row, each in words of its own: whoever is one of them.

「特困人员、困境儿童中的孤儿和经工会核定的特困职工」. What stands before the first and is no part
of a name, 具有本市户籍的, holds for all of them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.extract.conditions.patterns import read_piece
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Quote
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.lists import overlaps
from compiler.extract.language.predicates import depth

_NOUN = (
    r"(?:人员|人群|对象|学生|学员|子女|家庭|户|军人|青年|儿童|婴幼儿|孤儿|未成年人|家属|遗属|家长|成员|女性|妇女|职工"
    r"|居民|村民|老年?人|毕业生|研究生|博士后?|硕士|劳动力|劳动者|农民工?|士兵|人口|群众|患者|病人|残疾人|残疾军人"
    r"|烈属|工匠|渔民|牧民|侨胞|新生|教师|医生|母亲|创业者)"
)
_ASIDE = r"(?:\([^()]*\))?"
_ENDS = re.compile(rf"{_NOUN}{_ASIDE}$")
_JOINT = re.compile(
    r"、(?:以及|和|及)?|以及|和|及(?![其时格以])|或者?(?!以)|,(?:以及|和|及|或者?)?(?=.)"
)
#: What somebody does for people, or with them, is no row of those who apply.
_OTHERS = re.compile(
    r"招用|吸纳|聘用|录用|安置|招收|接收|接纳|引进|收住|收治|托养|照护|护理|培[训养]|服务|提供|帮扶|雇[用佣]|招聘|介绍|组织|资助"
    r"|父母|监护人|配偶|夫妻|家庭(?:被?认定)?(?:为|是|系|属于?)|与[^,;。]{0,8}签订|为[^,;。、]{2,12}(?:缴|发|办|购)"
)
_LEAD = re.compile(
    r"\s*(?:(?:并且|而且|同时|且)?(?:对于?|凡是?|面向|属于?|包括|主要是?|即)(?!象)|(?:申[请报]人|申[请报领]对象|补[贴助]对象|救助对象|保障对象|资助对象)(?:应|须)?(?:为|是|:))*"
)
#: 具有本市户籍的, 本市户籍: before the first, and asked of all.
_OF_ALL = re.compile(
    r"(?:(?:具有|持有?|拥有)?(?:[本我全该][省市区县]|[^,;。、的\d]{1,6}[省市区县])(?:常住)?(?:户籍|户口|籍|居住证)"
    r"|(?:在|居住在?)(?:[本我全该][省市区县]|[^,;。、的\d]{1,6}[省市区县])[^,;。、的\d]{0,10}"
    r"|(?:年满|未满|不满)?\d{1,3}(?:周岁|岁)(?:及?以[上下])?|符合[^,;。、的]{2,16}条件)的?"
)


#: 低保对象, 残疾学生: a name of people without a description of its own.
_DESCRIBED = re.compile(
    r"的|[()\d]|[一二三四]级|未(?!成年)|[被无取招用吸聘在已均应须不将向]|获得|具有|具备|认定|核定|证|就读|缴纳|参加|签订|从事|创业|提供|享受|毕业年度|离校|以上|以下"
)
#: 困境儿童中的孤儿: which of them; one name as written.
_AMONG = re.compile(
    r"[^,;。、]{2,}(?:家庭|户|儿童|人员|对象|人口|群体|家庭成员|职工|老人)(?:之)?[中内里]的[^,;。、的]{2,}"
)


#: 低收入家庭中的老年人、未成年人: the household of all who follow, unless they name another.
_HOUSEHOLD = re.compile(r"(?P<of>[^,;。、的]{2,12}家庭)(?:之)?[中内里]的")
_NEEDY = re.compile(r"的|特困|低保|最低生活|孤儿|脱贫|返贫|优抚|困境|事实无人|建档立卡|困难|家庭")


#: 低保对象因病住院医疗费用经医保报销后: behind the people stands what was paid for them.
_COST = (
    r"的?(?:在[^,;。的]{2,20}?|因[病伤患][^,;。]{0,12}?|当?年度?内?|单次|累计|发生的?|产生的?|符合规定的?"
    r"|政策范围内(?:的)?)*(?:住院|门诊|就医|诊疗|治疗|医疗|医药|康复|慢特病|、|和|及|的)+费用?(?:\([^()]*\))?,?"
    r"(?:经[^,;。]{2,60}?(?:报销|理赔|赔付|补偿|支付|结算|减免)(?:等)?(?:支付)?之?后(?:的)?)?"
)
_COST_BEHIND = re.compile(
    rf"(?P<who>{_NOUN}{_ASIDE})(?:均?不设(?:立|置)?[^,;。]{{0,8}}(?:标准|线|限额)|{_COST})$"
)


def before_cost(view: str, start: int, end: int) -> int:
    """Where the people of a piece end whose cost of care stands behind them; else its end."""
    last = start + len(view[start:end].rstrip(" ,;。"))
    found = _COST_BEHIND.search(view, start, last)
    return found.end("who") if found else end


class Row(NamedTuple):
    """Where each of the people stands, and what is asked of all of them before the first."""

    of_all: tuple[int, int] | None
    each: tuple[tuple[int, int], ...]


#: What is asked, or is so; no name of people begins with it.
_ASKS = re.compile(
    r"\s*(?:具有|具备|持|拥有|属|为|是|在|未(?!成年)|无|已|被|均|应|须|需|符合|满足|年满|不|其|且|并|同时|按|由|自|于|给|予|可|每|单|最)"
)


def across_commas(view: str, pieces: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """The pieces, those that go on naming people as alternatives: 「A、B，C，D」."""
    result: list[tuple[int, int, bool]] = []
    row = bare = False  # whether the piece before names people in a row, or is a name alone
    for a, b, joined in pieces:
        last = before_cost(view, a, b)
        names = _ENDS.search(view, a, last) is not None and not _OTHERS.search(view, a, last)
        several = names and _several(view, a, last)
        goes_on = row or (bare and several)
        goes_on = goes_on and names and view[a - 1] == "," and not _ASKS.match(view, a, last)
        row = names and (goes_on or several)
        bare = names and last - a <= 12 and "的" not in view[a:last] and not _ASKS.match(view, a)
        result.append((a, b, joined or goes_on))
    return result


def _several(view: str, start: int, end: int) -> bool:
    """Whether a piece names people of more than one kind."""
    return any(
        depth(view, start, m.start()) == 0 and _ENDS.search(view, start, m.start())
        for m in _JOINT.finditer(view, start, end)
    )


def people_in_a_row(view: str, start: int, end: int) -> Row | None:
    """The people ``[start, end)`` names in a row; None where it is anything else."""
    lead = _LEAD.match(view, start, end)
    first = lead.end() if lead else start
    last = start + len(view[start:end].rstrip(" ,;。"))
    if re.compile("且|并(?![列排])").search(view, first, last):
        return None  # each of what stands before and behind it is read by itself
    if _OTHERS.search(view, first, last) or not _ENDS.search(view, first, last):
        return None
    cuts = [
        m.span()
        for m in _JOINT.finditer(view, first, last)
        if depth(view, start, m.start()) == 0 and _ENDS.search(view, first, m.start())
    ]
    if not cuts:
        return None
    of_all = _OF_ALL.match(view, first, cuts[0][0])
    shared = None
    among = _HOUSEHOLD.match(view, first, cuts[0][0])
    if among and not any(_NEEDY.search(view, cut[1], last) for cut in cuts[:1]):
        shared, first = among.span("of"), among.end()  # 低收入家庭中的老年人、未成年人
    elif of_all and of_all.end() < cuts[0][0]:
        shared, first = (first, of_all.end()), of_all.end()
    edges = [first, *[e for c in cuts for e in c], last]
    each = tuple(zip(edges[::2], edges[1::2], strict=True))
    if any(b - a < 2 for a, b in each) or (
        not (among and shared)
        and not _grades_apart(view, each)
        and not any(
            _AMONG.fullmatch(view, a, b) or (position and "的" in view[a:b])
            for position, (a, b) in enumerate(each)
        )
    ):
        return None  # plain names are one list, and what tells them apart stands before it
    return Row(shared, each)


_GRADED = re.compile(r"[一二三四]级")


def _grades_apart(view: str, each: tuple[tuple[int, int], ...]) -> bool:
    """一级、二级的残疾人和三级智力残疾人: each sort with grades of its own."""
    return sum(_GRADED.search(view, a, b) is not None for a, b in each) > 1


def read_row(text: str, view: str, row: Row, lexicon: Lexicon) -> list[DraftNode]:
    """Whoever is one of the people in a row, beside what is asked of them all."""
    nodes = read_piece(text, view, *row.of_all, lexicon, True) if row.of_all else []
    sides: list[DraftNode] = []
    for a, b in row.each:
        named = _named(text, view, a, b, lexicon)
        last = sides[-1] if sides else None
        if named is not None and isinstance(last, DraftTag) and _plain(last) and _plain(named):
            start = last.quote.start
            quote = Quote(text=text[start:b], start=start)
            values = tuple(dict.fromkeys((*last.values, *named.values)))
            sides[-1] = last.model_copy(update={"values": values, "quote": quote})
            continue
        found = [named] if named else _described(text, view, a, b, lexicon)
        sides.append(found[0] if len(found) == 1 else DraftGroup(join="all", of=tuple(found)))
    return [*nodes, sides[0] if len(sides) == 1 else DraftGroup(join="any", of=tuple(sides))]


def read_people(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, *, residual: bool
) -> list[DraftNode]:
    """One piece: a row of people where it names one, else what the patterns find."""
    row = people_in_a_row(view, start, end) if residual else None
    if row is not None:
        return read_row(text, view, row, lexicon)
    return read_piece(text, view, start, end, lexicon, residual)


#: 残疾等级为一级的残疾人: the noun says no more than what stands before it.
_ANYBODY = re.compile(r"残疾人|人员?|个人|居民|对象|群众")


def _described(text: str, view: str, a: int, b: int, lexicon: Lexicon) -> list[DraftNode]:
    """What is asked of people described; one fact as written where any of it would be lost."""
    found = read_piece(text, view, a, b, lexicon, True)
    noun = view.rfind("的", a, b) + 1
    if _ANYBODY.fullmatch(view, noun, b):
        return found
    read = [any(overlaps(node, at) for node in found) for at in ((a, noun - 1), (noun, b))]
    if noun <= a or all(read):
        return found
    return [DraftTag(shape="is", name=view[a:b], quote=Quote(text=text[a:b], start=a))]


def _plain(tag: DraftTag) -> bool:
    return tag.shape == "has" and tag.name == "人员类别" and not (tag.period or tag.negated)


def _named(text: str, view: str, a: int, b: int, lexicon: Lexicon) -> DraftTag | None:
    """One of the row whose words are a name: of the vocabulary, or as written."""
    name = view[a:b]
    quote = Quote(text=text[a:b], start=a)
    known = lexicon.canonical(name)
    if known or not _DESCRIBED.search(name):
        return DraftTag(shape="has", name="人员类别", values=(known or name,), quote=quote)
    if _AMONG.fullmatch(name):
        return DraftTag(shape="is", name=name, quote=quote)
    return None
