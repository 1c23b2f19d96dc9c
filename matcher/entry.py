"""The entry an award itself demands: a value in some band, one of the cases.

对上年度产值首次达到1亿元、5亿元的，分别给予… states a requirement and amounts in one breath. Who
reaches no band and no case is not eligible, rather than eligible for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import assert_never

from matcher.figures import dimension_of
from rules.benefit import (
    Award,
    Band,
    Cases,
    Fixed,
    InKind,
    LesserOf,
    PerUnit,
    Rate,
    Tiers,
    TopUp,
)
from rules.condition import AllOf, AnyOf, Comparator, Compare, Condition, Not
from rules.quantity import AnyQuantity, magnitude
from rules.rule import Rule


def entry_condition(award: Award) -> Condition | None:
    """What must hold for the award to pay anything at all; None when it demands nothing itself."""
    match award:
        case Cases():
            entries = [_both([case.when, entry_condition(case.award)]) for case in award.cases]
            return _any([entry for entry in entries if entry is not None])
        case Tiers():
            return _tiers(award)
        case LesserOf():
            return _both([entry_condition(inner) for inner in award.of])
        case TopUp():
            return entry_condition(award.target)
        case Fixed() | Rate() | PerUnit() | InKind():
            return None
        case _:
            assert_never(award)


def whole_condition(rule: Rule) -> Condition:
    """All that must hold for the rule: its ``when``, its award's entry, and none of ``unless``."""
    entry = entry_condition(rule.award)
    demanded = (rule.when,) if entry is None else (rule.when, entry)
    refused = tuple(Not(of=condition) for condition in rule.unless)
    parts = (*demanded, *refused)
    return parts[0] if len(parts) == 1 else AllOf(of=parts)


def _tiers(award: Tiers) -> Condition | None:
    ranges: list[Condition] = []
    for lower, upper in _merged(award.bands):
        ends: list[Condition | None] = []
        if lower is not None and lower.lower is not None:
            op = Comparator.GE if lower.lower_included else Comparator.GT
            ends.append(_compare(award, op, lower.lower, lower))
        # in slices a value above the last band is still paid for what lies inside it
        if upper is not None and upper.upper is not None and award.machine != "slice":
            op = Comparator.LE if upper.upper_included else Comparator.LT
            ends.append(_compare(award, op, upper.upper, upper))
        inside = _both(ends)
        if inside is None:
            return None
        ranges.append(inside)
    return _any(ranges)


def _compare(award: Tiers, op: Comparator, value: AnyQuantity, band: Band) -> Compare:
    return Compare(operand=award.operand, op=op, value=value, source=band.source)


def _merged(bands: Sequence[Band]) -> list[tuple[Band, Band]]:
    """Runs of bands without a gap between them, each as its first and last band.

    Ends of unlike units (90日, 3年) have no order of their own: each band then stands alone.
    """
    both = [end for band in bands for end in (band.lower, band.upper) if end is not None]
    if len({dimension_of(end) for end in both}) > 1:
        return [(band, band) for band in bands]
    runs: list[tuple[Band, Band]] = []
    for band in sorted(bands, key=_lower_end):
        if runs and _lower_end(band) <= _upper_end(runs[-1][1]):
            first, last = runs[-1]
            runs[-1] = (first, max(last, band, key=_upper_end))
        else:
            runs.append((band, band))
    return runs


def _lower_end(band: Band) -> tuple[Decimal, int]:
    """The cut below the band: just under (0) or just over (1) a number."""
    if band.lower is None:
        return Decimal("-Infinity"), 0
    return magnitude(band.lower), 0 if band.lower_included else 1


def _upper_end(band: Band) -> tuple[Decimal, int]:
    if band.upper is None:
        return Decimal("Infinity"), 1
    return magnitude(band.upper), 1 if band.upper_included else 0


def _both(parts: Iterable[Condition | None]) -> Condition | None:
    given = tuple(part for part in parts if part is not None)
    if not given:
        return None
    return given[0] if len(given) == 1 else AllOf(of=given)


def _any(parts: list[Condition]) -> Condition | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else AnyOf(of=tuple(parts))
