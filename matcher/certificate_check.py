"""Check a certificate by adding up: no search, no solver, no code shared with either.

Only the types of the certificate are imported. Everything is recomputed in whole numbers and
fractions from the problem that the reader has built himself.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from matcher.bundle_model import Problem
from matcher.certificate import Branch, Certificate, Fork, Leaf, Node, PartProof


def check_certificate(certificate: Certificate, problem: Problem) -> tuple[str, ...]:
    """What is wrong with it, in English, empty when nothing is.

    Holds: the certificate is about ``problem``; the payments keep every conflict and ceiling; the
    total is what they add up to; the parts are independent and together whole; each bound follows
    from its tree. It does not ask that the bound is reached: that is ``certificate.proved``.
    """
    if certificate.problem != problem:
        return ("the certificate is about another problem",)
    return (*_payment_faults(certificate), *_part_faults(certificate))


def _payment_faults(certificate: Certificate) -> Iterator[str]:
    problem = certificate.problem
    values = {candidate.id: candidate.value for candidate in problem.candidates}
    paid: dict[str, int] = {}
    for payment in certificate.payments:
        if payment.id in paid:
            yield f"{payment.id} is paid twice"
        paid[payment.id] = payment.amount
        if payment.amount > values.get(payment.id, 0):
            yield f"{payment.id} is paid more than it is worth"
    if sum(paid.values()) != certificate.total:
        yield "the payments do not add up to the total"
    for conflict in problem.conflicts:
        if sum(any(item in paid for item in side) for side in conflict.sides) > 1:
            yield f"conflict {conflict.id} is violated"
    for ceiling in problem.ceilings:
        if sum(paid.get(item, 0) for item in set(ceiling.members)) > ceiling.limit:
            yield f"ceiling {ceiling.id} is exceeded"


def _part_faults(certificate: Certificate) -> Iterator[str]:
    problem = certificate.problem
    part_of: dict[str, int] = {}
    for number, part in enumerate(certificate.parts):
        for item in part.items:
            if item in part_of:
                yield f"{item} stands in two parts"
            part_of[item] = number
    if set(part_of) != {candidate.id for candidate in problem.candidates}:
        yield "the parts are not the whole"
        return
    for conflict in problem.conflicts:
        if len({part_of[item] for side in conflict.sides for item in side}) > 1:
            yield f"conflict {conflict.id} ties two parts"
    for ceiling in problem.ceilings:
        if len({part_of[item] for item in ceiling.members}) > 1:
            yield f"ceiling {ceiling.id} ties two parts"
    paid = {payment.id: payment.amount for payment in certificate.payments}
    for part in certificate.parts:
        if part.total != sum(paid.get(item, 0) for item in part.items):
            yield f"the total of {part.items[:1]} is wrong"
        if part.bound < part.total:
            yield f"the bound of {part.items[:1]} is below its total"
        yield from _tree_faults(part, problem)


def _tree_faults(part: PartProof, problem: Problem) -> Iterator[str]:
    """Walk from the root; a child stands behind its parent, so the walk ends."""
    if not part.nodes:
        yield f"no proof for {part.items[:1]}"
        return
    seen: set[int] = set()
    todo: list[tuple[int, frozenset[str], frozenset[str]]] = [(0, frozenset(), frozenset())]
    while todo:
        number, taken, refused = todo.pop()
        if number in seen:
            yield f"node {number} is used twice"
            return
        seen.add(number)
        node = part.nodes[number]
        if not _names_known(node, part, problem):
            yield f"node {number} speaks of what is not in its part"
            return
        if isinstance(node, Leaf):
            bound = _bound(node, part, problem, taken, refused)
            if bound is not None and bound > part.bound:
                yield f"node {number} allows {bound}, above the bound {part.bound}"
            continue
        children = _children(node, problem, taken, refused)
        if children is None or not all(number < n < len(part.nodes) for n, _, _ in children):
            yield f"node {number} does not lead on"
            return
        todo += children


def _children(
    node: Branch | Fork, problem: Problem, taken: frozenset[str], refused: frozenset[str]
) -> list[tuple[int, frozenset[str], frozenset[str]]] | None:
    """The nodes that together cover everything below this one; None when they do not."""
    if isinstance(node, Branch):
        if node.item in taken | refused:
            return None
        return [
            (node.taken, taken | {node.item}, refused),
            (node.refused, taken, refused | {node.item}),
        ]
    sides = next(c.sides for c in problem.conflicts if c.id == node.conflict)
    if len(node.sides) != len(sides):
        return None
    return [
        (child, taken, refused | {i for other in sides if other is not side for i in other})
        for child, side in zip(node.sides, sides, strict=True)
    ]


def _names_known(node: Node, part: PartProof, problem: Problem) -> bool:
    """Whether every ceiling, conflict and item that a node names belongs to the part."""
    here = set(part.items)
    ceilings = {c.id for c in problem.ceilings if here >= set(c.members)}
    members = {c.id: {item for side in c.sides for item in side} for c in problem.conflicts}
    inside = {name for name, items in members.items() if items <= here}
    if isinstance(node, Branch):
        return node.item in here
    if isinstance(node, Fork):
        return node.conflict in inside
    return all(weight.ceiling in ceilings for weight in node.weights) and all(
        split.conflict in inside and {s.item for s in split.shares} <= members[split.conflict]
        for split in node.splits
    )


def _bound(
    leaf: Leaf, part: PartProof, problem: Problem, taken: frozenset[str], refused: frozenset[str]
) -> int | None:
    """The most a choice with these decisions can pay; None when it breaks a conflict.

    For weights w on ceilings and shares s of conflicts: total ≤ Σ w·limit + Σ taken v(1−Σw)
    + Σ conflicts (dearest side of s) + Σ others max(0, v(1−Σw) − Σs), each v(1−Σw) not below 0.
    """
    here = set(part.items)
    live = here - refused
    for conflict in problem.conflicts:
        used = [side for side in conflict.sides if not taken.isdisjoint(side)]
        if len(used) > 1 or taken & refused:
            return None
        if used:
            live -= {item for side in conflict.sides if side != used[0] for item in side}
    ceilings = {c.id: c for c in problem.ceilings if here >= set(c.members)}
    conflicts = {c.id: c for c in problem.conflicts if here >= {i for s in c.sides for i in s}}
    total = Fraction(0)
    left = {c.id: Fraction(c.value) for c in problem.candidates if c.id in live}
    cheaper = dict.fromkeys(left, Fraction(1))
    for weight in leaf.weights:
        price = Fraction(weight.numerator, weight.denominator)
        ceiling = ceilings[weight.ceiling]
        total += price * ceiling.limit
        for item in set(ceiling.members) & live:
            cheaper[item] -= price
    left = {item: value * max(Fraction(0), cheaper[item]) for item, value in left.items()}
    for split in leaf.splits:
        sides = [Fraction(0)] * len(conflicts[split.conflict].sides)
        side_of = {
            item: number
            for number, side in enumerate(conflicts[split.conflict].sides)
            for item in side
        }
        for share in split.shares:
            if share.item in live and share.item not in taken:
                sides[side_of[share.item]] += share.amount
                left[share.item] -= share.amount
        total += max(sides)
    total += sum((max(Fraction(0), value) for value in left.values()), Fraction(0))
    return total.numerator // total.denominator
