"""Disputes: which partner holds which figure to be wrong, why, what it says instead, and how that ended."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("settled", sa.Date(), nullable=True),
        sa.Column("settled_by", sa.String(length=255), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_disputes_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_disputes_decision_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_disputes_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
    )
    op.create_index("ix_disputes_collaboration_id", "disputes", ["collaboration_id"])
    op.create_index("ix_disputes_figure", "disputes", ["figure"])


def downgrade() -> None:
    op.drop_table("disputes")
