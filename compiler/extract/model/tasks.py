"""The requests of each task: which lines are shown, in which prompt, with which schema.

Equal lines give equal requests, whatever document they stand in, so that a clause nobody changed
costs no second call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from compiler.extract.items.outline import Outline
from compiler.extract.model.align import Aligner
from compiler.extract.model.prompt import Task, load_prompt
from compiler.extract.model.shown import (
    MOST_OF_CHUNK,
    Line,
    Piece,
    article_pieces,
    chunks_of,
    fence_of,
    flat,
    numbered,
    pieces_of,
    rendered,
)
from compiler.extract.model.wire import schema_of
from llm import Request
from rules.document import Clause


class Found(NamedTuple):
    """An item a model found: the words that grant, where they stand, a name."""

    title: str
    start: int
    end: int
    clause: int


class Question(NamedTuple):
    """One request and the lines its answer may quote."""

    request: Request
    lines: tuple[Line, ...]

    def aligner(self, text: str) -> Aligner:
        """What ties the quotes of the answer to the text."""
        return Aligner(text, self.lines)


def ask_items(outline: Outline, sample: int) -> list[Question]:
    """Where are items? One question a group of articles."""
    found = []
    for group in chunks_of(outline):
        lines = numbered(outline.text, pieces_of(outline, group), "")
        if lines:
            found.append(_question("find_items", lines, lines, sample))
    return found


def ask_tags(outline: Outline, item: Found, related: Sequence[Piece], sample: int) -> Question:
    """What does one item ask and give? Its article, and what is needed to understand it."""
    clause = outline.every[item.clause]
    own = numbered(outline.text, article_pieces(outline, clause, item.start), "A")
    context = numbered(outline.text, related, "B")
    head = (
        Line("事项", flat(item.title)),
        Line("引文", flat(outline.text[item.start : item.end])),
    )
    return _question("draft_tags", (*head, *own, *context), own, sample)


def ask_shared(
    outline: Outline, items: Sequence[Found], clauses: Sequence[Clause], task: Task, sample: int
) -> list[Question]:
    """What holds for several items? The clauses outside them, with the list of items."""
    named = tuple(
        Line(f"I{number}", item_line(outline, item)) for number, item in enumerate(items, start=1)
    )
    found = []
    for group in _groups(pieces_of(outline, clauses)):
        lines = numbered(outline.text, group, "G")
        if lines:
            found.append(_question(task, (*named, *lines), lines, sample))
    return found


def item_line(outline: Outline, item: Found) -> str:
    """An item in one line: where it stands and what it is called."""
    place = outline.every[item.clause].place
    return f"{flat(place)} {flat(item.title)}".strip()


def _groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    size = 0
    for piece in pieces:
        if not groups or size + piece.end - piece.start > 2 * MOST_OF_CHUNK:
            groups.append([])
            size = 0
        groups[-1].append(piece)
        size += piece.end - piece.start
    return groups


def _question(
    task: Task, shown: tuple[Line, ...], quotable: tuple[Line, ...], sample: int
) -> Question:
    prompt = load_prompt(task)
    source = rendered(shown)
    request = Request(
        task=task,
        prompt_version=prompt.version,
        messages=prompt.messages(fence=fence_of(source), source=source),
        wire=schema_of(task),
        temperature="0" if sample == 0 else "0.7",
        max_tokens=prompt.max_tokens,
        sample=sample,
    )
    return Question(request, quotable)
