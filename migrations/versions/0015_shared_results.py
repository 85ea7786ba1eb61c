"""Shared results: one benefit entered once and split between partners as they agreed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shared_results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("stated", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_shared_results_collaboration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_results")),
        sa.UniqueConstraint("figure", name=op.f("uq_shared_results_figure")),
    )
    op.create_index("ix_shared_results_collaboration_id", "shared_results", ["collaboration_id"])
    op.create_table(
        "shared_result_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_shared_result_parts_partner_id")),
        sa.ForeignKeyConstraint(["result_id"], ["shared_results.id"], name=op.f("fk_shared_result_parts_result_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_result_parts")),
    )
    op.create_index("ix_shared_result_parts_result_id", "shared_result_parts", ["result_id"])


def downgrade() -> None:
    op.drop_table("shared_result_parts")
    op.drop_table("shared_results")
