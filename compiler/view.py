"""The folded text as the grammar reads it: of the same length, with the layout taken out."""

from __future__ import annotations

import re

from compiler.fold import LINE_BROKEN, fold
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
    return "".join(view)


def _in_row(segmented: Segmented, clause: Clause) -> bool:
    """Whether a block is a cell; in a card its name stands before it."""
    if clause.parent is None or segmented.document.text.startswith(clause.heading, clause.start):
        return False
    return segmented.clauses[clause.parent].kind is ClauseKind.ROW
