"""Bundles: everything published in one store, carried to another and checked on arrival.

A bundle is canonical JSON with a digest of itself. On arrival every part is also held against the
event chain it brings: an editor who recomputes the digest still has to forge the chain.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any, Literal

from pydantic import ValidationError
from sqlalchemy import Connection, RowMapping, insert, select

from rules.codec import content_hash
from rules.document import Frozen
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity
from rules.review import ReviewState, person_key
from rules.rule import Rule
from rules.vocabulary import Attribute
from store import events, published, workflow
from store.canonical import canonical_json, moment, sha256, stamp
from store.events import Event
from store.records import Imported, NoSuchRecord, PublishedRule, RulingRecord
from store.tables import bundles, documents, retirements

BUNDLE_FORMAT: Literal["policycalc-bundle/1"] = "policycalc-bundle/1"


class BundledDocument(Frozen):
    """A document with the newest revision of its rules; ``data`` is base64."""

    id: str
    data: str
    compiled: Draft
    draft: Draft
    created: datetime
    state: ReviewState
    author: str
    last_editor: str
    approver: str
    rulings: tuple[RulingRecord, ...]

    @property
    def content(self) -> bytes:
        """The uploaded file."""
        return base64.b64decode(self.data)


class BundledVersion(Frozen):
    """A published version as its store had it, with its retirement if it was retired."""

    rule: Rule
    version: int
    hash: str
    attributes: tuple[Attribute, ...]
    document: str
    author: str
    approver: str
    published_at: datetime
    retired_at: datetime | None = None
    retired_by: str = ""
    retired_why: str = ""

    def published(self) -> PublishedRule:
        """The version as a row of ours."""
        return PublishedRule(
            rule=self.rule,
            version=self.version,
            hash=self.hash,
            attributes=self.attributes,
            document_id=self.document,
            author=self.author,
            approver=self.approver,
            published_at=self.published_at,
            retired_at=self.retired_at,
        )


class Bundle(Frozen):
    """What a bundle file holds; ``digest`` is over everything else in it."""

    format: Literal["policycalc-bundle/1"] = BUNDLE_FORMAT
    documents: tuple[BundledDocument, ...]
    versions: tuple[BundledVersion, ...]
    events: tuple[Event, ...]
    head: str
    digest: str = ""


def dump(connection: Connection) -> bytes:
    """Everything published, as the bytes of a bundle."""
    versions = published.all_versions(connection)
    retired = {
        (row["rule_id"], row["version"]): row
        for row in connection.execute(select(retirements)).mappings()
    }
    bundle = Bundle(
        documents=tuple(
            _document(connection, document_id)
            for document_id in sorted({v.document_id for v in versions})
        ),
        versions=tuple(_version(v, retired.get((v.rule.id, v.version))) for v in versions),
        events=events.read(connection),
        head=events.head(connection),
    )
    content = bundle.model_dump(mode="json", exclude={"digest"})
    return canonical_json({**content, "digest": sha256(canonical_json(content))}).encode()


def _document(connection: Connection, document_id: str) -> BundledDocument:
    row = connection.execute(select(documents).where(documents.c.id == document_id)).mappings()
    stored = row.one()
    record = workflow.load(connection, document_id)
    return BundledDocument(
        id=document_id,
        data=base64.b64encode(stored["bytes"]).decode(),
        compiled=Draft.model_validate_json(stored["draft"]),
        draft=record.draft,
        created=moment(stored["created"]),
        state=record.state,
        author=record.author,
        last_editor=record.last_editor,
        approver=record.approver,
        rulings=record.rulings,
    )


def _version(version: PublishedRule, retirement: RowMapping | None) -> BundledVersion:
    return BundledVersion(
        rule=version.rule,
        version=version.version,
        hash=version.hash,
        attributes=version.attributes,
        document=version.document_id,
        author=version.author,
        approver=version.approver,
        published_at=version.published_at,
        retired_at=version.retired_at,
        retired_by=retirement["actor"] if retirement else "",
        retired_why=retirement["why"] if retirement else "",
    )


def parse(data: bytes) -> Bundle:
    """The bundle in ``data``; raises InputRejected naming every part that does not match."""
    try:
        raw = json.loads(data)
    except ValueError:
        raise InputRejected([_problem("这不是导出包：文件不是完整的 JSON")]) from None
    if not isinstance(raw, dict) or raw.get("format") != BUNDLE_FORMAT:
        raise InputRejected([_problem(f"这不是导出包：开头应为 format: {BUNDLE_FORMAT}")])
    try:
        bundle = Bundle.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputRejected(
            [_problem(f"导出包内容不完整或被改动：{first['msg']}", place)]
        ) from None
    problems = _altered(bundle)
    claimed = raw.pop("digest", "")
    if not problems and sha256(canonical_json(raw)) != claimed:
        problems = [_problem("导出包的校验值与内容不一致，内容被改动过")]
    if problems:
        raise InputRejected(problems)
    return bundle


def _altered(bundle: Bundle) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    broken = events.first_broken(bundle.events)
    if broken is not None:
        problems.append(_problem("操作记录的哈希链在此断开，记录被改动过", f"第{broken}条操作记录"))
    if bundle.head != (bundle.events[-1].hash if bundle.events else events.GENESIS):
        problems.append(_problem("操作记录不完整：最后一条与包头记载的不同"))
    witness = _Witness(bundle.events)
    for document in bundle.documents:
        problems.extend(_altered_document(document, witness))
    ids = {document.id for document in bundle.documents}
    seen: set[tuple[str, int]] = set()
    for version in bundle.versions:
        place = f"条目 {version.rule.id} 第{version.version}版"
        if (version.rule.id, version.version) in seen:
            problems.append(_problem("同一个条目编号和版本出现了两次", place))
        seen.add((version.rule.id, version.version))
        if version.document not in ids:
            problems.append(_problem(f"包里没有它的文件「{version.document}」", place))
        if content_hash(version.rule) != version.hash:
            problems.append(_problem("规则内容与它的哈希不一致", place))
        elif published.fingerprint(version.published()) not in witness.versions:
            problems.append(_problem("操作记录里没有发布过这个内容", place))
        if person_key(version.author) == person_key(version.approver):
            problems.append(_problem("起草人与审批人是同一个人", place))
        if version.retired_at and (version.rule.id, version.version) not in witness.retired:
            problems.append(_problem("操作记录里没有停用过这个版本", place))
    return problems


def _altered_document(document: BundledDocument, witness: _Witness) -> list[Diagnostic]:
    place = f"文件《{document.draft.document.meta.title or document.draft.document.source_name}》"
    facts = _facts(document)
    known = witness.documents.get(document.id, [])
    problems = []
    same_text = document.compiled.document == document.draft.document
    if not same_text or not any(f["text"] == facts["text"] for f in known):
        problems.append(_problem("正文与保存时的记录不一致", place))
    if not any(f["bytes"] == facts["bytes"] for f in known):
        problems.append(_problem("原文件与保存时的记录不一致", place))
    if facts["rules"] not in witness.rules.get(document.id, set()):
        problems.append(_problem("规则草稿与最后一次修改的记录不一致", place))
    return problems


class _Witness:
    """What a chain of events says there must be."""

    def __init__(self, chain: tuple[Event, ...]) -> None:
        self.versions: list[Any] = []
        self.retired: set[tuple[str, int]] = set()
        self.documents: dict[str, list[Any]] = {}
        self.rules: dict[str, set[str]] = {}
        current: dict[str, int] = {}
        for event in chain:
            detail = event.detail
            for version in detail.get("versions", ()):
                self.versions.append(version)
                current[version["rule"]] = version["version"]
            for rule_id in detail.get("withdrawn", ()):
                self.retired.add((rule_id, current.get(rule_id, 0)))
            for rule_id, number in detail.get("retired", ()):
                self.retired.add((rule_id, number))
            if event.action == "retire":
                self.retired.add((event.target, detail["version"]))
            for document in detail.get("documents", ()):
                self._document(document["id"], document)
            if event.action in ("save", "recompile"):
                self._document(event.target, detail)
            elif "rules" in detail:
                self.rules.setdefault(event.target, set()).add(detail["rules"])

    def _document(self, document_id: str, facts: Any) -> None:
        self.documents.setdefault(document_id, []).append(facts)
        self.rules.setdefault(document_id, set()).add(facts["rules"])


def _facts(document: BundledDocument) -> dict[str, str]:
    return {
        "id": document.id,
        "bytes": sha256(document.content),
        "text": sha256(document.draft.document.text),
        "rules": sha256(canonical_json(document.draft.ruleset)),
    }


def import_payload(bundle: Bundle, done: Imported) -> dict[str, Any]:
    """What the log records of an import: what it added, and the head of the chain it came with."""
    added = set(done.versions)
    return {
        "head": bundle.head,
        "documents": [_facts(d) for d in bundle.documents if d.id in done.documents],
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
        if holder != version.document:
            problems.append(
                _problem(
                    f"本库的《{titles[holder]}》与导入包的《{titles_there[version.document]}》"
                    "使用了同一个条目编号",
                    place,
                )
            )
        elif here and (here.hash, here.attributes) != (version.hash, version.attributes):
            problems.append(_problem("本库已有这个版本，但内容不同", place))
        elif here is None and version.version <= newest.get(version.rule.id, 0):
            problems.append(_problem("本库已有更新的版本，却没有这一版", place))
    for document_id in sorted({v.document for v in new} & set(titles)):
        state = ReviewState(workflow.newest_row(connection, document_id)["state"])
        if state not in (ReviewState.PUBLISHED, ReviewState.RETIRED):
            problems.append(
                _problem(
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


def _problem(message: str, place: str = "") -> Diagnostic:
    return Diagnostic(
        code="E-STORE-BUNDLE",
        severity=Severity.ERROR,
        message=message,
        hint="请向来源单位重新索取导出包，不要手工修改",
        file="导出包",
        place=place,
    )
