"""Two readings of one text side by side, place by place: what they agree on and what they do not.

Agreement raises confidence and skips nothing; a conflict keeps both readings until a person rules.
"""

from __future__ import annotations

from typing import Literal

from rules.benefit import Award
from rules.condition import Condition
from rules.document import Frozen, SourceSpan

State = Literal["conflict", "model_only", "grammar_only", "agree"]
#: The codes of places that a reviewer must see first: two readings, one of them wrong.
CONFLICTS = ("PC711", "PC714")


class SideReading(Frozen):
    """How one extractor read a place: a leaf or an award, or both missing for a whole item.

    ``reply`` is the hash of the model's reply, empty for the grammar.
    """

    span: SourceSpan
    condition: Condition | None = None
    award: Award | None = None
    reply: str = ""


class PartConsensus(Frozen):
    """One leaf, award or item of a rule of the draft, as each of the two extractors read it."""

    state: State
    part: Literal["item", "condition", "award"]
    rule: str
    grammar: SideReading | None = None
    model: SideReading | None = None

    @property
    def span(self) -> SourceSpan:
        """Where it is read: the grammar's place, else the model's."""
        side = self.grammar or self.model
        assert side is not None
        return side.span
