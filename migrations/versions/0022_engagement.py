"""Engagement: who was told, asked or worked with about a decision, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "engagements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("how", sa.String(length=200), nullable=False),
        sa.Column("opened", sa.String(length=10), nullable=False),
        sa.Column("closed", sa.String(length=10), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("struck", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_engagements_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagements")),
    )
    op.create_index("ix_engagements_decision_id", "engagements", ["decision_id"])
    op.create_table(
        "engaged_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("whom", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["engagement_id"], ["engagements.id"], name=op.f("fk_engaged_groups_engagement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engaged_groups")),
        sa.UniqueConstraint("engagement_id", "whom", name=op.f("uq_engaged_groups_engagement_id_whom")),
    )
    op.create_index("ix_engaged_groups_engagement_id", "engaged_groups", ["engagement_id"])


def downgrade() -> None:
    op.drop_table("engaged_groups")
    op.drop_table("engagements")
