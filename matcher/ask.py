"""Ask: the next question worth most, until no open answer can change anything.

A question is worth the money its answer is likely to decide: for each item that is still open, the
most it can bring, times how likely it is that the applicant qualifies, times how likely it is that
the answer settles the item. That is set against the effort of answering, where one look-up (the
same licence, the same annual report) that fills several facts costs its effort once. The order
damps large sums and also counts items that will hardly be got, so that few answers settle all.

Verdicts and amounts come from ``evaluate`` alone; chances only order the questions. The order is a
function of rules, facts, day, vocabulary and sample, ties broken by the question's key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from matcher.ask_scores import Answers, OpenItem, Scores, State, Tally
from matcher.chance import NO_SAMPLE, Sample
from matcher.decision import Verdict
from matcher.evaluate import evaluate, in_force
from matcher.facts import QUANTITIES, Between, Fact, Facts, FactValue, TagSet
from matcher.figures import Inquiry
from matcher.graph import build_graph
from matcher.tags import NONE, TagQuestion, fact_from_choice, questions_of, tag_questions
from matcher.truth import Truth
from rules.condition import Is, leaves
from rules.document import Frozen
from rules.look_up import look_up_of
from rules.quantity import Money, MoneyField
from rules.rule import Rule
from rules.vocabulary import Vocabulary

# Effort in plain answers: a tick is one, a figure must be looked up, a list must be written.
_EFFORT = {"bool": 1.0, "choice": 1.0, "tags": 1.0, "interval": 1.0, "figure": 2.0, "records": 5.0}
_SAME_LOOK_UP = 0.5  # what a further fact costs from papers already in hand
# An item nobody put a figure on still deserves an answer: it counts as so much money.
_UNPRICED = 10_000.0
_SHOWN_TAGS = 40  # a question with more titles is judged by the first of them


class NextQuestion(Frozen):
    """One question worth asking; ``exact`` when the number itself is needed, not its interval.

    ``worth`` is the money its answer is expected to decide, in whole yuan. ``effort`` is 1 for a
    plain tick. ``items`` are the ids of the open rules it bears on; ``settles`` those that at least
    one of the answers settles at once. ``look_up`` names the paper to take out, or is empty.
    """

    question: TagQuestion
    worth: MoneyField
    effort: float
    items: tuple[str, ...]
    settles: tuple[str, ...]
    look_up: str = ""
    exact: bool = False


def next_questions(
    rules: Iterable[Rule],
    facts: Facts,
    on: date,
    vocabulary: Vocabulary,
    sample: Sample = NO_SAMPLE,
) -> tuple[NextQuestion, ...]:
    """The questions whose answers can still change a verdict or an amount, the best first.

    Empty when no answer can: every item is settled, or open only for a body's judgment or for a
    list that no question of the page takes. A question that a given fact answers only in part
    (a range too wide) is asked again.
    """
    return Interview(tuple(rules), on, vocabulary, sample).ask(facts)


class Interview:
    """The questions of one set of rules; what the rules alone fix is built once."""

    def __init__(
        self, rules: Sequence[Rule], on: date, vocabulary: Vocabulary, sample: Sample = NO_SAMPLE
    ) -> None:
        self.rules, self.on, self.vocabulary, self.sample = tuple(rules), on, vocabulary, sample
        self.questions: dict[str, TagQuestion] = {}
        for question in tag_questions(self.rules, vocabulary, on):
            self.questions.setdefault(question.key, question)
        self.graph = build_graph(self.rules, on)
        self._asks_of = tuple(questions_of(leaf, vocabulary, on) for leaf in self.graph.leaves)
        self.faults = {
            key
            for leaf, keys in zip(self.graph.leaves, self._asks_of, strict=True)
            if isinstance(leaf, Is) and not leaf.expected
            for key in keys
        } | {
            key
            for rule in self.rules
            for condition in rule.unless
            for leaf in leaves(condition)
            if isinstance(leaf, Is) and leaf.expected
            for key in questions_of(leaf, vocabulary, on)
        }
        self._most: dict[str, float] = {}
        self._answers: dict[str, Answers] = {}

    def ask(self, facts: Facts) -> tuple[NextQuestion, ...]:
        """The questions worth asking, the best first."""
        inquiry = Inquiry(facts, self.on, self.vocabulary)
        state = State.of(self.graph, inquiry, self._asks_of)
        items = [item for i in range(len(self.rules)) if (item := self._item(i, state, facts))]
        given = self.given(facts)
        weights = self.sample.weights(given)

        def shares(key: str) -> tuple[float, ...]:
            offered = [picks for picks, _ in self.answers(key)]
            usual = ("no",) if key in self.faults else None
            return self.sample.shares(key, offered, weights, usual)

        scores = Scores(self.graph, state, inquiry, self.answers, shares)
        tallies = {key: Tally() for item in items for key in item.keys}
        for item in items:
            for key in item.keys:
                scores.add(item, key, tallies[key])
        held = {look_up_of(self.questions[key].attribute) for key in given} - {None}
        found = [
            (tally.score / self._effort(key, tally, held), self._question(key, tally, held))
            for key, tally in tallies.items()
        ]
        ranked = sorted(found, key=lambda pair: (-pair[0], pair[1].question.key))
        return tuple(question for _, question in ranked)

    def given(self, facts: Facts) -> dict[str, tuple[str, ...]]:
        """The options that these facts pick, by question; what fits no option is left out."""
        found: dict[str, tuple[str, ...]] = {}
        for key, question in self.questions.items():
            fact = facts.at(question.attribute, question.period)
            picks = None if fact is None else _picked(fact, reversed(self.answers(key)))
            if picks is not None:
                found[key] = picks
        return found

    def answers(self, key: str) -> Answers:
        """The answers a question offers; none for a figure, a list or a key nobody asks."""
        if key not in self._answers:
            question = self.questions.get(key)
            self._answers[key] = () if question is None else tuple(self._offered(question))
        return self._answers[key]

    def _offered(self, question: TagQuestion) -> Iterator[tuple[tuple[str, ...], Fact]]:
        for picks in _picks(question):
            fact = fact_from_choice(question, picks, self.vocabulary)
            if fact is not None:
                yield picks, fact

    def _item(self, index: int, state: State, facts: Facts) -> OpenItem | None:
        rule, root = self.rules[index], self.graph.roots[index]
        if state.truths[root] is Truth.FALSE or not in_force(rule, self.on):
            return None
        keys = state.open_keys(self.graph, root)
        if keys:  # else it holds, or waits for a body's judgment only
            return OpenItem(rule, root, keys, self._money(rule), amount_only=False)
        decision = evaluate(rule, facts, self.on, self.vocabulary)
        if decision.verdict is not Verdict.ELIGIBLE or not decision.missing:
            return None
        asked = questions_of(rule.award, self.vocabulary, self.on)
        keys = tuple(key for key in asked if not self._known(key, facts))
        return OpenItem(rule, root, keys, self._money(rule), amount_only=True) if keys else None

    def _money(self, rule: Rule) -> float:
        """The most the rule can bring to anybody, in yuan."""
        if rule.id not in self._most:
            amount = evaluate(rule, Facts(), self.on, self.vocabulary).amount
            high = amount.total_high or amount.high
            self._most[rule.id] = _UNPRICED if high is None else float(high.yuan)
        return self._most[rule.id]

    def _known(self, key: str, facts: Facts) -> bool:
        """Whether the fact is given, and not only as a range."""
        question = self.questions[key]
        fact = facts.at(question.attribute, question.period)
        return fact is not None and not isinstance(fact.value, Between)

    def _effort(self, key: str, tally: Tally, held: Iterable[object]) -> float:
        question = self.questions[key]
        known = look_up_of(question.attribute) in held
        kind = "figure" if tally.exact and question.kind == "interval" else question.kind
        return _EFFORT[kind] * (_SAME_LOOK_UP if known else 1.0)

    def _question(self, key: str, tally: Tally, held: Iterable[object]) -> NextQuestion:
        paper = look_up_of(self.questions[key].attribute)
        return NextQuestion(
            question=self.questions[key],
            worth=Money(yuan=Decimal(round(tally.money))),
            effort=self._effort(key, tally, held),
            items=tuple(tally.items),
            settles=tuple(tally.settles),
            look_up="" if paper is None else paper.label,
            exact=tally.exact,
        )


def _picked(fact: Fact, offered: Iterable[tuple[tuple[str, ...], Fact]]) -> tuple[str, ...] | None:
    """The options a given fact amounts to; None when it fits none of them."""
    for picks, fact_of in offered:
        if _says(fact_of.value, fact.value):
            return picks
    return None


def _says(option: FactValue, given: FactValue) -> bool:
    match option, given:
        case TagSet(), TagSet():
            names, held = {t.name for t in option.has}, {t.name for t in given.has}
            return names <= held if names else not held & set(option.lacks)
        case Between(), _ if isinstance(given, QUANTITIES):
            return option.holds(given)
        case _:
            return option == given


def _picks(question: TagQuestion) -> Iterator[tuple[str, ...]]:
    """The answers to weigh: every option, and of titles none or any single one."""
    ids = [option.id for option in question.options]
    if question.kind != "tags":
        yield from ((each,) for each in ids)
        return
    yield (NONE,)
    yield from ((each, NONE) for each in ids[:_SHOWN_TAGS] if each != NONE)
