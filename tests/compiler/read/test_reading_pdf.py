"""PDF: paragraphs from lines, page furniture, cards, tables, and files that cannot be read."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from compiler.read import pdf as pdf_reader
from compiler.read import read
from rules.errors import InputRejected
from tests.compiler.read.made_pdf import LEFT, SIZE, Line, pdf, set_in_pages


def _text(*pages: list[Line]) -> list[str]:
    return read(pdf(*pages), "指南.pdf").document.text.split("\n")


def _refused(data: bytes) -> str:
    with pytest.raises(InputRejected) as caught:
        read(data, "指南.pdf")
    [diagnostic] = caught.value.diagnostics
    assert diagnostic.hint
    return diagnostic.code


LONG = [
    "对上年度营业收入二千万元以上的制造业企业给予一次性奖励十万元，" * 3 + "单个企业最高五十万元。",
    "申报企业应当在本区依法登记注册，" * 5 + "并如实填写申报材料。",
    "（一）近三年无重大安全事故；",
    "（二）未被列入严重失信主体名单。",
    "本措施由区经济和信息化局负责解释，" * 4 + "自印发之日起施行。",
]


def test_wrapped_lines_become_the_paragraphs_they_were() -> None:
    assert _text(*set_in_pages(LONG)) == LONG


def test_paragraphs_go_on_across_a_page_break() -> None:
    pages = set_in_pages(LONG * 3, top=700, bottom=500)
    assert len(pages) > 2
    assert _text(*pages) == LONG * 3


def test_a_paragraph_that_fills_its_last_line_ends_there() -> None:
    full = "企" * 67 + "。"  # 33 and 35 characters: both lines reach the edge
    assert _text(*set_in_pages([full, "次段。" * 20, full])) == [full, "次段。" * 20, full]


def test_page_numbers_and_running_heads_are_counted_not_lost() -> None:
    pages = set_in_pages(LONG * 4, top=680, bottom=400)
    for number, page in enumerate(pages, start=1):
        page.insert(0, (250, 770, 9, "云江市青屏区人民政府办公室"))
        page.append((295, 40, 9, f"- {number} -"))
    document = read(pdf(*pages), "a.pdf").document
    assert document.text.split("\n") == LONG * 4
    reasons = {d.reason: 0 for d in document.dropped}
    for entry in document.dropped:
        reasons[entry.reason] += entry.count
    assert reasons == {"重复的页眉页脚": len(pages), "页码": len(pages)}


def test_a_number_in_the_text_is_not_a_page_number() -> None:
    pages = [[(LEFT, 400.0, SIZE, "12"), (LEFT, 300.0, SIZE, "给予奖励。")]]
    assert _text(*pages) == ["12", "给予奖励。"]


def test_a_heading_wrapped_over_two_lines_is_one_heading() -> None:
    page = set_in_pages(LONG[1:2])[0]
    page.insert(0, (100, 760, 18, "云江市青屏区促进制造业和现代服务业深度"))
    page.insert(1, (180, 735, 18, "融合发展的若干措施"))
    assert _text(page)[0] == "云江市青屏区促进制造业和现代服务业深度融合发展的若干措施"


def test_rows_of_a_table_keep_their_cells_apart() -> None:
    page = [
        (LEFT + x, y, SIZE, text)
        for y, cells in ((600.0, ("等级", "金额")), (570.0, ("一等奖", "20 万元")))
        for x, text in zip((0, 150), cells, strict=True)
    ]
    assert _text(page) == ["等级 | 金额", "一等奖 | 20万元"]


def test_card_fields_start_their_own_lines() -> None:
    body = set_in_pages(["1．支持标准", "对符合条件的企业，" * 6 + "给予支持。"], top=400)[0]
    page: list[Line] = [
        (40, 700, 16, "1. 云江市制造业企业奖励"),
        (40, 670, SIZE, "依据文件 《云江市制造业办法》"),
        (40, 640, SIZE, "发文字号 云经信规〔2023〕12 号"),
        (40, 610, SIZE, "工具分类 资金支持 服务对象 "),
        (250, 620, SIZE, "在本市登记注册的制造业企业，以及为其提供服务"),
        (250, 600, SIZE, "的机构"),
        (40, 420, SIZE, "服务内容 "),
        *body,
        (40, 150, SIZE, "联络方式 "),
    ]
    assert _text(page) == [
        "1.云江市制造业企业奖励",
        "依据文件 《云江市制造业办法》",
        "发文字号 云经信规〔2023〕12号",
        "工具分类 资金支持",
        "服务对象 在本市登记注册的制造业企业，以及为其提供服务的机构",
        "服务内容",
        "1．支持标准",
        "对符合条件的企业，" * 6 + "给予支持。",
        "联络方式",
    ]


def test_radicals_become_the_characters_they_look_like() -> None:
    page = [(LEFT, 700.0, SIZE, "第⼀条　对⻘屏区⼯业企业和本市⼾籍居民给予奖励，ﬁrst。")]
    assert _text(page) == ["第一条 对青屏区工业企业和本市户籍居民给予奖励，first。"]


def test_pages_without_text_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "can_recognise", lambda: False)
    pages = [*set_in_pages(LONG[:1]), [], [], [(LEFT, 700.0, SIZE, "末页。")], []]
    result = read(pdf(*pages), "a.pdf")
    assert [d.code for d in result.diagnostics] == ["PC120"]
    assert "第 2-3、5 页" in result.diagnostics[0].message


def test_empty_pages_between_others_are_nothing_to_ask_about() -> None:
    pages = [*set_in_pages(LONG[:1]), [], [(LEFT, 700.0, SIZE, "末页。")]]
    assert read(pdf(*pages), "a.pdf").diagnostics == ()


def test_pages_on_which_nothing_stands_are_refused() -> None:
    assert _refused(pdf([], [])) == "PC107"


def test_an_encrypted_file_is_refused() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf(*set_in_pages(LONG)))))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert _refused(out.getvalue()) == "PC105"


def test_a_file_locked_only_against_printing_is_read() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf(*set_in_pages(LONG)))))
    writer.encrypt("", "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert read(out.getvalue(), "a.pdf").document.text.split("\n") == LONG


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_a_truncated_file_is_refused(share: float) -> None:
    data = pdf(*set_in_pages(LONG))
    assert _refused(data[: int(len(data) * share)]) == "PC106"


def test_a_file_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compiler.read.pdf.PAGE_LIMIT", 2)
    page = [(LEFT, 700.0, SIZE, "第一条 奖励10万元。")]
    assert _refused(pdf(page, page, page)) == "PC114"


def test_a_bare_header_is_refused() -> None:
    assert _refused(b"%PDF-1.7\n%%EOF") == "PC106"


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    page = [(LEFT, 700.0, SIZE, "奖励标准"), (LEFT + 0.4, 700.0, SIZE, "奖励标准")]
    assert _text(page) == ["奖励标准"]


def test_a_page_with_far_too_much_text_is_refused() -> None:
    page = [(LEFT, 700.0, SIZE, "奖" * 1000)] * 201
    with pytest.raises(InputRejected) as caught:
        read(pdf(page), "a.pdf")
    assert caught.value.diagnostics[0].code == "PC103"
    assert caught.value.diagnostics[0].place == "第1页"


def test_garbled_fonts_are_reported() -> None:
    page = [(LEFT, 700.0, SIZE, "\ue001\ue002\ue003\ue004奖励")]
    assert [d.code for d in read(pdf(page), "a.pdf").diagnostics] == ["PC129"]
