"""Facts files: every way to write a fact, and one clear message for each way to get it wrong."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.fact_names import nearest
from matcher.facts import Between, Facts, RecordList, TagSet
from matcher.facts_input import read_facts, write_facts
from rules.errors import InputRejected
from rules.quantity import Money, quantity
from rules.vocabulary import Vocabulary

ON = date(2026, 5, 20)


def read(given: object, vocabulary: Vocabulary) -> Facts:
    return read_facts(given, vocabulary=vocabulary, on=ON, file="事实.yaml")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("revenue", "revenue@2025"),
        ("revenue@Y-1", "revenue@2025"),
        ("revenue@annual", "revenue@2025"),
        ("revenue@2023", "revenue@2023"),
        ("营业收入", "revenue@2025"),
        ("年营收", "revenue@2025"),
        ("营业收入@上年度", "revenue@2025"),
        ("营业收入（上年度）", "revenue@2025"),
        ("营业收入(2024年度)", "revenue@2024"),
        ("上年度营业收入", "revenue@2025"),
        ("上年度的营业收入", "revenue@2025"),
        ("2024年营业收入", "revenue@2024"),
        ("本年度 营业收入", "revenue@2026"),
        ("2025年第一季度营业收入", "revenue@2025-01-01..2025-03-31"),
        ("营业收入增速（上年度）", "growth(revenue)@2025"),
        ("growth(revenue)@Y-1", "growth(revenue)@2025"),
        ("上年度营业收入增加额", "increment(revenue)@2025"),
        ("研发费用占营业收入比例", "share(rd_expense/revenue)@2025"),
        ("min(growth(revenue))@Y-2..Y-1", "min(growth(revenue))@2024-01-01..2025-12-31"),
    ],
)
def test_keys(vocabulary: Vocabulary, key: str, address: str) -> None:
    value = "30%" if "growth" in address or "share" in address else "100元"
    assert [fact.key for fact in read({key: value}, vocabulary).facts] == [address]


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("近三年重大违法", "violation@2023-05-20..2026-05-20"),
        ("violation@R36M", "violation@2023-05-20..2026-05-20"),
        ("重大违法（最近24个月）", "violation@2024-05-20..2026-05-20"),
        ("历史上重大违法", "violation@ever"),
        ("violation", "violation"),
    ],
)
def test_windows(vocabulary: Vocabulary, key: str, address: str) -> None:
    assert [fact.key for fact in read({key: "否"}, vocabulary).facts] == [address]


def test_values_from_yaml(vocabulary: Vocabulary) -> None:
    text = """
    上年度营业收入: 2000万元
    employees: 30
    patents: 5件
    ?mentoring@each_year: 60人次
    established_on: 2021-03-01
    资质: {has: [甲, {名称: 乙, 认定日期: 2025-01-01}], lacks: [丙]}
    rd_expense: [1万元, 2万元)
    """
    with pytest.raises(InputRejected):
        read(text, vocabulary)  # an unquoted half-open range is not YAML
    facts = read(text.replace("[1万元, 2万元)", "'[1万元, 2万元)'"), vocabulary)
    found = {fact.key: fact.value for fact in facts.facts}
    assert found["revenue@2025"] == quantity("2000万元")
    assert found["employees"] == quantity("30人")
    assert found["?mentoring@each_year"] == quantity("60人次")
    assert found["established_on"] == quantity("2021-03-01")
    assert isinstance(found["titles"], TagSet)
    assert found["rd_expense@2025"] == Between(low=quantity("1万元"), high=quantity("2万元"))


@pytest.mark.parametrize(
    ("text", "low_in", "high_in"),
    [
        ("[1万元,2万元)", True, False),
        ("(1万元,2万元]", False, True),
        ("[1万元，2万元]", True, True),
        ("（1万元，2万元）", False, False),
        ("1万元..2万元", True, False),
        ("1万元~2万元", True, False),
    ],
)
def test_ranges(vocabulary: Vocabulary, text: str, low_in: bool, high_in: bool) -> None:
    value = read({"revenue": text}, vocabulary).facts[0].value
    assert isinstance(value, Between)
    assert (value.low, value.high) == (Money(yuan=10000), Money(yuan=20000))
    assert (value.low_included, value.high_included) == (low_in, high_in)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2,000万元", "2000万元"),
        ("12,345,678.5元", "12345678.5元"),
        ("２０００ 万元", "2000万元"),
        ("[1,000万元，2,000万元)", "[1000万元,2000万元)"),
    ],
)
def test_digits_as_people_type_them(vocabulary: Vocabulary, text: str, meant: str) -> None:
    assert read({"revenue": text}, vocabulary) == read({"revenue": meant}, vocabulary)


@pytest.mark.parametrize("raw", [None, "未知", "", "不清楚", {"value": None, "said_by": "企业"}])
def test_unknown_gives_no_fact(vocabulary: Vocabulary, raw: object) -> None:
    assert read({"revenue": raw, "titles": raw, "legal_person": raw}, vocabulary).facts == ()


def test_source_and_several_years(vocabulary: Vocabulary) -> None:
    said = {"value": "5元", "said_by": "税务局", "said_on": "2026-05-01"}
    facts = read({"revenue": {2024: "4元", "2025": said}}, vocabulary)
    assert [(fact.key, fact.said_by, fact.said_on) for fact in facts.facts] == [
        ("revenue@2024", "", None),
        ("revenue@2025", "税务局", date(2026, 5, 1)),
    ]


def test_json_and_yaml_read_alike(vocabulary: Vocabulary) -> None:
    assert read('{"revenue": "5元", "legal_person": true}', vocabulary) == read(
        "revenue: 5元\nlegal_person: 是\n", vocabulary
    )


def test_written_facts_read_back(vocabulary: Vocabulary) -> None:
    facts = read(
        {
            "revenue@Y-1": "[1万元,2万元)",
            "growth(revenue)@Y-1": "(10%,]",
            "legal_person": "否",
            "violation@R36M": False,
            "entity_type": {"none_of": ["个人"]},
            "titles": {"has": ["甲", {"name": "乙", "first": True}], "complete": True},
            "hires": [{"contract": "1年", "graduate": "是"}],
            "employees": {"value": "3人", "said_by": "社保局", "said_on": "2026-01-01"},
            "gate:专家评审": "通过",
        },
        vocabulary,
    )
    assert read(write_facts(facts), vocabulary) == facts
    assert Facts.model_validate_json(facts.model_dump_json()) == facts


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"revenue": 20000000}, "MF105", ("营业收入", "没有单位", "2000万元")),
        ({"revenue": 0.5}, "MF105", ("营业收入", "没有单位")),
        ({"employees": 3.5}, "MF105", ("员工人数", "没有单位")),
        ({"revenue": "20000000"}, "MF104", ("营业收入", "金额", "20000000")),
        ({"revenue": "30%"}, "MF104", ("营业收入", "金额", "30%")),
        ({"revenue": "很多"}, "MF104", ("营业收入", "很多")),
        ({"revenue": True}, "MF104", ("营业收入", "金额")),
        ({"patents": "5家"}, "MF104", ("发明专利", "单位应为「件」", "5家")),
        ({"legal_person": "也许"}, "MF104", ("独立法人资格", "是 或 否")),
        ({"legal_person": 1}, "MF104", ("独立法人资格", "是 或 否")),
        ({"entity_type": "公司"}, "MF107", ("主体类型", "公司", "企业、个人")),
        ({"region": 5}, "MF104", ("注册地", "地名")),
        ({"titles": []}, "MF104", ("资质", "空列表", "无")),
        ({"titles": 3}, "MF104", ("资质", "名称列表")),
        ({"titles": {"有吗": ["甲"]}}, "MF104", ("资质",)),
        ({"titles": {"has": ["甲"], "lacks": ["甲"]}}, "MF104", ("资质", "同时", "甲")),
        ({"titles": [{"name": "甲", "level": 1}]}, "MF104", ("资质",)),
        ({"hires": "三个人"}, "MF104", ("新招用人员", "记录列表")),
        ({"hires": [{"wage": 5000}]}, "MF105", ("新招用人员", "wage", "单位")),
        ({"revenue": "[2万元,1万元]"}, "MF106", ("营业收入", "区间", "颠倒")),
        ({"revenue": "[1万元,2人]"}, "MF104", ("营业收入", "2人")),
        ({"revenue": "(1万元,1万元)"}, "MF106", ("营业收入",)),
        ({"established_on": "2021-02-30"}, "MF104", ("成立日期", "日期")),
        ({"revenue": "9" * 30 + "元"}, "MF104", ("营业收入", "过长")),
        ({"revenue@R99999M": "1元"}, "MF102", ("期间", "不存在")),
        ({"revenue@0000": "1元"}, "MF102", ("期间", "不存在")),
        ({"employees": 10**30}, "MF104", ("员工人数", "过长")),
        ({"revenue@Y+1": "1元"}, "MF102", ("期间", "Y+1")),
        ({"营业收人": "1元"}, "MF103", ("营业收人", "营业收入")),
        ({"revenue": "1元", "上年度营业收入": "2元"}, "MF108", ("同一指标同一期间",)),
        ({"gate:专家评审": "也许"}, "MF104", ("专家评审", "是 或 否")),
        ({"revenue": {"value": "1元", "said_on": "昨天"}}, "MF104", ("昨天",)),
        ("", "MF101", ("空",)),
        ("- a\n- b", "MF101", ("对照表",)),
        ("revenue: [1", "MF101", ("不是有效的",)),
        ('{"revenue": ', "MF101", ("不是有效的",)),
        ("revenue: 1元\nrevenue: 2元", "MF108", ("revenue", "两次")),
        ('{"revenue": "1元", "revenue": "2元"}', "MF108", ("revenue", "两次")),
    ],
)
def test_bad_facts(
    vocabulary: Vocabulary, given: object, code: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(InputRejected) as caught:
        read(given, vocabulary)
    found = caught.value.diagnostics
    assert [diagnostic.code for diagnostic in found] == [code]
    line = found[0].line()
    assert "事实.yaml" in line
    assert [word for word in words if word not in line] == []


def test_a_day_before_the_calendar_is_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(InputRejected) as caught:
        read_facts({"violation@R36M": "否"}, vocabulary=vocabulary, on=date(2, 1, 1))
    assert [item.code for item in caught.value.diagnostics] == ["MF102"]


def test_all_problems_are_collected(vocabulary: Vocabulary) -> None:
    given = {"revenue": 5, "legal_person": "也许", "不存在的指标": "1元", "employees": "3人"}
    with pytest.raises(InputRejected) as caught:
        read(given, vocabulary)
    assert [item.code for item in caught.value.diagnostics] == ["MF105", "MF104", "MF103"]
    assert [item.place for item in caught.value.diagnostics] == [
        "revenue",
        "legal_person",
        "不存在的指标",
    ]


def test_nearest_names(vocabulary: Vocabulary) -> None:
    assert nearest("营业收人（上年度）", vocabulary)[0] == "营业收入"
    assert len(nearest("营业", vocabulary)) <= 3


def test_records_keep_fields_by_name(vocabulary: Vocabulary) -> None:
    facts = read(
        {"hires": [{"合同期限": "1年", "岗位": "研发", "到岗": date(2026, 1, 1)}]}, vocabulary
    )
    value = facts.facts[0].value
    assert isinstance(value, RecordList)
    assert {f.attribute: str(f.value) for f in value.records[0].facts} == {
        "contract": "1年",
        "岗位": "研发",
        "到岗": "2026-01-01",
    }
