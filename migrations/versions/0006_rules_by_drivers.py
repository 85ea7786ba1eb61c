"""Share rules by drivers, the drivers' figures, and joint totals as they were apportioned."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "drivers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["collaboration_id"], ["collaborations.id"], name=op.f("fk_drivers_collaboration_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drivers")),
    )
    op.create_index(op.f("ix_drivers_collaboration_id"), "drivers", ["collaboration_id"])
    op.create_table(
        "driver_values",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("driver_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("provenance", sa.SmallInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["driver_id"], ["drivers.id"], name=op.f("fk_driver_values_driver_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_driver_values_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_driver_values")),
    )
    op.create_index(op.f("ix_driver_values_organisation_id"), "driver_values", ["organisation_id"])
    op.create_index("ix_driver_values_place", "driver_values", ["driver_id", "year", "organisation_id", "id"])
    op.create_table(
        "share_drivers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("driver_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["driver_id"], ["drivers.id"], name=op.f("fk_share_drivers_driver_id")),
        sa.ForeignKeyConstraint(["rule_id"], ["share_rules.id"], name=op.f("fk_share_drivers_rule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_drivers")),
    )
    op.create_index(op.f("ix_share_drivers_rule_id"), "share_drivers", ["rule_id"])
    op.create_table(
        "apportionments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("category", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("basis", sa.SmallInteger(), nullable=False),
        sa.Column("provenance", sa.SmallInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("workings", sa.Text(), nullable=False),
        sa.Column("again_of_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["again_of_id"], ["apportionments.id"], name=op.f("fk_apportionments_again_of_id")),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_apportionments_collaboration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apportionments")),
    )
    op.create_index(op.f("ix_apportionments_again_of_id"), "apportionments", ["again_of_id"])
    op.create_index(op.f("ix_apportionments_collaboration_id"), "apportionments", ["collaboration_id"])
    op.create_table(
        "apportioned_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("apportionment_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("derived", sa.BigInteger(), nullable=False),
        sa.Column("given", sa.BigInteger(), nullable=False),
        sa.Column("figure", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["apportionment_id"], ["apportionments.id"], name=op.f("fk_apportioned_parts_apportionment_id")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_apportioned_parts_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apportioned_parts")),
    )
    op.create_index(op.f("ix_apportioned_parts_apportionment_id"), "apportioned_parts", ["apportionment_id"])
    op.create_index(op.f("ix_apportioned_parts_figure"), "apportioned_parts", ["figure"])
    with op.batch_alter_table("share_rules") as rules:
        rules.add_column(sa.Column("way", sa.String(length=20), nullable=False, server_default="percentages"))
        rules.add_column(sa.Column("up", sa.String(length=20), nullable=False, server_default=""))
        rules.add_column(sa.Column("down", sa.String(length=20), nullable=False, server_default=""))
        rules.add_column(sa.Column("years_back", sa.Integer(), nullable=False, server_default="0"))
        rules.add_column(sa.Column("fixed_year", sa.Integer(), nullable=True))
        rules.add_column(sa.Column("tolerance", sa.String(length=20), nullable=False, server_default="5"))
    with op.batch_alter_table("share_parts") as parts:
        parts.add_column(sa.Column("floor", sa.String(length=20), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("share_parts") as parts:
        parts.drop_column("floor")
    with op.batch_alter_table("share_rules") as rules:
        for name in ("tolerance", "fixed_year", "years_back", "down", "up", "way"):
            rules.drop_column(name)
    for table in ("apportioned_parts", "apportionments", "share_drivers", "driver_values", "drivers"):
        op.drop_table(table)
