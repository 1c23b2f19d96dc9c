"""PDF with a text layer: lines with their place on the page, then paragraphs.

Only pypdf is used: its visitor gives every run of text with its position, and from the left edge,
the right edge and the baseline the paragraphs of justified Chinese text can be told apart.
"""

from __future__ import annotations

import io
import logging
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from compiler.read.canonical import deceptive_characters
from compiler.read.cards import field_lines
from compiler.read.columns import in_reading_order
from compiler.read.drawn import DrawnRules
from compiler.read.margins import drop_margins
from compiler.read.paragraphs import CELL_GAP, WIDE, PageLine, paragraphs, width
from compiler.read.pictures import Drawer
from compiler.read.printed import PrintedPages
from compiler.read.problems import problem, rejection
from compiler.read.recognise import can_recognise
from compiler.read.result import Reading
from compiler.read.ruled import Rule, tables_among, with_tables
from compiler.read.scanning import Scanner, allow
from compiler.read.sniff import MEDIA_TYPES, Format
from rules.errors import InputRejected

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

PAGE_LIMIT = 2000
PAGE_TEXT_LIMIT = 200_000
_FEWEST = 30  # characters on a picture that are more than a stamp or a page number
_SCAN_PIXELS = 300_000  # half a page at 72 dots an inch
_CELL_GAP = 1.8  # ems between two words that stand in different table columns
_PRINTED_TWICE = 3  # characters at least: two equal digits side by side are a number
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)|/g\\d{1,5}|/uni[0-9A-F]{4}")


class _Run(NamedTuple):
    """One run of text with the point it starts at and its size in page units."""

    text: str
    x: float
    y: float
    size: float


def read_pdf(data: bytes, source_name: str, scans: int) -> Reading:
    """A PDF; pages without text are recognised, running heads and page numbers are counted.

    The text layer comes first, page by page: only where there is none worth the name (nothing, a
    stamp on a picture, a font without its letters) is a page drawn and its text recognised.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are not for officials
    reader = _open(data, source_name)
    printed = PrintedPages(data)
    reading = Reading(media_type=MEDIA_TYPES[Format.PDF], lines=[])
    pages: list[list[PageLine]] = []
    silent: list[int] = []
    garbled: list[int] = []
    odd = 0
    for number, page in enumerate(_pages(reader, source_name), start=1):
        lines, rules = _page_lines(page, number, source_name)
        text = "".join(line.text for line in lines)
        odd += deceptive_characters(text)
        if not text.strip() or (len(text) < _FEWEST and _is_picture(page)):
            silent.append(number)
        elif len(_GARBLED.findall(text)) * 5 > len(text):
            garbled.append(number)
        if tables := tables_among(rules):
            lines = with_tables(lines, tables, partial(printed.words, number))
        pages.append(in_reading_order(lines))
    if silent or garbled:
        _recognise(data, reading, pages, (silent, garbled), source_name, scans)
    kept = drop_margins(pages, reading.droppings)
    reading.lines = field_lines(paragraphs(kept))
    if odd:
        reading.diagnostics.append(problem("PC123", source_name, count=odd))
    if title := _stated_title(reader):
        reading.facts["文件属性标题"] = title
    return reading


def _recognise(
    data: bytes,
    reading: Reading,
    pages: list[list[PageLine]],
    unread: tuple[list[int], list[int]],
    source_name: str,
    scans: int,
) -> None:
    """Put recognised lines in the place of pages that have no text or garbled text."""
    silent, garbled = unread
    if can_recognise():
        numbers = sorted((*silent, *garbled))
        allow(len(numbers), scans, source_name)
        drawer, scanner = Drawer(data, source_name), Scanner(reading)
        for number in numbers:
            if lines := scanner.lines(drawer.page(number), number):
                for line in pages[number - 1]:
                    reading.droppings.add("改由图像识别的文字层", line.text)
                pages[number - 1] = lines
        silent = [n for n in silent if n in scanner.unread]
        garbled = [n for n in garbled if n not in scanner.read]
        if scanner.read:
            reading.diagnostics.append(problem("PC130", source_name, pages=ranges(scanner.read)))
    elif len(silent) == len(pages):
        raise rejection("PC112", source_name, kind=f"这份 PDF（{len(pages)} 页）")
    if not any(pages):
        raise rejection("PC107", source_name, pages=len(pages), what="PDF ")
    if silent:
        reading.diagnostics.append(problem("PC120", source_name, pages=ranges(silent)))
    if garbled:
        reading.diagnostics.append(problem("PC129", source_name, pages=ranges(garbled)))


def _is_picture(page: PageObject) -> bool:
    """Whether a page shows a picture large enough to be a scan of it."""
    try:
        objects = (page.get("/Resources") or {}).get("/XObject") or {}
        shown = [entry.get_object() for entry in objects.values()]
        return any(
            entry.get("/Subtype") == "/Image"
            and int(entry.get("/Width", 0)) * int(entry.get("/Height", 0)) > _SCAN_PIXELS
            for entry in shown
        )
    except Exception:  # see _open; then the few words stand for the page
        return False


def _stated_title(reader: PdfReader) -> str:
    """The title in the file's properties, when it is a Chinese one and not a file name."""
    try:
        title = (reader.metadata and reader.metadata.title) or ""
    except Exception:  # see _open; properties are not worth a rejection
        return ""
    return title.strip() if re.fullmatch(r"[^.\\/]*[\u4e00-\u9fff]{4}[^.\\/]*", title) else ""


