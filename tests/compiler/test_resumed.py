"""Recipients told in full by the scope of an item and in a few words by its sums."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

HIGH = [
    (
        "第一条 绿色工厂奖励\n"
        "（一）扶持范围：首次获评的省级绿色工厂企业，以及从市外迁入且迁入满两年的省级绿色工厂企业。\n"
        "（二）扶持标准：首次获评的，一次性奖励40万元；从市外迁入的，一次性奖励18万元。",
        "highest of {first titles has 省级绿色工厂 -> 40万元; "
        "all(newly_introduced; years_settled@now >= 2年; titles has 省级绿色工厂) -> 18万元}",
    ),
    (
        "第一条 用房补助\n"
        "（一）扶持范围：符合下列条件之一的企业。\n1.近两年内入选未来之星企业榜单；\n"
        "2.近两年内获得的风险投资额达到800万元，且成立时间不超过6年；\n3.近两年内入选隐形冠军企业榜单。\n"
        "（二）扶持标准：每年按照实际租金的40%给予补助，补助期限最长3年；其中，未来之星企业、风险投资类企业、"
        "隐形冠军企业累计最高分别不超过90万元、60万元、30万元。",
        "all(equity_financing@R24M >= 800万元; years_established@now <= 6年) -> 40% of",
    ),
    (
        "第一条 展销补助\n"
        "（一）支持对象：参加国家级展会的企业，以及自行举办新品发布活动满3场的企业。\n"
        "（二）支持标准：参加国家级展会的，补助6万元；自行举办新品发布活动的，补助2万元。",
        "?参加国家级展会 -> 6万元",
    ),
]


@pytest.mark.parametrize(("body", "expected"), HIGH)
def test_a_case_told_in_short_is_the_alternative_it_names(
    body: str,
    expected: str,
    draft_of: Callable[..., Draft],
    worth_of: Callable[[object], str],
) -> None:
    (rule,) = draft_of(body).ruleset.rules
    assert expected in worth_of(rule.award)


EITHER = [
    "首次认定的省级智能车间企业，以及从市外迁入的省级智能车间企业，",
    "纳入统计的连锁企业，以及在本区经营满2年的民营企业，",
    "获评市级示范基地的单位，以及承办国家级赛事的机构，",
]


@pytest.mark.parametrize("who", EITHER)
def test_kinds_of_recipients_joined_by_as_well_as_are_alternatives(
    who: str, conditions_of: Callable[[str], list[str]]
) -> None:
    read = conditions_of(who)
    assert len(read) == 1
    assert read[0].startswith("any(")


def test_properties_joined_by_as_well_as_hold_together(
    conditions_of: Callable[[str], list[str]],
) -> None:
    assert len(conditions_of("具有独立法人资格，以及健全的财务管理制度的企业，")) == 2


BARRED = [
    "（一）申报单位提供虚假材料的，取消其本年度申报资格。",
    "（一）申请人弄虚作假的，取消当年申请资格。",
    "（一）企业伪造单据的，一律取消其下一年度享受资格。",
]


@pytest.mark.parametrize("sentence", BARRED)
def test_whoever_loses_the_right_to_apply_is_shut_out(
    sentence: str, draft_of: Callable[..., Draft], short_of: Callable[[object], str]
) -> None:
    body = (
        "一、申报条件\n企业在本区注册。\n二、支持标准\n（一）对建设充电站的企业，给予10万元补助。\n"
        f"三、有关要求\n{sentence}\n（二）同一项目不得重复申报。"
    )
    (rule,) = draft_of(body).ruleset.rules
    assert [short_of(u) for u in rule.unless] == ["subsidy_fraud"]


def test_a_title_taken_back_shuts_nobody_out(draft_of: Callable[..., Draft]) -> None:
    body = (
        "一、申报条件\n企业在本区注册。\n二、支持标准\n（一）对建设充电站的企业，给予10万元补助。\n"
        "三、有关要求\n（一）评价不合格的，取消其示范站称号。"
    )
    (rule,) = draft_of(body).ruleset.rules
    assert rule.unless == ()


def test_the_scope_stays_where_the_sums_name_others(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    body = (
        "第一条 研发补助\n"
        "（一）扶持范围：参加国家级展会的企业，以及自行举办新品发布活动满3场的企业。\n"
        "（二）扶持标准：大型企业补助6万元；小型企业补助2万元。"
    )
    (rule,) = draft_of(body).ruleset.rules
    assert any(part.startswith("any(") for part in parts_of(rule))
