"""Points of a list that open with a benefit speak of the items of that name alone."""

from __future__ import annotations

import pytest

from tests.compiler.conftest import compiled, parts

TEXT = (
    "青屏区知识产权金融若干措施\n一、质押贷款贴息。对取得质押贷款的企业，按利息的40%给予贴息，最高30万元。\n"
    "二、风险补偿。对发放质押贷款的银行，按本金损失的20%给予补偿，最高100万元。\n"
    "三、申请条件\n1．在本区登记注册；\n2．{said}。\n"
)
HERE = "registered_region in 青屏区"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("申请风险补偿支持资金的，银行等机构需建立贷款台账", "?银行等机构需建立贷款台账"),
        ("申请风险补偿的，应当设立专营部门", "?设立专营部门"),
        ("申报风险补偿资金的，须开设专门账户", "?开设专门账户"),
    ],
)
def test_a_point_that_opens_with_a_benefit(said: str, asked: str) -> None:
    """What is asked for one benefit is not asked of the other."""
    interest, loss = compiled(TEXT.format(said=said), head="").ruleset.rules
    assert parts(interest) == [HERE, "?取得质押贷款"]
    assert parts(loss) == [HERE, asked, "entity_type in 银行"]


def test_the_number_of_a_point_is_no_part_of_a_name() -> None:
    """「4．典当行、担保公司不适用」: the first of them is 典当行."""
    text = (
        TEXT.format(said="设有专人")
        + "四、不予支持的情形\n1．处于破产程序的；\n4．典当行、担保公司等机构，不适用贷款贴息。\n"
    )
    rule = compiled(text, head="").ruleset.rules[0]
    values = [getattr(unless, "values", ()) for unless in rule.unless]
    assert ("典当行", "担保公司") in values
