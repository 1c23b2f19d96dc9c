"""Benefits that are no sum: stakes, rents let off, homes let first; and whom a policy organises."""

from __future__ import annotations

import pytest

from tests.compiler.conftest import compiled, parts


@pytest.mark.parametrize(
    ("sentence", "what", "expected"),
    [
        (
            "对技术路线新颖的初创团队给予政策性股权投资，政府方持有股权不超过15%。",
            "给予政策性股权投资",
            ["?技术路线新颖"],
        ),
        (
            "对研制深海装备的企业给予股权投资，持股比例不高于20%。",
            "给予股权投资",
            ["?研制深海装备"],
        ),
        ("对入驻渔人码头的企业给予房租减免。", "给予房租减免", ["?入驻渔人码头"]),
        ("对开设非遗工坊的企业给予场租优惠。", "给予场租优惠", ["?开设非遗工坊"]),
        (
            "对在本区无房产的养老护理员，可优先配租公共租赁住房。",
            "可优先配租公共租赁住房",
            ["not owns_home", "?养老护理员"],
        ),
    ],
)
def test_benefits_that_are_no_sum(sentence: str, what: str, expected: list[str]) -> None:
    """What is given without a sum is told as written; a stake that is held is no share paid."""
    (rule,) = compiled("第一条 " + sentence).ruleset.rules
    assert (rule.award.kind, rule.award.source.quote) == ("in_kind", what)
    assert [p for p in expected if p not in parts(rule)] == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("组织检测机构为养殖户提供疫病检测，按检测费用的50%给予补贴。", "检测机构"),
        ("遴选一批设计中心为商户提供店招设计，按设计费用的30%给予补助。", "设计中心"),
        ("发动行业协会举办展销活动，按场租费用的40%给予补助。", "行业协会"),
    ],
)
def test_whom_a_policy_organises_goes_by_its_own_name(sentence: str, kind: str) -> None:
    """组织检测机构为…: the verb is the policy's, the body is who is paid."""
    (rule,) = compiled("第一条 " + sentence).ruleset.rules
    assert f"entity_type in {kind}" in parts(rule)


@pytest.mark.parametrize("said", ["带动作用显著", "示范效应突出", "节水成效明显"])
def test_for_whom_is_no_part_of_a_judgement(said: str) -> None:
    """对…的项目 names whom; 对 is no word of what is judged."""
    (rule,) = compiled(f"第一条 对{said}的项目，给予最高50万元奖励。").ruleset.rules
    assert parts(rule) == [f"judged {said}"]
