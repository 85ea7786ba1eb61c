"""Who stood where: positions on decisions, voting rules, what decisions are about and who proposed them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "voting_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("percent", sa.String(length=20), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=100), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_voting_rules_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["organisations.id"], name=op.f("fk_voting_rules_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voting_rules")),
    )
    op.create_index("ix_voting_rules_collaboration_id", "voting_rules", ["collaboration_id"])
    op.create_table(
        "decision_subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_decision_subjects_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_subjects")),
        sa.UniqueConstraint("decision_id", "subject", name=op.f("uq_decision_subjects_decision_id_subject")),
    )
    op.create_index("ix_decision_subjects_decision_id", "decision_subjects", ["decision_id"])
    op.create_index("ix_decision_subjects_subject", "decision_subjects", ["subject"])
    op.create_table(
        "positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("added", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_positions_decision_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_positions_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
    )
    op.create_index("ix_positions_decision_id", "positions", ["decision_id"])
    op.create_index("ix_positions_partner_id", "positions", ["partner_id"])
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_proposals_decision_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_proposals_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_proposals_decision_id")),
    )
    op.create_index("ix_proposals_partner_id", "proposals", ["partner_id"])


def downgrade() -> None:
    op.drop_table("proposals")
    op.drop_table("positions")
    op.drop_table("decision_subjects")
    op.drop_table("voting_rules")
