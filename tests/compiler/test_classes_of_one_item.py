"""Lists for classes of applicants are any of their lists, whatever items stand beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.draft import Draft

CLASSES = [
    ("领航型", "成长型", "研学驿站", "年营业收入不低于6亿元", "研发人员不少于30人"),
    ("甲级", "乙级", "示范工坊", "从业人员不少于60人", "年产值不低于900万元"),
    ("旗舰型", "社区型", "便民中心", "面积不少于800平方米", "员工不少于8人"),
]


@pytest.mark.parametrize(("one", "other", "noun", "first", "second"), CLASSES)
def test_classes_of_applicants_are_alternatives(
    one: str,
    other: str,
    noun: str,
    first: str,
    second: str,
    draft_of: Callable[..., Draft],
    short_of: Callable[[Condition], str],
) -> None:
    draft = draft_of(
        f"支持内容\n1．对{noun}首次采购本地产品的，给予产业协同奖励。\n"
        f"2．对{noun}参加展会的，给予展位补贴。\n"
        f"条件要求\n申报{one}{noun}，应符合以下条件：\n（1）{first}；\n（2）管理制度健全。\n"
        f"申报{other}{noun}，应符合以下条件：\n（1）{second}；\n（2）财务制度健全。\n"
    )
    for rule in draft.ruleset.rules:
        read = short_of(rule.when)
        assert "any(" in read
        assert read.index("any(") < read.index("管理制度健全")
