"""Names, places and words of time: what is known, and what is left as written."""

from __future__ import annotations

import re
from datetime import date

import pytest

from compiler.moments import read_date, read_period, read_window
from compiler.normalise import QUANTITY, read_quantity
from compiler.resolve import Names
from rules.document import DocumentMeta, SourceSpan
from rules.period import Period
from rules.vocabulary import Kind, Vocabulary, standard_vocabulary

SPAN = SourceSpan(start=0, end=2, quote="本区")


@pytest.fixture
def names() -> Names:
    meta = DocumentMeta(title="云江市青屏区促进产业发展若干措施", issuer="云江市青屏区人民政府")
    return Names(vocabulary=standard_vocabulary(), meta=meta, file="t.txt")


# --- attributes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "attribute"),
    [
        ("营业收入", "2000万元", "revenue"),
        ("企业营业收入", "2000万元", "revenue"),
        ("实现营业收入", "2000万元", "revenue"),
        ("软件业务收入", "2000万元", "software_revenue"),
        ("主营业务收入", "2000万元", "main_revenue"),
        ("研发费用", "500万元", "rd_expense"),
        ("从业人员", "50人", "employees"),
        ("研发人员", "20人", "rd_staff"),
        ("发明专利", "5件", "invention_patents"),
        ("注册资本", "1000万元", "registered_capital"),
        ("资产负债率", "60%", "debt_ratio"),
    ],
)
def test_a_name_of_the_vocabulary_is_that_attribute(
    name: str, value: str, attribute: str, names: Names
) -> None:
    found = names.attribute(name, read_quantity(value), name, SPAN)
    assert found.id == attribute
    assert names.proposed == {}


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("导师服务人次", "100人次", Kind.COUNT),
        ("区外营业收入", "2000万元", Kind.MONEY),
        ("跨境电商营业收入", "2000万元", Kind.MONEY),
        ("专职导师", "5人", Kind.HEADCOUNT),
        ("展厅面积", "500平方米", Kind.AREA),
        ("在孵企业中获投资企业占比", "10%", Kind.RATIO),
    ],
)
def test_no_name_is_forced_onto_a_near_one(name: str, value: str, kind: Kind, names: Names) -> None:
    found = names.attribute(name, read_quantity(value), name, SPAN)
    assert found.id == f"?{name}"
    assert found.proposed
    assert found.kind is kind
    assert [d.code for d in names.diagnostics] == ["PC401"]
    assert name in names.diagnostics[0].message


def test_a_name_of_another_kind_is_not_the_attribute(names: Names) -> None:
    """营业收入 in per cent is no amount of money."""
    assert names.known("营业收入", Kind.MONEY) is not None
    assert names.known("营业收入", Kind.RATIO) is None
    assert names.known("营业收入", Kind.HEADCOUNT) is None


def test_a_count_keeps_its_unit(names: Names) -> None:
    assert names.known("发明专利", Kind.COUNT, read_quantity("5件")) is not None
    assert names.known("发明专利", Kind.COUNT, read_quantity("5人次")) is None


def test_one_name_is_proposed_once_for_each_unit(names: Names) -> None:
    first = names.propose("服务量", Kind.COUNT, read_quantity("5次"), SPAN)
    again = names.propose("服务量", Kind.COUNT, read_quantity("9次"), SPAN)
    other = names.propose("服务量", Kind.COUNT, read_quantity("9人次"), SPAN)
    assert first is again
    assert other.id != first.id
    assert set(names.proposed) == {first.id, other.id}
    assert len(names.diagnostics) == 2


def test_every_label_and_synonym_resolves_to_its_own_attribute(names: Names) -> None:
    vocabulary: Vocabulary = names.vocabulary
    for attribute in vocabulary.attributes:
        for name in (attribute.label, *attribute.synonyms):
            found = names.known(name, attribute.kind)
            assert found is not None, name
            assert found.kind is attribute.kind


@pytest.mark.parametrize("whose", ["父母", "配偶", "监护人"])
def test_facts_of_somebody_else_are_not_the_applicants(whose: str, names: Names) -> None:
    assert names.known(f"{whose}缴纳社会保险", Kind.DURATION) is None


# --- places ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("本区", "青屏区"),
        ("我区", "青屏区"),
        ("本市", "云江市"),
        ("全市", "云江市"),
        ("本区行政区域内", "青屏区"),
        ("青屏区", "青屏区"),
        ("云江市青屏区", "青屏区"),
        ("石桥市", "石桥市"),
    ],
)
def test_a_place_is_the_issuers_or_the_one_named(words: str, place: str, names: Names) -> None:
    assert names.place(words, SPAN) == place
    assert names.diagnostics == []


def test_a_place_nobody_named_is_asked_for(names: Names) -> None:
    names.meta = DocumentMeta(title="若干措施")
    assert names.place("本区", SPAN) == "本区"
    assert [d.code for d in names.diagnostics] == ["PC402"]


def test_the_issuer_names_the_place_when_the_title_does_not() -> None:
    meta = DocumentMeta(title="若干措施", issuer="云江市人民政府办公室")
    names = Names(vocabulary=standard_vocabulary(), meta=meta)
    assert names.place("本市", SPAN) == "云江市"


# --- time --------------------------------------------------------------------------------------

