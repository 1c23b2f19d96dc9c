"""What recognition was not sure of, as diagnostics that point at the words in the text."""

from __future__ import annotations

import re

from compiler.read.doubt import Doubt
from compiler.read.problems import problem
from rules.document import PolicyDocument
from rules.errors import Diagnostic

_SPACE = re.compile(r"[\s|]")


def doubt_diagnostics(doubts: list[Doubt], document: PolicyDocument) -> list[Diagnostic]:
    """One diagnostic a doubtful line: an error where a figure is in doubt, else a warning."""
    kept = [i for i, char in enumerate(document.text) if not _SPACE.match(char)]
    bare = _SPACE.sub("", document.text)
    found = []
    cursor = 0
    for doubt in sorted(doubts):
        words = _SPACE.sub("", doubt.text)
        at = bare.find(words, cursor)
        if at < 0:
            at = bare.find(words)
        span = None
        if at >= 0 and words:
            cursor = at
            span = document.span(kept[at], kept[at + len(words) - 1] + 1)
        place = f"第{doubt.page}页第{doubt.line}行"
        percent = f"{int(doubt.certainty * 100)}%"
        if doubt.figures:
            said = problem(
                "PC132",
                document.source_name,
                place,
                figures="」「".join(dict.fromkeys(doubt.figures)),
                quote=doubt.text,
            )
        else:
            said = problem("PC131", document.source_name, place, percent=percent, quote=doubt.text)
        found.append(said.model_copy(update={"span": span}))
    return found
