"""The tables. The migrations in ``store/migrations`` build exactly these; a test compares them.

Times are ISO 8601 text in UTC with microseconds: they sort as text, mean the same in SQLite and
PostgreSQL, and come back as the very bytes that were hashed. Enums are text with a named check.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from rules.review import ReviewState

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_STATES = ", ".join(f"'{state.value}'" for state in ReviewState)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("draft", Text, nullable=False),  # as compiled; what people made of it is in drafts
    Column("created", Text, nullable=False),
)

# One row for each revision of the rules; the newest is the one under review. The *_key columns
# hold the normalised names, so that the database itself refuses an approver who is an author.
drafts = Table(
    "drafts",
    metadata,
    Column("document_id", Text, ForeignKey("documents.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("ruleset", Text, nullable=False),
    Column("diagnostics", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("author_key", Text, nullable=False),
    Column("last_editor", Text, nullable=False),
    Column("last_editor_key", Text, nullable=False),
    Column("approver", Text),
    Column("approver_key", Text),
    Column("rules", Integer, nullable=False),  # counted when written, for the list
    Column("open_blocks", Integer, nullable=False),
    Column("updated", Text, nullable=False),
    CheckConstraint(f"state IN ({_STATES})", name="state"),
    CheckConstraint(
        "approver_key IS NULL OR (approver_key <> author_key AND approver_key <> last_editor_key)",
        name="two_people",
    ),
    CheckConstraint(
        "state NOT IN ('approved', 'published') OR approver_key IS NOT NULL", name="approved_by"
    ),
)

rulings = Table(
    "rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("ruling", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
)

rule_versions = Table(
    "rule_versions",
    metadata,
    Column("rule_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("attributes", Text, nullable=False),  # what the rule asks beyond the vocabulary
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("author", Text, nullable=False),
    Column("approver", Text, nullable=False),
    Column("published_at", Text, nullable=False),
    CheckConstraint("version >= 1", name="version"),
)

current_versions = Table(
    "current_versions",
    metadata,
    Column("rule_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("retired_at", Text),
    ForeignKeyConstraint(
        ["rule_id", "version"], ["rule_versions.rule_id", "rule_versions.version"]
    ),
)

# A version is retired at most once; coming back needs a new version. This is the history that
# current_versions.retired_at shows the end of.
retirements = Table(
    "retirements",
    metadata,
    Column("rule_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("retired_at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("why", Text, nullable=False),
    ForeignKeyConstraint(
        ["rule_id", "version"], ["rule_versions.rule_id", "rule_versions.version"]
    ),
)

events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Text, nullable=False, index=True),
    Column("payload", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("hash"),
)

# Imported bundles are kept whole, as evidence: they hold the event chain of where they came from.
bundles = Table(
    "bundles",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("imported_at", Text, nullable=False),
    Column("actor", Text, nullable=False),
)

# The last thing a language model was asked to do for a document; what it cost is JSON.
model_jobs = Table(
    "model_jobs",
    metadata,
    Column("document_id", Text, ForeignKey("documents.id"), primary_key=True),
    Column("wanted", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("owner", Text, nullable=False),  # the process that does it
    Column("asked", Text, nullable=False),
    Column("beat", Text, nullable=False),  # when that process last said that it is alive
    Column("spent", Text, nullable=False),
    Column("said", Text, nullable=False),
    CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'cut')", name="state"),
    CheckConstraint("wanted IN ('model', 'both', 'plain')", name="wanted"),
)

# A rule in a model's plain words, good for exactly the rule whose hash it names.
plain_words = Table(
    "plain_words",
    metadata,
    Column("document_id", Text, ForeignKey("documents.id"), primary_key=True),
    Column("rule_id", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("sentences", Text, nullable=False),
    Column("left_out", Integer, nullable=False),
    Column("model", Text, nullable=False),
    Column("written", Text, nullable=False),
)

IMMUTABLE = ("events", "rule_versions", "retirements", "rulings", "bundles")
