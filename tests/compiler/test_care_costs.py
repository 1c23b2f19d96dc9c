"""Relief of the costs of care: who, shares of what is left, limits of a year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

PAID_FIRST = [
    (
        "低保对象因病住院医疗费用，经基本医疗保险、大病保险报销后，政策范围内个人自负费用按60%给予救助。",
        ["person_category has 最低生活保障对象"],
        "60% of ?政策范围内个人自负费用@now",
    ),
    (
        "特困人员、孤儿在定点医院发生的门诊费用经医保结算后，个人承担费用按照90%的比例补助。",
        ["person_category has 特困人员|孤儿"],
        "90% of ?承担费用@now",
    ),
    (
        "残疾儿童康复费用，经医疗保险支付后，剩余费用给予全额补助。",
        None,
        "100% of ?剩余费用@now",
    ),
]


@pytest.mark.parametrize(("said", "asked", "paid"), PAID_FIRST)
def test_what_others_paid_first_asks_nothing(
    said: str,
    asked: list[str] | None,
    paid: str,
    rule_of: Callable[[str], Rule],
    parts_of: Callable[[Rule], list[str]],
    worth_of: Callable[..., str],
) -> None:
    rule = rule_of(f"第一条 {said}")
    assert worth_of(rule.award) == paid
    assert not any("报销" in p or "结算" in p or "支付" in p for p in parts_of(rule))
    if asked is not None:
        assert parts_of(rule) == asked


def test_another_height_of_the_cost_is_asked_of_the_same_people(
    rule_of: Callable[[str], Rule],
    parts_of: Callable[[Rule], list[str]],
    worth_of: Callable[..., str],
) -> None:
    rule = rule_of(
        "第一条 低保对象，个人自负费用不超过居民医保起付线的，按照55%的比例救助，"
        "年累计封顶线不超过8000元；"
        "对个人自负费用超过居民医保起付线的，按照65%的比例救助，年累计封顶线不超过2万元。"
    )
    assert parts_of(rule) == ["person_category has 最低生活保障对象"]
    assert worth_of(rule.award) == (
        "highest of {?个人自负费用不超过居民医保起付线 ->"
        " 55% of ?自负费用@now cap 8000元/enterprise_year;"
        " ?个人自负费用超过居民医保起付线 -> 65% of ?自负费用@now cap 2万元/enterprise_year}"
    )


@pytest.mark.parametrize(
    ("said", "slice_of"),
    [
        ("重病患者自付医疗费用在2万元以上的部分，按40%给予救助。", "medical_cost"),
        ("支出型困难家庭个人负担的药品费用在5000元以上的部分，按30%的比例救助。", "药品费用"),
        ("职工自费检查费用超过3000元的部分，按50%给予补助。", "检查费用"),
    ],
)
def test_only_what_lies_above_is_paid_for(
    said: str, slice_of: str, rule_of: Callable[[str], Rule], worth_of: Callable[..., str]
) -> None:
    award = worth_of(rule_of(f"第一条 {said}").award)
    assert award.startswith("slice by ")
    assert slice_of in award


SHARES = [
    (
        "一、住院费用个人负担部分，按下列比例予以补助：\n（一）特困人员，补助比例为100%。\n（二）低保对象，补助比例为70%。",
        ["100% of ?住院费用个人负担部分@now", "70% of ?住院费用个人负担部分@now"],
    ),
    (
        "一、政策范围内个人自付费用，按照以下标准给予救助：\n（一）孤儿不设起付标准，救助比例为95%。\n"
        "（二）低保家庭中的重病患者、特困职工，救助比例为75%。",
        ["95% of ?政策范围内个人自付费用@now", "75% of ?政策范围内个人自付费用@now"],
    ),
    (
        "一、无障碍改造费用，按以下标准分类补助：\n（一）一级残疾人按80%补助。\n（二）二级残疾人按50%补助。",
        ["80% of ?无障碍改造费用@now", "50% of ?无障碍改造费用@now"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_shares_of_a_list_are_of_what_stands_over_it(
    text: str,
    expected: list[str],
    draft_of: Callable[..., Draft],
    worth_of: Callable[..., str],
) -> None:
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.kind == "cases"
    assert [worth_of(case.award) for case in rule.award.cases] == expected
    assert len({case.when.model_dump_json() for case in rule.award.cases}) == 2
