"""Kinds of attributes against values, and quotes against their place in the text."""

from __future__ import annotations

import pytest

from rules.benefit import Award, Band, Cap, Fixed, PerUnit, Rate, Tiers, TopUp
from rules.condition import (
    AllOf,
    Comparator,
    Compare,
    Condition,
    Growth,
    Has,
    Increment,
    Is,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Value,
    Within,
)
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Severity
from rules.period import Period
from rules.quantity import Money, quantity
from rules.rule import DocumentRef, Rule, RuleSet
from rules.soundness import check_kinds, check_spans
from rules.vocabulary import Attribute, Kind, standard_vocabulary

VOCABULARY = standard_vocabulary()
DOCUMENT = PolicyDocument.make(
    "上年度营业收入2000万元以上的，给予10万元。", source_name="示例.txt", media_type="text/plain"
)
SPAN = DOCUMENT.span(0, 14)
LAST_YEAR = Period("Y-1")
THREE_YEARS = Period("Y-3..Y-1")
TEN_WAN = quantity("10万元")
assert isinstance(TEN_WAN, Money)
FIXED = Fixed(amount=TEN_WAN, source=SPAN)


def ruleset(when: Condition, award: Award = FIXED) -> RuleSet:
    rule = Rule(
        id="demo-1", title="示例", document=DOCUMENT.id, when=when, award=award, source=SPAN
    )
    proposed = Attribute(id="?导师人次", label="导师人次", kind=Kind.COUNT, unit="人次")
    reference = DocumentRef(id=DOCUMENT.id, source_name=DOCUMENT.source_name)
    return RuleSet(document=reference, attributes=(proposed,), rules=(rule,))


def compare(operand: Operand, value: str) -> Compare:
    return Compare(operand=operand, op=Comparator.GE, value=quantity(value), source=SPAN)


def value(attribute: str) -> Value:
    return Value(attribute=attribute)


REVENUE = compare(value("revenue"), "2000万元")
HIRES = Records(
    attribute="hires",
    aggregate="count",
    where=compare(Value(attribute="record_field_of_its_own"), "1年"),
)


@pytest.mark.parametrize(
    "leaf",
    [
        REVENUE,
        compare(value("employees"), "20人"),
        compare(value("invention_patents"), "5件"),
        compare(value("years_established"), "3年"),
        compare(value("established_on"), "2024-01-01"),
        compare(value("?导师人次"), "50人次"),
        compare(Growth(attribute="revenue", period=LAST_YEAR), "10%"),
        compare(Increment(attribute="revenue", period=LAST_YEAR), "5000万元"),
        compare(Share(part="rd_expense", whole="revenue"), "3%"),
        compare(OverYears(attribute="tax_paid", period=THREE_YEARS, aggregate="sum"), "3万元"),
        compare(
            OverYears(attribute="revenue", period=THREE_YEARS, aggregate="each", of="growth"), "0%"
        ),
        compare(HIRES, "3人"),
        Compare(operand=value("revenue"), op=Comparator.GT, other=value("rd_expense"), source=SPAN),
        Is(attribute="legal_person", source=SPAN),
        OneOf(attribute="registered_region", values=("青屏区",), source=SPAN),
        OneOf(attribute="education", values=("本科", "硕士"), source=SPAN),
        OneOf(attribute="industry", values=("某个新兴行业",), source=SPAN),  # an open enum
        Has(attribute="titles", values=("没有预见的称号",), source=SPAN),
        Within(attribute="established_on", period=Period("2023-01-01.."), source=SPAN),
    ],
)
def test_fitting_kinds_pass(leaf: Condition) -> None:
    assert check_kinds(ruleset(leaf), VOCABULARY) == ()


