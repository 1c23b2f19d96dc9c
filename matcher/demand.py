"""Data demand (数据需求清单): which facts the rules need, from which department, and how old.

One line for each attribute and period, with every item that needs it, what for and which clause
says so. Whether a register can answer is what the vocabulary says (``declared``); an attribute that
a compiler proposed has no holder until a person has given it one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import assert_never

from matcher.labels import label_of
from rules.benefit import Award, Cases, PerUnit, Rate, Tiers, TopUp, nested_awards
from rules.condition import (
    Compare,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    Leaf,
    OneOf,
    Operand,
    OverYears,
    Records,
    Unparsed,
    Within,
    leaves,
    operand_attributes,
)
from rules.document import Frozen, SourceSpan
from rules.period import NOW, Period
from rules.rule import Rule
from rules.vocabulary import Attribute, Kind, Vocabulary
from rules.wording_condition import describe_period


class Holder(StrEnum):
    """Where a fact can be had."""

    REGISTER = "register"  # a department's register
    DECLARED = "declared"  # only the applicant can state it
    PROPOSED = "proposed"  # a new attribute: nobody has said yet who holds it


class Purpose(StrEnum):
    """What an item needs a fact for."""

    CONDITION = "condition"
    EXCLUSION = "exclusion"
    CASE = "case"  # decides which of several amounts is paid
    AMOUNT = "amount"  # goes into the sum
    ONCE = "once"  # what was granted before, for stacking rules


class DataUse(Frozen):
    """One item that needs the fact, with the words that say so."""

    rule: str
    title: str
    place: str
    purpose: Purpose
    source: SourceSpan


class DataNeed(Frozen):
    """One fact that rules need.

    ``period`` is a code (see ``rules.period``) and ``period_text`` its words; ``fresh`` says as
    of when the data must stand. ``uses`` are in the order of the rules.
    """

    attribute: str
    label: str
    kind: Kind | None
    unit: str = ""
    period: str
    period_text: str
    fresh: str
    department: str
    holder: Holder
    uses: tuple[DataUse, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the items that need it, each once."""
        return tuple(dict.fromkeys(use.rule for use in self.uses))


@dataclass
class _Need:
    attribute: str
    period: Period
    uses: list[DataUse] = field(default_factory=list)


def data_needs(rules: Iterable[Rule], vocabulary: Vocabulary) -> tuple[DataNeed, ...]:
    """Every fact these rules need: by department (none last), those most items need first.

    A growth needs the year before as well, and both years are said as one period.
    """
    found: dict[tuple[str, str], _Need] = {}
    for rule in rules:
        for attribute, period, purpose, source in needed_facts(rule):
            known = vocabulary.get(attribute)
            meant = known.period if known is not None and period == NOW else period
            need = found.setdefault((attribute, str(meant)), _Need(attribute, meant))
            need.uses.append(
                DataUse(
                    rule=rule.id, title=rule.title, place=rule.place, purpose=purpose, source=source
                )
            )
    needs = [_need(need, vocabulary) for need in found.values()]
    return tuple(
        sorted(
            needs,
            key=lambda n: (
                not n.department,
                n.department,
                -len(n.items),
                n.label,
                n.attribute,
                n.period,
            ),
        )
    )


def holder_of(attribute: Attribute | None) -> Holder:
    """Where a fact can be had, by what the vocabulary says of it."""
    if attribute is None or attribute.proposed or not attribute.department:
        return Holder.PROPOSED
    return Holder.DECLARED if attribute.declared else Holder.REGISTER


def needed_facts(rule: Rule) -> Iterator[tuple[str, Period, Purpose, SourceSpan]]:
    """Every attribute and period an item reads, with what for and where it is said."""
    for leaf in leaves(rule.when):
        yield from _of_leaf(leaf, Purpose.CONDITION)
    for excluded in rule.unless:
        for leaf in leaves(excluded):
            yield from _of_leaf(leaf, Purpose.EXCLUSION)
    for award in nested_awards(rule.award):
        yield from _of_award(award)
    for stacking in rule.stacking:
        if stacking.kind in ("once_only", "annual_cap", "exclusive_with"):
            yield "past_grants", NOW, Purpose.ONCE, stacking.source


