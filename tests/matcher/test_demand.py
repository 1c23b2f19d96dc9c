"""Which data rules need, from whom, how old; and what stands between an item and no application."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.demand import Holder, Purpose, data_needs
from matcher.demand_table import NEED_HEADINGS, READINESS_HEADINGS, csv_text, need_rows
from matcher.readiness import Mode, Obstacle, ReadyClass, readiness
from rules.codec import load_ruleset
from rules.rule import Rule
from rules.vocabulary import Vocabulary, standard_vocabulary
from tests.golden.test_golden_corpus import SLUGS, ruleset

WORDS = standard_vocabulary()


def src(quote: str) -> dict[str, Any]:
    return {"document": "a" * 16, "start": 0, "end": len(quote), "quote": quote}


def rule_of(**parts: Any) -> Rule:
    body = {
        "id": "r",
        "title": "增产奖励",
        "document": "a" * 16,
        "place": "第三条",
        "when": {
            "kind": "compare",
            "operand": {"kind": "value", "attribute": "revenue", "period": "Y-1"},
            "op": ">=",
            "value": "2000万元",
            "source": src("上年度营业收入不低于2000万元"),
        },
        "award": {"kind": "fixed", "amount": "10万元", "source": src("奖励10万元")},
        "source": src("增产奖励"),
    }
    return Rule.model_validate({**body, **parts})


def leaf(kind: str, quote: str, **parts: Any) -> dict[str, Any]:
    return {"kind": kind, "source": src(quote), **parts}


def test_a_fact_names_its_department_period_and_age() -> None:
    (need,) = data_needs([rule_of()], WORDS)
    assert (need.label, need.department) == ("营业收入", "统计局")
    assert (need.period, need.period_text, need.fresh) == ("Y-1", "上年度", "年度结束后的全年数据")
    assert need.holder is Holder.REGISTER
    (use,) = need.uses
    assert (use.title, use.place, use.purpose) == ("增产奖励", "第三条", Purpose.CONDITION)
    assert use.source.quote == "上年度营业收入不低于2000万元"


def test_a_growth_needs_the_year_before_as_well() -> None:
    growth = leaf(
        "compare", "增长10%", operand={"kind": "growth", "attribute": "revenue", "period": "Y-1"},
        op=">=", value="10%",
    )  # fmt: skip
    (need,) = data_needs([rule_of(when=growth)], WORDS)
    assert need.period == "Y-2..Y-1"


@pytest.mark.parametrize(
    ("period", "wanted"), [("Y-3..Y-1", "Y-4..Y-1"), ("2024", "2023-01-01..2024-12-31")]
)
def test_growth_over_years_reaches_one_year_further_back(period: str, wanted: str) -> None:
    kind = "growth" if ".." not in period else "over_years"
    operand = {"kind": kind, "attribute": "revenue", "period": period}
    if kind == "over_years":
        operand |= {"of": "growth", "aggregate": "each"}
    when = leaf("compare", "增长", operand=operand, op=">=", value="10%")
    assert [n.period for n in data_needs([rule_of(when=when)], WORDS)] == [wanted]


def test_both_sides_of_a_share_and_the_base_of_an_amount_are_needed() -> None:
    share = {"kind": "share", "part": "rd_expense", "whole": "revenue", "period": "Y-1"}
    rule = rule_of(
        when=leaf("compare", "占比", operand=share, op=">=", value="3%"),
        unless=[leaf("is", "严重失信", attribute="dishonest_list")],
        award={
            "kind": "rate", "rate": "10%", "source": src("按投资额的10%"),
            "base": {"kind": "value", "attribute": "fixed_asset_investment", "period": "Y-1"},
        },
        stacking=[{"kind": "once_only", "scope": "同一企业", "source": src("只享受一次")}],
    )  # fmt: skip
    purposes = {n.attribute: [u.purpose for u in n.uses] for n in data_needs([rule], WORDS)}
    assert purposes == {
        "rd_expense": [Purpose.CONDITION],
        "revenue": [Purpose.CONDITION],
        "dishonest_list": [Purpose.EXCLUSION],
        "fixed_asset_investment": [Purpose.AMOUNT],
        "past_grants": [Purpose.ONCE],
    }


def test_every_attribute_of_the_corpus_is_in_the_list_and_in_no_other_place() -> None:
    for slug in SLUGS:
        rules = ruleset(slug)
        words = WORDS.extended(rules.attributes)
        needs = data_needs(rules.rules, words)
        asked = {need.attribute for need in needs}
        proposed = {a.id for a in rules.attributes}
        assert {n.attribute for n in needs if n.holder is Holder.PROPOSED} <= proposed
        # what a rule never mentions is not asked of any department
        text = str([rule.model_dump() for rule in rules.rules])
        assert all(name in text or name == "past_grants" for name in asked)
        for need in needs:
            assert {use.rule for use in need.uses} <= {rule.id for rule in rules.rules}


def test_an_item_of_registers_alone_can_be_confirmed_with_one_click() -> None:
    found = readiness(rule_of(), WORDS)
    assert (found.mode, found.obstacles) == (Mode.ONE_CLICK, ())
    assert (found.answered, found.facts) == (1, 1)
    assert [c.kind for c in found.classes] == [ReadyClass.STREAMLINED]
    said = rule_of(delivery="no_application")
    assert readiness(said, WORDS).mode is Mode.DIRECT


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        (leaf("judged", "经专家评审", gate="专家评审"), Obstacle.JUDGED),
        (leaf("unparsed", "其他条件", reason="看不懂"), Obstacle.UNPARSED),
        (leaf("is", "承诺", attribute="relocation_commitment"), Obstacle.DECLARED),
        (leaf("is", "有固定办公场所", attribute="?有固定办公场所"), Obstacle.PROPOSED),
    ],
)
def test_what_no_register_answers_is_named_with_its_words(
    when: dict[str, Any], kind: Obstacle
) -> None:
    found = readiness(rule_of(when=when), WORDS)
    assert found.mode is Mode.APPLICATION
    (obstacle,) = found.obstacles
    assert obstacle.kind is kind
    assert obstacle.source is not None
    assert obstacle.source.quote == when["source"]["quote"]


def test_classes_rest_on_the_award_or_on_a_title() -> None:
    title = leaf("has", "国家高新技术企业", attribute="titles", values=["国家高新技术企业"])
    monthly = {"kind": "fixed", "amount": "500元", "per": "month", "source": src("每月500元")}
    found = readiness(rule_of(when=title, award=monthly), WORDS)
    assert [c.kind for c in found.classes] == [ReadyClass.CONTINUING, ReadyClass.LISTED]
    top_up = {
        "kind": "top_up", "source": src("按上级资助配套"),
        "target": {"kind": "fixed", "amount": "10万元", "source": src("10万元")},
        "received": {"kind": "value", "attribute": "received_support"},
    }  # fmt: skip
    assert readiness(rule_of(award=top_up), WORDS).classes[0].kind is ReadyClass.LINKED


def test_a_benefit_on_the_spot_is_scanned() -> None:
    person = rule_of(
        subject="person",
        when=leaf("compare", "年满65周岁", operand={"kind": "value", "attribute": "age"},
                  op=">=", value="65周岁"),
        award={"kind": "in_kind", "what": "免费乘车", "source": src("免费乘车")},
    )  # fmt: skip
    assert readiness(person, WORDS).mode is Mode.SCAN


def test_a_sheet_runs_nothing_and_opens_in_chinese() -> None:
    rows = need_rows(data_needs([rule_of(title="=cmd()")], WORDS))
    assert len(rows[0]) == len(NEED_HEADINGS)
    text = csv_text(NEED_HEADINGS, [("=1+1", "-2", "@x", "安全", "+3", *("" for _ in range(5)))])
    assert text.startswith("\ufeff部门,数据项")
    assert "'=1+1,'-2,'@x,安全,'+3" in text
    assert len(READINESS_HEADINGS) == 10


def test_the_corpus_has_items_of_every_class_and_mode_it_can_have() -> None:
    found = []
    for slug in SLUGS:
        rules = ruleset(slug)
        words: Vocabulary = WORDS.extended(rules.attributes)
        found += [readiness(rule, words) for rule in rules.rules]
    assert {c.kind for item in found for c in item.classes} == set(ReadyClass)
    assert {item.mode for item in found} >= {Mode.DIRECT, Mode.ONE_CLICK, Mode.APPLICATION}
    for item in found:
        assert (item.mode is Mode.APPLICATION) == bool(item.obstacles)
        assert item.answered <= item.facts
        assert item.classes


def test_rules_from_a_file_are_read_the_same(tmp_path: Any) -> None:
    rules = ruleset(SLUGS[0])
    from rules.codec import dump_ruleset

    again = load_ruleset(dump_ruleset(rules), file="rules.yaml")
    words = WORDS.extended(rules.attributes)
    assert data_needs(again.rules, words) == data_needs(rules.rules, words)
