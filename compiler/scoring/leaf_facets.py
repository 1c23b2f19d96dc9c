"""The constructs a condition leaf shows, one a dimension, told from its type and fields alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from compiler.scoring.construct import Construct
from compiler.scoring.match import PlacedLeaf, Role, conditions
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Authority,
    Comparator,
    Compare,
    Condition,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    Leaf,
    Not,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Unparsed,
    Value,
    Within,
    operand_attributes,
)
from rules.period import Period
from rules.quantity import Area, Count, DateValue, Duration, Headcount, Money, Quantity, Ratio
from rules.rule import Rule

Facets = dict[str, Construct]

#: A provision named inside a text; the number an article begins with is its own.
_REFERENCE = re.compile(r"(?<=\S)第[一二三四五六七八九十百\d]+条|[前上]款|[前上]一?条|[前上]述")
_SPANS = {"each": Construct.EACH_YEAR, "sum": Construct.SUM_OF_YEARS}
_REGIONS = re.compile(r"\w*_region")


def leaf_facets(rule: Rule, placed: PlacedLeaf, joined: Construct) -> Facets:
    """One construct a dimension of a leaf of ``rule``; ``joined`` is what ``joins`` says of it.

    A gate and a stretch that was not read have no fact, so neither a period nor a name.
    """
    leaf = placed.leaf
    found: list[Construct] = [_asks(leaf, placed.negated), joined, _stands(rule, placed)]
    if isinstance(leaf, Compare):
        found += [_compares(leaf.op), _because(leaf.authority)]
    facts = tuple(_facts(leaf))
    if facts:
        found += [_period(facts[0][1]), _named(leaf, facts)]
    return {construct.dimension: construct for construct in found}


def joins(rule: Rule) -> tuple[Construct, ...]:
    """How each leaf of ``placed_leaves`` is joined to its neighbours, in that order."""
    return tuple(
        construct
        for role, condition in conditions(rule)
        for construct in _joined_in(role, condition)
    )


def _joined_in(role: Role, condition: Condition) -> Iterator[Construct]:
    # exclusions are alternatives, whether they are written apart or together
    parts = condition.of if role == "unless" and isinstance(condition, AnyOf) else (condition,)
    for part in parts:
        yield from _joined(part, Construct.ALL)


def _joined(condition: Condition, outer: Construct) -> Iterator[Construct]:
    match condition:
        case AllOf():
            inner: Construct = Construct.ANY_LIST if outer is Construct.ANY else outer
            for child in condition.of:
                yield from _joined(child, inner)
        case AnyOf():
            inner = Construct.ANY if len(condition.of) > 1 and outer is Construct.ALL else outer
            for child in condition.of:
                yield from _joined(child, inner)
        case AtLeast():
            for child in condition.of:
                yield from _joined(child, Construct.AT_LEAST_K)
        case Not(of=Is()):  # an answer under ``not`` is the opposite answer
            yield outer
        case Not():
            yield from _joined(condition.of, Construct.NEGATED)
        case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            yield outer
        case _:
            assert_never(condition)


def _asks(leaf: Leaf, negated: bool) -> Construct:
    match leaf:
        case Compare(operand=operand, value=value):
            return _figure(operand, value)
        case Is():
            return Construct.STATEMENT if leaf.expected ^ negated else Construct.RECORD_FREE
        case OneOf():
            if _REGIONS.fullmatch(leaf.attribute):
                return Construct.REGION
            known = {"entity_type": Construct.BODY, "industry": Construct.INDUSTRY}
            return known.get(leaf.attribute, Construct.CHOICE)
        case Has():
            if leaf.first:
                return Construct.FIRST
            if leaf.attribute == "titles":
                return Construct.TITLE if len(leaf.values) == 1 else Construct.TITLE_LEVELS
            return Construct.PERSONS if leaf.attribute == "person_category" else Construct.TAG
        case Within():
            return Construct.DATE
        case Judged():
            return Construct.JUDGED
        case Unparsed():
            return Construct.UNPARSED
        case _:
            assert_never(leaf)


def _figure(operand: Operand, value: Quantity | None) -> Construct:
    match operand:
        case Growth():
            return Construct.GROWTH
        case Increment():
            return Construct.INCREMENT
        case Share():
            return Construct.SHARE
        case OverYears():
            return _SPANS.get(operand.aggregate, Construct.MEAN_OF_YEARS)
        case Records():
            return Construct.RECORDS
        case Value():
            return _threshold(value)
        case _:
            assert_never(operand)


def _threshold(value: Quantity | None) -> Construct:
    match value:
        case None:
            return Construct.TWO_FIGURES
        case Money():
            return Construct.MONEY
        case Ratio():
            return Construct.RATE
        case Duration():
            return Construct.DURATION
        case Headcount() | Area() | Count():
            return Construct.AMOUNT
        case DateValue():
            return Construct.DATE
        case _:
            assert_never(value)


def _compares(op: Comparator) -> Construct:
    match op:
        case Comparator.GE:
            return Construct.AT_LEAST_N
        case Comparator.GT:
            return Construct.ABOVE
        case Comparator.LE:
            return Construct.AT_MOST_N
        case Comparator.LT:
            return Construct.BELOW
        case Comparator.EQ | Comparator.NE:
            return Construct.EQUAL
        case _:
            assert_never(op)


def _because(authority: Authority) -> Construct:
    match authority:
        case Authority.MARK:
            return Construct.BY_MARK
        case Authority.DEFINITION:
            return Construct.BY_DEFINITION
        case Authority.CIVIL_CODE:
            return Construct.BY_CODE
        case Authority.PLAIN:
            return Construct.BY_WORDS
        case Authority.CONVENTION:
            return Construct.BY_CONVENTION
        case _:
            assert_never(authority)


def _period(period: Period) -> Construct:
    code = period.code
    words = {
        "now": Construct.NOW,
        "annual": Construct.ANNUAL,
        "Y": Construct.THIS_YEAR,
        "Y-1": Construct.LAST_YEAR,
        "ever": Construct.EVER,
        "each_year": Construct.EVER,
    }
    if code in words:
        return words[code]
    if code.startswith("Y"):
        return Construct.YEARS if ".." in code else Construct.EARLIER_YEAR
    if code.startswith("R"):
        return Construct.ROLLING
    return Construct.DATES if ".." in code else Construct.PINNED


def _stands(rule: Rule, placed: PlacedLeaf) -> Construct:
    if placed.role == "case":
        return Construct.CASE
    if placed.role == "unless":
        return Construct.EXCLUDED
    source = placed.leaf.source
    if rule.source.start <= source.start and source.end <= rule.source.end:
        return Construct.OWN
    return Construct.REFERRED if _REFERENCE.search(rule.source.quote) else Construct.INHERITED


def _facts(leaf: Leaf) -> Iterator[tuple[str, Period]]:
    match leaf:
        case Compare():
            yield from operand_attributes(leaf.operand)
            if leaf.other is not None:
                yield from operand_attributes(leaf.other)
        case Is() | OneOf() | Has() | Within():
            yield leaf.attribute, leaf.period
        case Judged() | Unparsed():
            return
        case _:
            assert_never(leaf)


def _named(leaf: Leaf, facts: tuple[tuple[str, Period], ...]) -> Construct:
    if not any(attribute.startswith("?") for attribute, _ in facts):
        return Construct.KNOWN
    if isinstance(leaf, Compare):
        return Construct.NEW_FIGURE
    return Construct.NEW_BOOL if isinstance(leaf, Is) else Construct.NEW_OTHER
