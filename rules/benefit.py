"""Awards: the closed union of what a subsidy item grants and how the amount is computed.

Every award has ``caps`` (the amount is the least of them all), an optional ``floor``, what one
payment covers (``per``) and for how long it is paid (``lasting``). ``ceiling`` marks 最高/不超过:
the figure is an upper bound and the actual amount is decided by a body.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, assert_never

from pydantic import Field

from rules.condition import Condition, Operand
from rules.document import Frozen, SourceSpan
from rules.quantity import DurationField, MoneyField, Quantity, RatioField

PerUnitOfTime = Literal["once", "year", "quarter", "month", "day"]
CapScope = Literal[
    "item",  # this payment
    "project",
    "enterprise",  # per enterprise and item, all in all
    "enterprise_year",
    "person",
    "total",  # cumulative over the years
    "budget",  # over all recipients
]


class Cap(Frozen):
    """A limit on the amount: a sum of money, or ``rate`` of an operand (不超过实际投入的20%).

    ``of`` without ``rate`` is the whole of it; ``rate`` without ``of`` is of the base of the award,
    and an upper bound where the award has none. ``per`` says whose payments it limits: a limit per
    person binds each unit of ``PerUnit`` and the person who applies, and else is an upper bound;
    limits over several payments bound their total as well.
    """

    amount: MoneyField | None = None
    rate: RatioField | None = None
    of: Operand | None = None
    per: CapScope = "item"
    source: SourceSpan


class _Award(Frozen):
    """What every award has.

    The least of ``caps`` binds, also below ``floor``; ``floor`` lifts the computed sum. ``ceiling``
    (最高) leaves the sum up to its high end to a body. ``per`` and ``lasting`` multiply nothing:
    they are reported, with the most all payments come to. ``instalments`` are parts of the sum.
    """

    ceiling: bool = False
    per: PerUnitOfTime = "once"
    lasting: DurationField | None = None
    caps: tuple[Cap, ...] = ()
    floor: MoneyField | None = None
    instalments: tuple[RatioField, ...] = ()
    source: SourceSpan


class Fixed(_Award):
    """A fixed sum: 给予一次性奖励10万元. With ``ceiling``: 最高10万元."""

    kind: Literal["fixed"] = "fixed"
    amount: MoneyField


class Rate(_Award):
    """A rate of a base: 按研发投入的10%给予补助. Matching funds are a rate of the upper grant."""

    kind: Literal["rate"] = "rate"
    rate: RatioField
    base: Operand


class PerUnit(_Award):
    """``amount`` for each unit of ``quantity`` (每件, 每人, 每平方米).

    ``step`` pays only for whole steps (每增加1000万元); ``from_`` counts only what lies above it;
    ``at_most`` limits the quantity (前1000平方米). A time is counted in its attribute's own unit,
    since a day in full years or months; sums, ratios and days of the calendar are no units.
    """

    kind: Literal["per_unit"] = "per_unit"
    amount: MoneyField
    quantity: Operand
    step: Quantity | None = None
    from_: Quantity | None = None
    at_most: Quantity | None = None


class Band(Frozen):
    """One step or slice: from ``lower`` to ``upper``, each end marked as included or not.

    Exactly one of ``amount`` and ``rate`` is set; ``cap`` limits the amount of this band alone. Of
    bands that overlap the one with the highest lower end counts; a value in none gets nothing.
    """

    lower: Quantity | None = None
    lower_included: bool = True
    upper: Quantity | None = None
    upper_included: bool = False
    amount: MoneyField | None = None
    rate: RatioField | None = None
    cap: MoneyField | None = None
    source: SourceSpan


class Tiers(_Award):
    """Steps over one operand.

    ``step``: a fixed sum by the highest band reached. ``slab``: one rate on the whole base (jumps
    at the edges). ``slice``: each band's rate on the part inside it (continuous). For rates,
    ``base`` is what the rate applies to when it differs from the graded ``operand``.
    """

    kind: Literal["tiers"] = "tiers"
    machine: Literal["step", "slab", "slice"]
    operand: Operand
    base: Operand | None = None
    bands: tuple[Band, ...] = Field(min_length=1)


class Case(Frozen):
    """One alternative of ``Cases``: who gets it and what it is."""

    when: Condition
    award: Award


class Cases(_Award):
    """Alternatives by condition.

    ``highest``: the largest of those that hold (就高); ``first``: the first that holds; ``sum``:
    all that hold add up (叠加, 再增加).
    """

    kind: Literal["cases"] = "cases"
    choose: Literal["highest", "first", "sum"] = "highest"
    cases: tuple[Case, ...] = Field(min_length=1)


class LesserOf(_Award):
    """The smaller of several: 低于标准的按实际发生额."""

    kind: Literal["lesser_of"] = "lesser_of"
    of: tuple[Award, ...] = Field(min_length=2)


class TopUp(_Award):
    """``max(0, target - received)``: 晋级补差."""

    kind: Literal["top_up"] = "top_up"
    target: Award
    received: Operand


class InKind(_Award):
    """Something that is not a sum: a title, a service, a reduction, a rate nobody quantified."""

    kind: Literal["in_kind"] = "in_kind"
    what: str


Award = Annotated[
    Fixed | Rate | PerUnit | Tiers | Cases | LesserOf | TopUp | InKind, Field(discriminator="kind")
]
for _model in (Case, Cases, LesserOf, TopUp):
    _model.model_rebuild()


def nested_awards(award: Award) -> Iterator[Award]:
    """The award and every award inside it, outermost first."""
    yield award
    match award:
        case Cases():
            for case in award.cases:
                yield from nested_awards(case.award)
        case LesserOf():
            for inner in award.of:
                yield from nested_awards(inner)
        case TopUp():
            yield from nested_awards(award.target)
        case Fixed() | Rate() | PerUnit() | Tiers() | InKind():
            return
        case _:
            assert_never(award)
