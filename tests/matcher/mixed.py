"""Random rules and applicants over the small vocabulary: every kind of leaf, operand and award.

Values lie close together, so that thresholds are met, missed and hit exactly; facts are missing,
ranges, of another kind than the rule expects, or given as the computed figure itself.
"""

from __future__ import annotations

from random import Random
from typing import Any

Data = dict[str, Any]

_PERIODS = ("now", "annual", "Y-1", "2025", "Y", "Y-2", "Y-2..Y-1", "R12M")
_FLOWS = ("revenue", "rd_expense")
_STATES = {
    "upper_grant": "{}元",
    "employees": "{}人",
    "patents": "{}件",
    "floor_area": "{}平方米",
    "insured": "{}个月",
    "years_established": "{}年",
    "age": "{}周岁",
}
_OPS = (">=", ">", "<=", "<", "==", "!=")
_TITLES = ("甲", "乙", "丙", "丙企业", "省级甲")
_INDUSTRIES = ("工业", "制造业", "农业")
_PLACES = ("云江省", "云江市", "青屏区", "北京市", "朝阳区")


def rule(random: Random, number: int) -> Data:
    """A rule but for its spans."""
    made: Data = {
        "id": f"r{number}",
        "title": f"补贴{number}",
        "when": condition(random, 3),
        "unless": [condition(random, 2) for _ in range(random.choice((0, 0, 1, 2)))],
        "award": award(random, 2),
        "subject": random.choice(("enterprise", "enterprise", "person", "project")),
    }
    if random.random() < 0.15:
        made["validity"] = {"start": random.choice((None, "2026-05-20", "2026-05-21"))}
        made["validity"]["end"] = random.choice((None, "2026-12-31", "2026-05-20"))
    return made


def small_rule(random: Random, number: int) -> Data:
    """A rule of one leaf and a plain award: quickly evaluated, so there can be many."""
    paid = {"kind": "fixed", "amount": f"{random.randint(0, 9)}元"}
    if random.random() < 0.2:
        paid = _raw_award(random, 0)
        paid["caps"] = [_cap(random)]
    return {"id": f"r{number}", "title": f"补贴{number}", "when": leaf(random), "award": paid}


def condition(random: Random, depth: int) -> Data:
    """A condition tree."""
    if depth == 0 or random.random() < 0.35:
        return leaf(random)
    kind = random.choice(("all", "all", "any", "any", "at_least", "not"))
    if kind == "not":
        return {"kind": "not", "of": condition(random, depth - 1)}
    of = [condition(random, depth - 1) for _ in range(random.randint(1, 3))]
    tree: Data = {"kind": kind, "of": of}
    if kind == "at_least":
        tree["k"] = random.randint(1, len(of) + (random.random() < 0.1))
    return tree


def leaf(random: Random) -> Data:
    """A leaf of any kind."""
    roll = random.random()
    if roll < 0.5:
        return _comparison(random)
    if roll < 0.62:
        name = random.choice(("legal_person", "violation"))
        expected = random.random() < 0.6
        return {
            "kind": "is", "attribute": name, "expected": expected,
            "period": random.choice(("now", "now", "R36M", "ever")),
        }  # fmt: skip
    if roll < 0.74:
        attribute, options = random.choice(
            (
                ("entity_type", ("企业", "个人")),
                ("industry", _INDUSTRIES),
                ("region", _PLACES),
            )
        )
        values = random.sample(options, random.randint(1, 2))
        return {"kind": "one_of", "attribute": attribute, "values": values}
    if roll < 0.88:
        return {
            "kind": "has", "attribute": "titles",
            "values": random.sample(_TITLES, random.randint(1, 2)),
            "first": random.random() < 0.3,
            "period": random.choice(("now", "now", "Y-1", "ever", "R36M")),
        }  # fmt: skip
    if roll < 0.92:
        period = random.choice(("R36M", "2025", "2024-01-01..", "Y-1"))
        return {"kind": "within", "attribute": "established_on", "period": period}
    if roll < 0.97:
        return {"kind": "judged", "gate": random.choice(("评审", "择优")), "body": "区工信局"}
    return {"kind": "unparsed", "reason": "读不懂"}


