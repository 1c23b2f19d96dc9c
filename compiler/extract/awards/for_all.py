"""Who stands first holds for each alternative: 对上市企业，完成股改的50万元，受理的80万元."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.leading import Reading
from compiler.extract.awards.reduced import reduces
from compiler.extract.awards.uplifts import RAISES
from compiler.extract.conditions.kinds import paid_last, with_last
from compiler.extract.drafts import DraftNode, DraftTag
from compiler.extract.language.things import THING
from compiler.fold import fold
from compiler.normalise import QUANTITY

_EVERYONE = re.compile(
    # 在交易中心进场交易的企业，上年度作为卖方…的，按…: who stands first, with or without 对
    r"\s*(?:[^,;。]{4,}的(?:企业|单位|机构|项目|个人)"
    r"|[^,;。\d按]{2,20}?(?:学生|残疾人|儿童|家庭|对象|老年人|毕业生|子女)"
    r"|(?:对|凡|对于)(?:[^;。]*(?:的|企业|单位|人员|职工|机构|项目|家庭|学生|个人)"
    # 对1类的化学药，完成…: the number of a class is no threshold
    r"|(?:[^;。\d]|\d{1,2}(?=[类型号期级代批]|[GD])){2,40}))$"
)


def for_all(
    text: str, view: str, plain: list[Benefit], readings: list[Reading], own: list[DraftNode]
) -> list[Reading]:
    """对上市企业，完成股改的给予50万元，受理的给予80万元: who stands first holds for each case."""
    if len(plain) < 2:
        return readings
    first = plain[0]
    comma = view.rfind(",", first.start, first.cut - 1)
    told = view[comma + 1 : first.cut].strip(" ,的")
    said = [view[b.start : b.cut].lstrip(" ,;") for b in plain]
    raising = [RAISES.search(fold(b.award.quote.text)) is not None for b in plain]
    # 残疾学生，按高中…、大专…；残疾人子女，按上述标准的一半: only those before are of the first
    ends = (
        i
        for i, reading in enumerate(readings)
        if i and (reduces(reading[2]) or (not raising[i] and _NAMES_ITS_OWN.match(said[i])))
    )
    stop = next(ends, len(plain))
    # whom one raises the sums for is no kind
    others = [s for s, raises in zip(said[1:stop], raising[1:stop], strict=True) if not raises]
    if comma < 0 or len(told) < 2 or stop < 2:
        return readings
    graded = _of_one_figure(told, others)
    if not (
        graded
        or _EVERYONE.match(view[first.start : comma])
        or _each_a_thing(view, comma, told, others)
    ):
        return readings
    if not all(re.match(r"[^,;。]{2,}", o) for o in others):
        return readings
    common, parts, award = readings[0]
    shared = [n for n in common if _last(n) <= comma]
    if parts or len(shared) == len(common):
        return readings
    rest = [n for n in common if n not in shared]
    if (last := paid_last(text, view, first.start, comma)) is not None:
        shared = with_last(shared, last)
    told_first = [(rest, parts, award), *(_named_alike(r, rest) for r in readings[1:stop])]
    if stop < len(plain):
        each = [([*shared, *c], p, a) for c, p, a in told_first[1:]]
        return [readings[0], *each, *readings[stop:]]
    own.extend(n for n in shared if n not in own)
    return told_first


#: 「；对实现零排放的」: whoever is named anew is none of those the first names.
_NAMES_ITS_OWN = re.compile(r"对(?!外|口|接)|凡|其中")
_FIGURE = re.compile(rf"(?P<name>[^,;。\d]{{0,16}}?)(?:在|为|达到?|超过|不低于|不少于)*{QUANTITY}")


def _of_one_figure(told: str, others: list[str]) -> bool:
    """「…，节水投资100万元至500万元的，…；投资500万元以上的，…」: the same figure, graded."""
    first = _FIGURE.match(told)
    later = [_FIGURE.match(o) for o in others]
    if first is None or len(first["name"]) < 2 or not later:
        return False
    name = _plain(first["name"])
    return all(m is not None and name.endswith(_plain(m["name"])) for m in later)


def _plain(name: str) -> str:
    """注册资金, 注册资本金: one figure in two words."""
    return re.sub("资本金|资金", "资本", name)


def _named_alike(reading: Reading, first: list[DraftNode]) -> Reading:
    """投资 behind 节水投资 is the same figure, said short."""
    names = [n.name for n in first if isinstance(n, DraftTag) and n.shape == "compare"]
    common, parts, award = reading
    whole = [
        n.model_copy(update={"name": names[0]})
        if isinstance(n, DraftTag)
        and n.shape == "compare"
        and len(n.name) >= 2
        and len(set(names)) == 1
        and names[0].endswith(n.name)
        else n
        for n in common
    ]
    return whole, parts, award


def _each_a_thing(view: str, comma: int, told: str, others: list[str]) -> bool:
    """「…办理登记的，新建船舶按每总吨60元、购置船舶按每总吨30元」: nothing but a kind each."""
    kinds = [told, *(o.strip(" ,的") for o in others)]
    return view[comma - 1] == "的" and all(
        THING.search(kind) and re.fullmatch(r"[^,;。的\d]{2,14}", kind) for kind in kinds
    )


def _last(node: DraftNode) -> int:
    return node.quote.end if isinstance(node, DraftTag) else max(_last(n) for n in node.of)
