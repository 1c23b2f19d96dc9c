"""Terms that are several kinds of bodies: 所称养老服务单位，包括…的养老机构，以及…的社区组织.

Each kind is a term of its own: an item for the one asks what the text says of it.
"""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftNode
from compiler.extract.items.outline import Outline, Sentence

_SEVERAL = re.compile(
    r"所称的?[\"']?(?P<term>[^,;。:\"']{2,14})[\"']?,?(?:主要)?包括(?P<body>[^;。]+)"
)
_JOINT = re.compile(
    r",?(?:以及|和|及|或者?)(?=[^,;。]{4,}的)|、(?=[^,;。、]{4,}的)|,(?=[^,;。]{4,}的)"
)
_MEMBER = re.compile(r"\s*(?P<asked>[^;。]{4,}?)的(?P<kind>[^,;。、的()]{3,14})\s*")
#: Anybody, however many characters the word has.
_ANYBODY = re.compile(
    r"(?:企业|单位|机构|组织|个人|人员|人才|法人|公司|项目|主体|团队|其他|相关|有关|各类|等)+"
)


def member_terms(outline: Outline, sentence: Sentence) -> list[tuple[str, list[DraftNode]]]:
    """Each kind of body a definition lists, with what it asks; none when it lists but one."""
    defined = _SEVERAL.search(outline.said(sentence))
    if defined is None:
        return []
    start = sentence.start + defined.start("body")
    end = sentence.start + defined.end("body")
    found: list[tuple[str, list[DraftNode]]] = []
    for a, b in _stretches(outline.view, start, end):
        member = _MEMBER.fullmatch(outline.view, a, b)
        if member is None or _ANYBODY.fullmatch(member["kind"]):
            return []
        asked = outline.conditions(*member.span("asked"))
        if asked is None:
            return []
        found.append((member["kind"], list(asked.of)))
    return found if len({kind for kind, _ in found}) > 1 else []


def kinds_defined(outline: Outline) -> set[str]:
    """The kinds of bodies that definitions list: what each asks stands beside the kind itself."""
    return {kind for s in outline.sentences for kind, _ in member_terms(outline, s)}


def _stretches(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between joints, each of which describes a kind of its own."""
    found, last = [], start
    for joint in _JOINT.finditer(view, start, end):
        if _MEMBER.fullmatch(view, last, joint.start()):
            found.append((last, joint.start()))
            last = joint.end()
    return [*found, (last, end)]
