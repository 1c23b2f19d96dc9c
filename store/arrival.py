"""Taking a checked bundle into a store: what is new is added, what contradicts is refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from rules.errors import Diagnostic, InputRejected
from rules.review import ReviewState
from store import published, workflow
from store.bundle import Bundle, BundledDocument, BundledVersion, facts, problem
from store.canonical import stamp
from store.records import Imported, NoSuchRecord, PublishedRule
from store.tables import bundles, retirements


def import_payload(bundle: Bundle, done: Imported) -> dict[str, Any]:
    """What the log records of an import: what it added, and the head of the chain it came with."""
    added = set(done.versions)
    return {
        "head": bundle.head,
        "documents": [facts(d) for d in bundle.documents if d.id in done.documents],
        "versions": [
            published.fingerprint(v.published())
            for v in bundle.versions
            if (v.rule.id, v.version) in added
        ],
        "retired": [list(pair) for pair in done.retired],
    }


def keep(connection: Connection, bundle: Bundle, data: bytes, actor: str, at: datetime) -> None:
    """Keep the bundle itself: its event chain is the evidence for what was imported."""
    known = select(bundles.c.hash).where(bundles.c.hash == bundle.digest)
    if connection.execute(known).first() is None:
        connection.execute(
            insert(bundles).values(
                hash=bundle.digest, bytes=data, imported_at=stamp(at), actor=actor
            )
        )


def merge(connection: Connection, bundle: Bundle, at: datetime) -> Imported:
    """Add what is new; raises InputRejected naming every rule that contradicts one of ours."""
    ours = {(v.rule.id, v.version): v for v in published.all_versions(connection)}
    new = [v for v in bundle.versions if (v.rule.id, v.version) not in ours]
    problems = _conflicts(connection, bundle, ours, new)
    if problems:
        raise InputRejected(problems)
    touched = {v.document for v in new}
    added = [d for d in bundle.documents if _take_document(connection, d, at, d.id in touched)]
    for version in new:
        published.insert_version(connection, version.published())
        published.point_at(connection, version.published().model_copy(update={"retired_at": None}))
    retired = _take_retirements(connection, bundle)
    for document in added:
        published.refuse_conflicts(connection, workflow.load(connection, document.id))
    return Imported(
        documents=tuple(d.id for d in added),
        versions=tuple((v.rule.id, v.version) for v in new),
        retired=retired,
        unchanged=len(bundle.versions) - len(new),
    )


def _conflicts(
    connection: Connection,
    bundle: Bundle,
    ours: dict[tuple[str, int], PublishedRule],
    new: list[BundledVersion],
) -> list[Diagnostic]:
    titles = published.titles(connection)
    titles_there = {
        d.id: d.draft.document.meta.title or d.draft.document.source_name for d in bundle.documents
    }
    amended = {d.id: d.draft.amends.base for d in bundle.documents if d.draft.amends is not None}
    newest: dict[str, int] = {}
    owner: dict[str, str] = {}
    for rule_id, number in ours:
        newest[rule_id] = max(number, newest.get(rule_id, 0))
        owner[rule_id] = ours[rule_id, number].document_id
    problems = []
    for version in bundle.versions:
        place = f"条目 {version.rule.id} 第{version.version}版"
        here = ours.get((version.rule.id, version.version))
        holder = owner.get(version.rule.id, version.document)
        if holder not in (version.document, amended.get(version.document)):
            problems.append(
                problem(
                    f"本库的《{titles[holder]}》与导入包的《{titles_there[version.document]}》"
                    "使用了同一个条目编号",
                    place,
                )
            )
        elif here and (here.hash, here.attributes) != (version.hash, version.attributes):
            problems.append(problem("本库已有这个版本，但内容不同", place))
        elif here is None and version.version <= newest.get(version.rule.id, 0):
            problems.append(problem("本库已有更新的版本，却没有这一版", place))
    for document_id in sorted({v.document for v in new} & set(titles)):
        state = ReviewState(workflow.newest_row(connection, document_id)["state"])
        if state not in (ReviewState.PUBLISHED, ReviewState.RETIRED):
            problems.append(
                problem(
                    f"本库对它的修改尚未发布（{state.chinese}），先处理完再导入",
                    f"文件《{titles[document_id]}》",
                )
            )
    return problems


def _take_document(
    connection: Connection, document: BundledDocument, at: datetime, has_new_versions: bool
) -> bool:
    """Whether the document (or a newer state of its rules) was taken over."""
    try:
        revision = workflow.newest_row(connection, document.id)["revision"] + 1
    except NoSuchRecord:
        workflow.insert_document(connection, document.content, document.compiled, document.created)
        revision = 1
        for record in document.rulings:
            workflow.insert_ruling(
                connection, document.id, record.ruling, record.actor, record.at, revision=1
            )
    if revision > 1 and not has_new_versions:
        return False
    workflow.insert_revision(
        connection,
        document.draft,
        at,
        revision=revision,
        state=document.state,
        author=document.author,
        last_editor=document.last_editor,
        approver=document.approver,
    )
    return True


def _take_retirements(connection: Connection, bundle: Bundle) -> tuple[tuple[str, int], ...]:
    known = {(r.rule_id, r.version) for r in connection.execute(select(retirements))}
    now_current = published.current(connection)
    taken = []
    for version in bundle.versions:
        key = (version.rule.id, version.version)
        if version.retired_at is None or key in known:
            continue
        published.insert_retirement(
            connection, *key, version.retired_at, version.retired_by, version.retired_why
        )
        if now_current[version.rule.id].version == version.version:
            published.point_at(connection, version.published())
        taken.append(key)
    return tuple(taken)
