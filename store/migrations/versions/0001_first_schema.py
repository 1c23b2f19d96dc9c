"""First schema: documents, drafts, rulings, rule versions, retirements, events, bundles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, not taken from store.tables: a migration must not change when the program does.
_STATES = "state IN ('draft', 'in_review', 'approved', 'published', 'retired')"
_TWO_PEOPLE = (
    "approver_key IS NULL OR (approver_key <> author_key AND approver_key <> last_editor_key)"
)
_APPROVED_BY = "state NOT IN ('approved', 'published') OR approver_key IS NOT NULL"
_IMMUTABLE = {
    "events": "seq",
    "rule_versions": "rule_id, version",
    "retirements": "rule_id, version",
    "rulings": "id",
    "bundles": "hash",
}


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.Column("source_name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("draft", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_table(
        "drafts",
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("ruleset", sa.Text, nullable=False),
        sa.Column("diagnostics", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("author_key", sa.Text, nullable=False),
        sa.Column("last_editor", sa.Text, nullable=False),
        sa.Column("last_editor_key", sa.Text, nullable=False),
        sa.Column("approver", sa.Text),
        sa.Column("approver_key", sa.Text),
        sa.Column("rules", sa.Integer, nullable=False),
        sa.Column("open_blocks", sa.Integer, nullable=False),
        sa.Column("updated", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "revision", name="pk_drafts"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_drafts_document_id_documents"
        ),
        sa.CheckConstraint(_STATES, name=op.f("ck_drafts_state")),
        sa.CheckConstraint(_TWO_PEOPLE, name=op.f("ck_drafts_two_people")),
        sa.CheckConstraint(_APPROVED_BY, name=op.f("ck_drafts_approved_by")),
    )
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("ruling", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rulings"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_rulings_document_id_documents"
        ),
    )
    op.create_index("ix_rulings_document_id", "rulings", ["document_id"])
    op.create_table(
        "rule_versions",
        sa.Column("rule_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("attributes", sa.Text, nullable=False),
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("approver", sa.Text, nullable=False),
        sa.Column("published_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("rule_id", "version", name="pk_rule_versions"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_rule_versions_document_id_documents"
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_rule_versions_version")),
    )
    op.create_index("ix_rule_versions_document_id", "rule_versions", ["document_id"])
    op.create_table(
        "current_versions",
        sa.Column("rule_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("retired_at", sa.Text),
        sa.PrimaryKeyConstraint("rule_id", name="pk_current_versions"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_current_versions_document_id_documents"
        ),
        sa.ForeignKeyConstraint(
            ["rule_id", "version"],
            ["rule_versions.rule_id", "rule_versions.version"],
            name="fk_current_versions_rule_id_rule_versions",
        ),
    )
    op.create_index("ix_current_versions_document_id", "current_versions", ["document_id"])
    op.create_table(
        "retirements",
        sa.Column("rule_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("retired_at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("rule_id", "version", name="pk_retirements"),
        sa.ForeignKeyConstraint(
            ["rule_id", "version"],
            ["rule_versions.rule_id", "rule_versions.version"],
            name="fk_retirements_rule_id_rule_versions",
        ),
    )
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("prev_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sa.UniqueConstraint("hash", name="uq_events_hash"),
    )
    op.create_index("ix_events_target", "events", ["target"])
    op.create_table(
        "bundles",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.Column("imported_at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_bundles"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _protect_postgresql()
    else:
        _protect_sqlite()


def _protect_sqlite() -> None:
    for table, key in _IMMUTABLE.items():
        same = " AND ".join(f"{column} = NEW.{column}" for column in key.split(", "))
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        # INSERT OR REPLACE from a connection without recursive_triggers skips delete triggers.
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _protect_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION policycalc_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in _IMMUTABLE:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION policycalc_append_only()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION policycalc_append_only()"
        )


def downgrade() -> None:
    raise RuntimeError("the first schema holds the audit log and is not taken back")
