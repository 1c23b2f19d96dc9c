"""The head of an amount table: one line or two, with a group heading over several columns."""

from __future__ import annotations

from collections.abc import Sequence


def column_titles(head: Sequence[Sequence[str]]) -> list[str]:
    """What each column is called: a group heading before its own, the line above before the below.

    Cells merged downwards stand in both lines; one merged sideways stands once above the columns
    it spans. Where it cannot be told which those are, the last line alone names the columns.
    """
    titles: list[str] = []
    for line in head:
        titles = _under(titles, line) if titles else list(line)
    return titles


def _under(above: Sequence[str], line: Sequence[str]) -> list[str]:
    widths = _widths(above, line)
    if widths is None:
        return list(line)
    groups = [title for title, width in zip(above, widths, strict=True) for _ in range(width)]
    return [own if own == group else group + own for group, own in zip(groups, line, strict=True)]


def _widths(above: Sequence[str], line: Sequence[str]) -> list[int] | None:
    """How many columns each heading spans; None where that cannot be told."""
    if len(line) <= len(above):
        return None  # nothing was merged: a row of words, not a second line of the head
    widths: list[int] = []
    at = 0
    waiting = 0  # headings that have not found their columns yet
    for index, title in enumerate(above):
        if title in line[at:]:
            found = line.index(title, at)
            if (spread := _evenly(found - at, waiting)) is None:
                return None
            widths += [*spread, 1]
            at, waiting = found + 1, 0
        else:
            waiting += 1
        if len(line) - at < waiting or index >= len(line):
            return None
    spread = _evenly(len(line) - at, waiting)
    return None if spread is None else [*widths, *spread]


def _evenly(columns: int, headings: int) -> list[int] | None:
    if not headings:
        return [] if not columns else None
    return [columns // headings] * headings if columns and columns % headings == 0 else None
