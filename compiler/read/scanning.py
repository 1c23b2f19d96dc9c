"""Pages that are pictures: how many may be recognised, and their lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compiler.read.columns import in_reading_order, pieces
from compiler.read.drawn import rules_in
from compiler.read.paragraphs import PageLine
from compiler.read.problems import problem
from compiler.read.recognise import recognise
from compiler.read.result import Reading
from compiler.read.ruled import tables_among, with_tables
from compiler.read.scan import scanned
from rules.errors import Diagnostic, InputRejected

if TYPE_CHECKING:
    from compiler.read.recognise import Picture

SCAN_LIMIT = 200  # pages of one file: a quarter of an hour
_BLANK = 3.0  # grey levels the pixels of an empty page differ by


class TooManyScans(InputRejected):
    """More pages need recognition than were allowed this time; ``pages`` says how many."""

    def __init__(self, diagnostics: Iterable[Diagnostic], pages: int) -> None:
        super().__init__(diagnostics)
        self.pages = pages


def allow(pages: int, limit: int, source_name: str) -> None:
    """Raise TooManyScans when more pages than ``limit`` are to be recognised."""
    if pages > limit:
        raise TooManyScans([problem("PC133", source_name, pages=pages, limit=limit)], pages)


@dataclass
class Scanner:
    """Recognises pages one by one into one reading; an empty page is neither read nor unread."""

    reading: Reading
    read: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)

    def lines(self, picture: Picture, number: int) -> list[PageLine]:
        """The lines of one page in reading order; none when nothing is on it."""
        if float(picture.std()) < _BLANK:
            return []
        scan = scanned(recognise(picture), picture.shape, number, self.reading.droppings)
        self.reading.doubts += scan.doubts
        (self.read if scan.lines else self.unread).append(number)
        rules = rules_in(picture, scan.slope, scan.scale)
        words = [piece for line in scan.lines for piece in pieces(line)]
        return in_reading_order(with_tables(scan.lines, tables_among(rules), lambda: words))
