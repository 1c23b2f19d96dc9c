"""Where the rows of an amount table stand: below the item, in the annex or the article it names."""

from __future__ import annotations

import re

from compiler.extract.items.outline import Outline, is_policy
from rules.document import Clause, ClauseKind


def amount_rows(outline: Outline, clause: Clause, intro: str) -> list[Clause]:
    """The rows below an item, else those of the annex or the article that its sentences name."""
    rows = _rows_below(outline, clause)
    return rows if len(rows) > 1 else _annexed(outline, intro) or _elsewhere(outline, clause, intro)


def _rows_below(outline: Outline, clause: Clause) -> list[Clause]:
    return [c for c in outline.below(clause) if _is_row(outline, c)]


def _is_row(outline: Outline, clause: Clause) -> bool:
    if clause.kind is ClauseKind.ROW and not is_policy(clause):
        return True
    # 补贴标准 | 每人3000元
    return outline.said(clause).count(" | ") > (clause.kind is ClauseKind.FIELD)


_NUMBER = r"附(?:件|表)\s*(?P<number>[一二三四五六七八九十\d]*)"
_NAMED = re.compile(rf"(?:见|按照?|依照?|如|参照|对照|根据)[^,;。]{{0,6}}?{_NUMBER}")
#: 附件1, 附件2：绿色工厂奖励标准: an annex begins. 附件：1.甲 2.乙 lists them.
_OPENS = re.compile(rf"\s*{_NUMBER}(?!\s*[:：]?\s*\d[.、])[^,;。]{{0,40}}$")


def annex_rows(outline: Outline, number: str) -> list[Clause]:
    """The rows of the annex of this number; none where it could be another table."""
    tables: dict[int | None, list[Clause]] = {}
    inside = False
    for clause in outline.clauses:
        if _is_row(outline, clause):
            if inside:
                tables.setdefault(clause.parent, []).append(clause)
            continue
        heading = outline.said(clause).partition("\n")[0]
        if (opens := _OPENS.match(heading)) and clause.marker == "":
            inside = opens["number"] == number
    found = [rows for rows in tables.values() if len(rows) > 1]
    return found[0] if len(found) == 1 else []


def _annexed(outline: Outline, intro: str) -> list[Clause]:
    """The rows of the annex that 标准见附件1 names."""
    named = _NAMED.search(intro)
    return annex_rows(outline, named["number"]) if named else []


#: 按前条表列标准, 依照上表, 按第五条规定的标准: a table that another article states.
_BEFORE = re.compile(
    r"(?:按照?|依照?|参照|执行|根据|对照)(?:本办法|本细则)?(?:(?P<near>(?:前条|上一?条|前一条|前款|上款|前述)"
    r"[^,;。]{0,6}?(?:表|标准)|上表|前表)"
    r"|(?P<article>第[一二三四五六七八九十百零\d]+条)(?:第[^,;。条]{1,4}款)?[^,;。]{0,6}?(?:表|标准))"
)


def _elsewhere(outline: Outline, clause: Clause, intro: str) -> list[Clause]:
    named = _BEFORE.search(intro)
    if named is None:
        return []
    if named["article"]:
        stated = [c for c in outline.clauses if c.marker == named["article"]]
        return _rows_below(outline, stated[0]) if len(stated) == 1 else []
    before = [c for c in outline.clauses if c.start < clause.start and _is_row(outline, c)]
    return [c for c in before if c.parent == before[-1].parent] if before else []
