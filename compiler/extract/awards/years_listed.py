"""Parallel shares of years: 前三年分别按100%、80%、60%; 第一年、第二年分别给予5万元、3万元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import DraftAward, DraftGroup, DraftPart, DraftTag, Quote
from compiler.extract.language.years import YEAR
from compiler.normalise import NUMBER, read_quantity
from rules.quantity import Duration

_NTH = "一二三四五六七八"
#: 前三年, 自认定之年起3年内: where it says for how many years.
_SPAN = re.compile(
    rf"(?:[前首头]|最初|连续|为期|期限)?(?:不超过|为|最长)?{NUMBER}个?(?:会计|自然|完整)?年度?内?"
)


def year_asked(part: DraftPart) -> DraftPart:
    """A part for 第一年 asks which year of the support it is; a year is no title."""
    nodes = tuple(
        DraftTag(shape="is", name=n.values[0], quote=n.quote)
        if isinstance(n, DraftTag) and len(n.values) == 1 and re.fullmatch(YEAR, n.values[0])
        else n
        for n in part.when.of
    )
    return part.model_copy(update={"when": DraftGroup(join="all", of=nodes)})


def each_year(
    text: str, view: str, benefit: Benefit, awards: Sequence[DraftAward]
) -> list[DraftPart]:
    """One case a year; empty unless so many years are spoken of as there are figures."""
    lasting = read_quantity(benefit.award.lasting) if benefit.award.lasting else None
    years = lasting.value if isinstance(lasting, Duration) and lasting.unit == "year" else 0
    if years != len(awards) or years > len(_NTH):
        return []
    said = [m for m in _SPAN.finditer(view, benefit.start, benefit.end) if m.group().strip()]
    spans = [m.span() for m in said if _as_many(m.group(), len(awards))]
    start, end = spans[0] if spans else (benefit.award.quote.start, benefit.award.quote.end)
    quote = Quote(text=text[start:end], start=start)
    parts = []
    for nth, award in zip(_NTH, awards, strict=False):
        tag = DraftTag(shape="is", name=f"第{nth}年", quote=quote)
        per = "" if award.per == "year" else award.per
        alone = award.model_copy(update={"lasting": "", "per": per})
        parts.append(DraftPart(when=DraftGroup(join="all", of=(tag,)), award=alone))
    return parts


def _as_many(said: str, count: int) -> bool:
    found = re.search(NUMBER, said)
    value = read_quantity(f"{found.group()}年") if found else None
    return isinstance(value, Duration) and value.value == count
