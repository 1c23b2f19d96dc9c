"""Awards in the words of their own rules, as decisions report them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Any

from matcher.amount import Computed
from matcher.award import compute
from matcher.decision import AwardAmount, MissingFact, Step, Verdict
from matcher.evaluate import reported_amount
from matcher.figures import Inquiry
from matcher.index.operands import reads
from matcher.index.sums import PlainSum, Span, Sum, plain_sum
from matcher.index.thresholds import Operands, Reading
from rules.benefit import Award, Fixed
from rules.quantity import Money
from rules.vocabulary import Subject

Paid = tuple[AwardAmount, tuple[MissingFact, ...]]
"""What is reported, and the facts it waits for."""

_NOTHING = Money(yuan=Decimal(0))
_NEW: Callable[..., Any] = tuple.__new__  # past the named arguments, which take longer


class AwardWording:
    """One award; computed once where no fact it reads is given."""

    def __init__(self, award: Award, subject: Subject, operands: Operands, blank: Inquiry) -> None:
        self._operands = operands
        self._award, self._subject = award, subject
        self._inquiry = blank

    def paid(self, due: bool, reading: Reading, inquiry: Inquiry) -> Paid | None:
        """The amount where it is due or (False) not yet known to be.

        None where the judgment of a body is open, in the award; the rule itself is without.
        """
        plain, always = self._quick
        if always is not None:
            return always[due]
        if plain is not None:
            found = plain.known(reading)
            if found is not None:
                return _reported(found, due), ()
        addresses, told = self._unread
        if inquiry.facts.by_key.keys().isdisjoint(addresses):
            return told[due]
        span = None if plain is None else plain.span(reading)
        if span is not None:
            return _between(span, due), span.missing
        return _told(compute(self._award, inquiry, self._subject), due)

    @cached_property
    def _quick(self) -> tuple[PlainSum | None, tuple[Paid | None, Paid | None] | None]:
        """The short way, or the whole answer where it is the same for everybody."""
        addresses, told = self._unread
        if not addresses:
            return None, told
        if isinstance(self._award, Fixed):
            return None, None
        return plain_sum(self._award, self._subject, self._operands, self._inquiry), None

    @cached_property
    def _unread(self) -> tuple[frozenset[str], tuple[Paid | None, Paid | None]]:
        """The addresses it reads, and what is reported while none of them is given."""
        addresses, computed = reads(
            lambda inquiry: compute(self._award, inquiry, self._subject), self._inquiry
        )
        return addresses, (_told(computed, False), _told(computed, True))


def _reported(found: Sum, due: bool) -> AwardAmount:
    """A known sum, paid once; while it is not known whether it is due, anything up to it."""
    _, high, said, steps = found
    kind, low = "exact", high
    if not high.yuan:
        low = _NOTHING
        high = high if due else _NOTHING
    elif not due:
        kind, said, low = "range", f"0元至{said}", _NOTHING
    return _amount(kind, said, low, high, steps)


def _between(found: Span, due: bool) -> AwardAmount:
    """The same of a sum that is only known to lie between two ends."""
    low = found.low if due and found.low.yuan else _NOTHING
    return _amount("range", f"{low}至{found.said}", low, found.high, found.steps)


def _amount(kind: str, said: str, low: Money, high: Money, steps: tuple[Step, ...]) -> AwardAmount:
    told = (kind, said, low, high, "once", None, (), steps, "", None)
    amount: AwardAmount = _NEW(AwardAmount, told)
    return amount


def _told(computed: Computed, due: bool) -> Paid | None:
    if computed.gates:
        return None
    verdict = Verdict.ELIGIBLE if due else Verdict.UNKNOWN
    return reported_amount(verdict, computed, gated=False), computed.missing
