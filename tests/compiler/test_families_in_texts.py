"""Families and who may apply: children told by their birth, lists of kinds, fees not taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import InKind
from rules.condition import AllOf, AnyOf
from rules.draft import Draft

KINDS = [
    "扶持对象包括：\n（一）在本县创业的退役军人；\n（二）连续居住3年以上的残疾人。",
    "补贴对象为：\n（一）毕业3年内高校毕业生；\n（二）登记失业人员；\n（三）脱贫人口。",
    "资助对象为以下人员：\n1.孤儿；\n2.就业困难人员。",
    "补助对象主要包括：\n1.低保对象；\n2.在本区就业的新市民。",
]


@pytest.mark.parametrize("listed", KINDS)
def test_kinds_of_recipients_listed_below_are_alternatives(
    listed: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {listed}\n第二条 一次性补助7000元。").ruleset.rules
    assert isinstance(rule.when, AnyOf) or len(rule.when.values) > 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "listed",
    [
        "补贴对象应当同时符合下列条件：\n1.具有本区户籍；\n2.登记失业人员。",
        "补贴对象为：\n1.具有本区户籍；\n2.持有残疾人证。",
        "资助对象须符合以下要求：\n1.年满60周岁；\n2.低保对象。",
    ],
)
def test_what_is_asked_of_one_kind_is_asked_together(
    listed: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {listed}\n第二条 一次性补助7000元。").ruleset.rules
    assert isinstance(rule.when, AllOf)
    assert len(rule.when.of) == 2


BORN = [
    ("2024年5月1日以后出生的二孩家庭，", "?出生的二孩家庭@2024-05-01.."),
    ("2025年1月1日后出生并入户本区的三孩，", "?出生并入户本区的三孩@2025-01-01.."),
    ("2022年1月1日以后在本区出生的婴幼儿，", "?在本区出生的婴幼儿@2022-01-01.."),
]


@pytest.mark.parametrize(("words", "expected"), BORN)
def test_the_birth_of_a_child_is_no_birthday_of_the_applicant(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    found = conditions_of(words)
    assert not [line for line in found if line.startswith("birth_date")]
    assert [line.partition("@")[0] for line in found] == [expected.partition("@")[0]]


@pytest.mark.parametrize(
    "article",
    [
        "对2024年5月1日以后出生的二孩、三孩，每月分别发放150元、350元育儿补贴。",
        "对生育二孩、三孩的，分别给予一次性生育津贴1500元、3500元。",
        "对入读公办园的二孩、三孩，每学期分别资助600元、900元。",
    ],
)
def test_children_with_a_sum_each_are_no_titles(
    article: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {article}").ruleset.rules
    assert rule.award.kind == "cases"
    assert len(rule.award.cases) == 2
    assert all(case.when.kind == "is" for case in rule.award.cases)


PAID_INTO = [
    ("在本区连续缴纳3年以上社会保险的新市民，", "social_insurance_months@now >= 3年"),
    ("累计缴纳12个月以上失业保险费的职工，", "unemployment_insured_months@now >= 12个月"),
    ("已缴纳半年以上社保的职工，", "social_insurance_months@now >= 6个月"),
]


@pytest.mark.parametrize(("words", "expected"), PAID_INTO)
def test_what_is_paid_into_may_stand_behind_how_long(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert expected in conditions_of(words)


@pytest.mark.parametrize(
    ("article", "what"),
    [
        ("三孩在公办园就读的，保教费（不含伙食费）全免。", "保教费（不含伙食费）全免"),
        ("孤儿就读中职学校的，学费全部免除。", "学费全部免除"),
        ("低保家庭入住公租房的，租金予以免除。", "租金予以免除"),
    ],
)
def test_a_fee_that_is_not_taken_is_granted(
    article: str, what: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {article}").ruleset.rules
    assert isinstance(rule.award, InKind)
    assert rule.award.what == what


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("夫妻双方有一方为残疾人的家庭，", "?夫妻双方有一方为残疾人"),
        ("夫妻一方属于退役军人的家庭，", "?夫妻一方属于退役军人"),
        ("夫妻双方均为本区职工的家庭，", "?夫妻双方均为本区职工"),
    ],
)
def test_what_husband_or_wife_is_is_one_fact(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert expected in conditions_of(words)
