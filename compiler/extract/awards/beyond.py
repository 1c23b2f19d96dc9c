"""A sum for whoever reaches a figure, and a rate of what lies above it.

「登记额达到3000万元的，给予5万元奖励，超过部分按0.6‰给予奖励」: the sum, and a slice on top of it.
"""

from __future__ import annotations

import re

from compiler.extract.awards.alternatives import cases_of
from compiler.extract.awards.awards import Benefit, read_benefit
from compiler.extract.awards.empty import empty_phrase
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.conditions.kinds import paid_last, with_last
from compiler.extract.drafts import DraftAward, DraftGroup, DraftNode, DraftPart, DraftTag, Quote
from compiler.extract.language.amounts import RATIO
from compiler.extract.language.lexicon import Lexicon
from compiler.normalise import MARK, QUANTITY, read_quantity
from rules.quantity import Money

_BEYOND = re.compile(
    rf"[,;](?:其中,?|对|并对|且)*(?P<over>[^,;。\d]{{0,10}}?超(?:过|出)(?P<edge>{QUANTITY})?(?:{MARK})?(?:以上)?的?部分),?"
    r"(?:再|另|则|可|均)*(?:按(?:照)?|给予|以|奖励|补[助贴])"
    rf"[^,;。%‰\d]{{0,16}}?(?P<rate>{RATIO})"
)


def read_beyond(
    text: str, view: str, benefits: list[Benefit], lexicon: Lexicon, own: list[DraftNode]
) -> DraftAward | None:
    """The sum and the slice above the figure it is paid for; None where nothing is said so."""
    if len(benefits) > 2:
        return None
    first, end = benefits[0], max(b.end for b in benefits)
    over = _BEYOND.search(view, first.start, end)
    cut = first.award.quote.start if over and first.award.quote.start < over.start() else None
    main = read_benefit(text, view, first.start, over.start()) if over and cut is not None else None
    if over is None or main is None or main.award.shape != "fixed" or main.values:
        return None
    found = read_conditions(text, view, main.start, main.cut, lexicon, residual=True)
    asked = [n for n in (found.of if found else ()) if not empty_phrase(n)]
    figure = _figure(asked, over["edge"])
    if figure is None:
        return None
    if (last := paid_last(text, view, main.start, main.cut)) is not None:
        asked = with_last(asked, last)
    own.extend(n for n in asked if n not in own)
    edge = over["edge"] or figure.value
    quote = Quote(text=text[over.start("over") : over.end()], start=over.start("over"))
    rate = DraftAward(
        shape="rate",
        value=over["rate"],
        base=f"{figure.name}超过{edge}的部分",
        period=figure.period,
        quote=quote,
    )
    nothing = DraftGroup(join="all", of=())
    whole = Quote(text=text[main.award.quote.start : end], start=main.award.quote.start)
    caps = tuple(dict.fromkeys(c for b in benefits for c in b.award.caps))
    bare = main.award.model_copy(update={"caps": ()})
    parts = [DraftPart(when=nothing, award=bare), DraftPart(when=nothing, award=rate)]
    return cases_of(parts, whole, "sum").model_copy(update={"caps": caps})


def _figure(asked: list[DraftNode], edge: str | None) -> DraftTag | None:
    """The one sum of money whoever is paid has to reach, and which the edge repeats."""
    figures = [
        n
        for n in asked
        if isinstance(n, DraftTag)
        and n.shape == "compare"
        and n.measure == "value"
        and isinstance(read_quantity(n.value), Money)
        and (edge is None or read_quantity(n.value) == read_quantity(edge))
    ]
    return figures[0] if len(figures) == 1 else None
