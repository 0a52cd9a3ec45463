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


def downgrade() -> None:
    op.drop_table("contact_keys")
    op.drop_table("contacts")
