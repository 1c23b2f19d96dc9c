"""How many awards of each kind were read, and as what the others were."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.scoring.figures import ItemScore


def awards_by_kind(items: Iterable[ItemScore]) -> dict[str, dict[str, int]]:
    """For each kind of golden award how many were read as which kind; ``=`` are exactly right."""
    counts: dict[str, dict[str, int]] = {}
    for item in items:
        if item.golden is None:
            continue
        read = "=" if item.award_exact else _award_kind(item.compiled_award) or "missed"
        row = counts.setdefault(_award_kind(item.golden_award), {})
        row[read] = row.get(read, 0) + 1
    return counts


def _award_kind(line: str) -> str:
    """The first word of an award's line without the variant: ``tiers/slab …`` are tiers."""
    return re.split(r"[ /「]", line, maxsplit=1)[0]


def sum_kinds(rows: Iterable[dict[str, dict[str, int]]]) -> dict[str, dict[str, int]]:
    """The counts of several documents in one table."""
    total: dict[str, dict[str, int]] = {}
    for row in rows:
        for kind, counts in row.items():
            into = total.setdefault(kind, {})
            for read, number in counts.items():
                into[read] = into.get(read, 0) + number
    return {kind: total[kind] for kind in sorted(total)}
