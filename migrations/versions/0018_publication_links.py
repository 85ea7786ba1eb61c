"""What a publication follows from, so that the public page of an earlier decision names the later one."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publication_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_publication_links_decision_id")),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publications.id"], name=op.f("fk_publication_links_publication_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_links")),
        sa.UniqueConstraint(
            "publication_id", "decision_id", "how", name=op.f("uq_publication_links_publication_id_decision_id_how")
        ),
    )
    op.create_index("ix_publication_links_decision_id", "publication_links", ["decision_id"])
    op.create_index("ix_publication_links_publication_id", "publication_links", ["publication_id"])


def downgrade() -> None:
    op.drop_table("publication_links")
