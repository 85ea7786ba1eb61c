"""Publishing: what of a decision is withheld from the public, and what was published of it from when."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ADDED = {
    "openness": (sa.String(length=40), "everything"),
    "exemption": (sa.String(length=40), ""),
    "public_objective": (sa.Text(), ""),
}
"""Columns that every decision has from now on, and what those that are there already say in them."""


def upgrade() -> None:
    with op.batch_alter_table("decisions") as batch_op:
        for name, (kind, there) in ADDED.items():
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=there))
        batch_op.add_column(sa.Column("published", sa.Date(), nullable=True))
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("taken_down", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("decided", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["organisations.id"], name=op.f("fk_publications_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    op.create_index("ix_publications_subject", "publications", ["kind", "subject_id", "id"])
    op.create_index("ix_publications_standing", "publications", ["kind", "standing", "decided", "subject_id"])
    op.create_index("ix_publications_body", "publications", ["body_id", "standing"])
    op.create_table(
        "publication_collaborations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_publication_collaborations_collaboration_id")
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publications.id"], name=op.f("fk_publication_collaborations_publication_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_collaborations")),
        sa.UniqueConstraint(
            "publication_id",
            "collaboration_id",
            name=op.f("uq_publication_collaborations_publication_id_collaboration_id"),
        ),
    )
    for name in ("collaboration_id", "publication_id"):
        op.create_index(f"ix_publication_collaborations_{name}", "publication_collaborations", [name])
    op.create_table(
        "decision_withholdings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_decision_withholdings_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_withholdings")),
        sa.UniqueConstraint("decision_id", "what", name=op.f("uq_decision_withholdings_decision_id_what")),
    )
    op.create_index("ix_decision_withholdings_decision_id", "decision_withholdings", ["decision_id"])


def downgrade() -> None:
    for table in ("decision_withholdings", "publication_collaborations", "publications"):
        op.drop_table(table)
    op.execute("UPDATE decisions SET step = 'decided' WHERE step = 'published'")
    with op.batch_alter_table("decisions") as batch_op:
        for name in ("published", *ADDED):
            batch_op.drop_column(name)
