"""Seeded rules and subjects of every kind, at the edges on purpose.

What a subject may have at an address stands in ``DOMAINS``: exact values one fen or one step either
side of every threshold the rules use, nothing, and values that are no single number.
"""

from __future__ import annotations

import random
from typing import Any

SPAN = {"document": "d", "start": 0, "end": 2, "quote": "原文"}
MONEY = ("revenue@2025", "revenue@2024", "revenue@2023", "rd_expense@2025", "received")
YUAN = ("-0.01元", "0元", "0.01元", "99.99元", "100元", "100.01元", "110元", "250.55元", "1000元")
HUGE = ("9000000000000元", "-9000000000000元", "99999999999999.99元")
RANGES = ("[100元,200元)", "(99.99元,100元]", "(,100元]", "[100元,)")
DOMAINS: dict[str, tuple[object, ...]] = {
    **{key: (*YUAN, *HUGE) for key in MONEY},
    "upper_grant": YUAN,
    "growth(rd_expense)@2025": ("9.99%", "10%", "10.01%", "-100%"),
    "employees": ("0人", "19人", "20人", "21人", "100000000人"),
    "patents": ("0件", "1件", "2件", "2.5件", "7件"),
    "floor_area": ("0平方米", "99.999平方米", "100平方米", "2000.5平方米"),
    "legal_person": (True, False),
    "violation@ever": (True, False),
    "violation@2023-05-20..2026-05-20": (True, False),
    "entity_type": ("企业", "个人"),
    "industry": ("工业", "制造业", "农业"),
    "region": ("广州市天河区", "广东省", "上海市", "某地"),
    "titles": ("无", {"has": ["甲"], "complete": True}, {"has": ["省级甲"], "complete": True},
               {"has": ["乙", "丙"], "complete": True},
               {"has": ["甲", "丙企业"], "complete": True}),
    "established_on": ("2023-05-20", "2023-05-21", "2024-02-29", "2026-05-20", "2026-05-21",
                       "1990-01-31"),
    "birth_date": ("1991-05-19", "1991-05-20", "1991-05-21", "2008-02-29"),
    "insured": ("11个月", "12个月", "13个月", "1年"),
    "gate:专家评审": (True, False),
}  # fmt: skip
ODD: dict[str, tuple[object, ...]] = {
    **{key: RANGES for key in MONEY},
    "industry": ({"none_of": ["工业"]},),
    "titles": ({"has": [{"name": "甲", "first": True, "granted_on": "2025-03-01"}]},
               {"has": ["乙"], "lacks": ["甲"]}, ["甲"]),
    "hires": ({"records": [{"contract": "3年"}, {"contract": "1年"}], "complete": True},),
    "employees": ("[10人,20人)",),
    "established_on": ("[2023-01-01,2024-01-01)",),
}  # fmt: skip
OPS = (">=", ">", "<=", "<", "==", "!=")


