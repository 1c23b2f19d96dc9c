"""The neutral workload (``neutral-rules/1``) as rules, facts and answers of ours.

The format and how to make data: ``bench/README.md``. Where the two readings differ, the rules are
written so that ours says what the format means:

* who reaches no tier is eligible for 0 there, ineligible here: a bottom band of 0 stands below;
* ``growth`` over a pair becomes the growth of one attribute over two years;
* an amount with a missing input is unknown there. Ours is known where the input could not matter
  (nothing is left to top up): ``answer_of`` says unknown for those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from matcher.decision import Decision, Verdict
from matcher.facts import Fact, Facts, FactValue, Tag, TagSet, fact_key
from rules.benefit import Award, Band, Cap, Fixed, PerUnit, Rate, Tiers, TopUp
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Comparator,
    Compare,
    Condition,
    Growth,
    Has,
    Is,
    Not,
    OneOf,
    Value,
)
from rules.document import SourceSpan
from rules.period import NOW, Period
from rules.quantity import Count, Money, Ratio
from rules.rule import Rule
from rules.vocabulary import Attribute, Kind, Vocabulary

ON = date(2026, 5, 20)
THIS, LAST = Period("Y-1"), Period("Y-2")  # the two years of a pair, seen from ON
UNIT = "个"
SPAN = SourceSpan(document="neutral", start=0, end=2, quote="原文")
STATE = {Verdict.ELIGIBLE: 1, Verdict.INELIGIBLE: 0, Verdict.UNKNOWN: -1}
OPS = {
    "ge": Comparator.GE,
    "gt": Comparator.GT,
    "le": Comparator.LE,
    "lt": Comparator.LT,
    "eq": Comparator.EQ,
}


@dataclass(frozen=True)
class Place:
    """Where the facts of one neutral attribute are found: attribute, period, kind."""

    attribute: str
    period: Period
    kind: Kind

    @cached_property
    def years(self) -> str:
        """The period as facts address it."""
        return "now" if self.period == NOW else str(self.period.years(ON)[0])

    @property
    def address(self) -> str:
        """The address of the fact: ``revenue@2025``."""
        return fact_key(self.attribute, self.years)

    @property
    def column(self) -> str:
        """The name of the fact's column, with the unit of a sum."""
        return f"{self.address}[元]" if self.kind is Kind.MONEY else self.address


@dataclass(frozen=True)
class Neutral:
    """A workload in our own terms; ``inputs`` are the attributes each item's amount reads."""

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    places: Mapping[str, Place]
    inputs: tuple[tuple[str, ...], ...]
    builder: _Builder

    def rebuilt(self, item: Mapping[str, Any]) -> Rule:
        """One item more in the terms of this workload."""
        return self.builder.rule(item)

    def facts(self, enterprise: Mapping[str, Any]) -> Facts:
        """What is known of one enterprise; null is no fact."""
        known = (
            Fact(attribute=place.attribute, period=place.years, value=_fact_value(place, value))
            for name, place in self.places.items()
            if (value := enterprise[name]) is not None
        )
        return Facts(facts=tuple(known))

    def answer_of(
        self, item: int, decision: Decision, enterprise: Mapping[str, Any]
    ) -> tuple[int, int]:
        """State and fen as the format has them; -1 for no amount."""
        state = STATE[decision.verdict]
        amount = decision.amount
        if state != 1 or amount.kind != "exact" or amount.high is None:
            return state, -1
        if any(enterprise[name] is None for name in self.inputs[item]):
            return state, -1
        return state, int(amount.high.yuan * 100)


def read_neutral(document: Mapping[str, Any]) -> Neutral:
    """The vocabulary and rules of a workload; raises ``ValueError`` for what ours cannot say."""
    if document.get("format") != "neutral-rules/1":
        raise ValueError(f"not neutral-rules/1: {document.get('format')!r}")
    builder = _Builder(document)
    return Neutral(
        vocabulary=Vocabulary(attributes=tuple(builder.attributes())),
        rules=tuple(builder.rule(item) for item in document["items"]),
        places=builder.places,
        inputs=tuple(tuple(amount_inputs(item["amount"])) for item in document["items"]),
        builder=builder,
    )


