"""Wordings of texts whose authors had not seen the grammar: how long, whom, how much."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import Award
from rules.condition import Condition
from rules.draft import Draft
from rules.rule import Rule

NOT_YET = [
    ("骗取、套取财政资金，自处理决定作出之日起未满三年的", "subsidy_fraud@R36M"),
    ("发生较大安全事故，自事故认定之日起不足两年的", "safety_accident@R24M"),
    ("受到环保行政处罚，处罚决定生效未满一年的", "environmental_penalty@R12M"),
    # how long a body has existed is its own figure
    ("成立不满一年的", "years_established@now < 1年"),
]


@pytest.mark.parametrize(("misdeed", "out"), NOT_YET)
def test_a_misdeed_counts_until_so_long_after_it(
    misdeed: str, out: str, rule_of: Callable[[str], Rule], short_of: Callable[[Condition], str]
) -> None:
    rule = rule_of(
        f"第一条 申报单位有下列情形之一的，不予支持：\n（一）{misdeed}；\n（二）提供虚假材料的。\n"
        "第二条 对购置设备的企业，给予10万元奖励。"
    )
    assert short_of(rule.unless[0]) == out


RATES = [
    ("贷款利率高于一年期贷款市场报价利率（LPR）1.5倍的企业", "?贷款利率@now > 150% lpr@now"),
    ("贷款利率不超过同期LPR的1.3倍的企业", "?贷款利率@now <= 130% lpr@now"),
    ("担保费率不高于基准利率2倍的企业", "?担保费率@now <= 200% ?基准利率@now"),
]


@pytest.mark.parametrize(("who", "asked"), RATES)
def test_a_rate_is_measured_by_a_rate(
    who: str, asked: str, rule_of: Callable[[str], Rule], short_of: Callable[[Condition], str]
) -> None:
    assert short_of(rule_of(f"第一条 对{who}，给予5万元补贴。").when) == asked


OF_OTHERS = [
    ("农创企业", "合作社", "合作社向农创企业收购原料的，给予5万元补助。"),
    ("研学基地", "旅行社", "旅行社服务研学基地满一年的，给予5万元补助。"),
    ("育种企业", "承办银行", "承办银行为育种企业发放贷款的，给予5万元补助。"),
]


@pytest.mark.parametrize(("term", "_other", "said"), OF_OTHERS)
def test_what_bearers_of_a_term_must_meet_is_not_asked_of_others(
    term: str, _other: str, said: str, draft_of: Callable[..., Draft],
    short_of: Callable[[Condition], str],
) -> None:  # fmt: skip
    draft = draft_of(
        f"第一章 总则\n第一条 本办法所称{term}，是指在本市注册、员工不少于20人的单位。\n"
        f"第二条 {term}申请资金，应当符合下列条件：\n（一）近两年内未发生重大安全事故；\n"
        f"（二）成立满3年。\n第二章 支持内容\n第三条 {term}购置设备的，给予10万元补助。\n"
        f"第四条 {said}"
    )
    own, others = draft.ruleset.rules
    assert "years_established@now >= 3年" in short_of(own.when)
    assert "years_established" not in short_of(others.when)
    assert "employees" not in short_of(others.when)


SUMS = [
    (
        "按家庭人口发放：1人户每月300元，2人户每月500元，3人以上户每月700元。",
        "highest of {family_size@now == 1人 -> 300元 per month; family_size@now == 2人 ->"
        " 500元 per month; family_size@now >= 3人 -> 700元 per month}",
    ),
    (
        "对残疾人，一次性扶持6000元，其中残疾等级为一级、二级的，一次性扶持9000元；"
        "安置其他残疾人就业2人以上的，另外再补4000元。",
        "sum of {person_category has 残疾人 -> highest of {person_category has 残疾人 -> 6000元;"
        " disability_grade in 一级|二级 -> 9000元}; disabled_employees@now >= 2人 -> 4000元}",
    ),
    (
        "对种植水稻的农户，财政补贴保费的70%，其中种植面积100亩以上的补贴保费的80%。",
        "highest of {?种植水稻的农户 -> 70% of insurance_premium@annual; ?种植面积@now >= 100亩 ->"
        " 80% of insurance_premium@annual}",
    ),
]


@pytest.mark.parametrize(("said", "expected"), SUMS)
def test_sums_of_classes_are_read_from_plain_words(
    said: str, expected: str, rule_of: Callable[[str], Rule], worth_of: Callable[[Award], str]
) -> None:
    assert worth_of(rule_of(f"第一条 {said}").award) == expected


LIMITED = [
    (
        "企业取得贷款的，按照实际支付利息的30%给予贴息。每家企业每年贴息最高60万元，累计享受贴息不超过3年。",
        "30% of loan_interest@annual per year for 3年 cap 60万元/enterprise_year",
    ),
    (
        "农户投保的，按照保费的30%给予补贴。每户每年最高5000元，最多享受2年。",
        "30% of insurance_premium@annual per year for 2年 cap 5000元/enterprise_year",
    ),
    (
        "担保机构发生代偿的，按代偿额的20%给予补偿。单笔代偿补偿最高30万元，每家机构每年最高200万元。",
        "20% of ?代偿额@now cap 30万元/item cap 200万元/enterprise_year",
    ),
    (
        "银行发放贷款发生逾期的，按本金损失的40%给予补偿。单户贷款补偿最高150万元。",
        "40% of ?本金损失@now cap 150万元/item",
    ),
]


@pytest.mark.parametrize(("said", "expected"), LIMITED)
def test_a_sentence_of_limits_says_of_what_and_how_long(
    said: str, expected: str, rule_of: Callable[[str], Rule], worth_of: Callable[[Award], str]
) -> None:
    assert worth_of(rule_of(f"第一条 {said}").award) == expected


WON = ["省技能大赛第二名", "全国龙舟锦标赛冠军", "市农民运动会第一名"]


@pytest.mark.parametrize("place", WON)
def test_a_place_in_a_contest_is_won(
    place: str, rule_of: Callable[[str], Rule], short_of: Callable[[Condition], str]
) -> None:
    rule = rule_of(f"第一条 对获得{place}的个人，给予2万元奖励。")
    assert short_of(rule.when) == f"awards_won has {place}"
