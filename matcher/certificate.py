"""A certificate: the choice, and for each independent part a proof that no better one exists.

The proof is a tree of decisions. A ``Branch`` says: either this item is taken or it is refused. A
``Fork`` says: of this conflict only one side is used, whichever it be, so all the others are
refused. A ``Leaf`` bounds what is left, by prices anyone can add up again: a share ``weight`` of
every ceiling is paid for its limit, which makes each yuan under it cheaper by that share; of every
conflict only the dearest side is paid for. Such prices bound the total whatever they are (weak
duality), so a checker need not know where they come from.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from matcher.bundle_model import Payment, Problem
from rules.document import Frozen


class Weight(Frozen):
    """The price of one yuan of a ceiling, as a fraction not below zero."""

    ceiling: str
    numerator: int = Field(ge=0)
    denominator: int = Field(gt=0)


class Share(Frozen):
    """So much of an item's value, in fen, is answered for by a conflict."""

    item: str
    amount: int = Field(ge=0)


class Split(Frozen):
    """What a conflict answers for: it costs only its dearest side."""

    conflict: str
    shares: tuple[Share, ...]


class Leaf(Frozen):
    """Nothing below this place is worth more than the part's bound."""

    kind: Literal["leaf"] = "leaf"
    weights: tuple[Weight, ...] = ()
    splits: tuple[Split, ...] = ()


class Branch(Frozen):
    """The item is taken (node ``taken``) or refused (node ``refused``); both come later."""

    kind: Literal["branch"] = "branch"
    item: str
    taken: int
    refused: int


class Fork(Frozen):
    """One node for each side of the conflict, in order: there every other side is refused."""

    kind: Literal["fork"] = "fork"
    conflict: str
    sides: tuple[int, ...]


Node = Annotated[Leaf | Branch | Fork, Field(discriminator="kind")]


class PartProof(Frozen):
    """Items that no conflict or ceiling ties to others; ``bound`` is proved by ``nodes``.

    The choice is the best there is when ``bound`` equals ``total``.
    """

    items: tuple[str, ...]
    total: int
    bound: int
    nodes: tuple[Node, ...]


class Certificate(Frozen):
    """The problem, what is paid, and the parts that prove it."""

    problem: Problem
    payments: tuple[Payment, ...]
    total: int
    parts: tuple[PartProof, ...]

    @property
    def bound(self) -> int:
        """No legal choice pays more than this."""
        return sum(part.bound for part in self.parts)

    @property
    def proved(self) -> bool:
        """Whether the choice is the best there is, and not only the best found."""
        return self.bound == self.total
