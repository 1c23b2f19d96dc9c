"""The extractor that asks a model, part by part, with the grammar to fall back on."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.extract.extractor import GrammarExtractor
from compiler.extract.items.applicants import plain_applicants
from compiler.extract.items.outline import PolicyReading, outline_of
from compiler.extract.language.lexicon import lexicon
from compiler.extract.model.asking import Asker
from compiler.extract.model.context import Context
from compiler.extract.model.reading import PolicyReader
from compiler.resolve import Names
from compiler.segment import Segmented
from compiler.view import view_of
from llm import Client
from rules.provenance import ExtractorName
from rules.vocabulary import Vocabulary


@dataclass(frozen=True)
class ModelExtractor:
    """A model proposes; what does not hold against the text is not used, and is told."""

    client: Client
    samples: int = 1
    workers: int = 4
    name: ExtractorName = "model"

    def read(self, segmented: Segmented, vocabulary: Vocabulary) -> tuple[PolicyReading, ...]:
        """One reading for each part, in their order."""
        view = plain_applicants(view_of(segmented), segmented.parts)
        words = lexicon(vocabulary)
        grammar = GrammarExtractor().read(segmented, vocabulary)
        asker = Asker(self.client, segmented.document.text, self.workers)
        context = Context(segmented)
        readings = []
        for part, own in zip(segmented.parts, grammar, strict=True):
            reader = PolicyReader(
                document=segmented.document,
                outline=outline_of(segmented, view, part, words),
                grammar=own,
                asker=asker,
                names=Names(vocabulary=vocabulary, meta=part.meta),
                lexicon=words,
                related=context,
                samples=self.samples,
            )
            readings.append(reader.read())
        if readings:
            readings[0].replies = asker.records
        return tuple(readings)
