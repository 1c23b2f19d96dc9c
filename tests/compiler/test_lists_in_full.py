"""Lists whose members share words, what is done with each, and records of one field alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

SHARED = [
    (
        "对新评定为国家5A级、4A级、3A级旅游景区的，分别给予60万元、40万元、20万元奖励。",
        ["国家5A级旅游景区", "国家4A级旅游景区", "国家3A级旅游景区"],
    ),
    (
        "对首次取得施工总承包特级资质、一级资质的企业，分别奖励300万元、50万元。",
        ["施工总承包特级资质", "施工总承包一级资质"],
    ),
    (
        "对首次获得甲级、乙级测绘资质的单位，分别给予20万元、10万元。",
        ["甲级测绘资质", "乙级测绘资质"],
    ),
    ("对获得国家金奖、银奖的企业，分别给予10万元、5万元奖励。", ["国家金奖", "国家银奖"]),
    (
        "对获得省级矿山奖、省级水利奖的企业，分别给予10万元、5万元奖励。",
        ["省级矿山奖", "省级水利奖"],
    ),
]


@pytest.mark.parametrize(("sentence", "names"), SHARED, ids=[n[0] for _, n in SHARED])
def test_each_title_of_parallel_amounts_has_its_whole_name(
    sentence: str, names: list[str], award_of: Callable[[str], str]
) -> None:
    found = award_of(sentence)
    assert [n for n in names if f" has {n} ->" in found or f" has {n}@" in found] == names


def test_grades_of_one_paper_are_one_title_leaf(
    conditions_of: Callable[[str], list[str]],
) -> None:
    assert conditions_of("对具有采石甲级、乙级资质的企业，") == [
        "titles has 采石甲级资质|采石乙级资质"
    ]


DONE = [
    (
        "上年度作为第一完成单位主导制定并发布国际标准、国家标准的，分别资助30万元、20万元。",
        "highest of {?作为第一完成单位主导制定并发布国际标准@Y-1 -> 30万元; "
        "?作为第一完成单位主导制定并发布国家标准@Y-1 -> 20万元}",
    ),
    (
        "对承办国际性、全国性石材展会的企业，分别给予50万元、30万元补助。",
        "highest of {?承办国际性石材展会 -> 50万元; ?承办全国性石材展会 -> 30万元}",
    ),
    (
        "对新建采石场、料仓的，分别给予50万元、30万元补助。",
        "highest of {?新建采石场 -> 50万元; ?新建料仓 -> 30万元}",
    ),
]


@pytest.mark.parametrize(("sentence", "worth"), DONE, ids=[w[12:24] for _, w in DONE])
def test_what_is_done_with_each_thing_listed_is_asked_and_is_no_title(
    sentence: str, worth: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == worth


RECORDS = [
    ("上年度未发生较大及以上采石安全事故", "?未发生较大及以上采石安全事故@Y-1"),
    ("近两年内未因噪声扰民受到行政处罚", "?未因噪声扰民受到行政处罚@R24M"),
    ("未被列入采石主体黑名单", "?未被列入采石主体黑名单"),
    ("近三年内没有爆破作业被行政处罚记录", "?没有爆破作业被行政处罚记录@R36M"),
    ("上年度未发生较大及以上生产安全事故", "not safety_accident@Y-1"),
    ("近两年内未受到行政处罚", "not administrative_penalty@R24M"),
    ("未被列入严重失信主体名单", "not dishonest_list"),
    ("近两年内没有走私等重大违法违规行为", "not serious_violation@R24M"),
]


@pytest.mark.parametrize(("said", "leaf"), RECORDS)
def test_a_record_of_one_field_is_not_the_general_record(
    said: str, leaf: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{said}的企业，") == [leaf]


@pytest.mark.parametrize(
    ("who", "leaves"),
    [
        ("专利权人或者起草单位注册地址在松湖区的，", ["registered_region in 松湖区"]),
        ("项目建设单位在松湖区依法登记注册的，", ["registered_region in 松湖区"]),
        (
            "对规模以上工业企业注册地在松湖区的，",
            ["statistics_category has 规模以上工业企业", "registered_region in 松湖区"],
        ),
        (
            "对产值纳入本区统计的事业单位，",
            ["statistics_region in 青屏区", "entity_type in 事业单位"],
        ),
    ],
)
def test_the_part_somebody_plays_is_no_condition(
    who: str, leaves: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == leaves


def test_whom_a_list_is_for_holds_for_each_of_its_items(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    rules = draft_of(
        "第一条 对在松湖区实施的下列项目，由区水务局组织评审，择优立项：\n"
        "1.泵站改造：改造面积100亩以上的，补助30万元。\n"
        "2.渠道疏浚：疏浚长度3公里以上的，补助20万元。\n"
        "第二条 对在松湖区注册的石材企业：\n"
        "1.设备奖励。购置设备200万元以上的，奖励20万元。\n"
        "2.展会奖励。参加展会3次以上的，奖励2万元。\n"
        "第三条 支持石材企业做大做强：\n"
        "1.营收奖励。上年度营业收入5000万元以上的，奖励20万元。\n"
    ).ruleset.rules
    first = [parts_of(r)[:-1] for r in rules]
    common = ["project_region in 松湖区", "judged 由区水务局组织评审，择优立项"]
    assert first[:2] == [common, common]
    assert [f[0] for f in first[2:4]] == ["registered_region in 松湖区"] * 2
    assert [parts_of(r) for r in rules][4] == ["revenue@Y-1 >= 5000万元"]


def test_a_list_of_cases_keeps_whom_it_is_for(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(
        "第一条 对新认定的国家高新技术企业，按照以下标准给予奖励：\n"
        "（一）上年度营业收入5000万元以上的，奖励20万元；\n"
        "（二）上年度营业收入1亿元以上的，奖励40万元。\n"
    ).ruleset.rules
    assert parts_of(rule) == ["first titles has 国家高新技术企业"]


def test_the_name_of_an_item_is_no_condition(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    rules = draft_of(
        "第一条 支持内容\n"
        "1.池塘标准化改造：集中连片改造面积100亩以上的，补助30万元。\n"
        "2.境外参展支持：对参加境外展会的企业，补助2万元。\n"
    ).ruleset.rules
    assert [parts_of(r) for r in rules] == [["?集中连片改造面积@now >= 100亩"], ["?参加境外展会"]]
