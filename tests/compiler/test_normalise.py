"""Numbers, quantities and comparison words: what each written form means and rests on."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compiler.fold import fold
from compiler.normalise import PREFIXES, QUANTITY, SUFFIXES, number, read_comparator, read_quantity
from rules.condition import Authority, Comparator
from rules.quantity import (
    AnyQuantity,
    Area,
    Count,
    Duration,
    Headcount,
    Money,
    Ratio,
    order,
)

GE, GT, LE, LT = Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT
CODE, PLAIN, USAGE = Authority.CIVIL_CODE, Authority.PLAIN, Authority.CONVENTION

# --- comparison words --------------------------------------------------------------------------

WORDS = [
    # 民法典 第一千二百五十九条: 以上、以下、以内、届满 include the number, 不满、超过、以外 do not.
    ("", "以上", GE, CODE),
    ("", "以下", LE, CODE),
    ("", "以内", LE, CODE),
    ("", "之内", LE, CODE),
    ("", "以外", GT, CODE),
    ("届满", "", GE, CODE),
    ("满", "", GE, CODE),
    ("年满", "", GE, CODE),
    ("超过", "", GT, CODE),
    ("不满", "", LT, CODE),
    ("未满", "", LT, CODE),
    # Words that leave no doubt.
    ("不低于", "", GE, PLAIN),
    ("不少于", "", GE, PLAIN),
    ("不小于", "", GE, PLAIN),
    ("不早于", "", GE, PLAIN),
    ("至少", "", GE, PLAIN),
    ("", "及以上", GE, PLAIN),
    ("≥", "", GE, PLAIN),
    ("高于", "", GT, PLAIN),
    ("大于", "", GT, PLAIN),
    ("不超过", "", LE, PLAIN),
    ("不高于", "", LE, PLAIN),
    ("不大于", "", LE, PLAIN),
    ("不得超过", "", LE, PLAIN),
    ("不应高于", "", LE, PLAIN),
    ("不可多于", "", LE, PLAIN),
    ("不能低于", "", GE, PLAIN),
    ("不宜少于", "", GE, PLAIN),
    ("不晚于", "", LE, PLAIN),
    ("", "及以下", LE, PLAIN),
    ("≤", "", LE, PLAIN),
    ("低于", "", LT, PLAIN),
    ("小于", "", LT, PLAIN),
    ("少于", "", LT, PLAIN),
    # Usual readings that nothing settles.
    ("达到", "", GE, USAGE),
    ("首次达到", "", GE, USAGE),
    ("突破", "", GT, USAGE),
    ("不足", "", LT, USAGE),
]


@pytest.mark.parametrize(("prefix", "suffix", "op", "authority"), WORDS)
def test_each_word_has_its_operator_and_its_authority(
    prefix: str, suffix: str, op: Comparator, authority: Authority
) -> None:
    reading = read_comparator(prefix, suffix, "")
    assert reading is not None
    assert (reading.op, reading.authority) == (op, authority)


def test_a_number_without_a_word_compares_nothing() -> None:
    assert read_comparator("", "", "") is None


@pytest.mark.parametrize("word", sorted(PREFIXES))
def test_a_mark_beats_every_word_before_a_number(word: str) -> None:
    _assert_mark_decides(word, "")


@pytest.mark.parametrize("word", sorted(SUFFIXES))
def test_a_mark_beats_every_word_after_a_number(word: str) -> None:
    _assert_mark_decides("", word)


def _assert_mark_decides(prefix: str, suffix: str) -> None:
    bare = read_comparator(prefix, suffix, "")
    with_it = read_comparator(prefix, suffix, "(含)")
    without = read_comparator(prefix, suffix, "(不含)")
    assert bare is not None
    assert with_it is not None
    assert without is not None
    assert with_it.authority is without.authority is Authority.MARK
    if bare.op is Comparator.EQ:
        return
    assert with_it.op in (GE, LE)
    assert without.op in (GT, LT)
    assert with_it.op.value[0] == without.op.value[0] == bare.op.value[0]  # same direction


@pytest.mark.parametrize(
    ("prefix", "mark", "op"),
    [
        ("超过", "(含50人)", GE),
        ("低于", "(含)", LE),
        ("小于", "(含)", LE),
        ("不低于", "(不含)", GT),
    ],
)
def test_where_word_and_bracket_disagree_the_bracket_wins(
    prefix: str, mark: str, op: Comparator
) -> None:
    reading = read_comparator(prefix, "", mark)
    assert reading is not None
    assert (reading.op, reading.authority) == (op, Authority.MARK)


@pytest.mark.parametrize(
    ("prefix", "suffix", "defined", "op"),
    [
        ("", "以上", {"以上": False}, GT),
        ("", "以下", {"以下": False}, LT),
        ("", "以上", {"以上": True}, GE),
        ("超过", "", {"超过": True}, GE),
        ("不超过", "", {"不超过": False}, LT),
    ],
)
def test_a_definition_of_the_text_beats_the_code(
    prefix: str, suffix: str, defined: dict[str, bool], op: Comparator
) -> None:
    reading = read_comparator(prefix, suffix, "", defined=defined)
    assert reading is not None
    assert (reading.op, reading.authority) == (op, Authority.DEFINITION)


def test_a_mark_beats_a_definition_of_the_text() -> None:
    reading = read_comparator("", "以上", "(含)", defined={"以上": False})
    assert reading is not None
    assert (reading.op, reading.authority) == (GE, Authority.MARK)


def test_a_definition_of_another_word_changes_nothing() -> None:
    reading = read_comparator("超过", "", "", defined={"以上": False})
    assert reading is not None
    assert (reading.op, reading.authority) == (GT, CODE)


# --- numerals ----------------------------------------------------------------------------------

_DIGITS = "零一二三四五六七八九"


def in_chinese(n: int) -> str:
    """``n`` as one writes it out: 一万零三十, 十二, 一亿零五万."""
    if n == 0:
        return "零"
    text, groups = "", []
    rest = n
    while rest:
        rest, group = divmod(rest, 10_000)
        groups.append(group)
    for position in range(len(groups) - 1, -1, -1):
        group = groups[position]
        if group == 0:
            continue
        if text and (group < 1000 or groups[position + 1] == 0):
            text += "零"
        text += _group(group) + ("", "万", "亿")[position]
    return text.removeprefix("一") if text.startswith("一十") else text


def _group(n: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


@settings(max_examples=300)
@given(st.integers(min_value=0, max_value=999_999_999_999))
@example(120_000_000)  # 一亿二千万
@example(100_010_000)  # 一亿零一万
@example(10_002)
def test_a_numeral_written_out_reads_as_its_number(n: int) -> None:
    assert number(in_chinese(n)) == n


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2000", "2000"), ("2,000", "2000"), ("1.5", "1.5"), ("半", "0.5"), ("两百", "200"),
        ("十三万二", "132000"), ("一千二", "1200"), ("三百五", "350"), ("一百零二", "102"),
        ("二〇二四", "2024"), ("二点五", "2.5"), ("贰拾叁", "23"), ("伍仟", "5000"),
        ("3万", "30000"), ("1.2亿", "120000000"), ("俩", "2"), ("1亿2千万", "120000000"),
        ("3万5千", "35000"), ("1亿零500万", "105000000"), ("5千", "5000"),
    ],
)  # fmt: skip
def test_numerals_as_policies_write_them(written: str, value: str) -> None:
    assert number(written) == Decimal(value)


@pytest.mark.parametrize(
    "written", ["", "元", "abc", "点五", "1.2.3", "三个", "第一", "——", "3万5"]
)
def test_what_is_not_a_number_is_none(written: str) -> None:
    assert number(written) is None


# --- quantities --------------------------------------------------------------------------------


def money(yuan: str) -> Money:
    return Money(yuan=Decimal(yuan))


QUANTITIES: list[tuple[str, AnyQuantity]] = [
    ("2000万元", money("20000000")),
    ("2,000万元", money("20000000")),
    ("1.5亿元", money("150000000")),
    ("3千万元", money("30000000")),
    ("5百万元", money("5000000")),
    ("2万亿元", money("2000000000000")),
    ("五十万元", money("500000")),
    ("一亿二千万元", money("120000000")),
    ("1亿2000万元", money("120000000")),
    ("十三万二千元", money("132000")),
    ("一万二千平方米", Area(square_metres=Decimal(12000))),
    ("100元人民币", money("100")),
    ("300万", money("3000000")),  # 元 left off: read as money, and reported by the caller
    ("2亿", money("200000000")),
    ("30%", Ratio(fraction=Decimal("0.3"))),
    ("2.5‰", Ratio(fraction=Decimal("0.0025"))),
    ("百分之三", Ratio(fraction=Decimal("0.03"))),
    ("百分之九十", Ratio(fraction=Decimal("0.9"))),
    ("百分之三点五", Ratio(fraction=Decimal("0.035"))),
    ("百分之12.5", Ratio(fraction=Decimal("0.125"))),
    ("20人", Headcount(people=Decimal(20))),
    ("三名", Headcount(people=Decimal(3))),
    ("50人次", Count(number=Decimal(50), unit="人次")),
    ("1万人次", Count(number=Decimal(10000), unit="人次")),
    ("500平方米", Area(square_metres=Decimal(500))),
    ("1.2万平方米", Area(square_metres=Decimal(12000))),
    ("800㎡", Area(square_metres=Decimal(800))),
    ("3年", Duration(value=Decimal(3), unit="year")),
    ("一年", Duration(value=Decimal(1), unit="year")),
    ("16周岁", Duration(value=Decimal(16), unit="year")),
    ("半年", Duration(value=Decimal(6), unit="month")),
    ("二十四个月", Duration(value=Decimal(24), unit="month")),
    ("两个季度", Duration(value=Decimal(6), unit="month")),
    ("15日", Duration(value=Decimal(15), unit="day")),
    ("15件", Count(number=Decimal(15), unit="件")),
    ("10家", Count(number=Decimal(10), unit="家")),
    ("两项", Count(number=Decimal(2), unit="项")),
    ("300亩", Count(number=Decimal(300), unit="亩")),
    ("500万千瓦时", Count(number=Decimal(5000000), unit="千瓦时")),
]


@pytest.mark.parametrize(("written", "value"), QUANTITIES)
def test_written_quantities(written: str, value: AnyQuantity) -> None:
    assert read_quantity(written) == value


@pytest.mark.parametrize(
    "written", ["100万美元", "50美元", "3个百分点", "0.5百分点", "2000", "若干", ""]
)
def test_what_is_not_a_quantity_of_a_rule_is_none(written: str) -> None:
    assert read_quantity(written) is None


@pytest.mark.parametrize("written", ["一亿二千万元", "1亿2千万元", "十三万二千元", "百分之三点五"])
def test_a_scale_inside_a_number_is_not_cut_off(written: str) -> None:
    match = re.search(QUANTITY, f"注册资本{written}以上")
    assert match is not None
    assert match.group() == written


def test_unlike_units_stay_apart() -> None:
    assert type(read_quantity("50人")) is not type(read_quantity("50人次"))
    assert read_quantity("5件") != read_quantity("5项")


_amounts = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
_quantities = st.one_of(
    _amounts.map(lambda d: Money(yuan=d)),
    _amounts.map(lambda d: Ratio(fraction=d / 10000)),
    st.integers(0, 10**6).map(lambda n: Headcount(people=Decimal(n))),
    _amounts.map(lambda d: Area(square_metres=d)),
    st.builds(
        lambda n, unit: Duration(value=Decimal(n), unit=unit),
        st.integers(1, 240),
        st.sampled_from(["year", "month", "day"]),
    ),
    st.builds(
        lambda n, unit: Count(number=Decimal(n), unit=unit),
        st.integers(0, 10**6),
        st.sampled_from(["件", "家", "项", "次", "人次", "个", "亩", "千瓦时", "台", "篇", "分"]),
    ),
)


@settings(max_examples=200)
@given(_quantities)
def test_the_written_form_of_a_quantity_reads_back(value: AnyQuantity) -> None:
    read = read_quantity(str(value))
    assert read is not None
    assert type(read) is type(value)
    assert order(read, value) == 0


@settings(max_examples=200)
@given(_quantities)
def test_the_written_form_is_found_inside_a_sentence(value: AnyQuantity) -> None:
    match = re.search(QUANTITY, fold(f"达到{value}，给予支持"))
    assert match is not None
    assert match.group() == str(value)


_prose = st.text(
    alphabet="一二三十百千万亿零两半点0123456789.,%‰元人年月日件家平方米次个余百分之以上（含）",
    max_size=20,
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=30), _prose))
def test_reading_never_fails_on_any_text(text: str) -> None:
    for value in (number(text), number(fold(text))):
        assert value is None or value >= 0
    for quantity in (read_quantity(text), read_quantity(fold(text))):
        assert quantity is None or str(quantity)
    reading = read_comparator(text, text, text)
    assert reading is None or reading.op in Comparator
