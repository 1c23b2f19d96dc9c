"""Explain: causes that are enough by themselves and hold nothing to spare; money line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings

from matcher.causes import LIMIT, causes
from matcher.conditions import Outcome, judge
from matcher.entry import whole_condition
from matcher.explain import Explanation, explain
from matcher.facts_input import read_facts
from matcher.figures import Inquiry
from matcher.truth import Truth, at_least, conjunction, disjunction, negation
from rules.condition import AllOf, AnyOf, AtLeast, Not
from rules.rule import Rule
from rules.vocabulary import Vocabulary
from tests.matcher.test_ask import compare, yes
from tests.matcher.test_laws import ON, awards, blurred, blurs, complete, conditions

Make = Callable[..., Rule]


def told(rule: Rule, facts: dict[str, object], vocabulary: Vocabulary) -> Explanation:
    return explain(rule, read_facts(facts, vocabulary=vocabulary, on=ON), ON, vocabulary)


def texts(explanation: Explanation) -> list[list[str]]:
    return [[reason.text for reason in cause.reasons] for cause in explanation.causes]


def knowing(outcome: Outcome, known: set[int]) -> Truth:
    """The truth when only these leaves are known."""
    children = [knowing(child, known) for child in outcome.children]
    match outcome.condition:
        case AllOf():
            return conjunction(children)
        case AnyOf():
            return disjunction(children)
        case AtLeast(k=k):
            return at_least(k, children)
        case Not():
            return negation(children[0])
        case _:
            return outcome.truth if id(outcome.condition) in known else Truth.UNKNOWN


@settings(max_examples=250, deadline=None)
@given(when=conditions, unless=conditions, award=awards, world=complete, how=blurs)
def test_a_cause_is_enough_and_has_nothing_to_spare(
    vocabulary: Vocabulary,
    make_rule: Make,
    when: Any,
    unless: Any,
    award: Any,
    world: dict[str, Any],
    how: dict[str, int],
) -> None:
    rule = make_rule(when, award, unless=[unless])
    facts = read_facts(blurred(world, how), vocabulary=vocabulary, on=ON)
    outcome = judge(whole_condition(rule), Inquiry(facts, ON, vocabulary))
    found = causes(outcome)
    assert bool(found) == (outcome.truth is not Truth.UNKNOWN)
    assert len(found) <= LIMIT
    for cause in found:
        ids = {id(leaf.condition) for leaf in cause}
        assert knowing(outcome, ids) is outcome.truth
        for spare in ids:
            assert knowing(outcome, ids - {spare}) is Truth.UNKNOWN


def test_each_failed_condition_is_a_cause_of_its_own(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    rule = make_rule(
        {"kind": "all", "of": [yes("legal_person"), compare("patents", ">=", "5件")]},
        unless=[yes("violation")],
    )
    explanation = told(
        rule, {"legal_person": False, "patents": "3件", "violation": True}, vocabulary
    )
    assert [len(cause.reasons) for cause in explanation.causes] == [1, 1, 1]
    assert explanation.causes[2].reasons[0].role == "exclusion"
    assert explanation.sentences[0] == (
        "不符合，有3个原因，每一个都足以导致不符合，要全部解决才会符合："
    )
    assert "3件" in explanation.sentences[2]
    assert "原文：「原文」" in explanation.sentences[2]


def test_alternatives_that_all_fail_are_one_cause(vocabulary: Vocabulary, make_rule: Make) -> None:
    rule = make_rule({"kind": "any", "of": [yes("legal_person"), compare("patents", ">=", "5件")]})
    explanation = told(rule, {"legal_person": False, "patents": "3件"}, vocabulary)
    assert [len(cause.reasons) for cause in explanation.causes] == [2]
    assert explanation.sentences[0].startswith("不符合：以下2项有一项成立就可以，但都不成立：")


def test_one_failure_settles_it_while_others_are_unknown(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    both = {"kind": "all", "of": [yes("legal_person"), compare("patents", ">=", "5件")]}
    explanation = told(make_rule(both), {"patents": "3件"}, vocabulary)
    assert texts(explanation) == [["发明专利不少于5件（含5件）"]]


def test_out_of_force_is_a_cause(vocabulary: Vocabulary, make_rule: Make) -> None:
    rule = make_rule(yes("legal_person"), validity={"end": "2025-12-31"})
    explanation = told(rule, {"legal_person": True}, vocabulary)
    assert [cause.reasons[0].role for cause in explanation.causes] == ["validity"]


def test_every_line_of_money_has_its_amount_and_clause(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    award = {
        "kind": "rate",
        "rate": "10%",
        "base": {"kind": "value", "attribute": "rd_expense", "period": "Y-1"},
        "caps": [{"amount": "50万元"}],
    }
    explanation = told(
        make_rule(yes("legal_person"), award),
        {"legal_person": True, "rd_expense@2025": "800万元"},
        vocabulary,
    )
    assert [(step.text, str(step.high)) for step in explanation.steps] == [
        ("上年度研发费用800万元 × 10% = 80万元", "80万元"),
        ("不超过50万元", "50万元"),
    ]
    assert all(
        step.source is not None and step.source.quote == "原文" for step in explanation.steps
    )
    assert explanation.sentences[-1] == "金额：50万元。"
