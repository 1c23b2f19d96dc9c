"""The store: every change is one transaction with exactly one event in the log.

Longer than most modules because it is the whole public face of the store in one class; what the
methods do to rows is in ``workflow``, ``published``, ``events``, ``bundle`` and ``arrival``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property

from sqlalchemy import Connection, Engine, select

from rules.blocks import all_blocks, refuse_stray
from rules.codec import load_ruleset
from rules.draft import Draft
from rules.errors import Diagnostic, TransitionRefused
from rules.review import ReviewAction, ReviewState, Step, next_state, person_key
from rules.rule import RuleSet
from rules.ruling import Ruling, apply, changes_rules
from rules.vocabulary import Attribute, Vocabulary, standard_vocabulary
from store import arrival, bundle, events, jobs, published, workflow
from store.canonical import canonical_json, moment, sha256
from store.engine import make_engine, migrate, reading, writing
from store.events import Event
from store.records import (
    DocumentSummary,
    DraftRecord,
    Imported,
    NoSuchRecord,
    Publication,
    PublishedRule,
    Saved,
)
from store.tables import documents

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def open_store(url: str, clock: Clock = utc_now) -> Store:
    """Open (and create or migrate) the database at ``url``.

    ``sqlite:///path`` or ``postgresql://user@host/name``. Raises InputRejected for anything that
    cannot be opened, MissingExtra when the PostgreSQL driver is not installed.
    """
    engine = make_engine(url)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, clock)


class Store:
    """Documents, drafts, rulings, published versions and the log of events.

    Methods that take an ``actor`` change something and write one event; a call that turns out to
    change nothing writes none. Ids that do not exist raise NoSuchRecord, forbidden steps
    TransitionRefused, unusable content InputRejected; all with Chinese messages.
    """

    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    # -- documents and drafts --------------------------------------------------------------------

    def save_document(self, data: bytes, draft: Draft, author: str) -> Saved:
        """Keep an uploaded file with its compiled draft; the same text again changes nothing.

        A new compilation of a known text replaces the old draft only while nobody has worked on it.
        """
        _named(author, "保存文件")
        workflow.refuse_ungrounded(draft.document, draft.ruleset)
        document_id = draft.document.id
        with writing(self._engine) as connection:
            at = self._clock()
            try:
                old = workflow.load(connection, document_id)
            except NoSuchRecord:
                workflow.insert_document(connection, data, draft, at)
                self._new_revision(connection, draft, at, 1, author, author)
                self._log_save(connection, at, author, "save", data, draft)
                return Saved(document_id=document_id, outcome="created")
            if _content(workflow.compiled(connection, document_id)) == _content(draft):
                return Saved(document_id=document_id, outcome="unchanged")
            if jobs.worked_on(connection, old):
                return Saved(document_id=document_id, outcome="kept")
            workflow.replace_compiled(connection, draft)
            self._new_revision(connection, draft, at, old.revision + 1, author, author)
            self._log_save(connection, at, author, "recompile", data, draft)
            return Saved(document_id=document_id, outcome="recompiled")

    def save_reading(self, draft: Draft, actor: str) -> Saved:
        """Put what a model made of a stored text in the place of the compiled draft.

        Only while nobody has worked on it. Its author stays; ``actor``, who asked for the reading,
        is its last editor, so that neither of them can approve it.
        """
        _named(actor, "保存模型的读法")
        workflow.refuse_ungrounded(draft.document, draft.ruleset)
        document_id = draft.document.id
        with writing(self._engine) as connection:
            at = self._clock()
            old = workflow.load(connection, document_id)
            if _content(workflow.compiled(connection, document_id)) == _content(draft):
                return Saved(document_id=document_id, outcome="unchanged")
            if jobs.worked_on(connection, old):
                return Saved(document_id=document_id, outcome="kept")
            workflow.replace_compiled(connection, draft)
            self._new_revision(connection, draft, at, old.revision + 1, old.author, actor)
            data = connection.execute(
                select(documents.c.bytes).where(documents.c.id == document_id)
            ).scalar_one()
            self._log_save(connection, at, actor, "recompile", bytes(data), draft)
            return Saved(document_id=document_id, outcome="recompiled")

    @cached_property
    def jobs(self) -> jobs.ModelJobs:
        """What models were asked to do, and the plain words they wrote."""
        return jobs.ModelJobs(self._engine, self._clock)

    def list_documents(self) -> tuple[DocumentSummary, ...]:
        """All documents, newest first."""
        with reading(self._engine) as connection:
            return workflow.summaries(connection)

    def get_draft(self, document_id: str) -> DraftRecord:
        """The newest revision: draft, state, people, rulings and what is still open."""
        with reading(self._engine) as connection:
            return workflow.load(connection, document_id)

    def document_text(self, document_id: str) -> str:
        """The canonical text that all spans of the document refer to."""
        return self.get_draft(document_id).draft.document.text

    def document_bytes(self, document_id: str) -> bytes:
        """The file as it was uploaded."""
        with reading(self._engine) as connection:
            query = select(documents.c.bytes).where(documents.c.id == document_id)
            data = connection.execute(query).scalar()
        if data is None:
            raise NoSuchRecord(f"没有编号为「{document_id}」的文件")
        return bytes(data)

    def edit_rules(
        self,
        document_id: str,
        rules: str | RuleSet,
        actor: str,
        why: str,
        *,
        diagnostics: Sequence[Diagnostic] | None = None,
    ) -> DraftRecord:
        """A new revision of the rules; on published ones it opens a correction by ``actor``.

        ``diagnostics`` are those of a fresh check; without it the old ones stay, except that kinds
        are checked anew.
        """
        _reason(why, "修改")
        if isinstance(rules, str):
            file = f"{document_id} 的规则"
            rules = load_ruleset(rules, file=file, vocabulary=self.vocabulary())
        with writing(self._engine) as connection:
            at = self._clock()
            record = workflow.load(connection, document_id)
            state = next_state(record.state, Step.EDIT, actor, _authors(record))
            workflow.refuse_ungrounded(record.draft.document, rules)
            draft = record.draft.model_copy(update={"ruleset": rules})
            if diagnostics is not None:
                draft = draft.model_copy(update={"diagnostics": tuple(diagnostics)})
            elif rules != record.draft.ruleset:
                draft = workflow.rechecked(draft, self._vocabulary(connection))
            if _content(draft) == _content(record.draft):
                return record
            correction = record.state in (ReviewState.PUBLISHED, ReviewState.RETIRED)
            workflow.insert_revision(
                connection,
                draft,
                at,
                revision=record.revision + 1,
                state=state,
                author=actor if correction else record.author,
                last_editor=actor,
            )
            payload = {"why": why, "revision": record.revision + 1, "rules": _rules_hash(draft)}
            events.append(connection, at, actor, Step.EDIT, document_id, payload)
            return workflow.load(connection, document_id)

    def rule_on(
        self, document_id: str, ruling: Ruling | Sequence[Ruling], actor: str
    ) -> DraftRecord:
        """Decide on blocking things; a ruling that changes rules makes ``actor`` the last editor.

        Several rulings are one change: all of them hold or none.
        """
        made = tuple(ruling) if isinstance(ruling, Sequence) else (ruling,)
        with writing(self._engine) as connection:
            at = self._clock()
            record = workflow.load(connection, document_id)
            state = next_state(record.state, Step.RULE, actor, _authors(record))
            draft = record.draft
            vocabulary = self._vocabulary(connection)
            blocks = tuple(all_blocks(draft))
            for one in made:
                refuse_stray(blocks, one, draft.consensus)
                ruleset = apply(draft.ruleset, one, vocabulary, draft.consensus)
                draft = draft.model_copy(update={"ruleset": ruleset})
            workflow.refuse_ungrounded(draft.document, draft.ruleset)
            revision = record.revision
            for one in made:
                workflow.insert_ruling(connection, document_id, one, actor, at, revision=revision)
            if draft.ruleset != record.draft.ruleset:
                draft = workflow.rechecked(draft, vocabulary)
                revision += 1
                edited = any(changes_rules(one) for one in made)
                workflow.insert_revision(
                    connection,
                    draft,
                    at,
                    revision=revision,
                    state=state,
                    author=record.author,
                    last_editor=actor if edited else record.last_editor,
                )
            else:
                workflow.recount_blocks(connection, document_id)
            payload = {
                "revision": revision,
                "rulings": [one.model_dump(mode="json") for one in made],
                "rules": _rules_hash(draft),
            }
            events.append(connection, at, actor, Step.RULE, document_id, payload)
            return workflow.load(connection, document_id)

    # -- the way to publication ------------------------------------------------------------------

    def submit(self, document_id: str, actor: str, why: str = "") -> DraftRecord:
        """Hand the draft to a reviewer; open blocks may still be ruled on there."""
        return self._step(document_id, Step.SUBMIT, actor, why)

    def approve(self, document_id: str, actor: str, why: str = "") -> DraftRecord:
        """Approve the rules as they stand; refused to their authors and while blocks are open."""
        return self._step(document_id, Step.APPROVE, actor, why)

    def send_back(self, document_id: str, actor: str, why: str) -> DraftRecord:
        """Return the rules to draft, with the reason."""
        _reason(why, "退回")
        return self._step(document_id, Step.SEND_BACK, actor, why)

    def publish(self, document_id: str, actor: str) -> Publication:
        """Make the approved rules live: new versions for what changed, none for what did not."""
        with writing(self._engine) as connection:
            at = self._clock()
            record = workflow.load(connection, document_id)
            state = next_state(record.state, Step.PUBLISH, actor, _authors(record), record.blocks)
            self._refuse_unapproved(connection, record)
            done = published.publish(connection, record, at, actor)
            workflow.set_state(
                connection,
                document_id,
                at,
                revision=record.revision,
                state=state,
                approver=record.approver,
            )
            payload = {
                "revision": record.revision,
                "versions": [published.fingerprint(v) for v in done.created],
                "unchanged": done.unchanged,
                "still_retired": done.still_retired,
                "withdrawn": done.withdrawn,
            }
            events.append(connection, at, actor, Step.PUBLISH, document_id, payload)
            return done

    def retire(self, rule_id: str, actor: str, why: str) -> PublishedRule:
        """Take a rule out of force from now on; its versions stay readable for ever."""
        _named(actor, "停用")
        _reason(why, "停用")
        with writing(self._engine) as connection:
            at = self._clock()
            version = published.current(connection).get(rule_id)
            if version is None:
                raise NoSuchRecord(f"条目「{rule_id}」没有已发布版本")
            if version.retired_at:
                raise TransitionRefused(f"条目「{rule_id}」第{version.version}版已经停用")
            published.retire(connection, version, at, actor, why)
            self._retire_document(connection, version.document_id, at, actor)
            payload = {"why": why, "version": version.version, "hash": version.hash}
            events.append(connection, at, actor, Step.RETIRE, rule_id, payload)
            return published.version_of(connection, rule_id, version.version)

    # -- what is published -----------------------------------------------------------------------

    def published_rules(
        self, on: date | None = None, *, as_of: datetime | None = None
    ) -> tuple[PublishedRule, ...]:
        """The live rules by rule id.

        ``on`` keeps those whose validity covers that day; ``as_of`` looks at what was live at an
        earlier moment, so that a past decision can be replayed.
        """
        with reading(self._engine) as connection:
            if as_of is not None:
                found = published.as_of(connection, as_of)
            else:
                found = {i: r for i, r in published.current(connection).items() if not r.retired_at}
        live = tuple(found[i] for i in sorted(found))
        return live if on is None else published.in_force(live, on)

    def get_rule_version(self, rule_id: str, version: int | None = None) -> PublishedRule:
        """One published version, retired or not; the newest when no number is given."""
        with reading(self._engine) as connection:
            return published.version_of(connection, rule_id, version)

    def published_attributes(self) -> tuple[Attribute, ...]:
        """What live rules ask about beyond the standard vocabulary, by id."""
        with reading(self._engine) as connection:
            return self._attributes(connection)

    def vocabulary(self) -> Vocabulary:
        """The standard vocabulary with the published attributes."""
        with reading(self._engine) as connection:
            return self._vocabulary(connection)

    # -- the log and bundles ---------------------------------------------------------------------

    def events(self, target: str | None = None) -> tuple[Event, ...]:
        """The log, oldest first; only what concerns ``target`` (a document or rule id) if given."""
        with reading(self._engine) as connection:
            return events.read(connection, target)

    def history(self, document_id: str) -> tuple[ReviewAction, ...]:
        """The review steps taken on a document, oldest first."""
        return tuple(
            ReviewAction(
                actor=event.actor,
                action=Step(event.action),
                at=moment(event.at),
                target=event.target,
                why=event.detail.get("why", ""),
            )
            for event in self.events(document_id)
            if event.action in set(Step)
        )

    def head(self) -> str:
        """The hash of the newest event: it changes with every change, so caches can key on it."""
        with reading(self._engine) as connection:
            return events.head(connection)

    def verify_chain(self) -> int | None:
        """The seq of the first event that was tampered with, or None."""
        with reading(self._engine) as connection:
            return events.first_broken(events.read(connection))

    def export_bundle(self) -> bytes:
        """Everything published, with its documents and the log, as canonical JSON."""
        with reading(self._engine) as connection:
            return bundle.dump(connection)

    def import_bundle(self, data: bytes, actor: str) -> Imported:
        """Take over another store's published rules; refuses what was altered or conflicts."""
        _named(actor, "导入")
        parsed = bundle.parse(data)
        with writing(self._engine) as connection:
            at = self._clock()
            done = arrival.merge(connection, parsed, at)
            if not (done.documents or done.versions or done.retired):
                return done
            arrival.keep(connection, parsed, data, actor, at)
            payload = arrival.import_payload(parsed, done)
            events.append(connection, at, actor, "import", parsed.digest, payload)
            return done

    # -- pieces ----------------------------------------------------------------------------------

    def _step(self, document_id: str, step: Step, actor: str, why: str) -> DraftRecord:
        with writing(self._engine) as connection:
            at = self._clock()
            record = workflow.load(connection, document_id)
            state = next_state(record.state, step, actor, _authors(record), record.blocks)
            if step is Step.APPROVE:
                published.refuse_conflicts(connection, record)
            workflow.set_state(
                connection,
                document_id,
                at,
                revision=record.revision,
                state=state,
                approver=actor if step is Step.APPROVE else "",
            )
            payload = {
                "why": why,
                "revision": record.revision,
                "rules": _rules_hash(record.draft),
            }
            events.append(connection, at, actor, step, document_id, payload)
            return workflow.load(connection, document_id)

    def _new_revision(
        self,
        connection: Connection,
        draft: Draft,
        at: datetime,
        revision: int,
        author: str,
        last_editor: str,
    ) -> None:
        workflow.insert_revision(
            connection,
            draft,
            at,
            revision=revision,
            state=ReviewState.DRAFT,
            author=author,
            last_editor=last_editor,
        )

    def _log_save(
        self,
        connection: Connection,
        at: datetime,
        author: str,
        action: str,
        data: bytes,
        draft: Draft,
    ) -> None:
        payload = {
            "source_name": draft.document.source_name,
            "bytes": sha256(data),
            "text": sha256(draft.document.text),
            "rules": _rules_hash(draft),
        }
        events.append(connection, at, author, action, draft.document.id, payload)

    def _refuse_unapproved(self, connection: Connection, record: DraftRecord) -> None:
        """What goes live is what was approved, by somebody else: the log is the witness."""
        document_id = record.draft.document.id
        approvals = [e for e in events.read(connection, document_id) if e.action == Step.APPROVE]
        if not approvals or approvals[-1].detail["rules"] != _rules_hash(record.draft):
            raise TransitionRefused("规则与批准时的内容不一致，不能发布；请退回后重新审核")
        if person_key(record.approver) in {person_key(name) for name in _authors(record)}:
            raise TransitionRefused("起草人与审批人必须是两个人，不能发布")

    def _retire_document(
        self, connection: Connection, document_id: str, at: datetime, actor: str
    ) -> None:
        """A published document whose last live rule is retired is retired with it."""
        record = workflow.load(connection, document_id)
        live = [r for r in published.current(connection, document_id).values() if not r.retired_at]
        if record.state is ReviewState.PUBLISHED and not live:
            workflow.set_state(
                connection,
                document_id,
                at,
                revision=record.revision,
                state=next_state(record.state, Step.RETIRE, actor, _authors(record)),
                approver=record.approver,
            )

    def _attributes(self, connection: Connection) -> tuple[Attribute, ...]:
        found: dict[str, Attribute] = {}
        for live in published.current(connection).values():
            if not live.retired_at:
                for attribute in live.attributes:
                    found.setdefault(attribute.id, attribute)
        return tuple(found[i] for i in sorted(found))

    def _vocabulary(self, connection: Connection) -> Vocabulary:
        return standard_vocabulary().extended(self._attributes(connection))


def _authors(record: DraftRecord) -> tuple[str, ...]:
    return (record.author, record.last_editor)


def _rules_hash(draft: Draft) -> str:
    return sha256(canonical_json(draft.ruleset))


def _content(draft: Draft) -> str:
    """A draft without the name of the file it came in: the same text again is the same document."""
    return canonical_json(
        draft.model_dump(mode="json", exclude={"document": True, "ruleset": {"document"}})
    )


def _named(actor: str, doing: str) -> None:
    if not person_key(actor):
        raise TransitionRefused(f"{doing}时必须写明操作人姓名")


def _reason(why: str, doing: str) -> None:
    if not why.strip():
        raise TransitionRefused(f"{doing}时必须写明理由")
