"""No sum, rate, limit or share that a sentence states is lost in its award."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

INSTALMENTS = [
    ("给予500万元奖励，分两年按60%、40%的比例拨付", "500万元 in 60%/40%"),
    ("给予500万元奖励，分三年按4:3:3的比例拨付", "500万元 in 40%/30%/30%"),
    ("给予500万元奖励，其中认定当年拨付40%，次年拨付60%", "500万元 in 40%/60%"),
    ("给予500万元奖励，首年拨付60%，剩余部分次年拨付", "500万元 in 60%/40%"),
    ("给予500万元奖励，分两期拨付，每期50%", "500万元 in 50%/50%"),
    ("给予500万元奖励，首年拨付60%；次年拨付40%", "500万元 in 60%/40%"),
    ("给予500万元奖励，按5:3:2的比例分三年拨付", "500万元 in 50%/30%/20%"),
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


LIMITS = [
    (
        "给予500万元补助，且不超过项目投资额的20%",
        "500万元 cap 20% of project_investment@now/item",
    ),
    (
        "给予500万元奖励，但不超过其实际投入的30%",
        "500万元 cap 30% of actual_cost@now/item",
    ),
    (
        "按设备购置额的10%给予补助，低于5万元的按5万元补助",
        "10% of equipment_purchase@annual floor 5万元",
    ),
    (
        "按设备购置额的10%给予补助，不足5万元的，按5万元补助，最高50万元",
        "10% of equipment_purchase@annual cap 50万元/item floor 5万元",
    ),
    ("给予3万元—5万元奖励", "5万元 ceiling"),
    ("给予3万元至5万元奖励", "5万元 ceiling"),
    ("给予3-5万元奖励", "5万元 ceiling"),
]


@pytest.mark.parametrize(("grant", "expected"), LIMITS)
def test_limits_floors_and_ranges_are_kept(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"对国家高新技术企业，{grant}。") == expected


def test_rates_of_several_costs_are_all_paid(award_of: Callable[[str], str]) -> None:
    award = award_of("对国家高新技术企业，按贷款利息的50%、担保费的30%给予补助，最高50万元。")
    assert award == (
        "sum of {titles has 国家高新技术企业 -> 50% of loan_interest@annual; "
        "titles has 国家高新技术企业 -> 30% of guarantee_fee@annual} cap 50万元/item"
    )


CASES = [
    (
        "对年度销售额1000万元以上的企业给予5万元奖励，超过5000万元的给予10万元奖励。",
        "step by sales_value@annual {[1000万元,5000万元]: 5万元; (5000万元,): 10万元}",
    ),
    (
        "对年度销售额1000万元以上的企业给予5万元奖励，超过1亿元的，奖励20万元。",
        "step by sales_value@annual {[1000万元,1亿元]: 5万元; (1亿元,): 20万元}",
    ),
    (
        "对国家级示范基地，给予50万元奖励，省级示范基地给予20万元奖励。",
        "highest of {titles has 国家级示范基地 -> 50万元; titles has 省级示范基地 -> 20万元}",
    ),
    (
        "对参加大赛的企业，给予一等奖50万元、二等奖30万元奖励。",
        "highest of {awards_won has 一等奖 -> 50万元; awards_won has 二等奖 -> 30万元}",
    ),
    (
        "获一等奖的，给予50万元，二等奖给予30万元，三等奖奖励10万元。",
        "highest of {awards_won has 一等奖 -> 50万元; awards_won has 二等奖 -> 30万元; "
        "awards_won has 三等奖 -> 10万元}",
    ),
    (
        "对获得国家级、省级科技奖项的企业，按研发费用的30%、20%分别给予补助，"
        "累计最高分别不超过1500万元、400万元。",
        "highest of {awards_won has 国家级科技奖 -> 30% of rd_expense@annual cap 1500万元/total; "
        "awards_won has 省级科技奖 -> 20% of rd_expense@annual cap 400万元/total}",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_cases_one_after_another_each_keep_their_figure(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == expected


BASES = [
    (
        "对上年度研发费用500万元以下的企业，按研发费用的5%给予补助。",
        "5% of rd_expense@Y-1",
    ),
    (
        "对固定资产投资超过5亿元的企业，按超过5亿元部分的0.5%给予奖励，最高1000万元。",
        "slice by fixed_asset_investment@annual {(5亿元,): 0.5%} cap 1000万元/item",
    ),
    (
        "对固定资产投资超过5亿元的企业，按5亿元以上部分的0.5%给予奖励。",
        "slice by fixed_asset_investment@annual {[5亿元,): 0.5%}",
    ),
    (
        "对获得银行贷款的企业，按2%的贴息率给予贴息，最高50万元。",
        "2% of loan_principal@now cap 50万元/item",
    ),
    (
        "对固定资产投资超过5亿元的企业，对超过5亿元的部分按0.5%给予奖励。",
        "slice by fixed_asset_investment@annual {(5亿元,): 0.5%}",
    ),
    (
        "对获得银行贷款的企业，按年贴息率不超过3%给予贴息。",
        "3% of loan_principal@now ceiling",
    ),
    ("对获得银行贷款的企业，按2%给予贴息。", "2% of loan_principal@now"),
    ("对获得银行贷款的企业，按50%给予贴息。", "50% of loan_interest@annual"),
    ("对获得银行贷款的企业，按实际支付利息的50%给予贴息。", "50% of loan_interest@annual"),
]


@pytest.mark.parametrize(("sentence", "expected"), BASES)
def test_the_base_of_a_rate_is_what_the_words_say(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("对运营机构，按每人每次2元给予补贴。", "2元 per"),
        ("服务机构每成功推荐1家企业落户的，给予1万元奖励。", "1万元 per"),
        ("对专业机构，按实际投入给予最高500万元补助，并根据绩效给予最高100万元奖励。", "sum"),
    ],
)
def test_sums_per_unit_and_added_sums_are_no_single_sum(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert expected in award_of(clause)


def test_what_one_year_pays_is_no_limit_of_the_whole(award_of: Callable[[str], str]) -> None:
    grant = "对园区企业，按项目投资额的30%给予补助，最高3000万元。第一年给予不超过1000万元支持。"
    assert "1000万元" not in award_of(grant)


def test_a_sum_in_a_sentence_without_an_item_waits_for_a_person(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of(
        "第一条 对国家高新技术企业，给予10万元奖励。\n第二条 培训合格人员的生活补助定为1000元。"
    )
    assert [d.code for d in draft.diagnostics if d.code == "PC204"] == ["PC204"]
