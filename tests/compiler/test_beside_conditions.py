"""What stands beside conditions and asks nothing: procedure, slogans, how it is counted, limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

HANDED_IN = [
    "实训基地在每季度首月15日前，向区人社局提交申报材料",
    "用人单位应于每年6月底前，向所在街道提出申请",
    "申请机构在培训结束后30日内向市民政局报送申请表",
]


@pytest.mark.parametrize("sentence", HANDED_IN)
def test_what_is_handed_in_by_a_day_is_no_condition(
    sentence: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    draft = draft_of(
        "一、实训补贴\n申报条件：\n1、具有独立法人资格；\n"
        f"2、{sentence}。\n补贴标准：给予一次性补贴1万元。"
    )
    (rule,) = draft.ruleset.rules
    assert parts_of(rule) == ["legal_person"]


COUNTED = [
    "实训补贴天数以实际出勤天数核算",
    "运费补贴里程按照导航里程计算",
    "贴息时间以放款日期为准",
]


@pytest.mark.parametrize("words", COUNTED)
def test_how_something_is_counted_is_no_condition(
    words: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对具有独立法人资格的企业，{words}，") == ["legal_person"]


SLOGANS = [
    ("开展“百村通”工程，有序推进“仓储进村”，对新建仓储网点的，", ["?新建仓储网点"]),
    ("补齐冷链装备短板，对新购冷藏集装箱的，", ["?新购冷藏集装箱"]),
    ("夯实产业基础，做优做强石材园区，对新建标准厂房的，", ["?新建标准厂房"]),
]


@pytest.mark.parametrize(("words", "expected"), SLOGANS)
def test_what_the_policy_is_for_is_not_asked_of_anybody(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


def test_what_an_applicant_did_before_the_comma_is_still_asked(
    conditions_of: Callable[[str], list[str]],
) -> None:
    assert conditions_of("开展节能改造的企业，") == ["?开展节能改造"]
    assert "registered_region in 青屏区" in conditions_of("在本区注册的企业，对新购设备的，")


def test_how_and_when_it_is_paid_is_not_asked(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    for how in ("当年度一次性分别", "一次性分别", "每年依次"):
        (rule,) = draft_of(
            "第一条 对上年度营业收入1亿元、5000万元以上且研发费用同比增长20%以上的企业，"
            f"{how}给予奖励15万元、10万元。"
        ).ruleset.rules
        assert parts_of(rule) == ["growth(rd_expense@Y-1) >= 20%"]


LIMITS = [
    ("单个企业如果有多个项目符合条件，则企业年度奖励最高不超过200万元", "200万元/enterprise_year"),
    ("企业同时有两个以上项目的，其年度补助总额不超过80万元", "80万元/enterprise_year"),
    ("同一家民宿奖励上限为10万元", "10万元/enterprise"),
]


@pytest.mark.parametrize(("limit", "expected"), LIMITS)
def test_a_limit_of_several_projects_is_a_limit(
    limit: str, expected: str, award_of: Callable[[str], str]
) -> None:
    grant = "对国家高新技术企业，按设备购置额的10%给予补助。"
    assert award_of(f"{grant}{limit}。") == f"10% of equipment_purchase@annual cap {expected}"


@pytest.mark.parametrize("words", ["单个项目只可以申请一次", "每家企业仅可享受一次"])
def test_only_once_is_stacking(words: str, draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(f"第一条 对国家高新技术企业，给予10万元奖励。{words}。").ruleset.rules
    assert [s.kind for s in rule.stacking] == ["once_only"]


NAMES = [
    ("一、支持冷链园区建设，对新购冷库的企业，给予10万元奖励。", "支持冷链园区建设"),
    ("二、开展“百村通”工程，对新建仓储网点的，给予1万元补助。", "开展“百村通”工程"),
    ("三、补齐装备短板，对新购冷藏车的，给予2万元补助。", "补齐装备短板"),
]


@pytest.mark.parametrize(("clause", "name"), NAMES)
def test_an_item_is_called_by_what_its_clause_is_for(
    clause: str, name: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(clause).ruleset.rules
    assert rule.title == name


def test_the_number_of_a_clause_is_no_word_of_a_name(draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(
        "七、年营业收入首次超过2000万元、1亿元的商贸企业，分别给予10万元、20万元奖励。"
    ).ruleset.rules
    assert rule.award.kind == "tiers"
    assert rule.award.operand.attribute == "revenue"
