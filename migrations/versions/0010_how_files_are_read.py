"""What the headings and names in an organisation's files mean, remembered for its next file."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_matches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_import_matches_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_import_matches_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_matches")),
    )
    with op.batch_alter_table("import_matches", schema=None) as batch_op:
        batch_op.create_index("ix_import_matches_key", ["kind", "key"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("import_matches", schema=None) as batch_op:
        batch_op.drop_index("ix_import_matches_key")
    op.drop_table("import_matches")
