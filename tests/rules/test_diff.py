"""Two readings of one policy: items are paired by what they are, never by id."""

from __future__ import annotations

from compiler import compile_document
from rules.diff import compare_rulesets
from rules.rule import RuleSet
from rules.vocabulary import standard_vocabulary

TEXT = """南塘区奖励办法
第一条 升规奖励。对首次纳入规模以上工业企业名录库的企业，给予一次性奖励10万元。
第二条 高企奖励。对国家高新技术企业，给予一次性奖励5万元。
第三条 稳岗补助。对上年度营业收入2000万元以上的企业，给予一次性补助3万元。
"""


def rules(text: str) -> RuleSet:
    return compile_document(text.encode(), "办法.txt").ruleset


def test_the_same_text_has_no_differences() -> None:
    found = compare_rulesets(rules(TEXT), rules(TEXT), standard_vocabulary())
    assert [item.kind for item in found] == ["same"] * 3


def test_a_changed_a_new_and_a_gone_item_are_told_apart() -> None:
    after = TEXT.replace("奖励5万元", "奖励8万元").replace(
        "第三条 稳岗补助。对上年度营业收入2000万元以上的企业，给予一次性补助3万元。",
        "第三条 首店奖励。对在本区开设首店的企业，给予一次性奖励20万元。",
    )
    found = compare_rulesets(rules(TEXT), rules(after), standard_vocabulary())
    kinds = [(item.kind, item.rule.title) for item in found]
    assert kinds[0] == ("same", "升规奖励")
    assert kinds[1] == ("changed", "高企奖励")
    assert ("removed", "稳岗补助") in kinds
    changed = found[1]
    assert changed.gone == ("支持标准：给予5万元。",)
    assert changed.come == ("支持标准：给予8万元。",)


def test_another_order_of_articles_is_no_change_of_an_item() -> None:
    lines = TEXT.splitlines()
    moved = "\n".join(
        [
            lines[0],
            lines[2].replace("第二条", "第一条"),
            lines[1].replace("第一条", "第二条"),
            lines[3],
        ]
    )
    found = compare_rulesets(rules(TEXT), rules(moved), standard_vocabulary())
    assert [(i.kind, i.rule.title) for i in found][:2] == [
        ("same", "高企奖励"),
        ("same", "升规奖励"),
    ]
