"""Where the cards of a guide begin: a title, and below it the 依据文件 of the policy."""

from __future__ import annotations

import re

from compiler.fold import fold
from compiler.headings import FIELD

#: A card begins with a title and then 依据文件; at least two such fields make a file a guide.
_CARD_FIELDS = ("依据文件", "政策依据", "文件依据")


def card_starts(text: str, lines: list[tuple[int, int]]) -> dict[int, int]:
    """Start of each card's first line -> start of the field that proves it."""
    starts: dict[int, int] = {}
    proofs = [i for i, (s, e) in enumerate(lines) if fold(text[s:e]).startswith(_CARD_FIELDS)]
    if len(proofs) < 2:
        return {}
    for index in proofs:
        first = index
        # The title stands one to four lines above, its first line numbered: 「18. 中关村…」
        for back in range(1, 5):
            if index - back < 0 or (starts and lines[index - back][0] in starts):
                break
            start, end = lines[index - back]
            view = fold(text[start:end])
            if view.endswith("。") or FIELD.match(view):
                break
            first = index - back
            if re.match(r"\d{1,3}[.、]", view):
                break
        starts[lines[first][0]] = lines[index][0]
    return starts
