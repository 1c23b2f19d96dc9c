"""Opening a database: SQLite by default, PostgreSQL by URL, always migrated to this version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from rules.errors import Diagnostic, InputRejected, MissingExtra, PolicyCalcError, Severity


class StoreBusy(PolicyCalcError):  # noqa: N818
    """Somebody else kept the database locked for too long; the message is Chinese."""


BUSY_TIMEOUT_MS = 10_000
_POSTGRES_LOCK = 7_101_520_306  # any fixed number: writers of one store queue on it


def make_engine(url: str) -> Engine:
    """An engine for ``url`` whose write transactions run one at a time.

    Raises InputRejected for a URL that is none or names another kind of database.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "postgresql":
        if find_spec("psycopg") is None:
            raise MissingExtra("postgres", "使用 PostgreSQL 数据库")
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    return _sqlite(parsed)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise _rejected(f"数据库地址「{url}」的格式不对") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise _rejected(f"不支持「{parsed.get_backend_name()}」数据库")
    return parsed


def _sqlite(url: URL) -> Engine:
    in_memory = not url.database or url.database == ":memory:"
    options: dict[str, Any] = {"poolclass": QueuePool}
    if in_memory:
        # One connection that never closes is the database; threads take turns on it.
        options |= {"pool_size": 1, "max_overflow": 0}
    else:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False}, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(dbapi_connection: Any, _record: Any) -> None:
    dbapi_connection.isolation_level = None  # we write BEGIN ourselves, see _begin_sqlite
    cursor = dbapi_connection.cursor()
    # recursive_triggers: without it INSERT OR REPLACE deletes rows past the delete triggers.
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: two that both read first would deadlock on upgrading."""
    writing = connection.get_execution_options().get("policycalc_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database."""
    with engine.connect() as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else writes; all of it happens, or none."""
    writer = engine.execution_options(policycalc_write=True)
    try:
        with writer.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})"))
            yield connection
    except OperationalError as error:
        if "database is locked" not in str(error.orig):
            raise
        raise StoreBusy(f"数据库「{_shown(engine)}」正被别的程序写入，请稍后再试") from error


def migrate(engine: Engine) -> None:
    """Bring the schema to this version of the program; does nothing when it is there."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "store:migrations")
    try:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError:
        raise _rejected(
            f"数据库「{_shown(engine)}」是用更新版本的程序建立的", "请升级本程序后再打开"
        ) from None
    except DatabaseError as error:
        raise _rejected(
            f"打不开数据库「{_shown(engine)}」：{str(error.orig).splitlines()[0]}",
            "请检查文件是否为本程序的数据库、是否可写，或数据库服务是否已启动",
        ) from error


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _rejected(message: str, hint: str = "") -> InputRejected:
    hint = hint or "请写成 sqlite:///文件路径 或 postgresql://用户@主机/库名"
    return InputRejected(
        [Diagnostic(code="E-STORE-OPEN", severity=Severity.ERROR, message=message, hint=hint)]
    )
