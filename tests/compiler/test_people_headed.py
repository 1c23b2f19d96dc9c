"""Headings that name people, sums by the month, terms and further heights behind a comma."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("特困人员、低保家庭", "person_category has 特困人员|最低生活保障对象"),
        ("退役军人", "person_category has 退役军人"),
        ("孤儿和事实无人抚养儿童", "person_category has 孤儿|事实无人抚养儿童"),
    ],
)
def test_a_heading_that_names_people_says_who_is_paid(
    heading: str,
    expected: str,
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    (rule,) = draft_of(f"一、{heading}\n在青屏区就业的，每人每月补助200元。").ruleset.rules
    assert expected in parts_of(rule)


@pytest.mark.parametrize("heading", ["救助标准", "困难群众关爱", "残疾人补贴"])
def test_any_other_heading_asks_nothing(
    heading: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    rules = draft_of(f"一、{heading}\n具有青屏区户籍的居民，每人每月补助200元。").ruleset.rules
    assert [parts_of(rule) for rule in rules] == [["household_region in 青屏区"]]


SUMS = [
    (
        "在老城租房的家庭，月补贴330元；在新城租房的家庭，月补贴210元。",
        "330元 per month",
    ),
    ("支出型困难家庭，年救助1800元。", "1800元 per year"),
    ("对在村小任教的教师，每月给予400元，补贴5年。", "400元 per month for 5年"),
    ("返乡青年每人每月给予租房补助500元，发放18个月。", "500元 per month for 18个月"),
]


@pytest.mark.parametrize(("said", "expected"), SUMS)
def test_by_the_month_and_for_how_long(
    said: str, expected: str, rule_of: Callable[[str], Rule], worth_of: Callable[..., str]
) -> None:
    assert expected in worth_of(rule_of(f"第一条 {said}").award)


@pytest.mark.parametrize(
    ("said", "sums"),
    [
        (
            "年度自负费用在1万元以上2万元以下的，视情、分档按照低保标准的3-5倍予以救助，"
            "自负费用在2万元以上的，分档按照低保标准的5-8倍予以救助。",
            ["500%", "800%"],
        ),
        (
            "家庭支出在3万元以下的，按照低保标准的2倍给予救助，家庭支出在3万元以上的，按照低保标准的4倍给予救助。",
            ["200%", "400%"],
        ),
    ],
)  # fmt: skip
def test_another_height_behind_a_comma_has_its_own_share(
    said: str, sums: list[str], rule_of: Callable[[str], Rule], worth_of: Callable[..., str]
) -> None:
    worth = worth_of(rule_of(f"第一条 {said}").award)
    assert all(share in worth for share in sums)


@pytest.mark.parametrize(
    "opening",
    ["", "享受补贴的人员分为以下3类：\n", "受助学生有两类：\n"],
)
def test_classes_announced_by_their_number_are_alternatives(
    opening: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    heading = "补贴对象" if opening else "新申请家庭包括三类"
    text = (
        f"一、{heading}\n{opening}1.无房的新市民家庭；\n2.住房困难的低保家庭；\n"
        "二、补贴标准\n每户每月补贴300元。"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert any(part.startswith("any(") for part in parts_of(rule))
