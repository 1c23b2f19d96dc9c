"""The workload's tables as each engine likes them best; making them is loading, not running."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.match.workload import data_folder

CHUNK = 100_000
BITS = 63  # tags in one signed word


def load_rules(items: int) -> dict[str, Any]:
    """The rule set of ``rules_{items}.json``."""
    text = (data_folder() / f"rules_{items}.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def chunks(rows: int) -> Iterator[Any]:
    """The enterprises of ``enterprises_{rows}.parquet``, 100 000 at a time."""
    source = pq.ParquetFile(data_folder() / f"enterprises_{rows}.parquet")
    waiting: list[Any] = []
    held = 0
    for batch in source.iter_batches(batch_size=CHUNK):
        waiting.append(batch)
        held += batch.num_rows
        if held >= CHUNK:
            whole = pa.Table.from_batches(waiting).combine_chunks()
            yield whole.slice(0, CHUNK)
            rest = whole.slice(CHUNK)
            waiting, held = rest.to_batches(), rest.num_rows
    if held:
        yield pa.Table.from_batches(waiting).combine_chunks()


Arrays = dict[str, tuple[Any, Any]]


def arrays_of(table: Any, attributes: list[Mapping[str, Any]]) -> Arrays:
    """Name to values and validity: int64, bool, int16 codes, a list of words of tags."""
    found: Arrays = {}
    for given in attributes:
        column = table[given["name"]].combine_chunks()
        valid = np.asarray(column.is_valid())
        match given["type"]:
            case "int":
                values: Any = np.asarray(pc.fill_null(column, 0))
            case "bool":
                values = np.asarray(pc.fill_null(column, False))
            case "cat":
                codes = pc.index_in(column, pa.array(given["vocab"]))
                values = np.asarray(pc.fill_null(codes, -1)).astype(np.int16)
            case _:
                values = _words(column, given["vocab"])
        found[given["name"]] = values, valid
    return found


def masks(vocab: list[str], wanted: list[str]) -> list[int]:
    """The words in which the bits of the wanted tags are set."""
    words = [0] * -(-len(vocab) // BITS)
    for name in wanted:
        place = vocab.index(name)
        words[place // BITS] |= 1 << place % BITS
    return words


def _words(column: Any, vocab: list[str]) -> list[Any]:
    codes = np.asarray(pc.index_in(column.flatten(), pa.array(vocab))).astype(np.int64)
    rows = np.asarray(pc.list_parent_indices(column))
    words = []
    for word in range(-(-len(vocab) // BITS)):
        bits = np.zeros(len(column), np.int64)
        here = (codes >= BITS * word) & (codes < BITS * (word + 1))
        np.bitwise_or.at(bits, rows[here], np.int64(1) << (codes[here] - BITS * word))
        words.append(bits)
    return words
