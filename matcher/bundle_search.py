"""The best choice, with its proof: enumeration with bounds, part by part.

A part is what conflicts and ceilings tie together. Every part is enumerated: an item is taken or
refused, or a side of a conflict is settled on, until a bound shows that nothing better is left.
What shuts nothing out is taken, whether or not a ceiling cuts it, so only conflicts are decided.
Parts of up to ``SMALL`` items are always finished that way; larger ones as long as it takes fewer
than ``STEPS`` steps, and otherwise with the bounds of a linear program (``matcher.bundle_highs``),
which needs the extra ``optimise``.

Among choices that pay the same, the one with fewer items is taken, then the one whose ids come
first (in larger parts: the best of those within ``STEPS`` steps). Steps are counted, not timed: the
same problem gives the same answer everywhere.
"""

from __future__ import annotations

from matcher.bundle_model import Payment, Problem
from matcher.bundle_part import Bounder, Part, cover_bound
from matcher.certificate import Branch, Certificate, Fork, Node, PartProof
from matcher.packing import Cap, bits, share_out

SMALL = 12  # items that are enumerated whatever it takes
STEPS = 300  # nodes a larger part may take before the linear program is asked
LP_STEPS = 300  # nodes with a linear program each


class _TooLarge(Exception):  # noqa: N818 - not an error: the caller goes on with better bounds
    """The steps are used up."""


def solve(problem: Problem) -> Certificate:
    """The best choice and its proof.

    Raises MissingExtra when a part is too large to enumerate and HiGHS is not installed. Where even
    that does not finish, ``certificate.proved`` is false and ``bound`` says how far off at most.
    """
    payments: list[Payment] = []
    proofs: list[PartProof] = []
    for part in _parts(problem):
        chosen, proof = _solve_part(part)
        proofs.append(proof)
        paid = share_out(part.values, part.caps, chosen)
        payments += [Payment(id=part.ids[n], amount=fen) for n, fen in paid.items() if fen]
    payments.sort(key=lambda payment: payment.id)
    return Certificate(
        problem=problem,
        payments=tuple(payments),
        total=sum(proof.total for proof in proofs),
        parts=tuple(proofs),
    )


def _parts(problem: Problem) -> list[Part]:
    """Connected parts, by the first of their ids."""
    root = {candidate.id: candidate.id for candidate in problem.candidates}

    def find(item: str) -> str:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    ties = [[item for side in c.sides for item in side] for c in problem.conflicts]
    ties += [list(c.members) for c in problem.ceilings]
    for tied in ties:
        for item in tied[1:]:
            root[find(item)] = find(tied[0])
    value = {candidate.id: candidate.value for candidate in problem.candidates}
    members: dict[str, list[str]] = {}
    for item in sorted(value):
        members.setdefault(find(item), []).append(item)
    conflicts = {c: find(c.sides[0][0]) for c in problem.conflicts}
    ceilings = {c: find(c.members[0]) for c in problem.ceilings}
    parts = []
    for name, ids in members.items():
        order = sorted(ids, key=lambda item: (-value[item], item))
        bit = {item: 1 << number for number, item in enumerate(order)}
        inside = [c for c, where in conflicts.items() if where == name]
        over = [c for c, where in ceilings.items() if where == name]
        parts.append(
            Part(
                ids=tuple(order),
                values=tuple(value[item] for item in order),
                conflicts=tuple(
                    (c.id, tuple(sum(bit[item] for item in side) for side in c.sides))
                    for c in sorted(inside, key=lambda c: c.id)
                ),
                caps=tuple(
                    Cap(sum(bit[item] for item in set(c.members)), c.limit)
                    for c in sorted(over, key=lambda c: c.id)
                ),
                cap_ids=tuple(sorted(c.id for c in over)),
            )
        )
    return parts


def _solve_part(part: Part) -> tuple[int, PartProof]:
    steps = 3**SMALL if len(part.ids) <= SMALL else STEPS
    search = _Search(part, cover_bound, steps)
    try:
        search.run()
    except _TooLarge:
        from matcher.bundle_highs import lp_bound

        search = _Search(part, lp_bound, LP_STEPS, start=search.chosen)
        try:
            search.run()
        except _TooLarge:
            search.give_up()
    chosen = _tidied(part, search.chosen, search.best)
    ids = tuple(sorted(part.ids))
    proof = PartProof(items=ids, total=search.best, bound=search.bound, nodes=tuple(search.nodes))
    return chosen, proof


