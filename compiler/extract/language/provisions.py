"""Provisions a text names by number: 前款第（二）项, 第三条第一款, 本条第（一）、（三）项."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.extract.items.outline import Outline
from compiler.normalise import NUMBER, number
from rules.document import Clause, ClauseKind

_ITEM = rf"第?\({NUMBER}\)项?|第{NUMBER}项"
#: The words that name a provision; empty where none does.
PROVISION = (
    r"(?:本(?:办法|措施|政策|细则|规定|意见|方案|通知))?"
    rf"(?P<article>第{NUMBER}条|本条|[前上]一?条)?"
    rf"(?P<paragraph>第{NUMBER}款|[前上]一?款|[前上][两二三]款|本款)?"
    r"(?:中?的?(?:规定|所列|列举)?的?)"
    rf"(?P<items>(?:{_ITEM})(?:(?:、|和|及|以及|或者?|至|到)(?:{_ITEM}))*)?"
)


def provisions(outline: Outline, named: re.Match[str]) -> list[tuple[int, int]]:
    """The stretches of the document that a match of ``PROVISION`` names; none where it names none.

    「前款」 counts from the paragraph the match stands in.
    """
    if not (named["article"] or named["paragraph"] or named["items"]):
        return []
    article = _article(outline, named.start(), named["article"] or "")
    if article is None:
        return []
    stretches = _paragraphs(outline, article)
    if word := named["paragraph"]:
        stretches = _counted(stretches, word, named.start())
    if not named["items"]:
        return stretches
    return [
        (clause.start, clause.subtree_end if not _followed(outline, clause) else clause.end)
        for clause in outline.below(article)
        if any(a <= clause.start < b for a, b in stretches)
        and (mine := _marked(clause)) is not None
        and any(low <= mine <= high for low, high in _ranges(named["items"]))
    ]


def _followed(outline: Outline, clause: Clause) -> bool:
    """Whether the next paragraph of the article hangs on this last item of a list."""
    return any(c.kind is ClauseKind.PARAGRAPH for c in outline.children.get(clause.index, []))


def _article(outline: Outline, position: int, word: str) -> Clause | None:
    """The article a text at ``position`` means by 第三条, 本条, 前条, or by no word at all."""
    articles = [c for c in outline.clauses if c.marker.endswith("条")]
    around = [i for i, c in enumerate(articles) if c.start <= position < c.subtree_end]
    if digits := re.search(NUMBER, word):
        wanted = number(digits.group())
        return next((c for c in articles if _marked(c) == wanted), None)
    if around:
        at = around[-1] - (1 if word[:1] in "前上" and word else 0)
        return articles[at] if at >= 0 else None
    if word:
        return None
    holders = [c for c in outline.clauses if c.start <= position < c.subtree_end and not c.parent]
    return holders[-1] if holders else None


def _paragraphs(outline: Outline, article: Clause) -> list[tuple[int, int]]:
    """The 款 of an article: its own text with the list under it, then each plain paragraph."""
    below = outline.below(article)
    starts = [article.start, *(c.start for c in below if c.kind is ClauseKind.PARAGRAPH)]
    return list(zip(starts, [*starts[1:], article.subtree_end], strict=True))


def _counted(stretches: list[tuple[int, int]], word: str, position: int) -> list[tuple[int, int]]:
    own = next((i for i, (a, b) in enumerate(stretches) if a <= position < b), len(stretches))
    if word == "本款":
        return stretches[own : own + 1]
    if (digits := re.search(NUMBER, word)) and word.startswith("第"):
        wanted = number(digits.group())
        return [s for i, s in enumerate(stretches, 1) if i == wanted]
    back = 2 if word[1] in "两二" else 3 if word[1] == "三" else 1
    return stretches[max(0, own - back) : own]


def _marked(clause: Clause) -> Decimal | None:
    digits = re.search(NUMBER, clause.marker)
    return number(digits.group()) if digits else None


def _ranges(items: str) -> list[tuple[Decimal, Decimal]]:
    found = []
    for match in re.finditer(rf"({NUMBER})\)?项?(?:(?:至|到)第?\(?({NUMBER}))?", items):
        low = number(match[1])
        high = number(match[2]) if match[2] else low
        if low is not None and high is not None:
            found.append((low, high))
    return found
