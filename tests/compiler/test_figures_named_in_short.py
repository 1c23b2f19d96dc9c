"""Figures an award speaks of in short, after its conditions have named them in full."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import Award
from rules.draft import Draft
from rules.rule import Rule


@pytest.mark.parametrize(
    ("asked", "standard", "expected"),
    [
        (
            "2025年度服务外包收入500万元以上，且比2024年度增长10%以上。",
            "按2025年度服务外包收入增加额的3%奖励；增长20%以上的，奖励比例提高到5%。",
            "highest of {growth(?服务外包收入@2025) >= 10% -> 3% of increment(?服务外包收入@2025); "
            "growth(?服务外包收入@2025) >= 20% -> 5% of increment(?服务外包收入@2025)}",
        ),
        (
            "2025年度直播电商交易额1亿元以上，且同比增长15%以上。",
            "奖励5万元；增长30%以上的，奖励10万元。",
            "?直播电商交易额@2025) >= 30% -> 10万元",
        ),
        (
            "项目年节水量经第三方核定达到2万吨。",
            "核定年节水量5万吨以内的部分，每吨奖励2元；超过5万吨的部分，每吨奖励3元。",
            "?项目年节水量@now > 50000吨 -> 3元 per ?项目年节水量@now from 50000吨",
        ),
    ],
)
def test_a_short_name_is_the_figure_named_before(
    asked: str,
    standard: str,
    expected: str,
    draft_of: Callable[[str], Draft],
    worth_of: Callable[[Award], str],
) -> None:
    (rule,) = draft_of(f"一、奖励\n申报条件：{asked}\n支持标准：{standard}").ruleset.rules
    assert expected in worth_of(rule.award)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "上年度经青屏口岸出口汽车5000辆以上的货运代理企业，就其较前一年度的净增量给予奖励，"
            "其中净增量2000辆以内的部分，每辆奖励100元；超过2000辆的部分，每辆奖励150元。",
            "increment(?经青屏口岸出口汽车@Y-1) > 2000辆 -> 150元 per "
            "increment(?经青屏口岸出口汽车@Y-1)",
        ),
        (
            "对上年度接待研学人次1万人次以上的旅行社，就其净增量给予奖励，其中净增量3000人次以内的部分，"
            "每人次奖励10元；超过3000人次的部分，每人次奖励15元。",
            "10元 per increment(?接待研学人次@Y-1) at most 3000人次",
        ),
        (
            "上年度发运冷链货物3万吨以上的物流企业，就其较上年度的净增货量给予奖励，"
            "其中净增量1万吨以内的部分，每吨奖励5元；超过1万吨的部分，每吨奖励8元。",
            "8元 per increment(?发运冷链货物@Y-1) from 10000吨",
        ),
    ],
)
def test_what_grows_is_the_figure_asked_for(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert expected in award_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "新设立或者市外迁入的信用评级、资产评估、税务师事务等专业服务机构，按其首年办公费用的一定比例"
            "给予开办支持。",
            ["newly_introduced", "entity_type in 专业服务机构"],
        ),
        (
            "对从区外迁入的会展策划、展台搭建等会展服务机构，按经营情况给予落户支持。",
            ["newly_introduced", "entity_type in 会展服务机构"],
        ),
        (
            "市外迁入或者新设立的检验检测机构，按设备投入的一定比例给予运营支持。",
            ["newly_introduced", "entity_type in 检验检测机构"],
        ),
    ],
)
def test_support_of_a_share_that_others_fix(
    sentence: str,
    expected: list[str],
    draft_of: Callable[[str], Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    (rule,) = draft_of(f"第一条 {sentence}").ruleset.rules
    assert rule.award.kind == "in_kind"
    assert parts_of(rule) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "在青屏产权交易所挂牌的企业，上年度作为出让方的成交额达到300万元的，按成交额的2%给予奖励；"
            "上年度作为受让方的成交额达到100万元的，按成交额的4%给予奖励。",
            "sum of {?作为出让方的成交额@Y-1 >= 300万元 -> 2% of ?作为出让方的成交额@Y-1; "
            "?作为受让方的成交额@Y-1 >= 100万元 -> 4% of ?作为受让方的成交额@Y-1}",
        ),
        # each for an act of its own
        (
            "投保食品安全责任险的，按保费的50%补助；聘请专业机构完成质量体系诊断的，另奖励3万元。",
            "sum of {?投保食品安全责任险 -> 50% of insurance_premium@annual; "
            "?聘请专业机构完成质量体系诊断 -> 3万元}",
        ),
        # the thing counted is the one named before
        (
            "企业首次在区产业平台发布数字孪生模型的，每发布一个模型奖励3000元。",
            "3000元 per ?发布数字孪生模型@now",
        ),
        (
            "企业首次在区门户上架智能体应用的，每上架一个应用奖励2000元，最多奖励10个应用。",
            "2000元 per ?上架智能体应用@now at most 10个",
        ),
    ],
)
def test_what_an_alternative_is_a_share_of_or_counts(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == expected


@pytest.mark.parametrize(
    ("standard", "limit", "expected"),
    [
        (
            "每辆补助2万元。",
            "已享受上级购车补贴的，两级补贴合计不得超过购车价款的一半。",
            "top up upper_grant@now to 50% of ?购车价款@now",
        ),
        (
            "每辆补助2万元。",
            "已获得市级购置补助的，市、区两级补助合计不得超过购车价款的60%。",
            "top up upper_grant@now to 60% of ?购车价款@now",
        ),
        (
            "每辆补助2万元。",
            "已经领取省级奖励的，各级奖励合计不超过购车价款的40%。",
            "top up upper_grant@now to 40% of ?购车价款@now",
        ),
    ],
)
def test_what_two_levels_pay_together_is_limited(
    standard: str, limit: str, expected: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"对上年度新购置电动货车的企业，{standard}{limit}")
    assert award.startswith("lesser of {2万元 per ?新购置电动货车@Y-1; ")
    assert expected in award
