"""What the facts say about an operand: its unit, how far it is known, in words, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from matcher.conditions import figure_of
from matcher.facts import Between, Fact, Facts, FactValue
from matcher.facts_input import read_facts
from matcher.figures import Figure, Inquiry, aligned, exact, relate
from matcher.interval import Interval
from matcher.truth import Truth
from rules.condition import Comparator, Operand
from rules.quantity import plain, quantity
from rules.vocabulary import Vocabulary
from tests.matcher.conftest import ON, SPAN

Ask = Callable[..., Figure]
OPERAND: TypeAdapter[Any] = TypeAdapter(Operand)
NOTHING = "(,)"


@pytest.fixture(scope="module")
def asked(vocabulary: Vocabulary) -> Ask:
    def run(operand: dict[str, Any], facts: dict[str, object], on: date = ON) -> Figure:
        read = read_facts(facts, vocabulary=vocabulary, on=on)
        return figure_of(OPERAND.validate_python(operand), Inquiry(read, on, vocabulary))

    return run


def written(interval: Interval | None) -> str:
    """As facts are written: ``[1,2)``; a single number by itself."""
    if interval is None:
        return ""
    if interval.point is not None:
        return plain(interval.point)
    low = (
        f"{'[' if interval.low_in else '('}{plain(interval.low)}"
        if interval.low is not None
        else "("
    )
    if interval.high is None:
        return f"{low},)"
    return f"{low},{plain(interval.high)}{']' if interval.high_in else ')'}"


def value(attribute: str, period: str = "now") -> dict[str, Any]:
    return {"kind": "value", "attribute": attribute, "period": period}


def yearly(kind: str, period: str = "Y-1") -> dict[str, Any]:
    return {"kind": kind, "attribute": "revenue", "period": period}


def share(period: str = "Y-1") -> dict[str, Any]:
    return {"kind": "share", "part": "rd_expense", "whole": "revenue", "period": period}


def over(aggregate: str, period: str = "Y-2..Y-1", **more: str) -> dict[str, Any]:
    return {**yearly("over_years", period), "aggregate": aggregate, **more}


TWO = {"revenue@2025": "150元", "revenue@2024": "100元"}
Row = tuple[dict[str, Any], dict[str, object], str, str, str, list[str]]
ROWS: list[Row] = [
    # plain values
    (value("revenue", "Y-1"), {"revenue@2025": "100元"}, "money", "100", "100元", []),
    (value("revenue", "Y-1"), {}, "unknown", NOTHING, "未提供", ["revenue@2025"]),
    (value("revenue"), {}, "unknown", NOTHING, "未提供", ["revenue@2025"]),
    (
        value("revenue", "Y-1"),
        {"revenue@2025": "(100元,200元]"},
        "money",
        "(100,200]",
        "超过100元、200元以下（含）",
        [],
    ),
    (
        value("revenue", "Y-1"),
        {"revenue@2025": "[100元,]"},
        "money",
        "[100,)",
        "100元以上（含）",
        [],
    ),
    (value("patents"), {"patents": "3件"}, "count:件", "3", "3件", []),
    (value("legal_person"), {"legal_person": True}, "unknown", NOTHING, "是（不是数量）", []),
    (value("contract"), {"contract": "2年"}, "months", "24", "2年", []),
    (value("contract"), {"contract": "45日"}, "days", "45", "45日", []),
    # money of several years is their sum; a state of several years is not
    (
        value("revenue", "Y-2..Y-1"),
        TWO,
        "money",
        "250",
        "100元、150元",
        [],
    ),
    (
        value("revenue", "Y-2..Y-1"),
        {"revenue@2025": "150元"},
        "money",
        NOTHING,
        "未提供、150元",
        ["revenue@2024"],
    ),
    (
        value("patents", "Y-2..Y-1"),
        {"patents@2024": "1件", "patents@2025": "2件"},
        "count:件",
        "3",
        "1件、2件",
        [],
    ),
    (
        value("floor_area", "Y-2..Y-1"),
        {"floor_area@2024": "1平方米", "floor_area@2025": "2平方米"},
        "unknown",
        NOTHING,
        "未提供",
        ["floor_area@2024-01-01..2025-12-31"],
    ),
    # growth and increase
    (
        yearly("growth"),
        TWO,
        "ratio",
        "0.5",
        "本期150元，上期100元，增速50%",
        [],
    ),
    (
        yearly("growth"),
        {"revenue@2025": "150元", "revenue@2024": "[100元,120元)"},
        "ratio",
        "[0.25,0.5]",
        "本期150元，上期100元以上（含）、不足120元，增速在25%至50%之间",
        [],
    ),
    (
        yearly("growth"),
        {"revenue@2025": "150元", "revenue@2024": "(0元,120元]"},
        "ratio",
        "[0.25,)",
        "本期150元，上期超过0元、120元以下（含），增速在25%至不限之间",
        [],
    ),
    (
        yearly("growth"),
        {"revenue@2025": "150元", "revenue@2024": "0元"},
        "unknown",
        NOTHING,
        "本期150元，上期0元（上期不为正数，无法计算增速）",
        [],
    ),
    (
        yearly("growth"),
        {"revenue@2025": "150元"},
        "unknown",
        NOTHING,
        "本期150元，上期未提供",
        ["revenue@2024"],
    ),
    (
        yearly("growth"),
        {"revenue@2024": "100元"},
        "unknown",
        NOTHING,
        "本期未提供，上期100元",
        ["revenue@2025"],
    ),
    (
        yearly("growth"),
        {},
        "unknown",
        NOTHING,
        "本期未提供，上期未提供",
        ["revenue@2025", "revenue@2024"],
    ),
    (
        yearly("growth", "Y-2..Y-1"),
        TWO,
        "unknown",
        NOTHING,
        "本期未提供，上期未提供",
        ["growth(revenue)@2024-01-01..2025-12-31"],
    ),
    (
        yearly("increment", "Y-2..Y-1"),
        TWO,
        "unknown",
        NOTHING,
        "本期未提供，上期未提供",
        ["increment(revenue)@2024-01-01..2025-12-31"],
    ),
    (  # what is given beats what could be computed
        yearly("growth"),
        {**TWO, "growth(revenue)@Y-1": "12%"},
        "ratio",
        "0.12",
        "12%",
        [],
    ),
    (yearly("increment"), TWO, "money", "50", "本期150元，上期100元", []),
    (
        yearly("increment"),
        {"revenue@2025": "150元", "revenue@2024": "(100元,120元]"},
        "money",
        "[30,50)",
        "本期150元，上期超过100元、120元以下（含）",
        [],
    ),
    (
        yearly("increment"),
        {"revenue@2025": "150元"},
        "unknown",
        NOTHING,
        "本期150元，上期未提供",
        ["revenue@2024"],
    ),
    (
        yearly("increment"),
        {"revenue@2024": "150元"},
        "unknown",
        NOTHING,
        "本期未提供，上期150元",
        ["revenue@2025"],
    ),
    (
        {**yearly("increment"), "attribute": "contract"},
        {"contract@2025": "2年", "contract@2024": "45日"},
        "unknown",
        NOTHING,
        "本期2年，上期45日",
        [],
    ),
    (
        {**yearly("growth"), "attribute": "contract"},
        {"contract@2025": "2年", "contract@2024": "45日"},
        "unknown",
        NOTHING,
        "本期2年，上期45日",
        [],
    ),
    # shares
    (
        share(),
        {"rd_expense@2025": "30元", "revenue@2025": "200元"},
        "ratio",
        "0.15",
        "30元占200元，占比15%",
        [],
    ),
    (
        share(),
        {"rd_expense@2025": "30元"},
        "unknown",
        NOTHING,
        "30元占未提供",
        ["revenue@2025"],
    ),
    (
        share(),
        {},
        "unknown",
        NOTHING,
        "未提供占未提供",
        ["rd_expense@2025", "revenue@2025"],
    ),
    (
        share(),
        {"rd_expense@2025": "30元", "revenue@2025": "0元"},
        "unknown",
        NOTHING,
        "30元占0元（分母不为正数，无法计算占比）",
        [],
    ),
    (  # over several years the ratio of the sums, not the mean of the ratios
        share("Y-2..Y-1"),
        {
            "rd_expense": {2024: "10元", 2025: "90元"},
            "revenue": {2024: "100元", 2025: "300元"},
        },
        "ratio",
        "0.25",
        "10元、90元占100元、300元，占比25%",
        [],
    ),
    (
        {"kind": "share", "part": "received", "whole": "upper_grant"},
        {"received": "1元", "upper_grant": "4元"},
        "ratio",
        "0.25",
        "1元占4元，占比25%",
        [],
    ),
    (
        {"kind": "share", "part": "patents", "whole": "upper_grant"},
        {"patents": "1件", "upper_grant": "4元"},
        "unknown",
        NOTHING,
        "1件占4元",
        [],
    ),
    # over several years
    (over("sum"), TWO, "money", "250", "2024年100元、2025年150元", []),
    (over("mean"), TWO, "money", "125", "2024年100元、2025年150元", []),
    (over("max"), TWO, "money", "150", "2024年100元、2025年150元", []),
    (over("min"), TWO, "money", "100", "2024年100元、2025年150元", []),
    (
        over("mean", "Y-3..Y-1"),
        {**TWO, "revenue@2023": "(50元,80元]"},
        "money",
        "(100,110]",
        "2023年超过50元、80元以下（含）、2024年100元、2025年150元",
        [],
    ),
    (over("max", "Y-1"), TWO, "money", "150", "2025年150元", []),
    (
        over("max"),
        {"revenue@2025": "150元"},
        "money",
        "[150,)",
        "2024年未提供、2025年150元",
        ["revenue@2024"],
    ),
    (
        over("min"),
        {"revenue@2025": "150元"},
        "money",
        "(,150]",
        "2024年未提供、2025年150元",
        ["revenue@2024"],
    ),
    (
        over("sum"),
        {"revenue@2025": "150元"},
        "money",
        NOTHING,
        "2024年未提供、2025年150元",
        ["revenue@2024"],
    ),
    (
        over("sum"),
        {},
        "unknown",
        NOTHING,
        "2024年未提供、2025年未提供",
        ["revenue@2024", "revenue@2025"],
    ),
    (
        {**over("sum"), "attribute": "contract"},
        {"contract@2024": "2年", "contract@2025": "45日"},
        "unknown",
        NOTHING,
        "2024年2年、2025年45日",
        [],
    ),
    (
        over("max", of="growth"),
        {**TWO, "revenue@2023": "80元"},
        "ratio",
        "0.5",
        "2024年本期100元，上期80元，增速25%、2025年本期150元，上期100元，增速50%",
        [],
    ),
    (
        over("each"),
        TWO,
        "unknown",
        NOTHING,
        "未提供",
        ["each(revenue)@2024-01-01..2025-12-31"],
    ),
    (
        over("sum", "R12M"),
        TWO,
        "unknown",
        NOTHING,
        "未提供",
        ["sum(revenue)@2025-05-20..2026-05-20"],
    ),
]


@pytest.mark.parametrize(("operand", "facts", "dimension", "interval", "text", "missing"), ROWS)
def test_figures(
    asked: Ask,
    operand: dict[str, Any],
    facts: dict[str, object],
    dimension: str,
    interval: str,
    text: str,
    missing: list[str],
) -> None:
    found = asked(operand, facts)
    assert (found.dimension, written(found.interval), found.text) == (dimension, interval, text)
    assert [fact.key for fact in found.missing] == missing


AGE, EXISTS = "age", "years_established"


@pytest.mark.parametrize(
    ("attribute", "since", "months", "days", "text"),
    [
        # on the day itself a month is full; between two such days it lies between two numbers
        (EXISTS, "2025-05-20", "12", "365", "2025-05-20起"),
        (EXISTS, "2025-05-21", "(11,12)", "364", "2025-05-21起"),
        (EXISTS, "2025-05-19", "(12,13)", "366", "2025-05-19起"),
        (EXISTS, "2026-05-20", "0", "0", "2026-05-20起"),
        (EXISTS, "2026-06-21", "(-2,-1)", "-32", "2026-06-21起"),
        (EXISTS, "2028-06-20", "-25", "-762", "2028-06-20起"),
        (EXISTS, "2023-12-31", "(28,29)", "871", "2023-12-31起"),
        (EXISTS, "2023-01-01", "(40,41)", "1235", "2023-01-01起"),
        # the calendar has no day before its first and after its last
        (EXISTS, "(9999-12-31,]", "(,-95683)", "(,-2912303]", "9999-12-31之后"),
        (EXISTS, "[,0001-01-01)", "(24304,)", "[739755,)", "0001-01-01之前"),
        (
            EXISTS,
            "[2024-05-20,2025-05-20]",
            "[12,24]",
            "[365,730]",
            "2024-05-20及以后、2025-05-20及以前",
        ),
        (
            EXISTS,
            "(2024-05-20,2025-05-20)",
            "(12,24)",
            "[366,729]",
            "2024-05-20之后、2025-05-20之前",
        ),
        (EXISTS, "[2025-05-20,]", "(,12]", "(,365]", "2025-05-20及以后"),
        (EXISTS, "(2025-05-20,]", "(,12)", "(,364]", "2025-05-20之后"),
        (EXISTS, "[,2025-05-20]", "[12,)", "[365,)", "2025-05-20及以前"),
        (EXISTS, "[,2025-05-20)", "(12,)", "[366,)", "2025-05-20之前"),
        # completed years, full on the day after the birthday
        (AGE, "1990-05-19", "432", "13150", "1990-05-19起，36周岁"),
        (AGE, "1990-05-20", "420", "13149", "1990-05-20起，35周岁"),
        (AGE, "1990-12-31", "420", "12924", "1990-12-31起，35周岁"),
        (AGE, "2026-05-20", "-12", "0", "2026-05-20起，-1周岁"),
        (
            AGE,
            "[1990-01-01,1991-01-01]",
            "[420,432]",
            "[12923,13288]",
            "1990-01-01及以后、1991-01-01及以前",
        ),
        (
            AGE,
            "[1990-06-01,1991-01-01]",
            "420",
            "[12923,13137]",
            "1990-06-01及以后、1991-01-01及以前，35周岁",
        ),
    ],
)
def test_time_since_a_day(
    asked: Ask, attribute: str, since: str, months: str, days: str, text: str
) -> None:
    source = "birth_date" if attribute == AGE else "established_on"
    found = asked(value(attribute), {source: since})
    assert found.dimension == "elapsed"
    assert (written(found.interval), written(found.days)) == (months, days)
    assert (found.text, found.missing) == (text, ())


def test_between_two_such_days_neither_number_is_reached(asked: Ask) -> None:
    found = asked(value(EXISTS), {"established_on": "2025-05-21"})
    assert found.interval == Interval(Decimal(11), Decimal(12), low_in=False, high_in=False)


@pytest.mark.parametrize(
    ("since", "text"),
    [
        (True, "是"),
        ("不详", "不详"),
        (Between(low=quantity("1年"), high=quantity("3年")), "1年以上（含）、不足3年"),
    ],
)
def test_time_since_what_is_no_day_is_unknown(
    vocabulary: Vocabulary, since: FactValue, text: str
) -> None:
    """Facts that did not come through the reader may say anything of a day."""
    facts = Facts(facts=(Fact(attribute="established_on", period="now", value=since),))
    operand = OPERAND.validate_python(value(EXISTS))
    found = figure_of(operand, Inquiry(facts, ON, vocabulary))
    assert (found.dimension, written(found.interval), found.text) == ("unknown", NOTHING, text)


def test_a_length_of_time_given_beats_the_day_it_is_counted_from(asked: Ask) -> None:
    facts: dict[str, object] = {"years_established": "3年", "established_on": "2025-05-20"}
    found = asked(value("years_established"), facts)
    assert (found.dimension, written(found.interval), found.text) == ("months", "36", "3年")
    nothing = asked(value("years_established"), {})
    assert [fact.key for fact in nothing.missing] == ["years_established"]


HIRES = [
    {"contract": "3年", "wage": "6000元", "graduate": True},
    {"contract": "1年", "wage": "5000元", "graduate": True},
    {"contract": "2年", "wage": "1000元"},
    {"contract": "6个月", "wage": "9000元", "graduate": False},
]


def hired(aggregate: str, field: str = "", *, anyone: bool = False) -> dict[str, Any]:
    where = {"kind": "is", "attribute": "graduate", "source": SPAN}
    operand = {"kind": "records", "attribute": "hires", "aggregate": aggregate, "field": field}
    return operand if anyone else {**operand, "where": where}


ALL = "共4条，符合2条，另有1条资料不全"
MORE = {"records": HIRES[:2], "complete": False}


@pytest.mark.parametrize(
    ("operand", "hires", "dimension", "interval", "text", "asks"),
    [
        (hired("count"), HIRES, "tally", "[2,3]", ALL, True),
        (hired("count"), HIRES[:2], "tally", "2", "共2条，符合2条", False),
        (hired("count"), MORE, "tally", "[2,)", "共2条，符合2条", True),
        (hired("count"), HIRES[3:], "tally", "0", "共1条，符合0条", False),
        (hired("count"), HIRES[2:3], "tally", "[0,1]", "共1条，符合0条，另有1条资料不全", True),
        (hired("count", anyone=True), HIRES, "tally", "4", "共4条，符合4条", False),
        (hired("count"), "无", "tally", "0", "共0条，符合0条", False),
        (hired("exists"), HIRES[:2], "tally", "1", "共2条，符合2条", False),
        (hired("exists"), HIRES, "tally", "1", ALL, False),  # one is enough, whoever else there is
        (hired("exists"), HIRES[2:], "tally", "[0,1]", "共2条，符合0条，另有1条资料不全", True),
        (hired("exists"), HIRES[3:], "tally", "0", "共1条，符合0条", False),
        (hired("exists"), MORE, "tally", "1", "共2条，符合2条", False),
        (
            hired("exists"),
            {"records": HIRES[3:], "complete": False},
            "tally",
            "[0,1]",
            "共1条，符合0条",
            True,
        ),
        (hired("sum", "wage"), HIRES, "money", "[11000,12000]", ALL, True),
        (hired("sum", "wage"), HIRES[:2], "money", "11000", "共2条，符合2条", False),
        (hired("sum", "wage", anyone=True), HIRES, "money", "21000", "共4条，符合4条", False),
        (hired("sum", "wage"), MORE, "unknown", NOTHING, "共2条，符合2条", True),
        (hired("sum", "wage"), HIRES[3:], "none", "0", "共1条，符合0条", False),
        (hired("sum", "wage"), "无", "none", "0", "共0条，符合0条", False),
        (
            hired("sum", "wage"),
            {"records": HIRES[3:], "complete": False},
            "unknown",
            NOTHING,
            "共1条，符合0条",
            True,
        ),
        (hired("max", "wage"), HIRES[:2], "money", "6000", "共2条，符合2条", False),
        (
            hired("max", "wage"),
            [*HIRES[:2], {"contract": "2年", "wage": "8000元"}],
            "money",
            "[6000,8000]",
            "共3条，符合2条，另有1条资料不全",
            True,
        ),
        (  # whoever the third is, the greatest is known
            hired("max", "wage"),
            HIRES[:3],
            "money",
            "6000",
            "共3条，符合2条，另有1条资料不全",
            False,
        ),
        (  # of losses the smallest is the greatest
            hired("max", "wage"),
            [{"wage": "-5元", "graduate": True}, {"wage": "-3元"}, {"wage": "-9元"}],
            "money",
            "[-5,-3]",
            "共3条，符合1条，另有2条资料不全",
            True,
        ),
        (
            hired("max", "wage"),
            [{"wage": "-5元"}, {"wage": "-3元"}],
            "money",
            "[-5,0]",
            "共2条，符合0条，另有2条资料不全",
            True,
        ),
        (  # only doubtful ones
            hired("sum", "wage"),
            HIRES[2:3],
            "money",
            "[0,1000]",
            "共1条，符合0条，另有1条资料不全",
            True,
        ),
        (  # no two kinds can be added
            hired("sum", "wage"),
            [HIRES[0], {"wage": "3年", "graduate": True}],
            "unknown",
            NOTHING,
            "共2条，符合2条",
            True,
        ),
        (  # nobody says what they earn
            hired("sum", "wage"),
            [{"graduate": True}],
            "unknown",
            NOTHING,
            "共1条，符合1条",
            True,
        ),
        (  # one of two says it
            hired("sum", "wage"),
            [HIRES[0], {"graduate": True}],
            "money",
            NOTHING,
            "共2条，符合2条",
            True,
        ),
        (
            hired("max", "wage"),
            [HIRES[0], {"graduate": True}],
            "money",
            "[6000,)",
            "共2条，符合2条",
            True,
        ),
    ],
)
def test_records(
    asked: Ask,
    operand: dict[str, Any],
    hires: object,
    dimension: str,
    interval: str,
    text: str,
    asks: bool,
) -> None:
    found = asked(operand, {"hires": hires})
    assert (found.dimension, written(found.interval), found.text) == (dimension, interval, text)
    assert [fact.key for fact in found.missing] == (["hires"] if asks else [])


def test_records_not_given_or_not_records_are_unknown(asked: Ask) -> None:
    for facts, text in (({}, "未提供"), ({"patents": "3件"}, "3件")):
        operand = {**hired("count"), "attribute": "patents" if facts else "hires"}
        found = asked(operand, facts)
        assert (found.dimension, written(found.interval), found.text) == ("unknown", NOTHING, text)
        assert [fact.key for fact in found.missing] == [operand["attribute"]]


def test_inside_a_record_a_period_does_not_matter(asked: Ask) -> None:
    """A field is what the record says, whatever the default period of the attribute."""
    where = {"kind": "compare", "operand": value("revenue", "Y-1"), "op": ">=", "value": "1元"}
    operand = {**hired("sum", "revenue"), "where": {**where, "source": SPAN}}
    found = asked(operand, {"hires": [{"revenue": "5元"}, {"revenue": "7元"}]})
    assert (written(found.interval), found.text) == ("12", "共2条，符合2条")


def of(text: str) -> Figure:
    return exact(quantity(text))


def elapsed(months: int, days: int | None = None) -> Figure:
    measured = None if days is None else exact(quantity(f"{days}日")).interval
    return Figure("elapsed", exact(quantity(f"{months}个月")).interval, "", days=measured)


TALLY = Figure("tally", exact(quantity("3人")).interval, "")
NONE = Figure("none", exact(quantity("0元")).interval, "")


@pytest.mark.parametrize(
    ("left", "right", "pair"),
    [
        (of("3人"), of("5人"), ("3", "5")),
        (of("3人"), of("5件"), None),
        (of("3件"), of("5件"), ("3", "5")),
        (of("3件"), of("5项"), None),
        (of("3元"), of("5%"), None),
        # records are counted in people or in things
        (TALLY, of("5人"), ("3", "5")),
        (TALLY, of("5件"), ("3", "5")),
        (of("5项"), TALLY, ("5", "3")),
        (TALLY, TALLY, ("3", "3")),
        (TALLY, of("5元"), None),
        (TALLY, of("5年"), None),
        # the sum over no records is zero of anything
        (NONE, of("5元"), ("0", "5")),
        (of("5件"), NONE, ("5", "0")),
        # time
        (of("1年"), of("6个月"), ("12", "6")),
        (of("30日"), of("45日"), ("30", "45")),
        (of("1个月"), of("30日"), ("[28,31]", "30")),
        (of("30日"), of("1个月"), ("30", "[28,31]")),
        (of("-1个月"), of("30日"), ("[-31,-28]", "30")),
        (elapsed(12, 365), of("1年"), ("12", "12")),
        (of("1年"), elapsed(12, 365), ("12", "12")),
        (elapsed(12, 365), of("30日"), ("365", "30")),
        (of("30日"), elapsed(12, 365), ("30", "365")),
        (elapsed(12, 365), elapsed(6, 181), ("365", "181")),
        (elapsed(12, 365), elapsed(6), ("12", "6")),
        (elapsed(12), elapsed(6, 181), ("12", "6")),
        (elapsed(12, 365), of("5元"), None),
        (of("5元"), of("30日"), None),
    ],
)
def test_figures_meet_in_one_unit_or_not_at_all(
    left: Figure, right: Figure, pair: tuple[str, str] | None
) -> None:
    found = aligned(left, right)
    assert (None if found is None else tuple(written(side) for side in found)) == pair


@pytest.mark.parametrize(
    ("months", "days"),
    [
        ("[1个月,2个月]", "[28,62]"),
        ("[,2个月]", "(,62]"),
        ("[1个月,]", "[28,)"),
        ("[-2个月,-1个月]", "[-62,-28]"),
    ],
)
def test_months_as_days_are_as_wide_as_the_calendar(asked: Ask, months: str, days: str) -> None:
    found = aligned(asked(value("contract"), {"contract": months}), of("30日"))
    assert found is not None
    assert written(found[0]) == days


def test_an_unknown_figure_is_never_compared() -> None:
    nothing = Figure("unknown", Interval(), "未提供")
    for pair in ((nothing, of("1元")), (of("1元"), nothing), (nothing, nothing)):
        assert relate(pair[0], Comparator.GE, pair[1]) == (Truth.UNKNOWN, "")
    assert relate(of("2元"), Comparator.GE, of("1元")) == (Truth.TRUE, "")
    assert relate(of("2元"), Comparator.LT, of("1元")) == (Truth.FALSE, "")
    unlike = (Truth.UNKNOWN, "（计量单位不同，无法比较）")
    assert relate(of("2元"), Comparator.GE, of("1件")) == unlike
