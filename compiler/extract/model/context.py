"""What else of a document a model needs beside one article: definitions, general conditions, what
the article names.

Only what structure says is needed, not what is merely alike: likeness is a rank among all clauses,
and a word changed anywhere would change what is asked about everything.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.extract.items.outline import Outline
from compiler.extract.model.shown import MOST_OF_CONTEXT, Piece, article_of
from compiler.segment import Segmented
from retrieval.related import Relation, related_clauses
from rules.document import Clause

_MOST_CLAUSES = 24
_NEEDED = (
    Relation.NAMES, Relation.NAMED_BY, Relation.DEFINITION, Relation.GENERAL, Relation.BESIDE,
    Relation.ABOVE,
)  # fmt: skip


class Context:
    """Finds the context of the articles of one document."""

    def __init__(self, segmented: Segmented) -> None:
        self._segmented = segmented

    def __call__(self, outline: Outline, clause: Clause, own: Sequence[Piece]) -> list[Piece]:
        """The stretches to show, in text order; nothing that is shown already, nothing of another
        policy of the file."""
        article = article_of(outline, clause)
        found: list[Piece] = []
        room = MOST_OF_CONTEXT
        related = related_clauses(self._segmented, article.index, _MOST_CLAUSES)
        for relation in _NEEDED:
            for one in related:
                piece = Piece(one.span.start, one.span.end)
                if one.relation is not relation or not _inside(outline, piece):
                    continue
                if any(p.start < piece.end and piece.start < p.end for p in own):
                    continue
                if piece.end - piece.start <= room:
                    room -= piece.end - piece.start
                    found.append(piece)
        return sorted(found)


def _inside(outline: Outline, piece: Piece) -> bool:
    return outline.part.start <= piece.start and piece.end <= outline.part.end
