"""Which construct a leaf, an award or a statement shows, and how its reading is counted."""

from __future__ import annotations

from typing import Any

import pytest

from compiler.scoring.award_facets import award_facets, told
from compiler.scoring.confusion import Outcome
from compiler.scoring.construct import Construct
from compiler.scoring.leaf_facets import Facets, joins, leaf_facets
from compiler.scoring.match import placed_leaves
from compiler.scoring.score import score_corpus, score_document
from rules.condition import Condition
from rules.rule import Rule
from rules.vocabulary import Kind
from tests.compiler.test_score import (
    DOCUMENT,
    GROWTH,
    area,
    at,
    award,
    clean,
    condition,
    group,
    item,
    revenue,
    ruleset,
    scored,
    statement,
    titled,
)


def facets_of(rule: Rule) -> list[Facets]:
    return [
        leaf_facets(rule, leaf, joined)
        for leaf, joined in zip(placed_leaves(rule), joins(rule), strict=True)
    ]


def facets(one: Condition) -> Facets:
    (found,) = facets_of(item(one))
    return found


@pytest.mark.parametrize(
    ("one", "dimension", "construct"),
    [
        (revenue(), "asks", Construct.MONEY),
        (revenue(value="20人"), "asks", Construct.AMOUNT),
        (revenue(value="3年"), "asks", Construct.DURATION),
        (revenue(value="10%", **GROWTH), "asks", Construct.GROWTH),
        (revenue(kind="increment"), "asks", Construct.INCREMENT),
        (
            revenue(kind="over_years", period="Y-3..Y-1", aggregate="each"),
            "asks",
            Construct.EACH_YEAR,
        ),
        (
            revenue(kind="over_years", period="Y-3..Y-1", aggregate="sum"),
            "asks",
            Construct.SUM_OF_YEARS,
        ),
        (clean(), "asks", Construct.RECORD_FREE),
        (group("not", clean()), "asks", Construct.STATEMENT),
        (titled("甲"), "asks", Construct.TITLE),
        (titled("甲", "乙"), "asks", Construct.TITLE_LEVELS),
        (titled("甲", "乙", first=True), "asks", Construct.FIRST),
        (
            condition("one_of", attribute="tax_region", values=("云江市",)),
            "asks",
            Construct.REGION,
        ),
        (condition("judged", gate="择优"), "asks", Construct.JUDGED),
        (revenue(op=">"), "compares", Construct.ABOVE),
        (revenue(op="<="), "compares", Construct.AT_MOST_N),
        (revenue(), "because", Construct.BY_WORDS),
        (revenue(), "period", Construct.LAST_YEAR),
        (revenue(period="annual"), "period", Construct.ANNUAL),
        (revenue(period="Y-2"), "period", Construct.EARLIER_YEAR),
        (revenue(period="2023"), "period", Construct.PINNED),
        (revenue(period="2023-01-01.."), "period", Construct.DATES),
        (clean(), "period", Construct.ROLLING),
        (clean(period="now"), "period", Construct.NOW),
        (clean(), "joined", Construct.ALL),
        (group("not", titled("甲")), "joined", Construct.NEGATED),
        (clean(), "stands", Construct.OWN),
        (clean(), "named", Construct.KNOWN),
        (statement("甲"), "named", Construct.NEW_BOOL),
        (area("面积", "实际服务面积500平方米以上"), "named", Construct.NEW_FIGURE),
    ],
)
def test_a_leaf_shows_the_construct(one: Condition, dimension: str, construct: Construct) -> None:
    assert facets(one)[dimension] is construct


def test_a_gate_has_no_fact_and_so_no_period_and_no_name() -> None:
    assert set(facets(condition("judged", gate="择优"))) == {"asks", "joined", "stands"}


