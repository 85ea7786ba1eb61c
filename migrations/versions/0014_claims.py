"""What stands behind a benefit: who claims it and how, and the evidence that is kept for it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("claimant", sa.String(length=200), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Text(), nullable=False),
        sa.Column("recurs", sa.String(length=20), nullable=False),
        sa.Column("so_far", sa.BigInteger(), nullable=True),
        sa.Column("earlier", sa.BigInteger(), nullable=True),
        sa.Column("stated", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["collaboration_id"], ["collaborations.id"], name=op.f("fk_claims_collaboration_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("figure", name=op.f("uq_claims_figure")),
    )
    op.create_index("ix_claims_collaboration_id", "claims", ["collaboration_id"])
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kept_as", sa.String(length=64), nullable=False),
        sa.Column("added", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("taken_back", sa.Date(), nullable=True),
        sa.Column("taken_back_by", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_evidence_collaboration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_collaboration_id", "evidence", ["collaboration_id"])
    op.create_index("ix_evidence_figure", "evidence", ["figure"])


def downgrade() -> None:
    op.drop_table("evidence")
    op.drop_table("claims")
