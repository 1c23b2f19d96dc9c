"""Condition blocks whose numbered children speak of one item each, by name or by number."""

from __future__ import annotations

import re

from compiler.extract.drafts import (
    DraftItem,
)
from compiler.extract.outline import Outline, PolicyReading
from compiler.roles import Role, role_of_heading
from rules.document import Clause, ClauseKind


def paired(outline: Outline, reading: PolicyReading) -> dict[int, set[int]]:
    """Numbered children of a condition block that speak of one item each: child -> item numbers.

    「1．支持X条件」 goes with the item its heading names, or with the one that has its number.
    """
    pairs: dict[int, set[int]] = {}
    for block in outline.clauses:
        if (
            role_of_heading(block.heading) is not Role.CONDITION
            or block.kind is not ClauseKind.FIELD
        ):
            continue
        children = [c for c in outline.children.get(block.index, []) if c.marker and c.heading]
        if len(children) < 2 or len(reading.items) < 2:
            continue
        tops = [number_in_block(outline, item) for item in reading.items]
        numbered = {re.sub(r"\W", "", t) for t in tops if t} == {
            re.sub(r"\W", "", c.marker) for c in children
        }
        for child in children:
            name = plain_name(child.heading)
            scores = [likeness(name, i.title + ancestry(outline, i)) for i in reading.items]
            best = max(scores)
            if best >= 0.5:
                pairs[child.index] = {n for n, score in enumerate(scores) if score >= best - 0.1}
            elif numbered:
                mark = re.sub(r"\W", "", child.marker)
                pairs[child.index] = {n for n, t in enumerate(tops) if re.sub(r"\W", "", t) == mark}
    return {child: items for child, items in pairs.items() if items}


def number_in_block(outline: Outline, item: DraftItem) -> str:
    """The outermost list mark above an item inside its block."""
    clause: Clause | None = outline.every[item.clause]
    mark = ""
    while clause is not None and clause.kind not in (ClauseKind.FIELD, ClauseKind.PART):
        mark = clause.marker or mark
        clause = outline.parent(clause)
    return mark


def ancestry(outline: Outline, item: DraftItem) -> str:
    """The words an item goes by: how it begins, and the headings above it."""
    clause: Clause | None = outline.every[item.clause]
    words = item.quote.text[:40]
    while clause is not None and clause.kind not in (ClauseKind.FIELD, ClauseKind.PART):
        words += clause.heading
        clause = outline.parent(clause)
    return words


def plain_name(heading: str) -> str:
    """A heading without the words that only say it states conditions."""
    return re.sub(
        r"条件|要求|需要|须|应|符合|满足|以下|下列|申[报请]|支持|的|[:。0-9.()]", "", heading
    )


def likeness(name: str, title: str) -> float:
    """Share of the character pairs of a name that a title has."""
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    return sum(p in title for p in pairs) / len(pairs) if pairs else 0.0
