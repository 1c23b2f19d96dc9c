"""Scans and photographed pages: recognised on this machine, what is uncertain said with its place.

The pictures were drawn for these tests: two columns, a ruled table with merged cells, a bad copy.
"""

from __future__ import annotations

import io
import socket
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from compiler import confined
from compiler.confined import compile_confined
from compiler.read import ReadResult, photo, read, recognise
from compiler.read import pdf as pdf_reader
from compiler.read.pictures import picture_count, pictures
from compiler.read.recognise import can_recognise
from compiler.read.scanning import TooManyScans
from rules.errors import InputRejected, Severity
from tests.compiler.read.made_pdf import LEFT, SIZE, pdf

PICTURES = Path(__file__).with_name("pictures")
COLUMNS = [
    "云江市青屏区人才补贴问答",
    "一、对上年度营业收入2000万元以上的企业，给予一次性奖励10万元；对上年度营业收入5000万元以上的企业，"
    "给予一次性奖励30万元，同一企业只奖励一次。",
    "二、企业新招用就业困难人员的，按每人2000元给予补贴，每家企业每年最高不超过10万元，由区人力资源和社会保障局"
    "负责受理，不得重复申领，违反的追回资金。",
    "三、企业首次认定为国家高新技术企业的，给予一次性奖励20万元，自认定之日起一年内申领，逾期视为放弃，认定日期"
    "以证书为准，由区科技创新局审核并公示。",
    "四、企业租用办公用房的，按实际租金的30%给予补贴，每家企业每年最高不超过50万元，期限最长三年，租赁合同应当"
    "在本区备案。",
]
TABLE = [
    "附件：工业企业技术改造奖励标准",
    "企业类别 | 设备投资额 | 奖励标准",
    "企业类别 | 设备投资额 | 比例 | 最高金额",
    "规模以上工业企业 | 500万元以上 | 8% | 300万元",
    "规模以上工业企业 | 200万元以上不足500万元 | 5% | 100万元",
    "其他企业 | 100万元以上 | 3% | 50万元",
    "合计上限 | 500万元",
    "注：同一企业按就高原则执行，由区工业和信息化局负责解释。",
]


def picture(name: str) -> bytes:
    return (PICTURES / name).read_bytes()


@cache
def recognised(name: str) -> ReadResult:
    return read(picture(name), name)


def headings() -> list[Image.Image]:
    """The first lines of two pictures: small pages that are recognised at once."""
    return [Image.open(PICTURES / n).crop((0, 0, 1240, 110)) for n in ("table.png", "columns.png")]


def as_file(pages: list[Image.Image], form: str = "PDF", **options: Any) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, form, save_all=True, append_images=pages[1:], **options)
    return out.getvalue()


def lines(name: str) -> list[str]:
    return recognised(name).document.text.split("\n")


def test_columns_are_read_one_after_the_other() -> None:
    assert lines("columns.png") == COLUMNS


def test_a_ruled_table_keeps_its_rows_and_its_merged_cells() -> None:
    assert lines("table.png") == TABLE


def test_a_picture_says_that_its_text_was_recognised() -> None:
    result = recognised("columns.png")
    assert result.document.media_type == "image/png"
    assert [d.code for d in result.diagnostics] == ["PC130"]
    assert "第 1 页" in result.diagnostics[0].message


def test_a_figure_that_may_be_misread_is_an_error_with_its_place() -> None:
    """The bad copy says 18.5万元; it is read as 8185万元, and that must not pass in silence."""
    result = recognised("faint.jpg")
    assert "8185万元" in result.document.text
    found = [d for d in result.diagnostics if d.code == "PC132"]
    assert [d.place for d in found] == [f"第1页第{n}行" for n in (1, 2, 3, 4)]
    assert all(d.severity is Severity.ERROR for d in found)
    assert "「8185万元」" in found[0].message
    assert found[0].span is not None
    assert result.document.holds(found[0].span)
    assert "8185万元" in found[0].span.quote


def test_the_text_layer_comes_first_and_only_what_lacks_it_is_recognised() -> None:
    writer = PdfWriter()
    for data in (pdf([(LEFT, 700.0, SIZE, "第一条　本页有文字层。")]), as_file(headings()[:1])):
        for page in PdfReader(io.BytesIO(data)).pages:
            writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    result = read(out.getvalue(), "混合.pdf")
    assert result.document.text.split("\n") == ["第一条 本页有文字层。", TABLE[0]]
    (note,) = (d for d in result.diagnostics if d.code == "PC130")
    assert "第 2 页" in note.message


