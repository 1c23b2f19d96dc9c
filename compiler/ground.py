"""Ground: tie quotes to spans; a quote not in the document becomes a diagnostic, not a rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from compiler.diagnostics import diagnose
from compiler.extract.drafts import Quote
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic


@dataclass
class Grounder:
    """Finds quotes in one document; collects those it could not find."""

    document: PolicyDocument
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def span(self, quote: Quote) -> SourceSpan | None:
        """The span of a quote, at its stated place or its only occurrence; else None, reported."""
        text = quote.text
        if text and quote.start >= 0 and self.document.text.startswith(text, quote.start):
            return self.document.span(quote.start, quote.start + len(text))
        if text and self.document.text.count(text) == 1:
            start = self.document.text.index(text)
            return self.document.span(start, start + len(text))
        self.diagnostics.append(
            diagnose("PC202", file=self.document.source_name, quote=text[:60] or "（空）")
        )
        return None
