"""A rule that was read wrong shows it: in names cut short, exceptions lost, sums at odds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.check import check
from compiler.fold import fold
from compiler.guards.condition_figures import condition_figures
from compiler.normalise import read_quantity
from rules.benefit import Cap, Case, Cases, Fixed
from rules.condition import AllOf, Compare, Has, Is, Leaf, Not, OneOf, Value
from rules.document import Frozen, SourceSpan
from rules.draft import Draft
from rules.quantity import Money
from rules.rule import Rule
from rules.tree import rewrite

TEXT = "第一条 对开展岩芯复检的企业，给予一次性奖励10万元。"
DraftOf = Callable[..., Draft]


def money(text: str) -> Money:
    value = read_quantity(text)
    assert isinstance(value, Money)
    return value


def told(draft: Draft, rule: Rule, code: str) -> list[str]:
    """What is said of a rule put in the place of the one that was read."""
    return [d.message for d in check(draft.document, (rule,)) if d.code == code]


def renamed(rule: Rule, name: str) -> Rule:
    def change(node: Frozen) -> Frozen:
        return node.model_copy(update={"attribute": name}) if isinstance(node, Is) else node

    return rewrite(rule, change)


def with_leaf(rule: Rule, leaf: Leaf) -> Rule:
    return rule.model_copy(update={"when": leaf})


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("将于验收后", "话没有说完"),
        ("产能置换等原因", "话没有说完"),
        ("在同类矿区居前或", "话没有说完"),
        ("复检工作的", "话没有说完"),
        ("每家钻探公司", "开头不完整"),
        ("另外再补", "开头不完整"),
        ("针对石材加工", "开头不完整"),
        ("其在矿区设立", "开头不完整"),
        ("支持矿山企业开展复垦", "开头不完整"),
        ("可以根据产量", "开头不完整"),
        ("矿业联盟（筹建", "括号或引号只有一半"),
        ("采用“绿电直供模式", "括号或引号只有一半"),
        ("申领须知：在矿区居住", "两句话连在了一起"),
        ("保单有效，包括矿工险、塌方险", "两句话连在了一起"),
        ("每新引进两座选厂", "这是按什么计"),
        ("自投产之日起", "这是按什么计"),
        ("从矿井复工开始", "这是按什么计"),
        ("财政部门第1年", "话没有说完"),
        ("三人户每月650元", "里面的数没有读成数"),
        ("补偿钻探费的45%", "里面的数没有读成数"),
        ("设立岩芯创新奖励", "这是给多少、怎么给，不是条件"),
        ("差额予以补足", "这是给多少、怎么给，不是条件"),
    ],
)
def test_a_condition_cut_short_is_reported(name: str, why: str, draft_of: DraftOf) -> None:
    draft = draft_of(TEXT)
    (message,) = told(draft, renamed(draft.ruleset.rules[0], f"?{name}"), "PC510")
    assert why in message
    assert fold(name) in message


@pytest.mark.parametrize(
    "name",
    [
        "开展岩芯复检",
        "提供售后",
        "未获得市级补助",
        "已享受租金补贴",
        "每年开展两次复检",
        "与矿区签订协议",
        "经济（产业）合作",
        "按1:2配套自有资金",
        "单个自然人不为控股股东",
        "向职工发放生活补贴",
    ],
)
def test_a_whole_condition_is_not(name: str, draft_of: DraftOf) -> None:
    draft = draft_of(TEXT)
    assert told(draft, renamed(draft.ruleset.rules[0], f"?{name}"), "PC510") == []


@pytest.mark.parametrize(
    "name", ["该比例", "金额", "部分", "上述标准", "未命名指标", "复检项目奖励比例"]
)
def test_a_figure_without_a_name_is_reported(name: str, draft_of: DraftOf) -> None:
    draft = draft_of(TEXT)
    (rule,) = draft.ruleset.rules
    leaf = Compare(
        operand=Value(attribute=f"?{name}"),
        op=">=",
        value=money("5万元"),
        source=rule.when.source,
    )
    assert len(told(draft, with_leaf(rule, leaf), "PC510")) == 1
    known = leaf.model_copy(update={"operand": Value(attribute="?岩芯复检费用")})
    assert told(draft, with_leaf(rule, known), "PC510") == []


@pytest.mark.parametrize("value", ["企业参加矿业展会", "组织专业机构", "针对非石材加工"])
def test_an_act_is_no_kind_of_body(value: str, draft_of: DraftOf) -> None:
    draft = draft_of(TEXT)
    (rule,) = draft.ruleset.rules
    for attribute, values, count in (
        ("industry", (value,), 1),
        ("industry", ("石材加工",), 0),
        ("entity_type", ("社会组织", "开源组织"), 0),
    ):
        leaf = OneOf(attribute=attribute, values=values, source=rule.when.source)
        assert len(told(draft, with_leaf(rule, leaf), "PC510")) == count


@pytest.mark.parametrize("behind", ["标准", "的条件", "要求"])
def test_as_good_as_a_title_is_no_title(behind: str, draft_of: DraftOf) -> None:
    text = f"第一条 对达到省级绿色矿山{behind}的企业，给予一次性奖励10万元。"
    draft = draft_of(text)
    start = draft.document.text.index("省级绿色矿山")
    leaf = Has(
        attribute="titles",
        values=("省级绿色矿山",),
        source=draft.document.span(start, start + 6),
    )
    (rule,) = draft.ruleset.rules
    assert len(told(draft, with_leaf(rule, leaf), "PC510")) == 1


EXCEPTIONS = [
    ("对开采石材的企业（采砂企业除外）", "采砂"),
    ("对开采石材的企业（不含采砂、选矿企业）", "采砂、选矿"),
    ("除采砂企业外，对开采石材的企业", "采砂企业"),
    ("对开采石材的企业，采砂企业不在此列", "采砂企业"),
]


def leaf_at(draft: Draft, words: str) -> Is:
    start = draft.document.text.index(words)
    span = draft.document.span(start, start + len(words))
    return Is(attribute=f"?{words}", source=span)


@pytest.mark.parametrize(("who", "words"), EXCEPTIONS)
def test_an_exception_must_shut_somebody_out(who: str, words: str, draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 {who}，给予一次性奖励10万元。")
    rule = draft.ruleset.rules[0]
    plain, leaf = leaf_at(draft, "开采石材"), leaf_at(draft, words)
    bare = rule.model_copy(update={"when": plain, "unless": ()})
    assert told(draft, bare, "PC511")
    shut = bare.model_copy(update={"when": AllOf(of=(plain, Not(of=leaf)))})
    assert told(draft, shut, "PC511") == []
    unless = bare.model_copy(update={"unless": (leaf,)})
    assert told(draft, unless, "PC511") == []


@pytest.mark.parametrize(("who", "words"), EXCEPTIONS[:2])
def test_an_exception_asked_for_is_turned_round(who: str, words: str, draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 {who}，给予一次性奖励10万元。")
    start = draft.document.text.index("（") + 1
    end = draft.document.text.index("）")
    leaf = Is(attribute=f"?{words}", source=draft.document.span(start, end))
    rule = draft.ruleset.rules[0].model_copy(update={"when": leaf, "unless": ()})
    assert told(draft, rule, "PC511")


def test_one_of_several_left_out_is_not_enough(draft_of: DraftOf) -> None:
    draft = draft_of("第一条 对开采石材的企业（不含采砂、选矿企业），给予一次性奖励10万元。")
    rule = draft.ruleset.rules[0]
    some = rule.model_copy(
        update={"when": leaf_at(draft, "开采石材"), "unless": (leaf_at(draft, "采砂"),)}
    )
    assert told(draft, some, "PC511")


@pytest.mark.parametrize(
    "text",
    [
        "对设备投资500万元（不含税）以上的企业，给予一次性奖励10万元。",
        "对开采石材的企业，按研发费用（不含人员费）的10%给予补助。",
        "对设备投资500万元以上1000万元（不含）以下的企业，给予一次性奖励10万元。",
        "除享受前款奖励外，对开采石材的企业另给予一次性奖励10万元。",
        "除法律另有规定外，对开采石材的企业给予一次性奖励10万元。",
    ],
)
def test_what_a_sum_leaves_out_is_no_exception(text: str, draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 {text}")
    assert [d for d in draft.diagnostics if d.code == "PC511"] == []


def fixed(rule: Rule, amount: str, limit: str, whose: str = "item", **more: object) -> Rule:
    span = rule.award.source
    cap = Cap(amount=money(limit), per=whose, source=span)
    award = Fixed(amount=money(amount), caps=(cap,), source=span).model_copy(update=more)
    return rule.model_copy(update={"award": award})


def test_a_fixed_sum_has_no_limit_of_its_own(draft_of: DraftOf) -> None:
    draft = draft_of(TEXT)
    (rule,) = draft.ruleset.rules
    for amount, limit in (("10万元", "20万元"), ("50万元", "20万元"), ("8000元", "3万元")):
        assert len(told(draft, fixed(rule, amount, limit), "PC512")) == 1
    assert told(draft, fixed(rule, "10万元", "30万元", "enterprise_year"), "PC512") == []
    assert told(draft, fixed(rule, "800元", "9600元", "item", per="month"), "PC512") == []


def two_cases(rule: Rule, first: Leaf, second: Leaf, choose: str) -> Rule:
    span: SourceSpan = rule.award.source
    cases = tuple(
        Case(when=when, award=Fixed(amount=money(amount), source=span))
        for when, amount in ((first, "8000元"), (second, "1.2万元"))
    )
    return rule.model_copy(update={"award": Cases(choose=choose, cases=cases, source=span)})


def test_two_sums_ask_for_two_conditions(draft_of: DraftOf) -> None:
    draft = draft_of(TEXT)
    (rule,) = draft.ruleset.rules
    one, other = leaf_at(draft, "岩芯复检"), leaf_at(draft, "企业")
    assert told(draft, two_cases(rule, one, one, "highest"), "PC512")
    assert told(draft, two_cases(rule, one, one, "first"), "PC512")
    assert told(draft, two_cases(rule, one, other, "highest"), "PC512") == []
    assert told(draft, two_cases(rule, one, one, "sum"), "PC512") == []  # both are paid


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("聚焦深部找矿开展钻探攻关，", "聚焦深部找矿开展钻探攻关"),
        ("解决选矿废水回收难题，", "解决选矿废水回收难题"),
        ("接入矿山监测网的，", "接入矿山监测网的"),
    ],
)
def test_a_clause_nothing_stands_on_is_reported(before: str, left: str, draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 {before}对开采石材的企业，给予一次性奖励10万元。")
    rule = draft.ruleset.rules[0].model_copy(update={"when": leaf_at(draft, "开采石材")})
    assert [m for m in told(draft, rule, "PC513") if left in m]
    both = AllOf(of=(leaf_at(draft, left), leaf_at(draft, "开采石材")))
    assert told(draft, rule.model_copy(update={"when": both}), "PC513") == []


@pytest.mark.parametrize("who", ["连续三年盈利的", "通过井下通风复核的", "迁入矿业小镇的"])
def test_a_description_passed_over_is_reported(who: str, draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 对{who}石材加工企业，给予一次性奖励10万元。")
    rule = draft.ruleset.rules[0].model_copy(update={"when": leaf_at(draft, "石材加工")})
    assert [m for m in told(draft, rule, "PC513") if who in m]


@pytest.mark.parametrize("year", ["上年度", "近三年", "当年"])
def test_a_year_nothing_is_dated_by_is_reported(year: str, draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 {year}开采石材的企业，给予一次性奖励10万元。")
    rule = draft.ruleset.rules[0].model_copy(update={"when": leaf_at(draft, "开采石材")})
    whole = rule.model_copy(update={"source": draft.document.span(16, len(draft.document.text))})
    assert [m for m in told(draft, whole, "PC513") if year in m]
    period = {"上年度": "Y-1", "近三年": "R36M", "当年": "Y"}[year]
    dated = leaf_at(draft, "开采石材").model_dump() | {"period": period}
    assert told(draft, whole.model_copy(update={"when": Is(**dated)}), "PC513") == []


@pytest.mark.parametrize(
    "text",
    [
        "为推动绿色矿山建设，对开采石材的企业，给予一次性奖励10万元。",
        "由市财政局核定后，对开采石材的企业，给予一次性奖励10万元。",
        "对开采石材的企业，按照从高原则，给予一次性奖励10万元。",
    ],
)
def test_what_asks_nothing_may_stay(text: str, draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 {text}")
    assert [d.message for d in draft.diagnostics if d.code == "PC513"] == []


@pytest.mark.parametrize("trade", ["石材加工", "矿山机械", "选矿药剂"])
def test_a_trade_at_the_end_of_who_is_asked_or_reported(trade: str, draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 对开展岩芯复检的{trade}企业，给予一次性奖励10万元。")
    (rule,) = draft.ruleset.rules
    plain = leaf_at(draft, "开展岩芯复检")
    bare = rule.model_copy(update={"when": plain})
    assert [m for m in told(draft, bare, "PC513") if trade in m]
    both = AllOf(of=(plain, leaf_at(draft, trade)))
    assert told(draft, rule.model_copy(update={"when": both}), "PC513") == []
    named = draft_of(
        f"第一条 本办法适用于在本区注册的采石企业（以下简称{trade}企业）。\n"
        f"第二条 对开展岩芯复检的{trade}企业，给予一次性奖励10万元。"
    )
    assert [d for d in named.diagnostics if d.code == "PC513"] == []


@pytest.mark.parametrize("figure", ["1800万元", "35%", "6亿元"])
def test_a_threshold_of_a_general_condition_is_held(figure: str, draft_of: DraftOf) -> None:
    text = (
        "第一条 对开展岩芯复检的企业，给予一次性奖励10万元。\n"
        f"第二条 申报企业应当缴纳矿山修复金，且金额不低于{figure}。"
    )
    draft = draft_of(text)
    (rule,) = draft.ruleset.rules
    bare = rule.model_copy(update={"when": leaf_at(draft, "岩芯复检")})
    missed = list(condition_figures(draft.document, draft.ledger, (bare,)))
    assert [d.span.quote for d in missed if d.span] == [figure]
    assert not [d for d in draft.diagnostics if d.code == "PC508"]
