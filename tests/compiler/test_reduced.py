"""Shares of a sum before: what is paid out in part, and to whoever is recognised again."""

from __future__ import annotations

import pytest

from compiler import compile_document
from rules.benefit import Cases, Fixed
from rules.condition import AllOf, Has, leaves
from rules.rule import Rule

HEAD = "青屏区工业和信息化局关于印发若干措施的通知\n"


def the_rule(text: str) -> Rule:
    made = compile_document((HEAD + text).encode(), "x.txt")
    assert not [d for d in made.diagnostics if d.code in ("PC305", "PC508")]
    (rule,) = made.ruleset.rules
    return rule


@pytest.mark.parametrize(
    ("text", "less"),
    [
        (
            "对当年新认定的高新技术企业，给予20万元奖励，其中：研发投入占比小于3%的，按照50%兑现。",
            "10万元",
        ),
        ("对入选市级总部的企业给予50万元奖励；注册不满一年的，按标准的80%发放。", "40万元"),
        (
            "对建成省级绿色矿山的企业，给予40万元补助。亩均税收低于5万元的，按补助标准的60%执行。",
            "24万元",
        ),
        ("对建成省级智能仓库的企业，给予30万元补助；员工少于50人的，折半补助。", "15万元"),
    ],
)
def test_a_share_that_is_paid_out_is_of_the_sum_before(text: str, less: str) -> None:
    award = the_rule(text).award
    assert isinstance(award, Cases)
    assert award.choose == "first"
    assert isinstance(award.cases[0].award, Fixed)
    assert str(award.cases[0].award.amount) == less


@pytest.mark.parametrize(
    ("text", "less"),
    [
        (
            "对首次认定为省级专精特新中小企业的，给予30万元奖励；对通过复核的，按70%给予奖励。",
            "21万元",
        ),
        ("对新评为省级绿色工厂的企业奖励30万元。复评通过的，按奖励标准的50%执行。", "15万元"),
        ("对首次获评市级美食街区的，奖励10万元；重新认定的，按40%兑现。", "4万元"),
    ],
)
def test_recognised_again_is_not_for_the_first_time(text: str, less: str) -> None:
    award = the_rule(text).award
    assert isinstance(award, Cases)
    new, again = award.cases
    assert isinstance(again.award, Fixed)
    assert str(again.award.amount) == less
    assert [leaf.first for leaf in leaves(new.when) if isinstance(leaf, Has)] == [True]
    assert isinstance(again.when, AllOf)
    assert [leaf.first for leaf in leaves(again.when) if isinstance(leaf, Has)] == [False]


def test_a_share_of_a_cost_that_is_not_named_is_no_share_of_a_sum() -> None:
    text = "对首次认定为省级绿色工厂的，给予30万元奖励；购买检测设备的，按20%给予补贴。"
    made = compile_document((HEAD + text).encode(), "x.txt")
    assert not any("6万元" in rule.model_dump_json() for rule in made.ruleset.rules)
