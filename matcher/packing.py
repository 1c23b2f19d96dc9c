"""How much is paid out when ceilings limit what several items come to together.

Whole fen in and out. Ceilings that are nested or apart (every real set so far) need only sharing
out in order. Ceilings that cross need a linear program, solved exactly over fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

Row = list[Fraction]


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling over items numbered by the bits of ``mask``."""

    mask: int
    limit: int


@lru_cache(maxsize=4096)
def bits(mask: int) -> tuple[int, ...]:
    """The numbers of the bits that are set, lowest first."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return tuple(found)


def are_laminar(caps: Sequence[Cap]) -> bool:
    """Whether every two ceilings are nested or apart."""
    return all(
        not a.mask & b.mask or a.mask & b.mask in (a.mask, b.mask)
        for number, a in enumerate(caps)
        for b in caps[:number]
    )


def share_out(values: Sequence[int], caps: Sequence[Cap], chosen: int) -> dict[int, int]:
    """What each chosen item is paid, the lower numbers first: the most there is in all."""
    if not are_laminar(caps):
        return _crossing(values, caps, chosen)[0]
    left = [cap.limit for cap in caps]
    paid = {}
    for item in bits(chosen):
        over = [number for number, cap in enumerate(caps) if cap.mask >> item & 1]
        amount = min([values[item], *(left[number] for number in over)])
        paid[item] = amount
        for number in over:
            left[number] -= amount
    return paid


def cap_prices(values: Sequence[int], caps: Sequence[Cap], chosen: int) -> list[Fraction]:
    """The price of a yuan of each ceiling that proves the most that can be paid."""
    if not are_laminar(caps):
        return _crossing(values, caps, chosen)[1]
    prices = [Fraction(0)] * len(caps)
    worth: dict[int, tuple[int, list[int]]] = {}  # top ceilings so far: worth, priced ones inside
    for number in sorted(range(len(caps)), key=lambda n: (caps[n].mask.bit_count(), n)):
        mask, free, priced = caps[number].mask, chosen & caps[number].mask, list[int]()
        total = 0
        for inner in [n for n in worth if caps[n].mask & mask == caps[n].mask]:
            amount, inside = worth.pop(inner)
            free &= ~caps[inner].mask
            total, priced = total + amount, [*priced, *inside]
        total += sum(values[item] for item in bits(free))
        if total > caps[number].limit:
            total, priced = caps[number].limit, [number]
        worth[number] = (total, priced)
    for _, priced in worth.values():
        for number in priced:
            prices[number] = Fraction(1)
    return prices


def _crossing(
    values: Sequence[int], caps: Sequence[Cap], chosen: int
) -> tuple[dict[int, int], list[Fraction]]:
    """Items under the same ceilings are one sum; whole numbers by branching on a broken one."""
    alike: dict[tuple[int, ...], list[int]] = {}
    for item in bits(chosen):
        over = tuple(n for n, cap in enumerate(caps) if cap.mask >> item & 1)
        alike.setdefault(over, []).append(item)
    groups = list(alike)
    most = [sum(values[item] for item in alike[group]) for group in groups]
    limits = [cap.limit for cap in caps]
    prices: list[Fraction] = []
    best: tuple[int, list[int]] = (-1, [])
    boxes = [([0] * len(groups), most)]
    while boxes:
        low, high = boxes.pop()
        room = [
            limit - sum(low[g] for g, group in enumerate(groups) if number in group)
            for number, limit in enumerate(limits)
        ]
        if min(room, default=0) < 0:
            continue
        rows = [[Fraction(int(number in group)) for group in groups] for number in range(len(caps))]
        rows += [[Fraction(int(g == h)) for h in range(len(groups))] for g in range(len(groups))]
        sizes = [*room, *(b - a for a, b in zip(low, high, strict=True))]
        found, duals = maximise(rows, [Fraction(size) for size in sizes])
        prices = prices or duals[: len(caps)]
        sums = [a + part for a, part in zip(low, found, strict=True)]
        if sum(sums).__floor__() <= best[0]:
            continue
        broken = next((g for g, part in enumerate(sums) if part.denominator != 1), None)
        if broken is None:
            best = (int(sum(sums)), [int(part) for part in sums])
            continue
        down, up = list(high), list(low)
        down[broken], up[broken] = sums[broken].__floor__(), sums[broken].__ceil__()
        boxes += [(low, down), (up, high)]
    paid = {}
    for group, amount in zip(groups, best[1], strict=True):
        for item in alike[group]:
            paid[item] = min(values[item], amount)
            amount -= paid[item]
    return paid, prices


def maximise(rows: Sequence[Row], limits: Row) -> tuple[Row, Row]:
    """The x ≥ 0 with rows·x ≤ limits (none below 0) of the largest sum, and a price for each row.

    The simplex method over fractions, by Bland's rule: it ends, and gives the same answer each
    time.
    """
    width = len(rows[0])
    table = [
        [*row, *(Fraction(int(i == j)) for j in range(len(rows))), limit]
        for i, (row, limit) in enumerate(zip(rows, limits, strict=True))
    ]
    goal = [Fraction(1)] * width + [Fraction(0)] * (len(rows) + 1)
    basis = [width + i for i in range(len(rows))]
    while (enter := next((j for j, g in enumerate(goal[:-1]) if g > 0), None)) is not None:
        ratios = [
            (row[-1] / row[enter], basis[i], i) for i, row in enumerate(table) if row[enter] > 0
        ]
        leave = min(ratios)[2]
        pivot = [entry / table[leave][enter] for entry in table[leave]]
        table = [
            pivot if i == leave else [a - row[enter] * b for a, b in zip(row, pivot, strict=True)]
            for i, row in enumerate(table)
        ]
        goal = [a - goal[enter] * b for a, b in zip(goal, pivot, strict=True)]
        basis[leave] = enter
    solution = [Fraction(0)] * width
    for i, column in enumerate(basis):
        if column < width:
            solution[column] = table[i][-1]
    return solution, [-goal[width + i] for i in range(len(rows))]
