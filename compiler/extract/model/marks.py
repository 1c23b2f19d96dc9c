"""The fate of every sentence under a model's reading; what a model says never takes one away.

A sentence that a condition, award or exclusion was quoted from belongs to its item. A sentence that
looks like one of these to the grammar and was quoted by nothing stays what it looks like, so that
the ledger asks a person about it, whatever the model called it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from compiler.extract.drafts import DraftAward, DraftItem, DraftNode, Quote, node_quotes
from compiler.extract.items.outline import Outline, PolicyReading, Sentence
from compiler.extract.items.sentences import states_sum
from rules.document import SentenceKind

_BINDING = (SentenceKind.CONDITION, SentenceKind.AMOUNT, SentenceKind.EXCLUSION)
_FREE = (SentenceKind.BACKGROUND, SentenceKind.PROCEDURE, SentenceKind.DEFINITION)


@dataclass
class Marks:
    """Marks the sentences of one policy."""

    outline: Outline
    bound: dict[int, SentenceKind] = field(default_factory=dict)

    def bind(self, item: DraftItem, number: int) -> None:
        """The sentences an item was quoted from."""
        groups = (
            (SentenceKind.CONDITION, _of_nodes((*item.inherited.of, *item.own.of))),
            (SentenceKind.EXCLUSION, _of_nodes(item.exclusions)),
            (SentenceKind.STACKING, (s.quote for s in item.stacking)),
            (SentenceKind.AMOUNT, quotes_of(item.award)),
        )
        for kind, quotes in groups:
            for quote in quotes:
                for sentence in self._at(quote.start, quote.end):
                    self.bound[sentence.start] = kind
                    sentence.kind = kind
                    if number not in sentence.items:
                        sentence.items.append(number)

    def bind_as(self, grammar: PolicyReading, index: int, number: int) -> None:
        """The sentences of an item that is kept as the grammar read it."""
        mine = {s.start: s for s in self.outline.sentences}
        for sentence in grammar.sentences:
            if index in sentence.items and (own := mine.get(sentence.start)) is not None:
                own.kind = self.bound.setdefault(own.start, sentence.kind)
                if number not in own.items:
                    own.items.append(number)

    def note(self, marked: Iterable[tuple[int, int, SentenceKind]]) -> None:
        """Times, duties and definitions that an answer named, where nothing else was read."""
        for start, end, kind in marked:
            for sentence in self._at(start, end):
                if sentence.start not in self.bound and sentence.kind in _FREE:
                    sentence.kind = kind

    def close(self) -> None:
        """Sentences of sums that nothing was quoted from wait for a person."""
        for sentence in self.outline.sentences:
            if sentence.kind is SentenceKind.AMOUNT and not sentence.items:
                said = states_sum(self.outline.said(sentence))
                sentence.kind = SentenceKind.NOT_MODELLED if said else SentenceKind.BACKGROUND

    def _at(self, start: int, end: int) -> Iterator[Sentence]:
        for sentence in self.outline.sentences:
            if sentence.start < end and start < sentence.end:
                yield sentence


def quotes_of(award: DraftAward) -> Iterator[Quote]:
    """Every quote of an award: its own, its limits', its parts'."""
    yield award.quote
    for cap in award.caps:
        yield cap.quote
    for part in award.parts:
        yield from _of_nodes(part.when.of)
        yield from quotes_of(part.award)


def _of_nodes(nodes: Iterable[DraftNode]) -> Iterator[Quote]:
    for node in nodes:
        yield from node_quotes(node)
