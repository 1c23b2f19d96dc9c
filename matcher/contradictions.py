"""Facts of one applicant that cannot all be true: 成立时长 against 成立日期, a share and parts.

Only what differs by more than rounding is a contradiction: a year of a length, one percentage point
of a rate, 10000 yuan of an increase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from matcher.facts import Fact, Facts, fact_key
from rules.quantity import (
    Area,
    Count,
    DateValue,
    Duration,
    Headcount,
    Money,
    Ratio,
    magnitude,
    plain,
)
from rules.vocabulary import Vocabulary

_COMPUTED = re.compile(r"(growth|increment)\(([^()/]+)\)")
_SHARE = re.compile(r"share\(([^()/]+)/([^()/]+)\)")
_YEAR = re.compile(r"\d{4}")
_POINT = Decimal("0.01")
_ROUNDED = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The facts by address, and what they come to in one Chinese sentence."""

    keys: tuple[str, ...]
    told: str


def contradictions(facts: Facts, vocabulary: Vocabulary, on: date) -> Iterator[Contradiction]:
    """Every contradiction among these facts on this day."""
    for fact in facts.facts:
        found = _since(fact, facts, vocabulary, on) or _computed(fact, facts) or _share(fact, facts)
        if found is not None:
            yield found


def _since(fact: Fact, facts: Facts, vocabulary: Vocabulary, on: date) -> Contradiction | None:
    attribute = vocabulary.get(fact.attribute)
    if attribute is None or not attribute.since or not isinstance(fact.value, Duration):
        return None
    start = facts.at(attribute.since, "now")
    if fact.period != "now" or start is None or not isinstance(start.value, DateValue):
        return None
    day, said = start.value.day, fact.value
    months = (on.year - day.year) * 12 + on.month - day.month - (on.day < day.day)
    if said.months is None:
        wrong = abs((on - day).days - said.value) > 1
    else:
        wrong = abs(months - said.months) >= (12 if said.unit == "year" else 2)
    if not wrong:
        return None
    passed = f"{months // 12}年{months % 12}个月" if months >= 0 else "还没有开始"
    return Contradiction(
        (start.key, fact.key), f"从 {day.isoformat()} 到 {on.isoformat()} 是 {passed}，不是 {said}"
    )


def _computed(fact: Fact, facts: Facts) -> Contradiction | None:
    match = _COMPUTED.fullmatch(fact.attribute)
    if match is None or not _YEAR.fullmatch(fact.period):
        return None
    head, base = match.groups()
    now = _exact(facts, base, fact.period)
    before = _exact(facts, base, f"{int(fact.period) - 1:04}")
    if now is None or before is None:
        return None
    if head == "increment" and isinstance(fact.value, Money):
        right, off = Money(yuan=now - before), abs(fact.value.yuan - (now - before)) >= _ROUNDED
        told = str(right)
    elif head == "growth" and isinstance(fact.value, Ratio) and before > 0:
        rate = (now - before) / before
        off, told = abs(fact.value.fraction - rate) > _POINT, _percent(rate)
    else:
        return None
    keys = (fact_key(base, f"{int(fact.period) - 1:04}"), fact_key(base, fact.period), fact.key)
    return Contradiction(keys, f"按前两项计算应为 {told}，不是 {fact.value}") if off else None


def _share(fact: Fact, facts: Facts) -> Contradiction | None:
    match = _SHARE.fullmatch(fact.attribute)
    if match is None or not isinstance(fact.value, Ratio):
        return None
    part, whole = (_exact(facts, name, fact.period) for name in match.groups())
    if part is None or not whole:
        return None
    if abs(fact.value.fraction - part / whole) <= _POINT:
        return None
    keys = (*(fact_key(name, fact.period) for name in match.groups()), fact.key)
    return Contradiction(keys, f"按前两项计算应为 {_percent(part / whole)}，不是 {fact.value}")


def _exact(facts: Facts, attribute: str, period: str) -> Decimal | None:
    """The magnitude of an exactly known quantity."""
    found = facts.at(attribute, period)
    if found is None or not isinstance(found.value, Money | Headcount | Area | Count):
        return None
    return magnitude(found.value)


def _percent(rate: Decimal) -> str:
    return f"{plain((rate * 100).quantize(_POINT))}%"