def test_how_a_leaf_is_joined_is_the_group_that_decides_with_it() -> None:
    one, two, three = clean(), revenue(), titled("甲")
    either = [f["joined"] for f in facets_of(item(group("all", one, group("any", two, three))))]
    assert either == [Construct.ALL, Construct.ANY, Construct.ANY]
    lists = group("any", group("all", one, two), three)
    assert [f["joined"] for f in facets_of(item(lists))] == [
        Construct.ANY_LIST,
        Construct.ANY_LIST,
        Construct.ANY,
    ]
    some = group("at_least", one, two, three, k=2)
    assert {f["joined"] for f in facets_of(item(some))} == {Construct.AT_LEAST_K}
    apart = item(clean(), unless=(one, two))
    together = item(clean(), unless=(group("any", one, two),))
    assert joins(apart) == joins(together) == (Construct.ALL,) * 3


def test_where_a_leaf_stands_is_told_from_its_role_and_its_span() -> None:
    from_elsewhere = item(condition("judged", "给予20万元奖励", gate="择优"))
    excluded = item(clean(), unless=(revenue(),))
    by_case = award("cases", cases=[{"when": titled("甲"), "award": award()}])
    assert facets_of(from_elsewhere)[0]["stands"] is Construct.INHERITED
    assert facets_of(excluded)[1]["stands"] is Construct.EXCLUDED
    assert facets_of(item(clean(), by_case))[1]["stands"] is Construct.CASE


VALUE = {"kind": "value", "attribute": "rd_expense", "period": "Y-1"}


@pytest.mark.parametrize(
    ("fields", "constructs"),
    [
        ({}, {Construct.FIXED}),
        ({"ceiling": True}, {Construct.FIXED, Construct.CEILING}),
        (
            {"kind": "rate", "rate": "10%", "base": VALUE},
            {Construct.PROPORTION, Construct.BASE_KNOWN},
        ),
        (
            {"kind": "rate", "rate": "50%", "base": {**VALUE, "attribute": "upper_grant"}},
            {Construct.MATCHING, Construct.BASE_KNOWN},
        ),
        (
            {"kind": "per_unit", "amount": "10万元", "quantity": VALUE, "step": "1000万元"},
            {Construct.PER_STEP, Construct.BASE_KNOWN},
        ),
        (
            {"caps": [{"amount": "50万元", "per": "project", "source": at("50万元")}]},
            {Construct.FIXED, Construct.CAP_PROJECT},
        ),
        (
            {"caps": [{"rate": "50%", "of": VALUE, "source": at("50万元")}]},
            {Construct.FIXED, Construct.CAP_ITEM, Construct.CAP_FIGURE},
        ),
        (
            {"per": "year", "lasting": "3年", "instalments": ["60%", "40%"]},
            {Construct.FIXED, Construct.BY_TIME, Construct.LASTING, Construct.INSTALMENTS},
        ),
    ],
)
def test_an_award_shows_its_constructs(fields: dict[str, Any], constructs: set[Construct]) -> None:
    assert award_facets(award(**fields)) == constructs


def test_of_bands_and_cases_the_machine_and_the_choice_are_told_apart() -> None:
    band = {"lower": "1000万元", "rate": "5%", "source": at("10%")}
    tiers = {"operand": VALUE, "bands": [band]}
    assert Construct.SLAB in award_facets(award("tiers", machine="slab", **tiers))
    assert Construct.SLICE in award_facets(award("tiers", machine="slice", **tiers))
    by_title = [{"when": titled("甲"), "award": award()}]
    assert Construct.BY_TITLE in award_facets(award("cases", cases=by_title))
    assert Construct.UPLIFT in award_facets(award("cases", cases=by_title, choose="sum"))
    by_figure = [{"when": revenue(), "award": award()}]
    assert Construct.HIGHEST in award_facets(award("cases", cases=by_figure))


def outcomes(golden: Rule, compiled: Rule, **kinds: Kind) -> dict[Construct, Outcome]:
    return scored(golden, compiled, **kinds).by_construct


