"""One policy read by a model: find the items, ask about each, ask what they share, put it together.

Whatever an answer says is held against the text. An item whose answer cannot be used is the
grammar's; so are the items of a stretch that could not be asked about at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from compiler.diagnostics import diagnose
from compiler.extract.drafts import DraftGroup, DraftItem, DraftNode, DraftTag, node_quotes
from compiler.extract.items.outline import Outline, PolicyReading, Said
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.model.align import Misfit
from compiler.extract.model.asking import Answer, Asker
from compiler.extract.model.conditions import ConditionReader
from compiler.extract.model.item import read_item
from compiler.extract.model.marks import Marks
from compiler.extract.model.samples import agreed
from compiler.extract.model.shared import Shared, read_shared, read_windows
from compiler.extract.model.shown import Piece, article_of, article_pieces
from compiler.extract.model.tasks import Found, Question, ask_items, ask_shared, ask_tags
from compiler.extract.model.troubles import Trouble, diagnosed, short
from compiler.extract.model.wire import (
    DraftedTags,
    FoundItems,
    SharedConditions,
    WindowsStacking,
)
from compiler.resolve import Names
from llm import Failed
from rules.document import Clause, PolicyDocument
from rules.errors import Diagnostic

#: More items than this are not asked about: no policy has them, and each costs a call.
MOST_ITEMS = 120
#: What else of a document is put before a model with an article, by clause and what is shown.
Related = Callable[[Outline, Clause, Sequence[Piece]], Sequence[Piece]]


class _Entry(NamedTuple):
    """An item of the reading: a model's with its replies, or the grammar's by its number."""

    item: DraftItem
    said: Said | None
    number: int


@dataclass
class PolicyReader:
    """Reads one part of a document."""

    document: PolicyDocument
    outline: Outline
    grammar: PolicyReading
    asker: Asker
    names: Names
    lexicon: Lexicon
    related: Related
    samples: int = 1
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self) -> PolicyReading:
        """All items of the part and the fate of its sentences."""
        found, kept = self._items()
        shared, elsewhere, drafts = self._answers(found)
        unasked = self._unasked(found, drafts)
        entries: list[_Entry] = []
        for number, (item, draft) in enumerate(zip(found, drafts, strict=True)):
            if draft is not None:
                whole = _with_shared(draft[0], shared, number)
                if unasked and (same := self._grammars(item)) is not None:
                    whole = _with_unasked(whole, self.grammar.items[same], unasked)
                entries.append(_Entry(whole, Said(draft[1], elsewhere), -1))
            elif (same := self._grammars(item)) is not None:
                kept.add(same)
        entries.extend(_Entry(self.grammar.items[n], None, n) for n in sorted(kept))
        entries.sort(key=lambda entry: (entry.item.quote.start, entry.item.quote.end))
        marks = Marks(self.outline)
        for position, entry in enumerate(entries):
            if entry.said is None:
                marks.bind_as(self.grammar, entry.number, position)
            else:
                marks.bind(entry.item, position)
        marks.note(shared.marked)
        marks.close()
        return PolicyReading(
            items=[entry.item for entry in entries],
            sentences=self.outline.sentences,
            notes=list(self.grammar.notes),
            said=[entry.said for entry in entries],
            diagnostics=self.diagnostics,
        )

    def _items(self) -> tuple[list[Found], set[int]]:
        """The items found, and the numbers of the grammar's where nobody could be asked."""
        questions = ask_items(self.outline, 0)
        found: list[Found] = []
        kept: set[int] = set()
        for question, answer in zip(questions, self.asker.ask_all(questions), strict=True):
            if isinstance(answer, Failed):
                start, end = question.lines[0].start, question.lines[-1].end
                mine = {n for n, i in enumerate(self.grammar.items) if start <= i.quote.start < end}
                kept |= mine
                self._fell_back(answer, "查找事项", start, end)
                continue
            found.extend(self._found(question, FoundItems.model_validate(answer.data)))
        found = sorted({(f.start, f.end): f for f in reversed(found)}.values(), key=_place)
        if len(found) > MOST_ITEMS:
            reason = f"事项多达 {len(found)} 个，只读前 {MOST_ITEMS} 个"
            self._tell([Trouble("PC703", found[MOST_ITEMS].title, reason)], "")
        return found[:MOST_ITEMS], kept

    def _found(self, question: Question, answer: FoundItems) -> list[Found]:
        aligner = question.aligner(self.outline.text)
        items = []
        for node in answer.items[: 4 * MOST_ITEMS]:
            quote = aligner.quote(node.quote, node.clause)
            if isinstance(quote, Misfit):
                self._tell([Trouble("PC701", node.quote, quote.reason)], node.title)
                continue
            clause = self._clause_at(quote.start)
            if clause is not None:
                title = node.title if aligner.says(node.title) else clause.heading or quote.text
                items.append(Found(short(title, 40), quote.start, quote.end, clause.index))
        return items

    def _answers(
        self, found: Sequence[Found]
    ) -> tuple[Shared, dict[tuple[int, int], str], list[tuple[DraftItem, str] | None]]:
        """Everything asked about the items, in one round."""
        text = self.outline.text
        tags = [self._tags_of(item, n) for item in found for n in range(self.samples)]
        outside = self._outside(found)
        inherited = ask_shared(self.outline, found, outside, "shared_conditions", 0)
        windows = ask_shared(self.outline, found, outside, "windows_stacking", 0)
        if not found:
            inherited = windows = []
        answers = self.asker.ask_all([*tags, *inherited, *windows])
        shared = Shared()
        elsewhere: dict[tuple[int, int], str] = {}
        for question, answer in zip([*inherited, *windows], answers[len(tags) :], strict=True):
            first, last = question.lines[0].start, question.lines[-1].end
            if isinstance(answer, Failed):
                self._fell_back(answer, _ABOUT[question.request.task], first, last)
                continue
            aligner = question.aligner(text)
            if question.request.task == "shared_conditions":
                reader = ConditionReader(aligner, self.lexicon, self.names)
                said = SharedConditions.model_validate(answer.data)
                read = read_shared(said, reader, len(found))
            else:
                read = read_windows(
                    WindowsStacking.model_validate(answer.data), aligner, len(found)
                )
            self._tell(read.troubles, "")
            shared.add(read)
            for start, end in read.places():
                elsewhere[start, end] = answer.record.hash
        drafts = [
            self._draft(item, list(zip(tags, answers, strict=False))[n : n + self.samples], shared)
            for n, item in zip(range(0, len(tags), self.samples), found, strict=True)
        ]
        return shared, elsewhere, drafts

    def _draft(
        self, item: Found, asked: Sequence[tuple[Question, Answer | Failed]], shared: Shared
    ) -> tuple[DraftItem, str] | None:
        """The item its answers stand for, and the hash of the reply its award comes from."""
        answered = [(q, a) for q, a in asked if isinstance(a, Answer)]
        failed = [a for _, a in asked if isinstance(a, Failed)]
        if 2 * len(answered) <= len(asked):
            self._fell_back(failed[0], item.title, item.start, item.end)
            return None
        read, first = agreed(
            [
                read_item(
                    self.outline,
                    item,
                    DraftedTags.model_validate(answer.data),
                    question.aligner(self.outline.text),
                    self.lexicon,
                    self.names,
                )
                for question, answer in answered
            ]
        )
        self._tell(read.troubles, item.title)
        shared.marked.extend(read.marked)
        if read.item is None:
            span = self.document.span(item.start, item.end)
            file = self.document.source_name
            self.diagnostics.append(
                diagnose("PC704", span, file=file, item=short(item.title), reason=read.why_none)
            )
            return None
        return read.item, answered[first][1].record.hash

    def _tags_of(self, item: Found, sample: int) -> Question:
        clause = self.outline.every[item.clause]
        own = article_pieces(self.outline, clause, item.start)
        return ask_tags(self.outline, item, self.related(self.outline, clause, own), sample)

    def _outside(self, found: Sequence[Found]) -> list[Clause]:
        """The clauses that belong to no item's article."""
        every = self.outline.every
        articles = {article_of(self.outline, every[item.clause]).index for item in found}
        inside = {c.index for i in articles for c in (every[i], *self.outline.below(every[i]))}
        return [c for c in self.outline.clauses if c.index not in inside]

    def _unasked(
        self, found: Sequence[Found], drafts: Sequence[tuple[DraftItem, str] | None]
    ) -> list[tuple[int, int]]:
        """Articles called items that are none: nobody was asked what they say of the others."""
        articles = [article_of(self.outline, self.outline.every[item.clause]) for item in found]
        held = {
            article.index
            for item, draft, article in zip(found, drafts, articles, strict=True)
            if draft is not None or self._grammars(item) is not None
        }
        ends = [(a, [a.end, *(c.end for c in self.outline.below(a))]) for a in articles]
        return sorted({(a.start, max(end)) for a, end in ends if a.index not in held})

    def _clause_at(self, start: int) -> Clause | None:
        return next((c for c in self.outline.clauses if c.start <= start < c.end), None)

    def _grammars(self, item: Found) -> int | None:
        """The number of the grammar's item that shares most with one that could not be used."""
        shared = [
            (min(g.quote.end, item.end) - max(g.quote.start, item.start), -n)
            for n, g in enumerate(self.grammar.items)
        ]
        best = max(shared, default=(0, 0))
        return -best[1] if best[0] > 0 else None

    def _fell_back(self, failed: Failed, what: str, start: int, end: int) -> None:
        said = failed.diagnostic().message
        span = self.document.span(start, end) if start < end else None
        self.diagnostics.append(
            diagnose(
                "PC704",
                span,
                file=self.document.source_name,
                item=short(what),
                reason=said,
            )
        )

    def _tell(self, troubles: Sequence[Trouble], item: str) -> None:
        self.diagnostics.extend(diagnosed(t, self.document, item) for t in troubles)


