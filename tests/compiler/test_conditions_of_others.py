"""Conditions on the people somebody hires or trains, on times of acts, on some cases only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

#: Said in a block of conditions of a card for bodies.
BLOCK = "一、实训补贴\n申报条件：\n1、具有独立法人资格；\n2、{}。\n补贴标准：给予一次性补贴1万元。"

PEOPLE = [
    ("实训人员应为18到28岁失业青年", "?实训人员为18到28岁失业青年"),
    ("参训学员须为本市户籍劳动者", "?参训学员为本市户籍劳动者"),
    (
        "享受补贴的人员范围为离校3年内未就业高校毕业生",
        "?享受补贴的人员范围为离校3年内未就业高校毕业生",
    ),
]


@pytest.mark.parametrize(("words", "expected"), PEOPLE)
def test_what_the_people_trained_must_be_is_not_the_applicants_age(
    words: str, expected: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(BLOCK.format(words)).ruleset.rules
    assert parts_of(rule) == ["legal_person", expected]


HIRED = [
    ("新吸纳3年内毕业的普通高校毕业生就业的企业，", ["?新吸纳3年内毕业的普通高校毕业生就业"]),
    (
        "对吸纳离校3年内未就业高校毕业生和18-28岁登记失业青年的实训单位，",
        ["?吸纳离校3年内未就业高校毕业生和18-28岁登记失业青年", "entity_type in 实训单位"],
    ),
    (
        "接收毕业2年内的职业院校毕业生（含技工院校，不含在读）实习的农业基地，",
        ["?接收毕业2年内的职业院校毕业生（含技工院校，不含在读）实习", "entity_type in 农业基地"],
    ),
]


@pytest.mark.parametrize(("words", "expected"), HIRED)
def test_whom_an_employer_takes_on_is_one_fact(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


TIMES = [
    ("在结业后30日内与其签订一年以上劳动合同的，", ["?在结业后30日内与其签订一年以上劳动合同"]),
    ("自取得用地之日起6个月内开工建设的，", ["?自取得用地之日起6个月内开工建设"]),
    ("三年内投资主体自持产权面积达到60%以上的，", ["?三年内投资主体自持产权面积@now >= 60%"]),
    ("承诺5年内不对外出售的，", ["?承诺5年内不对外出售"]),
    ("书面承诺3年内年均研发投入不低于100万元的，", ["?书面承诺3年内年均研发投入不低于100万元"]),
]


@pytest.mark.parametrize(("words", "expected"), TIMES)
def test_how_soon_something_is_done_is_no_length_of_time(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


CASES = [
    ("对委托其他机构培训的，还须签订委托协议", "any(not ?委托其他机构培训; ?签订委托协议)"),
    (
        "涉及境外投资的，应当取得备案证书并按规定缴纳保证金",
        "any(not ?境外投资; all(titles has 备案证书; ?按规定缴纳保证金))",
    ),
    (
        "属于建筑业企业的，须具有安全生产许可证",
        "any(not(industry in 建筑业); titles has 安全生产许可证)",
    ),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_what_is_asked_of_one_case_is_asked_of_no_other(
    words: str, expected: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(BLOCK.format(words)).ruleset.rules
    assert parts_of(rule) == ["legal_person", expected]


def test_a_case_that_cannot_be_denied_is_left_to_a_person(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(BLOCK.format("对研发费用500万元以上的，还须签订合作协议"))
    assert [d.code for d in draft.diagnostics if d.code == "PC504"] == ["PC504"]


LED = [
    "从2021年6月份起，对开展实训活动的实训基地，按照以下标准给予补贴：",
    "自2024年1月1日起，对开展实训活动的实训基地，按以下标准给予补助：",
    "对开展实训活动的实训基地，按照下列标准发放补贴：",
]


@pytest.mark.parametrize("lead", LED)
def test_a_lead_in_gives_its_recipients_to_each_point(
    lead: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    draft = draft_of(
        f"{lead}\n1.生活费补贴：按照本市最低工资标准的80%，给予生活费补贴。\n"
        "2.场地费补贴：按照每年2万元的标准，给予场地费补贴。"
    )
    for rule in draft.ruleset.rules:
        assert parts_of(rule) == ["?开展实训活动", "entity_type in 实训基地"]
    assert len(draft.ruleset.rules) == 2
