"""Sentences of general conditions that speak of the items they name: 「申报第四条的，还应…」."""

from __future__ import annotations

import re
from itertools import pairwise

from compiler.extract.items.named_benefits import names_benefits
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.items.reach import named_items
from compiler.extract.items.title_lists import leads_to_title
from rules.document import Clause, ClauseKind, SentenceKind

#: Before a piece of a sentence that speaks of items of its own.
_NEXT = re.compile(r";|[,。](?=其中,?(?:申[报请领]|享受)第)")


def opens_for_named(outline: Outline, clause: Clause) -> bool:
    """Whether a list or point opens with the items it speaks of: 「申请奖励的，应当符合：」."""
    if not outline.children.get(clause.index):
        return clause.kind is ClauseKind.NUMBERED and names_benefits(outline, clause)
    return (
        named_items(outline, clause.start, clause.end) is not None
        or leads_to_title(outline, clause)
        or names_benefits(outline, clause)
    )


def of_named_items(outline: Outline, clause: Clause, *, alone: bool) -> list[Sentence]:
    """「申报第二部分项目的，还应…。」 beside sentences for all; ``alone`` it is its block."""
    asking = [
        s for s in outline.by_clause.get(clause.index, []) if s.kind is SentenceKind.CONDITION
    ]
    named = [s for s in asking if named_items(outline, s.start, s.end)]
    whole = len(named) == len(asking) and all(len(pieces_asking(outline, s)) == 1 for s in named)
    return [] if alone and whole else named


def pieces_asking(outline: Outline, sentence: Sentence) -> list[tuple[int, int]]:
    """「应具有场所；申报第四条的，还应…」: each piece asks it of the items it names, or of all."""
    start = outline.told_from(sentence)
    cuts = [start, *(m.end() for m in _NEXT.finditer(outline.view, start, sentence.end))]
    return list(pairwise([*cuts, sentence.end]))
