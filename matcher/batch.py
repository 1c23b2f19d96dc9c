"""Batch: rules over a registry of subjects, Parquet in and out, a chunk of rows at a time.

The answer is one row for each subject and rule that is eligible or unknown; a pair that is not
there is ineligible, and the summary counts all three. Memory holds one chunk, however long the
registry is. An earlier answer is brought up to date by deciding only what has changed: rules, or
the subjects of a smaller file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from matcher.columnar import Decided, Plan
from matcher.columns import Names, bits_of
from matcher.columns_arrow import SUBJECT, Field, read_chunk, read_schema
from matcher.evaluate import evaluate
from matcher.facts import fact_key
from matcher.kernel import Array
from matcher.predicates import Spy
from rules.errors import Diagnostic, InputRejected, Severity
from rules.rule import Rule
from rules.vocabulary import Kind, Vocabulary

CHUNK = 100_000  # rows decided at a time
GROUP = 1_000_000  # rows of the answer written at a time
NOTE = b"policycalc-batch/1"
VERDICTS = ("eligible", "unknown")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Summary:
    """What a batch came to, in cells; ``kept`` were taken over from an earlier answer."""

    subjects: int = 0
    rules: int = 0
    eligible: int = 0
    unknown: int = 0
    kernel: int = 0
    asked: int = 0
    kept: int = 0

    @property
    def ineligible(self) -> int:
        """Decided cells that are neither."""
        return self.kernel + self.asked - self.eligible - self.unknown


class Batch:
    """Decides Arrow batches of one form; the plan is made at the first."""

    def __init__(
        self, rules: Iterable[Rule], on: date, vocabulary: Vocabulary, *, subject: str = SUBJECT,
        file: str = "",
    ) -> None:  # fmt: skip
        self.rules, self.on, self.vocabulary = tuple(rules), on, vocabulary
        self.subject, self.file = subject, file
        self.summary = Summary(rules=len(self.rules))
        self._names = Names()
        self._plan: Plan | None = None
        self._fields: tuple[Field, ...] | None = None
        self._memory = np.zeros(0, np.int64)

    def fields(self, schema: Any) -> tuple[Field, ...]:
        """The columns that some rule looks at; every column is checked."""
        if self._fields is None:
            known = read_schema(
                schema, vocabulary=self.vocabulary, on=self.on, subject=self.subject,
                file=self.file,
            )  # fmt: skip
            asked = looked_at(self.rules, self.on, self.vocabulary)
            self._fields = tuple(f for f in known if fact_key(f.attribute, f.period) in asked)
        return self._fields

    def decide(self, batch: Any) -> Decided:
        """The answers of one batch; they last until the next is decided."""
        chunk = read_chunk(batch, self.fields(batch.schema), self._names, file=self.file)
        if self._plan is None:
            self._plan = Plan(self.rules, self.on, self.vocabulary, chunk.columns)
        decided = self._plan.decide(chunk, into=self._memory)
        if decided.fen.size > self._memory.size:
            self._memory = np.empty(decided.fen.size * 5 // 4, np.int64)
        counted = self.summary
        self.summary = replace(
            counted,
            subjects=counted.subjects + decided.rows,
            eligible=counted.eligible + decided.fen.size,
            unknown=counted.unknown + int(np.bitwise_count(decided.unknown).sum()),
            kernel=counted.kernel + decided.kernel,
            asked=counted.asked + decided.asked,
        )
        return decided

    def answers(self, batch: Any) -> Iterator[Any]:
        """The answers of one batch as Arrow tables of about ``GROUP`` rows."""
        ids = batch.column(self.subject)
        if ids.null_count:
            raise refused(f"「{self.subject}」列有空值", "每个对象都要有编号", self.file)
        if isinstance(ids, pa.ChunkedArray):
            ids = ids.combine_chunks()
        decided = self.decide(batch)
        parts: list[tuple[int, int, Array, Array]] = []
        waiting = 0
        for number in range(len(self.rules)):
            for verdict, rows, fen in _due(decided, number):
                parts.append((number, verdict, rows, fen))
                waiting += rows.size
            if waiting >= GROUP:
                yield self._table(ids, parts)
                parts, waiting = [], 0
        yield self._table(ids, parts)

    def _table(self, ids: Any, parts: list[tuple[int, int, Array, Array]]) -> Any:
        sizes = [rows.size for _, _, rows, _ in parts]
        fen = _joined([fen for *_, fen in parts], np.int64)
        rows = _joined([rows for _, _, rows, _ in parts], np.int64)
        rule = np.repeat(np.array([number for number, *_ in parts], np.int32), sizes)
        said = np.repeat(np.array([verdict for _, verdict, *_ in parts], np.int8), sizes)
        nothing = fen == -1
        columns = [
            ids.take(pa.array(rows)),
            pa.DictionaryArray.from_arrays(rule, [rule.id for rule in self.rules]),
            pa.DictionaryArray.from_arrays(said, list(VERDICTS)),
            pa.array(np.where(fen >= 0, fen, -2 - fen), mask=nothing),
            pa.array(fen >= 0, mask=nothing),
        ]
        return pa.table(columns, schema=answer_schema(ids.type))


def _due(decided: Decided, number: int) -> Iterator[tuple[int, Array, Array]]:
    """The rows of each verdict that is told, with their fen as ``Decided`` has them."""
    yield 0, decided.eligible_rows(number), decided.amounts(number)
    rows = np.flatnonzero(bits_of(decided.unknown[number], decided.rows))
    yield 1, rows, np.full(rows.size, -1, np.int64)


def _joined(arrays: list[Array], kind: Any) -> Array:
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)


def answer_schema(subject: Any, *, plain: bool = False) -> Any:
    """The form of an answer; ``plain`` without dictionaries.

    ``fen`` is what is due, or the most that may be where ``exact`` is false; null where no bound is
    known or where it is no money.
    """
    text = pa.string()
    return pa.schema(
        [
            ("subject", subject),
            ("rule", text if plain else pa.dictionary(pa.int32(), text)),
            ("verdict", text if plain else pa.dictionary(pa.int8(), text)),
            ("fen", pa.int64()),
            ("exact", pa.bool_()),
        ]
    )


def looked_at(rules: Iterable[Rule], on: date, vocabulary: Vocabulary) -> frozenset[str]:
    """Every address that ``evaluate`` may ask for."""
    spy = Spy()
    for rule in rules:
        evaluate(rule, spy, on, vocabulary)
    return frozenset(fact_key(*key) for key in spy.asked)


def run_batch(
    rules: Sequence[Rule],
    on: date,
    vocabulary: Vocabulary,
    subjects: Path,
    out: Path,
    *,
    subject: str = SUBJECT,
    previous: Path | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Decide a registry in Parquet and write the answer; raises ``InputRejected``.

    With ``previous`` only what changed is decided: the rules that differ, when it was made from the
    same subjects; else ``subjects`` holds the changed ones and all others are taken over.
    """
    stamp = _stamp(rules, on, vocabulary, subjects)
    kept_rules, others_kept = _kept(stamp, previous)
    batch = Batch(
        [rule for rule in rules if rule.id not in kept_rules], on, vocabulary,
        subject=subject, file=str(subjects),
    )  # fmt: skip
    source = _open(subjects)
    fields = batch.fields(source.schema_arrow)
    source = _open(subjects, [f for f in fields if f.kind in (Kind.ENUM, Kind.REGION)])
    done, total = 0, source.metadata.num_rows
    part = out.with_name(out.name + ".part")
    schema = answer_schema(source.schema_arrow.field(subject).type)
    noted = schema.with_metadata({NOTE: json.dumps(stamp).encode()})
    with pq.ParquetWriter(part, noted, compression="zstd") as written:
        wanted = [subject, *(field.name for field in fields)]
        for piece in source.iter_batches(batch_size=CHUNK, columns=wanted):
            for table in batch.answers(piece) if batch.rules else ():
                written.write_table(table)
            done += piece.num_rows
            if progress is not None:
                progress(done, total)
        kept = 0
        if previous is not None:
            changed = _subjects(subjects, subject) if others_kept else None
            for table in _taken_over(previous, kept_rules, changed, schema):
                written.write_table(table)
                kept += table.num_rows
    part.replace(out)
    return replace(batch.summary, subjects=total, rules=len(rules), kept=kept)


