"""What a visitor says of themselves in one sentence, and what they only ask."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import facts_from_sentence
from rules.quantity import quantity
from rules.vocabulary import standard_vocabulary

VOCABULARY = standard_vocabulary()
Said = set[tuple[str, str, str]]


def said(text: str) -> Said:
    return {
        (name, period, value) for name, period, value, _ in facts_from_sentence(text, VOCABULARY)
    }


SENTENCES: list[tuple[str, Said]] = [
    (
        "我们公司2020年成立，去年营业收入3000万，是国家高新技术企业",
        {
            ("established_on", "now", "[2020-01-01,2020-12-31]"),
            ("revenue", "Y-1", "3000万元"),
            ("titles", "now", "国家高新技术企业"),
        },
    ),
    (
        "我公司2021年3月5日注册，员工50人，研发人员12人",
        {
            ("established_on", "now", "2021-03-05"),
            ("employees", "now", "50人"),
            ("rd_staff", "now", "12人"),
        },
    ),
    ("2020年6月成立", {("established_on", "now", "[2020-06-01,2020-06-30]")}),
    (
        "前年营业收入2亿元，去年营业收入2.4亿元",
        {("revenue", "Y-2", "2亿元"), ("revenue", "Y-1", "2.4亿元")},
    ),
    ("今年研发费用800万元", {("rd_expense", "Y", "800万元")}),
    (
        "我今年45岁，是登记失业人员",
        {("age", "now", "45年"), ("person_category", "now", "登记失业人员")},
    ),
    ("我1990年5月6日出生", {("birth_date", "now", "1990-05-06")}),
    ("已经连续缴纳社保8个月", {("social_insurance_months", "now", "8个月")}),
    (
        "我是青屏区户籍，本科学历",
        {("household_region", "now", "青屏区"), ("education", "now", "本科")},
    ),
    ("公司注册在青屏区", {("registered_region", "now", "青屏区")}),
    (
        "公司是独立法人，近三年无重大违法行为",
        {("legal_person", "now", "true"), ("serious_violation", "R36M", "false")},
    ),
    ("我们公司没有违法记录", {("violation", "now", "false")}),
    (
        "我们是专精特新小巨人企业，也是规模以上工业企业",
        {
            ("titles", "now", "专精特新“小巨人”企业"),
            ("statistics_category", "now", "规模以上工业企业"),
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_what_is_said_is_taken(text: str, expected: Said) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("去年营业收入超过5000万元", "(5000万元,)"),
        ("去年营业收入不到5000万元", "(,5000万元)"),
        ("去年营业收入5000多万元", "(5000万元,)"),
        ("去年营业收入5000万元以上", "[5000万元,)"),
        ("去年营业收入5000万元以下", "(,5000万元]"),
    ],
)
def test_what_is_said_roughly_stays_open(text: str, interval: str) -> None:
    assert said(text) == {("revenue", "Y-1", interval)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "？",
        "能申请什么奖励？",
        "专精特新企业能拿多少钱？",
        "怎么申请？",
        "今天天气很好",
        "我们公司",
    ],
)
def test_what_is_only_asked_is_no_fact(text: str) -> None:
    assert said(text) == set()


def test_growth_is_not_taken_for_the_figure_itself() -> None:
    assert said("去年营业收入同比增长20%") == set()


@pytest.mark.parametrize(
    "text",
    [
        "我们公司２０２０年成立，去年营业收入３０００万元",
        "我們公司2020年成立，去年營業收入3000萬元",
        "我们公司2020年成立,去年营业收入3,000万元",
    ],
)
def test_the_way_it_is_typed_says_nothing(text: str) -> None:
    assert said(text) == {
        ("established_on", "now", "[2020-01-01,2020-12-31]"),
        ("revenue", "Y-1", "3000万元"),
    }


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_every_fact_comes_with_the_words_it_was_read_from(text: str, expected: Said) -> None:
    for name, _, _, words in facts_from_sentence(text, VOCABULARY):
        assert words
        assert words in text
        assert VOCABULARY.get(name) is not None


def test_a_fact_said_twice_is_one_fact() -> None:
    text = "员工50人，员工50人"
    assert len(facts_from_sentence(text, VOCABULARY)) == 1


_words = st.lists(
    st.sampled_from(
        [
            "我们",
            "公司",
            "去年",
            "今年",
            "营业收入",
            "3000万元",
            "员工",
            "50人",
            "是",
            "国家高新技术企业",
            "2020年",
            "成立",
            "，",
            "。",
            "？",
            "不到",
            "超过",
            "多",
            "没有",
            "违法记录",
            "注册在",
            "青屏区",
            "岁",
            "45",
            "多少",
            "能拿",
            "13月",
            "2月30日",
            "出生",
            "%",
            "以上",
            "本科",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(_words, st.text(max_size=40)))
def test_no_sentence_breaks_the_reading(text: str) -> None:
    for name, period, value, words in facts_from_sentence(text, VOCABULARY):
        attribute = VOCABULARY.get(name)
        assert attribute is not None
        assert period
        assert words in text
        if attribute.kind in ("money", "headcount", "ratio", "area", "duration"):
            for bound in value.strip("[]()").split(","):
                assert not bound or quantity(bound).kind == attribute.kind
