"""Which format a file really has: by its bytes first, by its extension where bytes say nothing."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from compiler.read.problems import rejection


class Format(StrEnum):
    """The formats that can be read."""

    TEXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    TIFF = "tiff"


MEDIA_TYPES = {
    Format.TEXT: "text/plain",
    Format.MARKDOWN: "text/markdown",
    Format.HTML: "text/html",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.PNG: "image/png",
    Format.JPEG: "image/jpeg",
    Format.TIFF: "image/tiff",
}
EXTENSIONS = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".shtml": Format.HTML,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".pdf": Format.PDF,
    ".png": Format.PNG,
    ".jpg": Format.JPEG,
    ".jpeg": Format.JPEG,
    ".tif": Format.TIFF,
    ".tiff": Format.TIFF,
}
_PICTURES = {
    b"\x89PNG": Format.PNG,
    b"\xff\xd8\xff": Format.JPEG,
    b"II*\x00": Format.TIFF,
    b"MM\x00*": Format.TIFF,
}
_IMAGES = {b"GIF8": "GIF", b"BM": "BMP"}
_OTHER = {
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf": "7z 压缩包",
    b"\x1f\x8b": "gzip 压缩包",
    b"MZ": "程序文件",
    b"\x7fELF": "程序文件",
    b"AT&TFORM": "DjVu 文件",
    b"{\\rtf": "RTF 文件",
    b"MIME-Version:": "网页存档（mht）",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_XML = re.compile(rb"mso-application|w:wordDocument|pkg:package")
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|table|meta|title)[\s>/]",
    re.IGNORECASE,
)


def sniff(data: bytes, source_name: str) -> Format:
    """The format of an input; what cannot be read raises InputRejected with what to do."""
    suffix = PurePath(source_name).suffix.lower()
    head = data[:2048]
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if head.startswith(_OLE):
        raise _ole(data, source_name)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _archive(data, source_name, suffix)
    for magic, kind in _PICTURES.items():
        if head.startswith(magic):
            return kind
    _refuse_binary(head, source_name)
    if head.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") and _WORD_XML.search(head):
        raise rejection("PC111", source_name, kind="Word XML 文档")
    if suffix in (".pdf", ".docx", ".docm") and not _looks_textual(head):
        if suffix == ".pdf":
            raise rejection("PC106", source_name, detail="缺少 PDF 文件头")
        raise rejection("PC109", source_name, detail="不是 zip 容器")
    return _textual(data, suffix)


def _textual(data: bytes, suffix: str) -> Format:
    sample = data[:65536]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        sample = sample.replace(b"\x00", b"")
    declared = EXTENSIONS.get(suffix)
    if declared is Format.HTML:
        return Format.HTML
    start = sample.lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff \t\r\n")[:1024]
    if start.startswith(b"<") and _HTML.search(sample):
        return Format.HTML
    return Format.MARKDOWN if declared is Format.MARKDOWN else Format.TEXT


def _looks_textual(head: bytes) -> bool:
    return b"\x00" not in head and sum(b < 9 for b in head) == 0


def _refuse_binary(head: bytes, source_name: str) -> None:
    for magic, kind in _IMAGES.items():
        if head.startswith(magic) and not (magic == b"BM" and _looks_textual(head)):
            raise rejection("PC135", source_name, kind=kind)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise rejection("PC135", source_name, kind="WEBP")
    for magic, kind in _OTHER.items():
        if head.startswith(magic) and not (magic == b"MZ" and _looks_textual(head)):
            code = "PC111" if kind.startswith("RTF") else "PC113"
            raise rejection(code, source_name, kind=kind)


def _ole(data: bytes, source_name: str) -> Exception:
    """An OLE container is either an encrypted OOXML package or a Word/Excel file of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return rejection("PC105", source_name)
    suffix = PurePath(source_name).suffix.lower().lstrip(".")
    kind = {"wps": "WPS 文件", "xls": "Excel 97-2003 表格", "et": "WPS 表格"}.get(
        suffix, "Word 97-2003 文档（.doc）"
    )
    return rejection("PC111", source_name, kind=kind)


def _archive(data: bytes, source_name: str, suffix: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = set(box.namelist()[:20000])
    # zipfile raises NotImplementedError for a compression or version it does not know.
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        code = "PC109" if suffix in (".docx", ".docm", "") else "PC113"
        raise rejection(code, source_name, detail="zip 目录不完整", kind="损坏的压缩包") from error
    if "word/document.xml" in names or any(
        n.startswith("word/document") and n.endswith(".xml") for n in names
    ):
        return Format.DOCX
    if "OFD.xml" in names:
        raise rejection("PC104", source_name, kind="OFD 版式文件")
    if "xl/workbook.xml" in names:
        raise rejection("PC113", source_name, kind="Excel 表格（xlsx）")
    if "ppt/presentation.xml" in names:
        raise rejection("PC113", source_name, kind="演示文稿（pptx）")
    if "content.xml" in names and "mimetype" in names:
        raise rejection("PC104", source_name, kind="ODF 文档")
    if suffix in (".docx", ".docm"):
        raise rejection("PC109", source_name, detail="缺少 word/document.xml")
    raise rejection("PC113", source_name, kind="zip 压缩包")
