"""The two ways a text is read, behind one protocol, and which of them are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from compiler.extract.items.applicants import plain_applicants
from compiler.extract.items.items import read_policy
from compiler.extract.items.outline import PolicyReading
from compiler.extract.items.preface import add_preface
from compiler.extract.language.lexicon import lexicon
from compiler.segment import Segmented
from compiler.view import sealed_view, view_of
from llm import Client
from rules.provenance import ExtractorName
from rules.vocabulary import Vocabulary


class Reading(StrEnum):
    """Which extractors read a text."""

    GRAMMAR = "grammar"
    MODEL = "model"
    BOTH = "both"


@dataclass(frozen=True)
class Extraction:
    """Who reads a text. ``client`` is the model's; without one the grammar reads alone, and
    ``why_off`` says to the reviewer why."""

    reading: Reading = Reading.GRAMMAR
    client: Client | None = None
    samples: int = 1
    workers: int = 4
    why_off: str = ""


GRAMMAR_ONLY = Extraction()


class Extractor(Protocol):
    """Reads every policy of a document: items as flat strings with quotes, fates of sentences."""

    name: ExtractorName

    def read(self, segmented: Segmented, vocabulary: Vocabulary) -> tuple[PolicyReading, ...]:
        """One reading for each part, in their order; never raises for what a text says."""
        ...


@dataclass(frozen=True)
class GrammarExtractor:
    """The drafting idioms of such texts: no key, no network, the same every time."""

    name: ExtractorName = "grammar"

    def read(self, segmented: Segmented, vocabulary: Vocabulary) -> tuple[PolicyReading, ...]:
        """One reading for each part, in their order."""
        view = sealed_view(plain_applicants(view_of(segmented), segmented.parts), segmented)
        words = lexicon(vocabulary)
        readings = tuple(read_policy(segmented, view, part, words) for part in segmented.parts)
        add_preface(segmented, view, words, readings)
        return readings
