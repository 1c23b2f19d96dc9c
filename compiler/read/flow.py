"""An HTML element as a flow of paragraphs and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compiler.read.canonical import tidy
from compiler.read.grid import Cell, row_lines, spread
from compiler.read.numbering import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "ucapcontent", "ucaptitle",  # a widespread government publishing system's own tags
))
# fmt: on
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NUMBERED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|[①-⑳]|第.{1,4}[条章])"
)
_BREAK = "\x1e"
# several paragraphs in one element, each begun by two wide spaces
_INDENTED = re.compile(r"(?:(?<=[。；：！？…”）])[ \t\r\n]*|[\r\n][ \t]*)[\u3000\u00a0\u2003]{2,}")


def flow(element: _Element) -> list[str]:
    """The canonical lines of an element in reading order."""
    return [line for line in (tidy(p) if not r else p for p, r in _paragraphs(element)) if line]


def _paragraphs(element: _Element) -> Iterator[tuple[str, bool]]:
    """Paragraphs of raw text, and table rows (True) that are canonical already."""
    pending: list[str] = []
    for piece in _pieces(element):
        if isinstance(piece, str):
            pending.append(piece)
            continue
        yield from _split(pending)
        pending.clear()
        for line in piece:
            yield line, True
    yield from _split(pending)


def _pieces(node: _Element) -> Iterator[str | list[str]]:
    """Text with break marks in document order; a data table comes whole, as its rows."""
    if node.tag == "table" and _is_data(node):
        yield list(_rows(node))
        return
    block = node.tag in BLOCKS or node.tag == "br"
    if block:
        yield _BREAK
    if node.tag == "li":
        yield _number(node)
    if node.text:
        yield node.text.replace("\n", _BREAK) if node.tag == "pre" else node.text
    for child in node:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        if child.tail:
            yield child.tail
    if block:
        yield _BREAK


def _number(item: _Element) -> str:
    """The number a browser prints before an item of an ordered list; not in the text itself."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    if _NUMBERED.match("".join(map(str, item.itertext()))):
        return ""
    before = sum(1 for other in item.itersiblings("li", preceding=True))
    start = parent.get("start") or "1"
    number = before + (int(start) if start.isdecimal() and len(start) < 5 else 1)
    return numeral(number, _LIST_TYPES.get(parent.get("type") or "1", "decimal")) + "."


def _split(pending: list[str]) -> Iterator[tuple[str, bool]]:
    for piece in "".join(pending).split(_BREAK):
        for part in _INDENTED.split(piece):
            yield part, False


def _own_rows(table: _Element) -> list[_Element]:
    return [
        tr for tr in table.iter("tr") if next((a for a in tr.iterancestors("table")), None) is table
    ]


def _cells(tr: _Element) -> list[_Element]:
    return [c for c in tr if c.tag in ("td", "th")]


def _is_data(table: _Element) -> bool:
    """Whether a table holds data, not the layout of the page."""
    rows = _own_rows(table)
    if not rows or next(table.iterdescendants("table"), None) is not None:
        return False
    return max(len(_cells(tr)) for tr in rows) >= 2


def _span(cell: _Element, name: str) -> int:
    digits = re.match(r"\s*(\d{1,3})", cell.get(name) or "1")
    return max(1, int(digits[1])) if digits else 1


def _rows(table: _Element) -> Iterator[str]:
    grid = [
        [
            Cell("\n".join(flow_of_cell(cell)), _span(cell, "rowspan"), _span(cell, "colspan"))
            for cell in _cells(tr)
        ]
        for tr in _own_rows(table)
    ]
    caption = table.find("caption")
    if caption is not None:
        yield tidy("".join(map(str, caption.itertext())))
    yield from row_lines(spread(grid))


def flow_of_cell(cell: _Element) -> list[str]:
    """The paragraphs of one table cell; how they stand is settled with the row."""
    return [tidy(p) for p, _ in _paragraphs(cell) if tidy(p)]
