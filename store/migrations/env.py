"""What alembic runs: our connection when the program migrates, its own URL on the command line."""

from __future__ import annotations

from alembic import context

from store.engine import make_engine, writing
from store.tables import metadata


def _run() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        context.configure(connection=given, target_metadata=metadata, render_as_batch=True)
        context.run_migrations()
        return
    url = context.config.get_main_option("sqlalchemy.url") or ""
    with writing(make_engine(url)) as connection:
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        context.run_migrations()


_run()
