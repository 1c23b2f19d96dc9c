"""What a text asks of every applicant, wherever and however it says so; bad records in lists."""

from __future__ import annotations

import pytest

from compiler import compile_document
from rules.condition import Compare, Is, OneOf, Within, leaves
from rules.rule import Rule

HEAD = "青屏区工业和信息化局关于印发若干措施的通知\n"
GRANT = "对新建厂房的企业，给予500万元奖励。"


def rule_of(text: str) -> Rule:
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    return rule


def asked(rule: Rule) -> set[tuple[str, bool, str]]:
    return {
        (leaf.attribute, leaf.expected, leaf.period.code)
        for leaf in leaves(rule.when)
        if isinstance(leaf, Is)
    }


def shut_out(rule: Rule) -> list[list[tuple[str, str]]]:
    return [
        [(leaf.attribute, leaf.period.code) for leaf in leaves(condition) if isinstance(leaf, Is)]
        for condition in rule.unless
    ]


@pytest.mark.parametrize("heading", ["有关事项", "其他", "附则", "组织保障", "几点说明"])
def test_a_chapter_without_items_speaks_of_the_items_of_others(heading: str) -> None:
    rule = rule_of(
        f"一、支持措施\n1.支持建设。{GRANT}\n二、{heading}\n"
        "2.本措施适用于注册地和税务关系在本区的企业。存在骗取财政资金行为的，不予支持。\n"
    )
    places = {leaf.attribute for leaf in leaves(rule.when) if isinstance(leaf, OneOf)}
    assert {"registered_region", "tax_region"} <= places
    assert shut_out(rule) == [[("subsidy_fraud", "now")]]


def test_a_claw_back_shuts_nobody_out() -> None:
    rule = rule_of(f"{GRANT}骗取资金的，取消其资格，追回已拨付资金。")
    assert rule.unless == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "申报企业应无重大税收违法、骗取财政资金行为。",
            {("tax_arrears", False, "now"), ("subsidy_fraud", False, "now")},
        ),
        (
            "申报企业近三年内未发生违反环保法规、弄虚作假行为。",
            {("?违反环保法规", False, "R36M"), ("subsidy_fraud", False, "R36M")},
        ),
        (
            "申请单位近两年无重大安全事故、重大劳资纠纷和环境违法行为。",
            {
                ("safety_accident", False, "R24M"),
                ("?重大劳资纠纷", False, "R24M"),
                ("environmental_penalty", False, "R24M"),
            },
        ),
    ],
)
def test_every_record_of_a_list_is_asked(text: str, expected: set[tuple[str, bool, str]]) -> None:
    assert expected <= asked(rule_of(GRANT + text))


def test_records_of_one_line_each_shut_out() -> None:
    rule = rule_of(
        GRANT
        + "被列入严重失信主体名单，或者近三年内存在重大税收违法、群体性事件、骗取财政资金行为的，"
        "不予支持。"
    )
    assert shut_out(rule) == [
        [("dishonest_list", "now")],
        [("tax_arrears", "R36M")],
        [("?群体性事件", "R36M")],
        [("subsidy_fraud", "R36M")],
    ]


def test_what_an_applicant_does_with_papers_is_no_condition() -> None:
    rule = rule_of(GRANT + "申请人在收到通知后5日内补正材料。申报单位登录平台填报材料。")
    assert not [leaf for leaf in leaves(rule.when) if isinstance(leaf, Compare)]


@pytest.mark.parametrize(
    "promise",
    [
        "承诺10年内不迁离本区",
        "书面承诺五年内注册地址不迁出本市、不改变在本市纳税义务",
        "承诺不搬离本区",
    ],
)
def test_a_promise_to_stay_is_one_leaf(promise: str) -> None:
    rule = rule_of(f"对{promise}的企业，给予500万元奖励。")
    assert asked(rule) == {("relocation_commitment", True, "now")}


def test_who_stands_before_a_time_is_read_apart_from_the_figure() -> None:
    rule = rule_of("规模以上服务业企业上年度营业收入1亿元以上的，给予20万元奖励。")
    figures = [leaf.operand for leaf in leaves(rule.when) if isinstance(leaf, Compare)]
    assert [getattr(operand, "attribute", "") for operand in figures] == ["revenue"]
    other = rule_of("在孵企业上年度营业收入合计达到1亿元的孵化器，给予10万元奖励。")
    figures = [leaf.operand for leaf in leaves(other.when) if isinstance(leaf, Compare)]
    assert [getattr(operand, "attribute", "") for operand in figures] == ["?在孵企业营业收入"]


def test_newly_set_up_or_newly_moved_here_is_either_day() -> None:
    rule = rule_of("2026年1月1日以后新设立或者新迁入本区的总部企业，给予500万元奖励。")
    found = [leaf for leaf in leaves(rule.when) if isinstance(leaf, Within)]
    assert [(leaf.attribute, leaf.period.code) for leaf in found] == [
        ("established_on", "2026-01-01.."),
        ("settled_on", "2026-01-01.."),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("对从事会计、律师、资产评估的专业服务机构，给予5万元奖励。", ("会计", "律师", "资产评估")),
        ("对主营集装箱运输、冷链仓储的公司，给予5万元奖励。", ("集装箱运输", "冷链仓储")),
    ],
)
def test_trades_listed_before_a_kind_of_body(text: str, names: tuple[str, ...]) -> None:
    found = [leaf for leaf in leaves(rule_of(text).when) if isinstance(leaf, OneOf)]
    assert [(leaf.attribute, leaf.values) for leaf in found] == [("industry", names)]


def test_what_one_makes_is_no_trade() -> None:
    rule = rule_of("对从事新材料研发、生产的企业，给予5万元奖励。")
    assert asked(rule) == {("?从事新材料研发、生产", True, "now")}


def test_a_remark_of_what_a_thing_leaves_out_shuts_nobody_out() -> None:
    rule = rule_of(
        "对在本区租用自用办公用房（不含配套用房、车位）的企业，按实际租金的30%给予补贴。"
    )
    assert asked(rule) == {("?在本区租用自用办公用房", True, "now")}
    assert rule.unless == ()
    other = rule_of("对用人单位（劳务派遣企业除外），给予500元补贴。")
    assert shut_out(other) == [[("?劳务派遣企业", "now")]]


@pytest.mark.parametrize("whom", ["企业或者机构", "企业和社会组织", "单位、个人", "企业"])
def test_whom_it_is_said_of_is_no_part_of_the_name(whom: str) -> None:
    assert ("?实行独立核算", True, "now") in asked(
        rule_of(f"对实行独立核算的{whom}，给予5万元奖励。")
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("对享受低保政策的家庭，每月给予500元补贴。", "?享受低保政策"),
        ("对领取失业补助、未享受同类政策的人员，给予1000元补贴。", "?领取失业补助"),
        ("对使用财政资金的项目，给予10万元奖励。", "?使用财政资金"),
    ],
)
def test_what_an_applicant_receives_is_no_set_phrase(text: str, fact: str) -> None:
    assert (fact, True, "now") in asked(rule_of(text))


def test_how_it_is_paid_is_a_set_phrase() -> None:
    assert not asked(rule_of("按照以下标准给予补贴：每人1000元。"))
