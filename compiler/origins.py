"""Who read which part of a draft, and which sentences of the ledger a second reading adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compiler.extract.items.outline import PolicyReading, Said
from compiler.scoring.match import placed_leaves
from rules.consensus import PartConsensus, State
from rules.document import PolicyPart, SentenceKind, SourceSpan
from rules.provenance import ExtractorName, Origin
from rules.rule import Rule

_READ_BY: dict[State, tuple[ExtractorName, ...]] = {
    "agree": ("grammar", "model"),
    "model_only": ("model",),
    "grammar_only": ("grammar",),
    "conflict": ("grammar",),  # whose reading stands until a person has ruled
}
_BINDING = (SentenceKind.CONDITION, SentenceKind.AMOUNT, SentenceKind.EXCLUSION)


def origins_of(
    readings: Sequence[PolicyReading],
    ids: Sequence[Sequence[str]],
    rules: Sequence[Rule],
    parts: Sequence[PartConsensus],
) -> tuple[Origin, ...]:
    """For every leaf and award of the rules who read it; nothing where only the grammar reads."""
    said = {
        rule: reply
        for reading, mine in zip(readings, ids, strict=True)
        for rule, reply in zip(mine, reading.said, strict=False)
    }
    if not parts and not any(said.values()):
        return ()
    told = {(p.rule, str(p.part), p.span.start, p.span.end): p for p in parts if p.part != "item"}
    new = {
        p.rule: p.model.reply
        for p in parts
        if p.state == "model_only" and p.part == "item" and p.model
    }
    found = []
    for rule in rules:
        own = said.get(rule.id) or (Said(new[rule.id]) if rule.id in new else None)
        spans = [("condition", leaf.leaf.source) for leaf in placed_leaves(rule)]
        spans.append(("award", rule.award.source))
        for part, span in spans:
            known = told.get((rule.id, part, span.start, span.end))
            found.append(_origin(rule, part, span, known, own))
    return tuple(dict.fromkeys(found))


def _origin(
    rule: Rule, part: str, span: SourceSpan, known: PartConsensus | None, own: Said | None
) -> Origin:
    by: tuple[ExtractorName, ...] = ("model",) if own else ("grammar",)
    reply = own.reply_for(span.start, span.end) if own else ""
    if known is not None:
        by = _READ_BY[known.state]
        reply = known.model.reply if known.model and "model" in by else ""
    kind = "award" if part == "award" else "condition"
    return Origin(rule=rule.id, part=kind, span=span, read_by=by, reply=reply)


def bound(
    parts: Sequence[PolicyPart],
    readings: Sequence[PolicyReading],
    ids: Sequence[Sequence[str]],
    rules: Sequence[Rule],
    origins: Sequence[Origin],
) -> list[tuple[PolicyReading, list[str]]]:
    """Each part's reading with the rules of its items, and the sentences that only a model read."""
    known = {rule for mine in ids for rule in mine}
    pairs = []
    for part, reading, mine in zip(parts, readings, ids, strict=True):
        every = [*mine, *(r.id for r in rules if r.id not in known and _in(r.source, part))]
        number = {rule: n for n, rule in enumerate(every)}
        added = [o for o in origins if o.read_by == ("model",) and o.rule in number]
        if not added:
            pairs.append((reading, every))
            continue
        sentences = []
        for sentence in reading.sentences:
            here = [o for o in added if o.span.start < sentence.end and sentence.start < o.span.end]
            items = list(dict.fromkeys([*sentence.items, *(number[o.rule] for o in here)]))
            kind = sentence.kind
            if here and kind not in _BINDING:
                award = any(o.part == "award" for o in here)
                kind = SentenceKind.AMOUNT if award else SentenceKind.CONDITION
            sentences.append(replace(sentence, items=items, kind=kind))
        pairs.append((replace(reading, sentences=sentences), every))
    return pairs


def _in(span: SourceSpan, part: PolicyPart) -> bool:
    return part.start <= span.start < part.end
