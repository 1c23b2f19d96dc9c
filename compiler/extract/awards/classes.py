"""Alternatives told apart by bare names: 初级工, 中级工 are titles, 基础层, 创新层 stages."""

from __future__ import annotations

import re

from compiler.extract.awards.apart import NTH_YEAR
from compiler.extract.awards.leading import Reading
from compiler.extract.conditions.titles import attribute_of
from compiler.extract.drafts import DraftTag
from compiler.extract.items.acts import ACTS
from compiler.extract.language.lists import staged

#: 中级工, 二星级, 省级平台; 国外市场 and 车辆保险 are things nobody is named.
_TITLE_NOUN = re.compile(
    r"(?:[工师员级类档等星奖家士型]|企业|中心|基地|园区?|机构|平台|载体|院校?|实验室|工作站|人才|称号|证书|单位|孵化器"
    r"|空间|工厂|车间|合作社|农场|景区|民宿|酒店|品牌|商标|示范[区点户社])$"
)
#: 国有企业引进高管 is no title.
_DOES = re.compile(rf"企业.|^(?:境|国)[内外]|{ACTS}|购[买置]|完成|参加|实施|投资|前往|赴|[出来]访")


def with_stages(readings: list[Reading]) -> list[Reading]:
    """在基础层挂牌的，给予60万元；在创新层挂牌的，给予110万元: stages on the way to the market."""
    stages = [
        [staged(n.name) if isinstance(n, DraftTag) and n.shape == "is" else "" for n in common]
        for common, _, _ in readings
    ]
    held = [
        any(isinstance(n, DraftTag) and n.name == "上市挂牌阶段" for n in c) for c, _, _ in readings
    ]
    met = [bool([s for s in found if s]) or has for found, has in zip(stages, held, strict=True)]
    told = [s for found in stages for s in found if s]
    if len(readings) < 2 or not all(met) or len(set(told)) < len(told):
        return readings
    return [
        (
            [
                n.model_copy(update={"shape": "has", "name": "上市挂牌阶段", "values": (stage,)})
                if stage and isinstance(n, DraftTag) and not n.negated
                else n
                for n, stage in zip(common, found, strict=True)
            ],
            parts,
            award,
        )
        for (common, parts, award), found in zip(readings, stages, strict=True)
    ]


def with_classes(readings: list[Reading]) -> list[Reading]:
    """初级工补贴1000元、中级工补贴1500元: bare names that end alike are titles."""
    names = [
        common[0].name
        if len(common) == 1
        and isinstance(common[0], DraftTag)
        and common[0].shape == "is"
        and not common[0].negated
        and not parts
        else ""
        for common, parts, _ in readings
    ]
    if len(names) < 2 or any(
        not re.fullmatch(r"[^,;。的\d]{2,10}", n)
        or _DOES.search(n)
        or n[-1] != names[0][-1]
        or not _TITLE_NOUN.search(n)
        or NTH_YEAR.fullmatch(n)
        for n in names
    ):
        return readings
    named = []
    for (common, parts, award), name in zip(readings, names, strict=True):
        update = {"shape": "has", "name": attribute_of((name,), set()), "values": (name,)}
        named.append(([common[0].model_copy(update=update)], parts, award))
    return named
