"""What was published last is found by an index, for the feeds."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_publications_lately", "publications", ["standing", "at", "id"])


def downgrade() -> None:
    op.drop_index("ix_publications_lately", "publications")
