"""Documents and the revisions of their drafts: what is read and written on the way to approval."""

from __future__ import annotations

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, insert, select, update

from rules.blocks import open_blocks
from rules.document import PolicyDocument
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity
from rules.review import ReviewState, person_key
from rules.rule import RuleSet
from rules.ruling import Ruling
from rules.soundness import check_kinds, check_spans
from rules.vocabulary import Vocabulary
from store.canonical import canonical_json, moment, stamp
from store.records import DocumentSummary, DraftRecord, NoSuchRecord, RulingRecord
from store.tables import documents, drafts, rulings

_DIAGNOSTICS: TypeAdapter[tuple[Diagnostic, ...]] = TypeAdapter(tuple[Diagnostic, ...])
_KIND_CODES = ("RF108", "RF12")  # what check_kinds reports
_RULING: TypeAdapter[Ruling] = TypeAdapter(Ruling)


def newest_row(connection: Connection, document_id: str) -> RowMapping:
    """The newest revision's row; raises NoSuchRecord."""
    query = select(drafts).where(drafts.c.document_id == document_id)
    row = connection.execute(query.order_by(drafts.c.revision.desc()).limit(1)).mappings().first()
    if row is None:
        raise NoSuchRecord(f"没有编号为「{document_id}」的文件")
    return row


def load(connection: Connection, document_id: str) -> DraftRecord:
    """The newest revision with its rulings and open blocks; raises NoSuchRecord."""
    row = newest_row(connection, document_id)
    draft = compiled(connection, document_id).model_copy(
        update={
            "ruleset": RuleSet.model_validate_json(row["ruleset"]),
            "diagnostics": _DIAGNOSTICS.validate_json(row["diagnostics"]),
        }
    )
    made = rulings_on(connection, document_id)
    return DraftRecord(
        draft=draft,
        revision=row["revision"],
        state=ReviewState(row["state"]),
        author=row["author"],
        last_editor=row["last_editor"],
        approver=row["approver"] or "",
        rulings=made,
        blocks=open_blocks(draft, [record.ruling for record in made]),
    )


def compiled(connection: Connection, document_id: str) -> Draft:
    """The draft as the compiler left it, before anybody touched it."""
    query = select(documents.c.draft).where(documents.c.id == document_id)
    return Draft.model_validate_json(connection.execute(query).scalar_one())


def rulings_on(connection: Connection, document_id: str) -> tuple[RulingRecord, ...]:
    """The rulings made on a document, oldest first."""
    query = select(rulings).where(rulings.c.document_id == document_id).order_by(rulings.c.id)
    return tuple(
        RulingRecord(
            ruling=_RULING.validate_json(row["ruling"]),
            actor=row["actor"],
            at=moment(row["at"]),
            revision=row["revision"],
        )
        for row in connection.execute(query).mappings()
    )


def summaries(connection: Connection) -> tuple[DocumentSummary, ...]:
    """All documents with the state of their newest revision, newest document first."""
    newer = drafts.alias()
    is_newest = ~(
        select(newer.c.revision)
        .where(newer.c.document_id == drafts.c.document_id, newer.c.revision > drafts.c.revision)
        .exists()
    )
    query = (
        select(
            documents.c.id,
            documents.c.source_name,
            documents.c.media_type,
            documents.c.title,
            documents.c.created,
            drafts.c.revision,
            drafts.c.state,
            drafts.c.author,
            drafts.c.last_editor,
            drafts.c.approver,
            drafts.c.rules,
            drafts.c.open_blocks,
        )
        .join(drafts, drafts.c.document_id == documents.c.id)
        .where(is_newest)
        .order_by(documents.c.created.desc(), documents.c.id)
    )
    return tuple(
        DocumentSummary(
            **{
                **row,
                "created": moment(row["created"]),
                "state": ReviewState(row["state"]),
                "approver": row["approver"] or "",
            }
        )
        for row in connection.execute(query).mappings()
    )


