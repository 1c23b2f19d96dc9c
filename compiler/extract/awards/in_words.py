"""A benefit told in the words of the text: thirds, interest at a rate announced every month."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftCap

#: 「，贴息期限不超过3年」 behind what is granted in words: a field of its own.
_TERM_LAST = re.compile(r"[,;](?:支持|补贴|补助|资助|贴息|享受|优惠)?(?:期限?|时间|年限)[^,;。]*$")


def in_words(text: str, view: str, begin: int, stop: int, caps: tuple[DraftCap, ...]) -> str:
    """What is granted as written, without its limits and its term."""
    first = min([c.quote.start for c in caps if c.quote.start > begin] + [stop])
    said = view[begin:first].rstrip(" ,;。")
    if term := _TERM_LAST.search(said):
        said = said[: term.start()]
    return text[begin : begin + len(said)]
