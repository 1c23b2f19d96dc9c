"""What an award reports besides its sum: a range or an upper bound, how often, how much in all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from matcher.amount import step
from matcher.award import compute
from matcher.decision import AwardAmount, Decision
from matcher.evaluate import evaluate
from matcher.facts_input import read_facts
from matcher.figures import Inquiry
from matcher.interval import Interval
from rules.rule import Rule
from rules.vocabulary import Attribute, Subject, Vocabulary
from tests.matcher.conftest import ON, SPAN
from tests.matcher.test_award import LEGAL, RD, Decide, has, rate, shown
from tests.matcher.test_award_lines import LEVELS, NO_END, each, value

Award = dict[str, Any]
Facts = dict[str, object]
HIRES = {"kind": "records", "attribute": "hires", "aggregate": "count"}
HIRED = {**HIRES, "where": {"kind": "is", "attribute": "graduate", "source": SPAN}}
SURE, DOUBTFUL = {"graduate": True}, {"contract": "1年"}
GATE = {"kind": "judged", "gate": "专家评审"}
CEILING = {"ceiling": True}
TOP = {"caps": [{"amount": "100万元"}], **CEILING}


def fixed(amount: str, **more: Any) -> Award:
    return {"kind": "fixed", "amount": amount, **more}


def cases(choose: str, *rows: tuple[Any, Award], **more: Any) -> Award:
    listed = [{"when": when, "award": award} for when, award in rows]
    return {"kind": "cases", "choose": choose, "cases": listed, **more}


def lesser(*of: Award, **more: Any) -> Award:
    return {"kind": "lesser_of", "of": list(of), **more}


def top_up(target: Award, **more: Any) -> Award:
    return {"kind": "top_up", "target": target, "received": value("received"), **more}


def slab(*, base: bool = False, **more: Any) -> Award:
    rows = [{"upper": "1亿元", "rate": "10%", "source": SPAN}, {"lower": "1亿元", "rate": "5%"}]
    award = {"kind": "tiers", "machine": "slab", "operand": value("revenue", "Y-1"), "bands": rows}
    return {**award, **({"base": RD} if base else {}), **more}


def title(name: str) -> dict[str, Any]:
    return {"kind": "has", "attribute": "titles", "values": [name]}


@pytest.fixture(scope="module")
def paid(decide: Decide) -> Callable[..., AwardAmount]:
    def run(award: Award, facts: Facts, **more: Any) -> AwardAmount:
        return decide(LEGAL, {"legal_person": True, **facts}, award, **more).amount

    return run


Paid = Callable[..., AwardAmount]
KNOWN: Facts = {"rd_expense@Y-1": "50万元", "revenue@Y-1": "500万元", "employees": "10人"}


@pytest.mark.parametrize(
    ("award", "known", "known_text"),
    [
        (rate("100%", **TOP), KNOWN, "最高50万元"),
        (each("1万元", "employees", **TOP), KNOWN, "最高10万元"),
        (each("1万元", "employees", step="2人", **TOP), KNOWN, "最高5万元"),
        (each("1万元", "employees", at_most="5人", **CEILING), KNOWN, "最高5万元"),
        (slab(**TOP), KNOWN, "最高50万元"),
        (slab(base=True, **TOP), {**KNOWN, "revenue@Y-1": "2亿元"}, "最高2.5万元"),
        (cases("highest", (title("甲"), fixed("30万元")), **TOP), {"titles": ["甲"]}, "最高30万元"),
        (cases("sum", (LEGAL, rate("100%")), **TOP), KNOWN, "最高50万元"),
        (lesser(fixed("80万元"), rate("100%"), **CEILING), KNOWN, "最高50万元"),
        (top_up(fixed("80万元", **CEILING)), {"received": "30万元"}, "最高50万元"),
        (top_up(rate("100%"), **TOP), {**KNOWN, "received": "30万元"}, "最高20万元"),
        (fixed("80万元", caps=[{"of": RD}], **CEILING), KNOWN, "最高50万元"),
        (fixed("80万元", caps=[{"rate": "50%", "of": RD}], **CEILING), KNOWN, "最高25万元"),
    ],
)
def test_up_to_is_said_only_once_the_facts_are_in(
    paid: Paid, award: Award, known: Facts, known_text: str
) -> None:
    """A body decides how much; as long as facts are missing it is a range, and not its 最高."""
    amount = paid(award, known)
    assert (amount.kind, amount.text) == ("upper_bound", known_text)
    open_ = paid(award, {})
    assert open_.kind == "range"
    assert open_.high is not None


@pytest.mark.parametrize(
    ("award", "facts", "text", "missing"),
    [
        # the sum is settled, and so is the question
        (rate("0%"), {}, "0元", []),
        (rate("10%", floor="5万元", caps=[{"amount": "5万元"}]), {}, "5万元", ["rd_expense@2025"]),
        (
            {"kind": "per_unit", "amount": "2000元", "quantity": HIRED, "at_most": "1人"},
            {"hires": [SURE, DOUBTFUL]},
            "2000元",
            [],
        ),
        (
            {"kind": "per_unit", "amount": "2000元", "quantity": HIRED},
            {"hires": [SURE, DOUBTFUL]},
            "2000元至4000元",
            ["hires"],
        ),
        (lesser(fixed("5万元"), rate("10%", floor="6万元")), {}, "5万元", []),
        (lesser(fixed("5万元"), rate("10%")), {}, "0元至5万元", ["rd_expense@2025"]),
        (top_up(fixed("5万元")), {"received": "[6万元,]"}, "0元", []),
        (top_up(fixed("0元")), {}, "0元", []),
        (top_up(rate("100%")), {"received": "1元"}, "金额暂不能确定", ["rd_expense@2025"]),
        (
            top_up(rate("100%")),
            {},
            "金额暂不能确定",
            ["rd_expense@2025", "received"],
        ),
        (fixed("5万元", caps=[{"of": RD}]), {"rd_expense@Y-1": "[6万元,]"}, "5万元", []),
        (fixed("5万元", caps=[{"of": RD}]), {"rd_expense@Y-1": "3万元"}, "3万元", []),
        (fixed("5万元", caps=[{"of": RD}]), {}, "0元至5万元", ["rd_expense@2025"]),
        (fixed("0元", caps=[{"of": RD}]), {}, "0元", []),
        (
            rate("10%", caps=[{"of": value("upper_grant")}]),
            {"upper_grant": "3万元"},
            "0元至3万元",
            ["rd_expense@2025"],
        ),
        (
            slab(caps=[{"rate": "1%"}], base=True),
            {},
            "金额暂不能确定",
            ["revenue@2025", "rd_expense@2025"],
        ),
        (slab(base=True), {"rd_expense@Y-1": "0元"}, "0元", []),
        # whoever surely gets the first is not asked for the second
        (
            cases("first", (LEGAL, fixed("1万元")), (title("甲"), fixed("2万元"))),
            {},
            "1万元",
            [],
        ),
        (
            cases("first", (title("甲"), fixed("2万元")), (LEGAL, fixed("1万元"))),
            {},
            "1万元至2万元",
            ["titles"],
        ),
        (  # none of the cases need hold
            cases("first", (title("甲"), fixed("2万元")), (title("乙"), fixed("1万元"))),
            {"titles": {"has": ["丁"], "lacks": ["乙"]}},
            "0元至2万元",
            ["titles"],
        ),
        (  # a title that may come first leaves no sum for certain
            cases(
                "first",
                (title("甲"), {"kind": "in_kind", "what": "授牌"}),
                (LEGAL, fixed("1万元")),
            ),
            {},
            "0元至1万元；授牌",
            ["titles"],
        ),
        (
            cases(
                "sum", (LEGAL, fixed("1万元")), (LEGAL, each("1万元", "employees", at_most="2人"))
            ),
            {},
            "1万元至3万元",
            ["employees"],
        ),
        # zero of anything is no money
        (
            rate("10%", base={**HIRES, "aggregate": "sum", "field": "wage"}),
            {"hires": "无"},
            "0元",
            [],
        ),
        (slab(operand=value("patents")), {"patents": "3件"}, "金额暂不能确定", []),
    ],
)
def test_only_what_could_still_change_the_sum_is_asked(
    decide: Decide, award: Award, facts: Facts, text: str, missing: list[str]
) -> None:
    decision = decide(LEGAL, {"legal_person": True, **facts}, award)
    assert decision.amount.text == text
    assert [fact.key for fact in decision.missing if fact.key != "legal_person"] == missing


def test_the_floor_stands_under_a_ceiling_too(paid: Paid) -> None:
    base = {"rd_expense@Y-1": "100万元"}
    least = rate(floor="3万元", **CEILING)
    assert paid(least, base).text == "最高10万元"
    assert str(paid(least, base).low) == "3万元"
    assert str(paid(rate(**CEILING), base).low) == "0元"
    # the cap beneath the floor wins, and nothing is left to decide
    capped = paid(rate(floor="30万元", caps=[{"amount": "20万元"}], **CEILING), base)
    assert (str(capped.low), str(capped.high)) == ("20万元", "20万元")
    same = paid(rate(floor="10万元", **CEILING), base)
    assert (same.kind, str(same.low), str(same.high)) == ("exact", "10万元", "10万元")


YEARLY = {"per": "year", "lasting": "3年"}


@pytest.mark.parametrize(
    ("award", "facts", "text", "total"),
    [
        (fixed("1万元", **YEARLY), {}, "每年1万元", "3万元"),
        (fixed("1万元", per="year"), {}, "每年1万元", NO_END),
        (rate(**YEARLY), {}, "金额暂不能确定", NO_END),
        (fixed("1万元", lasting="3年"), {}, "1万元", NO_END),
        (fixed("500元", per="month", lasting="1年"), {}, "每月500元", "6000元"),
        # a term on the whole leaves each part as often as it is paid
        (
            cases("sum", (title("甲"), fixed("8元", per="day")), lasting="10日"),
            {"titles": ["甲"]},
            "每日8元",
            "80元",
        ),
        (top_up(fixed("9元", per="month"), lasting="2年"), {"received": "0元"}, "每月9元", "216元"),
        (fixed("500元", per="quarter", lasting="1年"), {}, "每季度500元", "2000元"),
        (fixed("500元", per="quarter", lasting="18个月"), {}, "每季度500元", "3000元"),
        (fixed("100元", per="day", lasting="30日"), {}, "每日100元", "3000元"),
        # how many days a month has, and how many months thirty days are, nobody says
        (fixed("100元", per="day", lasting="1个月"), {}, "每日100元", NO_END),
        (fixed("100元", per="month", lasting="30日"), {}, "每月100元", NO_END),
        # caps over several payments
        (
            fixed("5万元", **YEARLY, caps=[{"amount": "12万元", "per": "total"}]),
            {},
            "每年5万元",
            "12万元",
        ),
        (
            fixed("5万元", **YEARLY, caps=[{"amount": "12万元", "per": "enterprise"}]),
            {},
            "每年5万元",
            "12万元",
        ),
        (
            fixed("5万元", **YEARLY, caps=[{"amount": "12万元", "per": "budget"}]),
            {},
            "每年5万元",
            "12万元",
        ),
        (fixed("5万元", **YEARLY, caps=[{"amount": "12万元"}]), {}, "每年5万元", "15万元"),
        (
            fixed("5万元", **YEARLY, caps=[{"amount": "20万元", "per": "total"}]),
            {},
            "每年5万元",
            "15万元",
        ),
        (
            fixed(
                "5万元",
                per="month",
                lasting="13个月",
                caps=[{"amount": "30万元", "per": "enterprise_year"}],
            ),
            {},
            "每月5万元",
            "60万元",
        ),
        (
            fixed(
                "100元",
                per="day",
                lasting="30日",
                caps=[{"amount": "2000元", "per": "enterprise_year"}],
            ),
            {},
            "每日100元",
            "3000元",
        ),
        (  # a share caps each payment, and the sum of all of them only by that
            fixed("5万元", **YEARLY, caps=[{"rate": "100%", "of": RD, "per": "total"}]),
            {"rd_expense@Y-1": "4万元"},
            "每年4万元",
            "12万元",
        ),
        (
            fixed(
                "5万元",
                **YEARLY,
                caps=[
                    {"rate": "100%", "of": RD},
                    {"amount": "11万元", "per": "total"},
                    {"amount": "12万元", "per": "total"},
                ],
            ),
            {"rd_expense@Y-1": "4万元"},
            "每年4万元",
            "11万元",
        ),
        # what is inside keeps its pace, unless the parts have different ones
        (lesser(fixed("5万元", **YEARLY), fixed("3万元", **YEARLY)), {}, "每年3万元", "9万元"),
        (lesser(fixed("5万元", **YEARLY), fixed("3万元")), {}, "3万元", NO_END),
        (lesser(fixed("5万元"), fixed("3万元", **YEARLY)), {}, "3万元", NO_END),
        (lesser(fixed("5万元"), fixed("3万元", per="month")), {}, "3万元", NO_END),
        (lesser(fixed("5万元"), fixed("3万元"), **YEARLY), {}, "每年3万元", "9万元"),
        (
            lesser(fixed("5万元", per="year"), fixed("3万元", per="year"), lasting="2年"),
            {},
            "每年3万元",
            "6万元",
        ),
        (top_up(fixed("5万元", **YEARLY)), {"received": "1万元"}, "每年4万元", "12万元"),
        (cases("highest", (LEGAL, fixed("5万元", **YEARLY))), {}, "每年5万元", "15万元"),
        (
            cases("highest", (title("甲"), fixed("5万元", **YEARLY)), (LEGAL, fixed("3万元"))),
            {},
            "3万元至5万元",
            NO_END,
        ),
        (
            cases("highest", (title("甲"), fixed("5万元")), (LEGAL, fixed("3万元", **YEARLY))),
            {},
            "3万元至5万元",
            NO_END,
        ),
        (
            cases(
                "highest",
                (title("甲"), fixed("5万元", per="day")),
                (LEGAL, fixed("3万元", per="month")),
            ),
            {},
            "3万元至5万元",
            NO_END,
        ),
    ],
)
def test_how_often_and_how_much_in_all(
    paid: Paid, award: Award, facts: Facts, text: str, total: str
) -> None:
    amount = paid(award, facts)
    assert (amount.text, str(amount.total_high)) == (text, total)
    assert bool(amount.total) is (total != NO_END)


def total(sum_: str) -> dict[str, Any]:
    return {"amount": sum_, "per": "total"}


A, B = {"titles": {"has": ["甲"], "lacks": ["乙"]}}, {"titles": ["甲", "乙"]}


@pytest.mark.parametrize(
    ("choose", "caps_a", "caps_b", "facts", "most"),
    [
        # 100万元 or 50万元 a year for five years; no single payment is above the cap either
        ("highest", [total("80万元")], [total("150万元")], {}, "150万元"),
        ("highest", [total("150万元")], [total("80万元")], {}, "150万元"),
        ("highest", [total("80万元")], [], {}, "400万元"),
        ("highest", [], [total("80万元")], {}, "500万元"),
        ("highest", [total("80万元")], [], A, "80万元"),
        ("highest", [total("90万元"), total("80万元")], [total("70万元")], {}, "80万元"),
        ("highest", [total("80万元"), total("90万元")], [total("70万元")], {}, "80万元"),
        ("highest", [total("80万元"), {"amount": "100万元"}], [total("90万元")], {}, "90万元"),
        ("highest", [{"amount": "100万元"}, total("190万元")], [total("90万元")], {}, "190万元"),
        (
            "highest",
            [total("200万元"), {"rate": "100%", "of": RD, "per": "total"}],
            [total("90万元")],
            {"rd_expense@Y-1": "1亿元"},
            "200万元",
        ),
        ("highest", [{"amount": "80万元", "per": "enterprise"}], [total("90万元")], {}, "400万元"),
        # together they may come to more than the cap of either
        ("sum", [total("80万元")], [total("90万元")], B, "650万元"),
        ("sum", [total("80万元")], [total("90万元")], A, "80万元"),
    ],
)
def test_the_caps_of_the_cases(
    paid: Paid, choose: str, caps_a: Any, caps_b: Any, facts: Facts, most: str
) -> None:
    yearly = {"per": "year", "lasting": "5年"}
    rows = [has("甲", "100万元", **yearly, caps=caps_a), has("乙", "50万元", **yearly, caps=caps_b)]
    amount = paid({"kind": "cases", "choose": choose, "cases": rows}, facts)
    assert str(amount.total_high) == most


PERSON = [{"amount": "2000元", "per": "person"}]


@pytest.mark.parametrize(
    ("award", "facts", "person", "enterprise"),
    [
        (fixed("5000元", caps=PERSON), {}, "2000元", "最高5000元"),
        (each("3000元", "employees", caps=PERSON), {"employees": "10人"}, "2000元", "2万元"),
        (
            each("3000元", "floor_area", caps=PERSON),
            {"floor_area": "0.5平方米"},
            "1500元",
            "1000元",
        ),
        (lesser(fixed("5000元", caps=PERSON), fixed("9000元")), {}, "2000元", "最高5000元"),
        (top_up(fixed("5000元", caps=PERSON)), {"received": "500元"}, "1500元", "最高4500元"),
        (cases("highest", (LEGAL, fixed("5000元", caps=PERSON))), {}, "2000元", "最高5000元"),
        # a share of one's own base per person is no sum for each unit
        (
            each("3000元", "employees", caps=[{"rate": "10%", "of": RD, "per": "person"}]),
            {"employees": "10人", "rd_expense@Y-1": "1万元"},
            "1000元",
            "最高3万元",
        ),
    ],
)
def test_a_cap_per_person_binds_the_person_who_applies(
    paid: Paid, award: Award, facts: Facts, person: str, enterprise: str
) -> None:
    assert paid(award, facts, subject="person").text == person
    assert paid(award, facts).text == enterprise


@pytest.mark.parametrize(
    ("award", "facts", "lines"),
    [
        (  # only a cap per person lowers the amount of each unit
            each("3000元", "employees", caps=[{"amount": "2000元"}]),
            {"employees": "10人"},
            ["员工人数10人，计10 × 3000元 = 3万元", "不超过2000元"],
        ),
        (
            each("3000元", "employees", caps=[{"rate": "10%", "of": RD, "per": "person"}]),
            {"employees": "10人"},
            ["员工人数10人，计10 × 3000元 = 3万元", "另有每人最高10%的限制，按人核定，此处为上限"],
        ),
        (  # one case needs no word on how it was chosen
            cases("sum", (LEGAL, fixed("1万元"))),
            {},
            ["定额1万元"],
        ),
        (
            fixed("80万元", caps=[{"of": RD}]),
            {"rd_expense@Y-1": "1万元"},
            ["定额80万元", "不超过上年度研发费用1万元的100%"],
        ),
        (
            fixed("80万元", caps=[{"amount": "1万元", "per": "total"}]),
            {},
            ["定额80万元", "累计不超过1万元"],
        ),
        (
            fixed("80万元", caps=[{"amount": "1万元", "per": "budget"}]),
            {},
            ["定额80万元", "全部资金不超过1万元"],
        ),
        (
            fixed("80万元", caps=[{"amount": "1万元", "per": "enterprise"}]),
            {},
            ["定额80万元", "单个企业不超过1万元"],
        ),
        (
            fixed("80万元", caps=[{"amount": "1万元", "per": "enterprise_year"}]),
            {},
            ["定额80万元", "单个企业每年不超过1万元"],
        ),
        (  # the yuan is no unit, however many there may be at most
            each("10元", "received", at_most="1万元"),
            {},
            ["已获资助（未提供）数量不能确定，每单位10元"],
        ),
        (  # steps of half a thing, and no steps of nothing
            each("10元", "floor_area", step="0.5平方米"),
            {"floor_area": "1.9平方米"},
            ["租赁面积1.9平方米，每0.5平方米计一次，计3次 × 10元 = 30元"],
        ),
        (
            each("10元", "floor_area", step="0平方米"),
            {"floor_area": "1.9平方米"},
            ["租赁面积（1.9平方米）数量不能确定，每单位10元"],
        ),
        (
            each("10元", "floor_area", step="1件"),
            {"floor_area": "1.9平方米"},
            ["租赁面积（1.9平方米）数量不能确定，每单位10元"],
        ),
        # points of a rate and days of the calendar are no units
        (
            {
                "kind": "per_unit",
                "amount": "10元",
                "quantity": {"kind": "growth", "attribute": "revenue", "period": "Y-1"},
            },
            {"growth(revenue)@Y-1": "12%"},
            ["上年度营业收入比前一年度的增长率（12%）数量不能确定，每单位10元"],
        ),
        (
            each("10元", "established_on"),
            {"established_on": "2024-01-01"},
            ["成立日期（2024-01-01）数量不能确定，每单位10元"],
        ),
    ],
)
def test_the_lines(paid: Paid, award: Award, facts: Facts, lines: list[str]) -> None:
    amount = paid(award, facts)
    assert list(amount.lines) == lines
    assert all(line.source is not None for line in amount.steps)


def attribute(name: str, unit: str, since: str = "") -> Attribute:
    return Attribute.model_validate(
        {"id": name, "label": name, "kind": "duration", "unit": unit, "since": since}
    )


TIMES = (
    attribute("in_years", "年"),
    attribute("in_months", "个月"),
    attribute("in_days", "日"),
    attribute("in_tian", "天"),
    attribute("in_weeks", "周"),
    attribute("years_since", "年", "established_on"),
    attribute("days_since", "天", "established_on"),
)


@pytest.mark.parametrize(
    ("name", "fact", "more", "text"),
    [
        ("in_years", "3年", {}, "3元"),
        ("in_years", "18个月", {}, "1.5元"),
        ("in_months", "3年", {}, "36元"),
        ("in_days", "90日", {}, "90元"),
        ("in_tian", "90日", {}, "90元"),
        ("in_days", "3年", {}, "金额暂不能确定"),
        ("in_years", "90日", {}, "金额暂不能确定"),
        ("in_weeks", "3年", {}, "金额暂不能确定"),
        ("in_years", "3年", {"from_": "1年"}, "2元"),
        ("in_years", "3年", {"at_most": "2年"}, "2元"),
        ("in_years", "6个月", {"from_": "1年"}, "0元"),
        # an unknown time is at most what is paid for at most, in its own unit
        ("in_years", "未知", {"at_most": "2年"}, "0元至2元"),
        ("in_months", "未知", {"at_most": "2年"}, "0元至24元"),
        ("in_days", "未知", {"at_most": "90日"}, "0元至90元"),
        ("in_years", "未知", {"at_most": "90日"}, "金额暂不能确定"),
        ("in_years", "未知", {"at_most": "2年", "step": "1年"}, "金额暂不能确定"),
        ("in_years", "未知", {}, "金额暂不能确定"),
        # 日 beside 年 has no common unit
        ("in_years", "3年", {"from_": "90日", "at_most": "2年"}, "金额暂不能确定"),
        # only full years count from a day on
        ("years_since", "2024-05-20", {}, "2元"),
        ("years_since", "2024-05-21", {}, "1元"),
        ("years_since", "2020-05-20", {"at_most": "3年"}, "3元"),
        ("days_since", "2026-05-10", {"at_most": "30日"}, "10元"),
        ("days_since", "2026-01-10", {"at_most": "30日"}, "30元"),
        ("years_since", "2026-01-10", {"at_most": "30日"}, "金额暂不能确定"),
    ],
)
def test_a_time_is_paid_by_its_own_unit(
    make_rule: Callable[..., Rule],
    vocabulary: Vocabulary,
    name: str,
    fact: str,
    more: dict[str, Any],
    text: str,
) -> None:
    words = vocabulary.extended(TIMES)
    key = "established_on" if name.endswith("_since") else name
    facts = read_facts({"legal_person": True, key: fact}, vocabulary=words, on=ON)
    rule = make_rule(LEGAL, each("1元", name, **more))
    assert evaluate(rule, facts, ON, words).amount.text == text


def test_a_time_that_no_name_measures_is_not_counted(paid: Paid) -> None:
    months = {**HIRES, "aggregate": "sum", "field": "contract"}
    award = {"kind": "per_unit", "amount": "1元", "quantity": months}
    assert paid(award, {"hires": [{"contract": "2年"}]}).text == "金额暂不能确定"
    grown = {"kind": "increment", "attribute": "insured", "period": "Y-1"}
    facts: Facts = {"insured@2025": "12个月", "insured@2024": "6个月"}
    assert paid({**award, "quantity": grown}, facts).text == "6元"


SERVICE = {"kind": "in_kind", "what": "优先推荐上级项目"}


@pytest.mark.parametrize(
    ("award", "facts", "kind", "text", "gates"),
    [
        # a case that a body decides leaves an upper bound and is named
        (
            cases("sum", (LEGAL, fixed("1万元")), (GATE, fixed("2万元"))),
            {},
            "upper_bound",
            "最高3万元",
            1,
        ),
        (
            cases("highest", (GATE, fixed("2万元")), (LEGAL, fixed("1万元"))),
            {},
            "upper_bound",
            "最高2万元",
            1,
        ),
        (  # the body is not all that is open
            cases(
                "sum",
                (LEGAL, fixed("1万元")),
                (GATE, fixed("2万元")),
                (title("甲"), fixed("3万元")),
            ),
            {},
            "range",
            "1万元至6万元",
            1,
        ),
        (
            cases("sum", (LEGAL, rate(caps=[{"amount": "5万元"}])), (GATE, fixed("2万元"))),
            {},
            "range",
            "0元至7万元",
            1,
        ),
        (
            cases("sum", (LEGAL, cases("sum", (GATE, fixed("2万元")))), (LEGAL, fixed("1万元"))),
            {},
            "upper_bound",
            "最高3万元",
            1,
        ),
        (  # the body decides what is inside, and is named though the rule holds without it
            lesser(cases("sum", (LEGAL, fixed("1万元")), (GATE, fixed("2万元"))), fixed("9万元")),
            {},
            "upper_bound",
            "最高3万元",
            1,
        ),
        (
            lesser(cases("sum", (GATE, fixed("2万元"))), fixed("9万元")),
            {},
            "upper_bound",
            "最高2万元",
            1,
        ),
        (lesser(fixed("2万元", ceiling=True), fixed("9万元")), {}, "upper_bound", "最高2万元", 0),
        (
            top_up(fixed("100万元", ceiling=True)),
            {"received": "30万元"},
            "upper_bound",
            "最高70万元",
            0,
        ),
        # what is not money stands beside the sum
        (SERVICE, {}, "in_kind", "优先推荐上级项目", 0),
        (
            cases("sum", (LEGAL, fixed("1万元")), (LEGAL, SERVICE)),
            {},
            "exact",
            "1万元；优先推荐上级项目",
            0,
        ),
        (
            cases("highest", (LEGAL, SERVICE), (LEGAL, SERVICE)),
            {},
            "in_kind",
            "优先推荐上级项目；优先推荐上级项目",
            0,
        ),
        (lesser(fixed("1万元"), SERVICE), {}, "range", "0元至1万元；优先推荐上级项目", 0),
        (
            lesser(fixed("1万元", ceiling=True), SERVICE),
            {},
            "range",
            "0元至1万元；优先推荐上级项目",
            0,
        ),
        (top_up(SERVICE), {"received": "1元"}, "unknown", "金额暂不能确定；优先推荐上级项目", 0),
    ],
)
def test_bodies_and_things(
    decide: Decide, award: Award, facts: Facts, kind: str, text: str, gates: int
) -> None:
    decision = decide(LEGAL, {"legal_person": True, **facts}, award)
    assert (decision.amount.kind, decision.amount.text) == (kind, text)
    assert [gate.gate for gate in decision.gates] == ["专家评审"] * gates


def test_a_thing_has_its_pace_and_its_lines_too(paid: Paid) -> None:
    yearly = paid({**SERVICE, **YEARLY, "instalments": ["60%", "40%"]}, {})
    assert (yearly.per, str(yearly.lasting), yearly.in_kind) == (
        "year",
        "3年",
        ("优先推荐上级项目",),
    )
    assert yearly.lines == ("分2期拨付：60%、40%",)


def test_money_with_a_thing_beside_it_keeps_its_pace_its_term_and_the_thing(paid: Paid) -> None:
    both = {**cases("sum", (LEGAL, fixed("1万元")), (LEGAL, SERVICE)), **YEARLY}
    amount = paid(both, {})
    assert (amount.per, str(amount.lasting), amount.in_kind) == (
        "year",
        "3年",
        ("优先推荐上级项目",),
    )
    assert (str(amount.high), str(amount.total_high)) == ("1万元", "3万元")


def test_what_is_known_below_alone_is_said(paid: Paid) -> None:
    amount = paid(each("0.5元", "patents"), {"patents": "[1件,]"})
    assert (amount.kind, amount.text) == ("range", "0.5元以上")
    assert (str(amount.low), amount.high) == ("0.5元", None)


def test_a_line_shows_only_the_ends_that_are_known() -> None:
    assert (step("无", None).low, step("无", None).high) == (None, None)
    nothing = step("未知", None, Interval())
    assert (nothing.low, nothing.high, nothing.text) == (None, None, "未知")
    below = step("至多", None, Interval(high=Decimal("1.005")))
    assert (below.low, str(below.high)) == (None, "1.01元")


def test_cases_of_which_none_holds_say_so(decide: Decide) -> None:
    """Beside a sum that is paid anyway: an extra that is not due is nothing, and is said."""
    extra = {"kind": "cases", "cases": [has("甲", "5万元")]}
    both = cases("sum", (LEGAL, fixed("1万元")), (LEGAL, extra))
    decision: Decision = decide(LEGAL, {"legal_person": True, "titles": "无"}, both)
    lines = [(line.text, str(line.low), str(line.high)) for line in decision.amount.steps]
    assert ("各档情形均不符合，本项不计金额", "0元", "0元") in lines
    assert decision.amount.text == "1万元"
    assert all(line.source is not None for line in decision.amount.steps)


def test_an_extra_that_may_come_to_nothing_adds_from_nothing_on(paid: Paid) -> None:
    first = cases("first", (title("甲"), fixed("2万元")))
    both = cases("sum", (LEGAL, fixed("1万元")), (LEGAL, first))
    assert paid(both, {}).text == "1万元至3万元"
    assert paid(both, {"titles": ["甲"]}).text == "3万元"
    # the lesser of nothing and something is nothing, and that is certain
    least = lesser(cases("highest", (title("甲"), fixed("5万元"))), fixed("9万元"))
    extra = cases("sum", (LEGAL, fixed("1万元")), (LEGAL, least))
    assert shown(paid(extra, {"titles": "无"})) == ("exact", "1万元", "1万元")
    assert shown(paid(extra, {"titles": ["甲"]})) == ("exact", "6万元", "6万元")


def test_a_lost_case_is_followed_by_the_next(paid: Paid) -> None:
    some = {"titles": {"has": ["省级"], "lacks": ["国家级"]}}
    assert paid({**LEVELS, "choose": "first"}, some).text == "50万元"
    assert paid({**LEVELS, "choose": "first"}, {}).text == "0元至100万元"


def test_the_raw_interval_is_known_below_as_well(
    make_rule: Callable[..., Rule], vocabulary: Vocabulary
) -> None:
    """An unknown number of units is not a negative one."""
    rule = make_rule(LEGAL, each("1元", "employees", at_most="2人"))
    read = read_facts({}, vocabulary=vocabulary, on=ON)
    found = compute(rule.award, Inquiry(read, ON, vocabulary), Subject.ENTERPRISE)
    assert found.interval == Interval(Decimal(0), Decimal(2))
