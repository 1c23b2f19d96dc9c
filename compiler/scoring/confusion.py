"""Where the compiler still fails, by construct: what was read right, what as something else.

Each leaf of a golden rule is set against the leaf that is right, else against the compiled leaf of
its item that shares most of its words and is right for no other; so is each award, and what the
rule says besides. In every dimension the golden side's construct is then

- ``right``: the whole leaf (award, statement) is right;
- ``alike``: the same construct was read, but the leaf differs in something else;
- ``otherwise``: read as another construct of its dimension, counted by which;
- ``missed``: nothing stands there.

``extra`` are constructs of compiled leaves, awards and statements that no golden one has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from pydantic import Field, computed_field

from compiler.scoring.again import open_leaves
from compiler.scoring.award_facets import award_facets, told
from compiler.scoring.construct import Construct
from compiler.scoring.leaf_facets import Facets, joins, leaf_facets
from compiler.scoring.match import PlacedLeaf, likeness, overlap, pair_up, placed_leaves
from rules.document import Frozen
from rules.rule import Rule


class Outcome(Frozen):
    """How one construct was read; see the module."""

    right: int = 0
    alike: int = 0
    otherwise: dict[Construct, int] = Field(default_factory=dict)
    missed: int = 0
    extra: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def expected(self) -> int:
        """How many the golden rules have."""
        return self.right + self.alike + sum(self.otherwise.values()) + self.missed

    def __add__(self, other: Outcome) -> Outcome:
        otherwise = dict(self.otherwise)
        for construct, number in other.otherwise.items():
            otherwise[construct] = otherwise.get(construct, 0) + number
        return Outcome(
            right=self.right + other.right,
            alike=self.alike + other.alike,
            otherwise={c: otherwise[c] for c in Construct if c in otherwise},
            missed=self.missed + other.missed,
            extra=self.extra + other.extra,
        )


Confusion = dict[Construct, Outcome]
_RIGHT, _ALIKE, _MISSED, _EXTRA = (
    Outcome(right=1),
    Outcome(alike=1),
    Outcome(missed=1),
    Outcome(extra=1),
)


def total(tables: Iterable[Confusion]) -> Confusion:
    """The sums, in the order of the constructs."""
    return _summed(row for table in tables for row in table.items())


def pair_confusion(
    left: Rule, right: Rule, same: Sequence[tuple[PlacedLeaf, PlacedLeaf]], award_exact: bool
) -> Confusion:
    """A golden item beside the compiled one; ``same`` are the pairs of leaves that are right."""
    return _summed(
        [
            *_leaves(left, right, same),
            *_award(award_facets(left.award), award_facets(right.award), award_exact),
            *_told(left, right),
        ]
    )


def missed_confusion(rule: Rule) -> Confusion:
    """A golden item that was not found."""
    return _summed((construct, _MISSED) for construct in _all(rule))


def extra_confusion(rule: Rule) -> Confusion:
    """A compiled item that is not golden."""
    return _summed((construct, _EXTRA) for construct in _all(rule))


def _summed(rows: Iterable[tuple[Construct, Outcome]]) -> Confusion:
    found: Confusion = {}
    for construct, outcome in rows:
        found[construct] = found.get(construct, Outcome()) + outcome
    return {construct: found[construct] for construct in Construct if construct in found}


def _all(rule: Rule) -> Iterator[Construct]:
    for facets in _facets(rule).values():
        yield from facets.values()
    yield from award_facets(rule.award)
    yield from told(rule)


def _facets(rule: Rule) -> dict[int, Facets]:
    placed = placed_leaves(rule)
    return {
        leaf.number: leaf_facets(rule, leaf, joined)
        for leaf, joined in zip(placed, joins(rule), strict=True)
    }


def _leaves(
    left: Rule, right: Rule, same: Sequence[tuple[PlacedLeaf, PlacedLeaf]]
) -> Iterator[tuple[Construct, Outcome]]:
    golden, compiled = _facets(left), _facets(right)
    found = {a.number for a, _ in same}
    used = {b.number for _, b in same}
    open_left = open_leaves(left, found)
    open_right = open_leaves(right, used)
    beside = {a.number: b.number for a, b in pair_up(open_left, open_right, _shared_words)}
    for number in found:
        for construct in golden[number].values():
            yield construct, _RIGHT
    for leaf in open_left:
        other = compiled.get(beside.get(leaf.number, -1), {})
        for dimension, construct in golden[leaf.number].items():
            yield construct, _read_as(construct, other.get(dimension))
    taken = set(beside.values())
    for leaf in open_right:
        if leaf.number not in taken:
            for construct in compiled[leaf.number].values():
                yield construct, _EXTRA


def _shared_words(left: PlacedLeaf, right: PlacedLeaf) -> Fraction | None:
    if not overlap(left.leaf.source, right.leaf.source):
        return None
    return likeness(left.leaf.source, right.leaf.source)


def _read_as(golden: Construct, read: Construct | None) -> Outcome:
    if read is None:
        return _MISSED
    return _ALIKE if read is golden else Outcome(otherwise={read: 1})


def _award(
    golden: Collection[Construct], compiled: Collection[Construct], exact: bool
) -> Iterator[tuple[Construct, Outcome]]:
    spare = [c for c in Construct if c in compiled and c not in golden]
    for construct in Construct:
        if construct not in golden:
            continue
        if construct in compiled:
            yield construct, _RIGHT if exact else _ALIKE
            continue
        instead = next((c for c in spare if c.dimension == construct.dimension), None)
        if instead is not None:
            spare.remove(instead)
        yield construct, _read_as(construct, instead)
    for construct in spare:
        yield construct, _EXTRA


def _told(left: Rule, right: Rule) -> Iterator[tuple[Construct, Outcome]]:
    golden, compiled = told(left), told(right)
    for construct, said in golden.items():
        if construct not in compiled:
            yield construct, _MISSED
        else:
            yield construct, _RIGHT if compiled[construct] == said else _ALIKE
    for construct in compiled:
        if construct not in golden:
            yield construct, _EXTRA
