"""Tiers at their edges: which band counts, what it pays, and what is said of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from matcher.decision import Verdict
from matcher.interval import ANYTHING, Interval, point
from matcher.tiers import pieces
from rules.benefit import Tiers
from tests.matcher.conftest import SPAN
from tests.matcher.test_award import LEGAL, RD, VALUE, Decide, bands
from tests.matcher.test_award_lines import NO_END, Line, value


def tiers(machine: str, rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"kind": "tiers", "machine": machine, "operand": VALUE, "bands": rows, **more}


def band(low: str | None, high: str | None, what: str, marks: str = "[)", **more: Any) -> Any:
    """One band with its ends marked as facts mark them."""
    (row,) = bands((low, high, what))
    return {**row, "lower_included": marks[0] == "[", "upper_included": marks[1] == "]", **more}


REACHED = [band("1亿元", None, "20万元"), band("1亿元", None, "50万元", "()")]
FALLING = bands((None, "1亿元", "20%"), ("1亿元", None, "5%"))
CLOSED = bands(("1亿元", "3亿元", "1元"), ("3亿元", "5亿元", "2元"), ("5亿元", None, "3元"))
UP_TO = [band(None, "1亿元", "1元", "[]"), band("1亿元", "3亿元", "2元", "(]")]
GAP = bands(("1亿元", "2亿元", "20万元"), ("3亿元", None, "50万元"))
WITHOUT = [{"lower": "1亿元"}]
AGE = {"kind": "value", "attribute": "years_established"}
TIME = bands((None, "90日", "1万元"), ("90日", "3年", "2万元"))
COUNTED = bands(("2件", "4件", "1万元"), ("4件", None, "2万元"))
HIRES = {"kind": "records", "attribute": "hires", "aggregate": "sum", "field": "wage"}
WAGES = bands((None, "1万元", "10%"), ("1万元", None, "20%"))


@pytest.mark.parametrize(
    ("award", "revenue", "text"),
    [
        # 1亿元以上20万元、超过1亿元50万元: at the number itself only the first is reached
        (tiers("step", REACHED), "1亿元", "20万元"),
        (tiers("step", REACHED), "1.5亿元", "50万元"),
        (tiers("step", REACHED[::-1]), "1.5亿元", "50万元"),
        (tiers("step", REACHED[::-1]), "1亿元", "20万元"),
        (tiers("step", REACHED), "[1亿元,2亿元]", "20万元至50万元"),
        (tiers("step", REACHED), "(1亿元,2亿元]", "50万元"),
        # a band without a lower end gives way to any that has one
        (tiers("step", bands((None, None, "1万元"), ("1亿元", None, "2万元"))), "1亿元", "2万元"),
        (tiers("step", bands((None, None, "1万元"), ("1亿元", None, "2万元"))), "1元", "1万元"),
        (tiers("step", bands(("0元", None, "2万元"), (None, None, "1万元"))), "0元", "2万元"),
        (tiers("step", bands(("-1元", None, "2万元"), (None, None, "1万元"))), "0元", "2万元"),
        # the upper end counts only where it says so
        (tiers("step", [band(None, "1亿元", "1万元", "[]")]), "1亿元", "1万元"),
        (tiers("step", [band("1元", "1亿元", "1万元", "[]")]), "100000000.01元", "无"),
        (tiers("step", [band("1元", "1亿元", "1万元")]), "1亿元", "无"),
        (tiers("step", [band("1元", "1亿元", "1万元", "()")]), "1元", "无"),
        (tiers("step", [band("1元", "1亿元", "1万元", "()")]), "(1元,1亿元)", "1万元"),
        # a falling rate jumps down at the edge: each stretch is paid by its own band
        (tiers("slab", FALLING), "[5000万元,2亿元]", "500万元至2000万元"),
        (tiers("slab", FALLING), "[5000万元,1亿元)", "1000万元至2000万元"),
        (tiers("slab", FALLING), "[1亿元,2亿元]", "500万元至1000万元"),
        # every stretch has its band: none is skipped, and no edge falls between two
        (tiers("step", CLOSED), "[1亿元,6亿元]", "1元至3元"),
        (tiers("step", CLOSED), "[2亿元,4亿元]", "1元至2元"),
        (tiers("step", UP_TO), "[5000万元,2亿元]", "1元至2元"),
        (tiers("step", UP_TO), "[5000万元,1亿元]", "1元"),
        (tiers("step", UP_TO), "(1亿元,2亿元]", "2元"),
        # a loss earns nothing
        (tiers("slab", FALLING), "-5亿元", "0元"),
        # a band that says neither a sum nor a rate is no band of zero
        (tiers("step", WITHOUT), "2亿元", "金额暂不能确定"),
        (tiers("slice", WITHOUT), "2亿元", "金额暂不能确定"),
        (tiers("slice", WITHOUT), "1元", "无"),
        (tiers("slice", WITHOUT), "[1元,2亿元]", "金额暂不能确定"),
        (tiers("slice", [{**WITHOUT[0], "cap": "3万元"}]), "2亿元", "0元至3万元"),
    ],
)
def test_the_band_that_counts(
    decide: Decide, award: dict[str, Any], revenue: str, text: str
) -> None:
    facts: dict[str, object] = {"legal_person": True, "revenue@Y-1": revenue}
    assert decide(LEGAL, facts, award).amount.text == text


@pytest.mark.parametrize(
    ("award", "facts", "lines"),
    [
        # slices: each band pays for its own part, at most its own cap
        (
            tiers(
                "slice", [band("1000元", "2000元", "3%", cap="20元"), band("2000元", None, "1%")]
            ),
            {"revenue@Y-1": "2500元"},
            [
                ("上年度营业收入「1000元以上、不足2000元」部分按3%：20元", "20元", "20元"),
                ("上年度营业收入「2000元以上」部分按1%：5元", "5元", "5元"),
            ],
        ),
        (  # half a yuan is worth a line of its own, nothing is not
            tiers("slice", bands((None, "10元", "5%"), ("10元", None, "1%"))),
            {"revenue@Y-1": "10元"},
            [("上年度营业收入「不足10元」部分按5%：0.5元", "0.5元", "0.5元")],
        ),
        (
            tiers("slice", [band("100元", None, "7元", "()", cap="5元")]),
            {"revenue@Y-1": "100.01元"},
            [("上年度营业收入「超过100元」部分按7元：5元", "5元", "5元")],
        ),
        (
            tiers("slice", [band("100元", None, "7元", "()")]),
            {"revenue@Y-1": "100元"},
            [("上年度营业收入100元，不在任何一档之内，本项计0元", "0元", "0元")],
        ),
        (
            tiers("slice", [band(None, "100元", "7元", "[]")]),
            {"revenue@Y-1": "0.01元"},
            [("上年度营业收入「100元以下（含）」部分按7元：7元", "7元", "7元")],
        ),
        (  # nothing is above zero yet
            tiers("slice", [band(None, "100元", "7元")]),
            {"revenue@Y-1": "0元"},
            [("上年度营业收入0元，不在任何一档之内，本项计0元", "0元", "0元")],
        ),
        (
            tiers("slice", [band(None, "100元", "7元"), band(None, None, "1%")]),
            {"revenue@Y-1": "300元"},
            [
                ("上年度营业收入「不足100元」部分按7元：7元", "7元", "7元"),
                ("上年度营业收入「全部」部分按1%：3元", "3元", "3元"),
            ],
        ),
        (  # rates of things that are not money come to no sum
            tiers("slice", bands(("2件", None, "5%")), operand=value("patents")),
            {"patents": "3件"},
            [("发明专利（3件）不能按超额累进计算", "0元", NO_END)],
        ),
        (
            tiers("slice", COUNTED, operand=value("patents")),
            {"patents": "3件"},
            [("发明专利「2件以上、不足4件」部分按1万元：1万元", "1万元", "1万元")],
        ),
        (  # wages of nobody are zero yuan, and zero is a sum
            tiers("slice", WAGES, operand=HIRES),
            {"hires": "无"},
            [("新招用人员的wage合计共0条，符合0条，不在任何一档之内，本项计0元", "0元", "0元")],
        ),
        (
            tiers("slab", WAGES, operand=HIRES),
            {"hires": "无"},
            [
                (
                    "新招用人员的wage合计共0条，符合0条，属于「不足1万元」一档，按10% = 0元",
                    "0元",
                    "0元",
                )
            ],
        ),
        # between two bands lies nothing, and the upper end counts only where it says so
        (
            tiers("step", GAP),
            {"revenue@Y-1": "2亿元"},
            [("上年度营业收入2亿元，不在任何一档之内，本项计0元", "0元", "0元")],
        ),
        (
            tiers("step", [band("1亿元", "2亿元", "20万元", "[]"), GAP[1]]),
            {"revenue@Y-1": "2.01亿元"},
            [("上年度营业收入2.01亿元，不在任何一档之内，本项计0元", "0元", "0元")],
        ),
        (
            tiers("step", [band("1亿元", "2亿元", "20万元", "[]"), GAP[1]]),
            {"revenue@Y-1": "2亿元"},
            [
                (
                    "上年度营业收入2亿元，属于「1亿元以上、2亿元以下（含）」一档，"
                    "给予20万元 = 20万元",
                    "20万元",
                    "20万元",
                )
            ],
        ),
        # step and slab
        (
            tiers("step", CLOSED),
            {"revenue@Y-1": "1元"},
            [("上年度营业收入1元，不在任何一档之内，本项计0元", "0元", "0元")],
        ),
        (
            tiers("step", [band("1亿元", "2亿元", "20万元", "(]")]),
            {"revenue@Y-1": "1.5亿元"},
            [
                (
                    "上年度营业收入1.5亿元，属于「超过1亿元、2亿元以下（含）」一档，"
                    "给予20万元 = 20万元",
                    "20万元",
                    "20万元",
                )
            ],
        ),
        (
            tiers("slab", FALLING, base=value("patents")),
            {"revenue@Y-1": "2亿元", "patents": "3件"},
            [("上年度营业收入2亿元，属于「1亿元以上」一档，按3件 × 5%", "0元", NO_END)],
        ),
        (  # nothing is paid on a loss, and nothing is said of a base that is not there
            tiers("slab", FALLING, base=RD),
            {"revenue@Y-1": "2亿元", "rd_expense@Y-1": "-5万元"},
            [("上年度营业收入2亿元，属于「1亿元以上」一档，按-5万元 × 5% = 0元", "0元", "0元")],
        ),
        # a scale that goes from 日 on to 年 has no unit of its own
        (
            tiers("step", TIME, operand=AGE),
            {"established_on": "2024-05-20"},
            [
                (
                    "成立时长（2024-05-20起）与分档的计量单位不同，无法计算",
                    "0元",
                    NO_END,
                )
            ],
        ),
        (
            tiers("step", bands((None, "90日", "1万元"), ("90日", None, "2万元")), operand=AGE),
            {"established_on": "2024-05-20"},
            [("成立时长2024-05-20起，属于「90日以上」一档，给予2万元 = 2万元", "2万元", "2万元")],
        ),
    ],
)
def test_what_is_said_of_it(
    decide: Decide, award: dict[str, Any], facts: dict[str, object], lines: list[Line]
) -> None:
    """As an extra beside a sum that is paid anyway, so that an extra of nothing is said too."""
    parts = [{"kind": "fixed", "amount": "1元"}, award]
    cases = [{"when": LEGAL, "award": part} for part in parts]
    both = {"kind": "cases", "choose": "sum", "cases": cases}
    decision = decide(LEGAL, {"legal_person": True, **facts}, both)
    said = [(line.text, str(line.low), str(line.high)) for line in decision.amount.steps]
    (first, *_), *found, (last, *_) = said
    assert (first, last) == ("定额1元", "各项相加")
    assert found == lines
    assert all(line.source is not None for line in decision.amount.steps)


def test_a_scale_falls_into_stretches_and_edges() -> None:
    rows = [{**row, "source": SPAN} for row in CLOSED]
    award = Tiers.model_validate({**tiers("step", rows), "source": SPAN})
    first, second, third = (Decimal(number) * 10**8 for number in (1, 3, 5))
    assert pieces(award, ANYTHING) == [
        Interval(high=first, high_in=False),
        point(first),
        Interval(first, second, low_in=False, high_in=False),
        point(second),
        Interval(second, third, low_in=False, high_in=False),
        point(third),
        Interval(third, low_in=False),
    ]
    assert pieces(award, point(second)) == [point(second)]
    assert pieces(award, Interval(second, third, high_in=False)) == [
        point(second),
        Interval(second, third, low_in=False, high_in=False),
    ]


@pytest.mark.parametrize(
    ("since", "verdict", "text"),
    [
        ("2026-04-20", Verdict.ELIGIBLE, "金额暂不能确定"),
        ("2024-05-20", Verdict.ELIGIBLE, "金额暂不能确定"),
        ("2023-05-20", Verdict.INELIGIBLE, "无"),
    ],
)
def test_a_scale_of_days_and_years_decides_who_but_not_how_much(
    decide: Decide, since: str, verdict: Verdict, text: str
) -> None:
    """Two years are within 90日以上、不足3年, whatever the number 36 months is beside 90."""
    facts: dict[str, object] = {"legal_person": True, "established_on": since}
    decision = decide(LEGAL, facts, tiers("step", TIME, operand=AGE))
    assert (decision.verdict, decision.amount.text) == (verdict, text)
