"""The reporting cycle: periods, what was done about their returns, whom was reminded; silence in agreements."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reporting_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_reporting_periods_collaboration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_periods")),
    )
    with op.batch_alter_table("reporting_periods", schema=None) as batch_op:
        batch_op.create_index("uq_reporting_periods_starts", ["collaboration_id", "starts"], unique=True)
    op.create_table(
        "return_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("acted_for_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.Column("silence_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_periods.id"], name=op.f("fk_return_acts_period_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_return_acts_partner_id")),
        sa.ForeignKeyConstraint(["acted_for_id"], ["organisations.id"], name=op.f("fk_return_acts_acted_for_id")),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_return_acts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_acts")),
    )
    with op.batch_alter_table("return_acts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_return_acts_period_id"), ["period_id"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_reminders_person_id")),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_periods.id"], name=op.f("fk_reminders_period_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_reminders_partner_id")),
        sa.PrimaryKeyConstraint("person_id", "period_id", "partner_id", "about", name=op.f("pk_reminders")),
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("silence_days", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.drop_column("silence_days")
    op.drop_table("reminders")
    with op.batch_alter_table("return_acts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_return_acts_period_id"))
    op.drop_table("return_acts")
    with op.batch_alter_table("reporting_periods", schema=None) as batch_op:
        batch_op.drop_index("uq_reporting_periods_starts")
    op.drop_table("reporting_periods")
