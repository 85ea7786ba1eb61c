"""Business cases: what was planned for a collaboration, by year, version by version."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "business_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.SmallInteger(), nullable=False),
        sa.Column("decision", sa.String(length=100), nullable=False),
        sa.Column("year_0", sa.Integer(), nullable=False),
        sa.Column("price_year", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.Column("prepared", sa.String(length=10), nullable=False),
        sa.Column("prepared_by", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("provenance", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_business_cases_collaboration_id")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["deflator_releases.id"], name=op.f("fk_business_cases_release_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_cases")),
        sa.UniqueConstraint(
            "collaboration_id", "key", "edition", name=op.f("uq_business_cases_collaboration_id_key_edition")
        ),
    )
    op.create_table(
        "business_case_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("side", sa.SmallInteger(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["business_cases.id"], name=op.f("fk_business_case_lines_case_id")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisations.id"], name=op.f("fk_business_case_lines_partner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_case_lines")),
    )
    op.create_index("ix_business_case_lines_case_id", "business_case_lines", ["case_id"])


def downgrade() -> None:
    op.drop_index("ix_business_case_lines_case_id", "business_case_lines")
    op.drop_table("business_case_lines")
    op.drop_table("business_cases")
