"""The columnar plan answers what ``evaluate`` answers: verdict and fen, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.columnar import Plan, encoded
from matcher.columns import chunk_of_facts
from matcher.decision import Verdict
from matcher.evaluate import evaluate
from matcher.facts import Facts, fact_key
from matcher.facts_input import read_facts
from matcher.predicates import Spy
from rules.rule import Rule
from rules.vocabulary import Vocabulary
from tests.matcher.generated import Maker

ON = date(2026, 5, 20)
Make = Callable[..., Rule]


class Oracle:
    """``evaluate``, asked once for subjects that have the same facts where the rule looks."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self.rule, self.vocabulary = rule, vocabulary
        spy = Spy()
        evaluate(rule, spy, ON, vocabulary)
        self.looks = sorted(fact_key(*key) for key in spy.asked)
        self.known: dict[tuple[int, ...], tuple[Verdict, int]] = {}

    def answer(self, facts: Facts, tokens: dict[str, int]) -> tuple[Verdict, int]:
        key = tuple(tokens.get(address, -1) for address in self.looks)
        if key not in self.known:
            decision = evaluate(self.rule, facts, ON, self.vocabulary)
            due = encoded(decision) if decision.verdict is Verdict.ELIGIBLE else 0
            self.known[key] = decision.verdict, due
        return self.known[key]


def compared(
    rules: list[Rule], subjects: list[Facts], vocabulary: Vocabulary
) -> tuple[Counter[tuple[Verdict, int]], int, int]:
    """Every cell by both; how often each answer came, and the cells of kernel and evaluate."""
    chunk = chunk_of_facts(subjects)
    decided = Plan(rules, ON, vocabulary, chunk.columns).decide(chunk)
    values: dict[object, int] = {}
    tokens = [
        {f.key: values.setdefault((f.key, f.value), len(values)) for f in facts.facts}
        for facts in subjects
    ]
    seen: Counter[tuple[Verdict, int]] = Counter()
    for number, rule in enumerate(rules):
        oracle = Oracle(rule, vocabulary)
        due = dict(zip(decided.eligible_rows(number), decided.amounts(number), strict=True))
        for row, facts in enumerate(subjects):
            verdict = decided.verdict(number, row)
            ours = verdict, int(due[row]) if verdict is Verdict.ELIGIBLE else 0
            assert ours == oracle.answer(facts, tokens[row]), (rule, facts)
            seen[verdict, max(-2, min(ours[1], 1))] += 1
    assert decided.kernel + decided.asked == len(rules) * len(subjects)
    return seen, decided.kernel, decided.asked


def drawn(
    seed: int, rules: int, subjects: int, make_rule: Make, vocabulary: Vocabulary,
    *, deep: bool, few: int, missing: float, odd: float,
) -> tuple[list[Rule], list[Facts]]:  # fmt: skip
    maker = Maker(seed, few)
    made: list[Any] = [maker.rule(number, deep=deep) for number in range(rules)]
    given = [maker.subject(missing=missing, odd=odd) for _ in range(subjects)]
    return (
        [make_rule(**{**one, "title": "测试补贴"}) for one in made],
        [read_facts(facts, vocabulary=vocabulary, on=ON) for facts in given],
    )


@pytest.mark.parametrize(("seed", "missing", "odd"), [(1, 0.15, 0.0), (2, 0.5, 0.0), (3, 0.1, 0.1)])
def test_deep_rules_are_decided_as_evaluate_decides_them(
    make_rule: Make, vocabulary: Vocabulary, seed: int, missing: float, odd: float
) -> None:
    rules, subjects = drawn(
        seed, 30, 60, make_rule, vocabulary, deep=True, few=0, missing=missing, odd=odd
    )
    seen, by_kernel, _ = compared(rules, subjects, vocabulary)
    assert seen.total() == 1800
    assert {verdict for verdict, _ in seen} == set(Verdict)
    assert by_kernel > 0.4 * seen.total()


@pytest.mark.parametrize("seed", [5, 6])
def test_many_cells_are_decided_as_evaluate_decides_them(
    make_rule: Make, vocabulary: Vocabulary, seed: int
) -> None:
    rules, subjects = drawn(
        seed, 60, 900, make_rule, vocabulary, deep=False, few=3, missing=0.2, odd=0.01
    )
    seen, by_kernel, _ = compared(rules, subjects, vocabulary)
    assert seen.total() == 54_000
    amounts = {amount for verdict, amount in seen if verdict is Verdict.ELIGIBLE}
    assert amounts == {-2, -1, 0, 1}  # at most, without bound, nothing, so much
    assert by_kernel > 0.7 * seen.total()
