"""The telephone at which an item is explained: the one said nearest to it."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|1[23]\d{3}|\d{3,4}-\d{7,8})(?![\d-])")
_SAYS = re.compile(r"电话|热线|咨询|联系|受理(?:部门|单位|窗口)|经办")


def telephone(view: str, *, in_block: bool) -> str:
    """The number a sentence gives, or nothing."""
    if not in_block and not _SAYS.search(view):
        return ""
    found = _NUMBER.search(view)
    return found.group() if found else ""
