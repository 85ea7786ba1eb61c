"""The forward plan: decisions to come."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("who_decides", sa.String(length=200), nullable=False),
        sa.Column("expected", sa.String(length=10), nullable=False),
        sa.Column("first_expected", sa.String(length=10), nullable=False),
        sa.Column("influence", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("announced", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("left", sa.Date(), nullable=True),
        sa.Column("ended", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["organisations.id"], name=op.f("fk_plans_body_id")),
        sa.ForeignKeyConstraint(["collaboration_id"], ["collaborations.id"], name=op.f("fk_plans_collaboration_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_plans_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("uid", name=op.f("uq_plans_uid")),
    )
    for column in ("body_id", "collaboration_id", "decision_id"):
        op.create_index(f"ix_plans_{column}", "plans", [column])


def downgrade() -> None:
    op.drop_table("plans")