class _Search:
    """Depth first; what each node shows is written down as the proof."""

    def __init__(self, part: Part, bounder: Bounder, steps: int, start: int = 0) -> None:
        self.part, self.bounder, self.steps = part, bounder, steps
        self.nodes: list[Node] = []
        self.chosen = start
        self.best = part.worth(start)
        self.bound = self.best

    def run(self) -> None:
        """Search the whole part; ``chosen``, ``best``, ``bound`` and ``nodes`` are the answer."""
        everything = (1 << len(self.part.ids)) - 1
        self._explore(0, everything)
        self.bound = max(self.bound, self.best)

    def give_up(self) -> None:
        """Keep the best choice found; one bound over everything takes the place of the tree."""
        everything = (1 << len(self.part.ids)) - 1
        bound = min(
            (f(self.part, 0, everything) for f in (cover_bound, self.bounder)),
            key=lambda found: found.most,
        )
        self.nodes, self.bound = [bound.leaf], bound.most

    def _explore(self, taken: int, live: int) -> int:
        """One node: what is taken, what is still open; gives the number of the node."""
        number = len(self.nodes)
        if number >= self.steps:
            raise _TooLarge
        bound = self.bounder(self.part, taken, live)
        self._consider(taken | self._greedy(live, bound.order))
        self.nodes.append(bound.leaf)
        if bound.most <= self.best:
            return number
        conflict, item = self._where(live)
        if conflict is not None:
            name, sides = self.part.conflicts[conflict]
            children = [0] * len(sides)
            everyone = sum(sides)
            order = sorted(range(len(sides)), key=lambda n: -self.part.sum_of(sides[n] & live))
            for n in order:
                children[n] = self._explore(taken, live & ~(everyone & ~sides[n]))
            self.nodes[number] = Fork(conflict=name, sides=tuple(children))
        elif item is not None:
            rest = live & ~(1 << item)
            with_it = self._explore(taken | 1 << item, rest & ~self.part.shuts_out[item])
            without = self._explore(taken, rest)
            self.nodes[number] = Branch(item=self.part.ids[item], taken=with_it, refused=without)
        else:  # nothing shuts anything out any more: take it all
            exact = cover_bound(self.part, taken | live, 0)
            self.nodes[number] = exact.leaf
            self.bound = max(self.bound, exact.most)  # above it only by fractions of a fen
        return number

    def _where(self, live: int) -> tuple[int | None, int | None]:
        """The decision that costs most whichever way it goes: a conflict's side or an item."""
        part = self.part
        most, conflict, item = 0, None, None
        for number, (_, sides) in enumerate(part.conflicts):
            sums = [part.sum_of(side & live) for side in sides]
            if sum(sums) - max(sums) > most:
                most, conflict = sum(sums) - max(sums), number
        for number in bits(live):
            least = min(part.values[number], part.sum_of(part.shuts_out[number] & live))
            if least >= most > 0:
                most, conflict, item = least, None, number
                break  # the dearest first: no later item can cost more
        return conflict, item

    def _consider(self, chosen: int) -> None:
        worth = self.part.worth(chosen)
        if worth > self.best:
            self.best, self.chosen = worth, chosen

    def _greedy(self, live: int, order: tuple[int, ...]) -> int:
        chosen = 0
        for item in order or bits(live):
            if live >> item & 1:
                chosen |= 1 << item
                live &= ~(1 << item | self.part.shuts_out[item])
        return chosen


def _tidied(part: Part, chosen: int, total: int) -> int:
    """Of the choices that pay as much: fewest items, then the ids that come first."""
    fewest = _Fewest(part, total, chosen)
    return fewest.run()


class _Fewest:
    """Among choices worth ``total``, the smallest, then the first by id; within ``STEPS`` nodes."""

    def __init__(self, part: Part, total: int, chosen: int) -> None:
        self.part, self.total = part, total
        self.most_steps = 2 ** (SMALL + 1) if len(part.ids) <= SMALL else STEPS
        paid = share_out(part.values, part.caps, chosen)
        self.best = sum(1 << item for item, amount in paid.items() if amount)
        self.steps = 0
        by_id = sorted(range(len(part.ids)), key=lambda n: part.ids[n])
        self.by_value, self.by_id = list(range(len(part.ids))), by_id

    def run(self) -> int:
        everything = (1 << len(self.part.ids)) - 1
        try:
            self._fewer(0, everything, 0)
            self.steps = 0
            first = self._first(0, everything, 0, self.best.bit_count())
        except _TooLarge:
            return self.best
        return self.best if first is None else first

    def _need(self, taken: int, live: int) -> int | None:
        """How many more items it takes at least; None when no number of them is enough."""
        short = self.total - self.part.worth(taken)
        if short <= 0:
            return 0
        self.steps += 1
        if self.steps > self.most_steps:
            raise _TooLarge
        if cover_bound(self.part, taken, live).most < self.total:
            return None
        for count, item in enumerate(bits(live), 1):
            short -= self.part.values[item]
            if short <= 0:
                return count
        return None

    def _fewer(self, taken: int, live: int, count: int) -> None:
        need = self._need(taken, live)
        if need is None or count + need >= self.best.bit_count():
            return
        if need == 0:
            self.best = taken
            return
        item = (live & -live).bit_length() - 1
        rest = live & ~(1 << item)
        self._fewer(taken | 1 << item, rest & ~self.part.shuts_out[item], count + 1)
        self._fewer(taken, rest, count)

    def _first(self, taken: int, live: int, count: int, size: int) -> int | None:
        need = self._need(taken, live)
        if need is None or count + need > size:
            return None
        if need == 0:
            return taken
        item = next(n for n in self.by_id if live >> n & 1)
        rest = live & ~(1 << item)
        found = self._first(taken | 1 << item, rest & ~self.part.shuts_out[item], count + 1, size)
        return found if found is not None else self._first(taken, rest, count, size)
