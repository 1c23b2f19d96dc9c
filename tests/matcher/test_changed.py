"""A changed rule gets the answers of a plan of its own, whatever of it the whole plan knew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from matcher.changed import Changes
from matcher.columnar import Decided, Plan, Truths
from matcher.columns import Chunk, chunk_of_facts
from matcher.facts import Facts
from matcher.predicates import Number, Reader, Steps
from rules.condition import Compare, leaves
from rules.rule import Rule
from rules.vocabulary import Vocabulary
from tests.matcher.test_columnar import compared, drawn

ON = date(2026, 5, 20)
Make = Callable[..., Rule]


def kept(plan: Plan, chunk: Chunk) -> Truths:
    truths = plan.decide(chunk, keep=True).truths
    assert truths is not None
    return truths


def same(found: Decided, alone: Decided) -> bool:
    names = ("eligible", "unknown", "offsets", "fen")
    return all(np.array_equal(getattr(found, n), getattr(alone, n)) for n in names)


@pytest.mark.parametrize(("seed", "odd"), [(5, 0.15), (8, 0.0), (10, 0.02), (11, 0.0)])
def test_deep_rules_get_the_answers_of_their_own_plan(
    vocabulary: Vocabulary, make_rule: Make, seed: int, odd: float
) -> None:
    rules, subjects = drawn(
        seed, 24, 70, make_rule, vocabulary, deep=True, few=8, missing=0.3, odd=odd
    )
    chunk = chunk_of_facts(subjects)
    whole = Plan(rules[:16], ON, vocabulary, chunk.columns)
    changes, truths = Changes(whole), kept(whole, chunk)
    quick = 0
    for rule in rules:  # of the last eight some predicates and awards are new
        alone = Plan([rule], ON, vocabulary, chunk.columns).decide(chunk)
        changed = changes.rule(rule)
        for found in (changed.decide(chunk), changed.decide(chunk, truths)):
            assert same(found, alone), rule
            # a table of many rules may leave more cells to evaluate, never another answer
            assert found.kernel + found.asked == len(subjects)
        quick += "_whole" not in vars(changed)
    assert odd or quick > 2  # those that needed no plan of their own


@pytest.mark.parametrize("seed", [12, 13])
def test_many_small_rules_get_the_answers_of_evaluate(
    vocabulary: Vocabulary, make_rule: Make, seed: int
) -> None:
    rules, subjects = drawn(
        seed, 60, 200, make_rule, vocabulary, deep=False, few=0, missing=0.2, odd=0.0
    )
    compared(rules, subjects, vocabulary)  # the plan says what evaluate says
    chunk = chunk_of_facts(subjects)
    told = Plan(rules, ON, vocabulary, chunk.columns).decide(chunk)
    known = Plan(rules[::2], ON, vocabulary, chunk.columns)
    changes, truths = Changes(known), kept(known, chunk)
    quick = 0
    for number, rule in enumerate(rules):
        changed = changes.rule(rule)
        for found in (changed.decide(chunk), changed.decide(chunk, truths)):
            assert np.array_equal(found.eligible[0], told.eligible[number]), rule
            assert np.array_equal(found.unknown[0], told.unknown[number]), rule
            assert np.array_equal(found.fen, told.amounts(number)), rule
        quick += "_whole" not in vars(changed)
    assert quick > 25


def test_a_plan_serves_chunks_that_bring_new_names(vocabulary: Vocabulary, make_rule: Make) -> None:
    rules, subjects = drawn(
        15, 30, 260, make_rule, vocabulary, deep=False, few=0, missing=0.1, odd=0.0
    )
    every = chunk_of_facts(subjects)
    half = chunk_of_facts(subjects, every.names)
    assert half.columns == every.columns
    changes = Changes(Plan(rules, ON, vocabulary, every.columns))
    for rule in rules:
        changed = changes.rule(rule)
        assert same(changed.decide(every), changed.decide(half))


def test_a_rule_that_is_not_in_force_pays_nobody(vocabulary: Vocabulary, make_rule: Make) -> None:
    (rule, other), subjects = drawn(
        16, 2, 100, make_rule, vocabulary, deep=False, few=0, missing=0.1, odd=0.0
    )
    chunk = chunk_of_facts(subjects)
    ended = rule.model_copy(
        update={"validity": rule.validity.model_copy(update={"end": date(2026, 5, 19)})}
    )
    found = Changes(Plan([other], ON, vocabulary, chunk.columns)).rule(ended).decide(chunk)
    assert not found.eligible.any()
    assert not found.unknown.any()
    assert found.fen.size == 0


def test_truths_of_another_chunk_are_refused(vocabulary: Vocabulary, make_rule: Make) -> None:
    rules, subjects = drawn(
        6, 3, 70, make_rule, vocabulary, deep=False, few=4, missing=0.1, odd=0.0
    )
    chunk = chunk_of_facts(subjects)
    whole = Plan(rules, ON, vocabulary, chunk.columns)
    changed, truths = Changes(whole).rule(rules[0]), kept(whole, chunk)
    with pytest.raises(ValueError, match="truths of another chunk"):
        changed.decide(chunk_of_facts(subjects), truths)
    twin = Changes(Plan(rules, ON, vocabulary, chunk.columns)).rule(rules[0])
    with pytest.raises(ValueError, match="truths of another chunk"):
        twin.decide(chunk, truths)
    with pytest.raises(ValueError, match="other columns"):
        changed.decide(chunk_of_facts([Facts()]))


def test_a_number_against_a_value_is_what_judge_says_of_it(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    rules, subjects = drawn(
        17, 150, 40, make_rule, vocabulary, deep=False, few=0, missing=0.1, odd=0.0
    )
    columns = chunk_of_facts(subjects).columns
    reader = Reader({(c.attribute, c.period): c for c in columns}, ON, vocabulary)
    compared_ones = 0
    for leaf in (leaf for rule in rules for leaf in leaves(rule.when)):
        plain = reader.predicate(leaf)
        if isinstance(leaf, Compare) and isinstance(plain, Steps):
            assert plain == reader.judged(leaf), leaf
            compared_ones += isinstance(plain.figure, Number)
    assert compared_ones > 20
