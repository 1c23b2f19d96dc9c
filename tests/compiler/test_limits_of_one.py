"""Limits that name of what they are, and the rest of several kinds of one thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

LIMITS = [
    (
        "按实际投出资金的5%给予奖励，投资单个企业的奖励最高50万元，"
        "每家机构每年奖励总额最高300万元。",
        "5% of ?实际投出资金@now cap 50万元/item cap 300万元/enterprise_year",
    ),
    (
        "按担保额的1%给予补贴，单户企业的补贴最高10万元，每家机构的年度补贴总额最高200万元。",
        "1% of ?担保额@now cap 10万元/enterprise cap 200万元/enterprise_year",
    ),
    (
        "按培训费的20%给予补贴，服务单个企业的补贴最高3万元。",
        "20% of training_cost@annual cap 3万元/item",
    ),
    (
        "按代偿额的20%给予补偿。单户补偿最高200万元；一家担保公司的年度补偿总额，"
        "不得超过其上年度担保费收入的5%。",
        "20% of ?代偿额@now cap 200万元/enterprise cap 5% of ?担保费收入@Y-1/enterprise_year",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LIMITS)
def test_a_limit_that_names_of_what_it_is_makes_no_case(
    text: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"专项奖补。依法备案的服务机构开展服务的，{text}") == expected


REST = [
    ("信用贷款补偿50%，质押贷款补偿40%，其他贷款补偿30%", ("?信用贷款", "?质押贷款")),
    ("船舶险补偿50%，货运险补偿40%，其余险种补偿30%", ("?船舶险", "?货运险")),
]


@pytest.mark.parametrize(("sums", "named"), REST)
def test_the_rest_is_what_was_not_named_before(
    sums: str, named: tuple[str, str], award_of: Callable[[str], str]
) -> None:
    worth = award_of(f"风险补偿。承办机构发生损失的，对本金损失给予补偿：{sums}。")
    assert f"all(not {named[0]}; not {named[1]}) -> 30%" in worth
