"""Tables of the contact centre."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_16th_contact_centre"
down_revision = "2026_11_22_15th_appointments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("notes", sa.LargeBinary(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("saved_from", sa.String(length=32), nullable=False),
        sa.Column("case_reference", sa.String(length=20), nullable=False),
        sa.Column("call_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_back_by", sa.Integer(), nullable=True),
        sa.Column("letter", sa.LargeBinary(), nullable=False),
        sa.Column("letter_waiting", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    op.create_index(op.f("ix_contacts_call_back_at"), "contacts", ["call_back_at"])
    op.create_index(op.f("ix_contacts_letter_waiting"), "contacts", ["letter_waiting"])
    op.create_index(op.f("ix_contacts_saved_at"), "contacts", ["saved_at"])
    op.create_index(op.f("ix_contacts_staff_id_ended_at"), "contacts", ["staff_id", "ended_at"])
    op.create_table(
        "contact_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_contact_keys_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_keys")),
    )
    op.create_index(op.f("ix_contact_keys_contact_id"), "contact_keys", ["contact_id"])
    op.create_index(op.f("ix_contact_keys_hash"), "contact_keys", ["hash"])
    op.create_table(
        "deaths",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_deaths_contact_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deaths")),
    )
    op.create_index(op.f("ix_deaths_contact_id"), "deaths", ["contact_id"])
    op.create_table(
        "introductions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("ask_way", sa.String(length=10), nullable=False),
        sa.Column("ask_token", sa.LargeBinary(), nullable=False),
        sa.Column("ask_token_hash", sa.String(length=64), nullable=False),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_introductions_contact_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
        sa.UniqueConstraint("ask_token_hash", name=op.f("uq_introductions_ask_token_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_introductions_token_hash")),
    )
    op.create_index(op.f("ix_introductions_ask_at"), "introductions", ["ask_at"])
    op.create_index(op.f("ix_introductions_contact_id"), "introductions", ["contact_id"])
    op.create_index(op.f("ix_introductions_made_at"), "introductions", ["made_at"])


def downgrade() -> None:
    op.drop_table("introductions")
    op.drop_table("deaths")
    op.drop_table("contact_keys")
    op.drop_table("contacts")
