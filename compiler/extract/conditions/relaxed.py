"""A bound for all and an easier one for a class: 裁员率不高于5.5%，30人以下的企业不高于20%."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.extract.conditions.excepted import denied
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag
from compiler.normalise import QUANTITY, read_quantity
from rules.quantity import Area, Count, Duration, Headcount, Money, Ratio

_BODY = r"(?:企业|单位|机构|主体|人员|家庭)"
#: 「参保人数30人以下的企业上年度裁员率不高于20%」: a class, and its own bound behind it.
_OF_CLASS = re.compile(rf"[^,;。\d]{{0,8}}{_BODY}[^,;。\d]*|的?(?={_BODY})")


def relaxed(view: str, pieces: list[list[DraftNode]]) -> list[list[DraftNode]]:
    """The pieces; a bound of one class is an alternative to the bound of all before it."""
    result: list[list[DraftNode]] = []
    for piece in pieces:
        last = result[-1] if result else []
        if len(piece) == 2 and last and _own_bound(view, last[-1], piece):
            own = re.sub(rf"^{_BODY}", "", getattr(piece[1], "name", ""))
            both = DraftGroup(join="all", of=(piece[0], piece[1].model_copy(update={"name": own})))
            last[-1] = DraftGroup(join="any", of=(last[-1], both))
        else:
            result.append(list(piece))
    return result


_BOUND = r"(?:不(?:得)?[低少高超大]于?过?|超过|达到?|低于|高于|至少|最[低高少多]|为|在)"
#: 「其中上年度营业收入2亿元以上的，该比例不低于2.5%」, 「其中小微企业不少于10人」.
_BOUND_OF_CLASS = re.compile(
    r"\s*(?P<only>(?:但|其中),?)?(?:对于?|属于)?(?P<who>[^,;。:()]{2,30}?)"
    r"(?P<case>的(?:企业|单位|机构|项目|人员)?,)?"
    r"(?:则|可|应当?|须)?(?P<same>(?:该|此|这一|上述|前述|其)项?[一-鿿]{0,6}?|[一-鿿]{0,2}(?:比例|占比|人数|标准|要求|年限|指标))?"
    rf"(?P<own>(?P<named>(?<=,)[^,;。:()\d]{{2,12}}?)?(?:{_BOUND}|满){QUANTITY}(?:以[上下内])?)(?=\s*(?:[,;。)]|$))"
)
#: 服务企业不少于30家，其中小微企业不少于10家: some of those counted, no class of applicants.
_COUNTED_UNIT = re.compile(r"[\d一二三四五六七八九十百]+(?:家|户|个|项|件|名企业)")


def own_bound(
    view: str, start: int, end: int, before: DraftNode
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where a class and its own bound of the figure just asked for are said, if they are."""
    match = _BOUND_OF_CLASS.match(view, start, end)
    if match is None or not isinstance(before, DraftTag) or before.shape != "compare":
        return None
    if not match["only"] and not match["case"]:
        return None
    if _COUNTED_UNIT.search(match["own"]):
        return None
    return match.span("who"), match.span("own")


#: 「（小微企业不低于100万元）」, 「（30人以下的企业，裁员率不高于20%）」: the same in brackets.
_IN_BRACKETS = re.compile(
    r"(?:但|其中)?,?(?:对于?|属于)?(?P<who>[^,;。:]{2,40}?(?:企业|单位|机构|主体|户|人员|家庭|的(?!企业|单位|机构|主体|户|人员|家庭)))"
    r"(?:的)?,?(?:则|可|应当?|须|为)?(?:(?:该|此|上述|其)项?[一-鿿]{0,6}?)?"
    rf"(?P<own>[^,;。:()\d]{{0,12}}?(?:{_BOUND}|满){QUANTITY}(?:以[上下内])?)"
)
_BRACKET = re.compile(r"\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)")


