"""Word documents: paragraphs and tables in order, with the numbers Word prints by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compiler.read.archive import has_macros, open_word
from compiler.read.canonical import deceptive_characters, tidy
from compiler.read.grid import Cell, row_lines, spread
from compiler.read.numbering import Numbering, W, numbering_of
from compiler.read.problems import problem, rejection
from compiler.read.result import Reading
from compiler.read.sniff import MEDIA_TYPES, Format
from rules.errors import InputRejected

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAK = "\x1e"
_CONTENTS = re.compile(r"toc ?\d", re.IGNORECASE)  # the built-in styles of a table of contents
_WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body")


class _Walk:
    """One pass over a document: collects lines, hidden text, tracked changes, boxes and notes."""

    def __init__(self, reading: Reading, numbering: Numbering, hidden_styles: set[str]) -> None:
        self.reading = reading
        self.numbering = numbering
        self.hidden_styles = hidden_styles
        self.tally: Counter[str] = Counter()
        self.boxes: list[str] = []
        self.notes: list[tuple[str, str]] = []

    def block(self, container: _Element) -> Iterator[str]:
        for child in container:
            name = str(child.tag).removeprefix(W)
            if name == "p":
                yield from self.paragraph(child)
            elif name == "tbl":
                yield from self.table(child)
            elif name in _WRAPPERS:
                yield from self.block(child)
            elif name in ("del", "moveFrom"):
                self.deleted(child)

    def paragraph(self, p: _Element) -> list[str]:
        style = p.find(f"{W}pPr/{W}pStyle")
        if style is not None and _CONTENTS.match(style.get(f"{W}val") or ""):
            self.reading.droppings.add("目录", "".join(t.text or "" for t in p.iter(f"{W}t")))
            return []
        marker = self.numbering.marker(p)
        text = "".join(self.inline(p))
        lines = [line for line in map(tidy, text.split(_BREAK)) if line]
        if marker and lines:
            lines[0] = tidy(marker + lines[0])
        return lines

    def inline(self, node: _Element) -> Iterator[str]:
        for child in node:
            name = str(child.tag).removeprefix(W)
            if name == "r":
                yield from self.run(child)
            elif name in ("del", "moveFrom"):
                self.deleted(child)
            elif name in ("ins", "moveTo"):
                self.tally["inserted"] += 1
                yield from self.inline(child)
            elif name in ("pPr", "rPr", "sdtPr"):
                continue
            else:  # hyperlinks, content controls, smart tags, fields
                yield from self.inline(child)

    def deleted(self, node: _Element) -> None:
        text = "".join(t.text or "" for t in node.iter(f"{W}delText", f"{W}t"))
        self.tally["deleted"] += 1
        self.reading.droppings.add("修订中已删除的文字", text)

    def run(self, r: _Element) -> Iterator[str]:
        if self.is_hidden(r):
            text = "".join(t.text or "" for t in r.iter(f"{W}t"))
            if text.strip():
                self.tally["hidden"] += 1
                self.reading.droppings.add("隐藏文字", text)
            return
        for child in r:
            name = str(child.tag).removeprefix(W)
            if name == "t":
                yield child.text or ""
            elif name == "tab":
                yield "\t"
            elif name in ("br", "cr"):
                yield _BREAK
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield self.symbol(child)
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), child.get(f"{W}id") or ""))
            elif name in ("drawing", "pict") or child.tag == f"{_MC}AlternateContent":
                self.box(child)

    def symbol(self, sym: _Element) -> str:
        try:
            point = int(sym.get(f"{W}char") or "0", 16)
        except ValueError:
            return ""
        return chr(point) if 0x20 <= point < 0xE000 else ""

    def box(self, node: _Element) -> None:
        # AlternateContent holds the same box twice, in a new and an old drawing language
        content = next(node.iter(f"{W}txbxContent"), None)
        if content is not None:
            self.boxes += list(self.block(content))

    def is_hidden(self, r: _Element) -> bool:
        vanish = r.find(f"{W}rPr/{W}vanish")
        if vanish is not None:
            return (vanish.get(f"{W}val") or "1") not in ("0", "false", "off")
        style = r.find(f"{W}rPr/{W}rStyle")
        return style is not None and (style.get(f"{W}val") or "") in self.hidden_styles

    def table(self, tbl: _Element) -> Iterator[str]:
        grid: list[list[Cell]] = []
        above: dict[int, str] = {}
        for tr in _rows(tbl):
            column = 0
            line: list[Cell] = []
            fresh: dict[int, str] = {}
            for tc in _cells(tr):
                span = _number(tc.find(f"{W}tcPr/{W}gridSpan"))
                merge = tc.find(f"{W}tcPr/{W}vMerge")
                text = "\n".join(self.block(tc))
                if merge is not None and merge.get(f"{W}val") != "restart":
                    text = above.get(column, text)
                if merge is not None:
                    fresh[column] = text
                line.append(Cell(text, 1, span))
                column += span
            above = fresh
            grid.append(line)
        if max((len(line) for line in grid), default=0) == 1:
            for line in grid:  # a frame around text, not a table
                yield from (p for cell in line for p in cell.text.split("\n") if p)
            return
        yield from row_lines(spread(grid))


def _rows(tbl: _Element) -> Iterator[_Element]:
    for child in tbl:
        name = str(child.tag).removeprefix(W)
        if name == "tr":
            yield child
        elif name in _WRAPPERS:
            yield from _rows(child)


def _cells(tr: _Element) -> Iterator[_Element]:
    for child in tr:
        name = str(child.tag).removeprefix(W)
        if name == "tc":
            yield child
        elif name in _WRAPPERS:
            yield from _cells(child)


def _number(element: _Element | None) -> int:
    value = element.get(f"{W}val") if element is not None else None
    return int(value) if value and value.isdigit() else 1


def read_word(data: bytes, source_name: str) -> Reading:
    """A docx; deleted revisions and hidden text are left out and counted, insertions stay."""
    document = open_word(data, source_name)
    try:
        return _read_parts(document, data, source_name)
    except InputRejected:
        raise
    except Exception as error:  # numbers that are none, parts that are missing: damage anywhere
        raise rejection("PC109", source_name, detail=type(error).__name__) from error


def _read_parts(document: Document, data: bytes, source_name: str) -> Reading:
    reading = Reading(media_type=MEDIA_TYPES[Format.DOCX], lines=[])
    walk = _Walk(reading, numbering_of(document), _hidden_styles(document))
    reading.lines = list(walk.block(document.element.body))
    _margins(document, reading)
    notes = _notes(document, walk.notes)
    for part, lines in (("文本框", walk.boxes), ("脚注或尾注", notes)):
        if lines:
            reading.lines += lines
            reading.diagnostics.append(problem("PC125", source_name, count=len(lines), part=part))
    if hidden := walk.tally["hidden"]:
        reading.diagnostics.append(problem("PC121", source_name, count=hidden))
    inserted, deleted = walk.tally["inserted"], walk.tally["deleted"]
    if inserted or deleted:
        reading.diagnostics.append(
            problem("PC127", source_name, inserted=inserted, deleted=deleted)
        )
    if odd := deceptive_characters("".join(map(str, document.element.body.itertext()))):
        reading.diagnostics.append(problem("PC123", source_name, count=odd))
    title = tidy(document.core_properties.title or "")
    if re.search("[\u4e00-\u9fff]{4}", title):
        reading.facts["文件属性标题"] = title
    if has_macros(data):
        reading.diagnostics.append(problem("PC126", source_name))
    return reading


def _hidden_styles(document: Document) -> set[str]:
    return {
        style.get(f"{W}styleId") or ""
        for style in document.styles.element.findall(f"{W}style")
        if style.find(f"{W}rPr/{W}vanish") is not None
    }


def _margins(document: Document, reading: Reading) -> None:
    for section in document.sections:
        for margin in (section.header, section.footer):
            if margin.is_linked_to_previous:
                continue
            for t in margin._element.iter(f"{W}p"):
                text = tidy("".join(x.text or "" for x in t.iter(f"{W}t")))
                reading.droppings.add("页眉页脚", text)


def _notes(document: Document, wanted: list[tuple[str, str]]) -> list[str]:
    """The texts of the footnotes and endnotes referred to, in the order of reference."""
    if not wanted:
        return []
    from lxml import etree

    texts: dict[tuple[str, str], str] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
        if kind not in ("footnote", "endnote") or relation.is_external:
            continue
        root = etree.fromstring(relation.target_part.blob, parser)
        for note in root.iter(f"{W}{kind}"):
            text = tidy("".join(t.text or "" for t in note.iter(f"{W}t")))
            texts[(kind, note.get(f"{W}id") or "")] = text
    return [texts[key] for key in wanted if texts.get(key)]
