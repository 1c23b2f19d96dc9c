"""Who may apply: kinds in a row, requirements that open with a name, and those of named items."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

GRANTS = (
    "第三条 人才补助。新招用技师10人以上的，每人补助5000元。\n"
    "第四条 产品补助。首次取得新药证书的，给予3万元补助。\n"
)
NEW_HIRES, NEW_DRUG = "?新招用技师@now >= 10人", "first titles has 新药证书"

ROWS = [
    (
        "对在本区种植大豆10亩以上的农户、家庭农场和合作社，",
        ["?本区种植大豆@now >= 10亩", "entity_type in 农户|家庭农场|合作社"],
    ),
    (
        "养蜂户、养蜂合作社新购置蜂箱50个以上的，",
        ["entity_type in 养蜂户|养蜂合作社", "?新购置蜂箱@now >= 50个"],
    ),
    (
        "从事水产养殖的养殖户、渔业公司和渔民合作社，购置增氧机的，",
        ["?从事水产养殖", "entity_type in 养殖户|渔业公司|渔民合作社", "?购置增氧机"],
    ),
    (
        "旅行社、车队和村集体组织游客100人以上的，",
        ["entity_type in 旅行社|车队|村集体", "?组织游客@now >= 100人"],
    ),
    (
        "在本县从事毛茶加工、茶旅接待或者制茶培训服务的茶农户、茶企业和供销社，",
        [
            "?在本县从事毛茶加工、茶旅接待或者制茶培训服务",
            "entity_type in 茶农户|茶企业|供销社",
        ],
    ),
    ("经认定的市级企业技术中心、工程研究中心，", ["titles has 市级企业技术中心|市级工程研究中心"]),
]


@pytest.mark.parametrize(("words", "expected"), ROWS)
def test_no_kind_of_a_row_is_lost(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


CHOICES = [
    (
        "小微企业、个体工商户和合作社招用学徒5人以上的，",
        "any(enterprise_size in 小型|微型; entity_type in 个体工商户|合作社)",
    ),
    (
        "龙头企业、家庭农场和农机服务社实施连片托管的，",
        "any(titles has 龙头企业; entity_type in 家庭农场|农机服务社)",
    ),
    (
        "在本区注册的高新技术企业、检测机构和行业协会，牵头制定国家标准的，",
        "any(titles has 国家高新技术企业; entity_type in 检测机构|行业协会)",
    ),
]


@pytest.mark.parametrize(("words", "expected"), CHOICES)
def test_a_row_of_titles_sizes_and_kinds_is_a_choice(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert expected in conditions_of(words)


NAMES = [
    (
        "第二条 在本市种植菌菇的农户和合作社（以下统称生产者），可以申请补贴。"
        "生产者应当符合下列要求：",
        "第三条 菌棚补贴。新建菌棚的，补贴2万元。",
        ["?在本市种植菌菇", "entity_type in 农户|合作社"],
    ),
    (
        "第二条 养殖场户须同时满足以下条件：",
        "第三条 圈舍补贴。养殖场户改造圈舍的，补贴2万元。",
        [],
    ),
    (
        "第二条 入驻商户应当符合如下要求：",
        "第三条 装修补贴。对装修店面的入驻商户，补贴2万元。",
        [],
    ),
]


@pytest.mark.parametrize(("lead", "grant", "expected"), NAMES)
def test_what_is_asked_of_those_the_grants_name_is_asked(
    lead: str,
    grant: str,
    expected: list[str],
    rule_of: Callable[[str], Rule],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    asked = "\n（一）账目清楚；\n（二）近两年内未发生食品安全责任事故。\n"
    told = parts_of(rule_of(lead + asked + grant))
    wanted = [*expected, "?账目清楚", "?未发生食品安全责任事故@R24M"]
    assert told[: len(wanted)] == wanted


def test_what_is_asked_of_the_members_of_a_panel_is_asked_of_nobody_else(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    draft = draft_of(
        "第二条 评估机构应当符合下列条件：\n（一）具有评估资质；\n（二）近三年未受到行业惩戒。\n"
        + GRANTS
    )
    assert [parts_of(rule) for rule in draft.ruleset.rules] == [[NEW_HIRES], [NEW_DRUG]]


OF_NAMED = [
    "第二条 申报单位应当符合下列条件：\n1.具有研发场所；\n2.申报第四条的企业，还应建有质检室。\n",
    "第二条 申报单位应当符合下列条件：\n1.具有研发场所；\n2.第四条的申报单位还需建有质检室。\n",
    "第二条 申报企业应具有研发场所。其中，申请第四条补助的，还须建有质检室。\n",
    "第二条 申报企业应具有研发场所；申请第四条补助的企业，另需建有质检室。\n",
    "第二条 申报企业应具有研发场所；享受第四条的，须建有质检室。\n",
]


@pytest.mark.parametrize("general", OF_NAMED)
def test_what_is_asked_for_a_named_item_is_asked_of_it_alone(
    general: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    draft = draft_of(general + GRANTS)
    assert [parts_of(rule) for rule in draft.ruleset.rules] == [
        ["?具有研发场所", NEW_HIRES],
        ["?具有研发场所", "?建有质检室", NEW_DRUG],
    ]
