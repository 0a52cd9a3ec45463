"""Tables of signing in by an e-mailed link, and of proving that a listing is one's own."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_19th_signing_in"
down_revision = "2026_11_22_18th_publishing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mailed_sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("goal", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=True),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mailed_sign_ins_token_hash")),
        sa.Index(op.f("ix_mailed_sign_ins_asked"), "asked"),
    )
    with op.batch_alter_table("staff_sessions") as sessions:
        sessions.add_column(sa.Column("lasting", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "listing_claims",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=True),
        sa.Column("settled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["staff_accounts.id"], name=op.f("fk_listing_claims_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_claims")),
        sa.Index(op.f("ix_listing_claims_account_id"), "account_id"),
        sa.Index(op.f("ix_listing_claims_service_id"), "service_id"),
        sa.Index(op.f("ix_listing_claims_state"), "state"),
        sa.Index(op.f("ix_listing_claims_secret_hash"), "secret_hash"),
    )
    op.create_table(
        "listing_invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("hands_over", sa.Boolean(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_listing_invitations_token_hash")),
        sa.Index(op.f("ix_listing_invitations_page_id"), "page_id"),
    )


def downgrade() -> None:
    op.drop_table("listing_invitations")
    op.drop_table("listing_claims")
    op.execute("DELETE FROM staff_sessions WHERE lasting")  # no rule of before would end them in time
    with op.batch_alter_table("staff_sessions") as sessions:
        sessions.drop_column("lasting")
    op.drop_table("mailed_sign_ins")
