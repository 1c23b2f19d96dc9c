"""A share or a sum for each year: each is a case that asks which year of the support it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import leaves
from rules.draft import Draft

YEARS = [
    (
        "对租用工业厂房的，第一年按租金的90%给予补贴，后两年按租金的40%给予补贴，每年最高25万元。",
        "highest of {?第一年 -> 90% of rent_paid@annual; ?后两年 -> 40% of rent_paid@annual} "
        "cap 25万元/enterprise_year",
    ),
    (
        "对投保货运责任险的车队，首年按保费的55%给予补助；次年按保费的35%给予补助，每家企业每年最高6万元。",
        "highest of {?首年 -> 55% of insurance_premium@annual; ?次年 -> 35% of "
        "insurance_premium@annual} cap 6万元/enterprise_year",
    ),
    (
        "对租用办公用房的律师事务所，前两年给予全额租金补贴，第三年给予60%租金补贴。",
        "highest of {?前两年 -> 100% of rent_paid@annual; ?第三年 -> 60% of rent_paid@annual}",
    ),
    (
        "对农产品企业，第1年给予12万元奖励，第2年、第3年每年给予7万元奖励。",
        "highest of {?第1年 -> 12万元; ?第2年、第3年 -> 7万元}",
    ),
    (
        "对租赁厂房的，前三年分别按照年租金的75%、55%、35%给予补贴，每年最高40万元。",
        "highest of {?第一年 -> 75% of rent_paid@annual; ?第二年 -> 55% of rent_paid@annual; "
        "?第三年 -> 35% of rent_paid@annual} cap 40万元/enterprise_year",
    ),
    (
        "对科技企业孵化器，第一年、第二年分别给予30万元、15万元运营补助。",
        "highest of {?第一年 -> 30万元; ?第二年 -> 15万元}",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), YEARS)
def test_each_year_is_a_case(clause: str, expected: str, award_of: Callable[[str], str]) -> None:
    assert award_of(clause) == expected


@pytest.mark.parametrize(
    "clause",
    [
        "对石材园区，按项目投资额的20%给予补助，第一年拨付60%，第二年拨付40%。",
        "对车间改造项目，按设备投资的15%给予补助，当年兑现50%，次年兑现50%。",
        "对冷库项目，按总投资的10%给予奖励，第一年支付70%，第二年支付30%。",
    ],
)
def test_parts_of_one_grant_are_no_years_of_support(
    clause: str, award_of: Callable[[str], str]
) -> None:
    assert "第一年" not in award_of(clause)
    assert " in " in award_of(clause)


def test_whether_it_is_the_first_year_is_a_whole_name(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("第一条 对家具企业，第一年给予8万元补贴，第二年给予3万元补贴。")
    (rule,) = draft.ruleset.rules
    assert rule.award.kind == "cases"
    asked = [leaf.attribute for case in rule.award.cases for leaf in leaves(case.when)]
    assert asked == ["?第一年", "?第二年"]
    assert "PC510" not in [d.code for d in draft.diagnostics]