def _open(path: Path, text: Sequence[Field] = ()) -> Any:
    try:
        if text:  # texts stay the codes that they are in the file
            return pq.ParquetFile(path, read_dictionary=[field.name for field in text])
        return pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as problem:
        raise refused("读不了这个 Parquet 文件", str(problem).splitlines()[0], str(path)) from None


def _stamp(
    rules: Sequence[Rule], on: date, vocabulary: Vocabulary, subjects: Path
) -> dict[str, Any]:
    """What an answer was made from."""
    try:
        with subjects.open("rb") as file:
            made_from = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise refused("读不了这个文件", problem.strerror or str(problem), str(subjects)) from None
    return {
        "on": on.isoformat(),
        "subjects": made_from,
        "vocabulary": _hash(vocabulary.model_dump_json()),
        "rules": {rule.id: _hash(rule.model_dump_json()) for rule in rules},
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _kept(stamp: dict[str, Any], previous: Path | None) -> tuple[frozenset[str], bool]:
    """The rules whose earlier answers hold, and whether other subjects' answers hold."""
    if previous is None:
        return frozenset(), False
    noted = (_open(previous).schema_arrow.metadata or {}).get(NOTE)
    if noted is None:
        raise refused("不是批量测算的结果", "请给出 policycalc batch 写出的文件", str(previous))
    before = json.loads(noted)
    if (before["on"], before["vocabulary"]) != (stamp["on"], stamp["vocabulary"]):
        raise refused("测算日期或词表与上次不同", "请不用上次的结果，全部重算", str(previous))
    if before["subjects"] == stamp["subjects"]:
        same = {i for i, content in stamp["rules"].items() if before["rules"].get(i) == content}
        return frozenset(same), False
    if before["rules"] != stamp["rules"]:
        raise refused("对象和规则都变了", "请不用上次的结果，全部重算", str(previous))
    stamp["subjects"] = _hash(before["subjects"] + stamp["subjects"])
    return frozenset(), True


def _subjects(path: Path, subject: str) -> Any:
    return _open(path).read(columns=[subject]).column(0).combine_chunks()


def _taken_over(previous: Path, rules: frozenset[str], changed: Any, schema: Any) -> Iterator[Any]:
    """Earlier answers that still hold: of these rules, or of all subjects but the changed."""
    source = _open(previous)
    for group in range(source.num_row_groups):
        table = source.read_row_group(group).cast(schema)
        if changed is None:
            holds = pc.is_in(table["rule"].cast(pa.string()), pa.array(sorted(rules), pa.string()))
        else:
            holds = pc.invert(pc.is_in(table["subject"], changed))
        kept = table.filter(holds)
        if kept.num_rows:
            yield kept


def refused(message: str, hint: str, file: str) -> InputRejected:
    """Why a batch cannot be decided."""
    found = Diagnostic(code="MF111", severity=Severity.ERROR, message=message, hint=hint, file=file)
    return InputRejected([found])
