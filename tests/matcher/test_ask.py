"""Ask: what is worth asking next, and when to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.ask import Interview, next_questions
from matcher.chance import Sample, so_many_hold
from matcher.evaluate import evaluate
from matcher.facts import Facts
from matcher.facts_input import read_facts
from matcher.tags import fact_from_choice
from rules.look_up import look_up_of, look_ups
from rules.rule import Rule
from rules.vocabulary import Vocabulary, standard_vocabulary
from tests.matcher.test_laws import ON, awards, conditions

Make = Callable[..., Rule]


def compare(attribute: str, op: str, value: str, period: str = "now") -> dict[str, Any]:
    operand = {"kind": "value", "attribute": attribute, "period": period}
    return {"kind": "compare", "operand": operand, "op": op, "value": value}


def yes(attribute: str) -> dict[str, Any]:
    return {"kind": "is", "attribute": attribute, "expected": True}


def keys(rules: list[Rule], facts: Facts, vocabulary: Vocabulary) -> list[str]:
    return [q.question.key for q in next_questions(rules, facts, ON, vocabulary)]


def test_the_question_that_decides_most_money_comes_first(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    rules = [
        make_rule(yes("violation"), {"kind": "fixed", "amount": "1万元"}, id="small"),
        make_rule(yes("legal_person"), {"kind": "fixed", "amount": "100万元"}, id="large"),
    ]
    first, second = next_questions(rules, Facts(), ON, vocabulary)
    assert (first.question.key, second.question.key) == ("legal_person", "violation")
    assert str(first.worth) == "50万元"  # 100万元, as likely as not
    assert first.settles == ("large",)


def test_what_is_settled_asks_nothing(vocabulary: Vocabulary, make_rule: Make) -> None:
    both = {"kind": "all", "of": [yes("legal_person"), compare("revenue", ">=", "5元", "Y-1")]}
    rule = make_rule(both, id="a")
    refused = read_facts({"legal_person": False}, vocabulary=vocabulary, on=ON)
    assert keys([rule], refused, vocabulary) == []
    held = read_facts({"legal_person": True}, vocabulary=vocabulary, on=ON)
    assert keys([rule], held, vocabulary) == ["revenue@2025"]


def test_an_eligible_item_still_asks_for_its_amount(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    award = {
        "kind": "rate",
        "rate": "10%",
        "base": {"kind": "value", "attribute": "rd_expense", "period": "Y-1"},
        "caps": [{"amount": "100万元"}],
    }
    rule = make_rule(yes("legal_person"), award, id="a")
    facts = read_facts({"legal_person": True}, vocabulary=vocabulary, on=ON)
    (only,) = next_questions([rule], facts, ON, vocabulary)
    assert (only.question.key, only.question.kind, only.effort) == ("rd_expense@2025", "figure", 2)


def test_a_body_s_judgment_is_nobody_s_question(vocabulary: Vocabulary, make_rule: Make) -> None:
    gate = {"kind": "judged", "gate": "专家评审"}
    rule = make_rule({"kind": "all", "of": [yes("legal_person"), gate]}, id="a")
    facts = read_facts({"legal_person": True}, vocabulary=vocabulary, on=ON)
    assert keys([rule], facts, vocabulary) == []


def test_what_past_applicants_answered_moves_the_chances(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    rules = [
        make_rule(yes("violation"), {"kind": "fixed", "amount": "100万元"}, id="rare"),
        make_rule(yes("legal_person"), {"kind": "fixed", "amount": "60万元"}, id="usual"),
    ]
    past = Sample(tuple({"violation": ("no",), "legal_person": ("yes",)} for _ in range(50)))
    asked = next_questions(rules, Facts(), ON, vocabulary, past)
    assert [q.question.key for q in asked] == ["legal_person", "violation"]


def test_faults_that_few_have_wait(vocabulary: Vocabulary, make_rule: Make) -> None:
    fault = {"kind": "is", "attribute": "violation", "expected": False}
    clean = make_rule({"kind": "all", "of": [fault, yes("legal_person")]}, id="a")
    assert keys([clean], Facts(), vocabulary) == ["legal_person", "violation"]


def test_papers_in_hand_make_the_next_figure_cheaper(make_rule: Make) -> None:
    vocabulary = standard_vocabulary()
    rules = [
        make_rule(compare("total_assets", ">=", "5元", "Y-1"), id="a"),
        make_rule(compare("land_area", ">=", "5平方米"), id="b"),
        make_rule(compare("revenue", ">=", "5元", "Y-1"), id="c"),
    ]
    facts = read_facts({"revenue@2025": "9元"}, vocabulary=vocabulary, on=ON)
    first, second = next_questions(rules, facts, ON, vocabulary)
    assert (first.question.attribute, first.effort, first.look_up) == (
        "total_assets", 0.5, "年度财务报表",
    )  # fmt: skip
    assert second.effort == 1


def test_every_look_up_names_attributes_of_the_vocabulary_once() -> None:
    named = [attribute for each in look_ups() for attribute in each.attributes]
    assert len(named) == len(set(named))
    assert all(standard_vocabulary().get(attribute) is not None for attribute in named)


@pytest.mark.parametrize("name", ["revenue", "growth(revenue)", "share(net_profit/revenue)"])
def test_a_computed_figure_is_looked_up_where_its_attribute_is(name: str) -> None:
    found = look_up_of(name)
    assert found is not None
    assert found.label == "年度财务报表"


def test_at_least_k_of_independent_chances() -> None:
    assert so_many_hold(2, [0.5, 0.5, 0.5]) == pytest.approx(0.5)
    assert so_many_hold(0, []) == 1.0


@settings(max_examples=60, deadline=None)
@given(data=st.data(), made=st.lists(st.tuples(conditions, awards), min_size=1, max_size=4))
def test_it_stops_exactly_when_no_answer_can_change_anything(
    vocabulary: Vocabulary, make_rule: Make, data: st.DataObject, made: list[Any]
) -> None:
    rules = [make_rule(when, award, id=f"r{i}") for i, (when, award) in enumerate(made)]
    interview = Interview(rules, ON, vocabulary)
    facts, seen = Facts(), set[str]()
    while pending := [q for q in interview.ask(facts) if q.question.key not in seen]:
        question = pending[0].question
        seen.add(question.key)
        if question.options:
            answers = interview.answers(question.key)
            facts = facts.with_facts(data.draw(st.sampled_from(answers))[1])
        else:
            said = {question.key: f"{data.draw(st.integers(-2, 8))}元"}
            facts = facts.with_facts(*read_facts(said, vocabulary=vocabulary, on=ON).facts)
    before = [evaluate(rule, facts, ON, vocabulary) for rule in rules]
    for question in interview.questions.values():
        computed = "(" in question.key  # an answer could contradict the figures it follows from
        if question.key in seen or computed:
            continue
        for option in question.options:
            more = fact_from_choice(question, [option.id], vocabulary)
            assert more is not None
            after = [evaluate(rule, facts.with_facts(more), ON, vocabulary) for rule in rules]
            assert [d.verdict for d in after] == [d.verdict for d in before]
            assert [(d.amount.low, d.amount.high) for d in after] == [
                (d.amount.low, d.amount.high) for d in before
            ]


@settings(max_examples=40, deadline=None)
@given(made=st.lists(conditions, min_size=2, max_size=4), turn=st.randoms(use_true_random=False))
def test_order_and_names_of_rules_do_not_matter(
    vocabulary: Vocabulary, make_rule: Make, made: list[Any], turn: Any
) -> None:
    rules = [make_rule(when, id=f"r{i}") for i, when in enumerate(made)]
    shuffled = [rule.model_copy(update={"id": f"z{i}"}) for i, rule in enumerate(rules)]
    turn.shuffle(shuffled)
    assert keys(rules, Facts(), vocabulary) == keys(shuffled, Facts(), vocabulary)


@settings(max_examples=80, deadline=None)
@given(when=conditions, unless=conditions, award=awards)
def test_it_asks_while_some_decision_misses_a_fact(
    vocabulary: Vocabulary, make_rule: Make, when: Any, unless: Any, award: Any
) -> None:
    rule = make_rule(when, award, unless=[unless])
    decision = evaluate(rule, Facts(), ON, vocabulary)
    if decision.missing:
        assert keys([rule], Facts(), vocabulary)
