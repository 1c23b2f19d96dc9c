"""Answers of the tag page: from form fields and links to facts, and back.

A link holds only what was answered, under the same keys the JSON interface uses, so that it means
the same when it is opened next year. What a link answers but no rule asks any more is reported,
never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from matcher import Facts
from matcher.facts import QUANTITIES, Between, Fact, FactValue, Tag, TagSet
from matcher.tags import FIRST, NONE, TagOption, TagQuestion, fact_from_choice
from rules.errors import Diagnostic, InputRejected, Severity
from rules.quantity import quantity
from rules.vocabulary import Vocabulary

# Field names: the key itself, ``key:name`` for one tag, ``key.exact`` for a figure.
EXACT = ".exact"
TagAnswer = Literal["yes", "first", "again", "no"]
_TAG_SAID: dict[bool | None, TagAnswer] = {None: "yes", True: "first", False: "again"}
_GROUPS = (
    ("基本情况", "choice"),
    ("经营与规模", "number"),
    ("资质、称号与类别", "tags"),
    ("有没有下列情形", "bool"),
)
_SORTS = {
    "choice": "choice",
    "interval": "number",
    "figure": "number",
    "tags": "tags",
    "bool": "bool",
}


@dataclass(frozen=True, slots=True)
class TagRow:
    """One title or category on the page; ``asks_first`` adds whether it was the first grant."""

    field: str
    name: str
    asks_first: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One question as a fieldset. ``exact`` is the name of the box for the number itself."""

    anchor: str
    name: str
    label: str
    question: str
    needed_by: int
    sort: str
    options: tuple[TagOption, ...] = ()
    rows: tuple[TagRow, ...] = ()
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The questions as groups of fields, and those that need a list the page cannot take."""

    groups: tuple[tuple[str, tuple[Field, ...]], ...]
    unanswerable: tuple[TagQuestion, ...]

    @property
    def anchors(self) -> dict[str, str]:
        """Where each question stands on the page, by fact key."""
        return {field.name: field.anchor for _, fields in self.groups for field in fields}


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered: the facts, the fields for a link, and what could not be used."""

    facts: Facts
    fields: tuple[tuple[str, str], ...]
    problems: tuple[Diagnostic, ...]

    def query(self, **more: str) -> str:
        """The answers as a query string, with ``more`` in front."""
        return urlencode([*more.items(), *self.fields])


def form_of(questions: Iterable[TagQuestion]) -> Form:
    """The questions grouped by sort, within a group those most rules use first."""
    by_key: dict[tuple[str, str], list[TagQuestion]] = {}
    lists: list[TagQuestion] = []
    for question in questions:
        if question.kind == "records":
            lists.append(question)
        else:
            by_key.setdefault((question.key, _SORTS[question.kind]), []).append(question)
    fields = [_field(same) for same in by_key.values()]
    fields.sort(key=lambda f: (-f.needed_by, f.anchor))
    groups = [(heading, tuple(f for f in fields if f.sort == sort)) for heading, sort in _GROUPS]
    return Form(tuple(g for g in groups if g[1]), tuple(lists))


def read_answers(
    given: Mapping[str, str], questions: Iterable[TagQuestion], vocabulary: Vocabulary
) -> Answers:
    """The facts that form fields or a link state; blanks state nothing."""
    answered = {name: text.strip() for name, text in given.items() if text.strip()}
    left = dict(answered)
    facts: dict[str, Fact] = {}
    problems: list[Diagnostic] = []
    # Figures last: the number itself says more than the interval it lies in.
    for question in sorted(questions, key=lambda q: q.kind == "figure"):
        try:
            fact = _fact(question, answered, left, vocabulary)
        except InputRejected as error:
            problems.extend(error.diagnostics)
            continue
        if fact is None:
            continue
        problems += _contradiction(question, facts.get(fact.key), fact)
        facts[fact.key] = fact
    problems += [_unused(name, vocabulary) for name in left]
    used = tuple((name, text) for name, text in answered.items() if name not in left)
    return Answers(Facts(facts=tuple(facts.values())), used, tuple(problems))


def fields_of(facts: Facts, questions: Iterable[TagQuestion]) -> dict[str, str]:
    """The form fields that say these facts, as far as the questions can hold them."""
    fields: dict[str, str] = {}
    for question in questions:
        fact = facts.at(question.attribute, question.period)
        if fact is not None:
            fields |= _fields(question, fact.value)
    return fields


