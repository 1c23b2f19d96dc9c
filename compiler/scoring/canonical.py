"""One form of an award for all forms that pay the same, so that only what is paid is compared.

Only what can be proved of ``matcher.evaluate`` is made alike, and only where a reader may soundly
write either: see ``docs/evaluation.md``. The laws are in ``tests/compiler/test_canonical.py``.
"""

from __future__ import annotations

import re
from typing import assert_never

from rules.benefit import (
    Award,
    Cap,
    Case,
    Cases,
    Fixed,
    InKind,
    LesserOf,
    PerUnit,
    PerUnitOfTime,
    Rate,
    Tiers,
    TopUp,
    nested_awards,
)
from rules.quantity import Duration

_Pace = tuple[PerUnitOfTime, Duration | None]
_MAY = re.compile(r"^可以?(?=.{2})")


def canonical(award: Award) -> Award:
    """The award that stands for all that pay what this one pays, of those told apart below.

    - A month or year that every part is paid by, and how long, stands above the parts.
    - A sum that limits every alternative limits them together.
    - A share without a base of its own is of what the award itself is a share of.
    - What is granted without a sum is named without a leading 可 or 可以.
    """
    return _pace_above(_limits_above(award))


def _limits_above(award: Award) -> Award:
    match award:
        case Rate():
            caps = tuple(_of_base(cap, award) for cap in award.caps)
            return award.model_copy(update={"caps": caps})
        case InKind():
            return award.model_copy(update={"what": _MAY.sub("", award.what)})
        case Cases():
            inner = [_limits_above(case.award) for case in award.cases]
            shared = _shared_caps(award, inner)
            cases = tuple(
                Case(when=case.when, award=_without(one, shared))
                for case, one in zip(award.cases, inner, strict=True)
            )
            return award.model_copy(update={"cases": cases, "caps": (*award.caps, *shared)})
        case LesserOf():
            return award.model_copy(update={"of": tuple(map(_limits_above, award.of))})
        case TopUp():
            return award.model_copy(update={"target": _limits_above(award.target)})
        case Fixed() | PerUnit() | Tiers():
            return award
        case _:
            assert_never(award)


def _of_base(cap: Cap, award: Rate) -> Cap:
    bare = cap.rate is not None and cap.of is None
    return cap.model_copy(update={"of": award.base}) if bare else cap


def _shared_caps(award: Cases, inner: list[Award]) -> tuple[Cap, ...]:
    """Limits in sums that every alternative has; of addends each has its own."""
    if award.choose == "sum" or award.floor is not None or len(inner) < 2:
        return ()  # the least of all is reached below a limit of a part, not below one above
    if any(isinstance(a, InKind) for one in inner for a in nested_awards(one)):
        return ()  # what is no sum has no limit, and then none holds whichever is granted
    first, *others = inner
    return tuple(
        cap
        for cap in dict.fromkeys(first.caps)
        if cap.amount is not None
        and cap.per != "person"
        and all(any(_same(cap, other) for other in one.caps) for one in others)
    )


def _same(cap: Cap, other: Cap) -> bool:
    return (cap.amount, cap.rate, cap.of, cap.per) == (
        other.amount,
        other.rate,
        other.of,
        other.per,
    )


def _without(award: Award, shared: tuple[Cap, ...]) -> Award:
    kept = tuple(cap for cap in award.caps if not any(_same(cap, s) for s in shared))
    return award.model_copy(update={"caps": kept})


def _pace_above(award: Award) -> Award:
    """The pace of all parts, written above them.

    Only down to the first alternatives: those inside another part may pay nothing while the item
    pays, and what pays nothing has no pace.
    """
    match award:
        case Cases():
            inner = [case.award for case in award.cases]
        case LesserOf():
            inner = [_pace_above(one) for one in award.of]
        case TopUp():
            inner = [_pace_above(award.target)]
        case Fixed() | Rate() | PerUnit() | Tiers() | InKind():
            return award
        case _:
            assert_never(award)
    paces = {(one.per, one.lasting) for one in inner}
    if len(paces) == 1:
        pace = _together((award.per, award.lasting), paces.pop())
        award = award.model_copy(update={"per": pace[0], "lasting": pace[1]})
        plain = {"per": "once", "lasting": None}
        inner = [one.model_copy(update=plain) for one in inner]
    return _holding(award, inner)


def _together(outer: _Pace, inner: _Pace) -> _Pace:
    return outer[0] if outer[0] != "once" else inner[0], outer[1] or inner[1]


def _holding(award: Cases | LesserOf | TopUp, inner: list[Award]) -> Award:
    match award:
        case Cases():
            cases = tuple(
                Case(when=case.when, award=one)
                for case, one in zip(award.cases, inner, strict=True)
            )
            return award.model_copy(update={"cases": cases})
        case LesserOf():
            return award.model_copy(update={"of": tuple(inner)})
        case TopUp():
            return award.model_copy(update={"target": inner[0]})
        case _:
            assert_never(award)
