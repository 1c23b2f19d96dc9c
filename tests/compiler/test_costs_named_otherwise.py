"""Costs a share is of, named in other words than the vocabulary's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

BASES = [
    ("按照贷款实际利息的45%给予贴息，每年不超过30万元。", "45% of loan_interest@annual"),
    ("按不超过建设项目总投资的15%给予补贴，最高600万元。", "15% of project_investment@now"),
    ("按每人每次就餐费用的四分之一给予补贴，最高不超过4元。", "25% of meal_cost@now"),
    ("给予40%的检测费补助，最高5万元。", "40% of certification_cost@annual"),
]


@pytest.mark.parametrize(("grant", "expected"), BASES)
def test_a_cost_is_known_by_its_other_names(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"对本区养殖场，{grant}").startswith(expected)


@pytest.mark.parametrize(
    ("rate", "years"), [("2.5个百分点", "2年"), ("3%", "三年"), ("1.5%", "2年")]
)
def test_interest_paid_for_years_is_paid_by_the_year_and_so_is_what_it_may_fall_to(
    rate: str, years: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(
        f"对取得设备贷款的养殖场给予{rate}的贴息，期限{years}。贷款实际利率低于{rate}的按实际利率贴息。"
    )
    assert award.count("per year") >= 2