def test_a_picture_under_a_few_stray_words_is_still_a_scan() -> None:
    """Scanning programs stamp their name onto the page as text."""
    page = Image.new("L", (1240, 1754), 255)
    page.paste(headings()[0], (0, 100))
    writer = PdfWriter(PdfReader(io.BytesIO(as_file([page], resolution=150))))
    stamp = PdfReader(io.BytesIO(pdf([(LEFT, 40.0, 8.0, "由某扫描软件生成")]))).pages[0]
    writer.pages[0].merge_page(stamp)
    out = io.BytesIO()
    writer.write(out)
    document = read(out.getvalue(), "扫描.pdf").document
    assert document.text.split("\n")[0] == TABLE[0]
    assert [d.text for d in document.dropped if "图像识别" in d.reason] == ["由某扫描软件生成"]


def test_a_tiff_of_several_pages_is_read_page_by_page() -> None:
    result = read(as_file(headings(), "TIFF", compression="tiff_deflate"), "扫描.tif")
    assert result.document.text.split("\n") == [TABLE[0], COLUMNS[0]]
    assert "第 1-2 页" in result.diagnostics[0].message


def test_a_long_strip_is_cut_into_pages_between_its_lines() -> None:
    strip = Image.new("L", (600, 2_000), 255)
    for top in range(0, 2_000, 50):  # lines of thirty rows, twenty between
        strip.paste(20, (40, top, 560, top + 30))
    data = as_file([strip], "TIFF")
    cut = list(pictures(data, "长图.tif"))
    assert len(cut) == picture_count(data, "长图.tif") == 3
    assert sum(len(page) for page in cut) == 2_000
    for page in cut[1:]:
        assert page[0].min() == 255, "a line was cut through"


def test_the_models_come_with_the_package_and_nothing_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from rapidocr.utils.download_file import DownloadFile

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("recognition reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(DownloadFile, "run", refused)
    recognise._engine.cache_clear()
    assert read(as_file(headings()[:1]), "a.pdf").document.text == TABLE[0]


def test_without_the_extra_one_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recognise, "_PACKAGES", ("a_package_that_is_not_there",))
    assert not can_recognise()
    for data, name in ((picture("table.png"), "a.png"), (as_file(headings()[:1]), "a.pdf")):
        with pytest.raises(InputRejected) as caught:
            read(data, name)
        (diagnostic,) = caught.value.diagnostics
        assert diagnostic.code == "PC112"
        assert "pip install 'policycalc[ocr]'" in diagnostic.hint


def test_more_pages_than_allowed_are_counted_before_any_is_recognised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("recognised although there are too many pages")

    for module, data, name in (
        (pdf_reader, as_file(headings()), "a.pdf"),
        (photo, picture("table.png"), "a.png"),
    ):
        monkeypatch.setattr(module, "Scanner", never)
        with pytest.raises((TooManyScans, AssertionError)) as caught:
            read(data, name, scans=0)
        assert isinstance(caught.value, TooManyScans)
        assert caught.value.pages == (2 if name == "a.pdf" else 1)
        assert [d.code for d in caught.value.diagnostics] == ["PC133"]


def test_a_blank_picture_is_refused() -> None:
    out = io.BytesIO()
    Image.new("L", (600, 800), 255).save(out, "PNG")
    with pytest.raises(InputRejected) as caught:
        read(out.getvalue(), "空白.png")
    assert [d.code for d in caught.value.diagnostics] == ["PC107"]


@pytest.mark.parametrize("side", [10_100, 20_000])
def test_a_picture_far_too_large_is_refused_before_it_is_unpacked(side: int) -> None:
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    with pytest.raises(InputRejected) as caught:
        read(out.getvalue(), "大.png")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "PC134"
    assert "超过 10000 万像素" in diagnostic.message


def test_a_cut_off_picture_is_refused() -> None:
    with pytest.raises(InputRejected) as caught:
        read(picture("table.png")[:20_000], "断.png")
    assert [d.code for d in caught.value.diagnostics] == ["PC134"]


def test_the_confined_child_reads_a_scan_and_is_given_time_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two minutes allow no page of two; the child counts one and is started again with its time."""
    asked: list[tuple[int, int]] = []
    run = confined._run

    def noted(task: dict[str, Any], data: bytes, name: str) -> dict[str, Any]:
        asked.append((task["scans"], task["seconds"]))
        return run(task, data, name)

    monkeypatch.setattr(confined, "_SCAN_SECONDS", 120)
    monkeypatch.setattr(confined, "_run", noted)
    draft = compile_confined(as_file(headings()[:1]), "扫描.pdf", seconds=120)
    assert draft.document.text == TABLE[0]
    assert asked == [(0, 120), (1, 240)]
