"""The choice among items as whole numbers: what each is worth, what shuts out what, what is capped.

Amounts are in fen. ``Problem`` is all that the search sees and all that a certificate speaks of: no
rule, no text, no name but ids.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from rules.document import Frozen


class Candidate(Frozen):
    """An item that could be taken, and what it pays when nothing limits it."""

    id: str
    value: int = Field(gt=0)


class Conflict(Frozen):
    """Of several sides at most one is used; items of one side do not shut each other out.

    就高不重复 within a document: every side is one item. Not together with another document's
    items: two sides. 不得与…重复享受: the item alone on one side, the others together on the other.
    """

    id: str
    sides: tuple[tuple[str, ...], ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        members = [item for side in self.sides for item in side]
        if len(members) != len(set(members)) or not all(self.sides):
            raise ValueError(f"conflict {self.id}: an item twice, or an empty side")
        return self


class Ceiling(Frozen):
    """What the members are paid comes to at most ``limit`` together; the last part is cut."""

    id: str
    members: tuple[str, ...] = Field(min_length=1)
    limit: int = Field(ge=0)


class Problem(Frozen):
    """Candidates under conflicts and ceilings; every member is a candidate, every id unique."""

    candidates: tuple[Candidate, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        for ids in (
            [c.id for c in self.candidates],
            [c.id for c in self.conflicts],
            [c.id for c in self.ceilings],
        ):
            if len(ids) != len(set(ids)):
                raise ValueError("an id is used twice")
        known = {candidate.id for candidate in self.candidates}
        named = {item for c in self.conflicts for side in c.sides for item in side}
        named |= {item for c in self.ceilings for item in c.members}
        if not named <= known:
            raise ValueError(f"not candidates: {sorted(named - known)}")
        return self


class Payment(Frozen):
    """An item that was chosen and what it pays, in fen, never more than its value."""

    id: str
    amount: int = Field(gt=0)
