"""Open a docx safely: a zip whose declared and real sizes are bounded before anything is parsed."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from compiler.read.problems import rejection
from rules.errors import InputRejected

if TYPE_CHECKING:
    from docx.document import Document

_ENTRIES = 5000
_TOTAL = 300 * 1024 * 1024
_XML_TOTAL = 120 * 1024 * 1024
_RATIO = 200
_RATIO_FROM = 5 * 1024 * 1024  # small parts may compress as well as they like


def open_word(data: bytes, source_name: str) -> Document:
    """A docx as a python-docx document, after the checks against zip bombs and entity tricks."""
    _check(data, source_name)
    import docx

    try:
        return docx.Document(io.BytesIO(_without_macros(data)))
    except Exception as error:  # python-docx raises KeyError, ValueError, lxml errors and its own
        raise rejection("PC109", source_name, detail=type(error).__name__) from error


def _check(data: bytes, source_name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        entries = box.infolist()
        if len(entries) > _ENTRIES:
            raise rejection("PC108", source_name, detail=f"含 {len(entries)} 个条目")
        if any(entry.flag_bits & 1 for entry in entries):
            raise rejection("PC105", source_name)
        total = sum(entry.file_size for entry in entries)
        xml = sum(entry.file_size for entry in entries if entry.filename.endswith(".xml"))
        if total > _TOTAL or xml > _XML_TOTAL:
            raise rejection("PC108", source_name, detail=f"解压后有 {total // 1024 // 1024} MB")
        for entry in entries:
            if entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * entry.compress_size:
                ratio = entry.file_size // max(entry.compress_size, 1)
                raise rejection("PC108", source_name, detail=f"压缩比达 {ratio} 倍")
        _read_through(box, entries, source_name)


def _read_through(box: zipfile.ZipFile, entries: list[zipfile.ZipInfo], source_name: str) -> None:
    """Unpack in pieces: sizes in a zip's directory may lie, and a docx never needs a DTD."""
    try:
        for entry in entries:
            real = 0
            with box.open(entry) as part:
                head = part.read(4096)
                real += len(head)
                if re.search(rb"<!(?:DOCTYPE|ENTITY)", head):
                    raise rejection("PC109", source_name, detail="XML 中含实体定义")
                while piece := part.read(1 << 20):
                    real += len(piece)
                    if real > entry.file_size:
                        raise rejection("PC108", source_name, detail="实际大小与目录不符")
    except InputRejected:
        raise
    except Exception as error:  # zipfile and zlib raise a dozen kinds on damaged data
        raise rejection("PC109", source_name, detail="zip 内容不完整") from error


def has_macros(data: bytes) -> bool:
    """Whether the package carries VBA."""
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return any(name.endswith("vbaProject.bin") for name in box.namelist())


def _without_macros(data: bytes) -> bytes:
    """python-docx refuses the macro-enabled content type; the text parts are the same."""
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    odd = (
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
        b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    )
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        types = box.read("[Content_Types].xml") if "[Content_Types].xml" in box.namelist() else b""
        if not any(kind in types for kind in odd):
            return data
        for kind in odd:
            types = types.replace(kind, main)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in box.namelist():
                copy.writestr(name, types if name == "[Content_Types].xml" else box.read(name))
    return out.getvalue()
