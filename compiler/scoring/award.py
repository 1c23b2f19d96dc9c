"""When a compiled award is the golden one; the rules are listed in ``compiler.scoring.score``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, assert_never

from compiler.repeated import asked_by, besides
from compiler.scoring.canonical import canonical
from compiler.scoring.match import SAME_STRETCH, Sameness, bare, pair_up
from rules.benefit import (
    Award,
    Band,
    Cap,
    Case,
    Cases,
    Fixed,
    InKind,
    LesserOf,
    PerUnit,
    Rate,
    Tiers,
    TopUp,
    nested_awards,
)
from rules.condition import Condition, Growth, Increment, Operand, OverYears, Value
from rules.document import SourceSpan
from rules.quantity import AnyQuantity
from rules.rule import Rule

T = TypeVar("T")


def figures(award: Award) -> tuple[str, ...]:
    """Every sum and rate the award pays or is limited to, sorted; thresholds are not among them."""
    found: list[str] = []
    for inner in nested_awards(canonical(award)):
        found.extend(str(q) for q in _own_figures(inner) if q is not None)
    return tuple(sorted(found))


def _own_figures(award: Award) -> Iterator[AnyQuantity | None]:
    yield award.floor
    for cap in award.caps:
        yield from (cap.amount, cap.rate)
    match award:
        case Fixed() | PerUnit():
            yield award.amount
        case Rate():
            yield award.rate
        case Tiers():
            for band in award.bands:
                yield from (band.amount, band.rate, band.cap)
        case Cases() | LesserOf() | TopUp() | InKind():
            return
        case _:
            assert_never(award)


@dataclass(frozen=True)
class AwardSameness:
    """Compares the award of one golden rule with that of one compiled rule.

    A proposed base has no span of its own: it is looked up by its words inside its rule's source.
    """

    names: Sameness
    golden: Rule
    compiled: Rule

    def exact(self) -> bool:
        """Whether both awards pay the same for every applicant; sources are not compared."""
        return self._award(canonical(self.golden.award), canonical(self.compiled.award))

    @cached_property
    def _asked(self) -> tuple[frozenset[str], frozenset[str]]:
        return asked_by([self.golden.when]), asked_by([self.compiled.when])

    def _award(self, left: Award, right: Award) -> bool:
        if not self._shared_fields(left, right):
            return False
        match left, right:
            case Fixed(), Fixed():
                return bool(left.amount == right.amount)
            case Rate(), Rate():
                return left.rate == right.rate and self._operand(left.base, right.base)
            case PerUnit(), PerUnit():
                figures_left = (left.amount, left.step, left.from_, left.at_most)
                figures_right = (right.amount, right.step, right.from_, right.at_most)
                return figures_left == figures_right and self._operand(
                    left.quantity, right.quantity
                )
            case Tiers(), Tiers():
                return self._tiers(left, right)
            case Cases(), Cases():
                return left.choose == right.choose and self._cases(left, right)
            case LesserOf(), LesserOf():
                return _all_paired(left.of, right.of, self._award)
            case TopUp(), TopUp():
                return self._operand(left.received, right.received) and self._award(
                    left.target, right.target
                )
            case InKind(), InKind():
                return bare(left.what) == bare(right.what)
            case _:
                return False

    def _shared_fields(self, left: Award, right: Award) -> bool:
        return (left.ceiling, left.per, left.lasting, left.floor, left.instalments) == (
            right.ceiling,
            right.per,
            right.lasting,
            right.floor,
            right.instalments,
        ) and _all_paired(left.caps, right.caps, self._cap)

    def _cap(self, left: Cap, right: Cap) -> bool:
        if (left.amount, left.rate, left.per) != (right.amount, right.rate, right.per):
            return False
        if left.of is None or right.of is None:
            return left.of is right.of
        return self._operand(left.of, right.of)

    def _cases(self, left: Cases, right: Cases) -> bool:
        if left.choose != "first":
            return _all_paired(left.cases, right.cases, self._case)
        return len(left.cases) == len(right.cases) and all(map(self._case, left.cases, right.cases))

    def _case(self, left: Case, right: Case) -> bool:
        # the right sum for the wrong people is a wrong award
        return self._told(left.when, right.when) and self._award(left.award, right.award)

    def _told(self, left: Condition, right: Condition) -> bool:
        if self.names.condition(left, right):
            return True
        asked_left, asked_right = self._asked
        one, other = besides(left, asked_left), besides(right, asked_right)
        if one is None or other is None:
            return one is other
        return self.names.condition(one, other)

    def _tiers(self, left: Tiers, right: Tiers) -> bool:
        return (
            left.machine == right.machine
            and self._operand(left.operand, right.operand)
            and self._operand(left.base or left.operand, right.base or right.operand)
            and _all_paired(left.bands, right.bands, _band)
        )

    def _operand(self, left: Operand, right: Operand) -> bool:
        return self.names.operand(left, right, self._stretches(left, right))

    def _stretches(self, left: Operand, right: Operand) -> tuple[SourceSpan, SourceSpan] | None:
        """The places where two proposed bases stand, if these are the same stretch of text."""
        single = Value | Growth | Increment | OverYears
        if not isinstance(left, single) or not isinstance(right, single):
            return None
        for one in _places(left.attribute, self.golden.source):
            for other in _places(right.attribute, self.compiled.source):
                shared = min(one.end, other.end) - max(one.start, other.start)
                longer = max(one.end - one.start, other.end - other.start)
                if shared >= SAME_STRETCH * longer:
                    return one, other
        return None


def _band(left: Band, right: Band) -> bool:
    return _band_figures(left) == _band_figures(right)


def _band_figures(band: Band) -> tuple[object, ...]:
    # an end that is open is neither included nor excluded
    lower = None if band.lower is None else (band.lower, band.lower_included)
    upper = None if band.upper is None else (band.upper, band.upper_included)
    return lower, upper, band.amount, band.rate, band.cap


def _all_paired(left: Sequence[T], right: Sequence[T], same: Callable[[T, T], bool]) -> bool:
    if len(left) != len(right):
        return False
    pairs = pair_up(left, right, lambda a, b: same(a, b) or None)
    return len(pairs) == len(left)


def _places(attribute: str, source: SourceSpan) -> Iterator[SourceSpan]:
    words = attribute.removeprefix("?")
    at = source.quote.find(words)
    while at >= 0:
        start = source.start + at
        yield SourceSpan(document=source.document, start=start, end=start + len(words), quote=words)
        at = source.quote.find(words, at + 1)
