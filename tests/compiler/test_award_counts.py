"""What a sum for each unit counts, sums that rise with a count, and costs paid as they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest

COUNTED = [
    # the recipients did it
    ("企业购置新能源货车的，每辆补贴2万元", "2万元 per ?购置新能源货车@now"),
    ("淘汰老旧燃油货车并购置新能源货车的，每辆补贴2万元", "2万元 per ?购置新能源货车@now"),
    ("企业上年度新获授权发明专利的，每件奖励5000元", "5000元 per ?新获授权发明专利@Y-1"),
    (
        "新购置粮食烘干机，单台批处理量不低于10吨的，每台补贴3万元",
        "3万元 per ?新购置粮食烘干机@now",
    ),
    # a figure is named
    ("按照上年度实际收托人数给予运营补助，每人每月500元", "500元 per ?实际收托人数@Y-1 per month"),
    (
        "民办养老机构收住老年人的，按实际收住人数给予每人每月150元运营补贴",
        "150元 per ?实际收住人数@now per month",
    ),
    (
        "对新型储能项目，按装机规模每千瓦时200元给予一次性补助",
        "200元 per ?装机规模@now",
    ),
    # people taken on
    ("企业吸纳脱贫人口就业的，按每人1000元标准给予补贴", "1000元 per new_hires@annual"),
    ("对招用高校毕业生的小微企业，每人补贴1500元", "1500元 per hired_graduates@annual"),
    ("对接收见习人员的单位，每人每月补贴1500元", "1500元 per trainees@annual per month"),
    ("培训机构组织职工参加技能培训的，按每人1000元给予补贴", "1000元 per trained_people@annual"),
    # the figure that the conditions state in this unit
    (
        "新增普惠性托位20个以上的，按每个新增托位1万元给予补助",
        "1万元 per ?新增普惠性托位@now",
    ),
    # an area is that of what is rented or bought
    ("企业租用标准厂房的，按每平方米每月10元给予补贴", "10元 per rent_area@now per month"),
    ("对新引进的总部企业，按每平方米1000元给予购房补贴", "1000元 per purchased_area@now"),
    ("每引进1名博士给予企业5万元引才奖励", "5万元 per ?引进博士@now"),
]


@pytest.mark.parametrize(("grant", "expected"), COUNTED)
def test_what_is_counted_is_named(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{grant}。") == expected


SLICED = [
    "3人以内的部分每人给予2000元，从第4人起每人给予3000元，每户企业最高不超过3万元",
    "招用人数在3人以内的部分，每人2000元；从第4人起，每人3000元，单个企业最高3万元",
    "带动就业3人（含3人）以下的按每人2000元给予补贴；带动就业4人以上的，每增加1人给予3000元补贴，"
    "单个企业最高3万元",
    "招用1至3人的，每人补贴2000元；超过3人的部分，每人补贴3000元，单个企业最高3万元",
    "前3人每人奖励2000元，第4人起每人奖励3000元，单家企业最高3万元",
]


@pytest.mark.parametrize("bands", SLICED)
def test_a_sum_for_the_first_and_another_for_those_above(
    bands: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"对招用员工的小微企业，{bands}。") == (
        "sum of {enterprise_size in 小型|微型 -> 2000元 per new_hires@annual at most 3人; "
        "new_hires@annual > 3人 -> 3000元 per new_hires@annual from 3人} cap 3万元/enterprise"
    )


def test_two_sums_that_are_no_slices_stay_alternatives(award_of: Callable[[str], str]) -> None:
    grant = "对小微企业，招用3人以下的，每人补贴2000元；招用超过3人的，每人补贴3000元。"
    assert award_of(grant) == (
        "highest of {new_hires@annual <= 3人 -> 2000元 per new_hires@annual; "
        "new_hires@annual > 3人 -> 3000元 per new_hires@annual}"
    )


@pytest.mark.parametrize(
    ("grant", "expected"),
    [
        (
            "困难群众殡葬基本服务费用，据实减免，最高不超过1500元",
            "100% of ?困难群众殡葬基本服务费用@now cap 1500元/item",
        ),
        (
            "对适老化改造的家庭，按实际改造费用给予补助，每户最高3000元",
            "100% of construction_cost@now cap 3000元/item",
        ),
        (
            "低保家庭按照家庭成员人均月收入与低保标准的差额，按月发放低保金",
            "top up household_income_per_capita@now to 100% of subsistence_standard@now per month",
        ),
        (
            "自付医疗费用超过1万元的部分，按60%给予救助，年度救助封顶线5万元",
            "slice by medical_cost@annual {(1万元,): 60%} cap 5万元/enterprise_year",
        ),
    ],
)
def test_a_cost_is_paid_as_it_was(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{grant}。") == expected


def test_limits_said_last_hold_for_all(award_of: Callable[[str], str]) -> None:
    grant = (
        "对孵化器，每毕业1家企业，奖励2万元；每培育1家国家高新技术企业，奖励5万元；"
        "年度累计不超过50万元。"
    )
    assert award_of(grant).endswith(" cap 50万元/enterprise_year")
