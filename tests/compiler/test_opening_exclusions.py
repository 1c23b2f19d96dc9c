"""Exclusions that open an article before any benefit is named there are of all items."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import leaves
from rules.draft import Draft

HEAD = """青屏区支持企业发展若干措施
第一条 增长奖励。对上年度营业收入2000万元以上的企业，给予一次性奖励50万元。
第二条 吸纳就业奖励。对上年度新增就业100人以上的企业，给予一次性奖励20万元。
"""


def shut_out(draft: Draft) -> dict[str, list[str]]:
    """The quotes of what shuts out of each item, by its award."""
    return {
        rule.award.source.quote: [leaf.source.quote for c in rule.unless for leaf in leaves(c)]
        for rule in draft.ruleset.rules
    }


OPENING = [
    ("被列入严重失信主体名单的，不予支持。", "对本区企业一律给予奖励500万元。"),
    ("近三年发生重大安全事故的企业，不得享受。", "对入驻园区的机构，给予一次性补助30万元。"),
    (
        "有下列情形之一的，不予支持：（一）被列入严重失信主体名单的；（二）提供虚假材料的。",
        "对全体申报单位，再给予一次性奖励80万元。",
    ),
]


@pytest.mark.parametrize(("exclusion", "grant"), OPENING)
def test_a_grant_behind_them_does_not_take_them_for_itself(
    draft_of: Callable[[str], Draft], exclusion: str, grant: str
) -> None:
    alone = shut_out(draft_of(f"{HEAD}第三条 {exclusion}\n"))
    beside = shut_out(draft_of(f"{HEAD}第三条 {exclusion}{grant}\n"))
    assert all(alone.values())
    assert len(beside) == 3
    for award, quotes in alone.items():
        assert beside[award] == quotes
    (own,) = (quotes for award, quotes in beside.items() if award not in alone)
    assert own == next(iter(alone.values()))


@pytest.mark.parametrize(
    "article",
    [
        "第三条 租金补贴。被列入严重失信主体名单的，不予支持。对承租企业给予一次性补助30万元。",
        "第三条 对承租企业给予一次性补助30万元。被列入严重失信主体名单的，不予支持。",
        "第三条 对承租企业给予一次性补助30万元。有下列情形之一的，不予支持：（一）提供虚假材料的。",
    ],
)
def test_what_is_said_of_one_benefit_stays_with_it(
    draft_of: Callable[[str], Draft], article: str
) -> None:
    found = shut_out(draft_of(f"{HEAD}{article}\n"))
    assert [bool(quotes) for quotes in found.values()] == [False, False, True]
