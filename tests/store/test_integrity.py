"""The log and the published rows cannot be changed unseen, and the schema is the one declared."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from rules.draft import Draft
from rules.errors import InputRejected, TransitionRefused
from store import Store, StoreBusy, open_store
from store.engine import make_engine, reading, writing
from store.tables import IMMUTABLE, metadata

MakeDraft = Callable[..., Draft]
Publish = Callable[[Store, Draft], str]


@pytest.fixture
def path(database_url: str) -> Path:
    return Path(database_url.removeprefix("sqlite:///"))


@pytest.fixture
def filled(store: Store, draft_of: MakeDraft, publish: Publish) -> Store:
    draft = draft_of()
    document_id = publish(store, draft)
    store.retire("jia-2", "李四", "到期")
    ruleset = draft.ruleset
    first = ruleset.rules[0].model_copy(update={"title": "改"})
    store.edit_rules(document_id, ruleset.model_copy(update={"rules": (first,)}), "张三", "更正")
    return store


def raw(path: Path, *statements: str) -> None:
    """What somebody with the file and no scruples can do."""
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_the_migrated_schema_is_the_declared_one(store: Store, database_url: str) -> None:
    with reading(make_engine(database_url)) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_opening_again_migrates_nothing_and_keeps_everything(
    filled: Store, database_url: str
) -> None:
    before = filled.events()
    again = open_store(database_url)
    assert again.events() == before
    again.close()


def test_sqlite_is_set_up_to_last(store: Store, database_url: str) -> None:
    with reading(make_engine(database_url)) as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "recursive_triggers")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "recursive_triggers": 1,
    }


@pytest.mark.parametrize("table", IMMUTABLE)
def test_append_only_tables_refuse_change(
    filled: Store, path: Path, table: str, draft_of: MakeDraft
) -> None:
    document_id = draft_of().document.id
    raw(
        path,
        "INSERT OR IGNORE INTO rulings (document_id, revision, ruling, actor, at) "
        f"VALUES ('{document_id}', 1, '{{}}', 'x', 'x')",
        "INSERT INTO bundles (hash, bytes, imported_at, actor) VALUES ('x', x'00', 'x', 'x')",
    )
    column = "at" if table in ("events", "rulings") else None
    column = column or {"rule_versions": "hash", "retirements": "why", "bundles": "actor"}[table]
    for statement in (
        f"UPDATE {table} SET {column} = 'forged'",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw(path, statement)


@pytest.mark.parametrize(
    ("forgery", "seq"),
    [
        ("UPDATE events SET actor = '王五' WHERE seq = 3", 3),
        ("UPDATE events SET payload = '{}' WHERE seq = 1", 1),
        ("UPDATE events SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 2", 2),
        ("UPDATE events SET hash = 'f' WHERE seq = 6", 6),
        ("DELETE FROM events WHERE seq = 2", 2),
        ("DELETE FROM events WHERE seq = 1", 1),
        ("UPDATE events SET seq = 99 WHERE seq = 6", 6),
    ],
)
def test_the_chain_shows_what_was_forged(filled: Store, path: Path, forgery: str, seq: int) -> None:
    assert len(filled.events()) == 6
    assert filled.verify_chain() is None
    raw(path, "DROP TRIGGER events_no_update", "DROP TRIGGER events_no_delete", forgery)
    assert filled.verify_chain() == seq


def test_the_log_can_be_read_by_what_it_concerns(filled: Store, draft_of: MakeDraft) -> None:
    document_id = draft_of().document.id
    assert [e.action for e in filled.events(document_id)] == [
        "save",
        "submit",
        "approve",
        "publish",
        "edit",
    ]
    assert [(a.action, a.actor, a.why) for a in filled.history(document_id)] == [
        ("submit", "张三", ""),
        ("approve", "李四", "核对无误"),
        ("publish", "王五", ""),
        ("edit", "张三", "更正"),
    ]
    assert filled.head() == filled.events()[-1].hash
    (retired,) = filled.events("jia-2")
    assert (retired.action, retired.detail["why"]) == ("retire", "到期")


def test_the_database_itself_refuses_one_person_in_two_roles(filled: Store, path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="two_people"):
        raw(path, "UPDATE drafts SET approver_key = author_key WHERE revision = 1")
    with pytest.raises(sqlite3.IntegrityError, match="approved_by"):
        raw(path, "UPDATE drafts SET state = 'approved' WHERE revision = 2")


def test_rules_changed_behind_the_approvers_back_are_not_published(
    store: Store, path: Path, draft_of: MakeDraft
) -> None:
    document_id = store.save_document(b"1", draft_of(), "张三").document_id
    store.submit(document_id, "张三")
    store.approve(document_id, "李四")
    raw(path, "UPDATE drafts SET ruleset = replace(ruleset, '10万元\"', '90万元\"')")
    with pytest.raises(TransitionRefused, match="与批准时的内容不一致"):
        store.publish(document_id, "王五")
    assert store.published_rules() == ()


def test_a_failed_change_leaves_nothing_behind(store: Store, database_url: str) -> None:
    engine = make_engine(database_url)
    with pytest.raises(RuntimeError), writing(engine) as connection:  # noqa: PT012
        connection.execute(
            text("INSERT INTO bundles (hash, bytes, imported_at, actor) VALUES ('x', '', '', '')")
        )
        raise RuntimeError
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM bundles")).scalar() == 0


def test_a_database_somebody_else_holds_is_busy_not_broken(
    store: Store,
    database_url: str,
    path: Path,
    draft_of: MakeDraft,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("store.engine.BUSY_TIMEOUT_MS", 10)
    impatient = open_store(database_url)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="稍后再试"):
        impatient.save_document(b"1", draft_of(), "张三")
    with pytest.raises(StoreBusy):
        open_store(database_url)
    assert impatient.list_documents() == ()
    holder.close()
    assert impatient.save_document(b"1", draft_of(), "张三").outcome == "created"
    impatient.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("not a url", "格式不对"),
        ("", "格式不对"),
        ("mysql://host/db", "不支持「mysql」"),
    ],
)
def test_an_address_that_is_none_is_explained(url: str, says: str) -> None:
    with pytest.raises(InputRejected) as refused:
        open_store(url)
    (diagnostic,) = refused.value.diagnostics
    assert says in diagnostic.message
    assert "sqlite:///" in diagnostic.hint


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("这不是数据库，是一份普通的文字材料。" * 50, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(InputRejected, match="打不开数据库"):
        open_store(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_database_of_a_newer_program_is_refused(store: Store, database_url: str) -> None:
    with writing(make_engine(database_url)) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InputRejected, match="更新版本的程序"):
        open_store(database_url)


def test_folders_are_made_and_memory_is_shared_by_threads(
    tmp_path: Path, draft_of: MakeDraft, publish: Publish
) -> None:
    open_store(f"sqlite:///{tmp_path}/a/b/store.db").close()
    assert (tmp_path / "a" / "b" / "store.db").exists()
    memory = open_store("sqlite://")
    publish(memory, draft_of())
    seen: list[int] = []
    reader = threading.Thread(target=lambda: seen.append(len(memory.published_rules())))
    reader.start()
    reader.join()
    assert seen == [2]
