"""The patterns of the leaf grammar in their order, and the merging of what they find."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from compiler.extract.conditions.ages import ages
from compiler.extract.conditions.asides import judged, mask_asides
from compiler.extract.conditions.attainments import either_attained
from compiler.extract.conditions.bodies import bodies, listed_bodies
from compiler.extract.conditions.careers import careers
from compiler.extract.conditions.catalogues import catalogues, not_paid_before
from compiler.extract.conditions.dates import dates
from compiler.extract.conditions.disability import certificates
from compiler.extract.conditions.families import diagnoses, household_sizes, households, relatives
from compiler.extract.conditions.figures import comparisons, ranges, signs
from compiler.extract.conditions.grades import grades
from compiler.extract.conditions.homes import homes
from compiler.extract.conditions.kinds_in_a_row import any_of_row, kinds_in_a_row
from compiler.extract.conditions.leftovers import residual_facts
from compiler.extract.conditions.levels import levelled, statistics
from compiler.extract.conditions.listing import listing
from compiler.extract.conditions.people import persons
from compiler.extract.conditions.places import regions
from compiler.extract.conditions.pupils import admitted, pupils
from compiler.extract.conditions.ranks import ranks
from compiler.extract.conditions.recipients import choice, entities, fields, owners
from compiler.extract.conditions.records import track_records
from compiler.extract.conditions.risen import risen
from compiler.extract.conditions.roles import roles
from compiler.extract.conditions.schooling import education, graduates
from compiler.extract.conditions.shared_levels import shared_levels
from compiler.extract.conditions.stages import listing_stages, named_choices, project_stages
from compiler.extract.conditions.standing import (
    credit,
    legal_person,
    newcomers,
    promises,
    ratings,
)
from compiler.extract.conditions.taken_on import taken_on
from compiler.extract.conditions.titles import titles
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Quote
from compiler.extract.items.described import described
from compiler.extract.language.fragment import Fragment
from compiler.extract.language.lexicon import Lexicon

#: Each pattern takes the characters it explains. The order is the grammar: a later pattern sees
#: only what the earlier ones left, so the particular stands before the general.
PATTERNS: tuple[Callable[[Fragment], None], ...] = (
    household_sizes,
    ranks,
    choice,
    admitted,
    pupils,
    roles,
    mask_asides,
    taken_on,
    described,
    relatives,
    diagnoses,
    catalogues,
    not_paid_before,
    listed_bodies,
    kinds_in_a_row,
    bodies,
    promises,
    track_records,
    listing,
    listing_stages,
    homes,
    careers,
    graduates,
    regions,
    legal_person,
    dates,
    project_stages,
    newcomers,
    credit,
    ages,
    ranges,
    comparisons,
    signs,
    named_choices,
    ratings,
    statistics,
    risen,
    levelled,
    certificates,
    grades,
    households,
    persons,
    titles,
    shared_levels,
    judged,
    entities,
    fields,
    owners,
    education,
)


def read_piece(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, residual: bool
) -> list[DraftNode]:
    """The tags of one piece in text order; with ``residual``, what no pattern explains too."""
    fragment = Fragment(
        view=view, text=text, start=start, end=end, lexicon=lexicon, residual=residual
    )
    for pattern in (*PATTERNS, residual_facts) if residual else PATTERNS:
        pattern(fragment)
    for asked in fragment.asked if residual else ():
        for a, b in _pieces(view, *asked):
            fragment.tags.extend((a, n) for n in read_piece(text, view, a, b, lexicon, True))
    nodes = [node for _, node in sorted(fragment.tags, key=lambda pair: pair[0])]
    merged = either_attained(view, _merged(text, view, nodes))
    return any_of_row(fragment, _any_of_list(fragment, merged))


def _pieces(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """What a remark asks, one thing a piece: 展期不少于3天、面积不少于5000平方米."""
    edges = [start, *(m.end() for m in re.compile("[、,;]").finditer(view, start, end)), end + 1]
    return [(a, b - 1) for a, b in pairwise(edges) if b - 1 > a]


#: 高等学校、科研机构、国家高新技术企业等创新主体: whoever is one of these.
_LISTED = re.compile(
    r"(?P<list>[^,;。的、]{2,}(?:、[^,;。的、]{2,}){2,})等[^,;。的、]{0,6}(?:主体|单位|机构|组织)\s*$"
)

#: 「获得A、B、C称号之一」.
_ONE_OF = re.compile(r"(?P<list>[^,;。]{2,}、[^,;。]{2,})之一(?:的|以上)?\s*$")


def _any_of_list(fragment: Fragment, nodes: list[DraftNode]) -> list[DraftNode]:
    """Recipients listed with 等…主体, and whatever is listed with 之一, are alternatives."""
    own = fragment.view[fragment.start : fragment.end].rstrip()
    # Both patterns hold to the end of the piece: a long list without their words is not searched.
    if not own.endswith(("之一", "之一的", "之一以上", "主体", "单位", "机构", "组织")):
        return nodes
    if "之一" not in own and "等" not in own:
        return nodes
    one_of = _ONE_OF.search(fragment.view, fragment.start, fragment.end) if "之一" in own else None
    listed = one_of or _LISTED.search(fragment.view, fragment.start, fragment.end)
    if not listed:
        return nodes
    inside = [
        n
        for n in nodes
        if isinstance(n, DraftTag)
        and n.shape in ("has", "one_of", "is")
        and listed.start("list") <= n.quote.start
    ]
    if len(inside) < 2:
        return nodes
    first = nodes.index(inside[0])
    rest = [n for n in nodes if n not in inside]
    return [*rest[:first], DraftGroup(join="any", of=tuple(inside)), *rest[first:]]


_JOINER = re.compile(
    r"[\s\"']*(?:统计|称号|认定|资格|名录库|的)*(?:[、,]|或者|或|和|及|以及)+(?:新)?(?:经|被)?"
    r"(?:认定|获评|评定|纳入)?(?:为|的)?(?:从事)?[\s\"']*"
)


def _merged(text: str, view: str, nodes: list[DraftNode]) -> list[DraftNode]:
    """限额以上批发企业或规模以上服务业企业: alternatives of one thing are one tag."""
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
