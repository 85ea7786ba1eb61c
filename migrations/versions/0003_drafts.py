"""Drafts: forms that were begun and not yet saved."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=1000), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("saved", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("signed_out", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_drafts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("uq_drafts_place", "drafts", ["person_id", "address", "form", "browser"], unique=True)
    op.create_index(op.f("ix_drafts_expires"), "drafts", ["expires"])


def downgrade() -> None:
    op.drop_index(op.f("ix_drafts_expires"), table_name="drafts")
    op.drop_index("uq_drafts_place", table_name="drafts")
    op.drop_table("drafts")
