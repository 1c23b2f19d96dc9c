"""Grown out of the small: 「首次升规」, 「新增上规入统」 enter the statistics of the large."""

from __future__ import annotations

import re

from compiler.extract.conditions.levels import STATISTICS
from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment, period_before

#: 升规 is a class entered; 升规奖励, 升规培育库 are names of something else.
_RISEN = re.compile(
    r"(?P<how>(?:首次|新增?|当年|年度(?:首次|新增?)?|成功|实现)*)"
    r"(?P<verb>小升规|升[级为]?(?:达规|上规)|升规(?:纳统|入统|入库|纳规)?|(?<!以)上规(?:模)?(?:纳统|入统|入库)?(?<!上规模)"
    r"|达规(?:纳统|入统|入库)?|进规(?:纳统|入统|入库)?|(?:升限|上限|达限)(?:纳统|入统|入库))"
    r"(?!奖|培育|政策|资金|行动|工程|计划|工作|目标|服务|补|后|前)"
    r"(?:的?(?P<kind>工业|服务业|批零住餐|批发零售|批发和零售|批零|商贸流通|商贸|住宿餐饮|建筑业|房地产)(?:业)?(?:企业)?)?"
)
_KINDS = {
    "批零": "批发零售",
    "批发和零售": "批发零售",
    "商贸流通": "商贸",
    "批零住餐": "商贸",
}


def risen(fragment: Fragment) -> None:
    """首次升规的工业企业, 新上规入统: whoever newly counts as 规模以上 or 限额以上."""
    for match in fragment.search(_RISEN):
        scale = "限额以上" if "限" in match["verb"] else "规模以上"
        kind = _KINDS.get(match["kind"] or "", match["kind"] or "")
        head = period_before(fragment, fragment.start, match.start())
        start, period = match.start(), "当年" if "当年" in match["how"] else ""
        if head and head.end() >= start - 1:
            start, period = head.start(), head.group()
        tag = DraftTag(
            shape="has",
            name=STATISTICS,
            values=(f"{scale}{kind}企业",),
            first=True,
            period=period,
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())
