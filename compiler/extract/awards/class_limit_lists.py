"""Where words only limit, class by class: 「规上企业最高50万元、年度最高200万元；其他最高20万元」.

Such words grant nothing; they belong to the formula before them, each class with its own limits.
"""

from __future__ import annotations

import re

from compiler.extract.language.amounts import MONEY

#: What a limit says of everybody: 单个企业, 每家, 年度, 补助金额.
OF_EACH = (
    r"(?:(?:对应)?(?:单[个家户项笔场次]|每[个家户项笔场次名人生台套件]|同一|单一)[^,;。、\d最不上限]{0,12}"
    r"|每一?年度?|每学[年期]|年度|全年|当年|累计|合计|总计|总额|奖励|补[贴助]|资助|支持|贴息|奖补|扶持|配套"
    r"|资金|金额|额度|标准|原则上|一般|均)"
)
_LIMIT = (
    rf"{OF_EACH}*(?:最高|最多|不得?超过|不高于|上限为?|限额为?|封顶为?)+(?:给予|奖励|补[助贴]|资助|支持|为|至|可达)*"
    rf"{MONEY}(?:以内|封顶)?(?:的?(?:奖励|补[助贴]|资助|支持|贴息|奖补))?"
)
_CLAUSE = re.compile(
    rf"\s*(?:其中[,:]?)?(?:(?P<lead>(?!{OF_EACH})[^,;。、:\d%]{{2,30}}),(?={_LIMIT}))?"
    rf"(?P<who>[^,;。、:\d%]*?){_LIMIT}(?P<end>[,;、。]|(?:且|并|同时)|\s*$)"
)
_ACTS = re.compile(r"按|给予|予以|的基础上|发放|第[一二三四五]年|首年|次年")
_CLASS = re.compile(r"(?!且|并|但|同时|每|单|同一|累计|合计|总|年|最|不|上限|该|其(?![他它余]))")


def classes_limited(view: str, start: int, end: int) -> int:
    """How many classes ``[start, end)`` names with limits of their own; 0 when it says more."""
    position, classes = start, 0
    end = start + len(view[start:end].rstrip(" \n。;"))
    while position < end:
        clause = _CLAUSE.match(view, position, end)
        if clause is None:
            return 0
        named = (clause["lead"] or clause["who"]).strip(" 对的")
        if named and (_ACTS.search(named) or not _CLASS.match(named) or len(named) < 2):
            return 0
        classes += bool(named)
        position = clause.end()
    return classes
