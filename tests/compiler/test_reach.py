"""Whom a closing remark reaches: all questions, those of its part, or those it names by number."""

from __future__ import annotations

import pytest

from compiler import compile_document
from rules.condition import Is, OneOf, leaves
from rules.rule import Rule

QUESTIONS = (
    "就业补贴问答\n"
    "问题一、招用毕业生有补贴吗？\n对招用高校毕业生的企业，每人给予1000元补贴。\n"
    "问题二、租场地有补贴吗？\n对在本区租用场地的企业，给予5000元补贴。\n"
    "问题三、培训有补贴吗？\n对组织职工培训的企业，给予3000元补贴。\n"
)


def rules_of(text: str) -> tuple[Rule, ...]:
    return compile_document(text.encode(), "x.txt").ruleset.rules


def shut_out(rule: Rule) -> set[str]:
    return {
        leaf.attribute for c in rule.unless for leaf in leaves(c) if isinstance(leaf, Is | OneOf)
    }


@pytest.mark.parametrize("heading", ["最后说几句", "其他说明", "温馨提示", "统一说明："])
def test_what_closes_the_questions_is_said_of_all(heading: str) -> None:
    found = rules_of(f"{QUESTIONS}{heading}\n（一）弄虚作假骗取补贴的，不予发放。\n")
    assert [shut_out(rule) for rule in found] == [{"subsidy_fraud"}] * 3


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ("劳务派遣单位不能申领问题二至问题三的补贴。", [False, True, True]),
        ("劳务派遣单位不能享受问题一、问题三的补贴。", [True, False, True]),
        ("劳务派遣单位不能申领问题二的补贴。", [False, True, False]),
        ("劳务派遣单位不能享受上述补贴。", [True, True, True]),
    ],
)
def test_numbers_say_whom_an_exclusion_reaches(words: str, reached: list[bool]) -> None:
    found = rules_of(f"{QUESTIONS}最后说几句\n（一）{words}（二）骗取补贴的，不予发放。\n")
    assert ["?劳务派遣单位" in shut_out(rule) for rule in found] == reached
    assert all("subsidy_fraud" in shut_out(rule) for rule in found)


def test_a_provision_that_was_broken_names_no_item() -> None:
    text = (
        "青屏区支持企业若干措施\n第一条 对新建厂房的企业，给予5万元奖励。\n"
        "第二条 对新购设备的企业，给予3万元奖励。\n"
        "第三条 违反第一条规定骗取资金的，不予支持。\n"
    )
    assert all(rule.unless for rule in rules_of(text))


@pytest.mark.parametrize(
    ("whom", "expected"),
    [
        (
            "小微企业、个体工商户",
            {"enterprise_size": {"小型", "微型"}, "entity_type": {"个体工商户"}},
        ),
        ("中小企业", {"enterprise_size": {"中型", "小型"}}),
        (
            "小型微型企业和社会组织",
            {"enterprise_size": {"小型", "微型"}, "entity_type": {"社会组织"}},
        ),
    ],
)
def test_a_size_beside_kinds_of_bodies(whom: str, expected: dict[str, set[str]]) -> None:
    (rule,) = rules_of(f"青屏区若干措施\n对{whom}，给予2000元补贴。\n")
    found = {
        leaf.attribute: set(leaf.values) for leaf in leaves(rule.when) if isinstance(leaf, OneOf)
    }
    assert found == expected
    assert rule.when.kind == ("any" if len(expected) > 1 else "one_of")
