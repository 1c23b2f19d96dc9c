"""Published rule versions: immutable rows, a pointer to the current one, retirements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, Select, func, insert, select, update

from rules.codec import content_hash
from rules.errors import Diagnostic, InputRejected, Severity
from rules.reference import KIND_WORDS, SUBJECT_WORDS
from rules.rule import Rule
from rules.ruling import used_attributes
from rules.vocabulary import Attribute
from store.canonical import canonical_json, moment, sha256, stamp
from store.records import DraftRecord, NoSuchRecord, Publication, PublishedRule
from store.tables import current_versions, documents, retirements, rule_versions

_ATTRIBUTES: TypeAdapter[tuple[Attribute, ...]] = TypeAdapter(tuple[Attribute, ...])


def publish(connection: Connection, record: DraftRecord, at: datetime, actor: str) -> Publication:
    """Make the draft's rules the current ones; unchanged rules keep their version.

    Attributes the rules use are published with them, accepted by the approval of the whole set.
    Raises InputRejected when a rule id or an attribute id belongs to another document's rules.
    """
    document_id = record.draft.document.id
    ruleset = record.draft.ruleset
    refuse_conflicts(connection, record)
    accepted = [a.model_copy(update={"proposed": False}) for a in ruleset.attributes]
    amends = record.draft.amends
    present = current(connection, document_id)
    if amends is not None:  # an amended text takes over the rules of the text before
        present = {**current(connection, amends.base), **present}
    created: list[PublishedRule] = []
    unchanged: list[str] = []
    still_retired: list[str] = []
    for rule in ruleset.rules:
        used = used_attributes(rule, accepted)
        old = present.get(rule.id)
        same_text = old is not None and old.document_id == document_id
        if old and same_text and old.hash == content_hash(rule) and old.attributes == used:
            (still_retired if old.retired_at else unchanged).append(rule.id)
            continue
        new = PublishedRule(
            rule=rule,
            version=old.version + 1 if old else 1,
            hash=content_hash(rule),
            attributes=used,
            document_id=document_id,
            author=record.author,
            approver=record.approver,
            published_at=at,
        )
        insert_version(connection, new)
        point_at(connection, new)
        created.append(new)
    kept = {rule.id for rule in ruleset.rules}
    withdrawn = sorted(i for i, old in present.items() if i not in kept and not old.retired_at)
    for rule_id in withdrawn:
        what = "修改后的文件" if amends is not None else "更正后的文件"
        retire(connection, present[rule_id], at, actor, f"{what}不再包含这个条目")
    return Publication(
        document_id=document_id,
        created=tuple(created),
        unchanged=tuple(unchanged),
        still_retired=tuple(still_retired),
        withdrawn=tuple(withdrawn),
    )


def refuse_conflicts(connection: Connection, record: DraftRecord) -> None:
    """Raise InputRejected, naming both documents, when an id is taken by another document's rule.

    Ids of retired rules stay taken; those of the text an amended one replaces are its own. One
    attribute id may serve several documents if it means the same kind, unit and subject everywhere.
    """
    ours = record.draft.document
    names = titles(connection)
    here = f"《{names.get(ours.id, ours.meta.title or ours.source_name)}》"
    own = {ours.id, record.draft.amends.base} if record.draft.amends is not None else {ours.id}
    others = [r for r in current(connection).values() if r.document_id not in own]
    taken = {r.rule.id: r for r in others}
    problems = [
        _error(
            "E-STORE-RULE-ID",
            f"条目编号「{rule.id}」已被《{names[taken[rule.id].document_id]}》使用，{here}不能再用",
            "请在其中一份文件里换一个条目编号",
            rule.place,
        )
        for rule in record.draft.ruleset.rules
        if rule.id in taken
    ]
    meanings = {a.id: (a, r) for r in others for a in r.attributes}
    for attribute in record.draft.ruleset.attributes:
        if attribute.id not in meanings:
            continue
        other, holder = meanings[attribute.id]
        if (other.kind, other.unit, other.subject) != (
            attribute.kind,
            attribute.unit,
            attribute.subject,
        ):
            problems.append(
                _error(
                    "E-STORE-ATTRIBUTE-ID",
                    f"属性「{attribute.label}」在《{names[holder.document_id]}》里是"
                    f"{_meant(other)}，在{here}里是{_meant(attribute)}",
                    "请在其中一份文件里给该属性另起名称",
                )
            )
    if problems:
        raise InputRejected(problems)


def _meant(attribute: Attribute) -> str:
    """What two attributes of one id must agree in, in words."""
    return f"{SUBJECT_WORDS[attribute.subject]}的{KIND_WORDS[attribute.kind]}{attribute.unit}"


def titles(connection: Connection) -> dict[str, str]:
    """What each document is called, by id."""
    rows = connection.execute(select(documents.c.id, documents.c.title))
    return {row.id: row.title for row in rows}


def insert_version(connection: Connection, version: PublishedRule) -> None:
    """An immutable version."""
    connection.execute(
        insert(rule_versions).values(
            rule_id=version.rule.id,
            version=version.version,
            hash=version.hash,
            rule=canonical_json(version.rule),
            attributes=attributes_json(version.attributes),
            document_id=version.document_id,
            author=version.author,
            approver=version.approver,
            published_at=stamp(version.published_at),
        )
    )


def point_at(connection: Connection, version: PublishedRule) -> None:
    """Make ``version`` the current one of its rule."""
    values = {
        "version": version.version,
        "document_id": version.document_id,
        "retired_at": stamp(version.retired_at) if version.retired_at else None,
    }
    same = current_versions.c.rule_id == version.rule.id
    if not connection.execute(update(current_versions).where(same).values(values)).rowcount:
        connection.execute(insert(current_versions).values(rule_id=version.rule.id, **values))


def retire(
    connection: Connection, version: PublishedRule, at: datetime, actor: str, why: str
) -> None:
    """Take the current version out of force."""
    insert_retirement(connection, version.rule.id, version.version, at, actor, why)
    connection.execute(
        update(current_versions)
        .where(current_versions.c.rule_id == version.rule.id)
        .values(retired_at=stamp(at))
    )


def insert_retirement(
    connection: Connection, rule_id: str, version: int, at: datetime, actor: str, why: str
) -> None:
    """The immutable record that a version went out of force."""
    connection.execute(
        insert(retirements).values(
            rule_id=rule_id, version=version, retired_at=stamp(at), actor=actor, why=why
        )
    )


def current(connection: Connection, document_id: str | None = None) -> dict[str, PublishedRule]:
    """The current version of every rule (of one document), retired ones included, by rule id."""
    query = (
        select(rule_versions, current_versions.c.retired_at)
        .join_from(
            current_versions,
            rule_versions,
            (rule_versions.c.rule_id == current_versions.c.rule_id)
            & (rule_versions.c.version == current_versions.c.version),
        )
        .order_by(rule_versions.c.rule_id)
    )
    if document_id is not None:
        query = query.where(rule_versions.c.document_id == document_id)
    return {row["rule_id"]: _published(row) for row in connection.execute(query).mappings()}


def as_of(connection: Connection, instant: datetime) -> dict[str, PublishedRule]:
    """The version of every rule that was live at ``instant``, by rule id."""
    newest = (
        select(rule_versions.c.rule_id, func.max(rule_versions.c.version).label("version"))
        .where(rule_versions.c.published_at <= stamp(instant))
        .group_by(rule_versions.c.rule_id)
        .subquery()
    )
    query = _versions_with_retirement().join(
        newest,
        (newest.c.rule_id == rule_versions.c.rule_id)
        & (newest.c.version == rule_versions.c.version),
    )
    found = (_published(row) for row in connection.execute(query).mappings())
    return {r.rule.id: r for r in found if r.retired_at is None or r.retired_at > instant}


def version_of(connection: Connection, rule_id: str, version: int | None) -> PublishedRule:
    """One version, or the newest when None; raises NoSuchRecord."""
    query = (
        _versions_with_retirement()
        .where(rule_versions.c.rule_id == rule_id)
        .order_by(rule_versions.c.version.desc())
    )
    if version is not None:
        query = query.where(rule_versions.c.version == version)
    row = connection.execute(query.limit(1)).mappings().first()
    if row is None:
        which = f"第{version}版" if version is not None else "已发布版本"
        raise NoSuchRecord(f"条目「{rule_id}」没有{which}")
    return _published(row)


def all_versions(connection: Connection) -> tuple[PublishedRule, ...]:
    """Every version ever published, by rule id and version."""
    query = _versions_with_retirement().order_by(rule_versions.c.rule_id, rule_versions.c.version)
    return tuple(_published(row) for row in connection.execute(query).mappings())


def _versions_with_retirement() -> Select[Any]:
    return select(rule_versions, retirements.c.retired_at).outerjoin_from(
        rule_versions,
        retirements,
        (retirements.c.rule_id == rule_versions.c.rule_id)
        & (retirements.c.version == rule_versions.c.version),
    )


def in_force(rules: Iterable[PublishedRule], on: date) -> tuple[PublishedRule, ...]:
    """Those whose validity covers the day, both ends included; an open end always covers."""
    return tuple(
        r
        for r in rules
        if (r.rule.validity.start is None or r.rule.validity.start <= on)
        and (r.rule.validity.end is None or on <= r.rule.validity.end)
    )


def attributes_json(attributes: tuple[Attribute, ...]) -> str:
    """Attributes as stored and hashed."""
    return canonical_json(_ATTRIBUTES.dump_python(attributes, mode="json"))


def fingerprint(version: PublishedRule) -> dict[str, object]:
    """What the event log records of a version: enough to know it again."""
    return {
        "rule": version.rule.id,
        "version": version.version,
        "hash": version.hash,
        "attributes": sha256(attributes_json(version.attributes)),
        "document": version.document_id,
        "author": version.author,
        "approver": version.approver,
        "published_at": stamp(version.published_at),
    }


def _published(row: RowMapping) -> PublishedRule:
    return PublishedRule(
        rule=Rule.model_validate_json(row["rule"]),
        version=row["version"],
        hash=row["hash"],
        attributes=_ATTRIBUTES.validate_json(row["attributes"]),
        document_id=row["document_id"],
        author=row["author"],
        approver=row["approver"],
        published_at=moment(row["published_at"]),
        retired_at=moment(row["retired_at"]) if row["retired_at"] else None,
    )


def _error(code: str, message: str, hint: str, place: str = "") -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, hint=hint, place=place)
