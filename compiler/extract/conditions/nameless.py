"""Comparisons without a name of their own: 产值1亿元以上、不足5亿元."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftNode, DraftTag
from compiler.normalise import NUMBER


def named_before(nodes: list[DraftNode]) -> list[DraftNode]:
    """产值1亿元以上、不足5亿元: a nameless comparison is about what was named before it."""
    last: DraftTag | None = None
    context = ""
    result: list[DraftNode] = []
    for before, node in zip([None, *nodes], nodes, strict=False):
        if _registered_for(before, node):
            node = node.model_copy(update={"name": "注册满"})
        if isinstance(node, DraftTag) and _happened(node):
            context = node.period  # 上年度首次纳入统计且营业收入突破1亿元: the revenue of that year
        if isinstance(node, DraftTag) and node.shape == "compare":
            if node.period:
                context = node.period
            elif context:
                # 上年度出租100套，且平均出租率80%: rates of flows are of the year just named
                same = _RATE_OF_FLOWS.fullmatch(node.name) and _ONE_YEAR.fullmatch(context)
                node = node.model_copy(update={"period" if same else "context": context})
            if last is not None and last.measure == "value" and _SHARE_OF.match(node.name):
                # 研发费用100万元以上,且占营业收入3%以上: the part is what was named before
                shared = {"name": last.name + node.name, "measure": "share"}
                node = node.model_copy(update={**shared, "period": node.period or last.period})
                result.append(node)
                continue
            nameless = not node.name or (last is not None and node.name in ("", "同比"))
            if (
                nameless
                and last is not None
                and (node.measure != "value" or _unit(node.value) == _unit(last.value))
            ):
                update = {"name": last.name, "period": node.period or last.period}
                if node.measure == "value":
                    update["measure"] = last.measure
                node = node.model_copy(update=update)
            if node.name:
                last = node
        result.append(node)
    return result


def _registered_for(before: DraftNode | None, node: DraftNode) -> bool:
    """在本县注册满1年: how long, right behind where."""
    return (
        isinstance(before, DraftTag)
        and before.name == "注册地"
        and isinstance(node, DraftTag)
        and node.shape == "compare"
        and not node.name
        and _unit(node.value) == "年"
        and before.quote.end == node.quote.start
    )


_RATE_OF_FLOWS = re.compile(
    r"平均.+率|.*(?:收入|营收|产值|利润|额|费用?|支出|投入)占.*(?:比例|比重|占比)?"
)
_ONE_YEAR = re.compile(r"(?:上一?|当|本|前一)个?年度?|\d{4}年度?")


def _happened(node: DraftTag) -> bool:
    """Whether a node tells what came about in one year: 上年度首次有出口实绩."""
    came = node.shape == "has" or (node.shape == "is" and not node.negated)
    came = came and not re.match(r"未|没有|无(?!偿)|不", node.name)
    return came and _ONE_YEAR.fullmatch(node.period) is not None


_SHARE_OF = re.compile(r"占[^,;。]{2,}")


def _unit(value: str) -> str:
    bare = re.sub(rf"^{NUMBER}(?:万|亿)?", "", value)
    if re.fullmatch(r"周?年|个?月|个月|天|日", bare):
        return "年"  # 登记注册满6个月、不超过3年: both are how long
    return "元" if bare.endswith("元") or bare in ("", "万", "亿") else bare
