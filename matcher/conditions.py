"""Conditions: the truth of each node of a condition tree, with the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from matcher.decision import MissingFact
from matcher.facts import (
    Between,
    NoneOf,
    RecordFact,
    RecordList,
    Tag,
    TagSet,
    absolute,
    operand_name,
)
from matcher.figures import (
    Figure,
    Inquiry,
    each_year,
    exact,
    figure,
    missing_fact,
    relate,
    unknown,
    value_of,
)
from matcher.interval import ZERO, Interval, added, compare, hull, largest, point
from matcher.labels import NOT_GIVEN, fact_text
from matcher.membership import chosen, lies_in, none_chosen, tag_held
from matcher.truth import Truth, at_least, conjunction, disjunction, negation, truth
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Comparator,
    Compare,
    Condition,
    Has,
    Is,
    Judged,
    Leaf,
    Not,
    OneOf,
    Operand,
    OverYears,
    Records,
    Unparsed,
    Within,
)
from rules.period import NOW
from rules.quantity import DateValue
from rules.region import contains
from rules.vocabulary import Kind

GATE = "gate:"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A condition and its truth; ``fact`` is the fact used, ``missing`` what would settle it."""

    condition: Condition
    truth: Truth
    fact: str = ""
    missing: tuple[MissingFact, ...] = ()
    children: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class LeafOutcome:
    """A decisive leaf."""

    leaf: Leaf
    truth: Truth
    fact: str
    missing: tuple[MissingFact, ...]


def judge(condition: Condition, inquiry: Inquiry) -> Outcome:
    """The truth of a condition for these facts on this day (Kleene)."""
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            children = tuple(judge(child, inquiry) for child in condition.of)
            truths = [child.truth for child in children]
            match condition:
                case AllOf():
                    value = conjunction(truths)
                case AnyOf():
                    value = disjunction(truths)
                case AtLeast():
                    value = at_least(condition.k, truths)
            return Outcome(condition, value, children=children)
        case Not():
            child = judge(condition.of, inquiry)
            return Outcome(condition, negation(child.truth), children=(child,))
        case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            return _leaf(condition, inquiry)
        case _:
            assert_never(condition)


def _leaf(condition: Leaf, inquiry: Inquiry) -> Outcome:
    match condition:
        case Compare():
            return _compare(condition, inquiry)
        case Is():
            return _is(condition, inquiry)
        case OneOf():
            return _one_of(condition, inquiry)
        case Has():
            return _has(condition, inquiry)
        case Within():
            return _within(condition, inquiry)
        case Judged():
            given = inquiry.facts.at(GATE + condition.gate, "now")
            if given is None or not isinstance(given.value, bool):
                return Outcome(condition, Truth.UNKNOWN, "有待主管部门认定")
            return Outcome(condition, truth(given.value), fact_text(given.value))
        case Unparsed():
            return Outcome(condition, Truth.UNKNOWN, "原文尚未转换为可判断的条件")
        case _:
            assert_never(condition)


def decisive(outcome: Outcome) -> Iterator[LeafOutcome]:
    """The leaves that make the outcome what it is: all failed ones of a failed "all", and so on."""
    condition = outcome.condition
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            for child in outcome.children:
                if child.truth is outcome.truth:
                    yield from decisive(child)
        case Not():
            yield from decisive(outcome.children[0])
        case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            yield LeafOutcome(condition, outcome.truth, outcome.fact, outcome.missing)
        case _:
            assert_never(condition)


def figure_of(operand: Operand, inquiry: Inquiry) -> Figure:
    """What the facts say about any operand, records included."""
    if isinstance(operand, Records):
        return _records(operand, inquiry)
    return figure(operand, inquiry)


