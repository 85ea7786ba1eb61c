"""Prices: releases of the GDP deflators and tables of discount rates, each dated, with where it comes from."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _loaded() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("loaded", sa.Date(), nullable=False),
        sa.Column("loaded_by", sa.String(length=255), nullable=False),
        sa.Column("withdrawn", sa.Date(), nullable=True),
        sa.Column("why_withdrawn", sa.Text(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "deflator_releases",
        *_loaded(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deflator_releases")),
        sa.UniqueConstraint("key", name=op.f("uq_deflator_releases_key")),
    )
    op.create_table(
        "discount_tables",
        *_loaded(),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discount_tables")),
        sa.UniqueConstraint("key", name=op.f("uq_discount_tables_key")),
    )
    op.create_table(
        "deflators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("index", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["deflator_releases.id"], name=op.f("fk_deflators_release_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deflators")),
        sa.UniqueConstraint("release_id", "year", name=op.f("uq_deflators_release_id_year")),
    )
    op.create_index("ix_deflators_release_id", "deflators", ["release_id"])
    op.create_table(
        "discount_rates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("percent", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["table_id"], ["discount_tables.id"], name=op.f("fk_discount_rates_table_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discount_rates")),
        sa.UniqueConstraint("table_id", "first_year", name=op.f("uq_discount_rates_table_id_first_year")),
    )
    op.create_index("ix_discount_rates_table_id", "discount_rates", ["table_id"])


def downgrade() -> None:
    op.drop_index("ix_discount_rates_table_id", "discount_rates")
    op.drop_table("discount_rates")
    op.drop_index("ix_deflators_release_id", "deflators")
    op.drop_table("deflators")
    op.drop_table("discount_tables")
    op.drop_table("deflator_releases")
