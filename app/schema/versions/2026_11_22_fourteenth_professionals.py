"""Tables of professionals."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_14th_professionals"
down_revision = "2026_11_22_13th_case_systems"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "professional_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professional_drafts")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_professional_drafts_token_hash")),
    )
    op.create_index(op.f("ix_professional_drafts_expires_at"), "professional_drafts", ["expires_at"])
    op.create_table(
        "professional_referrals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("telling", sa.String(length=20), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("told", sa.String(length=20), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referral.id"],
            name=op.f("fk_professional_referrals_referral_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professional_referrals")),
        sa.UniqueConstraint("reference", name=op.f("uq_professional_referrals_reference")),
    )
    op.create_index(op.f("ix_professional_referrals_referral_id"), "professional_referrals", ["referral_id"])


def downgrade() -> None:
    op.drop_table("professional_referrals")
    op.drop_table("professional_drafts")