_ABOUT = {"shared_conditions": "共同条件", "windows_stacking": "叠加与时间"}


def _place(found: Found) -> tuple[int, int]:
    return found.start, found.end


def _with_shared(item: DraftItem, shared: Shared, number: int) -> DraftItem:
    """The item with what is said of it elsewhere; what it says itself is not said twice."""
    own = {_words(node) for node in item.own.of}
    inherited = [n for numbers, n in shared.when if number in numbers and _words(n) not in own]
    shut_out = {_words(node) for node in item.exclusions}
    unless = [n for numbers, n in shared.unless if number in numbers and _words(n) not in shut_out]
    stacking = [s for numbers, s in shared.stacking if number in numbers and s not in item.stacking]
    return item.model_copy(
        update={
            "inherited": DraftGroup(join="all", of=tuple(inherited)),
            "exclusions": (*item.exclusions, *unless),
            "stacking": (*item.stacking, *stacking),
        }
    )


def _with_unasked(
    item: DraftItem, grammars: DraftItem, places: Sequence[tuple[int, int]]
) -> DraftItem:
    """The item with what the grammar read for it in places that no question was about."""

    def missing(nodes: Sequence[DraftNode]) -> tuple[DraftNode, ...]:
        starts = [(node, [q.start for q in node_quotes(node)]) for node in nodes]
        return tuple(n for n, at in starts if any(a <= s < b for s in at for a, b in places))

    inherited = (*item.inherited.of, *missing(grammars.inherited.of))
    return item.model_copy(
        update={
            "inherited": DraftGroup(join="all", of=inherited),
            "exclusions": (*item.exclusions, *missing(grammars.exclusions)),
        }
    )


def _words(node: DraftNode) -> tuple[object, ...]:
    if isinstance(node, DraftTag):
        return (node.shape, node.quote.start, node.quote.end, node.name)
    return (node.join, *(_words(child) for child in node.of))
