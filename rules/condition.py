"""Conditions: the closed union a rule's eligibility is written in.

A leaf always carries the span it was read from. ``Compare`` checks its kinds when it is built: a
ratio is never compared with money. Unlike kinds of *attribute* and value are refused by
``rules.codec.check_kinds``, which knows the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal, Self, assert_never

from pydantic import Field, model_validator

from rules.document import Frozen, SourceSpan
from rules.period import NOW, PeriodField
from rules.quantity import Quantity, Ratio, RatioField


class Comparator(StrEnum):
    """How a value is compared. ``>=`` and ``<=`` include the number itself."""

    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    EQ = "=="
    NE = "!="


class Authority(StrEnum):
    """Why a comparison word was read as inclusive or not (idioms: reading order of one text)."""

    DEFINITION = "definition"  # the text's own clause: 本办法所称以上含本数
    MARK = "mark"  # （含）, （不含） in place
    CIVIL_CODE = "civil_code"  # 民法典 第一千二百五十九条
    PLAIN = "plain"  # the words leave no doubt: 不低于
    CONVENTION = "convention"  # usual reading, nothing settles it


class Value(Frozen):
    """The value of one attribute at one period."""

    kind: Literal["value"] = "value"
    attribute: str
    period: PeriodField = NOW


class Growth(Frozen):
    """``(x_t - x_{t-1}) / x_{t-1}`` of a yearly attribute; a base of zero or less is unknown."""

    kind: Literal["growth"] = "growth"
    attribute: str
    period: PeriodField


class Increment(Frozen):
    """``x_t - x_{t-1}`` of a yearly attribute, in the attribute's own kind."""

    kind: Literal["increment"] = "increment"
    attribute: str
    period: PeriodField


class Share(Frozen):
    """``part / whole`` of two attributes over one period; over several years a ratio of sums."""

    kind: Literal["share"] = "share"
    part: str
    whole: str
    period: PeriodField = NOW


class OverYears(Frozen):
    """One attribute (or its growth) over several full years.

    ``each`` means the comparison must hold in every year (连续三年, 每年均); the others aggregate.
    ``period`` is a span such as ``Y-3..Y-1``.
    """

    kind: Literal["over_years"] = "over_years"
    attribute: str
    period: PeriodField
    aggregate: Literal["each", "sum", "mean", "max", "min"]
    of: Literal["value", "growth"] = "value"


class Records(Frozen):
    """A figure over typed records (people hired, patents, leases) that satisfy ``where``.

    ``field`` names the summed or compared field of a record; ``count`` and ``exists`` need none.
    Inside ``where`` the attributes are the record's own fields. A record of which ``where`` is open
    counts perhaps; over no records at all a sum is zero of anything.
    """

    kind: Literal["records"] = "records"
    attribute: str
    aggregate: Literal["count", "sum", "max", "exists"]
    field: str = ""
    where: Condition | None = None


Operand = Annotated[
    Value | Growth | Increment | Share | OverYears | Records, Field(discriminator="kind")
]


class Compare(Frozen):
    """``operand op value``, or ``operand op other``, another operand scaled by ``times``.

    Decided when all that the facts allow agrees; unlike units decide nothing.
    """

    kind: Literal["compare"] = "compare"
    operand: Operand
    op: Comparator
    value: Quantity | None = None
    other: Operand | None = None
    times: RatioField | None = None
    authority: Authority = Authority.PLAIN
    source: SourceSpan

    @model_validator(mode="after")
    def _one_right_side(self) -> Self:
        if (self.value is None) == (self.other is None):
            raise ValueError("比较条件必须恰有一个右侧：value（数量）或 other（另一个指标）")
        is_ratio = isinstance(self.operand, Growth | Share) or (
            isinstance(self.operand, OverYears) and self.operand.of == "growth"
        )
        if is_ratio and self.value is not None and not isinstance(self.value, Ratio):
            raise ValueError(f"增速或占比只能与比率比较，而不是「{self.value}」")
        return self


