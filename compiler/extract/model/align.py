"""Align: the characters of the document that a cited quote stands for, or why there are none.

Full- and half-width forms, quotation marks, traditional characters, spaces and line breaks make no
difference; a changed digit, word or sign does. A quote may not cut a number in two or leave out
the negation before it: 超过5000万元 is no quote of 不超过5000万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compiler.extract.drafts import Quote
from compiler.extract.model.shown import Line
from compiler.fold import fold
from compiler.normalise import MARK

_NUMERAL = r"[\d.,零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟%‰]"
_GOES_ON = re.compile(r"[\d十百千万亿元%‰]|[.,]\d")
_DENIED = re.compile(r"(?:[未不无非]|没有|尚未|从未|未曾|未被|不得|不能)\Z")
_FOLLOWED = re.compile(rf"\s*{MARK}")


class Misfit(NamedTuple):
    """A quote that cannot be used, with the reason in Chinese."""

    quote: str
    reason: str


class Aligner:
    """Finds quotes of one reply in the lines that were shown for it."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text = text
        self.view = fold(text)
        self.lines = {line.label: line for line in lines if line.start >= 0}
        self._bare: dict[str, tuple[str, list[int]]] = {}
        self._reached: dict[str, int] = {}

    def quote(self, words: str, label: str) -> Quote | Misfit:
        """The exact characters of a quote, in the line it names or in the only one that has it."""
        wanted = _without_spaces(fold(words))
        if not wanted:
            return Misfit(words, "引文是空的")
        label = label.strip().strip("[]【】")
        homes = [label] if label in self.lines else []
        homes += [other for other in self.lines if other != label]
        for home in homes:
            places = list(self._places(wanted, home))
            if places and home != label and self._elsewhere(wanted, home):
                return Misfit(words, "引文在几处出现，没有写明是哪一条")
            if places:
                return self._placed(words, home, places)
        return self._over_lines(words, wanted)

    def _over_lines(self, words: str, wanted: str) -> Quote | Misfit:
        """A quote that goes on over several lines, a table for one; the labels between aside."""
        labels = "|".join(re.escape(fold(f"[{label}]")) for label in self.lines)
        bare = re.sub(labels, "", wanted) if labels else wanted
        rows = [self._line(label) for label in self.lines]
        whole = "".join(row for row, _ in rows)
        if not bare or whole.count(bare) != 1:
            return Misfit(words, "原文里没有这段话")
        offsets = [at for _, places in rows for at in places]
        at = whole.index(bare)
        start, end = offsets[at], offsets[at + len(bare) - 1] + 1
        if offsets[at : at + len(bare)] != sorted(offsets[at : at + len(bare)]):
            return Misfit(words, "原文里没有这段话")
        if skipped := [c for c in self.view[start:end] if not _blank(c)][len(bare) :]:
            return Misfit(words, f"引文跨过了没有给出的 {len(skipped)} 个字")
        reason = self._torn(start, end)
        return Misfit(words, reason) if reason else Quote(text=self.text[start:end], start=start)

    def says(self, words: str) -> bool:
        """Whether the words stand anywhere in the lines that may be quoted."""
        return any(
            stands_in(words, self.view[line.start : line.end]) for line in self.lines.values()
        )

    def _elsewhere(self, wanted: str, home: str) -> bool:
        return any(
            other != home and next(self._places(wanted, other), None) for other in self.lines
        )

    def _placed(self, words: str, home: str, places: list[tuple[int, int]]) -> Quote | Misfit:
        """The first place that is whole; of several the first behind what was quoted before."""
        refused = ""
        whole = []
        for start, end in places:
            if reason := self._torn(start, end):
                refused = reason
            else:
                whole.append((start, end))
        if not whole:
            return Misfit(words, refused)
        reached = self._reached.get(home, -1)
        start, end = next((p for p in whole if p[0] >= reached), whole[0])
        self._reached[home] = start
        marked = _FOLLOWED.match(self.view, end)
        if marked and re.search(rf"{_NUMERAL}|[元人家件个年月上下内]", self.view[end - 1]):
            end = marked.end()  # （含）（不含） belongs to the figure before it
        return Quote(text=self.text[start:end], start=start)

    def _torn(self, start: int, end: int) -> str:
        before, last = self.view[max(0, start - 2) : start], self.view[end - 1 : end]
        if before and re.match(_NUMERAL, self.view[start]) and re.search(r"[\d.]\Z", before):
            return "引文从数字中间开始"
        if re.match(r"[万亿元%‰千百十]", self.view[start]) and re.search(rf"{_NUMERAL}\Z", before):
            return "引文从数字中间开始"
        if re.match(r"[\d.十百千万亿]", last) and _GOES_ON.match(self.view, end):
            return "引文在数字中间结束"
        if _DENIED.search(before):
            return "引文截去了前面的否定词"
        return ""

    def _places(self, wanted: str, home: str) -> Iterator[tuple[int, int]]:
        bare, offsets = self._line(home)
        at = bare.find(wanted)
        while at >= 0:
            yield offsets[at], offsets[at + len(wanted) - 1] + 1
            at = bare.find(wanted, at + 1)

    def _line(self, home: str) -> tuple[str, list[int]]:
        if home not in self._bare:
            line = self.lines[home]
            kept = [i for i in range(line.start, line.end) if not _blank(self.view[i])]
            self._bare[home] = ("".join(self.view[i] for i in kept), kept)
        return self._bare[home]


def _blank(character: str) -> bool:
    return character.isspace() or character in "\u200b\u200c\u200d\u2060\ufeff"


def _without_spaces(text: str) -> str:
    return "".join(c for c in text if not _blank(c))


def stands_in(value: str, quote: str) -> bool:
    """Whether words copied from a quote stand in it, no number cut in two."""
    wanted, whole = _without_spaces(fold(value)), _without_spaces(fold(quote))
    at = whole.find(wanted) if wanted else -1
    while at >= 0:
        before, end = whole[:at], at + len(wanted)
        starts = not (re.match(_NUMERAL, wanted) and re.search(r"[\d.]\Z", before))
        ends = not (re.search(r"[\d.]\Z", wanted) and re.match(r"[\d.万亿千百%‰]", whole[end:]))
        scaled = re.match(r"[万亿元%‰]", wanted) and re.search(rf"{_NUMERAL}\Z", before)
        if starts and ends and not scaled:
            return True
        at = whole.find(wanted, at + 1)
    return False


def figure_or_words(words: str, quote: str) -> bool:
    """Whether words stand in a quote as they are, or character by character in their order."""
    return stands_in(words, quote) or (not re.search(r"\d", words) and picked_from(words, quote))


def picked_from(value: str, quote: str) -> bool:
    """Whether the characters of a value stand in a quote in their order.

    国家级工业设计中心 is picked from 国家级、省级工业设计中心.
    """
    rest = iter(_without_spaces(fold(quote)))
    return all(any(c == other for other in rest) for c in _without_spaces(fold(value)))
