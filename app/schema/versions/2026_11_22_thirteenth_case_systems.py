"""Tables of case systems: who may ask, the row of changes with the notices of them, and what was answered."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_13th_case_systems"
down_revision = "2026_11_22_twelfth_triage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_systems",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_systems")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_case_systems_key_hash")),
        sa.UniqueConstraint("name", name=op.f("uq_case_systems_name")),
    )
    op.create_table(
        "case_changes_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_changes_head")),
    )
    op.create_table(
        "case_changes",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_changes")),
        sa.UniqueConstraint("number", name=op.f("uq_case_changes_number")),
    )
    op.create_index("ix_case_changes_state_due", "case_changes", ["state", "due"])
    op.create_table(
        "case_acknowledgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("system_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("theirs", sa.LargeBinary(), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_acknowledgements")),
        sa.UniqueConstraint("system_id", "idempotency_key", name=op.f("uq_case_acknowledgements_system_id")),
    )
    op.create_index("ix_case_acknowledgements_case_id", "case_acknowledgements", ["case_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_case_acknowledgements_case_id", table_name="case_acknowledgements")
    op.drop_table("case_acknowledgements")
    op.drop_index("ix_case_changes_state_due", table_name="case_changes")
    op.drop_table("case_changes")
    op.drop_table("case_changes_head")
    op.drop_table("case_systems")