def _comparison(random: Random) -> Data:
    op, number = random.choice(_OPS), random.randint(-1, 6)
    made: Data = {"kind": "compare", "op": op}
    roll = random.random()
    if roll < 0.35:
        made["operand"] = _flow(random)
        made["value"] = f"{number}元"
    elif roll < 0.6:
        attribute = random.choice(tuple(_STATES))
        made["operand"] = {"kind": "value", "attribute": attribute}
        made["value"] = _STATES[attribute].format(max(number, 0))
    elif roll < 0.78:
        made["operand"] = random.choice(
            (
                {"kind": "growth", "attribute": "revenue", "period": "Y-1"},
                {"kind": "share", "part": "rd_expense", "whole": "revenue", "period": "Y-1"},
                {
                    "kind": "over_years", "attribute": "revenue", "period": "Y-2..Y-1",
                    "aggregate": random.choice(("each", "max")), "of": "growth",
                },
            )
        )  # fmt: skip
        made["value"] = f"{random.choice((0, 20, 25, 50, 100))}%"
    elif roll < 0.88:
        made["operand"] = _records(random)
        made["value"] = f"{max(number, 0)}{random.choice('人件')}"
    else:
        made["operand"], made["other"] = _flow(random), _flow(random)
        if random.random() < 0.5:
            made["times"] = "50%"
    return made


def _flow(random: Random) -> Data:
    attribute = random.choice(_FLOWS)
    roll = random.random()
    if roll < 0.7:
        return {"kind": "value", "attribute": attribute, "period": random.choice(_PERIODS)}
    if roll < 0.85:
        return {"kind": "increment", "attribute": attribute, "period": "Y-1"}
    return {
        "kind": "over_years", "attribute": attribute, "period": "Y-2..Y-1",
        "aggregate": random.choice(("each", "sum", "mean", "max", "min")),
    }  # fmt: skip


def _records(random: Random) -> Data:
    made: Data = {"kind": "records", "attribute": "hires"}
    made["aggregate"] = random.choice(("count", "count", "exists"))
    if random.random() < 0.6:
        operand = {"kind": "value", "attribute": "contract"}
        made["where"] = {"kind": "compare", "operand": operand, "op": ">=", "value": "12个月"}
    return made


def award(random: Random, depth: int) -> Data:
    """An award of any kind, with caps, floors and ceilings."""
    made = _raw_award(random, depth)
    if random.random() < 0.35:
        made["caps"] = [_cap(random) for _ in range(random.randint(1, 2))]
    if random.random() < 0.15:
        made["ceiling"] = True
    if random.random() < 0.1:
        made["floor"] = f"{random.randint(0, 3)}元"
    if random.random() < 0.1:
        made["per"], made["lasting"] = "year", "3年"
    return made


def _raw_award(random: Random, depth: int) -> Data:
    roll = random.random() * (1 if depth else 0.75)
    if roll < 0.2:
        return {"kind": "fixed", "amount": f"{random.randint(0, 9)}元"}
    if roll < 0.38:
        rate = random.choice(("0%", "5%", "33.3%", "12.5%"))
        return {"kind": "rate", "rate": rate, "base": _flow(random)}
    if roll < 0.53:
        return _per_unit(random)
    if roll < 0.72:
        return _tiers(random)
    if roll < 0.75:
        return {"kind": "in_kind", "what": "挂牌"}
    if roll < 0.85:
        received = {"kind": "value", "attribute": random.choice(("received", "upper_grant"))}
        return {"kind": "top_up", "target": award(random, depth - 1), "received": received}
    if roll < 0.93:
        cases = [
            {"when": condition(random, 1), "award": award(random, depth - 1)}
            for _ in range(random.randint(1, 3))
        ]
        choose = random.choice(("highest", "first", "sum"))
        return {"kind": "cases", "choose": choose, "cases": cases}
    return {"kind": "lesser_of", "of": [award(random, depth - 1) for _ in range(2)]}


def _per_unit(random: Random) -> Data:
    attribute = random.choice(("employees", "patents", "floor_area", "insured"))
    quantity: Data = {"kind": "value", "attribute": attribute}
    if random.random() < 0.2:
        quantity = _records(random)
    made: Data = {"kind": "per_unit", "amount": f"{random.randint(1, 3)}.55元"}
    made["quantity"] = quantity
    if random.random() < 0.2:
        made["quantity"], made["step"] = _flow(random), "2元"
    return made


