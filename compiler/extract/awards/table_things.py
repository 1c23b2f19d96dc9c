"""Rows of kinds of things: 作物 | 种植面积 | 元/亩, 车辆类型 | 额定载质量 | 万元/辆.

Such a row is no class of who applies: it says what there must be, of what measure, and counts this
kind alone. Whoever has things of several kinds is paid for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.extract.drafts import DraftAward, DraftGroup, DraftNode, DraftPart, DraftTag, Quote
from compiler.extract.items.acts import ACTS
from compiler.extract.language.things import THING

#: The heading of a column of things.
_COLUMN = re.compile(
    r"(?:主要|补[贴助]|支持|适用)?(?:作物|农作物|品种|品类|树种|林种|畜种|畜禽|苗木|鱼种|水产品?|产品|设备|装备|机具|机械|机器|农机|机型|车型|车辆|船型|船舶|器材"
    r"|设施|仪器|家电|航线|线路|材料|药品|器械|货物|桩型|充电桩|床位|厂房|房源|展会|赛事)(?:种类|类型|类别|品类|品目|名称|品种|型号|分类)?(?:\([^()]*\))?"
)
#: What is measured of a thing, by the unit it is paid in.
MEASURED = {
    "千瓦": "功率", "兆瓦": "功率", "瓦": "功率", "平方米": "面积", "㎡": "面积", "立方米": "容积",
    "公里": "里程", "千瓦时": "电量", "度": "电量", "亩": "面积", "公顷": "面积", "吨": "数量",
}  # fmt: skip
_ANIMALS = ("头", "只", "羽", "匹")
#: Cells that ask nothing: any will do.
ANY_CELL = re.compile(r"不限(?:制)?|不分|均可|全部|所有|无|/|-+|—+|–+")
#: 「属于附表1所列品种」: what the rows themselves ask.
_POINTS_TO_ROWS = re.compile(
    r"(?:上|下|前述|本|附)(?:列|述)?表|(?:附表|附件|表)[一二三四五六七八九十\d]"
)
_DONE = rf"(?P<act>(?:(?:新|首次|实际)?(?:{ACTS}|购入|采购|(?<=新)购|添置))+(?:的)?)"
_ACT = re.compile(rf"{_DONE}(?P<head>[^,;。、\d]{{2,}})")
#: 「经营主体新购置附表2所列机具」: done with whatever the rows name.
_ON_ROWS = re.compile(rf"{_DONE}(?P<head>(?:{_POINTS_TO_ROWS.pattern}|(?:上|下|前)[列述])[^,;。]*)")


def of_things(
    text: str,
    view: str,
    tags: list[DraftNode],
    award: DraftAward,
    names: list[tuple[int, int]],
    titles: list[str],
) -> tuple[list[DraftNode], DraftAward] | None:
    """What a row asks and counts when its first cell is a kind of thing; None for other rows."""
    unit, _, noun = award.base.partition("|")
    if award.shape != "per_unit" or noun or not tags or not names:
        return None
    (start, end), first = names[0], tags[0]
    kind = view[start:end].strip()
    if not isinstance(first, DraftTag) or first.shape not in ("has", "is") or first.negated:
        return None
    if not (_COLUMN.fullmatch(titles[0].strip()) or (first.shape == "is" and THING.search(kind))):
        return None
    if first.shape == "is" and first.name != kind:
        return None
    figures = [t for t in tags[1:] if isinstance(t, DraftTag) and t.shape == "compare"]
    others = [t for t in tags[1:] if t not in figures]
    own = [t for t in figures if _same_unit(t.value, unit)]
    if own and len(own) == len(figures) and len({t.name for t in own}) == 1:
        label = own[0].name if own[0].name.startswith(kind) else kind + own[0].name
        asked = [t.model_copy(update={"name": label}) for t in own]
        told = next((u for u in _ANIMALS if own[0].value.endswith(u)), unit)  # 肉羊100只 by 元/头
        counted = award.model_copy(
            update={"base": f"{told}|{label}", "period": award.period or own[0].period}
        )
        return [*others, *asked], counted
    quote, label = Quote(text=text[start:end].strip(), start=start), kind
    if figures:
        spans = [(a, b) for a, b in names[1:] if any(a <= t.quote.start < b for t in figures)]
        label = "".join(re.sub(r"\([^()]*\)", "", view[a:b]).strip() for a, b in spans) + kind
        last = max(b for _, b in spans)
        quote = Quote(text=text[start:last].strip(), start=start)
    tag = DraftTag(shape="is", name=label, quote=quote)
    named = label + MEASURED[unit] if unit in MEASURED else f"{label}数"
    return [tag, *others], award.model_copy(update={"base": f"{unit}|{named}"})


def _same_unit(value: str, unit: str) -> bool:
    return value.endswith(unit) or (unit in _ANIMALS and value.endswith(_ANIMALS))


def paid_for_all(rows: list[DraftPart]) -> bool:
    """Whether the rows count several kinds of things, so that what is paid for them adds up.

    Rows that count one kind must leave no room for two of them to hold at once.
    """
    counted: dict[str, list[DraftPart]] = {}
    for row in rows:
        unit, _, noun = row.award.base.partition("|")
        if row.award.shape != "per_unit" or not noun or not unit or not _names_own_kind(row, noun):
            return False
        counted.setdefault(noun, []).append(row)
    return len(counted) > 1 and all(_apart(same) for same in counted.values())


def _names_own_kind(row: DraftPart, noun: str) -> bool:
    """Whether what a row counts is what its own cells name."""
    name = re.sub(r"数$", "", noun.removeprefix("~"))
    tags = [t for t in row.when.of if isinstance(t, DraftTag)]
    return any(name.endswith(t.name) or (t.name and name.startswith(t.name)) for t in tags)


def _apart(rows: list[DraftPart]) -> bool:
    """Whether all rows but one of a kind end below a figure of their own."""
    ends = sum(
        any(
            isinstance(t, DraftTag)
            and t.shape == "compare"
            and re.search(r"不[足满超到]|未满|以[下内]|低于|少于|小于", t.prefix + t.suffix)
            for t in row.when.of
        )
        for row in rows
    )
    return ends >= len(rows) - 1


def things_told(
    rows: list[DraftPart], own: list[DraftNode], around: list[DraftNode]
) -> tuple[list[DraftPart], list[DraftNode], list[DraftNode]]:
    """The rows with what is done with their things, and the conditions the rows do not repeat."""
    return _acted_on(rows, [*own, *around]), _without_pointers(own), _without_pointers(around)


def _acted_on(rows: list[DraftPart], said: Iterable[DraftNode]) -> list[DraftPart]:
    """The rows, counting what is done with their things when the item says so of them all."""
    if not paid_for_all(rows):
        return rows
    kinds = [row.award.base.partition("|")[2] for row in rows]
    for node in said:
        if not isinstance(node, DraftTag) or node.shape not in ("is", "compare") or node.negated:
            continue
        found = _ACT.fullmatch(node.name) or _ON_ROWS.search(node.name)
        if found is None or not all(kind.endswith("数") for kind in kinds):
            continue
        noun = found["head"][-2:]
        if _POINTS_TO_ROWS.search(found["head"]) or all(
            kind.removesuffix("数").endswith(noun) for kind in kinds
        ):
            return [_done(row, found["act"].removesuffix("的"), node.period) for row in rows]
    return rows


def _done(row: DraftPart, act: str, period: str) -> DraftPart:
    unit, _, noun = row.award.base.partition("|")
    award = row.award.model_copy(
        update={"base": f"{unit}|{act}{noun}", "period": row.award.period or period}
    )
    nodes = tuple(
        n.model_copy(update={"period": n.period or period})
        if isinstance(n, DraftTag) and n.shape == "is"
        else n
        for n in row.when.of
    )
    return DraftPart(when=DraftGroup(join="all", of=nodes), award=award)


def _without_pointers(nodes: list[DraftNode]) -> list[DraftNode]:
    """The conditions without what only points to the rows: 达到附表1所列规模."""
    return [
        n
        for n in nodes
        if not (isinstance(n, DraftTag) and n.shape == "is" and _TOLD_BY_ROWS.search(n.name))
    ]


_TOLD_BY_ROWS = re.compile(
    rf"(?:{_POINTS_TO_ROWS.pattern})[^,;。]{{0,4}}(?:所列|列[明出]|规定|所示|确定|中|内)[^,;。]*"
)
