"""Page numbers and running headers or footers of paged documents: dropped and counted."""

from __future__ import annotations

import re
from collections import defaultdict

from compiler.read.paragraphs import PageLine
from compiler.read.result import Droppings

_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–－·•.\s]*\d{1,4}[-—–－·•.\s]*|第\s*\d{1,4}\s*页(?:\s*[，,/／]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp]age\s*\d+(?:\s*of\s*\d+)?|[-—–]\s*[ivxIVX]{1,6}\s*[-—–])\s*$"
)
_PRINTED = re.compile(  # what a browser prints above and below a page
    r"^\s*(?:(?:https?|\S{1,3}le)://\S+\s*\d+\s*/\s*\d+"
    r"|\d{1,4}[-/年]\d{1,2}[-/月]\d{1,4}日?[,，]?\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?:\s*[AP]M)?.*)\s*$"
)
_EDGE = 0.12  # of the page height, top or bottom
_REPEATS = 3


def drop_margins(pages: list[list[PageLine]], droppings: Droppings) -> list[list[PageLine]]:
    """The pages without what repeats at the same height near their upper or lower edge."""
    places: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for lines in pages:
        for line in _edge_lines(lines):
            places[_key(line)].add(line.page)
    needed = max(_REPEATS, len(pages) // 5)
    kept = []
    for lines in pages:
        edges = _edge_lines(lines)
        keep = []
        for line in lines:
            if line in edges and _PAGE_NUMBER.match(line.text):
                droppings.add("页码", line.text)
            elif line in edges and (len(places[_key(line)]) >= needed or _PRINTED.match(line.text)):
                droppings.add("重复的页眉页脚", line.text)
            else:
                keep.append(line)
        kept.append(keep)
    return kept


def _edge_lines(lines: list[PageLine]) -> list[PageLine]:
    """The lines in the margins; without positions, the first and the last line."""
    if not lines:
        return []
    if len({line.y for line in lines}) == 1 and len(lines) > 1:
        return [lines[0], lines[-1]]
    return [
        line
        for line in lines
        if line.height and not _EDGE * line.height < line.y < (1 - _EDGE) * line.height
    ]


def _key(line: PageLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", line.text)), round(line.y / 3)