def _tiers(random: Random) -> Data:
    edges = sorted(random.sample(range(-1, 6), 3))
    machine = random.choice(("step", "step", "slab", "slice"))
    bands: list[Data] = []
    for number, edge in enumerate(edges):
        band: Data = {"lower": f"{edge}元", "lower_included": random.random() < 0.8}
        if number < 2 and random.random() < 0.8:
            band["upper"] = f"{edges[number + 1]}元"
        paid = {"amount": f"{number + 1}元"} if machine == "step" else {"rate": f"{number * 10}%"}
        bands.append(band | paid)
    if random.random() < 0.4:
        first = {"upper": f"{edges[0]}元", "amount": "0元"}
        bands.insert(0, first if machine == "step" else first | {"amount": "1元"})
    return {"kind": "tiers", "machine": machine, "operand": _flow(random), "bands": bands}


def _cap(random: Random) -> Data:
    roll = random.random()
    if roll < 0.7:
        per = random.choice(("item", "item", "enterprise", "person"))
        return {"amount": f"{random.randint(0, 4)}元", "per": per}
    if roll < 0.85:
        return {"rate": "10%"}
    return {"rate": "50%", "of": {"kind": "value", "attribute": "upper_grant"}}


def facts(random: Random) -> Data:
    """What is known of an applicant, as a facts file says it."""
    made: Data = {}
    for year in (2023, 2024, 2025, 2026):
        for flow in _FLOWS:
            _maybe(made, f"{flow}@{year}", _amount(random, "{}元"), random, 0.25)
    _maybe(made, "received", _amount(random, "{}元"), random, 0.4)
    for attribute, form in _STATES.items():
        derived = attribute in ("years_established", "age")
        _maybe(made, attribute, _amount(random, form), random, 0.7 if derived else 0.3)
    _maybe(made, "established_on", random.choice(_DAYS), random, 0.4)
    _maybe(made, "birth_date", random.choice(_DAYS), random, 0.4)
    for name in ("legal_person", "violation", "violation@ever"):
        _maybe(made, name, random.random() < 0.5, random, 0.4)
    _maybe(made, "entity_type", random.choice(("企业", "个人")), random, 0.3)
    industries: tuple[object, ...] = (*_INDUSTRIES, {"none_of": ["工业"]}, {"none_of": ["农业"]})
    _maybe(made, "industry", random.choice(industries), random, 0.3)
    _maybe(made, "region", random.choice(_PLACES), random, 0.3)
    _maybe(made, "titles", _titles(random), random, 0.3)
    _maybe(made, "hires", _hires(random), random, 0.4)
    _maybe(made, "growth(revenue)@2025", "20%", random, 0.9)
    _maybe(made, "gate:评审", random.random() < 0.5, random, 0.6)
    return made


_DAYS = ("2024-05-20", "2025-05-20", "2020-02-29", "[2024-01-01,2025-03-01]", "2003-05-21")


def _maybe(made: Data, key: str, value: object, random: Random, missing: float) -> None:
    if random.random() >= missing:
        made[key] = value


def _amount(random: Random, form: str) -> str:
    number = random.randint(0, 6)
    signed = number - 1 if form == "{}元" else number
    roll = random.random()
    if roll < 0.75:
        return form.format(signed)
    if roll < 0.85:
        return form.format(f"{number}.5")
    if roll < 0.88 and form == "{}元":
        return form.format(f"{number}.125")
    return f"[{form.format(signed)},{form.format(signed + random.randint(1, 3))})"


def _titles(random: Random) -> Data:
    names = random.sample(_TITLES, random.randint(0, 2))
    held = [{"name": name} | _grant(random) for name in names]
    rest = [name for name in _TITLES if name not in names]
    made: Data = {"has": held, "complete": random.random() < 0.5}
    if random.random() < 0.4:
        made["lacks"] = random.sample(rest, 1)
    return made


def _grant(random: Random) -> Data:
    made: Data = {}
    if random.random() < 0.4:
        made["first"] = random.random() < 0.5
    if random.random() < 0.4:
        made["granted_on"] = random.choice(("2025-03-01", "2022-03-01"))
    if random.random() < 0.2:
        made["valid_to"] = random.choice(("2026-05-20", "2026-05-19"))
    return made


def _hires(random: Random) -> Data:
    people = [
        {"contract": random.choice(("6个月", "12个月", "2年"))} if random.random() < 0.8 else {}
        for _ in range(random.randint(0, 3))
    ]
    return {"records": people, "complete": random.random() < 0.7}
