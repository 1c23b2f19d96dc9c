"""The folded text as the grammar reads it: of the same length, with the layout taken out."""

from __future__ import annotations

import re

from compiler.fold import LINE_BROKEN, fold, seal
from compiler.segment import Segmented
from rules.document import Clause, ClauseKind

#: What stands behind a cell of a row: the line that parts it from the next.
_CELL_ENDS = re.compile(r"[。；;]? ?\| ?$")


def view_of(segmented: Segmented) -> str:
    """The folded text of the same length; a line end inside a sentence is no line end there, and
    the end of a cell in a list of policies ends a sentence."""
    view = list(fold(segmented.document.text))
    for clause in segmented.clauses:
        if clause.kind is ClauseKind.FIELD and _in_row(segmented, clause):
            behind = _CELL_ENDS.search(segmented.document.text, clause.start, clause.end)
            for position in range(behind.start(), clause.end) if behind else ():
                view[position] = "。" if view[position] == "|" else " "
        if clause.kind is not ClauseKind.PART:
            for position in range(clause.start, clause.end):
                if view[position] == "\n":
                    view[position] = LINE_BROKEN
    return _without_orders("".join(view))


_ADDS = r"(?:增加|新增|增设|增补)"
_AS = r"(?:,?(?:作为|列为|即|为)[^;。:\n\"]{1,14})?"
#: 「将第五条修改为：“」, 「增加一款，作为第二款：“」: how an amending notice brings in new words.
_BRINGS_IN = re.compile(
    r"(?:^|(?<=[\n。;\"、.)]))[ \t]*(?:(?:将|把|对|在)?(?:原|本)?(?:[^,;。:\n\"]{0,14}的?)?"
    r"第[^,;。:\n\"]{1,24}?(?:中|里|后|之后|末尾|的内容)?,?"
    r"(?:相应|统一|分别|整体)?"
    r"(?:(?:修改|调整|更改|修订|改|变更|表述)(?:为|成)"
    rf"|{_ADDS}(?:[^;。:\n\"]{{0,6}}[条款项]{_AS})?)|(?:并)?{_ADDS}一?[条款项]{_AS})[:,]?[ \t]*\"",
    re.M,
)
#: The mark that closes new words, and not words in quotation marks inside them.
_CLOSES = re.compile(r"\"(?=[。;,]|[ \t]*(?:\n|$)|删|增|新增|同时|并|原)")


def _without_orders(view: str) -> str:
    """The view with the new words of an amending notice alone, as if in their own article."""
    parts = list(view)
    for order in _BRINGS_IN.finditer(view):
        closed = _CLOSES.search(view, order.end())
        if closed is None:
            continue
        parts[order.start() : order.end()] = " " * len(order.group())
        if view[closed.start() - 1] not in "。;":
            parts[closed.start()] = "。"
    return "".join(parts)


def sealed_view(view: str, segmented: Segmented) -> str:
    """The view with the names of documents closed, but for headings, told word for word."""
    closed = seal(view)
    for clause in segmented.clauses:
        if "《" in clause.heading:
            stop = min(clause.end, clause.start + len(clause.marker) + len(clause.heading) + 4)
            closed = closed[: clause.start] + view[clause.start : stop] + closed[stop:]
    return closed


def _in_row(segmented: Segmented, clause: Clause) -> bool:
    """Whether a block is a cell; in a card its name stands before it."""
    if clause.parent is None or segmented.document.text.startswith(clause.heading, clause.start):
        return False
    return segmented.clauses[clause.parent].kind is ClauseKind.ROW