def insert_document(connection: Connection, data: bytes, draft: Draft, at: datetime) -> None:
    """A new document with the draft as compiled."""
    connection.execute(
        insert(documents).values(
            id=draft.document.id,
            bytes=data,
            source_name=draft.document.source_name,
            media_type=draft.document.media_type,
            title=_title(draft),
            draft=canonical_json(draft),
            created=stamp(at),
        )
    )


def replace_compiled(connection: Connection, draft: Draft) -> None:
    """A fresh compilation of a document nobody has worked on takes the old one's place."""
    connection.execute(
        update(documents)
        .where(documents.c.id == draft.document.id)
        .values(title=_title(draft), draft=canonical_json(draft))
    )


def _title(draft: Draft) -> str:
    return draft.document.meta.title or draft.document.source_name


def insert_revision(
    connection: Connection,
    draft: Draft,
    at: datetime,
    *,
    revision: int,
    state: ReviewState,
    author: str,
    last_editor: str,
    approver: str = "",
) -> None:
    """A new revision of the rules."""
    made = [record.ruling for record in rulings_on(connection, draft.document.id)]
    connection.execute(
        insert(drafts).values(
            document_id=draft.document.id,
            revision=revision,
            ruleset=canonical_json(draft.ruleset),
            diagnostics=_diagnostics_json(draft.diagnostics),
            state=state.value,
            author=author,
            author_key=person_key(author),
            last_editor=last_editor,
            last_editor_key=person_key(last_editor),
            approver=approver or None,
            approver_key=person_key(approver) or None,
            rules=len(draft.ruleset.rules),
            open_blocks=len(open_blocks(draft, made)),
            updated=stamp(at),
        )
    )


def set_state(
    connection: Connection,
    document_id: str,
    at: datetime,
    *,
    revision: int,
    state: ReviewState,
    approver: str,
) -> None:
    """The revision's new state; an empty ``approver`` takes an approval back."""
    connection.execute(
        update(drafts)
        .where(drafts.c.document_id == document_id, drafts.c.revision == revision)
        .values(
            state=state.value,
            approver=approver or None,
            approver_key=person_key(approver) or None,
            updated=stamp(at),
        )
    )


def insert_ruling(
    connection: Connection,
    document_id: str,
    ruling: Ruling,
    actor: str,
    at: datetime,
    *,
    revision: int,
) -> None:
    """A ruling made on a revision."""
    connection.execute(
        insert(rulings).values(
            document_id=document_id,
            revision=revision,
            ruling=canonical_json(ruling),
            actor=actor,
            at=stamp(at),
        )
    )


def recount_blocks(connection: Connection, document_id: str) -> None:
    """Bring the list's count of open blocks up to date after a ruling."""
    record = load(connection, document_id)
    connection.execute(
        update(drafts)
        .where(drafts.c.document_id == document_id, drafts.c.revision == record.revision)
        .values(open_blocks=len(record.blocks))
    )


def _diagnostics_json(diagnostics: tuple[Diagnostic, ...]) -> str:
    return canonical_json(_DIAGNOSTICS.dump_python(diagnostics, mode="json"))


def refuse_ungrounded(document: PolicyDocument, ruleset: RuleSet) -> None:
    """Raise InputRejected unless every span of the rules stands in the text as quoted."""
    problems = list(check_spans(ruleset, document))
    if ruleset.document.id != document.id:
        problems.append(
            Diagnostic(
                code="E-STORE-DOCUMENT",
                severity=Severity.ERROR,
                message=f"规则写的是文件「{ruleset.document.id}」，而不是「{document.id}」",
                hint="请核对规则文件开头的 document.id",
            )
        )
    if problems:
        raise InputRejected(problems)


def rechecked(draft: Draft, vocabulary: Vocabulary) -> Draft:
    """The draft with its kind errors found anew: those of the rules before an edit are gone."""
    others = tuple(d for d in draft.diagnostics if not d.code.startswith(_KIND_CODES))
    found = others + check_kinds(draft.ruleset, vocabulary)
    return draft.model_copy(update={"diagnostics": found})
