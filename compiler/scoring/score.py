"""How well compiled rules agree with golden ones: strict counts, leaf by leaf and award by award.

What is counted, and when it is right:

Items. Golden and compiled rules are paired one to one. A pair needs awards that overlap in the
text, or the same place and title; the pair with the most overlap (shared characters over all
characters, of the awards plus of the rules) is taken first. The rest are missed or spurious.

Leaves. Those of ``when``, of ``unless`` and of the cases of an award; a leaf is only compared
inside its item and within its role, each at most once. All leaves of a missed item are missed, all
leaves of a spurious item are spurious. A leaf is right only when all of this is equal:

- ``compare``: the operand (kind, attribute, period, aggregate), the comparator, the value with its
  unit (12个月 is not 1年), or the other operand and its factor;
- ``has``: attribute, values as a set, ``first``, period; ``one_of``: attribute, values as a set,
  period; values without quotation marks and brackets;
- ``is``: attribute, expected answer, period; ``within``: attribute and period;
- ``judged``: spans that share at least half of the shorter one;
- ``unparsed``: never right. A leaf under ``not`` is only right against one under ``not``, save that
  an ``is`` under ``not`` is the opposite ``is``.

What a case repeats of its item's own ``when``, and what ``when`` says that every case implies, asks
nothing new: it is right where both sides say it, and neither missed nor spurious where one does and
what it says again is right.

A threshold the one side writes as a leaf and the other as a tier's band is wrong on both.

Proposed attributes (``?…``), of equal kind on both sides, are the same when their labels are the
same without marks, white space, leading 应/须/需/具有/拥有/具备/已 and trailing 的, or when the
spans of their leaves share at least 60% of the longer one. Where spans prove nothing (the two
sides of a share or of a comparison of two attributes) only labels count. The base of an award
stands where its label stands in the rule's source. For yes-or-no attributes a leading 未/无/不
turns the expected answer. A proposed attribute is never the same as one of the vocabulary.

Structure. Of the paired items, those whose groups (all, any, at least k, not) hold the right leaves
in the same way; leaves that are not right are left out, and an item without any right leaf where
the golden one has leaves is not the same.

Awards. Exactly right: every field but the sources is equal, each case also by its condition and
each band by its marks of inclusion; order counts only for ``choose: first``. Of forms that pay the
same for every applicant one stands for all (``compiler.scoring.canonical``). Amounts right is
weaker: the same sums and rates, caps and floors included, wherever they stand. Both out of all
golden items, so that a missed item is a wrong award.

Constructs. How each construct of policy language was read: ``compiler.scoring.confusion``.

Spans. All spans of the compiled rule set that quote the text as it stands; of the right leaves,
those at exactly the golden span, and the mean likeness (shared over all characters).

Ledger. Visible characters of the text that some sentence of the ledger covers, and the residue:
those in sentences that were not modelled.

A figure out of nothing is None, never 0 or 1. Figures are rounded to four places.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from compiler.scoring.again import open_leaves
from compiler.scoring.award import AwardSameness, figures
from compiler.scoring.award_kinds import awards_by_kind, sum_kinds
from compiler.scoring.confusion import (
    Confusion,
    extra_confusion,
    missed_confusion,
    pair_confusion,
    total,
)
from compiler.scoring.figures import (
    CorpusScore,
    DocumentScore,
    ItemScore,
    Ledger,
    Part,
    ReadLeaf,
    Tally,
    rounded,
)
from compiler.scoring.lines import award_line, condition_line
from compiler.scoring.match import (
    PlacedLeaf,
    Sameness,
    bare,
    likeness,
    overlap,
    pair_up,
    placed_leaves,
    structure,
)
from rules.document import PolicyDocument, SentenceKind, SourceSpan
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity
from rules.rule import Rule, RuleSet
from rules.tree import nodes

__all__ = [
    "CorpusScore",
    "DocumentScore",
    "ItemScore",
    "Part",
    "ReadLeaf",
    "Tally",
    "score_corpus",
    "score_document",
    "score_files",
]


def score_document(
    golden: RuleSet, compiled: RuleSet, document: PolicyDocument, draft: Draft | None = None
) -> DocumentScore:
    """Score the compiled rules of one document; with ``draft`` its ledger is measured too.

    Raises ``InputRejected`` when the golden rules were read from another text: their spans would
    mean nothing.
    """
    _same_text(golden, document)
    names = Sameness(
        golden={a.id: a for a in golden.attributes},
        compiled={a.id: a for a in compiled.attributes},
    )
    pairs = pair_up(golden.rules, compiled.rules, _item_weight)
    found = {left.id for left, _ in pairs}
    used = {right.id for _, right in pairs}
    missed = [rule for rule in golden.rules if rule.id not in found]
    spurious = [rule for rule in compiled.rules if rule.id not in used]

    items: list[ItemScore] = []
    right: list[tuple[PlacedLeaf, PlacedLeaf]] = []
    constructs: list[Confusion] = []
    for left, other in pairs:
        item, leaves = _pair_score(left, other, names)
        items.append(item)
        right.extend(leaves)
        constructs.append(pair_confusion(left, other, leaves, item.award_exact))
    constructs.extend(map(missed_confusion, missed))
    constructs.extend(map(extra_confusion, spurious))
    items.extend(_missed_item(rule) for rule in missed)
    items.extend(_spurious_item(rule) for rule in spurious)

    spans = [node for node in nodes(compiled) if isinstance(node, SourceSpan)]
    in_pairs = items[: len(pairs)]
    return DocumentScore(
        document=document.id,
        source_name=document.source_name,
        items=Tally(right=len(pairs), missed=len(missed), spurious=len(spurious)),
        leaves=_sum_tallies(
            Tally(right=i.right, missed=len(i.missed), spurious=len(i.spurious)) for i in items
        ),
        leaves_by_kind=_by_kind(right, items),
        structures=_part(i.structure_same for i in in_pairs),
        awards_exact=_part(i.award_exact for i in items if i.golden),
        awards_by_kind=awards_by_kind(items),
        amounts_right=_part(i.amounts_right for i in items if i.golden),
        by_construct=total(constructs),
        spans_true=_part(document.holds(span) for span in spans),
        leaf_spans_exact=_part(_same_place(a, b) for a, b in right),
        leaf_span_likeness=_mean([likeness(a.leaf.source, b.leaf.source) for a, b in right]),
        ledger=_ledger(draft, document) if draft is not None else None,
        items_read=tuple(items),
    )


def score_corpus(documents: Iterable[DocumentScore]) -> CorpusScore:
    """Sum documents; the mean likeness of spans is weighed by their right leaves."""
    scores = tuple(documents)
    kinds = sorted({kind for score in scores for kind in score.leaves_by_kind})
    weighed = [
        (Fraction(score.leaf_span_likeness), score.leaves.right)
        for score in scores
        if score.leaf_span_likeness is not None
    ]
    weight = sum(right for _, right in weighed)
    ledgers = [score.ledger for score in scores if score.ledger is not None]
    return CorpusScore(
        items=_sum_tallies(s.items for s in scores),
        leaves=_sum_tallies(s.leaves for s in scores),
        leaves_by_kind={
            kind: _sum_tallies(s.leaves_by_kind.get(kind, Tally()) for s in scores)
            for kind in kinds
        },
        structures=_sum_parts(s.structures for s in scores),
        awards_exact=_sum_parts(s.awards_exact for s in scores),
        awards_by_kind=sum_kinds(s.awards_by_kind for s in scores),
        amounts_right=_sum_parts(s.amounts_right for s in scores),
        by_construct=total(s.by_construct for s in scores),
        spans_true=_sum_parts(s.spans_true for s in scores),
        leaf_spans_exact=_sum_parts(s.leaf_spans_exact for s in scores),
        leaf_span_likeness=(
            rounded(sum((x * n for x, n in weighed), Fraction(0)) / weight) if weight else None
        ),
        ledger=sum(ledgers, Ledger()) if ledgers else None,
        documents=scores,
    )


def score_files(golden: Path, source: Path) -> DocumentScore:
    """Compile ``source`` and score it against the rule file ``golden``.

    Raises ``InputRejected`` when either cannot be read or they are not of the same text.
    """
    from compiler.pipeline import compile_document
    from rules.codec import load_ruleset

    rules = load_ruleset(golden.read_text(encoding="utf-8"), file=str(golden))
    draft = compile_document(source.read_bytes(), source.name)
    return score_document(rules, draft.ruleset, draft.document, draft)


def _same_text(golden: RuleSet, document: PolicyDocument) -> None:
    if golden.document.id == document.id:
        return
    raise InputRejected(
        [
            Diagnostic(
                code="PC601",
                severity=Severity.ERROR,
                message=f"正文编号不一致：标准规则 {golden.document.id}，文件 {document.id}",
                hint="两者不是同一份文字，引文位置无法对照；请按现在的正文重写标准规则",
                file=document.source_name,
            )
        ]
    )


def _item_weight(left: Rule, right: Rule) -> Fraction | None:
    same_name = (left.place, bare(left.title)) == (right.place, bare(right.title))
    if not same_name and not overlap(left.award.source, right.award.source):
        return None
    return likeness(left.award.source, right.award.source) + likeness(left.source, right.source)


def _pair_score(
    left: Rule, right: Rule, names: Sameness
) -> tuple[ItemScore, list[tuple[PlacedLeaf, PlacedLeaf]]]:
    golden, compiled = placed_leaves(left), placed_leaves(right)

    def weight(a: PlacedLeaf, b: PlacedLeaf) -> Fraction | None:
        return likeness(a.leaf.source, b.leaf.source) if names.leaf(a, b) else None

    pairs = pair_up(golden, compiled, weight)
    found = {a.number: n for n, (a, _) in enumerate(pairs)}
    used = {b.number: n for n, (_, b) in enumerate(pairs)}
    same = structure(left, found) == structure(right, used)
    item = ItemScore(
        title=left.title,
        place=left.place,
        golden=left.id,
        compiled=right.id,
        right=len(pairs),
        missed=tuple(map(_read, open_leaves(left, found))),
        spurious=tuple(map(_read, open_leaves(right, used))),
        structure_same=same and bool(pairs or not golden),
        award_exact=AwardSameness(names, left, right).exact(),
        amounts_right=figures(left.award) == figures(right.award),
        golden_award=award_line(left.award),
        compiled_award=award_line(right.award),
    )
    return item, pairs


def _missed_item(rule: Rule) -> ItemScore:
    return ItemScore(
        title=rule.title,
        place=rule.place,
        golden=rule.id,
        compiled=None,
        right=0,
        missed=tuple(map(_read, placed_leaves(rule))),
        spurious=(),
        structure_same=False,
        award_exact=False,
        amounts_right=False,
        golden_award=award_line(rule.award),
        compiled_award="",
    )


def _spurious_item(rule: Rule) -> ItemScore:
    return ItemScore(
        title=rule.title,
        place=rule.place,
        golden=None,
        compiled=rule.id,
        right=0,
        missed=(),
        spurious=tuple(map(_read, placed_leaves(rule))),
        structure_same=False,
        award_exact=False,
        amounts_right=False,
        golden_award="",
        compiled_award=award_line(rule.award),
    )


def _read(placed: PlacedLeaf) -> ReadLeaf:
    line = condition_line(placed.leaf)
    return ReadLeaf(
        role=placed.role,
        kind=_kind(placed),
        line=f"!({line})" if placed.negated else line,
        source=placed.leaf.source,
    )


def _kind(placed: PlacedLeaf) -> str:
    """``is``, or ``is?`` where the attribute is proposed: those are matched more loosely."""
    proposed = any(
        str(getattr(node, name, "")).startswith("?")
        for node in nodes(placed.leaf)
        for name in ("attribute", "part", "whole")
    )
    return placed.leaf.kind + ("?" if proposed else "")


def _by_kind(
    right: list[tuple[PlacedLeaf, PlacedLeaf]], items: list[ItemScore]
) -> dict[str, Tally]:
    counts: dict[str, Tally] = {}

    def add(kind: str, tally: Tally) -> None:
        counts[kind] = counts.get(kind, Tally()) + tally

    for golden, _ in right:
        add(_kind(golden), Tally(right=1))
    for item in items:
        for leaf in item.missed:
            add(leaf.kind, Tally(missed=1))
        for leaf in item.spurious:
            add(leaf.kind, Tally(spurious=1))
    return dict(sorted(counts.items()))


def _ledger(draft: Draft, document: PolicyDocument) -> Ledger:
    covered: set[int] = set()
    residue: set[int] = set()
    for entry in draft.ledger:
        stretch = range(entry.span.start, entry.span.end)
        covered.update(stretch)
        if entry.kind is SentenceKind.NOT_MODELLED:
            residue.update(stretch)
    visible = [at for at, char in enumerate(document.text) if not char.isspace()]
    return Ledger(
        covered=_part(at in covered for at in visible),
        residue=_part(at in residue for at in visible),
        not_modelled=sum(e.kind is SentenceKind.NOT_MODELLED for e in draft.ledger),
    )


def _same_place(golden: PlacedLeaf, compiled: PlacedLeaf) -> bool:
    left, right = golden.leaf.source, compiled.leaf.source
    return (left.start, left.end) == (right.start, right.end)


def _part(outcomes: Iterable[bool]) -> Part:
    known = list(outcomes)
    return Part(right=sum(known), of=len(known))


def _sum_parts(parts: Iterable[Part]) -> Part:
    return sum(parts, Part())


def _sum_tallies(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _mean(values: Sequence[Fraction]) -> Decimal | None:
    return rounded(sum(values, Fraction(0)) / len(values)) if values else None


if __name__ == "__main__":
    from compiler.scoring.report import main

    sys.exit(main())
