"""A draft: everything the compiler learned from one document, ready for review."""

from __future__ import annotations

from typing import Literal

from rules.consensus import PartConsensus
from rules.document import Clause, Frozen, LedgerEntry, PolicyDocument, PolicyPart, SourceSpan
from rules.errors import Diagnostic, Severity
from rules.provenance import Origin, ReplyRecord
from rules.rule import RuleSet

#: What an amending notice can order.
OrderKind = Literal["replace", "delete", "add_article", "add_part", "words", "renumber"]


class Change(Frozen):
    """One change of a text: where, what stood there, what stands there now.

    ``source`` is the order of the notice it rests on, a span of the notice's text.
    """

    kind: OrderKind
    place: str
    old: str
    new: str
    source: SourceSpan


class Amendment(Frozen):
    """How an amended text came about: document ``base`` as the orders of ``notice`` make it read.

    Both are document ids. Publishing the amended rules takes over the rule ids of ``base``: an item
    that stays is a new version of the same rule, one that is gone is withdrawn.
    """

    base: str
    notice: str
    changes: tuple[Change, ...]


class Draft(Frozen):
    """The result of compiling one document.

    ``parts`` are the policies inside the file (one, or the cards of a guide); ``ledger`` covers
    every sentence; ``ruleset`` holds the proposed rules and proposed attributes. ``amends`` tells
    of a text that no file held: an older one as a notice changed it. Where a model read too,
    ``origins`` says who read which leaf or award, ``replies`` what the model was asked and said,
    and ``consensus`` sets its reading beside the grammar's.
    """

    document: PolicyDocument
    parts: tuple[PolicyPart, ...] = ()
    clauses: tuple[Clause, ...] = ()
    ruleset: RuleSet
    diagnostics: tuple[Diagnostic, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    amends: Amendment | None = None
    consensus: tuple[PartConsensus, ...] = ()
    origins: tuple[Origin, ...] = ()
    replies: tuple[ReplyRecord, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that block publication."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)
