"""Tiers: three machines over bands (step, slab, slice), sound for a range as for a number."""

from __future__ import annotations

from decimal import Decimal

from matcher.amount import step
from matcher.decision import Step
from matcher.figures import Figure, measured
from matcher.interval import (
    NOT_NEGATIVE,
    ZERO,
    Interval,
    compare,
    hull,
    point,
    smallest,
)
from matcher.labels import money_text
from matcher.truth import Truth, conjunction
from rules.benefit import Band, Tiers
from rules.condition import Comparator
from rules.quantity import AnyQuantity, Money, magnitude


def tier_amount(
    award: Tiers, operand: Figure, base: Figure | None, name: str
) -> tuple[Interval, tuple[Step, ...]]:
    """The amount in yuan and the steps that explain it.

    A value in no band gets 0. Where bands overlap the one with the highest lower end counts: the
    text's 以上 includes the number, so the band that begins there is the one reached.
    """
    graded = _graded(award, operand)
    if graded is None:
        text = f"{name}（{operand.text}）与分档的计量单位不同，无法计算"
        return NOT_NEGATIVE, (step(text, award.source, NOT_NEGATIVE),)
    if award.machine == "slice":
        return _slices(award, graded, operand, base, name)
    paid_on = graded if base is None else base.interval
    pays_money = (operand if base is None else base).dimension in ("money", "none")
    outcomes: list[tuple[Interval, Band | None]] = []
    for piece in pieces(award, graded):
        band = band_at(award, piece)
        applied = piece if base is None else paid_on
        outcomes.append((band_amount(band, applied, pays_money=pays_money), band))
    total = hull(amount for amount, _ in outcomes)
    if any(band is not outcomes[0][1] for _, band in outcomes):
        text = f"{name}{operand.text}，落在哪一档尚不能确定"
        return total, (step(text, award.source, total),)
    band = outcomes[0][1]
    if band is None:
        text = f"{name}{operand.text}，不在任何一档之内，本项计0元"
        return total, (step(text, award.source, total),)
    what = f"给予{band.amount}" if band.amount is not None else f"按{band.rate}"
    if band.rate is not None and base is not None:
        what = f"按{base.text} × {band.rate}"
    result = "" if total.point is None else f" = {money_text(total.to_fen())}"
    text = f"{name}{operand.text}，属于「{band_text(band)}」一档，{what}{result}"
    return total, (step(text, band.source, total),)


def pieces(award: Tiers, graded: Interval) -> list[Interval]:
    """The stretches of ``graded`` on which the band does not change, edges by themselves."""
    cuts = sorted({magnitude(end) for end in _ends(award)})
    stretches: list[Interval] = []
    below: Decimal | None = None
    for cut in cuts:
        stretches += [Interval(below, cut, low_in=False, high_in=False), point(cut)]
        below = cut
    stretches.append(Interval(below, low_in=False))
    inside = [piece.intersect(graded) for piece in stretches]
    return [piece for piece in inside if not piece.empty]


def band_text(band: Band) -> str:
    """The band in words that leave no doubt about its ends."""
    words = []
    if band.lower is not None:
        words.append(f"{band.lower}以上" if band.lower_included else f"超过{band.lower}")
    if band.upper is not None:
        words.append(f"{band.upper}以下（含）" if band.upper_included else f"不足{band.upper}")
    return "、".join(words) or "全部"


def _ends(award: Tiers) -> list[AnyQuantity]:
    both = [end for band in award.bands for end in (band.lower, band.upper)]
    return [end for end in both if end is not None]


def _graded(award: Tiers, operand: Figure) -> Interval | None:
    return measured(operand, _ends(award)) if operand.known else operand.interval


def band_at(award: Tiers, piece: Interval) -> Band | None:
    """The band that counts for every number of a piece, or None."""
    holding = [band for band in award.bands if _holds(band, piece)]
    if not holding:
        return None
    return max(holding, key=_lower_key)


def _lower_key(band: Band) -> tuple[bool, Decimal, bool]:
    if band.lower is None:
        return False, ZERO, False
    return True, magnitude(band.lower), not band.lower_included


def _holds(band: Band, piece: Interval) -> bool:
    checks = []
    if band.lower is not None:
        op = Comparator.GE if band.lower_included else Comparator.GT
        checks.append(compare(piece, op, point(magnitude(band.lower))))
    if band.upper is not None:
        op = Comparator.LE if band.upper_included else Comparator.LT
        checks.append(compare(piece, op, point(magnitude(band.upper))))
    return conjunction(checks) is Truth.TRUE


def band_amount(band: Band | None, applied: Interval, *, pays_money: bool) -> Interval:
    """What a band gives for a number or stretch in it; no band gives nothing."""
    if band is None:
        return point(ZERO)
    if band.amount is not None:
        amount = point(band.amount.yuan)
    elif band.rate is not None:
        base = applied.not_negative() if pays_money else NOT_NEGATIVE
        amount = base.scaled(band.rate.fraction)
    else:
        amount = NOT_NEGATIVE
    return amount if band.cap is None else smallest((amount, point(band.cap.yuan)))


def _slices(
    award: Tiers, graded: Interval, operand: Figure, base: Figure | None, name: str
) -> tuple[Interval, tuple[Step, ...]]:
    rated = any(band.rate is not None for band in award.bands)
    if base is not None or (rated and operand.dimension not in ("money", "none", "unknown")):
        text = f"{name}（{operand.text}）不能按超额累进计算"
        return NOT_NEGATIVE, (step(text, award.source, NOT_NEGATIVE),)
    total = point(ZERO)
    steps: list[Step] = []
    for band in award.bands:
        lower = ZERO if band.lower is None else magnitude(band.lower)
        amount = _slice_amount(band, graded, lower)
        if amount.high is None or amount.high > 0:
            text = "不能确定" if amount.high is None else money_text(amount.to_fen())
            rate = band.rate if band.rate is not None else band.amount
            line = f"{name}「{band_text(band)}」部分按{rate}：{text}"
            steps.append(step(line, band.source, amount))
        total = total + amount
    if not steps:
        line = f"{name}{operand.text}，不在任何一档之内，本项计{Money(yuan=ZERO)}"
        steps.append(step(line, award.source, total))
    return total, tuple(steps)


def _slice_amount(band: Band, graded: Interval, lower: Decimal) -> Interval:
    upper = None if band.upper is None else point(magnitude(band.upper))
    reached = graded if upper is None else smallest((graded, upper))
    part = (reached - point(lower)).not_negative()
    if band.rate is not None:
        amount = part.scaled(band.rate.fraction)
    else:
        whole = NOT_NEGATIVE if band.amount is None else point(band.amount.yuan)
        op = Comparator.GE if band.lower_included and band.lower is not None else Comparator.GT
        match compare(graded, op, point(lower)):
            case Truth.TRUE:
                amount = whole
            case Truth.FALSE:
                amount = point(ZERO)
            case Truth.UNKNOWN:
                amount = hull((point(ZERO), whole))
    return amount if band.cap is None else smallest((amount, point(band.cap.yuan)))
