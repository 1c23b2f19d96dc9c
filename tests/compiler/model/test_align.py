"""Quotes of a model tied to exact characters: their forms may differ, words and digits never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.extract.drafts import Quote
from compiler.extract.model.align import Aligner, Misfit, picked_from, stands_in
from compiler.extract.model.awards import figure_stands
from compiler.extract.model.figures import bounds_of
from compiler.extract.model.shown import Line

TEXT = (
    "第四条 对上年度营业收入不低于２０００万元（含）的“专精特新”企业，\n给予一次性奖励20万元。\n"
    "第五条 注册资本不超过5000万元的企业，给予一次性奖励20万元；超过1.5亿元的，奖励13%，"
    "未被列入严重失信主体名单。给予一次性奖励50万元。"
)
SPLIT = TEXT.index("第五条")
LINES = [Line("A1", "", 0, SPLIT), Line("A2", "", SPLIT, len(TEXT))]


def aligned(words: str, label: str = "A1") -> Quote | Misfit:
    return Aligner(TEXT, LINES).quote(words, label)


@pytest.mark.parametrize(
    ("words", "label", "exact"),
    [
        ("营业收入不低于2000万元(含)", "A1", "营业收入不低于２０００万元（含）"),
        ("营业收入不低于２０００万元", "A1", "营业收入不低于２０００万元（含）"),
        ('"专精特新"企业，给予一次性奖励20万元', "A1", "“专精特新”企业，\n给予一次性奖励20万元"),
        ("「专精特新」企业", "[A1]", "“专精特新”企业"),
        ("營業收入", "A1", "营业收入"),
        ("注册资本不超过5000万元", "A1", "注册资本不超过5000万元"),  # the line was named wrongly
        ("注册资本不超过5000万元", "", "注册资本不超过5000万元"),
    ],
)
def test_forms_of_characters_and_line_breaks_make_no_difference(
    words: str, label: str, exact: str
) -> None:
    found = aligned(words, label)
    assert isinstance(found, Quote)
    assert found.text == exact
    assert TEXT[found.start : found.end] == exact


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("营业收入不低于3000万元", "没有这段话"),
        ("营业收入不少于2000万元", "没有这段话"),
        ("营业收入不低于二千万元", "没有这段话"),
        ("营业收入…20万元", "没有这段话"),
        ("", "空的"),
        ("  \n", "空的"),
        ("000万元（含）", "数字中间开始"),
        ("万元（含）", "数字中间开始"),
        ("营业收入不低于200", "数字中间结束"),
        ("营业收入不低于2000", "数字中间结束"),
        ("营业收入不低于2000万", "数字中间结束"),
        ("奖励1", "数字中间结束"),
        ("奖励13", "数字中间结束"),
        ("3%", "数字中间开始"),
        ("5亿元", "数字中间开始"),
        ("超过5000万元", "否定词"),
        ("低于2000万元", "否定词"),
        ("被列入严重失信主体名单", "否定词"),
    ],
)
def test_a_changed_torn_or_denied_quote_is_none(words: str, reason: str) -> None:
    for label in ("A1", "A2", "", "Z9"):
        found = aligned(words, label)
        assert isinstance(found, Misfit), found
        assert reason in found.reason


def test_a_quote_that_stands_twice_is_the_one_in_the_line_named() -> None:
    first, second = aligned("给予一次性奖励20万元", "A1"), aligned("给予一次性奖励20万元", "A2")
    assert isinstance(first, Quote)
    assert isinstance(second, Quote)
    assert first.start < SPLIT < second.start
    unnamed = aligned("给予一次性奖励20万元", "")
    assert isinstance(unnamed, Misfit)
    assert "几处" in unnamed.reason


def test_a_quote_may_go_on_over_the_lines_of_a_table() -> None:
    text = "级别 | 金额\n国家级 | 50万元\n省级 | 20万元\n"
    starts = [0, text.index("国"), text.index("省级 |"), len(text)]
    lines = [Line(f"A{n}", "", starts[n - 1], starts[n]) for n in (1, 2, 3)]
    found = Aligner(text, lines).quote("国家级 | 50万元\n[A3] 省级 | 20万元", "A2")
    assert isinstance(found, Quote)
    assert found.text == text[starts[1] : -1]
    lost = Aligner(text, [lines[0], lines[2]]).quote("级别 | 金额 省级 | 20万元", "A1")
    assert isinstance(lost, Misfit)
    assert "没有给出" in lost.reason


def test_equal_quotes_of_one_line_are_taken_in_their_order() -> None:
    text = "甲给予10万元；乙给予10万元；丙给予10万元"
    aligner = Aligner(text, [Line("A1", "", 0, len(text))])
    found = [aligner.quote(words, "A1") for words in ("乙", "给予10万元", "丙", "给予10万元")]
    starts = [q.start for q in found if isinstance(q, Quote)]
    assert starts == [8, 9, 16, 17]


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 40))
def test_what_is_aligned_is_what_was_said(start: int, length: int) -> None:
    words = TEXT[start : start + length]
    found = Aligner(TEXT, LINES).quote(words, "")
    if isinstance(found, Quote):
        assert TEXT[found.start : found.end] == found.text
        assert "".join(words.split()) in "".join(found.text.split())


@given(st.text(max_size=20), st.sampled_from(["A1", "A2", "", "x"]))
def test_any_words_at_all_are_aligned_or_refused(words: str, label: str) -> None:
    found = Aligner(TEXT, LINES).quote(words, label)
    if isinstance(found, Quote):
        assert TEXT[found.start : found.end] == found.text != ""
    else:
        assert found.reason


@pytest.mark.parametrize(
    ("value", "quote", "stands"),
    [
        ("50万元", "给予50万元奖励", True),
        ("500万元", "给予50万元奖励", False),
        ("0万元", "给予50万元奖励", False),
        ("5万元", "给予50万元奖励", False),
        ("50万", "给予50万元奖励", True),
        ("50", "给予50万元奖励", False),
        ("３％", "按3%给予", True),
        ("3%", "按13%给予", False),
        ("1.5亿元", "超过1.5亿元", True),
        ("5亿元", "超过1.5亿元", False),
        ("", "给予50万元奖励", False),
    ],
)
def test_a_figure_stands_in_a_quote_whole_or_not_at_all(
    value: str, quote: str, stands: bool
) -> None:
    assert stands_in(value, quote) is stands


def test_the_unit_of_the_last_figure_is_that_of_its_list() -> None:
    assert figure_stands("100万元", "分别给予100、50、20万元奖励")
    assert figure_stands("20万元", "分别给予100、50、20万元奖励")
    assert figure_stands("30%", "分别按30、20%给予")
    assert not figure_stands("10万元", "分别给予100、50、20万元奖励")
    assert not figure_stands("1000万元", "分别给予100、50、20万元奖励")
    assert not figure_stands("50元", "给予50万元奖励")


def test_titles_are_picked_from_a_list_in_their_order() -> None:
    assert picked_from("国家级工业设计中心", "国家级、省级工业设计中心")
    assert not picked_from("市级工业设计中心", "国家级、省级工业设计中心")
    assert not picked_from("工业设计中心国家级", "国家级、省级工业设计中心")


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("不低于２０００万元", [("不低于", "2000万元", "", "")]),
        ("20人以上", [("", "20人", "", "以上")]),
        ("1亿元（含）以上", [("", "1亿元", "(含)", "以上")]),
        ("满一年", [("满", "一年", "", "")]),
        ("3至5年", [("", "3年", "", "~以上"), ("", "5年", "", "~以下")]),
        ("超过5000万元、2亿元以下", [("超过", "5000万元", "", ""), ("", "2亿元", "", "以下")]),
        ("正增长", [(">", "0元", "", "")]),
        ("上年度2000万元以上", []),
        ("很多", []),
        ("", []),
    ],
)
def test_comparison_words_are_read_by_our_own_patterns(
    words: str, bounds: list[tuple[str, ...]]
) -> None:
    assert [tuple(b) for b in bounds_of(words, "value")] == bounds
