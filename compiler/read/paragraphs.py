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
    r"^\s*(?:第[零〇一二三四五六七八九十百千0-9]+[编編章节節条條款]|[一二三四五六七八九十]{1,3}[、．.]"
    r"|[（(][零〇一二三四五六七八九十0-9]{1,3}[）)]|\d{1,3}[．、)）]|\d{1,3}\.(?!\d)|[①-⑳]|[a-zA-Z][.．、)）](?![a-zA-Z0-9])"
    r"|(?:方向|附件|附)[一二三四五六七八九十0-9]{1,2}(?:[：:．.、\s]|$)|[●■◆▶·•※])"
)
CELL_GAP = "\x1f"  # a gap between two table cells on one printed line
WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\uffe6“”‘’…—·①-⑳]")
_FINISHED = re.compile(r"[。；！？：;:!?…”）〕》]\s*$")
_STOPPED = re.compile(r"[。；！？;!?]\s*$")
_DATE = re.compile(r"^\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$")  # closes a letter
_ARTICLE = re.compile(r"^\s*第[零〇一二三四五六七八九十百千0-9]+[章条條][ \u3000]")
_SLACK = 1.6  # ems a full line may end short of the right edge besides the word that did not fit
_INDENT = 1.2


class PageLine(NamedTuple):
    """One line of a page: edges and baseline in points, right edge estimated from the text.

    A ``narrow`` line stands in a column of the page, a ``fixed`` one is canonical already (the row
    of a ruled table) and never joined to another.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int
    height: float
    gaps: tuple[tuple[float, float], ...] = ()
    narrow: bool = False
    fixed: bool = False


class Paragraph(NamedTuple):
    """A joined paragraph and the lines it was joined from."""

    text: str
    lines: tuple[PageLine, ...]


class _Layout(NamedTuple):
    """Facts of one page that a pair of lines cannot show; pages of one file may differ."""

    right: float
    lefts: Counter[int]
    pitch: float
    body: float  # the type size of running text

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
        table = bool(line.gaps) and any(_same_columns(lines[n], line) for n in near)
        if line.fixed or (table and not starts_field(line.text.replace(CELL_GAP, " "))):
            out.append(line)
        else:
            out.append(line._replace(text=line.text.replace(CELL_GAP, " ")))
    return out


def _same_columns(one: PageLine, other: PageLine) -> bool:
    return (
        one.page == other.page
        and len(one.gaps) == len(other.gaps)
        and all(a[0] < b[1] and b[0] < a[1] for a, b in zip(one.gaps, other.gaps, strict=True))
    )


def _joined(group: list[PageLine]) -> str:
    if group[0].fixed:
        return group[0].text
    if CELL_GAP in group[0].text:
        return row([tidy(cell) for cell in group[0].text.split(CELL_GAP)])
    text = tidy(group[0].text)
    for line in group[1:]:
        text = join_wrapped(text, line.text)
    return text


def _layouts(lines: list[PageLine]) -> dict[tuple[int, bool], _Layout]:
    gaps = Counter(
        round(a.y - b.y)
        for a, b in itertools.pairwise(lines)
        if a.page == b.page and 0 < a.y - b.y < 4 * max(a.size, 1)
    )
    pitch = float(gaps.most_common(1)[0][0]) if gaps else 0.0
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0]
    least = {
        narrow: _edge(alike) - 3 * max(lines[0].size, 1)
        for narrow in (False, True)
        if (alike := [line for line in lines if line.narrow is narrow])
    }
    pages: dict[tuple[int, bool], list[PageLine]] = {}
    for line in lines:
        pages.setdefault(_place(line), []).append(line)
    return {
        place: _Layout(
            max(_edge(page), least[place[1]]),
            Counter(round(line.left) for line in page),
            pitch,
            body,
        )
        for place, page in pages.items()
    }


def _place(line: PageLine) -> tuple[int, bool]:
    """What is laid out alike: the lines of one page, those in columns by themselves."""
    return line.page, line.narrow


def _edge(lines: list[PageLine]) -> float:
    """The right edge the fuller lines reach; one line estimated too wide does not count."""
    rights = sorted(line.right for line in lines)
    return rights[min(len(rights) - 1, int(len(rights) * 0.9))]


def _continues(before: PageLine, line: PageLine, layouts: dict[tuple[int, bool], _Layout]) -> bool:
    size = max(before.size, 1.0)
    layout, below = layouts[_place(before)], layouts[_place(line)]
    if _apart(before, line):
        return False
    if before.size > 1.15 * layout.body and _close(before, line):
        return not MARK.match(line.text) and not _STOPPED.search(before.text)
    if _centred(before, layout) and _centred(line, below) and not _FINISHED.search(before.text):
        return _title_goes_on(before, line)
    if before.right < layout.right - (_SLACK + _first_word(line.text)) * size:
        return False
    if MARK.match(line.text) and _FINISHED.search(before.text):
        return False
    if _ARTICLE.match(line.text):
        return False
    step = (line.left - before.left) / size
    if abs(step) > _INDENT:
        return step < 0
    if layout.indented(before) and below.indented(line):
        return False
    return not _spaced_out(before, line, layout)


def _apart(before: PageLine, line: PageLine) -> bool:
    """Whether the two lines are of different kinds: type sizes, table rows, card fields."""
    return (
        abs(before.size - line.size) > 0.12 * max(before.size, 1.0)
        or before.fixed
        or line.fixed
        or CELL_GAP in before.text
        or CELL_GAP in line.text
        or before.text.strip() in FIELD_NAMES
        or bool(_DATE.match(before.text))
        or starts_field(line.text)
    )


def _spaced_out(before: PageLine, line: PageLine, layout: _Layout) -> bool:
    gap = before.y - line.y
    return (
        before.page == line.page
        and layout.pitch > 0
        and 1.3 * layout.pitch < gap < 12 * max(before.size, 1.0)
    )


def _close(before: PageLine, line: PageLine) -> bool:
    return before.page == line.page and 0 < before.y - line.y < 2.2 * before.size


def _first_word(text: str) -> float:
    """The width in ems of what cannot be torn off the start of a line."""
    word = re.match(r"\s*([!-~\u00c0-\u024f]+|.[，。；：、！？）》”]?)", text)
    return sum(0.5 if ord(c) < 0x2E80 else 1.0 for c in word[1]) if word else 1.0


def _centred(line: PageLine, layout: _Layout) -> bool:
    edge = min(layout.lefts, default=0)
    margin_left, margin_right = line.left - edge, layout.right - line.right
    size = max(line.size, 1.0)
    return margin_left > 2.7 * size and abs(margin_left - margin_right) < 2.5 * size


def _title_goes_on(before: PageLine, line: PageLine) -> bool:
    number_or_date = re.compile(r"号\s*$|日\s*$|^[（(]")
    return not number_or_date.search(before.text) and not number_or_date.search(line.text)


def width(text: str) -> float:
    """The width of a text in ems: one for a Chinese character, half for a Latin one."""
    text = text.rstrip()
    wide = len(WIDE.findall(text))
    return wide + 0.5 * (len(text) - wide)


_FEWEST = 8  # lines a text must have before its line lengths say anything


def unwrapped(lines: list[str]) -> list[str]:
    """The paragraphs of a text that was broken at a fixed width; any other text unchanged.

    It counts as broken when most of its lines are equally long, short, and end inside a sentence.
    """
    filled = [line for line in lines if line.strip()]
    widths = sorted(width(line) for line in filled)
    if len(filled) < _FEWEST or not 15 <= widths[-1] <= 60:
        return lines
    cut = [
        line
        for line in filled
        if width(line) >= widths[-1] - 3 and not re.search(r"[。；：！？.;:|]\s*$", line)
    ]
    if len(cut) * 5 < len(filled) * 2:
        return lines
    page = [_typed(line, number) for number, line in enumerate(lines)]
    return [p.text for p in paragraphs([page])]


def _typed(line: str, number: int) -> PageLine:
    """A line of a text file as a line of a page, in ems of ten points."""
    indent = line[: len(line) - len(line.lstrip())].expandtabs(4)
    left = 10 * sum(1.0 if c == "\u3000" else 0.5 for c in indent)
    text = line.strip()
    return PageLine(text, left, left + 10 * width(text), -15.0 * number, 10.0, 1, 0.0)
