"""What a language model was asked to do for a document, and the plain words it wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "model_jobs",
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("beat", sa.Text, nullable=False),
        sa.Column("spent", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_model_jobs"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_model_jobs_document_id_documents"
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cut')",
            name=op.f("ck_model_jobs_state"),
        ),
        sa.CheckConstraint(
            "wanted IN ('model', 'both', 'plain')", name=op.f("ck_model_jobs_wanted")
        ),
    )
    op.create_table(
        "plain_words",
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("rule_id", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("sentences", sa.Text, nullable=False),
        sa.Column("left_out", sa.Integer, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("written", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "rule_id", name="pk_plain_words"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_plain_words_document_id_documents"
        ),
    )


def downgrade() -> None:
    op.drop_table("plain_words")
    op.drop_table("model_jobs")
