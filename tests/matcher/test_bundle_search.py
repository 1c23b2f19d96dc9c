"""The search against brute force, its proofs against the checker, proofs tampered with."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import bundle_search
from matcher.bundle_model import Candidate, Ceiling, Conflict, Problem
from matcher.bundle_part import cover_bound
from matcher.bundle_search import solve
from matcher.certificate import Branch, Certificate, Fork, Leaf, Weight
from matcher.certificate_check import check_certificate
from matcher.packing import maximise

NAMES = "abcdefghijkl"


@st.composite
def problems(draw: st.DrawFn, size: int = 8, worth: int = 9, caps: int = 3) -> Problem:
    """Small amounts, so that ties, exhausted ceilings and broken halves come up often."""
    names = list(NAMES[: draw(st.integers(1, size))])
    candidates = tuple(Candidate(id=n, value=draw(st.integers(1, worth))) for n in names)
    conflicts = []
    for number in range(draw(st.integers(0, 4)) if len(names) > 1 else 0):
        members = draw(st.lists(st.sampled_from(names), min_size=2, unique=True))
        cuts = draw(st.integers(1, len(members) - 1))
        sides = (
            tuple((m,) for m in members)
            if draw(st.booleans())
            else (tuple(members[:cuts]), tuple(members[cuts:]))
        )
        conflicts.append(Conflict(id=f"k{number}", sides=sides))
    ceilings = [
        Ceiling(
            id=f"c{number}",
            members=tuple(draw(st.lists(st.sampled_from(names), min_size=1, unique=True))),
            limit=draw(st.integers(0, worth * 3)),
        )
        for number in range(draw(st.integers(0, caps)))
    ]
    return Problem(candidates=candidates, conflicts=tuple(conflicts), ceilings=tuple(ceilings))


def legal(problem: Problem, chosen: tuple[str, ...]) -> bool:
    return all(
        sum(any(item in chosen for item in side) for side in conflict.sides) <= 1
        for conflict in problem.conflicts
    )


def paid_at_most(problem: Problem, chosen: tuple[str, ...]) -> int:
    """Every whole-fen payment tried."""
    value = {c.id: c.value for c in problem.candidates}
    capped = {i for c in problem.ceilings for i in c.members}
    free = sum(value[i] for i in chosen if i not in capped)
    tied = [i for i in chosen if i in capped]
    best = 0
    for amounts in product(*(range(value[i] + 1) for i in tied)):
        paid = dict(zip(tied, amounts, strict=True))
        if all(sum(paid.get(i, 0) for i in c.members) <= c.limit for c in problem.ceilings):
            best = max(best, sum(amounts))
    return free + best


def brute_force(problem: Problem) -> tuple[int, int, tuple[str, ...]]:
    """The total, the fewest items that give it, and the first such choice."""
    names = sorted(c.id for c in problem.candidates)
    tried = (
        (-paid_at_most(problem, chosen), len(chosen), chosen)
        for size in range(len(names) + 1)
        for chosen in combinations(names, size)
        if legal(problem, chosen)
    )
    total, count, chosen = min(tried)
    return -total, count, chosen


@settings(max_examples=150)
@given(problems(size=5, worth=4))
def test_equals_brute_force_with_every_payment_tried(problem: Problem) -> None:
    found = solve(problem)
    total, count, chosen = brute_force(problem)
    assert found.total == total
    assert tuple(p.id for p in found.payments) == chosen
    assert len(found.payments) == count


def by_order(problem: Problem, chosen: tuple[str, ...]) -> int:
    """What is paid under ceilings that are nested or apart: any order gives the most."""
    value = {c.id: c.value for c in problem.candidates}
    left = {c.id: c.limit for c in problem.ceilings}
    total = 0
    for item in chosen:
        over = [c.id for c in problem.ceilings if item in c.members]
        amount = min([value[item], *(left[name] for name in over)])
        total += amount
        for name in over:
            left[name] -= amount
    return total


@settings(max_examples=60)
@given(problems(size=12, worth=1000, caps=1))
def test_equals_brute_force_up_to_twelve_items(problem: Problem) -> None:
    names = sorted(c.id for c in problem.candidates)
    best = max(
        by_order(problem, chosen)
        for size in range(len(names) + 1)
        for chosen in combinations(names, size)
        if legal(problem, chosen)
    )
    assert solve(problem).total == best


@settings(max_examples=300)
@given(problems(size=10, worth=50))
def test_the_proof_holds_and_nothing_is_violated(problem: Problem) -> None:
    found = solve(problem)
    assert check_certificate(found, problem) == ()
    chosen = tuple(p.id for p in found.payments)
    assert legal(problem, chosen)
    for ceiling in problem.ceilings:
        assert sum(p.amount for p in found.payments if p.id in ceiling.members) <= ceiling.limit


@settings(max_examples=150)
@given(problems(size=8, worth=20, caps=1))
def test_without_crossing_ceilings_every_choice_is_proved_best(problem: Problem) -> None:
    assert solve(problem).proved


@settings(max_examples=150)
@given(problems(size=8, worth=20), st.randoms(use_true_random=False))
def test_order_changes_nothing(problem: Problem, random: Any) -> None:
    def mixed(things: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(things, len(things)))

    other = Problem(
        candidates=mixed(problem.candidates),
        conflicts=mixed(problem.conflicts),
        ceilings=mixed(problem.ceilings),
    )
    assert solve(other).payments == solve(problem).payments


@settings(max_examples=150)
@given(problems(size=8, worth=20), st.permutations(NAMES))
def test_names_decide_nothing_but_ties(problem: Problem, names: list[str]) -> None:
    new = dict(zip(NAMES, names, strict=True))
    other = Problem(
        candidates=tuple(Candidate(id=new[c.id], value=c.value) for c in problem.candidates),
        conflicts=tuple(
            Conflict(id=c.id, sides=tuple(tuple(new[i] for i in s) for s in c.sides))
            for c in problem.conflicts
        ),
        ceilings=tuple(
            Ceiling(id=c.id, members=tuple(new[i] for i in c.members), limit=c.limit)
            for c in problem.ceilings
        ),
    )
    first, second = solve(problem), solve(other)
    assert (first.total, len(first.payments)) == (second.total, len(second.payments))


@settings(max_examples=100)
@given(problems(size=8, worth=20))
def test_one_item_more_is_never_less(problem: Problem) -> None:
    left_out = problem.candidates[-1].id
    kept = {c.id for c in problem.candidates} - {left_out}
    sides = {
        c.id: tuple(s for side in c.sides if (s := tuple(i for i in side if i in kept)))
        for c in problem.conflicts
    }
    members = {c.id: tuple(i for i in c.members if i in kept) for c in problem.ceilings}
    smaller = Problem(
        candidates=problem.candidates[:-1],
        conflicts=tuple(Conflict(id=n, sides=s) for n, s in sides.items() if len(s) > 1),
        ceilings=tuple(
            Ceiling(id=c.id, members=members[c.id], limit=c.limit)
            for c in problem.ceilings
            if members[c.id]
        ),
    )
    assert solve(smaller).total <= solve(problem).total


# -- proofs that were tampered with ------------------------------------------------------------

TRIED = Problem(
    candidates=tuple(
        Candidate(id=name, value=value)
        for name, value in (("a", 50), ("b", 40), ("c", 30), ("d", 25), ("e", 20), ("f", 10))
    ),
    conflicts=(
        Conflict(id="k1", sides=(("a",), ("b",))),
        Conflict(id="k2", sides=(("b",), ("c",))),
        Conflict(id="k3", sides=(("c",), ("a",))),
        Conflict(id="k4", sides=(("d", "e"), ("c",))),
    ),
    ceilings=(Ceiling(id="c1", members=("d", "e", "f"), limit=45),),
)


def mutations(good: Certificate) -> list[Certificate]:
    """Every single number, name and node of the certificate changed in turn."""
    raw = good.model_dump(mode="json")
    found: list[Certificate] = []

    def change(path: list[Any], value: Any) -> None:
        copy = Certificate.model_validate(raw).model_dump(mode="json")
        place = copy
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        try:
            found.append(Certificate.model_validate(copy))
        except ValueError:
            return  # the types refuse it already

    change(["total"], raw["total"] + 1)
    change(["payments"], raw["payments"][1:])
    for n, payment in enumerate(raw["payments"]):
        change(["payments", n, "amount"], payment["amount"] + 1)
        change(["payments", n, "id"], "b")
    for n, candidate in enumerate(raw["problem"]["candidates"]):
        change(["problem", "candidates", n, "value"], candidate["value"] + 1)
    change(["problem", "conflicts"], raw["problem"]["conflicts"][1:])
    change(["problem", "ceilings", 0, "limit"], 46)
    for n, part in enumerate(raw["parts"]):
        change(["parts", n, "total"], part["total"] - 1)
        change(["parts", n, "bound"], part["bound"] - 1)
        change(["parts", n, "items"], part["items"][1:])
        change(["parts", n, "nodes"], [])
        change(["parts", n, "nodes"], [Leaf().model_dump(mode="json")])
        for m, node in enumerate(part["nodes"]):
            if node["kind"] == "branch":
                change(["parts", n, "nodes", m, "taken"], node["refused"])
                change(["parts", n, "nodes", m, "refused"], m)
                change(["parts", n, "nodes", m, "item"], "zz")
            if node["kind"] == "fork":
                change(["parts", n, "nodes", m, "sides"], node["sides"][1:])
                change(["parts", n, "nodes", m, "sides"], [m] * len(node["sides"]))
                change(["parts", n, "nodes", m, "conflict"], "zz")
    change(["parts"], raw["parts"][1:])
    return found


def test_tampering_is_found() -> None:
    good = solve(TRIED)
    assert good.proved
    assert good.total == 50 + 45
    assert [p.id for p in good.payments] == ["a", "d", "e"]
    assert check_certificate(good, TRIED) == ()
    bad = mutations(good)
    assert len(bad) >= 20
    assert [c for c in bad if check_certificate(c, TRIED) == ()] == []


@settings(max_examples=40)
@given(problems(size=7, worth=30))
def test_tampering_with_any_proof_is_found(problem: Problem) -> None:
    good = solve(problem)
    dearer = good.model_copy(update={"total": good.total + 1})
    assert check_certificate(dearer, problem)
    for number, part in enumerate(good.parts):
        if part.bound != part.total:
            continue
        tighter = part.model_copy(update={"bound": part.bound - 1, "total": part.total - 1})
        parts = (*good.parts[:number], tighter, *good.parts[number + 1 :])
        assert check_certificate(good.model_copy(update={"parts": parts}), problem)


def test_a_price_of_something_else_is_refused() -> None:
    good = solve(TRIED)
    (part,) = (p for p in good.parts if "d" in p.items)
    strange = Leaf(weights=(Weight(ceiling="elsewhere", numerator=1, denominator=1),))
    nodes = tuple(strange if isinstance(node, Leaf) else node for node in part.nodes)
    parts = tuple(p if p != part else p.model_copy(update={"nodes": nodes}) for p in good.parts)
    assert check_certificate(good.model_copy(update={"parts": parts}), TRIED)


def test_proofs_decide_items_and_sides() -> None:
    nodes = [node for part in solve(TRIED).parts for node in part.nodes]
    assert any(isinstance(node, Branch | Fork) for node in nodes)


# -- large parts -------------------------------------------------------------------------------


def ring(size: int) -> Problem:
    """Each item shuts out the next: an odd ring, where half of everything is a wrong bound."""
    names = [f"i{n:03}" for n in range(size)]
    return Problem(
        candidates=tuple(Candidate(id=n, value=1000 + k % 7) for k, n in enumerate(names)),
        conflicts=tuple(
            Conflict(id=f"k{n}", sides=((names[n],), (names[(n + 1) % size],))) for n in range(size)
        ),
    )


def test_the_linear_program_takes_over_and_proves(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("highspy")
    small = ring(13)
    expected = solve(small)
    monkeypatch.setattr(bundle_search, "SMALL", 4)
    monkeypatch.setattr(bundle_search, "STEPS", 3)
    found = solve(small)
    assert found.proved
    assert found.total == expected.total
    assert check_certificate(found, small) == ()


def test_a_part_that_is_not_finished_says_how_far_off(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("highspy")
    problem = ring(31)
    monkeypatch.setattr(bundle_search, "STEPS", 3)
    monkeypatch.setattr(bundle_search, "LP_STEPS", 1)
    found = solve(problem)
    assert not found.proved
    assert found.bound > found.total
    assert check_certificate(found, problem) == ()


def test_without_the_solver_the_command_to_install_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    from rules.errors import MissingExtra

    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.setattr(bundle_search, "SMALL", 4)
    monkeypatch.setattr(bundle_search, "STEPS", 3)
    with pytest.raises(MissingExtra, match=r"policycalc\[optimise\]"):
        solve(ring(31))


def test_a_large_part_that_is_simple_needs_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "highspy", None)
    names = [f"i{n:03}" for n in range(300)]
    problem = Problem(
        candidates=tuple(Candidate(id=n, value=100 + k) for k, n in enumerate(names)),
        conflicts=(
            Conflict(id="one-of", sides=tuple((n,) for n in names[:100])),
            Conflict(id="two-sides", sides=(tuple(names[100:170]), tuple(names[170:200]))),
        ),
        ceilings=(
            Ceiling(id="year", members=tuple(names[50:300]), limit=9000),
            Ceiling(id="chapter", members=tuple(names[200:240]), limit=2000),
        ),
    )
    found = solve(problem)
    assert found.proved
    assert check_certificate(found, problem) == ()
    assert found.total == 9000 + 149  # the ceiling, and the dearest of those outside it


def test_the_exact_linear_program_is_exact() -> None:
    from fractions import Fraction

    one, zero = Fraction(1), Fraction(0)
    triangle = [[one, one, zero], [zero, one, one], [one, zero, one]]
    found, prices = maximise(triangle, [one, one, one])
    assert sum(found) == Fraction(3, 2) == sum(prices)


def test_a_bound_never_lies_below_a_choice() -> None:
    (part, *_) = bundle_search._parts(TRIED)
    everything = (1 << len(part.ids)) - 1
    assert cover_bound(part, 0, everything).most >= solve(TRIED).parts[0].total
