"""The shipped vocabulary: complete, unambiguous, and what the modelling conventions rely on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rules.period import Period
from rules.vocabulary import Attribute, Implication, Kind, Subject, Vocabulary, standard_vocabulary

VOCABULARY = standard_vocabulary()
CONVENTIONS = {
    "revenue": Kind.MONEY,
    "established_on": Kind.DATE,
    "years_established": Kind.DURATION,
    "age": Kind.DURATION,
    "titles": Kind.TAGS,
    "statistics_category": Kind.TAGS,
    "person_category": Kind.TAGS,
    "entity_type": Kind.ENUM,
    "education": Kind.ENUM,
    "registered_region": Kind.REGION,
    "household_region": Kind.REGION,
    "legal_person": Kind.BOOL,
    "dishonest_list": Kind.BOOL,
    "upper_grant": Kind.MONEY,
    "times_received": Kind.COUNT,
    "invention_patents": Kind.COUNT,
    "new_hires": Kind.HEADCOUNT,
    "rent_area": Kind.AREA,
    "layoff_rate": Kind.RATIO,
}


def test_no_name_belongs_to_two_attributes() -> None:
    names = Counter(name for a in VOCABULARY.attributes for name in {a.id, a.label, *a.synonyms})
    assert [name for name, uses in names.items() if uses > 1] == []


def test_no_synonym_is_listed_twice() -> None:
    for attribute in VOCABULARY.attributes:
        names = (attribute.label, *attribute.synonyms)
        assert len(names) == len(set(names)), attribute.id


@pytest.mark.parametrize(("attribute_id", "kind"), CONVENTIONS.items())
def test_attributes_the_conventions_name(attribute_id: str, kind: Kind) -> None:
    attribute = VOCABULARY.get(attribute_id)
    assert attribute is not None
    assert attribute.kind is kind


def test_every_attribute_can_be_asked() -> None:
    for attribute in VOCABULARY.attributes:
        assert attribute.question.endswith(("？", "。", "）")), attribute.id
        assert attribute.department, attribute.id
        assert not attribute.proposed, attribute.id


def test_enums_and_tags_have_distinct_options_and_others_have_none() -> None:
    for attribute in VOCABULARY.attributes:
        assert len(attribute.options) == len(set(attribute.options)), attribute.id
        assert bool(attribute.options) == (attribute.kind in (Kind.ENUM, Kind.TAGS)), attribute.id


def test_derived_durations_start_at_a_date_attribute() -> None:
    derived = [a for a in VOCABULARY.attributes if a.since]
    assert {a.id for a in derived} >= {"age", "years_established", "years_since_graduation"}
    for attribute in derived:
        start = VOCABULARY.get(attribute.since)
        assert attribute.kind is Kind.DURATION
        assert start is not None
        assert start.kind is Kind.DATE


def test_ages_turn_on_whole_years_and_area_figures_belong_to_the_place() -> None:
    age = VOCABULARY.get("age")
    wage = VOCABULARY.get("minimum_wage")
    assert age is not None
    assert age.whole_years
    assert wage is not None
    assert wage.subject is Subject.AREA


@pytest.mark.parametrize(
    ("name", "attribute_id"),
    [
        ("年营业收入", "revenue"),
        ("主营业务收入", "main_revenue"),
        ("注册时间", "established_on"),
        ("成立时间", "years_established"),
        ("税务征管关系", "tax_region"),
        ("统计关系", "statistics_region"),
        ("R&D投入", "rd_expense"),
        ("户籍", "household_region"),
        ("revenue", "revenue"),
    ],
)
def test_drafting_variants_are_known(name: str, attribute_id: str) -> None:
    attribute = VOCABULARY.named(name)
    assert attribute is not None
    assert attribute.id == attribute_id


def test_flows_are_yearly_and_states_are_now() -> None:
    assert VOCABULARY.attributes
    for attribute_id, period in (("revenue", "annual"), ("registered_region", "now")):
        attribute = VOCABULARY.get(attribute_id)
        assert attribute is not None
        assert attribute.period == Period(period)


def test_a_count_needs_its_unit() -> None:
    with pytest.raises(ValueError, match="必须写明单位"):
        Attribute(id="visits", label="人次", kind=Kind.COUNT)


def test_two_attributes_cannot_share_an_id() -> None:
    twice = Attribute(id="a", label="甲", kind=Kind.BOOL)
    with pytest.raises(ValueError, match="属性编号重复：a"):
        Vocabulary(attributes=(twice, twice))


def test_extension_keeps_what_is_there_and_adds_what_is_new() -> None:
    proposed = Attribute(id="?导师人数", label="导师人数", kind=Kind.HEADCOUNT, proposed=True)
    shadow = Attribute(id="revenue", label="别的收入", kind=Kind.BOOL)
    extended = VOCABULARY.extended((proposed, shadow))
    assert extended.get("?导师人数") == proposed
    assert extended.get("revenue") == VOCABULARY.get("revenue")


def test_a_value_implies_itself_and_all_it_leads_to() -> None:
    chain = (("子", "父"), ("父", "祖"), ("祖", "父"))
    industry = Attribute(
        id="a",
        label="甲",
        kind=Kind.ENUM,
        implies=tuple(Implication(value=value, also=(also,)) for value, also in chain),
    )
    assert industry.implied_by("子") == {"子", "父", "祖"}
    assert industry.implied_by("父") == {"父", "祖"}
    assert industry.implied_by("别的") == {"别的"}


def test_the_vocabulary_can_be_a_key() -> None:
    assert hash(VOCABULARY) == hash(Vocabulary(attributes=VOCABULARY.attributes))


def test_data_is_readable_by_people() -> None:
    data = Path("rules/vocabulary.yaml").read_text(encoding="utf-8")
    assert max(len(line) for line in data.splitlines()) <= 100
