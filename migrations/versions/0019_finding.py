"""What can be found: a list of records, and the index of their words as each database keeps one."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "findables",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findables")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_findables_kind_subject_id")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE findable_words USING fts5 (name, words, tokenize = 'ascii')")
        return
    op.execute(
        "CREATE TABLE findable_words (rowid INTEGER PRIMARY KEY REFERENCES findables (id) ON DELETE CASCADE, "
        "words TSVECTOR NOT NULL)"
    )
    op.execute("CREATE INDEX ix_findable_words ON findable_words USING gin (words)")


def downgrade() -> None:
    op.execute("DROP TABLE findable_words")
    op.drop_table("findables")
