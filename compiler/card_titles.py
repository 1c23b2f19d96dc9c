"""The lines that name the cards of a guide: 「事项一：…」, or a bare name above the first block.

A guide lists one matter after another, each with the same named blocks (服务对象, 办理条件).
What a block says holds for its own card only, so a card must be known even when its name carries no
number that other texts use.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.fold import fold
from compiler.headings import field_label
from compiler.read.canonical import CELL_SEPARATOR
from compiler.roles import BASIS, Role, role_of_heading

#: 「事项一：」, 「政策3、」: what is counted, and its number.
_COUNTED = re.compile(
    r"(?P<marker>(?P<noun>[一-鿿]{0,4}(?:事项|政策|项目|服务|举措|措施|条款|专项|补贴|奖励))\s?"
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2}))(?:[:、.]\s*|\s+)(?P<title>[^,;。:|?]{2,40})"
)
#: A name says nothing: no sentence, no number of another kind, no question, no cell.
_BARE = re.compile(r"(?![\d(①-⑳第]|[一二三四五六七八九十]{1,3}[、.])[^,;。:|?!]{4,40}")


class CardTitle(NamedTuple):
    """The line that begins a card: its number, if any, and where the name begins."""

    marker: str
    name: int


def card_titles(text: str, lines: list[tuple[int, int]]) -> dict[int, CardTitle]:
    """The start of each line that names a card of a guide, with what it says."""
    views = [fold(text[start:end]) for start, end in lines]
    found = {
        lines[i][0]: CardTitle(match["marker"].strip(), lines[i][0] + match.start("title"))
        for i, view in enumerate(views)
        if (match := _COUNTED.fullmatch(view.rstrip()))
    }
    if len(found) < 2:
        found = {lines[i][0]: CardTitle("", lines[i][0]) for i in _above_blocks(views)}
    return found if len(found) > 1 else {}


def _above_blocks(views: list[str]) -> list[int]:
    """The bare lines above the block that every card begins with.

    A card that lacks this block begins where a block comes a second time.
    """
    labels = [_block(view) for view in views]
    first = ""
    begun: set[str] = set()
    found = []
    for at, label in enumerate(labels):
        if not label:
            continue
        named = at > 0 and not labels[at - 1] and _BARE.fullmatch(views[at - 1].rstrip())
        if named and (not first or label == first or label in begun):
            first = first or label
            found.append(at - 1)
            begun = set()
        begun.add(label)
    begins = sum(labels[at + 1] == first for at in found)
    return found if begins > 1 else []


def _block(view: str) -> str:
    """The name of the block a line begins; a fact about the file (发布机构) begins none."""
    if CELL_SEPARATOR in view or not (match := field_label(view)):
        return ""
    label = match[1]
    return "" if role_of_heading(label) is Role.HEADER and not BASIS.fullmatch(label) else label
