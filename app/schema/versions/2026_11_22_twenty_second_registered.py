"""Tables of registered providers, and of what was seen of those who work for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_22nd_registered"
down_revision = "2026_11_22_21st_keeping_true"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registered_location",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("service_types", sa.Text(), nullable=False),
        sa.Column("specialisms", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("provider_name", sa.Text(), nullable=False),
        sa.Column("local_authority", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("rating", sa.String(length=30), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_location")),
    )
    op.create_table(
        "registered_tie",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.String(length=200), nullable=False),
        sa.Column("location_id", sa.String(length=20), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("location_name", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("source", "service_id", "location_id", name=op.f("pk_registered_tie")),
    )
    op.create_index("ix_registered_tie_standing", "registered_tie", ["standing"])
    op.create_table(
        "registered_import",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locations", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_import")),
    )
    op.create_table(
        "listing_micro_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(length=100), nullable=False),
        sa.Column("evidence", sa.String(length=20), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_micro_check")),
    )
    op.create_index(op.f("ix_listing_micro_check_page_id"), "listing_micro_check", ["page_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_listing_micro_check_page_id"), table_name="listing_micro_check")
    op.drop_table("listing_micro_check")
    op.drop_table("registered_import")
    op.drop_index("ix_registered_tie_standing", table_name="registered_tie")
    op.drop_table("registered_tie")
    op.drop_table("registered_location")
