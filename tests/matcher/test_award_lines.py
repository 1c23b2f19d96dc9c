"""The computation in Chinese, line by line with the amount of each line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from matcher.decision import Decision
from tests.matcher.test_award import LEGAL, RD, STEP, VALUE, bands, has, rate

Decide = Callable[..., Decision]
Line = tuple[str, str, str]


def value(attribute: str, period: str = "now") -> dict[str, Any]:
    return {"kind": "value", "attribute": attribute, "period": period}


def each(amount: str, attribute: str, period: str = "now", **more: Any) -> dict[str, Any]:
    return {"kind": "per_unit", "amount": amount, "quantity": value(attribute, period), **more}


SLAB = {"kind": "tiers", "machine": "slab", "operand": VALUE}
SLAB["bands"] = bands((None, "1亿元", "10%"), ("1亿元", None, "20%"))
SLICE = {"kind": "tiers", "machine": "slice", "operand": VALUE}
SLICE["bands"] = bands((None, "1000元", "5%"), ("1000元", "2000元", "3%"))
PIECES = {"kind": "tiers", "machine": "slice", "operand": value("patents")}
PIECES["bands"] = bands(("2件", None, "1万元"), ("4件", None, "2万元"))
LEVELS = {"kind": "cases", "cases": [has("国家级", "100万元"), has("省级", "50万元")]}
TOP_UP = {"kind": "top_up", "target": {"kind": "fixed", "amount": "100万元"}}
TOP_UP["received"] = value("received")
GROWN = {"kind": "increment", "attribute": "revenue", "period": "Y-1"}
NO_END = "None"


@pytest.mark.parametrize(
    ("award", "facts", "lines", "missing"),
    [
        (
            {"kind": "fixed", "amount": "10万元", "ceiling": True, "instalments": ["60%", "40%"]},
            {},
            [
                ("定额10万元", "10万元", "10万元"),
                ("分2期拨付：60%、40%", NO_END, NO_END),
                ("为最高额，实际金额由主管部门核定", "0元", "10万元"),
            ],
            [],
        ),
        (
            rate(
                floor="5万元",
                caps=[
                    {"amount": "200万元", "per": "enterprise_year"},
                    {"rate": "20%", "of": value("upper_grant"), "per": "project"},
                ],
            ),
            {"rd_expense@Y-1": "10万元", "upper_grant": "20万元"},
            [
                ("上年度研发费用10万元 × 10% = 1万元", "1万元", "1万元"),
                ("最低按5万元计", "5万元", "5万元"),
                ("单个项目不超过上级资助20万元的20%", "4万元", "4万元"),
            ],
            [],
        ),
        (
            rate(),
            {},
            [("上年度研发费用（未提供） × 10%", "0元", NO_END)],
            ["rd_expense@2025"],
        ),
        (
            rate(),
            {"rd_expense@Y-1": "[1万元,2万元]"},
            [
                (
                    "上年度研发费用1万元以上（含）、2万元以下（含） × 10% = 1000元至2000元",
                    "1000元",
                    "2000元",
                )
            ],
            [],
        ),
        (
            {"kind": "rate", "rate": "10%", "base": value("patents")},
            {"patents": "3件"},
            [("发明专利（3件，不是金额，无法计算） × 10%", "0元", NO_END)],
            [],
        ),
        (
            each("5000元", "patents"),
            {"patents": "3件"},
            [("发明专利3件，计3 × 5000元 = 1.5万元", "1.5万元", "1.5万元")],
            [],
        ),
        (
            each("5000元", "patents"),
            {"patents": "[2件,]"},
            [("发明专利2件以上（含），计数量未定 × 5000元", "1万元", NO_END)],
            [],
        ),
        (
            each("5000元", "patents"),
            {},
            [("发明专利（未提供）数量不能确定，每单位5000元", "0元", NO_END)],
            ["patents"],
        ),
        (
            {"kind": "per_unit", "amount": "10万元", "quantity": GROWN, "step": "1000万元"},
            {"revenue@2025": "12500万元", "revenue@2024": "1亿元"},
            [
                (
                    "上年度营业收入比前一年度的增加额本期1.25亿元，上期1亿元，每1000万元计一次，"
                    "计2次 × 10万元 = 20万元",
                    "20万元",
                    "20万元",
                )
            ],
            [],
        ),
        (
            each("10元", "revenue", "Y-1"),
            {"revenue@Y-1": "12500万元"},
            [("上年度营业收入（1.25亿元）数量不能确定，每单位10元", "0元", NO_END)],
            [],
        ),
        (  # no unit says whether months or years are paid
            each("10元", "contract"),
            {"contract": "3年"},
            [("合同期限（3年）数量不能确定，每单位10元", "0元", NO_END)],
            [],
        ),
        (
            each("10元", "insured"),
            {"insured": "1年"},
            [("社保月数1年，计12 × 10元 = 120元", "120元", "120元")],
            [],
        ),
        (  # 90 days are neither 90 months nor for certain three
            each("10元", "insured"),
            {"insured": "90日"},
            [("社保月数（90日）数量不能确定，每单位10元", "0元", NO_END)],
            [],
        ),
        (
            STEP,
            {"revenue@Y-1": "[1亿元,5亿元]"},
            [
                (
                    "上年度营业收入1亿元以上（含）、5亿元以下（含），落在哪一档尚不能确定",
                    "20万元",
                    "50万元",
                )
            ],
            [],
        ),
        (
            STEP,
            {"revenue@Y-1": "7亿元"},
            [
                (
                    "上年度营业收入7亿元，属于「5亿元以上」一档，给予50万元 = 50万元",
                    "50万元",
                    "50万元",
                )
            ],
            [],
        ),
        (
            {**SLAB, "base": RD},
            {"revenue@Y-1": "5000万元", "rd_expense@Y-1": "100万元"},
            [
                (
                    "上年度营业收入5000万元，属于「不足1亿元」一档，按100万元 × 10% = 10万元",
                    "10万元",
                    "10万元",
                )
            ],
            [],
        ),
        (
            SLAB,
            {"revenue@Y-1": "[1000元,2000元]"},
            [
                (
                    "上年度营业收入1000元以上（含）、2000元以下（含），属于「不足1亿元」一档，按10%",
                    "100元",
                    "200元",
                )
            ],
            [],
        ),
        (
            {**SLAB, "operand": value("patents")},
            {"patents": "3件"},
            [("发明专利（3件）与分档的计量单位不同，无法计算", "0元", NO_END)],
            [],
        ),
        (
            SLICE,
            {"revenue@Y-1": "1500元"},
            [
                ("上年度营业收入「不足1000元」部分按5%：50元", "50元", "50元"),
                ("上年度营业收入「1000元以上、不足2000元」部分按3%：15元", "15元", "15元"),
            ],
            [],
        ),
        (
            SLICE,
            {"revenue@Y-1": "500元"},
            [("上年度营业收入「不足1000元」部分按5%：25元", "25元", "25元")],
            [],
        ),
        (
            SLICE,
            {"revenue@Y-1": "0元"},
            [("上年度营业收入0元，不在任何一档之内，本项计0元", "0元", "0元")],
            [],
        ),
        (
            {**SLICE, "bands": bands(("1000元", None, "3%"))},
            {},
            [("上年度营业收入「1000元以上」部分按3%：不能确定", "0元", NO_END)],
            ["revenue@2025"],
        ),
        (
            {**SLICE, "base": RD},
            {"revenue@Y-1": "1500元"},
            [("上年度营业收入（1500元）不能按超额累进计算", "0元", NO_END)],
            ["rd_expense@2025"],
        ),
        (
            PIECES,
            {"patents": "[1件,3件]"},
            [("发明专利「2件以上」部分按1万元：0元至1万元", "0元", "1万元")],
            [],
        ),
        (
            PIECES,
            {"patents": "4件"},
            [
                ("发明专利「2件以上」部分按1万元：1万元", "1万元", "1万元"),
                ("发明专利「4件以上」部分按2万元：2万元", "2万元", "2万元"),
            ],
            [],
        ),
        (
            LEVELS,
            {"titles": ["省级"]},
            [
                ("定额100万元（是否符合该情形待定）", "100万元", "100万元"),
                ("定额50万元", "50万元", "50万元"),
                ("就高取其一", "50万元", "100万元"),
            ],
            ["titles"],
        ),
        (
            {**LEVELS, "choose": "first"},
            {"titles": ["省级"]},
            [
                ("定额100万元（是否符合该情形待定）", "100万元", "100万元"),
                ("定额50万元", "50万元", "50万元"),
                ("取最先符合的一档", "50万元", "100万元"),
            ],
            ["titles"],
        ),
        (
            {**LEVELS, "choose": "sum"},
            {"titles": ["省级", "国家级"]},
            [
                ("定额100万元", "100万元", "100万元"),
                ("定额50万元", "50万元", "50万元"),
                ("各项相加", "150万元", "150万元"),
            ],
            [],
        ),
        (  # whoever is sure of the highest is not asked about the lower
            LEVELS,
            {"titles": ["国家级"]},
            [
                ("定额100万元", "100万元", "100万元"),
                ("定额50万元（是否符合该情形待定）", "50万元", "50万元"),
                ("就高取其一", "100万元", "100万元"),
            ],
            [],
        ),
        (
            {"kind": "lesser_of", "of": [{"kind": "fixed", "amount": "30万元"}, rate("100%")]},
            {},
            [
                ("定额30万元", "30万元", "30万元"),
                ("上年度研发费用（未提供） × 100%", "0元", NO_END),
                ("取其中较低者", "0元", "30万元"),
            ],
            ["rd_expense@2025"],
        ),
        (
            TOP_UP,
            {"received": "30万元"},
            [
                ("定额100万元", "100万元", "100万元"),
                ("减去已获资助30万元，补足差额70万元", "70万元", "70万元"),
            ],
            [],
        ),
        (
            TOP_UP,
            {},
            [
                ("定额100万元", "100万元", "100万元"),
                ("减去已获资助（未提供），补足差额0元至100万元", "0元", "100万元"),
            ],
            ["received"],
        ),
        (
            rate("50%", caps=[{"amount": "2000元", "per": "person"}]),
            {"rd_expense@Y-1": "10万元"},
            [
                ("上年度研发费用10万元 × 50% = 5万元", "5万元", "5万元"),
                ("另有每人最高2000元的限制，按人核定，此处为上限", "0元", "5万元"),
            ],
            [],
        ),
        (
            {"kind": "fixed", "amount": "50万元", "caps": [{"rate": "20%", "per": "project"}]},
            {},
            [
                ("定额50万元", "50万元", "50万元"),
                ("单个项目另有不超过20%的限制，原文的计算基数不明，此处为上限", "0元", "50万元"),
            ],
            [],
        ),
        (
            each("3000元", "employees", caps=[{"amount": "2000元", "per": "person"}]),
            {"employees": "10人"},
            [("员工人数10人，计10 × 2000元 = 2万元", "2万元", "2万元")],
            [],
        ),
    ],
)
def test_lines(
    decide: Decide,
    award: dict[str, Any],
    facts: dict[str, object],
    lines: list[Line],
    missing: list[str],
) -> None:
    decision = decide(LEGAL, {"legal_person": True, **facts}, award)
    found = [(line.text, str(line.low), str(line.high)) for line in decision.amount.steps]
    assert found == lines
    assert [fact.key for fact in decision.missing] == missing
    assert all(line.source is not None for line in decision.amount.steps)
