"""Bounds from a linear program, solved by HiGHS; only prices are taken from it, never an answer.

The solver works in floating point. Its prices are rounded to fractions and the bound is added up
again in whole fen, so that a rounding error can make a bound looser but never wrong. Used calls of
highspy 1.15: ``addCol``, ``addRow``, ``changeObjectiveSense``, ``run``, ``getModelStatus``,
``getSolution()`` with ``row_dual`` and ``col_value``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from matcher.bundle_search import Bound, Part
from matcher.certificate import Leaf, Share, Split, Weight
from matcher.packing import bits
from rules.errors import MissingExtra

_FINEST = 1000  # denominators of the prices of ceilings


def lp_bound(part: Part, taken: int, live: int) -> Bound:
    """The bound of a node: maximise what is paid when items may be taken in part.

    Columns: for each item paid yuan p, for each side of a conflict whether it is used z. Rows:
    p ≤ value·z for each side the item stands on, Σ z ≤ 1, Σ p ≤ limit.
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
    open_items = bits(taken | live)
    column = {item: number for number, item in enumerate(open_items)}
    for item in open_items:
        solver.addCol(1.0, 0.0, part.values[item] / 100, 0, [], [])
    columns, rows = len(open_items), 0
    ceiling_row: list[tuple[int, int]] = []
    for number, cap in enumerate(part.caps):
        members = [column[n] for n in bits(cap.mask & (taken | live))]
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
            for item in bits(side):
                value = part.values[item] / 100
                solver.addRow(-free, 0.0, 2, [column[item], columns], [1.0, -value])
                tied.append((item, rows))
                rows += 1
            columns += 1
        split_rows.append((name, tied))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS gave {solver.getModelStatus()}")
    solution = solver.getSolution()
    duals, paid = list(solution.row_dual), list(solution.col_value)
    share = {item: round(paid[column[item]] * 100 / part.values[item], 6) for item in bits(live)}
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


def _added_up(
    part: Part,
    taken: int,
    live: int,
    weights: dict[int, Fraction],
    splits: dict[str, dict[int, int]],
) -> Bound:
    total = sum((w * part.caps[n].limit for n, w in weights.items()), Fraction(0))
    sides_of = dict(part.conflicts)
    left: dict[int, Fraction] = {}
    for item in bits(taken | live):
        over = sum((w for n, w in weights.items() if part.caps[n].mask >> item & 1), Fraction(0))
        left[item] = part.values[item] * max(Fraction(0), 1 - over)
    for name, shares in splits.items():
        total += max(
            sum(amount for item, amount in shares.items() if side >> item & 1)
            for side in sides_of[name]
        )
        for item, amount in shares.items():
            left[item] -= amount
    total += sum((max(Fraction(0), amount) for amount in left.values()), Fraction(0))
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
