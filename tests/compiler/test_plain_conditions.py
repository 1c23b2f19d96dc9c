"""Conditions in the plain words of guides: short forms, lists of unlike recipients."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Is
from rules.draft import Draft

CONDITIONS = [
    # two lengths of one time
    (
        "对登记注册满6个月、不超过3年的企业，",
        ["years_established@now >= 6个月", "years_established@now <= 3年"],
    ),
    (
        "对成立1年以上、不满60个月的企业，",
        ["years_established@now >= 1年", "years_established@now < 60个月"],
    ),
    # a size and a kind of body are alternatives
    (
        "对小微企业、个体工商户，",
        ["any(enterprise_size in 小型|微型; entity_type in 个体工商户)"],
    ),
    (
        "对中小微企业和社会组织，",
        ["any(enterprise_size in 中型|小型|微型; entity_type in 社会组织)"],
    ),
    (
        "对个体工商户、小微企业，",
        ["any(entity_type in 个体工商户; enterprise_size in 小型|微型)"],
    ),
    (
        "对小型微型企业、社会组织或个体工商户，",
        ["any(enterprise_size in 小型|微型; entity_type in 社会组织|个体工商户)"],
    ),
    ("对企业、个体工商户，", ["entity_type in 企业|个体工商户"]),
    # the figure is of those who are hired
    ("对招用登记失业6个月以上人员的企业，", ["months_unemployed@now >= 6个月"]),
    ("对吸纳登记失业满1年人员就业的企业，", ["months_unemployed@now >= 1年"]),
    ("对与员工签了1年以上劳动合同的企业，", ["contract_term@now >= 1年"]),
    ("第一次创业的，", ["first_startup"]),
    # standards that others set
    (
        "对每月发放生活补助不低于当地最低工资标准的单位，",
        ["?每月发放生活补助@now >= minimum_wage@now"],
    ),
    # two things done, joined by a pause
    (
        "对在本区办理灵活就业登记、以个人身份缴纳社会保险费的人员，",
        ["?在本区办理灵活就业登记", "?以个人身份缴纳社会保险费"],
    ),
    (
        "对有就业意愿，并且属于最低生活保障对象、孤儿、残疾人的，",
        ["?有就业意愿", "person_category has 最低生活保障对象|孤儿|残疾人"],
    ),
    # 高校 inside the name of people is no kind of body
    ("对招用应届高校毕业生的企业，", ["?招用应届高校毕业生"]),
]


@pytest.mark.parametrize(("who", "expected"), CONDITIONS)
def test_plain_words_state_conditions(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("名下有企业且正在经营的，", ["?名下有企业且正在经营"]),
        ("对场地存在安全隐患且逾期未整改的单位，", ["?场地存在安全隐患且逾期未整改"]),
        (
            "对设有专门场所且正在经营养老服务的机构，",
            ["?设有专门场所", "?正在经营养老服务"],
        ),
    ],
)
def test_what_became_of_a_fact_is_part_of_it(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("近三年未因违法经营受到刑事处罚", "not criminal_penalty@R36M"),
        ("近两年未因违法违规行为被行政处罚", "not administrative_penalty@R24M"),
        ("近三年未因重大违法受到行政处罚", "not administrative_penalty@R36M"),
        ("近三年未因环境违法受到行政处罚", "not environmental_penalty@R36M"),
        ("近三年未因违反消防法规受到行政处罚", "?未因违反消防法规受到行政处罚@R36M"),
    ],
)
def test_a_penalty_for_whatever_misdeed_is_the_penalty(
    asked: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{asked}的企业，") == [expected]


@pytest.mark.parametrize(
    ("misdeed", "attribute"),
    [
        ("被列入失信被执行人名单且尚未移出的", "dishonest_list"),
        ("被列入经营异常名录且仍未移除的", "abnormal_operations"),
        ("已进入破产程序的", "contract_dispute"),
        ("被依法宣告破产的", "contract_dispute"),
        ("拖欠工资且尚未清偿的", "wage_arrears"),
    ],
)
def test_a_misdeed_that_goes_on_is_one_exclusion(
    misdeed: str, attribute: str, draft_of: Callable[[str], Draft]
) -> None:
    (rule,) = draft_of(
        f"第一条 有下列情形之一的，不予支持：\n（一）{misdeed}；\n（二）偷税的。\n"
        "第二条 对新建厂房的企业，给予5万元奖励。"
    ).ruleset.rules
    first = rule.unless[0]
    assert isinstance(first, Is)
    assert (first.attribute, first.expected) == (attribute, True)
