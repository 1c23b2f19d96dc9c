"""The award of an item whose sums stand in the rows of a table that its sentences point to."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.compound import ACTUAL, or_actual
from compiler.extract.awards.limits import find_lasting
from compiler.extract.awards.table_things import paid_for_all
from compiler.extract.awards.tables import kinds_of_pieces
from compiler.extract.drafts import DraftAward, DraftCap, DraftGroup, DraftPart, Quote
from compiler.extract.items.outline import Outline, Sentence
from rules.document import Clause

#: 按附件1对应档次的标准, 依照前条表列标准: where the words of such an award begin.
_POINTER = re.compile(
    r"(?:分别|可)?(?:按照?|依照?|依据|参照|根据|对照|执行|见)[^,;。]{0,16}?(?:表|附件|标准)"
)


def award_by_rows(
    outline: Outline,
    clause: Clause,
    units: list[tuple[Sentence, list[Benefit]]],
    rows: list[DraftPart],
    limits: tuple[DraftCap, ...],
) -> DraftAward:
    """The rows as alternatives, with what the pointing sentences say of them all.

    实际租金低于该标准的据实补贴 makes it the lesser of both, 补足其差额 a top-up.
    """
    quote = _quote(outline, clause, units, rows)
    choose = "sum" if paid_for_all(rows) or kinds_of_pieces(rows) else "highest"
    award = DraftAward(shape="cases", parts=tuple(rows), caps=limits, choose=choose, quote=quote)
    for sentence, _ in units:
        if actual := ACTUAL.search(outline.view, sentence.start, sentence.end):
            award = or_actual(outline.text, award, actual)
            award = award.model_copy(update={"quote": _wider(outline, quote, actual.end())})
            break
    if lasting := find_lasting(" ".join(outline.said(s) for s, _ in units)):
        award = award.model_copy(update={"lasting": lasting})
    ladder = [b for _, found in units for b in found if _tops_up(b)]
    if ladder:
        whole = DraftPart(when=DraftGroup(join="all", of=()), award=award)
        award = DraftAward(
            shape="top_up",
            base=ladder[0].award.base,
            parts=(whole,),
            quote=_wider(outline, award.quote, ladder[-1].end),
        )
    return award


def _tops_up(benefit: Benefit) -> bool:
    return benefit.award.shape == "top_up" and not benefit.award.value


def _wider(outline: Outline, quote: Quote, end: int) -> Quote:
    return outline.quote(quote.start, max(quote.end, end))


def _quote(
    outline: Outline,
    clause: Clause,
    units: list[tuple[Sentence, list[Benefit]]],
    rows: list[DraftPart],
) -> Quote:
    """The sentences with the rows below them; with rows elsewhere, the words that point there."""
    first, last = rows[0].award.quote.start, rows[-1].award.quote.end
    start = units[0][0].start
    if clause.start <= first and last <= clause.subtree_end:
        return outline.quote(start, last)
    for sentence, _ in units:
        if pointer := _POINTER.search(outline.view, sentence.start, sentence.end):
            stop = re.compile(r"[;。]|$").search(outline.view, pointer.end(), sentence.end)
            return outline.quote(pointer.start(), stop.start() if stop else sentence.end)
    return outline.quote(start, units[0][0].end)
