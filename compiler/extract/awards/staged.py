"""A sum told whole and then by its stages: 总额500万元，其中完成股改100万元，…，成功上市250万元."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import DraftNode, DraftTag
from compiler.fold import fold
from compiler.normalise import read_quantity
from rules.quantity import Money

_WHOLE = re.compile(r"总额|合计|共计|总计|总共|累计|最高|分[^,;。]{1,3}(?:阶段|期|步|次|档)")


def in_stages(benefits: list[Benefit]) -> list[Benefit]:
    """The stages of a sum told whole first; none unless they come to that sum."""
    if len(benefits) < 3 or any(b.values or b.rates or b.award.parts for b in benefits):
        return []
    sums = [_yuan(b) for b in benefits]
    first, stages = sums[0], sums[1:]
    if first is None or not _WHOLE.search(fold(benefits[0].award.quote.text)):
        return []
    told = [s for s in stages if s is not None]
    return benefits[1:] if len(told) == len(stages) and sum(told) == first else []


def _yuan(benefit: Benefit) -> Decimal | None:
    value = read_quantity(benefit.award.value) if benefit.award.shape == "fixed" else None
    return value.yuan if isinstance(value, Money) else None


def tells_stages(node: DraftNode) -> bool:
    """分阶段, 分三期: how it is paid, which asks nothing."""
    if not isinstance(node, DraftTag) or node.shape != "is":
        return False
    return re.fullmatch(r"分[^,;。]{0,3}(?:阶段|期|步|批|次|年度?)", node.name) is not None
