"""The same kernel on Spark, where a registry outgrows one machine.

``mapInArrow`` hands each worker Arrow batches; what decides them is ``Batch``, so that the answers
are those of one machine by construction. Nothing of Spark is imported: the frame brings it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from matcher.batch import Batch, answer_schema
from matcher.columns_arrow import SUBJECT
from rules.rule import Rule
from rules.vocabulary import Vocabulary


def decide_frame(
    frame: Any, rules: Iterable[Rule], on: date, vocabulary: Vocabulary, *, subject: str = SUBJECT
) -> Any:
    """A Spark frame of answers (``answer_schema``) for a frame of subjects."""
    listed = tuple(rules)
    kind = frame.schema[subject].dataType.simpleString()

    def decide(batches: Iterator[Any]) -> Iterator[Any]:
        batch = Batch(listed, on, vocabulary, subject=subject)
        for piece in batches:
            plain = answer_schema(piece.schema.field(subject).type, plain=True)
            for table in batch.answers(piece):
                yield from table.cast(plain).to_batches()

    form = f"subject {kind}, rule string, verdict string, fen bigint, exact boolean"
    return frame.mapInArrow(decide, form)
