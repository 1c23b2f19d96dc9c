"""Canonical spacing: one rule for every format, so that the same words give the same text.

- Invisible characters (zero-width, BOM, soft hyphen, controls, direction marks) go.
- Every other kind of space (U+3000, no-break, tab, …) counts as a space; runs count as one.
- A space stays only between two Latin words or numbers (``Local News``, ``2023 2024``); beside
  Chinese characters or punctuation it goes (不超过 5000 万元 → 不超过5000万元).
- One exception: a space after 第X条, 第X章 and the like, at the start of a paragraph or of a quoted
  article (修改为：“第五条 …”), becomes exactly one. None is inserted where the source has none.
- Radicals (⼀ U+2F00, ⻘ U+2ED8), compatibility ideographs and Latin ligatures become the plain
  characters they stand for: many PDFs hold them in place of 一 and 青, and no search finds those.
- Everything else, full-width and traditional forms included, is left as written.
"""

from __future__ import annotations

import re
import unicodedata

from compiler.fold import fold

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufff9-\ufffc"
    "\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0000-\U000e0fff]"  # fillers, variants, tag characters
    # marks drawn over a digit or a Chinese character; those of Latin, Greek, Cyrillic letters stay
    "|(?<![A-Za-z\u00c0-\u052f\u1e00-\u1fff])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff]+"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
# no program writes these into a policy by itself: they turn text round, hide it, or cover it
_DECEPTIVE = re.compile(
    "[\u202b\u202d\u202e\u2067\U000e0000-\U000e007f]|(?<=[0-9０-９一-鿿])[\u0335-\u0338\u20dd-\u20e0]"
)
_SPACES = re.compile(r"\s+")  # str patterns match every Unicode space
_HELD = "\x1f"
_MARKER = re.compile(
    r"(?:^|(?<=[“「『\"]))(第[零〇一二三四五六七八九十百千两0-9０-９]+(?:[编編章节節条條款项項目]|部分)"
    r"(?:之[一二三四五六七八九十]{1,2})?) "
)
_LEFT = re.compile(r"[A-Za-z0-9\u00c0-\u024f.,;:!?)\]%\"'’]")
_RIGHT = re.compile(r"[A-Za-z0-9\u00c0-\u024f(\[\"'‘]")

_LOOKALIKES: dict[int, str] = {
    code: plain
    for block in ((0x2F00, 0x2FD6), (0xF900, 0xFB07))
    for code in range(*block)
    if len(plain := unicodedata.normalize("NFKC", chr(code))) <= 3 and plain != chr(code)
}
_LOOKALIKES[0x2F3E] = "户"  # decomposes to 戶, but stands for 户 in the fonts that cause this
# the radicals supplement has no decompositions; these are characters by themselves
_RADICALS = "⺠⺟⺎⺁⺝⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻯⻰⻲⻳⻭⻫⺩⺮⺬⺷⻊"
_PLAIN = "民母兀厂月月虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿竜龙亀龟歯斉王竹示羊足"
_LOOKALIKES |= zip(map(ord, _RADICALS), _PLAIN, strict=True)

CELL_SEPARATOR = " | "


def tidy(paragraph: str) -> str:
    """One paragraph with canonical spacing; line breaks inside it count as spaces."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", paragraph)).strip().translate(_LOOKALIKES)
    if " " not in text:
        return text
    held = _MARKER.sub(rf"\1{_HELD}", text)
    return _close_up(held).replace(_HELD, " ")


def _close_up(text: str) -> str:
    parts = text.split(" ")
    out = parts[0]
    for part in parts[1:]:
        keep = out and part and _LEFT.match(out[-1]) and _RIGHT.match(part[0])
        out += (" " if keep else "") + part
    return out


def simplified(text: str) -> str:
    """The text in simplified script, character for character, its punctuation as it is."""
    return "".join(
        plain if "\u4e00" <= plain <= "\u9fff" else own
        for own, plain in zip(text, fold(text), strict=True)
    )


def join_wrapped(first: str, second: str) -> str:
    """Two lines of one wrapped paragraph as one; Latin words keep a space between them."""
    return tidy(f"{first} {second}")


def row(cells: list[str]) -> str:
    """A table row as one line; cells must be tidy already."""
    return CELL_SEPARATOR.join(cells).strip()


_CONTENTS = re.compile(r"^.{1,60}?(?:\.{5,}|…{2,}|·{5,}|．{4,})\s*\d{1,4}$")


def is_contents_line(line: str) -> bool:
    """Whether a canonical line is an entry of a table of contents (总则……3): a repeated heading."""
    return bool(_CONTENTS.match(line))


def control_characters(text: str) -> int:
    """How many control characters (NUL and the like) a text holds: a sign of damage."""
    return len(_CONTROL.findall(text))


def deceptive_characters(text: str) -> int:
    """How many characters stand in a text to make it look unlike what it says."""
    return len(_DECEPTIVE.findall(text))
