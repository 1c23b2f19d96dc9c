"""Places of a text as notices cite them: 第五条第二款第（一）项, and what stands there.

An article reaches to the next article or heading. Its 款 are its paragraphs, the first of them the
one with the article's number; its 项 are the lines that begin with （一） and stand below the 款
that leads to them; 目 are lines with 1. below a 项.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compiler.fold import fold

_NUMERAL = r"[零〇一二三四五六七八九十百千两\d]+"
#: 第五条, 第十条之一, 第五条第二款第(一)项第1目.
PLACE = (
    rf"第{_NUMERAL}条(?:之{_NUMERAL})?(?:第{_NUMERAL}款)?"
    rf"(?:第?\(?{_NUMERAL}\)?项)?(?:第?\(?{_NUMERAL}\)?目)?"
)
_ARTICLE = re.compile(rf"第({_NUMERAL})条(?:之({_NUMERAL}))? ?")
_HEADING = re.compile(
    rf"第{_NUMERAL}[编章节部](?:分)? ?[^。;]{{0,30}}$|[一二三四五六七八九十]+、[^。;:]{{1,30}}$"
    r"|附件|附则$|\d{4}年\d{1,2}月\d{1,2}日$"
)
_ITEM = re.compile(rf"\(({_NUMERAL})\)")
_POINT = re.compile(r"(\d{1,2})[.、．](?!\d)")


@dataclass(frozen=True)
class Place:
    """A cited place; ``paragraph``, ``item`` and ``point`` are 0 where the citation stops above."""

    article: int
    after: int = 0  # the 一 of 第十条之一
    paragraph: int = 0
    item: int = 0
    point: int = 0

    @property
    def name(self) -> str:
        """The place as an official cites it: 第十条之一第二款第（一）项."""
        return (
            f"第{in_chinese(self.article)}条"
            + (f"之{in_chinese(self.after)}" if self.after else "")
            + (f"第{in_chinese(self.paragraph)}款" if self.paragraph else "")
            + (f"第（{in_chinese(self.item)}）项" if self.item else "")
            + (f"第{self.point}目" if self.point else "")
        )


def read_place(words: str) -> Place | None:
    """A folded citation as a place; None when it does not name an article."""
    parts = re.fullmatch(
        rf"第({_NUMERAL})条(?:之({_NUMERAL}))?(?:第({_NUMERAL})款)?"
        rf"(?:第?\(?({_NUMERAL})\)?项)?(?:第?\(?({_NUMERAL})\)?目)?",
        words.replace(" ", ""),
    )
    if parts is None:
        return None
    return Place(*(number(group or "") for group in parts.groups()))


def number(words: str) -> int:
    """十一 or 11 as a number; 0 for no words."""
    if not words:
        return 0
    if words.isdigit():
        return int(words)
    total = current = 0
    for sign in words:
        if sign in _TENS:
            total += (current or 1) * _TENS[sign]
            current = 0
        else:
            current = _DIGITS.index(sign) if sign in _DIGITS else 2
    return total + current


def in_chinese(number: int) -> str:
    """11 as 十一; for numbers below a thousand."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


_DIGITS = "零一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Article:
    """One article of a text: its number and the lines ``[start, end)`` it is made of."""

    article: int
    after: int
    lines: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.lines[0][0]

    @property
    def end(self) -> int:
        return self.lines[-1][1]


def articles(text: str) -> list[Article]:
    """The articles of a canonical text, in order; quoted ones inside a line are no articles."""
    found: list[Article] = []
    number_of: tuple[int, int] | None = None
    lines: list[tuple[int, int]] = []
    for start, end in _lines(text):
        view = fold(text[start:end])
        head = _ARTICLE.match(view)
        if head or _HEADING.match(view):
            if number_of:
                found.append(Article(*number_of, tuple(lines)))
            number_of = (number(head[1]), number(head[2] or "")) if head else None
            lines = []
        if number_of:
            lines.append((start, end))
    if number_of:
        found.append(Article(*number_of, tuple(lines)))
    return found


def locate(text: str, place: Place) -> tuple[int, int] | None:
    """The stretch ``[start, end)`` a place names; None when it is not there exactly once."""
    named = [a for a in articles(text) if (a.article, a.after) == (place.article, place.after)]
    if len(named) != 1:
        return None
    lines: list[tuple[int, int]] = list(named[0].lines)
    if place.paragraph:
        found = _paragraph(text, lines, place.paragraph)
        if found is None:
            return None
        lines = found
    if place.item:
        within = _numbered(text, lines, _ITEM, place.item)
        if within is None:
            return None
        lines = within
    if place.point:
        within = _numbered(text, lines, _POINT, place.point)
        if within is None:
            return None
        lines = within
    return lines[0][0], lines[-1][1]


def _paragraph(
    text: str, lines: list[tuple[int, int]], wanted: int
) -> list[tuple[int, int]] | None:
    """The lines of the wanted 款: its paragraph and the 项 below it."""
    heads = [i for i, (s, e) in enumerate(lines) if not _below(fold(text[s:e])) or i == 0]
    if wanted > len(heads):
        return None
    stop = heads[wanted] if wanted < len(heads) else len(lines)
    return lines[heads[wanted - 1] : stop]


def _below(view: str) -> bool:
    return bool(_ITEM.match(view) or _POINT.match(view))


def _numbered(
    text: str, lines: list[tuple[int, int]], marker: re.Pattern[str], wanted: int
) -> list[tuple[int, int]] | None:
    heads = [
        (i, number(m[1])) for i, (s, e) in enumerate(lines) if (m := marker.match(fold(text[s:e])))
    ]
    places = [i for i, n in heads if n == wanted]
    if len(places) != 1:
        return None
    later = [i for i, _ in heads if i > places[0]]
    stop = later[0] if later else len(lines)
    if marker is _ITEM:  # a paragraph after the items is a 款 of its own
        while stop > places[0] + 1 and not _POINT.match(
            fold(text[lines[stop - 1][0] : lines[stop - 1][1]])
        ):
            stop -= 1
    return lines[places[0] : stop]


def _lines(text: str) -> list[tuple[int, int]]:
    found = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found
