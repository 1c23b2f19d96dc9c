"""Scores on a terminal, for work on the compiler: the figures, and the list of what is wrong."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from compiler.scoring.figures import DocumentScore, Figures, Part, ReadLeaf
from compiler.scoring.score import score_corpus, score_files
from rules.errors import InputRejected

_OFTEN = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the project folder: ``python -m compiler.scoring.score [slug …] [-v]``.

    Gives 1 when a text could not be scored; the others still are.
    """
    parser = argparse.ArgumentParser(prog="python -m compiler.scoring.score")
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
            print(f"{slug}\n  {summary(score)}")
            # what is looked at is no longer held out: only who names a text sees its differences
            if asked.verbose and (asked.slugs or not _held_out(slug)):
                print("\n".join(work_list(score)))
    total = score_corpus(scores)
    if asked.json:
        print(total.model_dump_json(indent=2))
    else:
        kinds = "  ".join(
            f"{kind} {t.right}/{t.right + t.missed}+{t.spurious}"
            for kind, t in total.leaves_by_kind.items()
        )
        print(f"TOTAL {len(scores)} of {len(slugs)} documents\n  {summary(total)}\n  {kinds}")
    return 0 if len(scores) == len(slugs) else 1


def _held_out(slug: str) -> bool:
    about = Path("policy_texts") / slug / "about.yaml"
    return about.is_file() and "part: held_out" in about.read_text(encoding="utf-8").splitlines()


def summary(score: Figures) -> str:
    """All figures on one line."""
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


def work_list(score: DocumentScore) -> list[str]:
    """Every difference: ``-`` golden and not found, ``+`` found and not golden."""
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
