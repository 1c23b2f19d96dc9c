"""What sort of thing a stretch of a policy says, by its words: a grant, a block of an item, or
something said of every applicant.

Coarse on purpose: this chooses what is shown beside a clause, it decides nothing about rules.
"""

from __future__ import annotations

import re

from rules.document import Clause, ClauseKind

_MONEY = r"\d[\d.]*(?:万|亿)?(?:元|%|‰)"
_GRANTS = re.compile(
    rf"(?:给予|一次性|奖励|补贴|补助|资助|返还|贴息)[^。;；]{{0,30}}?{_MONEY}|按[^。;；]{{0,40}}?\d[\d.]*[%‰]"
    r"|给予[^。;；]{0,12}(?:奖励|补助|补贴|资助|配套|贴息|返还)|认定为|申请认定(?!或)|(?<!已)发放[^。;；]{0,8}金"
)
_TOTAL = re.compile(
    r"(?:单个|每个|每家|同一|一家)[^。;；]{0,30}(?:合计|总额|累计|总和)[^。;；]{0,30}"
)
_BLOCK = re.compile(
    r"^\W*[\d一二三四五六七八九十.、()（）．]*\W*(?:[一-鿿]{0,4}(?:条件|对象|范围|标准|内容|方式|时间|期限|频度|有效期)(?:要求)?"
    r"|条件要求|谁能领|领多少|什么时候报|提醒|注意|备注)(?:$|[\s:：|】。])"
)
#: What is said of everybody, what matters most first: who, who not, how much in all, from when on.
_SAID_OF_ALL = (
    re.compile(
        r"(?:申[报请领]|享受|扶持|支持|补贴|适用|服务)[^。;；]{0,24}(?:应当?|须|需)[^。;；]{0,24}"
        r"(?:条件|要求|具有|具备|符合|依法|登记|注册)"
        r"|适用(?:于|对象|范围)|(?:扶持|支持|补贴|服务)对象[为是]|基本条件|申报(?:主体|条件)"
    ),
    re.compile(
        r"有(?:下|以)[列下][^。;；]{0,12}情[形况]|不予(?:支持|扶持|资助|补助|受理|认定|发放)"
        r"|不(?:得|能)(?:享受|申[报请领])|取消[^。;；]{0,6}资格"
    ),
    re.compile(
        r"不重复|重复(?:享受|申报)|同一(?:项目|事项|企业|单位|主体|人员)|总[额量]控制|只能享受"
    ),
    re.compile(r"起(?:施行|实施|执行)|有效期|申[报请]时间|(?:含|包括|包含)本数|计算至"),
)
_OF_ONE_CHAPTER = re.compile(r"本[章节]")


def grants(text: str) -> bool:
    """Whether something is granted there; what caps the total of several items is no grant."""
    return _GRANTS.search(_TOTAL.sub("", text)) is not None


def is_block(clause: Clause, text: str) -> bool:
    """Whether it is a named block of an item that says who, what or when: 条件要求, 扶持范围."""
    if clause.kind is ClauseKind.FIELD and clause.heading:
        return _BLOCK.match(clause.heading) is not None
    return _BLOCK.match(clause.heading or text[:16]) is not None


def generality(text: str) -> int:
    """0 where nothing is said of everybody; else from 1, what matters most first."""
    if grants(text):
        return 0
    for rank, said in enumerate(_SAID_OF_ALL, start=1):
        if said.search(text):
            return rank
    return 3 if _TOTAL.search(text) else 0


def of_one_chapter(text: str) -> bool:
    """Whether it is said of the chapter it stands in alone."""
    return _OF_ONE_CHAPTER.search(text) is not None
