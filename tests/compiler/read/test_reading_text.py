"""Plain text and Markdown: encodings, spacing, marks."""

from __future__ import annotations

import pytest

from compiler.read import read
from rules.errors import InputRejected

POLICY = (
    "云江市促进制造业发展若干措施\n"
    "第一条　对上年度营业收入 2000 万元以上的企业，给予一次性奖励10万元。\n"
    "\n"
    "　　第二条 单个企业每年最高不超过　５０万元。\n"
)
EXPECTED = (
    "云江市促进制造业发展若干措施\n"
    "第一条 对上年度营业收入2000万元以上的企业，给予一次性奖励10万元。\n"
    "第二条 单个企业每年最高不超过５０万元。"
)
TRADITIONAL = (
    "雲江市企業補貼辦法\n對上年度營業收入 2000 萬元以上的企業，給予一次性獎勵，申請條件另行公佈。"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    result = read(POLICY.encode(encoding), "办法.txt")
    assert result.document.text == EXPECTED
    assert result.diagnostics == ()


def test_big5_traditional_text_keeps_its_script() -> None:
    result = read(TRADITIONAL.encode("big5"), "辦法.txt")
    assert result.document.text.startswith("雲江市企業補貼辦法\n對上年度營業收入2000萬元以上的企業")


def test_traditional_text_in_gb18030_is_not_taken_for_big5() -> None:
    assert "補貼辦法" in read(TRADITIONAL.encode("gb18030"), "a.txt").document.text


def test_same_bytes_same_document() -> None:
    first, second = (read(POLICY.encode(), name).document for name in ("a.txt", "b.txt"))
    assert first.id == second.id
    assert first.text == second.text


def test_half_width_punctuation_and_forms_are_left_as_written() -> None:
    text = "(一)对营业收入2000万元以上的企业,给予10万元奖励;ＡＢＣ１２３。"
    assert read(text.encode(), "a.txt").document.text == text


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("不超过 5000 万元", "不超过5000万元"),
        ("第 三 条", "第三条"),
        ("第三条　　为了", "第三条 为了"),
        ("第三条为了", "第三条为了"),
        ("第二章 　总　则", "第二章 总则"),
        ("修改为：“第五条　专精特新", "修改为：“第五条 专精特新"),
        ("第十条之一　资助", "第十条之一 资助"),
        ("依照第五条 规定", "依照第五条规定"),
        ("按照 LPR 利率", "按照LPR利率"),
        ("Local  News 2023 2024", "Local News 2023 2024"),
        ("100 %", "100%"),
        ("补\u00ad贴\u200b标\ufeff准", "补贴标准"),
        ("ISO 9001 认证", "ISO 9001认证"),
        ("A\u00a0股", "A股"),
    ],
)
def test_canonical_spacing(raw: str, canonical: str) -> None:
    assert read(raw.encode(), "a.txt").document.text == canonical


def test_nul_bytes_are_removed_and_reported() -> None:
    result = read("第一条\x00 给予奖励10万元。\x00".encode(), "a.txt")
    assert result.document.text == "第一条 给予奖励10万元。"
    assert [d.code for d in result.diagnostics] == ["PC123"]
    assert "2 个" in result.diagnostics[0].message


def test_a_few_broken_bytes_are_read_with_a_warning() -> None:
    data = (POLICY * 20).encode() + b"\xff\xfe\xfa"
    result = read(data, "a.txt")
    assert "给予一次性奖励10万元" in result.document.text
    assert [d.code for d in result.diagnostics] == ["PC122"]


