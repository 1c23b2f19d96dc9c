"""Check: invariants of the finished draft that no single pass can see."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from compiler.diagnostics import diagnose
from compiler.fold import fold
from compiler.guards.cut_names import cut_names
from compiler.guards.exceptions import lost_exceptions
from compiler.guards.figures import FIGURE, held, size
from compiler.guards.left_over import left_over
from compiler.guards.odd_sums import odd_sums
from compiler.normalise import read_quantity
from compiler.units_kept import lost_units
from rules.benefit import nested_awards
from rules.condition import AllOf, Comparator, Compare, Condition, leaves
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic, QuantityMismatch
from rules.quantity import Money, Ratio, order
from rules.rule import Rule

#: What shows in a finished rule that it was read wrong.
_GUARDS = (cut_names, lost_exceptions, odd_sums, left_over)


def check(document: PolicyDocument, rules: tuple[Rule, ...]) -> tuple[Diagnostic, ...]:
    """Diagnostics of the rules: contradictions, ceilings, spans that do not match."""
    file = document.source_name
    found: list[Diagnostic] = list(_lookalikes(document))
    for rule in rules:
        for span in spans_of(rule):
            if not document.holds(span):
                found.append(diagnose("PC202", file=file, place=rule.place, quote=span.quote[:60]))
        found.extend(_contradictions(rule, file))
        found.extend(_lost_figures(document, rule))
        found.extend(_cut_figures(document, rule))
        found.extend(lost_units(document, rule))
        for guard in _GUARDS:
            found.extend(guard(document, rule))
        if any(a.ceiling for a in nested_awards(rule.award)):
            found.append(diagnose("PC505", rule.award.source, file=file, place=rule.place))
    return tuple(found)


def spans_of(rule: Rule) -> list[SourceSpan]:
    """Every span a rule rests on."""
    spans = [rule.source]
    conditions: list[Condition] = [rule.when, *rule.unless]
    for award in nested_awards(rule.award):
        spans.append(award.source)
        spans.extend(cap.source for cap in award.caps)
        if award.kind == "cases":
            conditions.extend(case.when for case in award.cases)
        if award.kind == "tiers":
            spans.extend(band.source for band in award.bands)
    spans.extend(leaf.source for condition in conditions for leaf in leaves(condition))
    spans.extend(s.source for s in rule.stacking)
    spans.extend(w.source for w in rule.windows)
    spans.extend(n.source for n in (*rule.obligations, *rule.materials))
    if rule.validity.source:
        spans.append(rule.validity.source)
    return spans


def _lost_figures(document: PolicyDocument, rule: Rule) -> list[Diagnostic]:
    """Sums and rates in the clause of an item that its rule does not hold anywhere."""
    known = held(rule)
    changes = set(_changes(rule))
    # 按50%兑现: the sum it makes is written in the rule, and rests on these words
    parts = [a.source for a in nested_awards(rule.award) if a.kind in ("fixed", "per_unit")]
    waiting = [leaf.source for leaf in leaves(rule.when) if leaf.kind == "unparsed"]
    found = []
    for match in FIGURE.finditer(fold(rule.source.quote)):
        value = read_quantity(re.sub(r"\s", "", match.group()))
        start = rule.source.start + match.start()
        span = document.span(start, start + len(match.group()))
        if match["foreign"]:  # never converted: it waits for a person, or it was forgotten
            if any(s.start <= span.start and span.end <= s.end for s in waiting):
                continue
        elif (
            not isinstance(value, Money | Ratio)
            or size(value) in known
            or (
                isinstance(value, Ratio)
                and value.fraction in changes
                and (
                    _RAISES.search(fold(rule.source.quote)[: match.start()])
                    or any(s.start <= span.start and span.end <= s.end for s in parts)
                )
            )
        ):
            continue
        found.append(
            diagnose(
                "PC508", span, file=document.source_name, place=rule.place, value=match.group()
            )
        )
    return found


_LETTERS = "OoОоΟοlIІΙ"
_LOOKALIKE = re.compile(
    rf"(?<![A-Za-z])(?:\d[\d,.]*[{_LETTERS}〇⁰¹²³⁴-⁹][\d{_LETTERS}〇⁰¹²³⁴-⁹]*|[{_LETTERS}]+\d[\d{_LETTERS}]*)"
    r"\s*[十百千]?[万亿]?(?:元|%)|元[万亿]\d+"
)


def _lookalikes(document: PolicyDocument) -> Iterator[Diagnostic]:
    """Sums written with letters drawn like digits, or turned round: nobody can have read them."""
    for match in _LOOKALIKE.finditer(fold(document.text)):
        span = document.span(match.start(), match.end())
        yield diagnose("PC301", span, file=document.source_name, value=span.quote)


#: 0.5万元 is a sum where a word stands before it; 0万元 is what is left of another.
_HEADLESS = re.compile(
    r"(?<![\d.,为过于])0(?:[\d,]+(?:\.\d+)?|(?<![一-鿿 、,(]0)\.\d+)?\s*[十百千]?[万亿]?元"
)


def _cut_figures(document: PolicyDocument, rule: Rule) -> list[Diagnostic]:
    """Sums paid that begin with a nought: what stood before it was not read as a digit (⑤0万元)."""
    spans = {a.source.start: a.source for a in nested_awards(rule.award)}
    return [
        diagnose(
            "PC301",
            document.span(span.start + match.start(), span.start + match.end()),
            file=document.source_name,
            place=rule.place,
            value=span.quote[max(0, match.start() - 4) : match.end()],
        )
        for span in spans.values()
        for match in _HEADLESS.finditer(fold(span.quote))
    ]


#: 标准上浮20%, 按上述标准的50%: what the sums of the rule differ by, in its own clause.
_RAISES = re.compile(r"(?:上浮|提高|上调|增加|(?:上述|以上|前款)[^,;。]{0,6}标准)[^;。]{0,24}$")


def _changes(rule: Rule) -> Iterator[Decimal]:
    """By which shares the sums and rates of a rule differ from one another."""
    paid = {a.amount.yuan for a in nested_awards(rule.award) if a.kind in ("fixed", "per_unit")}
    rates = {a.rate.fraction for a in nested_awards(rule.award) if a.kind == "rate"}
    for figures in (paid, rates):
        for one, other in itertools.permutations((f for f in figures if f), 2):
            yield from (other / one - 1, other / one)


def _contradictions(rule: Rule, file: str) -> list[Diagnostic]:
    """Two bounds of one operand in the same ``all`` that leave no value."""
    children = rule.when.of if isinstance(rule.when, AllOf) else (rule.when,)
    compares = [c for c in children if isinstance(c, Compare) and c.value is not None]
    lows = [c for c in compares if c.op in (Comparator.GE, Comparator.GT)]
    highs = [c for c in compares if c.op in (Comparator.LE, Comparator.LT)]
    found = []
    for low in lows:
        for high in highs:
            if low.operand == high.operand and _empty(low, high):
                reading = f"「{low.source.quote}」与「{high.source.quote}」"
                found.append(
                    diagnose("PC506", low.source, file=file, place=rule.place, reading=reading)
                )
    return found


def _empty(low: Compare, high: Compare) -> bool:
    if low.value is None or high.value is None:
        return False
    try:
        relation = order(low.value, high.value)
    except QuantityMismatch:
        return False
    strict = low.op is Comparator.GT or high.op is Comparator.LT
    return relation is not None and (relation > 0 or (relation == 0 and strict))
