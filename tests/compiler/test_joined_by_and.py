"""What 且 adds to a requirement is asked too, however short and whatever stands behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Is, leaves
from rules.draft import Draft


@pytest.mark.parametrize(
    ("recipients", "both"),
    [
        ("开发新品且销售良好的高新技术企业", ["?开发新品", "?销售良好"]),
        ("新引进荒料项目且通过审核的产业链龙头企业", ["?新引进荒料项目", "?通过审核"]),
        ("研制切割机具并且质量稳定的专精特新中小企业", ["?研制切割机具", "?质量稳定"]),
        ("承接外地雕刻订单且信誉优良的石材企业", ["?承接外地雕刻订单", "?信誉优良"]),
    ],
)
def test_a_short_requirement_behind_and_is_asked(
    draft_of: Callable[..., Draft], recipients: str, both: list[str]
) -> None:
    (rule,) = draft_of(f"第一条 对{recipients}，给予20万元奖励。\n").ruleset.rules
    assert [leaf.attribute for leaf in leaves(rule.when) if isinstance(leaf, Is)] == both


@pytest.mark.parametrize("still", ["尚未移出", "尚未解除", "仍未移出"])
def test_still_being_listed_adds_nothing_to_a_list(
    draft_of: Callable[..., Draft], still: str
) -> None:
    grant = "第一条 对石材企业，给予20万元奖励。\n"
    text = f"{grant}第二条 被列入严重失信主体名单且{still}的，不予支持。\n"
    (rule,) = draft_of(text).ruleset.rules
    assert [
        leaf.attribute for out in rule.unless for leaf in leaves(out) if isinstance(leaf, Is)
    ] == ["dishonest_list"]
