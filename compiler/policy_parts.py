"""The policies of a file: the whole text, or the cards of a guide with what each says of itself."""

from __future__ import annotations

import re

from compiler.fold import fold
from compiler.read.header import find_date, find_number
from rules.document import DocumentMeta, PolicyDocument, PolicyPart


def parts_of(document: PolicyDocument, card_starts: dict[int, int]) -> tuple[PolicyPart, ...]:
    """One part for the whole text, or one for each card that names its own source."""
    text = document.text
    if not card_starts:
        return (PolicyPart(meta=document.meta, start=0, end=len(text)),)
    starts = sorted(card_starts)
    parts = []
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(text)
        parts.append(
            PolicyPart(meta=_card_meta(text, start, end, card_starts), start=start, end=end)
        )
    return tuple(parts)


def _repeats(line: str, name: str) -> bool:
    """Whether a second title line only says the first again in other words."""
    pairs = {line[i : i + 2] for i in range(len(line) - 1)}
    return bool(pairs) and sum(p in name for p in pairs) / len(pairs) > 0.6


_CARD_VALUES = {
    "issuer": ("发文机构", "发文机关", "发布机构", "发文单位", "制定机关", "责任部门", "主管部门"),
    "number": ("发文字号", "文号", "文件编号"),
    "published": ("发布日期", "成文日期", "印发日期", "发文日期"),
    "phone": ("联络方式", "联系方式", "咨询电话", "联系电话"),
}


def _card_meta(text: str, start: int, end: int, card_starts: dict[int, int]) -> DocumentMeta:
    title = re.sub(r"\s*\n\s*", "\n", text[start : card_starts[start]]).strip().split("\n")
    name = re.sub(r"^\d{1,3}\s*[.．、]\s*", "", "".join(title[:1]))
    if len(title) > 1 and not title[1].startswith(name[:4]) and not _repeats(title[1], name):
        name = re.sub(r"^\d{1,3}\s*[.．、]\s*", "", "".join(title[:2]))
    values: dict[str, str] = {}
    for key, labels in _CARD_VALUES.items():
        match = re.search(rf"^(?:{'|'.join(labels)})[: ]\s*(.+)$", fold(text[start:end]), re.M)
        if match:
            values[key] = text[start + match.start(1) : start + match.end(1)].strip()
    number = values.get("number", "")
    phone = re.search(r"\d{3,4}-?\d{7,8}|\d{8}|12345|12333", values.get("phone", ""))
    return DocumentMeta(
        title=name,
        issuer=values.get("issuer", ""),
        number=find_number(number) or ("" if number in ("/", "无", "—") else number),
        published=find_date(values.get("published", "")),
        phone=phone.group() if phone else "",
    )
