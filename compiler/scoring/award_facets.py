"""The constructs an award shows, and those of what a rule says besides: stacking, days, process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from compiler.scoring.construct import Construct
from compiler.scoring.match import bare
from rules.benefit import (
    Award,
    Cap,
    Cases,
    Fixed,
    InKind,
    LesserOf,
    PerUnit,
    Rate,
    Tiers,
    TopUp,
    nested_awards,
)
from rules.condition import Has, Operand, OverYears, Value, operand_attributes
from rules.document import SourceSpan
from rules.rule import Delivery, ReviewMode, Rule
from rules.stacking import (
    AnnualCap,
    Budget,
    Cumulative,
    ExclusiveWith,
    HighestOf,
    OnceOnly,
    Stacking,
)

_GRANTS = "upper_grant"  # what a higher authority paid: a rate of it is matching funds


def award_facets(award: Award) -> frozenset[Construct]:
    """Every construct the award or an award inside it shows."""
    found: set[Construct] = set()
    for inner in nested_awards(award):
        found.add(_formula(inner))
        found.update(_bases(inner), _limits(inner), _pace(inner))
    return frozenset(found)


def _formula(award: Award) -> Construct:
    match award:
        case Fixed():
            return Construct.FIXED
        case Rate():
            of_grant = any(name == _GRANTS for name, _ in operand_attributes(award.base))
            return Construct.MATCHING if of_grant else Construct.PROPORTION
        case PerUnit():
            if award.step is not None:
                return Construct.PER_STEP
            limited = award.at_most is not None or award.from_ is not None
            return Construct.PER_UNIT_LIMITED if limited else Construct.PER_UNIT
        case Tiers():
            machines = {
                "step": Construct.STEP,
                "slab": Construct.SLAB,
                "slice": Construct.SLICE,
            }
            return machines[award.machine]
        case Cases():
            return _cases(award)
        case LesserOf():
            return Construct.LESSER
        case TopUp():
            return Construct.TOP_UP
        case InKind():
            return Construct.IN_KIND
        case _:
            assert_never(award)


def _cases(award: Cases) -> Construct:
    if award.choose == "sum":
        return Construct.UPLIFT
    if all(isinstance(case.when, Has) for case in award.cases):
        return Construct.BY_TITLE
    return Construct.FIRST_CASE if award.choose == "first" else Construct.HIGHEST


def _bases(award: Award) -> Iterator[Construct]:
    operand: Operand | None = None
    if isinstance(award, Rate):
        operand = award.base
    elif isinstance(award, PerUnit):
        operand = award.quantity
    elif isinstance(award, Tiers):
        operand = award.base or award.operand
    elif isinstance(award, TopUp):
        operand = award.received
    if operand is None:
        return
    if any(name.startswith("?") for name, _ in operand_attributes(operand)):
        yield Construct.BASE_NEW
    elif isinstance(operand, Value | OverYears):
        yield Construct.BASE_KNOWN
    if not isinstance(operand, Value | OverYears):
        yield Construct.BASE_INCREMENT


def _limits(award: Award) -> Iterator[Construct]:
    if award.ceiling:
        yield Construct.CEILING
    if award.floor is not None:
        yield Construct.FLOOR
    for cap in award.caps:
        yield _scope(cap)
        if cap.rate is not None or cap.of is not None:
            yield Construct.CAP_FIGURE


def _scope(cap: Cap) -> Construct:
    match cap.per:
        case "item":
            return Construct.CAP_ITEM
        case "project":
            return Construct.CAP_PROJECT
        case "enterprise":
            return Construct.CAP_ENTERPRISE
        case "enterprise_year":
            return Construct.CAP_YEAR
        case "person":
            return Construct.CAP_PERSON
        case "total":
            return Construct.CAP_TOTAL
        case "budget":
            return Construct.CAP_BUDGET
        case _:
            assert_never(cap.per)


def _pace(award: Award) -> Iterator[Construct]:
    if award.per != "once":
        yield Construct.BY_TIME
    if award.lasting is not None:
        yield Construct.LASTING
    if award.instalments:
        yield Construct.INSTALMENTS


def told(rule: Rule) -> dict[Construct, frozenset[object]]:
    """What the rule says besides conditions and award, each with what two readings must share."""
    found: dict[Construct, set[object]] = {}
    for stacking in rule.stacking:
        kind, said = _stacks(stacking)
        found.setdefault(kind, set()).add(said)
    if rule.validity.start is not None:
        found[Construct.VALID_FROM] = {rule.validity.start}
    if rule.validity.end is not None:
        found[Construct.VALID_UNTIL] = {rule.validity.end}
    if rule.windows:
        found[Construct.WINDOW] = {(w.start, w.end) for w in rule.windows}
    if rule.delivery is not Delivery.APPLICATION:
        found[Construct.DELIVERY] = {rule.delivery}
    if rule.review_mode is not ReviewMode.UNSTATED:
        found[Construct.REVIEW] = {rule.review_mode}
    if rule.obligations:
        found[Construct.OBLIGATION] = {_place(note.source) for note in rule.obligations}
    if rule.materials:
        found[Construct.MATERIALS] = {_place(note.source) for note in rule.materials}
    if rule.department:
        found[Construct.DEPARTMENT] = {_office(rule.department)}
    found[Construct.SUBJECT] = {rule.subject}
    if rule.phone:
        found[Construct.PHONE] = {rule.phone}
    return {construct: frozenset(said) for construct, said in found.items()}


#: 云江市石桥区商务局 and 区商务局 are one office; of several the first named leads.
_WHERE = re.compile(r"^[一-鿿]{0,10}[省市区县州旗](?!场)(?=[一-鿿]{2})")


def _office(name: str) -> str:
    return _WHERE.sub("", name.split("、")[0])


def _stacks(stacking: Stacking) -> tuple[Construct, object]:
    match stacking:
        case HighestOf():
            return Construct.ONLY_HIGHEST, bare(stacking.scope)
        case ExclusiveWith():
            return Construct.EXCLUSIVE, bare(stacking.scope)
        case OnceOnly():
            return Construct.ONCE_ONLY, bare(stacking.scope)
        case AnnualCap():
            return Construct.YEARLY_CAP, (stacking.amount, bare(stacking.scope))
        case Budget():
            return Construct.BUDGET, stacking.pro_rata
        case Cumulative():
            return Construct.CUMULATIVE, bare(stacking.scope)
        case _:
            assert_never(stacking)


def _place(source: SourceSpan) -> tuple[int, int]:
    return source.start, source.end
