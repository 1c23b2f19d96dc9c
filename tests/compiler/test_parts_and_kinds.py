"""Payment in parts beside limits, kinds of things with a sum each, what raises a sum for some."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.rule import Rule


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "新建厂房的企业，按建设费用的5%给予补助。单个项目最高900万元，分三年按20%、30%、50%的比例兑付。",
            "5% of construction_cost@now cap 900万元/project in 20%/30%/50%",
        ),
        (
            "对获评省级工厂的企业，给予80万元奖励。奖励资金分两期拨付：获评后拨付70%，复核合格后拨付30%。",
            "80万元 in 70%/30%",
        ),
        (
            "首次公演的剧目，给予60万元补助，补助资金分两次兑付：首演后兑付40%，演满30场后兑付60%。",
            "60万元 in 40%/60%",
        ),
    ],
)
def test_parts_of_a_payment_take_nothing_from_the_award(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "通过省级审定的，小麦新品种每个奖励30万元，油菜新品种每个奖励10万元。",
            "sum of {?小麦新品种 -> 30万元 per ?小麦新品种数@now; "
            "?油菜新品种 -> 10万元 per ?油菜新品种数@now}",
        ),
        (
            "主导制定标准的，国际标准每项奖励90万元，行业标准每项奖励15万元。",
            "sum of {?国际标准 -> 90万元 per ?国际标准数@now; "
            "?行业标准 -> 15万元 per ?行业标准数@now}",
        ),
        (
            "在本区组织生产的，3类中药新药每个品种奖励80万元，4类改良新药每个品种奖励40万元。",
            "sum of {?3类中药新药 -> 80万元 per ?3类中药新药品种数@now; "
            "?4类改良新药 -> 40万元 per ?4类改良新药品种数@now}",
        ),
    ],
)
def test_each_kind_of_thing_has_its_sum(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "raised"),
    [
        (
            "租用厂房的企业，按每平方米每月12元给予补贴，补贴面积最多2000平方米，期限最长2年；"
            "获评瞪羚企业的，补贴标准提高到每平方米每月20元。",
            "20元 per rent_area@now at most 2000平方米 per month for 2年",
        ),
        (
            "租用仓库的企业，按每平方米每年90元给予补贴，补贴面积最多500平方米；"
            "属于外资企业的，标准提高至每平方米每年120元。",
            "120元 per rent_area@now at most 500平方米 per year",
        ),
    ],
)
def test_what_is_raised_keeps_its_limits(
    sentence: str, raised: str, rule_of: Callable[[str], Rule], worth_of: Callable[..., str]
) -> None:
    award = rule_of(f"第一条 {sentence}").award
    assert award.kind == "cases"
    assert worth_of(award.cases[1].award) == raised


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("租用仓库的企业，按租金的20%给予补贴；属于外资企业的，按租金的30%给予补贴。", "?租用仓库"),
        (
            "对开展改造的企业，按投资额的8%给予补助；其中属于链主企业的，按投资额的12%给予补助。",
            "?开展改造",
        ),
    ],
)
def test_some_of_those_paid_ask_for_what_all_of_them_do(
    sentence: str, asked: str, rule_of: Callable[[str], Rule], parts_of: Callable[[Rule], list[str]]
) -> None:
    assert parts_of(rule_of(f"第一条 {sentence}")) == [asked]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("对新取得排污许可证的企业，", "first titles has 排污许可证"),
        ("对上年度新取得药品注册证书的企业，", "first titles has 药品注册证书@Y-1"),
        ("对首次获批医疗器械生产许可证的企业，", "first titles has 医疗器械生产许可证"),
    ],
)
def test_a_paper_got_anew_is_got_for_the_first_time(
    who: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == [expected]
