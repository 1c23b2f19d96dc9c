"""Figures without their name: slices of what is asked, ground taken, money from above."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.rule import Rule


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        (
            "检测机构年服务收入300万元以上的，800万元以内的部分按5%、超过800万元的部分按2%给予奖励。",
            "service_revenue@annual",
        ),
        (
            "企业年网络销售额1亿元以上的，3亿元以下部分按1%给予奖励，超过3亿元部分按2%给予奖励。",
            "online_retail_sales@annual",
        ),
        (
            "上年度营业收入5000万元以上的企业，1亿元以内的部分按3%奖励，超过1亿元的部分按4%奖励。",
            "revenue@Y-1",
        ),
    ],
)
def test_slices_are_of_the_one_sum_that_is_asked(
    sentence: str, figure: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence).startswith(f"slice by {figure} {{")


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("对租用办公用房150平方米（含）以上的企业，", "rent_area@now >= 150平方米"),
        ("对承租写字楼不少于400平方米的机构，", "rent_area@now >= 400平方米"),
        ("对购置厂房2000平方米以上的企业，", "purchased_area@now >= 2000平方米"),
    ],
)
def test_how_much_ground_is_taken_is_a_known_figure(
    who: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert expected in conditions_of(who)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "承担省级课题的企业，在省级资金到账后，按到账资金的40%给予配套，最高60万元；"
            "各级财政资助合计不超过项目总投入的60%。",
            "lesser of {40% of upper_grant@now cap 60万元/item; "
            "top up upper_grant@now to 60% of project_investment@now}",
        ),
        (
            "通过国家验收的企业，国家补助资金到位后，按实际到账金额的20%给予配套。",
            "20% of upper_grant@now",
        ),
        ("获得省级立项的企业，待省级补助下达后，按1:0.5给予配套。", "50% of upper_grant@now"),
    ],
)
def test_what_arrived_is_what_a_higher_level_paid(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == expected


def test_when_it_is_paid_asks_nothing(
    rule_of: Callable[[str], Rule], parts_of: Callable[[Rule], list[str]]
) -> None:
    rule = rule_of("第一条 承担省级课题的企业，在省级资金到账后，按到账资金的40%给予配套。")
    assert parts_of(rule) == ["?承担省级课题"]


@pytest.mark.parametrize(
    ("limit", "shut_out"),
    [
        ("每家企业每年贴息不超过30万元，逾期贷款不予贴息。", "?逾期贷款"),
        ("单个企业最高20万元，劳务派遣企业不予补贴。", "?劳务派遣企业"),
        ("每户每年最高5万元，展期贷款不予补偿。", "?展期贷款"),
    ],
)
def test_a_sentence_of_limits_shuts_out_with_its_last_words(
    limit: str,
    shut_out: str,
    rule_of: Callable[[str], Rule],
    short_of: Callable[[Condition], str],
) -> None:
    rule = rule_of(f"第一条 对使用信用贷款的企业，按照实际支付利息的30%给予贴息。{limit}")
    assert [short_of(c) for c in rule.unless] == [shut_out]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("对当年被全日制普通高等学校录取的新生，", ["?被全日制普通高等学校录取@Y"]),
        ("对录取为专科的学生，", ["?录取为专科"]),
        ("对当年考入普通高校本科的学生，", ["?考入普通高校本科@Y"]),
    ],
)
def test_what_somebody_was_admitted_to_is_not_held_yet(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("对拥有国家重点实验室、省重点实验室的企业，", "国家重点实验室|省重点实验室"),
        ("对建有国家工程研究中心、市工程研究中心的企业，", "国家工程研究中心|市工程研究中心"),
    ],
)
def test_a_name_with_a_level_of_its_own_takes_no_other(
    who: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == [f"titles has {expected}"]


@pytest.mark.parametrize(
    ("who", "first", "second"),
    [
        (
            "承担国家科技重大专项、省重点研发计划新材料项目的",
            "承担国家科技重大专项",
            "承担省重点研发计划新材料项目",
        ),
        ("主持国家软科学课题、市软科学课题的", "主持国家软科学课题", "主持市软科学课题"),
    ],
)
def test_what_somebody_carries_out_is_done_and_no_title(
    who: str, first: str, second: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"{who}，分别给予30万元、10万元奖励。")
    assert award == f"highest of {{?{first} -> 30万元; ?{second} -> 10万元}}"
