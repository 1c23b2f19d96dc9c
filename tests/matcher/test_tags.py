"""Tag questions: intervals that every threshold decides, and the facts that choices make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.decision import Verdict
from matcher.evaluate import evaluate
from matcher.facts import Facts, TagSet
from matcher.tags import TagQuestion, fact_from_choice, tag_questions
from rules.errors import InputRejected
from rules.rule import Rule
from rules.vocabulary import Vocabulary

ON = date(2026, 5, 20)
Make = Callable[..., Rule]
REVENUE = {"kind": "value", "attribute": "revenue", "period": "Y-1"}


def compare(op: str, value: str, operand: Any = REVENUE) -> dict[str, Any]:
    return {"kind": "compare", "operand": operand, "op": op, "value": value}


def ask(vocabulary: Vocabulary, *rules: Rule) -> dict[str, TagQuestion]:
    return {question.key: question for question in tag_questions(rules, vocabulary, ON)}


def labels(question: TagQuestion) -> list[str]:
    return [option.label for option in question.options]


def test_thresholds_make_intervals(vocabulary: Vocabulary, make_rule: Make) -> None:
    question = ask(
        vocabulary,
        make_rule(compare(">=", "2000万元"), id="a"),
        make_rule(compare(">", "2000万元"), id="b"),
        make_rule(compare("<", "1亿元"), id="c"),
    )["revenue@2025"]
    assert labels(question) == [
        "不足2000万元",
        "正好2000万元",
        "超过2000万元、不足1亿元",
        "1亿元以上（含）",
    ]
    assert question.needed_by == 3


@settings(max_examples=40, deadline=None)
@given(
    thresholds=st.lists(
        st.tuples(st.sampled_from([">=", ">", "<=", "<", "==", "!="]), st.integers(-3, 6)),
        min_size=1,
        max_size=5,
    )
)
def test_every_interval_is_decided_by_every_threshold(
    vocabulary: Vocabulary, make_rule: Make, thresholds: list[tuple[str, int]]
) -> None:
    rules = [
        make_rule(compare(op, f"{number}元"), id=f"r{index}")
        for index, (op, number) in enumerate(thresholds)
    ]
    question = ask(vocabulary, *rules)["revenue@2025"]
    for option in question.options:
        fact = fact_from_choice(question, [option.id], vocabulary)
        assert fact is not None
        for rule in rules:
            decision = evaluate(rule, Facts(facts=(fact,)), ON, vocabulary)
            assert decision.verdict is not Verdict.UNKNOWN


def test_counts_do_not_go_below_zero(vocabulary: Vocabulary, make_rule: Make) -> None:
    patents = {"kind": "value", "attribute": "patents"}
    rule = make_rule(
        {"kind": "any", "of": [compare(">", "0件", patents), compare(">=", "0件", patents)]}
    )
    assert labels(ask(vocabulary, rule)["patents"]) == ["正好0件", "超过0件"]


def test_ages_and_dates(vocabulary: Vocabulary, make_rule: Make) -> None:
    rule = make_rule(
        {
            "kind": "all",
            "of": [
                compare("<=", "45年", {"kind": "value", "attribute": "age"}),
                {"kind": "within", "attribute": "established_on", "period": "2021-01-01.."},
            ],
        }
    )
    asked = ask(vocabulary, rule)
    assert labels(asked["age"]) == ["45周岁以下（含）", "超过45周岁"]
    assert labels(asked["established_on"]) == ["2021-01-01之前", "2021-01-01及以后"]


def test_bool_choice_and_tags(vocabulary: Vocabulary, make_rule: Make) -> None:
    rule = make_rule(
        {
            "kind": "all",
            "of": [
                {"kind": "is", "attribute": "legal_person"},
                {"kind": "one_of", "attribute": "entity_type", "values": ["企业"]},
                {"kind": "has", "attribute": "titles", "values": ["甲", "乙"]},
                {"kind": "has", "attribute": "titles", "values": ["甲"], "first": True},
                {"kind": "judged", "gate": "评审"},
            ],
        }
    )
    asked = ask(vocabulary, rule)
    assert list(asked) == ["entity_type", "legal_person", "titles"]
    assert labels(asked["titles"]) == ["甲", "乙", "甲（首次）", "其余都没有"]
    picked = fact_from_choice(asked["titles"], ["甲（首次）", "none"], vocabulary)
    assert picked is not None
    assert isinstance(picked.value, TagSet)
    assert [(tag.name, tag.first) for tag in picked.value.has] == [("甲", True)]
    assert picked.value.lacks == ("乙",)
    again = fact_from_choice(asked["titles"], ["甲", "none"], vocabulary)
    assert again is not None
    assert isinstance(again.value, TagSet)
    assert again.value.has[0].first is False
    some = fact_from_choice(asked["titles"], ["乙"], vocabulary)
    assert some is not None
    assert isinstance(some.value, TagSet)
    assert (some.value.lacks, some.value.complete) == ((), False)
    no = fact_from_choice(asked["legal_person"], ["no"], vocabulary)
    assert no is not None
    assert no.value is False
    assert fact_from_choice(asked["legal_person"], [], vocabulary) is None


def test_awards_are_asked_too(vocabulary: Vocabulary, make_rule: Make) -> None:
    tiers = {
        "kind": "tiers",
        "machine": "step",
        "operand": REVENUE,
        "bands": [{"lower": "1亿元", "amount": "1万元"}],
    }
    rate = {"kind": "rate", "rate": "10%", "base": {**REVENUE, "attribute": "rd_expense"}}
    legal = {"kind": "is", "attribute": "legal_person"}
    asked = ask(vocabulary, make_rule(legal, tiers, id="a"), make_rule(legal, rate, id="b"))
    assert asked["revenue@2025"].kind == "interval"
    assert labels(asked["revenue@2025"]) == ["不足1亿元", "1亿元以上（含）"]
    assert asked["rd_expense@2025"].kind == "figure"
    assert next(iter(asked)) == "legal_person"


@pytest.mark.parametrize(("picks", "code"), [(["maybe"], "MF109"), (["yes", "no"], "MF110")])
def test_strange_choices_are_refused(
    vocabulary: Vocabulary, make_rule: Make, picks: list[str], code: str
) -> None:
    question = ask(vocabulary, make_rule({"kind": "is", "attribute": "legal_person"}))
    with pytest.raises(InputRejected) as caught:
        fact_from_choice(question["legal_person"], picks, vocabulary)
    assert caught.value.diagnostics[0].code == code


def test_an_interval_of_older_thresholds_stays_readable(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    question = ask(vocabulary, make_rule(compare(">=", "5元")))["revenue@2025"]
    assert fact_from_choice(question, ["[1元,3元)"], vocabulary) is not None
    with pytest.raises(InputRejected):
        fact_from_choice(question, ["[1人,3人)"], vocabulary)


def test_growth_is_asked_as_growth(vocabulary: Vocabulary, make_rule: Make) -> None:
    rule = make_rule(compare(">=", "10%", {**REVENUE, "kind": "growth"}))
    question = ask(vocabulary, rule)["growth(revenue)@2025"]
    assert question.label == "营业收入增速"
    fact = fact_from_choice(question, [question.options[1].id], vocabulary)
    assert fact is not None
    decision = evaluate(rule, Facts(facts=(fact,)), ON, vocabulary)
    assert decision.verdict is Verdict.ELIGIBLE
    assert decision.amount.high is not None
    assert decision.amount.high.yuan == Decimal(100000)
