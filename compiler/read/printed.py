"""The words of PDF pages with their exact places, for pages on which tables are ruled.

pdfplumber knows the place of every character, at ten times the time of the plain text; pypdf now
and then reports a run at the place of the run before it, which is no way to tell cells apart.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from compiler.read.paragraphs import PageLine

if TYPE_CHECKING:
    from pdfplumber.page import Page

_APART = 0.9  # ems between characters of different words; a table's cells stand farther apart


class PrintedPages:
    """The pages of one file, opened when first asked for: fonts and page tree are read once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: list[Page] | None = None

    def words(self, number: int) -> list[PageLine]:
        """Stretches of text without a wide gap, one line each; none when it cannot be read."""
        try:
            page = self._page(number)
            found = page.dedupe_chars().extract_words(
                x_tolerance_ratio=_APART, y_tolerance=2, keep_blank_chars=True
            )
            height = float(page.height)
            page.close()  # forgets its characters
        except Exception:  # see pdf.py: on a damaged file it raises nearly anything
            return []
        return [
            PageLine(
                word["text"],
                word["x0"],
                word["x1"],
                height - word["bottom"] + 0.2 * (word["bottom"] - word["top"]),
                word["bottom"] - word["top"],
                number,
                height,
            )
            for word in found
        ]

    def _page(self, number: int) -> Page:
        if self._pages is None:
            import pdfplumber

            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # not for officials either
            self._pages = []  # a file that cannot be opened is not opened for every page again
            self._pages = pdfplumber.open(io.BytesIO(self._data)).pages
        return self._pages[number - 1]
