"""What the first alternative names and later ones take up: its figure, its base, what it counts."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftAward, DraftGroup, DraftNode, DraftPart, DraftTag
from compiler.normalise import read_quantity


def inherit_names(parts: list[DraftPart]) -> list[DraftPart]:
    """1亿元以上的，奖励…: a later alternative without a name compares what the first one named."""
    model: DraftTag | None = None
    named: list[DraftTag] = []
    result = []
    for part in parts:
        nodes: list[DraftNode] = []
        for node in part.when.of:
            if isinstance(node, DraftTag) and node.shape == "compare":
                node = _same_share(node, named)
                named.extend([node] if node.name else [])
                if not node.name:
                    model = next((m for m in named if _of_one_kind(m, node)), model)
                if node.name and model is None:
                    model = node
                elif not node.name and model is not None:
                    update = {
                        "name": model.name,
                        "measure": model.measure if node.measure == "value" else node.measure,
                    }
                    if not node.period:
                        update["period"] = model.period
                    node = node.model_copy(update=update)
                elif node.name and model and not node.period and _related(node.name, model.name):
                    node = node.model_copy(update={"period": model.period})
            nodes.append(node)
        result.append(part.model_copy(update={"when": DraftGroup(join="all", of=tuple(nodes))}))
    return result


#: 「甲占乙不足80%的，…；占比80%以上的，…」: the share named before.
_SHARE_IN_SHORT = re.compile(r"(?:该|上述|此|其)?(?:占比|比例|比重|占有率)")


def _same_share(node: DraftTag, named: list[DraftTag]) -> DraftTag:
    shares = [n for n in named if n.measure == "share" or "占" in n.name]
    if not shares or not _SHARE_IN_SHORT.fullmatch(node.name):
        return node
    share = shares[0]
    update = {"name": share.name, "measure": share.measure, "period": node.period or share.period}
    return node.model_copy(update=update)


def _of_one_kind(named: DraftTag, bare: DraftTag) -> bool:
    """库容2万立方米，投资额500万元…；1000万元以上: a sum is of the figure that is a sum."""
    one, other = read_quantity(named.value), read_quantity(bare.value)
    return one is not None and type(one) is type(other)


def same_base(parts: list[DraftPart]) -> list[DraftPart]:
    """按实际缴费额的30%返还，中小微企业按60%返还: a rate without a base has the first one's."""
    model = next((p.award for p in parts if p.award.shape == "rate" and p.award.base), None)
    if model is None:
        return parts
    return [
        p.model_copy(
            update={
                "award": p.award.model_copy(update={"base": model.base, "period": model.period})
            }
        )
        if p.award.shape == "rate" and not p.award.base
        else p
        for p in parts
    ]


def same_count(
    readings: list[tuple[list[DraftNode], list[DraftPart], DraftAward]],
) -> list[tuple[list[DraftNode], list[DraftPart], DraftAward]]:
    """按见习人数每人补贴1500元；…的，每人再加500元: the same people are counted.

    出口额每增加100万元奖励1万元；…的，每增加100万元奖励2万元: the same figure grows.
    """
    model = readings[0][2]
    if model.shape == "per_unit" and model.step and model.base.strip("的"):
        return [
            (c, p, a.model_copy(update={"base": model.base, "period": a.period or model.period}))
            if a.shape == "per_unit" and a.step and not a.base.strip("的")
            else (c, p, a)
            for c, p, a in readings
        ]
    unit, _, noun = model.base.partition("|")
    if model.shape != "per_unit" or not noun:
        return readings
    update = {"base": model.base, "period": model.period}
    return [
        (c, p, a.model_copy(update=update))
        if a.shape == "per_unit" and a.base == f"{unit}|" and not a.step
        else (c, p, a)
        for c, p, a in readings
    ]


def _related(name: str, other: str) -> bool:
    return name == other or name in other or other in name
