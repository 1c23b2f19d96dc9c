"""A recognised page as printed lines: set straight, in rows, with what is uncertain kept apart."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from compiler.read.doubt import Doubt
from compiler.read.paragraphs import CELL_GAP, WIDE, PageLine, width
from compiler.read.recognise import Piece
from compiler.read.result import Droppings

_ASKEW = math.radians(8)  # a piece this far off the page's own slope is a stamp or a watermark
_LONG = 5.0  # ems a piece must have before its width says how large its type is
_BASELINE = 0.35  # ems below the middle of a line
_POINTS = 595.0  # the width a page is given, whatever the picture's
_TYPE = 0.8  # of the height of a box: the size of the type in it
_ALIKE = 0.25  # sizes that differ less are one size: boxes are not exact
_SURE = 0.9  # a line whose characters are on average less certain is reported
_CHARACTER_SURE = 0.7  # and one with two characters less certain than this
_FIGURE_SURE = 0.85  # and so is a figure or a unit one character of which is
_FIGURE = re.compile(
    r"\d[\d,，.．]*[%％‰]?[百千万亿]*[元人年月日户家项件个次倍吨]?"
    r"|[零〇一二两三四五六七八九十百千]+[万亿]*[元人年月日户家项件个倍吨成折]"
    r"|[%％‰]|[百千万亿]+元"
)
_MARKS = re.compile(r"[\W_]")


class Scan(NamedTuple):
    """The lines of one recognised page, what is doubtful in them, and the slope they ran at.

    ``scale`` is how many points a pixel was taken for.
    """

    lines: list[PageLine]
    doubts: list[Doubt]
    slope: float
    scale: float


class _Box(NamedTuple):
    """A piece on the straightened page, in points from the lower left."""

    text: str
    certainty: tuple[float, ...]
    left: float
    right: float
    middle: float
    high: float


def scanned(pieces: list[Piece], shape: tuple[int, int], number: int, droppings: Droppings) -> Scan:
    """The lines of page ``number``; what stands askew (stamps, watermarks) is counted, not read."""
    high, wide = shape
    upright, slope = _straight(pieces, droppings)
    scale = _POINTS / max(wide, 1)
    boxes = [_placed(piece, slope, (wide / 2, high / 2), high, scale) for piece in upright]
    boxes = [box for box in boxes if box.text.strip()]
    body = _body_size(boxes)
    lefts = _edges([box.left for box in boxes], body)
    lines, doubts = [], []
    for index, row in enumerate(_rows(boxes), start=1):
        lines.append(_line(row, number, high * scale, body, lefts))
        doubts += [doubt for box in row if (doubt := _doubt(box, number, index))]
    return Scan(lines, doubts, slope, scale)


def _straight(pieces: list[Piece], droppings: Droppings) -> tuple[list[Piece], float]:
    """The pieces that run with the page, and the page's slope: that of its longer pieces."""
    if not pieces:
        return [], 0.0
    longest = sorted(pieces, key=lambda p: -_length(p))[: max(1, len(pieces) // 2)]
    slope = median(piece.slope for piece in longest)
    kept = []
    for piece in pieces:
        if len(piece.text) > 1 and abs(piece.slope - slope) > _ASKEW:
            droppings.add("斜放的文字（印章或水印）", piece.text)
        else:
            kept.append(piece)
    return kept, slope


def _length(piece: Piece) -> float:
    (x0, y0), (x1, y1) = piece.corners[0], piece.corners[1]
    return math.hypot(x1 - x0, y1 - y0)


def _placed(
    piece: Piece, slope: float, centre: tuple[float, float], high: int, scale: float
) -> _Box:
    cos, sin = math.cos(-slope), math.sin(-slope)
    xs, ys = [], []
    for x, y in piece.corners:
        dx, dy = x - centre[0], y - centre[1]
        xs.append(centre[0] + dx * cos - dy * sin)
        ys.append(centre[1] + dx * sin + dy * cos)
    left, right = (xs[0] + xs[3]) / 2, (xs[1] + xs[2]) / 2
    top, bottom = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
    return _Box(
        _set_in_chinese(piece.text),
        piece.certainty,
        left * scale,
        right * scale,
        (high - (top + bottom) / 2) * scale,
        (bottom - top) * scale,
    )


_HALF = str.maketrans("(),;:?!", "（），；：？！")
_YEAR = re.compile(r"[\[［〔【](\d{4})[\]］〕】](?=\d{1,5}号)")  # of a document's number
_NUMERIC = re.compile(r"(?<=\d)[,:](?=\d)|\((?=[A-Za-z0-9]+\))|(?<=[A-Za-z0-9])\)")


def _set_in_chinese(text: str) -> str:
    """Punctuation in its full width, which a picture does not tell from the half; not in numbers.

    A bracket around Latin letters or digits stays as it was read.
    """
    if not WIDE.search(text):
        return text
    held = {m.start() for m in _NUMERIC.finditer(text)}
    full = "".join(c if i in held else c.translate(_HALF) for i, c in enumerate(text))
    return _YEAR.sub("〔\\1〕", full)


def _body_size(boxes: list[_Box]) -> float:
    """The type size most of the page is set in."""
    sizes = [size for box in boxes if (size := _own_size(box)) is not None]
    return median(sizes) if sizes else median([b.high for b in boxes] or [12.0]) * _TYPE


def _own_size(box: _Box) -> float | None:
    ems = width(box.text)
    return (box.right - box.left) / ems if ems >= _LONG else None


def _size(box: _Box, body: float) -> float:
    own = _own_size(box)
    if own is None:  # too short to tell but by its height, and that only roughly
        return body if box.high * _TYPE < 1.5 * body else box.high * _TYPE
    return body if abs(own - body) < _ALIKE * body else own


def _edges(lefts: list[float], size: float) -> dict[float, float]:
    """Left edges that differ by less than half a character, each mapped to one of them."""
    snapped: dict[float, float] = {}
    group: list[float] = []
    for left in [*sorted(lefts), math.inf]:
        if group and left - group[-1] > 0.35 * size:
            snapped |= dict.fromkeys(group, median(group))
            group = []
        group.append(left)
    return snapped


def _rows(boxes: list[_Box]) -> list[list[_Box]]:
    """Boxes that stand side by side, from the top down, each row from the left."""
    rows: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda b: (-b.middle, b.left)):
        beside = rows and all(
            other.middle - box.middle < 0.4 * min(box.high, other.high) for other in rows[-1]
        )
        if beside:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda b: b.left) for row in rows]


