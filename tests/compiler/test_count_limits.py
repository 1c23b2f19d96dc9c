"""How many units are paid for, and in which words that is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft


@pytest.mark.parametrize(
    ("grant", "at_most"),
    [
        (
            "对改造石材车间的企业，按改造面积每平方米补助40元，补助面积不超过3000平方米。",
            "3000平方米",
        ),
        ("对开行石材班列的企业，每列补助2万元，每家企业全年最多补助12列。", None),
        ("对取得石材专利的企业，每件资助8000元，同一申请人每年资助不超过6件。", "6件"),
        ("对组织石雕演出的单位，每场给予3万元。同一单位每年支持不超过10场。", "10场"),
        ("对种植护坡林的农户，每亩补助200元，最多补助50亩。", "50亩"),
    ],
)
def test_a_quantity_is_limited_and_never_the_sum(
    grant: str, at_most: str | None, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {grant}").ruleset.rules
    award = rule.award
    assert award.kind == "per_unit"
    assert award.per == "once"
    if at_most is not None:
        assert str(award.at_most) == at_most


def test_a_limit_that_names_one_alternative_is_of_that_one(draft_of: Callable[..., Draft]) -> None:
    text = (
        "第一条 对石英砂线、花岗岩线，分别按每千瓦200元、60元给予补助，"
        "计入补助的石英砂线功率最多900千瓦。"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.kind == "cases"
    limits = [getattr(case.award, "at_most", None) for case in rule.award.cases]
    assert str(limits[0]) == "900千瓦"
    assert limits[1] is None


def test_years_of_a_schedule_are_limits_of_a_year_when_all_are_named(
    award_of: Callable[[str], str],
) -> None:
    grant = (
        "对石材园区，支持期限3年，按项目投资额的20%给予补助，最高900万元。"
        "第一年给予不超过400万元支持，第二、三年每年给予不超过250万元支持。"
    )
    assert "cap 400万元/enterprise_year" in award_of(grant)


def test_results_that_somebody_judges_are_a_condition_of_what_is_paid_for_them(
    draft_of: Callable[..., Draft],
) -> None:
    text = "第一条 对建设石材检测站的企业，给予最高80万元补助，并根据运营绩效给予最高20万元奖励。"
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.kind == "cases"
    assert rule.award.choose == "sum"
    assert rule.award.cases[1].when.kind == "judged"


def test_a_term_of_a_rate_is_none_of_a_sum_paid_once(draft_of: Callable[..., Draft]) -> None:
    text = (
        "第一条 对建成石材产线的企业，按设备投资的20%给予补助，最高600万元；"
        "对租用石材产线的企业，按租赁合同额的5%给予补贴，期限不超过3年。"
    )
    (rule,) = draft_of(text).ruleset.rules
    first, second = rule.award.cases
    assert first.award.lasting is None
    assert str(second.award.lasting) == "3年"
