"""Figures in sentences of conditions that no rule asking them holds: a threshold passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compiler.diagnostics import diagnose
from compiler.fold import fold
from compiler.guards.figures import FIGURE, held, size
from compiler.normalise import read_quantity
from rules.document import LedgerEntry, PolicyDocument, SentenceKind
from rules.errors import Diagnostic
from rules.quantity import Money, Ratio
from rules.rule import Rule

_ASKS = (SentenceKind.CONDITION, SentenceKind.EXCLUSION)


def condition_figures(
    document: PolicyDocument, ledger: Sequence[LedgerEntry], rules: Sequence[Rule]
) -> Iterator[Diagnostic]:
    """The sums and rates of condition sentences that none of their rules holds.

    A sentence inside the clause of an item is checked with that clause.
    """
    known = {rule.id: held(rule) for rule in rules}
    clauses = [rule.source for rule in rules]
    for entry in ledger:
        bound = [known[name] for name in entry.rules if name in known]
        span = entry.span
        own = any(c.start < span.end and span.start < c.end for c in clauses)
        if entry.kind not in _ASKS or not bound or own:
            continue
        for match in FIGURE.finditer(fold(span.quote)):
            value = read_quantity(re.sub(r"\s", "", match.group()))
            if not isinstance(value, Money | Ratio) or match["foreign"]:
                continue
            if any(size(value) in figures for figures in bound):
                continue
            start = span.start + match.start()
            place = document.span(start, start + len(match.group()))
            yield diagnose("PC508", place, file=document.source_name, value=match.group())
