"""Titles that share the level said before the first: 国家级和省级绿色工厂、绿色园区."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment

_LEVEL = re.compile(
    r"(?:国家|省|市|区|县|自治区|世界)级|国家|全国|自治区|[一-鿿]{2,3}[省市](?!场)"
    # 国家重点实验室、省重点实验室: a level of one character, no word that begins with it
    r"|(?:省(?![力电油柴会际])|市(?![场政民容值级])|区(?![块域位间级])|县(?![域级])|部(?![件分门队位落级]))(?=[一-鿿]{3})"
)
_NOUN = (
    r"(?:中心|实验室|工作站|工程站|研究院|研究所|平台|基地|园区|工厂|车间|企业|机构|园|站|空间|孵化器|加速器|街区|小镇|商圈|景区"
    r"|产品|品牌|项目|示范区|集群|联盟|供应链|示范点|合作社|农场|学校|医院|社区|村)"
)
#: 「、绿色园区」, 「和制造业创新中心」: one more name of a list, without a level of its own.
_NEXT = re.compile(
    rf"(?:、|或者?|和|以及|及)(?P<name>(?!\"|符合|具有|具备|获|被|经|在|从事|其他|其它|相关|有关|新|首次)"
    rf"(?:[^,;。、的和及或与\d()]{{1,14}}?{_NOUN}(?=$|[,;。、和及的])|[一-鿿]{{2,5}}(?:天地|基站|之家|乐园|工坊|驿站|人家)(?=$|[,;。、的给])))"
)


def shared_levels(fragment: Fragment) -> None:
    """Give the names behind a title the levels that were said once for the whole list."""
    for at, tag in sorted(_titles(fragment), key=lambda pair: pair[0]):
        levels = [m.group() for v in tag.values if (m := _LEVEL.match(v))]
        if len(levels) < len(tag.values):
            continue
        end = tag.quote.end
        more: list[str] = []
        while following := _NEXT.match(fragment.view, end, fragment.end):
            name, span = following["name"], following.span("name")
            if not fragment.free(*span):  # a title of its own: 和中关村高新技术企业
                break
            own = _LEVEL.match(name)
            more.extend([name] if own else [level + name for level in dict.fromkeys(levels)])
            levels = [own.group()] if own else levels
            end = following.end()
        if more:
            values = (*tag.values, *(v for v in more if v not in tag.values))
            whole = tag.model_copy(
                update={"values": values, "quote": fragment.quote(tag.quote.start, end)}
            )
            fragment.tags[fragment.tags.index((at, tag))] = (at, whole)
            fragment.take(tag.quote.end, end)


def _titles(fragment: Fragment) -> list[tuple[int, DraftTag]]:
    return [
        (at, tag)
        for at, tag in fragment.tags
        if isinstance(tag, DraftTag) and tag.shape == "has" and tag.name == "资质认定"
    ]
