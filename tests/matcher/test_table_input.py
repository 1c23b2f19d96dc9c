"""Tables of facts that are right: every way to write them, and the same facts back."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.tables.formats import table_of
from matcher.fact_values import is_unknown
from matcher.facts import (
    Between,
    Fact,
    Facts,
    FactValue,
    NoneOf,
    RecordFact,
    RecordList,
    Tag,
    TagSet,
)
from matcher.table import Cell, Row, Table, letters
from matcher.table_input import SubjectFacts, SubjectTable, read_table
from rules.errors import Diagnostic, InputRejected
from rules.quantity import (
    Count,
    DateValue,
    Duration,
    Headcount,
    Money,
    Ratio,
    quantity,
)
from rules.vocabulary import Vocabulary
from tests.matcher.conftest import ON
from tests.matcher.tables import as_csv, excel, parquet, with_result


def read(data: bytes, vocabulary: Vocabulary, name: str = "甲.csv", **more: Any) -> SubjectTable:
    table = table_of(data, name)
    assert table is not None
    return read_table(table, vocabulary=vocabulary, on=ON, **more)


def only(data: bytes, vocabulary: Vocabulary, name: str = "甲.csv") -> dict[str, FactValue]:
    (subject,) = read(data, vocabulary, name).subjects
    return {fact.key: fact.value for fact in subject.facts.facts}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_as_it_is_saved(
    vocabulary: Vocabulary, separator: str, encoding: str, ending: str
) -> None:
    rows = [["企业名称", "上年度营业收入（万元）", "注册地"], ["甲公司", '"1,234.5"', "青屏区"]]
    text = ending.join(separator.join(row) for row in rows) + ending
    found = read(text.encode(encoding), vocabulary)
    assert [(s.id, s.row) for s in found.subjects] == [("甲公司", 2)]
    assert found.subjects[0].facts == Facts(
        facts=(
            Fact(attribute="revenue", period="2025", value=Money(yuan=Decimal(12345000))),
            Fact(attribute="region", period="now", value="青屏区"),
        )
    )


@pytest.mark.parametrize(
    ("title", "cell", "address", "value"),
    [
        ("营业收入（万元）", "2000", "revenue@2025", "2000万元"),
        ("2024年营业收入(万元)", "2000", "revenue@2024", "2000万元"),
        ("营业收入（2024年）（万元）", "2000", "revenue@2024", "2000万元"),
        ("营业收入（2024年，单位：万元）", "2000", "revenue@2024", "2000万元"),
        ("上年度营业收入/万元", "2000", "revenue@2025", "2000万元"),
        ("revenue@2024[万元]", "2000", "revenue@2024", "2000万元"),
        ("revenue@Y-1", "2000万元", "revenue@2025", "2000万元"),
        ("*上年度营业收入（万元）", "2000", "revenue@2025", "2000万元"),
        ("２０２４年营业收入（万元）", "2000", "revenue@2024", "2000万元"),
        ("营业\n收入（千元）", "2000", "revenue@2025", "200万元"),
        ("营业收入【百万元】", "1.5", "revenue@2025", "150万元"),
        ("营业收入（亿元）", "0.00001", "revenue@2025", "1000元"),
        ("营业收入（万元人民币）", "2000", "revenue@2025", "2000万元"),
        ("营业收入（分）", "199", "revenue@2025", "1.99元"),
        ("营业收入（万元）", "500元", "revenue@2025", "500元"),
        ("营业收入（万元）", "－１，２３４．５", "revenue@2025", "-1234.5万元"),
        ("营业收入（万元）", "[1000万元,2000万元)", "revenue@2025", "[1000万元,2000万元)"),
        ("营业收入增速（2025年，%）", "5", "growth(revenue)@2025", "5%"),
        ("营业收入增速", "0.05%", "growth(revenue)@2025", "0.05%"),
        ("营业收入增速（小数）", "0.05", "growth(revenue)@2025", "5%"),
        ("研发费用占营业收入比例（‰）", "35", "share(rd_expense/revenue)@2025", "3.5%"),
        ("员工人数", "30", "employees", "30人"),
        ("发明专利", "5", "patents", "5件"),
        ("发明专利（件）", "1,005", "patents", "1005件"),
        ("导师服务人次@每年", "60", "?mentoring@each_year", "60人次"),
        ("租赁面积/m²", "500.5", "floor_area", "500.5平方米"),
        ("租赁面积（万平方米）", "1.2", "floor_area", "12000平方米"),
        ("社保月数（月）", "6", "insured", "6个月"),
        ("成立日期", "2020/1/5", "established_on", "2020-01-05"),
        ("成立日期", "2020.01.05", "established_on", "2020-01-05"),
        ("成立日期", "2020年1月5日", "established_on", "2020-01-05"),
        ("成立日期", "20200105", "established_on", "2020-01-05"),
        ("成立日期", "2020/1/5 0:00", "established_on", "2020-01-05"),
    ],
)
def test_titles_and_quantities(
    vocabulary: Vocabulary, title: str, cell: str, address: str, value: str
) -> None:
    found = only(f'企业名称,"{title}"\n甲,"{cell}"\n'.encode(), vocabulary)
    assert {key: str(known) for key, known in found.items()} == {address: value}


@pytest.mark.parametrize(
    ("title", "cell", "value"),
    [
        ("独立法人资格", "是", True),
        ("重大违法", "无", False),
        ("gate:专家评审", "通过", True),
        ("主体类型", "企业", "企业"),
        ("主体类型", "{none_of: [企业]}", NoneOf(options=("企业",))),
        ("资质", "甲、乙；丙", TagSet(has=(Tag(name="甲"), Tag(name="乙"), Tag(name="丙")))),
        ("资质", "无", TagSet(complete=True)),
        ("资质", "{has: [甲], complete: true}", TagSet(has=(Tag(name="甲"),), complete=True)),
        ("新招用人员", "无", RecordList()),
    ],
)
def test_words(vocabulary: Vocabulary, title: str, cell: str, value: FactValue) -> None:
    assert list(only(f'企业名称,{title}\n甲,"{cell}"\n'.encode(), vocabulary).values()) == [value]


@pytest.mark.parametrize("cell", ["", " ", "　", "未知", "不清楚"])
def test_blank_and_unknown_give_no_fact(vocabulary: Vocabulary, cell: str) -> None:
    data = f"企业名称,营业收入（万元）,资质,成立日期,注册地\n甲,{cell},{cell},{cell},{cell}\n"
    assert only(data.encode(), vocabulary) == {}


def test_excel_values_formats_and_results(vocabulary: Vocabulary) -> None:
    def shown(book: Any) -> None:
        sheet = book.active
        sheet["C2"].number_format = "0.0%"
        sheet["B2"].number_format = '_ "¥"* #,##0.00_ '
        book.create_sheet("说明（空）")

    data = excel(
        ["企业名称", "营业收入（万元）", "营业收入增速", "成立日期", "员工人数", "独立法人资格"],
        ["甲公司", 2000.07, 0.05, datetime(2020, 1, 5), "=1+2", True],
        edit=shown,
    )
    found = only(with_result(data, "E2", "3"), vocabulary, "甲.xlsx")
    assert found == {
        "revenue@2025": quantity("2000.07万元"),
        "growth(revenue)@2025": quantity("5%"),
        "established_on": quantity("2020-01-05"),
        "employees": quantity("3人"),
        "legal_person": True,
    }


def test_formatted_but_empty_cells_do_not_count(vocabulary: Vocabulary) -> None:
    def formatted(book: Any) -> None:
        sheet = book.active
        sheet["XFD1048576"].number_format = "0.00"
        sheet.merge_cells("G9:H9")

    data = excel(["企业名称", "员工人数"], [], ["甲公司", 3], edit=formatted)
    found = read(data, vocabulary, "甲.xlsx").subjects
    assert [(s.id, s.row, len(s.facts.facts)) for s in found] == [("甲公司", 3, 1)]


def test_a_formula_may_come_to_nothing(vocabulary: Vocabulary) -> None:
    data = excel(["企业名称", "员工人数"], ["甲公司", '=IF(A2="","",1)'])
    text = with_result(data, "B2", "", as_text=True)
    assert only(text, vocabulary, "甲.xlsx") == {}


def test_the_sheet_asked_for(vocabulary: Vocabulary) -> None:
    def more(book: Any) -> None:
        sheet = book.create_sheet("去年")
        sheet.append(["企业名称", "员工人数"])
        sheet.append(["乙公司", 7])

    data = excel(["企业名称", "员工人数"], ["甲公司", 3], edit=more)
    table = table_of(data, "甲.xlsx", "去年")
    assert table is not None
    found = read_table(table, vocabulary=vocabulary, on=ON)
    assert [(s.id, s.facts.by_key["employees"].value) for s in found.subjects] == [
        ("乙公司", Headcount(people=Decimal(7)))
    ]
    assert table.place(2, 1) == "去年!B2「员工人数」"


def test_a_registry_reads_as_the_batch_reads_it(vocabulary: Vocabulary) -> None:
    pa = pytest.importorskip("pyarrow")
    from matcher.columns import Names
    from matcher.columns_arrow import read_chunk, read_schema

    columns = {
        "id": ["甲", "乙"],
        "营业收入@2024[万元]": pa.array([Decimal("1.50"), None], pa.decimal128(10, 2)),
        "growth(revenue)@2025[%]": pa.array([5, -3]),
        "员工人数": pa.array([3, 4]),
        "独立法人资格": pa.array([True, None]),
        "主体类型": pa.array(["企业", "个人"]).dictionary_encode(),
        "资质": pa.array([["甲级"], []]),
        "成立日期": pa.array([date(2020, 1, 5), None]),
        "gate:专家评审": pa.array([None, False]),
    }
    found = read(parquet(**columns), vocabulary, "甲.parquet")
    table = pa.table(columns)
    fields = read_schema(table.schema, vocabulary=vocabulary, on=ON)
    chunk = read_chunk(table, fields, Names())
    for row, subject in enumerate(found.subjects):
        assert subject.facts.by_key == chunk.facts(row).by_key
    assert [s.id for s in found.subjects] == ["甲", "乙"]


def test_who_the_subject_is(vocabulary: Vocabulary) -> None:
    data = "企业名称,统一社会信用代码,员工人数\n甲公司,91X,3\n甲公司,92X,4\n\n"
    found = read(data.encode(), vocabulary).subjects
    assert [s.told for s in found] == ["91X（甲公司）", "92X（甲公司）"]
    assert [s.row for s in found] == [2, 3]


def test_one_row_needs_no_name(vocabulary: Vocabulary) -> None:
    (subject,) = read("员工人数\n3\n".encode(), vocabulary).subjects
    assert subject.id == "第2行"


def test_columns_left_out_are_listed(vocabulary: Vocabulary) -> None:
    data = "序号,企业名称,员工人数,备注\n1,甲,3,无\n"
    found = read(data.encode(), vocabulary, ignore=("备注", "序号"))
    assert found.ignored == ("序号", "备注")
    assert [(c.column, c.title, c.address) for c in found.columns] == [
        ("C", "员工人数", "employees")
    ]


@pytest.mark.parametrize(
    "row",
    [
        "2020-05-20,6,100,150,50",  # exactly
        "2020-05-21,6,100,150,50.4",  # five years and all but a day; rounded
        "2020-05-21,5,300,400,33",
    ],
)
def test_rounding_is_no_contradiction(vocabulary: Vocabulary, row: str) -> None:
    head = "企业名称,成立日期,成立时长/年,2024年营业收入/元,2025年营业收入/元,营业收入增速/%"
    assert len(only(f"{head}\n甲,{row}\n".encode(), vocabulary)) == 5


@pytest.mark.parametrize(
    ("title", "cells", "told"),
    [
        ("成立日期,成立时长（年）", "2020-05-20,7", "是 6年0个月，不是 7年"),
        ("成立日期,成立时长（天）", "2026-05-01,25", "是 0年0个月，不是 25日"),
        ("出生日期,年龄（岁）", "2000-05-21,30", "是 25年11个月，不是 30年"),
        ("研发费用/元,营业收入/元,研发费用占营业收入比例/%", "5,100,7", "应为 5%，不是 7%"),
        (
            "2024年营业收入/万元,营业收入/万元,营业收入增加额/万元",
            "1,5,5",
            "应为 4万元，不是 5万元",
        ),
    ],
)
def test_contradictions(vocabulary: Vocabulary, title: str, cells: str, told: str) -> None:
    with pytest.raises(InputRejected) as caught:
        read(f"企业名称,{title}\n甲,{cells}\n".encode(), vocabulary)
    (problem,) = caught.value.diagnostics
    assert problem.code == "MF175"
    assert told in problem.message


@pytest.mark.parametrize(
    ("place", "told"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters(place: int, told: str) -> None:
    assert letters(place) == told


# -- facts to a table and back -----------------------------------------------------------------

_NUMBERS = st.decimals(0, 10**9, places=2)
_NAMES = st.text("甲乙丙丁级奖", min_size=1, max_size=6)
_DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
_MONEY = st.builds(Money, yuan=st.decimals(-(10**9), 10**9, places=2))
_BETWEEN = st.tuples(_NUMBERS, _NUMBERS, st.booleans(), st.booleans()).map(
    lambda given: Between(
        low=Money(yuan=min(given[:2])),
        low_included=given[2],
        high=Money(yuan=max(given[:2]) + 1),
        high_included=given[3],
    )
)
_TAG = st.builds(
    Tag,
    name=_NAMES,
    first=st.none() | st.booleans(),
    granted_on=st.none() | _DAYS,
    granted_year=st.none() | st.integers(2000, 2026),
)
_TAGS = st.builds(
    TagSet,
    has=st.lists(_TAG, max_size=3, unique_by=lambda tag: tag.name).map(tuple),
    lacks=st.lists(_NAMES.map("没得".__add__), max_size=2, unique=True).map(tuple),
    complete=st.booleans(),
)
_CONTRACT = st.integers(1, 60).map(
    lambda months: RecordFact(
        facts=(
            Fact(
                attribute="contract",
                period="now",
                value=Duration(value=Decimal(months), unit="month"),
            ),
        )
    )
)
_VALUES: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("revenue", "2024"): _MONEY | _BETWEEN,
    ("revenue", "now"): _MONEY,
    ("growth(revenue)", "2023"): st.builds(Ratio, fraction=st.decimals(-9, 9, places=4)),
    ("employees", "now"): st.builds(Headcount, people=_NUMBERS),
    ("patents", "2021-01-01..2023-12-31"): st.builds(Count, number=_NUMBERS, unit=st.just("件")),
    ("insured", "now"): st.builds(
        Duration, value=_NUMBERS, unit=st.sampled_from(["year", "month", "day"])
    ),
    ("established_on", "now"): st.builds(DateValue, day=_DAYS),
    ("legal_person", "now"): st.booleans(),
    ("violation", "ever"): st.booleans(),
    ("entity_type", "now"): st.sampled_from(["企业", "个人", NoneOf(options=("企业", "个人"))]),
    ("region", "now"): _NAMES,
    ("titles", "now"): _TAGS,
    ("hires", "now"): st.builds(
        RecordList, records=st.lists(_CONTRACT, max_size=3).map(tuple), complete=st.booleans()
    ),
    ("gate:专家评审", "now"): st.booleans(),
}


@st.composite
def subjects(draw: st.DrawFn) -> tuple[SubjectFacts, ...]:
    ids = draw(
        st.lists(
            st.text("0123456789甲乙丙", min_size=1, max_size=9), min_size=1, max_size=4, unique=True
        )
    )
    found: list[SubjectFacts] = []
    for row, name in enumerate(ids, start=2):
        keys = draw(st.lists(st.sampled_from(sorted(_VALUES)), unique=True))
        facts = [Fact(attribute=a, period=p, value=draw(_VALUES[a, p])) for a, p in keys]
        found.append(SubjectFacts(name, Facts(facts=tuple(facts)), (), row))
    return tuple(found)


@given(
    given=subjects(),
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
)
def test_facts_to_a_table_and_back(
    vocabulary: Vocabulary, given: tuple[SubjectFacts, ...], separator: str, encoding: str
) -> None:
    found = read(as_csv(given, separator, encoding), vocabulary).subjects
    assert [s.id for s in found] == [s.id for s in given]
    assert [s.facts.by_key for s in found] == [s.facts.by_key for s in given]


_TITLES = (
    "营业收入（万元）", "营业收入", "营业收入增速（%）", "员工人数", "发明专利", "租赁面积",
    "成立日期", "社保月数（月）", "独立法人资格", "主体类型", "行业", "注册地", "资质",
    "新招用人员", "gate:专家评审",
)  # fmt: skip
_TYPED = st.text(
    "0123456789.,-%（）()[]{}:/、；无有是否万元亿年月日人件家甲eE+ ~～０，未知", max_size=12
)


@given(title=st.sampled_from(_TITLES), typed=_TYPED | st.text(max_size=9))
def test_what_is_typed_becomes_a_fact_or_a_message(
    vocabulary: Vocabulary, title: str, typed: str
) -> None:
    """Only what is blank or says that it is unknown may give nothing."""
    found, problems = outcome(title, typed, vocabulary)
    if found is None:
        (problem,) = problems
        assert problem.place == f"B2「{title}」"
        assert problem.message
        assert "\n" not in problem.line()
    else:
        assert len(found.subjects[0].facts.facts) == (0 if is_unknown(typed) else 1)


def outcome(
    title: str, typed: str, vocabulary: Vocabulary
) -> tuple[SubjectTable | None, tuple[Diagnostic, ...]]:
    """A table of one cell: what was read, or why not."""
    table = Table(
        (Cell("企业名称"), Cell(title)), (Row(2, (Cell("甲公司"), Cell(typed))),), "甲.csv"
    )
    try:
        return read_table(table, vocabulary=vocabulary, on=ON), ()
    except InputRejected as refused:
        return None, refused.diagnostics


@given(title=st.text("营业收入年度（）()[]万元/人%2025@Y-1*gate:：、上", min_size=1, max_size=14))
def test_whatever_the_title_nothing_is_dropped(vocabulary: Vocabulary, title: str) -> None:
    found, problems = outcome(title, "是", vocabulary)
    if found is None:
        assert problems
    else:
        assert len(found.columns) == 1


_WORKBOOK = excel(["企业名称", "员工人数"], ["甲公司", 3])
_REGISTRY = parquet(id=["甲"], employees=[3])


@given(
    start=st.sampled_from([b"", b"PK\x03\x04", b"PAR1", _WORKBOOK, _REGISTRY]),
    cut=st.integers(0, 6000),
    tail=st.binary(max_size=40),
    suffix=st.sampled_from(["csv", "tsv", "xlsx", "xls", "parquet"]),
)
def test_broken_files_are_refused_with_a_message(
    vocabulary: Vocabulary, start: bytes, cut: int, tail: bytes, suffix: str
) -> None:
    with suppress(InputRejected):  # and nothing else
        table = table_of(start[:cut] + tail, f"甲.{suffix}")
        assert table is not None
        read_table(table, vocabulary=vocabulary, on=ON)


@given(place=st.integers(0, len(_WORKBOOK) - 1), value=st.integers(0, 255))
def test_a_spoilt_byte_of_a_workbook_changes_nothing_unnoticed(
    vocabulary: Vocabulary, place: int, value: int
) -> None:
    data = bytearray(_WORKBOOK)
    data[place] = value
    with suppress(InputRejected):
        table = table_of(bytes(data), "甲.xlsx")
        assert table is not None
        (subject,) = read_table(table, vocabulary=vocabulary, on=ON).subjects
        assert subject.facts.by_key["employees"].value == Headcount(people=Decimal(3))


def test_the_readers_wait_for_their_library() -> None:
    source = Path(table_of.__code__.co_filename).parent
    for path in source.glob("*.py"):
        head = path.read_text(encoding="utf-8").split("\ndef ")[0]
        assert "openpyxl" not in head.replace("openpyxl.*", "")
        assert "import pyarrow" not in head