def _compare(leaf: Compare, inquiry: Inquiry) -> Outcome:
    right = exact(leaf.value) if leaf.value is not None else None
    if leaf.other is not None:
        right = figure_of(leaf.other, inquiry)
        if leaf.times is not None:
            scaled = right.interval.scaled(leaf.times.fraction)
            right = replace(right, interval=scaled, text=f"{right.text}的{leaf.times}")
    if right is None:
        raise AssertionError("a comparison has a right side")
    operand = leaf.operand
    years: tuple[Figure, ...] = ()
    if isinstance(operand, OverYears) and operand.aggregate == "each":
        direct = inquiry.find(operand_name(operand), operand.period)
        years = () if direct is not None else each_year(operand, inquiry)
    lefts = years or (figure_of(operand, inquiry),)
    related = [relate(left, leaf.op, right) for left in lefts]
    value = conjunction(result for result, _ in related)
    text = "、".join(left.text + remark for left, (_, remark) in zip(lefts, related, strict=True))
    if leaf.other is not None:
        text = f"{text}；对照{right.text}"
    wanted = tuple(fact for left in lefts for fact in left.missing) + right.missing
    return Outcome(leaf, value, text, wanted if value is Truth.UNKNOWN else ())


def _is(leaf: Is, inquiry: Inquiry) -> Outcome:
    fact = inquiry.find(leaf.attribute, leaf.period)
    if fact is None:
        ever = inquiry.facts.at(leaf.attribute, "ever")
        # never at all is also never in this period; ever does not say when
        fact = ever if ever is not None and ever.value is False else None
    if fact is None or not isinstance(fact.value, bool):
        wanted = missing_fact(leaf.attribute, leaf.period, inquiry)
        return Outcome(leaf, Truth.UNKNOWN, NOT_GIVEN, (wanted,))
    return Outcome(leaf, truth(fact.value is leaf.expected), fact_text(fact.value))


def _one_of(leaf: OneOf, inquiry: Inquiry) -> Outcome:
    fact = inquiry.find(leaf.attribute, leaf.period)
    wanted = missing_fact(leaf.attribute, leaf.period, inquiry)
    if fact is None:
        return Outcome(leaf, Truth.UNKNOWN, NOT_GIVEN, (wanted,))
    known = inquiry.vocabulary.get(leaf.attribute)
    is_region = known is not None and known.kind is Kind.REGION
    match fact.value:
        case str() as place if is_region:
            value = disjunction(lies_in(outer, place) for outer in leaf.values)
        case str() as choice:
            value = chosen(choice, leaf.values, known)
        case NoneOf(options=options) if is_region:
            excluded = [any(contains(o, v) is True for o in options) for v in leaf.values]
            value = Truth.FALSE if all(excluded) else Truth.UNKNOWN
        case NoneOf(options=options):
            value = none_chosen(options, leaf.values, known)
        case TagSet() as tags:
            value = disjunction(
                tag_held(tags, name, known, first=False, period=NOW, on=inquiry.on)
                for name in leaf.values
            )
        case _:
            value = Truth.UNKNOWN
    missing = (wanted,) if value is Truth.UNKNOWN else ()
    return Outcome(leaf, value, fact_text(fact.value), missing)


def _has(leaf: Has, inquiry: Inquiry) -> Outcome:
    period = leaf.period
    fact = inquiry.facts.at(leaf.attribute, absolute(period, inquiry.on))
    if fact is not None:
        period = NOW  # the fact speaks of exactly this period: what is listed was granted in it
    else:
        fact = inquiry.find(leaf.attribute, NOW)
    wanted = missing_fact(leaf.attribute, leaf.period, inquiry)
    if fact is None:
        return Outcome(leaf, Truth.UNKNOWN, NOT_GIVEN, (wanted,))
    known = inquiry.vocabulary.get(leaf.attribute)
    match fact.value:
        case TagSet() as tags:
            value = disjunction(
                tag_held(tags, name, known, first=leaf.first, period=period, on=inquiry.on)
                for name in leaf.values
            )
        case NoneOf(options=options):
            value = none_chosen(options, leaf.values, known)
        case str() as choice:
            held = TagSet(has=(Tag(name=choice),), complete=True)
            value = disjunction(
                tag_held(held, name, known, first=leaf.first, period=period, on=inquiry.on)
                for name in leaf.values
            )
        case _:
            value = Truth.UNKNOWN
    if value is not Truth.UNKNOWN:
        return Outcome(leaf, value, fact_text(fact.value))
    return Outcome(leaf, value, fact_text(fact.value), (tag_question(leaf, wanted),))


