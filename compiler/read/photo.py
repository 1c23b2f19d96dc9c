"""An uploaded picture of pages: png, jpg, and tiff of several pages."""

from __future__ import annotations

from compiler.read.cards import field_lines
from compiler.read.margins import drop_margins
from compiler.read.paragraphs import paragraphs
from compiler.read.pictures import picture_count, pictures
from compiler.read.problems import problem, rejection
from compiler.read.recognise import can_recognise
from compiler.read.result import Reading
from compiler.read.scanning import Scanner, allow
from compiler.read.sniff import MEDIA_TYPES, Format


def read_picture(data: bytes, source_name: str, kind: Format, scans: int) -> Reading:
    """The text recognised in an image file; everything in it is said to be recognised."""
    if not can_recognise():
        raise rejection("PC112", source_name, kind=kind.value)
    allow(picture_count(data, source_name), scans, source_name)
    reading = Reading(media_type=MEDIA_TYPES[kind], lines=[])
    scanner = Scanner(reading)
    pages = [
        scanner.lines(picture, number)
        for number, picture in enumerate(pictures(data, source_name), start=1)
    ]
    if not any(pages):
        raise rejection("PC107", source_name, pages=len(pages), what="图片")
    numbers = "1" if len(pages) == 1 else f"1-{len(pages)}"
    reading.diagnostics.append(problem("PC130", source_name, pages=numbers))
    reading.lines = field_lines(paragraphs(drop_margins(pages, reading.droppings)))
    return reading
