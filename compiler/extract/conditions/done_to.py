"""What is done to a thing of some size: 购置单价100万元以上的设备 asks two things."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.items.acts import ACTS
from compiler.extract.language.fragment import Fragment
from compiler.extract.language.things import THING

#: 购置单价, 新增船龄: what is done, and the measure of what it is done to.
_ACT = re.compile(
    rf"(?:(?:申[报请])?(?:企业|单位|主体))?(?P<act>(?:(?:新|首次|自主|上年度|当年)?{ACTS})+)(?P<measure>[^,;。、的\d]{{0,8}}?"
    r"(?:价|价格|价值|原值|面积|龄|容量|功率|规模|库容|载重|吨位|金额|额|长度|里程|等级|层高|产能|能力|时间|期限))"
)
#: 「的自有运输船舶」: the thing, at the end of what is said or before who does it.
_WHAT = re.compile(r"的(?P<thing>[^,;。、的\d()]{2,14})(?=$|[,;。]|的|且|并)")


def done_to(
    fragment: Fragment, tag: DraftTag, start: int, end: int
) -> tuple[DraftTag, DraftTag] | None:
    """The measure of a thing and what is done with it; None where a figure stands by itself."""
    act = _ACT.fullmatch(tag.name)
    what = _WHAT.match(fragment.view, end, fragment.end)
    if act is None or what is None or fragment.knows(tag.name) or not THING.search(what["thing"]):
        return None
    begin = fragment.view.find(tag.name, start, end) + act.start("measure")
    if begin < start + act.start("measure") or not fragment.free(end, what.end("thing")):
        return None
    own = set(act["measure"]) & set(what["thing"])  # 船龄 names the ship itself
    name = act["measure"] if own else what["thing"] + act["measure"]
    measured = tag.model_copy(
        update={"name": name, "period": "", "quote": fragment.quote(begin, end)}
    )
    done = DraftTag(
        shape="is",
        name=act["act"] + what["thing"],
        period=tag.period,
        quote=fragment.quote(start, what.end("thing")),
    )
    return measured, done
