"""Where a name an extractor gave stands in its quote, in the document's own characters."""

from __future__ import annotations

import re
from functools import lru_cache

_REMARK = r"(?:\((?!以下|或|不?包?[含括]\)|不?包?[含括]本|[^()]*(?:下同|简称))[^()]{1,24}\))?"


@lru_cache(maxsize=4096)  # what many items inherit is looked up for each of them
def stands(name: str, view: str) -> tuple[int, int] | None:
    """Where a name stands in a quote: 累计金额(不含税), 效率(PUE) with their remarks, which belong
    to the name, as a short form does not."""
    if not name:
        return None
    if "(" not in view:
        start = view.find(name)
        return (start, start + len(name)) if start >= 0 else None
    match = re.search("".join(re.escape(c) + _REMARK for c in name), view)
    return match.span() if match else None


#: 智慧工厂（含5G工厂）: what else goes by a title is no part of it; 含税 and 含本数 are of sums.
_INCLUDES = re.compile(r"[(（](?:含|包[含括])(?!税|本)[^()（）]{2,}[)）]")


def without_kinds(title: str) -> str:
    """A title as written, without the remark that lists what it includes."""
    return _INCLUDES.sub("", title) or title
