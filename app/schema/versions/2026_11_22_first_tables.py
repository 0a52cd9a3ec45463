"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_events",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_events")),
    )
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.create_index("ix_audit_events_kind_about", ["kind", "about"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "directory_accessibility",
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("location_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("location_id", "source", "id", name=op.f("pk_directory_accessibility")),
    )
    with op.batch_alter_table("directory_accessibility", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_accessibility_location_id"), ["location_id"], unique=False)

    op.create_table(
        "directory_address",
        sa.Column("attention", sa.Text(), nullable=True),
        sa.Column("address_1", sa.Text(), nullable=True),
        sa.Column("address_2", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("state_province", sa.Text(), nullable=True),
        sa.Column("postal_code", sa.String(length=10), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("address_type", sa.String(length=20), nullable=True),
        sa.Column("location_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("location_id", "source", "id", name=op.f("pk_directory_address")),
    )
    with op.batch_alter_table("directory_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_address_location_id"), ["location_id"], unique=False)

    op.create_table(
        "directory_attribute",
        sa.Column("term_id", sa.String(length=200), nullable=False),
        sa.Column("link_type", sa.Text(), nullable=True),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_attribute")),
    )
    with op.batch_alter_table("directory_attribute", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_attribute_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_contact",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_contact")),
    )
    with op.batch_alter_table("directory_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_contact_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_correction",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("helps", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "service_id", "need", name=op.f("pk_directory_correction")),
    )
    op.create_table(
        "directory_cost_option",
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("option", sa.Text(), nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("amount_description", sa.Text(), nullable=True),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_cost_option")),
    )
    with op.batch_alter_table("directory_cost_option", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_cost_option_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_eligibility",
        sa.Column("eligibility", sa.Text(), nullable=True),
        sa.Column("minimum_age", sa.Float(), nullable=True),
        sa.Column("maximum_age", sa.Float(), nullable=True),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_eligibility")),
    )
    with op.batch_alter_table("directory_eligibility", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_eligibility_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_finding",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "service_id", "kind", "value", name=op.f("pk_directory_finding")),
    )
    op.create_table(
        "directory_funding",
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_funding")),
    )
    with op.batch_alter_table("directory_funding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_funding_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_language",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_language")),
    )
    with op.batch_alter_table("directory_language", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_language_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_location",
        sa.Column("location_type", sa.String(length=20), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("external_identifier", sa.Text(), nullable=True),
        sa.Column("external_identifier_type", sa.Text(), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_directory_location")),
    )
    op.create_table(
        "directory_organisation",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("logo", sa.Text(), nullable=True),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_directory_organisation")),
    )
    op.create_table(
        "directory_phone",
        sa.Column("contact_id", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_phone")),
    )
    with op.batch_alter_table("directory_phone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_phone_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_schedule",
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("dtstart", sa.Date(), nullable=True),
        sa.Column("freq", sa.String(length=10), nullable=True),
        sa.Column("interval", sa.Integer(), nullable=True),
        sa.Column("byday", sa.Text(), nullable=True),
        sa.Column("bymonthday", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("opens_at", sa.Time(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=True),
        sa.Column("schedule_link", sa.Text(), nullable=True),
        sa.Column("attending_type", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_schedule")),
    )
    with op.batch_alter_table("directory_schedule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_schedule_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_service",
        sa.Column("organisation_id", sa.String(length=200), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("fees", sa.Text(), nullable=True),
        sa.Column("accreditations", sa.Text(), nullable=True),
        sa.Column("eligibility_description", sa.Text(), nullable=True),
        sa.Column("application_process", sa.Text(), nullable=True),
        sa.Column("wait_time", sa.Text(), nullable=True),
        sa.Column("minimum_age", sa.Float(), nullable=True),
        sa.Column("maximum_age", sa.Float(), nullable=True),
        sa.Column("ages_how", sa.String(length=10), nullable=True),
        sa.Column("assured_date", sa.Date(), nullable=True),
        sa.Column("assurer_email", sa.Text(), nullable=True),
        sa.Column("alert", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("ways", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_directory_service")),
    )
    op.create_table(
        "directory_service_area",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("extent", sa.Text(), nullable=True),
        sa.Column("extent_type", sa.Text(), nullable=True),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_service_area")),
    )
    with op.batch_alter_table("directory_service_area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_service_area_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_service_at_location",
        sa.Column("location_id", sa.String(length=200), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "source", "id", name=op.f("pk_directory_service_at_location")),
    )
    with op.batch_alter_table("directory_service_at_location", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_service_at_location_service_id"), ["service_id"], unique=False)

    op.create_table(
        "directory_source",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("outward_codes", sa.JSON(), nullable=False),
        sa.Column("national", sa.Boolean(), nullable=False),
        sa.Column("area_given", sa.Boolean(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_directory_source")),
    )
    op.create_table(
        "directory_taxonomy",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_directory_taxonomy")),
    )
    op.create_table(
        "directory_term",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.String(length=200), nullable=True),
        sa.Column("term_uri", sa.Text(), nullable=True),
        sa.Column("taxonomy_id", sa.String(length=200), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_directory_term")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_draft_code_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_draft_token_hash")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "limit_counters",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.JSON(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_limit_counters")),
    )
    with op.batch_alter_table("limit_counters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_limit_counters_until"), ["until"], unique=False)

    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=True),
        sa.Column("to", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("written", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("settled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_by", sa.String(length=255), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_messages_key")),
    )
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_messages_state_due", ["state", "due"], unique=False)

    op.create_table(
        "place",
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column("outward", sa.String(length=4), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("worked_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_outward"), ["outward"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("recommended", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("start_by", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answering", sa.String(), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("draft_id", "subject", name=op.f("uq_referral_draft_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_referral_reference")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_closed_at"), ["closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_code_hash"), ["code_hash"], unique=False)
        batch_op.create_index("ix_referral_list", ["status", "contact_by"], unique=False)

    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("one_time_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_accounts_email")),
    )
    op.create_table(
        "referral_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened", sa.String(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_entry_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_entry")),
    )
    with op.batch_alter_table("referral_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_entry_referral_id"), ["referral_id"], unique=False)

    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_accounts.id"], name=op.f("fk_staff_sessions_staff_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_sessions")),
    )
    with op.batch_alter_table("staff_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_sessions_staff_id"), ["staff_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_staff_sessions_started"), ["started"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("staff_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_sessions_started"))
        batch_op.drop_index(batch_op.f("ix_staff_sessions_staff_id"))

    op.drop_table("staff_sessions")
    with op.batch_alter_table("referral_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_entry_referral_id"))

    op.drop_table("referral_entry")
    op.drop_table("staff_accounts")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index("ix_referral_list")
        batch_op.drop_index(batch_op.f("ix_referral_code_hash"))
        batch_op.drop_index(batch_op.f("ix_referral_closed_at"))

    op.drop_table("referral")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_outward"))

    op.drop_table("place")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_messages_state_due")

    op.drop_table("outbox_messages")
    with op.batch_alter_table("limit_counters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_limit_counters_until"))

    op.drop_table("limit_counters")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_expires_at"))

    op.drop_table("draft")
    op.drop_table("directory_term")
    op.drop_table("directory_taxonomy")
    op.drop_table("directory_source")
    with op.batch_alter_table("directory_service_at_location", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_service_at_location_service_id"))

    op.drop_table("directory_service_at_location")
    with op.batch_alter_table("directory_service_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_service_area_service_id"))

    op.drop_table("directory_service_area")
    op.drop_table("directory_service")
    with op.batch_alter_table("directory_schedule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_schedule_service_id"))

    op.drop_table("directory_schedule")
    with op.batch_alter_table("directory_phone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_phone_service_id"))

    op.drop_table("directory_phone")
    op.drop_table("directory_organisation")
    op.drop_table("directory_location")
    with op.batch_alter_table("directory_language", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_language_service_id"))

    op.drop_table("directory_language")
    with op.batch_alter_table("directory_funding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_funding_service_id"))

    op.drop_table("directory_funding")
    op.drop_table("directory_finding")
    with op.batch_alter_table("directory_eligibility", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_eligibility_service_id"))

    op.drop_table("directory_eligibility")
    with op.batch_alter_table("directory_cost_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_cost_option_service_id"))

    op.drop_table("directory_cost_option")
    op.drop_table("directory_correction")
    with op.batch_alter_table("directory_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_contact_service_id"))

    op.drop_table("directory_contact")
    with op.batch_alter_table("directory_attribute", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_attribute_service_id"))

    op.drop_table("directory_attribute")
    with op.batch_alter_table("directory_address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_address_location_id"))

    op.drop_table("directory_address")
    with op.batch_alter_table("directory_accessibility", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_accessibility_location_id"))

    op.drop_table("directory_accessibility")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_events_kind_about")

    op.drop_table("audit_events")
