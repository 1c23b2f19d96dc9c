"""Tiers: alternatives whose conditions all grade one figure become bands (step, slab or slice)."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from compiler.diagnostics import diagnose
from compiler.extract.drafts import DraftAward
from compiler.resolve import Names
from rules.benefit import (
    Award,
    Band,
    Fixed,
    PerUnitOfTime,
    Rate,
    Tiers,
)
from rules.condition import (
    AllOf,
    Authority,
    Comparator,
    Compare,
    Condition,
    Operand,
    Value,
)
from rules.document import SourceSpan
from rules.quantity import (
    Duration,
    magnitude,
    order,
)


def read_tiers(
    draft: DraftAward,
    pairs: list[tuple[list[Condition], Award]],
    common: dict[str, object],
    names: Names,
) -> Tiers | None:
    """The tiers that alternatives make when all grade one figure and pay alike; None otherwise."""
    if len(pairs) < 2:
        return None
    bands: list[Band] = []
    operand: Operand | None = None
    bases: set[str] = set()
    paid: set[tuple[PerUnitOfTime, Duration | None]] = set()
    base: Operand | None = None
    for when, award in pairs:
        compares = [c for w in when for c in (w.of if isinstance(w, AllOf) else (w,))]
        if not compares or not all(
            isinstance(c, Compare) and c.value is not None for c in compares
        ):
            return None
        comparisons = [c for c in compares if isinstance(c, Compare)]
        for compare in comparisons:
            operand = operand or compare.operand
            if compare.operand != operand:
                return None
        band = _band(comparisons, award)
        if band is None:
            return None
        paid.add((award.per, award.lasting))
        if isinstance(award, Rate):
            bases.add(award.base.model_dump_json())
            base = award.base
        bands.append(band)
    rated = [b for b in bands if b.rate is not None]
    if operand is None or (rated and len(rated) != len(bands)) or len(bases) > 1 or len(paid) > 1:
        return None
    per, lasting = paid.pop()
    if per != "once":
        common = {**common, "per": per}
    if lasting is not None:
        common = {**common, "lasting": lasting}
    ordered = _close(_half_open(bands, [c for w, _ in pairs for c in w]))
    _seams(ordered, names, aged=isinstance(operand, Value) and operand.attribute == "age")
    machine = "step" if not rated else "slice" if draft.slice or _is_slice(draft) else "slab"
    if draft.slice:
        base = None
    ceiling = all(a.ceiling for _, a in pairs)
    return Tiers(
        machine=machine,
        operand=operand,
        base=None if not rated or base == operand else base,
        bands=tuple(ordered),
        ceiling=ceiling,
        **common,
    )


def _seams(bands: list[Band], names: Names, *, aged: bool) -> None:
    for before, after in pairwise(bands):
        if before.upper is None or after.lower is None:
            continue
        gap = order(before.upper, after.lower)
        if gap == 0 and before.upper_included and after.lower_included:
            _note(names, "PC502", after.source, value=str(after.lower))
        elif gap == 0 and not before.upper_included and not after.lower_included:
            _note(names, "PC503", after.source, value=f"恰为{after.lower}")
        elif gap is not None and gap < 0 and not (aged and _next_year(before, after)):
            _note(names, "PC503", after.source, value=f"{before.upper}至{after.lower}")


def _next_year(before: Band, after: Band) -> bool:
    """80至89周岁、90至99周岁: ages are whole years, so nothing lies between 89 and 90."""
    low, high = before.upper, after.lower
    if not (isinstance(low, Duration) and isinstance(high, Duration)):
        return False
    one = low.unit == high.unit == "year" and high.value - low.value == 1
    return one and before.upper_included and after.lower_included


def _band(comparisons: list[Compare], award: Award) -> Band | None:
    if not isinstance(award, Fixed | Rate) or len(award.caps) > 1:
        return None
    lower = upper = None
    lower_in = upper_in = False
    for compare in comparisons:
        if compare.op in (Comparator.GE, Comparator.GT):
            lower, lower_in = compare.value, compare.op is Comparator.GE
        elif compare.op in (Comparator.LE, Comparator.LT):
            upper, upper_in = compare.value, compare.op is Comparator.LE
        else:
            return None
    if any(c.rate is not None for c in award.caps):
        return None
    return Band(
        lower=lower,
        lower_included=lower_in if lower is not None else True,
        upper=upper,
        upper_included=upper_in,
        amount=award.amount if isinstance(award, Fixed) else None,
        rate=award.rate if isinstance(award, Rate) else None,
        cap=award.caps[0].amount if award.caps else None,
        source=comparisons[0].source,
    )


def _half_open(bands: list[Band], compares: list[Condition]) -> list[Band]:
    """Adjoining unmarked bands A至B, B至C: by convention B belongs to the upper band."""
    flat = [c for w in compares for c in (w.of if isinstance(w, AllOf) else (w,))]
    loose = {
        str(c.value)
        for c in flat
        if isinstance(c, Compare) and c.authority is Authority.CONVENTION and c.op is Comparator.LE
    }
    # 1000万元至5000万元（含）, 5000万元至1亿元: the mark gives the seam to the lower band
    marked = {
        str(c.value)
        for c in flat
        if isinstance(c, Compare) and c.authority is Authority.MARK and c.op is Comparator.LE
    } - {
        str(c.value)
        for c in flat
        if isinstance(c, Compare) and c.authority is Authority.MARK and c.op is Comparator.GE
    }
    bands = [
        b.model_copy(update={"lower_included": False})
        if b.lower is not None and b.lower_included and str(b.lower) in marked
        else b
        for b in bands
    ]
    starts = {str(b.lower) for b in bands if b.lower is not None and b.lower_included}
    return [
        b.model_copy(update={"upper_included": False})
        if b.upper is not None and b.upper_included and str(b.upper) in loose & starts
        else b
        for b in bands
    ]


def _close(bands: list[Band]) -> list[Band]:
    """Bands lowest first; an open upper end reaches to the next band's lower end."""

    def key(band: Band) -> Decimal:
        return magnitude(band.lower) if band.lower is not None else Decimal("-Infinity")

    ordered = sorted(bands, key=key)
    closed = []
    for position, band in enumerate(ordered):
        following = ordered[position + 1] if position + 1 < len(ordered) else None
        if band.upper is None and following is not None and following.lower is not None:
            band = band.model_copy(
                update={"upper": following.lower, "upper_included": not following.lower_included}
            )
        closed.append(band)
    return closed


def _is_slice(draft: DraftAward) -> bool:
    return any("部分" in part.award.quote.text or "部分" in part.award.base for part in draft.parts)


def _note(names: Names, code: str, span: SourceSpan, **values: str) -> None:
    names.diagnostics.append(diagnose(code, span, file=names.file, **values))