def _open(data: bytes, source_name: str) -> PdfReader:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise rejection("PC105", source_name)
        count = len(reader.pages)
    except Exception as error:  # pypdf raises nearly anything on a damaged file
        raise _as_rejection(error, source_name) from error
    if count == 0:
        raise rejection("PC106", source_name, detail="没有页面")
    if count > PAGE_LIMIT:
        raise rejection("PC114", source_name, pages=count, limit=PAGE_LIMIT)
    return reader


def _pages(reader: PdfReader, source_name: str) -> list[PageObject]:
    try:
        return list(reader.pages)
    except Exception as error:  # see _open
        raise _as_rejection(error, source_name) from error


def _as_rejection(error: Exception, source_name: str, place: str = "") -> Exception:
    if isinstance(error, InputRejected):
        return error
    if type(error).__name__ in ("DependencyError", "FileNotDecryptedError", "WrongPasswordError"):
        return rejection("PC105", source_name)
    return rejection("PC106", source_name, place, detail=type(error).__name__)


def _page_lines(
    page: PageObject, number: int, source_name: str
) -> tuple[list[PageLine], list[Rule]]:
    drawn = DrawnRules()
    runs: list[_Run] = []
    length = 0

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        nonlocal length
        length += len(text)
        if length > PAGE_TEXT_LIMIT:
            raise rejection(
                "PC103", source_name, f"第{number}页", size=length, limit=PAGE_TEXT_LIMIT
            )
        if text:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[0] or tm[1]) * abs(cm[0] or cm[1])
            runs.append(_Run(text, *(_finite(n) for n in (x, y, size * scale))))

    try:
        page.extract_text(visitor_text=visit, visitor_operand_before=drawn.see)
        height = float(page.mediabox.height)
    except Exception as error:  # see _open
        raise _as_rejection(error, source_name, f"第{number}页") from error
    return _lines(runs, number, height), drawn.rules


def _finite(number: float) -> float:
    """A place on a page; a damaged file may hold anything, and then position is not known."""
    return float(number) if -1e5 < number < 1e5 else 0.0


def _lines(runs: list[_Run], number: int, height: float) -> list[PageLine]:
    lines: list[PageLine] = []
    pending: list[_Run] = []

    def close() -> None:
        shown = [run for run in pending if run.text.strip()]
        if shown:
            first, last = shown[0], shown[-1]
            text, right, gaps = _set_out(pending)
            line = PageLine(text, first.x, right, last.y, first.size, number, height, gaps)
            lines.append(line)
        pending.clear()

    for run in runs:
        pieces = run.text.split("\n")
        for index, piece in enumerate(pieces):
            if index:
                close()
            if piece and not (pending and _overprinted(pending[-1], run, piece)):
                pending.append(run._replace(text=piece))
    close()
    return lines


def _overprinted(before: _Run, run: _Run, text: str) -> bool:
    """Whether a run is printed on top of the same run, as some programs do to make it bold."""
    near = 0.2 * run.size
    return (
        text == before.text
        and len(text) >= _PRINTED_TWICE
        and bool(WIDE.search(text))
        and abs(run.x - before.x) < near
        and abs(run.y - before.y) < near
    )


def _set_out(runs: list[_Run]) -> tuple[str, float, tuple[tuple[float, float], ...]]:
    """The text of one line, its right edge, and its wide gaps (marked in the text).

    pypdf may report a run at the place of the run before it; such a run follows on.
    """
    text = ""
    edge = place = runs[0].x
    gaps: list[tuple[float, float]] = []
    for run in runs:
        if run.text.strip():
            start = max(run.x, place) if run.x > place + 0.1 else edge
            if text.strip() and start - edge > _CELL_GAP * run.size:
                text = text.rstrip() + CELL_GAP
                gaps.append((edge, start))
            edge, place = start + width(run.text) * run.size, max(run.x, place)
        text += run.text
    return text, edge, tuple(gaps)


def ranges(numbers: list[int]) -> str:
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "、".join(str(p[0]) if len(p) == 1 else f"{p[0]}-{p[-1]}" for p in parts)
