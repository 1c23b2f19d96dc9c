"""What a text says once for several: a year, a last noun, whose time a verb has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

CONDITIONS = [
    # what came about in a year names the year of the flow beside it
    (
        "上年度首次开展服务外包且营业收入达到800万元的企业，",
        ["?首次开展服务外包@Y-1", "revenue@Y-1 >= 800万元"],
    ),
    (
        "上年度新建分拣中心，且出口额突破2000万元的企业，",
        ["?新建分拣中心@Y-1", "export_value@Y-1 > 2000万元"],
    ),
    (
        "当年首次承接离岸业务且出口额不低于60万元的企业，",
        ["?首次承接离岸业务@Y", "export_value@Y >= 60万元"],
    ),
    # what did not come about says nothing of the year of anything else
    (
        "上年度未拖欠职工工资且年营业收入达到800万元的企业，",
        ["not wage_arrears@Y-1", "revenue@annual >= 800万元"],
    ),
    # the last noun of a list of rankings is said once
    (
        "入选雏鹰企业或者隐形冠军企业榜单的企业，",
        ["rankings has 雏鹰企业榜单|隐形冠军企业榜单"],
    ),
    (
        "入选成长之星、外贸先锋、质量标兵榜的企业，",
        ["rankings has 成长之星榜|外贸先锋榜|质量标兵榜"],
    ),
    ("入选全省百强企业榜单的企业，", ["rankings has 全省百强企业榜单"]),
    # a certificate of products is no product; a mark is held like a certificate
    (
        "取得有机产品认证或者食品安全管理体系认证的企业，",
        ["titles has 有机产品认证|食品安全管理体系认证"],
    ),
    ("取得绿色产品认证的企业，", ["titles has 绿色产品认证"]),
    ("获得低碳产品认证、能源管理体系认证的企业，", ["titles has 低碳产品认证|能源管理体系认证"]),
    ("取得二星级绿色建筑标识的企业，", ["titles has 二星级绿色建筑标识"]),
    ("新获得零碳园区标志的企业，", ["first titles has 零碳园区标志"]),
    ("取得健康建筑标识的企业，", ["titles has 健康建筑标识"]),
    # the time before 新取得 is that of the title
    ("上年度新取得CMA计量认可资质的企业，", ["first titles has CMA计量认可资质@Y-1"]),
    ("2025年度新获得五级养老机构资质的企业，", ["first titles has 五级养老机构@2025"]),
    ("当年新通过省级工法认证的企业，", ["first titles has 省级工法认证@Y"]),
    # newly here, whatever stands beside it with a figure
    ("新引进、落户未满3年且参保人数10人以上的企业，",
     ["newly_introduced", "years_settled@now < 3年", "insured_employees@now >= 10人"]),
    ("由市外整体搬迁落户的企业，", ["newly_introduced"]),
    ("从省外搬迁而来的企业，", ["newly_introduced"]),
]  # fmt: skip


@pytest.mark.parametrize(("who", "expected"), CONDITIONS)
def test_a_condition_has_what_is_said_once_for_it(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


AWARDS = [
    (
        "首次认定为省级专精特新中小企业的，奖励12万元；有效期内由市外整体迁入的省级专精特新中小企业，"
        "奖励7万元。",
        "highest of {first titles has 省级专精特新中小企业 -> 12万元; "
        "all(newly_introduced; titles has 省级专精特新中小企业) -> 7万元}",
    ),
    (
        "首次获评省级绿色工厂的，给予25万元奖励；从区外搬迁落户的省级绿色工厂，给予10万元奖励。",
        "highest of {first titles has 省级绿色工厂 -> 25万元; "
        "all(newly_introduced; titles has 省级绿色工厂) -> 10万元}",
    ),
    (
        "上年度首次获得省质量奖的，给予50万元奖励；获得市质量奖的，给予20万元奖励。",
        "highest of {first awards_won has 省质量奖@Y-1 -> 50万元; "
        "first awards_won has 市质量奖@Y-1 -> 20万元}",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), AWARDS)
def test_the_first_time_is_not_that_of_the_same_title_told_again(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause) == expected


ECHOES = [
    # a mark whose grades the cases ask for
    (
        "对取得节水标识的新建小区给予奖励：取得一级节水标识的，奖励30万元；取得二级节水标识的，奖励10万元。",
        "节水标识",
    ),
    (
        "对获得质量信用证书的企业给予补助：获得AA级质量信用证书的，补助6万元；获得A级质量信用证书的，补助3万元。",
        "质量信用证书",
    ),
    (
        "对获评美丽牧场称号的合作社给予奖励：获评省级美丽牧场称号的，奖励8万元；获评市级美丽牧场称号的，"
        "奖励4万元。",
        "美丽牧场",
    ),
]


@pytest.mark.parametrize(("clause", "mark"), ECHOES)
def test_a_mark_is_not_asked_where_every_case_asks_for_one_of_its_grades(
    clause: str,
    mark: str,
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    (rule,) = draft_of(f"第一条 {clause}").ruleset.rules
    assert rule.award.kind == "cases"
    assert all(case.when.values[0].endswith(mark) for case in rule.award.cases)
    assert f"titles has {mark}" not in parts_of(rule)