FLOW = [
    ("", "annual", ""),
    ("上年度", "Y-1", ""),
    ("上一年度", "Y-1", ""),
    ("上一会计年度", "Y-1", ""),
    ("当年", "Y", ""),
    ("本年度", "Y", ""),
    ("2023年度", "2023", ""),
    ("2023年", "2023", ""),
    ("2023年第一季度", "2023Q1", ""),
    ("2024年上半年", "2024H1", ""),
    ("2024年下半年", "2024H2", ""),
    ("2022-2024年", "2022-01-01..2024-12-31", ""),
    ("近三年", "Y-3..Y-1", "each"),
    ("近三年每年均", "Y-3..Y-1", "each"),
    ("近两年累计", "Y-2..Y-1", "sum"),
    ("连续三年", "Y-3..Y-1", "each"),
    ("近一年", "Y-1", ""),
]
STATE = [
    ("", "now"),
    ("近三年", "R36M"),
    ("最近三年内", "R36M"),
    ("近两年", "R24M"),
    ("近12个月", "R12M"),
    ("申报之日前24个月内", "R24M"),
    ("申报之日前三年内", "R36M"),
    ("上年度", "Y-1"),
    ("2023年", "2023"),
]


@pytest.mark.parametrize(("words", "code", "aggregate"), FLOW)
def test_words_of_time_beside_a_yearly_figure(words: str, code: str, aggregate: str) -> None:
    assert read_period(words, flow=True, default=Period("annual")) == (Period(code), aggregate)


@pytest.mark.parametrize(("words", "code"), STATE)
def test_words_of_time_beside_an_event_or_a_state(words: str, code: str) -> None:
    assert read_period(words, flow=False, default=Period("now"))[0] == Period(code)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("2021年1月1日至2023年12月31日", "2021-01-01..2023-12-31"),
        ("2024年3月1日至6月30日", "2024-03-01..2024-06-30"),
        ("2021年1月1日以后", "2021-01-01.."),
        ("2021年1月1日起", "2021-01-01.."),
        ("2024年6月30日前", "..2024-06-30"),
        ("2024年6月30日（含）以前", "..2024-06-30"),
    ],
)
def test_windows_of_dates(words: str, code: str) -> None:
    assert read_window(words) == Period(code)


@pytest.mark.parametrize("words", ["", "近期", "2024年13月1日以后", "2023年2月30日前"])
def test_what_is_no_date_gives_no_window(words: str) -> None:
    assert read_window(words) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年3月5日", date(2024, 3, 5)),
        ("2024年3月", date(2024, 3, 1)),
        ("2024-03-05", date(2024, 3, 5)),
        ("2024.3.5", date(2024, 3, 5)),
        ("２０２４年３月５日", date(2024, 3, 5)),
        ("2024年2月30日", None),
        ("三月五日", None),
    ],
)
def test_written_days(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "words", ["辖区", "辖区内", "本辖区内", "本行政区域内", "行政区域内", "本区", "本區"]
)
def test_words_that_only_say_here_are_the_place_of_the_document(words: str, names: Names) -> None:
    assert names.place(words, SPAN) == "青屏区"
    assert names.diagnostics == []


def test_the_place_of_a_city_and_of_no_document() -> None:
    for title, place in (("雲江市若干措施", "云江市"), ("若干措施", "本辖区")):
        names = Names(vocabulary=standard_vocabulary(), meta=DocumentMeta(title=title))
        assert names.place("辖区内", SPAN) == place
        assert bool(names.diagnostics) == (place == "本辖区")


@pytest.mark.parametrize("words", ["境内", "国内"])
def test_inside_the_country_is_no_district(words: str, names: Names) -> None:
    assert names.place(words, SPAN) == words
    assert [d.code for d in names.diagnostics] == ["PC402"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("注册资本5000万以上", "5000万元"),
        ("营业收入1.5亿(含)以上", "1.5亿元"),
        ("投资额一千万及以上", "1000万元"),
        ("营业收入达到2亿以上", "2亿元"),
        ("粉丝数100万以上", ""),
        ("用户达到100万以上", ""),
        ("服务5万以上人口", ""),
        ("10万以上的家庭", ""),
        ("从业人员5万人以上", "50000人"),
        ("产量2万吨以上", "20000吨"),
    ],
)
def test_a_bare_scale_before_a_comparison_is_money_where_nothing_else_is_counted(
    text: str, value: str
) -> None:
    found = [str(read_quantity(m.group())) for m in re.finditer(QUANTITY, text)]
    assert found == ([value] if value else [])


@pytest.mark.parametrize(
    ("value", "attribute"),
    [("3家", "stores"), ("3个", "stores"), ("3间", "stores"), ("3次", ""), ("3件", "")],
)
def test_counts_of_different_units_do_not_mix(value: str, attribute: str, names: Names) -> None:
    found = names.attribute("门店数", read_quantity(value), "门店数", SPAN)
    assert found.id == attribute or (not attribute and found.proposed)


def test_a_proposed_attribute_has_one_unit(names: Names) -> None:
    ids = [
        names.attribute("走访", read_quantity(v), "走访", SPAN).id for v in ("3家", "5户", "8次")
    ]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("words", "code"),
    [("2023年1-2月", "2023-01-01..2023-02-28"), ("2024年1月至2月", "2024-01-01..2024-02-29")],
)
def test_months_of_a_year_are_a_window(words: str, code: str) -> None:
    assert read_period(words, flow=True, default=Period("annual"))[0].code == code
