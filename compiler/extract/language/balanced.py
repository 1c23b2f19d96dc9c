"""No leaf quotes or names half of a bracket: 省级研学营地（基地 is 省级研学营地（基地）.

What stands inside brackets or quotation marks is never cut in two; where the other half is out of
reach, the words end before the half that was cut.
"""

from __future__ import annotations

from compiler.extract.drafts import DraftTag, Quote
from compiler.fold import fold

_PAIRS = (("（(", "）)"), ("《〈", "》〉"), ("“", "”"), ("【[", "】]"), ("「", "」"))
#: How far the other half of a bracket is looked for.
_REACH = 16
_STOPS = "。；;\n"
_EDGES = " ,，、;；:：的"


def balanced(tag: DraftTag, text: str) -> DraftTag:
    """The tag with whole brackets in its quote, its name and its values."""
    start, end = whole(text, tag.quote.start, tag.quote.start + len(tag.quote.text))
    quote = tag.quote
    if quote.start >= 0 and text.startswith(quote.text, quote.start):
        quote = Quote(text=text[start:end], start=start)
    said = fold(quote.text)
    name = _named(tag.name, said)
    values = tuple(_named(v, said) for v in tag.values)
    if (quote, name, values) == (tag.quote, tag.name, tag.values):
        return tag
    return tag.model_copy(update={"quote": quote, "name": name, "values": values})


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` with the other halves of its brackets, or without the halves."""
    first, last = start, end
    for opens, closes in _PAIRS:
        for _ in range(3):
            lone = _lone(text, first, last, opens, closes)
            if lone is None:
                break
            if text[lone] in opens:
                reach = _other_half(text[last : last + _REACH], closes)
                last = last + reach + 1 if reach is not None else lone
            else:
                reach = _other_half(text[max(0, first - _REACH) : first][::-1], opens)
                first = first - reach - 1 if reach is not None else lone + 1
    while last > first and text[last - 1] in _EDGES:
        last -= 1
    return (first, last) if last - first >= 2 else (start, end)


def _lone(text: str, start: int, end: int, opens: str, closes: str) -> int | None:
    """Where the first half of a bracket stands whose other half is not in ``[start, end)``."""
    open_at: list[int] = []
    for at in range(start, end):
        if text[at] in opens:
            open_at.append(at)
        elif text[at] in closes:
            if not open_at:
                return at
            open_at.pop()
    return open_at[0] if open_at else None


def _other_half(ahead: str, halves: str) -> int | None:
    for at, character in enumerate(ahead):
        if character in halves:
            return at
        if character in _STOPS:
            return None
    return None


def _named(name: str, said: str) -> str:
    """A name with whole brackets: as the quote goes on, else without the half of one."""
    if (
        all(_lone(name, 0, len(name), *pair) is None for pair in _PAIRS)
        and name.count('"') % 2 == 0
    ):
        return name
    folded = fold(name)
    at = said.find(folded)
    if at >= 0:
        start, end = whole(said, at, at + len(folded))
        if said[start:end].count('"') % 2 == 0:
            return said[start:end]
        folded = said[start:end]
    start, end = whole(folded, 0, len(folded))
    return folded[start:end].replace('"', "") if folded.count('"') % 2 else folded[start:end]
