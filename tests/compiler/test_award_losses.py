"""No sum, rate, limit or share that a sentence states is lost in its award."""

from __future__ import annotations

from collections.abc import Callable

import pytest

INSTALMENTS = [
    ("给予500万元奖励，分两年按60%、40%的比例拨付", "500万元 in 60%/40%"),
    ("给予500万元奖励，分三年按4:3:3的比例拨付", "500万元 in 40%/30%/30%"),
    ("给予500万元奖励，其中认定当年拨付40%，次年拨付60%", "500万元 in 40%/60%"),
    ("给予500万元奖励，首年拨付60%，剩余部分次年拨付", "500万元 in 60%/40%"),
    ("给予500万元奖励，分两期拨付，每期50%", "500万元 in 50%/50%"),
    ("给予500万元奖励。奖励资金分两年按60%、40%的比例拨付", "500万元 in 60%/40%"),
    (
        "按研发费用的10%给予补助，最高200万元，分三年按5:3:2拨付",
        "10% of rd_expense@annual cap 200万元/item in 50%/30%/20%",
    ),
]


@pytest.mark.parametrize(("grant", "expected"), INSTALMENTS)
def test_the_shares_of_a_payment_in_parts_are_no_rates(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"对国家高新技术企业，{grant}。") == expected
