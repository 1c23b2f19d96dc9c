"""What a search sends: the clause, where it stands, and which list found it at which rank."""

from __future__ import annotations

from datetime import date

from api.shapes import QuoteOut, Shape
from retrieval import FoundClause


class FoundOut(Shape):
    """One clause. ``by_words``, ``by_meaning``, ``by_name`` are ranks from 1, else null."""

    title: str
    issuer: str
    number: str
    place: str
    headings: str
    departments: list[str]
    valid_from: date | None
    valid_until: date | None
    score: float
    by_words: int | None
    by_meaning: int | None
    by_name: int | None
    rules: list[str]
    source: QuoteOut

    @staticmethod
    def of(found: FoundClause) -> FoundOut:
        """The clause as sent."""
        passage = found.passage
        return FoundOut(
            title=passage.title,
            issuer=passage.issuer,
            number=passage.number,
            place=passage.place,
            headings=passage.context,
            departments=list(passage.departments),
            valid_from=passage.valid_from,
            valid_until=passage.valid_until,
            score=found.score,
            by_words=found.by_words,
            by_meaning=found.by_meaning,
            by_name=found.by_name,
            rules=list(passage.rules),
            source=QuoteOut.of(passage.span, passage.document),
        )


class SearchOut(Shape):
    """Clauses found, best first. ``reduced`` says what could not be asked; empty: nothing lacks."""

    query: str
    clauses: int
    reduced: str
    hits: list[FoundOut]
