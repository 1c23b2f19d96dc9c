"""With what a grant may not be joined, in whatever words a clause of stacking names it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.extract.items.stacking import read_stacking
from compiler.fold import fold
from rules.draft import Draft

SCOPES = [
    ("与区级同类政策有重复的，不得重复享受", "exclusive_with", "区级同类政策"),
    ("与本市其他扶持政策类同的，企业可择优享受，不重复享受", "exclusive_with", "本市其他扶持政策"),
    ("企业不得以同一设备重复申报各级财政补助", "exclusive_with", "各级财政补助"),
    ("已享受县级“一事一议”政策的，不再适用本政策", "exclusive_with", "县级“一事一议”政策"),
    (
        "同一大棚已获得上级同类补助的，除第三条外，不再给予补助",
        "exclusive_with",
        "上级同类补助",
    ),
    ("享受过市级安家补贴的，不再发放本补贴", "exclusive_with", "市级安家补贴"),
    (
        "符合其他省级支农政策的项目，按该政策支持，不重复支持",
        "exclusive_with",
        "其他省级支农政策",
    ),
    ("同一人员不得同时享受租房补贴和生活补贴", "exclusive_with", "租房补贴和生活补贴"),
    ("第2条与第4条不可同时享受", "exclusive_with", "第2条与第4条"),
    ("本条奖励与第六条不重复享受", "exclusive_with", "第六条"),
    ("第三条补贴和第八条奖励可以同时享受", "cumulative", "第三条补贴和第八条奖励"),
    ("本办法奖励与国家、省同类奖励可叠加享受", "cumulative", "国家、省同类奖励"),
    ("夫妻双方均符合条件的，只由其中标准较高的一方申领", "highest_of", "夫妻双方"),
    ("同一企业原则上只享受一次奖励", "once_only", "同一企业"),
]


@pytest.mark.parametrize(("clause", "shape", "scope"), SCOPES)
def test_the_scope_of_a_clause_is_what_it_names(clause: str, shape: str, scope: str) -> None:
    view = fold(clause)
    found = read_stacking(clause, view, 0, len(view))
    assert [(s.shape, s.scope) for s in found] == [(shape, scope)]


@pytest.mark.parametrize("numbers", ["第一条和第二条", "第1条、第2条", "第一条与第二条"])
def test_what_may_be_added_up_is_told_of_the_items_it_names(
    numbers: str, draft_of: Callable[..., Draft]
) -> None:
    text = (
        "第一条 对获评绿色工厂的企业给予9万元奖励。\n第二条 对获评节水企业的企业给予4万元奖励。\n"
        "第三条 对新开办的书店给予7万元奖励。\n"
        "第四条 同一事项符合本措施和本市其他扶持政策的，按从高不重复的原则执行；"
        f"同时符合{numbers}的，可以叠加享受。"
    )
    rules = draft_of(text).ruleset.rules
    told = [sorted(s.kind for s in rule.stacking) for rule in rules]
    assert told == [["cumulative", "highest_of"], ["cumulative", "highest_of"], ["highest_of"]]