class Is(Frozen):
    """A yes-or-no attribute is ``expected`` (近三年无重大违法: attribute false over R36M).

    Never at all is also never in this period; once does not say when.
    """

    kind: Literal["is"] = "is"
    attribute: str
    expected: bool = True
    period: PeriodField = NOW
    source: SourceSpan


class OneOf(Frozen):
    """An enum or region attribute is one of ``values``; a region also by lying in one of them.

    A choice is also what it implies (制造业 is 工业); the broader one may be the narrower.
    """

    kind: Literal["one_of"] = "one_of"
    attribute: str
    values: tuple[str, ...] = Field(min_length=1)
    period: PeriodField = NOW
    source: SourceSpan


class Has(Frozen):
    """A tag attribute holds one of ``values`` (认定为国家高新技术企业).

    ``first`` asks that it be the first grant ever; ``period`` bounds the day it was granted
    (``now``: in force today). What is not listed is not held only where the list is complete.
    """

    kind: Literal["has"] = "has"
    attribute: str
    values: tuple[str, ...] = Field(min_length=1)
    first: bool = False
    period: PeriodField = NOW
    source: SourceSpan


class Within(Frozen):
    """A date attribute lies inside ``period`` (2023年1月1日后注册, 近两年内竣工)."""

    kind: Literal["within"] = "within"
    attribute: str
    period: PeriodField
    source: SourceSpan


class AllOf(Frozen):
    """Every child holds: false as soon as one is false, else unknown if one is unknown."""

    kind: Literal["all"] = "all"
    of: tuple[Condition, ...] = Field(min_length=1)
    source: SourceSpan | None = None


class AnyOf(Frozen):
    """At least one child holds: true as soon as one is true, else unknown if one is unknown."""

    kind: Literal["any"] = "any"
    of: tuple[Condition, ...] = Field(min_length=1)
    source: SourceSpan | None = None


class AtLeast(Frozen):
    """At least ``k`` children hold: decided once no unknown one could change it."""

    kind: Literal["at_least"] = "at_least"
    k: int = Field(ge=1)
    of: tuple[Condition, ...] = Field(min_length=1)
    source: SourceSpan | None = None


class Not(Frozen):
    """The child does not hold; unknown stays unknown."""

    kind: Literal["not"] = "not"
    of: Condition
    source: SourceSpan | None = None


class Judged(Frozen):
    """A named gate: a body decides (评审, 择优, 符合产业导向). No machine answers it."""

    kind: Literal["judged"] = "judged"
    gate: str
    body: str = ""
    source: SourceSpan


class Unparsed(Frozen):
    """A condition in the text that no rule was made of: UNKNOWN, and it blocks publication."""

    kind: Literal["unparsed"] = "unparsed"
    reason: str
    source: SourceSpan


Leaf = Compare | Is | OneOf | Has | Within | Judged | Unparsed
Condition = Annotated[
    Compare | Is | OneOf | Has | Within | AllOf | AnyOf | AtLeast | Not | Judged | Unparsed,
    Field(discriminator="kind"),
]
for _model in (Records, Compare, AllOf, AnyOf, AtLeast, Not):
    _model.model_rebuild()


def leaves(condition: Condition) -> Iterator[Leaf]:
    """The leaves of a condition tree, left to right."""
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            for child in condition.of:
                yield from leaves(child)
        case Not():
            yield from leaves(condition.of)
        case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            yield condition
        case _:
            assert_never(condition)


def operand_attributes(operand: Operand) -> Iterator[tuple[str, PeriodField]]:
    """The attributes an operand reads, each with its period."""
    match operand:
        case Value() | Growth() | Increment() | OverYears():
            yield operand.attribute, operand.period
        case Share():
            yield operand.part, operand.period
            yield operand.whole, operand.period
        case Records():
            yield operand.attribute, NOW
        case _:
            assert_never(operand)
