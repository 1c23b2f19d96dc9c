"""Field names of card-style guides: each starts its own line, followed by its value.

Splitting 「工具分类 资金支持 服务对象 全市范围」 in two is layout, not content: no character but the
space between the cells changes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compiler.read.canonical import tidy

if TYPE_CHECKING:
    from compiler.read.paragraphs import Paragraph

FIELD_NAMES = (
    "依据文件",
    "政策依据",
    "发文机构",
    "发文机关",
    "发文字号",
    "发布日期",
    "工具分类",
    "政策类别",
    "服务对象",
    "支持对象",
    "服务内容",
    "支持内容",
    "条件要求",
    "申报条件",
    "服务流程",
    "办理流程",
    "申报流程",
    "时间/频度",
    "申报时间",
    "联络方式",
    "联系方式",
)
_STARTS = re.compile(rf"^\s*(?:{'|'.join(FIELD_NAMES)})(?:\s|$)")
_INNER = re.compile(rf"\s(?=(?:{'|'.join(FIELD_NAMES)})(?:\s|$))")


def starts_field(text: str) -> bool:
    """Whether a printed line begins with a field name standing apart from what follows."""
    return bool(_STARTS.match(text))


def field_lines(found: list[Paragraph]) -> list[str]:
    """Paragraphs as canonical lines, with field names at the start of theirs.

    A value of one paragraph stands on the line of its name, after one space; a value of several
    paragraphs starts on the line below, so that their numbering stays at the start of a line.
    """
    cards = sum(starts_field(p.text) or p.text in FIELD_NAMES for p in found) >= 4
    if not cards:
        return [p.text for p in found if p.text]
    pieces: list[tuple[str, str]] = []  # (field name or "", text)
    for paragraph in found:
        raw = paragraph.lines[0].text
        if not starts_field(raw):
            pieces.append(("", paragraph.text))
            continue
        source = " ".join(line.text for line in paragraph.lines)
        for part in _INNER.split(source.strip()):
            name = next((n for n in FIELD_NAMES if starts_field(part) and part.startswith(n)), "")
            pieces.append((name, tidy(part[len(name) :])))
    return _laid_out(pieces)


def _laid_out(pieces: list[tuple[str, str]]) -> list[str]:
    out: list[str] = []
    for index, (name, text) in enumerate(pieces):
        if not name:
            if text:
                out.append(text)
            continue
        if text:
            out.append(f"{name} {text}")
            continue
        following = [piece for piece in pieces[index + 1 : index + 3]]
        single = (
            bool(following)
            and not following[0][0]
            and (len(following) == 1 or bool(following[1][0]))
        )
        out.append(name + (" \x00" if single else ""))
    return _glued(out)


def _glued(lines: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        if out and out[-1].endswith(" \x00"):
            out[-1] = out[-1][:-1] + line
        else:
            out.append(line)
    return out
