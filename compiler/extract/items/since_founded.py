"""「近三年无处罚记录。成立不满三年的，自成立之日起无处罚记录」: the younger are asked for less."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, single
from compiler.extract.items.outline import Outline, Sentence

_YOUNGER = re.compile(
    r"[\W\d]*(?:其中,?|对)?(?P<age>(?:注册|成立|设立|登记)(?:登记|注册|成立|时间|年限)*(?:不满|不足|未满|少于|低于)"
    r"[一二两三四五六七八九十\d]{1,3}(?:周?年|个?月))(?:的)?(?:企业|单位|机构|公司|主体|申请人)?(?:的)?,"
    r"(?P<since>(?:应当?|须|需)?(?:自|从)(?:成立|注册|设立|登记)(?:之日|日|以来)?(?:起|以来|至今)*[^,;。]{4,}?)(?:的)?[。;]?\s*"
)
#: 自成立之日起计算: how a time is counted, nothing of its own.
_COUNTED = re.compile(r"(?:计算|算起|起算|计)$")


def asks_the_younger(said: str) -> re.Match[str] | None:
    """Whether a sentence asks something of those who are not so old yet."""
    found = _YOUNGER.fullmatch(said)
    return None if found is None or _COUNTED.search(found["since"]) else found


def or_since_founded(
    outline: Outline, sentence: Sentence, before: list[DraftNode]
) -> list[DraftNode] | None:
    """The nodes before, the last of them or what the younger are asked; None for others."""
    found = asks_the_younger(outline.said(sentence))
    if found is None or not before:
        return None
    age = outline.conditions(*(sentence.start + at for at in found.span("age")))
    start, end = (sentence.start + at for at in found.span("since"))
    start += len(found["since"]) - len(found["since"].lstrip("应当须需"))
    if age is None or len(age.of) != 1:
        return None
    since = DraftTag(shape="is", name=outline.view[start:end], quote=outline.quote(start, end))
    younger = DraftGroup(join="all", of=(single(age), since))
    return [*before[:-1], DraftGroup(join="any", of=(before[-1], younger))]
