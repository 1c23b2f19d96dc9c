"""Answering a question without a model: facts from the sentence, decisions, clauses.

What the sentence says of the applicant is read by the grammar and shown back; the matcher decides
the items it bears on. Anything else gets the clauses that fit best, and where none fits that is
said.

Whether anything fits is decided by words, whose share of a question can be counted; how near two
meanings are cannot be compared between questions. Where something fits, the order is that of the
search by words, meaning and name, and what lies nearest by meaning stands among it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from pydantic import Field

from matcher import Decision, Facts, read_facts
from matcher.recommend import recommend
from retrieval import ClauseIndex, Hit, SearchIndex, find, search
from retrieval.hybrid import DEPTH
from rules.document import Frozen, SourceSpan
from rules.errors import InputRejected
from rules.rule import Rule
from rules.tree import nodes
from rules.vocabulary import Kind, Vocabulary

CLAUSES = 6
#: So far down the list by meaning a clause is shown that shares no words with the question.
NEAREST = 3
BY_WORDS = "按字词检索"
BY_ALL = "按字词、意思、文号和标题检索"
DECISIONS = 12
# Words any subsidy text is full of: they say that money is asked for, not which.
_GENERIC = frozenset(
    {"补贴", "奖励", "资助", "补助", "扶持", "支持", "资金", "项目", "申请", "申报", "条件"}
    | {"金额", "企业", "单位", "符合", "标准", "公司", "个人"}
)


def sentence_reader() -> FactReader:
    """The grammar's reader of sentences."""
    from compiler.questions.question import read_sentence

    def read(text: str, vocabulary: Vocabulary) -> Reading:
        found = read_sentence(text, vocabulary)
        return Reading(found.facts, tuple(NotTaken(*item) for item in found.unread))

    return read


class NotTaken(NamedTuple):
    """Words the sentence holds that are no fact, and why; ``asked``: the question is about them."""

    attribute: str
    value: str
    quote: str
    problem: str
    asked: bool = False


class Reading(NamedTuple):
    """Facts (attribute id, period code, written value, the words) and what was not taken."""

    facts: tuple[tuple[str, str, str, str], ...]
    not_taken: tuple[NotTaken, ...] = ()


class FactReader(Protocol):
    """Reads what a sentence says of the person asking."""

    def __call__(self, text: str, vocabulary: Vocabulary) -> Reading: ...


class ReadBack(Frozen):
    """A fact as read from the sentence, to be shown back. ``problem`` says why it was not used.

    ``asked`` marks words the question is about: they stay part of what is searched for.
    """

    key: str
    label: str
    value: str
    quote: str
    problem: str = ""
    asked: bool = Field(default=False, exclude=True)


class Answered(Frozen):
    """One item and its decision."""

    rule: Rule
    decision: Decision


