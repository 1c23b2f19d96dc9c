"""Where the rows of an amount table stand: below the item, or in the annex it names."""

from __future__ import annotations

import re

from compiler.extract.items.outline import Outline, is_policy
from rules.document import Clause, ClauseKind


def amount_rows(outline: Outline, clause: Clause, intro: str) -> list[Clause]:
    """The rows below an item, else those of the annex that its sentences name."""
    rows = [c for c in outline.below(clause) if _is_row(outline, c)]
    return rows if len(rows) > 1 else _annexed(outline, intro)


def _is_row(outline: Outline, clause: Clause) -> bool:
    if clause.kind is ClauseKind.ROW and not is_policy(clause):
        return True
    # 补贴标准 | 每人3000元
    return outline.said(clause).count(" | ") > (clause.kind is ClauseKind.FIELD)


_ANNEX = re.compile(r"附(?:件|表)\s*(?P<number>[一二三四五六七八九十\d]*)")


def _annexed(outline: Outline, intro: str) -> list[Clause]:
    """The rows of the annex that 标准见附件1 names; none where it could be another one."""
    named = re.search(rf"(?:见|按照?|依照?|如|参照)[^,;。]{{0,6}}?{_ANNEX.pattern}", intro)
    if named is None:
        return []
    tables = []
    for clause in outline.every:
        head = _ANNEX.match(clause.heading)
        if head and head["number"] == named["number"]:
            rows = [c for c in outline.below(clause) if _is_row(outline, c)]
            tables += [rows] if rows else []
    return tables[0] if len(tables) == 1 else []
