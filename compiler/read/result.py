"""What a format reader hands back, and what the package hands out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from compiler.read.doubt import Doubt
from rules.document import Dropped, Frozen, PolicyDocument
from rules.errors import Diagnostic


class ReadResult(Frozen):
    """The canonical document and what was doubtful while reading it (never errors)."""

    document: PolicyDocument
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass
class Droppings:
    """Counts text left out of the canonical text; equal text with equal reason is counted up."""

    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, reason: str, text: str, count: int = 1) -> None:
        """Count ``text`` as left out; blank text is not worth an entry."""
        if text.strip():
            self.seen[(reason, text.strip())] += count

    def listed(self) -> tuple[Dropped, ...]:
        """All entries in the order they were first seen."""
        return tuple(Dropped(reason=r, text=t, count=n) for (r, t), n in self.seen.items())


@dataclass
class Reading:
    """The lines of one input in order, already canonical, before they become a document.

    ``facts`` are header facts found outside the running text (a page's meta tags, its 文号 table),
    by their Chinese name. ``doubts`` are the lines that recognition was not sure of.
    """

    media_type: str
    lines: list[str]
    droppings: Droppings = field(default_factory=Droppings)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