def amount_inputs(amount: Mapping[str, Any]) -> Iterator[str]:
    """The attributes an amount is computed from."""
    if amount["kind"] == "top_up":
        yield from amount_inputs(amount["target"])
        yield amount["less"]
    elif amount["kind"] != "fixed":
        yield amount["attr"]


def _fact_value(place: Place, value: Any) -> FactValue:
    match place.kind:
        case Kind.MONEY:
            return Money(yuan=Decimal(value))
        case Kind.COUNT:
            return Count(number=Decimal(value), unit=UNIT)
        case Kind.TAGS:
            return TagSet(has=tuple(Tag(name=name) for name in value), complete=True)
        case _:
            return bool(value) if place.kind is Kind.BOOL else str(value)


class _Builder:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self.given = {given["name"]: given for given in document["attributes"]}
        items = document["items"]
        self.pairs = dict(_pairs(items))
        self.money = {name for item in items for name in _money_names(item["amount"])}
        last_of = {last: this for this, last in self.pairs.items()}
        if set(last_of) & set(self.pairs) or len(last_of) != len(self.pairs):
            raise ValueError("an attribute is this year in one growth and last year in another")
        # both years of a pair are one attribute, so money in one is money in both
        self.money |= {self.pairs[name] for name in self.money & set(self.pairs)}
        self.money |= {last_of[name] for name in self.money & set(last_of)}
        self.places: dict[str, Place] = {}
        for name in self.given:
            if name in self.pairs:
                self.places[name] = Place(name, THIS, self._kind(name))
            elif name in last_of:
                self.places[name] = Place(last_of[name], LAST, self._kind(name))
            else:
                self.places[name] = Place(name, NOW, self._kind(name))

    def attributes(self) -> Iterator[Attribute]:
        """One attribute a place, the two years of a pair together."""
        for name, place in self.places.items():
            if place.attribute == name:
                yield Attribute(
                    id=name,
                    label=name,
                    kind=place.kind,
                    unit=UNIT if place.kind is Kind.COUNT else "",
                    options=tuple(self.given[name].get("vocab", ())),
                )

    def _kind(self, name: str) -> Kind:
        kinds = {"bool": Kind.BOOL, "cat": Kind.ENUM, "tags": Kind.TAGS}
        of_number = Kind.MONEY if name in self.money else Kind.COUNT
        return kinds.get(self.given[name]["type"], of_number)

    def rule(self, item: Mapping[str, Any]) -> Rule:
        """One item."""
        return Rule(
            id=str(item["id"]).lower(),
            title=str(item["id"]),
            document="neutral",
            when=self.condition(item["when"]),
            unless=tuple(self.condition(tree) for tree in item["unless"]),
            award=self.award(item["amount"]),
            source=SPAN,
        )

    def condition(self, tree: Mapping[str, Any]) -> Condition:
        """One tree."""
        if "all" in tree:
            return AllOf(of=tuple(map(self.condition, tree["all"])))
        if "any" in tree:
            return AnyOf(of=tuple(map(self.condition, tree["any"])))
        if "not" in tree:
            return Not(of=self.condition(tree["not"]))
        if "at_least" in tree:
            return AtLeast(k=tree["at_least"], of=tuple(map(self.condition, tree["of"])))
        if "growth" in tree:
            return Compare(
                operand=Growth(attribute=tree["growth"][0], period=THIS),
                op=OPS[tree["op"]],
                value=Ratio(fraction=Decimal(tree["bp"]) / 10_000),
                source=SPAN,
            )
        return self._leaf(tree["attr"], tree["op"], tree["value"])

    def _leaf(self, name: str, op: str, value: Any) -> Condition:
        at = self.places[name].attribute, self.places[name].period
        match self.places[name].kind, op:
            case Kind.BOOL, "eq":
                return Is(attribute=at[0], period=at[1], expected=bool(value), source=SPAN)
            case Kind.ENUM, "eq":
                return OneOf(attribute=at[0], period=at[1], values=(value,), source=SPAN)
            case Kind.ENUM, "in":
                return OneOf(attribute=at[0], period=at[1], values=tuple(value), source=SPAN)
            case Kind.TAGS, "has_any":
                return Has(attribute=at[0], period=at[1], values=tuple(value), source=SPAN)
            case ((Kind.MONEY | Kind.COUNT), "between"):
                low, high = value
                return AllOf(of=(self._leaf(name, "ge", low), self._leaf(name, "le", high)))
            case ((Kind.MONEY | Kind.COUNT), _) if op in OPS:
                operand = Value(attribute=at[0], period=at[1])
                right = self._quantity(name, value)
                return Compare(operand=operand, op=OPS[op], value=right, source=SPAN)
        raise ValueError(f"a {self.given[name]['type']} attribute has no {op!r}")

    def _quantity(self, name: str, value: int) -> Money | Count:
        if self.places[name].kind is Kind.MONEY:
            return Money(yuan=Decimal(value))
        return Count(number=Decimal(value), unit=UNIT)

    def award(self, amount: Mapping[str, Any]) -> Award:
        """One amount."""
        match amount["kind"]:
            case "fixed":
                return Fixed(amount=_yuan(amount["yuan"]), source=SPAN)
            case "tiered":
                return self._tiers(amount["attr"], amount["tiers"])
            case "rate":
                rate = Ratio(fraction=Decimal(amount["bp"]) / 10_000)
                base = self._value(amount["attr"])
                return Rate(rate=rate, base=base, caps=_cap(amount), source=SPAN)
            case "per_unit":
                of_money = self.places[amount["attr"]].kind is Kind.MONEY
                return PerUnit(
                    amount=_yuan(amount["yuan"]),
                    quantity=self._value(amount["attr"]),
                    step=_yuan(1) if of_money else None,
                    caps=_cap(amount),
                    source=SPAN,
                )
            case "top_up":
                received = self._value(amount["less"])
                return TopUp(target=self.award(amount["target"]), received=received, source=SPAN)
        raise ValueError(f"no such amount: {amount['kind']!r}")

    def _tiers(self, name: str, tiers: list[tuple[int, int]]) -> Tiers:
        lows = [low for low, _ in tiers]
        if lows != sorted(set(lows)):
            raise ValueError(f"tiers out of order: {lows}")
        bands = [Band(upper=self._quantity(name, lows[0]), amount=_yuan(0), source=SPAN)]
        for (low, yuan), high in zip(tiers, [*lows[1:], None], strict=True):
            upper = None if high is None else self._quantity(name, high)
            lower = self._quantity(name, low)
            bands.append(Band(lower=lower, upper=upper, amount=_yuan(yuan), source=SPAN))
        operand = self._value(name)
        return Tiers(machine="step", operand=operand, bands=tuple(bands), source=SPAN)

    def _value(self, name: str) -> Value:
        place = self.places[name]
        return Value(attribute=place.attribute, period=place.period)


def _yuan(number: int) -> Money:
    return Money(yuan=Decimal(number))


def _cap(amount: Mapping[str, Any]) -> tuple[Cap, ...]:
    return (Cap(amount=_yuan(amount["cap"]), source=SPAN),)


def _money_names(amount: Mapping[str, Any]) -> Iterator[str]:
    """What a rate is taken of or a sum subtracted from must be money."""
    if amount["kind"] == "rate":
        yield amount["attr"]
    elif amount["kind"] == "top_up":
        yield from _money_names(amount["target"])
        yield amount["less"]


def _pairs(items: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for item in items:
        for tree in (item["when"], *item["unless"]):
            yield from _growths(tree)


def _growths(tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "growth" in tree:
        yield tuple(tree["growth"])
    for child in (*tree.get("all", ()), *tree.get("any", ()), *tree.get("of", ())):
        yield from _growths(child)
    if "not" in tree:
        yield from _growths(tree["not"])
