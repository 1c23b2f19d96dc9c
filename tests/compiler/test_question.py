"""What a visitor says of themselves in one sentence, and what they only ask."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import facts_from_sentence
from compiler.questions.question import read_sentence
from matcher import read_facts
from rules.errors import InputRejected
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


def unread(text: str) -> set[tuple[str, str]]:
    return {(item.attribute, item.words) for item in read_sentence(text, VOCABULARY).unread}


@pytest.mark.parametrize(
    ("text", "attribute", "words"),
    [
        ("2020年13月成立", "established_on", "2020年13月成立"),
        ("2020年0月成立", "established_on", "2020年0月成立"),
        ("公司2020年2月30日成立", "established_on", "2020年2月30日成立"),
        ("公司2020年2月30号成立", "established_on", "2020年2月30号成立"),
        ("0000年成立", "established_on", "0000年成立"),
        ("成立于2021年2月29日", "established_on", "成立于2021年2月29日"),
        ("我1990年6月31日出生", "birth_date", "1990年6月31日出生"),
        ("我们2020年13月入驻", "", "2020年13月"),
        ("我们4月31日开业", "", "4月31日"),
    ],
)
def test_a_date_no_calendar_has_is_given_back(text: str, attribute: str, words: str) -> None:
    read = read_sentence(text, VOCABULARY)
    assert read.facts == ()
    assert [(u.attribute, u.words) for u in read.unread] == [(attribute, words)]
    assert "没有看懂" in read.unread[0].why
    assert not read.unread[0].asked


def test_a_number_of_absurd_length_is_given_back() -> None:
    read = read_sentence("去年营业收入99999999999999999999999万元", VOCABULARY)
    assert read.facts == ()
    assert [(u.attribute, "太大" in u.why) for u in read.unread] == [("revenue", True)]


def test_what_else_is_said_beside_an_impossible_date_is_taken() -> None:
    assert said("我们2020年13月成立，员工50人") == {("employees", "now", "50人")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年营业收入3000万元", {("revenue", "2023", "3000万元")}),
        ("二〇二三年营业收入3000万元", {("revenue", "2023", "3000万元")}),
        ("2023年度研发费用200万元", {("rd_expense", "2023", "200万元")}),
        (
            "2023年营业收入3000万元，研发费用200万元，员工50人",
            {
                ("revenue", "2023", "3000万元"),
                ("rd_expense", "2023", "200万元"),
                ("employees", "now", "50人"),
            },
        ),
        (
            "2022年营业收入2000万元，2023年营业收入3000万元",
            {("revenue", "2022", "2000万元"), ("revenue", "2023", "3000万元")},
        ),
        (
            "2020年成立，营业收入3000万元",
            {
                ("established_on", "now", "[2020-01-01,2020-12-31]"),
                ("revenue", "Y-1", "3000万元"),
            },
        ),
        (
            "公司成立3年，营业收入2000万元",
            {("years_established", "now", "3年"), ("revenue", "Y-1", "2000万元")},
        ),
    ],
)
def test_a_calendar_year_says_when(text: str, expected: Said) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "近三年营业收入3000万元",
        "去年上半年营业收入3000万元",
        "2023年6月营业收入300万元",
        "每月营业收入300万元",
        "23年营业收入3000万元",
        "2022年和2023年营业收入分别为2000万元和3000万元",
        "2021-2023年营业收入3000万元",
    ],
)
def test_a_figure_of_no_single_year_is_given_back(text: str) -> None:
    read = read_sentence(text, VOCABULARY)
    assert read.facts == ()
    assert [u.attribute for u in read.unread] == ["revenue"]
    assert "哪一年" in read.unread[0].why


@pytest.mark.parametrize(
    "rough",
    [
        "大约3000万",
        "约为3000万元",
        "3000万左右",
        "3000万元上下",
        "近3000万",
        "接近3000万元",
        "差不多有3000万",
        "3000万出头",
        "预计3000万元",
    ],
)
def test_a_rough_figure_is_no_exact_one(rough: str) -> None:
    read = read_sentence(f"我们去年营业收入{rough}，员工50人", VOCABULARY)
    assert {f[:3] for f in read.facts} == {("employees", "now", "50人")}
    assert [u.attribute for u in read.unread] == ["revenue"]
    assert "大概" in read.unread[0].why


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("注册资本1000万元以上能拿多少", "registered_capital"),
        ("注册资本1000万元以上，能拿多少？", "registered_capital"),
        ("注册资本1000万元的企业能拿多少", "registered_capital"),
        ("注册资本要达到1000万元吗", "registered_capital"),
        ("高新技术企业有什么补贴？", "titles"),
        ("高新技术企业，有什么补贴", "titles"),
        ("高新技术企业补贴", "titles"),
        ("高新技术企业", "titles"),
        ("什么是高新技术企业", "titles"),
        ("我们是不是高新技术企业", "titles"),
        ("我们是高新技术企业吗？", "titles"),
        ("我们想申请高新技术企业", "titles"),
        ("我们不是高新技术企业", "titles"),
        ("我公司没有获得高新技术企业认定", "titles"),
        ("制造业企业有什么补贴", "industry"),
        ("招用高校毕业生有什么补贴", "person_category"),
        ("我女儿是高校毕业生，有什么补贴", "person_category"),
        ("我们公司的员工是退役军人", "person_category"),
    ],
)
def test_a_question_is_no_fact_and_is_shown_back(text: str, attribute: str) -> None:
    assert said(text) == set()
    assert {name for name, _ in unread(text)} == {attribute}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们是高新技术企业，有什么补贴", ("titles", "now", "国家高新技术企业")),
        ("我们是高新技术企业有什么补贴", ("titles", "now", "国家高新技术企业")),
        ("我公司是高新技术企业，有什么补贴？", ("titles", "now", "国家高新技术企业")),
        ("属于高新技术企业能拿多少", ("titles", "now", "国家高新技术企业")),
        ("我是登记失业人员能领什么", ("person_category", "now", "登记失业人员")),
        ("我们注册资本1000万元以上能拿多少", ("registered_capital", "now", "[1000万元,)")),
        ("去年营业收入6000万元，租金补贴能拿多少？", ("revenue", "Y-1", "6000万元")),
        ("一家制造业企业", ("industry", "now", "制造业")),
        ("我们是一家制造业企业", ("industry", "now", "制造业")),
        ("我们是一家制造业企业，有什么补贴？", ("industry", "now", "制造业")),
        ("所属行业为餐饮业", ("industry", "now", "餐饮业")),
        ("我公司从事软件业", ("industry", "now", "软件业")),
    ],
)
def test_what_is_said_of_oneself_stays_a_fact(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text) == {expected}


def test_a_title_of_a_named_year_is_said_of_that_year() -> None:
    assert said("我们2023年被认定为高新技术企业") == {("titles", "2023", "国家高新技术企业")}


def test_a_trade_without_its_last_word_is_a_trade() -> None:
    assert said("我们是软件企业") == {("industry", "now", "软件业")}


@pytest.mark.parametrize(
    "text",
    [
        "从事新材料研发的企业",
        "我们注册资本3000万日元",
        "我公司去年出口额500万美元",
        "我公司获得过省科技进步一等奖",
    ],
)
def test_what_was_told_and_not_understood_is_given_back(text: str) -> None:
    read = read_sentence(text, VOCABULARY)
    assert read.facts == ()
    assert [(u.words, u.asked) for u in read.unread] == [(text, True)]
    assert "没有看懂" in read.unread[0].why


@pytest.mark.parametrize("text", ["租金补贴能拿多少", "您好，想了解一下补贴政策", "贷款贴息"])
def test_what_is_only_asked_or_searched_is_not_called_misunderstood(text: str) -> None:
    assert read_sentence(text, VOCABULARY).unread == ()


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
            "0月",
            "2月30日",
            "0000年",
            "9999年",
            "前0年",
            "近99999年",
            "成立于",
            "违法",
            "大约",
            "左右",
            "亿",
            "99999999999999999999999",
            "1.5",
            "百分之",
            "一家制造业企业",
            "有什么补贴",
            "吗",
            "（",
            "出生",
            "%",
            "以上",
            "本科",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(_words, st.text(max_size=40)))
def test_no_sentence_breaks_the_reading(text: str) -> None:
    read = read_sentence(text, VOCABULARY)
    for left in read.unread:
        assert left.words in text
        assert left.why
    for name, period, value, words in read.facts:
        attribute = VOCABULARY.get(name)
        assert attribute is not None
        assert period
        with contextlib.suppress(InputRejected):
            key = name if period == "now" else f"{name}@{period}"
            written = [value] if attribute.kind == "tags" else value
            read_facts({key: written}, vocabulary=VOCABULARY, on=date(2026, 5, 20))
        assert words in text
        if attribute.kind in ("money", "headcount", "ratio", "area", "duration"):
            for bound in value.strip("[]()").split(","):
                assert not bound or quantity(bound).kind == attribute.kind
