"""Titles listed as kinds of recipients: 「甲企业、乙企业，以及经市局认定的丙企业」 asks for one."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftNode, DraftTag, Quote

#: Between two kinds of recipients: their joint, and who named the second so.
_JOINT = re.compile(
    r"(?:称号)?(?:的?(?:企业|单位|机构|园区|基地|主体|人员))?\s*"
    r"(?:,?(?:以及|及其?|或者?|和)|、)\s*"
    r"(?:(?:已|依法)?(?:经|由|被|获得?)[^,;。、]{0,24}?(?:认定|评定|评选|评审|命名|授予|授牌|批准|备案|确认|公布|遴选|审定)(?:为|的)?"
    r"|(?:获得?|获评|被评为|入选|列入)[^,;。、\d]{0,16}?)?"
)
#: 具有甲资质以及乙资质的企业 holds both of them.
_HOLDS = re.compile(r"(?:具有|具备|拥有|持有|取得|获得|通过|完成)[^,;。的]{0,24}$")


def in_a_row(text: str, view: str, nodes: list[DraftNode]) -> list[DraftNode]:
    """Neighbouring titles that one list joins as one leaf of all their values."""
    result: list[DraftNode] = []
    for node in nodes:
        both = _both(text, view, result[-1], node) if result else None
        if both is not None:
            result[-1] = both
        else:
            result.append(node)
    return result


def with_common_place(
    text: str, view: str, left: list[DraftNode], right: list[DraftNode]
) -> list[DraftNode]:
    """「在本市注册的甲企业，以及经认定的乙企业」: where they are holds for both kinds."""
    if len(left) < 2 or len(right) != 1:
        return []
    *before, last = left
    if not all(isinstance(n, DraftTag) and n.name.endswith(("地", "所在地")) for n in before):
        return []
    both = _both(text, view, last, right[0])
    return [*before, both] if both is not None else []


def _both(text: str, view: str, a: DraftNode, b: DraftNode) -> DraftTag | None:
    if not (isinstance(a, DraftTag) and isinstance(b, DraftTag)):
        return None
    if a.shape != "has" or b.shape != "has" or a.name != b.name:
        return None
    if a.negated or b.negated or (a.first, a.period) != (b.first, b.period):
        return None
    start, end = a.quote.start, b.quote.end
    if _JOINT.fullmatch(view, a.quote.end, max(a.quote.end, b.quote.start)) is None:
        begins = _JOINT.match(view, a.quote.end, end)
        if begins is None or begins.end() < b.quote.start:
            return None
    if _HOLDS.search(view, max(0, start - 30), start) or _HOLDS.match(view, start):
        return None
    values = (*a.values, *(v for v in b.values if v not in a.values))
    quote = Quote(text=text[start:end], start=start)
    return a.model_copy(update={"values": values, "quote": quote})
