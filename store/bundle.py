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
from sqlalchemy import Connection, RowMapping, select

from rules.codec import content_hash
from rules.document import Frozen
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity
from rules.review import ReviewState, person_key
from rules.rule import Rule
from rules.vocabulary import Attribute
from store import events, published, workflow
from store.canonical import canonical_json, moment, sha256
from store.events import Event
from store.records import PublishedRule, RulingRecord
from store.tables import documents, retirements

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
        raise InputRejected([problem("这不是导出包：文件不是完整的 JSON")]) from None
    if not isinstance(raw, dict) or raw.get("format") != BUNDLE_FORMAT:
        raise InputRejected([problem(f"这不是导出包：开头应为 format: {BUNDLE_FORMAT}")])
    try:
        bundle = Bundle.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputRejected([problem(f"导出包内容不完整或被改动：{first['msg']}", place)]) from None
    problems = _altered(bundle)
    claimed = raw.pop("digest", "")
    if not problems and sha256(canonical_json(raw)) != claimed:
        problems = [problem("导出包的校验值与内容不一致，内容被改动过")]
    if problems:
        raise InputRejected(problems)
    return bundle


def _altered(bundle: Bundle) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    broken = events.first_broken(bundle.events)
    if broken is not None:
        problems.append(problem("操作记录的哈希链在此断开，记录被改动过", f"第{broken}条操作记录"))
    if bundle.head != (bundle.events[-1].hash if bundle.events else events.GENESIS):
        problems.append(problem("操作记录不完整：最后一条与包头记载的不同"))
    witness = _Witness(bundle.events)
    for document in bundle.documents:
        problems.extend(_altered_document(document, witness))
    ids = {document.id for document in bundle.documents}
    seen: set[tuple[str, int]] = set()
    for version in bundle.versions:
        place = f"条目 {version.rule.id} 第{version.version}版"
        if (version.rule.id, version.version) in seen:
            problems.append(problem("同一个条目编号和版本出现了两次", place))
        seen.add((version.rule.id, version.version))
        if version.document not in ids:
            problems.append(problem(f"包里没有它的文件「{version.document}」", place))
        if content_hash(version.rule) != version.hash:
            problems.append(problem("规则内容与它的哈希不一致", place))
        elif published.fingerprint(version.published()) not in witness.versions:
            problems.append(problem("操作记录里没有发布过这个内容", place))
        if person_key(version.author) == person_key(version.approver):
            problems.append(problem("起草人与审批人是同一个人", place))
        if version.retired_at and (version.rule.id, version.version) not in witness.retired:
            problems.append(problem("操作记录里没有停用过这个版本", place))
    return problems


def _altered_document(document: BundledDocument, witness: _Witness) -> list[Diagnostic]:
    place = f"文件《{document.draft.document.meta.title or document.draft.document.source_name}》"
    there = facts(document)
    known = witness.documents.get(document.id, [])
    problems = []
    same_text = document.compiled.document == document.draft.document
    if not same_text or not any(recorded["text"] == there["text"] for recorded in known):
        problems.append(problem("正文与保存时的记录不一致", place))
    if not any(recorded["bytes"] == there["bytes"] for recorded in known):
        problems.append(problem("原文件与保存时的记录不一致", place))
    if there["rules"] not in witness.rules.get(document.id, set()):
        problems.append(problem("规则草稿与最后一次修改的记录不一致", place))
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


def facts(document: BundledDocument) -> dict[str, str]:
    """The hashes by which the log knows a document."""
    return {
        "id": document.id,
        "bytes": sha256(document.content),
        "text": sha256(document.draft.document.text),
        "rules": sha256(canonical_json(document.draft.ruleset)),
    }


def problem(message: str, place: str = "") -> Diagnostic:
    """One thing wrong with a bundle."""
    return Diagnostic(
        code="E-STORE-BUNDLE",
        severity=Severity.ERROR,
        message=message,
        hint="请向来源单位重新索取导出包，不要手工修改",
        file="导出包",
        place=place,
    )
