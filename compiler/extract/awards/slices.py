"""Progressive rates: 5000万元以下的部分按1%，超过5000万元的部分按1.2%."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.empty import empty_phrase
from compiler.extract.awards.named_once import inherit_names
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import (
    DraftAward,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.language.amounts import LABEL, RATIO
from compiler.extract.language.fragment import Fragment
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.naming import name_before
from compiler.normalise import MARK, PREFIX, QUANTITY, SUFFIX, read_quantity
from rules.quantity import Money

_SLICE = re.compile(
    rf"(?P<who>[^,;。:]{{0,20}}?(?:{PREFIX})?{QUANTITY}(?:{MARK})?(?:{SUFFIX})?(?:{MARK})?"
    rf"(?:(?:、|,|至|-|且|并)?(?:{PREFIX})?(?:{QUANTITY})?(?:{MARK})?(?:{SUFFIX})?(?:{MARK})?))"
    rf"的?部分,?(?:再|均|则|可)*(?:按(?:照)?|给予|予以|以|补[助贴]|奖[励补]|资助|支持|贴息|返还|享受)"
    rf"[^,;。%‰]{{0,16}}?(?P<rate>{RATIO})"
)
#: 按销售额分段, 对设备投入分段计算, 对年度营业收入实行超额累进奖励: what the slices are of.
_SLICED = re.compile(
    r"(?:按(?:照)?|对|以)(?:企业|单位|其(?![他它余])|项目)?(?P<name>[^,;。:对按]{2,24}?),?"
    r"(?:实行|进行|采[取用])?(?:分段|分档|分级|超额累进|累进)"
)


def read_slices(
    text: str, view: str, benefits: list[Benefit], lexicon: Lexicon, own: list[DraftNode]
) -> DraftAward | None:
    """超额累进: 5000万元以下的部分按1%，超过5000万元的部分按1.2% — each rate on its own slice."""
    start, end = benefits[0].start, max(b.end for b in benefits)
    if label := re.match(LABEL, view[start:end]):
        start += label.end()
    matches = list(_SLICE.finditer(view, start, end))
    if len(matches) < 2:
        return None
    intro = _SLICED.search(view, start, matches[0].start("who") + 1)
    named = read_conditions(
        text, view, start, intro.start() if intro else matches[0].start(), lexicon, residual=True
    )
    own.extend(n for n in (named.of if named else ()) if not empty_phrase(n))
    parts: list[DraftPart] = []
    for match in matches:
        found = read_conditions(
            text, view, match.start("who"), match.end("who"), lexicon, residual=False
        )
        tags = (
            tuple(n for n in found.of if isinstance(n, DraftTag) and n.shape == "compare")
            if found
            else ()
        )
        if not tags:
            return None
        if not intro and not tags[0].name and not parts and (asked := _asked_figure(own)):
            update = {"name": asked.name, "period": asked.period, "measure": asked.measure}
            tags = tuple(t.model_copy(update=update) for t in tags)
        if intro:
            tags = tuple(_rename(text, view, t, intro, lexicon) for t in tags)
        quote = Quote(text=text[match.start() : match.end()], start=match.start())
        award = DraftAward(shape="rate", value=match["rate"], base="部分", quote=quote)
        parts.append(DraftPart(when=DraftGroup(join="all", of=tags), award=award))
    caps = tuple(c for b in benefits for c in b.award.caps)
    begin = intro.start() if intro else matches[0].start()
    quote = Quote(text=text[begin:end], start=begin)
    return DraftAward(
        shape="cases", parts=tuple(inherit_names(parts)), caps=caps, slice=True, quote=quote
    )


def _asked_figure(own: list[DraftNode]) -> DraftTag | None:
    """年服务收入200万元以上的，1000万元以内的部分…: the slices are of the one sum that is asked."""
    asked = [
        n
        for n in own
        if isinstance(n, DraftTag) and n.shape == "compare" and n.name and n.measure == "value"
        if isinstance(read_quantity(n.value), Money)
    ]
    return asked[0] if asked and len({(n.name, n.period) for n in asked}) == 1 else None


def _rename(
    text: str, view: str, tag: DraftTag, intro: re.Match[str], lexicon: Lexicon
) -> DraftTag:
    """按销售额分段: the slices grade what their introduction names."""
    fragment = Fragment(view, text, intro.start("name"), intro.end("name"), lexicon)
    _, name, period, measure, _ = name_before(fragment, intro.end("name"))
    return tag.model_copy(update={"name": name, "period": period, "measure": measure})
