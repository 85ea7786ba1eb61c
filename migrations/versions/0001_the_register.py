"""The register: organisations, collaborations, ledger, decisions, people and the trail."""

import flask_security.datastore
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collaborations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("short_name", sa.String(length=15), nullable=False),
        sa.Column("short_key", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("model", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("started", sa.String(length=10), nullable=False),
        sa.Column("ended", sa.String(length=10), nullable=False),
        sa.Column("year_from", sa.Integer(), nullable=False),
        sa.Column("reforms_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reforms_id"], ["collaborations.id"], name=op.f("fk_collaborations_reforms_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborations")),
        sa.UniqueConstraint("short_key", name=op.f("uq_collaborations_short_key")),
    )
    op.create_table(
        "events",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("deed", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("record", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_events")),
    )
    op.create_index("ix_events_record", "events", ["record", "record_id", "number"])
    op.create_index("ix_events_person", "events", ["person_id", "number"])
    op.create_table(
        "measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("nature", sa.String(length=10), nullable=False),
        sa.Column("better", sa.String(length=10), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint("key", name=op.f("uq_measures_key")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("short_name", sa.String(length=15), nullable=False),
        sa.Column("short_key", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("short_key", name=op.f("uq_organisations_short_key")),
    )
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_sessions_seen"), ["seen"], unique=False)

    op.create_table(
        "used_keys",
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("led_to", sa.String(length=300), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "person_id", name=op.f("pk_used_keys")),
    )
    with op.batch_alter_table("used_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_used_keys_day"), ["day"], unique=False)

    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("mf_recovery_codes", flask_security.datastore.AsaList(), nullable=True),
        sa.Column("create_datetime", sa.DateTime(), nullable=True),
        sa.Column("update_datetime", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_users_fs_uniquifier")),
    )
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("force_provision", sa.Boolean(), nullable=False),
        sa.Column("body_provision", sa.Boolean(), nullable=False),
        sa.Column("joint_provision", sa.Boolean(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("signed", sa.String(length=10), nullable=False),
        sa.Column("review_due", sa.Date(), nullable=True),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        sa.Column("exit_rule", sa.Text(), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_agreements_collaboration_id")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["agreements.id"], name=op.f("fk_agreements_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreements_collaboration_id"), ["collaboration_id"], unique=False
        )

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("reference_key", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=True),
        sa.Column("decided", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.String(length=120), nullable=False),
        sa.Column("capacity", sa.String(length=120), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["organisations.id"], name=op.f("fk_decisions_body_id")),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_decisions_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["supersedes_id"], ["decisions.id"], name=op.f("fk_decisions_supersedes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("body_id", "reference_key", name=op.f("uq_decisions_body_id_reference_key")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_collaboration_id"), ["collaboration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_decided"), ["decided"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_supersedes_id"), ["supersedes_id"], unique=False)

    op.create_table(
        "grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("collaboration_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_grants_collaboration_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_grants_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_grants_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
    )
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.create_index(
            "uq_grants_all", ["person_id", "role", "organisation_id", "collaboration_id"], unique=True
        )

    op.create_table(
        "ledger_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_ledger_batches_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_batches")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Date(), nullable=True),
        sa.Column("left", sa.Date(), nullable=True),
        sa.Column("notice_given", sa.Date(), nullable=True),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.Column("observer", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("role_behind", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_memberships_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_memberships_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_memberships_collaboration_id"), ["collaboration_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_memberships_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("starts", sa.String(length=10), nullable=False),
        sa.Column("ends", sa.String(length=10), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_offices_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
    )
    with op.batch_alter_table("offices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offices_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "period_totals",
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("in_kind", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("costed", sa.BigInteger(), nullable=False),
        sa.Column("judged", sa.BigInteger(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=False),
        sa.Column("inferred", sa.BigInteger(), nullable=False),
        sa.Column("illustrative", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_period_totals_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_period_totals_measure_id")),
        sa.PrimaryKeyConstraint(
            "collaboration_id",
            "measure_id",
            "status",
            "partner_id",
            "kind",
            "starts",
            "months",
            name=op.f("pk_period_totals"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "share_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_share_rules_collaboration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_rules")),
    )
    with op.batch_alter_table("share_rules", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_share_rules_collaboration_id"), ["collaboration_id"], unique=False
        )

    op.create_table(
        "successions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["organisations.id"], name=op.f("fk_successions_new_id")),
        sa.ForeignKeyConstraint(["old_id"], ["organisations.id"], name=op.f("fk_successions_old_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
    )
    with op.batch_alter_table("successions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_successions_new_id"), ["new_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_successions_old_id"), ["old_id"], unique=False)

    op.create_table(
        "year_totals",
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("in_kind", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("costed", sa.BigInteger(), nullable=False),
        sa.Column("judged", sa.BigInteger(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=False),
        sa.Column("inferred", sa.BigInteger(), nullable=False),
        sa.Column("illustrative", sa.BigInteger(), nullable=False),
        sa.Column("covered", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_year_totals_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_year_totals_measure_id")),
        sa.PrimaryKeyConstraint(
            "collaboration_id",
            "measure_id",
            "status",
            "partner_id",
            "kind",
            "starts",
            "months",
            name=op.f("pk_year_totals"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ledger",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reverses", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sign", sa.SmallInteger(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("category", sa.SmallInteger(), nullable=False),
        sa.Column("basis", sa.SmallInteger(), nullable=False),
        sa.Column("provenance", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["ledger_batches.id"], name=op.f("fk_ledger_batch_id")),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_ledger_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_ledger_measure_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_ledger_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
    )
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_batch", ["batch_id"], unique=False)
        batch_op.create_index(
            "ix_ledger_covering",
            [
                "collaboration_id",
                "measure_id",
                "status",
                "partner_id",
                "kind",
                "starts",
                "months",
                "day",
                "sign",
                "amount",
                "category",
                "basis",
                "provenance",
            ],
            unique=False,
        )
        batch_op.create_index("ix_ledger_figure", ["figure"], unique=False)
        batch_op.create_index("ix_ledger_reverses", ["reverses"], unique=True)

    op.create_table(
        "share_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["organisations.id"], name=op.f("fk_share_parts_partner_id")),
        sa.ForeignKeyConstraint(["rule_id"], ["share_rules.id"], name=op.f("fk_share_parts_rule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_parts")),
    )
    with op.batch_alter_table("share_parts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_parts_rule_id"), ["rule_id"], unique=False)

    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("starts", sa.String(length=10), nullable=False),
        sa.Column("ends", sa.String(length=10), nullable=False),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_terms_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    with op.batch_alter_table("terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_terms_office_id"), ["office_id"], unique=False)

    op.create_table(
        "ledger_details",
        sa.Column(
            "line_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["ledger.id"], name=op.f("fk_ledger_details_line_id")),
        sa.PrimaryKeyConstraint("line_id", name=op.f("pk_ledger_details")),
    )


def downgrade() -> None:
    op.drop_table("ledger_details")
    with op.batch_alter_table("terms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_terms_office_id"))

    op.drop_table("terms")
    with op.batch_alter_table("share_parts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_parts_rule_id"))

    op.drop_table("share_parts")
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_reverses")
        batch_op.drop_index("ix_ledger_figure")
        batch_op.drop_index("ix_ledger_covering")
        batch_op.drop_index("ix_ledger_batch")

    op.drop_table("ledger")
    op.drop_table("year_totals")
    with op.batch_alter_table("successions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_successions_old_id"))
        batch_op.drop_index(batch_op.f("ix_successions_new_id"))

    op.drop_table("successions")
    with op.batch_alter_table("share_rules", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_rules_collaboration_id"))

    op.drop_table("share_rules")
    op.drop_table("period_totals")
    with op.batch_alter_table("offices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offices_organisation_id"))

    op.drop_table("offices")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memberships_partner_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_collaboration_id"))

    op.drop_table("memberships")
    op.drop_table("ledger_batches")
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.drop_index("uq_grants_all")

    op.drop_table("grants")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_supersedes_id"))
        batch_op.drop_index(batch_op.f("ix_decisions_decided"))
        batch_op.drop_index(batch_op.f("ix_decisions_collaboration_id"))
        batch_op.drop_index(batch_op.f("ix_decisions_body_id"))

    op.drop_table("decisions")
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreements_collaboration_id"))

    op.drop_table("agreements")
    op.drop_table("users")
    with op.batch_alter_table("used_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_used_keys_day"))

    op.drop_table("used_keys")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_seen"))
        batch_op.drop_index(batch_op.f("ix_sessions_person"))

    op.drop_table("sessions")
    op.drop_table("organisations")
    op.drop_table("measures")
    op.drop_table("events")
    op.drop_table("collaborations")
