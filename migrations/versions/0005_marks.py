"""A mark beside each collaboration's totals, drawn anew with every change of them."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MARK_BITS = 62


def upgrade() -> None:
    marks = op.create_table(
        "total_marks",
        sa.Column("collaboration_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_total_marks_collaboration_id")
        ),
        sa.PrimaryKeyConstraint("collaboration_id", name=op.f("pk_total_marks")),
    )
    numbers = op.get_bind().execute(sa.text("SELECT DISTINCT collaboration_id FROM period_totals")).scalars()
    rows = [{"collaboration_id": number, "mark": secrets.randbits(MARK_BITS)} for number in numbers]
    op.bulk_insert(marks, rows)


def downgrade() -> None:
    op.drop_table("total_marks")
