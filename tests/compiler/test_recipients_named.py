"""Recipients that stand in front of a figure, in a list, in a definition, before several 对."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.fold import fold
from rules.draft import Draft
from rules.rule import Rule

OWNERS = [
    (
        "单个快递物流企业年寄递业务量200万件以上的，",
        ["industry in 快递物流", "?年寄递业务量@annual >= 2000000件"],
    ),
    (
        "旅行社一年累积接待省外过夜游客3000人以上的，",
        ["entity_type in 旅行社", "?一年累积接待省外过夜游客@annual >= 3000人"],
    ),
    (
        "合作社组织5辆车20人以上的采摘车队，",
        ["entity_type in 合作社", "?组织5辆车20人以上的采摘车队"],
    ),
    ("游览2个以上A级景区的，", ["?游览A级景区@now >= 2个"]),
]


@pytest.mark.parametrize(("words", "expected"), OWNERS)
def test_whose_figure_it_is_stands_apart_from_its_name(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words)[: len(expected)] == expected


LISTED = [
    ("对上年度营业收入1亿元以上的商贸、物流企业，", "industry in 商贸|物流"),
    ("对上年度营业收入1亿元以上的石材、家具企业（含木艺企业），", "industry in 石材|家具|木艺"),
    ("对签订合作协议的综合型总部，", "entity_type in 综合型总部"),
    ("对新建、改扩建的民办养老机构，", "?新建、改扩建"),
]


@pytest.mark.parametrize(("words", "expected"), LISTED)
def test_a_list_of_recipients_is_read_whole(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert expected in conditions_of(words)


def test_who_stands_before_the_first_dui_is_whom_all_alternatives_are_for(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    for who, leaf in (
        ("新认定的总部企业", "first titles has 总部企业"),
        ("石材加工企业", "industry in 石材加工"),
        ("规模以上工业企业", "statistics_category has 规模以上工业企业"),
    ):
        (rule,) = draft_of(
            f"一、{who}对研发费用1000万元以上的，给予50万元奖励；对研发费用500万元以上的，"
            "给予20万元奖励。"
        ).ruleset.rules
        assert parts_of(rule) == [leaf], who


MEANT = [
    "本办法的奖励对象是指：工商、税务、统计关系均在本区范围内，具有独立法人资格的企业。",
    "本措施扶持主体为：工商、税务、统计关系均在本区，具有独立法人资格的单位。",
    "本细则所称的补助对象指工商、税务、统计关系均在本区，具有独立法人资格的企业。",
]


@pytest.mark.parametrize("sentence", MEANT)
def test_whom_a_policy_means_is_asked_of_every_applicant(
    sentence: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(
        f"第一条 适用对象\n{sentence}\n第二条 设备奖励\n对新购烘干设备的，给予1万元奖励。"
    ).ruleset.rules
    assert parts_of(rule)[:4] == [
        "registered_region in 青屏区",
        "tax_region in 青屏区",
        "statistics_region in 青屏区",
        "legal_person",
    ]


def test_kinds_each_with_a_figure_of_its_own_are_one_question(
    conditions_of: Callable[[str], list[str]],
) -> None:
    whole = "建筑面积1万平方米以上商场、5000平方米以上超市及3万平方米以上市场内的经营主体"
    assert conditions_of(f"{whole}，") == [f"?{whole}"]


ASIDES = [
    (
        "对签订合作协议的综合型（区域型）总部，给予50万元奖励",
        ["?签订合作协议", "entity_type in 综合型（区域型）总部"],
    ),
    (
        "对自持率50%以上的楼宇运营管理方，给予50万元奖励",
        ["?自持率@now >= 50%", "entity_type in 楼宇运营管理方"],
    ),
    (
        "对通过验收的研发型（联合）中心，给予50万元奖励",
        ["project_stage has 已验收", "entity_type in 研发型（联合）中心"],
    ),
]


@pytest.mark.parametrize(("clause", "expected"), ASIDES)
def test_a_recipient_with_a_remark_inside_its_name_keeps_what_it_did(
    clause: str,
    expected: list[str],
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    (rule,) = draft_of(f"第一条 {clause}。").ruleset.rules
    assert parts_of(rule) == expected


BASES = [
    ("按新入驻机构（不含本市流动）当年新增贡献的10%给予奖励", "新入驻机构(不含本市流动)新增贡献"),
    ("可按门店（不包括加盟店）装修支出的10%给予补助", "门店(不包括加盟店)装修支出"),
    ("按参展人员（不含家属）交通支出的10%给予补助", "参展人员(不含家属)交通支出"),
]


@pytest.mark.parametrize(("grant", "base"), BASES)
def test_what_a_base_leaves_out_shuts_nobody_out(
    grant: str, base: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 对具有独立法人资格的企业，{grant}。").ruleset.rules
    assert rule.unless == ()
    assert rule.award.kind == "rate"
    assert base in fold(rule.award.base.attribute)
