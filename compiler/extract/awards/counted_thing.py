"""What a bare unit counts: 每辆补助3万元 counts the cars that the item's conditions speak of."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftAward, DraftNode, DraftTag
from compiler.extract.items.acts import ACTS

#: The nouns a unit counts.
_COUNTED = {
    "辆": r"车辆?", "艘": r"船舶?", "架": r"飞机|航空器|无人机", "列": r"班列|专列|列车",
    "台": r"(?<![动时契危司转生有])机|设备|装备|装置|机器人|机床", "套": r"设备|装备|系统|装置",
    "条": r"航线|线路|生产线|产线|专线", "座": r"[仓冷]库|电站|加氢站|场站|码头|大棚|厂房",
    "场": r"演出|赛事|比赛|展会|展览|活动|论坛|会议|招聘会|路演",
    "株": r"苗|树", "头": r"牛|猪", "只": r"羊|鸡|鸭",
    "间": r"客房|宿舍|教室", "栋": r"厂房|楼宇|大棚", "部": r"电梯|影片|作品|电影|纪录片|动画片",
}  # fmt: skip
_DONE = re.compile(rf"(?P<act>(?:新|首次)?(?:{ACTS})+)(?:的)?(?P<thing>[^,;。、的\d]{{2,}})$")


def counting_things(award: DraftAward, lists: tuple[list[DraftNode], ...]) -> DraftAward:
    """The award that counts what its conditions speak of; what is only counted is not asked."""
    if award.parts:
        parts = tuple(
            p.model_copy(update={"award": counting_things(p.award, lists)}) for p in award.parts
        )
        return award.model_copy(update={"parts": parts})
    unit, _, noun = award.base.partition("|")
    if award.shape != "per_unit" or award.step or noun or unit not in _COUNTED:
        return award
    for nodes in lists:
        for node in nodes:
            done = _done(node, unit)
            if done is None or not isinstance(node, DraftTag):
                continue
            whole = done.group() == node.name
            label = node.name if whole else done["act"] + done["thing"]
            base = f"{unit}|{'~' if whole else ''}{label}"
            return award.model_copy(update={"base": base, "period": award.period or node.period})
    return award


def without_counted(nodes: list[DraftNode], award: DraftAward) -> list[DraftNode]:
    """The conditions without what the award counts by the very same name."""
    counted = set(_bases(award))
    return [n for n in nodes if not (isinstance(n, DraftTag) and f"~{n.name}" in counted)]


def _bases(award: DraftAward) -> list[str]:
    own = [award.base.partition("|")[2]] if award.shape == "per_unit" else []
    return [*own, *(base for part in award.parts for base in _bases(part.award))]


def _done(node: DraftNode, unit: str) -> re.Match[str] | None:
    if not isinstance(node, DraftTag) or node.shape != "is" or node.negated:
        return None
    done = _DONE.search(node.name)
    fits = done is not None and re.search(rf"(?:{_COUNTED[unit]})$", done["thing"])
    return done if fits else None
