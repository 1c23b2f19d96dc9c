"""What a guide says before its first card, of all its policies: 编者按：…，不重复支持。"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.extract.items.outline import PolicyReading, outline_of
from compiler.extract.items.stacking import read_stacking
from compiler.extract.language.lexicon import Lexicon
from compiler.segment import Segmented
from rules.document import DocumentMeta, PolicyPart, SentenceKind

_BINDING = (
    SentenceKind.STACKING,
    SentenceKind.CONDITION,
    SentenceKind.EXCLUSION,
    SentenceKind.AMOUNT,
)


def add_preface(
    segmented: Segmented, view: str, lexicon: Lexicon, readings: Sequence[PolicyReading]
) -> None:
    """Give every item the stacking clauses of the preface.

    What else binds there belongs to no item: it stays with the sentences of the first policy, so
    that the ledger says so and a person is asked.
    """
    first = min((part.start for part in segmented.parts), default=0)
    if not readings or first == 0:
        return
    part = PolicyPart(meta=DocumentMeta(), start=0, end=first)
    outline = outline_of(segmented, view, part, lexicon)
    if not any(s.kind in _BINDING for s in outline.sentences):
        return
    for sentence in outline.sentences:
        if sentence.kind is not SentenceKind.STACKING:
            continue
        drafts = read_stacking(outline.text, view, sentence.start, sentence.end)
        sentence.items = list(range(len(readings[0].items)))
        for reading in readings:
            reading.items = [
                item.model_copy(update={"stacking": (*item.stacking, *drafts)})
                for item in reading.items
            ]
    readings[0].sentences[:0] = outline.sentences