def test_a_right_leaf_is_right_in_every_dimension() -> None:
    found = outcomes(item(clean()), item(clean()))
    assert found[Construct.RECORD_FREE] == found[Construct.ROLLING] == Outcome(right=1)
    assert found[Construct.FIXED] == Outcome(right=1)


def test_what_is_wrong_is_told_from_what_only_stands_beside_it() -> None:
    found = outcomes(item(revenue()), item(revenue(op=">", period="annual")))
    assert found[Construct.MONEY] == Outcome(alike=1)
    assert found[Construct.AT_LEAST_N] == Outcome(otherwise={Construct.ABOVE: 1})
    assert found[Construct.LAST_YEAR] == Outcome(otherwise={Construct.ANNUAL: 1})
    # what the golden side was read as is counted there, not a second time
    assert Construct.ABOVE not in found


def test_what_shares_no_word_is_missed_here_and_extra_there() -> None:
    found = outcomes(item(revenue()), item(titled("甲")))
    assert found[Construct.MONEY] == Outcome(missed=1)
    assert found[Construct.TITLE] == Outcome(extra=1)


def test_a_missed_item_misses_all_its_constructs_and_a_spurious_one_adds_them() -> None:
    second = award(quote="给予20万元奖励", amount="20万元")
    both = [item(clean()), item(revenue(), second, line=1, name="b")]
    missed = score_document(ruleset(*both), ruleset(both[0]), DOCUMENT).by_construct
    assert missed[Construct.MONEY] == Outcome(missed=1)
    assert missed[Construct.FIXED] == Outcome(right=1, missed=1)
    extra = score_document(ruleset(both[0]), ruleset(*both), DOCUMENT).by_construct
    assert extra[Construct.MONEY] == Outcome(extra=1)


def test_an_award_that_differs_names_the_construct_that_was_lost() -> None:
    capped = award(caps=[{"amount": "50万元", "per": "project", "source": at("50万元")}])
    other = award(caps=[{"amount": "50万元", "source": at("50万元")}])
    found = outcomes(item(clean(), capped), item(clean(), other))
    assert found[Construct.FIXED] == Outcome(alike=1)
    assert found[Construct.CAP_PROJECT] == Outcome(otherwise={Construct.CAP_ITEM: 1})


def test_stacking_counts_by_kind_and_is_right_with_the_same_scope() -> None:
    def stacked(kind: str, scope: str) -> Rule:
        said = {"kind": kind, "scope": scope, "source": at("未享受同类补贴")}
        return Rule.model_validate(item(clean()).model_dump() | {"stacking": [said]})

    golden = stacked("exclusive_with", "同类补贴")
    assert set(told(golden)) - {Construct.SUBJECT, Construct.DEPARTMENT} == {Construct.EXCLUSIVE}
    same = outcomes(golden, stacked("exclusive_with", "“同类补贴”"))
    assert same[Construct.EXCLUSIVE] == Outcome(right=1)
    unlike = outcomes(golden, stacked("exclusive_with", "同一项目"))
    assert unlike[Construct.EXCLUSIVE] == Outcome(alike=1)
    lost = outcomes(golden, stacked("once_only", "同类补贴"))
    assert lost[Construct.EXCLUSIVE] == Outcome(missed=1)
    assert lost[Construct.ONCE_ONLY] == Outcome(extra=1)


def test_a_corpus_sums_its_documents() -> None:
    one = scored(item(revenue()), item(revenue()))
    two = scored(item(revenue()), item(revenue(op=">")))
    summed = score_corpus([one, two]).by_construct
    assert summed[Construct.AT_LEAST_N] == Outcome(right=1, otherwise={Construct.ABOVE: 1})
    assert summed[Construct.AT_LEAST_N].expected == 2


def test_every_construct_has_its_own_label() -> None:
    labels = [construct.label for construct in Construct]
    assert len(set(labels)) == len(labels)
    assert all(labels)
