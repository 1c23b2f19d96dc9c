"""Whom a stacking clause speaks of: what its words say, and what they leave open."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.government import level_of
from matcher.scope import read_scope
from rules.rule import Rule
from rules.stacking import AnnualCap, Cumulative, ExclusiveWith, HighestOf, OnceOnly, Stacking

SPAN = {"document": "d", "start": 0, "end": 2, "quote": "原文"}


def rule(
    rule_id: str, issuer: str, policy: str, place: str = "", title: str = "", **more: Any
) -> Rule:
    return Rule.model_validate(
        {
            "id": rule_id,
            "title": title or f"{rule_id}奖励",
            "document": policy,
            "place": place,
            "policy": {"title": policy, "issuer": issuer},
            "when": {"kind": "is", "attribute": "legal_person", "source": SPAN},
            "award": {"kind": "fixed", "amount": "1万元", "source": SPAN},
            "source": SPAN,
            **more,
        }
    )


def said(kind: type[Any], quote: str, scope: str = "", **more: Any) -> Stacking:
    source = {"document": "d", "start": 10, "end": 10 + len(quote), "quote": quote}
    found: Stacking = kind(scope=scope, source=source, **more)
    return found


CARRIER = rule("own-1", "云江市青屏区工业和信息化局", "青屏区若干措施", "第二条")
ITEMS = (
    CARRIER,
    rule("own-2", "云江市青屏区工业和信息化局", "青屏区若干措施", "第三条"),
    rule("own-3", "云江市青屏区工业和信息化局", "青屏区若干措施", "第三条第（二）项"),
    rule("district", "云江市青屏区科技创新局", "青屏区科技细则", "第五条"),
    rule("neighbour", "云江市石桥区人民政府", "石桥区办法"),
    rule("city", "云江市工业和信息化局", "云江市稳增长细则", "第三条", title="节能改造补助"),
    rule("province", "南岭省财政厅", "南岭省专项资金办法"),
    rule("nobody", "", "某办法"),
)


@pytest.mark.parametrize(
    ("quote", "sure", "perhaps", "among"),
    [
        ("本措施各项奖励不得重复享受", "own-2 own-3", "", True),
        ("同一企业不得重复享受第三条的奖励", "own-2 own-3", "", True),
        ("不得与《云江市稳增长细则》重复享受", "city", "", False),
        ("不得与《云江市稳增长细则》第三条重复享受", "city", "", False),
        ("不得与《云江市稳增长细则》第九条重复享受", "", "", False),
        ("不得与节能改造补助重复享受", "", "city", False),
        ("不得与own-2奖励重复享受", "own-2", "", False),
        ("本措施其他奖励不得重复享受", "own-2 own-3", "", True),
        ("不得与《云江市稳增长细则》及区级其他政策重复享受", "city district", "nobody", False),
        ("已获国家、省、市有关奖励资金的不再奖励", "", "city nobody province", False),
        ("不得同时享受同类政策", "", "city district neighbour nobody own-2 own-3 province", True),
        ("各项补贴不得重复享受", "", "city district neighbour nobody own-2 own-3 province", True),
        (
            "同一企业获得多项补贴的，从高",
            "",
            "city district neighbour nobody own-2 own-3 province",
            True,
        ),
        ("同一企业不得重复享受市级其他扶持政策", "city", "nobody", False),
        ("不得重复享受区级其他扶持政策", "district", "nobody", False),
        ("已获得上级财政资金支持的，不再支持", "city province", "nobody", False),
        ("同一项目已获得市级补助资金的，不再支持", "", "city nobody", False),
        ("不得重复享受市级同类扶持政策", "", "city nobody", False),
        ("除第三条外，本措施不得重复享受", "", "", True),
        ("除第4条外，本措施不得重复享受", "own-2 own-3", "", True),
        ("本措施各项奖励不得重复享受，第三条规定的奖励除外", "", "", True),
        ("除另有规定外，本措施不得重复享受", "", "own-2 own-3", True),
        ("同一企业不得重复享受第3条的奖励", "own-2 own-3", "", True),
        ("已获得市级节能专项资金资助的，不再资助", "", "city nobody", False),
        ("已享受国家工伤保险护理费的，不再享受", "", "", False),
        ("同一企业同时达到多个档次的，只按最高档次奖励", "", "", True),
    ],
)
def test_words_decide_or_leave_open(quote: str, sure: str, perhaps: str, among: bool) -> None:
    reach = read_scope(said(ExclusiveWith, quote), CARRIER, ITEMS)
    assert reach.sure == tuple(sure.split())
    assert reach.perhaps == tuple(perhaps.split())
    assert reach.among is among
    assert reach.why or not reach.perhaps


def test_words_that_name_nothing_leave_everything_open() -> None:
    reach = read_scope(said(HighestOf, "不重复支持"), CARRIER, ITEMS)
    assert reach.perhaps == tuple(sorted(item.id for item in ITEMS if item is not CARRIER))
    assert reach.why == "原文没有写明与哪些项目"


def test_a_place_named_is_not_a_level() -> None:
    """本市 may or may not mean the districts in it; another city's districts it does not mean."""
    carrier = rule("c", "云江市工业和信息化局", "云江市细则")
    reach = read_scope(said(HighestOf, "同一企业符合本市多项扶持政策的，就高"), carrier, ITEMS)
    assert reach.sure == ("city",)
    assert reach.perhaps == ("district", "neighbour", "nobody", "own-1", "own-2", "own-3")
    assert reach.among


