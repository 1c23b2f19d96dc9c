"""What an item's own conditions speak of, when its award only repeats or counts it."""

from __future__ import annotations

import re

from compiler.fold import fold
from rules.condition import (
    Comparator,
    Compare,
    Condition,
    Growth,
    Has,
    Increment,
    Is,
    OneOf,
    Operand,
    Value,
    leaves,
)
from rules.period import Period
from rules.quantity import AnyQuantity, Area, Count, Headcount, Money


def spoken_of(stated: tuple[Condition, ...], base: str, value: AnyQuantity) -> Operand | None:
    """固定资产投资1亿元以上的，按投资额的1‰: a short name repeats the figure just compared."""
    stem = base.removesuffix("额")
    for condition in stated:
        for leaf in leaves(condition):
            if (
                isinstance(leaf, Compare)
                and type(leaf.value) is type(value)
                and stem in fold(leaf.source.quote)
            ):
                return leaf.operand
    return None


def grown_of(stated: tuple[Condition, ...]) -> Increment | None:
    """地方贡献增长10%以上的，按增量的60%: of the only figure whose growth is compared."""
    grown = {
        (leaf.operand.attribute, leaf.operand.period)
        for condition in stated
        for leaf in leaves(condition)
        if isinstance(leaf, Compare) and isinstance(leaf.operand, Growth | Increment)
    }
    if len(grown) != 1:
        return None
    ((attribute, period),) = grown
    return Increment(attribute=attribute, period=period)


def spoken_as(stated: tuple[Condition, ...], attribute: str) -> Operand | None:
    """上年度研发费用500万元以下的，按研发费用的5%: the figure compared, with its period."""
    for condition in stated:
        for leaf in leaves(condition):
            if (
                isinstance(leaf, Compare)
                and isinstance(leaf.operand, Value)
                and leaf.operand.attribute == attribute
            ):
                return leaf.operand
    return None


def year_of(stated: tuple[Condition, ...], attribute: str) -> Period | None:
    """上年度出口额5000万元以上…每增加100万元: the one year the conditions name for a figure."""
    years = {
        leaf.operand.period
        for condition in stated
        for leaf in leaves(condition)
        if isinstance(leaf, Compare)
        and isinstance(leaf.operand, Value | Growth | Increment)
        and leaf.operand.attribute == attribute
        and leaf.operand.period.code != "annual"
    }
    return years.pop() if len(years) == 1 else None


#: What is spent or borrowed, and so what a share is paid of; a turnover is not.
_SPENT = re.compile(r"投资|投入|合同[金总]?额|费用?(?!率)|支出|购置|采购|贷款|租金|成本|保费")


def spent_on(stated: tuple[Condition, ...]) -> Operand | None:
    """固定资产投资500万元以上的，按20%给予补助: the only sum spent that the conditions speak of."""
    found: list[Operand] = []
    for condition in stated:
        for leaf in leaves(condition):
            if (
                isinstance(leaf, Compare)
                and isinstance(leaf.operand, Value)
                and isinstance(leaf.value, Money)
                and leaf.op in (Comparator.GE, Comparator.GT)
                and _SPENT.search(fold(leaf.source.quote))
                and leaf.operand not in found
            ):
                found.append(leaf.operand)
    return found[0] if len(found) == 1 else None


def graded_above(stated: tuple[Condition, ...], edge: AnyQuantity) -> Operand | None:
    """固定资产投资超过5亿元的，按超过5亿元部分的0.5%: what was compared with the same edge."""
    for condition in stated:
        for leaf in leaves(condition):
            if isinstance(leaf, Compare) and leaf.value == edge:
                return leaf.operand
    return None


def reaches(stated: tuple[Condition, ...], edge: AnyQuantity | None) -> bool:
    """Whether the conditions let in who has just so much: 5亿元以上."""
    return any(
        isinstance(leaf, Compare) and leaf.value == edge and leaf.op is Comparator.GE
        for condition in stated
        for leaf in leaves(condition)
    )


def spoken_count(stated: tuple[Condition, ...], unit: str, noun: str = "") -> Operand | None:
    """What the item's own conditions count in this unit: 主导制定标准不少于1项 … 每项资助20万元.

    A ``noun`` must stand in the condition too: 水稻种植面积50亩以上 … 按种植面积每亩100元.
    """
    for condition in stated:
        for leaf in leaves(condition):
            if (
                isinstance(leaf, Compare)
                and isinstance(leaf.operand, Value)
                and (
                    (isinstance(leaf.value, Count) and leaf.value.unit in (unit, unit + noun))
                    or (isinstance(leaf.value, Headcount) and unit in ("人", "名"))
                    or (isinstance(leaf.value, Area) and unit in ("亩", "平方米", "㎡"))
                )
                and _speaks_of(noun, fold(leaf.source.quote))
            ):
                return leaf.operand
    return None


