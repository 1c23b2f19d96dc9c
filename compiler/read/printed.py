"""The words of one PDF page with their exact places, for pages on which tables are ruled.

pdfplumber knows the place of every character, at ten times the time of the plain text; pypdf now
and then reports a run at the place of the run before it, which is no way to tell cells apart.
"""

from __future__ import annotations

import io
import logging

from compiler.read.paragraphs import PageLine

_APART = 0.9  # ems between characters of different words; a table's cells stand farther apart


def printed_words(data: bytes, number: int) -> list[PageLine]:
    """Stretches of text without a wide gap, one line each; none when the page cannot be read."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # not for officials either
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as file:
            (page,) = file.pages
            found = page.dedupe_chars().extract_words(
                x_tolerance_ratio=_APART, y_tolerance=2, keep_blank_chars=True
            )
            height = float(page.height)
            page.close()
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
