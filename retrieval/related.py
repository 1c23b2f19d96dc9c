"""Which other clauses of a document somebody needs beside one clause to read it right.

Structure first: what it stands under, the other blocks of its item, what it names, what names it,
terms it uses, conditions said of everybody. What room is left goes to the clauses most like it.
Same input, same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from retrieval.embed import Embedder
from retrieval.fuse import fuse
from retrieval.lexical import build_index, ranking
from retrieval.passages import Passage
from retrieval.pieces import CONTAINERS, ClauseTree, Piece, Segmented
from retrieval.provisions import defined_terms, named_provisions
from retrieval.said import generality, grants, is_block, of_one_chapter
from retrieval.tokenise import Tokeniser
from rules.document import Clause, ClauseKind, Frozen, SourceSpan
from rules.vocabulary import standard_vocabulary


class Relation(StrEnum):
    """Why a clause is needed, the surest first."""

    ABOVE = "above"  # it stands under it
    BESIDE = "beside"  # another block of the same item: 条件要求 beside 服务内容
    NAMES = "names"  # it names it: 按前条表列标准, 第三条第一款
    NAMED_BY = "named_by"  # it is named by it: 除第十条外, 第二章各项补贴
    DEFINITION = "definition"  # a term it uses is given its meaning there
    GENERAL = "general"  # said of every applicant: conditions, exclusions, stacking, dates
    SIMILAR = "similar"  # words and meaning are near


class RelatedClause(Frozen):
    """A clause with the stretch of text to show for it, and why."""

    clause: Clause
    span: SourceSpan
    relation: Relation


_ORDER = list(Relation)


def related_clauses(
    segmented: Segmented, clause_index: int, k: int, embedder: Embedder | None = None
) -> tuple[RelatedClause, ...]:
    """The ``k`` stretches of the document most needed to read one clause, most needed first.

    The clause itself and all it holds are not among them; stretches do not overlap. Without an
    embedder, likeness is that of words alone.
    """
    tree = ClauseTree(segmented)
    asked_from = tree.clauses[clause_index]
    pieces = tree.pieces(asked_from)
    likeness = _likeness(tree, asked_from, pieces, embedder)
    found = []
    for position, piece in enumerate(pieces):
        relation = _relation(tree, asked_from, piece)
        if relation is None and position in likeness:
            relation = Relation.SIMILAR
        if relation is None:
            continue
        kind = generality(piece.span.quote) if relation is Relation.GENERAL else 0
        near = likeness.get(position, len(pieces))
        found.append((_ORDER.index(relation), kind, near, position, relation))
    return tuple(
        RelatedClause(clause=pieces[i].clause, span=pieces[i].span, relation=relation)
        for *_, i, relation in sorted(found)[:k]
    )


def _relation(tree: ClauseTree, asked_from: Clause, piece: Piece) -> Relation | None:
    if piece.above:
        return Relation.ABOVE
    text = piece.span.quote
    if _of_one_item(tree, asked_from, piece) and (is_block(piece.clause, text) or not grants(text)):
        return Relation.BESIDE
    words = tree.subtree(asked_from)
    held = {c.index for c in tree.clauses if piece.span.start <= c.start < piece.span.end}
    if held & named_provisions(tree, words, asked_from):
        return Relation.NAMES
    named = named_provisions(tree, text, piece.clause)
    if named & {asked_from.index, *(c.index for c in tree.ancestors(asked_from))}:
        return Relation.NAMED_BY
    if any(term in words for term in defined_terms(text)):
        return Relation.DEFINITION
    if any(tree.clauses[i].marker.endswith(CONTAINERS) for i in named):
        return None  # said of another chapter
    if generality(text) and _in_scope(tree, asked_from, piece):
        return Relation.GENERAL
    return None


def _of_one_item(tree: ClauseTree, asked_from: Clause, piece: Piece) -> bool:
    """Whether both are blocks of one card, article, question, or heading with blocks under it."""
    item = next((c for c in tree.ancestors(asked_from) if _is_item(tree, c)), None)
    if item is None or item.index not in {c.index for c in tree.ancestors(piece.clause)}:
        return False
    return piece.clause.kind is not ClauseKind.FIELD or is_block(piece.clause, piece.span.quote)


def _is_item(tree: ClauseTree, clause: Clause) -> bool:
    if clause.kind in (ClauseKind.PART, ClauseKind.ROW) or clause.marker.endswith("条"):
        return True
    if clause.kind is not ClauseKind.HEADING or clause.marker.endswith(CONTAINERS):
        return _is_question(clause)
    return any(is_block(c, tree.own(c)) for c in tree.children.get(clause.index, ()))


def _in_scope(tree: ClauseTree, asked_from: Clause, piece: Piece) -> bool:
    """Whether what is said there can be said of the clause: not on another card, not in a chapter
    of items that it is not in."""
    around = {c.index for c in tree.ancestors(asked_from)}
    outer = tree.ancestors(piece.clause)
    if of_one_chapter(piece.span.quote) and not (outer and outer[-1].index in around):
        return False
    for above in (piece.clause, *outer):
        if above.index in around:
            break
        if above.kind is ClauseKind.PART or _is_question(above) or grants(tree.subtree(above)):
            return False
        if _is_item(tree, above) and not above.marker.endswith("条"):
            return False
    return True


def _is_question(clause: Clause) -> bool:
    return clause.marker.startswith("问")


def _likeness(
    tree: ClauseTree, asked_from: Clause, pieces: Sequence[Piece], embedder: Embedder | None
) -> dict[int, int]:
    """The rank of every piece that is like the clause at all, from 1."""
    query = _worded(tree, asked_from, tree.subtree(asked_from))
    passages = tuple(
        Passage(document=tree.document.id, title="", context=_headings(tree, p.clause), span=p.span)
        for p in pieces
    )
    lists: list[Sequence[int]] = [ranking(build_index(passages, _tokeniser()), query)]
    if embedder is not None and pieces:
        texts = [_worded(tree, piece.clause, piece.span.quote) for piece in pieces]
        scores = embedder.embed_documents(texts) @ embedder.embed_query(query)
        lists.append(sorted(range(len(pieces)), key=lambda i: (-float(scores[i]), i)))
    return {found.id: rank for rank, found in enumerate(fuse(lists), start=1)}


def _worded(tree: ClauseTree, clause: Clause, text: str) -> str:
    headings = _headings(tree, clause)
    return f"{headings}\n{text}" if headings else text


def _headings(tree: ClauseTree, clause: Clause) -> str:
    return " ".join(c.heading for c in reversed(tree.ancestors(clause)) if c.heading)


@lru_cache(maxsize=1)
def _tokeniser() -> Tokeniser:
    return Tokeniser(standard_vocabulary())
