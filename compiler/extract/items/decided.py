"""Who is paid is chosen: 由市科学技术局组织专家评审，择优给予支持, wherever a text says so.

An office that checks (复审, 现场核查) asks nothing of anybody; one that chooses among those who
qualify decides, so that nobody is paid for meeting the conditions alone.
"""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.items.outline import Outline, Sentence
from compiler.roles import Role
from rules.document import SentenceKind

_REVIEW = r"(?:评审|评选|遴选|评议|评定|评分|打分|论证|竞争性[^,;。]{0,4})"
_CHOSEN = (
    r"(?:择优(?!推荐|上报|选择|不)[^,;。]{0,10}"
    r"|(?:据此|后|并|再|按(?:照)?[^,;。]{2,10})*(?:确定|选定|遴选|决定)(?:拟|予以|给予)?[^,;。]{0,6}(?:对象|名单|项目|单位|企业|主体|方案|$))"
)
_DECIDES = re.compile(
    rf"(?P<gate>(?:组织|会同|委托|聘请|邀请|采[取用]|通过|经)(?:(?!负责|职责)[^,;。]){{0,24}}?{_REVIEW}(?:(?!负责)[^;。]){{0,24}}?{_CHOSEN})"
)
_OF_OFFICES = re.compile(r"负责|职责|牵头做好|推荐上报")
_SAYS = (SentenceKind.PROCEDURE, SentenceKind.BACKGROUND, SentenceKind.WINDOW)


def decided(outline: Outline, sentence: Sentence) -> list[tuple[DraftTag, tuple[int, int]]]:
    """The decisions a sentence outside all items speaks of, each with the words that say whose."""
    if sentence.kind not in _SAYS or outline.roles[sentence.clause] is Role.DUTY:
        return []
    if outline.said(sentence).rstrip().endswith(":"):
        return []  # what opens a list of items is asked where they are read
    found = []
    at = outline.told_from(sentence)
    for piece in outline.view[at : sentence.end].split(";"):
        start, at = at, at + len(piece) + 1
        chosen = _DECIDES.search(piece)
        if chosen is None or _OF_OFFICES.search(piece):
            continue
        quote = outline.quote(start + chosen.start("gate"), start + chosen.end("gate"))
        tag = DraftTag(shape="judged", name=quote.text, quote=quote)
        found.append((tag, (start, start + len(piece))))
    return found
