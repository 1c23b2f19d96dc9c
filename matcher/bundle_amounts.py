"""What an item pays within one year, in fen, from its decision: at least and at most."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from matcher.amount import MONTHS_PER
from matcher.decision import AwardAmount
from rules.quantity import Money
from rules.rule import Rule

_DAYS_OF_A_YEAR = 366


class Worth(NamedTuple):
    """Within twelve months: at least ``low``, at most ``high``; None is unbounded.

    ``recurring``: paid by the month, quarter, day or year.
    """

    low: int
    high: int | None
    recurring: bool


def worth_of(amount: AwardAmount, rule: Rule) -> Worth | None:
    """The amount as one year's sum; None when nothing of it is money.

    One payment of a recurring award is certain, a year's payments are the most: how long it runs is
    a limit in such texts (最长六个月), not a promise. Yearly and total caps of the award hold.
    """
    if amount.kind in ("in_kind", "none"):
        return None
    low = _fen(amount.low, ROUND_FLOOR) or 0
    high = _fen(amount.high, ROUND_CEILING)
    if high is None or amount.per == "once":
        return Worth(low, high, amount.per != "once")
    payments = Decimal(_DAYS_OF_A_YEAR)
    if amount.per != "day":
        payments = Decimal(12) / MONTHS_PER[amount.per]
    if amount.lasting is not None:
        months = amount.lasting.months
        lasting = None if months is None else months / MONTHS_PER.get(amount.per, 1)
        if amount.per == "day":
            lasting = amount.lasting.value if amount.lasting.unit == "day" else None
        if lasting is not None:
            payments = min(payments, max(lasting, Decimal(1)))
    most = int((high * payments).to_integral_value(ROUND_CEILING))
    limits = [
        _fen(cap.amount, ROUND_FLOOR)
        for cap in rule.award.caps
        if cap.per in ("enterprise", "enterprise_year", "total")
    ]
    most = min([most, *(limit for limit in limits if limit is not None)])
    total = _fen(amount.total_high, ROUND_CEILING)
    most = max(high, most if total is None else min(most, total))
    return Worth(min(low, most), most, True)


def _fen(money: Money | None, rounding: str) -> int | None:
    return None if money is None else int((money.yuan * 100).to_integral_value(rounding))


def money(fen: int) -> Money:
    """Fen as yuan."""
    return Money(yuan=Decimal(fen) / 100)
