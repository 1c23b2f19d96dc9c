"""Guides of questions and answers: the question opens a block, the answer fills it."""

from __future__ import annotations

from collections.abc import Callable

from rules.draft import Draft
from rules.rule import Rule

Compiled = Callable[..., Draft]
Parts = Callable[[Rule], list[str]]

TITLE = "云江市青屏区石匠补贴问答\n"


def test_a_question_that_asks_who_opens_the_conditions(draft_of: Compiled, parts_of: Parts) -> None:
    text = (
        "一、开坊补贴\n问：谁可以申请？\n答：在本区户籍、持证满3年的石匠，租赁合同期1年以上。\n"
        "问：能领多少？\n答：一次性给予补贴8000元。\n问：需要什么材料？\n答：身份证、石匠证。\n"
        "问：哪些情形不能申请？\n答：已经领取过开坊补贴的，被列入经营异常名录的，不能申请。\n"
    )
    (rule,) = draft_of(text, head=TITLE).ruleset.rules
    assert any("?租赁合同期" in c for c in parts_of(rule))
    assert not any("身份证" in c for c in parts_of(rule))
    assert len(rule.unless) == 2
    assert not any("问" in u.source.quote for u in rule.unless if hasattr(u, "source"))


def test_a_question_that_names_a_benefit_is_no_block(draft_of: Compiled, parts_of: Parts) -> None:
    text = (
        "问题1：石匠开坊能领多少补贴？\n答：对持证石匠开办的工坊，一次性给予补贴8000元。\n"
        "问题2：怎么领石匠进修补贴？\n答：对参加进修的石匠，给予补贴500元。\n"
    )
    assert len(draft_of(text, head=TITLE).ruleset.rules) == 2


def test_blocks_named_in_brackets(draft_of: Compiled, parts_of: Parts) -> None:
    text = (
        "问题一：开坊有补贴吗？\n【对象】本区户籍的石匠，外籍人员除外。\n【条件】已办理登记。\n"
        "【标准】一次性补贴8000元。\n【材料】身份证。\n【提醒】已领取进修补贴的，不再领取。\n"
    )
    (rule,) = draft_of(text, head=TITLE).ruleset.rules
    found = parts_of(rule)
    assert any(c.startswith("household_region") for c in found)
    assert any("已办理登记" in c for c in found)
    assert not any(word in c for c in found for word in ("对象", "标准", "身份证", "外籍"))
    assert len(rule.unless) == 2


def test_blocks_named_inside_one_answer(draft_of: Compiled, parts_of: Parts) -> None:
    text = (
        "问题1：石匠生活补贴发给谁？\n"
        "答：对象：具有本区户籍的石匠。标准：每人每月220元。材料：身份证、石匠证。\n"
    )
    (rule,) = draft_of(text, head=TITLE).ruleset.rules
    assert any(c.startswith("household_region") for c in parts_of(rule))
    assert not any("身份证" in c for c in parts_of(rule))


def test_a_table_of_two_columns_names_its_blocks(draft_of: Compiled, parts_of: Parts) -> None:
    text = (
        "问题1：石匠生活补贴发给谁？\n补贴对象 | 具有本区户籍的石匠\n"
        "补贴标准 | 每人每月220元\n申请材料 | 身份证、石匠证\n"
    )
    (rule,) = draft_of(text, head=TITLE).ruleset.rules
    assert any(c.startswith("household_region") for c in parts_of(rule))
    assert not any("身份证" in c for c in parts_of(rule))


def test_questions_under_numbered_headings_stay_apart(draft_of: Compiled, parts_of: Parts) -> None:
    text = (
        "1. 开坊补贴\n问：石匠开坊有补贴吗？\n答：对持证石匠开办的工坊，给予补贴8000元。\n"
        "2. 进修补贴\n哪些人可以申请？\n本区户籍的石匠。\n补贴标准\n给予补贴500元。\n"
    )
    first, second = draft_of(text, head=TITLE).ruleset.rules
    assert not any(c.startswith("household_region") for c in parts_of(first))
    assert any(c.startswith("household_region") for c in parts_of(second))


def test_recipients_with_an_exception_are_conditions(draft_of: Compiled, parts_of: Parts) -> None:
    text = (
        "第一条 适用对象\n在本区注册的石材企业，石材贸易公司除外。\n"
        "第二条 对开展矿山复绿的企业，给予一次性奖励20万元。\n"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert any(c.startswith("registered_region") for c in parts_of(rule))
    assert len(rule.unless) == 1


def test_a_heading_alone_on_its_line_holds_the_list_under_it(
    draft_of: Compiled, parts_of: Parts
) -> None:
    text = (
        "一、石匠贷款贴息多少？\n答：对石匠，按贷款利息的50%给予贴息，最高5000元。\n"
        "二、石匠贷款贴息有什么要求？\n答：个人申请条件：\n"
        "（一）持证石匠。\n1. 有具体经营项目。\n2. 年龄不超过60周岁。\n"
        "（二）贷款额不超过30万元。\n工坊申请条件：\n1. 雇用石匠5人以上。\n"
    )
    (rule,) = draft_of(text, head=TITLE).ruleset.rules
    (classes,) = [c for c in parts_of(rule) if c.startswith("any(")]
    assert classes.count("all(") == 1
    assert "age@now <= 60年" in classes
    assert ">= 5人" in classes
