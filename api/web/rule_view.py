"""A rule laid out for reading: sections of plain sentences, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from api.web.pages import chinese_day
from rules.benefit import Cases
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Has,
    Is,
    Judged,
    Not,
    OneOf,
    Unparsed,
    Within,
)
from rules.document import SourceSpan
from rules.rule import Rule, Validity, Window
from rules.vocabulary import Vocabulary
from rules.wording import describe_award, describe_condition, describe_stacking


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``depth`` indents what belongs to a choice above it."""

    text: str
    source: SourceSpan | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as headed lists of sentences; a section without sentences is left out."""

    sections: tuple[tuple[str, tuple[Sentence, ...]], ...]

    @property
    def sentences(self) -> list[str]:
        """The same as plain lines: heading, colon, sentence."""
        return [f"{heading}：{item.text}" for heading, items in self.sections for item in items]


def rule_view(rule: Rule, vocabulary: Vocabulary) -> RuleView:
    """The rule as sections, empty ones dropped."""
    sections = (
        ("享受条件", tuple(_condition(rule.when, vocabulary, 0))),
        (
            "有下列情形之一的不予支持",
            tuple(s for c in rule.unless for s in _condition(c, vocabulary, 0)),
        ),
        ("支持内容", tuple(_award(rule, vocabulary))),
        ("叠加限制", tuple(Sentence(describe_stacking(s), s.source) for s in rule.stacking)),
        ("有效期与申报时间", (*_validity(rule.validity), *map(_window, rule.windows))),
        ("须履行的义务", tuple(Sentence(n.text, n.source) for n in rule.obligations)),
        ("申报材料", tuple(Sentence(n.text, n.source) for n in rule.materials)),
    )
    return RuleView(tuple((heading, items) for heading, items in sections if items))


def _condition(condition: Condition, vocabulary: Vocabulary, depth: int) -> Iterator[Sentence]:
    match condition:
        case AllOf():
            if depth:
                yield Sentence("同时满足：", condition.source, depth)
            inner = depth + 1 if depth else depth
            for child in condition.of:
                yield from _condition(child, vocabulary, inner)
        case AnyOf() | AtLeast():
            k = condition.k if isinstance(condition, AtLeast) else 1
            head = f"满足下列 {len(condition.of)} 项中的至少 {k} 项："
            yield Sentence(head, condition.source, depth)
            for child in condition.of:
                yield from _condition(child, vocabulary, depth + 1)
        case Not() | Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            yield Sentence(describe_condition(condition, vocabulary), condition.source, depth)
        case _:
            assert_never(condition)


def _award(rule: Rule, vocabulary: Vocabulary) -> Iterator[Sentence]:
    award = rule.award
    yield Sentence(describe_award(award, vocabulary), award.source)
    if isinstance(award, Cases):
        for case in award.cases:
            who = describe_condition(case.when, vocabulary)
            what = describe_award(case.award, vocabulary)
            yield Sentence(f"{who}：{what}", case.award.source, 1)


def _validity(validity: Validity) -> Iterator[Sentence]:
    if validity.start or validity.end:
        start = f"自{chinese_day(validity.start)}起" if validity.start else ""
        end = f"至{chinese_day(validity.end)}止" if validity.end else ""
        yield Sentence(f"有效期{start}{end}", validity.source)


def _window(window: Window) -> Sentence:
    days = " 至 ".join(chinese_day(day) for day in (window.start, window.end) if day)
    return Sentence(f"申报时间：{window.text or days or window.source.quote}", window.source)
