"""Field names of card-style guides: each starts its own line, followed by its value.

Splitting 「工具分类 资金支持 服务对象 全市范围」 in two is layout, not content: no character but
the space between the cells changes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from compiler.read.canonical import simplified, tidy

if TYPE_CHECKING:
    from compiler.read.paragraphs import Paragraph

_HEADER_FIELDS = (
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
    "时间/频度",
    "申报时间",
    "联络方式",
    "联系方式",
)
_BODY_FIELDS = (
    "服务内容",
    "支持内容",
    "条件要求",
    "申报条件",
    "服务流程",
    "办理流程",
    "申报流程",
)
FIELD_NAMES = _HEADER_FIELDS + _BODY_FIELDS
CARD_FIELDS = 4  # field names a text must show before it is taken for cards
_STARTS = re.compile(rf"^\s*(?:{'|'.join(FIELD_NAMES)})(?:\s|$)")
_INNER = re.compile(rf"\s(?=(?:{'|'.join(FIELD_NAMES)})(?:\s|$))")


def starts_field(text: str) -> bool:
    """Whether a printed line begins with a field name standing apart from what follows."""
    return bool(_STARTS.match(simplified(text)))


def field_lines(found: list[Paragraph]) -> list[str]:
    """Paragraphs as canonical lines, with field names at the start of theirs.

    A header field's value stands on the line of its name, after one space, and so does any value of
    one paragraph; a body of several paragraphs starts on the line below, so that their numbering
    stays at the start of a line.
    """
    if sum(starts_field(p.lines[0].text) for p in found) < CARD_FIELDS:
        return [p.text for p in found if p.text]
    pieces: list[_Piece] = []
    for paragraph in found:
        raw = paragraph.lines[0].text
        if not starts_field(raw):
            pieces.append(_Piece("", paragraph.text, paragraph.lines[0].left))
            continue
        source = " ".join(line.text for line in paragraph.lines)
        for part in _fields(source.strip()):
            plain = simplified(part)
            known = (n for n in FIELD_NAMES if starts_field(part) and plain.startswith(n))
            name = part[: len(next(known, ""))]
            pieces.append(_Piece(name, tidy(part[len(name) :]), _value_edge(paragraph, name)))
    return _laid_out(pieces)


def _fields(source: str) -> list[str]:
    """One printed line cut before each field name inside it."""
    cuts = [(m.start(), m.end()) for m in _INNER.finditer(simplified(source))]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(source)]
    return [source[a:b] for a, b in zip(starts, ends, strict=True)]


class _Piece(NamedTuple):
    """A field's name and value, or a paragraph (no name), and the left edge to judge by."""

    name: str
    text: str
    left: float


def _value_edge(paragraph: Paragraph, name: str) -> float:
    """How far right a value must start at least to stand beside its name, not below it."""
    first = paragraph.lines[0]
    return first.left + 0.6 * len(name) * first.size


def _laid_out(pieces: list[_Piece]) -> list[str]:
    out: list[str] = []
    edge: float | None = None  # set while the last line is a name whose value comes next
    for index, (name, text, left) in enumerate(pieces):
        if not name:
            if text and edge is not None and left > edge:
                out[-1] += f" {text}"
            elif text:
                out.append(text)
            edge = None
            continue
        out.append(f"{name} {text}" if text else name)
        following = pieces[index + 1 : index + 3]
        alone = len(following) == 1 or (len(following) == 2 and bool(following[1].name))
        edge = left if not text and (simplified(name) in _HEADER_FIELDS or alone) else None
    return out
