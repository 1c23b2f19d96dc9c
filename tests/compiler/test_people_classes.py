"""People with a sum each, grades of disability beside each other, and what only names a benefit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.rule import Rule

CLASSES = [
    (
        "对引进的硕士研究生、“双高”院校大专毕业生、其他院校大专毕业生，"
        "分别给予8万元（分4年发放）、3万元、1万元购房补贴。",
        "highest of {education in 硕士 -> 8万元; ?“双高”院校大专毕业生 -> 3万元;"
        " ?其他院校大专毕业生 -> 1万元}",
    ),
    (
        "急需紧缺专业博士、重点院校硕士研究生，分别给予20万元、10万元安家费补贴。",
        "highest of {?急需紧缺专业博士 -> 20万元; ?重点院校硕士研究生 -> 10万元}",
    ),
    (
        "对在岗的残疾职工、返乡农民工和大龄失业人员，分别给予900元、700元、500元补助。",
        "highest of {person_category has 残疾职工 -> 900元;"
        " person_category has 返乡农民工 -> 700元; person_category has 大龄失业人员 -> 500元}",
    ),
]


@pytest.mark.parametrize(("said", "expected"), CLASSES)
def test_people_listed_before_as_many_sums_each_have_theirs(
    said: str, expected: str, rule_of: Callable[[str], Rule], worth_of: Callable[..., str]
) -> None:
    assert worth_of(rule_of(f"第一条 {said}").award) == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            "残疾等级被评定为一级、二级的残疾人和三级精神残疾人，",
            ["any(disability_grade in 一级|二级;"
             " all(disability_grade in 三级; disability_kind in 精神残疾))"],
        ),
        (
            "持证一级残疾人、二级智力残疾人，",
            ["any(all(disability_certificate; disability_grade in 一级);"
             " all(disability_grade in 二级; disability_kind in 智力残疾))"],
        ),
    ],
)  # fmt: skip
def test_grades_of_two_sorts_are_alternatives(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    "said",
    [
        "具有青屏区户籍的居民，可以申请重度残疾人护理补贴：每人每月给予120元。",
        "补贴对象方面，具有青屏区户籍的居民，每人每月给予80元补贴。",
        "具有青屏区户籍的居民，每人每月给予90元补贴。夫妻双方均符合条件的，由一方申领。",
    ],
)
def test_words_that_name_a_benefit_or_what_is_spoken_of_ask_nothing(
    said: str, rule_of: Callable[[str], Rule], parts_of: Callable[[Rule], list[str]]
) -> None:
    assert parts_of(rule_of(f"第一条 {said}")) == ["household_region in 青屏区"]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            "对报废2011年12月31日前登记的柴油货车的，",
            ["?报废2011年12月31日前登记的柴油货车"],
        ),
        ("转让2019年6月30日前注册登记的乘用车的，", ["?转让2019年6月30日前注册登记的乘用车"]),
        ("2020年1月1日以后在青屏区注册的企业，", None),
    ],
)
def test_the_day_a_thing_was_registered_is_no_day_of_founding(
    who: str, expected: list[str] | None, conditions_of: Callable[[str], list[str]]
) -> None:
    found = conditions_of(who)
    if expected is None:
        assert any("established_on" in part for part in found)
    else:
        assert found == expected
