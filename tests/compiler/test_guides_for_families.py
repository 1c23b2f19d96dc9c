"""Guides of benefits for families: relatives, ordinals, blocks, the first class behind a label."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.draft import Draft
from rules.rule import Rule


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("对夫妻一方具有本市户籍的家庭，", "?夫妻一方具有本市户籍"),
        ("对父母双方户籍均在本市的家庭，", "?父母双方户籍均在本市"),
        ("对子女户口登记在本市的家庭，", "?子女户口登记在本市"),
        ("对户口登记在本市的居民，", "household_region in 云江市"),
    ],
)
def test_the_household_of_a_relative_is_a_fact_as_written(
    who: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == [expected]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("对生育第二个及以上子女的家庭，", "?生育第二个及以上子女"),
        ("对第三个以上孩子就读幼儿园的家庭，", "?第三个以上孩子就读幼儿园"),
        ("对承租第二套及以上门面的个人，", "?承租第二套及以上门面"),
    ],
)
def test_which_of_them_it_is_says_not_how_many(
    who: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == [expected]


@pytest.mark.parametrize(
    "heading", ["不予发放的情形", "不予补助情形", "停发情形", "停止享受的情况"]
)
def test_a_block_names_those_who_are_paid_nothing(
    heading: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    body = (
        "一、托育补助\n补贴对象：具有本市户籍的居民。\n补贴标准：每月发放300元。\n"
        f"{heading}：\n婴幼儿已退托的；\n家庭已迁出本市的。\n申请材料：户口簿。\n"
    )
    (rule,) = draft_of(body).ruleset.rules
    assert [short_of(c) for c in rule.unless] == ["?婴幼儿已退托", "?家庭已迁出本市"]


def test_what_the_money_is_spent_on_shuts_nobody_out(
    draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    body = (
        "一、运营补助\n补贴对象：本市养老机构。\n补贴标准：每家10万元。\n"
        "不予补助的情形：上年度发生食品安全事故的。补助资金应当用于改善条件，不得用于对外投资。\n"
    )
    (rule,) = draft_of(body).ruleset.rules
    assert [short_of(c) for c in rule.unless] == ["?发生食品安全事故@Y-1"]


@pytest.mark.parametrize("heading", ["共同事项", "附则", "有关说明", "其他事项："])
def test_a_bare_heading_behind_the_last_point_is_of_all_points(
    heading: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    body = (
        "一、技改奖励。对完成设备更新的企业，给予10万元奖励。\n"
        "二、展会补贴。对参加境外展会的企业，给予3万元补贴。\n"
        f"{heading}\n1.本措施由区商务局解释。\n2.骗取补贴的，退回资金，两年内不再受理其申请。\n"
    )
    rules = draft_of(body).ruleset.rules
    assert [[short_of(c) for c in r.unless] for r in rules] == [["subsidy_fraud@R24M"]] * 2


@pytest.mark.parametrize(
    ("standard", "expected"),
    [
        (
            "全日托每月补助600元，半日托每月补助300元。",
            "highest of {?全日托 -> 600元 per month; ?半日托 -> 300元 per month}",
        ),
        (
            "住院护理每天补助100元；居家护理每天补助60元。",
            "highest of {?住院护理 -> 100元 per day; ?居家护理 -> 60元 per day}",
        ),
        (
            "一级残疾每月发放200元，二级残疾每月发放150元。",
            "highest of {disability_grade in 一级 -> 200元 per month; "
            "disability_grade in 二级 -> 150元 per month}",
        ),
    ],
)
def test_the_first_class_behind_a_label_keeps_its_name(
    standard: str, expected: str, draft_of: Callable[..., Draft], worth_of: Callable[..., str]
) -> None:
    (rule,) = draft_of(f"一、护理补助\n补贴标准：{standard}\n").ruleset.rules
    assert worth_of(rule.award) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "租用办公用房的企业，按实际租金的30%给予补贴，民营企业最高10万元；外资企业最高20万元。",
            "highest of {ownership in 民营 -> 30% of rent_paid@annual cap 10万元/item; "
            "ownership in 外资 -> 30% of rent_paid@annual cap 20万元/item}",
        ),
        (
            "开展检测的企业，按检测费用的40%给予补贴，属于小微企业的，每家每年最高5万元；"
            "其他企业每家每年最高3万元。",
            "highest of {enterprise_size in 小型|微型 -> "
            "40% of certification_cost@annual cap 5万元/enterprise_year; "
            "not(enterprise_size in 小型|微型) -> "
            "40% of certification_cost@annual cap 3万元/enterprise_year}",
        ),
        (
            "参加培训的职工，按培训费的60%补助，在校内实训的，每人最高1000元；在企业实训的，每人最高1500元。",
            "highest of {?在校内实训 -> 60% of training_cost@annual cap 1000元/person; "
            "?在企业实训 -> 60% of training_cost@annual cap 1500元/person}",
        ),
    ],
)
def test_a_formula_has_a_limit_for_each_class_behind_it(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == expected


def test_what_is_asked_before_the_formula_stays(
    rule_of: Callable[[str], Rule], parts_of: Callable[[Rule], list[str]]
) -> None:
    rule = rule_of(
        "第一条 租用仓库的企业，按租金的20%给予补贴，民营企业最高8万元，外资企业最高9万元。"
    )
    assert parts_of(rule) == ["?租用仓库"]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("按上年度实际收托人数每人补助1200元", "1200元 per ?实际收托人数@Y-1"),
        ("按上年度毕业学员数每人补助100元", "100元 per ?毕业学员数@Y-1"),
        ("按当年实际招用人数每人奖励1000元", "1000元 per new_hires@Y"),
    ],
)
def test_the_time_of_a_count_is_no_part_of_its_name(
    formula: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"对养老托育机构，{formula}。") == expected


@pytest.mark.parametrize(
    ("sentence", "either", "award"),
    [
        (
            "录取为本科的，一次性资助4000元；录取为专科的，一次性资助2500元。属于孤儿的，再增加1000元。",
            "any(?录取为本科; ?录取为专科)",
            "sum of {?录取为本科 -> 4000元; ?录取为专科 -> 2500元; "
            "person_category has 孤儿 -> 1000元}",
        ),
        (
            "参加国际展会的，补贴3万元；参加国内展会的，补贴1万元。成交的，再增加5000元。",
            "any(?参加国际展会; ?参加国内展会)",
            "sum of {?参加国际展会 -> 3万元; ?参加国内展会 -> 1万元; ?成交 -> 5000元}",
        ),
    ],
)
def test_what_is_paid_besides_asks_for_one_of_the_acts_before(
    sentence: str,
    either: str,
    award: str,
    rule_of: Callable[[str], Rule],
    short_of: Callable[[Condition], str],
    worth_of: Callable[..., str],
) -> None:
    rule = rule_of(f"第一条 {sentence}")
    assert short_of(rule.when) == either
    assert worth_of(rule.award) == award


def test_what_is_paid_back_before_asks_nothing(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    body = (
        "一、医疗救助\n救助对象：具有本市户籍的特困人员。\n"
        "救助标准：一年内经医疗保险报销后，个人自付医疗费用2万元以内的部分，按30%救助；"
        "超过2万元的部分，按50%救助。\n"
    )
    (rule,) = draft_of(body).ruleset.rules
    assert parts_of(rule) == ["household_region in 云江市", "person_category has 特困人员"]