class Answer(Frozen):
    """Everything found; ``nothing`` when neither a decision nor a clause fits the question."""

    question: str
    facts: tuple[ReadBack, ...]
    decisions: tuple[Answered, ...]
    hits: tuple[Hit, ...]
    used: Facts = Facts()
    searched: str = BY_WORDS  # how the clauses were found, and in Chinese what could not be asked

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to show."""
        return not self.decisions and not self.hits


def answer(
    question: str,
    rules: tuple[Rule, ...],
    vocabulary: Vocabulary,
    on: date,
    index: ClauseIndex,
    *,
    reader: FactReader | None = None,
    near: SearchIndex | None = None,
) -> Answer:
    """Answer from what is published; never guesses.

    ``near`` finds clauses by meaning too, where it stands ready; without it words alone do.

    An item is relevant when the question asks about its clause, or, where the question names no
    subject of its own, when one of its conditions asks for a fact the sentence gives.
    """
    read_back, facts = facts_in(question, vocabulary, on, reader or sentence_reader())
    rest = question
    for item in read_back:
        if not item.asked:
            rest = rest.replace(item.quote, "，")
    subjects = [w for w in index.tokeniser.content_words(rest) if w not in _GENERIC]
    asked = rest if subjects else question
    hits, searched = _clauses(asked, search(index, asked, k=len(index.passages)), near)
    relevant: Iterable[Rule] = ()
    if facts.facts:
        named = _named(search(index, rest, k=len(index.passages))) if subjects else frozenset()
        given = {fact.attribute for fact in facts.facts}
        relevant = [r for r in rules if (r.id in named if named else asks_about(r) & given)]
    by_id = {rule.id: rule for rule in relevant}
    decided = recommend(by_id.values(), facts, on, vocabulary)[:DECISIONS]
    return Answer(
        question=question,
        facts=read_back,
        decisions=tuple(
            Answered(rule=by_id[item.rule_id], decision=item.decision) for item in decided
        ),
        hits=hits if subjects or not decided else (),
        used=facts,
        searched=searched,
    )


def _clauses(
    asked: str, fitting: tuple[Hit, ...], near: SearchIndex | None
) -> tuple[tuple[Hit, ...], str]:
    """The clauses to show of those that fit by words and those nearest by meaning, and how they
    were found."""
    if near is None or near.vectors is None or not fitting:
        return fitting[:CLAUSES], (near.reduced if near is not None else "") or BY_WORDS
    found = find(near, asked, DEPTH)
    if found.reduced:  # the embedder has gone meanwhile
        return fitting[:CLAUSES], found.reduced
    by_words = {(h.passage.document, h.passage.span): h for h in fitting}
    shown: dict[tuple[str, SourceSpan], Hit] = {}
    for one in found.hits:
        place = (one.passage.document, one.passage.span)
        if place in by_words:
            shown[place] = by_words[place]
        elif one.by_meaning is not None and one.by_meaning <= NEAREST:
            shown[place] = Hit(passage=one.passage, score=0.0, coverage=0.0)
    shown = {**shown, **{place: hit for place, hit in by_words.items() if place not in shown}}
    return tuple(shown.values())[:CLAUSES], BY_ALL


def _named(hits: tuple[Hit, ...]) -> frozenset[str]:
    """The items whose clause says as much of the question as the best clause does."""
    best = max((hit.coverage for hit in hits), default=0)
    return frozenset(
        rule_id for hit in hits if hit.coverage == best for rule_id in hit.passage.rules
    )


def facts_in(
    question: str, vocabulary: Vocabulary, on: date, reader: FactReader
) -> tuple[tuple[ReadBack, ...], Facts]:
    """What the sentence says of the applicant, each fact with the words it was read from.

    A reading that cannot be used is shown with the reason and not used.
    """
    shown: list[ReadBack] = []
    facts = Facts()
    tags: dict[str, list[str]] = {}
    reading = reader(question, vocabulary)
    for attribute_id, period, value, quote in reading.facts:
        attribute = vocabulary.get(attribute_id)
        key = attribute_id if period == "now" else f"{attribute_id}@{period}"
        label = attribute.label if attribute else attribute_id
        written: object = value
        if attribute is not None and attribute.kind is Kind.TAGS:
            written = tags.setdefault(key, [])
            tags[key].append(value)
        try:
            read = read_facts({key: written}, vocabulary=vocabulary, on=on)
            facts = facts.with_facts(*read.facts)
            problem = ""
        except InputRejected as error:
            problem = "；".join(d.message for d in error.diagnostics)
        shown.append(ReadBack(key=key, label=label, value=value, quote=quote, problem=problem))
    shown.extend(_shown_back(item, vocabulary) for item in reading.not_taken)
    return tuple(shown), facts


def _shown_back(item: NotTaken, vocabulary: Vocabulary) -> ReadBack:
    attribute = vocabulary.get(item.attribute)
    return ReadBack(
        key=item.attribute,
        label=attribute.label if attribute else "没有看懂的话",
        value=item.value,
        quote=item.quote,
        problem=item.problem,
        asked=item.asked,
    )


def asks_about(rule: Rule) -> frozenset[str]:
    """The ids of all attributes a rule reads, in conditions, exclusions and award."""
    names = ("attribute", "part", "whole")
    found = {getattr(node, name, "") for node in nodes(rule) for name in names}
    return frozenset(found - {""})
