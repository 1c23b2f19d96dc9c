"""「国家级的奖励50万元，省级的奖励30万元」: levels choose among the titles named before them."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import DraftAward, DraftNode, DraftPart, DraftTag, Quote
from compiler.extract.language.affixes import GRADE

#: What one segment says: conditions for all, alternatives, its award.
Reading = tuple[list[DraftNode], list[DraftPart], DraftAward]

_LEVEL = re.compile(
    r"(?:^|[,;:。、])\s*(?:其中,?|对于?|凡|属于|获评|获得|认定为|评为|被认定为|达到|为)*"
    rf"(?P<level>(?:国家|省|市|区|县)级|{GRADE})(?:以上)?(?:的|称号|认定|企业|单位|机构|平台|项目)*,?$"
)


def chosen_by_level(
    text: str,
    view: str,
    plain: list[Benefit],
    readings: list[Reading],
    around: list[DraftNode],
    own: list[DraftNode],
) -> list[Reading]:
    """The readings, each that names only a level with the titles of that level.

    What the first says beside its level holds for all of them and goes to ``own``.
    """
    found = [_LEVEL.search(view[b.start : b.cut].rstrip(" ")) for b in plain]
    levels = [m["level"] for m in found if m]
    if len(levels) < 2 or len(levels) < len(plain) or len(set(levels)) < len(levels):
        return readings
    if any(parts for _, parts, _ in readings):
        return readings
    first = plain[0].start + (found[0].start("level") if found[0] else 0)
    named = [n for n in readings[0][0] if isinstance(n, DraftTag) and n.quote.end <= first]
    tags = [
        n
        for n in _alternatives([*around, *own, *named])
        if n.shape == "has" and _graded(n.values, levels)
    ]
    if not tags:
        return readings
    own.extend(n for n in named if n not in tags and n not in own)
    period = next((t.period for t in tags if t.period), "")
    chosen: list[Reading] = []
    for benefit, match, (_, _, award) in zip(plain, found, readings, strict=True):
        assert match is not None
        start = benefit.start + match.start("level")
        update = {
            "values": tuple(v for t in tags for v in t.values if _is_of(v, match["level"])),
            "period": period,
            "first": tags[0].first,
            "quote": Quote(text=text[start : start + len(match["level"])], start=start),
        }
        chosen.append(([tags[0].model_copy(update=update)], [], award))
    return chosen


_OF_LEVEL = re.compile(r"(?:国家|省|市|区|县|自治区)级?(?=.{2})")


def by_level(tag: DraftTag, count: int) -> list[DraftTag]:
    """国家级、省级甲、乙 with two sums: one tag a level, each with both names; nothing else."""
    if tag.shape != "has" or len(tag.values) <= count:
        return []
    found = [_OF_LEVEL.match(v) for v in tag.values]
    levels = list(dict.fromkeys(m.group() for m in found if m))
    if not all(found) or len(levels) != count:
        return []
    return [
        tag.model_copy(update={"values": tuple(v for v in tag.values if v.startswith(level))})
        for level in levels
    ]


#: 国家级, 五级, 4A级: a level that names no title by itself.
_BARE_LEVEL = re.compile(
    rf"(?:经?(?:评定|评估|评审|认定)?(?:达到|为))?(?P<level>(?:国家|省|市|区|县)级|{GRADE})"
)
#: 经评定达到五级、四级的养老机构: who holds the level completes its name.
_HOLDER = re.compile(
    r"(?:的)(?P<noun>[^,;。的、\d]{2,10}?(?:机构|企业|单位|园区|基地|平台|中心|景区|酒店|学校|项目|工厂|社区|示范[区园点社户]|集群|车间|团队|街区|村|孵化器|实验室|品牌|产品)),?(?:依次|分别)?$"
)


#: 对新认定的绿色工厂，分别给予国家级50万元: the first time is that of each level.
_NEWLY = re.compile(r"首次|初次|(?<![创更革重全])新(?:认定|获|评|入[选围]|[列纳]入|创建)")


def named_in_full(
    view: str,
    benefit: Benefit,
    parts: list[DraftPart],
    around: list[DraftNode],
    own: list[DraftNode],
) -> list[DraftPart]:
    """国家级50万元，省级30万元: bare levels of the titles named before, or of who holds them."""
    tags = [p.when.of[0] for p in parts if len(p.when.of) == 1]
    bare = [
        (t, m["level"])
        for t in tags
        if isinstance(t, DraftTag) and t.shape == "has" and len(t.values) == 1
        if (m := _BARE_LEVEL.fullmatch(t.values[0]))
    ]
    if len(bare) < 2 or len(bare) < len(parts):
        return parts
    levels = [level for _, level in bare]
    titles = [
        n for n in _alternatives([*around, *own]) if n.shape == "has" and _graded(n.values, levels)
    ]
    holder = _HOLDER.search(view[benefit.start : benefit.cut].rstrip(" "))
    if not titles and holder is None:
        return parts
    named: list[DraftPart] = []
    for part, (tag, level) in zip(parts, bare, strict=True):
        values = tuple(v for t in titles for v in t.values if _is_of(v, level))
        update: dict[str, object] = {
            "values": values or (level + (holder["noun"] if holder else ""),)
        }
        if titles:
            update |= {"period": titles[0].period, "first": titles[0].first}
        elif _NEWLY.search(view, benefit.start, benefit.cut):
            update["first"] = True
        when = part.when.model_copy(update={"of": (tag.model_copy(update=update),)})
        named.append(part.model_copy(update={"when": when}))
    for title in titles:
        if title in around:
            around.remove(title)
    return named


def _alternatives(nodes: list[DraftNode]) -> list[DraftTag]:
    """The tags among the nodes, those of an ``any`` too."""
    return [
        tag
        for node in nodes
        for tag in ([node] if isinstance(node, DraftTag) else node.of if node.join == "any" else ())
        if isinstance(tag, DraftTag)
    ]


def _graded(values: tuple[str, ...], levels: list[str]) -> bool:
    """Whether the titles are those of the levels, and each level has one."""
    return all(any(_is_of(v, level) for level in levels) for v in values) and all(
        any(_is_of(v, level) for v in values) for level in levels
    )


def _is_of(value: str, level: str) -> bool:
    if level.endswith("级") and level[0] in "国省市区县":
        return value.startswith(level)
    return re.search(rf"(?<![A-Z\d]){re.escape(level)}(?![A-Z])", value) is not None
