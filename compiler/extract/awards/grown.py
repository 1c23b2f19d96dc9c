"""Short names in awards: 增长30%以上, 净增量 and 核定节能量 are of figures named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compiler.extract.drafts import DraftAward, DraftGroup, DraftNode, DraftPart, DraftTag
from compiler.normalise import NUMBER

#: 净增量, 较前一年度的净增箱量: an increase, and nothing of what.
GROWN = re.compile(
    r"其?(?:(?:较|比)(?:上|前)一?年度?)?的?"
    r"(?:(?:净增|新增|增加|增长)(?:[^,;。\d]{0,2}(?:量|额|值)|部分)|净增|净?增量(?:部分)?)"
)
_AS_FOUND = re.compile(r"^(?:经?核定|核实|认定|审定|实际|上述|该)(?:的)?(?=.{3})")


def of_figures_named(award: DraftAward, said: Sequence[DraftNode]) -> DraftAward:
    """The award with each short name completed by the only figure the conditions name for it."""
    figures = [t for t in _compared(said) if t.name]
    return _completed(award, figures) if figures else award


def _completed(award: DraftAward, figures: list[DraftTag]) -> DraftAward:
    parts = tuple(
        DraftPart(
            when=DraftGroup(
                join=part.when.join,
                k=part.when.k,
                of=tuple(_named(node, figures) for node in part.when.of),
            ),
            award=_completed(part.award, figures),
        )
        for part in award.parts
    )
    return _counting(award, figures).model_copy(update={"parts": parts})


def _named(node: DraftNode, figures: list[DraftTag]) -> DraftNode:
    """A comparison without a name of its own, with that of the figure it speaks of."""
    if not isinstance(node, DraftTag) or node.shape != "compare":
        return node
    if node.measure == "growth" and not node.name:
        grown = _only([f for f in figures if f.measure == "growth"])
        return _with(node, grown) if grown else node
    if node.name and GROWN.fullmatch(node.name):
        alike = _only([f for f in figures if _unit(f.value) == _unit(node.value)])
        return _with(node, alike).model_copy(update={"measure": "increment"}) if alike else node
    whole = _whole(node.name, _unit(node.value), figures)
    return _with(node, whole) if whole else node


def _with(node: DraftTag, figure: DraftTag) -> DraftTag:
    return node.model_copy(update={"name": figure.name, "period": node.period or figure.period})


def _counting(award: DraftAward, figures: list[DraftTag]) -> DraftAward:
    """A sum for each unit of a figure that is named in short."""
    unit, _, noun = award.base.partition("|")
    if award.shape != "per_unit" or award.step:
        return award
    counted = [f for f in figures if unit and _unit(f.value).startswith(unit)]
    if not noun and unit.startswith("吨") and (figure := _only(counted)):
        # 年节能量300吨标准煤以上的项目，按400元/吨: tonnes of what the conditions speak of
        update = {"base": f"{_unit(figure.value)}|{figure.name}", "period": figure.period}
        return award.model_copy(update=update)
    if not noun:
        return award
    if GROWN.fullmatch(noun) and (figure := _only(counted)):
        update = {"base": f"{unit}|{figure.name}的净增量", "period": award.period or figure.period}
        return award.model_copy(update=update)
    if whole := _whole(noun, unit, counted):
        update = {"base": f"{unit}|{whole.name}", "period": award.period or whole.period}
        return award.model_copy(update=update)
    return award


def _whole(name: str, unit: str, figures: list[DraftTag]) -> DraftTag | None:
    """核定年节能量 of a condition that names 项目年节能量: one figure, found by somebody."""
    short = _AS_FOUND.sub("", name.removeprefix("~"))
    if len(short) < 3 or not unit:
        return None
    return _only(
        [f for f in figures if f.name != name and f.name.endswith(short) and f.measure == "value"]
    )


def _only(figures: list[DraftTag]) -> DraftTag | None:
    """The one figure among several comparisons; None when they are of different ones."""
    return figures[0] if len({(f.name, f.period) for f in figures}) == 1 else None


def _unit(value: str) -> str:
    return re.sub(rf"^{NUMBER}(?:万|亿)?", "", value)


def _compared(nodes: Sequence[DraftNode]) -> Iterator[DraftTag]:
    for node in nodes:
        if isinstance(node, DraftGroup):
            yield from _compared(node.of)
        elif node.shape == "compare":
            yield node
