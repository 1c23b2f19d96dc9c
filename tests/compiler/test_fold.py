"""The folded view has the length of the text, and writes one thing one way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.fold import fold

_any = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="發補貼萬億企業獎０９％（），。：；「」『』“”〔〕　ＡＺ～—²㎡①Ⅳ", max_size=60),
)


@settings(max_examples=300)
@given(_any)
def test_an_offset_in_the_view_is_an_offset_in_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(max_examples=300)
@given(_any)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=100)
@given(_any, _any)
def test_each_character_is_folded_by_itself(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("２０００万元", "2000万元"),
        ("１０％", "10%"),
        ("（含）", "(含)"),
        ("，；：！？", ",;:!?"),
        ("〔2024〕【奖励】", "[2024][奖励]"),
        ("“小巨人”「小巨人」『小巨人』", '"小巨人""小巨人""小巨人"'),
        ("2023－2024、2023—2024、2023–2024", "2023-2024、2023-2024、2023-2024"),
        ("1～3", "1~3"),
        ("≧5 ≦6", "≥5 ≤6"),
        ("第一条　总则", "第一条 总则"),
        ("ＡＢｃ", "ABc"),
        ("｡", "。"),
    ],
)
def test_widths_and_marks_are_uniform(text: str, view: str) -> None:
    assert fold(text) == view


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("補貼獎勵", "补贴奖励"),
        ("營業收入", "营业收入"),
        ("認定為國家高新技術企業", "认定为国家高新技术企业"),
        ("萬元億元", "万元亿元"),
    ],
)
def test_traditional_script_folds_to_simplified(text: str, view: str) -> None:
    assert fold(text) == view


def test_simplified_text_and_enumeration_marks_stay() -> None:
    text = "一、支持企业发展。二、其他"
    assert fold(text) == text
