"""Which format a file really has, and what is refused with which advice."""

from __future__ import annotations

import io
import zipfile

import pytest

from compiler.read import read
from compiler.read.problems import PROBLEMS
from compiler.read.sniff import Format, sniff
from rules.errors import InputRejected

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(**entries: bytes) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as out:
        for name, data in entries.items():
            out.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return box.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"<!DOCTYPE html><html><body>a</body></html>", "x.docx", Format.HTML),
        (b"<html><body>a</body></html>", "x.txt", Format.HTML),
        (b"plain", "x.html", Format.HTML),
        (b"%PDF-1.4\n", "x.txt", Format.PDF),
        (b"# title", "x.md", Format.MARKDOWN),
        ("BMW补贴".encode(), "x", Format.TEXT),
        ("MZ区政策".encode(), "x.txt", Format.TEXT),
        (b"a < b and <p> in words", "x.txt", Format.TEXT),
    ],
)
def test_bytes_decide_before_the_extension(data: bytes, name: str, expected: Format) -> None:
    assert sniff(data, name) is expected


@pytest.mark.parametrize(
    ("data", "name", "code", "advice"),
    [
        (OLE + b"\x00" * 600, "a.doc", "PC111", "docx"),
        (OLE + b"\x00" * 600, "a.wps", "PC111", "docx"),
        (OLE + b"\x00" * 600, "a.xls", "PC111", "docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "PC105", "密码"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "PC134", "png"),
        (b"\xff\xd8\xff\xe0", "a.pdf", "PC134", "png"),
        (b"GIF89a", "a.gif", "PC135", "png"),
        (_zip(OFD_xml=b"<x/>"), "a.ofd", "PC104", "pdf"),
        (_zip(xl__workbook_xml=b"<x/>"), "a.xlsx", "PC113", "docx"),
        (_zip(note=b"x"), "a.zip", "PC113", "docx"),
        (_zip(note=b"x"), "a.docx", "PC109", "docx"),
        (b"Rar!\x1a\x07\x00", "a.rar", "PC113", "docx"),
        (b"{\\rtf1\\ansi}", "a.rtf", "PC111", "docx"),
        (b"\x00\x01\x02\x03", "a.docx", "PC109", "docx"),
        (b"MIME-Version: 1.0\r\n", "a.doc", "PC113", "docx"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
            "a.xml",
            "PC111",
            "docx",
        ),
        (b"\x00\x01\x02\x03", "a.pdf", "PC106", "PDF"),
        (b"PK\x03\x04 cut short", "a.docx", "PC109", "docx"),
    ],
)
def test_unreadable_formats_say_what_to_do(data: bytes, name: str, code: str, advice: str) -> None:
    with pytest.raises(InputRejected) as caught:
        read(data, name)
    [diagnostic] = caught.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.file == name
    assert advice in diagnostic.hint


def test_a_wrong_extension_is_noted() -> None:
    result = read("<html><body><p>对企业给予奖励。</p></body></html>".encode(), "办法.docx")
    assert result.document.media_type == "text/html"
    assert result.diagnostics[0].code == "PC124"


def test_every_code_is_used_and_speaks_chinese() -> None:
    import pathlib

    import compiler.read.problems as module

    folder = pathlib.Path(module.__file__).parents[1]  # those of limits stand beside the reader
    source = "".join(
        p.read_text(encoding="utf-8") for p in folder.rglob("*.py") if p.name != "problems.py"
    )
    for code, entry in PROBLEMS.items():
        assert f'"{code}"' in source, f"{code} is declared and never reported"
        assert any("\u4e00" <= c <= "\u9fff" for c in entry.message)
        assert entry.hint
