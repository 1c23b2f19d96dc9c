"""Folding: a view of a text, character for character, in which the grammar can read.

Full-width digits, letters and punctuation become half-width, traditional characters simplified,
quotation marks and dashes uniform. The view has exactly the length of the text, so that an offset
in one is an offset in the other; quotes are always cut from the text, never from the view.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Stands where a line breaks off inside a sentence; it joins the words on both sides.
LINE_BROKEN = "\u2060"

_PUNCTUATION = {
    "，": ",",
    "；": ";",
    "：": ":",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "〔": "[",
    "〕": "]",
    "【": "[",
    "】": "]",
    "％": "%",
    "﹪": "%",
    "！": "!",
    "？": "?",
    "．": ".",
    "～": "~",
    "〜": "~",
    "－": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "｜": "|",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "＂": '"',
    "‘": "'",
    "’": "'",
    "\u3000": " ",
    "\u00a0": " ",
    "㎡": "㎡",
    "＞": ">",
    "＜": "<",
    "≧": "≥",
    "≦": "≤",
    "﹔": ";",
    "﹐": ",",
    "。": "。",
    "｡": "。",
}


#: Characters inside 《…》 stand this far above their own place, where no word of a pattern is.
_SEALED = 0xF0000
# a licence in such marks is one that somebody holds
_TITLE_OF_TEXT = re.compile(r"(?<=《)[^《》\n]{2,80}(?<!证)(?<!证书)(?<!执照)(?<!资质)(?=》)")


def seal(view: str) -> str:
    """The view with the names of documents closed: nobody looks for words inside 《…》.

    《技术改造升级投资指南》 names no 投资, and nothing is cut inside it. ``unseal`` opens it again.
    """
    return _TITLE_OF_TEXT.sub(lambda named: named[0].translate(_INTO_SEAL), view)


def unseal(words: str) -> str:
    """Words of a sealed view as they are written."""
    if not any(ord(character) >= _SEALED for character in words):
        return words
    return "".join(chr(ord(c) - _SEALED) if ord(c) >= _SEALED else c for c in words)


class _Sealed(dict[int, int]):
    """Where each character of the basic plane stands when it is sealed."""

    def __missing__(self, code: int) -> int:
        return code + _SEALED if code < 0x10000 and chr(code) != LINE_BROKEN else code


_INTO_SEAL = _Sealed()


def fold(text: str) -> str:
    """The folded view of ``text``; ``len(fold(text)) == len(text)``, always.

    Digits by the dozen are noise, no number: the view has squares in their place, so that nobody
    tries to read some part of them.
    """
    return _folded_again(text) if len(text) < _SHORT else _folded(text)


def _folded(text: str) -> str:
    plain = _NOISE.sub(lambda run: "□" * len(run[0]), text.translate(_FOLDED))
    return _STROKES.sub("、", plain) if "/" in plain else plain


#: Names and quotes are folded over and over, documents are not.
_SHORT = 64
_folded_again = lru_cache(maxsize=16384)(_folded)
#: 10万元/20万元/30万元: strokes between sums and rates list them; 元/平方米 is another thing.
_STROKES = re.compile(r"(?<=[万亿元%])/(?=\d[\d.,]*[万亿]?(?:元|%))")
_NOISE = re.compile(r"\d{25,}|[零〇一二两三四五六七八九十百千]{25,}")


class _Folded(dict[int, str]):
    """What each character is folded to; found out once, when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    if 0x4E00 <= code <= 0x9FFF:
        return _simplified(character)
    return character


_FOLDED = _Folded()


def _simplified(character: str) -> str:
    # Imported here: loading the conversion tables costs more than compiling a short text.
    folded: str = _converter().convert(character)
    return folded if len(folded) == 1 else character


@lru_cache(maxsize=1)
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC

    return OpenCC("t2s")
