"""A draft: everything the compiler learned from one document, ready for review."""

from __future__ import annotations

from rules.document import Clause, Frozen, LedgerEntry, PolicyDocument, PolicyPart
from rules.errors import Diagnostic, Severity
from rules.rule import RuleSet


class Draft(Frozen):
    """The result of compiling one document.

    ``parts`` are the policies inside the file (one, or the cards of a guide); ``ledger`` covers
    every sentence; ``ruleset`` holds the proposed rules and proposed attributes.
    """

    document: PolicyDocument
    parts: tuple[PolicyPart, ...] = ()
    clauses: tuple[Clause, ...] = ()
    ruleset: RuleSet
    diagnostics: tuple[Diagnostic, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that block publication."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)
