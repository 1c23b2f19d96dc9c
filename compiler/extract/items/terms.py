"""Defined terms in conditions: their definition asks what they are, nothing asks it again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.drafts import DraftAward, DraftGroup, DraftItem, DraftNode, DraftTag
from compiler.extract.language.words import PERIOD
from compiler.fold import fold

_DECLARED = re.compile(
    r"(?:以下|下)(?:统一?)?(?:简)?称(?:为)?[\"']?(?P<name>[一-鿿]{2,14})[\"']?(?=[),;。])"
)


def declared_names(view: str, start: int, end: int) -> tuple[str, ...]:
    """The names ``[start, end)`` declares for whoever it speaks of: （以下简称数字企业）."""
    return tuple(dict.fromkeys(m["name"] for m in _DECLARED.finditer(view, start, end)))


def without_terms(item: DraftItem, terms: Sequence[str]) -> DraftItem:
    """The item whose conditions no longer name the terms that its definitions state."""
    if not terms:
        return item
    return item.model_copy(
        update={"own": _group(item.own, terms), "award": _award(item.award, terms)}
    )


def _group(group: DraftGroup, terms: Sequence[str]) -> DraftGroup:
    kept = tuple(n for n in (_node(c, terms) for c in group.of) if n is not None)
    return group.model_copy(update={"of": kept})


def _award(award: DraftAward, terms: Sequence[str]) -> DraftAward:
    parts = tuple(
        p.model_copy(update={"when": _group(p.when, terms), "award": _award(p.award, terms)})
        for p in award.parts
    )
    return award.model_copy(update={"parts": parts})


def _node(node: DraftNode, terms: Sequence[str]) -> DraftNode | None:
    if isinstance(node, DraftGroup):
        group = _group(node, terms)
        return group if group.of else None
    if node.shape == "one_of" and node.name in ("主体类型", "所属行业"):
        return None if set(node.values) <= set(terms) or fold(node.quote.text) in terms else node
    if node.shape not in ("is", "compare"):
        return node
    for term in terms:
        if node.name == term:
            return None
        if node.name.endswith("的" + term):
            return _shorter(node, 0, len(node.name) - len(term) - 1)
        if node.name.startswith(term) and len(node.name) - len(term) >= 2:
            return _shorter(node, len(term), len(node.name))
    return node


def _shorter(tag: DraftTag, start: int, end: int) -> DraftTag:
    """The tag with part of its name, and of its quote where that begins or ends with the rest."""
    text, quote = tag.quote.text, tag.quote
    view = fold(text)
    if end < len(tag.name) and view.endswith(tag.name[end:]):
        quote = quote.model_copy(update={"text": text[: len(text) - (len(tag.name) - end)]})
    elif start and view.startswith(tag.name[:start]):
        quote = quote.model_copy(update={"text": text[start:], "start": quote.start + start})
    name, period = tag.name[start:end].lstrip("的"), tag.period
    if not period and tag.shape == "is" and (time := PERIOD.match(name)):
        # 新引进人才自2024年1月1日起购买住房: the time stands behind the term
        period, name = time.group(), name[time.end() :].lstrip(",的内") or name
    return tag.model_copy(update={"name": name, "period": period, "quote": quote})
