"""Recognised pieces as printed lines: set straight, in rows, in Chinese marks, doubts kept."""

from __future__ import annotations

import math

import pytest

from compiler.read.doubts import doubt_diagnostics
from compiler.read.recognise import Piece
from compiler.read.result import Droppings
from compiler.read.scan import Scan, scanned
from rules.document import PolicyDocument
from rules.errors import Severity

EM = 30.0


def piece(
    text: str, x: float, y: float, sure: float = 1.0, slope: float = 0.0, **less: float
) -> Piece:
    """A piece in type of 30 pixels; ``slope`` in degrees turns the page it stands on."""
    wide = sum(1.0 if ord(c) > 0x2E80 else 0.5 for c in text) * EM
    turn = math.radians(slope)

    def turned(px: float, py: float) -> tuple[float, float]:
        dx, dy = px - 620, py - 877
        return (
            620 + dx * math.cos(turn) - dy * math.sin(turn),
            877 + dx * math.sin(turn) + dy * math.cos(turn),
        )

    box = ((x, y), (x + wide, y), (x + wide, y + 38), (x, y + 38))
    return Piece(
        text,
        tuple(less.get(c, sure) for c in text),
        tuple(turned(px, py) for px, py in box),
    )


def scan(*pieces: Piece) -> tuple[Scan, Droppings]:
    droppings = Droppings()
    return scanned(list(pieces), (1754, 1240), 1, droppings), droppings


@pytest.mark.parametrize("slope", [-3.0, 0.0, 2.0])
def test_a_page_laid_askew_is_set_straight(slope: float) -> None:
    found, _ = scan(
        piece("第一条 为促进产业发展，根据有关规定，", 160, 200, slope=slope),
        piece("结合本区实际，制定本办法。", 100, 250, slope=slope),
        piece("第二条 本办法适用于本区企业。", 160, 300, slope=slope),
    )
    first, second, third = found.lines
    assert first.left == pytest.approx(third.left)
    assert first.left - second.left == pytest.approx(60 * 595 / 1240, abs=0.5)
    assert first.y - second.y == pytest.approx(second.y - third.y, abs=0.5)
    assert first.size == second.size == third.size


def test_what_stands_at_another_angle_is_a_stamp_and_counted() -> None:
    found, droppings = scan(
        piece("第一条 为促进产业发展，根据有关规定，", 160, 200),
        piece("结合本区实际，制定本办法。", 100, 250),
        piece("内部资料严禁外传", 300, 240, slope=30.0),
    )
    assert [line.text for line in found.lines] == [
        "第一条 为促进产业发展，根据有关规定，",
        "结合本区实际，制定本办法。",
    ]
    assert [(d.reason, d.text) for d in droppings.listed()] == [
        ("斜放的文字（印章或水印）", "内部资料严禁外传")
    ]


def test_pieces_side_by_side_are_one_line_with_a_gap() -> None:
    found, _ = scan(piece("一等奖", 100, 203), piece("20万元", 500, 200), piece("二等奖", 100, 260))
    first, second = found.lines
    assert first.text == "一等奖\x1f20万元"
    assert len(first.gaps) == 1
    assert second.text == "二等奖"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("(一)在本区登记注册;", "（一）在本区登记注册；"),
        ("(三）未被列入名单,", "（三）未被列入名单，"),
        ("营业收入2,000万元(含)以上", "营业收入2,000万元（含）以上"),
        ("比例为6:4的企业", "比例为6:4的企业"),
        ("松人社发〔2026]6号", "松人社发〔2026〕6号"),
        ("ISO 9001 (2015)", "ISO 9001 (2015)"),
    ],
)
def test_punctuation_is_set_as_chinese_texts_have_it(seen: str, meant: str) -> None:
    """A picture does not show whether a bracket is a wide one."""
    found, _ = scan(piece(seen, 100, 200))
    assert found.lines[0].text == meant


def test_an_uncertain_line_without_figures_is_a_warning() -> None:
    """PC131; brackets do not count, they are told apart badly on every page."""
    found, _ = scan(
        piece("（三）在本区登记注册的企业；", 100, 200, **{"（": 0.4, "）": 0.4, "；": 0.4}),
        piece("由主管部门负责组织实施。", 100, 250, sure=0.8),
    )
    text = "（三）在本区登记注册的企业；\n由主管部门负责组织实施。"
    document = PolicyDocument.make(text, source_name="a.png", media_type="image/png")
    (said,) = doubt_diagnostics(found.doubts, document)
    assert (said.code, said.severity, said.place) == ("PC131", Severity.WARNING, "第1页第2行")
    assert "80%" in said.message
    assert said.span is not None
    assert said.span.quote == "由主管部门负责组织实施。"


@pytest.mark.parametrize(
    ("text", "unsure", "figure"),
    [
        ("给予一次性奖励18.5万元。", ".", "18.5万元"),
        ("按研发费用的15%给予补助。", "%", "15%"),
        ("给予一次性奖励二十万元。", "二", "二十万元"),
        ("单个企业最高500万元。", "万", "500万元"),
    ],
)
def test_one_uncertain_character_of_a_figure_is_enough(text: str, unsure: str, figure: str) -> None:
    """PC132: every other character of the line is certain."""
    found, _ = scan(piece(text, 100, 200, **{unsure: 0.8}))
    (doubt,) = found.doubts
    assert doubt.figures == (figure,)
    sure, _ = scan(piece(text, 100, 200, **{unsure: 0.9}))
    assert sure.doubts == []


def test_a_doubt_is_found_across_a_break_of_lines_and_cells() -> None:
    found, _ = scan(
        piece("单个企业最高5", 100, 200, **{"5": 0.5}), piece("00万元。", 100, 250, **{"0": 0.5})
    )
    text = "等级 | 金额\n甲 | 单个企业最高500万元。"
    document = PolicyDocument.make(text, source_name="a.png", media_type="image/png")
    quotes = [d.span.quote for d in doubt_diagnostics(found.doubts, document) if d.span]
    assert quotes == ["单个企业最高5", "00万元。"]
