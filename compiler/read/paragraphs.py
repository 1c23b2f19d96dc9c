"""Join the lines of a printed page into paragraphs, across page breaks too.

The signs, strongest first: a change of type size, a first-line indent, a line that stops short of
the right edge, a wider gap, a numbering mark after a finished sentence.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import NamedTuple

from compiler.read.canonical import join_wrapped, row, tidy
from compiler.read.cards import FIELD_NAMES, starts_field

MARK = re.compile(
    r"^\s*(?:第[零〇一二三四五六七八九十百千0-9]+[编章节条款]|[一二三四五六七八九十]{1,3}[、．.]"
    r"|[（(][零〇一二三四五六七八九十0-9]{1,3}[）)]|\d{1,3}[．、)）]|\d{1,3}\.(?!\d)|[①-⑳]"
    r"|(?:方向|附件|附)[一二三四五六七八九十0-9]{1,2}(?:[：:．.、\s]|$)|[●■◆▶·•※])"
)
CELL_GAP = "\x1f"  # a gap between two table cells on one printed line
_FINISHED = re.compile(r"[。；！？：;:!?…”）〕》]\s*$")
_STOPPED = re.compile(r"[。；！？;!?]\s*$")
_SHORT = 2.6  # ems a full line may stay away from the right edge (a number that did not fit)
_INDENT = 1.2


class PageLine(NamedTuple):
    """One line of a page: edges and baseline in points, right edge estimated from the text."""

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int
    height: float


class Paragraph(NamedTuple):
    """A joined paragraph and the lines it was joined from."""

    text: str
    lines: tuple[PageLine, ...]


class _Layout(NamedTuple):
    """Facts of one page that a pair of lines cannot show; pages of one file may differ."""

    right: float
    lefts: Counter[int]
    pitch: float

    def indented(self, line: PageLine) -> bool:
        """Whether the line starts one or two characters right of where many lines start."""
        near, far = round(line.size * _INDENT), round(line.size * 2.7)
        outer = max(self.lefts[round(line.left) - n] for n in range(near, far + 1))
        return outer >= max(2, self.lefts[round(line.left)] // 10)


def paragraphs(pages: list[list[PageLine]]) -> list[Paragraph]:
    """All pages as one list of paragraphs in reading order."""
    lines = _rows([line for page in pages for line in page if line.text.strip()])
    if not lines:
        return []
    layouts = _layouts(lines)
    groups: list[list[PageLine]] = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if _continues(before, line, layouts):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(_joined(group), tuple(group)) for group in groups]


def _rows(lines: list[PageLine]) -> list[PageLine]:
    """Keep cell gaps only where the line above or below has them too: a lone gap is spacing."""
    out = []
    for index, line in enumerate(lines):
        near = [n for n in (index - 1, index + 1) if 0 <= n < len(lines)]
        table = CELL_GAP in line.text and any(
            lines[n].text.count(CELL_GAP) == line.text.count(CELL_GAP)
            and lines[n].page == line.page
            and abs(lines[n].left - line.left) < line.size
            for n in near
        )
        if table and not starts_field(line.text.replace(CELL_GAP, " ")):
            out.append(line)
        else:
            out.append(line._replace(text=line.text.replace(CELL_GAP, " ")))
    return out


def _joined(group: list[PageLine]) -> str:
    if CELL_GAP in group[0].text:
        return row([tidy(cell) for cell in group[0].text.split(CELL_GAP)])
    text = tidy(group[0].text)
    for line in group[1:]:
        text = join_wrapped(text, line.text)
    return text


def _layouts(lines: list[PageLine]) -> dict[int, _Layout]:
    gaps = Counter(
        round(a.y - b.y)
        for a, b in itertools.pairwise(lines)
        if a.page == b.page and 0 < a.y - b.y < 4 * max(a.size, 1)
    )
    pitch = float(gaps.most_common(1)[0][0]) if gaps else 0.0
    least = _edge(lines) - 3 * max(lines[0].size, 1)
    pages: dict[int, list[PageLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    return {
        number: _Layout(
            max(_edge(page), least), Counter(round(line.left) for line in page), pitch
        )
        for number, page in pages.items()
    }


def _edge(lines: list[PageLine]) -> float:
    """The right edge the fuller lines reach; one line estimated too wide does not count."""
    rights = sorted(line.right for line in lines)
    return rights[min(len(rights) - 1, int(len(rights) * 0.9))]


def _continues(
    before: PageLine, line: PageLine, layouts: dict[int, _Layout]
) -> bool:
    size = max(before.size, 1.0)
    layout = layouts[before.page]
    if abs(before.size - line.size) > 0.12 * size:
        return False
    if CELL_GAP in before.text or CELL_GAP in line.text:
        return False
    if before.text.strip() in FIELD_NAMES or starts_field(line.text):
        return False
    both_centred = _centred(before, layout) and _centred(line, layouts[line.page])
    if both_centred and not _FINISHED.search(before.text):
        return _title_goes_on(before, line)
    if before.right < layout.right - _SHORT * size:
        return False
    if MARK.match(line.text) and _FINISHED.search(before.text):
        return False
    step = (line.left - before.left) / size
    if step > _INDENT:
        return False
    if step < -_INDENT:
        return True
    if layout.indented(before) and layouts[line.page].indented(line):
        return False
    if before.page == line.page and layout.pitch:
        gap = before.y - line.y
        if gap > 1.45 * layout.pitch and gap < 12 * size:
            return False
    return not (_STOPPED.search(before.text) and MARK.match(line.text))


def _centred(line: PageLine, layout: _Layout) -> bool:
    edge = min(layout.lefts, default=0)
    margin_left, margin_right = line.left - edge, layout.right - line.right
    size = max(line.size, 1.0)
    return margin_left > 2.7 * size and abs(margin_left - margin_right) < 2.5 * size


def _title_goes_on(before: PageLine, line: PageLine) -> bool:
    number_or_date = re.compile(r"号\s*$|日\s*$|^[（(]")
    return not number_or_date.search(before.text) and not number_or_date.search(line.text)
