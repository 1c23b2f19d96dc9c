"""不得超过, 不应低于: the not belongs to the comparison, whatever stands on the other side."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Comparator, Compare, leaves
from rules.draft import Draft

GE, LE = Comparator.GE, Comparator.LE


@pytest.mark.parametrize(
    ("asked", "op", "name"),
    [
        ("负债总额不得超过资产总额的40%", LE, "负债总额"),
        ("贷款利率不应高于同期LPR的1.5倍", LE, "贷款利率"),
        ("荒料损耗不能大于荒料采购量的5%", LE, "荒料损耗"),
        ("展位收费不得高于同类展会收费标准", LE, "展位收费"),
        ("职工工资不得低于当地最低工资标准", GE, "职工工资"),
        ("资产负债率不应高于70%", LE, "资产负债率"),
        ("职工人数不可少于20人", GE, "职工人数"),
        ("年销售石材不宜低于300万元", GE, "年销售石材"),
    ],
)
def test_what_must_not_be_more_is_at_most(
    draft_of: Callable[..., Draft], asked: str, op: Comparator, name: str
) -> None:
    draft = draft_of(f"第一条 对{asked}的石材企业，给予20万元奖励。\n")
    (rule,) = draft.ruleset.rules
    (found,) = [leaf for leaf in leaves(rule.when) if isinstance(leaf, Compare)]
    assert found.op is op
    assert found.source is not None
    assert found.source.quote.startswith(name)
    assert not any("不" in attribute.label for attribute in draft.ruleset.attributes)
