"""Figures among leftovers that nothing compares: they wait for a person, and ask nothing."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment
from compiler.normalise import QUANTITY

#: 「年出栏5000头(猪舍4000平方米)以上」: a remark between the figure and its word.
CUT_FIGURE = re.compile(rf"[^,;。()]*{QUANTITY}\((?!不?包?[含括])[^()]{{5,}}\)(?:及?以[上下内])")


#: 「销售额达到2亿元、5亿元、10亿元」: figures of a ladder that no sums could be paired with.
_ONLY_FIGURES = re.compile(rf"(?:{QUANTITY}(?:以[上下内])?(?:、|和|及|或)?)+")


#: 「产值每完成5000万元，依法纳税的，奖励5万元」: how a sum grows is no requirement.
_STEPS = re.compile(rf"每(?:新?增加?|净增|超过?|完成|实现|达到?|满|引进|培育|开设){QUANTITY}")


def unread_figure(before: str, label: str) -> str:
    """Why a leftover is a figure that nothing compares; empty when it is something asked."""
    if _STEPS.search(label):
        return "每多少计算一次，未能读出"
    return (
        "只有数字，未能读出说的是什么" if before == "、" and _ONLY_FIGURES.fullmatch(label) else ""
    )


def add_cut(
    fragment: Fragment, start: int, end: int, why: str = "数字与「以上」之间有括注，未能读出"
) -> None:
    """A figure that nothing compares: a remark parts it from its word, or nothing names it."""
    tag = DraftTag(
        shape="unparsed",
        name=why,
        quote=fragment.quote(start, end),
    )
    fragment.add(tag, start, end)
