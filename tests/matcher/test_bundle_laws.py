"""Laws of bundles over random rules: what the clauses say, tried out by hand on every choice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.bundle import bundle
from matcher.bundle_result import Bundle
from matcher.decision import AwardAmount, Decision, Verdict, WindowState
from rules.quantity import Money
from rules.rule import Rule

ON = date(2026, 5, 20)
SPAN = {"document": "", "start": 0, "end": 2, "quote": "原文"}
ISSUERS = {"city": "云江市财政局", "district": "青屏区财政局", "other": "石桥区财政局"}
CAP = 100  # yuan a year, of the city's items

# name of the clause -> kind, words, and whether it is carried by the city's or district's items
CLAUSES = {
    "one": ("highest_of", "同一企业符合本办法多项奖励的，就高不重复", "district"),
    "cap": ("annual_cap", "单个企业每年按本办法获得的资助合计不超过100元", "city"),
    "against": ("exclusive_with", "不得与《石桥区办法》重复享受", "city"),
}
Item = tuple[str, int]  # policy, yuan


def rule(rule_id: str, item: Item, clauses: frozenset[str]) -> Rule:
    policy, yuan = item
    stacking: list[dict[str, Any]] = []
    for number, name in enumerate(sorted(clauses)):
        kind, words, carrier = CLAUSES[name]
        if carrier == policy:
            start = 100 * (number + 1)
            source = {"document": "", "start": start, "end": start + len(words), "quote": words}
            more = {"amount": f"{CAP}元"} if kind == "annual_cap" else {}
            stacking.append({"kind": kind, "scope": "", "source": source, **more})
    title = {"city": "云江市办法", "district": "青屏区办法", "other": "石桥区办法"}[policy]
    return Rule.model_validate(
        {
            "id": rule_id,
            "title": f"奖励{rule_id}号",
            "document": policy,
            "policy": {"title": title, "issuer": ISSUERS[policy]},
            "when": {"kind": "is", "attribute": "x", "source": SPAN},
            "award": {"kind": "fixed", "amount": f"{yuan}元", "source": SPAN},
            "stacking": stacking,
            "source": SPAN,
        }
    )


def decided(rule: Rule, yuan: int) -> tuple[Rule, Decision]:
    paid = Money(yuan=Decimal(yuan))
    amount = AwardAmount(kind="exact", text=f"{yuan}元", low=paid, high=paid)
    return rule, Decision(
        rule_id=rule.id,
        rule_title=rule.title,
        on=ON,
        verdict=Verdict.ELIGIBLE,
        amount=amount,
        window=WindowState(state="unstated"),
        in_force=True,
    )


def best(items: list[Item], clauses: frozenset[str], names: list[str] | None = None) -> Bundle:
    ids = names or [f"r{n}" for n in range(len(items))]
    pairs = [decided(rule(i, item, clauses), item[1]) for i, item in zip(ids, items, strict=True)]
    return bundle(pairs, ON)


def by_hand(items: list[Item], clauses: frozenset[str]) -> int:
    most = 0
    for size in range(len(items) + 1):
        for chosen in combinations(items, size):
            of = {p: [yuan for policy, yuan in chosen if policy == p] for p in ISSUERS}
            if "one" in clauses and len(of["district"]) > 1:
                continue
            if "against" in clauses and of["city"] and of["other"]:
                continue
            city = min(CAP, sum(of["city"])) if "cap" in clauses else sum(of["city"])
            most = max(most, city + sum(of["district"]) + sum(of["other"]))
    return most


ITEMS = st.lists(
    st.tuples(st.sampled_from(sorted(ISSUERS)), st.integers(1, 80)), min_size=1, max_size=8
)
SAID = st.frozensets(st.sampled_from(sorted(CLAUSES)))


@settings(max_examples=80)
@given(ITEMS, SAID)
def test_the_total_is_what_every_choice_tried_by_hand_gives(
    items: list[Item], clauses: frozenset[str]
) -> None:
    found = best(items, clauses)
    for plan in (found.certain, found.possible):
        assert plan.keeping == plan.ignoring
        assert plan.keeping.total.yuan == by_hand(items, clauses)
        assert sum(item.amount.yuan for item in plan.keeping.items) == plan.keeping.total.yuan
        named = [i.rule_id for i in plan.keeping.items] + [i.rule_id for i in plan.keeping.left_out]
        assert sorted(named) == [f"r{n}" for n in range(len(items))]
        assert all(left.clause is not None for left in plan.keeping.left_out)
    assert found.open == ()


@settings(max_examples=40)
@given(ITEMS, SAID, st.randoms(use_true_random=False))
def test_order_and_names_change_nothing(
    items: list[Item], clauses: frozenset[str], random: Any
) -> None:
    found = best(items, clauses).certain.keeping
    names = [f"r{n}" for n in range(len(items))]
    pairs = random.sample(list(zip(items, names, strict=True)), len(items))
    mixed = best([item for item, _ in pairs], clauses, [name for _, name in pairs])
    assert mixed.certain.keeping.items == found.items
    renamed = best(items, clauses, random.sample(names, len(names))).certain.keeping
    assert (renamed.total, len(renamed.items)) == (found.total, len(found.items))


@settings(max_examples=40)
@given(ITEMS, SAID)
def test_one_item_more_is_never_less(items: list[Item], clauses: frozenset[str]) -> None:
    fewer = best(items[:-1], clauses).certain.keeping.total.yuan if len(items) > 1 else 0
    assert best(items, clauses).certain.keeping.total.yuan >= fewer
