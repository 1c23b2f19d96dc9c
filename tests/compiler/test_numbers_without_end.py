"""Numbers no policy has: found by damaging samples at random; they once took hours, or crashed."""

from __future__ import annotations

import pytest

from compiler import compile_document
from compiler.fold import fold
from compiler.normalise import read_quantity
from rules.draft import Draft


@pytest.mark.parametrize("digits", ["9" * 400, "９" * 60, "九" * 400])
def test_digits_by_the_dozen_are_noise(digits: str) -> None:
    folded = fold(f"奖励{digits}元")
    assert len(folded) == len(f"奖励{digits}元")
    assert folded == f"奖励{'□' * len(digits)}元"


@pytest.mark.parametrize(
    "text",
    ["9" * 24 + "亿元", "9" * 16 + "元", "九" * 20 + "亿元", "9" * 17 + "人", "9" * 20 + ".5%"],
)
def test_a_figure_beyond_exact_arithmetic_is_no_quantity(text: str) -> None:
    assert read_quantity(text) is None


def test_the_largest_figures_of_the_state_still_are() -> None:
    assert str(read_quantity("300万亿元")) == "3000000亿元"
    assert str(read_quantity("14.1亿人")) == "1410000000人"


@pytest.mark.parametrize("number", ["9" * 24, "9" * 400, "1,2,3,4,5,6,7,8,9,0,1,2,3,4", "九" * 30])
@pytest.mark.parametrize("unit", ["亿元", "万元", "人", "%", "平方米", "年"])
def test_a_text_full_of_them_compiles_and_keeps(number: str, unit: str) -> None:
    text = (
        f"第一条 对上年度营业收入{number}{unit}以上的部分按{number}{unit}，{number}{unit}"
        f"以下的部分按1%给予奖励，最高{number}{unit}。\n" * 3
    )
    draft = compile_document(text.encode(), "a.txt")
    assert Draft.model_validate_json(draft.model_dump_json(by_alias=True)) == draft
    covered = {(e.span.start, e.span.end) for e in draft.ledger}
    assert covered