class Maker:
    """Draws rules and subjects; equal seeds draw equal ones.

    ``few`` is how many values an address may have; 0 for all.
    """

    def __init__(self, seed: int, few: int = 0) -> None:
        self.draw = random.Random(seed)
        self.domains = {
            key: self.draw.sample(values, few) if 0 < few < len(values) else values
            for key, values in DOMAINS.items()
        }

    def subject(self, *, missing: float, odd: float) -> dict[str, object]:
        """The facts of one subject, as a facts file has them."""
        facts: dict[str, object] = {}
        for key, values in self.domains.items():
            chance = self.draw.random()
            # a figure that could be computed is rarely given as well
            if chance < (0.97 if key.startswith("growth") else missing):
                continue
            strange = ODD.get(key, ())
            facts[key] = self.draw.choice(strange if strange and chance > 1 - odd else values)
        if self.draw.random() < odd:
            facts["hires"] = ODD["hires"][0]
        return facts

    def rule(self, number: int, *, deep: bool) -> dict[str, Any]:
        """One rule, without the spans that a fixture adds."""
        return {
            "id": f"r{number}",
            "when": self.condition(3) if deep else self.leaf(),
            "unless": [self.condition(1) for _ in range(self.draw.randint(0, 2) if deep else 0)],
            "award": self.award(2 if deep else 0),
            "subject": self.draw.choice(("enterprise", "enterprise", "person")),
        }

    def condition(self, depth: int) -> dict[str, Any]:
        if depth == 0 or self.draw.random() < 0.3:
            return self.leaf()
        kind = self.draw.choice(("all", "all", "any", "at_least", "not"))
        if kind == "not":
            return {"kind": "not", "of": self.condition(depth - 1)}
        of = [self.condition(depth - 1) for _ in range(self.draw.randint(1, 4))]
        if kind == "at_least":
            return {"kind": kind, "k": self.draw.randint(1, len(of)), "of": of}
        return {"kind": kind, "of": of}

    def leaf(self) -> dict[str, Any]:
        pick = self.draw.choice
        return pick(
            (
                self.money, self.money, self.money, self.ratio, self.ratio, self.counted,
                self.elapsed, self.against, self.told, self.named, self.titled, self.dated,
                self.judged,
            )
        )()  # fmt: skip

    def compare(self, operand: dict[str, Any], values: tuple[str, ...]) -> dict[str, Any]:
        op, value = self.draw.choice(OPS), self.draw.choice(values)
        return {"kind": "compare", "operand": operand, "op": op, "value": value}

    def money(self) -> dict[str, Any]:
        return self.compare(self.sum_of_money(), ("0元", "100元", "100.005元", "0.01元", "9万元"))

    def sum_of_money(self) -> dict[str, Any]:
        pick = self.draw.choice
        attribute = pick(("revenue", "revenue", "rd_expense", "received", "upper_grant"))
        period = "now" if attribute in ("received", "upper_grant") else pick(("Y-1", "annual"))
        value = {"kind": "value", "attribute": attribute, "period": period}
        if self.draw.random() < 0.6:
            return value
        over = {"kind": "over_years", "attribute": "revenue", "period": "Y-3..Y-1"}
        return pick(
            (
                {"kind": "increment", "attribute": "revenue", "period": "Y-1"},
                {**over, "aggregate": pick(("each", "sum", "mean", "max", "min"))},
                {"kind": "value", "attribute": "revenue", "period": "Y-2..Y-1"},
            )
        )

    def ratio(self) -> dict[str, Any]:
        growth = {"kind": "growth", "attribute": "revenue", "period": "Y-1"}
        operand = self.draw.choice(
            (
                growth,
                {**growth, "attribute": "rd_expense"},
                {"kind": "share", "part": "rd_expense", "whole": "revenue", "period": "Y-1"},
                {"kind": "over_years", "attribute": "revenue", "period": "Y-2..Y-1",
                 "aggregate": "each", "of": "growth"},
            )
        )  # fmt: skip
        return self.compare(operand, ("0%", "10%", "33.3%", "-100%", "10.01%"))

    def counted(self) -> dict[str, Any]:
        attribute, values = self.draw.choice(
            (("employees", ("20人", "0人")), ("patents", ("2件", "2.5件")),
             ("floor_area", ("100平方米", "99.9995平方米")), ("insured", ("12个月", "1年")))
        )  # fmt: skip
        return self.compare({"kind": "value", "attribute": attribute}, values)

    def elapsed(self) -> dict[str, Any]:
        attribute, values = self.draw.choice(
            (("years_established", ("3年", "36个月", "30日")), ("age", ("35年", "18年")))
        )
        return self.compare({"kind": "value", "attribute": attribute}, values)

    def against(self) -> dict[str, Any]:
        leaf = self.money()
        other = {"kind": "value", "attribute": "rd_expense", "period": "Y-1"}
        return {**leaf, "value": None, "other": other, "times": self.draw.choice((None, "50%"))}

    def told(self) -> dict[str, Any]:
        attribute, period = self.draw.choice((("legal_person", "now"), ("violation", "R36M")))
        expected = self.draw.random() < 0.5
        return {"kind": "is", "attribute": attribute, "period": period, "expected": expected}

    def named(self) -> dict[str, Any]:
        attribute, values = self.draw.choice(
            (("entity_type", ["企业"]), ("industry", ["工业"]), ("industry", ["制造业", "农业"]),
             ("region", ["广州市"]), ("region", ["广州市天河区", "上海市"]))
        )  # fmt: skip
        return {"kind": "one_of", "attribute": attribute, "values": values}

    def titled(self) -> dict[str, Any]:
        return {
            "kind": "has", "attribute": "titles", "first": self.draw.random() < 0.2,
            "values": self.draw.sample(["甲", "乙", "丙", "省级甲"], self.draw.randint(1, 2)),
            "period": self.draw.choice(("now", "now", "ever", "Y-1")),
        }  # fmt: skip

    def dated(self) -> dict[str, Any]:
        period = self.draw.choice(("2023-05-21..2024-02-29", "R36M", "2026-05-20..", "Y-2"))
        return {"kind": "within", "attribute": "established_on", "period": period}

    def judged(self) -> dict[str, Any]:
        if self.draw.random() < 0.3:
            return {"kind": "unparsed", "reason": "没有读懂"}
        if self.draw.random() < 0.4:
            where = {"kind": "compare", "operand": {"kind": "value", "attribute": "contract"},
                     "op": ">=", "value": "2年"}  # fmt: skip
            hired = {"kind": "records", "attribute": "hires", "aggregate": "count", "where": where}
            return self.compare(hired, ("1人",))
        return {"kind": "judged", "gate": self.draw.choice(("专家评审", "择优"))}

    def award(self, depth: int) -> dict[str, Any]:
        pick = self.draw.choice
        kinds = [self.fixed, self.rate, self.per_unit, self.tiers]
        if depth:
            kinds += [
                lambda: {
                    "kind": "cases",
                    "choose": pick(("highest", "first", "sum")),
                    "cases": [
                        {"when": self.condition(1), "award": self.award(depth - 1)}
                        for _ in range(self.draw.randint(1, 3))
                    ],
                },
                lambda: {"kind": "lesser_of", "of": [self.award(depth - 1), self.award(0)]},
                lambda: {
                    "kind": "top_up",
                    "target": self.award(depth - 1),
                    "received": {"kind": "value", "attribute": "received"},
                },
                lambda: {"kind": "in_kind", "what": "称号"},
            ]
        award = pick(kinds)()
        if self.draw.random() < 0.3:
            award["caps"] = [self.cap()]
        if self.draw.random() < 0.15:
            award["floor"] = pick(("1元", "0.005元", "500元"))
        award["ceiling"] = self.draw.random() < 0.2
        return award

    def cap(self) -> dict[str, Any]:
        of = {"kind": "value", "attribute": "rd_expense", "period": "Y-1"}
        return self.draw.choice(
            (
                {"amount": "30元"},
                {"amount": "30.005元"},
                {"rate": "20%", "of": of},
                {"rate": "20%"},
                {"amount": "3元", "per": "person"},
                {"amount": "1万元", "per": "enterprise_year"},
            )
        )

    def fixed(self) -> dict[str, Any]:
        return {"kind": "fixed", "amount": self.draw.choice(("10万元", "0.005元", "0元"))}

    def rate(self) -> dict[str, Any]:
        rate = self.draw.choice(("30%", "3.33%", "0%", "0.5%"))
        return {"kind": "rate", "rate": rate, "base": self.sum_of_money()}

    def per_unit(self) -> dict[str, Any]:
        pick = self.draw.choice
        attribute, of = pick((("employees", "人"), ("patents", "件"), ("floor_area", "平方米")))
        award = {
            "kind": "per_unit",
            "amount": pick(("3元", "0.333元", "500元")),
            "quantity": {"kind": "value", "attribute": attribute},
        }
        if self.draw.random() < 0.4:
            award["at_most"] = pick((f"5{of}", f"20.5{of}"))
        if self.draw.random() < 0.3:
            award["from_"] = f"1{of}"
        if self.draw.random() < 0.3:
            award["step"] = pick((f"2{of}", f"0.5{of}"))
        if self.draw.random() < 0.2:
            money = {"kind": "value", "attribute": "revenue", "period": "Y-1"}
            award = {**award, "quantity": money, "step": "100元", "from_": "0.5元", "at_most": None}
        return award

    def tiers(self) -> dict[str, Any]:
        rated = [
            {"upper": "100元", "rate": "50%"},
            {"lower": "100元", "upper": "250元", "upper_included": True, "rate": "3.33%"},
            {"lower": "300元", "rate": "10%", "cap": "60元"},
        ]
        fixed = [
            {"lower": "0.01元", "upper": "100元", "amount": "7元"},
            {"lower": "100元", "lower_included": False, "amount": "9.005元"},
        ]
        machine = self.draw.choice(("step", "slab", "slice"))
        award = {
            "kind": "tiers",
            "machine": machine,
            "operand": self.sum_of_money(),
            "bands": self.draw.choice((rated, fixed, [*rated, *fixed])),
        }
        if machine != "slice" and self.draw.random() < 0.3:
            award["base"] = {"kind": "value", "attribute": "rd_expense", "period": "Y-1"}
        return award
