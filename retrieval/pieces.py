"""A clause tree cut into pieces worth showing whole: an article with its list, a note at the end.

Enters the clauses of one document and the clause somebody asks from; leaves pieces that neither
overlap each other nor hold that clause. Headings stay in the path of what stands under them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from rules.document import Clause, ClauseKind, PolicyDocument, SourceSpan

#: The longest subtree shown as one piece, in characters; a longer one is shown clause by clause.
WHOLE = 600
#: Marks of clauses that hold provisions: chapters and the like.
CONTAINERS = ("编", "篇", "章", "节", "部分")


class Segmented(Protocol):
    """A document with its clause tree: what the compiler segments, and a draft."""

    @property
    def document(self) -> PolicyDocument: ...

    @property
    def clauses(self) -> tuple[Clause, ...]: ...


class Piece(NamedTuple):
    """A stretch of the document and the clause it begins with; ``above``: it holds what was asked
    from, and only its own words are in here."""

    clause: Clause
    span: SourceSpan
    above: bool = False


class ClauseTree:
    """The clauses of one document, with their children and ancestors."""

    def __init__(self, segmented: Segmented) -> None:
        self.document = segmented.document
        self.clauses = segmented.clauses
        self.children: dict[int | None, list[Clause]] = {}
        for clause in segmented.clauses:
            self.children.setdefault(clause.parent, []).append(clause)

    def ancestors(self, clause: Clause) -> tuple[Clause, ...]:
        """Its parent, the parent of that, and so on outwards."""
        found = []
        while clause.parent is not None:
            clause = self.clauses[clause.parent]
            found.append(clause)
        return tuple(found)

    def subtree(self, clause: Clause) -> str:
        """Everything the clause holds."""
        return self.document.text[clause.start : clause.subtree_end]

    def own(self, clause: Clause) -> str:
        """The words of the clause alone."""
        return self.document.text[clause.start : clause.end]

    def pieces(self, asked_from: Clause) -> tuple[Piece, ...]:
        """All pieces but what the clause itself holds, in text order."""
        above = {clause.index for clause in self.ancestors(asked_from)}
        return tuple(
            piece
            for root in self.children.get(None, ())
            for piece in self._pieces(root, asked_from, above)
        )

    def _pieces(self, clause: Clause, asked_from: Clause, above: set[int]) -> Iterator[Piece]:
        if clause.index == asked_from.index:
            return
        if clause.index not in above and self._whole(clause):
            yield Piece(clause, self._span(clause.start, clause.subtree_end))
            return
        if clause.kind not in (ClauseKind.HEADING, ClauseKind.PART) or "。" in self.own(clause):
            yield Piece(clause, self._span(clause.start, clause.end), clause.index in above)
        for child in self.children.get(clause.index, ()):
            yield from self._pieces(child, asked_from, above)

    def _whole(self, clause: Clause) -> bool:
        """Whether a clause is shown with all it holds: not a chapter, not what holds articles."""
        if clause.subtree_end - clause.start > WHOLE or clause.kind is ClauseKind.PART:
            return False
        below = self.children.get(clause.index, ())
        return not clause.marker.endswith(CONTAINERS) and not any(
            child.marker.endswith("条") for child in below
        )

    def _span(self, start: int, end: int) -> SourceSpan:
        text = self.document.text[start:end]
        lead = len(text) - len(text.lstrip())
        return self.document.span(start + lead, start + lead + len(text.strip()))