def _line(
    row: list[_Box], number: int, height: float, body: float, lefts: dict[float, float]
) -> PageLine:
    text = row[0].text
    gaps = []
    for before, box in pairwise(row):
        if box.left - before.right > 0.8 * body:
            gaps.append((before.right, box.left))
            text += CELL_GAP
        text += box.text
    size = _size(max(row, key=lambda b: len(b.text)), body)
    return PageLine(
        text,
        lefts.get(row[0].left, row[0].left),
        row[-1].right,
        row[0].middle - _BASELINE * size,
        size,
        number,
        height,
        tuple(gaps),
    )


def _doubt(box: _Box, page: int, line: int) -> Doubt | None:
    """A box as a doubt, when it or a figure in it is uncertain; marks are told apart badly."""
    text, certainty = box.text, box.certainty
    said = [c for char, c in zip(text, certainty, strict=True) if not _MARKS.match(char)]
    mean = sum(said) / len(said) if said else 1.0
    figures = tuple(
        match[0]
        for match in _FIGURE.finditer(text)
        if min(certainty[match.start() : match.end()]) < _FIGURE_SURE
    )
    low = mean < _SURE or sum(c < _CHARACTER_SURE for c in said) >= 2
    if not low and not figures:
        return None
    if low and not figures:
        figures = tuple(match[0] for match in _FIGURE.finditer(text))
    return Doubt(page, line, text, mean, figures)
