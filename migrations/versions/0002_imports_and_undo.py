"""Imports as batches that can be undone as a whole, and which events each saved form left."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("sheets", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("first_event", sa.BigInteger(), nullable=False),
        sa.Column("last_event", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.String(length=32), nullable=False),
        sa.Column("undone_by", sa.String(length=255), nullable=False),
        sa.Column("undone_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_import_batches_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
    )
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.create_index("ix_import_batches_person", ["person_id", "id"], unique=False)
        batch_op.create_index("ix_import_batches_last_event", ["last_event"], unique=False)
    with op.batch_alter_table("used_keys", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_event", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("last_event", sa.BigInteger(), nullable=True))
        batch_op.create_index("ix_used_keys_wrote", ["person_id", "last_event"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("used_keys", schema=None) as batch_op:
        batch_op.drop_index("ix_used_keys_wrote")
        batch_op.drop_column("last_event")
        batch_op.drop_column("first_event")
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.drop_index("ix_import_batches_last_event")
        batch_op.drop_index("ix_import_batches_person")
    op.drop_table("import_batches")
