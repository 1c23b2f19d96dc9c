"""Awards in plain words: later instalments, limits of one year, marked seams, whole costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

INSTALMENTS = [
    ("第一年拨付40%，第二、三年每年拨付30%", "40%/30%/30%"),
    ("落户当年兑现40%，第二年、第三年各兑现30%", "40%/30%/30%"),
    ("首年拨付40%，后两年各拨付30%", "40%/30%/30%"),
    ("首年拨付40%，第二年至第四年每年拨付20%", "40%/20%/20%/20%"),
    ("第一年兑现50%，剩余50%分两年平均兑现", "50%/25%/25%"),
    ("认定当年发放60%，其余分两年等额发放", "60%/20%/20%"),
]


@pytest.mark.parametrize("joint", ["，", "。"])
@pytest.mark.parametrize(("parts", "shares"), INSTALMENTS)
def test_a_share_holds_for_each_of_the_later_years(
    joint: str, parts: str, shares: str, award_of: Callable[[str], str]
) -> None:
    grant = f"对新落户企业，给予1000万元奖励{joint}{parts}。"
    assert award_of(grant) == f"1000万元 in {shares}"


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("对单家企业年度补助最高200万元", "200万元/enterprise_year"),
        ("对单个企业每年补助不超过200万元", "200万元/enterprise_year"),
        ("一家企业一年最高200万元", "200万元/enterprise_year"),
        ("一个单位一年内最多补200万元", "200万元/enterprise_year"),
        ("同一家企业最多补200万元", "200万元/enterprise"),
        ("一家企业累计不超过200万元", "200万元/total"),
    ],
)
def test_a_limit_says_whose_it_is_and_of_which_time(
    limit: str, expected: str, award_of: Callable[[str], str]
) -> None:
    found = award_of(f"对国家高新技术企业，按研发费用的10%给予补助，{limit}。")
    assert found == f"10% of rd_expense@annual cap {expected}"


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        (
            "上年度营业收入1000万元至5000万元（含）的，奖励10万元；5000万元至1亿元（含）的，"
            "奖励20万元；1亿元以上的，奖励50万元。",
            "step by revenue@Y-1 {[1000万元,5000万元]: 10万元; (5000万元,1亿元]: 20万元; "
            "(1亿元,): 50万元}",
        ),
        (
            "对固定资产投资500万元以上2000万元（含）以下的，奖励10万元；2000万元以上的，奖励30万元。",
            "step by fixed_asset_investment@annual {[500万元,2000万元]: 10万元; "
            "(2000万元,): 30万元}",
        ),
    ],
)
def test_a_mark_on_an_upper_end_takes_the_seam(
    bands: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(bands) == expected


@pytest.mark.parametrize(
    ("grant", "expected"),
    [
        (
            "对小微企业实际缴纳的检测费给予全额补贴，每家最高5万元。",
            "100% of certification_cost@annual cap 5万元/enterprise",
        ),
        (
            "对退役军人参加培训的学费，全额补助，每人最高5000元。",
            "100% of tuition@annual cap 5000元/person",
        ),
        (
            "对参展企业的展位费，由区财政全额补贴，每家每年最高10万元。",
            "100% of exhibition_cost@now cap 10万元/enterprise_year",
        ),
        (
            "小微企业缴纳社会保险费的，按实际缴纳额全额补贴，期限不超过3年。",
            "100% of ?实际缴纳额@now for 3年",
        ),
    ],
)
def test_a_cost_may_be_paid_in_full(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(grant) == expected


@pytest.mark.parametrize(
    ("grant", "expected"),
    [
        (
            "小微企业招用高校毕业生的，按招用人数每人每月补贴700元，最长12个月。",
            "700元 per new_hires@annual per month for 12个月",
        ),
        (
            "企业招用登记失业人员的，每招用1人，给一次性吸纳就业补贴1000元。",
            "1000元 per new_hires@annual",
        ),
        ("对首次创业的小微企业，一次性给8000元。", "8000元"),
        ("对首次创业的小微企业，发补贴8000元。", "8000元"),
    ],
)
def test_plain_verbs_grant(grant: str, expected: str, award_of: Callable[[str], str]) -> None:
    assert award_of(grant) == expected


@pytest.mark.parametrize(
    ("grant", "expected"),
    [
        ("按LPR的50%给予贴息，最高100万元。", "50% of ?按LPR计算利息@now cap 100万元/item"),
        (
            "按照同期贷款市场报价利率（LPR）的50%给予贴息，单家企业最高200万元。",
            "50% of ?按贷款市场报价利率计算利息@now cap 200万元/enterprise",
        ),
        # a rate that is announced every month is nobody's figure
        (
            "按不超过LPR给予贴息，每家企业最高50万元。",
            "in kind 按不超过LPR给予贴息 cap 50万元/enterprise",
        ),
        (
            "给予贴息，贴息率不超过同期LPR，单个企业年度最高70万元。",
            "in kind 给予贴息，贴息率不超过同期LPR cap 70万元/enterprise_year",
        ),
        (
            "按贷款市场报价利率减100个基点给予贴息，累计最高9万元。",
            "in kind 按贷款市场报价利率减100个基点给予贴息 cap 9万元/total",
        ),
        ("按贷款基准利率的30%给予贴息。", "30% of ?按贷款基准利率计算利息@now"),
    ],
)
def test_interest_by_a_bank_rate_is_no_plain_sum(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"对科技型中小企业的贷款，{grant}") == expected


@pytest.mark.parametrize(
    ("grant", "expected"),
    [
        ("对小微企业实际缴纳的检测费按50%给予补贴。", ["enterprise_size in 小型|微型"]),
        ("对科技型中小企业支付的贷款利息按50%给予补贴。", ["titles has 科技型中小企业"]),
        ("对退役军人参加培训的学费按80%给予补助。", ["person_category has 退役军人"]),
        ("对参展企业的展位费按50%给予补贴。", ["?参展企业"]),
    ],
)
def test_whoever_bears_a_cost_is_the_recipient(
    grant: str,
    expected: list[str],
    draft_of: Callable[..., Draft],
    parts_of: Callable[..., list[str]],
) -> None:
    (rule,) = draft_of(f"第一条 {grant}").ruleset.rules
    assert parts_of(rule) == expected


@pytest.mark.parametrize(
    ("standard", "expected"),
    [
        ("不超过本人实际缴费额的60%。", "60% of ?本人实际缴费额@now ceiling"),
        ("不超过检测费用的50%，每家最高5万元。", "50% of certification_cost@annual ceiling"),
        ("最高不超过实际租金的50%。", "50% of rent_paid@annual ceiling"),
    ],
)
def test_a_block_of_amounts_may_begin_with_a_ceiling(
    standard: str, expected: str, draft_of: Callable[..., Draft], worth_of: Callable[..., str]
) -> None:
    body = f"一、创业补贴\n补贴对象：首次创业的小微企业。\n补贴标准：{standard}"
    (rule,) = draft_of(body).ruleset.rules
    assert worth_of(rule.award).startswith(expected)


@pytest.mark.parametrize("joint", ["；", "。"])
@pytest.mark.parametrize(
    ("base", "uplift", "raised"),
    [
        ("按研发费用的10%给予补助", "补助标准上浮20%", "12% of rd_expense@annual"),
        ("按研发费用的10%给予补助", "补助比例提高5个百分点", "15% of rd_expense@annual"),
        ("按研发费用的10%给予补助", "补助比例提高至15%", "15% of rd_expense@annual"),
        ("给予10万元奖励", "奖励金额上浮50%", "15万元"),
        ("给予10万元奖励", "奖励标准提高20%", "12万元"),
        ("给予10万元奖励", "奖励额度上调10%", "11万元"),
    ],
)
def test_an_uplift_raises_what_stands_before_it(
    joint: str, base: str, uplift: str, raised: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"对小微企业{base}{joint}属于国家高新技术企业的，{uplift}。")
    assert award.endswith(f"titles has 国家高新技术企业 -> {raised}}}")
