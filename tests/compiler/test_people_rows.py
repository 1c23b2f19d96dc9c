"""People named in a row, each in words of its own, are alternatives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ROWS = [
    (
        "对特困人员、困境儿童中的失学学生和事实无人抚养儿童，",
        [
            "any(person_category has 特困人员; ?困境儿童中的失学学生;"
            " person_category has 事实无人抚养儿童)"
        ],
    ),
    (
        "对退役军人、由街道核定的特困职工以及领取定期补助的优抚对象，",
        ["any(person_category has 退役军人; ?由街道核定的特困职工; ?领取定期补助的优抚对象)"],
    ),
    (
        "具有青屏区户籍的低保家庭中的重病患者、孤儿、无固定收入的残疾军人，",
        [
            "household_region in 青屏区",
            "any(?低保家庭中的重病患者; person_category has 孤儿; ?无固定收入的残疾军人)",
        ],
    ),
    (
        "困难家庭中的老年人、重度残疾人，",
        ["?困难家庭", "person_category has 老年人|重度残疾人"],
    ),
    (
        "对登记失业人员、残疾人，毕业3年内的高校毕业生，",
        [
            "any(person_category has 登记失业人员|残疾人;"
            " all(years_since_graduation@now <= 3年; person_category has 高校毕业生))"
        ],
    ),
]


@pytest.mark.parametrize(("who", "expected"), ROWS)
def test_whoever_is_one_of_the_people_in_a_row(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            "对登记失业人员、退役军人、残疾人，",
            ["person_category has 登记失业人员|退役军人|残疾人"],
        ),
        (
            "就读于本区中学的低保家庭学生、孤儿，",
            ["?就读于本区中学", "person_category has 低保家庭学生|孤儿"],
        ),
    ],
)
def test_plain_names_stay_one_list_and_what_stands_before_is_asked_of_all(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected
