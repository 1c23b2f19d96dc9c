"""Turning spans into highlighted lines of text, overlaps included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rules.benefit import Award, nested_awards
from rules.condition import Condition, Judged, Unparsed, leaves
from rules.document import ClauseKind, SourceSpan
from rules.draft import Draft
from rules.rule import Rule

ROLE_LABELS = {
    "condition": "条件",
    "gate": "评审",
    "exclusion": "排除",
    "amount": "金额",
    "cap": "上限",
    "stacking": "叠加限制",
    "window": "时间",
    "duty": "义务与材料",
    "unparsed": "未能解析",
    "here": "所引原文",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to highlight: its role and the rules that rest on it."""

    start: int
    end: int
    role: str
    rules: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The role in words: highlights never depend on colour alone."""
        return ROLE_LABELS[self.role]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters under the same marks; ``opens`` are the marks that begin here."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]

    @property
    def roles(self) -> str:
        return " ".join(dict.fromkeys(f"r-{mark.role}" for mark in self.marks))

    @property
    def rules(self) -> str:
        return " ".join(dict.fromkeys(rule for mark in self.marks for rule in mark.rules))

    @property
    def labels(self) -> str:
        return "、".join(dict.fromkeys(mark.label for mark in self.opens))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, cut into segments."""

    start: int
    segments: tuple[Segment, ...]


def marks_of(rules: Iterable[Rule]) -> tuple[Mark, ...]:
    """Every stretch the rules rest on, one mark for each place and role."""
    found: dict[tuple[int, int, str], dict[str, None]] = {}
    for rule in rules:
        for span, role in _spans(rule):
            found.setdefault((span.start, span.end, role), {})[rule.id] = None
    return tuple(
        Mark(start, end, role, tuple(ids)) for (start, end, role), ids in sorted(found.items())
    )


def lines(text: str, marks: Iterable[Mark], anchors: Iterable[int] = ()) -> tuple[Line, ...]:
    """The text as lines of segments; ``anchors`` force a segment to begin at a position."""
    placed = sorted(marks, key=lambda m: (m.start, -m.end, m.role))
    edges = sorted({e for m in placed for e in (m.start, m.end)} | set(anchors))
    result: list[Line] = []
    start = edge = waiting = 0
    active: list[Mark] = []
    for line in text.split("\n"):
        end = start + len(line)
        while edge < len(edges) and edges[edge] <= start:
            edge += 1
        cuts = [start]
        while edge < len(edges) and edges[edge] < end:
            cuts.append(edges[edge])
            edge += 1
        segments = []
        for left, right in pairwise([*cuts, end]):
            while waiting < len(placed) and placed[waiting].start <= left:
                active.append(placed[waiting])
                waiting += 1
            active = [m for m in active if m.end > left]
            segments.append(
                Segment(
                    start=left,
                    text=text[left:right],
                    marks=tuple(active),
                    opens=tuple(m for m in active if m.start == left),
                )
            )
        result.append(Line(start, tuple(s for s in segments if s.text)))
        start = end + 1
    return tuple(result)


def headings(draft: Draft) -> frozenset[int]:
    """Where the lines begin that are headings rather than sentences."""
    return frozenset(
        clause.start
        for clause in draft.clauses
        if clause.kind in (ClauseKind.PART, ClauseKind.HEADING)
    )


def _spans(rule: Rule) -> Iterable[tuple[SourceSpan, str]]:
    yield from _condition_spans(rule.when, "condition")
    for exclusion in rule.unless:
        yield from _condition_spans(exclusion, "exclusion")
    yield from _award_spans(rule.award)
    for limit in rule.stacking:
        yield limit.source, "stacking"
    if rule.validity.source:
        yield rule.validity.source, "window"
    for window in rule.windows:
        yield window.source, "window"
    for note in (*rule.obligations, *rule.materials):
        yield note.source, "duty"


def _condition_spans(condition: Condition, role: str) -> Iterable[tuple[SourceSpan, str]]:
    for leaf in leaves(condition):
        if isinstance(leaf, Unparsed):
            yield leaf.source, "unparsed"
        elif isinstance(leaf, Judged) and role == "condition":
            yield leaf.source, "gate"
        else:
            yield leaf.source, role


def _award_spans(award: Award) -> Iterable[tuple[SourceSpan, str]]:
    for inner in nested_awards(award):
        yield inner.source, "amount"
        for cap in inner.caps:
            yield cap.source, "cap"
