"""How soon each body means to publish."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publication_limits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["organisations.id"], name=op.f("fk_publication_limits_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_limits")),
        sa.UniqueConstraint("body_id", name=op.f("uq_publication_limits_body_id")),
    )


def downgrade() -> None:
    op.drop_table("publication_limits")
