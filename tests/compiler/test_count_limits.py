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


RAISED = [
    (
        "承接实训的石材企业，每人每月补助900元；留用率达到60%的，提高到每人每月1200元。",
        ["900元", "1200元"],
    ),
    (
        "取得石匠甲级、乙级证书的，分别奖励5000元、3000元；属于紧缺工种的，依次上调为6000元、4000元。",
        ["5000元", "3000元", "6000元", "4000元"],
    ),
]


@pytest.mark.parametrize(("grant", "sums"), RAISED)
def test_what_some_are_paid_instead_is_an_alternative_for_each_of_those_before(
    grant: str, sums: list[str], draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {grant}").ruleset.rules
    assert rule.award.kind == "cases"
    assert rule.award.choose == "highest"
    assert [str(case.award.amount) for case in rule.award.cases] == sums


def test_actual_cost_is_paid_where_it_is_less(award_of: Callable[[str], str]) -> None:
    grant = "租用石材展厅的企业，每年给予8000元补贴，实际租金低于8000元的据实补贴。"
    assert award_of(grant).startswith("lesser of")


def test_a_limit_of_both_together_is_of_the_whole(draft_of: Callable[..., Draft]) -> None:
    text = (
        "第一条 购置石锯的企业，按实际支付利息的40%给予贴息；"
        "经担保的，另按实际支付担保费的60%给予补助。"
        "两项合计，一家企业一年不超过70万元。"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.kind == "cases"
    assert rule.award.choose == "sum"
    assert [(str(c.amount), c.per) for c in rule.award.caps] == [("70万元", "enterprise_year")]


def test_of_several_titles_the_best_adds_to_what_stands_before(
    draft_of: Callable[..., Draft],
) -> None:
    text = (
        "第一条 对新建石材展厅的企业，给予30万元补助；"
        "被评为国家级示范展厅、省级示范展厅的，再分别奖励20万元、10万元。"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.kind == "cases"
    assert rule.award.choose == "sum"
    assert rule.award.cases[1].award.kind == "cases"
    assert rule.award.cases[1].award.choose == "highest"


def test_a_limit_for_each_person_beside_a_rate_is_no_sum_for_each(
    award_of: Callable[[str], str],
) -> None:
    grant = "引进石雕师的企业，按上年度支付年薪的10%给予奖励，每引进1人最高15万元。"
    assert award_of(grant).endswith("cap 15万元/person")


def test_units_above_an_edge_are_counted_from_there(draft_of: Callable[..., Draft]) -> None:
    text = "第一条 石材企业年耗电500万千瓦时以上的，超过500万千瓦时的部分，每千瓦时补助0.1元。"
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.kind == "per_unit"
    assert rule.award.from_ is not None


def test_half_is_a_share(award_of: Callable[[str], str]) -> None:
    assert award_of("租用石材仓库的企业，按实际租金的一半给予补贴。").startswith("50% of rent_paid")


@pytest.mark.parametrize(
    ("said", "counted", "most"),
    [
        ("派员参展的，每人补助6000元。每个展会计补人数以3人为限。", "计补人数", "3人"),
        ("派员赴境外办展的，每人补助4000元。每次活动计补人数以5人为限。", "计补人数", "5人"),
    ],
)
def test_what_a_limit_says_is_counted_names_a_bare_unit(
    said: str, counted: str, most: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"企业{said}")
    assert counted in award
    assert most in award
