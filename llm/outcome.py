"""How asking a model ended: answered, or failed by name. Nothing else can happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from llm.client import Reply
from llm.errors import Kind, trouble
from llm.unwrap import Noticed
from rules.document import Frozen, SourceSpan
from rules.errors import Diagnostic, Severity


class Answered(Frozen):
    """An object that keeps its wire schema, and the reply it stands in.

    ``complaints`` is what the caller's check still finds after the one repair; the caller drops
    or marks those parts itself. ``replies`` are all that were made, in their order.
    """

    data: dict[str, Any]
    reply: Reply
    repaired: bool = False
    complaints: tuple[str, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    replies: tuple[Reply, ...] = ()
    #: why the first reply could not be used, where a repair was needed
    first_fault: Kind | None = None


class Failed(Frozen):
    """No usable object. ``code`` is that of ``llm.errors``; ``lasting`` when every further request
    would fail in the same way."""

    kind: Kind
    code: str
    detail: str = ""
    replies: tuple[Reply, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    lasting: bool = False

    def diagnostic(
        self,
        *,
        severity: Severity = Severity.WARNING,
        file: str = "",
        place: str = "",
        span: SourceSpan | None = None,
    ) -> Diagnostic:
        """What to tell a reviewer about the piece that was asked about."""
        return trouble(self.code, self.detail, severity=severity, file=file, place=place, span=span)


Outcome = Answered | Failed


def tally(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How often what happened: answered, repaired, each failure, each thing noticed; sorted."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        match outcome:
            case Answered():
                counts["answered"] += 1
                counts["repaired"] += outcome.repaired
                counts["complaints"] += len(outcome.complaints)
                if outcome.first_fault:
                    counts[f"first:{outcome.first_fault}"] += 1
            case Failed():
                counts[f"failed:{outcome.kind}"] += 1
        counts.update(f"noticed:{what}" for what in outcome.noticed)
        counts["replies"] += len(outcome.replies)
        counts["remembered"] += sum(reply.remembered for reply in outcome.replies)
    return {name: count for name, count in sorted(counts.items()) if count}
