"""One item of a policy from the answer about it: every quote aligned, every word held to it."""

from __future__ import annotations

from typing import NamedTuple

from compiler.extract.drafts import DraftGroup, DraftItem, DraftNode, Quote
from compiler.extract.items.outline import Outline, owner_of
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.model.align import Aligner
from compiler.extract.model.awards import AwardReader, AwardUnread
from compiler.extract.model.conditions import ConditionReader
from compiler.extract.model.shared import read_notes, read_stacking_of
from compiler.extract.model.tasks import Found
from compiler.extract.model.troubles import Trouble
from compiler.extract.model.wire import DraftedTags
from compiler.resolve import Names
from rules.document import SentenceKind


class ReadItem(NamedTuple):
    """The item, or why there is none, with what of the answer was not used."""

    item: DraftItem | None
    troubles: list[Trouble]
    marked: list[tuple[int, int, SentenceKind]]
    why_none: str = ""


def read_item(
    outline: Outline,
    found: Found,
    answer: DraftedTags,
    aligner: Aligner,
    lexicon: Lexicon,
    names: Names,
) -> ReadItem:
    """The draft item an answer to ``draft_tags`` stands for."""
    conditions = ConditionReader(aligner, lexicon, names)
    awards = [award.id for award in answer.awards]
    nodes = conditions.read(answer.conditions, ("when", "unless", *awards))
    reader = AwardReader(aligner, nodes, conditions.troubles)
    try:
        award = reader.read(answer)
    except AwardUnread as unread:
        return ReadItem(None, conditions.troubles, [], str(unread))
    stacking = read_stacking_of(answer.stacking, aligner, conditions.troubles)
    notes = read_notes(answer.notes, aligner)
    clause = outline.every[found.clause]
    start, end = _extent(found, award.quote)
    item = DraftItem(
        title=found.title,
        clause=owner_of(outline, clause).index,
        own=DraftGroup(join="all", of=_drafts(nodes.get("when", []))),
        inherited=DraftGroup(join="all", of=()),
        exclusions=_drafts(nodes.get("unless", [])),
        award=award,
        stacking=tuple(draft for _, draft in stacking),
        quote=Quote(text=outline.text[start:end], start=start),
    )
    return ReadItem(item, [*conditions.troubles, *notes.troubles], notes.marked)


def _drafts(nodes: list[tuple[str, DraftNode]]) -> tuple[DraftNode, ...]:
    return tuple(node for _, node in nodes)


def _extent(found: Found, award: Quote) -> tuple[int, int]:
    """Item and award together where they stand side by side, else the award alone."""
    if found.start <= award.end and award.start <= found.end:
        return min(found.start, award.start), max(found.end, award.end)
    return award.start, award.end