def bounds_in_brackets(
    view: str, start: int, end: int
) -> list[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]:
    """The remarks that state a bound of one class: where each stands, the class, its bound."""
    found = []
    for bracket in _BRACKET.finditer(view, start, end):
        told = _IN_BRACKETS.fullmatch(view, *bracket.span("inside"))
        if told and re.search(QUANTITY, view[start : bracket.start()]):
            found.append((bracket.span(), told.span("who"), told.span("own")))
    return found


#: What sorts applicants: a class of people may as well be some of those a body employs.
_SORTS = ("企业规模", "所属行业", "统计类别", "主体类型")


def class_or_all(
    general: DraftNode,
    who: DraftGroup | None,
    bound: DraftGroup | None,
    *,
    certain: bool = False,
) -> list[DraftNode]:
    """The bound of all beside that of one class: the class meets its own, easier or harder."""
    if who is None or bound is None or len(bound.of) != 1 or len(who.of) != 1:
        return []
    own, sort = bound.of[0], who.of[0]
    if not (isinstance(general, DraftTag) and isinstance(own, DraftTag)):
        return []
    if not isinstance(sort, DraftTag) or not (
        certain
        or sort.name in _SORTS
        or sort.shape == "compare"
        or sort.name.endswith(("地", "认定"))
    ):
        return []
    if own.shape != "compare" or sort.name == general.name:
        return []
    if own.name not in ("", general.name):
        return []
    harder = _harder(general, own)
    if harder is None:
        return []
    update = {"name": general.name, "measure": general.measure, "period": general.period}
    own = own.model_copy(update=update)
    if harder:
        return [general, DraftGroup(join="any", of=(denied(sort), own))]
    both = DraftGroup(join="all", of=(sort, own))
    return [DraftGroup(join="any", of=(general, both))]


_AT_LEAST = re.compile(r"不(?:得)?[低少]于|超过|达|满|至少|最[低少]|高于|以上|大于|突破")
_AT_MOST = re.compile(r"不(?:得)?[高超大]于?|最[高多]|以[内下]|低于|少于|不足|[不未]满")


def _harder(general: DraftTag, own: DraftTag) -> bool | None:
    """Whether the bound of the class asks more; None where that cannot be told."""
    a, b = _size(general.value), _size(own.value)
    if a is None or b is None or a[0] != b[0] or a[1] == b[1]:
        return None
    sides = [_side(tag) for tag in (general, own)]
    if sides[0] is None or sides[0] != sides[1]:
        return None
    return (b[1] > a[1]) == (sides[0] == "least")


def _size(text: str) -> tuple[str, Decimal] | None:
    """A figure with the unit it is comparable in."""
    match read_quantity(text):
        case Money(yuan=size):
            return "yuan", size
        case Ratio(fraction=size):
            return "ratio", size
        case Headcount(people=size):
            return "people", size
        case Area(square_metres=size):
            return "square metres", size
        case Duration(months=size) if size is not None:
            return "months", size
        case Count(number=size, unit=unit):
            return unit, size
        case _:
            return None


def _side(tag: DraftTag) -> str | None:
    words = f"{tag.prefix} {tag.suffix}"
    if re.search(r"不(?:得)?[低少]于", words) or not _AT_MOST.search(words):
        return "least" if _AT_LEAST.search(words) else None
    return "most"


def _own_bound(view: str, general: DraftNode, piece: list[DraftNode]) -> bool:
    tags = [n for n in (general, *piece) if isinstance(n, DraftTag) and n.shape == "compare"]
    if len(tags) < 3:
        return False
    a, size, own = tags
    between = _OF_CLASS.match(view, size.quote.end, max(own.quote.start, size.quote.end))
    begins = re.compile(_BODY).match(view, own.quote.start) is not None
    told = between is not None and between.end() == own.quote.start
    return (told or begins) and (
        (a.name, a.prefix) == (re.sub(rf"^{_BODY}", "", own.name), own.prefix)
        and a.value != own.value != size.value
    )
