"""A part of the problem in numbers, and the bound that needs no solver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from matcher.certificate import Leaf, Share, Split, Weight
from matcher.packing import Cap, are_laminar, bits, cap_prices, share_out


class Bound(NamedTuple):
    """No choice below a node pays more than ``most``; ``leaf`` proves it.

    ``order``: the open items, the most promising first, where the bound knows.
    """

    most: int
    leaf: Leaf
    order: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """The items of a part by number, the dearest first; sets of them are the bits of a number."""

    ids: tuple[str, ...]
    values: tuple[int, ...]
    conflicts: tuple[tuple[str, tuple[int, ...]], ...]
    caps: tuple[Cap, ...]
    cap_ids: tuple[str, ...]

    @cached_property
    def shuts_out(self) -> tuple[int, ...]:
        """For each item those that cannot be had with it."""
        out = [0] * len(self.ids)
        for _, sides in self.conflicts:
            everyone = sum(sides)  # sides are disjoint
            for side in sides:
                for item in bits(side):
                    out[item] |= everyone & ~side
        return tuple(out)

    @cached_property
    def sorts(self) -> tuple[int, ...]:
        """Items that the same sides and ceilings hold: they are had together or not at all."""
        found: dict[tuple[object, ...], int] = {}
        sides = [side for _, all_sides in self.conflicts for side in all_sides]
        masks = [*sides, *(cap.mask for cap in self.caps)]
        for item in range(len(self.ids)):
            key = tuple(mask >> item & 1 for mask in masks)
            found[key] = found.get(key, 0) | 1 << item
        return tuple(found.values())

    def worth(self, chosen: int) -> int:
        """What a choice pays."""
        if not self.caps:
            return self.sum_of(chosen)
        return sum(share_out(self.values, self.caps, chosen).values())

    def sum_of(self, mask: int) -> int:
        """What the items are worth apart from all limits."""
        return sum(self.values[item] for item in bits(mask))


Bounder = Callable[[Part, int, int], Bound]


def cover_bound(part: Part, taken: int, live: int) -> Bound:
    """Every open item is answered for by one conflict at most, and by ceilings that are short."""
    capped, weights = 0, list[int]()
    most = 0
    if part.caps and are_laminar(part.caps):
        most, capped, weights = _short_ceilings(part, taken, live)
    elif part.caps and not live:
        prices = cap_prices(part.values, part.caps, taken)
        return _priced(part, taken, prices)
    cover, splits = _cover(part, live & ~capped)
    most += part.sum_of(taken & ~capped) + cover
    return Bound(
        most,
        Leaf(
            weights=tuple(
                Weight(ceiling=part.cap_ids[n], numerator=1, denominator=1) for n in weights
            ),
            splits=splits,
        ),
    )


def _priced(part: Part, taken: int, prices: list[Fraction]) -> Bound:
    total = Fraction(0)
    for price, cap in zip(prices, part.caps, strict=True):
        total += price * cap.limit
    for item in bits(taken):
        over = [p for p, cap in zip(prices, part.caps, strict=True) if cap.mask >> item & 1]
        total += part.values[item] * max(Fraction(0), 1 - sum(over, Fraction(0)))
    weights = tuple(
        Weight(ceiling=name, numerator=price.numerator, denominator=price.denominator)
        for name, price in zip(part.cap_ids, prices, strict=True)
        if price
    )
    return Bound(total.__floor__(), Leaf(weights=weights))


def _short_ceilings(part: Part, taken: int, live: int) -> tuple[int, int, list[int]]:
    """The ceilings below what their items could come to: their limits, items and numbers."""
    found: dict[int, int] = {}  # ceiling -> limit, none inside another
    for number in sorted(range(len(part.caps)), key=lambda n: part.caps[n].mask.bit_count()):
        cap = part.caps[number]
        inner = [n for n in found if part.caps[n].mask & cap.mask == part.caps[n].mask]
        free = cap.mask
        for n in inner:
            free &= ~part.caps[n].mask
        most = sum(found[n] for n in inner) + part.sum_of(taken & free)
        if most + part.sum_of(live & free) <= cap.limit:
            continue
        if most + _cover(part, live & free)[0] > cap.limit:
            for n in inner:
                del found[n]
            found[number] = cap.limit
    capped = 0
    for number in found:
        capped |= part.caps[number].mask
    return sum(found.values()), capped, sorted(found)


def _cover(part: Part, live: int) -> tuple[int, tuple[Split, ...]]:
    """A bound on the open items by conflicts: each time the one that saves most."""
    total, splits = 0, list[Split]()
    savings = []
    for number, (_, sides) in enumerate(part.conflicts):
        sums = [part.sum_of(side & live) for side in sides if side & live]
        if len(sums) > 1:
            savings.append((max(sums) - sum(sums), number))
    heapify(savings)
    while savings:
        stale, number = heappop(savings)
        name, sides = part.conflicts[number]
        sums = [part.sum_of(side & live) for side in sides if side & live]
        if len(sums) < 2:
            continue
        saved = max(sums) - sum(sums)
        if saved != stale:  # fewer are left since it was put down; savings only shrink
            heappush(savings, (saved, number))
            continue
        members = sum(sides) & live
        total += max(sums)
        live &= ~members
        splits.append(
            Split(
                conflict=name,
                shares=tuple(Share(item=part.ids[n], amount=part.values[n]) for n in bits(members)),
            )
        )
    return total + part.sum_of(live), tuple(splits)
