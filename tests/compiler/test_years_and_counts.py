"""Shares of what runs year by year, counts with the year of their act, and whose figure it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("body", "worth"),
    [
        # what is owed again each year, paid for so many years, is paid by the year
        (
            "对企业为残疾职工实际缴纳的养老保险费、工伤保险费给予全额补贴，补贴期限最长2年。",
            "@annual per year for 2年",
        ),
        ("对企业租用厂房的，按实际支付租金的40%给予补贴，期限不超过4年。", "per year for 4年"),
        (
            "对企业取得技改贷款的，按实际支付利息的35%给予贴息，期限3年。",
            "@annual per year for 3年",
        ),
    ],
)
def test_a_share_of_a_running_cost_for_years_is_paid_by_the_year(
    body: str, worth: str, award_of: Callable[[str], str]
) -> None:
    assert worth in award_of(body)


@pytest.mark.parametrize(
    "body",
    [
        "对企业购置设备的，按设备投资额的10%给予补助，补助期限最长3年。",
        "对企业租用仓库的，按每月实际租金的30%给予补贴，最长18个月。",
        "对企业建设冷库的，按建设投入的15%一次性给予补助。",
    ],
)
def test_what_is_spent_once_or_paid_by_the_month_is_not(
    body: str, award_of: Callable[[str], str]
) -> None:
    assert "per year" not in award_of(body)


@pytest.mark.parametrize(
    ("body", "worth"),
    [
        (
            "人力资源机构上年度为县内企业引进技能人才的，按引进人数每人给予3000元奖励，单家机构每年最高20万元；"
            "引进人数超过60人的，每年最高额提高到30万元。",
            "@Y-1 > 60人",
        ),
        (
            "商会上年度组织会员企业出境参展的，按组织参展人数每人给予400元补助，单家机构每年最高8万元；"
            "组织参展人数超过150人的，每年最高额提高到12万元。",
            "@Y-1 > 150人",
        ),
        (
            "中介机构上年度向园区推荐应届生的，按推荐人数每人给予600元奖励，单家机构每年最高5万元；"
            "推荐人数超过30人的，每年最高额提高到9万元。",
            "@Y-1 > 30人",
        ),
    ],
)
def test_a_count_is_of_the_year_of_the_act_it_counts(
    body: str, worth: str, award_of: Callable[[str], str]
) -> None:
    assert worth in award_of(body)


@pytest.mark.parametrize(
    ("body", "from_", "limit"),
    [
        (
            "对首次创业的人员给予补贴8000元；联合创业的，超过2人的部分每增加1名合伙人再增加1500元，最高1.5万元。",
            "from 2人",
            "1.5万元",
        ),
        (
            "对新设网点的企业给予补贴5万元；开展夜间服务的，超过3家的部分每增加1家门店再增加6000元，最高12万元。",
            "from 3家",
            "12万元",
        ),
        (
            "对安置残疾人的单位给予奖励1万元；安置重度残疾人的，超过4人的部分每增加1名残疾人再增加3000元，最高4万元。",
            "from 4人",
            "4万元",
        ),
    ],
)
def test_one_more_above_an_edge_is_limited_with_what_it_adds_to(
    body: str, from_: str, limit: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(body)
    assert from_ in award
    assert award.endswith(f"cap {limit}/item")


@pytest.mark.parametrize(
    ("body", "sum_"),
    [
        (
            "零售业、餐饮业企业新开直营店单店面积不小于80平方米的，每新开1家资助2万元；住宿业企业每新开1家直营店资助6万元。",
            "2万元",
        ),
        (
            "批发业企业新设门店营业面积200平方米以上的，给予奖励8万元；餐饮业企业新设门店的，给予奖励3万元。",
            "8万元",
        ),
        (
            "餐饮业企业新增门店经营面积60平方米以上的，给予奖励2万元；零售业企业新增门店的，给予奖励1万元。",
            "2万元",
        ),
    ],
)
def test_a_figure_behind_one_trade_is_asked_of_that_trade_alone(
    body: str, sum_: str, award_of: Callable[[str], str]
) -> None:
    before, _, behind = award_of(body).partition(f"-> {sum_}")
    assert "store_area" in before
    assert "industry" in before
    assert "store_area" not in behind
    assert "industry" in behind


@pytest.mark.parametrize(
    ("who", "condition"),
    [
        ("对连续两年举办农民丰收节的企业，", "连续两年举办农民丰收节"),
        ("对连续三年组织职工疗养的企业，", "连续三年组织职工疗养"),
        ("对已连续四年承办龙舟邀请赛的企业，", "连续四年承办龙舟邀请赛"),
    ],
)
def test_what_is_done_year_after_year_is_not_done_once_in_them(
    who: str, condition: str, conditions_of: Callable[[str], list[str]]
) -> None:
    found = conditions_of(who)
    assert any(condition in c and "R" not in c for c in found), found


@pytest.mark.parametrize(
    ("who", "condition"),
    [
        ("企业上年度取得担保贷款的，", "取得担保贷款@Y-1"),
        ("申报单位上年度举办技能竞赛的，", "举办技能竞赛@Y-1"),
        ("企业近两年承接外地订单的，", "承接外地订单@R24M"),
    ],
)
def test_the_time_behind_the_applicant_is_that_of_what_it_did(
    who: str, condition: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert any(condition in c for c in conditions_of(who)), conditions_of(who)


@pytest.mark.parametrize(
    ("body", "sum_"),
    [
        (
            "对注册地在本市的企业开展节水改造的，按改造投入的20%给予补助；其中规模以上工业企业的，全额补助，最高30万元。",
            "20%",
        ),
        (
            "对成立不满3年的企业租用办公用房的，给予补贴6000元；其中科技型中小企业的，给予补贴9000元。",
            "6000元",
        ),
        (
            "对营业收入500万元以上的企业参加境外展会的，给予补助4万元；其中省级老字号企业的，给予补助7万元。",
            "4万元",
        ),
    ],
)
def test_what_the_first_asks_is_asked_of_those_among_them(
    body: str, sum_: str, award_of: Callable[[str], str]
) -> None:
    before, _, behind = award_of(body).partition(f"-> {sum_}")
    assert "any(" not in before
    assert not any(f in before for f in ("registered_region", "years_established", "revenue"))
    assert "titles" in behind or "statistics_category" in behind
