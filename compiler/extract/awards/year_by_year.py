"""A share or sum for each year: 第一年按租金的80%，后两年按50%; 前三年分别按100%、80%、60%.

Each year is a case that asks which year of the support it is; no rule multiplies by years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.awards.alternatives import alike, cases_of
from compiler.extract.awards.awards import Benefit, read_benefit
from compiler.extract.awards.named_once import same_base
from compiler.extract.awards.parallel import read_parts
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.language.amounts import MONEY, RATIO
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.years import YEAR

#: Where the share of a year begins: ，第二年按…; ；后两年每年给予…; （入驻）前两年给予….
_OF_YEAR = re.compile(
    r"(?:^|(?<=[,;:。、\s的])|(?<=其中))"
    r"(?:自?[^,;。\d]{2,16}?(?:之[日年]|当年|次年|[年月日])起,?|(?:入驻|投产|运营|落户|开业|租赁|认定|注册|成立|投保|参保|贷款|享受|补[贴助])(?:后|期)?的?)?"
    rf"(?P<year>{YEAR})(?:内|期间)?,?(?:每年|各年|逐年|均|再|分别|可)*"
    rf"(?=(?:按|以|给予|予以|补|奖|资助|贴息|全额|减|为|最高)[^;。]*?(?:{RATIO}|{MONEY}|全额)|{RATIO}|{MONEY}|全免|免[租收缴除交])"
)
#: 第一年免租金: nothing is to be paid, and no sum is named.
_FREE = re.compile(r"(?:全免|免[租收缴除交])[^,;。、]{0,16}")
#: 单个企业每年, 最高: a limit said last, without a year, is that of every year.
_OWN_LIMIT = re.compile(r"该年|当年")


def read_years(
    text: str,
    view: str,
    benefits: Sequence[Benefit],
    lexicon: Lexicon,
    own: list[DraftNode],
    around: list[DraftNode],
) -> DraftAward | None:
    """The award of benefits that pay by the year, each year its own; None where they do not."""
    first, end = benefits[0], max(b.end for b in benefits)
    marks = list(_OF_YEAR.finditer(view, first.start, end))
    if len(marks) < 2 or any(b.varied or b.of_all for b in benefits):
        return None
    stops = [*(m.start() for m in marks[1:]), end]
    parts: list[DraftPart] = []
    for mark, stop in zip(marks, stops, strict=True):
        paid = read_benefit(text, view, mark.end(), stop) or _free(text, view, mark.end(), stop)
        if paid is None or paid.values or paid.rates or paid.award.shape == "cases":
            return None
        a, b = mark.span("year")
        year = DraftTag(shape="is", name=view[a:b], quote=Quote(text=text[a:b], start=a))
        # how long each year is paid says its name
        award = paid.award.model_copy(update={"lasting": "", "quote": _from(text, a, paid.end)})
        parts.append(DraftPart(when=DraftGroup(join="all", of=(year,)), award=award))
    told = Benefit(first.start, marks[0].start(), end, parts[0].award, adds=False)
    common, inner, _ = read_parts(text, view, told, lexicon, around)
    if inner:
        return None
    own.extend(n for n in common if n not in own)
    parts = _with_base(same_base(parts), view, (first.start, marks[0].start()))
    limits = _of_every_year(parts) or alike(parts)
    return cases_of(parts, _from(text, marks[0].start("year"), end), "highest").model_copy(
        update={"caps": limits}
    )


def _free(text: str, view: str, start: int, stop: int) -> Benefit | None:
    """第一年免租金: what is not to be paid that year, in the words of the text."""
    match = _FREE.match(view, start, stop)
    if match is None:
        return None
    quote = _from(text, start, match.end())
    award = DraftAward(shape="in_kind", value=quote.text, quote=quote)
    return Benefit(start, start, quote.end, award, adds=False)


def _from(text: str, start: int, end: int) -> Quote:
    return Quote(text=text[start:end].rstrip("，,；;。、 \n"), start=start)


#: 「租用办公用房的，…」: what is rented or insured names what is paid for it.
_PAID_FOR = (
    (re.compile(r"租[用赁]|承租|租金|房租"), "租金"),
    (re.compile(r"投保|保险|保费"), "保费"),
)


def _with_base(parts: list[DraftPart], view: str, before: tuple[int, int]) -> list[DraftPart]:
    """The parts, whose shares are of what is paid for what the words before speak of."""
    nameless = [p for p in parts if p.award.shape == "rate" and not p.award.base]
    if not nameless:
        return parts
    base = next((b for told, b in _PAID_FOR if told.search(view, *before)), "")
    return [
        p.model_copy(update={"award": p.award.model_copy(update={"base": base})})
        if p in nameless
        else p
        for p in parts
    ]


def _of_every_year(parts: list[DraftPart]) -> tuple[DraftCap, ...]:
    """Limits said behind the last year alone hold for each of them; they are taken out of it."""
    last = parts[-1].award
    if any(p.award.caps for p in parts[:-1]):
        return ()
    caps = tuple(c for c in last.caps if not _OWN_LIMIT.search(c.scope))
    kept = tuple(c for c in last.caps if c not in caps)
    parts[-1] = parts[-1].model_copy(update={"award": last.model_copy(update={"caps": kept})})
    return caps
