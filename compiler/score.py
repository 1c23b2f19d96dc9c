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
each band by its marks of inclusion; order counts only for ``choose: first``. Amounts right is
weaker: the same sums and rates, caps and floors included, wherever they stand. Both out of all
golden items, so that a missed item is a wrong award.

Spans. All spans of the compiled rule set that quote the text as it stands; of the right leaves,
those at exactly the golden span, and the mean likeness (shared over all characters).

Ledger. Visible characters of the text that some sentence of the ledger covers, and the residue:
those in sentences that were not modelled.

A figure out of nothing is None, never 0 or 1. Figures are rounded to four places.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path

from pydantic import Field, computed_field

from compiler.score_award import AwardSameness, figures
from compiler.score_lines import award_line, condition_line
from compiler.score_match import (
    PlacedLeaf,
    Role,
    Sameness,
    bare,
    likeness,
    overlap,
    pair_up,
    placed_leaves,
    structure,
)
from rules.document import Frozen, PolicyDocument, SentenceKind, SourceSpan
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

_OFTEN = 3


class Part(Frozen):
    """``right`` out of ``of``."""

    right: int = 0
    of: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def share(self) -> Decimal | None:
        """``right / of``; None when there was nothing to get right."""
        return _rounded(Fraction(self.right, self.of)) if self.of else None

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
    """The counts of one document or of all; see the module for what each means."""

    items: Tally = Tally()
    leaves: Tally = Tally()
    leaves_by_kind: dict[str, Tally] = Field(default_factory=dict)
    structures: Part = Part()
    awards_exact: Part = Part()
    amounts_right: Part = Part()
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
    for left, other in pairs:
        item, leaves = _pair_score(left, other, names)
        items.append(item)
        right.extend(leaves)
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
        amounts_right=_part(i.amounts_right for i in items if i.golden),
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
        amounts_right=_sum_parts(s.amounts_right for s in scores),
        spans_true=_sum_parts(s.spans_true for s in scores),
        leaf_spans_exact=_sum_parts(s.leaf_spans_exact for s in scores),
        leaf_span_likeness=(
            _rounded(sum((x * n for x, n in weighed), Fraction(0)) / weight) if weight else None
        ),
        ledger=sum(ledgers, Ledger()) if ledgers else None,
        documents=scores,
    )


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
        missed=tuple(_read(leaf) for leaf in golden if leaf.number not in found),
        spurious=tuple(_read(leaf) for leaf in compiled if leaf.number not in used),
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
    return _rounded(sum(values, Fraction(0)) / len(values)) if values else None


def _rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_EVEN)


def _summary(score: Figures) -> str:
    i, n = score.items, score.leaves
    ledger = score.ledger
    covered = f" ledger {ledger.covered.share} residue {ledger.residue.share}" if ledger else ""
    return (
        f"items {i.right}/{i.right + i.missed} +{i.spurious} spurious | leaves P {n.precision}"
        f" R {n.recall} F1 {n.f1} ({n.right} right, {n.missed} missed, {n.spurious} wrong) |"
        f" structure {_of(score.structures)} | awards {_of(score.awards_exact)} exact,"
        f" {_of(score.amounts_right)} amounts | spans {_of(score.spans_true)} true,"
        f" leaf spans {score.leaf_spans_exact.share} exact, {score.leaf_span_likeness} alike |"
        f"{covered}"
    )


def _of(part: Part) -> str:
    return f"{part.right}/{part.of}"


