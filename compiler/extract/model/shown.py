"""What is put before a model: numbered lines of a policy inside a fence that no text can forge.

A line is a clause, or a piece of a very long one, on one line whatever its own line breaks are; so
no text of a policy can begin a line, and none can close the fence, whose words are a digest of all
that stands inside it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from compiler.extract.items.outline import Outline, is_policy, owner_of
from compiler.extract.items.sentences import sentences
from compiler.roles import Role, role_of_heading
from rules.document import Clause, ClauseKind

#: Characters of one request: more is read worse, and costs more when a word of it changes.
MOST_OF_CHUNK, MOST_OF_ARTICLE, MOST_OF_CONTEXT = 2400, 6000, 1500
WORD_JOINER = "\u2060"
#: A clause longer than this is shown in pieces, so that a place in it can be named.
_LONG = 1200


class Line(NamedTuple):
    """One line put before a model; ``[start, end)`` of the document, -1 for words of our own."""

    label: str
    text: str
    start: int = -1
    end: int = -1


class Piece(NamedTuple):
    """A stretch of the document that is shown as one line."""

    start: int
    end: int


#: Where a model family's words for turns begin: servers read them in a message as the turn itself.
_TURNS = re.compile(
    r"<(?=[|｜]|/?s>|<SYS|</SYS|/?think|/?tool|(?:start|end)_of_turn|bos>|eos>)|(?<=[|｜])(?=>)"
    r"|\[(?=/?INST\])",
    re.IGNORECASE,
)


def rendered(lines: Iterable[Line]) -> str:
    """The lines as a model reads them; words that would begin a turn are broken by a joiner, which
    makes no difference to a quote."""
    return "\n".join(
        f"[{line.label}] {_TURNS.sub(lambda found: found[0] + WORD_JOINER, line.text)}"
        for line in lines
    )


def fence_of(source: str) -> str:
    """A fence of the source: the same source has the same one, and no source can hold its own."""
    digest = hashlib.sha256(source.encode()).hexdigest()[:20]
    while digest in source:  # pragma: no cover - a digest of itself
        digest = hashlib.sha256(digest.encode()).hexdigest()[:20]
    return f"#原文 {digest}"


def flat(text: str) -> str:
    """The text on one line."""
    return re.sub(r"\s*[\n\r\u2028\u2029\x0b\x0c\x85]\s*", " ", text).strip()


def numbered(text: str, pieces: Iterable[Piece], letter: str) -> tuple[Line, ...]:
    """The pieces as lines A1, A2, …; those that say nothing are left out."""
    said = [(piece, flat(text[piece.start : piece.end])) for piece in pieces]
    return tuple(
        Line(f"{letter}{number}", words, piece.start, piece.end)
        for number, (piece, words) in enumerate(((p, w) for p, w in said if w), start=1)
    )


def pieces_of(outline: Outline, clauses: Iterable[Clause]) -> list[Piece]:
    """The clauses as pieces, very long ones sentence by sentence."""
    found: list[Piece] = []
    for clause in clauses:
        if clause.end - clause.start <= _LONG:
            found.append(Piece(clause.start, clause.end))
            continue
        start = clause.start
        for _, end in sentences(outline.view, clause.start, clause.end):
            if end - start >= _LONG // 2 or end == clause.end:
                found.append(Piece(start, end))
                start = end
        if start < clause.end:
            found.append(Piece(start, clause.end))
    return found


def article_of(outline: Outline, clause: Clause) -> Clause:
    """The clause an item's words are read in: its article, its card, its row of a list."""
    current = clause
    while (parent := outline.parent(current)) is not None and not is_policy(current):
        if parent.kind is ClauseKind.PART:
            return parent if current.kind is ClauseKind.FIELD else current
        if parent.kind is ClauseKind.HEADING and _holds_articles(outline, parent):
            return current
        current = parent
    return current


def _holds_articles(outline: Outline, clause: Clause) -> bool:
    """Whether a heading stands over articles, not over the blocks of one item."""
    if clause.marker.endswith(("章", "节", "编", "部分")):
        return True
    headings = [c.heading for c in outline.children.get(clause.index, []) if c.heading]
    roles = [role_of_heading(heading) for heading in headings]
    return bool(roles) and all(role is Role.NONE for role in roles)


def chunks_of(outline: Outline) -> list[list[Clause]]:
    """The clauses of a policy in groups of whole articles; a chapter begins a group anew unless
    the last one is still small.

    So a changed word changes the group it stands in and at most the next ones of its chapter.
    """
    groups: list[list[Clause]] = []
    size = last = 0
    for clause in outline.clauses:
        article = article_of(outline, clause).index
        chapter = clause.kind is ClauseKind.HEADING and clause.marker.endswith("章")
        begins_chapter = chapter and size >= MOST_OF_CHUNK // 2
        full = size + clause.end - clause.start > MOST_OF_CHUNK and article != last
        if not groups or begins_chapter or full or size > 2 * MOST_OF_CHUNK:
            groups.append([])
            size = 0
        groups[-1].append(clause)
        size += clause.end - clause.start
        last = article
    return [g for g in groups if any(outline.said(c).strip() for c in g)]


def article_pieces(outline: Outline, clause: Clause, at: int) -> list[Piece]:
    """What is read for an item that is granted at ``at``: its article, or what is nearest of it."""
    article = article_of(outline, clause)
    whole = pieces_of(outline, [article, *outline.below(article)])
    if _size(whole) > MOST_OF_ARTICLE:
        owner = owner_of(outline, clause)
        own = pieces_of(outline, [owner, *outline.below(owner)])
        whole = own if article.index != owner.index and _size(own) > 200 else whole
    home = next((n for n, p in enumerate(whole) if p.start <= at < p.end), 0)
    kept: list[Piece] = []
    room = MOST_OF_ARTICLE
    for piece in sorted(whole, key=lambda p: (abs(whole.index(p) - home), p.start)):
        room -= piece.end - piece.start
        if kept and room < 0:
            break
        kept.append(piece)
    return sorted(kept)


def _size(pieces: Sequence[Piece]) -> int:
    return sum(p.end - p.start for p in pieces)
