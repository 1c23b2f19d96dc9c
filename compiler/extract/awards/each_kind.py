"""Sums for each of several kinds of things, all of them paid: 每件国际标准50万元、国家标准30万元.

Who looked after ten of one kind and five of another is paid for all fifteen; a building or a year
of one class is paid by its own class only.
"""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftNode, DraftPart, DraftTag
from compiler.extract.items.acts import ACTS

_ACT = re.compile(rf"(?:首次|新|成功|累计|完成|主导|牵头|参与|自主|独立)*{ACTS}")
#: The unit of a class of one thing, not of things of many classes.
_ONE_THING = re.compile(r"平方米|㎡|立方米|千瓦|千瓦时|瓦|公里|度|年|月")
_PEOPLE = ("人", "名", "位")


def each_kind(parts: list[DraftPart]) -> list[DraftPart] | None:
    """The parts, each counting its own kind; None unless they are sums for each of several."""
    if len(parts) > 1 and _named_apart(parts):
        return parts
    acts = [_act_of(part) for part in parts]
    if len(parts) < 2 or any(a is None for a in acts):
        return None
    said = [tag.name for tag in acts if tag is not None]
    if len(set(said)) < len(said):
        return None
    alike = len({part.award.base for part in parts}) == 1  # one name cannot count them apart
    return [
        _counting(part, tag, alike=alike)
        for part, tag in zip(parts, acts, strict=True)
        if tag is not None
    ]


def one_count(parts: list[DraftPart], own: list[DraftNode]) -> bool:
    """Whether all alternatives pay for the one number that the item asks for.

    新增房源50套以上的：新建的每套1万元；改造的每套6000元: classes of one number, paid once.
    """
    units = {p.award.base.partition("|")[0] for p in parts if p.award.shape == "per_unit"}
    if len(units) != 1 or not all(p.award.base.endswith("|") for p in parts):
        return False
    unit = units.pop()
    return any(
        isinstance(n, DraftTag) and n.shape == "compare" and n.value.endswith(unit) for n in own
    )


def _act_of(part: DraftPart) -> DraftTag | None:
    """The act that tells the things of one alternative from those of the others."""
    award = part.award
    unit = award.base.partition("|")[0]
    if award.shape != "per_unit" or award.step or award.above or _ONE_THING.fullmatch(unit):
        return None
    acts = [
        n
        for n in part.when.of
        if isinstance(n, DraftTag) and n.shape == "is" and not n.negated and _ACT.search(n.name)
    ]
    return acts[-1] if acts and not _graded(part.when) else None


def _graded(when: DraftGroup) -> bool:
    return any(isinstance(n, DraftTag) and n.shape == "compare" for n in when.of)


def _counting(part: DraftPart, act: DraftTag, *, alike: bool) -> DraftPart:
    unit, _, noun = part.award.base.partition("|")
    if (
        len(noun) > 3
        and not alike
        and not noun.startswith("~")
        and (noun in act.name or (_ACT.match(noun) and not noun.endswith("数")))
    ):
        return part  # 招用就业困难人员, 指定国家 are counted by names of their own
    if noun.startswith(f"~{act.name}的"):
        return part  # 逐一注册的商标: what is done, and to what
    name = re.sub(r"^(?:首次|主导|牵头|成功|自主|独立)+(?=.{4})", "", act.name)
    label = name + ("人数" if unit in _PEOPLE and not name.endswith("数") else "")
    label = re.sub(r"(?:的)?(?:老年)?人人数$", lambda m: m.group()[:-2] + "数", label)
    award = part.award.model_copy(update={"base": f"{unit}|~{label}"})
    return part.model_copy(update={"award": award})


def _named_apart(parts: list[DraftPart]) -> bool:
    """每培养1名高级工2000元，每培养1名技师3500元: the sums themselves name what they count."""
    nouns = [p.award.base.partition("|")[2] for p in parts if p.award.shape == "per_unit"]
    counted = all(
        re.match(ACTS, n) and not p.award.step for n, p in zip(nouns, parts, strict=False)
    )
    later = [n for p in parts[1:] for n in p.when.of]
    return len(set(nouns)) == len(parts) and counted and not later
