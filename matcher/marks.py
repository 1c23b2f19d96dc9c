"""Marks: for every flag, choice and title of a chunk the bitmap of the subjects that have it.

Like the index of a table they say nothing about rules: made once, kept with the chunk. A predicate
of names is then a few bitmaps joined instead of a look at every subject.
"""

from __future__ import annotations

import numpy as np

from matcher import kernel_words
from matcher.columns import Chunk, Column
from matcher.kernel import Array

MOST = 256  # names of one column; more would take more room than the column itself


def marks_of(chunk: Chunk, column: Column) -> Array | None:
    """A row a code, 0 for who gives nothing; None where there are too many names."""
    found = chunk.marks.get(column.address)
    if found is None:
        if 1 + len(chunk.names.codes(column.address)) > MOST:
            return None
        found = chunk.marks[column.address] = _made(chunk, column)
    return found


def mark(chunk: Chunk) -> None:
    """Make the marks of all columns."""
    for column in chunk.columns:
        if column.shape != "number":
            marks_of(chunk, column)


def _made(chunk: Chunk, column: Column) -> Array:
    data, place = chunk.data, column.place
    count = 3 if column.shape == "flag" else 1 + len(chunk.names.codes(column.address))
    marks = np.zeros((count, chunk.words), np.uint64)
    if column.shape == "set":
        kernel_words.mark_titles(
            data.starts[place], data.items, data.owners, data.given[place], marks
        )
    else:
        kernel_words.mark_codes(data.codes[place], marks)
    return marks
