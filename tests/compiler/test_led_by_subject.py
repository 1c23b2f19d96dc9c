"""Requirements that open with whom they speak of are asked of the items that name them."""

from __future__ import annotations

import pytest

from tests.compiler.conftest import compiled, parts

CARD = (
    "第一条 对{one}，给予最高30万元补助。\n第二条 对{other}，给予最高20万元补助。\n"
    "第三条 申报条件：\n（一）{one}应设有专职安全员，未发生重大投诉。\n"
    "（二）{other}应接入省级监测平台。\n（三）{one}、{other}应建立服务台账。"
)
KINDS = [
    ("冷链运营中心", "社区配送驿站服务商"),
    ("康复托养机构", "辅具租赁企业"),
    ("游艇俱乐部码头运营商", "潜水培训基地"),
]


@pytest.mark.parametrize(("one", "other"), KINDS)
def test_each_item_is_asked_what_is_said_of_its_own_body(one: str, other: str) -> None:
    """What is said of the one is no condition of the other; what is said of both is of both."""
    first, second = compiled(CARD.format(one=one, other=other)).ruleset.rules
    of_one, of_other = " ".join(parts(first)), " ".join(parts(second))
    assert "设有专职安全员" in of_one
    assert "接入省级监测平台" not in of_one
    assert "接入省级监测平台" in of_other
    assert "设有专职安全员" not in of_other
    assert "建立服务台账" in of_one
    assert "建立服务台账" in of_other


def test_what_anybody_is_asked_stays_with_all_items() -> None:
    """企业 and 申报单位 are whoever applies for any of the items."""
    body = (
        "第一条 对首店运营中心，给予最高30万元补助。\n第二条 对夜市服务商，给予最高20万元补助。\n"
        "第三条 申报条件：\n（一）申报单位应建立服务台账。\n（二）企业应按时报送经营情况。"
    )
    for rule in compiled(body).ruleset.rules:
        assert any("建立服务台账" in line for line in parts(rule))
