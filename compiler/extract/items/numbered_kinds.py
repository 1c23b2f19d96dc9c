"""「扶持范围：1.新认定的孵化器单位。2.上年度获奖的单位。」: kinds of recipients, numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.drafts import DraftGroup, DraftNode, single
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.language.joins import A_KIND
from rules.document import Clause, ClauseKind, SentenceKind

_BLOCK = re.compile(r"(?:范围|对象|主体|群体)$")
_NUMBER = re.compile(r"\s*(?:\(?[一二三四五六七八九十\d]{1,2}[).、]+|[①-⑳])\s*(?!\d)")


def numbered_kinds(outline: Outline, clause: Clause, own: Sequence[Sentence]) -> DraftNode | None:
    """Either of the kinds a block of recipients numbers in one line; None for any other block."""
    if clause.kind is not ClauseKind.FIELD or _BLOCK.search(clause.heading) is None or len(own) < 2:
        return None
    spans: list[tuple[int, int]] = []
    for sentence in own:
        start = outline.told_from(sentence)
        number = _NUMBER.match(outline.view, start, sentence.end)
        said = outline.view[start : sentence.end]
        if number is None or ";" in said[:-1] or A_KIND.search(said) is None:
            return None
        spans.append((number.end(), sentence.end))
    found = [outline.conditions(a, b) for a, b in spans]
    sides = [single(tree) for tree in found if tree is not None]
    if len(sides) < len(own):
        return None
    for sentence in own:
        sentence.kind = SentenceKind.CONDITION
    return DraftGroup(join="any", of=tuple(sides))
