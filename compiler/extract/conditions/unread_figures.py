"""Figures among leftovers that nothing compares: they wait for a person, and ask nothing."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment
from compiler.normalise import NUMBER, QUANTITY

#: 「年出栏5000头(猪舍4000平方米)以上」: a remark between the figure and its word.
CUT_FIGURE = re.compile(rf"[^,;。()]*{QUANTITY}\((?!不?包?[含括])[^()]{{5,}}\)(?:及?以[上下内])")


#: 「销售额突破50万元的前10名」: who is among them is told by comparing all who apply.
_RANK = re.compile(
    rf"(?:综合)?(?:排名|排序|名列|位列|位居|评分|得分)*(?:在|居)?前{NUMBER}[名位](?:以?内)?"
)


#: 「销售额达到2亿元、5亿元、10亿元」: figures of a ladder that no sums could be paired with.
_ONLY_FIGURES = re.compile(rf"(?:{QUANTITY}(?:以[上下内])?(?:、|和|及|或)?)+")


#: 「产值每完成5000万元，依法纳税的，奖励5万元」: how a sum grows is no requirement.
_STEPS = re.compile(rf"每(?:新?增加?|净增|超过?|完成|实现|达到?|满|引进|培育|开设){QUANTITY}")


def told_apart(fragment: Fragment, places: tuple[int, int, int], label: str) -> bool:
    """Add a leftover that is a rank, which a body tells, or a figure that nothing compares."""
    gap, start, end = places
    if _RANK.fullmatch(label):
        rank = DraftTag(shape="judged", name=label, quote=fragment.quote(start, end))
        fragment.add(rank, start, end)
    elif _STEPS.search(label):
        add_cut(fragment, start, end, "每多少计算一次，未能读出")
    elif fragment.view[gap] == "、" and _ONLY_FIGURES.fullmatch(label):
        add_cut(fragment, start, end, "只有数字，未能读出说的是什么")
    else:
        return False
    return True


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
