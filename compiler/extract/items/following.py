"""Exclusions that stand right behind what grants."""

from __future__ import annotations

from compiler.extract.items.limited_classes import Unit
from compiler.extract.items.outline import Outline, Sentence
from rules.document import SentenceKind


def following(outline: Outline, units: list[Unit]) -> list[Sentence]:
    """Exclusion sentences that follow one of the units directly in its clause."""
    found = []
    for sentence, _ in units:
        rest = outline.by_clause[sentence.clause]
        position = rest.index(sentence)
        for following in rest[position + 1 :]:
            if following.kind is not SentenceKind.EXCLUSION:
                break
            found.append(following)
    return found
