"""The index says what evaluate says: verdict, amount, missing facts and reasons, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from matcher.conditions import judge
from matcher.decision import AwardAmount, Decision, Reason, Step
from matcher.entry import entry_condition
from matcher.evaluate import evaluate
from matcher.facts import Facts
from matcher.facts_input import read_facts
from matcher.figures import Inquiry
from matcher.index import Index
from rules.condition import leaves
from rules.document import Frozen, SourceSpan
from rules.rule import Rule
from rules.tree import rewrite
from rules.vocabulary import Vocabulary
from tests.matcher import mixed
from tests.matcher.test_laws import awards, blurred, blurs, complete, conditions

ON = date(2026, 5, 20)
WRITTEN = TypeAdapter(Decision)
Make = Callable[..., Rule]


def _fen(money: Any) -> int | None:
    return None if money is None else int(money.yuan * 100)


def _same(index: Index, facts: Facts, expected: list[Decision], *, each: bool) -> None:
    answers = index.decide(facts)
    found = answers.decisions()
    waiting = answers.waiting
    asked: list[set[str]] = [set() for _ in expected]
    for rule, fact in zip(waiting.rules.tolist(), waiting.facts.tolist(), strict=True):
        asked[rule].add(waiting.keys[fact])
    for number, decision in enumerate(expected):
        assert found[number] == decision
        # tuples may be equal without being of one kind
        assert type(found[number]) is Decision
        assert all(type(reason) is Reason for reason in found[number].reasons)
        assert type(found[number].amount) is AwardAmount
        assert all(type(step) is Step for step in found[number].amount.steps)
        assert answers.verdict(number) is decision.verdict
        if each:  # one rule at a time is another way to the same
            assert answers.missing(number) == decision.missing
            assert answers.decision(number) == decision
        assert asked[number] == {fact.key for fact in decision.missing}
        amount = decision.amount
        told = (amount.kind, _fen(amount.low), _fen(amount.high))
        assert tuple(answers.amount(number)) == told


def _rules(
    random: Random, make_rule: Make, count: int, drawn: Callable[[Random, int], Any] = mixed.rule
) -> list[Rule]:
    made = [drawn(random, number) for number in range(count)]
    places = iter(range(10**9))

    def elsewhere(node: Frozen) -> Frozen:
        """Every quote stands in a place of its own, so that one rule never cites another's."""
        if not isinstance(node, SourceSpan):
            return node
        start = next(places)
        return node.model_copy(update={"start": start, "end": start + len(node.quote)})

    built = [make_rule(r.pop("when"), r.pop("award"), **r) for r in made]
    return [rewrite(rule, elsewhere) for rule in built]


def _facts(random: Random, vocabulary: Vocabulary) -> Facts:
    return read_facts(mixed.facts(random), vocabulary=vocabulary, on=ON)


def _compare(index: Index, facts: Facts, *, each: bool = True) -> None:
    expected = [evaluate(rule, facts, ON, index.vocabulary) for rule in index.rules]
    _same(index, facts, expected, each=each)


@pytest.mark.parametrize("batch", range(4))
def test_every_kind_of_rule_is_decided_as_evaluate_decides_it(
    vocabulary: Vocabulary, make_rule: Make, batch: int
) -> None:
    """4 × 2 × 40 × 20 cells of whole rules."""
    for round_ in range(2):
        random = Random(100 * batch + round_)
        index = Index.build(_rules(random, make_rule, 40), ON, vocabulary)
        for _ in range(20):
            _compare(index, _facts(random, vocabulary))


@pytest.mark.parametrize("batch", range(4))
def test_a_hundred_thousand_cells_are_decided_as_evaluate_decides_them(
    vocabulary: Vocabulary, make_rule: Make, batch: int
) -> None:
    """4 × 250 × 100 cells of small rules."""
    random = Random(batch)
    index = Index.build(_rules(random, make_rule, 250, mixed.small_rule), ON, vocabulary)
    for _ in range(100):
        _compare(index, _facts(random, vocabulary), each=False)


@settings(max_examples=60, deadline=None)
@given(
    drawn=st.lists(st.tuples(conditions, conditions, awards), min_size=1, max_size=4),
    world=complete,
    how=blurs,
)
def test_drawn_rules_are_decided_as_evaluate_decides_them(
    vocabulary: Vocabulary,
    make_rule: Make,
    drawn: list[tuple[Any, Any, Any]],
    world: dict[str, Any],
    how: dict[str, int],
) -> None:
    rules = [make_rule(when, award, unless=[unless]) for when, unless, award in drawn]
    index = Index.build(rules, ON, vocabulary)
    _compare(index, read_facts(blurred(world, how), vocabulary=vocabulary, on=ON))


