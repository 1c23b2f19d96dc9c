"""Finding the clauses worth reading: jieba and BM25 over clause texts, no model, no network.

Index text is cut into words and character pairs; spans never come from tokens, they are those of
the clause. A question that no clause covers gets no hits rather than the least bad ones.
"""

from retrieval.lexical import ClauseIndex, Hit, build_index, search
from retrieval.passages import Passage, passages_of
from retrieval.related import RelatedClause, Relation, related_clauses
from retrieval.tokenise import Tokeniser

__all__ = [
    "ClauseIndex",
    "Hit",
    "Passage",
    "RelatedClause",
    "Relation",
    "Tokeniser",
    "build_index",
    "passages_of",
    "related_clauses",
    "search",
]