def test_the_same_clause_makes_a_group() -> None:
    clause = said(Cumulative, "两项补贴可以同时享受")
    first = rule("a", "", "甲办法", stacking=[clause])
    second = rule("b", "", "甲办法", stacking=[clause])
    other = rule("c", "", "甲办法")
    reach = read_scope(clause, first, (first, second, other))
    assert (reach.sure, reach.perhaps, reach.among) == (("b",), (), True)


def test_a_yearly_cap_of_the_document_reaches_all_of_it() -> None:
    cap = said(AnnualCap, "单个企业每年按本措施获得的资助总额不超过5万元", amount="5万元")
    assert read_scope(cap, CARRIER, ITEMS).sure == ("own-2", "own-3")
    both = said(AnnualCap, "同一项目市区两级财政资助合计不超过5万元", amount="5万元")
    reach = read_scope(both, CARRIER, ITEMS)
    assert reach.sure == ()
    assert set(reach.perhaps) == {"own-2", "own-3", "district", "city", "nobody"}


def test_once_only_speaks_of_the_item_itself() -> None:
    assert read_scope(said(OnceOnly, "每人只能享受一次"), CARRIER, ITEMS).why == ""
    reach = read_scope(said(OnceOnly, "同一项目只能享受一次"), CARRIER, ITEMS)
    assert "同一项目" in reach.why
    assert reach.sure == reach.perhaps == ()


def test_support_that_is_not_here_is_named() -> None:
    quote = "已享受工伤保险生活护理费的，不再享受本项补贴"
    reach = read_scope(said(ExclusiveWith, quote), CARRIER, ITEMS)
    assert reach.elsewhere == "工伤保险生活护理费"
    assert reach.sure == reach.perhaps == ()


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("云江市青屏区工业和信息化局", ("district", "青屏区")),
        ("云江市财政局", ("city", "云江市")),
        ("南岭省财政厅", ("province", "南岭省")),
        ("财政部", ("national", "")),
        ("某开发公司", ("", "")),
    ],
)
def test_the_level_of_a_document(issuer: str, level: tuple[str, str]) -> None:
    assert level_of(rule("x", issuer, "办法")) == level


def test_one_person_is_the_applicant_only_where_persons_apply() -> None:
    clause = said(ExclusiveWith, "同一名毕业生，own-2奖励和本项补贴只能选一样")
    firm = read_scope(clause, CARRIER, ITEMS)
    assert (firm.sure, firm.perhaps) == ((), ("own-2",))
    assert "同一名毕业生" in firm.why
    person = rule("p", CARRIER.policy.issuer, CARRIER.policy.title, subject="person")
    assert read_scope(clause, person, ITEMS).sure == ("own-2",)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3", 3),
        ("三", 3),
        ("十", 10),
        ("十三", 13),
        ("二十", 20),
        ("二十一", 21),
        ("一百零二", 102),
    ],
)
def test_articles_in_digits_and_numerals(written: str, number: int) -> None:
    place = rule("other", CARRIER.policy.issuer, CARRIER.policy.title, f"第{number}条")
    clause = said(ExclusiveWith, f"不得重复享受第{written}条的奖励")
    assert read_scope(clause, CARRIER, (CARRIER, place)).sure == ("other",)
