"""Tables of kinds of things, grants of several levels limited together, limits behind a mark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.fold import fold
from rules.draft import Draft
from rules.rule import Rule

TABLES = [
    (
        "种植补贴。按下表标准给予补贴。\n"
        "作物 | 种植面积 | 补贴标准（元/亩）\n小麦 | 20亩以上不足100亩 | 50\n小麦 | 100亩以上 |"
        " 80\n大豆 | 10亩以上 | 35\n",
        "sum of {all(?小麦种植面积@now >= 20亩; ?小麦种植面积@now < 100亩) -> 50元 per "
        "?小麦种植面积@now; "
        "?小麦种植面积@now >= 100亩 -> 80元 per ?小麦种植面积@now; "
        "?大豆种植面积@now >= 10亩 -> 35元 per ?大豆种植面积@now}",
    ),
    (
        "购车补贴。对2025年度新购洒水车2辆以上的企业，按下表给予补贴。\n"
        "车辆类型 | 总质量 | 补助标准（万元/辆）\n电动洒水车 | 5吨以上 | 4\n电动洒水车 | "
        "5吨以下（不含） | 2\n其他洒水车 | 不限 | 1\n",
        "sum of {?5吨以上电动洒水车@2025 -> 4万元 per ?新购5吨以上电动洒水车数@2025; "
        "?5吨以下电动洒水车@2025 -> 2万元 per ?新购5吨以下电动洒水车数@2025; "
        "?其他洒水车@2025 -> 1万元 per ?新购其他洒水车数@2025}",
    ),
    (
        "养殖补贴。对养殖场户按下表标准给予补贴。\n"
        "畜种 | 年出栏量 | 补贴标准（元/头）\n生猪 | 500头以上 | 30\n肉羊 | 100只以上 | 20\n",
        "sum of {?生猪年出栏量@annual >= 500头 -> 30元 per ?生猪年出栏量@annual; "
        "?肉羊年出栏量@annual >= 100只 -> 20元 per ?肉羊年出栏量@annual}",
    ),
    (
        "造林补助。新造林地的，按下表标准补助。\n树种 | 补助标准（元/亩）\n油茶 | 800\n毛竹 | "
        "300\n",
        "sum of {?油茶 -> 800元 per ?油茶面积@now; ?毛竹 -> 300元 per ?毛竹面积@now}",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_each_kind_of_thing_is_counted_by_itself(
    text: str, expected: str, rule_of: Callable[[str], Rule], worth_of: Callable[..., str]
) -> None:
    assert worth_of(rule_of(f"第三条 {text}").award) == expected


def test_rows_of_one_kind_that_may_hold_at_once_are_never_added_up(
    rule_of: Callable[[str], Rule], worth_of: Callable[..., str]
) -> None:
    rule = rule_of(
        "第三条 种植补贴。按下表标准给予补贴。\n作物 | 种植面积 | 补贴标准（元/亩）\n"
        "小麦 | 20亩以上 | 50\n小麦 | 100亩以上 | 80\n大豆 | 10亩以上 | 35\n"
    )
    assert worth_of(rule.award).startswith("highest of ")


def test_classes_of_applicants_are_no_kinds_of_things(
    rule_of: Callable[[str], Rule], worth_of: Callable[..., str]
) -> None:
    rule = rule_of(
        "第三条 租金补贴。对租用厂房的企业，按下表标准给予补贴。\n企业类型 | 租用面积 | "
        "补贴标准（元/平方米）\n"
        "高新技术企业 | 500平方米以上 | 20\n其他企业 | 1000平方米以上 | 10\n"
    )
    assert worth_of(rule.award).startswith("highest of {all(titles has 国家高新技术企业;")


POINTERS = ["购置附件3所列机具的", "种植品种属于下表所列范围的", "达到表1规定标准的"]


@pytest.mark.parametrize("words", POINTERS)
def test_what_only_points_to_the_rows_asks_nothing(
    words: str, rule_of: Callable[[str], Rule], parts_of: Callable[[Rule], list[str]]
) -> None:
    rule = rule_of(
        f"第三条 补贴标准。在本区经营，{words}，按下表标准给予补贴。\n"
        "机具名称 | 补贴标准（元/台）\n旋耕机 | 3000\n播种机 | 2000\n"
    )
    assert not any("所列" in part or "规定标准" in part for part in parts_of(rule))


TOGETHER = [
    "；中央和县级补助合计不得超过购机价格的60%",
    "，连同上级补贴累计不高于购机价格的60%",
    "；与上级补贴合计不超过购机价格的60%",
    "，省级与本级补助之和最高为购机价格的60%",
    "；省、市、区三级补助总和不超过购机价格的60%",
]


@pytest.mark.parametrize("limit", TOGETHER)
def test_grants_of_several_levels_are_limited_together(
    limit: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"购机补助。购置喷灌机的，给予5万元补助{limit}。") == (
        "lesser of {5万元; top up upper_grant@now to 60% of ?购机价格@now}"
    )


def test_a_limit_behind_a_semicolon_is_read_or_told(
    draft_of: Callable[..., Draft], worth_of: Callable[..., str]
) -> None:
    grant = "第一条 企业投保订单险的，按保费的30%给予补贴；"
    (rule,) = draft_of(grant + "单户最高不超过5000元。").ruleset.rules
    assert worth_of(rule.award).endswith("cap 5000元/enterprise")
    draft = draft_of(grant + "单户最高以合同约定售价的12%计。")
    assert any("12%" in fold(d.message) for d in draft.diagnostics)


PUNISHED = [
    ("一年内因违规经营冷冻食品受到行政处罚", "?因违规经营冷冻食品受到行政处罚@R12M"),
    ("两年内因违法使用添加剂被行政处罚", "?因违法使用添加剂被行政处罚@R24M"),
    ("近三年因违规排放废水而受到行政处罚", "?因违规排放废水而受到行政处罚@R36M"),
    ("近三年因违法违规受到行政处罚", "administrative_penalty@R36M"),
]


@pytest.mark.parametrize(("words", "expected"), PUNISHED)
def test_a_penalty_for_one_thing_is_one_record(
    words: str, expected: str, rule_of: Callable[[str], Rule], short_of: Callable[..., str]
) -> None:
    rule = rule_of(
        f"第三条 购机补贴。给予5万元补贴。\n第四条 有下列情形之一的，不予补贴：\n"
        f"（一）{words}的。\n"
    )
    assert [short_of(u) for u in rule.unless] == [expected]
