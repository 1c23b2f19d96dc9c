"""Who is chosen among those who qualify; a bound of one class that stands in brackets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

GRANTS = (
    "第三条 培训补贴。举办茶艺培训5场以上的，补贴2万元。\n"
    "第四条 示范奖励。建成示范茶园的，奖励3万元。\n"
)
FIRST, SECOND = "events_held@annual >= 5场", "?建成示范茶园"

CHOSEN = [
    (
        "第五条 第四条规定的事项由区农业农村局组织专家评审，择优给予支持。",
        [[FIRST], ["judged 组织专家评审，择优给予支持", SECOND]],
    ),
    (
        "第五条 区农业农村局组织专家对申报项目进行评审，择优确定支持对象。",
        [
            ["judged 组织专家对申报项目进行评审，择优确定支持对象", FIRST],
            ["judged 组织专家对申报项目进行评审，择优确定支持对象", SECOND],
        ],
    ),
    (
        "第五条 第三条实行核准制，由区茶产业中心核查；"
        "第四条由区农业农村局会同区财政局评审后确定支持对象。",
        [[FIRST], ["judged 会同区财政局评审后确定支持对象", SECOND]],
    ),
    ("第五条 区农业农村局组织专家评审和现场核查，结果公示5个工作日。", [[FIRST], [SECOND]]),
]


@pytest.mark.parametrize(("text", "expected"), CHOSEN)
def test_an_office_that_chooses_decides_and_one_that_checks_asks_nothing(
    text: str,
    expected: list[list[str]],
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    assert [parts_of(rule) for rule in draft_of(GRANTS + text).ruleset.rules] == expected


RELAXED = [
    (
        "项目投资额不低于500万元（小微企业不低于100万元）的，",
        "any(project_investment@now >= 500万元; "
        "all(enterprise_size in 小型|微型; project_investment@now >= 100万元))",
    ),
    (
        "上年度裁员率不高于5.5%（参保职工30人（含）以下的企业，裁员率不高于20%）的，",
        "any(layoff_rate@Y-1 <= 5.5%; all(insured_employees@now <= 30人; layoff_rate@Y-1 <= 20%))",
    ),
    (
        "研发费用占营业收入比例不低于5%（营业收入2亿元以上的企业不低于3%）的，",
        "any(rd_expense/revenue@annual >= 5%; "
        "all(revenue@annual >= 2亿元; rd_expense/revenue@annual >= 3%))",
    ),
    (
        "年产值不低于1000万元（制造业企业不低于3000万元）的，",
        "any(not(industry in 制造业); output_value@annual >= 3000万元)",
    ),
]


@pytest.mark.parametrize(("words", "expected"), RELAXED)
def test_a_bound_of_one_class_in_brackets_is_its_own(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert expected in [*conditions_of(words), f"any({'; '.join(conditions_of(words))})"]
