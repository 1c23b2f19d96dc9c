"""What a language model is asked to do for a document: one job at a time, told while it runs.

A job belongs to the process that does it. That process says every few seconds that it is alive; one
that has not for a while is gone, and its job was cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from rules.document import SourceSpan
from rules.errors import TransitionRefused
from rules.review import ReviewState, person_key
from store import events, workflow
from store.canonical import canonical_json, moment, stamp
from store.engine import reading, writing
from store.records import DraftRecord, JobState, ModelJob, PlainWords, Wanted
from store.tables import model_jobs, plain_words

#: A process that was silent for so long is gone.
SILENT = timedelta(seconds=20)
#: Events that are nobody's work on a draft.
_NO_WORK = ("save", "recompile", "ask_model", "drop_words")
_SENTENCES: TypeAdapter[tuple[tuple[SourceSpan, str], ...]] = TypeAdapter(
    tuple[tuple[SourceSpan, str], ...]
)


def worked_on(connection: Connection, record: DraftRecord) -> bool:
    """Whether people have done anything with the compiled draft."""
    log = events.read(connection, record.draft.document.id)
    touched = any(event.action not in _NO_WORK for event in log)
    return record.state is not ReviewState.DRAFT or touched


class ModelJobs:
    """The jobs of all documents. Documents that do not exist raise NoSuchRecord."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def may_read(self, document_id: str) -> bool:
        """Whether a reading by a model could still become the draft."""
        with reading(self._engine) as connection:
            return not worked_on(connection, workflow.load(connection, document_id))

    def begin(
        self, document_id: str, wanted: Wanted, actor: str, owner: str, to_whom: str
    ) -> ModelJob:
        """A new job, logged with who asked and to whom the text goes.

        Raises TransitionRefused while another is under way, or where it could change nothing.
        """
        if not person_key(actor):
            raise TransitionRefused("请模型读时必须写明操作人姓名")
        with writing(self._engine) as connection:
            at = self._clock()
            record = workflow.load(connection, document_id)
            old = self._of(connection, document_id, at)
            if old is not None and old.active:
                raise TransitionRefused("模型正在读这份文件，请等它读完")
            if wanted == "plain" and record.state not in (
                ReviewState.DRAFT,
                ReviewState.IN_REVIEW,
            ):
                raise TransitionRefused("只有草稿和审核中的规则可以请模型写通俗解读")
            if wanted != "plain" and worked_on(connection, record):
                raise TransitionRefused("这份草稿已有人工处理，模型的读法不会再并入")
            values = {
                "wanted": wanted,
                "state": "waiting",
                "actor": actor,
                "owner": owner,
                "asked": stamp(at),
                "beat": stamp(at),
                "spent": "{}",
                "said": "",
            }
            if old is None:
                connection.execute(insert(model_jobs).values(document_id=document_id, **values))
            else:
                mine = model_jobs.c.document_id == document_id
                connection.execute(update(model_jobs).where(mine).values(**values))
            payload = {"wanted": wanted, "to": to_whom, "revision": record.revision}
            events.append(connection, at, actor, "ask_model", document_id, payload)
            job = self._of(connection, document_id, at)
            assert job is not None
            return job

    def note(self, document_id: str, owner: str, state: JobState, spent: str, said: str) -> None:
        """How the owner's job ended; nothing when another process has it meanwhile."""
        self._write(document_id, owner, state=state, spent=spent, said=said)

    def beat(self, document_id: str, owner: str, state: JobState, spent: str) -> None:
        """That the owner is still at its job, and what it cost; nothing for one that ended."""
        self._write(document_id, owner, state=state, spent=spent, only_active=True)

    def _write(
        self, document_id: str, owner: str, *, only_active: bool = False, **values: str
    ) -> None:
        mine = [model_jobs.c.document_id == document_id, model_jobs.c.owner == owner]
        if only_active:
            mine.append(model_jobs.c.state.in_(("waiting", "running")))
        with writing(self._engine) as connection:
            values["beat"] = stamp(self._clock())
            connection.execute(update(model_jobs).where(*mine).values(**values))

    def of(self, document_id: str) -> ModelJob | None:
        """The document's last job; None when there never was one."""
        with reading(self._engine) as connection:
            return self._of(connection, document_id, self._clock())

    def _of(self, connection: Connection, document_id: str, now: datetime) -> ModelJob | None:
        query = select(model_jobs).where(model_jobs.c.document_id == document_id)
        row = connection.execute(query).mappings().first()
        if row is None:
            return None
        job = _job(row)
        if job.active and now - job.beat > SILENT:
            return job.model_copy(update={"state": "cut"})
        return job

    # -- plain words -----------------------------------------------------------------------------

    def keep_words(self, document_id: str, words: Sequence[PlainWords]) -> None:
        """Put the words in the place of older ones for the same rules."""
        with writing(self._engine) as connection:
            for one in words:
                _forget(connection, document_id, one.rule_id)
                connection.execute(
                    insert(plain_words).values(
                        document_id=document_id,
                        rule_id=one.rule_id,
                        rule=one.rule,
                        sentences=canonical_json(
                            _SENTENCES.dump_python(one.sentences, mode="json")
                        ),
                        left_out=one.left_out,
                        model=one.model,
                        written=stamp(one.written),
                    )
                )

    def drop_words(self, document_id: str, rule_id: str, actor: str) -> None:
        """Take the words of one rule away: a person found them wrong."""
        with writing(self._engine) as connection:
            _forget(connection, document_id, rule_id)
            payload = {"rule": rule_id}
            events.append(connection, self._clock(), actor, "drop_words", document_id, payload)

    def words(self, document_id: str) -> tuple[PlainWords, ...]:
        """The words of a document's rules, by rule."""
        query = select(plain_words).where(plain_words.c.document_id == document_id)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(plain_words.c.rule_id)).mappings().all()
        return tuple(
            PlainWords(
                rule_id=row["rule_id"],
                rule=row["rule"],
                sentences=_SENTENCES.validate_json(row["sentences"]),
                left_out=row["left_out"],
                model=row["model"],
                written=moment(row["written"]),
            )
            for row in rows
        )


def _forget(connection: Connection, document_id: str, rule_id: str) -> None:
    connection.execute(
        delete(plain_words).where(
            plain_words.c.document_id == document_id, plain_words.c.rule_id == rule_id
        )
    )


def _job(row: RowMapping) -> ModelJob:
    return ModelJob(**{**row, "asked": moment(row["asked"]), "beat": moment(row["beat"])})
