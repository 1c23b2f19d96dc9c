"""Classes that rows of a table define: 符合附件1第一档条件的人员 are whom that row describes."""

from __future__ import annotations

import re

from compiler.extract.awards.tables import read_table
from compiler.extract.drafts import DraftGroup
from compiler.extract.items.annexes import annex_rows
from compiler.extract.items.outline import Outline

#: 附件1第一档条件, 附表所列A类标准: a row of an annex by the name of its class.
_CLASS = re.compile(
    r"(?:符合|属于|达到|满足)?附(?:件|表)\s*(?P<number>[一二三四五六七八九十\d]*?)"
    r"(?:中|所列|规定|列明)?的?(?P<label>第[一二三四五六七八九十]{1,2}[档类级]|[一二三四五六七八九十][档类]|[A-G][类档级])"
    r"(?:的)?(?:条件|标准|要求|情形|人才|人员)*(?:的)?(?:人员|人才|申请人|单位|企业)?[,\s]*"
)


def asked_of_class(outline: Outline, start: int, end: int) -> DraftGroup | None:
    """What the row asks that ``[start, end)`` names by its class; None when it names none."""
    named = _CLASS.fullmatch(outline.view, start, end)
    if named is None:
        return None
    rows = annex_rows(outline, named["number"])
    parts = read_table(outline.text, outline.view, rows, "", outline.lexicon) if rows else []
    asked = {
        outline.view[row.start : row.end].partition(" | ")[0].strip(): part.when
        for row in rows
        for part in parts
        if row.start <= part.award.quote.start < row.end
    }
    found = asked.get(named["label"])
    return found if found is not None and found.of else None
