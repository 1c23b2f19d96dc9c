"""Pupils by the stage they learn at, and sums by the school year for each of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import Award
from rules.draft import Draft

STAGES = [
    ("小学、初中学生，", ["school_stage in 小学|初中"]),
    ("本区户籍的普通高中学生，", ["household_region in 青屏区", "school_stage in 高中"]),
    ("在全日制学校就读的中职（含技工院校）学生，", ["enrolled", "school_stage in 中职|技工院校"]),
]


@pytest.mark.parametrize(("words", "expected"), STAGES)
def test_pupils_are_of_a_stage(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


BY_YEAR = [
    (
        "按小学每生每学年1000元、初中每生每学年1250元的标准补助",
        "highest of {school_stage in 小学 -> 1000元 per year; "
        "school_stage in 初中 -> 1250元 per year}",
    ),
    (
        "按高中（含中职）每学年2000元、大专每学年3000元的标准补助",
        "highest of {school_stage in 高中|中职 -> 2000元 per year; "
        "school_stage in 大专 -> 3000元 per year}",
    ),
    (
        "特困学生，按专科每学年4000元、本科每学年5000元的标准补助；孤儿，按照上述标准的一半补助",
        "highest of {all(?特困学生; school_stage in 大专) -> 4000元 per year; "
        "all(?特困学生; school_stage in 本科) -> 5000元 per year; "
        "all(person_category has 孤儿; school_stage in 大专) -> 2000元 per year; "
        "all(person_category has 孤儿; school_stage in 本科) -> 2500元 per year}",
    ),
]


@pytest.mark.parametrize(("words", "expected"), BY_YEAR)
def test_a_sum_by_the_school_year_for_each_stage(
    words: str,
    expected: str,
    draft_of: Callable[..., Draft],
    worth_of: Callable[[Award], str],
) -> None:
    (rule,) = draft_of(
        f"一、助学补助\n服务对象：具有本区户籍的学生。\n补助标准：{words}。"
    ).ruleset.rules
    assert worth_of(rule.award) == expected