def tag_question(leaf: Has, wanted: MissingFact) -> MissingFact:
    """What an undecided title asks for."""
    asked = "是否首次认定" if leaf.first else "认定日期和有效期"
    question = f"{'、'.join(leaf.values)}：是否取得，{asked}？"
    return wanted.model_copy(update={"question": question})


def _within(leaf: Within, inquiry: Inquiry) -> Outcome:
    fact = inquiry.find(leaf.attribute, NOW)
    wanted = missing_fact(leaf.attribute, NOW, inquiry)
    window = leaf.period.window(inquiry.on)
    if fact is None or window is None:
        return Outcome(leaf, Truth.UNKNOWN, NOT_GIVEN, (wanted,))
    if not (
        isinstance(fact.value, DateValue)
        or (isinstance(fact.value, Between) and isinstance(fact.value.sample, DateValue))
    ):
        return Outcome(leaf, Truth.UNKNOWN, fact_text(fact.value), (wanted,))
    days = value_of(leaf.attribute, NOW, inquiry).interval
    start, end = (point(Decimal(day.toordinal())) for day in window)
    value = conjunction((compare(days, Comparator.GE, start), compare(days, Comparator.LE, end)))
    missing = (wanted,) if value is Truth.UNKNOWN else ()
    return Outcome(leaf, value, fact_text(fact.value), missing)


def _records(operand: Records, inquiry: Inquiry) -> Figure:
    fact = inquiry.find(operand.attribute, NOW)
    wanted = missing_fact(operand.attribute, NOW, inquiry)
    if fact is None or not isinstance(fact.value, RecordList):
        return unknown(NOT_GIVEN if fact is None else fact_text(fact.value), wanted)
    listed = fact.value
    matched = [
        (record, value)
        for record in listed.records
        if (value := _record_matches(operand, record, inquiry)) is not Truth.FALSE
    ]
    certain = [record for record, value in matched if value is Truth.TRUE]
    possible = [record for record, value in matched if value is Truth.UNKNOWN]
    text = f"共{len(listed.records)}条，符合{len(certain)}条"
    if possible:
        text += f"，另有{len(possible)}条资料不全"
    if operand.aggregate in ("count", "exists"):
        least, most = len(certain), len(matched) if listed.complete else None
        if operand.aggregate == "exists":
            least, most = min(least, 1), 1 if most is None else min(most, 1)
        tally = Interval(Decimal(least), None if most is None else Decimal(most))
        return Figure("tally", tally, text, (wanted,) if tally.point is None else ())
    return _of_field(operand, certain, possible, inquiry, text, listed.complete, wanted)


def _record_matches(operand: Records, record: RecordFact, inquiry: Inquiry) -> Truth:
    if operand.where is None:
        return Truth.TRUE
    return judge(operand.where, _inside(record, inquiry)).truth


def _inside(record: RecordFact, inquiry: Inquiry) -> Inquiry:
    return replace(inquiry, facts=record.known, in_record=True)


def _of_field(
    operand: Records,
    certain: list[RecordFact],
    possible: list[RecordFact],
    inquiry: Inquiry,
    text: str,
    complete: bool,
    wanted: MissingFact,
) -> Figure:
    def of(record: RecordFact) -> Figure:
        return value_of(operand.field, NOW, _inside(record, inquiry))

    sure, maybe = [of(record) for record in certain], [of(record) for record in possible]
    dimensions = {item.dimension for item in (*sure, *maybe) if item.known}
    if complete and not (sure or maybe):
        return Figure("none", point(ZERO), text)  # nothing listed: the sum is 0
    if not complete or len(dimensions) != 1:
        return unknown(text, wanted)
    inside, outside = [item.interval for item in sure], [item.interval for item in maybe]
    if operand.aggregate == "sum":
        total = added((*inside, *(hull((item, point(ZERO))) for item in outside)))
    else:
        total = _greatest(inside, outside)
    return Figure(dimensions.pop(), total, text, (wanted,) if total.point is None else ())


def _greatest(sure: list[Interval], maybe: list[Interval]) -> Interval:
    """The greatest of all of ``sure`` and any of ``maybe``; 0 when there is none of either."""
    if not sure:
        return hull((point(ZERO), *maybe))
    least = largest(sure)
    return hull((least, *(largest((least, item)) for item in maybe)))
