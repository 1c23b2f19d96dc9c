"""What a sum is paid for each of stays with it: 元/平方米, 每标准展位, 每出口1美元."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

EACH = [
    (
        "对在本区购置厂房的企业，可按最高800元/平方米的标准给予补助，总额最高600万元",
        "800元 per purchased_area@now ceiling cap 600万元/item",
    ),
    ("对新建立体停车库的企业，每车位最高补助2000元", "2000元 per ?车位@now ceiling"),
    ("对参加博览会的企业，补助金额最高为每标准展位8000元", "8000元 per ?标准展位@now ceiling"),
    (
        "对参加推介会的企业，每个特装展位最高奖励不超过3万元",
        "3万元 per ?特装展位@now ceiling",
    ),
    ("对经营冷链的企业，每标箱补贴260元", "260元 per ?标箱数@now"),
    ("对数据服务商，每发布一个数据集奖励6000元", "6000元 per ?发布数据集@now"),
]


@pytest.mark.parametrize(("grant", "expected"), EACH)
def test_a_sum_for_each_is_paid_for_each(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{grant}。") == expected


PAID_BACK = [
    (
        "对参加境外展会的企业，其余展位费部分按其实际支出给予补助，补助金额最高为每标准展位2万元",
        "lesser of {100% of ?其余展位费@now; 2万元 per ?标准展位@now}",
    ),
    (
        "对新建养老机构的企业，装修费用按实际支出予以补贴，最高每床位3000元",
        "lesser of {100% of decoration_cost@now; 3000元 per ?床位@now}",
    ),
    (
        "对参加采购会的企业，每个展位资助9000元（金额低于9000元的按实资助）",
        "lesser of {9000元 per ?展位@now; 100% of actual_cost@now}",
    ),
]


@pytest.mark.parametrize(("grant", "expected"), PAID_BACK)
def test_a_cost_is_paid_back_up_to_a_sum_for_each(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{grant}。") == expected


@pytest.mark.parametrize(
    "grant",
    [
        "对服务贸易企业，每结汇1美元奖励人民币0.1元",
        "对建成立体车库的企业，每创造1000立方空间奖励2万元",
        "对国际货运企业，补贴3万元/趟，每趟不超过5万元",
    ],
)
def test_a_unit_no_award_can_count_is_reported(grant: str, draft_of: Callable[..., Draft]) -> None:
    assert "PC509" in [d.code for d in draft_of(f"第一条 {grant}。").diagnostics]


@pytest.mark.parametrize(
    "grant",
    [
        "对国家高新技术企业，每家企业奖励10万元",
        "对国家高新技术企业，按研发费用的10%给予补助，每家企业每年最高50万元",
        "对国家高新技术企业，单个项目最高资助不超过300万元",
        "对国家高新技术企业，给予一次性奖励0.8万元人民币",
        "对国家高新技术企业，按研发费用的10%给予补助，最高300万人民币",
    ],
)
def test_whoever_is_paid_is_no_unit(grant: str, draft_of: Callable[..., Draft]) -> None:
    codes = {d.code for d in draft_of(f"第一条 {grant}。").diagnostics}
    assert not codes & {"PC301", "PC508", "PC509"}


YUAN = [
    ("一次性给予0.8万元人民币奖励", "8000元"),
    ("奖励总额不超过300万人民币", "300万元 ceiling"),
    ("按研发费用的10%给予补助，最高不超过1亿人民币", "10% of rd_expense@annual cap 1亿元/item"),
]


@pytest.mark.parametrize(("grant", "expected"), YUAN)
def test_a_sum_of_renminbi_is_a_sum(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"对国家高新技术企业，{grant}。") == expected