def test_noise_is_rejected_not_guessed() -> None:
    noise = bytes((i * 73 + i // 7 * 131) % 251 + 1 for i in range(4000))
    with pytest.raises(InputRejected) as caught:
        read(noise, "噪声.txt")
    assert caught.value.diagnostics[0].code == "PC110"
    assert caught.value.diagnostics[0].file == "噪声.txt"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", "\u3000\n\u00a0\ufeff".encode(), b"\xef\xbb\xbf"]
)
def test_empty_files_are_rejected(data: bytes) -> None:
    with pytest.raises(InputRejected) as caught:
        read(data, "空.txt")
    diagnostic = caught.value.diagnostics[0]
    assert diagnostic.code == "PC101"
    assert diagnostic.hint


def test_over_fifty_megabytes_is_rejected() -> None:
    with pytest.raises(InputRejected, match=r"PC102.*超过上限 50 MB"):
        read(b"a" * (50 * 1024 * 1024 + 1), "大.txt")


def test_over_five_million_characters_is_rejected() -> None:
    with pytest.raises(InputRejected, match="PC103"):
        read(b"abcdefghi\n" * 500_001, "长.txt")


def test_markdown_marks_go_and_numbers_stay() -> None:
    source = (
        "# 云江市**人才**办法\n\n> 引言\n\n## 第一章 总则\n\n"
        "- 对企业给予 `10万元` 奖励\n1. 注册地在[本市](http://a.example)\n\n"
        "| 等级 | 金额 |\n|---|---:|\n| 一等奖 | 20 万元 |\n\n---\n\n（一）\\*加分\n"
    )
    result = read(source.encode(), "办法.md")
    assert result.document.text.split("\n") == [
        "云江市人才办法",
        "引言",
        "第一章 总则",
        "对企业给予10万元奖励",
        "1.注册地在本市",
        "等级 | 金额",
        "一等奖 | 20万元",
        "（一）*加分",
    ]
    assert {d.reason for d in result.document.dropped} == {"排版标记"}


def test_text_file_with_asterisks_is_left_alone() -> None:
    assert read("**不是标记**".encode(), "a.txt").document.text == "**不是标记**"


WRAPPED = [
    "云江市制造业奖励办法",
    "第一条　对上年度营业收入二千万元以上的制造业企业，"
    + "给予一次性奖励，" * 9
    + "最高五十万元。",
    "第二条　申报企业应当在本区依法登记注册，" + "并如实填写申报材料，" * 8 + "不得弄虚作假。",
    "第三条　本办法自印发之日起施行，" + "由区经济和信息化局负责解释，" * 5 + "有效期三年。",
]


def test_a_text_broken_at_a_fixed_width_is_joined_again() -> None:
    lines = []
    for paragraph in WRAPPED:
        rest = "　　" + paragraph
        while rest:
            lines.append(rest[:30])
            rest = rest[30:]
    assert len(lines) > 8
    expected = [p.replace("　", " ") for p in WRAPPED]
    assert read("\n".join(lines).encode(), "a.txt").document.text.split("\n") == expected


def test_a_list_of_short_lines_is_not_taken_for_broken_text() -> None:
    lines = [f"（{n}）国家级工业设计中心" for n in range(1, 13)]
    assert read("\n".join(lines).encode(), "a.txt").document.text.split("\n") == lines


def test_a_table_of_contents_is_dropped_and_counted() -> None:
    source = "目　录\n第一章 总则……………1\n第二章 补贴标准.........12\n第一章 总则\n正文。"
    document = read(source.encode(), "a.txt").document
    assert document.text == "第一章 总则\n正文。"
    assert [d.reason for d in document.dropped] == ["目录"] * 3


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_bars_that_stand_apart_keep_the_cells_of_a_table(name: str) -> None:
    raw = (
        "奖励标准如下：\n级别 | 金 额\n国家级 ｜ 100 万元\n省级 |  | 50万元\n"
        "| 市级 | 10万元 |\n甲|乙"
    )
    assert read(raw.encode(), name).document.text.split("\n") == [
        "奖励标准如下：",
        "级别 | 金额",
        "国家级 | 100万元",
        "省级 |  | 50万元",
        "市级 | 10万元",
        "甲|乙",
    ]