def test_nodes_in_blocks_by_their_number_of_children_have_the_same_states(
    vocabulary: Vocabulary, make_rule: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large rule sets have such blocks; here two nodes are many."""
    monkeypatch.setattr("matcher.index.levels._MANY", 2)
    random = Random(5)
    counted = [
        make_rule(
            {"kind": "at_least", "k": k, "of": random.sample(_yes_or_no(), width)}, id=f"k{n}"
        )
        for n, (k, width) in enumerate([(1, 3), (2, 3), (3, 3), (2, 4), (3, 4), (4, 5)] * 3)
    ]
    index = Index.build(_rules(random, make_rule, 40) + counted, ON, vocabulary)
    for _ in range(20):
        _compare(index, _facts(random, vocabulary), each=False)


def _yes_or_no() -> list[dict[str, Any]]:
    compared = {"kind": "compare", "operand": {"kind": "value", "attribute": "revenue"}}
    told = [{"kind": "is", "attribute": "legal_person"}]
    return told + [
        compared | {"operand": compared["operand"] | {"period": year}, "op": ">=", "value": value}
        for year in ("Y-1", "Y-2")
        for value in ("1元", "3元", "40元")
    ]


def test_neither_the_order_nor_the_ids_of_rules_change_an_answer(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    random = Random(7)
    rules = _rules(random, make_rule, 60)
    order = random.sample(range(60), 60)
    named = [rules[n].model_copy(update={"id": f"x{n}"}) for n in order]
    index, moved = (Index.build(each, ON, vocabulary) for each in (rules, named))
    for _ in range(20):
        facts = _facts(random, vocabulary)
        before, after = index.decide(facts), moved.decide(facts)
        for new, old in enumerate(order):
            same = before.decision(old)._replace(rule_id=f"x{old}")
            assert after.decision(new) == same
            assert after.amount(new) == before.amount(old)


def test_leaf_states_are_those_of_judge_in_reading_order(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    random = Random(11)
    rules = _rules(random, make_rule, 60)
    index = Index.build(rules, ON, vocabulary)
    for _ in range(10):
        facts = _facts(random, vocabulary)
        inquiry, answers = Inquiry(facts, ON, vocabulary), index.decide(facts)
        for number, rule in enumerate(rules):
            entry = entry_condition(rule.award)
            stated = [rule.when, *([] if entry is None else [entry]), *rule.unless]
            expected = [judge(x, inquiry).truth for c in stated for x in leaves(c)]
            assert list(answers.leaf_states(number)) == expected


def test_decisions_are_equal_to_the_byte(vocabulary: Vocabulary, make_rule: Make) -> None:
    random = Random(13)
    rules = _rules(random, make_rule, 60)
    index = Index.build(rules, ON, vocabulary)
    for _ in range(5):
        facts = _facts(random, vocabulary)
        for rule, decision in zip(rules, index.decide(facts).decisions(), strict=True):
            expected = evaluate(rule, facts, ON, vocabulary)
            assert WRITTEN.dump_json(decision) == WRITTEN.dump_json(expected)
            assert hash(decision) == hash(expected)


def test_what_has_no_fast_way_is_counted(vocabulary: Vocabulary, make_rule: Make) -> None:
    plain = make_rule(
        {
            "kind": "compare",
            "operand": {"kind": "value", "attribute": "revenue", "period": "Y-1"},
            "op": ">=",
            "value": "3元",
        }
    )
    within = make_rule({"kind": "within", "attribute": "established_on", "period": "R36M"})
    index = Index.build([plain, within], ON, vocabulary)
    known = {"revenue@2025": "3元", "established_on": "2024-05-20"}
    assert not +index.decide(read_facts(known, vocabulary=vocabulary, on=ON)).slow
    known["established_on"] = "[2024-05-20,2024-06-20)"
    dated = read_facts(known, vocabulary=vocabulary, on=ON)
    assert index.decide(dated).slow == Counter(leaves=1)
    ranged = read_facts({"revenue@2025": "[2元,5元)"}, vocabulary=vocabulary, on=ON)
    assert index.decide(ranged).slow == Counter(operands=1)


def test_a_sum_beyond_64_bits_is_told_exactly(vocabulary: Vocabulary, make_rule: Make) -> None:
    award = {"kind": "fixed", "amount": "999999999999999亿元"}
    rule = make_rule({"kind": "is", "attribute": "legal_person"}, award)
    index = Index.build([rule], ON, vocabulary)
    facts = read_facts({"legal_person": True}, vocabulary=vocabulary, on=ON)
    answers = index.decide(facts)
    assert answers.amount(0) == ("exact", 999999999999999 * 10**10, 999999999999999 * 10**10)
    assert answers.low.tolist() == [-1]
    _compare(index, facts)


def test_no_rules_give_no_answers(vocabulary: Vocabulary) -> None:
    answers = Index.build([], ON, vocabulary).decide(Facts())
    assert answers.decisions() == ()
    assert answers.kinds.tolist() == []
