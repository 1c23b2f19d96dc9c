"""Who is paid nothing, who is invested in, and who came here in one of two ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

UNPAID = [
    (
        "首次通过能源管理体系认证的，按实际认证费用的60%给予补助，最高4万元；认证费用不足8000元的，不予补助。",
        ["certification_cost@annual < 8000元"],
    ),
    (
        "对企业参加境外展会的，按展位费的50%给予补贴；展位面积低于9平方米的，不予补贴；单个展会最高5万元。",
        ["exhibition_area@now < 9平方米"],
    ),
    (
        "对企业购置救护车的，按购置费用的30%给予补助；车辆未在本区登记的，一律不予支持。",
        ["?车辆未在本区登记"],
    ),
    # what stacks is another matter
    ("对企业建设冷库的，按建设费用的20%给予补助；已享受市级补助的，不予重复补助。", []),
]


@pytest.mark.parametrize(("clause", "expected"), UNPAID)
def test_who_is_paid_nothing_behind_what_others_are_paid(
    clause: str,
    expected: list[str],
    draft_of: Callable[..., Draft],
    short_of: Callable[[object], str],
) -> None:
    (rule,) = draft_of(f"第一条 {clause}").ruleset.rules
    assert [short_of(u) for u in rule.unless] == expected


INVESTED_IN = [
    ("基金投向成立不超过4年的科技型中小企业的，", "?基金投向成立不超过4年的科技型中小企业"),
    ("投资于营业收入低于3000万元的初创企业的，", "?投资于营业收入低于3000万元的初创企业"),
    ("基金投向从业人员不足50人的文化企业的，", "?基金投向从业人员不足50人的文化企业"),
]


@pytest.mark.parametrize(("who", "expected"), INVESTED_IN)
def test_those_who_are_invested_in_are_described_whole(
    who: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == [expected]


MOVED = [
    "2025年3月1日以后新设立或者新迁入本区的企业，",
    "2024年1月1日以来在本区新注册或新引进的企业，",
    "自2026年7月1日起新成立、新迁入的企业，",
]


@pytest.mark.parametrize("who", MOVED)
def test_who_came_in_one_of_two_ways_has_either_day(
    who: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(f"第一条 {who}给予一次性奖励10万元。").ruleset.rules
    (first, *_) = parts_of(rule)
    assert first.startswith("any(established_on within 202")
    assert "settled_on within 202" in first


ELSEWHERE = [
    ("未在本区登记的企业，不予支持。", ["not(registered_region in 青屏区)"]),
    ("未在本区注册并纳税的企业，不予扶持。",
     ["not(registered_region in 青屏区)", "not(tax_region in 青屏区)"]),
    ("车辆未在本区登记的，不予支持。", ["?车辆未在本区登记"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), ELSEWHERE)
def test_who_is_not_here_is_shut_out_and_not_who_is(
    sentence: str,
    expected: list[str],
    draft_of: Callable[..., Draft],
    short_of: Callable[[object], str],
) -> None:
    body = f"第一条 对企业购置救护车的，按购置费用的30%给予补助。\n第二条 {sentence}"
    (rule,) = draft_of(body).ruleset.rules
    assert [short_of(u) for u in rule.unless] == expected