def _of_leaf(leaf: Leaf, purpose: Purpose) -> Iterator[tuple[str, Period, Purpose, SourceSpan]]:
    match leaf:
        case Compare():
            for side in (leaf.operand, leaf.other):
                if side is not None:
                    yield from _of_operand(side, purpose, leaf.source)
        case Is() | OneOf() | Has() | Within():
            yield leaf.attribute, leaf.period, purpose, leaf.source
        case Judged() | Unparsed():
            return
        case _:
            assert_never(leaf)


def _of_award(award: Award) -> Iterator[tuple[str, Period, Purpose, SourceSpan]]:
    operands: list[Operand] = [cap.of for cap in award.caps if cap.of is not None]
    match award:
        case Cases():
            for case in award.cases:
                for leaf in leaves(case.when):
                    yield from _of_leaf(leaf, Purpose.CASE)
        case Tiers():
            operands += [award.operand] if award.base is None else [award.operand, award.base]
        case Rate():
            operands.append(award.base)
        case PerUnit():
            operands.append(award.quantity)
        case TopUp():
            operands.append(award.received)
        case _:
            pass
    for operand in operands:
        yield from _of_operand(operand, Purpose.AMOUNT, award.source)


def _of_operand(
    operand: Operand, purpose: Purpose, source: SourceSpan
) -> Iterator[tuple[str, Period, Purpose, SourceSpan]]:
    match operand:
        case Growth() | Increment():
            yield operand.attribute, _with_year_before(operand.period), purpose, source
        case OverYears(of="growth"):
            yield operand.attribute, _with_year_before(operand.period), purpose, source
        case _:
            for attribute, period in operand_attributes(operand):
                yield attribute, period, purpose, source
    if isinstance(operand, Records) and operand.where is not None:
        for leaf in leaves(operand.where):
            for _, period, _, inner in _of_leaf(leaf, purpose):
                if period != NOW:  # the record's own window; its fields belong to the list
                    yield operand.attribute, period, purpose, inner


def _with_year_before(period: Period) -> Period:
    """The years of a growth and the one it is compared with."""
    code = "Y-1" if period.code == "annual" else period.code
    first, _, last = code.partition("..")
    if first == "Y":
        return Period(f"Y-1..{last or 'Y'}")
    if first.startswith("Y-"):
        return Period(f"Y-{int(first[2:]) + 1}..{last or first}")
    if len(first) == 4 and first.isdigit() and not last:
        return Period(f"{int(first) - 1}-01-01..{first}-12-31")
    return period


def _need(need: _Need, vocabulary: Vocabulary) -> DataNeed:
    known = vocabulary.get(need.attribute)
    return DataNeed(
        attribute=need.attribute,
        label=label_of(need.attribute, vocabulary),
        kind=known.kind if known is not None else None,
        unit=known.unit if known is not None else "",
        period=str(need.period),
        period_text=describe_period(need.period),
        fresh=_fresh(need.period),
        department=known.department if known is not None else "",
        holder=holder_of(known),
        uses=tuple(need.uses),
    )


_ANY_DAY = date(2024, 6, 30)


def _fresh(period: Period) -> str:
    """As of when the data must stand, in words."""
    if period == NOW:
        return "申请当日的状态"
    if period.code == "ever":
        return "截至申请当日的全部记录"
    if period.code == "each_year":
        return "享受期间每年更新"
    if period.code.startswith("R"):
        return "截至申请当日，滚动更新"
    if period.years(_ANY_DAY):
        if period.code == "Y" or period.code.endswith("..Y"):
            return "当年，截至申请当日"
        return "年度结束后的全年数据"
    return "所列期间结束后的数据"
