"""Going alone: estimates of what partners would pay by themselves, and studies of every coalition's cost."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "standalone_costs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("what_if", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=False),
        sa.Column("central", sa.BigInteger(), nullable=False),
        sa.Column("high", sa.BigInteger(), nullable=False),
        sa.Column("estimated_by", sa.String(length=200), nullable=False),
        sa.Column("estimated_on", sa.String(length=10), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("provenance", sa.SmallInteger(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_standalone_costs_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_standalone_costs_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standalone_costs")),
        sa.UniqueConstraint(
            "collaboration_id", "partner_id", "starts", "what_if", "revision",
            name="uq_standalone_costs_revision",
        ),
    )
    op.create_table(
        "coalition_studies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("studied_by", sa.String(length=200), nullable=False),
        sa.Column("studied_on", sa.String(length=10), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("provenance", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_coalition_studies_collaboration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalition_studies")),
    )
    op.create_index("ix_coalition_studies_collaboration_id", "coalition_studies", ["collaboration_id"])
    op.create_table(
        "study_partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_study_partners_partner_id")),
        sa.ForeignKeyConstraint(["study_id"], ["coalition_studies.id"], name=op.f("fk_study_partners_study_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_partners")),
        sa.UniqueConstraint("study_id", "place", name="uq_study_partners_place"),
    )
    op.create_table(
        "coalition_costs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("members", sa.SmallInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["coalition_studies.id"], name=op.f("fk_coalition_costs_study_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalition_costs")),
        sa.UniqueConstraint("study_id", "members", name="uq_coalition_costs_members"),
    )


def downgrade() -> None:
    op.drop_table("coalition_costs")
    op.drop_table("study_partners")
    op.drop_index("ix_coalition_studies_collaboration_id", "coalition_studies")
    op.drop_table("coalition_studies")
    op.drop_table("standalone_costs")
