"""What organisations were called before they were renamed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("short_name", sa.String(length=15), nullable=False),
        sa.Column("short_key", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_former_names_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_names")),
    )
    with op.batch_alter_table("former_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_names_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_former_names_short_key"), ["short_key"], unique=False)


def downgrade() -> None:
    op.drop_table("former_names")
