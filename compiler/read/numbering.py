"""Automatic numbers of a Word document, rebuilt: not in its text, yet what officials cite."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True)
class _Level:
    start: int
    style: str
    pattern: str
    suffix: str


@dataclass
class Numbering:
    """Counters per list; ``marker`` must be asked once for each paragraph, in order."""

    lists: dict[str, tuple[str, dict[int, _Level]]]
    styles: dict[str, tuple[str, int]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def marker(self, paragraph: _Element) -> str:
        """The number Word would print before the paragraph, with its suffix; empty if none."""
        found = self._place(paragraph)
        if found is None:
            return ""
        number, level = found
        if number not in self.lists:
            return ""
        base, levels = self.lists[number]
        if level not in levels:
            return ""
        counts = self.counts.setdefault(base, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        return self._printed(levels, counts, level)

    def _printed(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        this = levels[level]
        if this.style in ("none", "bullet"):
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, this)
            return numeral(counts.get(at, other.start), other.style)

        text = re.sub(r"%(\d)", number, this.pattern)
        # a list number stands off its text only where canonical text keeps a space: 第X条
        return text + (" " if text and this.suffix != "nothing" else "")

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self.styles.get(style.get(f"{W}val") or "") if style is not None else None
        if numbered is None:
            return inherited
        number, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
        depth = int((level.get(f"{W}val") if level is not None else None) or 0)
        if number is None:
            return (inherited[0], depth) if inherited else None
        value = number.get(f"{W}val") or "0"
        return None if value == "0" else (value, depth)


def numbering_of(document: Document) -> Numbering:
    """The numbering definitions of a document; without a numbering part nothing is numbered."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # how python-docx says that there is no such part
        return Numbering({}, {})
    abstract = {
        a.get(f"{W}abstractNumId") or "": _levels(a) for a in root.findall(f"{W}abstractNum")
    }
    lists: dict[str, tuple[str, dict[int, _Level]]] = {}
    for num in root.findall(f"{W}num"):
        number = num.get(f"{W}numId") or ""
        base = num.find(f"{W}abstractNumId")
        key = (base.get(f"{W}val") if base is not None else None) or ""
        levels = dict(abstract.get(key, {}))
        restarted = False
        for override in num.findall(f"{W}lvlOverride"):
            at = int(override.get(f"{W}ilvl") or 0)
            start = override.find(f"{W}startOverride")
            level = override.find(f"{W}lvl")
            if level is not None:
                levels[at] = _level(level)
            if start is not None and at in levels:
                old = levels[at]
                first = int(start.get(f"{W}val") or 1)
                levels[at] = _Level(first, old.style, old.pattern, old.suffix)
                restarted = True
        # lists on one definition count on together, unless one starts anew
        lists[number] = (f"{key}/{number}" if restarted else key, levels)
    return Numbering(lists, _numbered_styles(document))


def _numbered_styles(document: Document) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for style in document.styles.element.findall(f"{W}style"):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if number is not None and (value := number.get(f"{W}val") or "0") != "0":
            depth = int((level.get(f"{W}val") if level is not None else None) or 0)
            found[style.get(f"{W}styleId") or ""] = (value, depth)
    return found


def _levels(abstract: _Element) -> dict[int, _Level]:
    return {int(lvl.get(f"{W}ilvl") or 0): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}


def _level(lvl: _Element) -> _Level:
    def value(name: str, default: str) -> str:
        child = lvl.find(f"{W}{name}")
        return (child.get(f"{W}val") if child is not None else None) or default

    return _Level(
        int(value("start", "1")), value("numFmt", "decimal"), value("lvlText", ""),
        value("suff", "tab"),
    )  # fmt: skip


def numeral(number: int, style: str) -> str:
    """A counter in a Word number format; formats nobody uses in such texts print as digits."""
    match style:
        case "chineseCounting" | "chineseCountingThousand" | "japaneseCounting":
            return _chinese(number)
        case "taiwaneseCounting" | "taiwaneseCountingThousand" | "ideographDigital":
            return _chinese(number)
        case "chineseLegalSimplified" | "ideographLegalTraditional":
            return _chinese(number).translate(str.maketrans(_HAN + "十百", _LEGAL + "拾佰"))
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= number <= 20:
            return chr(0x2460 + number - 1)
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        case "decimalZero":
            return f"{number:02d}"
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if style == "upperLetter" else letter.lower()
        case "upperRoman" | "lowerRoman":
            return _roman(number) if style == "upperRoman" else _roman(number).lower()
        case _:
            return str(number)


def _chinese(number: int) -> str:
    if number >= 1000:
        return "".join(_HAN[int(d)] for d in str(number))
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _HAN[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_HAN[ones] if ones or not text else "")


def _roman(number: int) -> str:
    text = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        text += sign * (number // value)
        number %= value
    return text
