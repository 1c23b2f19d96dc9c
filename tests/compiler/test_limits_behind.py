"""Limits and terms behind a semicolon are of what stands before them and grant nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

LIMITS = [
    (
        "对本区企业，按投资额的10%给予补助；每家企业每年最高30万元。",
        "10% of project_investment@now cap 30万元/enterprise_year",
    ),
    (
        "对租用厂房的企业，按每月每平方米20元给予补贴；补贴面积不超过800平方米，补贴期限最长2年。",
        "20元 per rent_area@now at most 800平方米 per month for 2年",
    ),
    (
        "对租用厂房的企业，按每月每平方米15元给予补贴；单个企业每年最高50万元，最长补贴3年。",
        "15元 per rent_area@now per month for 3年 cap 50万元/enterprise_year",
    ),
]


@pytest.mark.parametrize(("words", "expected"), LIMITS)
def test_a_limit_behind_a_semicolon_is_no_grant(
    words: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(words) == expected


OF_SEVERAL = [
    (
        "大型企业按投资额的10%给予补助；小型企业按20%给予补助；同一企业累计不超过80万元。",
        "} cap 80万元/total",
    ),
    (
        "招用3人以内的部分，每人补贴2000元；第4人起，每人补贴3000元；总额最高3万元。",
        "} cap 3万元/item",
    ),
    (
        "获评国家级示范工厂的，给予50万元奖励；获评省级示范工厂的，给予20万元；单个企业最高60万元。",
        "} cap 60万元/enterprise",
    ),
]


@pytest.mark.parametrize(("words", "limit"), OF_SEVERAL)
def test_the_last_limit_is_of_all_alternatives(
    words: str, limit: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(words).endswith(limit)


def test_each_alternative_keeps_the_limit_behind_it(award_of: Callable[[str], str]) -> None:
    read = award_of(
        "大型企业按投资额的10%给予补助；每家最高30万元；小型企业按20%给予补助；每家最高50万元。"
    )
    assert "10% of project_investment@now cap 30万元/enterprise;" in read
    assert "20% of project_investment@now cap 50万元/enterprise}" in read


FROM = [
    ("招用5人以内的部分，每人1000元；从第6人起，每人1500元。", "new_hires@annual > 5人"),
    ("前2件每件补贴3000元，从第3件起每件补贴5000元。", "> 2件"),
    ("前10人每人补贴200元，超过10人的部分每人补贴300元。", "> 10人"),
]


@pytest.mark.parametrize(("words", "threshold"), FROM)
def test_from_the_nth_on_is_above_those_before(
    words: str, threshold: str, award_of: Callable[[str], str]
) -> None:
    assert threshold in award_of(f"对招用员工的企业，{words}")


OF_SOME = [
    (
        "按设备投资额的10%给予补助，单个企业最高100万元；其中专精特新中小企业，单个企业最高150万元。",
        ["cap 100万元/enterprise", "cap 150万元/enterprise"],
        "highest",
    ),
    (
        "对加装电梯的家庭，按实际改造费用据实补贴，每户最高5000元；其中有一级残疾人的，每户最高9000元。",
        ["cap 5000元/item", "cap 9000元/item"],
        "highest",
    ),
    (
        "按展位费的50%给予补助，每家企业最高20万元。其中小微企业最高8万元。",
        ["cap 8万元/enterprise", "cap 20万元/enterprise"],
        "first",
    ),
]


@pytest.mark.parametrize(("words", "caps", "choose"), OF_SOME)
def test_a_limit_of_some_takes_the_place_of_that_of_all(
    words: str, caps: list[str], choose: str, award_of: Callable[[str], str]
) -> None:
    read = award_of(words)
    assert read.startswith(choose)
    assert read.index(caps[0]) < read.index(caps[1])


KINDS = [
    ("安排一级、二级残疾人", "安排三级、四级残疾人"),
    ("招用退役军人", "招用脱贫人口"),
    ("超出规定比例安排一级残疾人", "超出规定比例安排二级残疾人"),
]


@pytest.mark.parametrize(("one", "other"), KINDS)
def test_people_of_two_kinds_taken_on_are_each_counted(
    one: str, other: str, award_of: Callable[[str], str]
) -> None:
    read = award_of(f"对用人单位，{one}的，每人补贴1000元；{other}的，每人补贴2000元。")
    assert read.startswith("sum")
    assert f"?{one}" in read.split("1000元 per ", 1)[1]
    assert f"?{other}" in read.split("2000元 per ", 1)[1]
