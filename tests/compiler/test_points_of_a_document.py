"""Points behind 「制定措施如下：」 are items; behind 「按以下标准奖励：」 they are alternatives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

POINTS = (
    "一、零售企业年销售额达到500万元且增速达到15%以上的，给予2万元奖励。",
    "二、餐饮企业（不含连锁快餐企业）年销售额达到200万元的，给予1万元奖励。",
    "三、对新开设的夜间书店，给予3万元补贴。",
)


@pytest.mark.parametrize(
    "opening",
    [
        "根据市委关于稳定消费的要求，现制定二季度促消费措施如下：",
        "为了支持商贸企业渡过难关，经区政府同意，提出如下意见：",
        "为进一步扩大内需，现就有关事项通知如下：",
        "结合我县实际，出台以下政策：",
    ],
)
def test_points_of_a_document_are_items_of_their_own(
    opening: str, draft_of: Callable[..., Draft]
) -> None:
    rules = draft_of("临湖县促进消费若干措施\n" + "\n".join([opening, *POINTS])).ruleset.rules
    assert len(rules) == 3
    assert [bool(rule.unless) for rule in rules] == [False, True, False]


def test_points_behind_standards_stay_alternatives_of_one_item(
    draft_of: Callable[..., Draft],
) -> None:
    text = "临湖县促进消费若干措施\n对限额以上零售企业按以下标准给予奖励：\n" + "\n".join(
        ["1.年销售额达到500万元的，奖励2万元；", "2.年销售额达到1000万元的，奖励5万元。"]
    )
    assert len(draft_of(text).ruleset.rules) == 1
