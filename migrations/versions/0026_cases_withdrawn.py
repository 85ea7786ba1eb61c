"""A business case can be withdrawn, with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("business_cases") as table:
        table.add_column(sa.Column("withdrawn", sa.Date(), nullable=True))
        table.add_column(sa.Column("why_withdrawn", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("business_cases") as table:
        table.drop_column("why_withdrawn")
        table.drop_column("withdrawn")
