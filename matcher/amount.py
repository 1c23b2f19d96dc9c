"""Amounts: what has been computed of an award, and how it is reported."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from matcher.decision import AmountKind, AwardAmount, MissingFact, Step
from matcher.interval import ZERO, Interval, fen
from rules.benefit import Cap, PerUnitOfTime
from rules.condition import Judged
from rules.document import SourceSpan
from rules.quantity import Duration, Money

PER_WORD = {"once": "", "year": "每年", "quarter": "每季度", "month": "每月", "day": "每日"}
MONTHS_PER = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Computed:
    """An amount on its way: ``interval`` in yuan, None when nothing of it is money.

    ``uncertain``: facts are missing. ``discretion``: a body decides up to the high end.
    """

    interval: Interval | None
    uncertain: bool = False
    discretion: bool = False
    in_kind: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    gates: tuple[Judged, ...] = ()
    per: PerUnitOfTime = "once"
    lasting: Duration | None = None
    caps: tuple[Cap, ...] = ()


def step(text: str, source: SourceSpan | None, interval: Interval | None = None) -> Step:
    """One line of the computation, with the amount it gives rounded to fen."""
    if interval is None:
        return Step(text=text, source=source)
    known = interval.to_fen()
    return Step(
        text=text,
        low=None if known.low is None else Money(yuan=known.low),
        high=None if known.high is None else Money(yuan=known.high),
        source=source,
    )


def amount_of(computed: Computed) -> AwardAmount:
    """The computed amount as it is reported."""
    interval = computed.interval
    if interval is None:
        return AwardAmount(
            kind="in_kind",
            per=computed.per,
            lasting=computed.lasting,
            in_kind=computed.in_kind,
            text="；".join(computed.in_kind),
            steps=computed.steps,
        )
    low = Money(yuan=interval.low or ZERO)
    high = None if interval.high is None else Money(yuan=interval.high)
    prefix = PER_WORD[computed.per]
    kind: AmountKind
    if high is not None and low == high:
        kind, text = "exact", f"{prefix}{high}"
    elif high is None:
        kind, text = "unknown", "金额暂不能确定"
        if low.yuan > 0:
            kind, text = "range", f"{prefix}{low}以上"
    elif computed.discretion and not computed.uncertain:
        kind, text = "upper_bound", f"{prefix}最高{high}"
    else:
        kind, text = "range", f"{prefix}{low}至{high}"
    total, total_high = _total(computed, interval.high)
    return AwardAmount(
        kind=kind,
        text="；".join((text, *computed.in_kind)),
        low=low,
        high=high,
        per=computed.per,
        lasting=computed.lasting,
        in_kind=computed.in_kind,
        steps=computed.steps,
        total=total,
        total_high=total_high,
    )


def _total(computed: Computed, high: Decimal | None) -> tuple[str, Money | None]:
    """The most that all payments come to, with the caps that run over several payments."""
    if computed.lasting is None or computed.per == "once":
        return "", None
    months = computed.lasting.months
    if computed.per == "day":
        payments = computed.lasting.value if computed.lasting.unit == "day" else None
    else:
        payments = None if months is None else months / MONTHS_PER[computed.per]
    if high is None or payments is None:
        return "", None
    total = fen(high * payments)
    years = None if months is None else (months / 12).to_integral_value(ROUND_UP)
    for cap in computed.caps:
        if cap.amount is None:
            continue
        if cap.per in ("total", "enterprise", "budget"):
            total = min(total, cap.amount.yuan)
        elif cap.per == "enterprise_year" and years is not None:
            total = min(total, cap.amount.yuan * years)
    most = Money(yuan=total)
    per = PER_WORD[computed.per]
    return f"{per}{Money(yuan=high)}，最长{computed.lasting}，合计最多{most}", most
