"""The one door for input files: bytes in, a canonical document out."""

from __future__ import annotations

from pathlib import PurePath
from typing import assert_never

from compiler.read.canonical import is_contents_line
from compiler.read.doubts import doubt_diagnostics
from compiler.read.header import read_header
from compiler.read.pdf import read_pdf
from compiler.read.photo import read_picture
from compiler.read.plain import read_text
from compiler.read.problems import problem, rejection
from compiler.read.result import Reading, ReadResult
from compiler.read.scanning import SCAN_LIMIT
from compiler.read.sniff import EXTENSIONS, Format, sniff
from compiler.read.webpage import read_page
from compiler.read.word import read_word
from rules.document import PolicyDocument

SIZE_LIMIT = 50 * 1024 * 1024
TEXT_LIMIT = 5_000_000


def read(data: bytes, source_name: str, *, scans: int = SCAN_LIMIT) -> ReadResult:
    """Read one file into its canonical document; the same bytes always give the same text.

    Unusable input (empty, over 50 MB or 5 million characters, encrypted, broken, of an unknown
    format) raises InputRejected, more than ``scans`` pages to recognise TooManyScans; everything
    doubtful is a diagnostic of the result.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise rejection("PC101", source_name)
    if len(data) > SIZE_LIMIT:
        size = f"{len(data) / 1024 / 1024:.1f}"
        raise rejection("PC102", source_name, size=size, limit=SIZE_LIMIT // 1024 // 1024)
    kind = sniff(data, source_name)
    reading = _read(data, source_name, kind, scans)
    _drop_contents(reading)
    text = "\n".join(reading.lines)
    if not text.strip():
        raise rejection("PC101", source_name)
    if len(text) > TEXT_LIMIT:
        raise rejection("PC103", source_name, size=len(text), limit=TEXT_LIMIT)
    suffix = PurePath(source_name).suffix.lower()
    if EXTENSIONS.get(suffix, kind) is not kind:
        note = problem("PC124", source_name, extension=suffix, kind=kind.value)
        reading.diagnostics.insert(0, note)
    document = PolicyDocument.make(
        text,
        source_name=source_name,
        media_type=reading.media_type,
        meta=read_header(reading.lines, reading.facts),
        dropped=reading.droppings.listed(),
    )
    doubts = doubt_diagnostics(reading.doubts, document)
    return ReadResult(document=document, diagnostics=(*reading.diagnostics, *doubts))


def _drop_contents(reading: Reading) -> None:
    """A table of contents says nothing the headings do not; two entries make one."""
    entries = [line for line in reading.lines if is_contents_line(line)]
    if len(entries) < 2:
        return
    for line in entries:
        reading.droppings.add("目录", line)
    kept = [line for line in reading.lines if not is_contents_line(line)]
    if "目录" in kept[:10]:
        kept.remove("目录")
        reading.droppings.add("目录", "目录")
    reading.lines = kept


def _read(data: bytes, source_name: str, kind: Format, scans: int) -> Reading:
    match kind:
        case Format.TEXT | Format.MARKDOWN:
            return read_text(data, source_name, kind)
        case Format.HTML:
            return read_page(data, source_name)
        case Format.DOCX:
            return read_word(data, source_name)
        case Format.PDF:
            return read_pdf(data, source_name, scans)
        case Format.PNG | Format.JPEG | Format.TIFF:
            return read_picture(data, source_name, kind, scans)
        case _:
            assert_never(kind)
