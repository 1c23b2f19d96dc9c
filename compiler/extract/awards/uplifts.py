"""Uplifts: 「属于高新技术企业的，奖励标准上浮20%」 raises the award before it for some."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.extract.drafts import DraftAward, DraftCap, DraftGroup, DraftNode, DraftPart
from compiler.fold import fold
from compiler.normalise import NUMBER, number, read_quantity
from rules.quantity import Money, Ratio

#: 补助标准上浮20%, 奖励金额提高50%, 补助比例提高5个百分点; 提高至20% names the new rate itself.
UPLIFT = re.compile(
    r"(?P<what>标准|金额|额度|比例|奖励|补助|补贴|资助)(?:可|再|均|各|都|一律|分别|相应|按|(?:的)?基础上|在(?:此|上述|前述|原有?|以上)(?:标准|比例)?(?:的)?基础上)*"
    rf"(?:上浮|提高|上调|增加|[增加]发)(?P<by>{NUMBER})(?P<unit>%|个百分点|成(?![员立果]))"
)
#: The sentence speaks of the award before it, also where it names the new rate itself.
RAISES = re.compile(
    UPLIFT.pattern + r"|(?:标准|金额|额度|比例)(?:可|再|均|各|都|一律|分别|相应)*"
    r"(?:上浮|提高|上调|增加)(?:至|到|为)"
    r"|(?:奖励|补助|补贴|资助|支持|扶持|贴息|配套)的?比例(?:则|均|相应)*为"
)


def uplifted(first: DraftAward, later: DraftAward) -> DraftAward:
    """The later award with what it raises put in; itself when it raises nothing."""
    said = fold(later.quote.text)
    match = UPLIFT.search(said)
    if _same_formula(first, later) and RAISES.search(said) and match is None:
        return _limited_alike(first, later)  # 补助比例提高到40%: the limits stay those stated
    if later.shape != "rate" or match is None or first.parts or first.step:
        return later
    raised = _raised(first, number(match["by"]), match)
    if not raised:
        return later
    caps = later.caps or first.caps
    return first.model_copy(update={"value": raised, "caps": caps, "quote": later.quote})


def raised_each(
    before: DraftAward, single: DraftAward, inner: list[DraftPart], common: list[DraftNode]
) -> list[DraftPart]:
    """「按轻、中、重度，标准分别上浮50%、100%、200%」: the award before, raised for each class."""
    match = UPLIFT.search(fold(single.quote.text))
    if match is None or before.parts or before.step:
        return []
    parts = []
    for part in inner:
        raised = _raised(before, number(part.award.value.rstrip("%")), match)
        if not raised:
            return []
        when = DraftGroup(join="all", of=(*common, *part.when.of))
        award = before.model_copy(update={"value": raised, "quote": part.award.quote})
        parts.append(DraftPart(when=when, award=award))
    return parts


def _raised(first: DraftAward, by: Decimal | None, match: re.Match[str]) -> str:
    """The figure of an award raised by so much; empty when it cannot be."""
    value = read_quantity(first.value)
    if by is None:
        return ""
    if match["unit"] == "成":
        by *= 10
    points = match["unit"] == "个百分点" or match["what"] == "比例"
    if isinstance(value, Ratio):
        share = value.fraction + by / 100 if points else value.fraction * (1 + by / 100)
        return f"{_plain(share * 100)}%"
    if isinstance(value, Money) and not points:
        return f"{_plain(value.yuan * (1 + by / 100))}元"
    return ""


def _same_formula(first: DraftAward, later: DraftAward) -> bool:
    """Whether the later award is the first with another figure: 每平方米15元, 每平方米25元."""
    if later.shape != first.shape or first.parts or later.parts:
        return False
    units = (first.base.partition("|")[0], later.base.partition("|")[0])
    return later.shape in ("rate", "fixed") or (later.shape == "per_unit" and units[0] == units[1])


def _limited_alike(first: DraftAward, later: DraftAward) -> DraftAward:
    raised = {_of_what(c) for c in later.caps}
    update = {
        "base": later.base or first.base,
        "caps": (*(c for c in first.caps if _of_what(c) not in raised), *later.caps),
        "per": later.per or first.per,
        "lasting": later.lasting or first.lasting,
        "at_most": later.at_most or first.at_most,
    }
    return later.model_copy(update=update)


def _of_what(cap: DraftCap) -> str:
    """Which of several limits one is: of a year, of a project, in the words of its share."""
    spoken = re.search(r"(?P<year>每年|年度|全年|一年|当年)|(?P<project>项目|课题)", cap.scope)
    return f"{spoken.lastgroup if spoken else ''} {cap.base}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