@pytest.mark.parametrize(
    ("leaf", "code", "says"),
    [
        (compare(value("revnue"), "1万元"), "RF108", "revnue"),
        (Is(attribute="no_such", source=SPAN), "RF108", "no_such"),
        (compare(value("legal_person"), "1件"), "RF120", "独立法人资格"),
        (compare(value("registered_region"), "1件"), "RF120", "注册地"),
        (Is(attribute="revenue", source=SPAN), "RF120", "营业收入"),
        (Has(attribute="education", values=("本科",), source=SPAN), "RF120", "学历"),
        (OneOf(attribute="titles", values=("高企",), source=SPAN), "RF120", "资质认定"),
        (Within(attribute="years_established", period=LAST_YEAR, source=SPAN), "RF120", "成立"),
        (compare(Growth(attribute="titles", period=LAST_YEAR), "1%"), "RF120", "资质认定"),
        (compare(Records(attribute="employees", aggregate="count"), "3人"), "RF120", "职工人数"),
        (compare(value("revenue"), "20人"), "RF121", "营业收入"),
        (compare(value("employees"), "20件"), "RF121", "职工人数"),
        (compare(value("age"), "60人"), "RF121", "年龄"),
        (compare(Increment(attribute="revenue", period=LAST_YEAR), "10%"), "RF121", "营业收入"),
        (compare(Share(part="rd_staff", whole="revenue"), "3%"), "RF121", "研发人员数"),
        (
            Compare(
                operand=value("revenue"), op=Comparator.GT, other=value("employees"), source=SPAN
            ),
            "RF121",
            "职工人数",
        ),
        (compare(Records(attribute="hires", aggregate="exists"), "1人"), "RF122", "exists"),
        (compare(value("invention_patents"), "5项"), "RF123", "5项"),
        (compare(value("?导师人次"), "50次"), "RF123", "人次"),
    ],
)
def test_unlike_kinds_are_refused(leaf: Condition, code: str, says: str) -> None:
    (found,) = check_kinds(ruleset(leaf), VOCABULARY)
    assert found.code == code
    assert found.severity is Severity.ERROR
    assert says in found.message
    assert found.hint
    assert found.place.startswith("规则「demo-1」的 when")


def test_a_value_outside_the_options_is_a_warning() -> None:
    leaf = OneOf(attribute="education", values=("本科", "院士"), source=SPAN)
    (found,) = check_kinds(ruleset(leaf), VOCABULARY)
    assert (found.code, found.severity) == ("RF124", Severity.WARNING)
    assert "「院士」" in found.message
    assert found.span == SPAN


ONE_PERCENT = {"rate": "1%", "source": SPAN}


@pytest.mark.parametrize(
    ("award", "code"),
    [
        (Rate(base=value("employees"), **ONE_PERCENT), "RF125"),
        (TopUp(target=FIXED, received=value("employees"), source=SPAN), "RF125"),
        (
            FIXED.model_copy(
                update={"caps": (Cap(of=value("layoff_rate"), rate="5%", source=SPAN),)}
            ),
            "RF125",
        ),
        (
            Tiers(
                machine="slab",
                operand=value("employees"),
                bands=(Band(lower="10人", rate="1%", source=SPAN),),
                source=SPAN,
            ),
            "RF125",
        ),
        (
            Tiers(
                machine="step",
                operand=value("revenue"),
                bands=(Band(lower="10人", amount="1万元", source=SPAN),),
                source=SPAN,
            ),
            "RF121",
        ),
        (
            PerUnit(amount="1万元", quantity=value("new_hires"), at_most="3件", source=SPAN),
            "RF121",
        ),
    ],
)
def test_awards_on_the_wrong_kind_are_refused(award: Award, code: str) -> None:
    (found,) = check_kinds(ruleset(REVENUE, award), VOCABULARY)
    assert found.code == code
    assert found.place.startswith("规则「demo-1」的 award")


def test_place_names_the_branch() -> None:
    tree = AllOf(of=(REVENUE, Is(attribute="revenue", source=SPAN)))
    (found,) = check_kinds(ruleset(tree), VOCABULARY)
    assert found.place == "规则「demo-1」的 when.of[1]"


def test_spans_that_stand_where_they_say_pass() -> None:
    assert check_spans(ruleset(REVENUE), DOCUMENT) == ()


@pytest.mark.parametrize(
    ("span", "code", "message", "hint"),
    [
        (
            SourceSpan(document=DOCUMENT.id, start=1, end=4, quote="上年度"),
            "RF130",
            "引文是「上年度」，原文是「年度营」",
            "第0–3字",
        ),
        (
            SourceSpan(document=DOCUMENT.id, start=900, end=903, quote="某某某"),
            "RF130",
            "原文只有",
            "没有这段文字",
        ),
        (
            SourceSpan(document="another", start=0, end=3, quote="上年度"),
            "RF131",
            "another",
            "那份文档",
        ),
    ],
)
def test_a_quote_that_is_not_at_its_place_is_named(
    span: SourceSpan, code: str, message: str, hint: str
) -> None:
    leaf = Is(attribute="legal_person", source=span)
    (found,) = check_spans(ruleset(leaf), DOCUMENT)
    assert found.code == code
    assert found.place == "规则「demo-1」的 when.source"
    assert message in found.message
    assert hint in found.hint
