"""Stacking: how items limit one another.

``scope`` is the scope word as written (同一项目, 同类).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rules.document import Frozen, SourceSpan
from rules.quantity import MoneyField


class HighestOf(Frozen):
    """就高不重复: of the items in scope the largest is paid, the others are not."""

    kind: Literal["highest_of"] = "highest_of"
    scope: str
    source: SourceSpan


class ExclusiveWith(Frozen):
    """不得重复享受: not together with the named other support."""

    kind: Literal["exclusive_with"] = "exclusive_with"
    scope: str
    source: SourceSpan


class OnceOnly(Frozen):
    """Once per scope (同一企业, 每人, 同一项目), for ever."""

    kind: Literal["once_only"] = "once_only"
    scope: str
    source: SourceSpan


class AnnualCap(Frozen):
    """A yearly limit over several items of one enterprise or document."""

    kind: Literal["annual_cap"] = "annual_cap"
    amount: MoneyField
    scope: str
    source: SourceSpan


class Budget(Frozen):
    """总额控制: when the budget is short every payment is cut (``pro_rata``) or stops."""

    kind: Literal["budget"] = "budget"
    pro_rata: bool = False
    scope: str = ""
    source: SourceSpan


class Cumulative(Frozen):
    """叠加: different levels or items add up, said in terms."""

    kind: Literal["cumulative"] = "cumulative"
    scope: str
    source: SourceSpan


Stacking = Annotated[
    HighestOf | ExclusiveWith | OnceOnly | AnnualCap | Budget | Cumulative,
    Field(discriminator="kind"),
]
