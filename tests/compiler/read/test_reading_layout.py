"""What stands on a PDF page beside running text: columns, ruled tables, annexes, margins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from compiler.read import read
from tests.compiler.read.made_pdf import LEFT, SIZE, Line, pdf

ROOT = Path(__file__).resolve().parents[3]
LEFT_COLUMN = (
    "一、对上年度营业收入二千万元以上的企业，给予一次性奖励十万元，同一企业只奖励一次。" * 3
)
RIGHT_COLUMN = (
    "二、企业新招用就业困难人员的，按每人二千元给予补贴，每家企业每年最高不超过十万元。" * 3
)


def column(text: str, left: float, top: float = 700.0) -> list[Line]:
    """Sixteen characters a line, two of indent."""
    lines: list[Line] = [(left + 2 * SIZE, top, SIZE, text[:14])]
    rest = text[14:]
    while rest:
        lines.append((left, lines[-1][1] - 20, SIZE, rest[:16]))
        rest = rest[16:]
    return lines


def ruled(xs: list[float], ys: list[float]) -> bytes:
    level = b"".join(b"%g %g m %g %g l S\n" % (xs[0], y, xs[-1], y) for y in ys)
    return level + b"".join(b"%g %g m %g %g l S\n" % (x, ys[0], x, ys[-1]) for x in xs)


def text_of(data: bytes) -> list[str]:
    return read(data, "a.pdf").document.text.split("\n")


def test_two_columns_are_read_one_after_the_other() -> None:
    columns = [*column(LEFT_COLUMN, 90.0), *column(RIGHT_COLUMN, 320.0)]
    title = (200.0, 760.0, 18.0, "青屏区惠企政策问答")
    want = ["青屏区惠企政策问答", LEFT_COLUMN, RIGHT_COLUMN]
    assert text_of(pdf([title, *columns])) == want
    by_row = sorted(columns, key=lambda line: (-line[1], line[0]))  # as some programs write them
    assert text_of(pdf([title, *by_row])) == want


def test_cells_of_several_lines_and_merged_cells_come_from_the_lines_drawn() -> None:
    xs, ys = [90.0, 190.0, 330.0, 450.0], [500.0, 540.0, 580.0, 610.0]
    drawn = ruled(xs, ys).replace(b"90 540 m 450 540 l S", b"190 540 m 450 540 l S")
    page: list[Line] = [
        (LEFT, 650.0, SIZE, "奖励标准见下表。"),
        (95.0, 590.0, SIZE, "企业类别"),
        (195.0, 590.0, SIZE, "设备投资额"),
        (335.0, 590.0, SIZE, "最高金额"),
        (95.0, 545.0, SIZE, "规模以上"),
        (95.0, 529.0, SIZE, "工业企业"),
        (195.0, 562.0, SIZE, "二百万元以上"),
        (195.0, 546.0, SIZE, "不足五百万元"),
        (335.0, 554.0, SIZE, "一百万元"),
        (195.0, 514.0, SIZE, "五百万元以上"),
        (335.0, 514.0, SIZE, "三百万元"),
        (LEFT, 470.0, SIZE, "由区工业和信息化局负责解释。"),
    ]
    assert text_of(pdf(page, drawn=drawn)) == [
        "奖励标准见下表。",
        "企业类别 | 设备投资额 | 最高金额",
        "规模以上工业企业 | 二百万元以上不足五百万元 | 一百万元",
        "规模以上工业企业 | 五百万元以上 | 三百万元",
        "由区工业和信息化局负责解释。",
    ]


def test_a_frame_around_text_is_no_table() -> None:
    page: list[Line] = [(100.0, 600.0, SIZE, "第一条　本办法适用于本区企业。")]
    assert text_of(pdf(page, drawn=ruled([90.0, 500.0], [580.0, 640.0]))) == [
        "第一条 本办法适用于本区企业。"
    ]


_TWICE = """
import sys
from pathlib import Path
from compiler import compile_document
for name in sys.argv[1:]:
    path = Path(name)
    draft = compile_document(path.read_bytes(), path.name)
    print(path.parent.name, draft.model_dump_json())
"""


def test_the_same_bytes_give_the_same_draft_in_any_order_and_run() -> None:
    """Two processes that hash differently, the files in two orders: every draft to the byte."""
    names = [
        str(next((ROOT / "policy_texts" / slug).glob("source.*")))
        for slug in ("yunjiang-guide-cards", "songhu-jobs-policy-list", "qingping-industry-call")
    ]
    told = []
    for seed, order in (("1", names), ("2", names[::-1])):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        ran = subprocess.run(
            [sys.executable, "-c", _TWICE, *order],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told.append(sorted(ran.stdout.splitlines()))
    assert len(told[0]) == len(names)
    assert told[0] == told[1]


def test_the_end_of_a_card_on_a_further_page_is_no_table() -> None:
    """Names of blocks to the left, blocks to the right: read as the card it goes on from."""
    page: list[Line] = [
        (195.0, 590.0, SIZE, "区发展改革局对申报材料进行初审。"),
        (95.0, 550.0, SIZE, "时间/频度"),
        (195.0, 550.0, SIZE, "全年受理"),
        (95.0, 515.0, SIZE, "联络方式"),
        (195.0, 515.0, SIZE, "区发展改革局"),
    ]
    lines = text_of(pdf(page, drawn=ruled([90.0, 190.0, 450.0], [500.0, 540.0, 580.0, 610.0])))
    assert not [line for line in lines if "|" in line]
    assert lines[0] == "区发展改革局对申报材料进行初审。"
