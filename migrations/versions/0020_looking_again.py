"""Looking again: what decisions expect, when they are looked at again, the reviews, the lessons."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("held", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("added", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_decision_reviews_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_reviews")),
    )
    op.create_index("ix_decision_reviews_decision_id", "decision_reviews", ["decision_id"])
    op.create_table(
        "expectations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("added", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("dropped", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_expectations_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_expectations_decision_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_expectations_measure_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_expectations_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expectations")),
    )
    op.create_index("ix_expectations_decision_id", "expectations", ["decision_id"])
    op.create_table(
        "lessons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("added", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("taken_back", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["organisations.id"], name=op.f("fk_lessons_body_id")),
        sa.ForeignKeyConstraint(["collaboration_id"], ["collaborations.id"], name=op.f("fk_lessons_collaboration_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_lessons_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
    )
    op.create_index("ix_lessons_body_id", "lessons", ["body_id"])
    op.create_index("ix_lessons_collaboration_id", "lessons", ["collaboration_id"])
    op.create_index("ix_lessons_decision_id", "lessons", ["decision_id"])
    op.create_table(
        "review_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("added", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_review_days_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_days")),
    )
    op.create_index("ix_review_days_decision_id", "review_days", ["decision_id"])
    op.create_index("ix_review_days_due", "review_days", ["due"])
    op.create_table(
        "review_reminders",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_review_reminders_decision_id")),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_review_reminders_person_id")),
        sa.PrimaryKeyConstraint("person_id", "decision_id", "about", name=op.f("pk_review_reminders")),
    )


def downgrade() -> None:
    op.drop_table("review_reminders")
    op.drop_table("review_days")
    op.drop_table("lessons")
    op.drop_table("expectations")
    op.drop_table("decision_reviews")
