"""Bounds from a linear program, solved by HiGHS; only prices are taken from it, never an answer.

The solver works in floating point. Its prices are rounded to fractions and the bound is added up
again in whole fen, so that a rounding error can make a bound looser but never wrong. Used calls of
highspy 1.15: ``addCol``, ``addRow``, ``changeObjectiveSense``, ``run``, ``getModelStatus``,
``getSolution()`` with ``row_dual`` and ``col_value``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from matcher.bundle_part import Bound, Part
from matcher.certificate import Leaf, Share, Split, Weight
from matcher.packing import bits
from rules.errors import MissingExtra

_FINEST = 1000  # denominators of the prices of ceilings


def lp_bound(part: Part, taken: int, live: int) -> Bound:
    """The bound of a node: maximise what is paid when items may be taken in part.

    Columns: for items that are alike the yuan p they pay, for each side of a conflict whether it is
    used z. Rows: p ≤ value·z for each side they stand on, Σ z ≤ 1, Σ p ≤ limit.
    """
    try:
        import highspy
    except ImportError:
        raise MissingExtra("optimise", "条目很多时求最优组合") from None
    make: Any = highspy.Highs  # its constructor carries no types
    solver = make()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    free = highspy.kHighsInf
    groups = _alike(part, taken, live)
    worth = [part.sum_of(group) / 100 for group in groups]
    for amount in worth:
        solver.addCol(1.0, 0.0, amount, 0, [], [])
    columns, rows = len(groups), 0
    ceiling_row: list[tuple[int, int]] = []
    for number, cap in enumerate(part.caps):
        members = [n for n, group in enumerate(groups) if group & cap.mask]
        if members:
            solver.addRow(-free, cap.limit / 100, len(members), members, [1.0] * len(members))
            ceiling_row.append((number, rows))
            rows += 1
    split_rows: list[tuple[str, list[tuple[int, int]]]] = []
    for name, sides in part.conflicts:
        used = [side & live for side in sides if side & live]
        if len(used) < 2:
            continue
        for _ in used:
            solver.addCol(0.0, 0.0, 1.0, 0, [], [])
        solver.addRow(
            -free, 1.0, len(used), list(range(columns, columns + len(used))), [1.0] * len(used)
        )
        rows += 1
        tied: list[tuple[int, int]] = []
        for side in used:
            for n, group in enumerate(groups):
                if group & side:
                    solver.addRow(-free, 0.0, 2, [n, columns], [1.0, -worth[n]])
                    tied += [(item, rows) for item in bits(group)]
                    rows += 1
            columns += 1
        split_rows.append((name, tied))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS gave {solver.getModelStatus()}")
    solution = solver.getSolution()
    duals, paid = list(solution.row_dual), list(solution.col_value)
    share = {
        item: round(paid[n] / worth[n], 6)
        for n, group in enumerate(groups)
        for item in bits(group & live)
    }
    order = sorted(share, key=lambda item: (-share[item], item))
    weights = {
        number: max(Fraction(0), Fraction(duals[row]).limit_denominator(_FINEST))
        for number, row in ceiling_row
    }
    splits = {
        name: {item: max(0, round(duals[row] * part.values[item])) for item, row in tied}
        for name, tied in split_rows
    }
    return _added_up(part, taken, live, weights, splits)._replace(order=tuple(order))


def _alike(part: Part, taken: int, live: int) -> list[int]:
    """The open items of each sort, and those of each that are taken, as one."""
    found = [mask & some for mask in part.sorts for some in (taken, live)]
    return [group for group in found if group]


def _added_up(
    part: Part,
    taken: int,
    live: int,
    weights: dict[int, Fraction],
    splits: dict[str, dict[int, int]],
) -> Bound:
    total = sum((w * part.caps[n].limit for n, w in weights.items()), Fraction(0))
    sides_of = dict(part.conflicts)
    left: dict[int, Fraction | int] = {}
    for group in _alike(part, taken, live):
        over = sum((w for n, w in weights.items() if part.caps[n].mask & group), Fraction(0))
        for item in bits(group):
            value = part.values[item]
            left[item] = value if not over else value * max(Fraction(0), 1 - over)
    for name, shares in splits.items():
        total += max(
            sum(amount for item, amount in shares.items() if side >> item & 1)
            for side in sides_of[name]
        )
        for item, amount in shares.items():
            left[item] -= amount
    total += sum((amount for amount in left.values() if amount > 0), Fraction(0))
    leaf = Leaf(
        weights=tuple(
            Weight(
                ceiling=part.cap_ids[n], numerator=weight.numerator, denominator=weight.denominator
            )
            for n, weight in weights.items()
            if weight
        ),
        splits=tuple(
            Split(
                conflict=name,
                shares=tuple(
                    Share(item=part.ids[item], amount=amount)
                    for item, amount in sorted(shares.items())
                    if amount
                ),
            )
            for name, shares in splits.items()
            if any(shares.values())
        ),
    )
    return Bound(total.__floor__(), leaf)
