"""The block of a card that says who may apply: kinds of recipients are alternatives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

CARD = (
    "1.矿业支持\n依据文件：《矿业若干措施》\n发文机构：云江市石材管理局\n服务对象：{who}\n"
    "服务内容\n对开展矿山复绿的企业，给予一次性奖励20万元。\n"
    "2.水利支持\n依据文件：《水利若干措施》\n发文机构：云江市水务局\n服务对象：全市范围\n"
    "服务内容\n对建成泵站的企业，给予一次性奖励5万元。\n"
)

WHO = [
    ("石材加工机构、采矿团队、勘探联盟等主体", ["entity_type in 石材加工机构|采矿团队|勘探联盟"]),
    (
        "注册在云江市的国家高新技术企业、高等学校、勘探设计或施工单位等创新主体",
        [
            "registered_region in 云江市",
            "any(titles has 国家高新技术企业; entity_type in 高等学校|勘探设计或施工单位)",
        ],
    ),
    ("云江市范围内石材产业企业", ["registered_region in 云江市", "industry in 石材产业"]),
    (
        "石材企业及勘探机构。其中，石材企业是指注册在青屏区的国家高新技术企业；"
        "勘探机构是指注册在松湖区的事业单位",
        [
            "any(all(registered_region in 青屏区; titles has 国家高新技术企业); "
            "all(registered_region in 松湖区; entity_type in 事业单位))"
        ],
    ),
    (
        "注册在青屏区的事业单位、社会组织。注册在云江市其他区域的主体参照执行",
        [
            "any(all(registered_region in 青屏区; entity_type in 事业单位|社会组织); "
            "registered_region in 云江市)"
        ],
    ),
    (
        "事业单位、社会组织（基金会除外）",
        ["entity_type in 事业单位|社会组织", "not(entity_type in 基金会)"],
    ),
    (
        "石材产业相关主体，包括事业单位、勘探机构等",
        ["industry in 石材产业", "entity_type in 事业单位|勘探机构"],
    ),
    ("云江市石材加工示范园区", ["titles has 云江市石材加工示范园区"]),
    ("全市范围内的各类企业", []),
    ("采石领域重点企业", ["industry in 采石领域"]),
    ("从事采石、石雕领域的企业", ["industry in 采石领域|石雕领域"]),
    ("新型石墨企业", ["industry in 新型石墨"]),
    ("采石业和石雕业高精尖企业", ["industry in 采石业|石雕业", "?高精尖企业"]),
    ("外商投资企业", ["ownership in 外资"]),
    ("云江石材示范区（以下简称示范区）一区五园", ["registered_region in 示范区"]),
    (
        "石材企业及勘探服务机构。其中，石材企业是指注册在青屏区的国家高新技术企业；"
        "勘探服务机构是指经矿业部门批准在云江市设立的总部或分支机构",
        [
            "any(all(registered_region in 青屏区; titles has 国家高新技术企业); "
            "all(entity_type in 勘探服务机构; ?经矿业部门批准在云江市设立的总部或分支机构))"
        ],
    ),
    ("拟上市企业", ["?拟上市企业"]),
]


@pytest.mark.parametrize(("who", "expected"), WHO)
def test_who_may_apply(
    who: str,
    expected: list[str],
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    rule = draft_of(CARD.format(who=who), head="").ruleset.rules[0]
    assert [c for c in parts_of(rule) if "矿山复绿" not in c] == expected


def test_what_defines_recipients_is_accounted_for(draft_of: Callable[..., Draft]) -> None:
    who = "石材企业及勘探机构。其中，石材企业是指注册在青屏区的事业单位"
    draft = draft_of(CARD.format(who=who), head="")
    (entry,) = [e for e in draft.ledger if "是指" in e.span.quote]
    assert entry.rules


def test_a_title_of_a_place_is_not_the_national_one(
    conditions_of: Callable[[str], list[str]],
) -> None:
    assert conditions_of("对获得东村高新技术企业证书的企业，") == ["titles has 东村高新技术企业"]
    assert conditions_of("对云江市“专精特新”中小企业，") == ["titles has 云江市“专精特新”中小企业"]
    assert conditions_of("对获得国家高新技术企业证书的企业，") == ["titles has 国家高新技术企业"]
