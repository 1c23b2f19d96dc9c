"""Requirements that open with whom they speak of: 「担保机构应…」 beside 「租赁公司应…」.

Where the items of a policy pay different kinds of bodies, such a sentence is asked of those items
alone that name the kind, and the kind itself, which they name, is asked by them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.extract.drafts import DraftGroup, DraftNode, Quote, node_quotes
from compiler.extract.items.outline import Outline, PolicyReading
from compiler.extract.items.pairing import ancestry
from compiler.extract.language.doers import BODY
from compiler.fold import fold
from compiler.roles import Role
from rules.document import SentenceKind

_NAME = (
    rf"(?!(?:申[报请领]|用人|相关|该|本|其|各)[^,;。]{{0,4}}?{BODY})[^,;。:的()\d、和及与为在由应须需]{{2,16}}?"
    rf"(?:{BODY}|市场|单位)(?:\([^()]{{2,12}}\))?"
)
_LED = re.compile(
    rf"[\W\d一二三四五六七八九十]*(?:第[^,;。\s]{{1,5}}条\s*)?(?P<who>{_NAME}(?:(?:、|和|以及|及|与){_NAME})*)"
    r"(?=应当?(?!用)|须|需|必须|由|为|在|具有|具备|已|上一?年|近|成立|注册|经|通过|获|符合|建立|拥有|持续|连续|未|无|有|不|设有|配备)"
)
#: A noun that any applicant goes by says nothing of which item is meant.
_ANYBODY = re.compile(
    r"(?:申[报请领]|用人|建设|运营|实施|承担|项目|相关|中小微?|小微|民营|创新|科技|重点|规上|示范|试点)*"
    r"(?:企业|单位|机构|公司|主体|平台|团队|基地|中心|园区|组织|项目单位)"
)


class Spoken(NamedTuple):
    """A sentence of a block of conditions, who it opens with, and the items that name them."""

    start: int
    end: int
    who: tuple[int, int]
    items: frozenset[int]


def spoken_of(outline: Outline, reading: PolicyReading) -> list[Spoken]:
    """The sentences of condition blocks that speak of the bodies of some items only."""
    found: list[Spoken] = []
    if len(reading.items) < 2:
        return found
    words = [
        fold(ancestry(outline, item)) + outline.said(outline.every[item.clause])
        for item in reading.items
    ]
    for sentence in outline.sentences:
        if sentence.kind is not SentenceKind.CONDITION:
            continue
        if outline.roles[sentence.clause] is not Role.CONDITION:
            continue
        led = _LED.match(outline.view, outline.told_from(sentence), sentence.end)
        if led is None:
            continue
        names = re.split("、|和|以及|及|与", re.sub(r"\([^()]*\)", "", led["who"]))
        if any(_ANYBODY.fullmatch(name) for name in names):
            continue
        items = frozenset(n for n, said in enumerate(words) if any(name in said for name in names))
        if items:
            found.append(Spoken(sentence.start, sentence.end, led.span("who"), items))
    return found


def asked_by(nodes: list[DraftNode], spoken: list[Spoken], number: int) -> list[DraftNode]:
    """The conditions of a block that one item asks, without whom it names itself."""
    kept: list[DraftNode] = []
    for node in nodes:
        at = next(node_quotes(node)).start
        told = next((s for s in spoken if s.start <= at < s.end), None)
        if told is None:
            kept.append(node)
        elif number in told.items:
            trimmed = _past(node, told.who)
            kept.extend([trimmed] if trimmed is not None else [])
    return kept


def _past(node: DraftNode, who: tuple[int, int]) -> DraftNode | None:
    """The node without the words that only say of whom it is; None when it says no more."""
    if isinstance(node, DraftGroup):
        of = [child for child in (_past(n, who) for n in node.of) if child is not None]
        return node.model_copy(update={"of": tuple(of)}) if of else None
    start, end = who
    quote = node.quote
    if start <= quote.start and quote.end <= end:
        return None
    if node.shape != "is" or not start <= quote.start < end:
        return node
    said = quote.text[: end - quote.start]
    name = node.name.removeprefix(fold(said))
    if name == node.name or len(name) < 3:
        return node
    rest = Quote(text=quote.text[end - quote.start :], start=end)
    return node.model_copy(update={"name": name, "quote": rest})