def _speaks_of(noun: str, quote: str) -> bool:
    """Whether a condition names what is counted: 存栏种羊1000只以上 … 按存栏种羊数每只20元."""
    return noun in quote or (len(noun) > 3 and noun.endswith("数") and noun[:-1] in quote)


def increased(stated: tuple[Condition, ...], step: AnyQuantity) -> Operand | None:
    """The increment the item's conditions speak of: 增加500万元以上 … 每增加500万元奖励2万元."""
    for condition in stated:
        for leaf in leaves(condition):
            if (
                isinstance(leaf, Compare)
                and isinstance(leaf.operand, Increment)
                and type(leaf.value) is type(step)
            ):
                return leaf.operand
    return None


def graded(stated: tuple[Condition, ...], step: AnyQuantity) -> tuple[Operand, AnyQuantity] | None:
    """What the conditions ask to be reached in the kind of a step, and from where it is counted."""
    for condition in stated:
        for leaf in leaves(condition):
            if (
                isinstance(leaf, Compare)
                and isinstance(leaf.operand, Value)
                and leaf.op in (Comparator.GE, Comparator.GT)
                and leaf.value is not None
                and type(leaf.value) is type(step)
            ):
                return leaf.operand, leaf.value
    return None


def acted_in(stated: tuple[Condition, ...]) -> Period | None:
    """上年度向企业提供服务的，按到账金额的15%: the year of what was done is that of its cost."""
    years = {
        leaf.period
        for condition in stated
        for leaf in leaves(condition)
        if isinstance(leaf, Is) and leaf.expected and leaf.period.code in ("Y-1", "Y")
    }
    return years.pop() if len(years) == 1 else None


def done_in(stated: tuple[Condition, ...]) -> Period | None:
    """上年度取得认证的，按认证产品数量: the year of what was done is that of what is counted."""
    years = {
        leaf.period
        for condition in stated
        for leaf in leaves(condition)
        if (isinstance(leaf, Has) or (isinstance(leaf, Is) and leaf.expected))
        and leaf.period.code in ("Y-1", "Y")
    }
    return years.pop() if len(years) == 1 else None


def counted_in(stated: tuple[Condition, ...], unit: str) -> Period | None:
    """上年度接待5000人次以上的，…按境外游客人次: what is counted alike is of the same year."""
    years = {
        leaf.operand.period
        for condition in stated
        for leaf in leaves(condition)
        if isinstance(leaf, Compare)
        and isinstance(leaf.operand, Value)
        and isinstance(leaf.value, Count)
        and leaf.value.unit == unit
        and leaf.operand.period.code in ("Y-1", "Y")
    }
    return years.pop() if len(years) == 1 else None


def recipients(
    stated: tuple[Condition, ...], others: tuple[Condition, ...] = ()
) -> Condition | None:
    """The condition that says best who is paid at all: a title, a kind of body, a figure.

    A figure that the other cases (``others``) speak of too goes before all.
    """
    figures = [c for c in stated if isinstance(c, Compare)]
    graded = {_attribute(leaf) for c in others for leaf in leaves(c) if isinstance(leaf, Compare)}
    ranks: list[list[Condition]] = [
        [c for c in figures if _attribute(c) in graded - {""}],
        [c for c in stated if isinstance(c, Has)],
        [c for c in stated if any(_kind_of_body(leaf) for leaf in leaves(c))],
        list(figures),
        list(stated),
    ]
    return next((found[0] for found in ranks if found), None)


def _attribute(leaf: Condition) -> str:
    single = isinstance(leaf, Compare) and isinstance(leaf.operand, Value | Growth | Increment)
    return f"{leaf.operand.kind}:{leaf.operand.attribute}" if single else ""  # type: ignore[union-attr]


def _kind_of_body(leaf: Condition) -> bool:
    return isinstance(leaf, OneOf) and leaf.attribute in ("entity_type", "enterprise_size")


def granted_before(stated: tuple[Condition, ...]) -> Operand | None:
    """市级资助额超过展位费50%的，按展位费补足差额: the grant of others spoken of."""
    for condition in stated:
        for leaf in leaves(condition):
            if (
                isinstance(leaf, Compare)
                and isinstance(leaf.operand, Value)
                and leaf.operand.attribute in ("upper_grant", "received_support")
            ):
                return leaf.operand
    return None
