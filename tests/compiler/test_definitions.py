"""What a text says of its own comparison words decides for the whole text, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.fold import fold
from compiler.pipeline import definitions
from rules.condition import Authority, Comparator, Compare, leaves
from rules.draft import Draft
from rules.rule import Rule


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("本办法所称“以上”包括本数。", {"以上": True}),
        ("本措施所称以上、以下均包括本数。", {"以上": True, "以下": True}),
        ("本办法所称“以上”“以下”均含本数。", {"以上": True, "以下": True}),
        ("本办法所称“以上”不含本数。", {"以上": False}),
        ("本办法所称以下不包括本数。", {"以下": False}),
        (
            "本办法中“以上”包括本数，“以下”不包括本数。",
            {"以上": True, "以下": False},
        ),
        ("本规定所称超过、不足均不包含本数。", {"超过": False, "不足": False}),
        ("本办法所称企业，是指独立法人。", {}),
        ("营业收入2000万元以上的企业。", {}),
        ("", {}),
    ],
)
def test_clauses_that_fix_inclusivity(clause: str, found: dict[str, bool]) -> None:
    assert definitions(fold(clause)) == found


ARTICLES = "第一条 对上年度营业收入2000万元{words}的企业，给予一次性奖励10万元。\n"


def only_compare(draft: Draft) -> Compare:
    (rule,) = draft.ruleset.rules
    (leaf,) = [x for x in leaves(rule.when) if isinstance(x, Compare)]
    return leaf


@pytest.mark.parametrize(
    ("words", "clause", "op", "authority"),
    [
        ("以上", "", Comparator.GE, Authority.CIVIL_CODE),
        ("以上", "以上包括本数", Comparator.GE, Authority.DEFINITION),
        ("以上", "以上不包括本数", Comparator.GT, Authority.DEFINITION),
        ("以下", "以下不含本数", Comparator.LT, Authority.DEFINITION),
        ("（含）以上", "以上不包括本数", Comparator.GE, Authority.MARK),
        ("以上", "以下不包括本数", Comparator.GE, Authority.CIVIL_CODE),
    ],
)
def test_the_last_article_decides_for_the_first(
    words: str,
    clause: str,
    op: Comparator,
    authority: Authority,
    draft_of: Callable[..., Draft],
) -> None:
    last = f"第二条 本措施所称{clause}。\n" if clause else ""
    leaf = only_compare(draft_of(ARTICLES.format(words=words) + last))
    assert (leaf.op, leaf.authority) == (op, authority)


def test_a_definition_is_accounted_for_as_one(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(ARTICLES.format(words="以上") + "第二条 本措施所称以上包括本数。\n")
    (entry,) = [e for e in draft.ledger if "包括本数" in e.span.quote]
    assert entry.kind == "definition"
    assert len(draft.ruleset.rules) == 1


INSIDE_NAMES = [
    (
        "归国学人",
        "是指在境外学习满2年的人员",
        "获评省级归国学人创业基地的运营单位，给予30万元奖励。",
    ),
    ("乡村工匠", "是指年满30周岁的传统手工艺人员", "入选乡村工匠提升行动的企业，给予6万元奖励。"),
    (
        "青年团队",
        "是指成员平均年龄不超过35周岁的团队",
        "承办青年团队创新大赛的企业，给予9万元奖励。",
    ),
]


@pytest.mark.parametrize(("term", "meaning", "grant"), INSIDE_NAMES)
def test_a_term_inside_the_name_of_something_else_asks_nothing(
    term: str,
    meaning: str,
    grant: str,
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    body = f"第一条 本办法所称{term}，{meaning}。\n第二条 {grant}\n"
    body += f"第三条 {term}在本区创业的，给予2万元奖励。"
    named, meant = draft_of(body).ruleset.rules
    assert not any(word in part for part in parts_of(named) for word in ("30", "35", "境外"))
    assert any(word in part for part in parts_of(meant) for word in ("30", "35", "境外"))
