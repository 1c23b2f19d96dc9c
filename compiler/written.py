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
