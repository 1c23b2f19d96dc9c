"""Relief from a condition: for the items it names, for some applicants, or for nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.document import SentenceKind
from rules.draft import Draft
from rules.rule import Rule

GENERAL = (
    "第一条 申请资金的单位应当同时符合以下条件：\n（一）具有独立法人资格；\n（二）成立满一年。\n"
)
ITEMS = "第二条 对新建厂房的企业，给予5万元奖励。\n第三条 对新购设备的企业，给予3万元奖励。\n"
AGE = "years_established >= 1年"


def asked(draft: Draft, parts: Callable[[Rule], list[str]]) -> list[list[str]]:
    """The general conditions left to each item."""
    return [[p.replace("@now", "") for p in parts(r)[:-1]] for r in draft.ruleset.rules]


@pytest.mark.parametrize(
    "words",
    [
        "商业银行在本区的分支机构申请第三条所列补贴的，不适用前款第（一）项。",
        "申请第三条奖励的，不受本条第一款第（一）项限制。",
        "申请第三条规定的扶持资金的，可不具备第一条第（一）项规定的条件。",
        "申报本办法第三条所称项目的，应当符合除前款第（一）项以外的其他条件。",
        "分支机构申请第三条补偿的，不受独立法人资格限制。",
    ],
)
def test_the_items_named_are_relieved_and_no_others(
    words: str, draft_of: Callable[[str], Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    draft = draft_of(f"{GENERAL}{words}\n{ITEMS}")
    assert asked(draft, parts_of) == [["legal_person", AGE], [AGE]]
    assert not any(rule.unless for rule in draft.ruleset.rules)
    (entry,) = (e for e in draft.ledger if e.span.quote == words)
    assert entry.kind is SentenceKind.CONDITION
    assert entry.rules == (draft.ruleset.rules[1].id,)


@pytest.mark.parametrize(
    "words",
    [
        "国家高新技术企业不适用前款第（二）项。",
        "前款第（二）项不适用于国家高新技术企业。",
        "国家高新技术企业可不受本条第（二）项规定的限制。",
        "获得国家高新技术企业认定的，可以不具备前款第二项规定的条件。",
    ],
)
def test_some_applicants_are_relieved_of_a_condition(
    words: str, draft_of: Callable[[str], Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    found = asked(draft_of(f"{GENERAL}{words}\n{ITEMS}"), parts_of)
    assert found == [["legal_person", f"any(titles has 国家高新技术企业; {AGE})"]] * 2


def test_relief_for_some_of_one_item_only(
    draft_of: Callable[[str], Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    words = "国家高新技术企业申请第三条补贴的，不适用前款第（二）项。\n"
    found = asked(draft_of(GENERAL + words + ITEMS), parts_of)
    either = f"any(titles has 国家高新技术企业; {AGE})"
    assert found == [["legal_person", AGE], ["legal_person", either]]


def test_several_provisions_are_named_at_once(
    draft_of: Callable[[str], Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    last = "第四条 申请第三条奖励的，不受第一条第（一）、（二）项限制。"
    draft = draft_of(GENERAL + ITEMS + last)
    assert asked(draft, parts_of) == [["legal_person", AGE], []]


def test_an_exclusion_is_lifted_for_the_items_named(draft_of: Callable[[str], Draft]) -> None:
    draft = draft_of(
        "第一条 有下列情形之一的，不予支持：\n（一）被列入失信名单的；\n（二）拖欠工资的。\n"
        f"申请第三条奖励的，不适用前款第（二）项。\n{ITEMS}"
    )
    assert [len(rule.unless) for rule in draft.ruleset.rules] == [2, 1]


def test_a_grant_that_is_not_for_some_is_no_relief(draft_of: Callable[[str], Draft]) -> None:
    draft = draft_of(f"{GENERAL}{ITEMS}房地产企业不适用本条。")
    assert [len(rule.unless) for rule in draft.ruleset.rules] == [0, 1]


def test_relief_that_reaches_no_item_waits_for_a_person(draft_of: Callable[[str], Draft]) -> None:
    words = "申请第九条补贴的，不适用前款第（一）项。"
    draft = draft_of(f"{GENERAL}{words}\n{ITEMS}")
    (entry,) = (e for e in draft.ledger if e.span.quote == words)
    assert entry.kind is SentenceKind.NOT_MODELLED
    assert [d.span.quote for d in draft.diagnostics if d.code == "PC205" and d.span] == [words]


def test_a_definition_behind_a_list_of_misdeeds_shuts_nobody_out(
    draft_of: Callable[[str], Draft],
) -> None:
    draft = draft_of(
        "第一条 有下列情形之一的，不予支持：\n（一）被列入失信名单的；\n（二）拖欠工资的。\n"
        f"前款所称失信名单，是指本市信用平台公布的名单。\n{ITEMS}"
    )
    assert [len(rule.unless) for rule in draft.ruleset.rules] == [2, 2]
