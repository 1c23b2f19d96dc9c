"""Guides whose cards are named by a line: each block holds for its own card only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

Compiled = Callable[..., Draft]
Parts = Callable[[Rule], list[str]]

GUIDE = """云江市青屏区老年人服务指南
{first}
【设定依据】《青屏区适老化改造办法》（青民发〔2025〕3号）
【服务对象】具有本区户籍的最低生活保障对象。
【办理条件】1.年满80周岁；2.住房产权清晰。
【补贴标准】每户给予3000元补贴。
【申请材料】居民户口簿、房屋权属证明。
{second}
【设定依据】《青屏区老年餐办法》（青民发〔2025〕4号）
【服务对象】在本区居住的特困人员。
【补贴标准】每人每月给予200元补贴。
【申请材料】身份证。
{third}
【服务对象】高校毕业生。
【补贴标准】每人给予500元补贴。
"""
CLOSING = "共性说明\n1.提供虚假材料骗领补贴的，2年内不再受理其申请。\n"


def shut_out(rule: Rule) -> set[str]:
    return {getattr(node, "attribute", "") for node in rule.unless}


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("事项一：居家适老化改造补贴", "事项二：老年餐补贴", "事项三：志愿服务补贴"),
        ("服务事项1、居家适老化改造补贴", "服务事项2、老年餐补贴", "服务事项3、志愿服务补贴"),
        ("居家适老化改造补贴", "老年餐补贴", "志愿服务补贴"),
    ],
)
def test_what_a_block_asks_is_asked_for_its_own_card(
    first: str, second: str, third: str, draft_of: Compiled, parts_of: Parts
) -> None:
    text = GUIDE.format(first=first, second=second, third=third) + CLOSING
    rules = draft_of(text, head="").ruleset.rules
    assert [rule.title for rule in rules] == ["居家适老化改造补贴", "老年餐补贴", "志愿服务补贴"]
    alter, meal, help_ = (parts_of(rule) for rule in rules)
    assert any("age" in part for part in alter)
    assert any("household_region" in part for part in alter)
    assert not any("age" in part or "household_region" in part for part in [*meal, *help_])
    assert any("高校毕业生" in part for part in help_)
    assert not any("高校毕业生" in part for part in [*alter, *meal])
    assert [shut_out(rule) for rule in rules] == [{"subsidy_fraud"}] * 3


@pytest.mark.parametrize("label", ["设定依据", "法律依据", "办理依据"])
def test_what_a_card_rests_on_asks_nothing(label: str, draft_of: Compiled, parts_of: Parts) -> None:
    text = GUIDE.format(first="改造补贴项目", second="老年用餐补贴", third="志愿服务补贴")
    rules = draft_of(text.replace("设定依据", label), head="").ruleset.rules
    assert not any("办法" in part or label in part for rule in rules for part in parts_of(rule))


def test_one_name_above_a_block_makes_no_guide(draft_of: Compiled) -> None:
    text = "青屏区老年餐补贴\n服务对象：特困人员。\n补贴标准：每人每月给予200元补贴。\n"
    assert len(draft_of(text, head="").ruleset.rules) == 1


@pytest.mark.parametrize("who", ["机关", "劳务派遣单位", "参照公务员法管理的事业单位"])
def test_a_bracket_behind_the_recipients_shuts_out_once(
    who: str, draft_of: Compiled, parts_of: Parts
) -> None:
    text = (
        f"服务对象：在本区注册登记的用人单位（{who}除外）。\n补贴标准：按每人每年给予2000元补贴。\n"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert rule.unless == ()
    assert [part for part in parts_of(rule) if "entity_type" in part] == [
        f"not(entity_type in {who})"
    ]


@pytest.mark.parametrize("heading", ["四、保障措施", "四、附则", "四、监督管理"])
@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("申请本措施第（一）至（二）项资金的企业，应当在本区登记注册。", [True, True, False]),
        ("申请本措施第（一）项、第（三）项资金的，须在本区登记注册。", [True, False, True]),
        ("申请本措施资金的单位，应在本区登记注册。", [True, True, True]),
    ],
)
def test_the_last_chapter_asks_of_the_points_it_names(
    heading: str, words: str, asked: list[bool], draft_of: Compiled, parts_of: Parts
) -> None:
    text = (
        "一、装备\n（一）对购置设备的企业，给予5万元奖励。\n（二）对改造车间的企业，给予3万元奖励。\n"
        f"二、市场\n（三）对设立门店的企业，给予2万元奖励。\n{heading}\n（四）{words}\n"
    )
    rules = draft_of(text).ruleset.rules
    region = "registered_region in 青屏区"
    assert [region in parts_of(rule) for rule in rules] == asked
    assert not any("资金" in part or "申请" in part for rule in rules for part in parts_of(rule))


@pytest.mark.parametrize("who", ["个人申请人", "申请个人", "申领个人"])
def test_what_shuts_out_people_leaves_employers_alone(who: str, draft_of: Compiled) -> None:
    text = (
        "事项一：老年人补贴\n服务对象：具有本区户籍的老年人。\n补贴标准：每人每月给予200元补贴。\n"
        "事项二：雇主奖励\n服务对象：在本区注册登记的用人单位。\n奖励标准：每人给予2000元奖励。\n"
        f"共性说明\n1.{who}正在服刑的，服刑期间停发各项补贴。\n"
    )
    person, employer = draft_of(text, head="").ruleset.rules
    assert len(person.unless) == 1
    assert employer.unless == ()


@pytest.mark.parametrize(
    "words",
    [
        "以虚假单据等手段套取财政资金的",
        "伪造证件骗领补贴的",
        "冒领救助待遇的",
    ],
)
def test_subsidies_got_by_deceit_are_one_record(words: str, draft_of: Compiled) -> None:
    text = (
        "（一）对购置设备的企业，给予5万元奖励。\n（二）有下列行为之一的，取消申报资格：\n"
        f"1.一年内因污染水域受到行政处罚的；\n2.{words}，三年内不得申报。\n"
    )
    (rule,) = draft_of(text).ruleset.rules
    found = {(leaf.attribute, str(leaf.period)) for leaf in rule.unless if leaf.kind == "is"}
    assert ("subsidy_fraud", "R36M") in found
    assert ("?因污染水域受到行政处罚", "R12M") in found


@pytest.mark.parametrize("words", ["停发津贴", "服刑期间停发津贴", "从次月起停发"])
def test_who_is_paid_no_more_is_shut_out(words: str, draft_of: Compiled) -> None:
    text = (
        "（一）对具有本区户籍的老年人，每人每月给予200元补贴。\n"
        f"（二）老年人正在服刑的，{words}。\n"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert ["正在服刑" in node.source.quote for node in rule.unless if node.kind == "is"] == [True]
