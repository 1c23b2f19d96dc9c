"""Short names a text gives to titles: 科技企业孵化器（以下简称孵化器） makes 区级孵化器 whole."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftAward, DraftGroup, DraftItem, DraftNode, DraftTag

#: 「科技企业孵化器(以下简称孵化器)」: the short name ends the whole one.
_SHORT = re.compile(
    r"(?:[一-鿿]*(?:所称的?|包括|以及|对于))?(?P<whole>[一-鿿]{4,24})[\"']?"
    r"\((?:以下|下)(?:统一?)?(?:简)?称(?:为)?[\"']?(?P<short>[一-鿿]{2,12})[\"']?\)"
)
_LEVELS = re.compile(r"(?:国家|省|市|区|县|镇)级")


def short_names(view: str, start: int, end: int) -> dict[str, str]:
    """The short names that ``[start, end)`` gives, each with the name it stands for."""
    return {
        match["short"]: match["whole"]
        for match in _SHORT.finditer(view, start, end)
        if match["whole"].endswith(match["short"]) and match["whole"] != match["short"]
    }


def with_whole_names(item: DraftItem, names: dict[str, str]) -> DraftItem:
    """The item with the titles of a level and a short name written in full."""
    if not names:
        return item
    return item.model_copy(
        update={
            "own": _group(item.own, names),
            "inherited": _group(item.inherited, names),
            "exclusions": tuple(_node(n, names) for n in item.exclusions),
            "award": _award(item.award, names),
        }
    )


def _group(group: DraftGroup, names: dict[str, str]) -> DraftGroup:
    return group.model_copy(update={"of": tuple(_node(n, names) for n in group.of)})


def _node(node: DraftNode, names: dict[str, str]) -> DraftNode:
    if not isinstance(node, DraftTag):
        return _group(node, names)
    if node.shape != "has":
        return node
    return node.model_copy(update={"values": tuple(_whole(v, names) for v in node.values)})


def _whole(value: str, names: dict[str, str]) -> str:
    level = _LEVELS.match(value)
    return level.group() + names.get(value[level.end() :], value[level.end() :]) if level else value


def _award(award: DraftAward, names: dict[str, str]) -> DraftAward:
    parts = tuple(
        p.model_copy(update={"when": _group(p.when, names), "award": _award(p.award, names)})
        for p in award.parts
    )
    return award.model_copy(update={"parts": parts})
