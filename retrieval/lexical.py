"""BM25 over clauses, with exact hits on document number and title before it.

Whether anything fits is decided by coverage, not by score: BM25 scores of different questions do
not compare. Coverage is the share of the question's content, weighted by how rare it is among the
clauses, that stands in the clause; a word no clause knows weighs most.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from retrieval.named import named_documents, policy_key
from retrieval.passages import Passage
from retrieval.tokenise import Tokeniser, folded, pairs
from rules.document import Frozen

# Below this share of the question's content a clause is about something else. Half: a clause has to
# speak of at least as much of the question as it leaves out.
COVERAGE_FLOOR = 0.5


class Hit(Frozen):
    """One passage found. ``exact`` says that the question named its document (文号 or title).

    ``score`` is BM25 and orders hits of one question only; ``coverage`` is between 0 and 1.
    """

    passage: Passage
    score: float
    coverage: float
    exact: bool = False
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseIndex:
    """An immutable index; build a new one when the passages change."""

    passages: tuple[Passage, ...]
    tokeniser: Tokeniser
    bm25: Any
    frequency: dict[str, int]
    texts: tuple[str, ...]


def build_index(passages: tuple[Passage, ...], tokeniser: Tokeniser) -> ClauseIndex:
    """Index the passages; the same passages always give the same answers."""
    texts = tuple(_indexed(passage) for passage in passages)
    terms = [tokeniser.index_terms(text) for text in texts]
    frequency: Counter[str] = Counter()
    for of_one in terms:
        frequency.update(set(of_one))
    bm25 = None
    if any(terms):
        import bm25s

        bm25 = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
        bm25.index(terms, show_progress=False)
    return ClauseIndex(
        passages=passages,
        tokeniser=tokeniser,
        bm25=bm25,
        frequency=dict(frequency),
        texts=texts,
    )


def search(index: ClauseIndex, query: str, k: int = 5) -> tuple[Hit, ...]:
    """The ``k`` best clauses for a question, best first; empty when nothing fits.

    Clauses of a document named by 文号 or title come first. Ties are broken by document and place.
    """
    words = tuple(_names_in_use(index, word) for word in index.tokeniser.content_words(query))
    scores = _scores(index, query, words)
    named = named_documents(index.passages, query)
    hits = []
    for position, passage in enumerate(index.passages):
        exact = policy_key(passage) in named
        if scores[position] <= 0 and not exact:
            continue
        coverage, matched = _coverage(index, words, position)
        if exact or coverage >= COVERAGE_FLOOR:
            hits.append(
                Hit(
                    passage=passage,
                    score=round(scores[position], 4),
                    coverage=round(coverage, 4),
                    exact=exact,
                    matched=matched,
                )
            )
    hits.sort(key=_rank)
    return tuple(hits[:k])


def ranking(index: ClauseIndex, query: str, floor: float = 0.0) -> tuple[int, ...]:
    """Positions of all clauses that share words with the question, best first by BM25 alone.

    For lists that are fused with others; ``floor`` is the least coverage. Whether anything fits at
    all is asked by ``search``.
    """
    words = tuple(_names_in_use(index, word) for word in index.tokeniser.content_words(query))
    scores = _scores(index, query, words)
    found = [position for position, score in enumerate(scores) if score > 0]
    if floor:
        found = [position for position in found if _coverage(index, words, position)[0] >= floor]
    return tuple(sorted(found, key=lambda position: (-scores[position], position)))


def _rank(hit: Hit) -> tuple[bool, float, float, str, int]:
    span = hit.passage.span
    return (not hit.exact, -hit.score, -hit.coverage, hit.passage.document, span.start)


def _indexed(passage: Passage) -> str:
    """What a clause is found by: its text, its headings, and the title of its policy."""
    return folded("\n".join((passage.span.quote, passage.context, passage.title)))


def _names_in_use(index: ClauseIndex, word: str) -> tuple[str, ...]:
    """The word; where no clause uses it, also those of its other names that clauses do use."""
    if word in index.frequency:
        return (word,)
    others = index.tokeniser.other_names(word)
    return (word, *(name for name in others if name in index.frequency))


def _scores(index: ClauseIndex, query: str, words: tuple[tuple[str, ...], ...]) -> list[float]:
    asked = index.tokeniser.index_terms(query)
    for _, *others in words:
        for name in others:
            asked += index.tokeniser.index_terms(name)
    terms = [t for t in dict.fromkeys(asked) if t in index.frequency]
    if index.bm25 is None or not terms:
        return [0.0] * len(index.passages)
    return [float(score) for score in index.bm25.get_scores(terms)]


def _coverage(
    index: ClauseIndex, words: tuple[tuple[str, ...], ...], position: int
) -> tuple[float, tuple[str, ...]]:
    text = index.texts[position]
    whole = found = 0.0
    matched = []
    for names in words:
        weight = min(_weight(index, name) for name in names)
        share = max(_share(name, text) for name in names)
        whole += weight
        found += weight * share
        if share == 1:
            matched.append(names[0])
    return (found / whole if whole else 0.0), tuple(matched)


def _weight(index: ClauseIndex, word: str) -> float:
    parts = pairs(word)
    return sum(_rarity(index, part) for part in parts) / len(parts)


def _share(word: str, text: str) -> float:
    parts = pairs(word)
    return sum(part in text for part in parts) / len(parts)


def _rarity(index: ClauseIndex, term: str) -> float:
    count = len(index.passages)
    return math.log(1 + (count + 0.5) / (index.frequency.get(term, 0) + 0.5))
