"""Sums for each of several kinds of things: 远洋航线每航班8万元，近洋航线每航班3万元.

Whoever has things of several kinds is paid for them all, so the sums add up, and what is counted
is named by its kind. Where a limit is of one thing (单艘船舶最高300万元), one is paid at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from compiler.extract.awards.each_kind import each_kind, one_count
from compiler.extract.awards.table_things import MEASURED
from compiler.extract.drafts import DraftAward, DraftCap, DraftNode, DraftPart, DraftTag
from compiler.extract.items.acts import ACTS
from compiler.extract.language.things import THING

#: Units that count what stands behind them: 每个品种, 每家门店.
_COUNTED_BY = ("个", "家", "项", "件", "部", "种", "款", "处", "间", "所")
#: 单艘船舶最高, 每辆不超过: the limit of one of the things.
_ONE_THING = re.compile(r"(?:单|每一?)(?:艘|辆|台|套|座|条|架|栋|件|部|列|张|间)")
_ACT = re.compile(rf"(?P<act>(?:(?:新|首次|实际)?{ACTS})+(?:的)?)(?P<head>[^,;。、\d]{{2,}})")


def counted_each(
    parts: list[DraftPart], said: Iterable[DraftNode], limits: Iterable[DraftCap]
) -> list[DraftPart] | None:
    """The parts, each counting what it is for; None unless all that there are of them are paid."""
    caps = [*limits, *(c for part in parts for c in part.award.caps)]
    if any(_ONE_THING.search(cap.scope) for cap in caps):
        return None
    stated = list(said)
    # of one number of things some are built and others rebuilt; kinds of things add up to it
    acts = None if one_count(parts, stated) else each_kind(parts)
    return acts or _counted_by_kind(parts, stated)


def _counted_by_kind(
    parts: Sequence[DraftPart], said: Iterable[DraftNode]
) -> list[DraftPart] | None:
    """The parts, each counting things of its own kind; None unless they are of kinds of things."""
    kinds = [_kind_of(part) for part in parts]
    names = [k.name for k in kinds if k is not None]
    if len(parts) < 2 or len(names) < len(parts) or len(set(names)) < len(names):
        return None
    if len({part.award.base.partition("|")[0] for part in parts}) > 1:
        return None
    act, period = _done(names, said)
    return [
        _counting(p, k, act, period) for p, k in zip(parts, kinds, strict=True) if k is not None
    ]


def _kind_of(part: DraftPart) -> DraftTag | None:
    """The kind of thing one alternative is for: nothing but its name."""
    award = part.award
    if award.shape != "per_unit" or award.step or award.above or len(part.when.of) != 1:
        return None
    (tag,) = part.when.of
    if not isinstance(tag, DraftTag) or tag.shape != "is" or tag.negated:
        return None
    return tag if THING.search(tag.name) and not _ACT.match(tag.name) else None


def _done(names: list[str], said: Iterable[DraftNode]) -> tuple[str, str]:
    """What is done with the things, and when, where the conditions say so of them all."""
    for node in said:
        if not isinstance(node, DraftTag) or node.shape not in ("is", "compare") or node.negated:
            continue
        found = _ACT.fullmatch(node.name)
        if found and all(name.endswith(found["head"][-2:]) for name in names):
            return found["act"], node.period
    return "", ""


def _counting(part: DraftPart, kind: DraftTag, act: str, period: str) -> DraftPart:
    unit, _, noun = part.award.base.partition("|")
    noun = noun.removeprefix("~").removeprefix("实际").removeprefix("总")
    if unit in MEASURED and len(noun) <= 1:
        noun = MEASURED[unit]
    if noun and noun in kind.name + "数":
        noun = ""
    if noun and unit in _COUNTED_BY and not noun.endswith("数"):
        noun += "数"  # 每个品种: 新药品种数
    if noun:
        act = period = ""  # 挂靠航班数 has a time of its own
    label = kind.name + noun if noun else act + kind.name + "数"
    tag = kind.model_copy(update={"period": kind.period or period})
    award: DraftAward = part.award.model_copy(
        update={"base": f"{unit}|{label}", "period": part.award.period or period}
    )
    return DraftPart(when=part.when.model_copy(update={"of": (tag,)}), award=award)
