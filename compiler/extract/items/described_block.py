"""Blocks that describe what is supported: 支持范围：面向社会开放的充电场站，总功率不低于480千瓦."""

from __future__ import annotations

import re

from compiler.extract.conditions.kinds import paid_last, with_last
from compiler.extract.drafts import DraftNode, DraftTag
from compiler.extract.items.outline import Outline
from compiler.extract.language.lists import overlaps
from compiler.extract.language.pieces import split
from rules.document import Clause, ClauseKind

_BLOCK = re.compile(r"(?:支持|扶持|补助|补贴|奖励|资助|奖补|申[报请]|申领)(?:范围|条件|项目|内容)$")
#: 「申报单位应具备…」 speaks of whoever applies; a description has no such words.
_ASKS = re.compile(r"应|须|需要|必须|具备|符合|满足")


def with_nouns(
    outline: Outline, clause: Clause, stretch: tuple[int, int], nodes: list[DraftNode]
) -> list[DraftNode]:
    """The conditions of a description, with the nouns that its stretches end with."""
    if clause.kind is not ClauseKind.FIELD or not _BLOCK.search(clause.heading):
        return nodes
    for start, end, _ in split(outline.view, *stretch):
        if _ASKS.search(outline.view, start, end):
            continue
        last = paid_last(outline.text, outline.view, start, end)
        if last is not None:
            nodes = _with_noun(nodes, last)
    return nodes


def _with_noun(nodes: list[DraftNode], last: DraftTag) -> list[DraftNode]:
    """The conditions with the noun of a stretch; a thing described in one way only is whole."""
    if last.shape == "one_of":
        return with_last(nodes, last)
    covering = [n for n in nodes if overlaps(n, (last.quote.start, last.quote.end))]
    if not covering:
        before = [n for n in nodes if _ends(n) <= last.quote.start]
        return [*before, last, *(n for n in nodes if n not in before)]
    (whole, *others) = covering
    several = any(
        isinstance(n, DraftTag) and n is not whole and 0 <= last.quote.start - n.quote.end <= 40
        for n in nodes
    )
    timed = isinstance(whole, DraftTag) and whole.period != ""
    return with_last(nodes, last) if (several or timed) and not others else nodes


def _ends(node: DraftNode) -> int:
    return node.quote.end if isinstance(node, DraftTag) else max(_ends(n) for n in node.of)
