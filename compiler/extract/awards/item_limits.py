"""The limits of an item that stand outside its formula: closing a clause, of a year, of a count."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.counted_limits import CountLimit, find_count_limits
from compiler.extract.awards.limits import find_caps, take_instalments
from compiler.extract.awards.variants import Variant, read_variants
from compiler.extract.drafts import DraftCap
from compiler.extract.items.limited_classes import Unit
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.items.sentences import is_pointer
from compiler.extract.language.amounts import MONEY, RATIO
from compiler.normalise import read_quantity
from rules.quantity import Money

#: 「第一年给予不超过1000万元，…」 schedules what was granted before.
SCHEDULE = re.compile(r"\s*(?:第[一二三]年|首年|次年)")
#: 单个企业年度: a limit of a year.
BY_YEAR = re.compile(
    r"(?:企业|单位|机构|主体|家|平台|园区|公司)[^,;。]{0,6}(?:每年|年度|当年|全年)"
)


def variants_in(outline: Outline, sentence: Sentence) -> list[Variant]:
    """What a sentence changes for some of those the award is for."""
    return read_variants(outline.text, outline.view, sentence.start, sentence.end, outline.lexicon)


def closing_limits(outline: Outline, groups: list[list[Unit]]) -> list[tuple[DraftCap, ...]]:
    """For each item of a clause the limits of a year that a later sentence closes the clause with.

    对甲…给予奖励。对乙…给予奖励。单个企业年度奖励金额最高不超过1000万元。
    """
    found: list[tuple[DraftCap, ...]] = []
    later: tuple[DraftCap, ...] = ()
    for units in reversed(groups):
        found.append(later)
        limits = [c for s, granted in units if not granted for c in limits_of(outline, s, [])]
        closing = tuple(c for c in limits if c.value and not c.base and BY_YEAR.search(c.scope))
        if limits:
            later = closing
        elif any(BY_YEAR.search(c.scope) for _, bs in units for b in bs for c in b.award.caps):
            later = ()  # an item with a yearly limit of its own: what closes it is not seen before
    return found[::-1]


def of_one_year(outline: Outline, units: list[Unit]) -> tuple[DraftCap, ...]:
    """第一年不超过2000万元，第二、三年每年不超过1500万元: no year pays more than the largest."""
    found: list[tuple[Decimal, DraftCap]] = []
    for sentence, granted in units:
        own = outline.said(sentence)
        if granted or not SCHEDULE.match(own) or "每年" not in own:
            continue  # the first year alone says nothing of the others
        sums = list(re.finditer(rf"(不超过|最高(?:不超过)?|不高于)?({MONEY})", own))
        if not sums or not all(m[1] for m in sums):
            return ()
        for match in sums:
            value = read_quantity(match[2])
            quote = outline.quote(sentence.start + match.start(), sentence.start + match.end())
            if isinstance(value, Money):
                cap = DraftCap(value=match[2], scope="每年", quote=quote)
                found.append((value.yuan, cap))
    return (max(found, key=lambda one: one[0])[1],) if found else ()


def count_limits(outline: Outline, units: list[Unit], benefits: list[Benefit]) -> list[CountLimit]:
    """How many are paid for, where it is said of more than one sum or in a sentence of its own."""
    only = benefits[0] if len(benefits) == 1 else None
    return [
        limit
        for sentence, _ in units
        for limit in find_count_limits(outline.view, sentence.start, sentence.end)
        if not any(
            b.cut <= limit.start < b.end
            and len(b.values) < 2
            and (b.award.at_most or b is not only)
            for b in benefits
        )
    ]


def only_pays_out(text: str) -> bool:
    """Whether a sentence only says in which parts a sum is paid that was granted before it."""
    shares, (first, last) = take_instalments(text)
    rest = text[:first] + text[last:]
    return bool(shares) and not re.search(rf"{MONEY}|{RATIO}", rest)


def limits_of(outline: Outline, sentence: Sentence, benefits: list[Benefit]) -> list[DraftCap]:
    """The limits of a sentence that grants nothing itself."""
    if any(sentence.start <= b.start < sentence.end for b in benefits):
        return []
    if any(b.start < sentence.start < b.end for b in benefits):
        return []  # limits of its classes, which the benefit holds already
    own = outline.said(sentence)
    if SCHEDULE.match(own) or variants_in(outline, sentence):
        return []  # what is paid in one year, or to some, is no limit of the whole
    if (
        is_pointer(own)
        and not re.search(MONEY, own)
        and not re.search(r"[,;。](?=[^,;。]*(?:总?额|合计)[^,;。]{0,4}(?:不得超过|不超过))", own)
    ):
        return []
    return list(find_caps(outline.text, outline.view, sentence.start, sentence.end))
