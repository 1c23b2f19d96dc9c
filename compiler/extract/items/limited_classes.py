"""Words behind a benefit that limit its classes: read with it, each class its own limits."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit, read_benefit
from compiler.extract.awards.class_limit_lists import classes_limited
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.language.amounts import MONEY, MONEY_LIST

#: A sentence that grants something, and what.
Unit = tuple[Sentence, list[Benefit]]
#: 「其中，甲类、乙类累计最高分别不超过500万元、200万元」: limits of classes of what stands before.
_CLASS_LIMITS = re.compile(
    r"\s*(?:其中,?)?(?:对)?(?!单|每|同一|累计|合计|年度)[^,;。\d]{2,40}?(?:累计|每年|年度|补[贴助]|奖励|资助|支持|金额|额度)*"
    rf"(?:(?:最高|不超过|不高于|上限为?|分别|依次)+(?:{MONEY_LIST})|(?:最高|不超过|不高于)+{MONEY},[^,;。\d]{{2,24}}?(?:最高|不超过|不高于)+{MONEY})"
)


def with_class_limits(
    outline: Outline, before: Benefit, start: int, end: int, last: int
) -> Benefit | None:
    """按租金的50%补助，最长5年；其中，独角兽企业、瞪羚企业最高分别不超过1500万元、400万元."""
    if before.end >= end:
        return before  # …；甲类最高50万元、年度最高200万元；乙类…: read with the first of them
    beside = 1 if before.award.caps and _ends_with_class(outline.view, before) else 0
    if (named := classes_limited(outline.view, start, last)) and named + beside > 1:
        return read_benefit(outline.text, outline.view, before.start, last)
    if _CLASS_LIMITS.match(outline.view[start:end]) is None:
        return None
    return read_benefit(outline.text, outline.view, before.start, end)


def _ends_with_class(view: str, before: Benefit) -> bool:
    """按30%给予补贴，民营企业最高10万元; …，在公办园就读的，每人最高2000元: a class of several."""
    commas = [before.cut + m.end() for m in re.finditer(",", view[before.cut : before.end])]
    formula = before.award.shape in ("rate", "per_unit") and not (before.values or before.rates)
    return formula and any(classes_limited(view, at, before.end) == 1 for at in commas[-2:])


def limits_classes(outline: Outline, sentence: Sentence, units: list[Unit]) -> bool:
    """Whether a sentence gives classes of the benefit before it their limits, which are read."""
    if not units or not units[-1][1] or outline.view[units[-1][0].end : sentence.start].strip():
        return False
    if classes_limited(outline.view, sentence.start, sentence.end) < 2:
        return False
    before = units[-1][1][-1]
    with_limits = read_benefit(outline.text, outline.view, before.start, sentence.end)
    if with_limits is None or before.award.caps:
        return False
    units[-1][1][-1] = with_limits
    return True
