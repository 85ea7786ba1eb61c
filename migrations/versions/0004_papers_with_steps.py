"""Decisions become papers with steps: what a notice is made of, who did what to it, what was added since."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ADDED = {
    "step": (sa.String(length=20), "decided"),
    "lead_officer": (sa.String(length=120), ""),
    "chief_officer": (sa.String(length=120), ""),
    "chief_approved": (sa.String(length=10), ""),
    "signed": (sa.String(length=10), ""),
    "urgent": (sa.Boolean(), sa.false()),
    "ratified": (sa.String(length=10), ""),
    "significant": (sa.Boolean(), sa.false()),
}
"""Columns that every decision has from now on, and what those that are there already say in them."""
INDEXED = ("agreement_id", "step")


def upgrade() -> None:
    with op.batch_alter_table("decisions") as batch_op:
        for name, (kind, there) in ADDED.items():
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=there))
        batch_op.add_column(sa.Column("agreement_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_decisions_agreement_id"), "agreements", ["agreement_id"], ["id"])
    for name in INDEXED:
        op.create_index(op.f(f"ix_decisions_{name}"), "decisions", [name])
    op.create_table('template_headings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('heading', sa.String(length=40), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['organisations.id'], name=op.f('fk_template_headings_body_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_template_headings')),
    sa.UniqueConstraint('body_id', 'heading', name=op.f('uq_template_headings_body_id_heading'))
    )
    with op.batch_alter_table('template_headings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_template_headings_body_id'), ['body_id'], unique=False)

    op.create_table('decision_acts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=20), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.String(length=32), nullable=False),
    sa.Column('person', sa.String(length=255), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_decision_acts_decision_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_acts'))
    )
    with op.batch_alter_table('decision_acts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_acts_decision_id'), ['decision_id'], unique=False)

    op.create_table('decision_addenda',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('person', sa.String(length=255), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_decision_addenda_decision_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_addenda'))
    )
    with op.batch_alter_table('decision_addenda', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_addenda_decision_id'), ['decision_id'], unique=False)

    op.create_table('decision_collaborations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('collaboration_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['collaboration_id'], ['collaborations.id'], name=op.f('fk_decision_collaborations_collaboration_id')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_decision_collaborations_decision_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_collaborations')),
    sa.UniqueConstraint('decision_id', 'collaboration_id', name=op.f('uq_decision_collaborations_decision_id_collaboration_id'))
    )
    with op.batch_alter_table('decision_collaborations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_collaborations_collaboration_id'), ['collaboration_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_collaborations_decision_id'), ['decision_id'], unique=False)

    op.create_table('decision_links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('earlier_id', sa.Integer(), nullable=False),
    sa.Column('how', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_decision_links_decision_id')),
    sa.ForeignKeyConstraint(['earlier_id'], ['decisions.id'], name=op.f('fk_decision_links_earlier_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_links')),
    sa.UniqueConstraint('decision_id', 'earlier_id', 'how', name=op.f('uq_decision_links_decision_id_earlier_id_how'))
    )
    with op.batch_alter_table('decision_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_links_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_links_earlier_id'), ['earlier_id'], unique=False)

    op.create_table('decision_parts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('heading', sa.String(length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_decision_parts_decision_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_parts')),
    sa.UniqueConstraint('decision_id', 'heading', name=op.f('uq_decision_parts_decision_id_heading'))
    )
    with op.batch_alter_table('decision_parts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_parts_decision_id'), ['decision_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('decision_parts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_parts_decision_id'))

    op.drop_table('decision_parts')
    with op.batch_alter_table('decision_links', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_links_earlier_id'))
        batch_op.drop_index(batch_op.f('ix_decision_links_decision_id'))

    op.drop_table('decision_links')
    with op.batch_alter_table('decision_collaborations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_collaborations_decision_id'))
        batch_op.drop_index(batch_op.f('ix_decision_collaborations_collaboration_id'))

    op.drop_table('decision_collaborations')
    with op.batch_alter_table('decision_addenda', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_addenda_decision_id'))

    op.drop_table('decision_addenda')
    with op.batch_alter_table('decision_acts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_acts_decision_id'))

    op.drop_table('decision_acts')
    with op.batch_alter_table('template_headings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_template_headings_body_id'))

    op.drop_table('template_headings')

    for name in INDEXED:
        op.drop_index(op.f(f"ix_decisions_{name}"), "decisions")
    with op.batch_alter_table("decisions") as batch_op:
        batch_op.drop_constraint(op.f("fk_decisions_agreement_id"), type_="foreignkey")
        for name in ("agreement_id", *ADDED):
            batch_op.drop_column(name)