def _work_list(score: DocumentScore) -> list[str]:
    marked = [("-", leaf) for item in score.items_read for leaf in item.missed]
    marked += [("+", leaf) for item in score.items_read for leaf in item.spurious]
    times = Counter((sign, _leaf_line(leaf)) for sign, leaf in marked)
    # what goes wrong in many items at once is an inherited condition: said once, with how often
    lines = [
        f"    {sign} ×{number} {line}"
        for (sign, line), number in sorted(times.items(), key=lambda pair: -pair[1])
        if number >= _OFTEN
    ]
    for item in score.items_read:
        state = "MISSED" if not item.compiled else "SPURIOUS" if not item.golden else ""
        clean = not (item.missed or item.spurious or not item.structure_same)
        if clean and item.award_exact:
            lines.append(f"  ✓ {item.place} {item.title}")
            continue
        lines.append(f"  ✗ {item.place} {item.title} {state}({item.right} right)")
        wrong = [("-", leaf) for leaf in item.missed] + [("+", leaf) for leaf in item.spurious]
        wrong.sort(key=lambda pair: (pair[1].source.start, pair[0] == "+"))
        lines += [
            f"      {sign} {_leaf_line(leaf)}"
            for sign, leaf in wrong
            if times[sign, _leaf_line(leaf)] < _OFTEN
        ]
        if often := sum(times[sign, _leaf_line(leaf)] >= _OFTEN for sign, leaf in wrong):
            lines.append(f"      … and {often} of those listed first")
        if not state and not item.structure_same:
            lines.append("      structure differs")
        if not item.award_exact:
            softly = "" if item.amounts_right or state else "  (amounts differ)"
            if item.golden:
                lines.append(f"      award - {item.golden_award}")
            if item.compiled:
                lines.append(f"      award + {item.compiled_award}{softly}")
    return lines


def _leaf_line(leaf: ReadLeaf) -> str:
    role = "" if leaf.role == "when" else f"[{leaf.role}] "
    return f"{role}{leaf.line}  「{leaf.source.quote}」"


def score_files(golden: Path, source: Path) -> DocumentScore:
    """Compile ``source`` and score it against the rule file ``golden``.

    Raises ``InputRejected`` when either cannot be read or they are not of the same text.
    """
    from compiler.pipeline import compile_document
    from rules.codec import load_ruleset

    rules = load_ruleset(golden.read_text(encoding="utf-8"), file=str(golden))
    draft = compile_document(source.read_bytes(), source.name)
    return score_document(rules, draft.ruleset, draft.document, draft)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the project folder: ``python -m compiler.score [slug …] [-v]``.

    Gives 1 when a text could not be scored; the others still are.
    """
    parser = argparse.ArgumentParser(prog="python -m compiler.score")
    parser.add_argument("slugs", nargs="*", help="folders of golden_rules; all when none is named")
    parser.add_argument("-v", "--verbose", action="store_true", help="list every difference")
    parser.add_argument("--json", action="store_true", help="print the corpus score as JSON")
    asked = parser.parse_args(arguments)
    slugs = asked.slugs or sorted(p.parent.name for p in Path("golden_rules").glob("*/rules.yaml"))
    scores: list[DocumentScore] = []
    for slug in slugs:
        try:
            (source,) = (Path("policy_texts") / slug).glob("source.*")
            score = score_files(Path("golden_rules") / slug / "rules.yaml", source)
        except InputRejected as rejected:
            print(f"{slug}\n  NOT SCORED {rejected}", file=sys.stderr)
            continue
        except Exception:  # one text the compiler breaks on must not hide the other scores
            print(f"{slug}\n  NOT SCORED", file=sys.stderr)
            traceback.print_exc()
            continue
        scores.append(score)
        if not asked.json:
            print(f"{slug}\n  {_summary(score)}")
            if asked.verbose:
                print("\n".join(_work_list(score)))
    total = score_corpus(scores)
    if asked.json:
        print(total.model_dump_json(indent=2))
    else:
        kinds = "  ".join(
            f"{kind} {t.right}/{t.right + t.missed}+{t.spurious}"
            for kind, t in total.leaves_by_kind.items()
        )
        print(f"TOTAL {len(scores)} of {len(slugs)} documents\n  {_summary(total)}\n  {kinds}")
    return 0 if len(scores) == len(slugs) else 1


if __name__ == "__main__":
    sys.exit(main())
