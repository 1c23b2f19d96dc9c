"""The figures a score is made of: counts, with shares that are None out of nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from pydantic import Field, computed_field

from compiler.scoring.confusion import Outcome
from compiler.scoring.construct import Construct
from compiler.scoring.match import Role
from rules.document import Frozen, SourceSpan


class Part(Frozen):
    """``right`` out of ``of``."""

    right: int = 0
    of: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def share(self) -> Decimal | None:
        """``right / of``; None when there was nothing to get right."""
        return rounded(Fraction(self.right, self.of)) if self.of else None

    def __add__(self, other: Part) -> Part:
        return Part(right=self.right + other.right, of=self.of + other.of)


class Tally(Frozen):
    """What was found, what was missed, and what was found that is not there."""

    right: int = 0
    missed: int = 0
    spurious: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> Decimal | None:
        """Right ones among those compiled."""
        return Part(right=self.right, of=self.right + self.spurious).share

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> Decimal | None:
        """Right ones among the golden ones."""
        return Part(right=self.right, of=self.right + self.missed).share

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> Decimal | None:
        """Harmonic mean of precision and recall, from the counts and not from rounded figures."""
        return Part(right=2 * self.right, of=2 * self.right + self.missed + self.spurious).share

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            right=self.right + other.right,
            missed=self.missed + other.missed,
            spurious=self.spurious + other.spurious,
        )


class ReadLeaf(Frozen):
    """One leaf as it was read, for a list of what is wrong."""

    role: Role
    kind: str
    line: str
    source: SourceSpan


class ItemScore(Frozen):
    """One item: a pair, or a golden one that was missed, or a compiled one that is spurious."""

    title: str
    place: str
    golden: str | None
    compiled: str | None
    right: int
    missed: tuple[ReadLeaf, ...]
    spurious: tuple[ReadLeaf, ...]
    structure_same: bool
    award_exact: bool
    amounts_right: bool
    golden_award: str
    compiled_award: str


class Ledger(Frozen):
    """Characters of the text that are accounted for, and what remained without a rule."""

    covered: Part = Part()
    residue: Part = Part()
    not_modelled: int = 0

    def __add__(self, other: Ledger) -> Ledger:
        return Ledger(
            covered=self.covered + other.covered,
            residue=self.residue + other.residue,
            not_modelled=self.not_modelled + other.not_modelled,
        )


class Figures(Frozen):
    """The counts of one document or of all; see ``compiler.scoring.score`` for what each means.

    ``awards_by_kind``: for each kind of golden award how many were read as which kind; ``=`` are
    those exactly right, ``missed`` those of missed items. ``by_construct`` says the same of each
    construct of policy language.
    """

    items: Tally = Tally()
    leaves: Tally = Tally()
    leaves_by_kind: dict[str, Tally] = Field(default_factory=dict)
    structures: Part = Part()
    awards_exact: Part = Part()
    awards_by_kind: dict[str, dict[str, int]] = Field(default_factory=dict)
    amounts_right: Part = Part()
    by_construct: dict[Construct, Outcome] = Field(default_factory=dict)
    spans_true: Part = Part()
    leaf_spans_exact: Part = Part()
    leaf_span_likeness: Decimal | None = None
    ledger: Ledger | None = None


class DocumentScore(Figures):
    """The figures of one document, and each of its items."""

    document: str
    source_name: str
    items_read: tuple[ItemScore, ...]


class CorpusScore(Figures):
    """The sums over all documents; every leaf weighs the same, whichever document it stands in."""

    documents: tuple[DocumentScore, ...]


def rounded(value: Fraction) -> Decimal:
    """Four places, half to even."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_EVEN)
