"""Two readings of one text side by side, place by place: what they agree on and what they do not.

Agreement raises confidence and skips nothing; a conflict keeps both readings until a person rules.
So does a place whose words can soundly be read in two ways, whoever reads them.
"""

from __future__ import annotations

from typing import Literal

from rules.benefit import Award
from rules.condition import Condition
from rules.document import Frozen, SourceSpan
from rules.provenance import ExtractorName
from rules.vocabulary import Attribute

State = Literal["conflict", "model_only", "grammar_only", "agree", "ambiguous"]
#: Whose reading of two: of which extractor, or which of two senses of the words.
Side = ExtractorName | Literal["first", "second"]
#: The codes of places that a reviewer must see first: two readings, one of them wrong.
CONFLICTS = ("PC711", "PC714", "PC721")


class SideReading(Frozen):
    """One reading of a place: a condition or an award, or both missing for a whole item.

    ``reply`` is the hash of the model's reply, empty for the grammar.
    """

    span: SourceSpan
    condition: Condition | None = None
    award: Award | None = None
    reply: str = ""


class Swap(Frozen):
    """What a draft must become to say what the reading says that does not stand in it.

    Whole conditions of a rule go ``out`` and ``into`` their lists, or one ``leaf`` of a group turns
    into another, or the ``award`` is another, or the item goes (``drop``). ``gate`` stands where no
    condition would be left; ``attributes`` are those the text brings for what comes in.
    """

    when_out: tuple[Condition, ...] = ()
    when_into: tuple[Condition, ...] = ()
    unless_out: tuple[Condition, ...] = ()
    unless_into: tuple[Condition, ...] = ()
    leaf: tuple[Condition, Condition] | None = None
    award: tuple[Award, Award] | None = None
    drop: bool = False
    gate: Condition | None = None
    attributes: tuple[Attribute, ...] = ()


class PartConsensus(Frozen):
    """One condition, award or item of a rule of the draft, as each of the two extractors read it.

    An ``ambiguous`` place has a ``first`` and a ``second`` sense instead, and the ``question`` that
    settles which is meant; the first stands in the draft.
    ``told`` is the key of the diagnostic that tells a reviewer of it; ``swap`` what a ruling for
    the reading that does not stand in the draft changes, None where only an edit can do that.
    """

    state: State
    part: Literal["item", "condition", "award"]
    rule: str
    grammar: SideReading | None = None
    model: SideReading | None = None
    first: SideReading | None = None
    second: SideReading | None = None
    question: str = ""
    told: str = ""
    swap: Swap | None = None

    @property
    def standing(self) -> Side:
        """Which reading stands in the draft as it was compiled."""
        if self.state == "ambiguous":
            return "first"
        return "model" if self.state == "model_only" else "grammar"

    @property
    def span(self) -> SourceSpan:
        """Where it is read: the grammar's place, else the model's."""
        side = self.grammar or self.model or self.first
        assert side is not None
        return side.span
