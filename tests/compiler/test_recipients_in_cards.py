"""Who is encouraged, listed, licensed or paid last in a phrase; either of two requirements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

ENCOURAGED = [
    ("支持企业开展凿岩改造，", ["?开展凿岩改造"]),
    (
        "鼓励高等学校、科研机构联合建设采石实验室，",
        ["entity_type in 高等学校|科研机构", "?联合建设采石实验室"],
    ),
    ("支持采石联盟举办石雕大赛，", ["entity_type in 采石联盟", "?举办石雕大赛"]),
    ("支持企业积极承担水利重点项目，对于获得国家支持的项目，", ["?获得国家支持"]),
    (
        "支持企业通过爆破保险产品获得贷款或分散风险，",
        ["any(?通过爆破保险产品获得贷款; ?分散风险)"],
    ),
    ("支持企业做大做强，对上年度营业收入1亿元以上的企业，", ["revenue@Y-1 >= 1亿元"]),
    (
        "支持石材企业技术中心建设，对新认定的省级企业技术中心，",
        ["first titles has 省级企业技术中心"],
    ),
]


@pytest.mark.parametrize(("who", "leaves"), ENCOURAGED, ids=[w for w, _ in ENCOURAGED])
def test_what_somebody_is_encouraged_to_do_is_asked_and_a_wish_is_not(
    who: str, leaves: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == leaves


LAST = [
    ("对提供采石全程服务的第三方机构，", ["?提供采石全程服务", "entity_type in 第三方机构"]),
    ("对成功引进石材项目的相关专业机构，", ["?成功引进石材项目", "entity_type in 专业机构"]),
    ("对符合条件的步行街，", ["entity_type in 步行街"]),
    ("对每家孵化器，", ["entity_type in 孵化器"]),
    ("对首次复垦的石墨企业，", ["?首次复垦", "industry in 石墨"]),
    ("对获得项目贷款的复绿类重大项目，", ["?获得项目贷款", "?复绿类重大项目"]),
    ("对完成复垦验收的企业，", ["?完成复垦验收"]),
    ("对完成复垦验收的申报单位，", ["?完成复垦验收"]),
    ("对投保企业，", ["?投保企业"]),
]


@pytest.mark.parametrize(("who", "leaves"), LAST, ids=[w for w, _ in LAST])
def test_the_noun_a_recipient_phrase_ends_with_is_asked_unless_it_is_anybody(
    who: str, leaves: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == leaves


LISTED = [
    ("对在新三板挂牌的企业，", ["listing_stage has 新三板挂牌"]),
    ("对在A股或境外主要证券交易所上市的企业，", ["listing_stage has 境内上市|境外上市"]),
    (
        "对在科创板、创业板首次公开发行股票并上市的企业，",
        ["listing_stage has 科创板上市|创业板上市"],
    ),
    (
        "对在全国中小企业股份转让系统、云江区域性股权市场（云江股权交易中心）挂牌的企业，",
        ["listing_stage has 新三板挂牌|区域性股权市场挂牌"],
    ),
    ("对上年度在港交所上市的企业，", ["listing_stage has 境外上市@Y-1"]),
    ("对上市公司，", ["listing_stage has 境内上市|境外上市"]),
    ("对拟上市企业，", ["?拟上市企业"]),
    ("对获得上市公司投资的企业，", ["?获得上市公司投资"]),
]


@pytest.mark.parametrize(("who", "leaves"), LISTED, ids=[w for w, _ in LISTED])
def test_where_a_company_is_listed_is_a_stage_whatever_the_place_is_called(
    who: str, leaves: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == leaves


EITHER = [
    ("具有采石技术或自主知识产权", ["any(?具有采石技术; ?自主知识产权)"]),
    ("由水务局引入设立或由镇政府出资入股", ["any(?由水务局引入设立; ?由镇政府出资入股)"]),
    ("获得水务部门批准或备案", ["?获得水务部门批准或备案"]),
    ("石料土地或空间依法取得", ["?石料土地或空间依法取得"]),
]


@pytest.mark.parametrize(("said", "leaves"), EITHER)
def test_either_of_two_requirements_is_enough(
    said: str, leaves: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{said}的企业，") == leaves


JUDGED = [
    ("具有较高知名度和影响力", "judged 具有较高知名度和影响力"),
    ("经区政府同意", "judged 经区政府同意"),
    ("具有较强的示范、带动作用", "judged 具有较强的示范、带动作用"),
    ("在石材产业中发挥引领带动作用", "judged 在石材产业中发挥引领带动作用"),
    ("符合国家规定的其他条件", "judged 符合国家规定的其他条件"),
    ("经区水务局认定为市级示范园区", "titles has 市级示范园区"),
    ("具有较大规模", "?具有较大规模"),
]


@pytest.mark.parametrize(("said", "leaf"), JUDGED)
def test_decisions_of_bodies_and_degrees_of_effects_are_judged(
    said: str, leaf: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{said}的企业，") == [leaf]


def test_a_declared_name_for_the_applicants_asks_nothing_more(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(
        "第一条 本政策适用于在松湖区注册、从事石雕的企业（以下简称石艺企业）。\n"
        "第二条 对上年度营业收入1亿元以上的石艺企业，给予20万元奖励。\n"
    ).ruleset.rules
    assert parts_of(rule)[-1] == "revenue@Y-1 >= 1亿元"
    assert not any("石艺" in part for part in parts_of(rule))


def test_titles_are_written_as_the_text_writes_them(
    conditions_of: Callable[[str], list[str]],
) -> None:
    assert conditions_of("对“小巨人”企业，") == ["titles has “小巨人”企业"]
    assert conditions_of("对专精特新“小巨人”企业，") == ["titles has 专精特新“小巨人”企业"]
    assert conditions_of("对产业链龙头企业，") == ["titles has 产业链龙头企业"]
