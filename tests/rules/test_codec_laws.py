"""Laws of the rule file: what is written is read back the same, whatever the rule says."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.benefit import (
    Award,
    Band,
    Cap,
    Case,
    Cases,
    Fixed,
    InKind,
    LesserOf,
    PerUnit,
    Rate,
    Tiers,
    TopUp,
)
from rules.codec import content_hash, dump_json, dump_ruleset, load_json, load_ruleset
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Authority,
    Comparator,
    Compare,
    Condition,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    Not,
    OneOf,
    OverYears,
    Records,
    Share,
    Unparsed,
    Value,
    Within,
)
from rules.document import DocumentMeta, SourceSpan
from rules.period import Period
from rules.quantity import Area, Count, DateValue, Duration, Headcount, Money, Ratio
from rules.rule import (
    Delivery,
    DocumentRef,
    Note,
    ReviewMode,
    Rule,
    RuleSet,
    Validity,
    Window,
)
from rules.stacking import AnnualCap, Budget, Cumulative, ExclusiveWith, HighestOf, OnceOnly
from rules.vocabulary import Attribute, Kind, Subject

LAW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
DOCUMENT = "0123456789abcdef"
# words that a guessing YAML reader would turn into something else
TRAPS = st.sampled_from(["no", "Yes", "null", "~", "2023", "2023-01-01", "1.50", "1e3", "", "on"])
TEXT = st.one_of(
    TRAPS,
    st.text(
        st.one_of(
            st.sampled_from("企业：“”（）#:'\"-[]{},&*!|>%@` \n\t\\"),
            st.characters(exclude_categories=["Cs"]),
        ),
        max_size=12,
    ),
)


@st.composite
def spans(draw: st.DrawFn) -> SourceSpan:
    quote = draw(TEXT.filter(bool))
    start = draw(st.integers(0, 10_000))
    document = draw(st.sampled_from([DOCUMENT, DOCUMENT, "", "another"]))
    return SourceSpan(document=document, start=start, end=start + len(quote), quote=quote)


NUMBERS = st.decimals(-(10**12), 10**12, places=4)
MONEY = st.builds(Money, yuan=NUMBERS)
RATIOS = st.builds(Ratio, fraction=st.decimals(-100, 100, places=6))
DURATIONS = st.builds(
    Duration, value=st.decimals(0, 999, places=1), unit=st.sampled_from(["year", "month", "day"])
)
QUANTITIES = st.one_of(
    MONEY,
    RATIOS,
    DURATIONS,
    st.builds(Headcount, people=NUMBERS),
    st.builds(Area, square_metres=NUMBERS),
    st.builds(Count, number=NUMBERS, unit=st.sampled_from(["件", "家", "人次", "千瓦时", "项次"])),
    st.builds(DateValue, day=st.dates(date(1949, 10, 1), date(2100, 1, 1))),
)
PERIODS = st.sampled_from(
    ["now", "annual", "Y", "Y-1", "Y-3..Y-1", "R36M", "2023", "2023Q1", "2021-01-01..", "ever"]
).map(Period)
IDS = st.sampled_from(["revenue", "titles", "?导师人数"])
BOOLS = st.booleans()
OPTIONAL_SPAN = st.none() | spans()
OPERANDS = st.one_of(
    st.builds(Value, attribute=IDS, period=PERIODS),
    st.builds(Growth, attribute=IDS, period=PERIODS),
    st.builds(Increment, attribute=IDS, period=PERIODS),
    st.builds(Share, part=IDS, whole=IDS, period=PERIODS),
    st.builds(
        OverYears,
        attribute=IDS,
        period=PERIODS,
        aggregate=st.sampled_from(["each", "sum", "mean", "max", "min"]),
        of=st.sampled_from(["value", "growth"]),
    ),
    st.builds(
        Records,
        attribute=IDS,
        aggregate=st.sampled_from(["count", "sum", "max", "exists"]),
        field=TEXT,
        where=st.none() | st.builds(Is, attribute=TEXT, expected=BOOLS, source=spans()),
    ),
)
VALUES = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
LEAVES = st.one_of(
    st.builds(
        Compare,
        operand=OPERANDS.filter(lambda o: not isinstance(o, Growth | Share | OverYears)),
        op=st.sampled_from(Comparator),
        value=QUANTITIES,
        authority=st.sampled_from(Authority),
        source=spans(),
    ),
    st.builds(
        Compare,
        operand=OPERANDS,
        op=st.sampled_from(Comparator),
        other=OPERANDS,
        times=st.none() | RATIOS,
        source=spans(),
    ),
    st.builds(Is, attribute=IDS, expected=BOOLS, period=PERIODS, source=spans()),
    st.builds(OneOf, attribute=IDS, values=VALUES, period=PERIODS, source=spans()),
    st.builds(Has, attribute=IDS, values=VALUES, first=BOOLS, period=PERIODS, source=spans()),
    st.builds(Within, attribute=IDS, period=PERIODS, source=spans()),
    st.builds(Judged, gate=TEXT, body=TEXT, source=spans()),
    st.builds(Unparsed, reason=TEXT, source=spans()),
)


def _trees(children: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, of=several, source=OPTIONAL_SPAN),
        st.builds(AnyOf, of=several, source=OPTIONAL_SPAN),
        st.builds(AtLeast, k=st.integers(1, 3), of=several, source=OPTIONAL_SPAN),
        st.builds(Not, of=children, source=OPTIONAL_SPAN),
    )


CONDITIONS = st.recursive(LEAVES, _trees, max_leaves=4)
CAPS = st.lists(
    st.builds(
        Cap,
        amount=st.none() | MONEY,
        rate=st.none() | RATIOS,
        of=st.none() | OPERANDS,
        per=st.sampled_from(["item", "project", "enterprise_year", "total"]),
        source=spans(),
    ),
    max_size=2,
).map(tuple)
COMMON = {
    "ceiling": BOOLS,
    "per": st.sampled_from(["once", "year", "month"]),
    "lasting": st.none() | DURATIONS,
    "caps": CAPS,
    "floor": st.none() | MONEY,
    "instalments": st.lists(RATIOS, max_size=2).map(tuple),
    "source": spans(),
}
BANDS = st.builds(
    Band,
    lower=st.none() | QUANTITIES,
    lower_included=BOOLS,
    upper=st.none() | QUANTITIES,
    upper_included=BOOLS,
    amount=st.none() | MONEY,
    rate=st.none() | RATIOS,
    cap=st.none() | MONEY,
    source=spans(),
)
SIMPLE_AWARDS = st.one_of(
    st.builds(Fixed, amount=MONEY, **COMMON),
    st.builds(Rate, rate=RATIOS, base=OPERANDS, **COMMON),
    st.builds(
        PerUnit,
        amount=MONEY,
        quantity=OPERANDS,
        step=st.none() | QUANTITIES,
        from_=st.none() | QUANTITIES,
        at_most=st.none() | QUANTITIES,
        **COMMON,
    ),
    st.builds(
        Tiers,
        machine=st.sampled_from(["step", "slab", "slice"]),
        operand=OPERANDS,
        base=st.none() | OPERANDS,
        bands=st.lists(BANDS, min_size=1, max_size=3).map(tuple),
        **COMMON,
    ),
    st.builds(InKind, what=TEXT, **COMMON),
)


def _nested(inner: st.SearchStrategy[Award]) -> st.SearchStrategy[Award]:
    cases = st.lists(st.builds(Case, when=LEAVES, award=inner), min_size=1, max_size=2)
    return st.one_of(
        st.builds(
            Cases,
            choose=st.sampled_from(["highest", "first", "sum"]),
            cases=cases.map(tuple),
            **COMMON,
        ),
        st.builds(LesserOf, of=st.lists(inner, min_size=2, max_size=2).map(tuple), **COMMON),
        st.builds(TopUp, target=inner, received=OPERANDS, **COMMON),
    )


AWARDS = st.recursive(SIMPLE_AWARDS, _nested, max_leaves=3)
STACKING = st.one_of(
    st.builds(HighestOf, scope=TEXT, source=spans()),
    st.builds(ExclusiveWith, scope=TEXT, source=spans()),
    st.builds(OnceOnly, scope=TEXT, source=spans()),
    st.builds(AnnualCap, amount=MONEY, scope=TEXT, source=spans()),
    st.builds(Budget, pro_rata=BOOLS, scope=TEXT, source=spans()),
    st.builds(Cumulative, scope=TEXT, source=spans()),
)
NOTES = st.lists(st.builds(Note, text=TEXT, source=spans()), max_size=1).map(tuple)
DAYS = st.none() | st.dates()
METAS = st.builds(
    DocumentMeta, title=TEXT, issuer=TEXT, number=TEXT, published=DAYS, effective=DAYS, phone=TEXT
)
MOMENTS = st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))
RULES = st.builds(
    Rule,
    id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True),
    title=TEXT,
    document=TEXT,
    place=TEXT,
    policy=METAS,
    subject=st.sampled_from(Subject),
    department=TEXT,
    when=CONDITIONS,
    unless=st.lists(LEAVES, max_size=2).map(tuple),
    award=AWARDS,
    stacking=st.lists(STACKING, max_size=2).map(tuple),
    validity=st.builds(Validity, start=DAYS, end=DAYS, source=OPTIONAL_SPAN),
    windows=st.lists(
        st.builds(Window, start=MOMENTS, end=MOMENTS, text=TEXT, source=spans()), max_size=1
    ).map(tuple),
    delivery=st.sampled_from(Delivery),
    review_mode=st.sampled_from(ReviewMode),
    obligations=NOTES,
    materials=NOTES,
    phone=TEXT,
    source=spans(),
)
PROPOSED = Attribute(
    id="?导师人数", label="导师人数", kind=Kind.HEADCOUNT, proposed=True, options=("no",)
)
RULESETS = st.builds(
    RuleSet,
    document=st.builds(DocumentRef, id=st.just(DOCUMENT), source_name=TEXT, meta=METAS),
    attributes=st.just((PROPOSED,)),
    rules=st.lists(RULES, max_size=1).map(tuple),
)


@LAW
@given(RULESETS)
def test_what_is_written_is_read_back_the_same(ruleset: RuleSet) -> None:
    text = dump_ruleset(ruleset)
    again = load_ruleset(text, file="规则.yaml")
    assert again == ruleset
    assert dump_ruleset(again) == text
    text = dump_json(ruleset)
    again = load_json(text, file="规则.json")
    assert again == ruleset
    assert dump_json(again) == text
    assert json.loads(text)["format"] == "policycalc-rules/1"


@pytest.mark.parametrize(
    "text", ["\x85", "\u2028", "\u2029", "甲\n乙", "\t", "\ufeff", " no", "a: b"]
)
def test_texts_a_yaml_reader_would_bend(text: str) -> None:
    ruleset = RuleSet(document=DocumentRef(id=DOCUMENT, source_name=text))
    assert load_ruleset(dump_ruleset(ruleset), file="规则.yaml") == ruleset


@LAW
@given(RULES)
def test_hash_does_not_depend_on_how_the_rule_was_stored(rule: Rule) -> None:
    ruleset = RuleSet(
        document=DocumentRef(id=DOCUMENT, source_name=""), attributes=(PROPOSED,), rules=(rule,)
    )
    stored = load_ruleset(dump_ruleset(ruleset), file="规则.yaml").rules[0]
    assert content_hash(stored) == content_hash(rule)
    assert content_hash(rule.model_copy(update={"title": rule.title + "二"})) != content_hash(rule)


def test_trailing_zeros_do_not_change_the_hash() -> None:
    span = SourceSpan(document=DOCUMENT, start=0, end=1, quote="甲")
    rule = Rule(
        id="a",
        title="甲",
        document=DOCUMENT,
        when=Is(attribute="legal_person", source=span),
        award=Fixed(amount=Money(yuan=Decimal("100000")), source=span),
        source=span,
    )
    same = rule.model_copy(
        update={"award": Fixed(amount=Money(yuan=Decimal("1.00E+5")), source=span)}
    )
    moved = rule.model_copy(update={"source": span.model_copy(update={"start": 1, "end": 2})})
    assert content_hash(same) == content_hash(rule)
    assert content_hash(moved) != content_hash(rule)