def _fields(question: TagQuestion, value: FactValue) -> dict[str, str]:
    match question.kind, value:
        case "bool", bool():
            return {question.key: "yes" if value else "no"}
        case "choice", str() if value in {option.id for option in question.options}:
            return {question.key: value}
        case "tags", TagSet():
            said = {tag.name: _TAG_SAID[tag.first] for tag in value.has}
            said |= dict.fromkeys(value.lacks, "no")
            return {r.field: said[r.name] for r in _rows(question) if r.name in said}
        case "figure", _ if isinstance(value, QUANTITIES):
            return {question.key + EXACT: str(value)}
        case "interval", _ if isinstance(value, QUANTITIES):
            fitting = [o.id for o in question.options if _interval(o.id).holds(value)]
            return {question.key: fitting[0]} if fitting else {}
        case _:
            return {}


def _interval(text: str) -> Between:
    """An interval as the questions write it: ``[1万元,2万元)``."""
    low, _, high = text[1:-1].partition(",")
    return Between(
        low=quantity(low) if low else None,
        low_included=text[0] == "[",
        high=quantity(high) if high else None,
        high_included=text[-1] == "]",
    )


def _fact(
    question: TagQuestion,
    answered: Mapping[str, str],
    left: dict[str, str],
    vocabulary: Vocabulary,
) -> Fact | None:
    match question.kind:
        case "records":
            return None
        case "tags":
            return _tags(question, answered, left)
        case "figure" | "interval" | "choice" | "bool":
            name = question.key + (EXACT if question.kind == "figure" else "")
            if question.kind == "interval" and name not in answered:
                name += EXACT  # the number itself tells the interval, also where none is needed
            text = answered.get(name)
            if text is None:
                return None
            left.pop(name, None)
            return fact_from_choice(question, [text], vocabulary)


def _contradiction(question: TagQuestion, ticked: Fact | None, typed: Fact) -> Iterator[Diagnostic]:
    """A number typed outside the interval ticked for it; the number counts."""
    if ticked is None or not isinstance(ticked.value, Between):
        return
    if isinstance(typed.value, QUANTITIES) and not ticked.value.holds(typed.value):
        yield _problem(
            f"「{question.label}」填写的 {typed.value} 不在所选的区间里，所选区间没有采用",
            "按填写的数字测算；如果填错了，请修改",
        )


def _tags(question: TagQuestion, answered: Mapping[str, str], left: dict[str, str]) -> Fact | None:
    has: list[Tag] = []
    lacks: list[str] = []
    for row in _rows(question):
        text = answered.get(row.field)
        if text is None:
            continue
        left.pop(row.field, None)
        match text:
            case "yes":
                has.append(Tag(name=row.name))
            case "first" | "again":
                has.append(Tag(name=row.name, first=text == "first"))
            case "no":
                lacks.append(row.name)
            case _:
                raise InputRejected(
                    [_problem(f"「{row.name}」没有「{text}」这个选项", "请在列出的选项中选择")]
                )
    if not has and not lacks:
        return None
    value = TagSet(has=tuple(has), lacks=tuple(lacks))
    return Fact(attribute=question.attribute, period=question.period, value=value)


def _field(same: list[TagQuestion]) -> Field:
    """One fieldset for the questions of one key: an interval and the number itself go together."""
    chosen = next((q for q in same if q.kind != "figure"), same[0])
    figure = any(q.kind == "figure" for q in same)
    return Field(
        anchor=f"q-{chosen.key}",
        name=chosen.key,
        label=chosen.label,
        question=chosen.question,
        needed_by=len({rule for q in same for rule in q.rules}),
        sort=_SORTS[chosen.kind],
        options=() if chosen.kind in ("figure", "tags") else chosen.options,
        rows=_rows(chosen) if chosen.kind == "tags" else (),
        exact=chosen.key + EXACT if figure else "",
    )


def _rows(question: TagQuestion) -> tuple[TagRow, ...]:
    names: dict[str, bool] = {}
    for option in question.options:
        if option.id == NONE:
            continue
        name = option.id.removesuffix(FIRST)
        names[name] = names.get(name, False) or option.id.endswith(FIRST)
    return tuple(TagRow(f"{question.key}:{n}", n, first) for n, first in names.items())


def _unused(name: str, vocabulary: Vocabulary) -> Diagnostic:
    key, _, tag = name.removesuffix(EXACT).partition(":")
    known = vocabulary.get(key.partition("@")[0])
    shown = tag or (known.label if known else name)
    return _problem(
        f"「{shown}」不是现有条目询问的内容，没有采用",
        "链接可能来自较早的版本，或者条目已有变化",
    )


def _problem(message: str, hint: str) -> Diagnostic:
    return Diagnostic(code="API004", severity=Severity.ERROR, message=message, hint=hint)
