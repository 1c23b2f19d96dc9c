"""What no single pass can see: bounds that leave nothing, ceilings, quotes that stand elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from compiler.check import check, spans_of
from rules.benefit import Fixed
from rules.condition import AllOf, leaves
from rules.document import SourceSpan
from rules.draft import Draft
from rules.quantity import Money

RULE = "第一条 对{who}，给予{what}。"


def codes(draft: Draft) -> list[str]:
    return [d.code for d in check(draft.document, draft.ruleset.rules)]


@pytest.mark.parametrize(
    ("low", "high", "empty"),
    [
        ("不低于2000万元", "不超过1000万元", True),
        ("超过2000万元", "不超过2000万元", True),
        ("不低于2000万元", "低于2000万元", True),
        ("不低于2000万元", "不超过2000万元", False),  # exactly 2000万元
        ("不低于1000万元", "不超过2000万元", False),
        ("超过1999万元", "低于2000万元", False),
    ],
)
def test_two_bounds_of_one_figure_leave_some_value(
    low: str, high: str, empty: bool, draft_of: Callable[..., Draft]
) -> None:
    who = f"上年度营业收入{low}、上年度营业收入{high}的企业"
    draft = draft_of(RULE.format(who=who, what="一次性奖励10万元"))
    assert ("PC506" in codes(draft)) is empty
    for problem in draft.diagnostics:
        if problem.code == "PC506":
            assert problem.severity == "error"
            assert low in problem.message
            assert high in problem.message


def test_bounds_of_different_figures_do_not_contradict(draft_of: Callable[..., Draft]) -> None:
    who = "上年度营业收入不低于2000万元、上年度研发费用不超过1000万元的企业"
    assert "PC506" not in codes(draft_of(RULE.format(who=who, what="一次性奖励10万元")))


@pytest.mark.parametrize(
    ("what", "ceiling"),
    [
        ("最高10万元奖励", True),
        ("一次性奖励10万元", False),
    ],
)
def test_a_ceiling_is_said(what: str, ceiling: bool, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(RULE.format(who="国家高新技术企业", what=what))
    assert ("PC505" in codes(draft)) is ceiling


def test_a_limit_after_a_formula_is_no_ceiling(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("第一条 对国家高新技术企业，按上年度研发费用的10%给予补助，最高50万元。")
    assert codes(draft) == []


def test_a_quote_that_stands_elsewhere_is_an_error(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(
        "第一条 对上年度营业收入2000万元以上、从业人员50人以上的企业，给予一次性奖励10万元。"
    )
    (rule,) = draft.ruleset.rules
    assert isinstance(rule.when, AllOf)
    leaf = next(leaves(rule.when))
    moved = SourceSpan(
        document=leaf.source.document,
        start=leaf.source.start + 1,
        end=leaf.source.end + 1,
        quote=leaf.source.quote,
    )
    forged = leaf.model_copy(update={"source": moved})
    wrong = rule.model_copy(
        update={"when": rule.when.model_copy(update={"of": (forged, *rule.when.of[1:])})}
    )
    (problem,) = check(draft.document, (wrong,))
    assert problem.code == "PC202"
    assert problem.place == rule.place
    assert leaf.source.quote in problem.message


def test_all_spans_of_a_rule_are_looked_at(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(
        "第一条 对认定为国家级、省级企业技术中心的，分别给予100万元、50万元奖励，"
        "单个企业最高200万元。\n"
        "第二条 有下列情形之一的，不予支持：\n"
        "（一）被列入严重失信主体名单的；\n（二）弄虚作假的。\n"
        "第三条 同一企业同一事项按就高不重复原则享受。\n"
        "第四条 获得支持的企业应当承诺三年内不迁出本区。\n"
        "第五条 申报时间为2024年4月1日至4月30日。\n"
        "第六条 本措施自2024年3月1日起施行，有效期三年。\n"
    )
    (rule,) = draft.ruleset.rules
    quotes = " ".join(span.quote for span in spans_of(rule))
    for words in ("国家级", "100万元", "200万元", "失信", "就高", "承诺", "4月30日", "3月1日"):
        assert words in quotes
    assert codes(draft) == []


def test_a_figure_that_no_rule_holds_is_reported(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("第一条 对国家高新技术企业，给予10万元奖励。")
    rule = draft.ruleset.rules[0]
    assert [d.code for d in check(draft.document, (rule,)) if d.code == "PC508"] == []
    other = rule.model_copy(
        update={"award": Fixed(amount=Money(yuan=Decimal(5)), source=rule.award.source)}
    )
    lost = [d for d in check(draft.document, (other,)) if d.code == "PC508"]
    assert [d.span.quote for d in lost if d.span] == ["10万元"]


def test_relief_from_a_condition_waits_for_a_person(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(
        "第一条 申报单位应当具有独立法人资格。市级重大项目可不受上述限制。\n"
        "第二条 对国家高新技术企业，给予10万元奖励。"
    )
    kinds = {e.span.quote: e.kind.value for e in draft.ledger}
    assert kinds["市级重大项目可不受上述限制。"] == "not_modelled"
    assert [d.code for d in draft.diagnostics if d.code == "PC205"] == ["PC205"]
