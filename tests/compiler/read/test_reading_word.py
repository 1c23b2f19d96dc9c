"""Word documents: order, numbering, tables, revisions, hidden text, and hostile archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from compiler.read import read
from compiler.read.numbering import numeral
from rules.errors import InputRejected

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _bytes(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _text(document: Document) -> list[str]:
    return read(_bytes(document), "办法.docx").document.text.split("\n")


def _append(document: Document, xml: str) -> None:
    element = parse_xml(xml.replace("<w:p>", f"<w:p {W}>", 1).replace("<w:tbl>", f"<w:tbl {W}>", 1))
    document.element.body.insert(len(document.element.body) - 1, element)


def _rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The archive with each entry passed through ``change``; None drops the entry."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as box,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in box.namelist():
            content = change(name, box.read(name))
            if content is not None:
                copy.writestr(name, content)
    return out.getvalue()


def test_paragraphs_and_tables_come_in_document_order() -> None:
    document = docx.Document()
    document.add_paragraph("云江市扶持办法")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for r in table.rows for c in r.cells), ("等级", "金额", "一等奖", "20 万元"), strict=True
    ):
        cell.text = text
    document.add_paragraph("第二条　本办法自2024年1月1日起施行。")
    assert _text(document) == [
        "云江市扶持办法",
        "等级 | 金额",
        "一等奖 | 20万元",
        "第二条 本办法自2024年1月1日起施行。",
    ]


def test_merged_cells_repeat_downwards_and_stand_once_sideways() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            cell.text = f"{r}{c}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "市级"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "标准"
    assert _text(document) == ["00 | 标准", "市级 | 11 | 12", "市级 | 21 | 22"]


def test_line_breaks_inside_a_paragraph_become_lines() -> None:
    document = docx.Document()
    document.add_paragraph("第一款。").add_run().add_break()
    document.paragraphs[0].add_run("第二款。")
    assert _text(document) == ["第一款。", "第二款。"]


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
<w:lvlText w:val="第%1条"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
<w:lvlText w:val="（%2）"/><w:suff w:val="nothing"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%3.%4"/></w:lvl>
<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def _numbered(*paragraphs: tuple[int, int, str]) -> bytes:
    document = docx.Document()
    for number, level, text in paragraphs:
        _append(
            document,
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>",
        )
    document.part.numbering_part  # noqa: B018 - creates the part
    return _rewritten(
        _bytes(document), lambda n, d: NUMBERING.encode() if n == "word/numbering.xml" else d
    )


def test_automatic_numbers_are_written_into_the_text() -> None:
    data = _numbered(
        (3, 0, "总则。"), (3, 1, "甲；"), (3, 1, "乙；"), (3, 2, "子。"), (3, 3, "丑。"),
        (3, 4, "项目符号"), (3, 0, "附则。"), (3, 1, "丙。"), (4, 0, "另起。"), (0, 0, "无号。"),
    )  # fmt: skip
    assert read(data, "a.docx").document.text.split("\n") == [
        "第一条 总则。", "（一）甲；", "（二）乙；", "1.子。", "1.1丑。", "项目符号",
        "第二条 附则。", "（一）丙。", "第五条 另起。", "无号。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (21, "chineseCounting", "二十一"),
        (101, "chineseCounting", "一百零一"),
        (110, "chineseCounting", "一百一十"),
        (3, "decimalEnclosedCircle", "③"),
        (12, "chineseLegalSimplified", "拾贰"),
        (4, "lowerLetter", "d"),
        (28, "upperLetter", "BB"),
        (9, "upperRoman", "IX"),
        (7, "decimalFullWidth", "７"),
        (5, "decimalZero", "05"),
        (6, "cardinalText", "6"),
    ],
)
def test_number_formats(number: int, style: str, printed: str) -> None:
    assert numeral(number, style) == printed


def test_deletions_go_and_insertions_stay() -> None:
    document = docx.Document()
    _append(
        document,
        '<w:p><w:r><w:t>奖励</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>10'
        '</w:delText></w:r></w:del><w:ins w:id="2" w:author="a"><w:r><w:t>20</w:t></w:r></w:ins>'
        "<w:r><w:t>万元。</w:t></w:r></w:p>",
    )
    result = read(_bytes(document), "a.docx")
    assert result.document.text == "奖励20万元。"
    assert [(d.reason, d.text) for d in result.document.dropped] == [("修订中已删除的文字", "10")]
    assert [d.code for d in result.diagnostics] == ["PC127"]


def test_hidden_text_is_left_out_with_a_warning() -> None:
    document = docx.Document()
    document.add_paragraph("给予奖励10万元。").add_run("内部口径：不公开").font.hidden = True
    result = read(_bytes(document), "a.docx")
    assert result.document.text == "给予奖励10万元。"
    assert [d.code for d in result.diagnostics] == ["PC121"]
    assert result.document.dropped[0].reason == "隐藏文字"


def test_headers_and_footers_are_counted() -> None:
    document = docx.Document()
    document.add_paragraph("第一条 正文。")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    dropped = read(_bytes(document), "a.docx").document.dropped
    assert [(d.reason, d.text) for d in dropped] == [
        ("页眉页脚", "内部资料"),
        ("页眉页脚", "第1页"),
    ]


def test_text_boxes_are_kept_once_and_noted() -> None:
    document = docx.Document()
    document.add_paragraph("第一条 正文。")
    _append(
        document,
        '<w:p><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>'
        "<w:p><w:r><w:t>申报时间：每年3月。</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
        "</w:r></w:p>",
    )
    result = read(_bytes(document), "a.docx")
    assert result.document.text == "第一条 正文。\n申报时间：每年3月。"
    assert [d.code for d in result.diagnostics] == ["PC125"]


def test_the_table_of_contents_is_counted_not_repeated() -> None:
    document = docx.Document()
    _append(
        document,
        '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>第一章 总则</w:t></w:r><w:r><w:tab/>'
        "<w:t>1</w:t></w:r></w:p>",
    )
    document.add_paragraph("第一章 总则")
    result = read(_bytes(document), "a.docx").document
    assert result.text == "第一章 总则"
    assert [d.reason for d in result.dropped] == ["目录"]


def test_footnotes_follow_the_text_in_order_of_reference() -> None:
    document = docx.Document()
    _append(
        document,
        '<w:p><w:r><w:t>奖励10万元</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>。</w:t></w:r></w:p>",
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    note = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>金额含税。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), kind, note.encode(), document.part.package)
    document.part.relate_to(part, relation)
    result = read(_bytes(document), "a.docx")
    assert result.document.text == "奖励10万元。\n金额含税。"
    assert [d.code for d in result.diagnostics] == ["PC125"]


def test_content_controls_are_read() -> None:
    document = docx.Document()
    element = parse_xml(
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件里的条款。</w:t></w:r></w:p></w:sdtContent>"
        "</w:sdt>"
    )
    document.element.body.insert(0, element)
    assert _text(document) == ["控件里的条款。"]


def _plain() -> bytes:
    document = docx.Document()
    document.add_paragraph("第一条 给予奖励10万元。")
    return _bytes(document)


def test_macros_are_ignored_and_noted() -> None:
    def macro(name: str, data: bytes) -> bytes:
        if name != "[Content_Types].xml":
            return data
        return data.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ).replace(
            b"</Types>",
            b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            b"</Types>",
        )

    out = io.BytesIO(_rewritten(_plain(), macro))
    with zipfile.ZipFile(out, "a") as box:
        box.writestr("word/vbaProject.bin", b"macro")
    result = read(out.getvalue(), "a.docm")
    assert result.document.text == "第一条 给予奖励10万元。"
    assert [d.code for d in result.diagnostics] == ["PC126"]


def _refused(data: bytes) -> str:
    with pytest.raises(InputRejected) as caught:
        read(data, "a.docx")
    return caught.value.diagnostics[0].code


def test_a_bomb_by_ratio_is_refused_before_parsing() -> None:
    out = io.BytesIO(_plain())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as box:
        box.writestr("word/media/blank.bin", b"\x00" * (8 * 1024 * 1024))
    assert _refused(out.getvalue()) == "PC108"


def test_a_bomb_by_number_of_entries_is_refused() -> None:
    out = io.BytesIO(_plain())
    with zipfile.ZipFile(out, "a") as box:
        for number in range(5001):
            box.writestr(f"word/media/{number}", b"")
    assert _refused(out.getvalue()) == "PC108"


def test_entities_are_refused() -> None:
    def evil(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        head, rest = data.split(b"?>", 1)
        return head + b'?><!DOCTYPE a [<!ENTITY b "boom">]>' + rest

    assert _refused(_rewritten(_plain(), evil)) == "PC109"


def test_a_truncated_file_is_refused() -> None:
    data = _plain()
    assert _refused(data[: len(data) // 2]) == "PC109"


def test_damaged_contents_are_refused() -> None:
    broken = _rewritten(_plain(), lambda n, d: b"<w:p" if n == "word/document.xml" else d)
    assert _refused(broken) == "PC109"
    missing = _rewritten(_plain(), lambda n, d: None if n == "[Content_Types].xml" else d)
    assert _refused(missing) == "PC109"


def test_a_document_without_text_is_empty() -> None:
    assert _refused(_bytes(docx.Document())) == "PC101"


def _card(rows: list[tuple[str, list[str]]]) -> tuple[object, object]:
    document = docx.Document()
    table = document.add_table(len(rows), 2)
    for r, (name, body) in enumerate(rows):
        table.cell(r, 0).text = name
        table.cell(r, 1).text = body[0]
        for paragraph in body[1:]:
            table.cell(r, 1).add_paragraph(paragraph)
    return document, table


def test_paragraphs_of_a_block_of_a_card_stand_below_its_name() -> None:
    document, _ = _card(
        [
            ("补贴对象", ["在本市从事农业生产的农户。"]),
            ("申请条件", ["1.权属清晰；", "2.使用年限10年以上。"]),
            ("咨询电话", ["0799-1234567"]),
        ]
    )
    assert _text(document) == [
        "补贴对象 | 在本市从事农业生产的农户。",
        "申请条件 |",
        "1.权属清晰；",
        "2.使用年限10年以上。",
        "咨询电话 | 0799-1234567",
    ]


def test_a_name_that_spans_rows_of_a_card_stands_once() -> None:
    document, table = _card(
        [("支持条件", ["仓库面积不少于5000平方米。"]), ("", ["无欠薪记录；", "成立满一年。"])]
    )
    table.cell(0, 0).merge(table.cell(1, 0)).text = "支持条件"  # type: ignore[attr-defined]
    assert _text(document) == [
        "支持条件 | 仓库面积不少于5000平方米。",
        "无欠薪记录；",
        "成立满一年。",
    ]


def test_short_cells_of_a_data_table_stay_on_their_row() -> None:
    document, _ = _card([("等级", ["标准"]), ("一等奖", ["20万元", "限1名"])])
    assert _text(document) == ["等级 | 标准", "一等奖 | 20万元 限1名"]
